"""People in a list of those present: a name and an office in two cells, in two lines, or with a colon between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.text.address import is_address
from dossier.evidence.text.blocks import Block

_BARE = re.compile(r"[\W_\d]+")
_ENTRY = re.compile(r"(?:^|[.;؛|\n]) ?(?:[Tt]he )?\W*$")
_ENTRY_BEHIND = re.compile(r"(?: ?\([^)]*\))?\s*(?:[.;؛|]|$)")
_COLON = re.compile(r"\s?[:：]\s*(?:[Tt]he )?")


def with_offices_beside(
    blocks: Sequence[Block], phrases: Mapping[Block, tuple[NounPhrase, ...]]
) -> dict[Block, tuple[NounPhrase, ...]]:
    """The same where a name and an office fill two cells or lines, one behind the other, as in a list of those present.

    Of a row of such lines the name stands before its office or behind it, as the row begins.
    """
    found = dict(phrases)
    kinds = [_only(block, phrases[block]) for block in blocks]
    number = 0
    while number < len(blocks):
        end = number
        while end < len(blocks) and kinds[end] and (end == number or kinds[end] != kinds[end - 1]):
            end += 1
        for one in range(number, end - 1, 2):
            name, office = (one, one + 1) if kinds[one] == "person" else (one + 1, one)
            held = found[blocks[office]][0]
            person = found[blocks[name]][0]
            found[blocks[name]] = (replace(person, office=person.office or held.office, body=held.body, of=held.of,
                                           is_named=held.is_named),)  # fmt: skip
        number = max(end, number + 1)
    return found


def _only(block: Block, phrases: Sequence[NounPhrase]) -> str:
    """The kind of the only phrase of a block that holds nothing else, if it is a person without office or an office."""
    if len(phrases) != 1 or _BARE.sub("", block.text[: phrases[0].start] + block.text[phrases[0].end :]):
        return ""
    only = phrases[0]
    is_bare = only.kind == "person" and not office_of(only) and not only.body
    return only.kind if only.kind == "role" or is_bare else ""


def office_of(person: NounPhrase) -> str:
    """What somebody holds besides a mere form of address."""
    return " ".join(word for word in person.office.split() if not is_address(word))


def labelled(phrases: list[NounPhrase], text: str) -> list[NounPhrase]:
    """One phrase of an entry that holds an office, a colon and a name: الرئيسة: وفاء الشريف; Witness: Bram Okker."""
    found: list[NounPhrase] = []
    for phrase in phrases:
        office = found[-1] if found and found[-1].kind == "role" and phrase.kind == "person" else None
        is_list = office and _ENTRY_BEHIND.match(text, phrase.end) and _ENTRY.search(text[: office.start])
        if (
            office
            and is_list
            and not office_of(phrase)
            and not phrase.body
            and _COLON.fullmatch(text[office.end : phrase.start])
        ):
            found[-1] = office.joined(phrase)
        else:
            found.append(phrase)
    return found
