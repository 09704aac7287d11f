"""Where the documents differ: computed from their claims, never typed, and told apart by kind.

    contradiction   dates, numbers or office-holders that cannot both be true
    precision       both can be true, one is finer
    quantities      two different things counted, under like words
    apparent        they speak of different times, or one foretold what another reports
    internal        a document against itself
    naming          one body or office under several names
    status          one reports what another only announces

This module compares dates, outcomes and numbers; `offices.py` office-holders, titles and names; `disputes.py` puts both
beside what curators have written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal, TypeVar

from dossier.content.corpus import Attested, Corpus
from dossier.content.records import Appearance, EventClaim, FigureClaim, When

Kind = Literal["contradiction", "precision", "quantities", "apparent", "internal", "naming", "status"]
Subject = Literal["date", "status", "value", "quantity", "holder", "term", "title", "name"]
PRECISIONS = ("day", "month", "year")  #: finest first
STATUSES = ("happened", "announced", "planned")  #: the one that warrants most comes first
SCALES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
LIKE = 2  #: two quantities are taken for one another only if the greater is at most so many times the smaller
C = TypeVar("C", EventClaim, FigureClaim)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more claims on one thing, in the words of their documents.

    A claim on an office or a name is an appearance with only that role or that name.
    """

    about: str  #: id of the event, the figure, the office or the body; of two figures the first
    subject: Subject
    kind: Kind
    claims: tuple[Attested[EventClaim], ...] | tuple[Attested[FigureClaim], ...] | tuple[Attested[Appearance], ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that take part, each once."""
        return tuple(dict.fromkeys(claim.document.id for claim in self.claims))


def differences(corpus: Corpus) -> tuple[Difference, ...]:
    """Every difference of dates, outcomes and numbers: events in order of time, then figures by id."""
    dated = sorted(
        corpus.event_claims().items(), key=lambda item: (best_date(item[1]) is None, _time(item[1]), item[0])
    )
    figures = sorted(corpus.figure_claims().items())
    found = [difference for name, claims in dated for difference in _of_event(name, claims)]
    found += [difference for name, claims in figures for difference in _of_figure(name, claims)]
    found += _quantities(corpus, figures)
    return tuple(found)


def best_date(claims: Sequence[Attested[EventClaim]]) -> When | None:
    """The date to print: of the event itself before that of an announcement, stated before worked out, the finer before
    the coarser, the lower source number first."""
    dated = [(STATUSES.index(claim.claim.status), claim.claim.when) for claim in claims if claim.claim.when]

    def rank(item: tuple[int, When]) -> tuple[int, bool, int, bool]:
        status, when = item  # days are not counted: February would be finer than January
        return status, bool(when.inferred), PRECISIONS.index(when.date.precision), when.date.end is not None

    return min(dated, key=rank)[1] if dated else None


def _time(claims: Sequence[Attested[EventClaim]]) -> str:
    when = best_date(claims)
    return when.date.first.isoformat() if when else "undated"


def _of_event(name: str, claims: Sequence[Attested[EventClaim]]) -> Iterator[Difference]:
    dated = [claim for claim in claims if claim.claim.when]
    pairs = list(combinations(dated, 2))
    clashes = [
        (a, b) for a, b in pairs if a.claim.when and b.claim.when and not a.claim.when.date.meets(b.claim.when.date)
    ]
    if clashes:
        foretold = all((a.claim.status == "happened") != (b.claim.status == "happened") for a, b in clashes)
        kind: Kind = "apparent" if foretold else "internal" if all(map(_is_one, clashes)) else "contradiction"
        yield Difference(name, "date", kind, tuple(dated))
    elif len({str(claim.claim.when.date) for claim in dated if claim.claim.when}) > 1:
        yield Difference(name, "date", "precision", tuple(dated))
    if len({claim.claim.status for claim in claims}) > 1:
        differing = [(a, b) for a, b in combinations(claims, 2) if a.claim.status != b.claim.status]
        yield Difference(name, "status", "internal" if all(map(_is_one, differing)) else "status", tuple(claims))


def _is_one(pair: tuple[Attested[C], Attested[C]]) -> bool:
    """Whether both claims are made by one document."""
    return pair[0].document.id == pair[1].document.id


def _of_figure(name: str, claims: Sequence[Attested[FigureClaim]]) -> Iterator[Difference]:
    pairs = list(combinations(claims, 2))
    clashes = [(a, b) for a, b in pairs if not _can_be_one(a.claim, b.claim)]
    if clashes:
        same_day = [(a, b) for a, b in clashes if _are_of_one_time(a.claim, b.claim)]
        kind: Kind = "contradiction" if same_day else "apparent"
        if same_day and all(map(_is_one, same_day)):
            kind = "internal"
        yield Difference(name, "value", kind, tuple(claims))
    elif len({(whole_value(claim.claim), claim.claim.bound) for claim in claims}) > 1:
        yield Difference(name, "value", "precision", tuple(claims))


def _can_be_one(a: FigureClaim, b: FigureClaim) -> bool:
    (least_a, most_a), (least_b, most_b) = _range(a), _range(b)
    return least_a <= most_b and least_b <= most_a


def _range(claim: FigureClaim) -> tuple[Decimal, Decimal]:
    """What a number can mean: "about 240" is rounded, so anything from 235 to 245."""
    value = whole_value(claim)
    if claim.bound == "about":
        half = Decimal((0, (5,), int(value.normalize().as_tuple().exponent) - 1))
        return value - half, value + half
    return (
        Decimal("-Infinity") if claim.bound == "under" else value,
        Decimal("Infinity") if claim.bound == "over" else value,
    )


def _are_of_one_time(a: FigureClaim, b: FigureClaim) -> bool:
    """A number without a date can be of any."""
    return not (a.as_of and b.as_of) or a.as_of.date.meets(b.as_of.date)


def _quantities(corpus: Corpus, figures: Sequence[tuple[str, Sequence[Attested[FigureClaim]]]]) -> Iterator[Difference]:
    """Two figures of different documents, of one unit and scale, that a reader may take for one another."""
    for (one, ours), (_, theirs) in combinations(figures, 2):
        if {claim.document.id for claim in ours} & {claim.document.id for claim in theirs}:
            continue  # a document that gives both tells them apart
        values = [whole_value(claim.claim) for claim in (*ours, *theirs)]
        is_like = min(values) > 0 and max(values) <= LIKE * min(values) and len(set(values)) > 1
        if is_like and ours[0].claim.scale and _noun(ours[0].claim) == _noun(theirs[0].claim) != "":
            yield Difference(one, "quantity", "quantities", (*ours, *theirs))


def _noun(claim: FigureClaim) -> str:
    """The word that the number counts: what stands last but for the number itself."""
    words = [word for word in claim.stated.split() if word.isalpha()]
    return words[-1] if words else ""


def whole_value(claim: FigureClaim) -> Decimal:
    """The number with its scale multiplied in: 1.6 billion -> 1600000000."""
    return claim.value * SCALES[claim.scale]
