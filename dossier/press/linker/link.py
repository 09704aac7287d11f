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

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

import pydyf

from dossier.files.cache import Cache, digest_of
from dossier.press.linker import pages, trees
from dossier.press.linker.attachments import AttachmentWriter
from dossier.press.linker.cache import LinkCache
from dossier.press.linker.deflate import Packer
from dossier.press.linker.file import PdfFile
from dossier.press.linker.fonts import CodeTables, FontWriter, LinkedFont, linked_fonts
from dossier.press.linker.groups import GroupMember, ObjectGroups, group_slices
from dossier.press.linker.pagination import Numbering, count, extent
from dossier.press.linker.placement import (
    PlacedUnit,
    number_count,
    objects_of,
    parent_leaf_number,
    place,
    relocate,
    without_codes,
)
from dossier.press.linker.unit import Unit, Unlinkable
from dossier.press.pdf.archive import Attached, attach, with_pdf_ua

BLOCK = 512  #: numbers; a block is a whole number of them
SPARE = 16  #: numbers of a block that are free at first
PAGES, ROOT, DOCUMENT, FIRST = 1, 2, 3, 4  #: numbers that are always the same, and the first of the others


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A unit in its document."""

    unit: Unit
    chapter: str  #: units of one chapter share an element of the structure
    key: str  #: what the unit is known by from one linking to the next; another unit has another


class Linker:
    """Links, and remembers from one time to the next what does not change.

    `programs` gives a font file by its SHA-256. `cache` is what another has made before, and this one need not.
    """

    def __init__(self, programs: Callable[[str], bytes], cache: LinkCache | None = None) -> None:
        self._fonts, self._code_tables = FontWriter(programs), CodeTables()
        cache = cache or LinkCache()
        self._packer, self._sizes = Packer(cache.pieces), cache.sizes
        self._groups = ObjectGroups(self._packer)
        self._entries: Cache[trees.Entries] = Cache()
        self._carrier = AttachmentWriter(self._packer, cache.files)
        self._traits: dict[str, _Traits] = {}  #: by the key of a part
        self._placed: dict[_Token, PlacedUnit] = {}
        self._bound: dict[Hashable, pages.NumberedPart] = {}

    def take(self, key: str, unit: Unit) -> Unit:
        """What is left of a unit when what only linking needs has been taken from it, and packed.

        A unit may be taken before it is linked, and what is left of it stands for it until the linking after that.
        """
        if key not in self._traits:
            masks, shareable = self._code_tables.masks(unit.faces), tuple(dict.fromkeys(pages.shareable(unit)))
            self._traits[key] = _Traits(without_codes(unit), masks, shareable, *pages.late_numbers_of(unit))
        return self._traits[key].unit

    def link(
        self, parts: Sequence[DocumentPart], files: Callable[[Numbering], Iterable[Attached]], *, is_rtl: bool
    ) -> tuple[bytes, Numbering]:
        """The PDF of units in their order, and where all came to stand; it carries `files` of that numbering."""
        units = [self.take(part.key, part.unit) for part in parts]
        _check(units)
        numbering = count(map(extent, units), is_rtl=is_rtl)
        traits = [self._traits[part.key] for part in parts]
        fonts, vectors = linked_fonts(
            ((unit.faces, one.masks) for unit, one in zip(units, traits, strict=True)), self._code_tables
        )
        names = _UnitNames(parts, vectors, traits)
        file = PdfFile(self._packer)
        bases, file.following = _bases(units, names.count)
        kids = self._write_units(file, parts, bases, names, numbering)
        file.hold(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (numbering.total, b" ".join(kids)))
        self._write_named(file, fonts, names)
        trees.structure(file, units, bases, ROOT, names.elements, DOCUMENT, "")
        tokens = [(part.key, base) for part, base in zip(parts, bases, strict=True)]
        entries = [
            self._entries.of(token, partial(trees.entries, unit, token[1]))
            for token, unit in zip(tokens, units, strict=True)
        ]
        catalog = self._catalog(file, units, entries, is_rtl=is_rtl)
        front = units[0].front
        attach(files(numbering), catalog, self._carrier.into(file, front.info))
        metadata = pydyf.Stream([with_pdf_ua(front.metadata)], {"Type": "/Metadata", "Subtype": "/XML"}, compress=True)
        catalog["Metadata"] = file.add(metadata)
        catalog["OutputIntents"] = b"[%b]" % relocate(front.intent, bases[0], names.needs[0])
        info = file.add(pydyf.Dictionary(front.info))
        pdf = file.finish(file.add(catalog), info)
        self._traits = {part.key: self._traits[part.key] for part in parts}  # now, and not if it could not be linked
        for memory in (self._groups, self._carrier, self._entries, self._packer):
            memory.renew()
        self._sizes = {}
        return pdf, numbering

    def cache_entries(self, is_worth_it: Callable[[int, int], bool]) -> LinkCache | None:
        """What may be kept of the last linking, for another that links the same or nearly the same.

        None if it is not worth it, with so many pieces packed anew, and so many in all.
        """
        if not is_worth_it(self._packer.new, len(self._packer)):
            return None
        sizes = {digest_of(token): unit.objects for token, unit in self._placed.items()}
        return LinkCache(self._packer.cache_entries(), sizes, self._carrier.cache_entries())

    def _write_units(
        self,
        file: PdfFile,
        parts: Sequence[DocumentPart],
        bases: Sequence[int],
        names: _UnitNames,
        numbering: Numbering,
    ) -> list[bytes]:
        """The units by the group; references to their pages, and to blank ones before them, in order."""
        old, self._placed = self._placed, {}
        bounds, self._bound = self._bound, {}
        every = list(zip(parts, bases, names.needs, numbering.firsts, strict=True))
        for group in group_slices(len(every)):
            self._groups.write(file, [self._member(*one, numbering, names, old, bounds) for one in every[group]])
        before = {numbering.firsts[unit + 1]: (page, unit) for page, unit in numbering.blanks.items()}
        kids = []
        for base, first in zip(bases, numbering.firsts, strict=True):
            if first in before:
                page, last = before[first]
                number, content = file.next(), file.next()
                data, body = pages.blank_page(parts[last].unit, bases[last], page, numbering, content)
                file.hold(number, data)
                file.pack(content, body)
                kids.append(b"%d 0 R" % number)
            kids.append(b"%d 0 R" % base)
        return kids

    def _member(
        self,
        part: DocumentPart,
        base: int,
        needs: tuple[int, ...],
        first: int,
        numbering: Numbering,
        names: _UnitNames,
        old: Mapping[_Token, PlacedUnit],
        bounds: Mapping[Hashable, pages.NumberedPart],
    ) -> GroupMember:
        """A unit in its place, as it was if that and all the numbers in it are as they were."""
        traits, token = self._traits[part.key], (part.key, base, needs)
        unit, objects = traits.unit, cache(partial(objects_of, traits.unit, base, needs))
        placed_unit = old.get(token)
        if placed_unit is None:
            placed_unit = place(unit, base, needs, self._sizes.get(digest_of(token)) or objects()[1])
        self._placed[token] = placed_unit
        late = tuple(numbering.anchors.get(target, 0) for target in traits.targets)
        shared = tuple(names.shareable[one] for one in traits.shareable)
        of_all = numbering.total if traits.says_total else 0
        key = (token, first, numbering.is_rtl, late, of_all, shared)
        moving = bounds.get(key)
        if moving is None:
            moving = pages.number_pages(unit, base, needs, first, numbering, names.shareable, self._packer)
        self._bound[key] = moving
        return GroupMember(base, base + parent_leaf_number(unit), token, placed_unit, lambda: objects()[0], moving)

    def _write_named(self, file: PdfFile, linked: Mapping[str, Sequence[LinkedFont]], names: _UnitNames) -> None:
        fonts = {name: self._fonts.add(of_face, file.add) for name, of_face in linked.items()}
        for vector, number in names.fonts.items():
            fonts_used = {name: fonts[name][number] for name, number in zip(fonts, vector, strict=True)}
            file.hold(number, pydyf.Dictionary(fonts_used).data)
        for number, (head, content) in names.shared.values():
            file.stream(number, head[:-2] + b"/Length %d>>" % len(content), content)
        for content, number in names.shareable.items():
            file.pack(number, content)

    def _catalog(
        self,
        file: PdfFile,
        units: Sequence[Unit],
        entries: Sequence[tuple[trees.Places, trees.Titles]],
        *,
        is_rtl: bool,
    ) -> pydyf.Dictionary:
        preferences = {"DisplayDocTitle": "true"} | ({"Direction": "/R2L"} if is_rtl else {})
        catalog = pydyf.Dictionary(
            {
                "Type": "/Catalog",
                "Pages": b"%d 0 R" % PAGES,
                "Lang": pydyf.String(units[0].front.language),
                "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
                "StructTreeRoot": b"%d 0 R" % ROOT,
                "ViewerPreferences": pydyf.Dictionary(preferences),
                "Names": pydyf.Dictionary({"Dests": trees.destinations(file, (places for places, _ in entries))}),
            }
        )
        if outline := trees.outline(file, (titles for _, titles in entries)):
            catalog["Outlines"] = outline
        return catalog


_Token = tuple[str, int, tuple[int, ...]]  #: the key of a part, the first of its numbers, those of what it asks for


class _Traits(NamedTuple):
    """What has to be known of a unit each time that it is linked, found out once."""

    unit: Unit  #: slim
    masks: tuple[int, ...]  #: what its codes mean, by face
    shareable: tuple[bytes, ...]  #: what its pages may share with others
    targets: tuple[str, ...]  #: anchors whose pages it names
    says_total: bool  #: whether it says how many pages there are


class _UnitNames:
    """The numbers of what units ask for by name."""

    def __init__(
        self, parts: Sequence[DocumentPart], vectors: Sequence[tuple[int, ...]], traits: Sequence[_Traits]
    ) -> None:
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
            numbers = {"fonts": self.fonts[vector], "chapter": self.elements[-1]}
            numbers |= {name: number for name, (number, _) in self.shared.items()}
            self.needs.append(tuple(numbers[name] for name in part.unit.needs))
        #: what margins say, and pages share -> its number
        self.shareable = {one: self._next() for one in dict.fromkeys(one for each in traits for one in each.shareable)}

    def _next(self) -> int:
        self.count += 1
        return self.count - 1


def _bases(units: Sequence[Unit], names: int) -> tuple[list[int], int]:
    """The first number of each unit, and the one behind all of them."""
    bases, base = [], _rounded(names)
    for unit in units:
        bases.append(base)
        base += _rounded(number_count(unit))
    return bases, base


def _check(units: Sequence[Unit]) -> None:
    """`Unlinkable` if a unit is not all that it is by itself."""
    if any(unit.begins == "here" for unit in units[1:]):
        raise Unlinkable("a chapter begins on the page on which another ends")
    names: set[str] = set()
    for unit in units:
        if going_on := sorted(names.intersection(unit.heads.wants)):
            raise Unlinkable(f"a running head goes on from one chapter into the next: {', '.join(going_on)}")
        names |= set(unit.heads.sets)


def _rounded(count: int) -> int:
    return -(-(count + SPARE) // BLOCK) * BLOCK
