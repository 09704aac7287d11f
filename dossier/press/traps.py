"""Known traps of WeasyPrint 70.0 in Arabic lines, found before anything is drawn, each with its place.

For the dossier's own templates each is an error (`refuse`): whoever edits a template can write it otherwise. A
stranger's file (`mend`) is mended where its author would see what was meant, and told of what was changed; where that
is not so, what will look wrong is told. What is done about each, and why:

    trap                              templates   stranger's file
    display: grid in rtl              error       columns mirrored and each cell placed by number, if all cells are
    (first column at the left)                    placed by themselves in columns that can be counted; else told
    column-rule in rtl                error       taken away: it would run through the words, and says nothing
    (columns without it are right)
    columns beside a float            error       put below it: the columns would run under it, in any direction
    text-indent in rtl                error       taken away: the first line would keep its edge, or stand out of it
    letter-spacing on Arabic          error       taken away: a spaced Arabic word falls apart into letters
    ::first-letter on Arabic          error       taken away: it cuts the letter off its word
    <text> of an SVG in Arabic        error       told: it is drawn from the left, letter by letter; only a picture
                                                  of the words would look right, and could be neither read nor heard
    text-align: justify in rtl        markup      markup (`mark(justified=True)`); `is_justified` says if it is wanted
    direction in CSS, not in HTML     error       written as `dir` on the elements that the CSS means
    unicode-bidi: plaintext           error       written as dir=auto, which `mark` decides
    unicode-bidi: …-override, bdo     error       told: letters are not turned round (`mark` tells of bdo)

Selectors are matched as WeasyPrint does it, in sheets for print; what stands in @supports or @layer is looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from dossier.press import bidi, tree
from dossier.press.bidi import Direction
from dossier.problems import Place, Problem

_SVG = "{http://www.w3.org/2000/svg}"
_JUSTIFY = re.compile(r"text-align(?:-all|-last)?\s*:\s*justify")
_NO_SPACING = frozenset({"normal", "0", "0px", "0em", "0pt", "initial", "unset", "inherit"})
_PRINTED = re.compile(r"\b(?:all|print)\b|^\s*(?:\(|$)", re.I)
_COLUMNS = frozenset({"columns", "column-count", "column-width"})
_WATCHED = _COLUMNS | {
    *(
        "display",
        "float",
        "clear",
        "column-rule",
        "column-rule-style",
        "letter-spacing",
        "text-indent",
        "direction",
        "unicode-bidi",
    )
}
_IMPORTANT = " !important"
_SIDES = frozenset({"left", "right", "inline-start", "inline-end"})
_NOT_SHOWN = frozenset({"head", "noscript", "script", "style", "template", "title"})
_PLACED = re.compile(r"grid-(?:area|column|row|template-areas|auto-flow)|(?:^|;)\s*order\s*:")
_TEXT_OF_SVG = "<text> of an SVG draws Arabic from the left, letter by letter"
DEEPEST = 8  #: sheets that import sheets


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations of one rule that a trap may hang on, and which elements they are for."""

    place: Place
    selector: str  #: as it is told
    pseudo: str  #: pseudo-element, "" for the element itself
    declarations: tuple[tuple[str, str, Place], ...]  #: name, value, place
    compiled: Any  #: cssselect2's selector; None for a style attribute


@dataclass(frozen=True, slots=True)
class Mended:
    """A stranger's document after mending, and what was done or has to be told."""

    html: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """A trap that an element runs into."""

    element: Element
    place: Place
    name: str  #: declaration or pseudo-element
    message: str
    mending: str  #: declarations that take the trap away, "" if there are none
    told: str  #: for a stranger


def refuse(html: str, sheets: Sequence[tuple[str, str]], path: str) -> tuple[Problem, ...]:
    """Every trap that a marked document with these sheets (path, CSS) would meet, each once, as an error."""
    root = tree.read(html)
    rules = [rule for name, css in sheets for rule in rules_of(css, Place(name))]
    rules += list(_rules_inside(root, html, path))
    hint = "write it otherwise: see dossier/press/traps.py for what is right instead"
    return tuple(dict.fromkeys(Problem(met.place, met.message, hint) for met in _meetings(root, rules, path)))


def with_directions(html: str, sheets: Sequence[tuple[str, str]], path: str) -> str:
    """An unmarked document with `dir` wherever only its CSS says which way an element is read."""
    root = tree.read(html)
    rules = [rule for name, css in sheets for rule in rules_of(css, Place(name))]
    is_changed = False
    for element, found in _matches(root, [*rules, *_rules_inside(root, html, path)]):
        said = {name: value for _, name, value, _, pseudo in found if not pseudo}
        wanted = "auto" if said.get("unicode-bidi") == "plaintext" else said.get("direction", "")
        if wanted in {"ltr", "rtl", "auto"} and not element.get("dir"):
            element.set("dir", wanted)
            is_changed = True
    return tree.write(root, html) if is_changed else html


def mend(html: str, sheets: Sequence[tuple[str, str]], path: str) -> Mended:
    """A marked document whose traps are taken away, or told as warnings."""
    root = tree.read(html)
    rules = [rule for name, css in sheets for rule in rules_of(css, Place(name))]
    rules += list(_rules_inside(root, html, path))
    problems = []
    for met in list(_meetings(root, rules, path)):
        told = met.told
        if met.mending:
            _add_style(met.element, met.mending)
        elif met.name == "display":
            told = _mirror(met.element, _styles_of(met.element, root, rules)) or told
        elif met.name == "::first-letter":
            _shield(met.element)
        problems.append(Problem(met.place, f"{met.message}; {told}", severity="warning"))
    return Mended(tree.write(root, html) if problems else html, tuple(dict.fromkeys(problems)))


def sheets_of(html: str, read: Callable[[str], str | None]) -> list[tuple[str, str]]:
    """The sheets that a document links to, and those that they import, in their order, each with its path."""
    root = tree.read(html)
    found: list[tuple[str, str]] = []
    for link in root.iter("link"):
        is_sheet = "stylesheet" in link.get("rel", "").lower().split()
        if is_sheet and _PRINTED.search(link.get("media", "")):
            _import(link.get("href", ""), "", read, found, ())
    return found


def is_justified(html: str, sheets: Iterable[tuple[str, str]]) -> bool:
    """Whether any text may be justified, so that the document has to be marked for it."""
    return any(_JUSTIFY.search(text) for text in (html, *(css for _, css in sheets)))


def in_svg(svg: str) -> str:
    """What is to be told of an SVG image whose words would be drawn letter by letter; "" if it has none."""
    for text in re.findall(r"<(?:\w+:)?text\b[^>]*>(.*?)</(?:\w+:)?text>", svg, re.S):
        words = " ".join(re.sub(r"<[^>]*>", "", text).split())
        if bidi.has_letters(words, "rtl"):
            return f"{_TEXT_OF_SVG}: {_short(words)}; it will look wrong: draw the words as shapes"
    return ""


def rules_of(css: str, place: Place) -> Iterator[Rule]:
    """The rules of a sheet that a trap may hang on. `place` is where the CSS begins."""
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
            declared = tuple(_declarations(node.content, place))
            text = tinycss2.serialize(node.prelude).strip()
            try:
                selectors = cssselect2.compile_selector_list(node.prelude)
            except cssselect2.SelectorError:
                continue  # WeasyPrint will tell
            for selector in selectors:
                pseudo = selector.pseudo_element or ""
                if declared or pseudo == "first-letter":
                    yield Rule(_at(place, node), text, pseudo, declared, selector)


def _declarations(tokens: Any, place: Place) -> Iterator[tuple[str, str, Place]]:
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and (node.lower_name in _WATCHED or node.lower_name.startswith("grid")):
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), _at(place, node)


def _at(start: Place, node: Any) -> Place:
    """Where a node stands in the file, if its CSS begins at `start` (line 0: the file is the CSS)."""
    if not start.line:
        return Place(start.path, node.source_line, node.source_column)
    column = node.source_column + (start.column - 1 if node.source_line == 1 else 0)
    return Place(start.path, start.line + node.source_line - 1, column)


def _rules_inside(root: Element, html: str, path: str) -> Iterator[Rule]:
    """The rules of a document's own <style> elements."""
    for style in root.iter("style"):
        css = style.text or ""
        if _PRINTED.search(style.get("media", "")):
            yield from rules_of(css, _position(html, css, path))


def _position(html: str, text: str, path: str) -> Place:
    """Where a piece of an HTML file stands, as far as it stands there just so."""
    at = html.find(text) if text.strip() else -1
    if at < 0:
        return Place(path)
    return Place(path, html.count("\n", 0, at) + 1, at - html.rfind("\n", 0, at))


_Found = tuple[str, str, str, Place, str]  #: selector, name, value, place, pseudo-element


def _matches(root: Element, rules: Sequence[Rule]) -> Iterator[tuple[Element, list[_Found]]]:
    """Each element for the page with what is declared for it, weakest first."""
    matcher = cssselect2.Matcher()
    for rule in rules:
        matcher.add_selector(rule.compiled, rule)
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element: Element = wrapper.etree_element
        if element.tag in _NOT_SHOWN:
            continue
        found: list[_Found] = []
        for _, _, _, rule in matcher.match(wrapper):
            if rule.pseudo == "first-letter":
                found.append((rule.selector, "::first-letter", "", rule.place, rule.pseudo))
            found += [(rule.selector, name, value, at, rule.pseudo) for name, value, at in rule.declarations]
        if style := element.get("style"):
            found += [("style", name, value, Place(), "") for name, value, _ in _declarations(style, Place())]
        if found:
            yield element, found


def _meetings(root: Element, rules: Sequence[Rule], path: str) -> Iterator[_Met]:
    directions = dict(_directions(root, "ltr"))
    matched = dict(_matches(root, rules))
    beside = _beside_floats(root, matched)
    for element, found in matched.items():
        said = {name: (selector, value, place, pseudo) for selector, name, value, place, pseudo in found}
        for name, (selector, value, place, pseudo) in said.items():
            where = place if place.path else Place(path)
            rule = f"{name}: {value}" if value else name
            text = f"{rule} ({selector}) on {_told(element)}"
            if name in _COLUMNS and not pseudo and value not in {"auto", "auto auto", "1"} and element in beside:
                message = f"{text}: columns run under a float beside them"
                yield _Met(element, where, name, message, "clear: both", "put below it")
            yield from _met(element, name, value, pseudo, directions[element], where, text)
    for svg in root.iter(f"{_SVG}text"):
        words = " ".join("".join(svg.itertext()).split())
        if bidi.has_letters(words, "rtl"):
            message = f"{_TEXT_OF_SVG}: {_short(words)}"
            yield _Met(svg, Place(path), "text", message, "", "it will look wrong: write the words in HTML")


def _met(
    element: Element, name: str, value: str, pseudo: str, direction: Direction, place: Place, text: str
) -> Iterator[_Met]:
    """The trap that one declaration is for one element, if it is one."""

    def met(message: str, mending: str, told: str) -> Iterator[_Met]:
        yield _Met(element, place, name, f"{text}: {message}", mending, told)

    is_rtl = direction == "rtl"
    if name == "display" and value.split()[-1:] in (["grid"], ["inline-grid"]) and is_rtl and len(element) > 1:
        yield from met("a grid puts its first column at the left", "", "its columns will stand in the wrong order")
    elif name in {"column-rule", "column-rule-style"} and is_rtl and not {"none", "0"} & set(value.split()):
        yield from met("the rule is drawn beside the columns", "column-rule: none", "left out")
    elif name == "text-indent" and is_rtl and value not in _NO_SPACING and _has_text(element):
        yield from met("the first line is moved to the wrong side", "text-indent: 0", "left out")
    elif name == "letter-spacing" and value not in _NO_SPACING and _has_arabic(element):
        yield from met("spaced Arabic letters are not joined", "letter-spacing: normal", "left out")
    elif name == "::first-letter" and _first(element) == "rtl":
        yield from met("a first letter of its own is not joined", "", "left out")
    elif name == "direction" and value in {"ltr", "rtl"} and not pseudo and value != direction and _has_text(element):
        yield from met("only dir= turns a line here", "", f"it is read as {direction}")
    elif name == "unicode-bidi" and value == "plaintext" and element.get("dir") is None:
        yield from met("the direction of each text has to be written", "", f"it is read as {direction}")
    elif name == "unicode-bidi" and value.endswith("override") and _has_text(element):
        yield from met("letters are not turned round", "", "they stand as they are read")


def _beside_floats(root: Element, matched: dict[Element, list[_Found]]) -> set[Element]:
    """The elements that a float stands before, among their own brothers, without anything cleared in between."""
    beside = set()
    for parent in root.iter():
        is_floating = False
        for child in parent:
            said = {name: value for _, name, value, _, pseudo in matched.get(child, ()) if not pseudo}
            is_floating = (is_floating and said.get("clear", "none") == "none") or said.get("float", "none") in _SIDES
            if is_floating and said.get("float", "none") == "none":
                beside.add(child)
    return beside


def _directions(element: Element, inherited: Direction) -> Iterator[tuple[Element, Direction]]:
    said = element.get("dir", "").lower()
    own: Direction = "rtl" if said == "rtl" else "ltr" if said == "ltr" else inherited
    yield element, own
    for child in element:
        yield from _directions(child, own)


def _mirror(grid: Element, styles: dict[str, str]) -> str:
    """Turn a grid round: its columns mirrored, each child in its place. What is told; "" if it cannot be done."""
    template = styles.get("grid-template-columns", "")
    columns = _tracks(template)
    is_placed = any(_PLACED.search(child.get("style", "")) for child in grid) or any(
        _PLACED.match(name) for name in styles
    )
    children = [child for child in grid if child.tag not in _NOT_SHOWN]
    if not columns or is_placed or (grid.text or "").strip() or any((child.tail or "").strip() for child in grid):
        return ""
    _add_style(grid, f"grid-template-columns: {' '.join(reversed(columns))}")
    for at, child in enumerate(children):
        row, column = divmod(at, len(columns))
        _add_style(child, f"grid-column: {len(columns) - column}; grid-row: {row + 1}")
    return "its columns were mirrored"


def _tracks(template: str) -> list[str]:
    """The columns of a grid template, each as CSS; none if they cannot be counted."""
    tracks: list[str] = []
    for node in tinycss2.parse_component_value_list(template):
        if node.type == "whitespace":
            continue
        if node.type == "function" and node.lower_name == "repeat":
            count, comma, inner = tinycss2.serialize(node.arguments).partition(",")
            if not (comma and count.strip().isdigit() and 0 < int(count) <= 100):
                return []
            tracks += _tracks(inner.strip()) * int(count)
        elif node.type in {"dimension", "percentage"} or (
            node.type == "function" and node.lower_name in {"minmax", "calc", "fit-content"}
        ):
            tracks.append(tinycss2.serialize([node]))
        elif node.type == "ident" and node.lower_value in {"auto", "min-content", "max-content"}:
            tracks.append(node.lower_value)
        else:
            return []
    return tracks


def _styles_of(element: Element, root: Element, rules: Sequence[Rule]) -> dict[str, str]:
    """What is declared for an element, and whether any of its children is placed by a rule (as grid-column)."""
    styles: dict[str, str] = {}
    children = set(element)
    for matched, found in _matches(root, rules):
        if matched is element:
            styles |= {name: value for _, name, value, _, pseudo in found if not pseudo}
        elif matched in children:
            styles |= {name: value for _, name, value, _, _ in found if _PLACED.match(name)}
    return styles


def _shield(element: Element) -> None:
    """Keep ::first-letter off a text: the first letter of a block is no longer its own if an empty box stands first."""
    box = Element("span", {"style": "display: inline-block"})
    box.tail, element.text = element.text, None
    element.insert(0, box)


def _add_style(element: Element, declarations: str) -> None:
    important = "; ".join(part.strip() + _IMPORTANT for part in declarations.split(";"))
    before = element.get("style", "").strip().rstrip(";")
    element.set("style", f"{before}; {important}" if before else important)


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


def _has_text(element: Element) -> bool:
    return any(text.strip() for text in tree.words(element, _NOT_SHOWN))


def _has_arabic(element: Element) -> bool:
    return bidi.has_letters("".join(tree.words(element, _NOT_SHOWN)), "rtl")


def _first(element: Element) -> Direction | None:
    """The direction of the first letter in a text."""
    return bidi.first_strong("".join(tree.words(element, _NOT_SHOWN)))


def _told(element: Element) -> str:
    """An element as its author knows it: <p class="lead"> “its first words”."""
    names = "".join(f' {key}="{element.get(key)}"' for key in ("id", "class") if element.get(key))
    words = _short(" ".join("".join(tree.words(element, _NOT_SHOWN)).split()))
    return f"<{element.tag.rpartition('}')[2]}{names}>" + (f" “{words}”" if words else "")


def _short(text: str) -> str:
    text = text.replace("\u200d", "")
    return text if len(text) <= 30 else text[:30].rstrip() + "…"
