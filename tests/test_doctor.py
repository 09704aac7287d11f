"""What the machine has and lacks."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import doctor
from dossier.doctor import MachineCheck, examine

ROOT = Path(__file__).parents[1]


def found(name: str, root: Path = ROOT) -> MachineCheck:
    return next(finding for finding in examine(root) if finding.name == name)


def test_this_machine_is_examined_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    findings = examine(ROOT)
    names = [finding.name for finding in findings]
    assert len(names) == len(set(names))
    assert {"Python", "Pango", "HarfBuzz", "weasyprint", "pyyaml", "fonts", "build folder", "pdftotext"} <= set(names)
    assert [finding for finding in findings if bool(finding.advice) != (finding.state != "ok")] == []
    assert capsys.readouterr() == ("", "")


def test_the_machine_that_runs_the_tests_lacks_nothing() -> None:
    assert [finding for finding in examine(ROOT) if finding.state != "ok"] == []


def test_versions_are_those_of_the_things_themselves() -> None:
    assert re.fullmatch(r"1\.\d+\.\d+", found("Pango").version)
    assert re.fullmatch(r"\d+\.\d+\.\d+", found("HarfBuzz").version)
    assert found("weasyprint").version == importlib.metadata.version("weasyprint")


def test_weasyprint_is_not_imported() -> None:
    script = "import sys, pathlib, dossier.doctor as m; m.examine(pathlib.Path()); print('weasyprint' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (told.stdout, told.stderr) == ("False\n", "")


def test_a_library_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.LIBRARIES, "Pango", ("libnowhere.so.0", "libnowhere.dylib"))
    finding = found("Pango")
    assert (finding.state, finding.needed) == ("missing", True)
    assert finding.advice.endswith(doctor._system().drawing)


def test_a_library_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PANGO", (99, 0, 0))
    assert found("Pango").state == "wrong"


def test_another_weasyprint_than_the_pinned_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["weasyprint==1.0", "pytest; extra == 'dev'"])
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "2.0")
    finding = found("weasyprint")
    assert (finding.state, finding.version) == ("wrong", "2.0")
    assert finding.advice.endswith("-m pip install weasyprint==1.0")
    assert "pytest" not in {finding.name for finding in examine(ROOT)}


def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["no-such-thing[extra]>=1.0"])
    finding = found("no-such-thing")
    assert finding.state == "missing"
    assert finding.advice.endswith("-m pip install 'no-such-thing[extra]>=1.0'")


def test_poppler_can_be_done_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    finding = found("pdftotext")
    assert (finding.state, finding.needed) == ("missing", False)
    assert finding.advice.endswith(f"{doctor.DEBIAN.command} poppler-utils")


def test_damaged_fonts(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fonts", tmp_path / "fonts")
    assert found("fonts", tmp_path) == MachineCheck("fonts", "ok", "9 faces")
    (tmp_path / "fonts" / "amiri" / "OFL.txt").unlink()
    assert found("fonts", tmp_path).state == "wrong"


def test_a_dossier_without_fonts_of_its_own_has_those_that_ship(tmp_path: Path) -> None:
    assert found("fonts", tmp_path).state == "ok"


def test_a_build_folder_that_cannot_be_written(tmp_path: Path) -> None:
    build = tmp_path / "a folder" / "build"
    assert found("build folder", build.parent) == MachineCheck(
        "build folder", "missing", "", f"mkdir -p '{build.parent}'"
    )
    build.parent.mkdir()
    assert found("build folder", build.parent).state == "ok"
    build.write_text("a file")
    assert found("build folder", build.parent) == MachineCheck("build folder", "wrong", "", f"rm '{build}'")
    assert [path.name for path in build.parent.iterdir()] == ["build"]


def test_what_only_reads_originals_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["pyyaml>=6", 'no-such-package; extra == "import"', 'no-such-tool; extra == "dev"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: wanted)
    told = {finding.name: (finding.state, finding.needed) for finding in doctor._packages()}
    assert told == {"pyyaml": ("ok", True), "no-such-package": ("missing", False)}
