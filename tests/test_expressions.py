"""No regular expression of the house takes longer than its text grows, whatever a stranger writes.

Every pattern of every module is given runs of what it repeats itself, and of common letters: texts in which a search
that tries again from each letter, and runs on from there, would be quadratic at least.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import dossier
from dossier.evidence.dates.in_text import said_in
from dossier.evidence.numbers.quantities import quantities_in
from dossier.evidence.numbers.superlatives import ranks_in

SHORT, LONG = 500, 4_000  #: letters
GROWTH = 3 * LONG / SHORT  #: of the time, that no linear pattern reaches
WITHIN = 0.002  #: seconds for a long text, below which nobody need measure how it grows
TINY = 0.05  #: seconds for two dozen repetitions, which no other pattern takes
COMMON = (" ", "a", "a ", "1", "1 ", "1,", "ا", "ا ", "و", "-", "(", ".", "%", ", ", "- ", "and ", "1/")
METHODS = frozenset(("search", "match", "fullmatch", "finditer", "findall", "sub", "split"))


#: What is searched for in a text of which no more than some hundred letters are looked at.
BOUNDED = {
    f"dossier.evidence.speech.{name}"
    for name in (
        "plainness._ACT",  # matched, at one place
        "plainness._ACT_AR",
        "plainness._THAT_AR",
        "subject.english._AUXILIARY",
        "subject.english._THAT",
    )
}


@dataclass(frozen=True)
class Used:
    """A pattern, and whether it is looked for anywhere in a text or only at one place of it."""

    name: str
    pattern: re.Pattern[Any]
    is_searched: bool


def used() -> list[Used]:
    """Every pattern of the house's modules, also those in their tables."""
    found: dict[str | bytes, Used] = {}
    calls = _calls()
    for module in pkgutil.walk_packages(dossier.__path__, "dossier."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _in(value):
                methods = METHODS if not isinstance(value, re.Pattern) else calls.get((module.name, name), set())
                is_searched = bool(methods - {"match", "fullmatch"})
                known = found.get(pattern.pattern)
                if not known or (is_searched and not known.is_searched):
                    found[pattern.pattern] = Used(f"{module.name}.{name}", pattern, is_searched)
    return [one for one in found.values() if one.name not in BOUNDED]


def _calls() -> dict[tuple[str, str], set[str]]:
    """(module, name) -> methods that are asked of what is called so there."""
    found: dict[tuple[str, str], set[str]] = {}
    root = Path(dossier.__file__).parent
    for file in root.rglob("*.py"):
        module = ".".join(file.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__")
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        asked = [one for one in nodes if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)]
        for node in asked:
            found.setdefault((module, node.value.id), set()).update({node.attr} & METHODS)
        owners = {id(node.value) for node in asked if node.attr in METHODS}
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in owners:
                found.setdefault((module, node.id), set()).add("search")  # handed on, and may be asked anything
    return found


def _in(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset, set)):
        for item in value:
            yield from _in(item)
    elif isinstance(value, dict):
        yield from _in(tuple(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _in(tuple(getattr(value, field.name) for field in fields(value)))


def runs(pattern: re.Pattern[Any]) -> set[str]:
    """What may be repeated to keep the pattern busy: what it repeats itself without end, and all of it."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = {_sample(tree), *COMMON, *_bodies(tree)}
    is_text = isinstance(pattern.pattern, str)
    return {run for run in found if run and (is_text or max(run) < "\u0100")}


def _bodies(tree: Any) -> Iterator[str]:
    for code, argument in tree:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            if argument[1] == codes.MAXREPEAT:
                yield _sample(argument[2])
            yield from _bodies(argument[2])
        elif code is codes.SUBPATTERN:
            yield from _bodies(argument[-1])
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _bodies(branch)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _bodies(argument[1])


def _sample(tree: Any) -> str:
    """A text that a part of a pattern is likely to match."""
    return "".join(_letter(code, argument) for code, argument in tree)


def _letter(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.ANY or code is codes.NOT_LITERAL:
        return "a"
    if code is codes.IN:
        return next((letter for letter in ("a", "1", " ", "ا", "-", "%") if _is_in(letter, argument)), _first(argument))
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        return _sample(argument[2]) * max(1, min(argument[0], 3))
    if code is codes.SUBPATTERN:
        return _sample(argument[-1])
    if code is codes.BRANCH:
        return _sample(argument[1][0])
    return ""


def _is_in(letter: str, members: Any) -> bool:
    text = "".join(_member(code, argument) for code, argument in members)
    return bool(re.fullmatch(f"[{text}]", letter))


def _member(code: Any, argument: Any) -> str:
    if code is codes.NEGATE:
        return "^"
    if code is codes.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if code is codes.CATEGORY:
        return {
            "DIGIT": r"\d",
            "SPACE": r"\s",
            "WORD": r"\w",
            "NOT_DIGIT": r"\D",
            "NOT_SPACE": r"\S",
            "NOT_WORD": r"\W",
        }[str(argument).removeprefix("CATEGORY_")]
    return re.escape(chr(argument))


def _first(members: Any) -> str:
    return next(
        (
            chr(argument if code is codes.LITERAL else argument[0])
            for code, argument in members
            if code in {codes.LITERAL, codes.RANGE}
        ),
        "",
    )


def _seconds(one: Used, letters: str) -> float:
    text: Any = letters if isinstance(one.pattern.pattern, str) else letters.encode("latin-1")
    begin = time.process_time()
    one.pattern.fullmatch(text)
    if one.is_searched:
        one.pattern.search(text)
    return time.process_time() - begin


def growths(one: Used) -> Iterator[tuple[float, str]]:
    """(how much longer a long text takes than a short one, what is repeated in it), where it takes long enough."""
    for run in runs(one.pattern):
        for end in ("", "\0"):
            if any(_seconds(one, run * times + end) > TINY for times in (8, 16, 24)):
                yield float("inf"), run  # each repetition doubles it
                break
            long, short = (run * (size // len(run) + 1) + end for size in (LONG, SHORT))
            if (spent := _seconds(one, long)) > WITHIN and spent > GROWTH * _seconds(one, short):
                spent = min(_seconds(one, long) for _ in range(3))
                yield spent / max(min(_seconds(one, short) for _ in range(3)), 1e-6), run


@pytest.mark.slow
def test_no_pattern_takes_longer_than_its_text_grows(capsys: pytest.CaptureFixture[str]) -> None:
    patterns = used()
    slow = {one.name: found for one in patterns if (found := [each for each in growths(one) if each[0] > GROWTH])}
    with capsys.disabled():
        print(
            f"\n{len(patterns)} expressions, {LONG // SHORT} times the text: {len(slow)} over {GROWTH:g} times the time"
        )
    assert len(patterns) > 700
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "is_searched"),
    [(r"\w+\d", True), (r"(?: ?, ?)+x", False), (r"\s*\|?\s*-", False), (r"[a-z]+$", True), (r"\((?!.*m)[^()]+", True)],
)
def test_slow_patterns_are_found(pattern: str, is_searched: bool) -> None:
    slow = Used("slow", re.compile(pattern), is_searched)
    assert any(growth > GROWTH for growth, _ in growths(slow))


WORDS = [
    "1,000 ships and (2,000) men ", "100 سفينة و(200) رجل ", "5m a Article 5 and ", "+1 ", "-1, ", "one ", "% ",
    "سفينتين ونصف ", "1 ", "the largest ship ", "on 3 May 2022 and ", "في 5 مايو 2022 و", "1/2/2019 ",
    "in the same period of last year ",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("read", [quantities_in, said_in, lambda text: [*ranks_in(text, 0, len(text))]])
def test_no_text_takes_longer_than_it_grows(read: Callable[[str], object], words: str) -> None:
    number = itertools.count()

    def seconds(letters: int) -> float:
        begin = time.process_time()
        read(f"{words * (letters // len(words))}{next(number)}")  # never the same, which is remembered
        return time.process_time() - begin

    assert min(seconds(8_000) for _ in range(2)) < 3 * 8 * max(min(seconds(1_000) for _ in range(2)), 0.001)
