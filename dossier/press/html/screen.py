"""The briefing as one HTML file for a screen: faces, styles and page numbers inside it, nothing fetched."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from dossier.model.edition import Dossier
from dossier.press.fonts.typefaces import Face, Faces, subset
from dossier.press.html import navigation
from dossier.press.html.markup import mark
from dossier.press.html.render import HtmlDocument

_PAGE_OF = re.compile(r'(<a class="page-of")(?: data-page="[^"]*")?((?=[^>]* href="#([^"]+)")[^>]*>)(?=</a>)')
_PLACED = '<a class="page-of"'  #: which is found much sooner than the whole pattern
_CONTENTS, _LIST = 'role="doc-toc"', 'role="list"'  #: what PDF has a name for is to ARIA a list of items
_HEAD_END = "</head>"
_BEGIN, _END = '<section class="chapter', "</section>"
_GAP = f'{_BEGIN}">{_END}'  #: where the sections stand


@dataclass(slots=True)
class ScreenCache:
    """What is remembered from one edition to the next; all of it is found again by what it was made of."""

    letters: dict[str, frozenset[str]] = field(default_factory=dict)  #: of sections
    counts: Counter[str] = field(default_factory=Counter)  #: in how many of the sections a letter is
    frame: tuple[str, str] = "", ""  #: what stands round the sections, and the same marked
    faces: tuple[frozenset[str], Faces | None, str] = frozenset(), None, ""  #: letters, and the CSS of faces with them

    def letters_of(self, pieces: Iterable[str]) -> frozenset[str]:
        """All letters of these sections, counted anew only in those that were not there the last time."""
        before, self.letters = self.letters, {}
        for piece in pieces:
            if piece not in self.letters:
                self.letters[piece] = before.get(piece) or frozenset(piece)
        for old_piece in before.keys() - self.letters.keys():
            self.counts.subtract(before[old_piece])
        for new in self.letters.keys() - before.keys():
            self.counts.update(self.letters[new])
        return frozenset(letter for letter, count in self.counts.items() if count)


def screen_html(
    dossier: Dossier,
    page: HtmlDocument,
    anchors: Mapping[str, int],
    faces: Faces,
    sheet: str,
    cache: Path,
    marked: Sequence[str] = (),
    memo: ScreenCache | None = None,
) -> str:
    """`page` with all it needs inside; `anchors` are the printed edition's pages, `sheet` the CSS for a screen.

    `marked` are its sections, if they have been marked; `known` is what is remembered of the last time.
    """
    memo = ScreenCache() if memo is None else memo
    pieces = marked or [_marked_section(page, section) for section in page.sections]
    if memo.frame[0] != page.before + page.after:
        frame = mark(f"{page.before}{_GAP}{page.after}").html if page.before else _GAP
        memo.frame = page.before + page.after, frame
    frame = memo.frame[1]
    every = memo.letters_of(pieces).union(frame, "0123456789")
    if memo.faces[0] != every or memo.faces[1] is not faces:

        def url_of(face: Face) -> str:
            return "data:font/woff;base64," + base64.b64encode(subset(face, map(ord, every), cache)).decode()

        memo.faces = every, faces, faces.css(url_of)
    styles = "\n".join([memo.faces[2], *(css for _, css in page.sheets), sheet])
    texts = [
        _PAGE_OF.sub(lambda match: f"{match[1]}{match[2]}{anchors.get(match[3], '')}", piece)
        if _PLACED in piece
        else piece
        for piece in pieces
    ]
    texts = [text.replace(_CONTENTS, _LIST) for text in texts]
    head = Markup("{}<style>\n{}\n</style>\n{}").format(navigation.policy(), Markup(styles), Markup(_HEAD_END))
    if not page.before:  # the only piece is the whole document
        return "".join(texts).replace(_HEAD_END, head, 1)
    before, _, after = frame.replace(_HEAD_END, head, 1).partition(_GAP)
    return "".join((before, navigation.bar(dossier, page), *texts, navigation.end(), after))


def _marked_section(page: HtmlDocument, section: str) -> str:
    """A section, marked as in its document; the document itself if it has no parts."""
    whole = mark(f"{page.before}{section}{page.after}").html
    if page.before:
        whole = whole[whole.find(_BEGIN) : whole.rfind(_END) + len(_END)] + "\n"
    return whole
