"""What a reader of the tag tree gets: the text of a page as it was written, as ActualText of structure elements.

The glyphs stand in the order of the page; a reader that speaks the tree needs the order of the language. The text
stands on an element that holds lines and never on the one that a marked content belongs to: MuPDF would put it in place
of the glyphs, letter by letter, and turn it round. It stays within one element, so what has a language, a link or a
role of its own keeps it, and it stands only where the glyphs do not tell it themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

INLINE = frozenset({"/Span", "/Link", "/NonStruct"})
HOLDERS = frozenset({"/Span", "/P", "/TD", "/TH", "/LBody", "/Lbl", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})

Boxes = Mapping[tuple[int, int], Any]  #: page, number of the marked content -> text box of WeasyPrint


def boxes_of(page_streams: Sequence[Any]) -> dict[tuple[int, int], Any]:
    """The text boxes of a document, before the tags are made of them."""
    return {
        (number, tag["mcid"]): box
        for number, stream in enumerate(page_streams)
        for box, tag in (stream._tags or {}).items()
        if getattr(box, "text", None)
    }


def tell(pdf: Any, boxes: Boxes, first: int) -> None:
    """Write the text of `boxes` into the structure elements among the objects from number `first` on."""
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    elements = {thing.reference: thing for thing in pdf.objects[first:] if _is_element(thing)}
    leaves: dict[Any, tuple[int, int]] = {}
    blocks: dict[tuple[int, int], Any] = {}
    for reference, element in elements.items():
        numbers = [kid for kid in element.get("K", ()) if isinstance(kid, int)]
        keys = [(pages[element["Pg"]], number) for number in numbers]
        block = element
        while block["S"] in INLINE and block["P"] in elements:
            block = elements[block["P"]]
        blocks.update(dict.fromkeys(keys, block.reference))
        if len(keys) == len(element.get("K", ())) == 1 and keys[0] in boxes and element["S"] != "/Link":
            leaves[reference] = keys[0]
    lines = _line_ends(boxes, blocks)
    for reference, element in elements.items():
        if reference in leaves:
            continue
        if element["S"] == "/Link":
            _put_below(pdf, element, boxes, lines, pages.get(element.get("Pg")))
        elif isinstance(element.get("K"), list):
            _tell_runs(pdf, element, leaves, boxes, lines)


def _is_element(thing: Any) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"


def _tell_runs(
    pdf: Any, element: Any, leaves: Mapping[Any, tuple[int, int]], boxes: Boxes, lines: Mapping[Any, str]
) -> None:
    """Text for every run of lines among the kids of an element: on the element itself if it has no other kids.

    The lines of a run become one element below the one with the text. It saves more than the text costs.
    """
    runs = list(_runs(element["K"], leaves))
    is_whole = len(runs) == 1 and not {"ActualText", "Alt"} & set(element)
    told = pydyf.Array()
    for run, is_text in runs:
        text = "".join(lines[leaves[kid]] for kid in run) if is_text else ""
        if not is_text or not _has_to_be_told(text, [boxes[leaves[kid]] for kid in run]):
            told.extend(_lifted(pdf, element, run, leaves) if is_text else run)
            continue
        inner, *others = [_object(pdf, kid) for kid in run]
        inner["K"] = pydyf.Array(leaves[kid][1] for kid in run)
        owners = _owners(pdf, leaves[run[0]][0])
        for kid in run[1:]:
            owners[leaves[kid][1]] = inner.reference
        for other in others:
            other.clear()
        if is_whole:
            whole = element
        elif others:
            whole = others[0]
        else:
            whole = pydyf.Dictionary()
            pdf.add_object(whole)
        if whole is not element:
            whole.update({"Type": "/StructElem", "S": "/Span", "P": element.reference, "K": pydyf.Array([run[0]])})
            inner["P"] = whole.reference
        whole["ActualText"] = pydyf.String(text)
        told.append(run[0] if whole is element else whole.reference)
    element["K"] = told


def _lifted(pdf: Any, element: Any, run: Sequence[Any], leaves: Mapping[Any, tuple[int, int]]) -> list[Any]:
    """The marked contents of lines that need no element of their own: it pays for the text that others carry."""
    if element["S"] not in HOLDERS:
        return list(run)
    for kid in run:
        page, number = leaves[kid]
        _owners(pdf, page)[number] = element.reference
        _object(pdf, kid).clear()
    return [leaves[kid][1] for kid in run]


def _runs(kids: Sequence[Any], leaves: Mapping[Any, Any]) -> Iterator[tuple[list[Any], bool]]:
    run: list[Any] = []
    for kid in kids:
        if run and (run[-1] in leaves) != (kid in leaves):
            yield run, run[-1] in leaves
            run = []
        run.append(kid)
    if run:
        yield run, run[-1] in leaves


def _has_to_be_told(text: str, boxes: Sequence[Any]) -> bool:
    """Whether the glyphs do not tell it themselves: they do if they stand in the order of the language."""
    if "".join(box.text for box in boxes) != text or any(map(_is_turned, text)):
        return bool(text)
    return bool(boxes) and boxes[0].style["direction"] == "rtl" and len(text) > 1 and not text.strip().isalnum()


def _is_turned(character: str) -> bool:
    return unicodedata.bidirectional(character) in RIGHT_TO_LEFT


def _put_below(pdf: Any, link: Any, boxes: Boxes, lines: Mapping[Any, str], page: int | None) -> None:
    """A link holds its marked contents itself: they get an element of their own, below one that has their text."""
    numbers = [kid for kid in link["K"] if isinstance(kid, int) and (page, kid) in boxes]
    text = "".join(lines[page, number] for number in numbers) if page is not None else ""
    if page is None or not _has_to_be_told(text, [boxes[page, number] for number in numbers]):
        return
    whole = pydyf.Dictionary({"Type": "/StructElem", "S": "/Span", "P": link.reference, "Pg": link["Pg"]})
    pdf.add_object(whole)
    inner = pydyf.Dictionary({"Type": "/StructElem", "S": "/Span", "P": whole.reference, "Pg": link["Pg"]})
    pdf.add_object(inner)
    inner["K"] = pydyf.Array(numbers)
    whole["K"] = pydyf.Array([inner.reference])
    whole["ActualText"] = pydyf.String(text)
    rest = [kid for kid in link["K"] if kid not in numbers]
    link["K"][:] = [*rest, whole.reference]
    owners = _owners(pdf, page)
    for number in numbers:
        owners[number] = inner.reference


def _owners(pdf: Any, page: int) -> Any:
    """The elements that the marked contents of a page belong to, by number."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    return _object(pdf, root["ParentTree"])["Nums"][2 * page + 1]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _line_ends(boxes: Boxes, blocks: Mapping[tuple[int, int], Any]) -> dict[tuple[int, int], str]:
    """The text of each box, with the space that the end of its line has swallowed."""
    told = {}
    keys = list(boxes)
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        box, text = boxes[key], boxes[key].text
        if following and blocks.get(key) == blocks.get(following):
            after = boxes[following]
            if after.position_y + after.baseline > box.position_y + box.baseline + box.style["font_size"] / 2:
                hyphen = box.style["hyphenate_character"]
                if text.endswith(hyphen) and text.split()[-1] not in _written(box):
                    text = text.removesuffix(hyphen)
                elif not _is_cut(box, after):
                    text = text.rstrip(" ") + " "
        told[key] = text
    return told


def _is_cut(box: Any, after: Any) -> bool:
    """Whether a line ends inside a word, at a hyphen or a slash or in the midst of a long one."""
    here, there = box.text.split()[-1:], after.text.split()[:1]
    if not here or not there or box.element is None:
        return False
    written = _written(box)
    return here[0] + there[0] in written and f"{here[0]} {there[0]}" not in written


def _written(box: Any) -> str:
    """The text of a box's element as its author wrote it."""

    def pieces(element: Any) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if str(child.tag).rpartition("}")[2] == "br":
                yield " "
            else:
                yield from pieces(child)
            yield child.tail or ""

    return "" if box.element is None else " ".join("".join(pieces(box.element)).split())
