"""Whose words a quotation is: what the hearing of its original says of a claim, as a doubt with its reason.

The original is listened to as `dossier import` does, with the people and bodies for a register that appear in the
document or are said to speak in it. Only whom the original gives the very words to, or nobody else can have said, is
not doubted. What is no speech of anybody, or not for certain, only a reader can decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeVar

from dossier.evidence.original import Original, Spot
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.parties.registered import register_of
from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.speech.clauses import scene_of
from dossier.evidence.speech.hearing import Hearing, hear, holders_of, parts_of
from dossier.evidence.speech.subject.arabic import WRITTEN
from dossier.evidence.speech.titles import is_called
from dossier.evidence.text import rules
from dossier.evidence.text.blocks import blocks_of
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.languages import languages_of
from dossier.evidence.text.marks import Quoted, every_quoted, quoted_in
from dossier.evidence.text.saying import verbs_in, word_count
from dossier.model.corpus import Corpus
from dossier.model.records import Document, Organisation, Person

_LOOSE = " \u00a0\t,،.؛;…!؟?:"  #: what may stand between the words and their marks
Held = Literal["whole", "part", "outside"]
UNCERTAIN = "the original does not tell for certain who says this"

#: A negation, right before words that mean the opposite without it.
NEGATION = re.compile(
    r"(?<!\w)(?:[وف]?(?:أ?لا|لن|لم|ليس|ليست|لسنا|لست|ليسوا|ما|غير|بلا|دون)|not|never|cannot|no|nor|neither|without|\w+n['’]t)"
    r"\s+\Z",
    re.IGNORECASE,
)
REACH = 20  #: letters before the words in which it stands
_NAMED = (
    r"بعنوان|عنوان|عنوانه|اسم|باسم|بمسمي|المسماه|يسمي|تسمي|شعار|بشعار|هتاف|صفه|لقب|كتاب|كتابه|روايه|فيلم|صحيفه|جريده|مجله"
    r"|وكاله|مسجد|جامع|برنامج|مبادره|مشروع|حمله|منتدي|قمه|موتمر|معرض|مجموعه|جايزه|مدينه|سفينه"
    r"|titled|entitled|called|named|dubbed|slogan|motto|book|novel|film|newspaper|magazine|agency|programme|program"
    r"|initiative|forum|summit|conference|exhibition|group|title|mosque|ship"
)
#: A word that announces a title, a name or a slogan, and at most four more before the mark.
_ANNOUNCED = re.compile(rf"(?<!\w)(?:ال|و|وال|لل|ل|ب|بال)?(?:{_NAMED})(?: \w+){{0,4}} ?$")
TELLING = 4  #: words from which on nobody else says the same by chance
_THE = re.compile(r"the |[وف]?(?:ال|لل)(?=\w\w)", re.IGNORECASE)  #: before an office that one person holds
NEAR = 120  #: letters before a mark in which it is announced

Party = TypeVar("Party", Person, Organisation)


def held(line: str, start: int, end: int) -> tuple[Held, Quoted | None]:
    """Whether letters `start` to `end` are all that a pair of marks holds, a part of it, or outside of any."""
    around = [span for span in every_quoted(line) if span.start <= start and end <= span.end]
    for span in around:
        if not line[span.start : start].strip(_LOOSE) and not line[end : span.end].strip(_LOOSE):
            return "whole", span
    return ("part", around[-1]) if around else ("outside", None)


def is_announced(before: str) -> bool:
    """Whether the words before a mark announce a title, a name or a slogan rather than somebody's words."""
    folded = fold_text(before[-NEAR:])
    announced = _ANNOUNCED.search(folded)
    said = verbs_in(folded[max(0, announced.start() - REACH) :]) if announced else ()
    return bool(announced) and all(verb.root in WRITTEN for verb in said)


def parties_of(document: Document) -> list[str]:
    """The ids of all who appear in a document or are said to speak in it."""
    speakers = {quotation.speaker for quotation in document.quotations}
    return sorted(speakers | {appearance.of for appearance in document.appearances})


@dataclass(frozen=True)
class Quoting:
    """One original, and the document that is made of it."""

    document: Document
    original: Original
    corpus: Corpus  #: whose registers name those who speak

    @cached_property
    def hearing(self) -> Hearing:
        corpus = self._company
        register = register_of(corpus)
        texts = ["" if n in self.original.apart else line for n, line in enumerate(self.original.lines, 1)]
        stated = {appearance.of: " ".join(self._roles(appearance.of)) for appearance in self.document.appearances}
        titles = {party: f"{register.titles.get(party, '')} {roles}" for party, roles in stated.items()}
        blocks = blocks_of(texts, self.original.goes_on)
        told = languages_of([block.text for block in blocks])
        languages = [language or self.document.language for language in told]
        return hear(parts_of(blocks, languages), replace(register, titles=titles), holders_of(corpus))

    @cached_property
    def _company(self) -> Corpus:
        """A dossier of this document alone, whose registers know its people and bodies by its own forms too."""
        wanted = parties_of(self.document)
        people = {name: self._called(self.corpus.people[name]) for name in wanted if name in self.corpus.people}
        bodies = {
            name: self._called(self.corpus.organisations[name]) for name in wanted if name in self.corpus.organisations
        }
        return replace(self.corpus, documents=(self.document,), people=people, organisations=bodies)

    def _called(self, party: Party) -> Party:
        return replace(party, variants=tuple(dict.fromkeys((*party.variants, *self._forms(party.id)))))

    def _forms(self, party: str) -> Iterator[str]:
        for appearance in self.document.appearances:
            if appearance.of == party:
                yield from (name.form for name in appearance.names)

    def _roles(self, party: str) -> Iterator[str]:
        for appearance in self.document.appearances:
            if appearance.of == party:
                yield from (role.stated for role in appearance.roles if role.stated)

    def doubt(self, speaker: str, spot: Spot) -> str:
        """What speaks against the words at a spot being the speaker's own; "" if nothing does."""
        text, start, end = self.original.around(spot)
        how, marks = held(text, start, end)
        if marks and not rules.exist_for(self.document.language):
            return f"{rules.lack(self.document.language)}: whose words they are was not looked at"
        spoken = self.spoken_at(spot)
        if spoken is None or (spoken.kind == "marked" and marks is None):
            return _no_speech(text, how, marks)
        if spoken.kind == "marked" and how == "part":
            return "a part of a longer quotation"
        if spoken.kind == "nested" or (marks and _is_within(marks.words(text), spoken)):
            return "a quotation within a quotation, or a term: the original does not tell for certain whose"
        return self._against(speaker, spoken)

    def spoken_at(self, spot: Spot) -> Spoken | None:
        """What the listener takes the words at a spot for: all of a quotation, or a part; None for none at all."""
        return self.hearing.at(_bare(spot, self.original.letters(spot)))

    def _against(self, speaker: str, spoken: Spoken) -> str:
        """What speaks against a speaker of what is heard."""
        who = spoken.who
        if not spoken.is_asserted or who.is_likely:
            return UNCERTAIN
        if who.id:
            return "" if who.id == speaker else f"the original gives these words to {who.id}"
        if who.choice:
            return f"the original gives these words to {' or '.join(who.choice)}, who share a name"
        if who.name or who.body:
            return f"the original gives these words to {who.description}"
        if self._is_plain(speaker, spoken) or self._is_repeated(speaker, spoken):
            return ""
        return f"the original gives these words to {who.description}" if who.description else UNCERTAIN

    def _is_plain(self, speaker: str, spoken: Spoken) -> bool:
        """Whether the sentence has a word of saying, and names nobody but by an office that is the speaker's alone."""
        if (
            not spoken.attribution
            or spoken.who.role
            or (spoken.who.doubt and not self._is_held_by(speaker, spoken.who.doubt))
        ):
            return False  # somebody else is meant, or may be
        find = spoken.segments[0]
        phrases = self.hearing.cast.of(find.block)
        scene = scene_of(find.block.text, quoted_in(find.block.text), phrases)
        start, end = scene.sentence(find.start)
        named = scene.within((start, end))
        says = any(start <= verb.start < end for verb in scene.verbs)
        return says and bool(named) and all(self._means(phrase, speaker) for phrase in named)

    def _is_repeated(self, speaker: str, spoken: Spoken) -> bool:
        """Whether the same words are heard elsewhere of the speaker and of nobody else: in the text, of which these are
        drawn out in large letters."""
        words = fold_text(" ".join(spoken.words)).strip(_LOOSE)
        others = [
            other.who
            for other in self.hearing.quotations
            if other is not spoken and words in fold_text(" ".join(other.words))
        ]
        return word_count(words) >= TELLING and {who.id for who in others if who.key} == {speaker}

    def _means(self, phrase: NounPhrase, speaker: str) -> bool:
        """Whether a phrase is an office that the document gives to a speaker and to nobody else."""
        return phrase.kind == "role" and self._is_held_by(speaker, phrase.office)

    def _is_held_by(self, speaker: str, office: str) -> bool:
        """Whether words mean an office that the document gives to a speaker and to nobody else."""
        if not _THE.match(office):
            return False
        bearers = [item.of for item in self.document.appearances
                   if any(is_called(office, role) for role in self._roles(item.of))]  # fmt: skip
        return bearers == [speaker]


def _no_speech(text: str, how: Held, marks: Quoted | None) -> str:
    """What is told of words that are not heard as anybody's."""
    if marks is None:
        return "not between quotation marks in the original: a paraphrase?"
    if is_announced(text[: marks.start].rstrip("\"'«“„‘ ")):
        return "follows a word that announces a title, a name or a slogan, not somebody's words"
    if how == "part":
        return "a part of a longer quotation"
    return "no word of saying stands near: a term, a title or a slogan rather than somebody's words?"


def _bare(spot: Spot, words: str) -> Spot:
    """The same without what may stand between words and their marks."""
    start, end = len(words) - len(words.lstrip(_LOOSE)), len(words) - len(words.rstrip(_LOOSE))
    return replace(spot, start=spot.start + start, end=spot.end - end) if start + end < len(words) else spot


def _is_within(words: str, spoken: Spoken) -> bool:
    """Whether marks hold but a piece of what is said."""
    return all(len(segment.text) > len(words) + 2 for segment in spoken.segments)
