"""Candidates that only the next version of an original holds, put behind what curators have kept, to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dossier.evidence.text.blocks import Find
from dossier.importing.draft import Draft
from dossier.importing.head import Head
from dossier.importing.update.edits import Edits
from dossier.importing.writer import candidates
from dossier.reading.nodes import Listing, Mapping, Scalar

_INDENT = 2  #: of the writer's own lists


def add_new(edits: Edits, document: Mapping, draft: Draft, head: Head, new: AbstractSet[int]) -> dict[str, int]:
    """Put into each list what stands on lines that are `new` and is not there yet; how many, by list."""
    fresh, known = _fresh(draft, new, _noted(document)), _parties(document)
    fresh = replace(fresh, mentions=tuple(m for m in fresh.mentions if not known & set(m.parties)))
    head = replace(head, first_quotation=_next_quotation(document, head.id))
    added = {}
    for name, lines in candidates(fresh, head).items():
        if _put(edits, document, name, lines):
            added[name] = sum(line.startswith("  - ") for line in lines)
    return added


def count(draft: Draft, lines: AbstractSet[int], document: Mapping) -> int:
    """How many candidates stand on these lines that the document does not have."""
    found = _fresh(draft, lines, _noted(document))
    return sum(map(len, (found.quotations, found.dates, found.numbers, found.mentions, found.strangers)))


def _fresh(draft: Draft, new: AbstractSet[int], noted: AbstractSet[str]) -> Draft:
    def is_new(find: Find, words: Iterable[str]) -> bool:
        return set(find.at.lines) <= new and not all(_flat(text) in noted for text in words)

    return replace(
        draft,
        quotations=tuple(q for q in draft.quotations if is_new(q.segments[0], q.words)),
        dates=tuple(dated for dated in draft.dates if is_new(dated.find, [dated.stated])),
        numbers=tuple(counted for counted in draft.numbers if is_new(counted.find, [counted.stated])),
        mentions=tuple(
            replace(mention, forms=forms)
            for mention in draft.mentions
            if (forms := tuple(form for form in mention.forms if set(form[1].lines) <= new))
            and not all(_flat(form) in noted for form, _ in forms)
        ),
        strangers=tuple(
            stranger
            for stranger in draft.strangers
            if all(set(at.lines) <= new and _flat(form) not in noted for form, at in stranger.forms)
        ),
    )


def named_again(draft: Draft, new: AbstractSet[int], document: Mapping) -> Iterator[str]:
    """Of those who appear in the document: forms of their names on lines that are new, in words."""
    known = _parties(document)
    for mention in draft.mentions:
        for form, at in mention.forms if known & set(mention.parties) else ():
            if lines := sorted(new & set(at.lines)):
                yield f"{form!r} ({mention.parties[0]}) stands in line {', '.join(map(str, lines))} too"


def _parties(document: Mapping) -> set[str]:
    listing = document.get("appearances")
    items = listing.items if isinstance(listing, Listing) else []
    return {value.text for item in items if isinstance(item, Mapping) and isinstance(value := item.get("of"), Scalar)}


def _noted(document: Mapping) -> set[str]:
    """Every value of the curator's file: words that stand there already are no news."""
    found: set[str] = set()
    waiting: list[object] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            found.add(_flat(node.text))
        elif isinstance(node, Listing):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += [value for _, value in node.entries]
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


def _next_quotation(document: Mapping, name: str) -> int:
    """A number that no quotation has in its id."""
    listing = document.get("quotations")
    items = listing.items if isinstance(listing, Listing) else []
    ids = {value.text for item in items if isinstance(item, Mapping) and isinstance(value := item.get("id"), Scalar)}
    return max((int(end) for known in ids if (end := known.removeprefix(f"{name}-")).isdecimal()), default=0) + 1


def _put(edits: Edits, document: Mapping, name: str, lines: list[str]) -> bool:
    """Behind the last item of the list, before the comments of the field that follows; False if it is written `[…]`."""
    keys = [key for key, _ in document.entries]
    listing = document.get(name)
    if listing is None:
        edits.insert(len(edits.before), [f"{name}:", *lines])
        return True
    if not isinstance(listing, Listing) or edits.is_flow(listing.place):
        return False
    following = next((key for key, then in zip(keys[1:], keys, strict=False) if then.text == name), None)
    offset = edits.start_of_comments(following.place) if following else len(edits.before)
    indent = " " * (listing.place.column - 1)
    edits.insert(offset, [f"{indent}{line[_INDENT:]}" for line in lines])
    return True
