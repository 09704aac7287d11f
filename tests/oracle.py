"""An independent judge of drawn lines: what stands on the paper against what python-bidi and arabic-reshaper say.

Three witnesses, none of which is the press:

- the PDF, read with pikepdf: every glyph with its place, from the content streams and the fonts' widths. Its text layer
  is not believed: which letters a glyph can stand for, and in which joining form, is worked out from the face's own
  cmap and GSUB with fontTools;
- python-bidi, for the level of every letter of a paragraph, from which the order on each line follows (UAX #9, L2).
  An element with `dir` is an isolate to it, as CSS has it; no other tag exists for it;
- arabic-reshaper, for the form of every letter. It sees a paragraph without tags and without joiners, so that a tag
  that breaks a join is seen as broken.

Where a line begins and ends is asked of WeasyPrint's boxes, for no rule says where a line must break.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import arabic_reshaper
import pikepdf
from bidi import get_display
from fontTools.ttLib import TTFont

from dossier.press.html import bidi

LRI, RLI, PDI, OBJECT = "\u2066", "\u2067", "\u2069", "\ufffc"
PX = 0.75  #: points in a CSS pixel
FORMS = ("isol", "init", "medi", "fina")
MOST_OUT = 0.6  #: px by which a line may stand out of its block before it is seen
MOST_ORIGINS = 64  #: of one glyph
_TATWEEL = "\u0640"
_NO_LETTERS = frozenset({_TATWEEL, OBJECT, "\n"})  #: a stroke may be drawn in one, two or no parts

_FORM_OF_TAG = {"<isolated>": "isol", "<initial>": "init", "<medial>": "medi", "<final>": "fina"}
_MIRROR = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_UNSEEN = frozenset({"Cf", "Zs", "Cc", "Zl", "Zp"})
_RESHAPER = arabic_reshaper.ArabicReshaper(
    {"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False, "support_zwj": True}
)


# The paper


class Glyph(NamedTuple):
    """A glyph on a page. Places are CSS pixels from the top left."""

    face: Path
    name: str
    x: float
    y: float  #: of the baseline
    advance: float


class _Font(NamedTuple):
    face: Path
    names: list[str]
    widths: dict[int, float]
    default: float
    gids: bytes  #: CIDToGIDMap, empty for Identity


def glyphs_of(pdf: bytes, faces: Iterable[Any]) -> list[list[Glyph]]:
    """The glyphs of each page."""
    by_name = {(face.family, face.weight > 400, face.style == "italic"): face.path for face in faces}
    pages = []
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts: dict[Any, _Font] = {}
        for page in document.pages:
            height = float(page.mediabox[3])
            found = list(_shown(page, page.Resources, (1, 0, 0, 1, 0, 0), fonts, by_name))
            pages.append([Glyph(f, n, x / PX, (height - y) / PX, a / PX) for f, n, x, y, a in found])
    return pages


_Matrix = tuple[float, float, float, float, float, float]


def _times(a: _Matrix, b: _Matrix) -> _Matrix:
    """The matrix that does first a, then b (ISO 32000-2, 8.3.4)."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _shown(
    stream: Any, resources: Any, matrix: _Matrix, fonts: dict[Any, _Font], by_name: dict[Any, Path]
) -> Iterator[tuple[Path, str, float, float, float]]:
    """Face, glyph, place and advance (points) of everything that a content stream shows."""
    saved: list[Any] = []
    font, size, scale, spacing, is_ink = None, 0.0, 1.0, 0.0, True
    line: _Matrix = (1, 0, 0, 1, 0, 0)
    text = line
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name == "q":
            saved.append((matrix, font, size, scale, spacing, is_ink))
        elif name == "Q":
            matrix, font, size, scale, spacing, is_ink = saved.pop()
        elif name == "cm":
            matrix = _times(tuple(map(float, operands)), matrix)
        elif name == "BT":
            line = text = (1, 0, 0, 1, 0, 0)
        elif name == "Tm":
            line = text = tuple(map(float, operands))
        elif name in {"Td", "TD"}:
            line = text = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
        elif name == "Tf":
            font, size = _font(resources.Font[operands[0]], fonts, by_name), float(operands[1])
        elif name == "Tz":
            scale = float(operands[0]) / 100
        elif name == "Tc":
            spacing = float(operands[0])
        elif name == "Tr":
            is_ink = int(operands[0]) not in {3, 7}  # neither filled nor stroked: for readers' programs only
        elif name in {"Tj", "TJ"}:
            assert font, "text without a font"
            for part in operands[0] if name == "TJ" else operands:
                if not isinstance(part, pikepdf.String | bytes):
                    text = _times((1, 0, 0, 1, -float(part) / 1000 * size * scale, 0), text)
                    continue
                codes = bytes(part)
                for at in range(0, len(codes) - 1, 2):
                    code = int.from_bytes(codes[at : at + 2], "big")
                    gid = int.from_bytes(font.gids[2 * code : 2 * code + 2], "big") if font.gids else code
                    width = font.widths.get(code, font.default) / 1000 * size * scale
                    place = _times(text, matrix)
                    stretch = (place[0] ** 2 + place[1] ** 2) ** 0.5
                    if is_ink:
                        yield font.face, font.names[gid], place[4], place[5], width * stretch
                    text = _times((1, 0, 0, 1, width + spacing * scale, 0), text)
        elif name == "Do":
            form = resources.XObject[operands[0]]
            if form.get("/Subtype") == "/Form":
                own = tuple(map(float, form.get("/Matrix", [1, 0, 0, 1, 0, 0])))
                yield from _shown(form, form.get("/Resources", resources), _times(own, matrix), fonts, by_name)


def _font(font: Any, fonts: dict[Any, _Font], by_name: dict[Any, Path]) -> _Font:
    if font.objgen in fonts:
        return fonts[font.objgen]
    (inner,) = font.DescendantFonts
    name = str(font.BaseFont)
    is_italic = "Italic" in name or "Oblique" in name
    family = inner.FontDescriptor.get("/FontFamily", name.partition("+")[2])  # not every program names the family
    face = by_name[str(family), "Bold" in name, is_italic]
    widths: dict[int, float] = {}
    row = list(inner.get("/W", []))
    while row:
        first, then = int(row.pop(0)), row.pop(0)
        if isinstance(then, pikepdf.Array):
            widths |= {first + at: float(width) for at, width in enumerate(then)}
        else:
            widths |= dict.fromkeys(range(first, int(then) + 1), float(row.pop(0)))
    table = inner.get("/CIDToGIDMap", "/Identity")
    gids = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
    fonts[font.objgen] = _Font(face, origins(face).names, widths, float(inner.get("/DW", 1000)), gids)
    return fonts[font.objgen]


# The faces

Origin = tuple[tuple[str, str], ...]  #: letters in the order of reading, each with its form, "" as the cmap has it


@dataclass(frozen=True)
class Origins:
    """What each glyph of a face can stand for."""

    names: list[str]
    of: dict[str, frozenset[Origin]]
    formed: frozenset[tuple[str, str]]  #: letters and forms for which the face has a glyph of its own


@cache
def origins(face: Path) -> Origins:
    """Follow every substitution of a face from its cmap, until nothing new is found."""
    font = TTFont(face)
    found: dict[str, set[Origin]] = defaultdict(set)
    for code, glyph in font.getBestCmap().items():
        tag, _, whole = unicodedata.decomposition(chr(code)).partition(" ")
        if tag not in _FORM_OF_TAG:
            found[glyph].add(((chr(code), ""),))
        elif " " not in whole:  # a ligature's forms are found through its letters
            found[glyph].add(((chr(int(whole, 16)), _FORM_OF_TAG[tag]),))
    steps, forms, extra = _substitutions(font)
    for glyph in extra:
        found[glyph].add(())
    nominal = {glyph: set(texts) for glyph, texts in found.items()}
    formed = set()
    for form, one, out in forms:
        for origin in nominal.get(one, ()):
            if len(origin) == 1 and not origin[0][1]:
                found[out].add(((origin[0][0], form),))
                formed.add((origin[0][0], form))
    is_new = True
    while is_new:
        is_new = False
        for ins, out in steps:
            parts = [found.get(glyph, set()) for glyph in ins]
            if not all(parts) or len(found[out]) > MOST_ORIGINS:
                continue
            if len(ins) > 1 and any(((_TATWEEL, ""),) in part for part in parts):
                continue  # strokes made one, or made longer: strokes are not compared
            texts = {
                tuple(itertools.chain(*combination)) for combination in itertools.islice(itertools.product(*parts), 99)
            }
            if not texts <= found[out]:
                found[out] |= texts
                is_new = True
    return Origins(font.getGlyphOrder(), {glyph: frozenset(texts) for glyph, texts in found.items()}, frozenset(formed))


def _substitutions(
    font: TTFont,
) -> tuple[list[tuple[tuple[str, ...], str]], list[tuple[str, str, str]], set[str]]:
    """(glyphs, glyph they become) of all lookups but the joining forms; (form, glyph, glyph) of those; and the glyphs
    that are put beside others: strokes that lengthen a join, dots of a letter drawn in parts."""
    steps, forms, extra = [], [], set()
    if "GSUB" not in font:
        return steps, forms, extra
    table = font["GSUB"].table
    form_of = {
        index: record.FeatureTag
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in FORMS
        for index in record.Feature.LookupListIndex
    }
    for index, lookup in enumerate(table.LookupList.Lookup):
        for sub in lookup.SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            pairs: list[tuple[tuple[str, ...], str]] = []
            if sub.LookupType in (1, 2):
                outs = ((one, out if isinstance(out, str) else out[0]) for one, out in sub.mapping.items() if out)
                pairs = [((one,), out) for one, out in outs]
                extra |= {glyph for out in sub.mapping.values() if not isinstance(out, str) for glyph in out[1:]}
            elif sub.LookupType == 3:
                pairs = [((one,), out) for one, outs in sub.alternates.items() for out in outs]
            elif sub.LookupType == 4:
                pairs = [
                    ((first, *ligature.Component), ligature.LigGlyph)
                    for first, ligatures in sub.ligatures.items()
                    for ligature in ligatures
                ]
            if index in form_of:
                forms += [(form_of[index], one, out) for (one,), out in pairs]
            else:
                steps += pairs
    return steps, forms, extra


# The lines


class Spot(NamedTuple):
    """Where a piece of a line is drawn."""

    start: float
    end: float
    baseline: float


@dataclass
class Line:
    """A line on a page: its part of a paragraph, and where that is drawn."""

    page: int  #: from 0
    start: int = 0  #: in the paragraph's text
    end: int = 0
    spots: list[Spot] = field(default_factory=list)
    column: tuple[float, float] = (0, 0)  #: edges of the block it stands in


@dataclass
class Paragraph:
    """A text as it is ordered: every element with a `dir` an isolate in it."""

    base: str  #: L or R
    host: Any  #: the element
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    opened: list[Any] = field(default_factory=list)

    def add(self, line: Line, pieces: list[tuple[list[Any], str, Spot | None]]) -> None:
        if self.lines:
            self.text += " "
        line.start = len(self.text)
        for isolates, text, spot in pieces:
            while self.opened and self.opened != isolates[: len(self.opened)]:
                self.text += _marks(self.opened.pop())[1]
            for element in isolates[len(self.opened) :]:
                self.opened.append(element)
                self.text += _marks(element)[0]
            self.text += text
            if spot:
                line.spots.append(spot)
        line.end = len(self.text)
        self.lines.append(line)


def paragraphs_of(document: Any) -> list[Paragraph]:
    """The paragraphs of a document of WeasyPrint, in the order of its pages."""
    root = document._html.etree_element
    parents = {child: parent for parent in root.iter() for child in parent}
    found: list[Paragraph] = []
    last: dict[str, Paragraph] = {}
    for number, page in enumerate(document.pages):
        for at, box in enumerate(page._page_box.children):  # the document, its footnotes, what stands in the margins
            _collect(box, number, parents, found, last if at == 0 else {})
    return found


def _collect(
    box: Any, page: int, parents: dict[Any, Any], found: list[Paragraph], last: dict[str, Paragraph], block: Any = None
) -> None:
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if getattr(box, "transformation_matrix", None) or kind == "TextBox":
        return
    if kind != "LineBox":
        for child in getattr(box, "children", ()):
            _collect(child, page, parents, found, last, box)
        return
    pieces: list[tuple[list[Any], str, Spot | None]] = []
    inner: list[Any] = []
    is_last = _pieces(box, [], pieces, inner)
    if any(spot for _, _, spot in pieces):
        element = box.element
        before = last.get("paragraph")
        if before is None or before.host is not element:
            before = Paragraph(_base(element, parents), element)
            found.append(before)
        left = block.content_box_x()
        before.add(Line(page, column=(left, left + block.width)), pieces)
        last.clear()
        if not is_last:
            last["paragraph"] = before
    for child in inner:
        _collect(child, page, parents, found, {})


def _pieces(box: Any, isolates: list[Any], pieces: list[Any], inner: list[Any]) -> bool:
    """The texts of a line in the order of reading. Whether it ends by a forced break."""
    is_last = False
    for child in box.children:
        child = getattr(child, "_box", child)
        kind = type(child).__name__
        is_last = is_last or str(child.element_tag).startswith("br")
        if not child.is_in_normal_flow():
            inner.append(child)
        elif kind == "TextBox":
            spot = Spot(child.position_x, child.position_x + child.width, child.position_y + child.baseline)
            pieces.append((isolates, child.text, spot if child.style["visibility"] == "visible" else None))
        elif kind in {"InlineBox", "LineBox"}:
            is_own = child.element is not None and not isinstance(child.element, str) and _said(child.element)
            own = [*isolates, child.element] if is_own and child.element not in isolates[-1:] else isolates
            is_last = _pieces(child, own, pieces, inner) or is_last
        else:
            pieces.append((isolates, OBJECT, None))
            inner.append(child)
    return is_last


def _base(element: Any, parents: dict[Any, Any]) -> str:
    element = next(iter(parents.values())) if element is None else element  # a margin box has what the root has
    while element is not None and not _said(element):
        element = parents.get(element)
    return "R" if element is not None and _said(element) == "rtl" else "L"


def _marks(element: Any) -> tuple[str, str]:
    """What opens and closes an element with a direction of its own, as CSS has it."""
    opening, override = (RLI, "\u202e") if _said(element) == "rtl" else (LRI, "\u202d")
    return (opening + override, "\u202c" + PDI) if element.tag == "bdo" else (opening, PDI)


def _said(element: Any) -> str:
    """The direction of an element, as its author says it or as it follows from what it is."""
    return str(element.get("data-dossier-direction") or element.get("dir", ""))


# The judgement


def levels(text: str, base: str) -> list[int]:
    """python-bidi's embedding level of each character."""
    said = get_display(text, base_dir=base, debug=True)
    listed = re.findall(r"(\d+)", said[said.index("\n    levels: [") : said.index("paragraphs: [")])
    by_byte = iter(list(map(int, listed)))
    found = []
    for char in text:
        level, *_ = [next(by_byte) for _ in range(len(char.encode()))]
        found.append(level)
    return found


def in_order(line: list[int]) -> list[int]:
    """The places of a line in the order in which they stand on paper, from the left (UAX #9, L2)."""
    order = list(range(len(line)))
    odd = [level for level in line if level % 2]
    for level in range(max(line, default=0), min(odd, default=1) - 1, -1):
        at = 0
        while at < len(order):
            if line[order[at]] < level:
                at += 1
                continue
            end = at
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end
    return order


def forms(text: str) -> list[str]:
    """arabic-reshaper's form of each character, "" for what has none."""
    kept = [at for at, char in enumerate(text) if char not in f"\u200d{LRI}{RLI}{PDI}"]
    shaped = _RESHAPER.reshape("".join(text[at] for at in kept))
    assert len(shaped) == len(kept), f"arabic-reshaper gives {len(shaped)} letters for {len(kept)}: {text}"
    found = [""] * len(text)
    for at, char in zip(kept, shaped, strict=True):
        tag = unicodedata.decomposition(char).partition(" ")[0]
        found[at] = _FORM_OF_TAG.get(tag, "") if unicodedata.name(text[at], "").startswith("ARABIC") else ""
    return found


class Letter(NamedTuple):
    char: str
    form: str
    is_rtl: bool


@dataclass
class Verdict:
    """What was looked at, and what was found wrong."""

    lines: int = 0
    letters: int = 0
    joined: int = 0  #: letters whose form was compared
    marks: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counted = f"{self.lines} lines, {self.letters} letters, {self.joined} forms, {self.marks} marks"
        return f"{counted}, {len(self.faults)} faults"


def judge(document: Any, pdf: bytes, faces: Iterable[Any], written: Mapping[str, str] | None = None) -> Verdict:
    """Every line of a document against its glyphs on the paper.

    `written` has, by the id of its element, a paragraph as somebody wrote it who knows how it has to be read, with
    isolates of his own: then that is what the paper is held against, and not what the press made of it.
    """
    verdict = Verdict()
    on_page = [_by_baseline(glyphs) for glyphs in glyphs_of(pdf, faces)]
    for paragraph in paragraphs_of(document):
        truth = (written or {}).get(paragraph.host.get("id") if paragraph.host is not None else None)
        if truth is not None:
            _rewrite(paragraph, truth)
        elif any(unicodedata.decomposition(char).partition(" ")[0] in _FORM_OF_TAG for char in paragraph.text):
            verdict.faults.append(f"shaped before it was drawn: {paragraph.text}")
        else:
            _rewrite(paragraph, isolated(paragraph.text, "rtl" if paragraph.base == "R" else "ltr"))
        level, form = levels(paragraph.text, paragraph.base), forms(paragraph.text)
        for line in paragraph.lines:
            letters, marks = expected(paragraph.text, level, form, line.start, line.end)
            drawn = _drawn(on_page[line.page], line.spots)
            words = paragraph.text[line.start : line.end]
            _compare(letters, marks, drawn, words, line.page, verdict)
            if sticks_out := _sticks_out(drawn, line):
                verdict.faults.append(f"page {line.page + 1}: {sticks_out:+.1f} px out of its column: {words}")
    return verdict


def _rewrite(paragraph: Paragraph, truth: str) -> None:
    """Give a paragraph another text, letter for letter the same but for isolates; its lines end where they ended."""
    places = [at for at, char in enumerate(truth) if _counts(char)]
    seen = 0
    for line in paragraph.lines:
        here = sum(map(_counts, paragraph.text[line.start : line.end]))
        line.start, line.end = places[seen] if here else 0, places[seen + here - 1] + 1 if here else 0
        while line.start and not _counts(truth[line.start - 1]) and truth[line.start - 1] != " ":
            line.start -= 1
        seen += here
    assert seen == len(places), f"{paragraph.text} is not {truth}"
    paragraph.text = truth


def isolated(text: str, direction: bidi.Direction) -> str:
    """A line as it was written, with isolates round the tokens of named conventions and nothing else."""
    for name, start, end in reversed(bidi.conventions(text, direction)):
        opening, closing = isolate_of(text, direction, (name, start, end))
        text = text[:start] + opening + text[start:end] + closing + text[end:]
    return text


def isolate_of(text: str, direction: bidi.Direction, convention: tuple[str, int, int]) -> tuple[str, str]:
    """What opens and closes the isolate round a token."""
    name, start, end = convention
    if name in {"list", "quotation"} and direction == "ltr":
        return RLI, PDI
    if set(text[start:end]) & set("٠١٢٣٤٥٦٧٨٩٫٬"):  # whose signs are read from the right in an isolate too
        return LRI + "\u202d", "\u202c" + PDI
    return LRI, PDI


def _counts(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN


def expected(text: str, level: list[int], form: list[str], start: int, end: int) -> tuple[list[Letter], list[str]]:
    """The letters of a line from left to right, as they have to be drawn, and the marks somewhere over them."""
    letters, marks = [], []
    for at in in_order(level[start:end]):
        char, is_rtl = text[start + at], level[start + at] % 2 == 1
        if unicodedata.category(char) in _UNSEEN or char in _NO_LETTERS:
            continue
        if unicodedata.category(char) == "Mn":
            marks.append(char)
        else:
            letters.append(Letter(_MIRROR.get(char, char) if is_rtl else char, form[start + at], is_rtl))
    return letters, marks


def _by_baseline(glyphs: list[Glyph]) -> dict[int, list[Glyph]]:
    found: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        found[round(glyph.y)].append(glyph)
    return found


def _drawn(rows: dict[int, list[Glyph]], spots: list[Spot]) -> list[Glyph]:
    """The glyphs of a line, from the left."""
    found = {
        (glyph.x, at, key): glyph
        for spot in spots
        for key in {round(spot.baseline) - 1, round(spot.baseline), round(spot.baseline) + 1}
        for at, glyph in enumerate(rows.get(key, ()))
        if abs(glyph.y - spot.baseline) < 0.1 and spot.start - 0.3 <= glyph.x + glyph.advance / 2 <= spot.end + 0.3
    }
    return [found[key] for key in sorted(found)]


def _sticks_out(drawn: list[Glyph], line: Line) -> float:
    """By how many px a line that would have room in its block stands out at the right, or (below 0) at the left."""
    solid = [glyph for glyph in drawn if any(_solid(origin) for origin in origins(glyph.face).of.get(glyph.name, ()))]
    if not solid:
        return 0.0
    right = max(glyph.x + glyph.advance for glyph in solid) - line.column[1]
    left = min(glyph.x for glyph in solid) - line.column[0]
    if right - left > MOST_OUT:
        return 0.0  # it is too long for its block, and boxes.py tells if anything of it is lost
    return right if right > MOST_OUT else left if left < -MOST_OUT else 0.0


def _compare(
    letters: list[Letter], marks: list[str], drawn: list[Glyph], text: str, page: int, verdict: Verdict
) -> None:
    verdict.lines += 1
    verdict.letters += len(letters)
    verdict.joined += sum(1 for letter in letters if letter.form)
    verdict.marks += len(marks)
    over: list[frozenset[Origin]] = []
    at = 0
    words = "".join(char for char in text if unicodedata.category(char) != "Cf")
    for glyph in drawn:
        face = origins(glyph.face)
        known = face.of.get(glyph.name, frozenset())
        if any(not _solid(origin) for origin in known):
            over.append(known)
        if all(not _solid(origin) for origin in known):
            if not known and glyph.advance:
                verdict.faults.append(f"page {page + 1}: a glyph from nowhere, {glyph.name}: {words}")
                return
            continue
        taken = max((_taken(origin, letters[at:], face) for origin in known), default=0)
        if not taken and () in known:
            continue  # a part that the face put in
        if not taken:
            rest = "".join(letter.char for letter in letters[at:])
            is_there = max(_taken(origin, letters[at:], None) for origin in known)
            what = "not joined as it must be" if is_there else "in the wrong order"
            verdict.faults.append(f"page {page + 1}: {what} at {rest[:12]!r} ({glyph.name}): {words}")
            return
        at += taken
    if at < len(letters):
        rest = "".join(letter.char for letter in letters[at:])
        verdict.faults.append(f"page {page + 1}: not drawn: {rest[:30]!r}: {words}")
        return
    said = {char for known in over for origin in known for char, _ in origin}
    said |= {char for glyph in drawn for origin in origins(glyph.face).of.get(glyph.name, ()) for char, _ in origin}
    for mark in set(marks) - said:
        verdict.faults.append(f"page {page + 1}: mark not drawn: U+{ord(mark):04X}: {words}")


def _solid(origin: Origin) -> list[tuple[str, str]]:
    """The letters of an origin that take room of their own."""
    return [
        (char, form)
        for char, form in origin
        if char not in _NO_LETTERS and unicodedata.category(char) not in {"Mn", *_UNSEEN}
    ]


def _taken(origin: Origin, letters: list[Letter], face: Origins | None) -> int:
    """How many of the letters a glyph of that origin is, from the left; 0 if it is not they. `face`: forms count."""
    solid = _solid(origin)
    if not solid or len(letters) < len(solid):
        return 0
    ahead = letters[: len(solid)]
    if ahead[0].is_rtl:
        solid = solid[::-1]
    for (char, form), letter in zip(solid, ahead, strict=True):
        if char != letter.char and unicodedata.normalize("NFKC", char) != letter.char:
            return 0
        if face and letter.form and form != letter.form:
            is_nominal = not form and (letter.form == "isol" or (char, letter.form) not in face.formed)
            if not is_nominal:
                return 0
    return len(solid)
