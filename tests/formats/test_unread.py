"""What was not read is said, and what depends on it is not proven: from the file to `dossier import` and `verify`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from originals_made import docx, odt, run, written

from dossier.cli.main import main
from dossier.evidence.proof.comparison import weighed
from dossier.evidence.proof.verbatim import Match, Spot, Verdict
from dossier.formats.lines import Lines, Unread
from dossier.formats.reading import FORMATS, read_lines
from dossier.importing.left_out import left_out
from dossier.model.passage import Passage
from dossier.problems import WrongUsage

pytestmark = pytest.mark.usefixtures("one_process")

WHO = 'w:author="Rima" w:date="2026-01-02T03:04:05Z"'
MINUTES = docx(
    written("Minutes")
    + f"<w:p>{run('The chairman said: “We shall ')}<w:ins {WHO}>{run('not ')}</w:ins>"
    + f"{run('sell the quay this year.”')}</w:p>"
    + written("The chairman said: “It is ours.”"),
    {"comments": f'<w:comment w:author="Omar">{written("The chairman said: “I doubt it.”")}</w:comment>'},
)
DOCUMENT = """
number: 9
title: {{ar: محضر, en: Minutes}}
kind: {{ar: محضر, en: minutes}}
language: en
original: {{file: {file}, sha256: {sha256}}}
publisher: {{ar: المجلس, en: The board}}
voice: town
dated: {{ar: غير مذكور, en: not stated}}
when: {{date: 2023, inferred: date, why: {{ar: لأن, en: because}}}}
interest: {{ar: لا, en: none}}
grade: {{reliability: F, credibility: "6", why: {{ar: لا, en: none}}}}
summary: {{ar: ملخص, en: A summary.}}
quotations:
  - id: minutes-1
    speaker: khatib
    words: ["{words}"]
    at: line {line}
    occasion: {{ar: اجتماع, en: a meeting}}
    translation: {{ar: كلام}}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    assert main(["new", str(tmp_path / "dossier")]) == 0
    return tmp_path / "dossier"


def verified(
    dossier: Path, content: bytes, name: str, words: str, line: int, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict, dict]:
    """Exit code, state of each check, and what was found of the words."""
    (dossier / "originals" / name).write_bytes(content)
    document = DOCUMENT.format(file=name, sha256=hashlib.sha256(content).hexdigest(), words=words, line=line)
    (dossier / "sources/documents/minutes.yaml").write_text(document, "utf-8")
    capsys.readouterr()
    code = main(["verify", "--project", str(dossier), "--originals", str(dossier / "originals"), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert "error" not in said, said
    states = {verdict["check"]: verdict["state"] for verdict in said["verdicts"] if verdict["edition"] == "sources"}
    (found,) = [finding for finding in said["findings"] if finding["words"] == words]
    return code, states, found


def test_import_tells_what_was_left_out_and_proposes_the_accepted_words(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = dossier / "minutes.docx"
    file.write_bytes(MINUTES)
    assert main(["import", str(file), "--project", str(dossier)]) == 0
    assert "3 places of the original are not in its text, or in doubt there" in capsys.readouterr().out
    made = (dossier / "sources/documents/minutes.yaml").read_text("utf-8")
    head = made.partition("to_be_confirmed: true  #")[0]
    assert "#   line 2: tracked insertion: 'not' by Rima, 2026-01-02T03:04:05Z\n" in head
    assert "#   line 4: comment: Omar (proves nothing)\n" in head
    assert "#   line 4: comment (nothing is proposed from here)\n" in head
    assert '- "We shall not sell the quay this year."' in made
    assert "# line 2, see the top: " in made
    assert "I doubt it" not in made


def test_import_proposes_what_a_page_says_of_itself(dossier: Path) -> None:
    page = (
        '<html><head><meta property="og:site_name" content="The Herald: &quot;daily&quot;&#10;x: y">'
        '<meta name="author" content="Rima Saad"><meta property="article:published_time" content="2024-03-05">'
        '<link rel="canonical" href="https://herald.example/1"></head><body><h1>The quay</h1><p>It stays.</p></body>'
    )
    (dossier / "page.html").write_text(page, "utf-8")
    assert main(["import", str(dossier / "page.html"), "--project", str(dossier)]) == 0
    made = (dossier / "sources/documents/page.yaml").read_text("utf-8")
    assert 'publisher: {ar: "", en: "The Herald: \\"daily\\" x: y"}  # as the file says of itself' in made
    assert 'author: {ar: "", en: "Rima Saad"}  # as the file says of itself\n' in made
    assert 'url: "https://herald.example/1"\n' in made
    assert "  date: 2024-03-05  # as the file says of itself\n" in made
    assert "to_be_confirmed: true  # the head of this file" in made


def test_the_inserted_not_is_proven_with_a_warning_and_the_words_without_it_are_not(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, states, found = verified(dossier, MINUTES, "minutes.docx", "We shall not sell the quay this year.", 2, capsys)
    assert (code, states["quotations verbatim"], found["verdict"]) == (0, "ok", "identical")
    assert "tracked insertion: 'not' by Rima" in found["warning"]
    code, states, found = verified(dossier, MINUTES, "minutes.docx", "We shall sell the quay this year.", 2, capsys)
    assert (code, states["quotations verbatim"], found["verdict"]) == (3, "broken", "different")


COMMENTED = odt("<text:p>He<office:annotation><text:p>I doubt it.</text:p></office:annotation></text:p>")
UNDECIDED = {
    "a comment": (MINUTES, "minutes.docx", "I doubt it.", 4),
    "a comment of ODT": (COMMENTED, "a.odt", "I doubt it.", 2),
    "struck words": (b'<p>He said: "We shall <s>not</s> sell."</p>', "a.html", "We shall not sell.", 1),
    "a lost letter": ('He said: "We \ufffdhall sell." He left.'.encode(), "a.txt", "sell.", 1),
    "an encoding that is not certain": (
        'Élodie a dit : "L\'été sera très chaud."'.encode("cp1252"),
        "a.txt",
        "sera",
        1,
    ),
}


@pytest.mark.parametrize("kind", UNDECIDED)
def test_what_depends_on_it_is_not_decided_and_never_ok(
    kind: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, name, words, line = UNDECIDED[kind]
    code, states, found = verified(dossier, content, name, words, line, capsys)
    assert (code, states["quotations verbatim"], found["verdict"]) == (3, "not decided", "not decided")
    assert found["detail"]


def test_a_line_in_doubt_takes_no_other_line_with_it(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, states, found = verified(dossier, MINUTES, "minutes.docx", "It is ours.", 3, capsys)
    assert (code, states["quotations verbatim"], found["verdict"]) == (0, "ok", "identical")
    assert "tracked" not in found["warning"]


VERDICTS: tuple[Verdict, ...] = ("identical", "other spelling", "elsewhere", "ambiguous", "different")


@given(st.sampled_from(VERDICTS), st.integers(1, 3), st.lists(st.integers(0, 3), max_size=4), st.booleans())
def test_nothing_is_identical_where_proof_is_broken(verdict: Verdict, line: int, told: list[int], breaks: bool) -> None:
    unread = [Unread("x", number, breaks_proof=breaks) for number in told]
    match, warning = weighed(Match(verdict, (Spot(line, 0, 1),)), Passage(((line, line),)), unread)
    is_broken = breaks and not {0, line}.isdisjoint(told)
    assert (match.verdict == "not decided") == is_broken
    assert bool(warning) == (line in told and not is_broken)


def test_what_is_left_out_is_told_in_the_order_of_the_file() -> None:
    lines = Lines(
        ("a",) * 5,
        unread=(Unread("picture", 4), Unread("encoding", detail="read as windows-1256: not declared")),
        kinds={2: "footnote", 3: "footnote", 5: "footnote"},
    )
    assert [(place, told) for _, place, told in left_out(lines)] == [
        ("line 0", "encoding: read as windows-1256: not declared"),
        ("lines 2-3", "footnote"),
        ("line 4", "picture"),
        ("line 5", "footnote"),
    ]
    assert left_out(Lines(("a",))) == []


def test_what_is_wrong_with_a_menu_proves_nothing_and_is_not_told() -> None:
    lines = Lines(
        ("a", "b"),
        unread=(Unread("hidden words", 1, breaks_proof=True), Unread("comment", 2, breaks_proof=True)),
        kinds={1: "menu or margin", 2: "comment"},
        apart=frozenset({1, 2}),
    )
    assert [told for _, _, told in left_out(lines)] == [
        "menu or margin (nothing is proposed from here)",
        "comment (nothing is proposed from here)",
        "comment (proves nothing)",
    ]


# No file is too odd.

RTF = rb"{\rtf1\ansicpg1256{\fonttbl{\f0\fcharset178 A;}}\f0 \'e4\'da\'e3\u1575?{\footnote x}\par}"
MAIL = (
    b"From: a@b\r\nTo: c@d\r\nMessage-ID: <1>\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nx\r\n--q--"
)
SAVED = (
    b"From: <Saved by X>\r\nTo: a\r\nContent-Type: multipart/related; boundary=q\r\n\r\n"
    b"--q\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--q--"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x"
ARCHIVE = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s" % (len(ANSWER), ANSWER)
SEEDS = (
    ("a.docx", MINUTES),
    ("a.odt", COMMENTED),
    ("a.rtf", RTF),
    ("a.html", "<html><body><p>نعم<sup>2</sup><br>He said “no”.</p></body></html>".encode()),
    ("a.eml", MAIL),
    ("a.mhtml", SAVED),
    ("a.warc", ARCHIVE),
    ("a.md", b"---\ntitle: x\n---\ntext"),
    ("a.txt", "قال وزير الموانئ نعم ثم خرج".encode("cp1256")),
)
EDITS = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 40), st.binary(max_size=8)), max_size=6)


@given(st.sampled_from(SEEDS), EDITS, st.sampled_from(["", "txt", "html", "docx", "odt", "rtf", "eml", "mht", "warc"]))
def test_no_file_is_too_odd_to_be_read_or_refused(
    seed: tuple[str, bytes], edits: list[tuple[int, int, bytes]], ending: str
) -> None:
    name, content = seed
    for place, length, bytes_ in edits:
        at = place % (len(content) + 1)
        content = content[:at] + bytes_ + content[at + length :]
    lines = read_or_refused(f"a.{ending}" if ending else name, content)
    assert all(0 <= item.line <= len(lines.texts) for item in lines.unread)
    assert set(lines.kinds) | lines.apart <= set(range(1, len(lines.texts) + 1))


@given(st.binary(max_size=300), st.sampled_from([name for name, _ in SEEDS]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    assert all("\n" not in text for text in read_or_refused(name, content).texts)


def read_or_refused(name: str, content: bytes) -> Lines:
    """The lines; none if the file is refused in the way that a person is told of."""
    try:
        return read_lines(name, content)
    except WrongUsage:
        return Lines(())


def test_every_seed_is_read() -> None:
    assert len(FORMATS) == len(SEEDS) + 1  # all but PDF
    assert all(read_lines(name, content).texts for name, content in SEEDS)
