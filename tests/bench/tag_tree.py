"""The words of a tagged PDF in the order of its structure tree, as one gets them who trusts the tree alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

_ENTRY = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>", re.I)
_BLOCKS = frozenset({"/P", "/H1", "/H2", "/H3", "/LI", "/TD", "/TH", "/BlockQuote", "/Div", "/Sect", "/Document"})

Marked = dict[tuple[Any, int], str]  #: page and number of a marked content -> its words


def tag_tree(file: Path) -> str:
    """ActualText of an element before that of a marked content, and that before what the letters stand for."""
    with pikepdf.open(file) as pdf:
        marked: Marked = {}
        for page in pdf.pages:
            for number, words in _contents(page):
                key = page.objgen, number
                marked[key] = marked.get(key, "") + words
        return "".join(_words(pdf.Root.StructTreeRoot.K, None, marked))


def _words(node: Any, page: Any, marked: Marked) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _words(kid, page, marked)
    elif isinstance(node, int):
        yield marked.get((page, node), "")
    elif isinstance(node, pikepdf.Dictionary):
        page = node.Pg.objgen if "/Pg" in node else page
        if "/ActualText" in node:
            yield str(node.ActualText)
        elif "/MCID" in node:
            yield marked.get((page, int(node.MCID)), "")
        elif "/K" in node:
            yield from _words(node.K, page, marked)
        if str(node.get("/S", "")) in _BLOCKS:
            yield "\n"


def _contents(page: Any) -> Iterator[tuple[int, str]]:
    """Numbers of marked contents and their words, as they are drawn."""
    fonts = {name: _texts(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            said = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            number = next((one for one, _ in reversed(open_marks) if one is not None), None)
            number = int(said["/MCID"]) if "/MCID" in said else number
            is_hidden = any(actual is not None for _, actual in open_marks)
            actual = str(said["/ActualText"]) if "/ActualText" in said else None
            open_marks.append((number, actual))
            if number is not None and actual and not is_hidden:
                yield number, actual
        elif name == "EMC" and open_marks:
            open_marks.pop()
        elif name == "Tf":
            texts = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ") and open_marks and all(actual is None for _, actual in open_marks):
            strings = operands[0] if name == "TJ" else operands
            codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
            pairs = (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
            if (number := open_marks[-1][0]) is not None:
                yield number, "".join(texts.get(code, "") for code in pairs)


def _texts(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    found = _ENTRY.findall(font.ToUnicode.read_bytes().decode("latin-1"))
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be", "replace") for code, text in found}
