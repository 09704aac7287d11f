"""What a curated point decides, and whether chapters print that: `prints:` names the claim, `ours:` says it in words.

Where a point names no claim, chapters print the first document's number and the finest date. If the words of the point
then give another number or date of those that differ, and not the one that is printed, the briefing would contradict
itself; `dossier check` says where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.evidence.agreement import best_date, ends
from dossier.evidence.calendars import COMMON, MONTHS
from dossier.evidence.disputes import computed, explaining
from dossier.evidence.numbers.quantities import quantities_in
from dossier.evidence.text.stems import tokens
from dossier.model.corpus import Attested, Corpus
from dossier.model.dates import Date
from dossier.model.plan import Disagreement
from dossier.model.records import LANGUAGES, EventClaim, FigureClaim


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A point whose words give one of several claims, while the chapters print another."""

    point: Disagreement
    about: str  #: id of the event or figure
    printed: Attested[EventClaim] | Attested[FigureClaim]
    said: Attested[EventClaim] | Attested[FigureClaim]  #: the one that the point gives


def contradictions(corpus: Corpus) -> Iterator[Contradiction]:
    for difference in computed(corpus):
        point = explaining(corpus, difference) if difference.subject in {"date", "value"} else None
        claims = [one for one in difference.claims if isinstance(one.claim, EventClaim | FigureClaim)]
        if point and (printed := _printed(corpus, difference.about, difference.subject)):
            said = [one for one in claims if _differs(one, printed) and _is_said(point, one)]
            if said and not _is_said(point, printed):
                yield Contradiction(point, difference.about, printed, said[0])


def _printed(corpus: Corpus, name: str, subject: str) -> Attested[EventClaim] | Attested[FigureClaim] | None:
    """The claim whose number or date chapters print."""
    if subject == "value":
        return corpus.figure_claims()[name][0]
    found = corpus.event_claims()[name]
    when = best_date(found)
    return next((one for one in found if one.claim.when is when), None)


def _differs(
    one: Attested[EventClaim] | Attested[FigureClaim], other: Attested[EventClaim] | Attested[FigureClaim]
) -> bool:
    return _value(one.claim) != _value(other.claim)


def _value(claim: EventClaim | FigureClaim) -> object:
    if isinstance(claim, FigureClaim):
        return ends(claim)
    return claim.when and str(claim.when.date)


def _is_said(point: Disagreement, one: Attested[EventClaim] | Attested[FigureClaim]) -> bool:
    """Whether the words of a point give what a claim does, in either language."""
    texts = [point.ours.of(language) for language in LANGUAGES]
    claim = one.claim
    if isinstance(claim, FigureClaim):
        return any(
            ends(claim)[0] in {quantity.value, quantity.to} for text in texts for quantity in quantities_in(text)
        )
    return claim.when is not None and any(_has_date(text, claim.when.date) for text in texts)


def _has_date(text: str, date: Date) -> bool:
    words = list(tokens(text))
    numbers = {int(word) for word in words if word.isdecimal() and len(word) < 6}
    months = {MONTHS[word][1] for word in words if word in MONTHS and word not in COMMON}
    start = date.start
    month = start.month <= 12 and start.month
    return start.year in numbers and (not month or month in months) and (not start.day or start.day in numbers)
