"""dossier verify: what the sources say stands in the originals, looked up there; what cannot be is never called ok."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dossier.cli.main import main
from dossier.files.project import Project
from dossier.files.up_to_date import ORIGINALS
from dossier.verification.originals import Proof
from dossier.verification.verdict import Verdict
from dossier.verification.verdicts import verify_sources

BESIDE = Path(__file__).parent / "dossiers" / "harbour-originals"
BULLETIN = "sources/documents/bulletin.yaml"


def states(verdicts: tuple[Verdict, ...]) -> dict[str, str]:
    return {verdict.check: verdict.state for verdict in verdicts}


def test_with_the_originals_everything_is_proven(desk) -> None:
    verdicts, proof = verify_sources(desk.project, BESIDE)
    assert set(states(verdicts).values()) == {"ok"}
    assert len(proof.findings) > 50


def test_without_them_nothing_is(desk) -> None:
    verdicts, proof = verify_sources(desk.project, None)
    assert set(states(verdicts).values()) == {"not checked"}
    assert proof == Proof(missing=("bulletin", "island-voice", "pilot"))


def test_one_original_of_three_proves_only_its_own_words(desk, tmp_path: Path) -> None:
    (tmp_path / "bulletin-118.txt").write_bytes((BESIDE / "bulletin-118.txt").read_bytes())
    verdicts, _ = verify_sources(desk.project, tmp_path)
    (quotations,) = [verdict for verdict in verdicts if verdict.check == "quotations verbatim"]
    assert quotations.state == "not checked"
    assert quotations.detail == "3 identical, original not at hand: island-voice, pilot"


def test_another_original_is_told(desk, tmp_path: Path) -> None:
    for file in BESIDE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes() + (b"\n" if "bulletin" in file.name else b""))
    verdicts, _ = verify_sources(desk.project, tmp_path)
    assert states(verdicts)["originals"] == "broken"
    assert "bulletin" in verdicts[0].detail


FALSEHOODS = {
    "quotations verbatim": ("نشكر اهالي الجزيرة على صبرهم الطويل", "نشكر اهالي الجزيرة على صبرهم الجميل"),
    "dates as stated": ("stated: 12 مارس 2019", "stated: 13 مارس 2019"),
    "numbers as stated": ("لنحو 240 راكبًا", "لنحو 420 راكبًا"),
}


@pytest.mark.parametrize("check", FALSEHOODS)
def test_a_falsehood_breaks_the_promise_and_the_exit_code_tells(
    check: str, desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.edit(BULLETIN, *FALSEHOODS[check])
    code = main(["verify", "--project", str(desk.root), "--originals", str(BESIDE), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 3
    assert [verdict["check"] for verdict in said["verdicts"] if verdict["state"] == "broken"] == [check]
    (false,) = [finding for finding in said["findings"] if finding["verdict"] != "identical"]
    assert false["place"].startswith(BULLETIN)
    assert "[" in false["detail"]


def test_what_is_not_decided_is_neither_proven_nor_broken(
    desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "bulletin-118.txt"
    for file in BESIDE.iterdir():
        content = file.read_bytes()
        (tmp_path / file.name).write_bytes(content.replace("لنحو 240 راكبًا".encode(), "لمئات الركاب".encode()))
        if file.name == name:
            digests = [hashlib.sha256(data).hexdigest() for data in (content, (tmp_path / name).read_bytes())]
            desk.edit(BULLETIN, *digests)
    desk.edit(BULLETIN, "stated: لنحو 240 راكبًا", "stated: لمئات الركاب")
    code = main(["verify", "--project", str(desk.root), "--originals", str(tmp_path), "--json"])
    said = json.loads(capsys.readouterr().out)
    (verdict,) = [verdict for verdict in said["verdicts"] if verdict["check"] == "numbers as stated"]
    assert (code, verdict["state"]) == (3, "not decided")
    assert verdict["detail"].startswith("1 of ")
    (open_,) = [finding for finding in said["findings"] if finding["sense"] == "undecided"]
    assert "no certain number" in open_["wrong"]


def test_the_folder_comes_from_the_command_or_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(ORIGINALS, raising=False)
    project = Project(tmp_path)
    assert project.originals_folder() is None
    monkeypatch.setenv(ORIGINALS, str(tmp_path))
    assert project.originals_folder() == tmp_path
    assert project.originals_folder(str(BESIDE)) == BESIDE
    assert main(["verify", "--originals", str(tmp_path / "nowhere")]) == 2
    assert "is no folder of originals" in capsys.readouterr().err
