"""What a dossier is and how its editions are made: titles, summary, lanes, voices, panels, disagreements.

Schema classes like those of `records.py`, for sources/dossier.yaml, sources/editions/ and sources/disagreements/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from dossier.model.dates import Date
from dossier.model.judgements import BottomLine, Count, OpenQuestion, Yardstick
from dossier.model.markings import Marking
from dossier.model.passage import Citation, Passage
from dossier.model.records import Figure_, Language, Partial, Ref, Text
from dossier.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement."""

    words: Text
    cites: tuple[Citation, ...]
    id: str = ""  # for judgements and claims that take this side: <disagreement>.<position>
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The claim that the briefing prints of several that differ."""

    of: Annotated[str, Ref("events|figures")]
    claim: Citation  # the document that makes it, and where
    place: Place = field(default=NOWHERE, compare=False)

    def chooses(self, document: str, at: Passage) -> bool:
        """Whether it is the claim that a document makes there."""
        return document == self.claim.document and not set(self.claim.passage.lines).isdisjoint(at.lines)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """sources/disagreements/<id>.yaml: a point on which the documents differ or mislead."""

    id: str
    kind: Literal["contradiction", "precision", "quantities", "apparent", "internal", "naming", "status", "silence"]
    question: Text
    positions: tuple[Position, ...]
    ours: Text  # what the briefing prints
    order: int = 100
    explains: tuple[
        Annotated[str, Ref("events|figures|offices|organisations")], ...
    ] = ()  # computed differences this accounts for
    prints: tuple[Ruling, ...] = ()  # whose number or date chapters print; left out: the first number, the finest date
    minor: bool = False  # one line in the closing table
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    label: Text
    text: Text
    cites: tuple[Citation, ...]
    see: str = ""  # what says more: a chapter, or a record such as events/signing
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One that records name by its id: a lane of the timeline, or a side that people and bodies speak for."""

    id: str
    name: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent voice: all documents of one publisher or of one agency are one."""

    id: str
    name: Text
    party: bool = False  # has an interest of its own in the matter
    short: Text | None = None  # in a word or two, for the head of a column; left out: name
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart: a figure of the documents, or a number of records."""

    figure: Figure_ = ""
    count: Count | None = None  # in the place of a figure: so many quotations, documents, events
    name: Text | None = None  # left out on the second bar of one thing
    series: Text | None = None
    hollow: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the chapter of key figures; figures that no panel shows stand in the closing table."""

    kind: Literal["numbers", "bars", "rank"]
    title: Text | None = None  # of bars and of a rank: what they show, with a number of theirs
    note: Text | None = None
    figures: tuple[Figure_, ...] = ()  # numbers, or the one figure of a rank
    bars: tuple[Bar, ...] = ()
    of: int = 0  # rank: among how many
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def named(self) -> tuple[str, ...]:
        """The figures that it shows."""
        return (*self.figures, *(bar.figure for bar in self.bars if bar.figure))


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition that this one is compared with."""

    edition: int
    path: str = ""  # its PDF, or its folder, in the dossier's folder; left out: the one that build/ has kept
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Partisan:
    """Words with which a document takes a side. The dossier's own voice has them in quotation marks or not at all."""

    words: tuple[str, ...]  # every form of them, in either language
    cites: tuple[Citation, ...]  # where documents use them
    instead: Annotated[Text | None, Partial()] = None  # what a neutral voice may say
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary: its equivalents in both languages, the one to print first, then its other forms."""

    ar: tuple[str, ...]
    en: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


Lint = Literal[
    "partisan",
    "confidence",
    "reference",
    "profile",
    "spelling",
    "place",
    "ours",
    "moment",
    "undated",
    "praise",
    "counting",
    "pronoun",
    "editions",
    "glossary",
    "translation",
    "finding",
]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A warning of `dossier check` or `verify` that a curator has weighed and will not be told again."""

    lint: Lint  # the name at the end of the warning
    words: str  # the words it points at; of a place its citation: letter:67
    why: str
    file: str = ""  # only in this one: sources/documents/letter.yaml
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """sources/dossier.yaml: what this dossier is."""

    title: Text
    short_title: Text
    scope: Text
    question: Text
    edition: int
    marking: str  # TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED or a label of markings
    handling: Text
    lanes: tuple[Choice, ...]
    voices: tuple[Voice, ...]
    summary: tuple[SummaryLine, ...]
    months: Literal["gregorian", "levantine", "both"] = "gregorian"
    digits: Literal["western", "arabic-indic"] = "western"
    panels: tuple[Panel, ...] = ()
    sides: tuple[Choice, ...] = ()  # for the chapter "actors"; that of the subject comes first
    office: Text | None = None  # that issues the briefing
    issued: Date | None = None  # the day of issue
    markings: tuple[Marking, ...] = ()  # a scheme of one's own beside TLP, from the most closed
    yardstick: Yardstick = ""  # of likelihood, for the judgements
    bottom_line: BottomLine | None = None
    watch: tuple[OpenQuestion, ...] = ()  # what to watch
    unknown: tuple[OpenQuestion, ...] = ()  # what is not known
    previous: Previous | None = None  # for the chapter "changes"
    originals: str = ""  # their folder, seen from the dossier's; left out: originals, if that is there
    glossary: tuple[Term, ...] = ()  # terms that both editions use for one another
    partisan: tuple[Partisan, ...] = ()  # words that dossier check looks for in the dossier's own voice
    allow: tuple[Allowance, ...] = ()  # warnings of dossier check and verify that have been weighed
    place: Place = field(default=NOWHERE, compare=False)


ANNEX = "annex"  #: the chapter that opens an annex


@dataclass(frozen=True, slots=True)
class Edition:
    """sources/editions/<name>.yaml: for whom and on what."""

    id: str
    language: Language
    name: Text  # English edition
    chapters: tuple[str, ...]  # its body
    annex: tuple[str, ...] = ()  # chapters behind the body, for reference, under a title of their own
    compact: bool = False  # the turning points stand under the claims, in the place of their sources: a brief
    marking: str = ""
    addressee: Text | None = None  # whom it is for, by name or office
    duplex: bool = True
    clean: bool = False  # carries its own words, and not the sources
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every chapter of it in order, with the one that opens the annex."""
        return (*self.chapters, *self.back)

    @property
    def back(self) -> tuple[str, ...]:
        """The annex, if there is one, with the chapter that opens it."""
        return (ANNEX, *self.annex) if self.annex else ()
