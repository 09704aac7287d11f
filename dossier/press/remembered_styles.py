"""What layout remembers of styles: those that nobody asks for are not made, and those that are equal are one."""

from __future__ import annotations

from collections.abc import Callable
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


def declarations(stock: Callable[..., Any]) -> Callable[..., Any]:
    """The declaration that WeasyPrint makes of each `lang` attribute is one for each language, not for each element.

    Elements whose declarations are the same object, and whose parents' styles are, share a style; so with this all
    foreign names in a paragraph do. WeasyPrint parses single declarations for attributes only, and never changes them.
    """
    known: dict[str, Any] = {}

    def parse_one_declaration(input: Any, skip_comments: bool = False) -> Any:
        if skip_comments or not isinstance(input, str) or not input.startswith("-weasy-lang:"):
            return stock(input, skip_comments)
        if input not in known:
            known[input] = stock(input)
        return known[input]

    return parse_one_declaration
