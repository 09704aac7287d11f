"""What stands between quotation marks in a line, and whether it looks like somebody's words.

Marks may be of any kind, nested in their own kind, left open, or have a space on the wrong side; an apostrophe is none.
Which words the marks hold is reckoned from the text alone. Whether they are somebody's words, and whose, only a reader
can decide: what speaks against it is told as a doubt with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dossier.evidence.folding import fold_text

#: opening mark -> the marks that close it
_PAIRS = {"«": "»", "“": "”", "„": "“”", "‘": "’", '"': '"', "'": "'"}
_STRAIGHT = "\"'"
_LOOSE = " \u00a0\t,،.؛;…!؟?:"  #: what may stand between the words and their marks
_OUTSIDE = " \u00a0\t.,،;؛:!?؟)]}»”"  #: what follows a closing mark

DEEPEST = 50  #: marks that wait to be closed; a line with more holds no quotations

Held = Literal["whole", "part", "outside"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What two marks hold: letters of the line from `start` up to but without `end`."""

    start: int
    end: int
    is_closed: bool = True


def quoted(line: str) -> tuple[Quoted, ...]:
    """Everything in a line that stands between marks, nested ones too, in the order of their opening."""
    open_marks: list[tuple[str, int]] = []
    found: list[Quoted] = []
    for place, letter in enumerate(line):
        if letter in _STRAIGHT:
            turn = _turn(line, place, open_marks)
        else:
            turn = "open" if letter in _PAIRS else "close" if letter in "»”’" else ""
            if letter == "“" and any(opened == "„" for opened, _ in open_marks):
                turn = "close"
            if letter == "’" and _is_apostrophe(line, place):
                turn = ""
        if turn == "open":
            open_marks.append((letter, place + 1))
            del open_marks[:-DEEPEST]
        elif turn == "close":
            _close(letter, place, open_marks, found)
    found += [Quoted(start, len(line), is_closed=False) for mark, start in open_marks if mark not in "'‘"]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _turn(line: str, place: int, open_marks: Iterable[tuple[str, int]]) -> str:
    """Whether a straight mark opens or closes, by the letters beside it; by turns where they do not tell."""
    mark = line[place]
    before, after = line[place - 1 : place] if place else "", line[place + 1 : place + 2]
    is_open = any(opened == mark for opened, _ in open_marks)
    if mark == "'" and (before.isalnum() and (after.isalnum() or not is_open)):
        return ""
    leans_open = (not before or before.isspace() or before in "([{-–—/«“") and bool(after) and not after.isspace()
    leans_close = bool(before) and not before.isspace() and (not after or after in _OUTSIDE or after in _STRAIGHT)
    if leans_open != leans_close:
        return "open" if leans_open else "close"
    return "close" if is_open else "open"


def _is_apostrophe(line: str, place: int) -> bool:
    return line[place - 1 : place].isalnum() and line[place + 1 : place + 2].isalnum()


def _close(letter: str, place: int, open_marks: list[tuple[str, int]], found: list[Quoted]) -> None:
    """Close the nearest mark of the kind; what was opened inside it and never closed ends with it."""
    for depth in range(len(open_marks) - 1, -1, -1):
        mark, start = open_marks[depth]
        if letter in _PAIRS[mark]:
            found.append(Quoted(start, place))
            del open_marks[depth:]
            return


def held(line: str, start: int, end: int) -> tuple[Held, Quoted | None]:
    """Whether letters `start` to `end` are all that a pair of marks holds, a part of it, or outside of any."""
    around = [span for span in quoted(line) if span.start <= start and end <= span.end]
    for span in around:
        if not line[span.start : start].strip(_LOOSE) and not line[end : span.end].strip(_LOOSE):
            return "whole", span
    return ("part", around[-1]) if around else ("outside", None)


# Whose words they are.

_SAID = (
    r"[وف]?(?:قد )?(?:قال|قالت|قالوا|يقول|تقول|قوله|قولها|بقوله|بقولها|قايلا|قايله|اضاف|اضافت|يضيف|تابع|تابعت|اكد|اكدت"
    r"|يوكد|توكد|موكدا|صرح|صرحت|اعلن|اعلنت|اوضح|اوضحت|ذكر|ذكرت|اشار|اشارت|شدد|شددت|يشدد|راي|يري|تري|اعتبر|اعتبرت|ختم"
    r"|ختمت|اختتم|اختتمت|نقل|نقلت|وصف|وصفت|كتب|كتبت|علق|علقت|تعليقا|لفت|نوه|حذر|حذرت|دعا|دعت|كلمته|كلمتها|طالب|طالبت)"
    r"|said|says|say|saying|told|adds|added|concluded|stated|declared|noted|stressed|emphasi[sz]ed|reminded|recalled|wrote"
    r"|writes|remarked|explained|announced|argued|warned|continued|insisted|observed|asked|replied|according to"
)
SAYING = re.compile(rf"(?<!\w)(?:{_SAID})(?!\w)")
_NAMED = (
    r"بعنوان|عنوان|عنوانه|اسم|باسم|بمسمي|المسماه|يسمي|تسمي|شعار|بشعار|هتاف|صفه|لقب|كتاب|كتابه|روايه|فيلم|صحيفه|جريده|مجله"
    r"|وكاله|مسجد|جامع|برنامج|مبادره|مشروع|حمله|منتدي|قمه|موتمر|معرض|مجموعه|جايزه|مدينه|سفينه"
    r"|titled|entitled|called|named|dubbed|slogan|motto|book|novel|film|newspaper|magazine|agency|programme|program"
    r"|initiative|forum|summit|conference|exhibition|group|title|mosque|ship"
)
#: A word that announces a title, a name or a slogan, and at most four more before the mark.
_ANNOUNCED = re.compile(rf"(?<!\w)(?:ال|و|وال|لل|ل|ب|بال)?(?:{_NAMED})(?: \w+){{0,4}} ?$")
#: Words before a name that make it the one whom somebody else met: "التقى برئيس المنظمة", "met with".
_MET = re.compile(
    r"(?<!\w)(?:[وف]?(?:التقي|يلتقي|التقت|اجتمع|يجتمع|اجتمعت)(?!\w)[^.]{0,80}(?<!\w)(?:مع |ب)|met (?:with )?)"
    r"(?:\w+ ){0,4}$"
)
NEAR = 60  #: letters between a word of saying after a quotation and the name it goes with
JOINED = 40  #: letters between a word of saying and the name behind it


@dataclass(frozen=True, slots=True)
class Mention:
    """A party as it is named or titled in a text."""

    party: str
    start: int
    end: int


def mentions(text: str, forms: Iterable[tuple[str, str]]) -> tuple[Mention, ...]:
    """Where the (party, form) stand in a text; of two that overlap the longer."""
    found = [
        Mention(party, match.start(), match.end())
        for party, form in forms
        if form
        for match in re.finditer(re.escape(form), text)
    ]
    longest = sorted(found, key=lambda mention: (mention.start - mention.end, mention.start))
    kept: list[Mention] = []
    for mention in longest:
        others = (other for other in kept if other.party != mention.party)
        if not any(other.start < mention.end and mention.start < other.end for other in others):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def is_announced(before: str) -> bool:
    """Whether the words before a mark announce a title, a name or a slogan rather than somebody's words."""
    folded = fold_text(before[-2 * NEAR :])
    announced = _ANNOUNCED.search(folded)
    return bool(announced and not SAYING.search(folded, max(0, announced.start() - 20)))


def doubt(speaker: str, before: str, after: str, forms: Iterable[tuple[str, str]]) -> str:
    """What speaks against the words between `before` and `after` being the speaker's; "" if nothing does.

    `before` reaches back to the start of the line before; `forms` are (party, a name or a title of it). A word of
    saying goes with the name behind it, and decides where it follows the quotation. Otherwise whoever has been named
    with one since the speaker was is whom the document quotes.
    """
    before, after = fold_text(before), fold_text(after[: 2 * NEAR])
    folded = [(party, fold_text(form)) for party, form in forms]
    earlier, later = mentions(before, folded), mentions(after, folded)
    own = [mention for mention in earlier if mention.party == speaker]
    if follows := _speaker_after(after, later):
        return "" if follows == speaker else f"the original gives these words to {follows}"
    if not own and all(mention.party != speaker for mention in later):
        return f"{speaker} is not named in this line or the line before it"
    if own and _is_met(before, own[-1]):
        return f"{speaker} is named only as one whom somebody met"
    since = own[-1].end if own else 0
    for other in reversed(earlier):
        if other.start >= since and other.party != speaker and _speaks(before, other):
            return f"the original gives these words to {other.party}"
    if not SAYING.search(before) and not SAYING.search(after[:NEAR]):
        return "no word of saying stands near: a term, a title or a slogan rather than somebody's words?"
    return ""


def _speaker_after(after: str, later: Iterable[Mention]) -> str:
    """Who is named behind a word of saying that follows a quotation at once; "" if nobody is."""
    match = SAYING.search(after)
    if not match or after[: match.start()].strip(_LOOSE):
        return ""
    behind = [mention for mention in later if 0 <= mention.start - match.end() < NEAR]
    return behind[0].party if behind else ""


def _is_met(text: str, mention: Mention) -> bool:
    """Whether a name is the object of a meeting; a title may bring its own preposition."""
    has_preposition = text.startswith("ب", mention.start)
    return bool(_MET.search(text[max(0, mention.start - 3 * NEAR) : mention.start + has_preposition]))


def _speaks(text: str, mention: Mention) -> bool:
    """Whether a word of saying stands before a name, or behind it without "and", which would begin another clause."""
    ahead = [match.end() for match in SAYING.finditer(text, 0, mention.start)]
    if ahead and mention.start - ahead[-1] < JOINED and not set(".!?") & set(text[ahead[-1] : mention.start]):
        return True
    behind = SAYING.search(text, mention.end)
    return behind is not None and behind.start() - mention.end < JOINED // 2 and not behind[0].startswith("و")
