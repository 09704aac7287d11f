"""Quotations by speaker: the original is the authority; a translation stands beside it where the reader needs one.

Both stand side by side however long they are, so that a page that ends among them has a part of each.
"""

from __future__ import annotations

from dataclasses import dataclass

from dossier.chapters.profiles import anchor_of
from dossier.model.corpus import Attested
from dossier.model.edition import Anchor, Dossier, Mark, Verbatim
from dossier.model.languages import LanguageTag, name_of, primary
from dossier.model.records import Quotation

UNBROKEN = 240  #: letters: about nine lines of half the measure


@dataclass(frozen=True, slots=True)
class PrintedQuotation:
    anchor: Anchor
    id: str
    office: str
    date: str
    language: LanguageTag
    language_name: str
    words: tuple[Verbatim, ...]  #: several where the document interrupts the speaker
    translation: str
    occasion: str
    relayed: str
    fault: str
    mark: Mark
    is_unproven: bool  #: its original does not have these words, or not for certain

    @property
    def is_word(self) -> bool:
        """A single word, taken out of a sentence: nothing to be displayed."""
        return len(" ".join(self.words).split()) == 1

    @property
    def is_long(self) -> bool:
        """So long that a page may end within it."""
        return sum(map(len, self.words)) > UNBROKEN


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    id: str
    anchor: Anchor
    name: str
    is_person: bool
    sayings: tuple[PrintedQuotation, ...]


@dataclass(frozen=True, slots=True)
class Quotations:
    count: int
    speakers: tuple[QuotedSpeaker, ...]


def compose(dossier: Dossier) -> Quotations:
    """Speakers with most to say first, their sayings in order of time; those without a date last."""
    found = dossier.corpus.quotations()
    order = sorted(found, key=lambda party: (-len(found[party]), dossier.say(dossier.corpus.party(party).name)))
    speakers = tuple(
        QuotedSpeaker(
            id=party,
            anchor=anchor_of(party),
            name=dossier.say(dossier.corpus.party(party).name),
            is_person=party in dossier.corpus.people,
            sayings=tuple(_quotation_of(dossier, item) for item in sorted(found[party], key=_time)),
        )
        for party in order
    )
    return Quotations(sum(len(speaker.sayings) for speaker in speakers), speakers)


def _time(item: Attested[Quotation]) -> tuple[bool, object]:
    when = item.claim.when
    return (when is None, when.date.sort_key if when else ())


def _quotation_of(dossier: Dossier, item: Attested[Quotation]) -> PrintedQuotation:
    return dossier.memo("saying", lambda: _saying(dossier, item), item.document, item.claim)


def _saying(dossier: Dossier, item: Attested[Quotation]) -> PrintedQuotation:
    quotation, document = item.claim, item.document
    foreign = primary(document.language) != dossier.language
    return PrintedQuotation(
        anchor=Anchor(f"quotation-{quotation.id}"),
        id=quotation.id,
        office=dossier.say(quotation.office),
        date=dossier.date(quotation.when) if quotation.when else dossier.words("quotations.undated"),
        language=document.language,
        language_name=name_of(document.language, dossier.language),
        words=tuple(Verbatim(words) for words in quotation.words),
        translation=dossier.say(quotation.translation) if foreign else "",
        occasion=dossier.say(quotation.occasion),
        relayed=dossier.say(quotation.relayed),
        fault=dossier.say(quotation.fault),
        mark=dossier.mark(document, quotation.at),
        is_unproven=quotation.id in dossier.checked.unproven,
    )
