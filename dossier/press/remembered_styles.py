"""What layout remembers of styles: those that nobody asks for are not made, and those that are equal are one.

And what the reader of HTML forgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint import css

#: Those that WeasyPrint's own stylesheet gives a style to for each element of a document.
_FOR_EVERY_ELEMENT = frozenset(
    {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)


def copies(stock: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A copy of a style is made to be changed, so nothing may be remembered for it."""

    def copy(style: Any) -> Any:
        made = stock(style)
        made.may_change = True
        return made

    return copy


def may_change(style: Any) -> bool:
    """Whether a style is a copy, or one that WeasyPrint makes up for an SVG."""
    return "may_change" in vars(style) or not isinstance(style, css.Style)


def equals(stock: Callable[..., None]) -> Callable[..., None]:
    """Elements that the same rules apply to share a style if the styles of their parents are equal.

    WeasyPrint does so only if these are the same object, and each element with an `id` has one of its own, so that no
    two rows of a list share anything. A style is given by that of the parent and what the cascade says; anchors are
    told apart, and are nobody's but the element's own. What WeasyPrint changes in a style of an element it changes for
    all its values alike (footnotes become blocks, cells lose their margins), or in a copy.
    """

    def set_computed_styles(
        style_for: Any, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **others: Any
    ) -> None:
        if pseudo_type or not hasattr(element, "attrib"):  # a part of an element, or a page
            stock(style_for, element, parent, root, pseudo_type, **others)
            return
        styles = style_for._computed_styles
        cascaded = style_for._cascaded_styles.get((element, None), {})
        above = None if parent is None else styles[parent, None].alike
        alike = vars(style_for).setdefault("_alike", {}).setdefault((above, _said(cascaded)), _Alike())
        has_anchor = "anchor" in cascaded
        if alike.shared is not None and not has_anchor:
            styles[element, None] = alike.shared
            return
        stock(style_for, element, parent, root, pseudo_type, **others)
        styles[element, None].alike = alike
        if not has_anchor:
            alike.shared = styles[element, None]

    return set_computed_styles


def _said(cascaded: Mapping[str, tuple[Any, Any]]) -> frozenset[Any]:
    """What the cascade says but for the anchor. Values are equal if they are one object, languages if they are called
    the same: WeasyPrint makes a declaration of each `lang`."""
    return frozenset(
        (name, value if name == "lang" else id(value), weight)
        for name, (value, weight) in cascaded.items()
        if name != "anchor"
    )


@dataclass(slots=True, eq=False)
class _Alike:
    """Styles that are equal but for the anchor. Their document keeps them, so that no place in memory is used again."""

    shared: Any = None  #: the style of all elements without an anchor


def unmade(stock: Callable[..., None]) -> Callable[..., None]:
    """Styles of markers and of calls of notes, which each element could have, are made when they are asked for.

    WeasyPrint makes them at once only to see whether they name an anchor; those that do are left to it.
    """

    def set_computed_styles(
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        if pseudo_type in _FOR_EVERY_ELEMENT:
            cascaded = style_for._cascaded_styles.get((element, pseudo_type), {})
            if "anchor" not in cascaded:
                style_for._computed_styles[element, pseudo_type] = cascaded, parent, root, base_url
                return
        stock(style_for, element, parent, root, pseudo_type, base_url, target_collector)

    return set_computed_styles


def made(stock: Callable[..., Any]) -> Callable[..., Any]:
    """The other half of `unmade`."""

    def call(style_for: Any, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type in _FOR_EVERY_ELEMENT:
            styles = style_for._computed_styles
            if isinstance(found := styles.get((element, pseudo_type)), tuple):
                cascaded, parent, root, base_url = found
                styles[element, pseudo_type] = css.ComputedStyle(
                    *(styles[parent, None], cascaded, pseudo_type, styles[root, None], base_url),
                    *(style_for.font_config, style_for.initial_page_sizes),
                )
        return stock(style_for, element, pseudo_type)

    return call


def until(stock: Callable[..., str]) -> Callable[..., str]:
    """tinyhtml5 puts together what it reads on to at each tag and text, for it keeps it under another name than it asks
    for. Kept under the right one, it is found."""
    known = stock.__globals__["characters_until_regex"]

    def chars_until(stream: Any, characters: Any, opposite: bool = False) -> str:
        if (characters, opposite) not in known:
            said = "".join(f"\\x{ord(one):02x}" for one in characters)
            known[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{said}]+")
        return stock(stream, characters, opposite)

    return chars_until
