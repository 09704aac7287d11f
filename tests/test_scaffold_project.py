"""The second user's first minute: what `dossier new` makes, and what its comments promise."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from dossier.files.project import Project, find, starter
from dossier.model.corpus import Corpus
from dossier.model.passage import Passage
from dossier.problems import Report, WrongUsage
from dossier.reading.source_set import gather
from dossier.scaffold.project import create, schemas

DOSSIERS = Path(__file__).parent / "dossiers"


def read(root: Path) -> Corpus:
    report = Report()
    corpus = gather(Project(root), report).corpus
    assert [str(problem) for problem in report.problems] == []
    assert corpus
    return corpus


def test_a_new_dossier_reads_without_a_word(tmp_path: Path) -> None:
    written = create(tmp_path / "new" / "dossier")
    corpus = read(find(tmp_path / "new" / "dossier").root)
    shelves = (corpus.documents, corpus.events, corpus.people, corpus.organisations, corpus.figures, corpus.editions)
    assert [len(shelf) for shelf in shelves] == [2, 4, 2, 1, 2, 2]
    assert {".gitignore", "README.md", "sources/dossier.yaml", "schemas/documents.json"} <= set(written)
    found = [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path / "new" / "dossier").as_posix() for path in found} == set(written)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]  # nothing is left beside it


def test_every_file_says_which_schema_it_follows_and_the_schema_knows_its_fields(tmp_path: Path) -> None:
    create(tmp_path / "new")
    files = sorted((tmp_path / "new" / "sources").rglob("*.yaml"))
    assert len(files) == 21
    for file in files:
        line = file.read_text(encoding="utf-8").partition("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", line)
        assert match, file
        schema = json.loads((file.parent / match[1]).read_text(encoding="utf-8"))
        fields = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert set(schema["required"]) <= set(fields) <= set(schema["properties"]), file


def test_the_first_file_of_each_kind_explains_itself() -> None:
    for folder in (starter() / "sources").iterdir():
        files = list(folder.iterdir()) if folder.is_dir() else [folder]
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        assert re.search(r"(?m)^\s*# (?!yaml-language-server)", text), folder.name


def test_schemas_are_those_of_every_kind_of_file() -> None:
    kinds = {path.name for path in (starter() / "sources").iterdir() if path.is_dir()}
    assert set(schemas()) == kinds | {"dossier"}


# A folder that is not empty is left alone, and nothing is made by halves.


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(WrongUsage, match=r"is not empty: thesis\.txt") as told:
        create(tmp_path)
    assert told.value.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongUsage, match="is a file"):
        create(tmp_path / "file")
    with pytest.raises(WrongUsage, match="cannot be made"):
        create(tmp_path / "file" / "new")


def test_an_empty_folder_and_a_new_repository_are_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    create(tmp_path)
    read(tmp_path)
    with pytest.raises(WrongUsage, match="is not empty"):
        create(tmp_path)


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_is_left_when_it_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_new: bool) -> None:
    target = tmp_path / "new"
    if not is_new:
        target.mkdir()
    rename = Path.rename

    def full(self: Path, to: Path) -> Path:
        if self.name == "sources":
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(WrongUsage, match="cannot be made: No space left on device"):
        create(target)
    assert [path.name for path in tmp_path.rglob("*")] == ([] if is_new else ["new"])


def test_a_starter_installed_read_only_gives_files_that_can_be_edited(tmp_path: Path) -> None:
    create(tmp_path / "new")
    assert all(path.stat().st_mode & 0o200 for path in (tmp_path / "new").rglob("*"))


# What its comments promise.


def test_without_the_arabic_edition_no_text_needs_arabic(tmp_path: Path) -> None:
    create(tmp_path / "new")
    (tmp_path / "new/sources/editions/ar.yaml").unlink()
    haddad = tmp_path / "new/sources/people/haddad.yaml"
    haddad.write_text("name: Elias Haddad\nindex: {en: 'Haddad, Elias'}\n", encoding="utf-8")
    letter = tmp_path / "new/sources/documents/letter.yaml"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(re.sub(r"(?m)^    translation: .*\n", "", text), encoding="utf-8")
    assert read(tmp_path / "new").people["haddad"].name.en == "Elias Haddad"


# Both small dossiers are true to their originals, letter for letter; this reads them its own way.


@pytest.mark.parametrize(
    ("root", "originals"),
    [(DOSSIERS / "harbour", DOSSIERS / "harbour-originals"), (starter(), starter() / "originals")],
    ids=["harbour", "starter"],
)
def test_every_word_stands_on_its_line(root: Path, originals: Path) -> None:
    for document in read(root).documents:
        content = (originals / document.original.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.original.sha256
        lines = content.decode().split("\n")
        stated: list[tuple[str, Passage]] = [(words, q.at) for q in document.quotations for words in q.words]
        stated += [(claim.when.stated, claim.at) for claim in document.events if claim.when]
        stated += [(claim.stated, claim.at) for claim in document.figures]
        stated += [(claim.as_of.stated, claim.at) for claim in document.figures if claim.as_of]
        stated += [(fault.printed, fault.at) for fault in document.faults]
        for appearance in document.appearances:
            stated += [(role.stated, role.at) for role in appearance.roles]
            stated += [(name.form, Passage(((line, line),))) for name in appearance.names for line in name.at.lines]
        assert stated
        for words, at in stated:
            assert words in "\n".join(lines[line - 1] for line in at.lines), (document.id, words)


def test_neither_speaks_of_the_flagship() -> None:
    for folder in (starter(), DOSSIERS):
        for path in (one for one in folder.rglob("*.*") if one.is_file() and "build" not in one.parts):
            text = path.read_text(encoding="utf-8")
            assert not re.search("lavrov|kazan|لافروف|التعاون الإسلامي", text, re.IGNORECASE), path


def test_the_harbour_has_one_of_everything(tmp_path: Path) -> None:
    shutil.copytree(DOSSIERS / "harbour", tmp_path / "harbour")
    corpus = read(tmp_path / "harbour")
    claims = [claim for document in corpus.documents for claim in document.events]
    assert {claim.status for claim in claims} == {"happened", "announced", "planned"}
    assert {claim.witness for claim in claims} == {"text", "caption"}
    assert {claim.when.inferred if claim.when else "undated" for claim in claims} == {"", "year", "undated"}
    assert {panel.kind for panel in corpus.settings.panels} == {"numbers", "bars", "rank"}
    assert any(len(q.words) > 1 for document in corpus.documents for q in document.quotations)
    assert any(office.succession for office in corpus.offices.values())
