"""Office-holders, terms, titles and names that do not agree are found; what can be true together is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dossier.evidence.offices import party_differences
from dossier.model.corpus import Corpus
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.passage import Passage
from dossier.model.records import Appearance, NameForm, RoleClaim, Text, When

LINE = Passage(((1, 1),))
OFFICE = "authority.director"


def held(claim: str) -> Appearance:
    """In short: "jundi 2021-09 begins", "rifai 2019 as Head of the harbour"."""
    claim, _, title = claim.partition(" as ")
    who, date, *bearing = claim.split()
    when = When(parse(date), inferred="date")
    role = RoleClaim(Text("المدير", title or "Director"), LINE, OFFICE, "", when, *bearing)  # type: ignore[arg-type]
    if title:
        role = replace(role, title=Text(title, title))
    return Appearance(who, (), (role,))


@pytest.fixture
def attested(harbour: Callable[[str], Dossier]) -> Callable[..., Corpus]:
    """The harbour's documents with nothing in them but these; one claim a document, in turn."""
    corpus = harbour("en").corpus

    def make(*claims: Appearance, one: bool = False) -> Corpus:
        documents = []
        for number, document in enumerate(corpus.documents):
            mine = [claim for place, claim in enumerate(claims) if (0 if one else place % 3) == number]
            documents.append(replace(document, events=(), figures=(), appearances=tuple(mine)))
        return replace(corpus, documents=tuple(documents))

    return make


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        (["jundi 2022-05-01", "rifai 2019"], []),  # one after the other
        (["jundi 2022-05-01", "rifai 2022-05-01"], ["contradiction of the holder"]),
        (["jundi 2022-05", "rifai 2022-05"], []),  # a month has room for two
        (["jundi 2022-05-01 begins", "rifai 2022-05-01 ended"], []),
        (["jundi 2019", "rifai 2020", "jundi 2021"], ["contradiction of the holder"]),
        (["jundi 2019", "rifai 2020", "jundi 2021 begins"], []),  # taken again
        (["jundi 2019", "rifai 2019-06", "jundi 2020"], []),  # 2019 may be its beginning
        (["jundi 2019-01~", "rifai 2019-02", "jundi 2019-03~"], []),  # a month's grace
        (["jundi 2021-09 begins", "jundi 2022-01 begins"], ["contradiction of the term"]),
        (["jundi 2021-09 begins", "jundi 2021 begins"], []),
        (["jundi 2021-09 begins", "jundi 2020"], ["contradiction of the term"]),
        (["jundi 2021-09 begins", "jundi 2022"], []),
        (["rifai 2021-09 ended", "rifai 2022"], ["contradiction of the term"]),
        (["rifai 2021-09 ended", "rifai 2020"], []),
        (["jundi 2021 as Director of the Harbour", "jundi 2022 as Director"], []),  # cut short
        (["jundi 2021 as Director", "jundi 2022 as Harbour master"], ["naming of the title"]),
        (["jundi 2021 as Director (photo caption)", "jundi 2022 as the Director"], []),
    ],
)
def test_who_held_an_office(attested: Callable[..., Corpus], claims: list[str], found: list[str]) -> None:
    differences = party_differences(attested(*map(held, claims)))
    assert [f"{item.kind} of the {item.subject}" for item in differences] == found
    assert all(item.about == OFFICE for item in differences)


def test_one_document_may_be_against_itself(attested: Callable[..., Corpus]) -> None:
    (found,) = party_differences(attested(held("jundi 2022-05-01"), held("rifai 2022-05-01"), one=True))
    assert (found.kind, found.documents) == ("internal", ("bulletin",))


def test_a_body_is_called_by_its_old_name_and_its_new_one(attested: Callable[..., Corpus]) -> None:
    forms = ("هيئة ميناء الفنار", "مصلحة الميناء", "Fanar Harbour Authority")
    corpus = attested(*(Appearance("authority", (NameForm(form, LINE),)) for form in forms))
    assert party_differences(corpus) == ()
    body = replace(corpus.organisations["authority"], other_names=("مصلحة الميناء",))
    named = replace(corpus, organisations={**corpus.organisations, "authority": body})
    (found,) = party_differences(named)
    assert (found.kind, found.subject, found.documents) == ("naming", "name", ("bulletin", "pilot", "island-voice"))


def test_many_attestations_are_compared_at_once(attested: Callable[..., Corpus]) -> None:
    """A thousand of them; comparing every three would take hours."""
    claims = [held(f"{'jundi' if year < 1500 else 'rifai'} {year}") for year in range(1000, 2000)]
    assert party_differences(attested(*claims)) == ()
