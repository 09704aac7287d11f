"""The text objects of a PDF's page, and the glyphs that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.formats.pdf.glyphs import Glyph, upright
from dossier.formats.pdf.letters import MIRRORED, Letter, letters_in_order, settled
from dossier.formats.pdf.order import is_arabic, logical


@dataclass(slots=True)
class DrawnText:
    """What all letters of a text object have in common."""

    order: int
    size: float
    turn: int | None  #: None: it leans
    font: str
    is_mirrored: bool  #: its pen moves to the left, as OCR's may
    is_unseen: bool  #: nothing of it is drawn: it is what OCR read in a picture, word by word
    x: float
    y: float


@dataclass(slots=True)
class ToldText:
    """A text that is told apart from its glyphs, and all that was drawn for it. Points of the page."""

    text: str
    shown: DrawnText
    left: float
    bottom: float
    right: float
    top: float
    widest: float = 0.0  #: of the objects: it is a letter, and not the sign over it, and has the baseline
    is_parted: bool = False

    def grow(self, shown: DrawnText, left: float, bottom: float, right: float, top: float) -> None:
        self.left, self.bottom = min(self.left, left), min(self.bottom, bottom)
        self.right, self.top = max(self.right, right), max(self.top, top)
        if (right - left) * (top - bottom) > self.widest:
            self.widest, self.shown = (right - left) * (top - bottom), shown


def read_words(
    shared: Mapping[tuple[int, float, float], Sequence[Letter]], objects: Mapping[int, DrawnText]
) -> Iterator[tuple[int, Glyph]]:
    """What OCR read, an object a glyph: the boxes of its letters are made up, and lie over one another."""
    words: dict[int, list[tuple[float, float, Letter]]] = {}
    for (key, across, up), letters in shared.items():
        if objects[key].is_unseen:
            x, y = upright(objects[key].turn or 0, across, up)
            words.setdefault(key, []).extend((x, y, letter) for letter in letters)
    for key, placed in words.items():
        shown = objects[key]
        placed.sort(key=lambda place: -place[0] if shown.is_mirrored else place[0])
        texts = [letter.text for _, _, letter in placed]
        from_right = any(is_arabic(text[0]) for text in texts)
        text = "".join(texts).translate(MIRRORED) if shown.is_mirrored else logical(texts, from_right=from_right)
        left, right = min(letter.left for _, _, letter in placed), max(letter.right for _, _, letter in placed)
        if text.strip():
            middle, y = (left + right) / 2, placed[0][1]
            yield (
                shown.turn or 0,
                Glyph(settled(text.strip()), middle, left, right, y, shown.size, shown.order, shown.font, True, True),
            )


def glyph_of(
    letters: list[Letter], turned: bool, shown: DrawnText, place: tuple[int, float, float], is_parted: bool
) -> Glyph:
    text, left, right = letters[0]
    if len(letters) > 1:
        left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
        text = letters_in_order(letters, turned)
    x, y = upright(shown.turn or 0, place[1], place[2])
    return Glyph(text, x, left, right, y, shown.size, shown.order, shown.font, is_parted)
