"""A candidate for a quotation: its words, who speaks, and how it stands in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dossier.evidence.speech.acquaintance import NOBODY, Speaker
from dossier.evidence.speech.clauses import ATTRIBUTING, Scene
from dossier.evidence.speech.interviews import Answer
from dossier.evidence.speech.own_words import nested_in
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.marks import Quoted
from dossier.evidence.text.saying import subject_end, verbs_in, word_count

BETWEEN = 12  #: words that may interrupt a speaker
FEW = 3  #: words that a headline must share with what somebody says
_STOPS = " .,،!?؟…"

SpokenKind = Literal["marked", "nested", "answer", "block"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A candidate: its segments, who speaks, and the words that attribute it."""

    segments: tuple[Find, ...]
    who: Speaker = NOBODY
    attribution: str = ""
    is_closed: bool = True
    kind: SpokenKind = "marked"  #: or within another quotation, or without quotation marks
    is_asserted: bool = True  #: the text says that it was said, rather than denied, asked or supposed to be

    @property
    def speaker(self) -> str:
        """The id of somebody in the registers, "" of anybody else."""
        return self.who.id

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(segment.text for segment in self.segments)


def longer(spoken: Spoken, block: Block) -> Spoken:
    """An answer that goes on in another paragraph."""
    return replace(spoken, segments=(*spoken.segments, Find(block, 0, len(block.text))))


def joined(spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Quotations that only "he went on" parts are one, in several segments."""
    waiting: Spoken | None = None
    for item in spoken:
        if waiting and _is_interrupted(waiting, item):
            who = waiting.who if waiting.who.key else item.who
            waiting = replace(waiting, segments=(*waiting.segments, *item.segments), who=who)
            continue
        if waiting:
            yield waiting
        waiting = item
    if waiting:
        yield waiting


def repeated(spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """A headline or a pull quote without a speaker is of whoever says its words in the text, if only one does."""
    for item in spoken:
        words = fold_text(" ".join(item.words)).strip(_STOPS)
        if item.attribution or item.who.key or word_count(words) < FEW:
            yield item
            continue
        said = [other for other in spoken if other.who.key and words in fold_text(" ".join(other.words))]
        if any(_holds(other, item) for other in said):
            said = []  # within an answer somebody else may be quoted
        who = said[0].who if len({other.who.key for other in said}) == 1 else item.who
        yield replace(item, who=who, attribution="its words stand elsewhere in the text" if who.key else "")


def _holds(outer: Spoken, inner: Spoken) -> bool:
    """Whether one stands within the other."""
    find = inner.segments[0]
    return outer is not inner and any(
        segment.block is find.block and segment.start <= find.start < segment.end for segment in outer.segments
    )


def _is_interrupted(first: Spoken, second: Spoken) -> bool:
    """Only a verb of saying and its subject stand between."""
    block = first.segments[-1].block
    between = block.text[first.segments[-1].end : second.segments[0].start]
    verbs = verbs_in(between)
    if first.segments[-1].text.endswith(".") or re.search(r"[.؟!]\s", between):
        return False
    if between.rstrip(" \"“”«»„‘’'").endswith(":") and any(verb.is_own or verb.answers for verb in verbs):
        return False  # "Who?", and I answered: "You."
    is_same = first.who.key == second.who.key and first.who.doubt == second.who.doubt
    if not is_same and second.attribution and (first.who.key or first.who.doubt):
        return False
    if re.search(r"\b(?:that|which|who|whom|whose)\b", between[: verbs[0].start] if verbs else ""):
        return False  # “…”, a phrase that the mayor said he …
    if not verbs or word_count(between) > BETWEEN or (verbs[0].is_arabic and verbs[0].answers):
        return False
    end = subject_end(between, verbs[-1])
    return word_count(between[end:]) <= 1 and word_count(between[: verbs[0].start]) <= ATTRIBUTING


def nested(scene: Scene, block: Block) -> Iterator[Spoken]:
    """What is quoted within quotations; whose it is, only a reader can tell."""
    for item in scene.quoted:
        for inner in nested_in(item, scene.original):
            yield Spoken((Find(block, inner.start, inner.end),), kind="nested")


def is_all_marked(block: Block, answer: Answer, spoken: Sequence[Spoken]) -> bool:
    """Whether quotation marks hold most of an answer, so that it is told already."""
    held = sum(segment.end - segment.start for item in spoken for segment in item.segments)
    return 2 * held > len(block.text) - answer.start


def trimmed(item: Quoted, text: str) -> Quoted:
    """Without the spaces and the comma that English sets inside the marks."""
    words = text[item.start : item.end]
    start = item.start + len(words) - len(words.lstrip())
    end = item.end - (len(words) - len(words.rstrip(" ,،")))
    return replace(item, start=min(start, end), end=max(start, end))


def goes_on_behind(item: Quoted, block: Block, following: Block | None) -> bool:
    """A quotation of several paragraphs: each begins with a mark, and only the last one ends with one."""
    mark = block.text[item.outer[0] : item.start].strip()
    return following is not None and bool(mark) and following.text.startswith(mark)
