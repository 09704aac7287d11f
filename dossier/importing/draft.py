"""An original -> everything in it that a curator may want to keep, each with its place: by rules, without any model.

Nothing here is a claim. A draft holds candidates; `writer.py` marks each as to be confirmed, and a dossier with such
a mark in it is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.dates.usage import DateUsage, anchored, usage_of
from dossier.evidence.numbers.decimal_marks import decimal_mark
from dossier.evidence.numbers.tables.cells import scales_of
from dossier.evidence.parties.registered import Named, Register
from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.speech.hearing import Hearing, hear, parts_of
from dossier.evidence.text import rules
from dossier.evidence.text.blocks import Block, Find, blocks_of
from dossier.evidence.text.languages import languages_of, main_language
from dossier.evidence.text.marks import quoted_in
from dossier.formats.lines import Lines
from dossier.importing import figures
from dossier.importing.dates import Dated, dates_of
from dossier.importing.new_parties import NewParty, strangers_in
from dossier.importing.numbers import Counted, numbers_in
from dossier.importing.own_date import own_date
from dossier.model.dates import Date
from dossier.model.passage import Passage, of_lines

MOST = 1_000  #: candidates of a kind; a document with more is a book, and its file would be too long to read


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or body, with every form of its name and the lines each stands on."""

    parties: tuple[str, ...]  #: ids; several if registers share the name
    forms: tuple[tuple[str, Passage], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All candidates of one original, each kind in the order of the text."""

    language: str  #: ISO 639; "" if it cannot be told
    title: str  #: what it seems to be headed, "" if nothing does
    date: Dated | None  #: its own date, if it gives one near its beginning or end
    quotations: tuple[Spoken, ...]
    dates: tuple[Dated, ...]
    numbers: tuple[Counted, ...]
    mentions: tuple[Mention, ...]
    strangers: tuple[NewParty, ...] = ()  #: people and bodies that no register holds
    left_out: int = 0  #: candidates beyond MOST of their kind
    doubts: tuple[tuple[Passage, str], ...] = ()  #: places that the rules could not make out
    unruled: tuple[tuple[str, Passage], ...] = ()  #: languages that there are no rules for, and the lines in them

    @property
    def counts(self) -> dict[str, int]:
        return {
            "quotations": len(self.quotations),
            "quotations with a likely speaker": sum(bool(spoken.speaker) for spoken in self.quotations),
            "dates": len(self.dates),
            "numbers": len(self.numbers),
            "people and bodies": len(self.mentions),
            "new people and bodies": len(self.strangers),
        }


def draft_of(lines: Lines, register: Register, holders: dict[str, tuple[str, ...]]) -> Draft:
    """Go through an original. `holders` names, for each body, the people who are known to hold an office in it."""
    texts = ["" if number in lines.apart else text for number, text in enumerate(lines.texts, 1)]
    blocks = blocks_of(texts, lines.goes_on)
    languages = languages_of([block.text for block in blocks])
    parts = parts_of(blocks, languages)
    hearing = hear(parts, register, holders)
    named = hearing.named
    quotations = _in_order(parts, (*hearing.quotations, *_unheard(parts)))
    is_arabic = main_language([block.text for block in blocks], languages) == "ar"
    usage = usage_of(texts, None, is_arabic=is_arabic)
    own = own_date(blocks, _dates(parts, None, usage))
    anchor = own.anchor if own else None
    dates = _without_names(_dates(parts, anchor, anchored(usage, texts, anchor)), hearing)
    taken = {block: [item.find for item in items if _has_digit(item.find)] for block, items in named.items()}
    for dated in dates:
        taken[dated.find.block].append(dated.find)
    scales, mark = scales_of(texts, lines.cells), decimal_mark(texts)
    numbers = tuple(
        counted
        for is_ruled, part in parts
        for block in part
        for counted in (
            numbers_in(block, taken[block], scales, mark) if is_ruled else figures.numbers_in(block, taken[block])
        )
    )
    kept = [candidates[:MOST] for candidates in (quotations, dates, numbers)]
    return Draft(
        language=main_language([block.text for block in blocks], languages),
        title=lines.about.title if lines.about.title and lines.about.title in texts else _title(blocks),
        date=own.dated if own else None,
        quotations=quotations[:MOST],
        dates=dates[:MOST],
        numbers=numbers[:MOST],
        mentions=_mentions(item for block in blocks for item in named[block]),
        strangers=strangers_in(hearing.heard, hearing.cast)[:MOST],
        left_out=len(quotations) + len(dates) + len(numbers) - sum(map(len, kept)),
        doubts=tuple(_doubts(blocks, parts)),
        unruled=tuple(_unruled(blocks, languages)),
    )


def _unheard(parts: Iterable[tuple[bool, Sequence[Block]]]) -> Iterator[Spoken]:
    """What stands between marks in the parts that there are no rules for."""
    return (spoken for is_ruled, part in parts if not is_ruled for spoken in figures.quotations_in(part))


def _in_order(parts: Iterable[tuple[bool, Sequence[Block]]], quotations: Iterable[Spoken]) -> tuple[Spoken, ...]:
    order = {block: number for number, (_, part) in enumerate(parts) for block in part}
    return tuple(sorted(quotations, key=lambda spoken: order[spoken.segments[0].block]))


def _dates(parts: Iterable[tuple[bool, Sequence[Block]]], anchor: Date | None, usage: DateUsage) -> tuple[Dated, ...]:
    """`anchor` is the document's own date, from which relative ones count, and `usage` how it dates."""
    return tuple(
        dated
        for is_ruled, part in parts
        for dated in (
            dates_of(part, anchor, usage)
            if is_ruled
            else (dated for block in part for dated in figures.dates_in(block))
        )
    )


def _without_names(dates: Sequence[Dated], hearing: Hearing) -> tuple[Dated, ...]:
    """The dates that are no part of a person's name: June Carter, رمضان عبد الله."""
    names = {block: [item.find for item in items if item.is_person] for block, items in hearing.named.items()}
    for block in hearing.heard:
        people = (phrase for phrase in hearing.cast.of(block) if phrase.kind == "person" and phrase.name)
        names[block] += [Find(block, *phrase.name_at) for phrase in people]
    return tuple(dated for dated in dates if not any(_is_named(dated.find, name) for name in names[dated.find.block]))


def _is_named(date: Find, name: Find) -> bool:
    is_inside = name.start <= date.start and date.end <= name.end and len(name.text) > len(date.text)
    return is_inside and not _has_digit(date)


def _unruled(blocks: Sequence[Block], languages: Sequence[str]) -> Iterator[tuple[str, Passage]]:
    for language in dict.fromkeys(languages):
        mine = [block for block, own in zip(blocks, languages, strict=True) if own == language]
        if not rules.exist_for(language) and any(map(str.isalpha, "".join(block.text for block in mine))):
            yield language, of_lines({number for block in mine for number in block.numbers})


def _title(blocks: Sequence[Block]) -> str:
    """The first paragraph, if it is as short as a heading and ends like one."""
    first = blocks[0].text.strip("#*_ ") if blocks else ""
    return first if len(first) <= 160 and not first.endswith((".", "؟", "!", ":", "،")) else ""


def _mentions(named: Iterable[Named]) -> tuple[Mention, ...]:
    table: dict[tuple[str, ...], dict[str, set[int]]] = {}
    for item in named:
        form = " ".join(item.find.text.split())
        table.setdefault(item.parties, {}).setdefault(form, set()).update(item.find.at.lines)
    return tuple(
        Mention(parties, tuple((form, of_lines(lines)) for form, lines in forms.items()))
        for parties, forms in table.items()
    )


def _doubts(blocks: Sequence[Block], parts: Sequence[tuple[bool, Sequence[Block]]]) -> Iterator[tuple[Passage, str]]:
    for block in blocks:
        for quoted in quoted_in(block.text):
            if not quoted.is_closed:
                yield block.lines(quoted.start, quoted.start + 1), "a quotation mark that is never closed"
    for find in (find for is_ruled, part in parts if not is_ruled for find in figures.open_numbers(part)):
        yield find.at, f"{find.text}: its mark may be a decimal one or one of thousands"


def _has_digit(find: Find) -> bool:
    return any(letter.isdigit() for letter in find.text)
