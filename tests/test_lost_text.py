"""Text that WeasyPrint drops or cuts off is told, with its first words and its place; what is meant to hide is not."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from dossier.press.fonts import typefaces
from dossier.press.html.markup import mark
from dossier.press.html.source_map import DocumentSource, with_places
from tests.hooked import in_place

ROOT = Path(__file__).parents[1]
FACES = typefaces.load(ROOT / "fonts")
OFFER = {f"fonts/{face.file}": face.path.read_bytes() for face in FACES}
SHEETS = [
    ("fonts/faces.yaml", FACES.css(lambda face: f"dossier:fonts/{face.file}")),
    (
        "page.css",
        "@page { size: 100mm 60mm; margin: 10mm; @top-left { content: element(head) } @footnote { margin-top: 1mm } }"
        'html { font: 12pt/16pt "Dossier Naskh" } p, body, table { margin: 0 } .note { float: footnote }'
        ".head { position: running(head) }",
    ),
]
LONG = " ".join(f"كلمة{number}" for number in range(400))


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


def told(plain: ModuleType, body: str, css: str = "", language: str = "ar") -> list[str]:
    direction = "rtl" if language == "ar" else "ltr"
    html = f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><title>t</title>\n<body>{body}</body></html>'
    written = DocumentSource(lambda: mark(with_places(html, "page.html")).html, lambda path: html)
    drawing = plain.draw(mark(html).html, [*SHEETS, ("more.css", css)], OFFER, path="page.html", source=written)
    return [str(problem).partition("\n")[0] for problem in drawing.problems]


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        (
            f'<p id="p">قبل<span class="note">حاشية {LONG}</span> وبعد</p>',
            "",
            "page.html:3: text beside the paper: “حاشية كلمة0 كلمة1 كلمة2 كلمة3 كلمة4…”, "
            '2408 letters of <span class="note"> in #p, page 2',
        ),
        (
            '<p>first</p><p id="u">' + "m" * 80 + "</p>",
            "p { direction: ltr }",
            "page.html:3: text beside the paper: “" + "m" * 60 + "…”, 53 letters of <span> in #u, page 1",
        ),
        (
            '<p id="h">هذا السطر أطول من عرضه كثيرًا</p>',
            "p { width: 20mm; white-space: nowrap; overflow: hidden }",
            'page.html:3: text cut off: “أطول من عرضه كثيرًا”, 13 letters of <p id="h">, after “هذا السطر”, page 1',
        ),
        (
            '<p class="low">سطر أول<br>سطر ثانٍ<br>سطر ثالث</p>',
            "p { height: 16pt; overflow: hidden }",
            'page.html:3: text cut off: “سطر ثانٍ سطر ثالث”, 14 letters of <p class="low">, after “سطر أول”, page 1',
        ),
        (
            "<p>نعم</p><p>خارج الورقة</p>",
            "p + p { position: absolute; right: -90mm; top: 5mm }",
            "page.html:3: text beside the paper: “خارج الورقة”, 10 letters of <p>, on no page",
        ),
        (
            "<p>نعم</p><p>تحت الورقة</p>",
            "p + p { position: absolute; top: 70mm }",
            "page.html:3: text beside the paper: “تحت الورقة”, 9 letters of <p>, on no page",
        ),
        (
            "<p>نعم</p><p>لمن يسمع</p>",
            "p + p { position: absolute; left: -9999px }",
            "page.html:3: text out of sight: “لمن يسمع”, 7 letters of <p>",
        ),
        (
            "<p>نعم</p><p>خارج الورقة</p>",
            "p + p { position: absolute; right: -90mm; overflow: hidden }",
            "page.html:3: text beside the paper: “خارج الورقة”, 10 letters of <p>, on no page",
        ),
        (
            "<p>نعم</p><p>ممنوع من الظهور</p>",
            "p + p { position: absolute; clip: rect(0, 0, 0, 0) }",
            "page.html:3: text out of sight: “ممنوع من الظهور”, 13 letters of <p>",
        ),
        (
            "<p>one two three four five six seven eight nine ten eleven twelve</p>",
            "p { width: 20mm; max-lines: 2; continue: discard }",
            "page.html:3: text cut off: “five six seven eight nine ten…”, "
            "36 letters of <p>, after “two three four”, page 1",
        ),
        (
            '<p class="head">رأس لا يظهر</p><p>نعم</p>',
            "@page { @top-left { content: none } }",
            'page.html:3: text lost: “رأس لا يظهر”, 9 letters of <p class="head">, on no page',
        ),
    ],
)
def test_lost_text_is_told(plain: ModuleType, body: str, css: str, expected: str) -> None:
    language = "en" if "one two" in body else "ar"
    assert told(plain, body, css, language) == [expected]


def test_a_failed_image_is_told(plain: ModuleType) -> None:
    problems = told(plain, '<p>نعم <img src="none.png" alt="صورة"></p>')
    assert len(problems) == 1
    assert "none.png" in problems[0]


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<p>نعم <span style="display: none">لا</span></p>', ""),
        ('<p>نعم <span style="visibility: hidden">لا</span></p>', ""),
        ('<p>نعم <span style="font-size: 0">لا</span></p><p style="font-size: 0">لا</p>', ""),
        ('<p class="head">رأس</p>' + f"<p>{LONG}</p>", ""),  # on every page, counted once
        ("<table><thead><tr><th>رأس<tbody>" + "<tr><td>صف" * 40 + "</table>", ""),
        (f"<p>{LONG}</p>", ""),
        (f'<p>{LONG}<span class="note">حاشية قصيرة</span></p>', ""),
        (f"<p>{LONG.replace(' ', '  ')}</p>", "p { text-align: justify; width: 30mm }"),
        ("<p>the Organisation of cooperation</p>", "p { width: 12mm; hyphens: auto; font-size: 8pt }"),
        ("<p>or\u00adgan\u00adi\u00adsa\u00adtion</p>", "p { width: 8mm }"),
        ("<p>first letter and line</p>", "p::first-letter { color: red } p::first-line { color: blue }"),
        ("<p>upper straße</p>", "p { text-transform: uppercase }"),
        ("<ul><li>بند<li>بند</ul>", "li::before { content: '* ' }"),
        ('<div><p style="position: absolute; top: 5mm; right: 5mm">هنا</p></div>', ""),
        ('<p style="transform: rotate(90deg)">مدار</p>', ""),
        ('<p style="overflow: hidden">كل شيء يظهر هنا</p>', ""),
        ('<div style="columns: 2">' + f"<p>{LONG}</p></div>", ""),
        ('<div style="display: flex"><p>أول</p><p>ثانٍ</p></div>', ""),
        ("<pre>a\n  b\n</pre>", ""),
        ("<p>الم<b>كتب</b>ة</p>", ""),
    ],
)
def test_text_that_is_there_or_hidden_on_purpose_is_not_told(plain: ModuleType, body: str, css: str) -> None:
    assert told(plain, body, css, "en" if "first" in body else "ar") == []


def test_nothing_of_weasyprint_stays_replaced(plain: ModuleType) -> None:
    before = in_place(["weasyprint.document:layout_document"])
    assert told(plain, "<p>نعم</p>") == []
    assert in_place(["weasyprint.document:layout_document"]) == before
