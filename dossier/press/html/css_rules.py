"""The rules of a document's CSS that somebody waits for, each with its place, and the elements they are for.

Selectors are matched as WeasyPrint does it, with cssselect2, in sheets for print; what stands in @supports or @layer is
looked at too. Only declarations of the names asked for are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from dossier.press.html import tree
from dossier.press.html.css.stylesheet import Declaration, Stylesheet, declarations_of, is_for_print, stylesheet
from dossier.press.html.source_map import places_of
from dossier.problems import Place

NOT_SHOWN = frozenset({"head", "noscript", "script", "style", "template", "title"})
COLUMNS = frozenset({"columns", "column-count", "column-width"})
_OTHERS = "display float clear column-rule column-rule-style letter-spacing direction unicode-bidi"
_OF_BROWSERS = (
    "counter-increment counter-reset counter-set text-align text-align-all -webkit-line-clamp width inline-size"
)
WATCHED = COLUMNS | frozenset(f"{_OTHERS} {_OF_BROWSERS}".split())  #: and whatever begins with grid
DEEPEST = 8  #: sheets that import sheets


class PlacedDeclaration(NamedTuple):
    """One declaration."""

    name: str
    value: str
    place: Place
    is_important: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Those declarations of one rule that are waited for, and which elements they are for."""

    place: Place
    selector: str  #: as it is told
    pseudo: str  #: pseudo-element, "" for the element itself
    declarations: tuple[PlacedDeclaration, ...]
    compiled: Any  #: cssselect2's selector


def sheets_of(html: str, read: Callable[[str], str | None]) -> list[tuple[str, str]]:
    """The sheets that a document links to, and those that they import, in their order, each with its path."""
    root = tree.read(html)
    sheets: list[tuple[str, str]] = []
    for link in root.iter("link"):
        is_sheet = "stylesheet" in link.get("rel", "").lower().split()
        if is_sheet and is_for_print(link.get("media", "")):
            _import(link.get("href", ""), "", read, sheets, ())
    return sheets


def rules_for(root: Element, html: str, sheets: Sequence[tuple[str, str]], path: str) -> list[Rule]:
    """The rules of sheets (path, CSS) and of a document's own <style> elements, in their order."""
    outside = [rule for name, css in sheets for rule in rules_of(css, Place(name))]
    return [*outside, *_rules_inside(root, html, path)]


@lru_cache(128)  # the sections of an edition have their sheets in common
def rules_of(css: str, place: Place) -> tuple[Rule, ...]:
    """The rules of a sheet that are waited for. `place` is where the CSS begins."""
    return tuple(_rules(stylesheet(css), place))


def _rules(sheet: Stylesheet, place: Place) -> Iterator[Rule]:
    for rule in sheet.rules:
        watched = tuple(_relevant(rule.declarations, place))
        if not any(watched or one.pseudo_element == "first-letter" for one in rule.selectors):
            continue  # nobody waits for it, or it is for pages
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue  # WeasyPrint will tell
        text = tinycss2.serialize(rule.prelude).strip()
        for selector in selectors:
            pseudo = selector.pseudo_element or ""
            if watched or pseudo == "first-letter":
                yield Rule(_at(place, rule.line, rule.column), text, pseudo, watched, selector)


def _relevant(declarations: Iterable[Declaration], place: Place) -> Iterator[PlacedDeclaration]:
    for one in declarations:
        if one.name in WATCHED or one.name.startswith("grid"):
            yield PlacedDeclaration(one.name, one.value, _at(place, one.line, one.column), one.is_important)


def _at(start: Place, line: int, column: int) -> Place:
    """Where something stands in its file, if the CSS begins at `start`: line 0, it is all CSS; column 0, not known."""
    if not start.line:
        return Place(start.path, line, column)
    if not start.column:
        return Place(start.path, start.line + line - 1, column * (line > 1))
    return Place(start.path, start.line + line - 1, column + (start.column - 1 if line == 1 else 0))


def _rules_inside(root: Element, html: str, path: str) -> Iterator[Rule]:
    """The rules of a document's own <style> elements."""
    places = places_of(root, path)
    for style in root.iter("style"):
        css = style.text or ""
        if is_for_print(style.get("media", "")):
            yield from rules_of(css, places[style] if places[style].line else _position(html, css, path))


def _position(html: str, text: str, path: str) -> Place:
    """Where a piece of an HTML file stands, as far as it stands there just so."""
    at = html.find(text) if text.strip() else -1
    if at < 0:
        return Place(path)
    return Place(path, html.count("\n", 0, at) + 1, at - html.rfind("\n", 0, at))


Match = tuple[str, str, str, Place, str]  #: selector, name, value, place, pseudo-element


def matches(root: Element, rules: Sequence[Rule]) -> Iterator[tuple[Element, list[Match]]]:
    """Each element for the page with what is declared for it, weakest first."""
    matcher = cssselect2.Matcher()
    for rule in rules:
        matcher.add_selector(rule.compiled, rule)
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element: Element = wrapper.etree_element
        if element.tag in NOT_SHOWN:
            continue
        hits: list[tuple[bool, Match]] = []
        for _, _, _, rule in matcher.match(wrapper):
            if rule.pseudo == "first-letter":
                hits.append((False, (rule.selector, "::first-letter", "", rule.place, rule.pseudo)))
            hits += [
                (one.is_important, (rule.selector, one.name, one.value, one.place, rule.pseudo))
                for one in rule.declarations
            ]
        for one in _relevant(declarations_of(element.get("style", "")), Place()):
            hits.append((one.is_important, ("style", one.name, one.value, Place(), "")))
        if hits:
            yield element, [one for _, one in sorted(hits, key=itemgetter(0))]


def _import(
    href: str, base: str, read: Callable[[str], str | None], sheets: list[tuple[str, str]], importing: tuple[str, ...]
) -> None:
    """A sheet, after the sheets that it imports."""
    path = _join(base, href)
    is_new = path and path not in importing and path not in dict(sheets) and len(importing) < DEEPEST
    css = read(path) if is_new else None
    if css is None:
        return  # the drawing tells what could not be fetched
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            inner = [part for token in node.prelude for part in getattr(token, "arguments", [token])]
            href = next((token.value for token in inner if token.type in {"string", "url"}), "")
            _import(href, path, read, sheets, (*importing, path))
    sheets.append((path, css))


def _join(base: str, href: str) -> str:
    href = href.partition("#")[0].partition("?")[0].strip()
    if not href or re.match(r"[a-zA-Z][\w+.-]*:|//", href):
        return ""
    return href.lstrip("/") if href[0] == "/" else base.rpartition("/")[0] + "/" * ("/" in base) + href
