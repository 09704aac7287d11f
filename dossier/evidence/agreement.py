"""Where the documents differ on a date, a number or an outcome: computed from their claims, never typed.

A claim of less precision that can still be true beside another is no contradiction; it is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from dossier.content.corpus import Attested, Corpus
from dossier.content.records import EventClaim, FigureClaim, When

Kind = Literal["contradiction", "precision", "quantities", "status"]
PRECISIONS = ("day", "month", "year")  #: finest first
STATUSES = ("happened", "announced", "planned")  #: the one that warrants most comes first
SCALES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more documents on one thing, in their own words."""

    about: str  #: id of the event or figure
    subject: Literal["date", "status", "value"]
    kind: Kind
    claims: tuple[Attested[EventClaim], ...] | tuple[Attested[FigureClaim], ...]


def differences(corpus: Corpus) -> tuple[Difference, ...]:
    """Every computed difference, events in order of time, then figures by id."""
    dated = sorted(
        corpus.event_claims().items(), key=lambda item: (best_date(item[1]) is None, _time(item[1]), item[0])
    )
    found = [difference for name, claims in dated for difference in _of_event(name, claims)]
    found += [
        difference for name, claims in sorted(corpus.figure_claims().items()) for difference in _of_figure(name, claims)
    ]
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
    pairs = [(a.claim.when, b.claim.when) for a, b in combinations(dated, 2)]
    if any(a and b and not a.date.meets(b.date) for a, b in pairs):
        yield Difference(name, "date", "contradiction", tuple(dated))
    elif any(a and b and str(a.date) != str(b.date) for a, b in pairs):
        yield Difference(name, "date", "precision", tuple(dated))
    if len({claim.claim.status for claim in claims}) > 1:
        yield Difference(name, "status", "status", tuple(claims))


def _of_figure(name: str, claims: Sequence[Attested[FigureClaim]]) -> Iterator[Difference]:
    values = {whole_value(claim.claim) for claim in claims}
    if len(values) > 1:
        yield Difference(name, "value", "contradiction", tuple(claims))
    elif len({claim.claim.bound for claim in claims}) > 1:
        yield Difference(name, "value", "precision", tuple(claims))


def whole_value(claim: FigureClaim) -> Decimal:
    """The number with its scale multiplied in: 1.6 billion -> 1600000000."""
    return claim.value * SCALES[claim.scale]
