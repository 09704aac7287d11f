"""What can be found in a text without knowing its words: dates and numbers in figures, and what stands between marks.

For paragraphs in a language that there are no rules for. A number here is its digits and nothing beside them; where a
mark among them is a decimal one in one language and one of thousands in another, no value is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.text import rules
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.marks import quoted_in
from dossier.importing.dates import Dated
from dossier.importing.numbers import Counted
from dossier.model.dates import parse

_DATE = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso>\d{4}-\d\d-\d\d)|\d{1,2}([./-])\d{1,2}\2\d{4}|\d{4}([./])\d{1,2}\3\d{1,2}"
    r"|(?:1[5-9]|2[01])\d\d)(?![\w/-]|[.,]\d)"
)
_SPACES = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?<![\w.,:/٫٬-])\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)|(?<![\w.,:/٫٬-])\d+(?:[.,٫٬]\d+)*(?![\w:/-])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,٬])\d{3})(?:\1\d{3})+")
_CURVED = re.compile("[“”]")
_TURNED = str.maketrans("“”", "”“")
_LIST_MARK = re.compile(r"\s*[#(\[]*\d{1,3}[).\]:-](?=\s)")


def quotations_in(blocks: Iterable[Block]) -> Iterator[Spoken]:
    """All that stands between marks: whose words it is, or whether it is a title, only a reader can tell."""
    for block in blocks:
        marks = _CURVED.findall(block.text)
        turned = marks[:1] == ["”"] and "“" in marks  # as Urdu has them, and nobody opens with a closing mark
        for quoted in quoted_in(block.text.translate(_TURNED) if turned else block.text):
            words = quoted.words(block.text)
            if quoted.is_closed and any(map(str.isalpha, words)):
                start = block.text.index(words, quoted.start)
                yield Spoken((Find(block, start, start + len(words)),))


def dates_in(block: Block) -> Iterator[Dated]:
    """Days and years in figures; which day is known only in the order of ISO 8601, of a year of no other calendar.

    Four digits may be a year or count something: they are given here, without a reading.
    """
    for match in _DATE.finditer(block.text):
        find = Find(block, *match.span())
        yield Dated(find, _sound(match["iso"]) if match["iso"] and rules.is_date_in_figures(match[0]) else "")


def _sound(iso: str) -> str:
    try:
        return str(parse("".join(str(int(c)) if c.isdigit() else c for c in iso)))
    except ValueError:
        return ""


def numbers_in(block: Block, taken: Iterable[Find]) -> Iterator[Counted]:
    """Numbers in digits whose marks leave no choice, but for those that meet what is `taken`."""
    taken = list(taken)
    for find in _numbers(block):
        if (value := _value(find.text)) is not None and not any(find.meets(other) for other in taken):
            yield Counted(find, value)


def open_numbers(blocks: Iterable[Block]) -> Iterator[Find]:
    """Numbers whose mark can be that of a decimal or of thousands: 1,200."""
    return (find for block in blocks for find in _numbers(block) if _value(find.text) is None)


def _numbers(block: Block) -> Iterator[Find]:
    mark = _LIST_MARK.match(block.text)
    dates = [match.span() for match in _DATE.finditer(block.text)]
    for match in _NUMBER.finditer(block.text, mark.end() if mark else 0):
        if not any(start < match.end() and match.start() < end for start, end in dates):
            yield Find(block, *match.span())


def _value(digits: str) -> Decimal | None:
    """The number; None where its mark leaves a choice, or is none of a number."""
    plain = re.sub(_SPACES, "", digits)
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub("[.,٬]", "", plain)
    marks = [c for c in plain if not c.isdigit()]
    if plain.startswith("00"):
        return None  # '000 over a column
    if len(marks) > 1 or (marks and marks != ["٫"] and len(re.split("[.,٬]", plain)[1]) == 3):
        return None
    return Decimal("".join(str(int(c)) if c.isdigit() else "." for c in plain)) if len(plain) <= 15 else None
