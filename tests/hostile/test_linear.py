"""What a curator, or a stranger, may write in a file costs as much as it is long, not the square of that."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from conftest import Desk

from dossier.cli.main import main
from dossier.evidence.original import Original
from dossier.model.passage import parse
from dossier.problems import Report, nearest
from dossier.reading.nodes import parse as parse_yaml
from dossier.reading.parsed_file import places_of
from dossier.reading.schema import MOST_PLACES
from dossier.reading.source_set import gather

PILOT = "sources/documents/pilot.yaml"


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def names(count: int) -> list[str]:
    return [f"the-harbour-event-{n}-of-{n * 7919 % 10_007}" for n in range(count)]


def unknown(count: int) -> Callable[[], object]:
    known = names(300)
    return lambda: [nearest(f"{name}x-{name[::-1]}", known) for name in names(count)]


def distinct_letters(count: int) -> Callable[[], object]:
    letters = [chr(0x4E00 + n) for n in range(count)]
    node = parse_yaml("".join(f"- {letter}\n" for letter in letters).encode(), "FILE")
    return lambda: places_of(letters, node)


def paragraphs(count: int) -> Callable[[], object]:
    original = Original(("The ferry came.",) * count)
    assert original.paragraphs
    return lambda: [original.paragraphs_of([line]) for line in range(1, count, 10)]


@pytest.mark.parametrize("made", [unknown, distinct_letters, paragraphs])
def test_ten_times_as_much_takes_ten_times_as_long(made: Callable[[int], Callable[[], object]]) -> None:
    small, large = made(300), made(3_000)
    seconds(small)
    assert seconds(large) < 40 * max(seconds(small) for _ in range(3)) + 0.05


def test_a_name_is_still_guessed() -> None:
    known = names(3_000)
    assert nearest("the-harbour-event-17-of-4531", known).startswith("did you mean the-harbour-event-1")
    assert nearest("confernce", ["conference", "ferries", "x"]) == "did you mean conference?"
    assert nearest("q", ["b", "", "a"]) == "known: a, b"


def test_a_place_counts_its_lines_without_naming_them() -> None:
    assert parse("lines 1-999999").count == 999_999
    assert parse("lines 6, 8-9").count == len(parse("lines 6, 8-9").lines) == 3


def test_four_hundred_names_on_all_lines_are_told_at_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    forms = "".join(f"      - {{form: Name {n}, at: lines 1-999999}}\n" for n in range(400))
    desk.edit(PILOT, "appearances:", f"appearances:\n  - of: rifai\n    names:\n{forms}")
    assert seconds(lambda: main(["check", "--project", str(desk.root)])) < 10
    assert "1-999999' " in capsys.readouterr().err


def test_too_many_lines_together_are_told_once(desk: Desk) -> None:
    forms = "".join(f"      - {{form: Name {n}, at: lines 1-1000}}\n" for n in range(400))
    desk.edit(PILOT, "appearances:", f"appearances:\n  - of: rifai\n    names:\n{forms}")
    report = Report()
    gather(desk.project, report)
    (problem,) = [one for one in report.problems if f"more than {MOST_PLACES:,} lines" in one.message]
    assert (problem.place.path, problem.place.line > 1) == (PILOT, True)


def test_two_thousand_names_of_nothing_are_told_soon(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    for n, name in enumerate(names(300)):
        desk.write(
            f"sources/events/{name.replace('the-', '')}.yaml", f"title: {{ar: حدث {n}, en: Event {n}}}\nlane: line\n"
        )
    claims = "".join(f"  - {{event: {name}x, at: line 1, when: {{date: 2019}}}}\n" for name in names(2_000))
    desk.edit(PILOT, "events:", f"events:\n{claims}")
    assert seconds(lambda: main(["check", "--project", str(desk.root)])) < 20
    told = capsys.readouterr().err
    assert told.count("there is no 'the-harbour-event") == 2_000
    assert "did you mean harbour-event-" in told
