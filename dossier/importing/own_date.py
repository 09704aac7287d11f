"""The date that a document gives as its own: a dateline, the day a meeting was held, the day a decree was signed.

What counts from the document's date (yesterday, last Friday) is read only where this one is sure. A wrong one would
make every other wrong; so dates that a preamble cites, deadlines and the next meeting are not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.text.blocks import Block
from dossier.evidence.text.folding import fold_text
from dossier.importing.dates import Dated
from dossier.model.dates import Date, parse

HEAD = 6  #: paragraphs at the beginning in which a document dates itself
MENUS = 16  #: paragraphs, of which those behind the head count if they are short
FOOT = 3  #: paragraphs at the end
DATELINE = 100  #: letters of a line that can be nothing but a place and a date
NEARBY = 90  #: letters before a date that tell what it is the date of

#: What a document says before its own date.
_OWN = re.compile(
    r"(?<!\w)(?:held|minutes|meeting of|sitting of|published|posted|released?|issued|dated|date|updated"
    r"|delivered|approved|adopted"
    r"|done|given|signed|edition of|نشر|نشرت|بتاريخ|التاريخ|تاريخ|المورخ|حررت?|صدرت?|عقدت?"
    r"|المنعقده?|انعقدت?|محضر|القي|القيت|وقعت?"
    r"|كتب في|تحريرا)(?!\w)"
)
#: What it says before another date: what it cites, a deadline, a span, the next meeting.
_OTHER = re.compile(
    r"(?<!\w)(?:recall\w*|noting|having regard|guided|pursuant|whereas|mindful|reaffirm\w*|next|ended|ending"
    r"|as at|as of|deadline|born|ref|reference|your (?:letter|e-?mail|message)|resolution|law|act of|in force"
    r"|previous|last meeting|effective|expires?|due|to be held"
    r"|المنتهيه|اعتبارا|ابتداء|القادمه?|المقبله?|مذكره|بانشاء|كتابكم|رسالتكم|خطابكم|رقم \d+|لسنه|استنادا|عملا"
    r"|ولد|المولود|وعلي|بناء|نظرا|ست?عقد)(?!\w)"
    r"|(?<!\w)(?:until|till|by|before|after|from|to|since|حتي|قبل|بعد|منذ|من|الي)(?: the| يوم| تاريخ)? ?$"
)
_CITES = re.compile(
    r"^[\W\d]*(?:recall|noting|having regard|guided|pursuant|whereas|mindful|reaffirm|considering"
    r"|و?علي |و?بعد الاطلاع|و?بناء|و?عملا|و?استنادا|و?نظرا|اذ |و?اذ |next |النسخه)"
)


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A document's date; `is_sure`: it dates itself so, and what is relative counts from it."""

    dated: Dated
    is_sure: bool

    @property
    def anchor(self) -> Date | None:
        return parse(self.dated.edtf) if self.is_sure else None


def own_date(blocks: Sequence[Block], dates: Sequence[Dated]) -> OwnDate | None:
    """The first day in the head that the document dates itself by, failing that in its foot, failing that any day or
    month there. `dates` are those that can be read without knowing it."""
    lines = [block for block in blocks[HEAD:MENUS] if len(block.text) < DATELINE]  # a page may begin with menus
    head = [*blocks[:HEAD], *lines]
    end = [block for block in blocks[MENUS:][-len(blocks) // 3 :] if len(block.text) < DATELINE]
    foot = [block for block in [*end, *blocks[-FOOT:]] if not any(block is other for other in head)]
    days = [dated for dated in dates if dated.edtf and _precision(dated) == "day" and not _is_other(dated)]
    own = [
        *(dated for dated in _within(days, head) if _is_dateline(dated)),
        *(dated for dated in _within(days, foot) if _is_dateline(dated) and _is_told(dated)),
        *(dated for dated in _within(days, blocks[-FOOT:]) if _is_dateline(dated)),
    ]
    if own:
        return OwnDate(own[0], is_sure=True)
    months = [dated for dated in dates if dated.edtf and _precision(dated) == "month" and not _is_other(dated)]
    headings = [dated for dated in _within(months, [*head, *foot]) if len(dated.find.block.text) < DATELINE]
    vague = next(_within(days, head), None)
    if vague:
        return OwnDate(vague, is_sure=False)
    return OwnDate(headings[0], is_sure=True) if headings else None


def _within(dates: Sequence[Dated], blocks: Sequence[Block]) -> Iterator[Dated]:
    return (dated for dated in dates if any(dated.find.block is block for block in blocks))


def _precision(dated: Dated) -> str:
    date = parse(dated.edtf)
    return "" if date.end or date.set or dated.part else date.precision


def _prior(dated: Dated) -> str:
    """The words before it, folded: the paragraph's beginning up to it, or the nearest of them."""
    find = dated.find
    return fold_text(find.block.text[max(0, find.start - NEARBY) : find.start])


def _is_told(dated: Dated) -> bool:
    """Whether the words before it say that it is the document's own: published, held, signed on."""
    prior = _prior(dated)
    cues = [*_OWN.finditer(prior)]
    return bool(cues) and not _OTHER.search(prior, cues[-1].end())


def _is_other(dated: Dated) -> bool:
    """Whether the words before it make it the date of something else."""
    prior = _prior(dated)
    return bool(_CITES.search(fold_text(dated.find.block.text))) or (bool(_OTHER.search(prior)) and not _is_told(dated))


def _is_dateline(dated: Dated) -> bool:
    """Whether it stands on a short line, where a paragraph begins, or behind a word like "published"."""
    find = dated.find
    return len(find.block.text) < DATELINE or find.start < DATELINE // 2 or _is_told(dated)
