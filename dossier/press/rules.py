"""The rules of a document's CSS that somebody waits for, each with its place, and the elements they are for.

Selectors are matched as WeasyPrint does it, with cssselect2, in sheets for print; what stands in @supports or @layer is
looked at too. Only declarations of the names asked for are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from dossier.press import tree
from dossier.press.origins import places_of
from dossier.problems import Place

_PRINTED = re.compile(r"\b(?:all|print)\b|^\s*(?:\(|$)", re.I)
NOT_SHOWN = frozenset({"head", "noscript", "script", "style", "template", "title"})
COLUMNS = frozenset({"columns", "column-count", "column-width"})
_OTHERS = "display float clear column-rule column-rule-style letter-spacing direction unicode-bidi"
_OF_BROWSERS = (
    "counter-increment counter-reset counter-set text-align text-align-all -webkit-line-clamp width inline-size"
)
WATCHED = COLUMNS | frozenset(f"{_OTHERS} {_OF_BROWSERS}".split())  #: and whatever begins with grid
DEEPEST = 8  #: sheets that import sheets


@dataclass(frozen=True, slots=True)
class Rule:
    """Those declarations of one rule that are waited for, and which elements they are for."""

    place: Place
    selector: str  #: as it is told
    pseudo: str  #: pseudo-element, "" for the element itself
    declarations: tuple[tuple[str, str, Place], ...]  #: name, value, place
    compiled: Any  #: cssselect2's selector; None for a style attribute


def sheets_of(html: str, read: Callable[[str], str | None]) -> list[tuple[str, str]]:
    """The sheets that a document links to, and those that they import, in their order, each with its path."""
    root = tree.read(html)
    found: list[tuple[str, str]] = []
    for link in root.iter("link"):
        is_sheet = "stylesheet" in link.get("rel", "").lower().split()
        if is_sheet and _PRINTED.search(link.get("media", "")):
            _import(link.get("href", ""), "", read, found, ())
    return found


def rules_for(root: Element, html: str, sheets: Sequence[tuple[str, str]], path: str) -> list[Rule]:
    """The rules of sheets (path, CSS) and of a document's own <style> elements, in their order."""
    outside = [rule for name, css in sheets for rule in rules_of(css, Place(name))]
    return [*outside, *_rules_inside(root, html, path)]


@lru_cache(128)  # the sections of an edition have their sheets in common
def rules_of(css: str, place: Place) -> tuple[Rule, ...]:
    """The rules of a sheet that are waited for. `place` is where the CSS begins."""
    return tuple(_parsed(css, place))


def _parsed(css: str, place: Place) -> Iterator[Rule]:
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), place)


def _rules(nodes: Iterable[Any], place: Place) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            name = node.lower_at_keyword
            if name in {"supports", "layer"} or (
                name == "media" and _PRINTED.search(tinycss2.serialize(node.prelude).strip())
            ):
                inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, place)
        elif node.type == "qualified-rule":
            declared = tuple(declarations(node.content, place))
            text = tinycss2.serialize(node.prelude).strip()
            try:
                selectors = cssselect2.compile_selector_list(node.prelude)
            except cssselect2.SelectorError:
                continue  # WeasyPrint will tell
            for selector in selectors:
                pseudo = selector.pseudo_element or ""
                if declared or pseudo == "first-letter":
                    yield Rule(_at(place, node), text, pseudo, declared, selector)


def declarations(tokens: Any, place: Place) -> Iterator[tuple[str, str, Place]]:
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and (node.lower_name in WATCHED or node.lower_name.startswith("grid")):
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), _at(place, node)


def _at(start: Place, node: Any) -> Place:
    """Where a node stands in the file, if its CSS begins at `start`: line 0, the file is CSS; column 0, not known."""
    if not start.line:
        return Place(start.path, node.source_line, node.source_column)
    if not start.column:
        return Place(start.path, start.line + node.source_line - 1, node.source_column * (node.source_line > 1))
    column = node.source_column + (start.column - 1 if node.source_line == 1 else 0)
    return Place(start.path, start.line + node.source_line - 1, column)


def _rules_inside(root: Element, html: str, path: str) -> Iterator[Rule]:
    """The rules of a document's own <style> elements."""
    places = places_of(root, path)
    for style in root.iter("style"):
        css = style.text or ""
        if _PRINTED.search(style.get("media", "")):
            yield from rules_of(css, places[style] if places[style].line else _position(html, css, path))


def _position(html: str, text: str, path: str) -> Place:
    """Where a piece of an HTML file stands, as far as it stands there just so."""
    at = html.find(text) if text.strip() else -1
    if at < 0:
        return Place(path)
    return Place(path, html.count("\n", 0, at) + 1, at - html.rfind("\n", 0, at))


Found = tuple[str, str, str, Place, str]  #: selector, name, value, place, pseudo-element


def matches(root: Element, rules: Sequence[Rule]) -> Iterator[tuple[Element, list[Found]]]:
    """Each element for the page with what is declared for it, weakest first."""
    matcher = cssselect2.Matcher()
    for rule in rules:
        matcher.add_selector(rule.compiled, rule)
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element: Element = wrapper.etree_element
        if element.tag in NOT_SHOWN:
            continue
        found: list[Found] = []
        for _, _, _, rule in matcher.match(wrapper):
            if rule.pseudo == "first-letter":
                found.append((rule.selector, "::first-letter", "", rule.place, rule.pseudo))
            found += [(rule.selector, name, value, at, rule.pseudo) for name, value, at in rule.declarations]
        if style := element.get("style"):
            found += [("style", name, value, Place(), "") for name, value, _ in declarations(style, Place())]
        if found:
            yield element, found


def _import(
    href: str, base: str, read: Callable[[str], str | None], found: list[tuple[str, str]], importing: tuple[str, ...]
) -> None:
    """A sheet, after the sheets that it imports."""
    path = _joined(base, href)
    is_new = path and path not in importing and path not in dict(found) and len(importing) < DEEPEST
    css = read(path) if is_new else None
    if css is None:
        return  # the drawing tells what could not be fetched
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            inner = [part for token in node.prelude for part in getattr(token, "arguments", [token])]
            href = next((token.value for token in inner if token.type in {"string", "url"}), "")
            _import(href, path, read, found, (*importing, path))
    found.append((path, css))


def _joined(base: str, href: str) -> str:
    href = href.partition("#")[0].partition("?")[0].strip()
    if not href or re.match(r"[a-zA-Z][\w+.-]*:|//", href):
        return ""
    return href.lstrip("/") if href[0] == "/" else base.rpartition("/")[0] + "/" * ("/" in base) + href
