"""Pages as a reader has them in hand: full, without lone words and headings, each with its name above.

`page_audit` reads them back by PDFium. It is shown each fault on a small document before it is believed of a large one.
"""

from __future__ import annotations

import os
from pathlib import Path

import page_audit
import pytest

from dossier.api import press_html
from dossier.files.project import Project

ROOT = Path(__file__).parents[1]
EDITIONS = [Path(path).stem for path in Project(ROOT).names("sources/editions", ".yaml")]
STYLE = """
    @page { size: A4; margin: 30mm 26mm 29.93mm 20mm; @top-left { content: "Record of the HEAD" } }
    body, p, h1, h2, h3 { margin: 0; font: 12pt/16pt "Dossier Serif"; orphans: 1; widows: 1 }
    .low { padding-top: 160mm } .on { break-before: page }
"""
LINE = "The old ferry went back to the harbour and nobody on the quay saw her come in."
SOUND = f"""
    <section><h1>Arrivals</h1><p class="low">{LINE}<br>{LINE}</p></section>
    <section class="on"><p class="low">{LINE}</p><h2>Departures</h2><p>{LINE}<br>{LINE}</p></section>
    <div class="record on"><h3>Nawras Ferries</h3><p class="low">{LINE}<br>{LINE}</p><p class="on">{LINE}</p></div>
    <div><h3>Fanar</h3><p>{LINE}</p><p>{LINE}</p></div>
"""


def audited(folder: Path, body: str, *, head: str = "Nawras line") -> list[page_audit.Finding]:
    style = STYLE.replace("HEAD", head)
    html = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>t</title><style>{style}</style>{body}"
    (folder / "page.pdf").write_bytes(press_html(html.encode()).pdf)
    return page_audit.audit(folder / "page.pdf")


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert audited(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "page"),
    [
        ('<p class="low">', "<p>", "ends early", 1),
        (f"{LINE}<br>{LINE}</p></section>", f"{LINE}<br>ferry.</p></section>", "one word on a last line", 1),
        (f"<h2>Departures</h2><p>{LINE}<br>{LINE}</p>", f"<h2>Departures</h2><p>{LINE}</p>", "heading at the foot", 2),
        ("<h3>Nawras Ferries</h3>", "<h3>Gull Island Council</h3>", "headless", 4),
    ],
)
def test_each_fault_is_found_on_its_page(tmp_path: Path, right: str, wrong: str, kind: str, page: int) -> None:
    assert right in SOUND
    assert [(found.kind, found.page) for found in audited(tmp_path, SOUND.replace(right, wrong, 1))] == [(kind, page)]


@pytest.mark.skipif("DOSSIER_BUILT" not in os.environ, reason="NOT CHECKED: the briefing that this repository is for")
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pages_of_this_dossier_have_none(edition: str) -> None:
    assert list(map(str, page_audit.audit(ROOT / "build" / edition / "briefing.pdf"))) == []
