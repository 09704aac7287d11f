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

_PAGE_OF = re.compile(r'(<a class="page-of" href="#([^"]+)">)(</a>)')
_HEAD_END = "</head>"


def self_contained(page: Page, anchors: Mapping[str, int], faces: Faces, sheet: str, cache: Path) -> str:
    """`page` with all it needs inside; `anchors` are the printed edition's pages, `sheet` the CSS for a screen."""
    html = _PAGE_OF.sub(lambda found: f"{found[1]}{anchors.get(found[2], '')}{found[3]}", page.html)
    marked = mark(html).html
    letters = {ord(letter) for letter in marked}

    def url_of(face: Face) -> str:
        return "data:font/woff2;base64," + base64.b64encode(subset(face, letters, cache)).decode()

    styles = "\n".join([faces.css(url_of), *(css for _, css in page.sheets), sheet])
    return marked.replace(_HEAD_END, Markup("<style>\n{}\n</style>\n{}").format(Markup(styles), Markup(_HEAD_END)), 1)
