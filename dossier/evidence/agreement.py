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

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal, TypeVar

from dossier.model.corpus import Attested, Corpus
from dossier.model.dates import Day, Precision
from dossier.model.records import Appearance, EventClaim, FigureClaim, When

Kind = Literal["contradiction", "precision", "quantities", "apparent", "internal", "naming", "status"]
Subject = Literal["date", "status", "value", "quantity", "holder", "term", "title", "name"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century")  #: finest first
_NEVER = Day(10**9, 12, 31)  #: what has no date comes last
STATUSES = ("happened", "announced", "planned")  #: the one that warrants most comes first
SCALES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
GRAVEST: tuple[Kind, ...] = ("contradiction", "internal", "status", "apparent")
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
    dated = sorted(corpus.event_claims().items(), key=lambda item: (_time(item[1]), item[0]))
    figures = sorted(corpus.figure_claims().items())
    found = [difference for name, claims in dated for difference in _of_event(name, claims)]
    found += [difference for name, claims in figures for difference in _of_figure(name, claims)]
    found += _quantities(figures)
    return tuple(found)


def best_date(claims: Sequence[Attested[EventClaim]]) -> When | None:
    """The date to print: a date before bounds, of the event itself before that of an announcement, stated before worked
    out, the finer before the coarser, the lower source number first; but before all that a point has chosen."""
    claims = [claim for claim in claims if claim.is_ours and claim.claim.when] or claims
    dated = [(STATUSES.index(claim.claim.status), claim.claim.when) for claim in claims if claim.claim.when]

    def rank(item: tuple[int, When]) -> tuple[bool, int, bool, int, bool]:
        status, when = item  # days are not counted: February would be finer than January
        is_run, is_bound = when.date.end is not None, when.date.bounds is not None
        return is_bound, status, bool(when.inferred), PRECISIONS.index(when.date.precision), is_run

    return min(dated, key=rank)[1] if dated else None


def _time(claims: Sequence[Attested[EventClaim]]) -> Day:
    when = best_date(claims)
    return when.date.first if when else _NEVER


def _of_event(name: str, claims: Sequence[Attested[EventClaim]]) -> Iterator[Difference]:
    dated = [claim for claim in claims if claim.claim.when]
    dates = _alike(dated, lambda claim: (str(claim.when and claim.when.date), claim.status))
    if kind := _worst(dates, _clash_of_dates):
        yield Difference(name, "date", kind, tuple(dated))
    elif len({str(claim.claim.when.date) for claim in dated if claim.claim.when}) > 1:
        yield Difference(name, "date", "precision", tuple(dated))
    outcomes = _alike(claims, lambda claim: claim.status)
    if kind := _worst(outcomes, lambda a, b: "status"):
        yield Difference(name, "status", kind, tuple(claims))


def _alike(claims: Sequence[Attested[C]], what: Callable[[C], object]) -> list[tuple[C, set[str]]]:
    """One claim for all that say the same, with the ids of the documents that do."""
    found: dict[object, tuple[C, set[str]]] = {}
    for item in claims:
        found.setdefault(what(item.claim), (item.claim, set()))[1].add(item.document.id)
    return list(found.values())


def _worst(claims: Sequence[tuple[C, set[str]]], clash: Callable[[C, C], Kind | None]) -> Kind | None:
    """The gravest of the clashes between claims that do not say the same; `internal` is one that only a single document
    has with itself. A contradiction ends the search, so that a thousand claims cost no more than they must."""
    found: set[Kind] = set()
    for (one, ours), (other, theirs) in combinations(claims, 2):
        kind = clash(one, other)
        if kind and kind != "apparent" and len(ours | theirs) == 1:
            kind = "internal"
        if kind == "contradiction":
            return kind
        if kind:
            found.add(kind)
    return next((kind for kind in GRAVEST if kind in found), None)


def _clash_of_dates(one: EventClaim, other: EventClaim) -> Kind | None:
    """Two dates that cannot both hold; a date announced and the date it came to are no contradiction."""
    if not one.when or not other.when or one.when.date.meets(other.when.date):
        return None
    return "apparent" if (one.status == "happened") != (other.status == "happened") else "contradiction"


def _of_figure(name: str, claims: Sequence[Attested[FigureClaim]]) -> Iterator[Difference]:
    values = _alike(claims, lambda claim: (*ends(claim), claim.bound, str(claim.as_of and claim.as_of.date)))
    if kind := _worst(values, _clash_of_numbers):
        yield Difference(name, "value", kind, tuple(claims))
    elif len({(*ends(claim.claim), claim.claim.bound) for claim in claims}) > 1:
        yield Difference(name, "value", "precision", tuple(claims))


def _clash_of_numbers(one: FigureClaim, other: FigureClaim) -> Kind | None:
    """Two numbers that cannot both hold; of different days they can. A number without a date can be of any day."""
    (least_a, most_a), (least_b, most_b) = _range(one), _range(other)
    if least_a <= most_b and least_b <= most_a:
        return None
    is_one_time = not (one.as_of and other.as_of) or one.as_of.date.meets(other.as_of.date)
    return "contradiction" if is_one_time else "apparent"


def _range(claim: FigureClaim) -> tuple[Decimal, Decimal]:
    """What a number can mean: "about 240" is rounded, so anything from 235 to 245."""
    least, most = ends(claim)
    if claim.bound == "about":
        return least - _half_step(least), most + _half_step(most)
    return (
        Decimal("-Infinity") if claim.bound == "under" else least,
        Decimal("Infinity") if claim.bound == "over" else most,
    )


def _half_step(value: Decimal) -> Decimal:
    """Half of the last place that is not zero: by so much a round number may be off."""
    return Decimal((0, (5,), int(value.normalize().as_tuple().exponent) - 1))


def _quantities(figures: Sequence[tuple[str, Sequence[Attested[FigureClaim]]]]) -> Iterator[Difference]:
    """Two figures of different documents, of like size, in the same words, that a reader may take for one another."""
    named: dict[str, list[tuple[str, Sequence[Attested[FigureClaim]]]]] = defaultdict(list)
    for name, claims in figures:
        if claims[0].claim.scale and (noun := _noun(claims[0].claim)):
            named[noun].append((name, claims))
    for (one, ours), (_, theirs) in (pair for alike in named.values() for pair in combinations(alike, 2)):
        values = [whole_value(claim.claim) for claim in (*ours, *theirs)]
        is_like = min(values) > 0 and max(values) <= LIKE * min(values) and len(set(values)) > 1
        if is_like and not {claim.document.id for claim in ours} & {claim.document.id for claim in theirs}:
            yield Difference(one, "quantity", "quantities", (*ours, *theirs))  # one that gives both tells them apart


def _noun(claim: FigureClaim) -> str:
    """The word that the number counts: what stands last but for the number itself."""
    words = [word for word in claim.stated.split() if word.isalpha()]
    return words[-1] if words else ""


def ends(claim: FigureClaim) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of a number with its scale; of a number that is no range the same twice."""
    value = whole_value(claim)
    return value, value if claim.to is None else claim.to * SCALES[claim.scale]


def whole_value(claim: FigureClaim) -> Decimal:
    """The number with its scale multiplied in: 1.6 billion -> 1600000000."""
    return claim.value * SCALES[claim.scale]
