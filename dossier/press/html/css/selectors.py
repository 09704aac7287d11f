"""Selectors of CSS as what each asks of the elements on its way, read by cssselect2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cssselect2 import SelectorError
from cssselect2.parser import (
    ClassSelector,
    CombinedSelector,
    FunctionalPseudoClassSelector,
    IDSelector,
    LocalNameSelector,
    PseudoClassSelector,
    RelativeSelector,
    parse,
)
from tinycss2 import serialize


@dataclass(frozen=True, slots=True)
class Compound:
    """What is asked of one element; what stands in its `:is()`, `:not()` and the like counts as asked of it."""

    names: frozenset[str]  #: of the element, in lower case, ".class" and "#id"
    pseudo_classes: frozenset[str]
    before: str  #: the combinator on its left: " ", ">", "+" or "~"; "" if it is the first
    after: str  #: the one on its right; "" if it is the last


@dataclass(frozen=True, slots=True)
class Selector:
    """One of the selectors of a rule."""

    compounds: tuple[Compound, ...]  #: from the left
    pseudo_element: str  #: "" for the element itself
    within: tuple[Selector, ...]  #: those in its `:is()`, `:not()` and the like, and in theirs
    text: str  #: as it is written, or that which it stands in

    def __iter__(self) -> Iterator[Selector]:
        """This one, and all within it."""
        yield from (self, *self.within)


def selectors(prelude: Sequence[Any]) -> tuple[Selector, ...]:
    """Those of a rule, from tinycss2's tokens; none if one of them is not understood, for then the rule is ignored."""
    try:
        return tuple(map(_read, parse(prelude), map(_text, split(prelude))))
    except SelectorError:
        return ()


def split(tokens: Iterable[Any]) -> list[list[Any]]:
    """Tokens in parts, at their commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _text(tokens: Iterable[Any]) -> str:
    text: str = serialize(tokens)
    return text.strip()


def _read(selector: Any, text: str) -> Selector:
    if isinstance(selector, RelativeSelector):
        selector = selector.selector
    steps, node = [], selector.parsed_tree
    while isinstance(node, CombinedSelector):
        steps.append((node.combinator, node.right.simple_selectors))
        node = node.left
    steps.append(("", node.simple_selectors))
    steps.reverse()
    within = tuple(one for _, simple in steps for inner in _inner(simple) for one in _read(inner, text))
    after = [combinator for combinator, _ in steps[1:]] + [""]
    compounds = tuple(_compound(simple, before, end) for (before, simple), end in zip(steps, after, strict=True))
    return Selector(compounds, selector.pseudo_element or "", within, text)


def _compound(simple: Sequence[Any], before: str, after: str) -> Compound:
    names, pseudo_classes = set(), set()
    for one in _every(simple):
        if isinstance(one, LocalNameSelector):
            names.add(one.lower_local_name)
        elif isinstance(one, ClassSelector):
            names.add(f".{one.class_name}")
        elif isinstance(one, IDSelector):
            names.add(f"#{one.ident}")
        elif isinstance(one, PseudoClassSelector | FunctionalPseudoClassSelector):
            pseudo_classes.add(one.name)
    return Compound(frozenset(names), frozenset(pseudo_classes), before, after)


def _every(simple: Sequence[Any]) -> Iterator[Any]:
    """Simple selectors, and those of the elements that the selectors within them are for."""
    yield from simple
    for inner in _inner(simple):
        tree = (inner.selector if isinstance(inner, RelativeSelector) else inner).parsed_tree
        yield from _every((tree.right if isinstance(tree, CombinedSelector) else tree).simple_selectors)


def _inner(simple: Sequence[Any]) -> Iterator[Any]:
    for one in simple:
        yield from getattr(one, "selector_list", ())
