"""dossier import --update: a changed original is merged, and a curator's file loses nothing but wrong places."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from conftest import HARBOUR, Desk, copy_of_the_harbour
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.cli.main import main
from dossier.evidence.proof.comparison import compare
from dossier.importing.update import versions
from dossier.importing.update.linemap import by_lines, by_words, digests_of
from dossier.importing.update.merge import Updated, update
from dossier.problems import Exit, Report, WrongUsage
from dossier.reading.schema import UNCONFIRMED
from dossier.reading.source_set import gather

ORIGINALS = HARBOUR.parent / "harbour-originals"
BULLETIN = "sources/documents/bulletin.yaml"
FILES = {"bulletin": "bulletin-118.txt", "island-voice": "island-voice.txt", "pilot": "coastal-pilot.txt"}
PLACE = re.compile(r"\b(?:at|date_at): [\x22]?lines? \d+(?:[-, ]+\d+)*|sha256: [0-9a-f]{64}")


def lines_of(document: str) -> list[str]:
    return (ORIGINALS / FILES[document]).read_text("utf-8").splitlines()


def changed(desk: Desk, lines: Sequence[str], document: str = "bulletin") -> Path:
    file = desk.root.parent / "new" / FILES[document]
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def remembered(desk: Desk, document: str = "bulletin") -> None:
    """As after `dossier verify` with the version before."""
    file = ORIGINALS / FILES[document]
    versions.keep(desk.project, hashlib.sha256(file.read_bytes()).hexdigest(), lines_of(document))


def verdicts(desk: Desk, document: str, content: bytes) -> list[tuple[str, str, str]]:
    report = Report()
    corpus = gather(desk.project, report).corpus
    assert [str(problem) for problem in report.errors] == []
    assert corpus
    found = compare(corpus.document(document), content, corpus)
    return [(item.what, item.words, item.match.verdict) for item in found]


def bare(text: str) -> str:
    """Without what an update may change."""
    return PLACE.sub("…", text)


def is_kept(before: str, after: str) -> bool:
    """Whether every line of the curator's stands, in its order, but for places and the digest."""
    left = iter(bare(after).replace(f", {UNCONFIRMED}: true", "").splitlines())
    return all(any(line == other for other in left) for line in bare(before).splitlines())


# What may never happen


@st.composite
def shifted(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """The lines with empty ones and ones that tell nothing put between them."""
    made: list[str] = []
    for line in lines:
        made += draw(st.lists(st.sampled_from(["", "  ", "* * *", "— — —"]), max_size=2))
        made.append(line)
    return made


@settings(max_examples=10, deadline=None)
@given(data=st.data(), document=st.sampled_from(sorted(FILES)), is_known=st.booleans())
def test_after_any_shift_everything_is_proven_as_before(data: st.DataObject, document: str, is_known: bool) -> None:
    new = data.draw(shifted(lines_of(document)))
    with tempfile.TemporaryDirectory() as folder:
        desk = copy_of_the_harbour(Path(folder) / "harbour")
        before = (desk.root / f"sources/documents/{document}.yaml").read_text("utf-8")
        proven = verdicts(desk, document, (ORIGINALS / FILES[document]).read_bytes())
        file = changed(desk, new, document)
        if new == lines_of(document):
            with pytest.raises(WrongUsage, match="is the original that"):
                update(desk.project, file)
            return
        if is_known:
            remembered(desk, document)
        made = update(desk.project, file)
        after = (desk.root / f"sources/documents/{document}.yaml").read_text("utf-8")
        assert is_kept(before, after)
        assert made.is_exact == is_known
        assert made.new == {}
        doubts = [
            problem for problem in made.doubts if problem.place.path.endswith(f"{document}.yaml") and problem.place.line
        ]
        if is_known:
            assert doubts == []
        if not doubts:
            assert bare(after) == bare(before)
            assert verdicts(desk, document, file.read_bytes()) == proven


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(12)), gone=st.sets(st.integers(0, 11), max_size=4), is_known=st.booleans())
def test_whatever_becomes_of_the_original_no_line_of_the_curator_is_lost(
    order: list[int], gone: set[int], is_known: bool
) -> None:
    lines = lines_of("bulletin")
    with tempfile.TemporaryDirectory() as folder:
        desk = copy_of_the_harbour(Path(folder) / "harbour")
        before = (desk.root / BULLETIN).read_text("utf-8")
        if is_known:
            remembered(desk)
        file = changed(desk, ["…", *(lines[number] for number in order if number not in gone)])
        update(desk.project, file)
        after = (desk.root / BULLETIN).read_text("utf-8")
        assert is_kept(before, after)
        report = Report()
        corpus = gather(desk.project, report).corpus
        asked = (
            "is to be confirmed",
            "has no value",
            "the text is missing",
            "has no translation",
            "does not know the form",
        )
        told = [problem for problem in report.errors if problem.place.path == BULLETIN]
        assert [str(problem) for problem in told if not any(words in problem.message for words in asked)] == []
        assert corpus


# What becomes of each


@pytest.fixture(params=[True, False], ids=["known", "unknown"])
def is_known(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def updated(desk: Desk, lines: Sequence[str], *, is_known: bool) -> tuple[Updated, str]:
    if is_known:
        remembered(desk)
    made = update(desk.project, changed(desk, lines))
    return made, (desk.root / BULLETIN).read_text("utf-8")


def test_a_line_that_came_moves_all_below_it(desk: Desk, is_known: bool) -> None:
    lines = lines_of("bulletin")
    made, text = updated(desk, [*lines[:3], "", *lines[3:]], is_known=is_known)
    assert "en: The date announced for the return is 18 June 2022.}, at: line 5}" in text  # notes no words itself
    assert "{form: هيئة ميناء الفنار, at: line 5}" in text
    assert "date_at: line 2" in text
    assert [problem for problem in made.doubts if problem.place.path == BULLETIN and problem.place.line] == []
    told = {problem.message for problem in made.doubts}
    assert "bulletin:8 is cited: its lines are bulletin:9 now" in told


def test_words_that_vanished_are_marked_with_the_reason(desk: Desk, is_known: bool) -> None:
    lines = lines_of("bulletin")
    lines[5] = lines[5].replace("لن نعِد الناس", "لن نعد أحدًا")
    _, text = updated(desk, ["", *lines], is_known=is_known)
    gone = "'لن نعِد الناس بموعد لا نقدر عليه' does not stand in the original any more; 6 is 7 now"
    marked = (
        f"    at: line 6\n    # quotation jundi-promise: {gone}\n    to_be_confirmed: true\n    occasion: {{ar: إعلان"
    )
    assert marked in text
    report = Report()
    gather(desk.project, report)
    assert any("to be confirmed" in problem.message for problem in report.errors)


def test_a_record_in_braces_is_marked_in_them(desk: Desk) -> None:
    lines = [line.replace("هيئة ميناء الفنار", "هيئة الميناء") for line in lines_of("bulletin")]
    _, text = updated(desk, lines, is_known=True)
    marked = (
        "    names:\n"
        "      # name of authority: 'هيئة ميناء الفنار' does not stand in the original any more\n"
        "      - {form: هيئة ميناء الفنار, at: line 4, to_be_confirmed: true}\n"
    )
    assert marked in text


def test_words_that_stand_twice_now_are_not_moved(desk: Desk) -> None:
    lines = lines_of("bulletin")
    told = "وستعمل على الخط عبّارتان، تتسع كل منهما لنحو 240 راكبًا."
    without = [line for line in lines if line != told]
    _, text = updated(desk, [*without[:2], told, *without[2:], told], is_known=False)
    why = "'لنحو 240 راكبًا' stands in lines 3, 13: which is meant is not decided"
    assert f"    at: line 8\n    # figure boat-capacity: {why}\n    to_be_confirmed: true\n" in text


def test_what_is_new_is_added_to_be_confirmed_and_nothing_else(desk: Desk) -> None:
    lines = lines_of("bulletin")
    came = "وقال يوسف القصّار: «سننتظر حتى 5 مايو 2023»، وفي الجزيرة 900 بيت."
    made, text = updated(desk, [*lines, came], is_known=True)
    assert made.new == {"events": 1, "quotations": 1, "figures": 1, "appearances": 1}
    assert "  - id: bulletin-1\n    speaker: qassar\n    words:\n" in text
    assert text.count(f"{UNCONFIRMED}: true") == 4
    assert text.index('stated: "5 مايو 2023"') < text.index("\nquotations:\n")
    made, _ = updated(desk, [*lines, came, ""], is_known=True)
    assert made.new == {}


def test_what_was_left_out_once_is_not_proposed_again(desk: Desk) -> None:
    item = "  - event: school-crossing\n    at: line 12\n"
    rest = "    when: {date: 2021-09-14, stated: 14 سبتمبر 2021}\n    witness: caption\n"
    desk.edit(BULLETIN, item + rest, "")
    made, text = updated(desk, ["", *lines_of("bulletin")], is_known=True)
    assert made.new == {}
    assert "2021-09-14" not in text


FORMS = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "no end of its last line": lambda text: text.rstrip("\n"),
    "quotation marks round places": lambda text: re.sub(r"at: (line \d+)", r'at: "\1"', text),
    "comments and empty lines": lambda text: text.replace("\nquotations:", "\n# mine\n\nquotations: # said"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_keeps_its_form(desk: Desk, form: str) -> None:
    before = FORMS[form]((desk.root / BULLETIN).read_text("utf-8"))
    desk.write(BULLETIN, before)
    remembered(desk)
    update(desk.project, changed(desk, ["", *lines_of("bulletin")]))
    after = (desk.root / BULLETIN).read_bytes().decode()
    quoted = re.compile(r'"?lines? [0-9, -]+"?')
    assert quoted.sub("", bare(after)) == quoted.sub("", bare(before))
    assert ('at: "line 5"' in after) == (form == "quotation marks round places")
    assert verdicts(desk, "bulletin", (desk.root.parent / "new" / FILES["bulletin"]).read_bytes())


def test_a_place_in_braces_that_becomes_several_is_put_in_quotation_marks(desk: Desk) -> None:
    desk.edit(BULLETIN, "{form: الهيئة, at: line 7}", "{form: الخط, at: lines 7-8}")
    lines = lines_of("bulletin")
    _, text = updated(desk, [*lines[:7], "", *lines[7:]], is_known=True)
    assert '{form: الخط, at: "lines 7, 9"}' in text
    assert "at: line 6\n" in text


# On the command line


def test_on_the_command_line(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    originals = desk.root.parent / "originals"
    shutil.copytree(ORIGINALS, originals)
    monkeypatch.setenv("DOSSIER_ORIGINALS", str(originals))  # where the version before still is
    file = changed(desk, ["", *lines_of("bulletin")])
    assert main(["import", str(file), "--update", "--project", str(desk.root), "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["exact"], told["new"]) == (BULLETIN, True, {})
    assert {"place": f"{BULLETIN}:11:10", "from": "2", "to": "3"} in told["moved"]
    assert main(["import", str(file), "--update", "--project", str(desk.root)]) == Exit.USAGE
    assert "There is nothing to update." in capsys.readouterr().err


def test_the_document_is_named_where_its_file_has_another_name(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    file = changed(desk, ["", *lines_of("bulletin")]).rename(desk.root.parent / "other.txt")
    words = ["import", str(file), "--update", "--project", str(desk.root)]
    assert main(words) == Exit.USAGE
    assert "no document has an original of the name other.txt" in capsys.readouterr().err
    assert main([*words, "--id", "buletin"]) == Exit.USAGE
    assert "did you mean bulletin?" in capsys.readouterr().err
    assert main([*words, "--id", "bulletin"]) == Exit.DONE
    assert "original: {file: other.txt, sha256: " in (desk.root / BULLETIN).read_text("utf-8")


def test_verify_remembers_the_lines_for_the_next_update(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    originals = desk.root.parent / "originals"
    shutil.copytree(ORIGINALS, originals)
    main(["verify", "--project", str(desk.root), "--originals", str(originals)])
    changed_file = originals / FILES["bulletin"]
    changed_file.write_text("\n".join(["", *lines_of("bulletin"), ""]), "utf-8")
    assert update(desk.project, changed_file).is_exact


# The maps


def test_lines_that_changed_places_are_followed() -> None:
    old, new = digests_of("abcdef"), digests_of("xdefabc")
    found = by_lines(old, new)
    assert dict(found.sure) == {1: 5, 2: 6, 3: 7, 4: 2, 5: 3, 6: 4}


def test_a_changed_line_between_others_is_likely_and_not_sure() -> None:
    found = by_lines(digests_of("abc"), digests_of("aXc"))
    assert (dict(found.sure), dict(found.likely), found.new) == ({1: 1, 3: 3}, {2: 2}, {2})


def test_between_words_that_moved_equally_far_lines_are_sure() -> None:
    found = by_words([(2, 4), (5, 7), (8, 12)], 20)
    assert dict(found.sure) == {2: 4, 3: 5, 4: 6, 5: 7, 8: 12}
    assert (found.new, found.unsure) == (set(), {1, 2, 3, 8, 9, 10, 11, *range(13, 21)})
    assert by_words([(2, 2), (3, 5)], 5).new == {3, 4}
    assert by_words([(2, 4), (2, 5)], 20).sure == {}


def tokens() -> Iterator[str]:
    yield from "abcdefg"


@given(st.lists(st.sampled_from([*tokens()]), max_size=12), st.lists(st.sampled_from([*tokens()]), max_size=12))
def test_a_sure_line_is_the_same_line(old: list[str], new: list[str]) -> None:
    found = by_lines(digests_of(old), digests_of(new))
    assert all(old[before - 1] == new[after - 1] for before, after in found.sure.items())
    assert len(set(found.sure.values())) == len(found.sure)
    assert not set(found.sure) & set(found.likely)
