"""Candidates for quotations, and who is likely to have said them; which of what stands in marks is speech, `own_words`
tells. An interview's answers and Markdown's block quotations stand without marks, and are of their own kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.evidence.parties.casting import Cast
from dossier.evidence.parties.nouns import STOPS_AR, STOPS_EN
from dossier.evidence.parties.registered import Named
from dossier.evidence.speech.acquaintance import NOBODY, Speaker, named_bodies, named_by_office
from dossier.evidence.speech.assertion import is_asserted
from dossier.evidence.speech.attribution import subject_of
from dossier.evidence.speech.authors import addressee_of, author_of, interviewed, issuer_of, named_next, reporters_of
from dossier.evidence.speech.block_quotes import SetOff, set_off_in
from dossier.evidence.speech.candidate import Spoken, joined, longer, repeated
from dossier.evidence.speech.clauses import BLANK, Clause, Scene, attribution_of, called_on, clause_of, scene_of, within
from dossier.evidence.speech.interviews import Answer, answers_in
from dossier.evidence.speech.own_words import SpeechUsage, is_name_of, is_speech, nested_in, stands_alone, usage_in
from dossier.evidence.speech.papers import goes_on_to_say, says_we
from dossier.evidence.speech.speakers import Resolver, gender_of, genders_in
from dossier.evidence.speech.subjects import Subject, labels
from dossier.evidence.speech.titles import gender_of_office
from dossier.evidence.speech.turns import by_turns
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.marks import Quoted, quoted_in
from dossier.evidence.text.saying import Verb, word_count

_ANSWER = re.compile(r"\W*(?:A|ج|جواب|الجواب)\W*")  #: of whoever has answered before
_DASH = re.compile(r"\w,? [–—-]\s*$")
_DASHED = re.compile(r",? [–—-] ")
_YOU = re.compile(r"(?:^|\s)you$", re.IGNORECASE)
_THAT = re.compile(r"\bthat\b|(?<!\w)[وفب]?ب?[أإ]نّ?(?:ه|ها|هم|نا)?(?!\w)")
_WOULD = re.compile(r"\b(?:would|had)\b")
_DID = re.compile(r"[،,] ?(?:و(?!قد|هو|هي)\w|ثم |and (?:then |\w+ed\b))")
HEARD = 4  #: verbs of saying at the end of a paragraph in which its last speaker is looked for


@dataclass(slots=True)
class QuotationFinder:
    """Goes through a text block by block and remembers who spoke last."""

    cast: Cast
    named: Mapping[Block, Sequence[Named]]
    holders: Mapping[str, Sequence[str]]  #: body -> people who hold an office in it
    titles: Mapping[str, str]  #: person -> titles that other documents give
    resolver: Resolver = field(init=False)
    latest: Speaker = NOBODY  #: of a quotation of this paragraph
    reporters: frozenset[str] = frozenset()  #: keys of those who wrote the text, as a line near its beginning says
    introduced: Speaker = NOBODY  #: who speaks last in words that quote nothing, of the paragraph before
    own: Speaker = NOBODY  #: who says "I" in a paragraph
    head: Sequence[Block] = ()  #: of an interview, what stands before its first question
    author: Speaker = NOBODY  #: who says "I" in a speech or a letter
    is_interview: bool = False  #: from the first answer on
    goes_on: bool = False  #: whether the paragraph before ended within a quotation
    carried: Speaker = NOBODY  #: who speaks in that one
    company: dict[Block, tuple[Speaker, ...]] = field(default_factory=dict)  #: who has been named up to a paragraph
    usage: SpeechUsage = field(default_factory=SpeechUsage)  #: of marks, in the whole text

    def __post_init__(self) -> None:
        named = [phrase for phrases in self.cast.phrases.values() for phrase in phrases if phrase.kind == "person"]
        bodies = [phrase for phrases in self.cast.phrases.values() for phrase in phrases if phrase.kind == "body"]
        self.resolver = Resolver(
            self.holders, self.titles, all_bodies=named_bodies(bodies), later=named_by_office(named)
        )

    def quotations(self, blocks: Sequence[Block]) -> Iterator[Spoken]:
        """Every candidate, in the order of the text; what goes on over paragraphs is of whoever its end names."""
        heard = [self._of_the_interviewed(item) for item in list(self._all(blocks))]
        spoken = list(repeated(list(by_turns(heard, blocks, self.cast, self.company))))
        for number in range(len(spoken) - 1, 0, -1):
            if not spoken[number - 1].is_closed and spoken[number].who.key:
                spoken[number - 1] = replace(spoken[number - 1], who=spoken[number].who)
        yield from spoken

    def _all(self, blocks: Sequence[Block]) -> Iterator[Spoken]:
        answers = answers_in(blocks)
        self.author = author_of(blocks, self.cast, self.resolver)
        self.resolver.you = addressee_of(blocks, self.cast, self.resolver)
        self.reporters = reporters_of(blocks, self.cast, self.resolver)
        self.resolver.we = issuer_of(blocks, self.cast, self.resolver)
        self.usage = usage_in(block.text for block in blocks)
        self.head = blocks[: max(0, min(map(blocks.index, answers), default=0) - 1)]
        blocks_set_off = set_off_in(blocks)
        answered: list[Spoken] = []
        for block, spoken in self._marked(blocks, answers):
            if one := blocks_set_off.get(block):
                yield from answered
                answered = []
                yield self._set_off(one)
            answer = answers.get(block)
            if answer and _is_all_marked(block, answer, spoken):
                who = self.own
                spoken = [replace(item, who=who) if not item.who.key else item for item in spoken]
            elif answer:
                if answer.goes_on and answered:
                    answered[-1] = longer(answered[-1], block)
                else:
                    yield from answered
                    answered = [self._answer(block, answer)]
            if not answer or spoken:
                yield from answered
                answered = []
            yield from spoken
        yield from answered

    def _of_the_interviewed(self, item: Spoken) -> Spoken:
        """What stands above the first question, and nobody else is said to say, is of whoever is interviewed."""
        block = item.segments[0].block
        if (
            not self.is_interview
            or item.who.key
            or block not in self.head
            or (item.who.doubt and block != self.head[0])
        ):
            return item
        told = {*genders_in(block.text), gender_of_office(item.who.doubt)} - {""}
        who = interviewed(self.head, self.cast, self.resolver, next(iter(told), "") if len(told) == 1 else "")
        is_told_of = len(told) < 2 and told <= {self.resolver.genders.get(who.key, "")}
        return replace(item, who=who) if is_told_of and item.kind == "marked" else item

    def _set_off(self, one: SetOff) -> Spoken:
        """A block of its own, of whoever signs it, or is said to speak in the paragraph before."""
        if one.signed:
            people = [phrase for phrase in self.cast.of(one.signed) if phrase.kind in {"person", "body"}]
            who = self.resolver.who(Subject(people[0]), None, ()) if people else NOBODY
            return Spoken(one.lines, who, one.signed.text.strip("> –—―-"), kind="block")
        return Spoken(one.lines, self.introduced, one.introduced_by.text if one.introduced_by else "", kind="block")

    def _answer(self, block: Block, answer: Answer) -> Spoken:
        """What stands behind a label, of whoever that names."""
        find = Find(block, answer.start, len(block.text.rstrip(" *_")))
        return Spoken((find,), self.own, answer.label or "an answer, in an interview", kind="answer")

    def _answerer(self, block: Block, answer: Answer) -> Speaker:
        if answer.goes_on:
            return self.own
        if not answer.label:
            return interviewed(self.head, self.cast, self.resolver)
        inside = [phrase for phrase in self.cast.of(block) if phrase.start < answer.start]
        return self.resolver.who(Subject(inside[0]), None, ()) if inside else self.resolver.called(answer.label)

    def _marked(self, blocks: Sequence[Block], answers: Mapping[Block, Answer]) -> Iterator[tuple[Block, list[Spoken]]]:
        """What stands between marks, paragraph by paragraph."""
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            quoted = [_trimmed(item, block.text) for item in quoted_in(block.text)]
            quoted = [item for item in quoted if item.is_closed or _goes_on(item, block, following)]
            quoted = [item for item in quoted if item.words(block.text)]
            bodies = [phrase for phrase in self.cast.of(block) if phrase.kind == "body" and phrase.is_named]
            quoted = [item for item in quoted if not is_name_of(item, block.text, bodies)]
            self.is_interview = self.is_interview or block in answers
            self.own = self._answerer(block, answer) if (answer := answers.get(block)) else NOBODY
            scene = scene_of(block.text, quoted, self.cast.of(block))
            self.resolver.named_next = named_next(following, self.cast, self.resolver) if following else NOBODY
            yield block, [*joined(list(self._spoken(scene, block))), *_nested(scene, block)]
            self.goes_on = any(not item.is_closed for item in quoted)
            self.carried = self.latest
            self._leave(scene)
            named = [who for key, who in self.resolver.people.items() if key not in self.reporters]
            self.company[block] = tuple(named) if len(named) < 3 else ()

    def _spoken(self, scene: Scene, block: Block) -> Iterator[Spoken]:
        met = 0
        self.latest, self.resolver.is_speaking = NOBODY, False
        self.resolver.heard = genders_in(scene.text)
        for number, item in enumerate(scene.quoted):
            clause = clause_of(number, scene)
            seen = scene.quoted[number - 1].outer[1] if number else 0
            for phrase in scene.phrases[met:]:
                if phrase.start < item.start:
                    self.resolver.meet(phrase, scene.text)
                    met += 1
            follows = self.goes_on and number == 0
            named, is_continued = self.named.get(block, ()), bool(self.latest.key)
            if not follows and not is_speech(item, clause, scene, named, self.usage, is_continued=is_continued):
                continue
            find = Find(block, item.start, item.end)
            if clause and not is_asserted(item, clause, scene):
                yield Spoken((find,), NOBODY, attribution_of(scene, item, clause), item.is_closed, is_asserted=False)
                continue
            speaker, attribution = self._speaker(scene, item, clause, seen, follows)
            self.latest, self.resolver.is_speaking = speaker, bool(speaker.key)
            self.resolver.last = speaker if speaker.key else self.resolver.last
            yield Spoken((find,), speaker, attribution, item.is_closed)
        for phrase in scene.phrases[met:]:
            self.resolver.meet(phrase, scene.text)

    def _speaker(
        self, scene: Scene, item: Quoted, clause: Clause | None, seen: int, follows: bool
    ) -> tuple[Speaker, str]:
        """Who speaks, and the words that say so."""
        if clause and clause.verb:
            self._hear(scene, seen, clause.verb.start)
            subject = subject_of(scene.text, clause, scene.phrases, scene.verbs)
            if clause.verb.is_own or re.search(r"(?:^|\s)I$", subject.words):
                return self.own if self.is_interview else self.author, attribution_of(scene, item, clause)
            if called := called_on(scene, clause):
                return self.resolver.who(Subject(called), None, ()), attribution_of(scene, item, clause)
            if clause.verb.is_yours or _YOU.search(subject.words):
                return self.resolver.you, attribution_of(scene, item, clause)
            sentences = scene.before(clause.verb.start)
            if _is_aside(scene, subject, clause.verb):
                sentences = sentences[:-1]
            who = self.resolver.who(subject, clause.verb, sentences)
            is_other = subject.is_pronoun and self.own.key and who.key == self.own.key  # who answers is "I", not "he"
            return NOBODY if is_other else who, attribution_of(scene, item, clause)
        if clause and clause.is_label:
            label = scene.text[clause.start : clause.end].rpartition(BLANK)[2].rstrip(" :：").strip("*_# –—―-")
            ending = scene.within((clause.start, clause.end))
            if _ANSWER.fullmatch(label):
                return self.resolver.last, label
            if ending and labels(scene.text, clause, ending[0]):
                return self.resolver.who(Subject(ending[0], label), None, ()), label
            if says_we(label) and self.resolver.we.key:
                return self.resolver.we, label
            if self.latest.key and not ending and goes_on_to_say(label):
                return self.latest, label
            is_adverb = all(fold_text(word) in STOPS_EN | STOPS_AR for word in label.split())
            return self.resolver.meant("", scene.before(clause.start), goes_on=False) if is_adverb else NOBODY, label
        if follows or (not item.is_closed and not word_count(scene.text[: item.outer[0]])):
            return self.carried, "the quotation goes on from the paragraph before"
        if stands_alone(scene, item) or _is_told_on(scene, item):
            return self._continued(scene, item)
        if aside := self._of_an_aside(scene, item):
            return aside, "an aside"
        return self._still_reported(scene, item), ""

    def _of_an_aside(self, scene: Scene, item: Quoted) -> Speaker | None:
        """Of a quotation between dashes whoever its sentence is about: He is 71 – “my mother counted” – and has …"""
        start = scene.sentence(item.outer[0])[0]
        if not (_DASH.search(scene.text[start : item.outer[0]]) and _DASHED.match(scene.text, item.outer[1])):
            return None
        about = next(iter(scene.within((start, item.outer[0]))), None)
        if about is None or about.kind not in {"pronoun", "person"} or about.is_object:
            return None
        return self.resolver.who(Subject(about, is_pronoun=about.kind == "pronoun"), None, scene.before(about.start))

    def _still_reported(self, scene: Scene, item: Quoted) -> Speaker:
        """Of a sentence that only its tense shows to be reported: Mr Boahen told members that …. It would be “…”."""
        start, end = scene.sentence(item.outer[0])
        earlier = scene.sentences_before(start)
        is_named = any(phrase.kind in {"person", "role", "pronoun"} for phrase in scene.within((start, end)))
        if not earlier or is_named or not _WOULD.search(scene.text[start : item.outer[0]]):
            return NOBODY
        return self._reported(scene, earlier[-1])

    def _continued(self, scene: Scene, item: Quoted) -> tuple[Speaker, str]:
        """A quotation that is a sentence of its own: of whom the sentence before is about, or who spoke before it."""
        start, _ = scene.sentence(item.outer[0])
        number = scene.quoted.index(item)
        earlier = scene.quoted[number - 1] if number else None
        if earlier and not scene.text[earlier.outer[1] : start].strip():
            asked = earlier.words(scene.original).endswith(("?", "؟"))
            return (NOBODY, "") if asked else (self.latest, "it goes on from the quotation before")
        spoken_to = scene.sentence(earlier.outer[1] - 1)[1] if earlier else 0
        between = [span for span in scene.sentences_before(start) if span[0] >= spoken_to]
        if not between:
            return (self.latest, "it goes on from the quotation before") if self.latest.key else (NOBODY, "")
        told = scene.original[between[-1][0] : start].strip()
        if (said := self._reported(scene, between[-1])).key:
            return said, told
        pronouns = [phrase for phrase in scene.within(between[-1]) if phrase.kind == "pronoun"]
        gender = gender_of(pronouns[0]) if pronouns else ""
        sentences = [scene.within(span) for span in between]
        if pronouns or any(phrase.kind in {"person", "role"} for sentence in sentences for phrase in sentence):
            return self.resolver.meant(gender, sentences, goes_on=False), told
        return self.latest, told

    def _reported(self, scene: Scene, sentence: tuple[int, int]) -> Speaker:
        """Whose words a sentence reports that quotes nothing; nobody's if it tells that somebody asks."""
        said = [verb for verb in within(scene.verbs, *sentence) if verb.kind == "finite"]
        if not said or said[-1].asks or BLANK in scene.text[slice(*sentence)]:
            return NOBODY
        main = said[0]
        for verb in said[1:]:
            if not verb.is_joined and _THAT.search(scene.text, main.end, verb.start):
                break  # within what is reported
            main = verb
        subject = subject_of(scene.text, Clause(main, *sentence), scene.phrases, scene.verbs)
        return self.resolver.who(subject, main, scene.before(main.start))

    def _leave(self, scene: Scene) -> None:
        """At the end of a paragraph: who was named in it, and who speaks last in words that quote nothing."""
        self.introduced = NOBODY
        last = scene.sentence(len(scene.text) - 1) if scene.text else (0, 0)
        reported = self._reported(scene, last) if scene.text else NOBODY
        self.resolver.leave(scene.before(len(scene.text)), spoke=self.latest)
        self.resolver.reported = reported
        self._hear(scene, scene.quoted[-1].outer[1] if scene.quoted else 0, len(scene.text))

    def _hear(self, scene: Scene, start: int, end: int) -> None:
        """Remember who speaks last in words that quote nothing."""
        heard = [verb for verb in within(scene.verbs, start, end) if verb.kind == "finite"]
        for verb in reversed(heard[-HEARD:]):
            subject = subject_of(scene.text, Clause(verb, *scene.sentence(verb.start)), scene.phrases, scene.verbs)
            if subject.phrase and subject.phrase.kind in {"person", "body"}:
                self.resolver.last = self.introduced = self.resolver.who(subject, verb, scene.before(verb.start))
                return


def _nested(scene: Scene, block: Block) -> Iterator[Spoken]:
    """What is quoted within quotations; whose it is, only a reader can tell."""
    for item in scene.quoted:
        for inner in nested_in(item, scene.original):
            yield Spoken((Find(block, inner.start, inner.end),), kind="nested")


def _is_all_marked(block: Block, answer: Answer, spoken: Sequence[Spoken]) -> bool:
    """Whether quotation marks hold most of an answer, so that it is told already."""
    held = sum(segment.end - segment.start for item in spoken for segment in item.segments)
    return 2 * held > len(block.text) - answer.start


def _is_aside(scene: Scene, subject: Subject, verb: Verb) -> bool:
    """Captain Shaheen, he says, is …: whoever the sentence names is not who says so."""
    if subject.phrase is None or not subject.is_pronoun:
        return False
    before = scene.text[: subject.phrase.start].rstrip(" ")
    return before.endswith(",") and scene.text[verb.end : verb.end + 1] == ","


def _is_told_on(scene: Scene, item: Quoted) -> bool:
    """Whether a sentence begins with a quotation and goes on to tell what its speaker did: «…»، وصمتت."""
    start = scene.sentence(item.outer[0])[0]
    return not word_count(scene.text[start : item.outer[0]]) and bool(_DID.match(scene.text, item.outer[1]))


def _trimmed(item: Quoted, text: str) -> Quoted:
    """Without the spaces and the comma that English sets inside the marks."""
    words = text[item.start : item.end]
    start = item.start + len(words) - len(words.lstrip())
    end = item.end - (len(words) - len(words.rstrip(" ,،")))
    return replace(item, start=min(start, end), end=max(start, end))


def _goes_on(item: Quoted, block: Block, following: Block | None) -> bool:
    """A quotation of several paragraphs: each begins with a mark, and only the last one ends with one."""
    mark = block.text[item.outer[0] : item.start].strip()
    return following is not None and bool(mark) and following.text.startswith(mark)
