"""Known traps of WeasyPrint 70.0 in Arabic lines, found before anything is drawn, each with its place.

For the dossier's own templates each is an error (`refuse`): whoever edits a template can write it otherwise. A
stranger's file (`mend`) is mended where its author would see what was meant, and told of what was changed; where that
is not so, what will look wrong is told. What is done about each, and why:

    trap                              templates   stranger's file
    display: grid in rtl              rtl_grids   rtl_grids; told where WeasyPrint is left as it comes (`stock`)
    (first column at the left)
    column-rule in rtl                rtl_columns rtl_columns; taken away in `stock`: it would run through the words
    (columns without it are right)
    columns beside a float            error       put below it: the columns would run under it, in any direction
    letter-spacing on Arabic          error       taken away: a spaced Arabic word falls apart into letters
    ::first-letter on Arabic          error       taken away: it cuts the letter off its word
    <text> of an SVG in Arabic        svg_text    svg_text, which tells where it cannot be; told in `stock`
    direction in CSS, not in HTML     error       written as `dir` on the elements that the CSS means
    unicode-bidi: plaintext           error       written as dir=auto, which `mark` decides
    unicode-bidi: …-override          error       told: letters are not turned round; <bdo> does
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dossier.press.html import bidi, tree
from dossier.press.html.bidi import Direction
from dossier.press.html.css_rules import COLUMNS, NOT_SHOWN, Match, Rule, matches, rules_for
from dossier.press.html.marks import DERIVED
from dossier.press.html.source_map import places_of
from dossier.problems import Place, Problem, excerpt

_SVG = "{http://www.w3.org/2000/svg}"
_NO_SPACING = frozenset({"normal", "0", "0px", "0em", "0pt", "initial", "unset", "inherit"})
_IMPORTANT = " !important"
_SIDES = frozenset({"left", "right", "inline-start", "inline-end"})
#: traps that are none while `fixes_table` is at work
_MENDED = frozenset({"display", "column-rule", "column-rule-style"})
_TEXT_OF_SVG = "<text> of an SVG draws Arabic from the left, letter by letter"


@dataclass(frozen=True, slots=True)
class _BugHit:
    """A trap that an element runs into."""

    element: Element
    place: Place
    name: str  #: declaration or pseudo-element
    message: str
    mending: str  #: declarations that take the trap away, "" if there are none
    label: str  #: for a stranger


def refuse(
    html: str, sheets: Sequence[tuple[str, str]], path: str, root: Element | None = None, *, stock: bool = False
) -> tuple[Problem, ...]:
    """Every trap that a marked document with these sheets (path, CSS) would meet, each once, as an error.

    `root` is its tree, if that is known. With `stock` WeasyPrint is not mended (`fixes_table`).
    """
    root = tree.read(html) if root is None else root
    rules = rules_for(root, html, sheets, path)
    hint = "write it otherwise: see dossier/press/html/renderer_bugs.py for what is right instead"
    return tuple(dict.fromkeys(Problem(met.place, met.message, hint) for met in _meetings(root, rules, path, stock)))


def write_directions(root: Element, html: str, sheets: Sequence[tuple[str, str]], path: str) -> None:
    """Write `dir` to an unmarked document, read from `html`, where only its CSS says which way an element is read."""
    for element, declarations in matches(root, rules_for(root, html, sheets, path)):
        style = {name: value for _, name, value, _, pseudo in declarations if not pseudo}
        direction = "auto" if style.get("unicode-bidi") == "plaintext" else style.get("direction", "")
        if direction in {"ltr", "rtl", "auto"} and not element.get("dir"):
            element.set("dir", direction)


def mend(
    root: Element, html: str, sheets: Sequence[tuple[str, str]], path: str, *, stock: bool = False
) -> tuple[Problem, ...]:
    """Take the traps of a marked document, read from `html`, away, and tell of them. `stock` as above."""
    rules = rules_for(root, html, sheets, path)
    problems = []
    for met in list(_meetings(root, rules, path, stock)):
        if met.mending:
            _add_style(met.element, met.mending)
        elif met.name == "::first-letter":
            _shield(met.element)
        problems.append(Problem(met.place, f"{met.message}; {met.label}", severity="warning"))
    return tuple(dict.fromkeys(problems))


def in_svg(svg: str) -> str:
    """What is to be told of an SVG image whose words would be drawn letter by letter; "" if it has none."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return ""  # it is not drawn at all, as WeasyPrint will tell
    for text in root.iter():
        words = " ".join("".join(text.itertext()).split())
        if text.tag.rpartition("}")[2] == "text" and bidi.has_letters(words, "rtl"):
            return f"{_TEXT_OF_SVG}: {excerpt(words)}; it will look wrong: draw the words as shapes"
    return ""


def _meetings(root: Element, rules: Sequence[Rule], path: str, stock: bool) -> Iterator[_BugHit]:
    directions = dict(_directions(root, "ltr"))
    declarations_of = dict(matches(root, rules))
    beside, places = _beside_floats(root, declarations_of), places_of(root, path)
    for element, declarations in declarations_of.items():
        style = {name: (selector, value, place, pseudo) for selector, name, value, place, pseudo in declarations}
        for name, (selector, value, place, pseudo) in style.items():
            where = place if place.path else places[element]
            rule = f"{name}: {value}" if value else name
            text = f"{rule} ({selector}) on {_label(element)}"
            if name in COLUMNS and not pseudo and value not in {"auto", "auto auto", "1"} and element in beside:
                message = f"{text}: columns run under a float beside them"
                yield _BugHit(element, where, name, message, "clear: both", "put below it")
            if stock or name not in _MENDED:
                yield from _hits(element, name, value, pseudo, directions[element], where, text)
    for svg in root.iter(f"{_SVG}text") if stock else ():
        words = " ".join("".join(svg.itertext()).split())
        if bidi.has_letters(words, "rtl"):
            message = f"{_TEXT_OF_SVG}: {excerpt(words)}"
            yield _BugHit(svg, places[svg], "text", message, "", "it will look wrong: write the words in HTML")


def _hits(
    element: Element, name: str, value: str, pseudo: str, direction: Direction, place: Place, text: str
) -> Iterator[_BugHit]:
    """The trap that one declaration is for one element, if it is one."""

    def hit(message: str, mending: str, label: str) -> Iterator[_BugHit]:
        yield _BugHit(element, place, name, f"{text}: {message}", mending, label)

    is_rtl = direction == "rtl"
    if name == "display" and value.split()[-1:] in (["grid"], ["inline-grid"]) and is_rtl and len(element) > 1:
        yield from hit("a grid puts its first column at the left", "", "its columns will stand in the wrong order")
    elif name in {"column-rule", "column-rule-style"} and is_rtl and not {"none", "0"} & set(value.split()):
        yield from hit("the rule is drawn beside the columns", "column-rule: none", "left out")
    elif name == "letter-spacing" and value not in _NO_SPACING and _has_arabic(element):
        yield from hit("spaced Arabic letters are not joined", "letter-spacing: normal", "left out")
    elif name == "::first-letter" and _first(element) == "rtl":
        yield from hit("a first letter of its own is not joined", "", "left out")
    elif name == "direction" and value in {"ltr", "rtl"} and not pseudo and value != direction and _has_text(element):
        yield from hit("only dir= turns a line here", "", f"it is read as {direction}")
    elif name == "unicode-bidi" and value == "plaintext" and element.get("dir") is None:
        yield from hit("the direction of each text has to be written", "", f"it is read as {direction}")
    elif name == "unicode-bidi" and value.endswith("override") and element.tag != "bdo" and _has_text(element):
        yield from hit("letters are not turned round", "", "they stand as they are read")


def _beside_floats(root: Element, declarations_of: dict[Element, list[Match]]) -> set[Element]:
    """The elements that a float stands before, among their own brothers, without anything cleared in between."""
    beside = set()
    for parent in root.iter():
        is_floating = False
        for child in parent:
            style = {name: value for _, name, value, _, pseudo in declarations_of.get(child, ()) if not pseudo}
            is_floating = (is_floating and style.get("clear", "none") == "none") or style.get("float", "none") in _SIDES
            if is_floating and style.get("float", "none") == "none":
                beside.add(child)
    return beside


def _directions(element: Element, outer: Direction) -> Iterator[tuple[Element, Direction]]:
    value = element.get(DERIVED) or element.get("dir", "").lower()
    own: Direction = "rtl" if value == "rtl" else "ltr" if value == "ltr" else outer
    yield element, own
    for child in element:
        yield from _directions(child, own)


def _shield(element: Element) -> None:
    """Keep ::first-letter off a text: the first letter of a block is no longer its own if an empty box stands first."""
    box = Element("span", {"style": "display: inline-block"})
    box.tail, element.text = element.text, None
    element.insert(0, box)


def _add_style(element: Element, declarations: str) -> None:
    important = "; ".join(part.strip() + _IMPORTANT for part in declarations.split(";"))
    before = element.get("style", "").strip().rstrip(";")
    element.set("style", f"{before}; {important}" if before else important)


def _has_text(element: Element) -> bool:
    return any(text.strip() for text in tree.words(element, NOT_SHOWN))


def _has_arabic(element: Element) -> bool:
    return bidi.has_letters("".join(tree.words(element, NOT_SHOWN)), "rtl")


def _first(element: Element) -> Direction | None:
    """The direction of the first letter in a text."""
    return bidi.first_strong("".join(tree.words(element, NOT_SHOWN)))


def _label(element: Element) -> str:
    """An element as its author knows it: <p class="lead"> “its first words”."""
    names = "".join(f' {key}="{element.get(key)}"' for key in ("id", "class") if element.get(key))
    words = excerpt(" ".join("".join(tree.words(element, NOT_SHOWN)).split()))
    return f"<{element.tag.rpartition('}')[2]}{names}>" + (f" “{words}”" if words else "")
