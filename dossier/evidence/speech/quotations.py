"""Candidates for quotations, and who is likely to have said them; which of what stands in marks is speech, `own_words`
tells. An interview's answers and Markdown's block quotations stand without marks, and are of their own kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.evidence.parties.casting import Cast
from dossier.evidence.parties.nouns import STOPS_AR, STOPS_EN
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.parties.registered import Named
from dossier.evidence.speech.acquaintance import NOBODY, Speaker, named_bodies, named_by_office
from dossier.evidence.speech.assertion import is_asserted, is_in_its_voice
from dossier.evidence.speech.authors import (
    addressee_of,
    author_of,
    interviewed,
    issuer_of,
    named_next,
    reporters_of,
)
from dossier.evidence.speech.block_quotes import SetOff, set_off_in
from dossier.evidence.speech.candidate import (
    Spoken,
    goes_on_behind,
    is_all_marked,
    joined,
    longer,
    nested,
    repeated,
    trimmed,
)
from dossier.evidence.speech.clauses import BLANK, Clause, Scene, attribution_of, called_on, clause_of, scene_of, within
from dossier.evidence.speech.interviews import Answer, answers_in
from dossier.evidence.speech.own_words import SpeechUsage, is_name_of, is_speech, stands_alone, usage_in
from dossier.evidence.speech.papers import goes_on_to_say, says_we, view_in, whose_words
from dossier.evidence.speech.rows import cells_in, in_a_row, signing
from dossier.evidence.speech.speakers import Resolver, gender_of, genders_in
from dossier.evidence.speech.subject.attribution import subject_of
from dossier.evidence.speech.subject.phrase import Subject, is_aside, is_told_on, labels
from dossier.evidence.speech.titles import gender_of_office, plain
from dossier.evidence.speech.turns import by_turns
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.marks import Quoted, quoted_in
from dossier.evidence.text.saying import word_count

_ANSWER = re.compile(r"\W*(?:A|ج|جواب|الجواب)\W*")  #: of whoever has answered before
_DASH = re.compile(r"\w,? [–—-]\s*$")
_DASHED = re.compile(r",? [–—-] ")
_YOU = re.compile(r"(?:^|\s)you$", re.IGNORECASE)
_THAT = re.compile(r"\bthat\b|(?<!\w)[وفب]?ب?[أإ]نّ?(?:ه|ها|هم|نا)?(?!\w)")
_WOULD = re.compile(r"\b(?:would|had)\b")
HEADING = 6  #: words of a heading
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
    own_from: int = 0  #: where in it, behind a label
    signed: Speaker = NOBODY  #: whom the line behind a quotation that is a paragraph names, and nothing else
    cells: dict[str, Speaker] = field(default_factory=dict)  #: words of a cell of a table -> who says them
    head: Sequence[Block] = ()  #: of an interview, what stands before its first question
    author: Speaker = NOBODY  #: who says "I" in a speech or a letter
    is_interview: bool = False  #: from the first answer on
    goes_on: bool = False  #: whether the paragraph before ended within a quotation
    carried: Speaker = NOBODY  #: who speaks in that one
    company: dict[Block, tuple[Speaker, ...]] = field(default_factory=dict)  #: who has been named up to a paragraph
    usage: SpeechUsage = field(default_factory=SpeechUsage)  #: of marks, in the whole text

    def __post_init__(self) -> None:
        phrases = [phrase for found in self.cast.phrases.values() for phrase in found]
        named, bodies = ([phrase for phrase in phrases if phrase.kind == kind] for kind in ("person", "body"))
        known = named_bodies(bodies)
        self.resolver = Resolver(self.holders, self.titles, all_bodies=known, later=named_by_office(named))

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
        self.cells = cells_in(blocks, self.cast, self.resolver)
        blocks_set_off = set_off_in(blocks)
        answered: list[Spoken] = []
        for block, spoken in self._marked(blocks, answers):
            if one := blocks_set_off.get(block):
                yield from answered
                answered = []
                yield self._set_off(one)
            answer = answers.get(block)
            if answer and is_all_marked(block, answer, spoken):
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
        is_above = self.is_interview and block in self.head and (not item.who.doubt or block == self.head[0])
        if not is_above or item.who.key:
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
        said = (Find(block, answer.start, len(block.text.rstrip(" *_"))),)
        return Spoken(said, self.own, answer.label or "an answer, in an interview", kind="answer")

    def _answerer(self, block: Block, answer: Answer) -> Speaker:
        if answer.goes_on:
            return self.own
        if not answer.label:
            return interviewed(self.head, self.cast, self.resolver)
        inside = [phrase for phrase in self.cast.of(block) if phrase.start < answer.start]
        bare = plain(answer.label)
        is_cut = bool(inside) and inside[0].kind == "role" and inside[0].end < answer.start - len(bare)
        return self._named(inside[0]) if inside and not (is_cut and bare.isupper()) else self.resolver.called(bare)

    def _named(self, phrase: NounPhrase) -> Speaker:
        return self.resolver.who(Subject(phrase), None, ())

    def _marked(self, blocks: Sequence[Block], answers: Mapping[Block, Answer]) -> Iterator[tuple[Block, list[Spoken]]]:
        """What stands between marks, paragraph by paragraph."""
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            quoted = [trimmed(item, block.text) for item in quoted_in(block.text)]
            quoted = [item for item in quoted if item.is_closed or goes_on_behind(item, block, following)]
            quoted = [item for item in quoted if item.words(block.text)]
            bodies = [phrase for phrase in self.cast.of(block) if phrase.kind == "body" and phrase.is_named]
            quoted = [item for item in quoted if not is_name_of(item, block.text, bodies)]
            self.is_interview = self.is_interview or block in answers
            self.own_from = answers[block].start if block in answers else 0
            self.own = self._answerer(block, answer) if (answer := answers.get(block)) else NOBODY
            scene = scene_of(block.text, quoted, self.cast.of(block))
            self.signed = self.cells.get(block.text) or signing(scene, following, self.cast, self.resolver)
            if block.text[-1:] not in ".:?!؟" and word_count(block.text) <= HEADING:
                named = [one for one in self.cast.of(block) if one.kind == "person"]
                is_name = len(named) == 1 and not word_count(block.text[: named[0].start] + block.text[named[0].end :])
                self.resolver.next_headed = self._named(named[0]) if is_name else NOBODY
            self.resolver.named_next = named_next(following, self.cast, self.resolver) if following else NOBODY
            yield block, [*joined(list(self._spoken(scene, block))), *nested(scene, block)]
            self.goes_on = any(not item.is_closed for item in quoted)
            self.carried = self.latest
            self._leave(scene)
            people = [who for key, who in self.resolver.people.items() if key not in self.reporters]
            self.company[block] = tuple(people) if len(people) < 3 else ()

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
            is_held = follows or bool(self.signed.key)
            if not is_held and not is_speech(item, clause, scene, named, self.usage, is_continued=is_continued):
                continue
            find = Find(block, item.start, item.end)
            if clause and not is_asserted(item, clause, scene):
                yield Spoken((find,), NOBODY, attribution_of(scene, item, clause), item.is_closed, is_asserted=False)
                continue
            speaker, attribution = self._speaker(scene, item, clause, seen, follows)
            if clause and speaker.key and not is_in_its_voice(item, clause, scene):
                speaker = replace(speaker, is_likely=True)
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
            if is_aside(scene, subject, clause.verb):
                sentences = sentences[:-1]
            who = self.resolver.who(subject, clause.verb, sentences)
            is_other = subject.is_pronoun and who.key and who.key in {self.own.key, self.author.key}  # "I" is not "he"
            return NOBODY if is_other else who, attribution_of(scene, item, clause)
        if clause and clause.is_label:
            return self._labelled(scene, clause)
        if follows or (not item.is_closed and not word_count(scene.text[: item.outer[0]])):
            return self.carried, "the quotation goes on from the paragraph before"
        if self.signed.key:
            return self.signed, "signed behind it"
        if stands_alone(scene, item) or is_told_on(scene, item):
            return self._continued(scene, item)
        if entry := in_a_row(scene, item):
            return self.resolver.who(Subject(entry), None, ()), "the same row of a table"
        if aside := self._of_an_aside(scene, item):
            return aside, "an aside"
        if view := view_in(scene.text[scene.sentence(item.outer[0])[0] : item.outer[0]]):
            before = scene.before(scene.sentence(item.outer[0])[0])
            return self.resolver.meant(view, before, goes_on=False), "in the view of whoever has been told of"
        return self._still_reported(scene, item), ""

    def _labelled(self, scene: Scene, clause: Clause) -> tuple[Speaker, str]:
        """Whom a label before a colon means, and the label."""
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
        if gender := whose_words(label):
            told = [[one for one in said if one.start >= self.own_from] for said in scene.before(clause.start)]
            who = self.resolver.meant(gender, told, goes_on=False)
            return NOBODY if self.own.key and who.key == self.own.key else who, label
        is_adverb = all(fold_text(word) in STOPS_EN | STOPS_AR for word in label.split())
        return self.resolver.meant("", scene.before(clause.start), goes_on=False) if is_adverb else NOBODY, label

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
        said = [verb for verb in within(scene.verbs, *between[-1]) if verb.kind == "finite"]
        if said and said[-1].asks:
            return NOBODY, ""  # a tourist asks if he may: “Of the lamp, yes.”
        if (reported := self._reported(scene, between[-1])).key:
            return reported, told
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
