"""Words against their original: identical, the same in another spelling, elsewhere, or not there.

Identical letters are looked for first. The end of a line is a space where the text goes on, nothing where it breaks a
word behind a hyphen, and any run of spaces is one. Folding can only lower a verdict to *other spelling*, and the
nearest passage only explains a failure; neither ever excuses one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.evidence.original import END, Original, Spot, TextSpan
from dossier.evidence.text.folding import fold_text
from dossier.formats.lines import to_nfc
from dossier.model.passage import Passage

Verdict = Literal["identical", "other spelling", "elsewhere", "ambiguous", "different", "not decided"]
CONTEXT = 20  #: letters of an equal stretch that are shown at either end of it
ALIKE = 60.0  #: per cent of RapidFuzz's partial ratio below which no passage is called near
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_QUOTED = r"[ \t>]*"  #: what stands before the words of a line: an indent, a mark of mail
_GAP = rf"(?:[^\S\n]*\n{_QUOTED}|[^\S\n]+)"  #: between two words
_BREAK = rf"(?:[^\S\n]*[\n{END}]+{_QUOTED}|[^\S\n]+)"  #: the same, or between two paragraphs
_BROKEN = rf"(?:[-\u2010\u00ad]\n{_QUOTED})?"  #: between two letters of a word
_AFTER_DASH = rf"(?:\n{_QUOTED})?"  #: between a dash or a slash and what it joins
_DASHES = "-\u2010\u2011\u2013\u2014/"
#: what may stand before an Arabic name, in one word
_PARTICLES = re.compile(r"(?<![^\W_])(?:[وفأ]?[بلك]?(?:ال|ل)?ـ*)\Z")


@dataclass(frozen=True, slots=True)
class Match:
    verdict: Verdict
    spots: tuple[Spot, ...] = ()
    printed: str = ""  #: the letters of the original, where they differ from the words sought
    detail: str = ""  #: what the curator should look at


def find(words: str, at: Passage, original: Original, *, is_name: bool = False, runs_on: bool = False) -> Match:
    """How `words` stand in `original` on the lines `at`.

    A quotation is whole words, and all its lines are stated. Where it stands twice on them it is ambiguous; where else
    it stands is told. With `runs_on` it may stand over the ends of paragraphs.
    A name may stand many times, with particles before it or run into the next word, and only touch a stated line.
    """
    stated = set(at.lines)
    sought = to_nfc(words)
    exact = _exact(sought, original, stated, is_name=is_name, gap=_BREAK if runs_on else _GAP)
    if here := _here(exact, stated, is_name=is_name):
        if not is_name and len(here) > 1:
            return Match("ambiguous", here, detail="stands " + " and ".join(f"in {spot}" for spot in here))
        others = [] if is_name else [f"in {spot}" for spot in exact if spot not in here]
        return Match("identical", here, detail=f"stands also {' and '.join(others)}" if others else "")
    spelled = _spelled(sought, original, is_name=is_name)
    if near := _here(spelled, stated, is_name=is_name):
        printed = original.letters(near[0])
        return Match("other spelling", near, printed, difference(words, printed))
    if elsewhere := exact or spelled:
        lines = ", ".join(dict.fromkeys(spot.named for spot in elsewhere))
        message = f"stands in line{'s' * bool(elsewhere[0].last)} {lines}, not {at}"
        return Match("elsewhere", elsewhere, original.letters(elsewhere[0]), message)
    return _nearest(words, sorted(stated), original)


def _here(spots: Sequence[Spot], stated: set[int], *, is_name: bool) -> tuple[Spot, ...]:
    if is_name:
        return tuple(spot for spot in spots if not stated.isdisjoint(spot.lines))
    return tuple(spot for spot in spots if stated.issuperset(spot.lines))


def _exact(sought: str, original: Original, stated: set[int], *, is_name: bool, gap: str) -> tuple[Spot, ...]:
    """Where the words stand as they are: on one line, and only if that is not where it should be over line ends."""
    if not sought.strip():
        return ()
    found = [(start, start + len(sought)) for start in _starts(sought, original.text)]
    plain = _whole_spans(found, original.text, is_name=is_name)
    spots = tuple(original.spot(*span) for span in plain)
    if _here(spots, stated, is_name=is_name):
        return spots
    found = [match.span() for match in _pattern(sought, gap).finditer(original.text)]
    return tuple(original.spot(*span) for span in _whole_spans(found, original.text, is_name=is_name))


def _pattern(sought: str, gap: str) -> re.Pattern[str]:
    """What the words look like in a text whose lines were broken."""
    return re.compile(gap.join(map(_broken_word, sought.split())))


def _broken_word(word: str) -> str:
    joints = ["" if a in _DASHES and not b else _AFTER_DASH if a in _DASHES else _BROKEN for a, b in _pairs(word)]
    return "".join(re.escape(letter) + joint for letter, joint in zip(word, joints, strict=True))


def _pairs(word: str) -> Iterator[tuple[str, str]]:
    """Every letter with the one behind it, "" behind the last."""
    return zip(word, [*word[1:], ""], strict=True)


def _starts(sought: str, text: str) -> Iterator[int]:
    start = text.find(sought)
    while start >= 0:
        yield start
        start = text.find(sought, start + 1)


def _spelled(sought: str, original: Original, *, is_name: bool) -> tuple[Spot, ...]:
    folded = fold_text(sought)
    found = []
    for paragraph in original.paragraphs if folded else ():
        spans = [(start, start + len(folded)) for start in _starts(folded, paragraph.folded.text)]
        for span in _whole_spans(spans, paragraph.folded.text, is_name=is_name):
            start, end = paragraph.folded.span(*span)
            found.append(original.spot(paragraph.start + start, paragraph.start + end))
    return tuple(found)


def _whole_spans(spans: Sequence[tuple[int, int]], text: str, *, is_name: bool) -> list[tuple[int, int]]:
    """The spans that cut no word: of a name, none but an Arabic one from its particles or the word it runs into."""
    return [(start, end) for start, end in spans if not _cuts(start, end, text, is_name=is_name)]


def _cuts(start: int, end: int, text: str, *, is_name: bool) -> bool:
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    cut_before = before.isalnum() and first.isalnum()
    cut_after = bool(after) and (unicodedata.combining(after) > 0 or (after.isalnum() and last.isalnum()))
    if is_name and cut_before and (_is_arabic(first) or first.isdecimal()):
        cut_before = not _PARTICLES.search(text, max(0, start - 6), start)
    if is_name and cut_after and _is_arabic(last) and _is_arabic(after):
        cut_after = not _is_a_word(re.compile(r"\w+").match(text, end), text)
    return cut_before or cut_after


def _is_a_word(rest: re.Match[str] | None, text: str) -> bool:
    """Whether what a name runs into is a word of the text, so that only the space between them was forgotten."""
    return rest is not None and len(rest[0]) > 2 and bool(re.search(rf"(?<!\w){rest[0]}(?!\w)", text))


def _is_arabic(letter: str) -> bool:
    return "\u0620" <= letter <= "\u06d3" and letter.isalpha()


def _nearest(words: str, stated: Sequence[int], original: Original) -> Match:
    """The passage most like the words, by the stated lines if there is one, with its difference marked."""
    sought = fold_text(words)
    for paragraphs in (original.paragraphs_of(stated), original.paragraphs):
        near = [found for paragraph in paragraphs if (found := _most_alike(sought, paragraph))]
        if near:
            _, start, end = max(near, key=lambda found: (found[0], -found[1]))
            spot = original.spot(start, end)
            printed = original.letters(spot)
            return Match("different", (spot,), printed, difference(words, printed))
    return Match("different", detail="nothing like it stands in the original")


def _most_alike(sought: str, paragraph: TextSpan) -> tuple[float, int, int] | None:
    """(likeness in per cent, start, end) of what in a paragraph is most like the folded words."""
    if not sought:
        return None
    from rapidfuzz import fuzz

    folded = paragraph.folded
    found = fuzz.partial_ratio_alignment(sought, folded.text, score_cutoff=ALIKE)
    if not found or found.dest_end <= found.dest_start:
        return None
    start, end = _whole_words(*folded.span(found.dest_start, found.dest_end), paragraph.text)
    start, end = _all_of_it(sought, start, end, paragraph.text)
    return fuzz.ratio(sought, fold_text(paragraph.text[start:end])), paragraph.start + start, paragraph.start + end


def _all_of_it(sought: str, start: int, end: int, text: str) -> tuple[int, int]:
    """The stretch that the words stand for: the alignment, never longer than they are, cuts it where they leave some
    out."""
    reach = len(sought) // 2 + CONTEXT
    theirs = list(re.finditer(r"\w+", text[: end + reach]))
    theirs = [word for word in theirs if word.end() > start - reach]
    ours = re.findall(r"\w+", sought)
    folded = [fold_text(word[0]) for word in theirs]
    blocks = difflib.SequenceMatcher(None, ours, folded, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return start, end
    first, last = blocks[0], blocks[-1]
    begin = max(first.b - first.a, 0)
    stop = min(last.b + last.size + len(ours) - (last.a + last.size), len(theirs))
    mark = re.search(r"\W*$", sought)  # the words may end in a stop that the passage has too
    after = theirs[stop - 1].end()
    return theirs[begin].start(), after + len(mark[0]) * text.startswith(mark[0], after) if mark else after


def _whole_words(start: int, end: int, text: str) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def difference(words: str, printed: str) -> str:
    """`[ours|the original's]` where they differ, by words, and by letters in a word that stands for one other word."""
    ours, theirs = _TOKENS.findall(words), _TOKENS.findall(printed)
    return "".join(_marked(ours, theirs, _marked_letters))


def _marked_letters(ours: Sequence[str], theirs: Sequence[str]) -> str:
    if len(ours) == len(theirs) == 1:
        return "".join(_marked(ours[0], theirs[0], lambda a, b: f"[{''.join(a)}|{''.join(b)}]"))
    return f"[{''.join(ours)}|{''.join(theirs)}]"


def _marked(
    ours: Sequence[str], theirs: Sequence[str], differing: Callable[[Sequence[str], Sequence[str]], str]
) -> Iterator[str]:
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            same = "".join(ours[a1:a2])
            yield same if len(same) <= 2 * CONTEXT else f"{same[:CONTEXT]}…{same[-CONTEXT:]}"
        else:
            yield differing(ours[a1:a2], theirs[b1:b2])
