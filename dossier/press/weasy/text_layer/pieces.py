"""What is read from the left where PDFium reads from the right: cut into pieces in an order that it puts right.

PDFium cuts what it sees of a line into stretches of one class (letters, numbers and their signs, the rest), and takes
them from right to left: `A/RES/60/288` comes out as `/60/288RES/A`, and a phrase word by word from its end. It orders
text objects by where they *begin*, whatever stands in them. So each stretch is an object of its own that begins with a
blank, and the blanks stand side by side at the left end, that of the last piece first. PDFium adds no space between two
objects if the second begins with one, or the first ends with one; where a space is to be the blank is a hard one.

The text of each is on it as ActualText, as it is written; so MuPDF sees nothing of the blank. It counts bytes where it
should count letters, though, and what is not ASCII it has to see as it is drawn: with marks of direction, for it ends a
line where it jumps, but not from one direction to the other. To Poppler and pdf.js a blank that stands for a space is
the end of a word at most; they find the spaces that are seen by the gaps.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dossier.press.weasy.text_layer.pen import ASIDE, END, HAIR, TO_PDFJS, Pen, text_string
from dossier.press.weasy.text_layer.runs import LRM, RLM, ClusterGroup, GlyphCluster, classes, is_mirrored
from dossier.press.weasy.text_layer.surroundings import ALONE, Surroundings

SPACE, HARD_SPACE = " ", "\u00a0"
ROOM = 0.1  #: for the blanks of a box
STEP = 0.12  #: em; MuPDF drops a letter less than a tenth from its like, and sees a space from 0.15 on
_SAME = 4  #: more of one kind are not among the five that PDFium looks back for the same once more

_STRONG = {"L": "letters", "R": "right", "AL": "right"}
_WEAK = dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "numbers")
_KINDS = _STRONG | _WEAK


def kind_of(text: str) -> str:
    """What PDFium takes a character for: letters, numbers, right or neutral."""
    return _KINDS.get(unicodedata.bidirectional(text[:1]), "neutral") if text else "neutral"


@dataclass(slots=True, eq=False)
class TextObject:
    """A text object: clusters of one kind and one font; or a space between two, which PDFium does not see."""

    clusters: list[GlyphCluster]
    kind: str
    x: float = 0.0  #: where it begins to PDFium
    is_fixed: bool = False  #: it stays where it is
    is_parted: bool = False  #: whether a space comes before it to PDFium, at its right on the page
    is_wide: bool = False  #: whether its blank has to have a width, for PDFium to see no gap before it
    blanks: str = ""  #: what the blanks stand for that it begins with
    #: marks that MuPDF must see where it jumps: at the blanks, and before the letters
    turns: tuple[str, str] = ("", "")
    mark: str = ""  #: of direction, at its end, for PDFium
    tail: str = ""  #: a blank behind it

    @property
    def text(self) -> str:
        texts = [
            (glyph.marks_beside + glyph.text) if cluster.is_odd else (glyph.text + glyph.marks_beside)
            for cluster in self.clusters
            for glyph in cluster.glyphs
        ]
        return "".join(texts)

    @property
    def is_space(self) -> bool:
        return self.kind == "neutral" and all(cluster.text.isspace() for cluster in self.clusters)

    @property
    def has_words(self) -> bool:
        return any(cluster.text.isspace() for cluster in self.clusters[1:-1])

    @property
    def actual(self) -> str:
        return "".join(self.turns) + self.text + self.mark


def plan_pieces(
    groups: Sequence[ClusterGroup], *, is_rtl: bool, page_is_rtl: bool, around: Surroundings = ALONE
) -> dict[ClusterGroup, list[TextObject]]:
    """The pieces of the groups of a line that PDFium has to be shown in pieces, each left to right."""
    if not page_is_rtl and not (is_rtl and _mostly_right(groups)):
        return {}
    if not is_rtl and not any(here.is_odd for here in groups) and around is not ALONE:
        here, *others = groups  # one of the boxes of a stretch
        return {} if others else {here: pieces} if (pieces := _of_group(groups, 0, around)) else {}
    if not is_rtl:
        return _of_line(groups)
    plan = {}
    for number, here in enumerate(groups):
        is_stretch = not here.is_odd and not here.is_lone and (len(here.clusters) > 1 or around.rank)
        if is_stretch and all(map(_can_be_moved, here.clusters)) and (pieces := _of_group(groups, number, around)):
            plan[here] = pieces
    return plan


def _mostly_right(groups: Sequence[ClusterGroup]) -> bool:
    kinds = [kind for kind, _ in groupby(kind_of(cluster.text) for here in groups for cluster in here.clusters)]
    return kinds.count("right") >= kinds.count("letters")


def _of_group(groups: Sequence[ClusterGroup], number: int, around: Surroundings) -> list[TextObject]:
    """Of a stretch in a line that is written from the right."""
    objects: list[TextObject] = []
    here = groups[number]
    behind = "".join(cluster.text for group in groups[number + 1 :] for cluster in group.clusters)
    touches_left, touches_right = around.touches
    if behind:
        touches_right = not behind[0].isspace()
    if number:
        touches_left = not groups[number - 1].clusters[-1].text.isspace()
    elif here.clusters[0].text.isspace() or around.rank:
        touches_left = False
    # in a stretch of several boxes the one at the right comes before, to PDFium, and that at the left after it
    is_part = bool(around.rank or around.shift)
    has_tail = touches_right and not is_part
    pieces = _cut(here, objects, has_tail=has_tail)
    is_whole = len({piece.kind for piece in objects}) == 1 and not any(piece.is_parted for piece in objects[:-1])
    if not objects or (is_whole and not is_part) or _is_bare(objects):
        return []
    kinds = map(kind_of, behind or around.behind)
    strong = next((kind for kind in kinds if kind in ("letters", "right")), "right")
    objects[-1].is_parted = objects[-1].is_parted or not (touches_right if is_part else touches_left)
    objects[-1].is_wide = not objects[-1].is_parted
    start = here.clusters[0].start + around.shift - ROOM * around.rank
    for place, piece in enumerate(objects):
        piece.x = start - HAIR * place
    _prepare(objects, after_right=strong == "right" and not around.rank, has_tail=has_tail)
    return pieces


def _of_line(groups: Sequence[ClusterGroup]) -> dict[ClusterGroup, list[TextObject]]:
    """Of a line that is written from the left, all of which PDFium has to see the other way round.

    What is written from the right in it can be moved if it is one word; of several words, PDFium would take the last
    for the first. So the first such group stays, and all else is moved to its other side, to the ends of the line.
    """
    objects: list[TextObject] = []
    plan: dict[ClusterGroup, list[TextObject]] = {}
    for here in sorted(groups, key=lambda one: one.offset):
        if not here.is_odd:
            plan[here] = _cut(here, objects)
            continue
        if objects and here.first.text.isspace():
            objects[-1].is_parted = True
        plan[here] = [TextObject(here.clusters, "right", is_parted=here.last.text.isspace())]
        objects += plan[here]
    right_places = [place for place, piece in enumerate(objects) if piece.kind == "right"]
    fixed_place = next((place for place in right_places if objects[place].has_words), next(iter(right_places), None))
    moved_clusters = (
        cluster for place, piece in enumerate(objects) if place != fixed_place for cluster in piece.clusters
    )
    if len(objects) < 2 or _is_bare(objects) or not all(map(_can_be_moved, moved_clusters)):
        return {}
    start, end = groups[0].clusters[0].start, groups[-1].clusters[-1].end
    objects[-1].is_parted = True
    for place, piece in enumerate(objects):
        piece.x = (
            end + HAIR * (fixed_place - place)
            if fixed_place is not None and place < fixed_place
            else start - HAIR * place
        )
    if fixed_place is not None:
        objects[fixed_place].is_fixed = True
        if fixed_place and not objects[fixed_place - 1].is_parted:
            objects[fixed_place - 1].is_wide, objects[fixed_place - 1].x = True, objects[fixed_place].clusters[-1].end
    _prepare(objects, after_right=True, has_tail=False)
    return {here: parts for here, parts in plan.items() if not any(part.is_fixed for part in parts)}


def _cut(here: ClusterGroup, objects: list[TextObject], *, has_tail: bool = False) -> list[TextObject]:
    """The pieces of a group, left to right, and what PDFium sees of them; `has_tail` as below."""
    pieces: list[TextObject] = []
    for kind, run in groupby(here.clusters, key=lambda one: kind_of(one.text)):
        of_font = groupby(run, key=lambda one: (id(one.codes), one.size))
        parts = [TextObject(list(clusters), kind) for _, clusters in of_font]
        pieces += parts
        if len(parts) > 1 and kind != "neutral" and not has_tail and all(part.text.isascii() for part in parts):
            objects += reversed(parts)  # PDFium joins them again
            continue
        for number, part in enumerate(parts):
            if part.is_space:
                has_tail = False
                for before in objects[-1:]:
                    before.is_parted = True
                continue
            if number or (kind == "neutral" and len(parts) > 1) or any("AN" in classes(one) for one in part.text):
                part.mark = LRM  # or PDFium would join it with its neighbour, or MuPDF Arabic digits with a letter
            objects.append(part)
            has_tail = has_tail or not part.text.isascii() or bool(part.mark)
    return pieces


def _prepare(objects: Sequence[TextObject], *, after_right: bool, has_tail: bool) -> None:
    """Say of the pieces what they need, from the left of the page and the right of what PDFium sees.

    `has_tail`: the one before is to begin without a space, and cannot see to it by itself.
    """
    texts: Counter[str] = Counter()
    for place, piece in enumerate(objects):
        if piece.is_fixed:
            has_tail, after_right = not piece.is_parted, True
            continue
        text, was_right = piece.text, bool(place and objects[place - 1].kind == "right")
        piece.tail = SPACE if has_tail else ""
        if after_right and piece.kind == "neutral" and _is_turned(text):
            piece.mark = LRM
        after_right = piece.kind == "right" or (after_right and piece.kind != "letters")
        is_plain = not piece.tail and (text + piece.mark).isascii()
        again = 1 + texts[text] % _SAME  # PDFium leaves out an object that is like one just before it
        texts[text] += 1
        if place == 0 and piece.x == piece.clusters[0].start and (piece.is_parted or not is_plain):
            has_tail = not piece.is_parted  # it stands where it should begin
        elif is_plain:
            piece.blanks = (HARD_SPACE if piece.is_parted or text[:1] == SPACE else SPACE) * again
            has_tail = False
        else:
            piece.turns = _turns(piece.kind, was_right=was_right, again=again)
            has_tail, after_right = not piece.is_parted, True


def _turns(kind: str, *, was_right: bool, again: int) -> tuple[str, str]:
    """MuPDF ends a line where it jumps, but not from one direction to the other."""
    if was_right:
        return LRM * again, RLM if kind == "letters" else RLM + LRM
    return RLM * again, "" if kind == "letters" else LRM


def _is_bare(objects: Sequence[TextObject]) -> bool:
    """Whether it is numbers and signs, not all ASCII: the marks that this needs would part them to Poppler."""
    has_letters = any(piece.kind in ("letters", "right") for piece in objects)
    return not has_letters and not all(piece.text.isascii() for piece in objects)


def _can_be_moved(cluster: GlyphCluster) -> bool:
    return cluster.codes.blank is not None and not any(glyph.rise for glyph in cluster.glyphs)


def _is_turned(text: str) -> bool:
    """Whether PDFium would show it otherwise after a letter that is written from the right."""
    return len(text) > 1 or is_mirrored(text)


def is_arabic_number(here: ClusterGroup) -> bool:
    """Whether MuPDF would turn it round."""
    if here.is_odd or here.is_lone or not all(map(_can_be_moved, here.clusters)):
        return False
    kinds = [classes(cluster.text) for cluster in here.clusters]
    return any("AN" in one for one in kinds) and not any(one & {"L", "R", "AL", "EN"} for one in kinds)


def draw_number(pen: Pen, here: ClusterGroup) -> None:
    """Arabic digits. MuPDF takes them for letters that are written from the right; but what it puts in the place of a
    mark from the left is as that mark. So it is given the number in the place of as many of them, as ActualText."""
    first = here.clusters[0]
    text = TextObject(here.clusters, "numbers").text
    pen.operators(f"/Span<</ActualText{text_string(text)}>>BDC")
    pen.space(first, first.start, LRM)  # with a width, or PDFium would see a gap before it
    for place in range(1, len(text)):
        pen.blank(first, first.start + STEP * place * first.size, LRM)
    _draw_glyphs(pen, here.clusters, 0.0)
    pen.operators(END)
    if here.tail:
        pen.blank(here.clusters[-1], here.clusters[-1].end - 2 * HAIR, here.tail)


def draw_pieces(pen: Pen, parts: Sequence[TextObject]) -> None:
    first = parts[0].clusters[0]
    pen.operators(TO_PDFJS)
    pen.lone(first, first.start, LRM)  # blanks have the direction of what MuPDF saw before
    pen.operators(END)
    for number, part in enumerate(parts):
        if part.is_space:
            _draw_as(pen, part.clusters) if pen.is_turned else _draw_apart(pen, part.clusters)
            continue
        first = part.clusters[0]
        pen.operators(f"/P<</ActualText{text_string(part.actual)}>>BDC")
        for blank in part.blanks + part.turns[0]:
            if part.is_wide and part.turns[0]:
                pen.space(first, part.x, blank)
            else:
                pen.blank(first, part.x, blank)
        for turn in part.turns[1]:
            pen.blank(first, first.start, turn)
        _draw_glyphs(pen, part.clusters, ASIDE * (1 + number % 2) * first.size)
        for text in part.mark + part.tail:
            pen.blank(first, pen.x, text)
        pen.operators(END)


def _draw_as(pen: Pen, clusters: Sequence[GlyphCluster]) -> None:
    """Within a Span that tells Poppler of a whole line: to others it is what is drawn."""
    pen.operators(f"/P<</ActualText{text_string(TextObject(list(clusters), '').text)}>>BDC")
    _draw_glyphs(pen, clusters, 0.0)
    pen.operators(END)


def _draw_apart(pen: Pen, clusters: Sequence[GlyphCluster]) -> None:
    pen.flush()
    _draw_glyphs(pen, clusters, 0.0)
    pen.flush()


def _draw_glyphs(pen: Pen, clusters: Sequence[GlyphCluster], aside: float) -> None:
    for cluster in clusters:
        for glyph in cluster.glyphs:
            if glyph.marks_beside and cluster.is_odd:
                pen.blank(cluster, glyph.x, glyph.marks_beside)
            pen.draw(cluster.codes, cluster.size, replace(glyph, x=glyph.x + aside) if aside else glyph)
            aside = 0.0
            if glyph.marks_beside and not cluster.is_odd:
                pen.blank(cluster, pen.x, glyph.marks_beside)
