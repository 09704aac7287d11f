"""Interviews and hearings: answers that stand without quotation marks, each behind a name, a letter or a dash.

`Q: … A: …`, `س: … ج: …`, `Nadia Karam: …`, `N.K.: …`, questions in bold, lines that begin with a dash. Who asks is
nobody's speaker: a label of those in `_ASKS`, or one whose lines are mostly questions. What no label precedes goes on
with the answer above it, as long as another one follows. A line such as `(N.K.: Nadia Karam / P: the Post)` says what
labels stand for.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.evidence.text.address import SHORTENED, is_address
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import word_count

LEAST = 4  #: labelled paragraphs that make an interview
WIDEST = 6  #: words of a label
HEAD = 12  #: paragraphs in which labels are explained

#: A full stop within a label: of an initial, or of a title.
_DOT = "|".join(rf"(?<=\b{title})\." for title in ("[^\\W\\d_]", *SHORTENED))
_LABELLED = re.compile(
    rf"(?P<mark>[*_]{{0,3}})(?P<label>[^\W\d_](?:[^:：*_\n؟?.!«\"“]|{_DOT}){{0,60}}?)"
    r"(?:\s*[(\[][^)\]]*[)\]])?(?:(?P=mark)\s*[:：]|\s*[:：](?P=mark))\s*[*_]{0,3}\s*(?=\S)"
)
_LETTERED = re.compile(r"[*_]{0,3}(?P<label>[QA]|س|ج)\s*\d{0,2}[*_]{0,3}\s*[.:：\-–—]\s*[*_]{0,3}\s*(?=\S)")
_STANDS_FOR = re.compile(
    r"(?:^|[(\[/|؛;،,])\s*(?P<label>(?:[^\W\d_]\.?\s?){1,4})\s*[:：=]\s*(?P<name>[^/|؛;()\[\]]{2,60}?)\s*(?=[/|؛;)\]]|$)"
)
_PAPER = re.compile(r"\W*[«“\"]")
_DASHED = re.compile(r"[–—―]\s+(?=\S)|-\s+(?=\S)")
_BULLET = re.compile(r"[■□●○◆◇▪▫►▶▸•]\s*(?=\S)")
_BOLD = re.compile(r"(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*$")
_HEADED = re.compile(r"\A#{2,6} .*[?؟]\s*$")
_QUESTION = re.compile(r"[^\W\d_][^.!?؟\"“«]{3,160}[?؟]\s*$")
_ASKS = frozenset(
    fold_text("""
        q question interviewer reporter host moderator س سؤال السؤال المحاور المحاورة المذيع المذيعة الصحفي
        الصحافي الصحفية الصحيفة الجريدة المجلة
    """).split()
)
_ANSWERS = frozenset(fold_text("a answer ج جواب الجواب إجابة").split())
_FIELDS = frozenset(
    fold_text("""
        date subject from to cc re ref reference venue place time present apologies attendance contact tel
        telephone email phone note source photo photograph picture by editor translation updated published
        press website fax address التاريخ الموضوع من إلى المكان الزمان الحضور الغياب المرجع ملاحظة المصدر
        الصورة تصوير هاتف العنوان البريد حاورها حاوره أجرى حوار ترجمة تحرير إعداد كتب كتبت بقلم السادة السيد
        تحية
    """).split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where in its paragraph an answer begins, and behind which label: "" of a letter, a dash or a bold question."""

    start: int
    label: str
    goes_on: bool = False  #: with the answer of the paragraph before


def answers_in(blocks: Sequence[Block]) -> Mapping[Block, Answer]:
    """The answers of an interview; nothing of any other text."""
    return (
        _labelled(blocks)
        or _asked(blocks, _BOLD)
        or _asked(blocks, _BULLET)
        or _dashed(blocks)
        or _asked(blocks, _HEADED)
        or _asked_plainly(blocks)
    )


def _labelled(blocks: Sequence[Block]) -> dict[Block, Answer]:
    found: dict[Block, tuple[str, int]] = {}
    for block in blocks:
        match = _LETTERED.match(block.text) or _LABELLED.match(block.text)
        if match and _is_label(match["label"]):
            found[block] = (fold_text(match["label"]).strip(), match.end())
    names = _legend(blocks)
    counts = Counter(label for label, _ in found.values())
    again = {block for block, (label, _) in found.items() if counts[label] > 1 or _is_part_of(label, counts)}
    is_between = len(again) >= LEAST  # who speaks once, among those who do so again and again
    first, last = (min(map(blocks.index, again)), max(map(blocks.index, again))) if again else (0, 0)
    found = {
        block: told
        for block, told in found.items()
        if block in again or (is_between and first < blocks.index(block) < last and _is_named(block.text, told[0]))
    }
    if len(found) < LEAST or len({label for label, _ in found.values()}) < 2:
        return {}
    asking = _asking(found) | {label for label, name in names.items() if _PAPER.match(name)}
    if not asking and len(counts) < 3:
        return {}
    return dict(_with_what_follows(blocks, found, asking, names))


def _legend(blocks: Sequence[Block]) -> dict[str, str]:
    """Folded label -> what a line that explains at least two of them says it stands for."""
    for block in blocks[:HEAD]:
        told = {fold_text(match["label"]).strip(): match["name"] for match in _STANDS_FOR.finditer(block.text)}
        if len(told) > 1:
            return told
    return {}


def _is_label(label: str) -> bool:
    words = fold_text(label).split()
    return (
        0 < word_count(label) <= WIDEST
        and not (words and words[0] in _FIELDS and (len(words) == 1 or not is_address(words[0])))
        and (label[:1].isupper() or "\u0620" <= label[:1] <= "\u064a")
    )


def _is_named(text: str, label: str) -> bool:
    """Whether a label is a name, be it with a title or a state: Mr. Lindqvist (Orland); Judge Ostrava."""
    words = [
        word for word in text.partition(":")[0].partition("(")[0].split() if word[:1].isupper() or not word.isascii()
    ]
    return 0 < len(label.split()) <= 4 and len(words) == len(label.split())


def _is_part_of(label: str, counts: Counter[str]) -> bool:
    """Nadia Karam, who is called Karam from then on."""
    return any(set(other.split()) < set(label.split()) for other in counts)


def _asking(found: Mapping[Block, tuple[str, int]]) -> set[str]:
    """The labels of those who ask."""
    questions: dict[str, list[bool]] = defaultdict(list)
    longer = {
        label: {other for other, _ in found.values() if set(label.split()) < set(other.split())}
        for label, _ in found.values()
    }
    for block, (label, _) in found.items():
        questions[label].append(block.text.rstrip(' *_"”»').endswith(("?", "؟")))
    asking = {
        label for label, asked in questions.items()
        if label in _ASKS or (label not in _ANSWERS and 2 * sum(asked) > len(asked) - asked[0] and len(asked) > 1)
    }  # fmt: skip
    return asking.union(*(longer[label] for label in asking))


def _with_what_follows(
    blocks: Sequence[Block], found: Mapping[Block, tuple[str, int]], asking: set[str], names: Mapping[str, str]
) -> Iterator[tuple[Block, Answer]]:
    last = max(number for number, block in enumerate(blocks) if block in found)
    label, is_asked = "", not asking
    for block in blocks[:last]:
        if block in found:
            label, _ = found[block]
            is_asked = is_asked or label in asking
            if label not in asking:
                yield block, _labelled_answer(block, found, names)
        elif _asks_too(block):
            label = ""
        elif label and is_asked and label not in asking and not block.text.startswith("#"):
            yield block, Answer(0, label, goes_on=True)
    if found[blocks[last]][0] not in asking:
        yield blocks[last], _labelled_answer(blocks[last], found, names)


def _labelled_answer(block: Block, found: Mapping[Block, tuple[str, int]], names: Mapping[str, str]) -> Answer:
    label, start = found[block]
    return Answer(start, "" if label in _ANSWERS else names.get(label, "") or _label_of(block))


def _asks_too(block: Block) -> bool:
    """Whether a paragraph between the answers is the question of somebody who asks but once: A reader: "Why?"."""
    before, colon, _ = block.text.partition(":")
    return bool(colon) and word_count(before) <= 2 * WIDEST and block.text.rstrip(' *_"”»').endswith(("?", "؟"))


def _label_of(block: Block) -> str:
    match = _LABELLED.match(block.text)
    return match["label"].strip() if match else ""


def _asked(blocks: Sequence[Block], pattern: re.Pattern[str]) -> dict[Block, Answer]:
    """Questions that are paragraphs in bold, or behind a bullet; what stands between them are the answers."""
    asked = [number for number, block in enumerate(blocks) if pattern.match(block.text)]
    questions = [number for number in asked if blocks[number].text.rstrip(" *_").endswith(("?", "؟"))]
    if len(questions) < LEAST // 2 + 1 or 2 * len(questions) < len(asked):
        return {}
    asked = [number for number in asked if questions[0] <= number]
    answers: dict[Block, Answer] = {}
    for first, following in zip(asked, [*asked[1:], asked[-1] + 2], strict=True):
        for number in range(first + 1, min(following, len(blocks))):
            answers[blocks[number]] = Answer(0, "", goes_on=number > first + 1)
    return answers


def _asked_plainly(blocks: Sequence[Block]) -> dict[Block, Answer]:
    """Paragraphs that are a question and nothing else, by turns with those that answer it."""
    asked = [number for number, block in enumerate(blocks) if _QUESTION.fullmatch(block.text)]
    if len(asked) < LEAST - 1 or any(following - number != 2 for number, following in itertools.pairwise(asked)):
        return {}
    answers = [number + 1 for number in asked if number + 1 < len(blocks)]
    if any(_QUESTION.fullmatch(blocks[number].text) for number in answers) or 2 * len(asked) + HEAD < len(blocks):
        return {}
    return {blocks[number]: Answer(0, "") for number in answers}


def _dashed(blocks: Sequence[Block]) -> dict[Block, Answer]:
    """Lines that begin with a dash, by turns a question and an answer."""
    dashed = [(number, match.end()) for number, block in enumerate(blocks) if (match := _DASHED.match(block.text))]
    asked = {number for number, _ in dashed if blocks[number].text.rstrip().endswith(("?", "؟"))}
    if len(dashed) < LEAST or 3 * len(asked) < len(dashed):
        return {}
    return {
        blocks[number]: Answer(start, "") for number, start in dashed if number not in asked and number - 1 in asked
    }
