"""What a reader of the tag tree gets: the text of a page as it was written, as ActualText of structure elements.

The glyphs stand in the order of the page; a reader that speaks the tree needs the order of the language. The text stands
on an element that holds lines and never on the one that a marked content belongs to: MuPDF would put it in place of the
glyphs, letter by letter, and turn it round. It stands within one element, so what has a language, a link or a role of its
own keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

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
    elements = [thing for thing in pdf.objects[first:] if _is_element(thing)]
    lines = _line_ends(boxes)
    leaves = {}
    for element in elements:
        kids = element.get("K")
        if isinstance(kids, list) and len(kids) == 1 and isinstance(kids[0], int):
            key = pages.get(element.get("Pg")), kids[0]
            if key in boxes and element["S"] != "/Link":
                leaves[element.reference] = key
    for element in elements:
        kids = element.get("K")
        if element["S"] == "/Link":
            _put_below(pdf, element, boxes, lines, pages.get(element.get("Pg")))
        elif isinstance(kids, list) and element.reference not in leaves:
            _tell_runs(pdf, element, kids, leaves, boxes, lines)


def _is_element(thing: Any) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"


def _tell_runs(
    pdf: Any, element: Any, kids: Any, leaves: Mapping[Any, tuple[int, int]], boxes: Boxes, lines: Mapping[Any, str]
) -> None:
    """Text for every run of lines among the kids of an element: on the element itself if it has no other kids."""
    runs = list(_runs(kids, leaves))
    if len(runs) == 1 and runs[0][1] and not {"ActualText", "Alt"} & set(element):
        element["ActualText"] = pydyf.String(_text(kids, leaves, boxes, lines))
        return
    told = pydyf.Array()
    for run, is_text in runs:
        if not is_text:
            told.extend(run)
            continue
        whole = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "P": element.reference,
                "K": pydyf.Array(run),
                "ActualText": pydyf.String(_text(run, leaves, boxes, lines)),
            }
        )
        pdf.add_object(whole)
        for kid in run:
            _object(pdf, kid)["P"] = whole.reference
        told.append(whole.reference)
    kids[:] = told


def _runs(kids: Sequence[Any], leaves: Mapping[Any, Any]) -> Iterator[tuple[list[Any], bool]]:
    run: list[Any] = []
    for kid in kids:
        if run and (run[-1] in leaves) != (kid in leaves):
            yield run, run[-1] in leaves
            run = []
        run.append(kid)
    if run:
        yield run, run[-1] in leaves


def _text(run: Sequence[Any], leaves: Mapping[Any, tuple[int, int]], boxes: Boxes, lines: Mapping[Any, str]) -> str:
    return "".join(lines[leaves[kid]] for kid in run)


def _put_below(pdf: Any, link: Any, boxes: Boxes, lines: Mapping[Any, str], page: int | None) -> None:
    """A link holds its marked contents itself: they get an element of their own, below one that has their text."""
    numbers = [kid for kid in link["K"] if isinstance(kid, int) and (page, kid) in boxes]
    if not numbers or page is None:
        return
    whole = pydyf.Dictionary({"Type": "/StructElem", "S": "/Span", "P": link.reference, "Pg": link["Pg"]})
    pdf.add_object(whole)
    inner = pydyf.Dictionary({"Type": "/StructElem", "S": "/Span", "P": whole.reference, "Pg": link["Pg"]})
    pdf.add_object(inner)
    inner["K"] = pydyf.Array(numbers)
    whole["K"] = pydyf.Array([inner.reference])
    whole["ActualText"] = pydyf.String("".join(lines[page, number] for number in numbers))
    rest = [kid for kid in link["K"] if kid not in numbers]
    link["K"][:] = [*rest, whole.reference]
    owners = _owners(pdf, page)
    for number in numbers:
        owners[number] = inner.reference


def _owners(pdf: Any, page: int) -> Any:
    """The elements that the marked contents of a page belong to, by number."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    return numbers[numbers.index(page) + 1]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _line_ends(boxes: Boxes) -> dict[tuple[int, int], str]:
    """The text of each box, with the space that the end of its line has swallowed."""
    told = {}
    keys = list(boxes)
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        box, text = boxes[key], boxes[key].text
        after = boxes[following] if following else None
        if after is None or (after.position_y + after.baseline) != (box.position_y + box.baseline) or key[0] != following[0]:
            hyphen = box.style["hyphenate_character"]
            if after is not None and text.endswith(hyphen) and not _written(box).count(text.split()[-1]):
                text = text.removesuffix(hyphen)
            elif after is None or not _is_cut(box, after):
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
