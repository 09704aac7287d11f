"""The plain path: lines as they are drawn, what is fetched, what is told, and what the PDF says of itself."""

from __future__ import annotations

import importlib
import logging
import os
import re
import subprocess
import sys
import zlib
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest
from pressed import draw_foreign

from dossier.press.fonts import typefaces
from dossier.press.html.markup import mark
from dossier.problems import Broken, Place

ROOT = Path(__file__).parents[1]
FACES = typefaces.load(ROOT / "fonts")
OFFER = {f"fonts/{face.file}": face.path.read_bytes() for face in FACES}
FACE_SHEET = ("fonts/faces.yaml", FACES.css(lambda face: f"dossier:fonts/{face.file}"))
#: One face and one size for all letters, so that there is one table of glyphs, and no wrapping unless asked for.
PAGE = (
    "page.css",
    '@page { size: 600mm 2000mm; margin: 10mm } html { font: 12pt/30pt "Dossier Naskh" } p, body { margin: 0 }',
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


def document(body: str, language: str = "ar", head: str = "<title>عنوان</title>") -> str:
    direction = "rtl" if language == "ar" else "ltr"
    return f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head>{head}</head><body>{body}</body></html>'


def streams(pdf: bytes) -> list[bytes]:
    heads = re.finditer(rb"<<[^\n]*?/Length (\d+)[^\n]*>>\nstream\n", pdf)
    found = [(head[0], pdf[head.end() : head.end() + int(head[1])]) for head in heads]
    return [zlib.decompress(content) if b"/FlateDecode" in head else content for head, content in found]


def everything(pdf: bytes) -> bytes:
    return b"\n".join([pdf, *streams(pdf)])


class Drawn:
    """The glyphs of a one-page PDF with one face, in the order in which they stand on the paper."""

    def __init__(self, pdf: bytes) -> None:
        parts = streams(pdf)
        (table,) = (part for part in parts if b"begincmap" in part)
        self.text_of = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table.partition(b"beginbfchar")[2])
        }
        (page,) = (part for part in parts if b" Tm" in part)
        pieces: dict[float, list[tuple[float, list[int]]]] = defaultdict(list)
        for x, y, shown in re.findall(rb"([-\d.]+) ([-\d.]+) Tm(.*?)(?=ET|Tm)", page, re.S):
            codes = "".join(code.decode() for code in re.findall(rb"<([0-9a-fA-F]*)>", shown))
            glyphs = [int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)]
            pieces[round(float(y), 1)].append((float(x), glyphs))
        #: for each line from the top: (x in points, glyphs) of each piece, from the left
        self.lines = [sorted(pieces[y]) for y in sorted(pieces)]

    def glyphs(self, number: int) -> list[int]:
        return [glyph for _, glyphs in self.lines[number] for glyph in glyphs]

    def text(self, number: int) -> str:
        """What a line shows, from left to right; a ligature's letters are turned as they are drawn."""
        texts = (self.text_of.get(glyph, "") for glyph in self.glyphs(number))
        shown = "".join(text[::-1] if re.search("[\u0600-\u06ff]", text) else text for text in texts)
        return " ".join(shown.replace("\u200d", "").split())


def drawn(
    plain: ModuleType, *lines: str, language: str = "ar", css: str = "", ordered: bool = True, body: str = ""
) -> Drawn:
    html = document(body or "".join(f"<p>{line}</p>" for line in lines), language)
    mended = importlib.import_module("dossier.press.weasy.fixes_table")  # WeasyPrint looks for fonts as it is imported
    with mended.installed() if ordered else nullcontext():
        return Drawn(drawing_of(plain, html, css).pdf)


def drawing_of(plain: ModuleType, html: str, css: str = ""):
    drawing = plain.draw(html, [FACE_SHEET, PAGE, ("more.css", css)], OFFER, path="page.html")
    assert drawing.problems == ()
    return drawing


# Lines as they are drawn


def test_neighbouring_elements_keep_the_order_of_a_latin_phrase(plain: ModuleType) -> None:
    lines = ("قال <b>OIC</b> <i>Summit</i> ثم", 'في<a href="https:x"> The</a> <span>Kazan</span> Forum ثم')
    css = "b, i { font-weight: 400; font-style: normal } a { text-decoration: none; color: inherit }"
    shown = [drawn(plain, line, css=css).text(0).replace(" ", "") for line in lines]  # a space alone is not drawn
    assert shown == ["مثOICSummitلاق", "مثTheKazanForumيف"]
    assert drawn(plain, lines[0], css=css, ordered=False).text(0).replace(" ", "") == "مثSummitOICلاق"


def test_a_wrapped_address_is_read_from_the_left_on_each_line(plain: ModuleType) -> None:
    address = "https://www.example.org/one/two/three/?four=5&amp;six=7"
    css = "p { width: 45mm }"
    wrapped = drawn(plain, f"راجع هذا العنوان {address} ثم", css=css)
    parts = [part for at in range(len(wrapped.lines)) for part in re.findall("[!-~]+", wrapped.text(at))]
    assert len(parts) > 1
    assert "".join(parts) == address.replace("&amp;", "&")


def test_a_word_with_a_tag_inside_is_joined_as_without(plain: ModuleType) -> None:
    words = ("المكتبة", "الم<span>كتب</span>ة", "<span>ال</span>مكتبة", "المكتب<span>ة</span>", "المك<span></span>تبة")
    css = 'p { font-family: "Dossier Sans Arabic" }'  # Amiri changes letters by their neighbours' neighbours too
    page = drawn(plain, *words, css=css)
    joiner = {code for code, text in page.text_of.items() if text == "\u200d"}
    glyphs = [[glyph for glyph in page.glyphs(at) if glyph not in joiner] for at in range(len(words))]
    assert all(line == glyphs[0] for line in glyphs)
    assert drawn(plain, words[0], words[1], ordered=False, css=css).glyphs(1) != glyphs[0]


def test_justified_lines_end_at_the_edge_before_an_inline_element(plain: ModuleType) -> None:
    word = "مممم"
    filler = " ".join([word] * 5)
    words = f'{filler} <b>{word} {word}</b> {filler} <span dir="ltr">MMMMM</span> {word}'
    lines = [f'<p style="width: {width}mm">{words}</p>' for width in range(50, 74, 2)]
    css = "p { text-align: justify } b { font-weight: 400 } b, span { white-space: nowrap }"

    def left_edges(*, ordered: bool) -> set[float]:
        edges = set()
        for line in lines:
            page = drawn(plain, css=css, ordered=ordered, body=line)
            width = float(re.search("width: ([0-9]+)", line)[1])
            edge = (600 - 10 - width) * 72 / 25.4
            edges |= {round(page.lines[at][0][0] * 0.75 - edge) for at in range(len(page.lines) - 1)}
        return edges

    assert left_edges(ordered=True) == {0}
    assert left_edges(ordered=False) != {0}


# What is fetched


def test_only_what_is_offered_is_fetched(plain: ModuleType) -> None:
    asked = (
        "file:///etc/passwd",
        "http://127.0.0.1/x.png",
        "FILE:/etc/passwd",
        " https://example.org/x.png",
        "//example.org/x.png",
    )
    asked += (
        "dossier:none.png",
        "../secret.png",
        "dossier:../fonts/faces.yaml",
        "data:text/html,x",
        "ftp://example.org/x.png",
    )
    for url in asked:
        drawing = plain.draw(document(f'<p><img src="{url}" alt="x">'), [FACE_SHEET, PAGE], OFFER, path="page.html")
        assert url.strip() in drawing.problems[0].message
        assert drawing.problems[0].place == Place("page.html")
        assert "root:" not in everything(drawing.pdf).decode("latin-1")


def test_what_an_svg_image_asks_for_in_vain_is_told(plain: ModuleType) -> None:
    """WeasyPrint swallows it and draws on."""
    svg = SVG.format('<image href="file:///etc/passwd" width="9" height="9"/>')
    html = document('<p><img src="a.svg" alt="x"></p>')
    drawing = plain.draw(html, [FACE_SHEET, PAGE], {**OFFER, "a.svg": svg.encode()}, path="page.html")
    assert any("file:///etc/passwd" in problem.message for problem in drawing.problems)


def test_what_is_offered_is_fetched_once_named(plain: ModuleType) -> None:
    svg = SVG.format("").encode()
    pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    html = document(
        f'<p>نعم <img src="dossier:a%20b.svg" alt="x"> <img src="a b.svg?1" alt="x"> <img src="{pixel}" alt="x"></p>'
    )
    drawing = plain.draw(
        html, [FACE_SHEET, PAGE], lambda path: svg if path == "a b.svg" else OFFER.get(path), path="page.html"
    )
    assert drawing.problems == ()
    assert drawing.fetched[-1] == "a b.svg"
    assert len(set(drawing.fetched)) == len(drawing.fetched)


# What is told


def test_a_sheet_is_told_with_its_line_and_column(plain: ModuleType) -> None:
    sheets = [
        FACE_SHEET,
        PAGE,
        ("one.css", "p { color: red }\n  p { colour: red }"),
        ("two.css", "p { margin: 1xx }\n@page {"),
    ]
    drawing = plain.draw(document("<p>نعم</p>"), sheets, OFFER, path="page.html")
    assert [(str(problem.place), problem.message) for problem in drawing.problems] == [
        ("one.css:2:7", "Ignored `colour: red `, unknown property."),
        ("two.css:1:5", "Ignored `margin: 1xx `, invalid value."),
    ]


def test_a_letter_without_a_face_is_told_once(plain: ModuleType) -> None:
    drawing = plain.draw(document("<p>نعم ก ก</p>"), [FACE_SHEET, PAGE], OFFER, path="page.html")
    assert [str(problem) for problem in drawing.problems] == [
        "page.html: no face has the letter ก (U+0E01)\n    hint: add a face that has it to fonts/faces.yaml"
    ]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<html dir="ltr"><head><title>x</title></head><p>x', "lang"),
        (document('<p><img src="none.png" alt="">'), "none.png"),
        (document('<p><a href="#nowhere">نعم</a>'), "nowhere"),
    ],
)
def test_the_document_is_told_of(plain: ModuleType, html: str, told: str) -> None:
    drawing = plain.draw(html, [FACE_SHEET, PAGE], OFFER, path="page.html")
    assert any(told in problem.message and problem.place == Place("page.html") for problem in drawing.problems)


def test_other_threads_and_earlier_drawings_are_not_told_of(plain: ModuleType) -> None:
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers)
    assert drawing_of(plain, document("<p>نعم</p>")).problems == ()
    assert logger.handlers == before


def test_a_program_that_has_silenced_weasyprint_is_told_so(plain: ModuleType) -> None:
    logger = logging.getLogger("weasyprint")
    logger.setLevel(logging.ERROR)
    try:
        html = document("<p style='colour: red'>نعم</p>")
        (problem,) = plain.draw(html, [FACE_SHEET, PAGE], OFFER, path="page.html").problems
        assert logger.level == logging.ERROR
    finally:
        logger.setLevel(logging.NOTSET)
    assert (problem.severity, "nobody hears what it leaves out" in problem.message) == ("warning", True)


TOO_DEEP = "page.html: more than 200 elements in each other, and the limit is 200\n    hint: --limit depth=400 lifts it"


def test_what_cannot_be_drawn_is_broken(plain: ModuleType) -> None:
    with pytest.raises(Broken) as told:
        plain.draw(document("<div>" * 2000), [FACE_SHEET, PAGE], OFFER, path="page.html")
    assert str(told.value.problems[0]) == TOO_DEEP


# The PDF


def test_pages_and_anchors_are_counted(plain: ModuleType) -> None:
    body = '<h1 id="one">نعم</h1><section style="break-before: page"><p id="two">لا</p></section><p id="three">x</p>'
    drawing = drawing_of(plain, mark(document(body)).html)
    assert (drawing.pages, drawing.anchors) == (2, {"one": 1, "two": 2, "three": 2})


def test_the_pdf_says_what_it_is(plain: ModuleType) -> None:
    head = '<title>A title</title><meta name="dcterms.created" content="2026-11-21">'
    for language, direction in (("ar", True), ("en", False)):
        said = everything(drawing_of(plain, document("<p>x</p>", language, head)).pdf)
        assert b"/Lang (" + language.encode() in said
        assert b"/Title (A title)" in said
        assert b"D:20261121" in said
        assert b"pdfuaid" in said
        assert b"/DisplayDocTitle true" in said
        assert (b"/Direction /R2L" in said) is direction


def test_all_faces_are_our_own(plain: ModuleType) -> None:
    drawing = drawing_of(
        plain, document('<p>نعم Yes</p><p style="font-family: Arial, serif; font-weight: 900">نعم Yes')
    )
    names = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z-]+)", everything(drawing.pdf)))
    assert names
    assert all(name.startswith(b"Dossier-") for name in names)


AGAIN = """
import sys, tempfile, pathlib
from dossier.press.fonts import typefaces
from dossier.press.foreign import draw_foreign
drawing = draw_foreign(pathlib.Path(sys.argv[1]), typefaces.load(pathlib.Path(sys.argv[2])))
sys.stdout.buffer.write(drawing.pdf)
"""


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(document('<h1 id="a">نعم OIC</h1><p>قال <b>كتب</b> 25% <a href="#a">1</a></p>'), "utf-8")
    runs = [
        subprocess.run(
            [sys.executable, "-c", AGAIN, str(file), str(ROOT / "fonts")],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Riyadh"))
    ]
    assert runs[0].stdout[:5] == b"%PDF-"
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stderr == b""


STAYS = """
import os, pathlib, sys
from dossier.press.fonts import typefaces
from dossier.press.weasy import diagnostics, fetcher, one_pass
faces = typefaces.load(pathlib.Path(sys.argv[1]))
offer = {face.file: face.path.read_bytes() for face in faces}.get
with diagnostics.listening("") as heard:
    rules = faces.css(lambda face: f"dossier:{face.file}")
    kept = [one_pass.style_of([("faces", rules)], fetcher.Fetcher(offer), heard)]
kept.append(kept)  # so that it goes with the process only
sys.style = kept
print([name for name in os.listdir(os.environ["TMPDIR"]) if name.startswith("dossier-")] != [])
"""


def test_a_process_leaves_no_faces_behind(tmp_path: Path) -> None:
    """WeasyPrint writes them to files, which go with what has read them, if that goes before the process does."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    arguments = [sys.executable, "-c", STAYS, str(ROOT / "fonts")]
    told = subprocess.run(
        arguments, capture_output=True, cwd=ROOT, env={**os.environ, "TMPDIR": str(scratch)}, check=True
    )
    assert told.stdout == b"True\n"
    assert [one.name for one in scratch.iterdir() if one.name.startswith("dossier-")] == []


# Strangers


def stranger(plain: ModuleType, folder: Path, html: str | bytes):
    file = folder / "report.html"
    file.write_bytes(html if isinstance(html, bytes) else html.encode())
    return draw_foreign(file, FACES)


def test_a_stranger_comes_out_in_our_faces_and_its_own_style(plain: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "s.css").write_text(
        '@import "t.css"; h1 { font-family: "Times New Roman", serif; background: url(../dot.svg) }'
    )
    (tmp_path / "s" / "t.css").write_text("p { color: #123456; text-align: justify }")
    (tmp_path / "dot.svg").write_text(SVG.format('<rect width="9" height="9"/>'))
    head = '<head><title>ملف</title><link rel="stylesheet" href="s/s.css"></head>'
    drawing = stranger(plain, tmp_path, f"<!DOCTYPE html><html>{head}<h1>منظمة OIC</h1><p>نعم 25%</p></html>")
    assert drawing.problems == ()
    assert set(drawing.fetched) == {"s/s.css", "s/t.css", "dot.svg"}
    said = everything(drawing.pdf)
    assert b"/Lang (ar)" in said
    assert b"/Direction /R2L" in said
    assert re.search(rb"0?\.0705\d* 0?\.2039\d* 0?\.3372\d*", said)  # its colour
    assert all(name.startswith(b"Dossier-") for name in re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z-]+)", said))


def test_a_stranger_without_title_and_language_is_told_so(plain: ModuleType, tmp_path: Path) -> None:
    drawing = stranger(plain, tmp_path, "<p>Hello</p><p style='colour: red'>x")
    assert [str(problem).partition(",")[0] for problem in drawing.problems] == [
        "report.html: warning: it names no language",
        "report.html: warning: it has no title",
        "report.html:1: warning: Ignored `colour: red`",
    ]
    assert b"/Title (report)" in everything(drawing.pdf)


def test_a_stranger_reads_nothing_outside_its_folder(plain: ModuleType, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format(""))
    (inside / "link.svg").symlink_to(tmp_path / "secret.svg")
    for url in (
        "../secret.svg",
        "%2e%2e/secret.svg",
        "link.svg",
        (tmp_path / "secret.svg").as_uri(),
        str(tmp_path / "secret.svg"),
    ):
        drawing = stranger(plain, inside, document(f'<p><img src="{url}" alt="x"></p>'))
        assert drawing.fetched == ()
        assert any(problem.severity == "error" for problem in drawing.problems), url


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<p>نعم\n<p>لا".encode("utf-16"), "report.html:1: is not UTF-8"),
        (b"<p>x\n<p>\xe9", "report.html:2: is not UTF-8: byte 0xe9 cannot stand here"),
    ],
)
def test_a_stranger_must_be_utf_8(plain: ModuleType, tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Broken) as broken:
        stranger(plain, tmp_path, content)
    assert str(broken.value.problems[0]).startswith(told)


def test_what_stops_a_stranger_is_told_apart(
    plain: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("dossier.press.weasy.lost_text.lost_texts", fail)
    css = "<style>p { unicode-bidi: isolate-override; float: none-such; color: red }</style>"
    with pytest.raises(Broken) as broken:
        stranger(plain, tmp_path, f"<html lang=en><title>t</title>{css}<p>a".encode())
    assert [(problem.severity, problem.message[:30]) for problem in broken.value.problems] == [
        ("error", "WeasyPrint could not draw it: "),
        ("warning", "Ignored `float: none-such`, in"),
    ]
    assert str(broken.value) == "1 problem in the sources"


def test_a_stranger_that_is_not_there_is_told(plain: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(Broken) as broken:
        draw_foreign(tmp_path / "none.html", FACES)
    assert str(broken.value.problems[0]).startswith("none.html: cannot be read")
