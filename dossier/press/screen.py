"""The briefing as one HTML file for a screen: faces, styles and page numbers inside it, nothing fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from dossier.press.fonts import Face, Faces, subset
from dossier.press.html import Page
from dossier.press.markup import mark

_PAGE_OF = re.compile(r'(<a class="page-of")(?: data-page="[^"]*")?((?=[^>]* href="#([^"]+)")[^>]*>)(?=</a>)')
_HEAD_END = "</head>"
_BEGIN, _END = '<section class="chapter', "</section>"
_GAP = f'{_BEGIN}">{_END}'  #: where the sections stand


def self_contained(
    page: Page,
    anchors: Mapping[str, int],
    faces: Faces,
    sheet: str,
    cache: Path,
    marked: Sequence[str] = (),
    known: dict[str, frozenset[int]] | None = None,
) -> str:
    """`page` with all it needs inside; `anchors` are the printed edition's pages, `sheet` the CSS for a screen.

    `marked` are its sections, if they have been marked; `known` is what letters they have, from the last time, and is
    given what they have this time.
    """
    known = {} if known is None else known
    pieces = marked or [_marked(page, section) for section in page.sections]
    letters = {piece: known.get(piece) or frozenset(map(ord, piece)) for piece in pieces}
    known.clear()
    known.update(letters)
    frame = mark(f"{page.before}{_GAP}{page.after}").html if page.before else _GAP
    every = frozenset(map(ord, f"{frame}0123456789")).union(*letters.values())

    def url_of(face: Face) -> str:
        return "data:font/woff;base64," + base64.b64encode(subset(face, every, cache)).decode()

    styles = "\n".join([faces.css(url_of), *(css for _, css in page.sheets), sheet])
    numbered = _PAGE_OF.sub(lambda found: f"{found[1]}{found[2]}{anchors.get(found[3], '')}", "".join(pieces))
    whole = frame.replace(_GAP, numbered, 1)
    return whole.replace(_HEAD_END, Markup("<style>\n{}\n</style>\n{}").format(Markup(styles), Markup(_HEAD_END)), 1)


def _marked(page: Page, section: str) -> str:
    """A section, marked as in its document; the document itself if it has no parts."""
    whole = mark(f"{page.before}{section}{page.after}").html
    if page.before:
        whole = whole[whole.find(_BEGIN) : whole.rfind(_END) + len(_END)] + "\n"
    return whole
