"""The order of a line, looked at from outside: what is on the paper against two witnesses who never saw our markup.

A row is a paragraph as somebody wrote it: its direction and its HTML, most often without a tag. It is set on a page of
its own, in a face that has one glyph for each letter, and drawn by a producer in a process of its own:

- `dossier`, which is `dossier press` as a stranger runs it, and whose paper is judged;
- `stock`, plain WeasyPrint, which must agree with both witnesses wherever no tag stands in a line: if it does not, the
  reading is wrong and not the drawing;
- `chromium`, the second witness. Where there is none on the machine nothing is asked of it, and that is said aloud.

All three PDFs are read in one way, glyph by glyph from the content streams (oracle.py): no text layer is believed. The
first witness is python-bidi: the levels of the whole paragraph, and the order of each line by rule L2 of UAX #9 on the
part that stands on it. To it an element with `dir` and <bdi> are isolates, as in CSS, and no other tag exists. Where
lines end is counted from the letters on them, for no rule says where a line must break.

The press may depart from UAX #9 by conventions that it names: then the order is that of the paragraph with U+2066 and
U+2069 round each token of theirs. A line that differs and is not explained so is a fault.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, NamedTuple

import tinyhtml5
from bidi.mirror import MIRRORED as MIRROR_IMAGES
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.oracle import LRI, OBJECT, PDI, RLI, Glyph, glyphs_of, in_order, isolate_of, levels

Direction = Literal["rtl", "ltr"]
Producer = Literal["dossier", "stock", "chromium"]
Way = Literal["typed", "attr", "target", "string"]  #: how a text comes to the page; all but the first have no tags
Convention = tuple[str, int, int]  #: its name, and start and end of the token in the paragraph

FSI = "\u2068"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

ROWS_ON_A_PAGE = 100
LINE = 20  #: px from one line to the next
LINES_OF_A_WRAPPED_ROW = 40
LEAST_WIDTH = 100  #: letters, of a page
SIZE = 6  #: px, the width of each letter too
MOST_SHOWN = 160  #: letters of a line, where it is told what is wrong with it
TRIES = 4
LEAST_INK = 0.02  #: px: what is drawn narrower is there for readers' programs, not for the eye

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"}
    | {"span", "strong", "sub", "sup", "u", "var"}
)
BLOCKS = frozenset(
    {
        "p",
        "li",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "figcaption",
        "caption",
        "blockquote",
        "div",
    }
    | {"summary", "legend"}
)
_NO_PAPER = frozenset(
    {"head", "style", "script", "template", "svg", "math", "title", "textarea", "select", "object", "pre"}
)
_UNSEEN = frozenset({"Cf", "Zs", "Cc", "Zl", "Zp", "Mn", "Me"})
_PICTURES = re.compile("[\ufffc\u2600-\u27bf\U0001f000-\U0001faff]")  #: a face of pictures is taken for them
_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
)  #: formats (Cf) with a sign of their own


# What was written


@dataclass(frozen=True)
class Row:
    """A paragraph as it was written."""

    id: str
    direction: Direction
    html: str
    language: str = ""

    @property
    def text(self) -> str:
        """Its letters, with an isolate for each element that is one."""
        flat = _Flat()
        flat.feed(self.html)
        flat.close()
        return re.sub("[ \t\n\r\f]+", " ", "".join(flat.parts)).strip(" ")

    @property
    def is_bare(self) -> bool:
        return "<" not in self.html


class _Flat(HTMLParser):
    """The text of a row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        direction = (dict(attrs).get("dir") or "").lower()
        isolate = {"ltr": LRI, "rtl": RLI, "auto": FSI}.get(direction, FSI if tag == "bdi" else "")
        self.parts.append(isolate)
        self.open.append(bool(isolate))

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop():
            self.parts.append(PDI)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def bare(id: str, direction: Direction, text: str, language: str = "") -> Row:
    """A row without a tag."""
    return Row(id, direction, escape(" ".join(re.split("[ \t\n\r\f]+", text)).strip(" "), quote=False), language)


def rows_of_json(file: Path) -> list[Row]:
    """A list of {"id", "dir", "text"}, or "html" in the place of "text"."""
    found = []
    for at, entry in enumerate(json.loads(file.read_text(encoding="utf-8"))):
        id, language = str(entry.get("id", at)), entry.get("lang", "")
        if "html" in entry:
            found.append(Row(id, entry["dir"], entry["html"], language))
        else:
            found.append(bare(id, entry["dir"], entry["text"], language))
    return found


def rows_of_page(html: str | bytes, name: str) -> list[Row]:
    """The innermost blocks of a page that have nothing but text and inline elements in them."""
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    parents = {child: parent for parent in root.iter() for child in parent}
    found = []
    for element in root.iter():
        if element.tag not in BLOCKS or not all(
            inner.tag in INLINE for inner in element.iter() if inner is not element
        ):
            continue
        above = [element, *_ancestors(element, parents)]
        text = "".join(element.itertext())
        styled = any(
            "direction" in inner.get("style", "") or "bidi" in inner.get("style", "") for inner in element.iter()
        )
        is_seen = not any(one.tag in _NO_PAPER or one.tag == "pre" for one in above)
        if not is_seen or styled or not any(_counts(char) for char in text) or _PICTURES.search(text):
            continue
        language = next((one.get("lang") for one in above if one.get("lang")), "")
        id = f"{name}:{len(found)}"
        found.append(Row(id, _direction(above), "".join(_source(element)), language))
    return found


def _ancestors(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    while element in parents:
        element = parents[element]
        yield element


def _direction(above: Sequence[Any]) -> Direction:
    for element in above:
        said = element.get("dir", "").lower()
        if said == "auto":
            return first_strong("".join(element.itertext()))
        if said in {"rtl", "ltr"}:
            return said  # type: ignore[no-any-return]
        if spoken := by_language("".join(element.itertext()), element.get("lang", "")):
            return spoken
    return "ltr"


def by_language(text: str, language: str) -> Direction | None:
    """The direction of a block that names its language and is written in it, which the press takes for said."""
    if not language:
        return None
    own: Direction = "rtl" if language.split("-")[0] in {"ar", "fa", "he", "ur"} else "ltr"
    kinds = {"R", "AL"} if own == "rtl" else {"L"}
    return own if any(unicodedata.bidirectional(char) in kinds for char in text) else None


def first_strong(text: str) -> Direction:
    """UAX #9, P2 and P3."""
    for char in text:
        if (kind := unicodedata.bidirectional(char)) in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _source(element: Any) -> Iterator[str]:
    """The inner HTML of an element, with those attributes that order it."""
    yield escape(element.text or "", quote=False)
    for child in element:
        direction = f' dir="{child.get("dir").lower()}"' if child.get("dir") else ""
        yield f"<{child.tag}{direction}>"
        yield from _source(child)
        yield f"</{child.tag}>{escape(child.tail or '', quote=False)}"


# The paper

Lines = list[str]  #: of a row: the letters of each of its lines, from the left


class Unreadable(Exception):
    """A producer that did not do its work, or a PDF with other faces in it than ours."""


def browser() -> str | None:
    """Chromium's program, if it is on this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def drawn(producer: Producer, rows: Sequence[Row], *, width: int | None = None, way: Way = "typed") -> list[Lines]:
    """What a producer makes of rows: each one line, or wrapped at a width of so many letters."""
    found: dict[int, Lines] = {}
    for direction in ("rtl", "ltr"):
        chosen = [at for at, row in enumerate(rows) if row.direction == direction]
        if chosen:
            with tempfile.TemporaryDirectory() as folder:
                lines = _drawn(producer, [rows[at] for at in chosen], direction, width, way, Path(folder))
            found |= dict(zip(chosen, lines, strict=True))
    return [found[at] for at in range(len(rows))]


def _drawn(
    producer: Producer, rows: Sequence[Row], direction: str, width: int | None, way: Way, folder: Path
) -> Sequence[Lines]:
    """What a producer draws of rows of one direction. A busy browser may print before its face is there."""
    for _ in range(TRIES if producer == "chromium" else 1):
        found = _drawn_once(producer, rows, direction, width, way, folder)
        if all(lines for lines, row in zip(found, rows, strict=True) if any(map(_counts, row.text))):
            return found
    if producer == "chromium":
        raise Unreadable("NOT CHECKED: the browser printed before its face was there")
    return found


def _drawn_once(
    producer: Producer, rows: Sequence[Row], direction: str, width: int | None, way: Way, folder: Path
) -> Sequence[Lines]:
    face, page, pdf = folder / "outside.ttf", folder / "page.html", folder / "page.pdf"
    face.write_bytes(face_with("".join(row.text for row in rows)))
    height = LINE * (LINES_OF_A_WRAPPED_ROW if width else 1)
    page.write_text(_page(rows, direction, height, width, way), encoding="utf-8")
    _run(producer, page, pdf)
    known = [_Face(name, 400, "normal", face) for name in (FAMILY, FACE_NAME)]
    try:
        pages = glyphs_of(pdf.read_bytes(), known)
    except KeyError as error:
        raise Unreadable(f"{producer} drew in a face of its own: {error}") from None
    on_page = 1 if way == "string" else _rows_on_a_page(width)
    placed: dict[int, dict[int, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    for number, glyphs in enumerate(pages):
        for glyph in glyphs:
            row, y = divmod(glyph.y, height)
            placed[number * on_page + int(row)][int(y // LINE)].append(glyph)
    return [[line for _, glyphs in sorted(placed[at].items()) if (line := _read(glyphs))] for at in range(len(rows))]


def _read(glyphs: Iterable[Glyph]) -> str:
    """What can be seen of a line, from the left."""
    letters = (
        OBJECT if glyph.name == ".notdef" else chr(int(glyph.name[1:], 16))
        for glyph in sorted(glyphs, key=lambda glyph: glyph.x)
        if glyph.name != "space" and glyph.advance > LEAST_INK
    )
    return "".join(_skeleton(char) for char in letters if _counts(char))


def _run(producer: Producer, page: Path, pdf: Path) -> None:
    command: list[str] = {
        "dossier": [sys.executable, "-m", "dossier", "press", str(page), "-o", str(pdf)],
        "stock": [sys.executable, "-m", "weasyprint", "-q", str(page), str(pdf)],
        "chromium": [browser() or "", *_BROWSER_OPTIONS, f"--user-data-dir={page.parent / 'profile'}"],
    }[producer]
    environment = dict(os.environ)
    if producer == "chromium":  # the face as one of the machine's own: one of the page may come after it is printed
        settings = page.parent / "fonts.conf"
        settings.write_text(_FONTS.format(folder=escape(str(page.parent))), "utf-8")
        environment["FONTCONFIG_FILE"] = str(settings)
        page.write_text(re.sub("@font-face [^}]*}", "", page.read_text("utf-8"), count=1), "utf-8")
        command += [f"--print-to-pdf={pdf}", page.as_uri()]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False)
    if not pdf.exists():
        raise Unreadable(f"{producer} made no PDF: {(done.stdout + done.stderr).decode()[-2000:]}")


ROOT = Path(__file__).parents[1]
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""
_BROWSER_OPTIONS = [
    *["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-pdf-header-footer"],
    *["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    "--run-all-compositor-stages-before-draw",
]


def _paragraph(row: Row, at: int, way: Way) -> str:
    language = f" lang={row.language}" if row.language else ""
    if way == "typed":
        return f"<p{language}>{row.html}</p>"
    assert row.is_bare, "only a text without tags can be had from elsewhere"
    if way == "target":
        return f'<p{language}><a href="#t{at}"></a></p>'
    return f'<p{language} title="{escape(row.text)}"></p>'


def _rows_on_a_page(width: int | None) -> int:
    return ROWS_ON_A_PAGE // LINES_OF_A_WRAPPED_ROW if width else ROWS_ON_A_PAGE


_WAYS: dict[Way, str] = {
    "typed": "",
    "attr": "p::before { content: attr(title) }",
    "target": """a::before { content: target-text(attr(href)) }
h1 { font: inherit }
h1:first-of-type { break-before: page }""",
    "string": f"""p {{ string-set: title attr(title) }}
@page {{ margin-top: {LINE}px; @top-left {{ content: string(title); width: 100%; margin: 0 }} }}""",
}


def _page(rows: Sequence[Row], direction: str, height: int, width: int | None, way: Way) -> str:
    on_page = 1 if way == "string" else _rows_on_a_page(width)
    longest = max(len(row.text) for row in rows)
    css = f"""@font-face {{ font-family: {FAMILY}; src: url(outside.ttf) }}
@page {{ size: {SIZE * max(longest + 2, LEAST_WIDTH)}px {on_page * height + LINE * (way == "string")}px; margin: 0 }}
html {{ font: {SIZE}px/{LINE}px {FAMILY} }}
body {{ margin: 0 }}
p {{ margin: 0; height: {height}px; width: {f"{width * SIZE + 1}px" if width else "auto"} }}
p * {{ font: inherit; vertical-align: baseline }}
q::before, q::after {{ content: none }}
p:nth-child({on_page}n) {{ break-after: page }}
p:last-child {{ break-after: auto }}
{_WAYS[way]}"""
    language = "ar" if direction == "rtl" else "en"
    body = "\n".join(_paragraph(row, at, way) for at, row in enumerate(rows))
    if way == "target":
        body += "".join(f"<h1 id=t{at}>{row.html}</h1>" for at, row in enumerate(rows))
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>Rows</title><style>
{css}
</style></head>
<body>
{body}
</body></html>
"""


# The face

FAMILY, FACE_NAME = "Outside", "Outside-Regular"
_EM = 1000
_NO_FORMS = """languagesystem DFLT dflt; languagesystem arab dflt;
feature init { sub .notdef by .notdef; } init;"""  # without it HarfBuzz joins letters by their presentation forms


class _Face(NamedTuple):
    """As `glyphs_of` asks for it."""

    family: str
    weight: int
    style: str
    path: Path


def face_with(text: str) -> bytes:
    """A face with one glyph of one width for each letter of a text and for its mirror image, that joins nothing."""
    written = set(text + text.translate(MIRRORED))
    letters = {char for char in written if unicodedata.category(char) != "Cc"}
    letters |= {decomposed for char in letters for decomposed in unicodedata.normalize("NFD", char)}
    solid = sorted(char for char in letters if char in _SEEN or unicodedata.category(char) not in {"Cf", "Zs"})
    names = {char: f"u{ord(char):04X}" for char in solid}
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, _EM), (_EM, _EM), (_EM, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    glyphs = {".notdef": square, "space": TTGlyphPen(None).glyph(), **dict.fromkeys(names.values(), square)}
    blanks = {ord(char): "space" for char in {" ", "\u00a0", *(letters - set(solid))}}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(blanks | {ord(char): name for char, name in names.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (_EM, 0)))
    builder.setupHorizontalHeader(ascent=_EM, descent=0)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FACE_NAME})
    builder.setupOS2(sTypoAscender=_EM, sTypoDescender=0, sTypoLineGap=0, usWinAscent=_EM, usWinDescent=0)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, _NO_FORMS)
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


MIRRORED = str.maketrans(MIRROR_IMAGES)  #: what stands in the place of a character in a run from the right (L4)


# The order


def _counts(char: str) -> bool:
    return char in _SEEN or unicodedata.category(char) not in _UNSEEN


def _skeleton(char: str) -> str:
    """A letter without what is set over it: shaping may part the two, or join them."""
    return unicodedata.normalize("NFD", char)[0]


@dataclass(frozen=True)
class Ordered:
    """A paragraph, and the level of each of its characters."""

    text: str
    levels: tuple[int, ...]

    def line(self, start: int, end: int) -> str:
        """The letters of a line from left to right."""
        order = (start + at for at in in_order(list(self.levels[start:end])))
        letters = (
            self.text[at].translate(MIRRORED) if self.levels[at] % 2 else self.text[at]
            for at in order
            if _counts(self.text[at])
        )
        return "".join(map(_skeleton, letters))


def by_unicode(text: str, direction: Direction) -> Ordered:
    """What python-bidi says of a paragraph as it was written."""
    return Ordered(text, tuple(levels(text, "R" if direction == "rtl" else "L")))


def by_conventions(text: str, direction: Direction, conventions: Sequence[Convention]) -> Ordered:
    """The same with an isolate round each token of a convention, which keeps its direction (oracle.py)."""
    opened: dict[int, str] = defaultdict(str)
    closed: dict[int, str] = defaultdict(str)
    for convention in conventions:
        opening, closing = isolate_of(text, direction, convention)
        opened[convention[1]] += opening
        closed[convention[2]] += closing
    parts, places, length = [], [], 0
    for at in range(len(text) + 1):
        marks = closed[at] + opened[at]
        parts.append(marks + text[at : at + 1])
        places.append(length + len(marks))
        length += len(parts[-1])
    base = "R" if direction == "rtl" else "L"
    inside = levels("".join(parts), base)
    found = [inside[at] for at in places[:-1]]
    # To what is outside an isolate is a neutral sign (UAX #9, BD9 and X10), and python-bidi is asked so: of brackets
    # behind an isolate it says otherwise than Chromium, which here is right.
    tokens = {at for _, start, end in conventions for at in range(start, end)}
    outside, kept = "", []
    for at, letter in enumerate(text):
        if at not in tokens:
            kept.append((at, len(outside)))
            outside += letter
        elif at in opened:
            outside += OBJECT
    around = levels(outside, base) if outside else []
    for at, place in kept:
        found[at] = around[place]
    return Ordered(text, tuple(found))


def named_conventions(text: str, direction: Direction) -> list[Convention]:
    """Those the press says it follows in a paragraph; none as long as it does not say."""
    told: Callable[[str, Direction], Iterable[Any]] | None
    told = getattr(importlib.import_module("dossier.press.html.bidi"), "conventions", None)
    return [] if told is None else [(str(name), start, end) for name, start, end in told(text, direction)]


# The judgement


class Judged(NamedTuple):
    """A line of a row against its witnesses."""

    row: Row
    drawn: str
    unicode: str  #: what python-bidi expects
    with_unicode: bool
    with_chromium: bool | None  #: None where it was not asked, or breaks its lines elsewhere
    rules: tuple[str, ...] = ()  #: by which the line departs from UAX #9
    left_out: tuple[str, ...] = ()  #: rules that would have it otherwise than it is drawn

    @property
    def is_right(self) -> bool:
        return self.with_unicode or bool(self.rules)

    def __str__(self) -> str:
        told = "" if self.with_chromium is None else f" (chromium: {'the same' if self.with_chromium else 'otherwise'})"
        pairs = zip(self.drawn, self.unicode, strict=False)
        at = next((at for at, (one, two) in enumerate(pairs) if one != two), 0)
        drawn, expected = (_cut(line, at) for line in (self.drawn, self.unicode))
        written = self.row.text if len(self.row.text) <= MOST_SHOWN else self.row.text[:MOST_SHOWN] + "…"
        return f"{self.row.id}{told}\n  written  {written}\n  drawn    {drawn}\n  expected {expected}"


def _cut(line: str, at: int) -> str:
    """What is told of a line that goes wrong at a place."""
    start = max(0, at - MOST_SHOWN // 2) if len(line) > MOST_SHOWN else 0
    cut = line[start : start + MOST_SHOWN]
    return f"{'…' * (start > 0)}{cut}{'…' * (start + MOST_SHOWN < len(line))}"


@dataclass
class Verdict:
    all: list[Judged] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return len(self.all)

    @property
    def with_unicode(self) -> int:
        return sum(one.with_unicode for one in self.all)

    @property
    def with_chromium(self) -> int:
        return sum(one.with_chromium is True for one in self.all)

    @property
    def asked_of_chromium(self) -> int:
        return sum(one.with_chromium is not None for one in self.all)

    @property
    def with_both(self) -> int:
        return sum(one.with_unicode and one.with_chromium is True for one in self.all)

    @property
    def by_rule(self) -> Counter[str]:
        """Lines that depart by a rule."""
        return Counter(rule for one in self.all if not one.with_unicode for rule in one.rules)

    @property
    def not_followed(self) -> Counter[str]:
        """Lines that are drawn as if a rule did not exist that the press says it follows in them."""
        return Counter(rule for one in self.all for rule in one.left_out)

    @property
    def faults(self) -> list[Judged]:
        return [one for one in self.all if not one.is_right]


def judge(
    rows: Sequence[Row],
    producer: Producer = "dossier",
    *,
    width: int | None = None,
    way: Way = "typed",
    ask_browser: bool = True,
    conventions: Callable[[str, Direction], list[Convention]] = named_conventions,
) -> Verdict:
    """Draw rows and hold every line of them against the witnesses."""
    verdict = Verdict()
    ours = drawn(producer, rows, width=width, way=way)
    theirs: list[Lines] | list[None] = [None] * len(rows)
    if ask_browser and browser():
        theirs = ours if producer == "chromium" else drawn("chromium", rows, width=width)
    for row, lines, others in zip(rows, ours, theirs, strict=True):
        verdict.all += judged(row, lines, others, conventions)
    return verdict


def judged(
    row: Row, lines: Lines, others: Lines | None, conventions: Callable[[str, Direction], list[Convention]]
) -> Iterator[Judged]:
    text, direction = row.text, row.direction
    written = by_unicode(text, direction)
    named = conventions(text, direction)
    kept = by_conventions(text, direction, named)
    ranges = _ranges(text, lines)
    told = others if others is not None and _ranges(text, others) == ranges else None
    for at, (start, end) in enumerate(ranges):
        line = lines[at] if at < len(lines) else ""
        expected = written.line(start, end)
        with_unicode = line == expected
        with_chromium = None if told is None else line == (told[at] if at < len(told) else "")
        departing = kept.line(start, end)
        rules: tuple[str, ...] = ()
        left_out: tuple[str, ...] = ()
        if departing != expected:
            names = _needed(text, direction, named, departing, start, end)
            if line == departing:
                rules = names
            elif with_unicode:
                left_out = names
        yield Judged(row, line, expected, with_unicode, with_chromium, rules, left_out)


def _needed(
    text: str, direction: Direction, named: list[Convention], departing: str, start: int, end: int
) -> tuple[str, ...]:
    """Those conventions without which a line would be otherwise; all of them if none is missed alone."""
    here = [name for name, first, last in named if first < end and last > start]
    here = here or [name for name, _, _ in named]  # what stands beside a token no longer goes on with it
    needed = [
        name
        for name in dict.fromkeys(here)
        if by_conventions(text, direction, [one for one in named if one[0] != name]).line(start, end) != departing
    ]
    return tuple(needed or dict.fromkeys(here))


def _ranges(text: str, lines: Lines) -> list[tuple[int, int]]:
    """Where each line begins and ends in a paragraph. What is lost or too much is told of the last one."""
    places = [at for at, char in enumerate(text) if _counts(char)]
    ends = list(itertools.accumulate(len(line) for line in lines))[:-1] if len(lines) > 1 else []
    cuts = [0, *(min(end, len(places)) for end in ends), len(places)]
    return [(places[a], places[b - 1] + 1) if a < b else (0, 0) for a, b in itertools.pairwise(cuts)]
