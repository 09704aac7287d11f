"""The briefing as one HTML file for a screen: faces, styles and page numbers inside it, nothing fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from dossier.press.fonts import Face, Faces, subset
from dossier.press.html import Page
from dossier.press.markup import mark

_PAGE_OF = re.compile(r'(<a class="page-of" href="#([^"]+)"[^>]*>)(</a>)')
_HEAD_END = "</head>"
_BEGIN, _END = '<section class="chapter', "</section>"
_GAP = f'{_BEGIN}">{_END}'  #: where the sections stand

Piece = tuple[str, frozenset[int]]  #: HTML, marked, and its letters


def self_contained(
    page: Page, anchors: Mapping[str, int], faces: Faces, sheet: str, cache: Path, known: dict[str, Piece] | None = None
) -> str:
    """`page` with all it needs inside; `anchors` are the printed edition's pages, `sheet` the CSS for a screen.

    `known` are sections from the last time; it is given those of this time.
    """
    known = {} if known is None else known
    numbered = [
        _PAGE_OF.sub(lambda found: f"{found[1]}{anchors.get(found[2], '')}{found[3]}", section)
        for section in page.sections
    ]
    pieces = {html: known.get(html) or _marked(page, html) for html in numbered}
    known.clear()
    known.update(pieces)
    frame = mark(f"{page.before}{_GAP}{page.after}").html if page.before else _GAP
    letters = frozenset(map(ord, frame)).union(*(letters for _, letters in pieces.values()))

    def url_of(face: Face) -> str:
        return "data:font/woff;base64," + base64.b64encode(subset(face, letters, cache)).decode()

    styles = "\n".join([faces.css(url_of), *(css for _, css in page.sheets), sheet])
    whole = frame.replace(_GAP, "".join(pieces[html][0] for html in numbered), 1)
    return whole.replace(_HEAD_END, Markup("<style>\n{}\n</style>\n{}").format(Markup(styles), Markup(_HEAD_END)), 1)


def _marked(page: Page, section: str) -> Piece:
    """A section, marked as in its document; the document itself if it has no parts."""
    whole = mark(f"{page.before}{section}{page.after}").html
    if page.before:
        whole = whole[whole.find(_BEGIN) : whole.rfind(_END) + len(_END)] + "\n"
    return whole, frozenset(map(ord, whole))
