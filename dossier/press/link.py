"""Units -> one PDF: numbers given, pages counted, what is known only now written in. Knows no WeasyPrint.

A file is made of (ISO 32000-1, 7.5):

* what units ask for by name: fonts, profile of colours, pictures, an element of the structure for each chapter. Their
  numbers come first, in a block that is a little larger than it need be, so that they seldom move;
* the units one after another, each in a block of numbers of its own, a little larger than it need be as well: an edit
  moves no other unit. A block holds the objects that are not streams in one object stream (7.5.7), packed once;
* what belongs to the whole: pages, destinations, outline, parent tree, metadata, attached files;
* a cross-reference stream (7.5.8) with a sub-section for each block. Numbers that no section has are free.

A page has two content streams: its body, and its margins with the number of the page. On the other side of a sheet than
the one it was drawn for, its MediaBox begins further left or right (14.11.2): nothing that is drawn has to move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pydyf

from dossier.press import link_pages, link_whole
from dossier.press.archive import Attached, attach, named
from dossier.press.link_file import File
from dossier.press.link_fonts import Bank, Fonts, Meanings, banks_of, meanings_of
from dossier.press.link_place import Placed, filled, numbers_taken, place
from dossier.press.numbering import Numbering, count
from dossier.press.unit import Unit, Unlinkable

BLOCK = 512  #: numbers; a block is a whole number of them
SPARE = 16  #: numbers of a block that are free at first
PAGES, ROOT, DOCUMENT, FIRST = 1, 2, 3, 4  #: numbers that are always the same, and the first of the others


@dataclass(frozen=True, slots=True)
class Part:
    """A unit in its document."""

    unit: Unit
    chapter: str  #: units of one chapter share an element of the structure
    key: str  #: what the unit is known by from one linking to the next; another unit has another


class Linker:
    """Links, and remembers from one time to the next what does not change.

    `programs` gives a font file by its SHA-256.
    """

    def __init__(self, programs: Callable[[str], bytes]) -> None:
        self._fonts = Fonts(programs)
        self._placed: dict[str, tuple[int, tuple[int, ...], Placed]] = {}
        self._meanings: dict[str, tuple[Meanings, ...]] = {}
        self._packed: dict[bytes, bytes] = {}

    def link(
        self, parts: Sequence[Part], files: Callable[[Numbering], Iterable[Attached]], *, is_rtl: bool
    ) -> tuple[bytes, Numbering]:
        """The PDF of units in their order, and where all came to stand; it carries `files` of that numbering."""
        units = [part.unit for part in parts]
        _check(units)
        numbering = count(units, is_rtl=is_rtl)
        known = self._meanings
        self._meanings = {part.key: known.get(part.key) or _meanings(part.unit) for part in parts}
        banks, vectors = banks_of(
            [tuple(zip(part.unit.faces, self._meanings[part.key], strict=True)) for part in parts]
        )
        named_numbers = _Names(parts, vectors)
        file = File(self._packed)
        bases, base = [], _rounded(named_numbers.count)
        for unit in units:
            bases.append(base)
            base += _rounded(numbers_taken(unit))
        file.following = base
        placed = []
        for part, own, needs in zip(parts, bases, named_numbers.needs, strict=True):
            placed.append((own, self._place(part, own, needs)))
        self._placed = {part.key: self._placed[part.key] for part in parts}
        self._write_pages(file, units, placed, named_numbers.needs, numbering)
        self._write_named(file, banks, named_numbers)
        link_whole.structure(file, units, placed, ROOT, named_numbers.elements, DOCUMENT, "")
        catalog = self._catalog(file, units, bases, is_rtl=is_rtl)
        front = units[0].front
        attach(files(numbering), catalog, front.info, file.add)
        metadata = pydyf.Stream([named(front.metadata)], {"Type": "/Metadata", "Subtype": "/XML"}, compress=True)
        catalog["Metadata"] = file.add(metadata)
        catalog["OutputIntents"] = b"[%b]" % filled(front.intent, bases[0], named_numbers.needs[0])
        info = file.add(pydyf.Dictionary(front.info))
        self._packed = file.packed
        return file.finish(file.add(catalog), info), numbering

    def _place(self, part: Part, base: int, needs: tuple[int, ...]) -> Placed:
        known = self._placed.get(part.key)
        if known is None or known[:2] != (base, needs):
            known = self._placed[part.key] = base, needs, place(part.unit, base, needs)
        return known[2]

    def _write_pages(
        self,
        file: File,
        units: Sequence[Unit],
        placed: Sequence[tuple[int, Placed]],
        needs: Sequence[tuple[int, ...]],
        numbering: Numbering,
    ) -> None:
        before = {numbering.firsts[unit + 1]: (page, unit) for page, unit in numbering.blanks.items()}
        kids = []
        for unit, (base, one), known, first in zip(units, placed, needs, numbering.firsts, strict=True):
            if first in before:
                page, last = before[first]
                kids.append(link_pages.blank(file, units[last], placed[last][0], page, numbering))
            file.unit(base, one)
            link_pages.write(file, unit, base, known, first, numbering)
            kids.append(b"%d 0 R" % base)
        file.hold(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (numbering.total, b" ".join(kids)))

    def _write_named(self, file: File, banks: Mapping[str, Sequence[Bank]], names: _Names) -> None:
        fonts = {name: self._fonts.add(of_face, file.add) for name, of_face in banks.items()}
        for vector, number in names.fonts.items():
            drawn = {name: fonts[name][bank] for name, bank in zip(fonts, vector, strict=True)}
            file.hold(number, pydyf.Dictionary(drawn).data)
        for number, (head, content) in names.shared.values():
            file.stream(number, head[:-2] + b"/Length %d>>" % len(content), content)

    def _catalog(self, file: File, units: Sequence[Unit], bases: Sequence[int], *, is_rtl: bool) -> pydyf.Dictionary:
        preferences = {"DisplayDocTitle": "true"} | ({"Direction": "/R2L"} if is_rtl else {})
        catalog = pydyf.Dictionary(
            {
                "Type": "/Catalog",
                "Pages": b"%d 0 R" % PAGES,
                "Lang": pydyf.String(units[0].front.language),
                "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
                "StructTreeRoot": b"%d 0 R" % ROOT,
                "ViewerPreferences": pydyf.Dictionary(preferences),
                "Names": pydyf.Dictionary({"Dests": link_whole.destinations(units, bases)}),
            }
        )
        if outline := link_whole.outline(file, units, bases):
            catalog["Outlines"] = outline
        return catalog


class _Names:
    """The numbers of what units ask for by name."""

    def __init__(self, parts: Sequence[Part], vectors: Sequence[tuple[int, ...]]) -> None:
        self.count = FIRST
        self.fonts: dict[tuple[int, ...], int] = {vector: self._next() for vector in dict.fromkeys(vectors)}
        self.shared: dict[str, tuple[int, tuple[bytes, bytes]]] = {}
        chapters: dict[str, int] = {}
        self.elements: list[int] = []  #: of the structure, by unit
        self.needs: list[tuple[int, ...]] = []
        for part, vector in zip(parts, vectors, strict=True):
            for name, stream in part.unit.shared.items():
                if name not in self.shared:
                    self.shared[name] = self._next(), stream
            if part.unit.structure.role and part.chapter not in chapters:
                chapters[part.chapter] = self._next()
            self.elements.append(chapters[part.chapter] if part.unit.structure.role else DOCUMENT)
            known = {"fonts": self.fonts[vector], "chapter": self.elements[-1]}
            known |= {name: number for name, (number, _) in self.shared.items()}
            self.needs.append(tuple(known[name] for name in part.unit.needs))

    def _next(self) -> int:
        self.count += 1
        return self.count - 1


def _meanings(unit: Unit) -> tuple[Meanings, ...]:
    return tuple(meanings_of(face) for face in unit.faces)


def _check(units: Sequence[Unit]) -> None:
    """`Unlinkable` if a unit is not all that it is by itself."""
    if any(unit.begins == "here" for unit in units[1:]):
        raise Unlinkable("a chapter begins on the page on which another ends")
    known: set[str] = set()
    for unit in units:
        if going_on := sorted(known.intersection(unit.heads.wants)):
            raise Unlinkable(f"a running head goes on from one chapter into the next: {', '.join(going_on)}")
        known |= set(unit.heads.sets)


def _rounded(count: int) -> int:
    return -(-(count + SPARE) // BLOCK) * BLOCK
