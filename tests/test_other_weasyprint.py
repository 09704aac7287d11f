"""Another WeasyPrint: the plain path draws and says what it cannot promise, the others refuse; and what to do then."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Desk

from dossier.api import press_html
from dossier.cli.main import main
from dossier.files import fingerprint
from dossier.press.weasy import version
from dossier.press.weasy.version import OtherWeasyPrint
from dossier.problems import Exit, MachineLacks
from tests.hooked import changes

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "upgrading-weasyprint.md").read_text("utf-8")
COMMANDS = [line.strip() for line in re.findall(r"(?m)^ {4,8}((?:pip|dossier|python|pytest|diff|make) .+)$", PAGE)]
UNSEEN = "drawn by WeasyPrint 70.1, which dossier does not know: nobody has looked whether all text is on its page"


@pytest.fixture
def another(plain: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A WeasyPrint that draws as this one does, and calls itself another."""
    known = dict(fingerprint._installed_versions())
    monkeypatch.setattr("weasyprint.__version__", "70.1")
    monkeypatch.setattr(fingerprint, "_installed_versions", lambda: known | {"weasyprint": "70.1"})


@pytest.mark.usefixtures("another")
def test_a_dossier_is_printed_plainly_and_told_what_is_not_promised(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.keep_only("ar", "summary", "quotations")
    assert main(["build", "--plain", "--project", str(desk.root)]) == Exit.DONE
    told = capsys.readouterr()
    assert f"sources/editions/ar.yaml: warning: {UNSEEN}" in told.out + told.err
    assert (desk.root / "build/ar/briefing.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.usefixtures("another")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_dossier_is_not_compiled_and_told_why(desk: Desk, jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    desk.keep_only("ar", "summary", "quotations")
    assert main(["build", "--jobs", jobs, "--project", str(desk.root)]) == Exit.MACHINE
    told = capsys.readouterr().err
    assert "dossier knows the private parts of WeasyPrint 70.0, and 70.1 is installed" in told
    assert "or draw with it as it comes: --plain" in told
    assert not (desk.root / "build/ar").exists()


@pytest.mark.usefixtures("another")
def test_a_stranger_is_printed_plainly_only(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<html lang="ar" dir="rtl"><title>نص</title><p>نعم', "utf-8")
    pressed = press_html(tmp_path / "page.html", plain=True)
    assert pressed.pages == 1
    assert [one.message.startswith(UNSEEN) for one in pressed.problems] == [True]
    with pytest.raises(MachineLacks, match=r"70\.1 is installed"):
        press_html(tmp_path / "page.html")


PLAINLY = """
import importlib.abc, pathlib, sys
import weasyprint
weasyprint.__version__ = "70.1"
class Gone(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.removeprefix("dossier.press.weasy.") in {"lost_text", "page_faces", "fixes_table", "compile.compiler"}:
            raise ImportError(name)
sys.meta_path.insert(0, Gone())
from dossier.press.fonts import typefaces
from dossier.press.foreign import draw_foreign
drawing = draw_foreign(pathlib.Path(sys.argv[1]), typefaces.load(pathlib.Path("fonts")), stock=True)
print(drawing.pages, *(problem.severity for problem in drawing.problems))
"""


def test_nothing_that_looks_into_weasyprint_is_needed_for_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<html lang="ar" dir="rtl"><title>نص</title><p>نعم', "utf-8")
    command = [sys.executable, "-c", PLAINLY, str(tmp_path / "page.html")]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (told.returncode, told.stdout, told.stderr) == (0, "1 warning\n", "")


def test_no_compiler_works_with_another(plain: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = importlib.import_module("dossier.press.workers.worker")
    unit = importlib.import_module("dossier.press.linker.unit")
    compiler = worker.compiler_of(unit.CompileSetting((("page.css", "@page { size: A6 }"),), {}))
    monkeypatch.setattr("weasyprint.__version__", "70.1")
    with pytest.raises(OtherWeasyPrint, match=r"70\.1 is installed"):
        compiler.compile(unit.Task("<html lang=en><title>x</title><p>x", "page.html"))


def test_what_has_changed_is_told_by_its_name() -> None:
    assert list(changes({"a:f": "1", "a:g": "1", "a:h": "1"}, {"a:f": "1", "a:g": "2", "b:h": "1"})) == [
        "a:g: another body",
        "a:h: gone, or no function any more",
        "b:h: has not been read",
    ]


# The page


def test_the_page_has_commands() -> None:
    assert {"python -m tests.hooked", "python -m tests.hooked --write", "dossier build --plain"} <= set(COMMANDS)
    assert len(COMMANDS) > 12


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *words = shlex.split(command)
    options = [word for word in words if word.startswith("--")]
    if program == "dossier":
        with pytest.raises(SystemExit):
            main([words[0], "--help"])
        assert all(option in capsys.readouterr().out for option in options)
    elif program == "pytest":
        assert all((ROOT / word).is_file() for word in words)
    elif program == "python":
        assert words[0] == "-m"
        source = (ROOT / f"{words[1].replace('.', '/')}.py").read_text("utf-8")
        assert 'if __name__ == "__main__":' in source
        assert all(f'"{option}"' in source for option in options)
    elif program == "make":
        assert re.search(rf"(?m)^{words[0]}:", (ROOT / "Makefile").read_text("utf-8"))
    else:
        assert program in {"pip", "diff"}


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`((?:dossier|tests|docs)/[\w./-]+|\w+\.(?:toml|txt))`", PAGE)))
)
def test_every_file_of_the_page_exists(name: str) -> None:
    assert (ROOT / name).is_file()


def test_the_page_is_of_this_version() -> None:
    """The version stands where step 1 says."""
    assert f"WeasyPrint {version.VERSION}" in PAGE
    assert f'"weasyprint=={version.VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"weasyprint=={version.VERSION}\n" in (ROOT / "constraints.txt").read_text("utf-8")


def test_every_function_that_is_written_anew_is_replaced_or_read() -> None:
    """Those that the page names."""
    tables = [importlib.import_module(f"dossier.press.weasy.hooks.{name}") for name in ("replacements", "used_parts")]
    known = {entry.part.rpartition(":")[2] for entry in (*tables[0].REPLACEMENTS, *tables[1].USED_PARTS)}
    (listed,) = re.findall(r"their bodies matter most: (.*?), and the beginning", PAGE, re.S)
    assert set(re.findall(r"`([\w.]+)`", listed)) <= known
