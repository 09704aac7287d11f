"""What an analyst makes of the records: key judgements, the bottom line, the main claims, and what they rest on.

Schema classes like those of `records.py`, for sources/judgements/, sources/claims/ and a part of sources/dossier.yaml.
A judgement says how likely something is or how sure the analyst is, never both (ICD 203, D.6.e(2)(a)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from dossier.model.passage import Citation
from dossier.model.records import Event_, Figure_, Party_, Ref, Text, Voice_
from dossier.problems import NOWHERE, Place

Quotation_ = Annotated[str, Ref("quotations")]
Position_ = Annotated[str, Ref("positions")]
Disagreement_ = Annotated[str, Ref("disagreements")]

Confidence = Literal["", "low", "moderate", "high"]
#: Words of likelihood, of either yardstick.
Likelihood = Literal[
    "",
    "remote-chance",
    "highly-unlikely",
    "unlikely",
    "realistic-possibility",
    "likely",
    "highly-likely",
    "almost-certain",
    "almost-no-chance",
    "very-unlikely",
    "roughly-even-chance",
    "very-likely",
]
Yardstick = Literal["", "phia", "icd-203"]

#: yardstick -> its words of likelihood with the range of each, in per cent of 100, from the least likely.
#: PHIA: "Explaining Uncertainty in UK Intelligence Assessment" (gov.uk, March 2025); ICD 203 of 2015, D.6.e(2)(a).
RANGES: Mapping[Yardstick, Mapping[Likelihood, tuple[int, int]]] = {
    "phia": {
        "remote-chance": (0, 5),
        "highly-unlikely": (10, 20),
        "unlikely": (25, 35),
        "realistic-possibility": (40, 50),
        "likely": (55, 75),
        "highly-likely": (80, 90),
        "almost-certain": (95, 100),
    },
    "icd-203": {
        "almost-no-chance": (1, 5),
        "very-unlikely": (5, 20),
        "unlikely": (20, 45),
        "roughly-even-chance": (45, 55),
        "likely": (55, 80),
        "very-likely": (80, 95),
        "almost-certain": (95, 99),
    },
}
#: confidence -> independent voices that it takes at least
VOICES_NEEDED: Mapping[Confidence, int] = {"low": 1, "moderate": 2, "high": 3}


@dataclass(frozen=True, slots=True)
class Basis:
    """Statements that something rests on, by their places or by the records that hold them."""

    cites: tuple[Citation, ...] = ()
    events: tuple[Event_, ...] = ()  # every document that tells of one
    figures: tuple[Figure_, ...] = ()  # every document that gives one
    quotations: tuple[Quotation_, ...] = ()
    positions: tuple[Position_, ...] = ()  # of disagreements: <disagreement>.<position>
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a text states of the records; check counts again, and refuses the text if it is not so."""

    number: int
    of: Literal["documents", "voices", "quotations", "events", "disagreements"]
    speakers: tuple[Party_, ...] = ()  # quotations: of these alone
    events: tuple[Event_, ...] = ()  # events: these, all of which some document tells as having happened
    voice: Voice_ = ""  # documents, or quotations in them: of this voice alone
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """sources/judgements/<id>.yaml: what the analyst thinks, how surely, on what, and what would change it."""

    id: str
    text: Text
    rests_on: Basis
    change: Text  # what would change it
    likelihood: Likelihood = ""  # of an event or a development, by the yardstick of dossier.yaml
    confidence: Confidence = ""  # in the judgement, by the voices it rests on
    order: int = 100
    one_party: bool = False  # it rests on one party to the matter alone, and the page says so
    disputed: tuple[Disagreement_, ...] = ()  # disagreements over what it rests on; the page names them
    beside: tuple[Disagreement_, ...] = ()  # disagreements over the same lines, on another matter than this
    counts: tuple[Count, ...] = ()  # numbers in its text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BottomLine:
    """The whole dossier in one sentence, as the cover prints it."""

    text: Text
    rests_on: Basis
    more: Text | None = None  # what the page of judgements adds
    likelihood: Likelihood = ""
    confidence: Confidence = ""
    one_party: bool = False
    disputed: tuple[Disagreement_, ...] = ()
    beside: tuple[Disagreement_, ...] = ()
    counts: tuple[Count, ...] = ()  # numbers in its texts
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is not known, or what to watch."""

    text: Text
    cites: tuple[Citation, ...]  # what makes it a question
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MainClaim:
    """sources/claims/<id>.yaml: a claim that is held against every independent voice.

    Its text must be such that the other positions on it exclude it.
    """

    id: str
    text: Text
    said: Basis  # who says so: with a position, the others of its disagreement say otherwise
    order: int = 100
    disputed: tuple[Disagreement_, ...] = ()  # disagreements beside those that said leads to; the page refers to them
    place: Place = field(default=NOWHERE, compare=False)


def word_of(record: Judgement | BottomLine) -> str:
    """The key of its word of certainty."""
    return f"likelihood.{record.likelihood}" if record.likelihood else f"confidence.{record.confidence}"
