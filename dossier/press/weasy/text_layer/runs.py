"""A printed line as the text layer sees it: clusters in visual order, gathered in groups, with the marks they need.

Nothing here draws. A *cluster* is the least piece of text whose glyphs cannot be told apart; a *group* is a stretch of
clusters that is drawn left to right in one piece. Groups follow each other as they are read.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from dossier.press.weasy.text_layer.codes import Codes

RLM, LRM = "\u200f", "\u200e"
STRONG_RIGHT = frozenset({"R", "AL"})
NUMERIC = frozenset({"EN", "AN", "ES", "ET", "CS"})  #: what Poppler and PDFium take for parts of a number
LEFT_TO_RIGHT = NUMERIC | {"L", "NSM", "BN"}  #: what PDFium does not turn round
HAIRLINE = 0.005  #: em: no letter that takes room is as narrow
WIDE = 0.55  #: em: from 0.6 on, a gap is the end of a piece to pdf.js
_QUOTES = frozenset("“”‘’")
EMBEDDING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


@lru_cache(4096)
def classes(text: str) -> frozenset[str]:
    """The bidirectional classes of its characters."""
    return frozenset(unicodedata.bidirectional(character) for character in text)


@lru_cache(4096)
def is_combining(text: str) -> bool:
    return bool(text) and all(unicodedata.category(character) == "Mn" for character in text)


@lru_cache(4096)
def has_letter(text: str) -> bool:
    """Whether a letter that is written from the right is in it."""
    return bool(classes(text) & STRONG_RIGHT)


def is_mirrored(text: str) -> bool:
    """Whether PDFium shows its mirror image where it reads from the right: brackets, and quotation marks too."""
    return any(unicodedata.mirrored(character) or character in _QUOTES for character in text)


@dataclass(slots=True, eq=False)
class PlacedGlyph:
    """A glyph at its place in the line; `width` in thousandths of an em, `text` what its code stands for."""

    number: int
    x: float
    width: int
    rise: float = 0.0
    text: str = ""
    marks_beside: str = ""  #: combining marks whose text stands beside the letter, on a blank


@dataclass(slots=True, eq=False)
class GlyphCluster:
    text: str
    level: int  #: of the bidirectional algorithm: odd is right to left
    codes: Codes
    size: float
    start: float
    end: float
    offset: int  #: of the text in the line, in bytes
    glyphs: list[PlacedGlyph]
    marks: list[PlacedGlyph]  #: drawn after the line, without text
    is_odd: bool  #: what the level says, and the text below: asked for so often that looking it up again costs time
    is_letter: bool  #: of a script that is written from the right

    def continues(self, other: GlyphCluster) -> bool:
        return self.level == other.level and self.codes is other.codes and self.size == other.size


@dataclass(slots=True, eq=False)
class ClusterGroup:
    clusters: list[GlyphCluster]
    is_lone: bool  #: a sign in a line of right-to-left text that has to stand apart
    tail: str = ""  #: a mark right behind its last glyph, seen by all
    head: str = ""  #: one before its first

    @property
    def is_odd(self) -> bool:
        return self.clusters[0].is_odd and not self.is_lone

    @property
    def offset(self) -> int:
        return min(cluster.offset for cluster in self.clusters)

    @property
    def first(self) -> GlyphCluster:
        """The first as it is read."""
        return self.clusters[-1 if self.clusters[0].is_odd else 0]

    @property
    def last(self) -> GlyphCluster:
        return self.clusters[0 if self.clusters[0].is_odd else -1]

    @property
    def is_mirrored(self) -> bool:
        """Whether it is a bracket, which PDFium would show as its mirror image."""
        return self.is_lone and is_mirrored(self.first.text)

    @property
    def begins_strong(self) -> bool:
        """Whether the first glyph that is drawn says its direction to everybody."""
        kinds = classes(self.clusters[0].text)
        return not self.is_lone and bool(kinds & (STRONG_RIGHT if self.is_odd else {"L", "EN"}))


def join_marks(clusters: Iterable[GlyphCluster]) -> list[GlyphCluster]:
    """Combining marks joined to their letters, characters without a glyph too; the text dealt to the glyphs."""
    result: list[GlyphCluster] = []
    pending: list[GlyphCluster] = []
    for cluster in clusters:
        if not cluster.glyphs and classes(cluster.text) <= EMBEDDING:
            continue  # it turned a line into its order, and is nothing to read
        follows = not cluster.glyphs or (_may_follow(cluster) and not any(glyph.width for glyph in cluster.glyphs))
        if not follows and not pending:
            result.append(cluster)  # nearly always
        elif follows and cluster.is_odd:
            pending.append(cluster)
        elif follows and result and result[-1].continues(cluster):
            _join(result[-1], cluster)
        else:
            for one in reversed(pending):  # the nearest is the first as it is read
                if not one.glyphs or one.continues(cluster):
                    _join(cluster, one)
                else:
                    result.append(one)
            pending.clear()
            result.append(cluster)
    result += [one for one in pending if one.glyphs]
    for cluster in result:
        if len(cluster.glyphs) == len(cluster.text) == 1 and not cluster.marks and cluster.text > "\n":
            cluster.glyphs[0].text = cluster.text  # nearly always
        else:
            _deal(cluster)
    return result


def _may_follow(cluster: GlyphCluster) -> bool:
    """Combining marks; and letters that a face draws over the one before, such as alef over lam: PDFium would lose
    them, and pdf.js see the gap before them twice."""
    if cluster.is_letter:
        return cluster.is_odd and cluster.end - cluster.start < HAIRLINE * cluster.size
    return is_combining(cluster.text)


def _join(letter: GlyphCluster, follower: GlyphCluster) -> None:
    letter.text += follower.text
    letter.is_letter = has_letter(letter.text)
    letter.marks += follower.glyphs
    letter.start, letter.end = min(letter.start, follower.start), max(letter.end, follower.end)


def _deal(cluster: GlyphCluster) -> None:
    """Say for each glyph what it stands for: letters in the order of the page, combining marks beside them."""
    text = cluster.text.replace("\n", " ").replace("\u2028", " ")
    letters: list[str] = []
    for character in text:
        if letters and is_combining(character):
            letters[-1] += character
        elif unicodedata.bidirectional(character) not in EMBEDDING:
            letters.append(character)
    if any(len(letter) > 1 for letter in letters) and any(glyph.width for glyph in cluster.glyphs):
        cluster.marks += [glyph for glyph in cluster.glyphs if not glyph.width]
        cluster.glyphs = [glyph for glyph in cluster.glyphs if glyph.width]
    for glyph in [*cluster.glyphs, *cluster.marks]:
        glyph.text = RLM if cluster.is_odd else LRM
    step = -1 if cluster.is_odd else 1
    glyphs = cluster.glyphs[::step]
    bases = sorted(glyphs, key=lambda glyph: glyph.width == 0)[: len(letters)]
    takers = [glyph for glyph in glyphs if glyph in bases]
    for number, glyph in enumerate(takers, 1):
        *before, last = letters[number - 1 :] if number == len(takers) else letters[number - 1 : number]
        glyph.text = "".join([*before, last[0]])[::step]
        glyph.marks_beside = last[1:][::step]


def group(clusters: Sequence[GlyphCluster], is_rtl: bool, page_is_rtl: bool) -> list[ClusterGroup]:
    """The groups of a line, left to right."""
    faces = Counter([id(cluster.codes) for cluster in clusters if cluster.is_letter]) if is_rtl else None
    face = faces.most_common(1)[0][0] if faces else None
    groups: list[ClusterGroup] = []
    open_to = None  #: the direction that the last group still takes in
    for cluster, right in zip_longest(clusters, clusters[1:]):
        lone = is_rtl and cluster.is_odd and not cluster.is_letter and _stands_apart(cluster, face, page_is_rtl)
        parts = lone or open_to is not cluster.is_odd or (_is_wide(cluster) and right and right.is_odd)
        if not parts and not _leap(groups[-1].clusters[-1], cluster, clusters):
            groups[-1].clusters.append(cluster)
        else:
            groups.append(ClusterGroup([cluster], lone))
            open_to = None if lone else cluster.is_odd
    return groups


def _is_wide(cluster: GlyphCluster) -> bool:
    return cluster.text == " " and cluster.is_odd and cluster.end - cluster.start > WIDE * cluster.size


def _leap(left: GlyphCluster, right: GlyphCluster, clusters: Sequence[GlyphCluster]) -> bool:
    """Whether what is read between the two stands elsewhere: `a 5 B c` reads a, B, 5, c if B is Arabic and 5 too."""
    return left.level != right.level and any(left.offset < one.offset < right.offset for one in clusters)


def _stands_apart(cluster: GlyphCluster, face: int | None, page_is_rtl: bool) -> bool:
    """Whether what is no letter has to be a group of its own."""
    if cluster.text.isspace() or is_combining(cluster.text):
        return False
    is_bracket = page_is_rtl and is_mirrored(cluster.text)
    return is_bracket or id(cluster.codes) != face or bool(classes(cluster.text) & {"ES", "ET"})


def part_marks(clusters: Sequence[GlyphCluster]) -> None:
    """Part combining marks from a sign at their left, which PDFium would not turn round with them."""
    for left, cluster in pairwise(clusters):
        if cluster.is_odd and cluster.glyphs and cluster.glyphs[0].marks_beside and classes(left.text[:1]) & NUMERIC:
            cluster.glyphs[0].marks_beside = RLM + cluster.glyphs[0].marks_beside


def part_ends(groups: Iterable[ClusterGroup]) -> None:
    """The same for Arabic in an English line, at the left of which PDFium sees what is read after it."""
    for here in groups:
        if here.is_odd and (glyphs := here.clusters[0].glyphs) and glyphs[0].marks_beside:
            glyphs[0].marks_beside = RLM + glyphs[0].marks_beside


def mark_ends(groups: Sequence[ClusterGroup], beside: str = "") -> list[tuple[GlyphCluster, float]]:
    """Give groups of a right-to-left line their tails; the places where Poppler alone needs one more mark.

    `beside` is the letter of another box that stands at the left of them.
    """
    places = []
    for number, here in enumerate(groups):
        before = groups[number - 1] if number else None
        if here.is_mirrored:
            here.tail = LRM  # or PDFium would show its mirror image
        for index, cluster in enumerate(here.clusters):
            left = here.clusters[index - 1] if index else before.clusters[-1] if before else None
            is_letter = left.is_letter if left else not beside or has_letter(beside)
            if is_letter or not (here.is_lone or _numeric(cluster)):
                continue
            if index and not cluster.is_odd:
                continue
            if index == 0 and _merges(left.text if left else beside, here):
                if before and not before.tail:
                    before.tail = RLM
                    continue
                if not before:
                    here.head = RLM
                    continue
            if not (left and left.is_odd and left.text == cluster.text):  # of one sign over and over only the last
                places.append((cluster, cluster.start))
    return places


def _numeric(cluster: GlyphCluster) -> bool:
    return not cluster.is_odd or bool(classes(cluster.text[-1:]) & NUMERIC)


def _merges(left: str, here: ClusterGroup) -> bool:
    """Whether PDFium would take a group and its left neighbour for one stretch, and read them left to right."""
    kinds = classes(left)
    if here.is_mirrored:
        return not kinds & (LEFT_TO_RIGHT | STRONG_RIGHT)
    return bool(kinds & LEFT_TO_RIGHT and classes(here.clusters[0].text) & LEFT_TO_RIGHT)


def arabic_ends(clusters: Sequence[GlyphCluster]) -> list[GlyphCluster]:
    """Where Arabic ends in a left-to-right line, before a sign that Poppler would take for a part of it."""
    return [
        left
        for left, right in pairwise(clusters)
        if left.is_odd and not right.is_odd and not classes(right.text) & {"L", "EN"}
    ]


def mark_outside(
    clusters: Sequence[GlyphCluster], *, is_rtl: bool, page_is_rtl: bool
) -> list[tuple[GlyphCluster, float, str]]:
    """Marks for Poppler, which reads a whole page in one direction, at the ends of a line of the other one."""
    first, last = clusters[0], clusters[-1]
    if is_rtl == page_is_rtl:
        return []
    if page_is_rtl:
        return [] if classes(last.text) & {"L", "EN"} else [(last, last.end, LRM)]
    return [] if first.is_letter else [(first, first.start, RLM)]
