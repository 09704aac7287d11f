"""What a linked document has once: destinations, outline, structure tree, and the catalog that leads to all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pydyf

from dossier.press.link_file import File
from dossier.press.link_pages import real
from dossier.press.link_place import Placed, number_of
from dossier.press.unit import Bookmark, Unit


def destinations(units: Sequence[Unit], bases: Sequence[int]) -> bytes:
    """A name tree of one node (ISO 32000-1, 7.9.6): the first of anchors of one name counts."""
    places: dict[bytes, bytes] = {}
    for unit, base in zip(units, bases, strict=True):
        for one in unit.anchors:
            target = b"[%d 0 R/XYZ %b %b 0]" % (base + number_of(one.page), real(one.x), real(one.y))
            places.setdefault(string(one.name), target)
    return b"<</Names[%b]>>" % b"".join(name + places[name] for name in sorted(places, key=_as_read))


def outline(file: File, units: Sequence[Unit], bases: Sequence[int]) -> bytes:
    """The outline (12.3.3); a reference, or nothing if there are no bookmarks."""
    items = [(depth, one, base + number_of(one.page)) for (depth, one), base in _with_depths(units, bases)]
    if not items:
        return b""
    root = file.following
    file.following += 1 + len(items)
    children: dict[int, list[int]] = {root: []}
    parents: list[int] = []
    path = [root]
    for number, (depth, _, _) in enumerate(items, root + 1):
        del path[depth:]
        parents.append(path[-1])
        children[path[-1]].append(number)
        children[number] = []
        path.append(number)
    shown: dict[int, int] = {}  #: how many are shown below one that is open
    for number in range(root + len(items), root, -1):
        shown[number] = sum(1 + max(shown[kid], 0) for kid in children[number])
        if not items[number - root - 1][1].is_open:
            shown[number] = -shown[number]
    for parent, kids in children.items():
        for place, number in enumerate(kids):
            _, one, page = items[number - root - 1]
            data = b"<</Title %b/Dest[%d 0 R/XYZ %b %b 0]/Parent %d 0 R" % (
                *(string(one.label), page, real(one.x), real(one.y), parent),
            )
            data += b"/Prev %d 0 R" % kids[place - 1] if place else b""
            data += b"/Next %d 0 R" % kids[place + 1] if place + 1 < len(kids) else b""
            file.hold(number, data + _ends(children[number], shown[number]) + b">>")
    total = sum(1 + max(shown[kid], 0) for kid in children[root])
    file.hold(root, b"<<" + _ends(children[root], total) + b">>")
    return b"%d 0 R" % root


def _ends(kids: Sequence[int], shown: int) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (kids[0], kids[-1], shown) if kids else b""


def _with_depths(units: Sequence[Unit], bases: Sequence[int]) -> Iterator[tuple[tuple[int, Bookmark], int]]:
    """Bookmarks with their depths, from 1: a level that is skipped is no depth."""
    levels: list[int] = []
    for unit, base in zip(units, bases, strict=True):
        for one in unit.bookmarks:
            while levels and levels[-1] >= one.level:
                levels.pop()
            levels.append(one.level)
            yield (len(levels), one), base


def structure(
    file: File,
    units: Sequence[Unit],
    placed: Sequence[tuple[int, Placed]],
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
    for unit, (base, _), element in zip(units, placed, elements, strict=True):
        if element not in kids:
            kids[element] = []
            kids[document].append(b"%d 0 R" % element)
            languages[element] = unit.structure.language
        kids[element] += [b"%d 0 R" % (base + kid) for kid in unit.structure.kids]
        notes += [(b"n%d" % (base + note), base + note) for note in unit.structure.notes]
    for element, listed in kids.items():
        is_document = element == document
        own = language if is_document else languages[element]
        file.hold(
            element,
            b"<</Type/StructElem/S/%b/P %d 0 R%b/K[%b]>>"
            % (
                b"Document" if is_document else b"Sect",
                root if is_document else document,
                b"/Lang" + string(own) if own else b"",
                b" ".join(listed),
            ),
        )
    leaves = b" ".join(b"%d 0 R" % one.leaf for _, one in placed)
    following = max((one.leaf for _, one in placed), default=0) + 1
    data = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %b/ParentTreeNextKey %d" % (
        *(document, file.add(pydyf.Dictionary({"Kids": f"[{leaves.decode()}]"})), following),
    )
    if notes:
        names = b"".join(b"(%b)%d 0 R " % note for note in sorted(notes))
        data += b"/IDTree<</Names[%b]>>" % names
    file.hold(root, data + b">>")


def string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)


def _as_read(written: bytes) -> bytes:
    """The bytes that a string stands for, by which name trees are sorted."""
    if written.startswith(b"<"):
        return bytes.fromhex(written[1:-1].decode())
    return written[1:-1].replace(b"\\(", b"(").replace(b"\\)", b")").replace(b"\\\\", b"\\")
