"""Letters that nobody sees: refused in sources where they would print words or numbers otherwise than they are written,
or make words alike that are not; told in originals, which nobody may alter."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from pathlib import Path

import pytest
from bidi import get_display
from conftest import HARBOUR, Desk
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli.main import main
from dossier.evidence.original import original_from
from dossier.evidence.proof.comparison import weighed
from dossier.evidence.proof.verbatim import find
from dossier.formats.reading import read_lines
from dossier.importing.yaml_text import fit
from dossier.model import invisible
from dossier.model.invisible import find_misplaced, with_code_points, without_misplaced
from dossier.model.passage import parse as places
from dossier.problems import Exit
from dossier.reading.nodes import Mapping, Scalar, UnreadableYaml, parse, unfit

REFUSED = {
    "a closed override": ("Paid \u202e000,013\u202c by them", 5, "⟨U+202E⟩ (RIGHT-TO-LEFT OVERRIDE)"),
    "an override from left to right": ("دفع \u202d310\u202c", 4, "⟨U+202D⟩ (LEFT-TO-RIGHT OVERRIDE)"),
    "an embedding": ("\u202bword\u202c", 0, "⟨U+202B⟩ (RIGHT-TO-LEFT EMBEDDING)"),
    "an isolate": ("a \u2067word\u2069", 2, "⟨U+2067⟩ (RIGHT-TO-LEFT ISOLATE)"),
    "the end of nothing": ("word\u202c", 4, "⟨U+202C⟩ (POP DIRECTIONAL FORMATTING)"),
    "a space without width": ("the har\u200bbour", 7, "⟨U+200B⟩ (ZERO WIDTH SPACE)"),
    "a joiner of words": ("the har\u2060bour", 7, "⟨U+2060⟩ (WORD JOINER)"),
    "a deprecated format character": ("a\u206eb", 1, "⟨U+206E⟩ (NATIONAL DIGIT SHAPES)"),
    "an invisible plus": ("2\u20643", 1, "⟨U+2064⟩ (INVISIBLE PLUS)"),
    "a tag": ("word\U000e0041\U000e0042", 4, "⟨U+E0041⟩ (TAG LATIN CAPITAL LETTER A)"),
    "a filler": ("a\u3164b", 1, "⟨U+3164⟩ (HANGUL FILLER)"),
    "an annotation": ("a\ufff9b\ufffac\ufffb", 1, "⟨U+FFF9⟩ (INTERLINEAR ANNOTATION ANCHOR)"),
    "selectors in a row": ("a\ufe0f\ufe0e\ufe0f", 2, "⟨U+FE0E⟩ (VARIATION SELECTOR-15)"),
    "a selector of nothing": ("a \ufe0f", 2, "⟨U+FE0F⟩ (VARIATION SELECTOR-16)"),
    "a joiner of Latin letters": ("ad\u200dmin", 2, "⟨U+200D⟩ (ZERO WIDTH JOINER)"),
    "a joiner of digits": ("31\u200c0", 2, "⟨U+200C⟩ (ZERO WIDTH NON-JOINER)"),
    "joiners in a row": ("می\u200c\u200cخواهم", 3, "⟨U+200C⟩ (ZERO WIDTH NON-JOINER)"),
    "a mark in a number": ("سنة 20\u200f05", 6, "⟨U+200F⟩ (RIGHT-TO-LEFT MARK) in a number"),
    "a mark at a comma": ("310,\u200e000", 4, "⟨U+200E⟩ (LEFT-TO-RIGHT MARK) in a number"),
    "a mark behind a soft hyphen": ("31\u00ad\u061c0", 3, "⟨U+061C⟩ (ARABIC LETTER MARK) in a number"),
}
ALLOWED = {
    "Persian": "می\u200cخواهم، کتاب\u200cها، ۱۰\u200cساله، PDF\u200cها",
    "a joining form by itself": "عام 1445 ه\u200d، ج\u200d",
    "Syriac": "ܐ\u200cܒ",
    "Hindi": "क्\u200dष क्\u200cष",
    "a family": "👩\u200d👩\u200d👧 and 🏴\u200d☠️",
    "marks of direction": "قال C++\u200e ثم، \u200f(أ) 2019\u200f-2021 و\u061c5%",
    "a soft hyphen": "Donau\u00addampf\u00adschiff",
    "a chosen glyph": "葛\U000e0100 and ☎\ufe0e",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_its_place(what: str) -> None:
    """As it is, in a comment, in a name, and written with a backslash."""
    text, at, told = REFUSED[what]
    assert told in unfit(text)
    assert find_misplaced(text) == (at, unfit(text))
    escaped = "".join(c if c.isascii() else f"\\U{ord(c):08X}" for c in text)
    for yaml, column in (
        (f'kind: a\nname: "{text}"\n', 8 + at),
        (f"kind: a\n# {text}\n", 3 + at),
        (f'kind: a\n"{text}": a\n', 2 + at),
        (f'kind: a\nname: "{escaped}"\n', 7),
    ):
        with pytest.raises(UnreadableYaml) as refused:
            parse(yaml.encode(), "FILE")
        place = refused.value.problem.place
        assert (place.line, place.column) == (2, column)
        assert told in refused.value.problem.message
        assert refused.value.problem.hint == "delete it"
        assert not re.search(f"[{invisible.TURNING}{invisible.USELESS}]", str(refused.value))


@pytest.mark.parametrize("what", ALLOWED)
def test_what_a_script_needs_stays(what: str) -> None:
    text = ALLOWED[what]
    assert unfit(text) == ""
    node = parse(f'name: "{text}"\n'.encode(), "FILE")
    assert isinstance(node, Mapping)
    value = node.get("name")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_check_tells_it_as_an_editor_counts(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.edit("sources/people/rifai.yaml", "name:", "# harm\u202eless\u202c\nname:")
    lines = (desk.root / "sources/people/rifai.yaml").read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "harm" in text)
    assert main(["check", "--project", str(desk.root)]) == Exit.PROBLEMS
    told = capsys.readouterr().err
    assert f"sources/people/rifai.yaml:{line}:7: invisible ⟨U+202E⟩" in told
    assert "\u202e" not in told


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNSEEN = re.compile("[\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
SIGNS = st.text("\u061c\u200e\u200f\u200c\u200d\u00ad", max_size=2)
NUMBERS = st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,3})?", fullmatch=True)
IN_TWO = st.tuples(NUMBERS, SIGNS, NUMBERS).map("".join)
TOKENS = st.tuples(SIGNS, NUMBERS | IN_TWO | st.text("abابي-/:()%", max_size=3), SIGNS).map("".join)


def numbers_of(text: str) -> list[str]:
    return sorted(_NUMBER.findall(_UNSEEN.sub("", text)))


def numbers_printed(text: str, base: str) -> list[str]:
    """By another implementation of UAX #9 than the press has."""
    return numbers_of(str(get_display(text, base_dir=base)))


@given(st.lists(TOKENS, max_size=6).map(" ".join), st.sampled_from("LR"))
def test_every_number_that_is_accepted_prints_as_it_is_written(text: str, base: str) -> None:
    if not find_misplaced(text):
        assert numbers_printed(text, base) == numbers_of(text)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("س 12\u200f34 س", "R"),
        ("Paid \u202e000,013\u202c", "R"),
        ("س 1\u20672\u2069 س", "R"),
        ("From 5\u061c 6", "L"),  # 56, for the mark takes the space and what follows to the other side
        ("From 5\u200f 6", "L"),
    ],
)
def test_the_oracle_sees_what_is_refused(text: str, base: str) -> None:
    assert numbers_printed(text, base) != numbers_of(text)
    assert find_misplaced(text)


SEEN, UNSEEN = "a1ب.,\u0301 ", "\u00ad\u061c\u200b\u200c\u200d\u200f\u202e\u2066\u2069\ufe0f\U000e0041"
ANY = st.text(SEEN + UNSEEN, max_size=14)


@given(ANY)
def test_what_an_import_writes_can_be_read(text: str) -> None:
    assert find_misplaced(fit(text)) is None
    kept = without_misplaced(text)
    assert [c for c in kept if c in SEEN] == [c for c in text if c in SEEN]
    if not find_misplaced(text):
        assert kept == text


@given(ANY)
def test_what_is_shown_does_nothing(text: str) -> None:
    assert not re.search(
        "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0f\U000e0000-\U000e0fff]", with_code_points(text)
    )


@pytest.mark.parametrize("letters", ["\u200c", "1\u00ad", "1\u200f", "\ufe0f", "1.,", "\u200da"])
def test_the_search_is_linear(letters: str) -> None:
    def seconds(count: int) -> float:
        text = "ب" + letters * count
        begun = time.process_time()
        find_misplaced(text)
        without_misplaced(text)
        return time.process_time() - begun

    seconds(10)
    assert seconds(80_000) < 40 * seconds(10_000) + 0.1  # eight times as long, where a square is sixty-four


# Originals

PAID = "The council paid 310,000 for the quay."
HARMLESS = "unseen letters"
#: A line of an original -> what is told of it, and whether anything on it can be proven.
ORIGINAL = {
    "a space without width": ("The council paid 310\u200b,000 for the quay.", HARMLESS, "⟨U+200B⟩", False),
    "joiners of words": (
        "The coun\u2060cil paid 310,000 for the\u2060 quay.",
        HARMLESS,
        "⟨U+2060⟩ 2 times",
        False,
    ),
    "an embedding": (
        "\u202aThe council paid 310,000 for the quay.\u202c",
        HARMLESS,
        "⟨U+202A⟩, ⟨U+202C⟩",
        False,
    ),
    "isolated words": (
        "The \u2068council\u2069 paid 310,000 for the quay.",
        HARMLESS,
        "⟨U+2068⟩, ⟨U+2069⟩",
        False,
    ),
    "tags": ("The council paid 310,000 for the quay.\U000e0068\U000e0069", HARMLESS, "⟨U+E0068⟩", False),
    "an override that changes nothing": (
        "The \u202dcouncil\u202c paid 310,000 for the quay.",
        HARMLESS,
        "⟨U+202D⟩, ⟨U+202C⟩",
        False,
    ),
    "a turned number": ("The council paid \u202e310,000\u202c for the quay.", "turned letters", "⟨U+202E⟩", True),
    "turned words": ("The council \u202epaid 310,000 for the\u202c quay.", "turned letters", "⟨U+202E⟩", True),
    "a number in an embedding": (
        "The council paid \u202b310\u2067,000\u2069\u202c for the quay.",
        "turned letters",
        "⟨U+202B⟩",
        True,
    ),
}


@pytest.mark.parametrize("what", ORIGINAL)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml"])
def test_an_original_is_read_without_them_and_they_are_told(what: str, name: str) -> None:
    line, told, named, breaks_proof = ORIGINAL[what]
    head = {"a.html": "<!doctype html><p>", "a.eml": "From: a@b\nTo: c@d\nMessage-ID: <x>\n\n"}.get(name, "")
    lines = read_lines(name, f"{head}{line}".encode())
    number = len(lines.texts)
    assert lines.texts[-1] == PAID
    (item,) = [item for item in lines.unread if item.line == number]
    assert (item.what, item.breaks_proof) == (told, breaks_proof)
    assert named in item.detail
    at = places(f"line {number}")
    match, warning = weighed(find("paid 310,000", at, original_from(lines)), at, lines.unread)
    assert match.verdict == ("not decided" if breaks_proof else "identical")
    assert named in match.detail
    assert warning == ""


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_line_of_nothing_else_is_counted_as_before(name: str) -> None:
    head = "<!doctype html>" if name == "a.html" else ""
    lines = read_lines(name, f"{head}<p>one</p>\n<p>\u200b</p>\n<p>two \u200b three</p>".encode())
    assert lines.texts == (("one", "two three") if head else ("<p>one</p>", "<p></p>", "<p>two  three</p>"))


def test_what_an_original_says_of_itself_has_none() -> None:
    lines = read_lines("a.html", "<!doctype html><title>Pa\u202eid</title><p>Paid by the council in the year.".encode())
    assert lines.about.title == "Paid"


def test_import_and_verify_tell_of_them(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "A letter.\nThe coun\u200bcil said: “We have paid 310,000.”\nThe council \u202esaid\u202c: “We paid no more.”\n"
    )
    (tmp_path / "x.txt").write_text(text * 3)
    assert main(["import", str(tmp_path / "x.txt"), "-o", str(tmp_path / "x.yaml"), "--project", str(desk.root)]) == 0
    written = (tmp_path / "x.yaml").read_text()
    assert "lines 2,5,8: unseen letters" in written
    assert "line 3: turned letters: ⟨U+202E⟩, ⟨U+202C⟩: it prints otherwise" in written


def test_verify_says_so(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    originals = Path(shutil.copytree(HARBOUR.parent / "harbour-originals", tmp_path / "originals"))
    file = originals / "coastal-pilot.txt"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text(re.sub("(?m)^(.{3,})$", "\\1\u200b", file.read_text("utf-8")), "utf-8")
    desk.edit("sources/documents/pilot.yaml", before, hashlib.sha256(file.read_bytes()).hexdigest())
    main(["verify", "en", "-v", "--project", str(desk.root), "--originals", str(originals)])
    told = capsys.readouterr().out
    assert "on lines with letters that nobody sees: -v shows them" in told
    assert "unseen letters: ⟨U+200B⟩" in told
    assert "\u200b" not in told
