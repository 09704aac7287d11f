"""What a chapter has to do with those before and after it: where it begins, and what a unit cannot know of them.

A unit is drawn alone. Whatever of it would be drawn otherwise among its neighbours, and is not bound when units are
linked, is refused here with a reason: margins round all chapters, counters that run through them, rules that ask for a
chapter's place among the others, what stands on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from dossier.press.html.css.selectors import Compound, Selector
from dossier.press.html.css.stylesheet import DocumentStyles, StyleRule, Stylesheet, normal_tokens, words_of
from dossier.press.linker.unit import Unlinkable

SIDES = frozenset({"left", "right", "recto", "verso"})
BREAKS_BEFORE = frozenset({"break-before", "page-break-before"})
_BREAKS = BREAKS_BEFORE | {"break-after", "page-break-after"}
_NEW_PAGE = SIDES | {"page", "always"}
_ORDERED = ("first-", "last-", "only-", "nth-")  #: how pseudo-classes begin that ask for a place among brothers
_EDGES = ("margin_{}", "border_{}_width", "padding_{}")


def check_rules(styles: DocumentStyles, root: Element) -> None:
    """`Unlinkable` for what the CSS of a document asks."""
    if styles.says({"position"}, {"fixed"}):
        raise Unlinkable("something stands on every page (position: fixed)")
    for sheet in styles.sheets:
        _check_sheet(sheet)
    for section in root.iter("section"):
        classes = section.get("class", "").split()
        if "chapter" in classes:
            names = frozenset({"section", f"#{section.get('id', '')}", *(f".{name}" for name in classes)})
            for sheet in styles.sheets:
                _check_places(sheet, names)


@lru_cache(128)  # units of an edition have their sheets in common
def _check_sheet(sheet: Stylesheet) -> None:
    for rule in sheet.rules:
        are_places = [_is_place(one) for one in rule.selectors]
        if any(are_places) and any(one.name == "content" for one in rule.declarations) and not _is_number(rule):
            raise Unlinkable(f"a link of class page-of says more than the number of a page: {rule.text}")
        if _has_target(rule) and not (are_places and all(are_places)):
            raise Unlinkable(f"the number of a page stands elsewhere than in a link of class page-of: {rule.text}")
    for one in _selectors(sheet):
        for parent, child in pairwise(one.compounds):
            if "body" in parent.names and parent.after == ">" and _asks_order(child):
                raise Unlinkable("a rule asks which chapter is first, last or of a number")


def _check_places(sheet: Stylesheet, names: frozenset[str]) -> None:
    """`Unlinkable` if a rule asks where a chapter of one of these names stands among the others."""
    for one in _selectors(sheet):
        for compound in one.compounds:
            is_beside = not {"+", "~"}.isdisjoint({compound.before, compound.after})
            if (is_beside or _asks_order(compound)) and not names.isdisjoint(compound.names):
                raise Unlinkable(f"a rule asks for a chapter's place among the others: {one.text}")


def _selectors(sheet: Stylesheet) -> Iterator[Selector]:
    """All of a sheet, and those within them."""
    for rule in sheet.rules:
        for one in rule.selectors:
            yield from one


def _asks_order(compound: Compound) -> bool:
    return any(name.startswith(_ORDERED) for name in compound.pseudo_classes)


def _is_place(selector: Selector) -> bool:
    """Whether it is for what a link says that is written as the number of a page."""
    return selector.pseudo_element == "after" and ".page-of" in selector.compounds[-1].names


def _has_target(rule: StyleRule) -> bool:
    words = frozenset[str]().union(*words_of(rule.declarations).values())
    return any(word.startswith("target-") and word.endswith("(") for word in words)


def _is_number(rule: StyleRule) -> bool:
    """Whether a rule says the number of the page that a link leads to, and nothing else."""
    if len(rule.declarations) != 1 or rule.declarations[0].is_important:
        return False
    match [word for word in normal_tokens(rule.declarations[0].tokens) if word != "url"]:
        case ["target-counter(", "attr(", "href", ")", ",", "page", ")"]:
            return True
        case ["target-counter(", "attr(", "href", ")", ",", "page", ",", style, ")"]:
            return style[0] not in "\"'"
    return False


def check(document: Any, styles: DocumentStyles) -> None:
    """`Unlinkable` for what would be laid out otherwise among other chapters. Takes a document of WeasyPrint."""
    if styles.says(_BREAKS, SIDES):
        _check_sides(document)
    if document.pages[-1]._page_box.page_type.blank:
        raise Unlinkable("a note has no room on the last page of its chapter, and goes to the first page of the next")
    for page, side in ((document.pages[0], "top"), (document.pages[-1], "bottom")):
        for box in _whole(page):
            if any(getattr(box, name.format(side)) for name in _EDGES):
                raise Unlinkable(f"{box.element_tag} has a margin, border or padding, which goes round all chapters")
            if counters := [name for name, _ in (*box.style["counter_reset"], *_names(box.style["counter_set"]))]:
                raise Unlinkable(f"a counter runs through all chapters: {', '.join(counters)}")
    chapter = _chapter(document)
    if chapter is None:
        return
    reset = {name for name, _ in chapter.style["counter_reset"]}
    chapter_counters = {name for name, _ in _names(chapter.style["counter_increment"])}
    chapter_counters |= {"footnote"} if any(page._page_box.children[1:] for page in document.pages) else set()
    if running := sorted(chapter_counters - reset):
        raise Unlinkable(f"a counter runs through all chapters: {', '.join(running)}")


def _check_sides(document: Any) -> None:
    """Which side a page is on is known for the first of a chapter only (`page_break_before`)."""
    first = {box.element for box in _first_boxes(document)}
    for page in document.pages:
        for box in page._page_box.descendants():
            sides = {box.style["break_after"], *((box.style["break_before"],) if box.element not in first else ())}
            if SIDES & sides and box.element is not None:
                raise Unlinkable(f"{box.element_tag} asks for a side of the sheet within a chapter")


def check_sheet(page: Any) -> None:
    """`Unlinkable` if something of a page is not moved with its contents when they stand on the other side."""
    box = page._page_box
    painted = box.background and (box.background.color.alpha or any(one.image for one in box.background.layers))
    if painted or box.canvas_background or box.style["marks"]:
        raise Unlinkable("the page has a background or marks, and its margins are not those of the page beside it")


def page_break_before(document: Any) -> Any:
    """Where the chapter wants to begin: on a side, on any page, or "here", which is on no page of its own."""
    chapter = _chapter(document)
    if chapter is None:
        return "any"
    sides = "any" if chapter.style["break_before"] in _NEW_PAGE or chapter.style["page"] not in {"", "auto"} else "here"
    for box in _first_boxes(document):  # a break before the first thing in it is one before the chapter
        sides = box.style["break_before"] if box.style["break_before"] in SIDES else sides
    return sides


def _first_boxes(document: Any) -> Iterator[Any]:
    """The chapter, and what is first in it: the innermost comes last."""
    box = _chapter(document)
    while box is not None:
        yield box
        box = next((one for one in getattr(box, "children", ()) if one.is_in_normal_flow()), None)


def _whole(page: Any) -> Iterator[Any]:
    root = page._page_box.children[0]
    yield root
    yield from (box for box in root.children if box.element_tag == "body")


def _chapter(document: Any) -> Any:
    for box in document.pages[0]._page_box.descendants():
        if box.element_tag == "section" and "chapter" in box.element.get("class", "").split():
            return box
    return None


def _names(counters: Any) -> Any:
    """Of what is "auto" or "none", nothing."""
    return () if isinstance(counters, str) else counters
