"""A file that lasts: what it carries, under which names, with which dates, and that it is the same everywhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from conftest import HARBOUR, Briefing, Library, files_below

from dossier.files import clock
from dossier.problems import WrongUsage
from dossier.verification.read_back import read

ROOT = Path(__file__).parents[1]


def test_it_carries_every_source_of_its_edition_and_its_words(briefing: Briefing) -> None:
    files = {file.path: file for file in read(briefing.publication.pdf.read_bytes()).files}
    below = {f"sources/{name}": content for name, content in files_below(HARBOUR / "sources").items()}
    wanted = {name for name in below if not name.startswith("sources/editions/")}
    wanted.add(f"sources/editions/{briefing.language}.yaml")
    assert {path for path, file in files.items() if file.relation == "Source"} == wanted
    assert all(files[path].content == below[path] for path in wanted)
    assert {files[path].kind for path in wanted} == {"application/yaml"}
    assert [path for path, file in files.items() if file.relation == "Alternative"] == ["briefing.txt"]


def test_its_words_are_those_of_the_page_in_the_order_of_reading(arabic: Briefing) -> None:
    (words,) = (f.content.decode() for f in read(arabic.publication.pdf.read_bytes()).files if f.name == "briefing.txt")
    lines = words.splitlines()
    assert lines[0] == "عودة عبّارة الفنار"
    assert lines.count("الخلاصة") == 2  # in the contents, and over the chapter
    chapters = ["الخط الزمني", "أشخاص وهيئات", "الأقوال", "الأرقام", "مواضع الاختلاف", "المصادر", "فهرس الأسماء"]
    places = [lines.index(chapter, lines.index(chapter) + 1) for chapter in chapters]  # after the contents
    assert places == sorted(places)
    assert "رقم\tالتاريخ\tالحدث\tالمصدر" in lines
    assert sum(line.startswith("[1] ") for line in lines) == 1  # a footnote


def test_names_and_lists_of_files_are_those_that_readers_look_for(briefing: Briefing) -> None:
    with pikepdf.open(briefing.publication.pdf) as file:
        names = list(file.Root.Names.EmbeddedFiles.Names)
        keys = [bytes(key) for key in names[::2]]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys) == len(file.Root.AF)
        assert {item.objgen for item in names[1::2]} == {item.objgen for item in file.Root.AF}
        assert all("/" not in str(item.UF) for item in file.Root.AF)


def test_one_description_holds_both_standards(briefing: Briefing) -> None:
    with pikepdf.open(briefing.publication.pdf) as file:
        xmp = file.Root.Metadata.read_bytes()
        assert xmp.count(b"<rdf:RDF") == 1
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


# The same everywhere


WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Beirut", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "ar_LB.UTF-8"},
)


def built(root: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    shutil.copytree(HARBOUR / "sources", root / "sources")
    plain = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "LANGUAGE"}}
    command = [sys.executable, "-m", "dossier", "build", "ar", "--project", str(root)]
    subprocess.run(command, cwd=cwd, env={**plain, **environment}, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return files_below(root / "build")


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, library: Library) -> None:
    """In another folder, process, time zone, locale and order of hashes; files of other dates."""
    folders = (tmp_path / "one", tmp_path / "مجلد آخر" / "two 2")
    results = []
    for folder, world in zip(folders, WORLDS, strict=True):
        library.warm(folder)
        results.append(built(folder, tmp_path, **world))
    first, second = ({name: hashlib.sha256(content).hexdigest() for name, content in r.items()} for r in results)
    assert first == second
    assert results[0]["ar/briefing.pdf"] == library.editions["ar"].pdf.read_bytes()


@pytest.mark.slow
def test_another_date_can_be_asked_for(tmp_path: Path, library: Library) -> None:
    library.warm(tmp_path)
    pdf = built(tmp_path, ROOT, SOURCE_DATE_EPOCH="1700000000")["ar/briefing.pdf"]
    found = read(pdf)
    assert set(found.dates.values()) == {file.dated for file in found.files} == {"D:20231114221320Z"}
    assert "2023-11-14T22:13:20Z" in found.metadata
    assert {e.letters for e in found.root.walk() if e.role == "TD"} == {  # what is printed stays
        e.letters for e in read(library.editions["ar"].pdf.read_bytes()).root.walk() if e.role == "TD"
    }


@pytest.mark.parametrize("said", ["yesterday", "9" * 30])
def test_a_date_that_is_none_is_wrong_usage(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(WrongUsage, match="SOURCE_DATE_EPOCH is not a time"):
        clock.creation_date("2026-03-01")
