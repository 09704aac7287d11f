"""An original -> everything in it that a curator may want to keep, each with its place: by rules, without any model.

Nothing here is a claim. A draft holds candidates; `writer.py` marks each as to be confirmed, and a dossier with such
a mark in it is not published.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.content.corpus import Corpus
from dossier.content.passage import Passage
from dossier.content.records import Language
from dossier.evidence.blocks import Block, Find, blocks_of
from dossier.evidence.formats import Lines
from dossier.evidence.marks import quoted_in
from dossier.evidence.names import Named, Register
from dossier.importing.dates import Dated, dates_in
from dossier.importing.numbers import Counted, numbers_in
from dossier.importing.quotations import Listener, Spoken

MOST = 1_000  #: candidates of a kind; a document with more is a book, and its file would be too long to read
HEAD = 6  #: paragraphs at the beginning in which a document dates itself
FOOT = 3  #: paragraphs at the end


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or body, with every form of its name and the lines each stands on."""

    parties: tuple[str, ...]  #: ids; several if registers share the name
    forms: tuple[tuple[str, Passage], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All candidates of one original, each kind in the order of the text."""

    language: Language
    title: str  #: what it seems to be headed, "" if nothing does
    date: Dated | None  #: its own date, if it gives one near its beginning or end
    quotations: tuple[Spoken, ...]
    dates: tuple[Dated, ...]
    numbers: tuple[Counted, ...]
    mentions: tuple[Mention, ...]
    left_out: int = 0  #: candidates beyond MOST of their kind
    doubts: tuple[tuple[Passage, str], ...] = ()  #: places that the rules could not make out

    @property
    def counts(self) -> dict[str, int]:
        return {
            "quotations": len(self.quotations),
            "quotations with a likely speaker": sum(bool(spoken.speaker) for spoken in self.quotations),
            "dates": len(self.dates),
            "numbers": len(self.numbers),
            "people and bodies": len(self.mentions),
        }


def draft_of(lines: Lines, register: Register, holders: dict[str, tuple[str, ...]]) -> Draft:
    """Go through an original. `holders` names, for each body, the people who are known to hold an office in it."""
    blocks = blocks_of(lines.texts)
    named = {block: register.named_in(block) for block in blocks}
    present = {item.party for items in named.values() for item in items}
    at_hand = {body: [person for person in people if person in present] for body, people in holders.items()}
    quotations = tuple(Listener(named, at_hand).quotations(blocks))
    dates = tuple(dated for block in blocks for dated in dates_in(block))
    taken = {block: [item.find for item in items if _has_digit(item.find)] for block, items in named.items()}
    for dated in dates:
        taken[dated.find.block].append(dated.find)
    numbers = tuple(counted for block in blocks for counted in numbers_in(block, taken[block]))
    kept = [candidates[:MOST] for candidates in (quotations, dates, numbers)]
    return Draft(
        language=_language(lines.texts),
        title=_title(blocks),
        date=_own_date(blocks, dates),
        quotations=quotations[:MOST],
        dates=dates[:MOST],
        numbers=numbers[:MOST],
        mentions=_mentions(item for block in blocks for item in named[block]),
        left_out=len(quotations) + len(dates) + len(numbers) - sum(map(len, kept)),
        doubts=tuple(_doubts(blocks)),
    )


def holders_of(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Body -> the people whom some document gives an office in it."""
    table: dict[str, dict[str, None]] = {}
    for party, attested in corpus.appearances().items():
        for role in (role for item in attested for role in item.claim.roles if role.office):
            table.setdefault(role.office.partition(".")[0], {})[party] = None
    return {body: tuple(people) for body, people in table.items()}


def _language(texts: Iterable[str]) -> Language:
    """Arabic or English, by the letters there are more of."""
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    arabic = sum(
        "ARABIC" in unicodedata.name(letter, "") for letter in set(letters) for _ in range(letters.count(letter))
    )
    return "ar" if 2 * arabic > len(letters) else "en"


def _title(blocks: Sequence[Block]) -> str:
    """The first paragraph, if it is as short as a heading and ends like one."""
    first = blocks[0].text.strip("#*_ ") if blocks else ""
    return first if len(first) <= 160 and not first.endswith((".", "؟", "!", ":", "،")) else ""


def _own_date(blocks: Sequence[Block], dates: Sequence[Dated]) -> Dated | None:
    """The first date of a day in the head or foot of the document; failing that the first of a month in its head."""
    near = (*blocks[:HEAD], *blocks[-FOOT:])
    inside = [dated for dated in dates if dated.edtf and any(dated.find.block is block for block in near)]
    days = [dated for dated in inside if dated.edtf.count("-") == 2]
    months = [dated for dated in inside if dated.edtf.count("-") == 1 and len(dated.find.block.text) < 100]
    return next(iter((*days, *months)), None)


def _mentions(named: Iterable[Named]) -> tuple[Mention, ...]:
    table: dict[tuple[str, ...], dict[str, set[int]]] = {}
    for item in named:
        form = " ".join(item.find.text.split())
        table.setdefault(item.parties, {}).setdefault(form, set()).update(item.find.at.lines)
    return tuple(
        Mention(parties, tuple((form, passage_of(lines)) for form, lines in forms.items()))
        for parties, forms in table.items()
    )


def passage_of(lines: Iterable[int]) -> Passage:
    """Lines in rising order, neighbours as one run."""
    runs: list[tuple[int, int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return Passage(tuple(runs))


def _doubts(blocks: Sequence[Block]) -> Iterable[tuple[Passage, str]]:
    for block in blocks:
        for quoted in quoted_in(block.text):
            if not quoted.is_closed:
                yield block.lines(quoted.start, quoted.start + 1), "a quotation mark that is never closed"


def _has_digit(find: Find) -> bool:
    return any(letter.isdigit() for letter in find.text)
