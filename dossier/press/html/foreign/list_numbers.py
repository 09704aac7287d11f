"""The numbers that HTML gives to the items of its lists: `<ol start>`, `<ol reversed>`, `<li value>`.

Another number before a clause of a statute is another text. WeasyPrint 70.0 counts with CSS counters alone: it knows
`start` and `value` only as hints, does not know `reversed`, and loses the count where a document has counters of its
own on `ol` or `li`. So the number of each item is worked out as HTML says it and written to the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from dossier.press.html import tree

_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_INTEGER = re.compile(r"[ \t\n\r\f]*([+-]?\d+)")
_COUNTERS = frozenset({"counter-increment", "counter-reset", "counter-set"})


def write_numbers(root: Element, styles: Mapping[Element, Mapping[str, str]]) -> bool:
    """Write to each item of a list what its number is, if it has one. `declared` is what its CSS says. Whether any is.

    What a document does to the counter `list-item` in its own CSS is left to it.
    """
    counters = [style.get(name, "") for style in styles.values() for name in _COUNTERS]
    if any("list-item" in value.split() for value in counters):
        return False
    numbers = [pair for one in root.iter() if one.tag in _LISTS for pair in _numbers(one)]
    for item, number in numbers:
        # WeasyPrint sets a counter first and then adds to it, unless something is said of that: of `value` by a hint.
        own = "counter-increment" in styles.get(item, {}) or integer(item.get("value")) is not None
        tree.declare(item, f"counter-set: list-item {number if own else number - 1}")
    return bool(numbers)


def _numbers(one: Element) -> Iterator[tuple[Element, int]]:
    """Each item of a list with its number; none if all that counts is the order, and nobody sees it."""
    items = list(_items(one))
    if one.tag != "ol" and not any(integer(item.get("value")) is not None for item in items):
        return
    is_reversed = one.tag == "ol" and one.get("reversed") is not None
    start = integer(one.get("start")) if one.tag == "ol" else None
    number = start if start is not None else len(items) if is_reversed else 1
    for item in items:
        value = integer(item.get("value"))
        number = number if value is None else value
        yield item, number
        number += -1 if is_reversed else 1


def _items(element: Element) -> Iterator[Element]:
    """The items of a list, without those of lists in it."""
    for child in element:
        if child.tag == "li":
            yield child
        if child.tag not in _LISTS:
            yield from _items(child)


def integer(text: str | None) -> int | None:
    """As HTML reads whole numbers: what follows the digits does not count."""
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else None
