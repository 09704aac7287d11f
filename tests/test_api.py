"""The door for programs: what `import dossier` gives, that its examples run, and that it writes nothing and waits for
nobody but itself."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk, Library, copy_of_the_harbour

import dossier
from dossier import api, build
from dossier.verification.seals import desk_key, seal_edition

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def small(desk: Desk) -> Desk:
    desk.keep_only("en", "summary", "timeline")
    return desk


@pytest.fixture(autouse=True)
def _without_originals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOSSIER_ORIGINALS", raising=False)


# What there is


def test_one_list_of_names() -> None:
    assert dossier.__all__ == api.__all__ == sorted(api.__all__)
    assert all(getattr(dossier, name) is getattr(api, name) for name in dossier.__all__)
    assert set(dossier.__all__) <= set(dir(dossier))
    with pytest.raises(AttributeError, match="module 'dossier' has no attribute 'opne'"):
        _ = dossier.opne  # type: ignore[attr-defined]


def test_no_name_is_that_of_a_module() -> None:
    """Which would take its place as soon as somebody imports it."""
    modules = {path.stem for path in (ROOT / "dossier").iterdir()}
    assert "press" in modules
    assert modules & set(dossier.__all__) == set()


def test_it_is_imported_when_it_is_asked_for() -> None:
    look = "print(sorted(name for name in sys.modules if name[:7] == 'dossier'))"
    code = f"import sys, dossier; {look}; from dossier import problems; {look}; dossier.open; {look}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    first, second, third = done.stdout.splitlines()
    assert (first, second) == ("['dossier']", "['dossier', 'dossier.problems']")
    assert "'dossier.api'" in third


def public() -> dict[str, Any]:
    """Functions, and the methods and properties of what they give."""
    found = {name: one for name in api.__all__ if inspect.isfunction(one := getattr(api, name))}
    members = vars(api.OpenDossier).items()
    return found | {f"OpenDossier.{name}": one for name, one in members if not name.startswith("_")}


EXAMPLES = {test.name.removeprefix("dossier.api."): test for test in doctest.DocTestFinder().find(api) if test.examples}


def test_each_function_has_an_example() -> None:
    assert len(public()) > 6
    assert EXAMPLES.keys() >= public().keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = EXAMPLES[name]
    test.globs = {"dossier": dossier, "Path": Path}
    told: list[str] = []
    doctest.DocTestRunner().run(test, out=told.append)
    assert "".join(told) == ""


def test_the_examples_of_its_page_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One after the other, in a folder with the dossier that they open; what is printed stands behind `# `."""
    copy_of_the_harbour(tmp_path / "harbour")
    (tmp_path / "page.html").write_text("<html lang=en><title>Ferry</title><h1>Ferry</h1><p>It is back.", "utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE.read_text("utf-8"))
    assert len(blocks) >= 4
    said: list[str] = []
    scope: dict[str, Any] = {"print": lambda *words: said.append(" ".join(map(str, words)))}
    for block in blocks:
        said.clear()
        exec(compile(block, str(PAGE), "exec"), scope)
        assert said == re.findall(r"(?m)^\s*print\(.*\)  # (.*)$", block)


def test_the_page_names_everything_and_nothing_else() -> None:
    named = set(re.findall(r"`dossier\.(\w+)", PAGE.read_text("utf-8")))
    assert named == set(dossier.__all__)


USE = """
import dossier
reveal_type(dossier.open({}).render("en").pdf)
reveal_type(dossier.open("x").corpus.documents[0].original.sha256)
reveal_type(dossier.verify_pdf(b"")[0].state)
"""
TYPES = ["bytes", "str", "Literal['ok'] | Literal['broken'] | Literal['not decided'] | Literal['not checked']"]


@pytest.mark.slow
def test_type_checkers_know_it(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(USE)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        str(tmp_path / "cache"),
        str(tmp_path / "use.py"),
    ]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout
    assert re.findall('Revealed type is "(.*)"', told) == TYPES


# A dossier


def test_an_edition_is_what_build_publishes(library: Library) -> None:
    rendition = dossier.open(library.desk.root, cache=library.desk.root / "build/.cache").render("en")
    published = library.editions["en"]
    assert rendition.pdf == published.pdf.read_bytes()
    assert rendition.html == published.html.read_text("utf-8")
    assert (rendition.edition, rendition.pages, rendition.problems) == ("en", published.pages, ())


def test_nothing_is_written_without_a_cache(small: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    originals, here = tmp_path / "originals", tmp_path / "here"
    originals.mkdir()
    here.mkdir()
    (originals / "pilot.txt").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(here)
    before = files_of(tmp_path)
    opened = dossier.open(small.root, originals=originals)
    assert opened.problems == ()
    assert opened.render("en").pages > 0
    assert opened.render("en", plain=True).pages > 0
    assert opened.export("json")
    assert opened.verify()
    assert files_of(tmp_path) == before


def test_a_cache_lies_where_it_is_said(small: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = files_of(small.root)
    monkeypatch.chdir(tmp_path)
    first = dossier.open(small.root, cache="kept").render("en")
    kept = {path.suffix for path in (tmp_path / "kept").rglob("*") if path.is_file()}
    assert {".unit", ".subset", ".links"} <= kept
    (again := dossier.open(small.root, cache="kept"))
    assert again.render("en") == first
    assert again._session
    assert again._session.compiled == []
    assert files_of(small.root) == before


def test_files_in_memory_are_as_a_folder(small: Desk) -> None:
    small.edit("sources/documents/island-voice.yaml", "form: الرفاعي,", "form: الرفاعى,")
    broken = dossier.open(small.root).problems
    assert [problem.severity for problem in broken] == ["error"]
    assert dossier.open(files_of(small.root)).problems == broken
    small.edit("sources/documents/island-voice.yaml", "form: الرفاعى,", "form: الرفاعي,")
    small.write("templates/timeline.css", (ROOT / "templates/timeline.css").read_bytes() + b".note { color: red }")
    given = dossier.open(files_of(small.root))
    assert given.render("en") == dossier.open(small.root).render("en")
    assert ".note { color: red }" in given.render("en").html


def test_words_of_ones_own_are_compared_in_memory_too(small: Desk) -> None:
    small.write("templates/words.yaml", "x: {ar: x, en: y}\n")
    told = dossier.open(small.root).problems
    assert any("is missing" in problem.message for problem in told)
    assert dossier.open(files_of(small.root)).problems == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../sources/x.yaml", "has sources/ and templates/ only"),
        ("/sources/x.yaml", "has sources/ and templates/ only"),
        ("fonts/faces.yaml", "has sources/ and templates/ only"),
        ("previous/edition-1.pdf", "has sources/ and templates/ only"),
        ("sources/../x.yaml", "is not the name of a file in a folder"),
        ("sources//x.yaml", "is not the name of a file in a folder"),
        ("sources/people/", "is not the name of a file in a folder"),
        ("sources\\x.yaml", "has sources/ and templates/ only"),
        ("sources/people\\x.yaml", "is not the name of a file in a folder"),
        ("sources/dossier.yaml/x", "sources/dossier.yaml is a file and a folder"),
    ],
)
def test_names_that_no_file_has(name: str, told: str) -> None:
    with pytest.raises(dossier.WrongUsage, match=re.escape(told)):
        dossier.open({"sources/dossier.yaml": b"", name: b""})


def test_there_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(dossier.WrongUsage, match=r"no dossier: there is no sources/dossier\.yaml"):
        dossier.open({"sources/people/x.yaml": b""})
    with pytest.raises(dossier.WrongUsage, match="no dossier in"):
        dossier.open(tmp_path)


def test_what_is_wrong_is_a_value_or_ends_it(small: Desk) -> None:
    small.edit("sources/documents/island-voice.yaml", "form: الرفاعي,", "form: الرفاعى,")
    opened = dossier.open(small.root)
    (problem,) = opened.problems
    assert isinstance(problem, dossier.Problem)
    assert (problem.place.line, problem.place.column, problem.hint) == (104, 9, "add it to its variants")
    asked: list[Callable[[], object]] = [
        lambda: opened.corpus,
        lambda: opened.editions,
        lambda: opened.counts,
        lambda: opened.render("en"),
        lambda: opened.export("json"),
    ]
    for ask in asked:
        with pytest.raises(dossier.Broken) as broken:
            ask()
        assert tuple(broken.value.problems) == (problem,)


def test_an_edition_that_there_is_not(small: Desk) -> None:
    with pytest.raises(dossier.WrongUsage, match="there is no edition 'fr'"):
        dossier.open(small.root).render("fr")


def test_originals_are_looked_into(small: Desk) -> None:
    originals = ROOT / "tests/dossiers/harbour-originals"
    verdicts, proof = dossier.open(small.root, originals=originals).verify("en")
    assert {verdict.check: verdict.state for verdict in verdicts}["quotations verbatim"] == "ok"
    assert proof.held
    with pytest.raises(dossier.WrongUsage, match="is no folder of originals"):
        dossier.open(small.root, originals=small.root / "nowhere").verify()


def test_seals_are_asked_for_with_a_key(small: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("briefing.pdf", "briefing.html", "manifest.json"):
        small.write(f"build/en/{name}", "{}")
    key = seal_edition(small.project, "en", [], desk_key())
    opened = dossier.open(small.root)
    (tmp_path / "desk.pub").write_text(key)
    for named in (key, str(tmp_path / "desk.pub")):
        assert [one.state for one in opened.verify("en", key=named)[0] if one.check == "seal"] == ["ok"]
    assert [one.state for one in opened.verify("en")[0] if one.check == "seal"] == ["not checked"]
    with pytest.raises(dossier.WrongUsage, match="is no key"):
        opened.verify("en", key="ed25519:x")


# HTML, PDF


def test_html_as_bytes_is_as_a_file(tmp_path: Path) -> None:
    html = "<html lang=ar dir=rtl><title>عبّارة</title><p>عودة عبّارة الفنار".encode()
    (tmp_path / "page.html").write_bytes(html)
    assert dossier.press_html(tmp_path / "page.html") == dossier.press_html(html)
    assert files_of(tmp_path).keys() == {"page.html"}


def test_bytes_have_nothing_beside_them() -> None:
    with pytest.raises(dossier.Broken) as broken:
        dossier.press_html(b"<html lang=en><title>x</title><img src=page.html alt=x>", name="mine.html")
    assert [problem.place.path for problem in broken.value.problems] == ["mine.html"]
    with pytest.raises(dossier.WrongUsage, match="is not the name of a file"):
        dossier.press_html(b"<p>x", name="../x.html")


def test_a_pdf_is_verified_by_its_bytes_or_its_file(tmp_path: Path) -> None:
    pdf = dossier.press_html(b"<html lang=en><title>x</title><h1>Ferry</h1><p>It is back.").pdf
    (tmp_path / "x.pdf").write_bytes(pdf)
    verdicts = dossier.verify_pdf(pdf)
    assert verdicts == dossier.verify_pdf(tmp_path / "x.pdf")
    assert {verdict.edition for verdict in verdicts} == {""}
    assert {verdict.state for verdict in verdicts} == {"ok", "not checked"}
    with pytest.raises(dossier.WrongUsage, match="cannot be read: No such file"):
        dossier.verify_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize("function", [dossier.press_html, dossier.verify_pdf])
def test_a_string_may_be_either(function: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"give bytes or a pathlib\.Path"):
        function("<p>x")


# Threads


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each gives in a thread of its own, all of them begun together."""
    begin, given = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int) -> None:
        begin.wait()
        try:
            given[number] = works[number]()
        except Exception as error:
            given[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_threads_that_render_are_right(small: Desk, tmp_path: Path) -> None:
    """Two that share a dossier, one with a dossier of its own, one that presses HTML, and one with sources that are
    broken: each gets what it gets alone."""
    other = copy_of_the_harbour(tmp_path / "other")
    other.keep_only("ar", "summary", "quotations")
    html = "<html lang=ar dir=rtl><title>عبّارة</title><h1>عبّارة</h1><p>عودة عبّارة الفنار".encode()
    english, arabic = dossier.open(small.root).render("en"), dossier.open(other.root).render("ar")
    pressed, stock = dossier.press_html(html), dossier.open(small.root).render("en", plain=True)
    shared = dossier.open(small.root)
    given = at_once(
        lambda: shared.render("en"),
        lambda: shared.render("en"),
        lambda: dossier.open(small.root).render("en", plain=True),
        lambda: dossier.open(other.root).render("ar"),
        lambda: [dossier.press_html(html) for _ in range(3)],
        lambda: dossier.open({"sources/dossier.yaml": b""}).problems[0].severity,
    )
    assert given == [english, english, stock, arabic, [pressed] * 3, "error"]


def test_threads_that_share_a_dossier_use_what_it_keeps_one_by_one(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which no two could: what has been linked and rendered is put together from what was there the last time."""
    inside, most, stock = [0], [0], build.draw

    def draw(*given: Any, **named: Any) -> Any:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        return stock(*given, **named)

    shared = dossier.open(small.root)
    expected = shared.render("en")
    monkeypatch.setattr(build, "draw", draw)
    assert at_once(*[lambda: shared.render("en")] * 4) == [expected] * 4
    assert most == [1]
