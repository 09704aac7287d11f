"""What was proven is remembered by content: nothing is looked up twice, and nothing odd is believed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk

from dossier import originals, verify
from dossier.build import read
from dossier.evidence.findings import of_row
from dossier.originals import LEDGER, Proof, prove, recall
from dossier.problems import Report, WrongUsage

ORIGINALS = Path(__file__).parent / "dossiers" / "harbour-originals"
PILOT = "sources/documents/pilot.yaml"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ORIGINALS, tmp_path / "originals"))


def proven(desk: Desk, shelf: Path | None) -> Proof:
    project = desk.project
    corpus, _, _ = read(project, Report())
    return prove(project, corpus, shelf)


def test_a_finding_is_the_row_it_was_kept_as(desk: Desk, shelf: Path) -> None:
    findings = proven(desk, shelf).findings
    assert len(findings) > 50
    assert [of_row(json.loads(json.dumps(finding.row))) for finding in findings] == list(findings)


def test_when_nothing_changed_the_sources_are_not_read(
    desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, proof = verify.verify_sources(desk.project, shelf)
    monkeypatch.setattr(verify, "read", lambda *_: pytest.fail("the sources were read"))
    assert verify.verify_sources(desk.project, shelf) == (first, proof)


CHANGES: dict[str, Callable[[Desk, Path], object]] = {
    "a document": lambda desk, _: desk.edit(PILOT, "value: 1.5,", "value: 1.50,"),
    "a register": lambda desk, _: desk.edit(
        "sources/people/rifai.yaml", "name:", "note: {ar: ملاحظة, en: A note}\nname:"
    ),
    "a new file": lambda desk, _: desk.write(
        "sources/people/new.yaml", "name: {ar: جديد, en: New}\nindex: {ar: ج, en: N}"
    ),
    "a file that is gone": lambda desk, _: (desk.root / "sources/disagreements/capacity.yaml").unlink(),
    "an original": lambda _, shelf: (shelf / "coastal-pilot.txt").write_text("Nothing", "utf-8"),
    "an original that is gone": lambda _, shelf: (shelf / "coastal-pilot.txt").unlink(),
    "another folder": lambda _, shelf: shelf.rename(shelf.with_name("elsewhere")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_looked_up_again(change: str, desk: Desk, shelf: Path) -> None:
    proven(desk, shelf)
    assert recall(desk.project, shelf)
    CHANGES[change](desk, shelf)
    assert recall(desk.project, shelf) is None


def test_only_the_document_that_changed_is_compared_again(
    desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven(desk, shelf)
    asked: list[str] = []
    compare = originals.compare
    monkeypatch.setattr(originals, "compare", lambda d, *rest: asked.append(d.id) or compare(d, *rest))
    desk.edit(PILOT, "value: 1.5,", "value: 0.8,")
    proof = proven(desk, shelf)
    assert asked == ["pilot"]
    assert [finding.wrong for finding in proof.findings if finding.wrong] == ["the words mean 1.5, not 0.8"]


def test_other_code_believes_nothing(desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proven(desk, shelf)
    monkeypatch.setattr(originals, "own_code", lambda: "another version")
    assert recall(desk.project, shelf) is None


def spoilt(ledger: str, change: Callable[[dict[str, object]], object]) -> str:
    loaded = json.loads(ledger)
    change(loaded)
    return json.dumps(loaded)


ODD: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "half": lambda text: text[: len(text) // 2],
    "a list": lambda _: "[1, 2]",
    "deep": lambda _: "[" * 100_000,
    "of another format": lambda text: spoilt(text, lambda ledger: ledger.update(format=0)),
    "without documents": lambda text: spoilt(text, lambda ledger: ledger.update(documents={})),
    "with documents of another kind": lambda text: spoilt(text, lambda ledger: ledger.update(documents=[1])),
    "with strange rows": lambda text: text.replace('"rows":[[', '"rows":[["x"],['),
    "with strange lines": lambda text: text.replace('"rows":[["pilot","date","pilot",', '"rows":[["pilot","date",7,'),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_ledger_is_none(odd: str, desk: Desk, shelf: Path) -> None:
    true = proven(desk, shelf)
    ledger = desk.root / LEDGER
    desk.write(LEDGER, ODD[odd](ledger.read_text("utf-8")))
    if odd != "with strange lines":  # a subject may be any text
        assert recall(desk.project, shelf) is None
    assert proven(desk, shelf).checked == true.checked


def test_without_originals_nothing_is_kept(desk: Desk) -> None:
    assert proven(desk, None) == Proof(missing=("bulletin", "island-voice", "pilot"))
    assert not (desk.root / LEDGER).exists()


def test_an_original_that_is_no_utf8_is_told(desk: Desk, shelf: Path) -> None:
    text = (shelf / "bulletin-118.txt").read_text("utf-8")
    (shelf / "bulletin-118.txt").write_bytes(text.encode("utf-16"))
    with pytest.raises(WrongUsage, match=r"bulletin-118\.txt:1: byte 0xff is not UTF-8"):
        proven(desk, shelf)
