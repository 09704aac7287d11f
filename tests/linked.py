"""Documents drawn both ways, in one piece and linked from units, and all that two PDFs can be compared by.

`Workshop` presses small documents of sections that a test makes up; `Facts` is what a finished PDF looks like and says
of itself: its pixels by poppler at 100 dpi, its words, and by pikepdf its links, places, bookmarks, structure,
artifacts, metadata and files. Lengths are measured from the corner of the page, wherever its MediaBox begins.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dossier.press.assemble import Assembler, LinkedEdition, RenderedEdition, setting_of
from dossier.press.fonts import typefaces
from dossier.press.fonts.typefaces import offer
from dossier.press.html import tree
from dossier.press.html.markup import mark
from dossier.press.html.render import HtmlDocument
from dossier.press.html.transcript import words_of
from dossier.press.linker.link import DocumentPart, Linker
from dossier.press.linker.store import Store
from dossier.press.linker.unit import CompileSetting, Task, Unit
from dossier.press.pdf.archive import Archive, Attached
from dossier.press.weasy.session import drawing_session
from dossier.verification import finished, read_back

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
PAPER = """
    @page { size: 105mm 74mm; margin: 9mm 12mm 10mm 8mm;
            @top-left { content: string(chapter); font: 7pt "Dossier Sans" }
            @bottom-center { content: counter(page) " / " counter(pages); font: 8pt "Dossier Sans" } }
    @page :left { margin-left: 12mm; margin-right: 8mm }
    html { font: 10pt/14pt "Dossier Serif" }
    h1 { font-size: 12pt; margin: 0; string-set: chapter content(text); bookmark-level: 1 }
    body, p { margin: 0 }
    section.chapter { break-before: page; counter-reset: footnote }
    .footnote { float: footnote; font-size: 7pt; line-height: 9pt }
"""
MARKS = "\u200e\u200f"  #: of direction, which a line that is drawn at once has before what opens it
HEAD = '<meta name="dcterms.created" content="2026-11-21"><meta name="dcterms.modified" content="2026-11-21">'

Index = Callable[[Mapping[str, int]], Mapping[int, str]]


def chapter(name: str, body: str = "", *, lines: int = 0, style: str = "") -> str:
    """A section with a heading; `lines` of it hold a word that is found in no other."""
    filler = "".join(f"<p>{name}word{number}</p>" for number in range(lines))
    of_style = f' style="{style}"' if style else ""
    return f'<section class="chapter {name}" id="{name}"{of_style}><h1>{name}</h1>{body}{filler}</section>'


def page_of(sections: Sequence[str], *, css: str = "", language: str = "en", before: str = "") -> HtmlDocument:
    """A document of sections on small paper, thirteen lines a page."""
    direction = "rtl" if language == "ar" else "ltr"
    head = f'<!doctype html><html lang="{language}" dir="{direction}"><head><title>Title</title>{HEAD}</head><body>'
    paper = PAPER if language == "en" else PAPER.replace(' " / " counter(pages)', "")  # which is drawn in one piece
    return HtmlDocument(head + before, tuple(sections), "</body></html>", (("paper.css", paper), ("own.css", css)))


@dataclass
class Workshop:
    """Presses documents both ways. `compiled` are the numbers of tasks at each time that units were asked for."""

    folder: Path
    asked: list[Task] = field(default_factory=list)
    compiled: list[Unit] = field(default_factory=list)  #: whole, as they came from the compiler

    def __post_init__(self) -> None:
        self._rooms = {
            "plain": importlib.import_module("dossier.press.weasy.one_pass"),
            "worker": importlib.import_module("dossier.press.workers.worker"),
        }
        self._compilers: dict[int, Any] = {}
        self.anew()

    def anew(self, *, folder: str = "units") -> None:
        """Forget all but what is in the store."""
        self.assembler = Assembler(FACES, Store(self.folder / folder), self._compile)

    def linked(self, page: HtmlDocument, index: Index = lambda pages: {}, **options: Any) -> LinkedEdition:
        self.asked.clear()
        self.compiled.clear()
        rtl = 'dir="rtl"' in page.before
        edition = RenderedEdition(page, index, "page.html", rtl, sources=tuple(_sources(page)), **options)
        return self.assembler.assemble(edition)

    def linker(self) -> Linker:
        return Linker(lambda sha256: next(face.path.read_bytes() for face in FACES if face.sha256 == sha256))

    def parts(self, units: Sequence[Unit]) -> list[DocumentPart]:
        return [DocumentPart(unit, f"chapter{number}", str(number)) for number, unit in enumerate(units)]

    def texts(self, pdf: bytes, folder: Path) -> list[str]:
        """The words of each page."""
        (folder / "words.pdf").write_bytes(pdf)
        return _poppler("pdftotext", "-raw", folder / "words.pdf", "-").decode().split("\f")[:-1]

    def in_one(self, page: HtmlDocument) -> bytes:
        """The same as the plain path draws it, with text layer and structure."""
        kept = Archive(words_of(tree.read(page.html)), tuple(_sources(page)))
        with drawing_session(stock=False):
            html = mark(page.html).html
            drawing = self._rooms["plain"].draw(
                html, setting_of(page.sheets, FACES).sheets, offer(FACES), as_archive=kept
            )
        assert [str(problem) for problem in drawing.problems] == []
        pdf: bytes = drawing.pdf
        return pdf

    def _compile(self, setting: CompileSetting, tasks: Sequence[Task]) -> Iterator[tuple[int, Unit]]:
        key = hash(setting.sheets)
        if key not in self._compilers:
            self._compilers[key] = self._rooms["worker"].compiler_of(setting)
        self.asked += tasks
        for number, task in enumerate(tasks):
            self.compiled.append(self._compilers[key].compile(task))
            yield number, self.compiled[-1]


def _sources(page: HtmlDocument) -> Iterable[Attached]:
    yield Attached("sources/dossier.yaml", page.before.encode(), "Source")


@dataclass(frozen=True)
class Facts:
    """What a PDF looks like and says; each is compared by itself."""

    pixels: list[Pixels]  #: of each page
    words: str
    layout: list[list[str]]  #: the words of each line; where they are at one height, poppler guesses at their order
    links: list[Any]
    places: dict[str, Any]
    bookmarks: list[Any]
    structure: Any
    artifacts: list[tuple[int, str, str]]
    loose: list[Any]  #: what is neither structure nor artifact, and what structure is not drawn
    boxes: list[Any]
    metadata: str
    info: dict[str, str]
    catalog: dict[str, str]
    files: list[Any]
    faces: set[str]

    def differing(self, other: Facts) -> list[str]:
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]


def facts(pdf: bytes, folder: Path) -> Facts:
    """Everything about a PDF, which must be sound."""
    file = folder / f"{hashlib.sha256(pdf).hexdigest()[:16]}.pdf"
    file.write_bytes(pdf)
    said = read_back.read(pdf)
    assert said.root is not None
    assert said.active == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        seen = _Seen(opened)
        identifiers = [element.identifier for element in said.root.walk() if element.identifier]
        assert len(identifiers) == len(set(identifiers))
        assert sorted(identifiers) == sorted(said.names)
        return Facts(
            pixels=list(_pixels(file)),
            words=_poppler("pdftotext", "-raw", file, "-").decode(),
            layout=[_words_of(line) for line in _poppler("pdftotext", "-layout", file, "-").decode().split("\n")],
            links=list(seen.links()),
            places={str(name): seen.place(one) for name, one in seen.named().items()},
            bookmarks=list(seen.bookmarks()),
            structure=seen.dumped(said.root),
            artifacts=sorted((page, kind, letters.strip(MARKS)) for page, kind, letters in said.artifacts),
            loose=[said.unmarked, said.orphans, said.marked, said.unexplained, [one for _, one, _ in said.links]],
            boxes=[seen.boxes(page) for page in opened.pages],
            metadata=said.metadata,
            info={key: str(value) for key, value in opened.docinfo.items()},
            catalog=seen.catalog(),
            files=[(one.name, one.path, one.relation, one.kind, one.dated, one.sha256) for one in said.files],
            faces={name.partition("+")[2] for name in said.fonts},
        )


class _Seen:
    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file, self._root = file, file.Root
        self._numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        self._corners = {page.obj.objgen: [float(one) for one in page.mediabox][:2] for page in file.pages}

    def place(self, destination: Any) -> Any:
        """Page, and how far from its corner."""
        page, kind, *numbers = list(destination)
        x, y = self._corners[page.objgen]
        return self._numbers[page.objgen], str(kind), _near(numbers[0], x), _near(numbers[1], y)

    def dumped(self, element: finished.Element | finished.Content | finished.PageSpot) -> Any:
        """An element as nested tuples: all of it but the name by which it is found."""
        if not isinstance(element, finished.Element):
            return element
        own = (element.role, element.language, element.alt, element.actual, element.scope, bool(element.identifier))
        pages = [kid.page for kid in element.kids if isinstance(kid, finished.Content)] or [1]
        x, y = [float(one) for one in self._file.pages[pages[0] - 1].mediabox][:2]
        box = [_near(value, move) for value, move in zip(element.box, (x, y, x, y), strict=False)]
        return (*own, box, [self.dumped(kid) for kid in element.kids])

    def named(self) -> dict[Any, Any]:
        return dict(pikepdf.NameTree(self._root.Names.Dests).items())

    def links(self) -> Iterator[Any]:
        names = self.named()
        for number, page in enumerate(self._file.pages, 1):
            x, y = self._corners[page.obj.objgen]
            for one in page.obj.get("/Annots", []):
                rect = [_near(value, move) for value, move in zip(one.Rect, (x, y, x, y), strict=True)]
                target = one.get("/Dest", one.get("/A", {}).get("/URI", one.get("/A", {}).get("/D", "")))
                leads = self.place(names[str(target)]) if str(target) in names else None
                yield number, rect, str(target), leads, str(one.get("/Contents", "")), int(one.get("/F", 0))

    def bookmarks(self) -> Iterator[Any]:
        if "/Outlines" not in self._root:
            return
        with self._file.open_outline() as outline:
            waiting = [(1, item) for item in outline.root][::-1]
            while waiting:
                depth, item = waiting.pop()
                yield depth, str(item.title), item.is_closed, self.place(item.destination)
                waiting += [(depth + 1, child) for child in item.children][::-1]

    def boxes(self, page: Any) -> Any:
        x, y = self._corners[page.obj.objgen]
        found = {name: page.obj.get(name, None) for name in ("/MediaBox", "/TrimBox", "/BleedBox")}
        return {
            name: [_near(value, move) for value, move in zip(box or page.mediabox, (x, y, x, y), strict=True)]
            for name, box in found.items()
        }

    def catalog(self) -> dict[str, str]:
        said = {key: str(self._root[key]) for key in ("/Lang", "/MarkInfo", "/ViewerPreferences")}
        (intent,) = self._root.OutputIntents
        profile = hashlib.sha256(intent.DestOutputProfile.read_bytes()).hexdigest()
        return {**said, "intent": f"{intent.S} {intent.OutputConditionIdentifier} {profile}"}


class Near(float):
    """A length in points, equal to another that is less than two thousandths away."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and abs(self - other) < 0.002

    def __hash__(self) -> int:
        raise TypeError("what is nearly equal has no hash")


def _near(value: Any, corner: float) -> Near:
    return Near(float(value) - corner)


def _words_of(line: str) -> list[str]:
    return sorted(re.sub("[\u200e\u200f\u202a-\u202e]", "", line).split())


class Pixels:
    """A drawn page, equal to one that differs by the edge of a letter or a rule, which a millionth of a point decides:
    what stands a pixel beside its place differs by more than three times as much."""

    MOST, STEP = 400, 80  #: colours of pixels that may differ, and by how much of 255

    def __init__(self, data: bytes) -> None:
        self._packed, self._digest = zlib.compress(data, 1), hashlib.sha256(data).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pixels):
            return NotImplemented
        if self._digest == other._digest:
            return True
        one, two = zlib.decompress(self._packed), zlib.decompress(other._packed)
        steps = [abs(a - b) for a, b in zip(one, two, strict=False) if a != b]
        return len(one) == len(two) and len(steps) <= self.MOST and max(steps) <= self.STEP

    def __hash__(self) -> int:
        raise TypeError("what is nearly equal has no hash")

    def __repr__(self) -> str:
        return self._digest


def _pixels(file: Path) -> Iterator[Pixels]:
    """Images in the form of PPM stand one behind the other."""
    data = _poppler("pdftoppm", "-r", "100", file)
    at = 0
    while at < len(data):
        width, height = map(int, data[at + 3 : at + 40].split(b"\n")[0].split())
        end = data.index(b"255\n", at) + 4 + 3 * width * height
        yield Pixels(data[at:end])
        at = end


def _poppler(program: str, *arguments: object) -> bytes:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")
    return subprocess.run([program, *map(str, arguments)], capture_output=True, check=True).stdout
