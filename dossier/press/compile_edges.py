"""What a chapter has to do with those before and after it: where it begins, and what a unit cannot know of them.

A unit is drawn alone. Whatever of it would be drawn otherwise among its neighbours, and is not bound when units are
linked, is refused here with a reason: margins round all chapters, counters that run through them, rules that ask for a
chapter's place among the others, what stands on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dossier.press.unit import Unlinkable

SIDES = frozenset({"left", "right", "recto", "verso"})
_BREAKS = SIDES | {"page", "always"}
_FIXED = re.compile(r"position\s*:\s*fixed")
_SIDED = re.compile(r"break-(?:before|after)\s*:\s*(?:left|right|recto|verso)")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.S)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_PLACE = re.compile(r"[^,]*\bpage-of::?after\s*")
_PLACE_ALONE = re.compile(
    r"\s*content\s*:\s*target-counter\(\s*attr\(href(?:\s+url)?\)\s*,\s*page\s*(?:,\s*[\w-]+\s*)?\)\s*;?\s*"
)
_ORDERED = r":(?:first|last|only|nth)-"
_EDGES = ("margin_{}", "border_{}_width", "padding_{}")


def check_rules(css: str, html: str) -> None:
    """`Unlinkable` for what stylesheets ask."""
    if _FIXED.search(css) or _FIXED.search(html):
        raise Unlinkable("something stands on every page (position: fixed)")
    css = "\n".join((css, *_STYLE.findall(html)))
    _check_sheet(css)
    for tag in re.findall(r'<section class="chapter[^>]*>', html):
        _check_places(css, " ".join(re.findall(r'(?:class|id)="([^"]*)"', tag)))


@lru_cache(16)  # units of an edition have their sheets in common
def _check_sheet(css: str) -> None:
    for selectors, rule in _RULE.findall(css):
        are_places = [bool(_PLACE.fullmatch(one)) for one in selectors.split(",")]
        if any(are_places) and "content" in rule and not _PLACE_ALONE.fullmatch(rule):
            raise Unlinkable(f"a link of class page-of says more than the number of a page: {rule.strip()}")
        if "target-" in rule and not all(are_places):
            raise Unlinkable(f"the number of a page stands elsewhere than in a link of class page-of: {rule.strip()}")
    if re.search(rf"\bbody\s*>\s*[^\s,{{}}>+~]*{_ORDERED}", css):
        raise Unlinkable("a rule asks which chapter is first, last or of a number")


@lru_cache(128)
def _check_places(css: str, classes: str) -> None:
    """`Unlinkable` if a rule asks where a chapter of these classes and of this id stands among the others."""
    names = "|".join(["section", *(rf"[.#]{re.escape(name)}" for name in classes.split())])
    own = rf"(?:{names})(?![\w-])[^\s,{{}}>+~]*"
    if found := re.search(rf"{own}{_ORDERED}|{own}\s*[+~]\s*[\w.#]|[+~]\s*{own}", css):
        raise Unlinkable(f"a rule asks for a chapter's place among the others: {found[0]}")


def check(document: Any, css: str, html: str) -> None:
    """`Unlinkable` for what would be laid out otherwise among other chapters. Takes a document of WeasyPrint."""
    if _SIDED.search(css) or _SIDED.search(html):
        _check_sides(document)
    if document.pages[-1]._page_box.page_type.blank:
        raise Unlinkable("a note has no room on the last page of its chapter, and goes to the first page of the next")
    for page, side in ((document.pages[0], "top"), (document.pages[-1], "bottom")):
        for box in _whole(page):
            if any(getattr(box, name.format(side)) for name in _EDGES):
                raise Unlinkable(f"{box.element_tag} has a margin, border or padding, which goes round all chapters")
            if counters := [name for name, _ in (*box.style["counter_reset"], *_listed(box.style["counter_set"]))]:
                raise Unlinkable(f"a counter runs through all chapters: {', '.join(counters)}")
    chapter = _chapter(document)
    if chapter is None:
        return
    reset = {name for name, _ in chapter.style["counter_reset"]}
    counted = {name for name, _ in _listed(chapter.style["counter_increment"])}
    counted |= {"footnote"} if any(page._page_box.children[1:] for page in document.pages) else set()
    if running := sorted(counted - reset):
        raise Unlinkable(f"a counter runs through all chapters: {', '.join(running)}")


def _check_sides(document: Any) -> None:
    """Which side a page is on is known for the first of a chapter only: `begins` tells where that is to be."""
    first = {box.element for box in _beginning(document)}
    for page in document.pages:
        for box in page._page_box.descendants():
            wanted = {box.style["break_after"], *((box.style["break_before"],) if box.element not in first else ())}
            if SIDES & wanted and box.element is not None:
                raise Unlinkable(f"{box.element_tag} asks for a side of the sheet within a chapter")


def check_sheet(page: Any) -> None:
    """`Unlinkable` if something of a page is not moved with its contents when they stand on the other side."""
    box = page._page_box
    painted = box.background and (box.background.color.alpha or any(one.image for one in box.background.layers))
    if painted or box.canvas_background or box.style["marks"]:
        raise Unlinkable("the page has a background or marks, and its margins are not those of the page beside it")


def begins(document: Any) -> Any:
    """Where the chapter wants to begin: on a side, on any page, or "here", which is on no page of its own."""
    chapter = _chapter(document)
    if chapter is None:
        return "any"
    wanted = "any" if chapter.style["break_before"] in _BREAKS or chapter.style["page"] not in {"", "auto"} else "here"
    for box in _beginning(document):  # a break before the first thing in it is one before the chapter
        wanted = box.style["break_before"] if box.style["break_before"] in SIDES else wanted
    return wanted


def _beginning(document: Any) -> Iterator[Any]:
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


def _listed(counters: Any) -> Any:
    """Of what is "auto" or "none", nothing."""
    return () if isinstance(counters, str) else counters
