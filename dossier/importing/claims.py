"""Every place of a curated document, as it is written: the words that must stand there, and where it is noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.model.passage import Passage, parse
from dossier.reading.nodes import Listing, Mapping, Node, Scalar

#: What the words of a claim are to their lines: a form of a name stands on each, of others one has the words.
Kind = Literal["name", "words"]


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """One `at:` of a curator's file."""

    record: Mapping  #: the fields that it is one of
    value: Scalar
    at: Passage
    words: tuple[str, ...] = ()  #: none where curators tell in words of their own
    spoken: tuple[str, ...] = ()  #: of a quotation: whole words, that stand once
    kind: Kind = "words"
    of: str = ""  #: what the claim is, for a comment


def placed_in(document: Node) -> Iterator[PlacedClaim]:
    """All places that can be read, in the order of the file."""
    if not isinstance(document, Mapping):
        return
    yield from _placed(document, "date_at", "the document's date", [_text(document.get("when"), "stated")])
    for point in _items(document, "key_points"):
        yield from _placed(point, "at", "a key point")
    for event in _items(document, "events"):
        yield from _dated(event, "when", f"event {_text(event, 'event')}")
    for quotation in _items(document, "quotations"):
        yield from _dated(quotation, "when", f"quotation {_text(quotation, 'id')}", spoken=_texts(quotation, "words"))
    for figure in _items(document, "figures"):
        yield from _dated(figure, "as_of", f"figure {_text(figure, 'figure')}", [_text(figure, "stated")])
    for party in _items(document, "appearances"):
        name = _text(party, "of")
        for form in _items(party, "names"):
            yield from _placed(form, "at", f"name of {name}", [_text(form, "form")], kind="name")
        for role in _items(party, "roles"):
            yield from _dated(role, "when", f"role of {name}", [_text(role, "stated")])
        for said in _items(party, "says"):
            yield from _placed(said, "at", f"what is said of {name}")
    for fault in _items(document, "faults"):
        yield from _placed(fault, "at", "a fault", [_text(fault, "printed")])


def cites_in(node: Node) -> Iterator[Scalar]:
    """Every citation of a file, in no certain order."""
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Listing):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += [value for _, value in node.entries]
            cites = node.get("cites")
            listed = cites.items if isinstance(cites, Listing) else [cites]
            yield from (value for value in listed if isinstance(value, Scalar))


def _dated(
    record: Mapping, when: str, of: str, words: Sequence[str] = (), spoken: Sequence[str] = ()
) -> Iterator[PlacedClaim]:
    """A claim with a date: its words stand with the claim, or at a place of their own."""
    date = record.get(when)
    stated = _text(date, "stated")
    own = isinstance(date, Mapping) and date.get("at") is not None
    yield from _placed(record, "at", of, words if own else [*words, stated], spoken)
    if isinstance(date, Mapping):
        yield from _placed(date, "at", f"date of {of}", [stated])


def _placed(
    record: Mapping, name: str, of: str, words: Sequence[str] = (), spoken: Sequence[str] = (), kind: Kind = "words"
) -> Iterator[PlacedClaim]:
    value = record.get(name)
    if not isinstance(value, Scalar):
        return
    try:
        at = parse(value.text)
    except ValueError:
        return  # `check` tells it
    yield PlacedClaim(record, value, at, tuple(filter(None, words)), tuple(filter(None, spoken)), kind, of)


def _items(node: Node, name: str) -> Iterator[Mapping]:
    found = node.get(name) if isinstance(node, Mapping) else None
    for item in found.items if isinstance(found, Listing) else [found]:
        if isinstance(item, Mapping):
            yield item


def _text(node: Node | None, name: str) -> str:
    value = node.get(name) if isinstance(node, Mapping) else None
    return value.text.strip() if isinstance(value, Scalar) else ""


def _texts(node: Mapping, name: str) -> list[str]:
    found = node.get(name)
    values = found.items if isinstance(found, Listing) else [found]
    return [value.text.strip() for value in values if isinstance(value, Scalar)]
