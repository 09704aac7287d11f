"""veraPDF's verdict: PDF/UA-1 and PDF/A-3a in one file, for both editions of every dossier here and for any HTML."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest
import validator
from conftest import Library

from dossier.api import press_html
from dossier.files.project import Project
from dossier.verification.verdicts import verify

ROOT = Path(__file__).parents[1]
FLAVOURS = ("ua1", "3a")
EDITIONS = Project(ROOT).names("sources/editions", ".yaml")

pytestmark = pytest.mark.skipif(bool(validator.lacking()), reason=f"veraPDF needs {'; '.join(validator.lacking())}")

#: A PNG of 10 by 10 red pixels.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC"
NEWS = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>صحيفة</title><style>
@page { @top-center { content: "صحيفة" } @bottom-center { content: counter(page) } }
.lead { float: right; width: 60% } .side { opacity: .8 } .more { display: block } .note { float: footnote }
</style></head><body><nav><ul><li><a href="#a">سياسة</a></li></ul></nav>
<article class="lead" id="a"><h2><a href="https://example.org/1">عنوان</a></h2>
<p>نص <b>فيه <a href="https://example.org/2">رابط <i>مائل</i></a></b> و<span lang="en">English words</span>
وحاشية<span class="note">هنا</span>.</p>
<figure><img alt="نقطة" src="data:image/png;base64,DOT"><figcaption>صورة</figcaption></figure>
<a class="more" href="https://example.org/3"><div>المزيد</div></a></article>
<aside class="side"><h5>الطقس</h5><p>صحو</p></aside></body></html>"""


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validator")


def passed(files: list[Path]) -> list[str]:
    return [f"PASS {flavour} {file}" for file in files for flavour in FLAVOURS]


def verdicts(lines: list[str]) -> list[str]:
    return [line.partition(" (")[0] for line in lines]


def test_the_harbour_passes(library: Library, asking: Path) -> None:
    files = [library.editions[language].pdf for language in ("ar", "en")]
    assert verdicts(validator.ask(FLAVOURS, files, asking)) == passed(files)


def test_this_dossier_passes(asking: Path) -> None:
    """Both editions of what this repository is for, as `make briefing` left them."""
    project = Project(ROOT)
    files = [ROOT / path.replace("sources/editions", "build").replace(".yaml", "/briefing.pdf") for path in EDITIONS]
    stale = [verdict for verdict in verify(project) if verdict.check == "publication" and verdict.state != "ok"]
    if stale and "DOSSIER_BUILT" not in os.environ:
        pytest.skip(f"NOT CHECKED: the briefing is not built, or its sources changed since: {stale[0].detail}")
    assert verdicts(validator.ask(FLAVOURS, files, asking)) == passed(files)


def test_a_page_from_elsewhere_passes(tmp_path: Path, asking: Path) -> None:
    (tmp_path / "news.html").write_text(NEWS.replace("DOT", DOT), encoding="utf-8")
    (tmp_path / "news.pdf").write_bytes(press_html(tmp_path / "news.html").pdf)
    files = [tmp_path / "news.pdf"]
    assert verdicts(validator.ask(FLAVOURS, files, asking)) == passed(files)


def test_files_that_a_page_asks_for_are_left_out(tmp_path: Path, asking: Path) -> None:
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    head = '<html lang="en"><head><title>t</title><link rel="attachment" href="x.svg"></head>'
    page = f'{head}<body><p>a <a rel="attachment" href="x.svg">b</a></p></body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    pressed = press_html(tmp_path / "page.html")
    assert [warning.message for warning in pressed.problems] == [
        "it leads to a file beside, and not to the web: x.svg; only the words are printed",
        "it asks for files to be attached: they are left out",
    ]
    assert press_html(tmp_path / "page.html").pdf == pressed.pdf
    (tmp_path / "page.pdf").write_bytes(pressed.pdf)
    assert verdicts(validator.ask(FLAVOURS, [tmp_path / "page.pdf"], asking)) == passed([tmp_path / "page.pdf"])


def test_the_validator_can_say_no(library: Library, tmp_path: Path, asking: Path) -> None:
    with pikepdf.open(io.BytesIO(library.editions["ar"].pdf.read_bytes())) as file:
        del file.Root.Lang
        del file.Root.OutputIntents
        file.save(tmp_path / "spoilt.pdf")
    said = validator.ask(FLAVOURS, [tmp_path / "spoilt.pdf"], asking)
    assert [line.split()[:2] for line in said if not line.startswith(" ")] == [["FAIL", "ua1"], ["FAIL", "3a"]]
    assert any(line.strip().startswith("7.2-") for line in said)
