"""Controls of forms as a browser prints them, as far as a page without a program can show them.

WeasyPrint 70.0 draws a frame with the value in it, the first choices of a `<select>`, passwords in clear letters, and
nothing of what only a program draws. `browser.css` says what the controls look like; what depends on the control itself
is done here.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dossier.press.html import tree
from dossier.press.html.foreign.list_numbers import integer

_BULLET = "•"
_EMPTY = frozenset({"file"})  #: kinds of input of which only the frame can be shown
_BARS = {"progress": (0.0, 1.0), "meter": (0.0, 1.0), "range": (0.0, 100.0)}  #: least and greatest, if nothing is said
_DONE, _LEFT = "#767676", "#e6e6e6"  #: colours of a bar
_SIZES = (("input", "size", "width"), ("textarea", "cols", "width"), ("textarea", "rows", "min-height"))
_LARGEST = 200  #: letters or lines


def prepare(root: Element) -> Iterator[tuple[Element, str]]:
    """Write to the controls of a document what they show. Gives those that cannot be shown, and why."""
    for element, is_rtl in list(_directed(root, False)):
        kind = element.get("type", "text").strip().lower() if element.tag == "input" else element.tag
        if kind == "select":
            _choose(element)
        elif kind in _BARS:
            _fill(element, kind, is_rtl)
        elif element.tag == "input":
            if kind == "password":
                element.set("value", _BULLET * len(element.get("value", "")))
            elif kind == "color":
                tree.declare(element, f"background: {element.get('value') or 'black'}")
            elif kind == "image":
                _picture(element)
            elif kind in _EMPTY:
                yield element, f"<input type={kind}> is printed as an empty frame"


def sizes(root: Element) -> str:
    """CSS for the sizes that controls ask for in letters and lines, in browsers a default of theirs."""
    rules = set()
    for tag, name, what in (
        ("input", "size", "width"),
        ("textarea", "cols", "width"),
        ("textarea", "rows", "min-height"),
    ):
        for element in root.iter(tag):
            number = integer(element.get(name))
            if number and 0 < number <= _LARGEST:
                length = f"{number * 1.2:g}em" if what == "min-height" else f"{number}ch"
                rules.add(f'{tag}[{name}="{element.get(name)}"] {{ {what}: {length} }}\n')
    return "".join(sorted(rules))


def _directed(element: Element, is_rtl: bool) -> Iterator[tuple[Element, bool]]:
    direction = element.get("dir", "").lower()
    is_rtl = direction == "rtl" or (is_rtl and direction != "ltr")
    yield element, is_rtl
    for child in element:
        yield from _directed(child, is_rtl)


def _choose(select: Element) -> None:
    """Of a list to choose from, say which choice is seen: the last one that is selected, else the first."""
    options = list(select.iter("option"))
    if select.get("multiple") is not None or not options:
        return
    selected_options = [option for option in options if option.get("selected") is not None]
    for option in selected_options[:-1]:
        del option.attrib["selected"]
    if not selected_options:
        options[0].set("selected", "")


def _fill(bar: Element, kind: str, is_rtl: bool) -> None:
    """A bar that is filled as far as its value goes."""
    least, most = (_number(bar.get(name), usual) for name, usual in zip(("min", "max"), _BARS[kind], strict=True))
    value = _number(bar.get("value"), (least + most) / 2 if kind == "range" else least)
    share = min(1.0, max(0.0, (value - least) / (most - least))) if most > least else 0.0
    side = "left" if is_rtl else "right"
    tree.declare(bar, f"background: linear-gradient(to {side}, {_DONE} {share:.1%}, {_LEFT} 0)")


def _picture(element: Element) -> None:
    attributes = {name: value for name, value in element.attrib.items() if name not in {"type", "value"}}
    element.tag = "img"
    element.attrib.clear()
    element.attrib.update({"alt": "", **attributes})


def _number(text: str | None, usual: float) -> float:
    try:
        return float(text or "")
    except ValueError:
        return usual
