"""Candidates for quotations, and who is likely to have said them.

What stands in quotation marks is taken for somebody's words if a verb of saying belongs to it, or if it is long; it is
left out where it is short and follows a word that announces a title, is written like one, or is itself a known name.
The speaker is the known person who is the verb's subject, as far as rules can tell; where they cannot it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.evidence.blocks import Block, Find, sentences
from dossier.evidence.marks import Quoted, quoted_in
from dossier.evidence.names import Named
from dossier.importing.speech import (
    Verb,
    announces_a_title,
    answers,
    gives_a_title,
    is_titled_like_a_name,
    subject_end,
    verbs_in,
    word_count,
)

LONG = 8  #: words from which on nothing in quotation marks is a title, or needs a verb to be taken for speech
BEHIND = 90  #: letters after a closing mark within which "said the minister" stands
ATTRIBUTING = 6  #: words that may stand between a quotation and its verb: "…," a spokeswoman for the company said
BETWEEN = 12  #: words that may interrupt a speaker

_OFFICE = re.compile(
    r"(?<!\w)(?:و?ال|و|ل|ب)?(?:رئيس|رئيسة|وزير|وزيرة|أمين|امين|مدير|مديرة|سفير|سفيرة|ممثل|ممثلة|متحدث|متحدثة|ناطق|قائد|زعيم|"
    r"مندوب|نائب|مسؤول|دبلوماسي|ربان|قبطان|captain|president|minister|head|chief|director|chair|chairman|chairwoman|secretary|ambassador|"
    r"representative|spokesman|spokeswoman|spokesperson|leader|official|envoy|rais|diplomat)\w*",
    re.IGNORECASE,
)
_VOICE = re.compile(r"(?:متحدث|ناطق)|spokes(?:man|woman|person)", re.IGNORECASE)  # speaks for the body itself
_ANOTHER = re.compile(r"\b(?:its|their|his|her|an?|another|one)\b|(?<!\w)(?:احد|أحد|إحدى)(?!\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A candidate: its segments, the likely speaker ("" if unknown), and the words that attribute it."""

    segments: tuple[Find, ...]
    speaker: str = ""
    attribution: str = ""
    is_closed: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(segment.text for segment in self.segments)


@dataclass(slots=True)
class Listener:
    """Goes through a text block by block and remembers who spoke last."""

    named: Mapping[Block, Sequence[Named]]
    holders: Mapping[str, Sequence[str]]  #: body -> people who hold an office in it
    last: str = ""  #: who spoke last
    recent: str = ""  #: who was named last in the paragraphs before
    goes_on: bool = False  #: whether the paragraph before ended within a quotation

    def quotations(self, blocks: Sequence[Block]) -> Iterator[Spoken]:
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            quoted = [_trimmed(item, block.text) for item in quoted_in(block.text)]
            quoted = [item for item in quoted if item.is_closed or _goes_on(item, block, following)]
            yield from _joined(list(self._spoken(block, quoted)))
            self.goes_on = any(not item.is_closed for item in quoted)
            self.recent = self._nearest_before(block, 0, len(block.text)) or self.recent

    def _spoken(self, block: Block, quoted: Sequence[Quoted]) -> Iterator[Spoken]:
        verbs = [verb for verb in verbs_in(block.text) if not any(q.start <= verb.start < q.end for q in quoted)]
        heard = 0
        for number, item in enumerate(quoted):
            self._hear(block, [verb for verb in verbs if heard <= verb.start < item.start], item.start)
            heard = item.start
            limit = quoted[number + 1].start if number + 1 < len(quoted) else len(block.text)
            verb = _verb_of(item, verbs, block, limit)
            follows = self.goes_on and number == 0
            if not follows and not _is_speech(item, verb, block, self._names(block)):
                continue
            speaker, attribution = self._speaker(block, item, verb, limit)
            if follows and not speaker:
                speaker = self.last
            self.last = speaker or self.last
            yield Spoken((Find(block, item.start, item.end),), speaker, attribution, item.is_closed)
        self._hear(block, [verb for verb in verbs if verb.start >= heard], len(block.text))

    def _hear(self, block: Block, verbs: Sequence[Verb], limit: int) -> None:
        """Remember who speaks last in words that quote nothing."""
        for verb in reversed(verbs if self._names(block) else ()):
            if who := self._subject(block, verb, limit):
                self.last = who
                return

    def _speaker(self, block: Block, item: Quoted, verb: Verb | None, limit: int) -> tuple[str, str]:
        """(id of the likely speaker, words that attribute the quotation)."""
        if not item.is_closed:
            return self.last, "the quotation goes on in the next paragraph"
        if verb is None:
            return "", ""
        start, end = next(span for span in sentences(block.text) if span[1] > verb.start)
        if verb.start >= item.end:  # "…," said Captain Shaheen of Nawras Ferries.
            end = min(limit, end)
            who = self._who(block, item.end, end) or self._meant(block, block.text[item.end : end], item.start)
            return who, block.text[item.end : end].strip(" \"”»’'،,.")
        end = min(subject_end(block.text, verb), item.start)
        said = block.text[verb.start : end] if verb.is_arabic else block.text[start : item.start]
        return self._subject(block, verb, item.start), said.strip(" \"“«‘'،,:")

    def _subject(self, block: Block, verb: Verb, limit: int) -> str:
        """Who is the subject of a verb: behind it in Arabic, before it in English, else the other way round."""
        end = min(subject_end(block.text, verb), limit)
        start = next(start for start, end in sentences(block.text) if end > verb.start)
        behind = self._who(block, verb.end, end)
        before = self._nearest_before(block, start, verb.start)
        said = block.text[verb.end : end] if verb.is_arabic else block.text[start : verb.start]
        return (behind or before if verb.is_arabic else before or behind) or self._meant(block, said, verb.start)

    def _meant(self, block: Block, subject: str, place: int) -> str:
        """Whom "he", nobody at all, or "the minister" means: the person named last, or the last speaker."""
        if _PRONOUN.search(subject) or not word_count(subject):
            return self._nearest_before(block, 0, place) or self.recent or self.last
        return self.last if _OFFICE.search(subject) and not _ANOTHER.search(subject) else ""

    def _who(self, block: Block, start: int, end: int) -> str:
        """The first person in a stretch; else whoever holds the office named there; else a body that is no office's."""
        inside = [named for named in self._names(block) if start <= named.find.start and named.find.end <= end]
        if people := [named.party for named in inside if named.is_person]:
            return people[0]
        stretch = block.text[start:end]
        if inside and _OFFICE.search(stretch) and not _VOICE.search(stretch):
            holders = self.holders.get(inside[0].party, ())
            return holders[0] if len(holders) == 1 else ""
        return inside[0].party if inside else ""

    def _nearest_before(self, block: Block, start: int, end: int) -> str:
        inside = [named for named in self._names(block) if start <= named.find.start and named.find.end <= end]
        people = [named.party for named in inside if named.is_person]
        return people[-1] if people else ""

    def _names(self, block: Block) -> Sequence[Named]:
        return self.named.get(block, ())


def _trimmed(item: Quoted, text: str) -> Quoted:
    """Without the spaces and the comma that English sets inside the marks."""
    words = text[item.start : item.end]
    start = item.start + len(words) - len(words.lstrip())
    end = item.end - (len(words) - len(words.rstrip(" ,،")))
    return replace(item, start=min(start, end), end=max(start, end))


def _goes_on(item: Quoted, block: Block, following: Block | None) -> bool:
    """A quotation of several paragraphs: each begins with a mark, and only the last one ends with one."""
    mark = block.text[: item.start].rstrip()[-1:]
    return following is not None and following.text[:1] == mark


def _verb_of(item: Quoted, verbs: Sequence[Verb], block: Block, limit: int) -> Verb | None:
    """The verb of saying a quotation belongs to: right behind its end, or the last one before it in its sentence."""
    tail = block.text[item.end : item.end + BEHIND]
    if verb := next((verb for verb in verbs if item.end <= verb.start < min(limit, item.end + BEHIND)), None):
        between = block.text[item.end : verb.start].strip(" \"”»’'،,-–—")
        is_behind = tail.lstrip(" \"”»’'")[:1] in {",", "،", "-", "–", "—"} or block.text[item.end - 1] in "?!؟"
        is_short = word_count(between) <= (ATTRIBUTING if not verb.is_arabic else 0)
        if (
            is_short
            and not _introduces(verb, block, limit)
            and not re.search(r"[.:]", between)
            and (is_behind or block.text[: item.start].strip(" \"“«‘'") == "")
        ):
            return verb
    start = next((start for start, end in sentences(block.text) if start <= item.start <= end), 0)
    before = [verb for verb in verbs if start <= verb.start < item.start]
    return before[-1] if before else None


def _introduces(verb: Verb, block: Block, limit: int) -> bool:
    """Whether a verb leads on to something else: "…", and he added: "…"; or: "…", saying that …"""
    end = subject_end(block.text, verb)
    if end < len(block.text) and not word_count(block.text[verb.end : end]):
        return True
    return end <= limit < len(block.text) and word_count(block.text[end:limit]) <= 1


def _is_speech(item: Quoted, verb: Verb | None, block: Block, named: Sequence[Named]) -> bool:
    if not item.is_closed:
        return True
    words = item.words(block.text)
    count = word_count(words)
    if not count or gives_a_title(block.text[: item.start]):
        return False
    if count >= LONG:
        return True
    if any(name.find.start <= item.start and name.find.end >= item.end for name in named):
        return False
    subject = any(
        block.text[name.find.end : item.start].strip(" \"“«‘'") == "" for name in named if name.find.end <= item.start
    )
    if not subject and announces_a_title(block.text[: item.start]):
        return False
    return verb is not None and not is_titled_like_a_name(words)


def _joined(spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Quotations that only "he went on" parts are one, in several segments."""
    waiting: Spoken | None = None
    for item in spoken:
        if waiting and _is_interrupted(waiting, item):
            speaker = waiting.speaker or item.speaker
            waiting = replace(waiting, segments=(*waiting.segments, *item.segments), speaker=speaker)
            continue
        if waiting:
            yield waiting
        waiting = item
    if waiting:
        yield waiting


def _is_interrupted(first: Spoken, second: Spoken) -> bool:
    """Only a verb of saying and its subject stand between."""
    block = first.segments[-1].block
    between = block.text[first.segments[-1].end : second.segments[0].start]
    verbs = verbs_in(between)
    if not verbs or word_count(between) > BETWEEN or (verbs[0].is_arabic and answers(between, verbs[0])):
        return False
    end = subject_end(between, verbs[-1])
    return word_count(between[end:]) <= 1 and word_count(between[: verbs[0].start]) <= ATTRIBUTING
