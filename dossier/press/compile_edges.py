"""What a chapter has to do with those before and after it: where it begins, and what a unit cannot know of them.

A unit is drawn alone. Whatever of it would be drawn otherwise among its neighbours, and is not bound when units are
linked, is refused here with a reason: margins round all chapters, counters that run through them, rules that ask for a
chapter's place among the others, what stands on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dossier.press.unit import Unlinkable

SIDES = frozenset({"left", "right", "recto", "verso"})
_BREAKS = SIDES | {"page", "always"}
_FIXED = re.compile(r"position\s*:\s*fixed")
_PLACE = re.compile(r"page-of::?after[^{}]*\{([^{}]*)\}")
_PLACE_ALONE = re.compile(r"\s*content\s*:\s*target-counter\(\s*attr\(href(?:\s+url)?\)\s*,\s*page\s*(?:,\s*[\w-]+\s*)?\)\s*;?\s*")
_ORDERED = r":(?:first|last|only|nth)-"
_EDGES = ("margin_{}", "border_{}_width", "padding_{}")


def check_rules(css: str, html: str) -> None:
    """`Unlinkable` for what stylesheets ask."""
    if _FIXED.search(css) or _FIXED.search(html):
        raise Unlinkable("something stands on every page (position: fixed)")
    for rule in _PLACE.findall(css):
        if "content" in rule and not _PLACE_ALONE.fullmatch(rule):
            raise Unlinkable(f"a link of class page-of says more than the number of a page: {rule.strip()}")
    if re.search(rf"\bbody\s*>\s*[^\s,{{}}>+~]*{_ORDERED}", css):
        raise Unlinkable("a rule asks which chapter is first, last or of a number")
    for tag in re.findall(r'<section class="chapter[^>]*>', html):
        classes = re.findall(r'(?:class|id)="([^"]*)"', tag)
        names = "|".join(["section", *(rf"[.#]{re.escape(name)}" for name in " ".join(classes).split())])
        own = rf"(?:{names})(?![\w-])[^\s,{{}}>+~]*"
        if found := re.search(rf"{own}{_ORDERED}|{own}\s*[+~]\s*[\w.#]|[+~]\s*{own}", css):
            raise Unlinkable(f"a rule asks for a chapter's place among the others: {found[0]}")


def check(document: Any) -> None:
    """`Unlinkable` for what would be laid out otherwise among other chapters. Takes a document of WeasyPrint."""
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
    if any(box.style["break_after"] in SIDES for box in _ends(document)):
        raise Unlinkable("a chapter asks that the next one begin on a side")


def begins(document: Any) -> Any:
    """Where the chapter wants to begin: on a side, on any page, or "here", which is on no page of its own."""
    chapter = _chapter(document)
    if chapter is None:
        return "any"
    wanted = "any" if chapter.style["break_before"] in _BREAKS or chapter.style["page"] not in {"", "auto"} else "here"
    while chapter is not None:  # a break before the first thing in it is one before the chapter: the innermost counts
        wanted = chapter.style["break_before"] if chapter.style["break_before"] in SIDES else wanted
        chapter = next((one for one in getattr(chapter, "children", ()) if one.is_in_normal_flow()), None)
    return wanted


def _whole(page: Any) -> Iterator[Any]:
    root = page._page_box.children[0]
    yield root
    yield from (box for box in root.children if box.element_tag == "body")


def _chapter(document: Any) -> Any:
    for box in document.pages[0]._page_box.descendants():
        if box.element_tag == "section" and "chapter" in box.element.get("class", "").split():
            return box
    return None


def _ends(document: Any) -> Iterator[Any]:
    """The chapter, and what is last in it."""
    boxes = list(_whole(document.pages[-1]))[1:]
    while boxes:
        yield boxes[-1]
        boxes = [one for one in getattr(boxes[-1], "children", ()) if one.is_in_normal_flow()]


def _listed(counters: Any) -> Any:
    """Of what is "auto" or "none", nothing."""
    return () if isinstance(counters, str) else counters
