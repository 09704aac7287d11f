"""The matrix of claims and voices: each sign by its rule, on what three documents tell of a ferry."""

from __future__ import annotations

import csv
import io
import json
import typing
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import Desk
from judged import judge

from dossier.evidence.matrix import _OTHERWISE, ClaimRow, claim_rows
from dossier.export.forms import export
from dossier.export.plain import as_json
from dossier.model.corpus import Corpus
from dossier.model.edition import Dossier
from dossier.model.judgements import Basis, MainClaim
from dossier.model.passage import cite
from dossier.model.plan import Disagreement
from dossier.model.records import Text

Harbour = Callable[[str], Dossier]


@pytest.fixture
def corpus(harbour: Harbour) -> Corpus:
    return harbour("en").corpus


def with_ids(corpus: Corpus, name: str, **changed: object) -> Corpus:
    """The corpus with positions a, b and so on in one disagreement."""
    point = next(point for point in corpus.disagreements if point.id == name)
    sides = tuple(replace(side, id="abc"[number]) for number, side in enumerate(point.positions))
    marked = replace(point, positions=sides, **changed)
    others = (marked if other is point else other for other in corpus.disagreements)
    return replace(corpus, disagreements=tuple(others))


def row(corpus: Corpus, **said: object) -> ClaimRow:
    claim = MainClaim("claim", Text("مقولة", "A claim"), Basis(**said))  # type: ignore[arg-type]
    return claim_rows(replace(corpus, main_claims=(claim,)))[0]


def signs(found: ClaimRow) -> dict[str, list[str]]:
    """voice -> "sign place place", the strongest first"""
    return {
        voice: [
            " ".join([stance.stand, *(f"{place.document}:{place.passage}" for place in stance.places)])
            for stance in given
        ]
        for voice, given in found.answers.items()
    }


def test_a_voice_whose_document_is_cited_says_so_and_the_others_are_silent(corpus: Corpus) -> None:
    assert signs(row(corpus, cites=(cite("pilot:8"), cite("pilot:6")))) == {"press": ["says pilot:6,8"]}


def test_an_event_to_come_is_announced_only(corpus: Corpus) -> None:
    """The return: announced by the Authority and by the council, told of by the magazine."""
    assert signs(row(corpus, events=("reopening",))) == {
        "authority": ["announces bulletin:4"],
        "island": ["announces island-voice:9"],
        "press": ["says pilot:6"],
    }


def test_who_gives_a_figure_says_so(corpus: Corpus) -> None:
    assert signs(row(corpus, figures=("port-rank",))) == {"authority": ["says bulletin:10"], "press": ["says pilot:12"]}


def test_another_position_contradicts(corpus: Corpus) -> None:
    """Both voices tell of the storm; the council puts it in another year."""
    found = row(with_ids(corpus, "stop"), events=("storm",), positions=("stop.a",))
    assert signs(found) == {
        "authority": ["says bulletin:5"],
        "island": ["contradicts island-voice:4"],
        "press": ["says pilot:5"],
    }
    assert found.is_contradicted
    assert [point.id for point in found.disagreements] == ["stop"]


def test_of_two_degrees_of_precision_the_lesser_is_a_part(corpus: Corpus) -> None:
    found = row(with_ids(corpus, "capacity"), figures=("boat-capacity",), positions=("capacity.b",))
    assert signs(found) == {"authority": ["part bulletin:8"], "press": ["says pilot:9"]}
    assert not found.is_contradicted


@pytest.mark.parametrize("kind", ["naming", "apparent", "quantities", "silence"])
def test_positions_that_can_be_true_together_say_nothing_else(corpus: Corpus, kind: str) -> None:
    found = row(with_ids(corpus, "opening-year", kind=kind), positions=("opening-year.a",))
    assert signs(found) == {"authority": ["says bulletin:5"]}


def test_all_positions_that_a_claim_takes_say_so(corpus: Corpus) -> None:
    found = row(with_ids(corpus, "stop"), positions=("stop.a", "stop.b"))
    assert [given[0] for given in signs(found).values()] == ["says bulletin:5", "says island-voice:4", "says pilot:5"]


def test_a_document_against_itself_says_so_and_contradicts(corpus: Corpus) -> None:
    """Both positions stand in one line of one document."""
    point = next(point for point in corpus.disagreements if point.id == "opening-year")
    same = tuple(replace(side, cites=(cite("pilot:5"),), id="ab"[n]) for n, side in enumerate(point.positions))
    against = replace(point, kind="internal", positions=same)
    others = tuple(against if other is point else other for other in corpus.disagreements)
    found = row(replace(corpus, disagreements=others), positions=("opening-year.a",))
    assert signs(found) == {"press": ["says pilot:5", "contradicts pilot:5"]}


def test_the_newest_document_is_the_one_that_says_it(corpus: Corpus) -> None:
    """Of two documents of one voice."""
    bulletin, voice, pilot = corpus.documents
    later = replace(bulletin, id="second", number=4, when=pilot.when)
    grown = replace(corpus, documents=(bulletin, voice, pilot, later))
    found = row(grown, cites=(cite("bulletin:4"), cite("second:5")))
    (stance,) = found.answers["authority"]
    assert stance.newest.id == "second"
    (stance,) = row(grown, cites=(cite("bulletin:4"),)).answers["authority"]
    assert stance.newest.id == "bulletin"


def test_a_disagreement_that_a_claim_only_names_is_referred_to(corpus: Corpus) -> None:
    claim = MainClaim("claim", Text("مقولة", "A claim"), Basis(cites=(cite("pilot:8"),)), disputed=("passengers",))
    (found,) = claim_rows(replace(corpus, main_claims=(claim,)))
    assert [point.id for point in found.disagreements] == ["passengers"]
    assert signs(found) == {"press": ["says pilot:8"]}


def test_the_export_has_every_voice_also_the_silent_ones(corpus: Corpus) -> None:
    claim = MainClaim("return", Text("مقولة", "A claim"), Basis(cites=(cite("pilot:6"),)))
    exported = json.loads(as_json(replace(corpus, main_claims=(claim,))))["matrix"]
    assert exported == [
        {
            "claim": "return",
            "disagreements": [],
            "voices": {
                "authority": [],
                "island": [],
                "press": [
                    {
                        "stand": "says",
                        "at": [{"document": "pilot", "number": 3, "lines": "6"}],
                        "newest": "pilot",
                    }
                ],
            },
        }
    ]


def test_the_table_of_claims_has_a_row_for_each_place_and_for_each_silence(desk: Desk) -> None:
    text = export(judge(desk).dossier("en").corpus, "csv", "claims")
    rows = [row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))) if row["claim"] == "capacity"]
    assert [(row["voice"], row["stand"], row["document"], row["lines"]) for row in rows] == [
        ("authority", "part", "bulletin", "line 8"),
        ("island", "silent", "", ""),
        ("press", "says", "pilot", "line 9"),
    ]


def test_the_table_of_judgements_has_a_row_for_each_place(desk: Desk) -> None:
    text = export(judge(desk).dossier("en").corpus, "csv", "judgements")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["judgement"], row["confidence"], row["likelihood"], row["voice"], row["lines"]) for row in rows] == [
        ("storm", "high", "", "authority", "line 5"),
        ("storm", "high", "", "island", "line 4"),
        ("storm", "high", "", "press", "line 5"),
        ("boats", "low", "", "authority", "line 8"),
        ("night", "", "likely", "press", "line 11"),
    ]
    assert {row["judgement"]: row["one_party"] for row in rows} == {"storm": "", "boats": "yes", "night": ""}


def test_kinds_of_disagreement_are_all_decided_upon() -> None:
    """A kind that is added to the schema is either one of those that do something to a claim, or listed here."""
    kinds = set(typing.get_args(typing.get_type_hints(Disagreement)["kind"]))
    assert kinds - _OTHERWISE.keys() == {"naming", "apparent", "quantities", "silence"}
