"""dossier add: a record that check asks to fill, and that reads without a word once it is filled."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Desk
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli.main import main
from dossier.model.records import Text
from dossier.problems import Exit, Report, WrongUsage
from dossier.reading.nodes import parse
from dossier.reading.schema import ID, Reader, fields_of
from dossier.reading.source_set import gather
from dossier.scaffold.record import RECORD_KINDS, add, id_of, name_of

BOTH = Text("سمر الخطيب", "Samar al-Khatib")


def told(desk: Desk, path: Path) -> list[tuple[int, str]]:
    report = Report()
    gather(desk.project, report)
    own = path.relative_to(desk.root).as_posix()
    return [(problem.place.line, problem.message) for problem in report.errors if problem.place.path == own]


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_check_names_what_is_to_be_filled_and_nothing_else(desk: Desk, kind: str) -> None:
    made = add(desk.project, kind, BOTH)
    assert made.id == "samar-al-khatib"
    lines = made.path.read_text("utf-8").splitlines()
    asked = {lines[line - 1].strip().partition(":")[0] for line, _ in told(desk, made.path)}
    assert asked == {name.rpartition(".")[2] for name in made.empty}
    assert not [message for _, message in told(desk, made.path) if message.startswith("there is no field")]


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_field_of_the_schema_stands_in_it(desk: Desk, kind: str) -> None:
    text = add(desk.project, kind, BOTH).path.read_text("utf-8")
    names = [field.name for field in fields_of(RECORD_KINDS[kind][1])]
    assert [name for name in names if not re.search(rf"^(# )?{name}:", text, re.MULTILINE)] == []


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_comment_is_a_field_that_can_be_written(desk: Desk, kind: str) -> None:
    """Without their marks the comments are fields that the reader knows, if not yet ones with a value."""
    made = add(desk.project, kind, BOTH)
    text = re.sub(r"^( *)# (\w+:) …", r"\1# \2 []", made.path.read_text("utf-8"), flags=re.M)
    text = re.sub(r"^( *)# (\w+:)", r"\1\2", text, flags=re.M)
    report = Report()
    Reader(report).record(RECORD_KINDS[kind][1], parse(text.encode(), "new.yaml"), id="new")
    assert not [problem.message for problem in report.problems if "there is no field" in problem.message]


def test_how_an_index_sorts_a_name_is_only_proposed(desk: Desk) -> None:
    made = add(desk.project, "person", BOTH)
    (index,) = re.findall(r"^index: .*", made.path.read_text("utf-8"), re.M)
    assert index.startswith('index: {ar: "", en: ""}  # ')
    assert 'perhaps {ar: "الخطيب، سمر", en: "al-Khatib, Samar"}' in index
    assert "index" in made.empty


def test_one_language_leaves_the_other_to_be_filled(desk: Desk) -> None:
    made = add(desk.project, "event", name_of("افتتاح الرصيف", "", ""), "quay-opens")
    assert 'title: {ar: "افتتاح الرصيف", en: ""}' in made.path.read_text("utf-8")
    assert made.empty == ("title", "lane")
    assert (2, "the text is missing in English (en)") in told(desk, made.path)
    assert "# one of: line, harbour, island" in made.path.read_text("utf-8")


def test_a_filled_record_reads_without_a_word(desk: Desk) -> None:
    made = add(desk.project, "person", BOTH)
    empty, full = 'index: {ar: "", en: ""}', 'index: {ar: "الخطيب، سمر", en: "al-Khatib, Samar"}'
    made.path.write_text(made.path.read_text("utf-8").replace(empty, full), "utf-8")
    assert told(desk, made.path) == []


def test_a_document_takes_the_next_number(desk: Desk) -> None:
    first, second = (add(desk.project, "document", Text(en=name)) for name in ("One", "Two"))
    assert "\nnumber: 4 " in first.path.read_text("utf-8")
    assert "\nnumber: 5 " in second.path.read_text("utf-8")


TAKEN = {
    "the same kind": ("person", "jundi", "jundi.yaml is there already"),
    "a body, whose ids people share": ("person", "authority", "sources/organisations/authority.yaml is there already"),
    "no id": ("person", "Samar", "'Samar' cannot be an id"),
    "a document": ("document", "bulletin", "bulletin.yaml is there already"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_nothing_is_overwritten(desk: Desk, case: str) -> None:
    kind, own, message = TAKEN[case]
    before = {path: path.read_bytes() for path in desk.root.rglob("*.yaml")}
    with pytest.raises(WrongUsage, match=re.escape(message)):
        add(desk.project, kind, BOTH, own)
    assert {path: path.read_bytes() for path in desk.root.rglob("*.yaml")} == before


def test_a_name_that_is_known_is_told(desk: Desk) -> None:
    made = add(desk.project, "person", Text("هالة الجندي", ""), "another-jundi")
    assert [str(problem) for problem in made.problems] == [
        "sources/people/jundi.yaml:1: warning: has this name already\n    hint: if it is the same, delete the new file"
    ]


def test_an_id_needs_letters(desk: Desk) -> None:
    with pytest.raises(WrongUsage, match="there is no English name"):
        add(desk.project, "body", Text("هيئة المد", ""))
    with pytest.raises(WrongUsage, match="two names in one language: 'A' and 'B'"):
        name_of("A", "", "B")


@given(st.text(max_size=40))
def test_an_id_made_of_any_name_is_one(name: str) -> None:
    with suppress(WrongUsage):
        assert ID.match(id_of(Text(en=name)))


def test_on_the_command_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["add", "body", "Tide Office", "--ar", "مكتب المد", "--project", str(desk.root)]
    assert main([*words, "--json"]) == Exit.DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["id"], answer["kind"], answer["empty"]) == ("tide-office", "body", [])
    assert (desk.root / "sources/organisations/tide-office.yaml").samefile(answer["file"])
    assert main(words) == Exit.USAGE
    assert "nothing is overwritten" in capsys.readouterr().err
