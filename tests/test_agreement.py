"""Differences between documents are computed from their claims; the date that is printed is chosen among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from dossier.evidence.agreement import best_date, differences, whole_value
from dossier.model.corpus import Attested, Corpus
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.passage import Passage
from dossier.model.records import EventClaim, FigureClaim, When

LINE = Passage(((1, 1),))

# A claim in short: "2014-01", "2014-01 planned", "2014-01 inferred", "" for an event told without a date.


def told(claim: str, event: str = "storm") -> EventClaim:
    date, *words = claim.split() or [""]
    status = next((word for word in words if word in {"announced", "planned"}), "happened")
    when = When(parse(date), inferred="date" if "inferred" in words else "") if date else None
    return EventClaim(event, LINE, when, status)  # type: ignore[arg-type]


# A number in short: "310 thousand", "about 240", "1.6 billion", "20..30 thousand".


def counted(claim: str, figure: str = "passengers") -> FigureClaim:
    words = claim.split()
    bound = words.pop(0) if words[0] in {"about", "over", "under"} else ""
    scale = words[1] if words[1:] else ""
    low, _, high = words[0].partition("..")
    to = Decimal(high) if high else None
    return FigureClaim(figure, LINE, Decimal(low), claim, scale, bound, to)  # type: ignore[arg-type]


@pytest.fixture
def three_documents(harbour: Callable[[str], Dossier]) -> Callable[..., Corpus]:
    """The harbour's documents with one claim each, and none of their own."""
    corpus = harbour("en").corpus

    def make(*claims: EventClaim | FigureClaim) -> Corpus:
        documents = [
            replace(
                document,
                events=tuple(c for c in [claim] if isinstance(c, EventClaim)),
                figures=tuple(c for c in [claim] if isinstance(c, FigureClaim)),
            )
            for document, claim in zip(corpus.documents, claims, strict=False)
        ]
        return replace(corpus, documents=tuple(documents))

    return make


@pytest.mark.parametrize(
    ("claims", "kinds"),
    [
        (["2014-01", "2014-01"], []),
        (["1961", "1962"], ["contradiction of the date"]),
        (["2014-01-31", "2014-01"], ["precision of the date"]),  # the month can be true beside the day
        (["2014-01-31", "2014"], ["precision of the date"]),
        (["2014-01~", "2014-02"], ["precision of the date"]),  # an approximate date has a month's grace
        (["2014-01~", "2014-04"], ["contradiction of the date"]),
        (["2014-01-31/2014-02-03", "2014-02-02"], ["precision of the date"]),
        (["2014-01-31/2014-02-03", "2014-02-04"], ["contradiction of the date"]),
        (["2014-01", "", "2014-01"], []),  # no date is no difference
        (["2014-01", "2014-01 announced"], ["status of the status"]),
        (["2022-06-18 announced", "2022-07-02"], ["apparent of the date", "status of the status"]),  # foretold, told
        (["2022-06-18 announced", "2022-07-02", "2022-08"], ["contradiction of the date", "status of the status"]),
        (["2022-06-18 announced", "2022-07-02 planned"], ["contradiction of the date", "status of the status"]),
        (["2014-01", "2014", "2013"], ["contradiction of the date"]),  # one contradiction is not a precision as well
    ],
)
def test_dates_and_outcomes_are_compared(
    three_documents: Callable[..., Corpus], claims: list[str], kinds: list[str]
) -> None:
    found = differences(three_documents(*map(told, claims)))
    assert [f"{difference.kind} of the {difference.subject}" for difference in found] == kinds


@pytest.mark.parametrize(
    ("claims", "kinds"),
    [
        (["240", "240"], []),
        (["240", "236"], ["contradiction"]),
        (["about 240", "240"], ["precision"]),
        (["about 240", "236"], ["precision"]),  # rounded to tens
        (["about 240", "230"], ["contradiction"]),
        (["about 20 million", "16 million"], ["precision"]),
        (["over 1900", "2000"], ["precision"]),
        (["over 1900", "1800"], ["contradiction"]),
        (["under 300", "over 300"], ["precision"]),  # both can be 300
        (["under 300", "over 310"], ["contradiction"]),
        (["over 1900", "about 1900"], ["precision"]),
        (["1.6 billion", "1600 million"], []),  # the same number
        (["1.60 million", "1.6 million"], []),
        (["310 thousand", "350 thousand"], ["contradiction"]),
        (["310", "310 thousand"], ["contradiction"]),
        (["20..30", "20..30"], []),
        (["20..30", "25"], ["precision"]),
        (["20..30", "20"], ["precision"]),
        (["20..30", "31"], ["contradiction"]),
        (["20..30 thousand", "31000"], ["contradiction"]),
        (["20..30", "30..40"], ["precision"]),
        (["about 20..30", "34"], ["precision"]),  # 30 is rounded to tens
        (["over 20..30", "400"], ["precision"]),
    ],
)
def test_numbers_are_compared_whole(
    three_documents: Callable[..., Corpus], claims: list[str], kinds: list[str]
) -> None:
    found = differences(three_documents(*map(counted, claims)))
    assert [difference.kind for difference in found] == kinds


def test_a_scale_is_multiplied_in() -> None:
    assert whole_value(counted("1.6 billion")) == 1_600_000_000
    assert whole_value(counted("310 thousand")) == 310_000
    assert whole_value(counted("0.8")) == Decimal("0.8")


def test_a_difference_names_the_documents_that_take_part(three_documents: Callable[..., Corpus]) -> None:
    (difference,) = differences(three_documents(told("1961"), told(""), told("1962")))
    assert (difference.about, [claim.document.number for claim in difference.claims]) == ("storm", [1, 3])


def test_events_come_in_order_of_time_then_figures_by_name(three_documents: Callable[..., Corpus]) -> None:
    corpus = three_documents(told("1961", "opening"), told("1962", "opening"))
    documents = [
        replace(
            document,
            events=(*document.events, told(f"{2013 + number}", "storm"), told(f"195{number}", "quay-mended")),
            figures=(counted(f"{number}", "signatures"), counted(f"{number}", "passengers")),
        )
        for number, document in enumerate(corpus.documents)
    ]
    found = differences(replace(corpus, documents=tuple(documents)))
    assert [item.about for item in found] == ["quay-mended", "opening", "storm", "passengers", "signatures"]


@pytest.mark.parametrize(
    ("claims", "printed"),
    [
        (["2014", "2014-01"], "2014-01"),  # the finer
        (["2014-01/2014-02", "2014-01"], "2014-01"),
        (["2014-01-30/2014-02-02", "2014-01"], "2014-01-30/2014-02-02"),
        (["2014-01-31 inferred", "2014-01"], "2014-01"),  # stated before worked out
        (["2014-01", "2014-02"], "2014-01"),  # the lower source number
        (["2022-06-18 announced", "2022-07-02"], "2022-07-02"),  # of the event, not of its announcement
        (["2022-06-18 announced", "2022"], "2022"),
        (["2023-05-01 planned", "2023-06 announced"], "2023-06"),
        (["2022-06-18 announced", ""], "2022-06-18"),  # nobody dates the event itself
        (["", "2013 inferred"], "2013"),
        (["", ""], None),
    ],
)
def test_the_date_that_is_printed(claims: list[str], printed: str | None) -> None:
    attested = [Attested(None, told(claim)) for claim in claims]  # type: ignore[arg-type]
    when = best_date(attested)
    assert (str(when.date) if when else None) == printed


def test_what_the_harbour_does_not_agree_on(harbour: Callable[[str], Dossier]) -> None:
    found = differences(harbour("en").corpus)
    assert [(item.about, item.subject, item.kind) for item in found] == [
        ("opening", "date", "contradiction"),
        ("storm", "date", "contradiction"),
        ("reopening", "date", "apparent"),
        ("reopening", "status", "status"),
        ("boat-capacity", "value", "precision"),
        ("passengers", "value", "contradiction"),
    ]
