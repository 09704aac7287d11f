"""Pages as pictures that can be read: `drawn("<p>ابج</p>")` is a board of letters, one for each square of 16 px.

The page is set in the board face (testface.py), turned into pixels by poppler at 96 dpi without smoothing, and read
square by square. Latin letters, digits and signs stand for themselves; ابجدهوز… are A, B, C … in the order of the
abjad; an empty square is "_". Ink that is not on the board, by a single pixel, is an error. Empty squares at the right
and empty rows are left out unless asked for.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image
from testface import ABJAD, FAMILY, FORMS, board_face, numbered

from dossier.press.html import renderer_bugs, tree
from dossier.press.html.markup import mark

SQUARE = 16  #: px
FIELD = SQUARE // 4
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;()[]«»“”/-%،؛" + ABJAD
SHOWN = {letter: chr(ord("A") + at) for at, letter in enumerate(ABJAD)}
FACE = board_face(LETTERS)
_NUMBERED = numbered(LETTERS)

Drawn = Callable[..., list[list[str]]]


def css_of(columns: int, rows: int) -> str:
    """The rules of a board: a square for every letter, lines one square high, nothing with a margin of its own."""
    return f"""
        @font-face {{ font-family: {FAMILY}; src: url(dossier:board.ttf) }}
        @page {{ size: {columns * SQUARE}px {rows * SQUARE}px; margin: 0;
                 font: {SQUARE}px/{SQUARE}px {FAMILY} }}
        @page {{ @footnote {{ margin: 0 }} }}
        html {{ font: {SQUARE}px/{SQUARE}px {FAMILY} }}
        body, p, h1, ul, td, th, table {{ margin: 0; padding: 0; font-size: inherit; font-weight: 400 }}
        table {{ border-collapse: collapse }}
    """


def boards(
    plain: ModuleType,
    folder: Path,
    body: str,
    *,
    language: str = "ar",
    css: str = "",
    size: tuple[int, int] = (12, 6),
    forms: bool = False,
    mending: bool = False,
    stock: bool = False,
) -> list[list[str]]:
    """The rows of each page. `forms` shows how each Arabic letter is joined instead of which it is: o i m f.

    `mending` treats the page as a stranger's: its traps are mended first. With `stock` WeasyPrint is not mended.
    """
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not on this machine")
    direction = "rtl" if language == "ar" else "ltr"
    html = f'<html lang="{language}" dir="{direction}"><title>t</title><body>{body}</body></html>'
    sheets = [("board.css", css_of(*size)), ("own.css", css)]
    marked = mark(html).html
    if mending:
        root = tree.read(marked)
        renderer_bugs.mend(root, marked, sheets, "page.html")
        marked = tree.write(root, marked)
    mended = importlib.import_module("dossier.press.weasy.fixes_table")  # WeasyPrint looks for fonts as it is imported
    with nullcontext() if stock else mended.installed():
        drawing = plain.draw(marked, sheets, {"board.ttf": FACE})
    assert [str(problem) for problem in drawing.problems] == []
    file = folder / "board.pdf"
    file.write_bytes(drawing.pdf)
    options = ["-r", "96", "-aa", "no", "-aaVector", "no", "-gray"]
    pages = []
    for number in range(1, drawing.pages + 1):
        command = ["pdftoppm", *options, "-f", str(number), "-l", str(number), str(file)]
        image = Image.open(BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
        pages.append(_rows(image, size, forms))
    return pages


def _rows(image: Image.Image, size: tuple[int, int], forms: bool) -> list[str]:
    columns, rows = size
    assert image.size == (columns * SQUARE, rows * SQUARE)
    pixels = image.load()
    return [
        "".join(_letter(pixels, column * SQUARE, row * SQUARE, forms) for column in range(columns))
        for row in range(rows)
    ]


def _letter(pixels: object, left: int, top: int, forms: bool) -> str:
    """The letter in a square, which must be black or white field by field."""
    bits = 0
    for row in range(4):
        for column in range(4):
            field = {
                pixels[left + column * FIELD + x, top + row * FIELD + y] < 128  # type: ignore[index]
                for x in range(FIELD)
                for y in range(FIELD)
            }
            assert len(field) == 1, f"ink beside the board at {left + column * FIELD}, {top + row * FIELD} px"
            bits = bits << 1 | field.pop()
    if not bits:
        return "_"
    assert bits >> 12 == 0xF, f"ink that is no letter at {left}, {top} px"
    letter, form = _NUMBERED[bits & 0xFFF]
    if forms and letter in SHOWN:
        return "oimf"[FORMS.index(form)]
    return SHOWN.get(letter, letter)
