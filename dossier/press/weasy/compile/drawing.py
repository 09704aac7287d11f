"""One document on its way to a unit: what of WeasyPrint is replaced while it is laid out and drawn, and what is kept.

Replaced is how the margins are made (`margins`), where internal links may lead (to other units), how fonts are
finished (by `link`, for all units together) and how a line is drawn that has the number of a page in it
(`late_lines`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import msgspec
import pydyf
import weasyprint
import weasyprint.pdf

from dossier.press.html.css.stylesheet import Stylesheet
from dossier.press.linker.late_numbers import digits_of
from dossier.press.linker.unit import (
    Bookmark,
    ContentStream,
    DocumentFacts,
    LateNumber,
    NamedPlace,
    Sheet,
    Typeface,
    Unit,
    UnitBody,
    Unlinkable,
)
from dossier.press.pdf import archive
from dossier.press.weasy.compile import edges
from dossier.press.weasy.compile.late_lines import LateLines, LineAnchor
from dossier.press.weasy.compile.margins import SIDES, Margin, Margins
from dossier.press.weasy.compile.objects import FONTS, PROFILE, StructureObjects, UnitObjects, content_stream
from dossier.press.weasy.compile.used_fonts import merge_faces, typefaces
from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.text_layer import layer
from dossier.press.weasy.text_layer.codes import Codes

POINTS = 0.75  #: in a CSS pixel
PACKING = 9  #: of zlib, as WeasyPrint's own
PAGE_OF = "page-of"  #: class of a link that is written as the number of the page it leads to

Laid = Any  #: a document of WeasyPrint


class UnitBuilder:
    """One unit under way."""

    def __init__(
        self, codes: dict[str, Codes], page: Any, sheets: tuple[Stylesheet, ...], margins: dict[Any, Margin]
    ) -> None:
        self._codes = codes
        self.margins = Margins(page, sheets, margins)
        self._lines = LateLines(layer.codes_in(codes))
        self._bodies: list[Any] = []
        self._faces: tuple[Typeface, ...] = ()
        self._margins: list[ContentStream] = []
        self._numbers: dict[str, LateNumber] = {}  #: of the margin under way
        self._targets: dict[str, None] = {}
        self._of_margin = False

    @property
    def running(self) -> frozenset[Any]:
        """Elements that stand in margins, if anywhere: another unit may show what this one does not."""
        return self.margins.running

    def installed(self) -> AbstractContextManager[None]:
        return install(
            (
                ("weasyprint.layout:make_margin_boxes", self.margins.instead_of),
                ("weasyprint.pdf:resolve_links", lambda stock: self._links),
                ("weasyprint.pdf:build_fonts_dictionary", lambda stock: self._without_fonts),
                ("weasyprint.pdf:add_outlines", lambda stock: lambda pdf, bookmarks: None),
                ("weasyprint.draw.text:draw_first_line", self._drawing),
                ("weasyprint.document:Page.paint", self._painting),
            )
        )

    def _links(self, pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
        """All links, wherever they lead, and no anchors: `link` knows them all."""
        for page in pages:
            self._targets |= {target: None for kind, target, _, _ in page.links if kind == "internal"}
            yield page.links, []

    def _painting(self, stock: Callable[..., None]) -> Callable[..., None]:
        def paint(page: Any, stream: Any, scale: float = 1) -> None:
            if not self._of_margin:
                self._bodies.append(stream)
            stock(page, stream, scale)

        return paint

    def _without_fonts(self, pdf: Any, fonts: Any, *_: Any) -> Any:
        """All pages are painted: now their margins, into streams of their own. The fonts are `link`'s work."""
        self._of_margin = True
        used, resources = self.margins.used, self._bodies[0]._resources
        bodies = tuple(typefaces(fonts, self._codes))
        is_apart = [self._draw_apart(margin) for margin in used]
        faces = merge_faces([bodies, *(margin.faces for margin in used)]) if all(is_apart) else None
        if faces is not None:
            for margin in used:
                resources["ExtGState"].update(margin.states)
                self._margins += [margin.drawings[side] for side in SIDES]
        else:
            for margin in used:
                self._margins += map(content_stream, self._margin_streams(margin, fonts, resources))
            faces = tuple(typefaces(fonts, self._codes))
        self._faces = faces
        self._dictionary = pydyf.Dictionary()
        return self._dictionary

    def _draw_apart(self, margin: Margin) -> bool:
        """Draw a margin with fonts of its own, if it has not been drawn so; whether that can be."""
        if not margin.drawings:
            resources = self._bodies[0]._resources | {
                name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading")
            }
            fonts: dict[str, Any] = {}
            with self._codes_of_its_own():
                streams = self._margin_streams(margin, fonts, resources)
                margin.faces = tuple(typefaces(fonts, self._codes))
            if any(resources[name] for name in ("XObject", "Pattern", "Shading")):
                self.margins.keep_not(margin)
                return False
            margin.states = dict(resources["ExtGState"])
            margin.drawings = dict(zip(SIDES, map(content_stream, streams), strict=True))
        return True

    @contextmanager
    def _codes_of_its_own(self) -> Iterator[None]:
        codes, lines = self._codes.copy(), self._lines
        self._codes.clear()
        self._lines = LateLines(layer.codes_in(self._codes))
        try:
            yield
        finally:
            self._codes.clear()
            self._codes.update(codes)
            self._lines = lines

    def _margin_streams(self, margin: Margin, fonts: dict[str, Any], resources: Any) -> list[Any]:
        """The streams of a margin, in the order of `SIDES`."""
        streams = []
        self._numbers = margin.numbers
        for side in SIDES:
            page = margin.page(side)
            stream = self._bodies[0].clone(tags={}, fonts=fonts, resources=resources)
            stream.transform(d=-1, f=page.height * POINTS)
            page.paint(stream, POINTS)
            streams.append(stream)
        return streams

    def _drawing(self, stock: Callable[..., Any]) -> Callable[..., Any]:
        def draw_first_line(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
            numbers = self._numbers_in(textbox)
            if not numbers:
                return stock(stream, textbox, overflow, ellipsis, matrix)
            anchored: LineAnchor = _anchored(textbox) if self._of_margin else "left"
            self._lines.draw(stream, textbox, matrix.values[4:], numbers, anchored)
            return []

        return draw_first_line

    def _numbers_in(self, textbox: Any) -> dict[str, LateNumber]:
        text = textbox.text
        if self._of_margin:
            words = "".join(re.findall(r"\d+|\D", text))
            digits = {str(int(run)) for run in re.findall(r"\d+", words)}
            return {key: number for key, number in self._numbers.items() if key in digits}
        return {"0" * len(text): LateNumber("place", _target(textbox))} if _is_place(textbox) else {}

    def words_of(self, textbox: Any) -> str:
        """What the structure tells of a text: that of a late one is open."""
        if not _is_place(textbox):
            return str(textbox.text)
        return digits_of(list(self._targets).index(_target(textbox)), textbox.text[0])

    def unit(self, document: Laid) -> Unit:
        pdf = _generated(document)
        objects, tree = UnitObjects(pdf, self._bodies), StructureObjects.of(pdf)
        if "AcroForm" in pdf.catalog:
            raise Unlinkable("it has a form to be filled in")
        objects.need(FONTS, self._dictionary.number)
        metadata = _object(pdf, pdf.catalog["Metadata"])
        intent = pdf.catalog["OutputIntents"][0]
        profile = _object(pdf, intent["DestOutputProfile"])
        tree.leave(objects)
        objects.leave(pdf.pages, pdf.catalog, metadata, tree.root, tree.parents, tree.document)
        objects.share(PROFILE, profile)
        with_open_numbers, plain_objects, streams = objects.take()
        resources = _object(pdf, objects.pages[0]["Resources"])
        return Unit(
            sheets=tuple(self._sheet(number, page, document, objects) for number, page in enumerate(document.pages)),
            margins=tuple(self._margins),
            body=msgspec.msgpack.encode(UnitBody(tuple(plain_objects), tree.leads(objects))),
            streams=tuple(streams),
            open_strings=tuple(with_open_numbers),
            count=objects.count,
            resources=objects.number(resources),
            needs=tuple(objects.needs),
            shared=objects.shared,
            anchors=tuple(_anchors(document)),
            bookmarks=tuple(_bookmarks(document)),
            targets=tuple(self._targets),
            faces=self._faces,
            structure=tree.branch(objects),
            front=DocumentFacts(
                document.metadata.lang or "",
                {key: one.data for key, one in pdf.info.items()},
                b"\n".join(metadata.stream),
                objects.code(intent.data),
            ),
            begins=edges.page_break_before(document),
            blank=self.margins.blank,
            heads=self.margins.heads,
        )

    def _sheet(self, number: int, page: Any, document: Laid, objects: UnitObjects) -> Sheet:
        body = content_stream(self._bodies[number])
        if len(body.pieces) == 1 and isinstance(body.pieces[0], bytes):
            body = ContentStream((zlib.compress(body.pieces[0], PACKING),), is_packed=True)
        pdf_page = objects.pages[number]
        boxes_ = {name: tuple(pdf_page[name]) for name in ("MediaBox", "TrimBox", "BleedBox")}
        shift = self.margins.shifts[number] * POINTS
        if shift:
            edges.check_sheet(page)
        return Sheet(
            box=boxes_.pop("MediaBox"),
            side=page._page_box.page_type.side,
            shift=shift,
            body=body,
            margins=self.margins.of_page[number],
            annotations=tuple(map(objects.reference, pdf_page.get("Annots", ()))),
            boxes=tuple((name, box) for name, box in boxes_.items() if box != tuple(pdf_page["MediaBox"])),
        )


def _is_place(textbox: Any) -> bool:
    """Whether a text is the number of the page that its link leads to."""
    return str(textbox.element_tag) == "a::after" and PAGE_OF in textbox.element.get("class", "").split()


def _target(textbox: Any) -> str:
    return str(textbox.element.get("href", "")[1:])


def _generated(document: Laid) -> Any:
    """The document of pydyf, as `Document.write_pdf` makes it before it writes it."""
    _, properties = weasyprint.pdf.VARIANTS[archive.VARIANT]
    options = weasyprint.DEFAULT_OPTIONS | {"pdf_variant": archive.VARIANT, "pdf_tags": True}
    options |= {key: value for key, value in properties.items() if options[key] is None}
    return weasyprint.pdf.generate_pdf(document, None, 1, **options)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _anchored(textbox: Any) -> Any:
    """What of a line in the margin stays in its place when a number in it grows."""
    align, is_rtl = textbox.style["text_align_all"], textbox.style["direction"] == "rtl"
    sides = {"start": "right" if is_rtl else "left", "end": "left" if is_rtl else "right"}
    return sides.get(align, align if align in {"left", "right", "center"} else sides["start"])


def _anchors(document: Laid) -> Iterator[NamedPlace]:
    names: set[str] = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, _, _) in page.anchors.items():
            if name not in names:
                names.add(name)
                yield NamedPlace(name, number, x * POINTS, (page.height - y) * POINTS)


def _bookmarks(document: Laid) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, label, (x, y), state in page.bookmarks:
            yield Bookmark(level, label, number, x * POINTS, (page.height - y) * POINTS, state != "closed")
