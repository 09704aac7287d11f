"""What was proven is remembered by content: nothing is looked up twice, and nothing odd is believed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk

from dossier.evidence.proof import comparison
from dossier.evidence.proof.findings import of_row
from dossier.loading import read
from dossier.problems import Report, WrongUsage
from dossier.reading import record_cache
from dossier.verification import originals, verdicts
from dossier.verification.originals import FILE, Proof, prove

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


def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are compared from now on."""
    asked: list[str] = []
    compare = comparison.compare
    monkeypatch.setattr(comparison, "compare", lambda d, *rest: asked.append(d.id) or compare(d, *rest))
    return asked


def test_verify_believes_no_ledger(desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, proof = verdicts.verify_sources(desk.project, shelf)
    asked = compared(monkeypatch)
    assert verdicts.verify_sources(desk.project, shelf) == (first, proof)
    assert sorted(asked) == ["bulletin", "island-voice", "pilot"]
    monkeypatch.setattr(record_cache, "recall", lambda *_: pytest.fail("leaves of an earlier process were asked for"))
    assert verdicts.verify_sources(desk.project, shelf) == (first, proof)


CHANGES: dict[str, tuple[Callable[[Desk, Path], object], list[str]]] = {
    "nothing": (lambda *_: None, []),
    "a document": (lambda desk, _: desk.edit(PILOT, "value: 1.5,", "value: 1.50,"), ["pilot"]),
    "an original": (lambda _, shelf: (shelf / "coastal-pilot.txt").write_text("Nothing", "utf-8"), ["pilot"]),
    "an original that is gone": (lambda _, shelf: (shelf / "coastal-pilot.txt").unlink(), []),
}


@pytest.mark.parametrize("case", CHANGES)
def test_whatever_changes_is_looked_up_again(
    case: str, desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven(desk, shelf)
    change, again = CHANGES[case]
    change(desk, shelf)
    asked = compared(monkeypatch)
    proven(desk, shelf)
    assert asked == again


def test_only_the_document_that_changed_is_compared_again(
    desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven(desk, shelf)
    asked = compared(monkeypatch)
    desk.edit(PILOT, "value: 1.5,", "value: 0.8,")
    proof = proven(desk, shelf)
    assert asked == ["pilot"]
    assert [finding.wrong for finding in proof.findings if finding.wrong] == ["the words mean 1.5, not 0.8"]


def test_other_code_believes_nothing(desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proven(desk, shelf)
    monkeypatch.setattr(originals, "own_code", lambda: "another version")
    assert originals._read_cache(desk.project) == {}


def spoilt(ledger: str, change: Callable[[dict[str, object]], object]) -> str:
    loaded = json.loads(ledger)
    change(loaded)
    return json.dumps(loaded)


ODD: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "half": lambda text: text[: len(text) // 2],
    "a list": lambda _: "[1, 2]",
    "deep": lambda _: "[" * 100_000,
    "without documents": lambda text: spoilt(text, lambda ledger: ledger.update(documents={})),
    "with documents of another kind": lambda text: spoilt(text, lambda ledger: ledger.update(documents=[1])),
    "with strange rows": lambda text: text.replace('"rows":[[', '"rows":[["x"],['),
    "with a strange extent": lambda text: text.replace('"extent":[', '"extent":["x",'),
    "with an extent of other values": lambda text: text.replace('"extent":[12,""', '"extent":[12,5'),
    "with strange lines": lambda text: text.replace('"rows":[["pilot","date","pilot",', '"rows":[["pilot","date",7,'),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_ledger_is_none(odd: str, desk: Desk, shelf: Path) -> None:
    true = proven(desk, shelf)
    file = originals._file(desk.project)
    file.write(ODD[odd]((file.read() or b"").decode()).encode())
    assert proven(desk, shelf).checked == true.checked


@pytest.mark.parametrize("at", [0, 20, 60, 500, -1])
def test_a_damaged_ledger_is_none(at: int, desk: Desk, shelf: Path) -> None:
    proven(desk, shelf)
    file = desk.project.cache_folder / FILE
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert originals._read_cache(desk.project) == {}


def test_without_originals_nothing_is_kept(desk: Desk) -> None:
    assert proven(desk, None) == Proof(missing=("bulletin", "island-voice", "pilot"))
    assert not (desk.project.cache_folder / FILE).exists()


def test_an_original_in_another_encoding_holds_the_same_words(desk: Desk, shelf: Path) -> None:
    text = (shelf / "bulletin-118.txt").read_text("utf-8")
    (shelf / "bulletin-118.txt").write_bytes(text.encode("utf-16"))
    assert all(finding.is_proven for finding in proven(desk, shelf).findings)


def test_an_original_that_is_no_text_is_told(desk: Desk, shelf: Path) -> None:
    (shelf / "bulletin-118.txt").write_bytes(bytes(range(255, -1, -1)) * 4)
    with pytest.raises(WrongUsage, match=r"bulletin-118\.txt:1: byte 0xff is not UTF-8"):
        proven(desk, shelf)
