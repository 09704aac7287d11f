"""What the machine has and lacks; and the files round the project agree with each other."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import dossier
from dossier import machine
from dossier.machine import Finding, examine

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def found(name: str, root: Path = ROOT) -> Finding:
    return next(finding for finding in examine(root) if finding.name == name)


# Findings


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
    script = "import sys, pathlib, dossier.machine as m; m.examine(pathlib.Path()); print('weasyprint' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (told.stdout, told.stderr) == ("False\n", "")


def test_a_library_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(machine.LIBRARIES, "Pango", ("libnowhere.so.0", "libnowhere.dylib"))
    finding = found("Pango")
    assert (finding.state, finding.needed) == ("missing", True)
    assert finding.advice.endswith(machine._system().drawing)


def test_a_library_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST_PANGO", (99, 0, 0))
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
    assert finding.advice.endswith(f"{machine.DEBIAN.command} poppler-utils")


def test_damaged_fonts(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fonts", tmp_path / "fonts")
    assert found("fonts", tmp_path) == Finding("fonts", "ok", "9 faces")
    (tmp_path / "fonts" / "amiri" / "OFL.txt").unlink()
    assert found("fonts", tmp_path).state == "wrong"


def test_a_dossier_without_fonts_of_its_own_has_those_that_ship(tmp_path: Path) -> None:
    assert found("fonts", tmp_path).state == "ok"


def test_a_build_folder_that_cannot_be_written(tmp_path: Path) -> None:
    build = tmp_path / "a folder" / "build"
    assert found("build folder", build.parent) == Finding("build folder", "missing", "", f"mkdir -p '{build.parent}'")
    build.parent.mkdir()
    assert found("build folder", build.parent).state == "ok"
    build.write_text("a file")
    assert found("build folder", build.parent) == Finding("build folder", "wrong", "", f"rm '{build}'")
    assert [path.name for path in build.parent.iterdir()] == ["build"]


# Files round the project


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pattern = r"([\w-]+)==([\w.]+)(; python_version < \"3.12\")?"
    rows = [re.fullmatch(pattern, line) for line in lines if line and not line.startswith("#")]
    assert all(rows), "constraints.txt holds names and exact versions only"
    return {canonical(row[1]): row[2] for row in rows if row and not (row[3] and sys.version_info >= (3, 12))}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_that_is_asked_for_is_pinned() -> None:
    project = PYPROJECT["project"]
    asked = [
        *project["dependencies"],
        *(line for extra in ("cluster", "dev") for line in project["optional-dependencies"][extra]),
    ]
    names = {canonical(re.split(r"[\[<>=!~ ]", line)[0]) for line in asked}
    pins = pinned()
    assert names <= pins.keys()
    assert f"weasyprint=={pins['weasyprint']}" in asked


def test_everything_that_is_pinned_is_what_is_installed() -> None:
    installed = {canonical(item.name): item.version for item in importlib.metadata.distributions()}
    assert {name: installed.get(name) for name in pinned()} == pinned()


def test_the_makefile_installs_what_doctor_names() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"^(?:DRAWING|READING) := (.*)$", makefile, re.MULTILINE) == [
        machine.DEBIAN.drawing,
        machine.DEBIAN.reading,
    ]
    assert f"install {machine.DEBIAN.python} " in makefile


def test_make_alone_tells_what_there_is() -> None:
    told = subprocess.run(["make", "--no-print-directory", "-C", ROOT], capture_output=True, text=True, check=True)
    assert [line.split("  ")[0] for line in told.stdout.splitlines()[:4]] == [
        "make briefing",
        "make test",
        "make wheel",
        "make clean",
    ]


def test_the_check_for_every_change_is_a_sound_script() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], capture_output=True, text=True).stderr == ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_wheel_carries_what_a_dossier_falls_back_on(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"dossier-{dossier.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("fonts", "templates"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"dossier/shipped/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    starter = [path for path in (ROOT / "dossier" / "starter").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in starter} <= names
    assert {name.split("/")[0] for name in names} == {"dossier", f"dossier-{dossier.__version__}.dist-info"}


def test_the_source_archive_holds_everything_but_what_was_built(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {"Makefile", "constraints.txt", "README.md", ".ci/run", ".gitignore", "fonts/faces.yaml"}
    wanted |= {"tests/test_machine.py", "sources/dossier.yaml", "dossier/__init__.py"}
    assert wanted <= names
    assert not [name for name in names if re.match(r"build/|\.venv|\.git/|.*__pycache__", name)]


def test_what_only_reads_originals_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["pyyaml>=6", 'no-such-package; extra == "import"', 'no-such-tool; extra == "dev"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: wanted)
    told = {finding.name: (finding.state, finding.needed) for finding in machine._packages()}
    assert told == {"pyyaml": ("ok", True), "no-such-package": ("missing", False)}
