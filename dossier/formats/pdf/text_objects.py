"""The text objects of a PDF's page, and the glyphs that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.formats.pdf.glyphs import Glyph, upright
from dossier.formats.pdf.letters import MIRRORED, Letter, letters_in_order, sort_signs
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
class ActualTextSpan:
    """A text that is told apart from its glyphs, and all that was drawn for it. Points of the page."""

    text: str
    shown: DrawnText
    left: float
    bottom: float
    right: float
    top: float
    widest: float = 0.0  #: of the objects: it is a letter, and not the sign over it, and has the baseline
    is_parted: bool = False

    def grow(self, drawn_text: DrawnText, left: float, bottom: float, right: float, top: float) -> None:
        self.left, self.bottom = min(self.left, left), min(self.bottom, bottom)
        self.right, self.top = max(self.right, right), max(self.top, top)
        if (right - left) * (top - bottom) > self.widest:
            self.widest, self.shown = (right - left) * (top - bottom), drawn_text


def read_words(
    by_place: Mapping[tuple[int, float, float], Sequence[Letter]], objects: Mapping[int, DrawnText]
) -> Iterator[tuple[int, Glyph]]:
    """What OCR read, an object a glyph: the boxes of its letters are made up, and lie over one another."""
    words: dict[int, list[tuple[float, float, Letter]]] = {}
    for (key, across, up), letters in by_place.items():
        if objects[key].is_unseen:
            x, y = upright(objects[key].turn or 0, across, up)
            words.setdefault(key, []).extend((x, y, letter) for letter in letters)
    for key, word in words.items():
        drawn_text = objects[key]
        word.sort(key=lambda place: -place[0] if drawn_text.is_mirrored else place[0])
        texts = [letter.text for _, _, letter in word]
        from_right = any(is_arabic(text[0]) for text in texts)
        text = "".join(texts).translate(MIRRORED) if drawn_text.is_mirrored else logical(texts, from_right=from_right)
        left, right = min(letter.left for _, _, letter in word), max(letter.right for _, _, letter in word)
        if text.strip():
            middle, y = (left + right) / 2, word[0][1]
            yield (
                drawn_text.turn or 0,
                Glyph(
                    sort_signs(text.strip()),
                    middle,
                    left,
                    right,
                    y,
                    drawn_text.size,
                    drawn_text.order,
                    drawn_text.font,
                    True,
                    True,
                ),
            )


def glyph_of(
    letters: list[Letter], is_reversed: bool, drawn_text: DrawnText, place: tuple[int, float, float], is_parted: bool
) -> Glyph:
    text, left, right = letters[0]
    if len(letters) > 1:
        left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
        text = letters_in_order(letters, is_reversed)
    x, y = upright(drawn_text.turn or 0, place[1], place[2])
    return Glyph(text, x, left, right, y, drawn_text.size, drawn_text.order, drawn_text.font, is_parted)
