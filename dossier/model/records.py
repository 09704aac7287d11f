"""What curators write, as frozen values: one class for each kind of file under sources/ and for what stands in it.

These classes are the schema. `reading/` fills them from YAML by their annotations and prints their JSON Schemas, so a
field added here can be written by a curator at once. A field without a default must be given; the comment behind a
field is its meaning in the schema's words. `Id["people"]` marks a string that must be the name of a record of that
kind. Claims live in `Document`; everything else only names things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from dossier.model.dates import Date
from dossier.model.languages import LanguageTag
from dossier.model.passage import Citation, Passage
from dossier.model.reference_types import ReferenceType
from dossier.problems import NOWHERE, Place

Language = Literal["ar", "en"]  # of an edition; a document may be in any
Gender = Literal["", "masculine", "feminine"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Ref:
    """Annotation of a string that names a record of `kind`, or of one of several kinds joined by "|"."""

    kind: str


@dataclass(frozen=True, slots=True)
class Partial:
    """Annotation of a text that need not be given in every language."""


Person_ = Annotated[str, Ref("people")]
Organisation_ = Annotated[str, Ref("organisations")]
Party_ = Annotated[str, Ref("people|organisations")]
Event_ = Annotated[str, Ref("events")]
Figure_ = Annotated[str, Ref("figures")]
Location_ = Annotated[str, Ref("locations")]
Lane_ = Annotated[str, Ref("lanes")]
Voice_ = Annotated[str, Ref("voices")]
Office_ = Annotated[str, Ref("offices")]
Side_ = Annotated[str, Ref("sides")]


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in each language of the dossier."""

    ar: str = ""
    en: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def of(self, language: Language) -> str:
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class When:
    """A date exactly as precise as it was stated."""

    date: Date  # EDTF
    stated: str = ""  # the words of the document, in its language
    part: Literal["", "early", "mid", "late", "end"] = ""  # of the month or year: "early October 2013"
    inferred: Literal["", "year", "date"] = ""  # what the curator worked out: the year only, or the whole date
    why: Text | None = None  # how it was worked out
    at: Passage | None = None  # where the words stand, if not where the claim does
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says, in the curator's own neutral words."""

    text: Text
    at: Passage
    place: Place = field(default=NOWHERE, compare=False)


# Registers: they name things and claim nothing.


@dataclass(frozen=True, slots=True)
class Actor:
    """Why somebody is on the spread of those who matter: words of their own, or what is told of who is not quoted."""

    side: Side_
    office: Text | None = None  # in a few words; left out: the offices as attested
    quotation: str = ""  # id of the quotation that the words are from
    words: str = ""  # an extract of it, letter for letter
    translation: Annotated[Text | None, Partial()] = None  # ours of the extract, in languages that it is not in
    about: Text | None = None  # what the words are about, or where they were said
    text: Text | None = None  # what is told instead, or of a body
    cites: tuple[Citation, ...] = ()  # for the text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tie:
    """What an event made of two of those it names: a line between them in the diagram of those who matter."""

    form: Literal["met", "signed", "belongs"]
    between: tuple[Party_, ...]  # two
    label: Text | None = None  # in place of the form's own word
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """sources/people/<id>.yaml"""

    id: str
    name: Text  # canonical, as it is read: Sergey Lavrov
    index: Text  # as an index sorts it: Lavrov, Sergey
    variants: tuple[str, ...] = ()  # every spelling found, in any script
    gender: Gender = ""  # for what check tells of pronouns; of a body that of its Arabic name
    note: Text | None = None
    actor: Actor | None = None  # of those who matter
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that people hold in a body."""

    id: str  # used as <organisation>.<office>
    title: Text
    short: Text | None = None  # where there is no room for the title
    succession: bool = False  # draw who held it, as attested
    leads: Organisation_ = ""  # the body that its holder leads
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Organisation:
    """sources/organisations/<id>.yaml"""

    id: str
    name: Text
    index: Text | None = None  # as an index sorts it, where that differs from the name
    short: Text | None = None
    variants: tuple[str, ...] = ()
    gender: Gender = ""  # of its Arabic name, where the first noun of that does not tell it
    other_names: tuple[str, ...] = ()  # another name, older or newer, rather than another spelling
    offices: tuple[Office, ...] = ()
    part_of: Organisation_ = ""  # the body that it belongs to
    note: Text | None = None
    actor: Actor | None = None  # of those who matter
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Location:
    """sources/locations/<id>.yaml: where events took place."""

    id: str
    name: Text
    at: tuple[Decimal, ...]  # degrees of latitude, then of longitude, north and east above 0: [21.49, 39.19]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """sources/events/<id>.yaml"""

    id: str
    title: Text
    lane: Lane_
    venue: Text | None = None
    people: tuple[Person_, ...] = ()
    organisations: tuple[Organisation_, ...] = ()
    note: Text | None = (
        None  # what the timeline adds: the only witness is a photo caption, no source reports the outcome
    )
    cover: bool = False  # shown on the strip of the cover
    turning_point: bool = False  # one of the ten to twelve that the turning points show, at its place on their scale
    tie: Tie | None = None  # between two of those it names
    locations: tuple[Location_, ...] = ()  # where it took place, for the map; venue is what is printed elsewhere
    headline: Text | None = None  # what the turning points say of it, in two short lines; left out: title
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """sources/figures/<id>.yaml"""

    id: str
    title: Text  # what exactly is counted
    unit: Text | None = None  # one of what is counted: state, per cent, km²; it is inflected to agree with its number
    units: Annotated[Text | None, Partial()] = None  # several of them, where that is no common plural: fezzes
    place: Place = field(default=NOWHERE, compare=False)


# Claims: what one document states, each with its place in the original.


@dataclass(frozen=True, slots=True)
class EventClaim:
    event: Event_
    at: Passage
    when: When | None = None  # left out where the document gives no date
    status: Literal["happened", "announced", "planned"] = "happened"
    witness: Literal["text", "caption"] = "text"
    says: Text | None = None  # what this document adds or says otherwise
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FigureClaim:
    figure: Figure_
    at: Passage
    value: Decimal  # as printed, without its scale: 1.6
    stated: str  # the words of the document
    scale: Literal["", "thousand", "million", "billion"] = ""
    bound: Literal["", "about", "over", "under"] = ""
    to: Decimal | None = None  # the upper end, in the same scale, where the document gives a range: 20 to 30
    as_of: When | None = None  # the date the number is of, if the document gives one
    says: Text | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NameForm:
    """One form of a name as a document prints it, with every line it stands on."""

    form: str
    at: Passage
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RoleClaim:
    title: Text  # as this document has it
    at: Passage
    office: Office_ = ""  # the canonical office, if it is in a register
    stated: str = ""
    when: When | None = None  # the date at which the role is attested
    bearing: Literal["holds", "begins", "ended"] = "holds"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person or a body in one document: how it is called, what it is, what is said of it."""

    of: Party_
    names: tuple[NameForm, ...]
    roles: tuple[RoleClaim, ...] = ()
    says: tuple[Statement, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words printed in quotation marks as somebody's own. `words` holds the letters of the document, faults and all."""

    id: str
    speaker: Party_
    words: tuple[str, ...]  # several where the document interrupts the speaker: "…", he went on, "…"
    at: Passage
    occasion: Text
    office: Text | None = None  # the speaker's office as this document has it
    when: When | None = None
    translation: Annotated[Text | None, Partial()] = None  # ours, in the languages the document is not in
    relayed: Text | None = None  # why the words are not the speaker's own: a translation, a report at second hand
    fault: Text | None = None  # what is wrong in the printed words
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the original: noted, never silently corrected."""

    at: Passage
    printed: str
    note: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The file a summary was made from; it stays outside the dossier."""

    file: str
    sha256: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty code: the source's reliability, the information's credibility, each judged by itself."""

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Literal["1", "2", "3", "4", "5", "6"]
    why: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """sources/documents/<id>.yaml: one curated summary."""

    id: str
    number: int  # the source's number in the briefing
    title: Text  # what we call it
    kind: Text  # what it is
    language: LanguageTag  # BCP 47: ar, en, fr, fa, pt-BR; und if nobody can tell
    original: OriginalFile
    publisher: Text
    voice: Voice_
    dated: Text  # its date as stated or as inferred, saying so
    when: When
    interest: Text  # of the publisher in the matter
    grade: Grade
    summary: Text
    voice_certain: bool = True
    author: Text | None = None
    short_title: Text | None = None  # for the table of sources in front; left out: title
    short_interest: Text | None = None  # the same in four words or so; left out: interest
    printed_title: str = ""  # the title the document itself carries, if any
    type: ReferenceType = ""  # for bibliographies: article-newspaper, legislation, speech, interview, report, letter …
    url: str = ""  # its own address, for ever: https://doi.org/… if it has a DOI
    retrieved: Date | None = None  # the day on which the original was taken from there
    archived: str = ""  # address of a copy in an archive
    date_at: Passage | None = None
    key_points: tuple[Statement, ...] = ()
    events: tuple[EventClaim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    faults: tuple[Fault, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
