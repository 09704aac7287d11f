"""What a linked document has once: destinations, outline, structure tree, and the catalog that leads to all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pydyf

from dossier.press.linker.file import PdfFile
from dossier.press.linker.pages import real_number
from dossier.press.linker.placement import parent_leaf_number
from dossier.press.linker.unit import Unit, number_of

OF_A_LEAF = 64  #: names in one leaf of a name tree


class Title(NamedTuple):
    """A bookmark: the beginning of its object."""

    level: int
    written: bytes
    is_open: bool


Places = tuple[tuple[bytes, bytes], ...]  #: names of anchors, and entries of a name tree
Titles = tuple[Title, ...]


class Entries(NamedTuple):
    """What a unit has in the lists of the whole, written for the numbers it has."""

    places: Places
    titles: Titles


def entries(unit: Unit, base: int) -> Entries:
    return Entries(_places(unit, base), _titles(unit, base))


def _places(unit: Unit, base: int) -> Places:
    places = []
    for one in unit.anchors:
        target = b"[%d 0 R/XYZ %b %b 0]" % (base + number_of(one.page), real_number(one.x), real_number(one.y))
        name = string(one.name)
        places.append((_as_read(name), name + target))
    return tuple(places)


def _titles(unit: Unit, base: int) -> Titles:
    titles = []
    for one in unit.bookmarks:
        place = b"[%d 0 R/XYZ %b %b 0]" % (base + number_of(one.page), real_number(one.x), real_number(one.y))
        titles.append(Title(one.level, b"<</Title %b/Dest%b" % (string(one.label), place), one.is_open))
    return tuple(titles)


def destinations(file: PdfFile, units: Iterable[Places]) -> bytes:
    """A name tree of two levels (ISO 32000-1, 7.9.6); the first of anchors of one name counts. Its dictionary."""
    places: dict[bytes, bytes] = {}
    for unit_names in units:
        for name, name_bytes in unit_names:
            places.setdefault(name, name_bytes)
    names = sorted(places)
    leaves = []
    for start in range(0, len(names), OF_A_LEAF):
        own = names[start : start + OF_A_LEAF]
        limits = b" ".join(b"<%b>" % name.hex().encode() for name in (own[0], own[-1]))
        leaves.append(file.next())
        file.hold(leaves[-1], b"<</Limits[%b]/Names[%b]>>" % (limits, b"".join(places[name] for name in own)))
    return b"<</Kids[%b]>>" % b" ".join(b"%d 0 R" % leaf for leaf in leaves)


def outline(file: PdfFile, units: Iterable[Titles]) -> bytes:
    """The outline (12.3.3); a reference, or nothing if there are no bookmarks."""
    items = list(_with_depths(units))
    if not items:
        return b""
    root = file.following
    file.following += 1 + len(items)
    children: dict[int, list[int]] = {root: []}
    parents: list[int] = []
    path = [root]
    for number, (depth, _) in enumerate(items, root + 1):
        del path[depth:]
        parents.append(path[-1])
        children[path[-1]].append(number)
        children[number] = []
        path.append(number)
    counts: dict[int, int] = {}  #: how many are shown below one that is open
    for number in range(root + len(items), root, -1):
        counts[number] = sum(1 + max(counts[kid], 0) for kid in children[number])
        if not items[number - root - 1][1].is_open:
            counts[number] = -counts[number]
    for parent, kids in children.items():
        for place, number in enumerate(kids):
            data = b"%b/Parent %d 0 R" % (items[number - root - 1][1].written, parent)
            data += b"/Prev %d 0 R" % kids[place - 1] if place else b""
            data += b"/Next %d 0 R" % kids[place + 1] if place + 1 < len(kids) else b""
            file.hold(number, data + _ends(children[number], counts[number]) + b">>")
    total = sum(1 + max(counts[kid], 0) for kid in children[root])
    file.hold(root, b"<<" + _ends(children[root], total) + b">>")
    return b"%d 0 R" % root


def _ends(kids: Sequence[int], count: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (kids[0], kids[-1], count) if kids else b""


def _with_depths(units: Iterable[Titles]) -> Iterator[tuple[int, Title]]:
    """Bookmarks with their depths, from 1: a level that is skipped is no depth."""
    levels: list[int] = []
    for titles in units:
        for one in titles:
            while levels and levels[-1] >= one.level:
                levels.pop()
            levels.append(one.level)
            yield len(levels), one


def structure(
    file: PdfFile,
    units: Sequence[Unit],
    bases: Sequence[int],
    root: int,
    elements: Sequence[int],
    document: int,
    language: str,
) -> None:
    """The structure tree (14.7): the document, its chapters, and the branches of the units below them.

    `elements` are the numbers of the chapter elements by unit, that of the document for a unit without one.
    """
    kids: dict[int, list[bytes]] = {document: []}
    notes: list[tuple[bytes, int]] = []
    languages: dict[int, str] = {}
    for unit, base, element in zip(units, bases, elements, strict=True):
        if element not in kids:
            kids[element] = []
            kids[document].append(b"%d 0 R" % element)
            languages[element] = unit.structure.language
        kids[element] += [b"%d 0 R" % (base + kid) for kid in unit.structure.kids]
        notes += [(b"n%d" % (base + note), base + note) for note in unit.structure.notes]
    for element, kids_of in kids.items():
        is_document = element == document
        own = language if is_document else languages[element]
        file.hold(
            element,
            b"<</Type/StructElem/S/%b/P %d 0 R%b/K[%b]>>"
            % (
                b"Document" if is_document else b"Sect",
                root if is_document else document,
                b"/Lang" + string(own) if own else b"",
                b" ".join(kids_of),
            ),
        )
    numbers = [base + parent_leaf_number(unit) for unit, base in zip(units, bases, strict=True)]
    leaves, following = b" ".join(b"%d 0 R" % leaf for leaf in numbers), max(numbers, default=0) + 1
    data = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %b/ParentTreeNextKey %d" % (
        *(document, file.add(pydyf.Dictionary({"Kids": f"[{leaves.decode()}]"})), following),
    )
    if notes:
        names = b"".join(b"(%b)%d 0 R " % note for note in sorted(notes))
        data += b"/IDTree<</Names[%b]>>" % names
    file.hold(root, data + b">>")


def string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)


def _as_read(text: bytes) -> bytes:
    """The bytes that a string stands for, by which name trees are sorted."""
    if text.startswith(b"<"):
        return bytes.fromhex(text[1:-1].decode())
    return text[1:-1].replace(b"\\(", b"(").replace(b"\\)", b")").replace(b"\\\\", b"\\")
