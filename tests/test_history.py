"""Published editions read back, wherever they lie; and the one before this one, named or kept."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import Desk, Library, copy_of_the_harbour
from second_edition import second_edition

from dossier.files.project import Project
from dossier.history import archive
from dossier.history.archive import LEDGER, keep, open_edition, previous
from dossier.history.attachments import MOST_BYTES, sources_in
from dossier.model.corpus import Corpus
from dossier.model.edition import Dossier
from dossier.problems import Broken, DossierError, Report, WrongUsage
from dossier.reading.source_set import gather

SETTINGS = "sources/dossier.yaml"


@pytest.fixture(scope="module")
def pdf(library: Library) -> bytes:
    return library.editions["en"].pdf.read_bytes()


def statements(corpus: Corpus) -> tuple[object, ...]:
    """All that is compared of an edition; a PDF carries the rules of one edition only."""
    return corpus.settings, corpus.documents, corpus.people, corpus.events, corpus.figures, corpus.disagreements


# Where an edition may lie


@pytest.mark.parametrize(
    "place",
    ["", "sources", "build", "build/en", "build/ar", "build/en/manifest.json", "build/ar/briefing.pdf", f"{LEDGER}/1"],
)
def test_an_edition_is_read_from_wherever_it_lies(
    library: Library, harbour: Callable[[str], Dossier], place: str
) -> None:
    corpus = open_edition(library.desk.root / place)
    assert statements(corpus) == statements(harbour("en").corpus)


def test_a_folder_of_sources_may_have_any_name(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "sources").rename(tmp_path / "as they were")
    assert open_edition(tmp_path / "as they were").settings.edition == 1


def spoilt(pdf: bytes, how: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        how(opened)
        opened.save(out, **saved)
    return out.getvalue()


def _drop(opened: pikepdf.Pdf) -> None:
    del opened.Root.AF


WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda pdf: b"", "it is not a PDF, or a damaged one"),
    "something else": (lambda pdf: b"<html></html>", "it is not a PDF, or a damaged one"),
    "half of it": (lambda pdf: pdf[:2000], "it is not a PDF, or a damaged one"),
    "without its sources": (lambda pdf: spoilt(pdf, _drop), "carries no sources"),
    "locked": (
        lambda pdf: spoilt(pdf, lambda opened: None, encryption=pikepdf.Encryption(owner="o", user="u")),
        "it is locked with a password",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_no_edition(pdf: bytes, tmp_path: Path, case: str) -> None:
    make, told = WRONG[case]
    (tmp_path / "a.pdf").write_bytes(make(pdf))
    with pytest.raises(WrongUsage, match=told):
        open_edition(tmp_path / "a.pdf")


def test_a_place_that_is_no_edition(tmp_path: Path, library: Library) -> None:
    for place, told in ((tmp_path, "holds no edition"), (tmp_path / "nowhere", "there is no")):
        with pytest.raises(WrongUsage, match=told):
            open_edition(place)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(WrongUsage, match="is not a manifest of an edition"):
        open_edition(tmp_path / "manifest.json")
    shutil.copy(library.editions["en"].manifest, tmp_path)
    with pytest.raises(WrongUsage, match="beside its manifest"):
        open_edition(tmp_path)
    shutil.copy(library.editions["ar"].pdf, tmp_path)
    with pytest.raises(WrongUsage, match="is not the file that its manifest tells of"):
        open_edition(tmp_path)


def test_problems_of_an_edition_are_told_with_the_place_where_it_lies(desk: Desk) -> None:
    desk.edit("sources/documents/pilot.yaml", "speaker: shaheen", "speaker: shahin")
    with pytest.raises(Broken) as broken:
        open_edition(desk.root)
    assert str(broken.value.problems[0].place) == f"{desk.root}/sources/documents/pilot.yaml:50:14"


# What a PDF may carry


def test_the_sources_in_a_pdf_are_those_it_was_made_from(library: Library, pdf: bytes) -> None:
    found = sources_in(pdf)
    assert SETTINGS in found
    assert {path: (library.desk.root / path).read_bytes() for path in found} == found


def _first(opened: pikepdf.Pdf, path: str) -> pikepdf.Object:
    return next(item for item in opened.Root.AF if str(item.Desc) == path)


@pytest.mark.parametrize(
    "path", ["sources/../../x.yaml", "/etc/x.yaml", "sources/a/b/c.yaml", "sources/x.sh", "x.yaml"]
)
def test_a_path_that_no_dossier_has_is_passed_over(pdf: bytes, path: str) -> None:
    def rename(opened: pikepdf.Pdf) -> None:
        _first(opened, "sources/people/rifai.yaml").Desc = pikepdf.String(path)

    assert set(sources_in(pdf)) - set(sources_in(spoilt(pdf, rename))) == {"sources/people/rifai.yaml"}
    assert path not in sources_in(spoilt(pdf, rename))


def test_a_file_that_grows_beyond_measure_is_refused(pdf: bytes) -> None:
    def blow_up(opened: pikepdf.Pdf) -> None:
        _first(opened, SETTINGS).EF.F.write(b" " * (MOST_BYTES + 1))

    with pytest.raises(WrongUsage, match="larger than"):
        sources_in(spoilt(pdf, blow_up, compress_streams=True))


def test_a_file_may_be_packed_in_no_other_way(pdf: bytes) -> None:
    def again(how: Callable[[pikepdf.Object, bytes], None]) -> Callable[[pikepdf.Pdf], None]:
        def change(opened: pikepdf.Pdf) -> None:
            stream = _first(opened, SETTINGS).EF.F
            how(stream, stream.read_bytes())

        return change

    def bare(stream: pikepdf.Object, content: bytes) -> None:
        stream.write(content)

    def in_a_list(stream: pikepdf.Object, content: bytes) -> None:
        stream.write(zlib.compress(content), filter=pikepdf.Array([pikepdf.Name.FlateDecode]))

    def in_letters(stream: pikepdf.Object, content: bytes) -> None:
        stream.write(content.hex().encode() + b">", filter=pikepdf.Name.ASCIIHexDecode)

    kept = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    for how in (bare, in_a_list):
        assert sources_in(spoilt(pdf, again(how), **kept)) == sources_in(pdf)
    with pytest.raises(WrongUsage, match="packed in a way that is not read"):
        sources_in(spoilt(pdf, again(in_letters), **kept))


# The edition before this one

NAMED = "previous: {edition: 1, path: previous/first.pdf}\n"


def earlier(desk: Desk) -> tuple[Corpus | None, list[str], Project]:
    """The previous edition of a dossier, the problems told, and what was read."""
    report, project = Report(), desk.project
    corpus = gather(project, report).corpus
    assert corpus, report.problems
    found = previous(project, corpus, report)
    return found, [str(problem).partition("\n")[0] for problem in report.problems], project


@pytest.fixture
def second(desk: Desk) -> Callable[[str], Desk]:
    def make(named: str) -> Desk:
        second_edition(desk, named)
        return desk

    return make


def test_it_is_the_pdf_that_the_dossier_names_and_counts_as_read(
    second: Callable[[str], Desk], pdf: bytes, harbour: Callable[[str], Dossier]
) -> None:
    desk = second(NAMED)
    desk.write("previous/first.pdf", pdf)
    found, told, project = earlier(desk)
    assert told == []
    assert found
    assert statements(found) == statements(harbour("en").corpus)
    assert [path for path in project.digests if not path.startswith("sources/")] == ["previous/first.pdf"]


@pytest.mark.parametrize(("folder", "inner"), [("previous", "previous/sources"), ("was", "was")])
def test_it_may_be_a_folder_and_every_file_of_it_counts_as_read(
    second: Callable[[str], Desk], folder: str, inner: str
) -> None:
    desk = second(f"previous: {{edition: 1, path: {folder}}}\n")
    first = copy_of_the_harbour(desk.root.parent / "first")
    shutil.copytree(first.root / "sources", desk.root / inner)
    found, told, project = earlier(desk)
    assert (told, bool(found)) == ([], True)
    read = {path for path in project.digests if path.startswith(folder)}
    assert read == {path.relative_to(desk.root).as_posix() for path in (desk.root / folder).rglob("*.yaml")}
    assert all(project.digests[path] for path in read)


def test_without_a_name_it_is_the_newest_that_was_kept(second: Callable[[str], Desk], library: Library) -> None:
    desk = second("")
    found, (told,), _ = earlier(desk)
    assert found is None
    assert told.partition(": warning: ")[2] == (
        "no edition before edition 2 is at hand, so the chapter 'changes' is left out"
    )
    keep(desk.root, 1, library.editions["en"])
    keep(desk.root, 7, library.editions["en"])  # not before this one
    found, told, project = earlier(desk)
    assert (bool(found), told) == (True, [])
    assert f"{LEDGER}/1/briefing.pdf" in project.digests
    (desk.root / LEDGER / "1/briefing.pdf").write_bytes(b"%PDF of somebody else")
    assert earlier(desk)[0] is None  # what is odd in the ledger is not there


def test_what_was_made_from_the_same_sources_is_kept_once(desk: Desk, library: Library) -> None:
    for edition in ("en", "ar"):
        keep(desk.root, 1, library.editions[edition])
    kept = json.loads((desk.root / LEDGER / "1/manifest.json").read_text(encoding="utf-8"))
    assert kept["edition"] == "en"
    (desk.root / LEDGER / "1/manifest.json").write_text("{}")
    keep(desk.root, 1, library.editions["ar"])
    assert open_edition(desk.root / LEDGER / "1").settings.edition == 1


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("{edition: 2, path: previous/first.pdf}", "edition 2 is not before edition 2"),
        ("{edition: 1, path: ../first.pdf}", "'../first.pdf' is not in the dossier's folder"),
        ("{edition: 1, path: /first.pdf}", "'/first.pdf' is not in the dossier's folder"),
        ("{edition: 1, path: .}", "'.' is not in the dossier's folder"),
        ("{edition: 1, path: sources/first.pdf}", "an earlier edition in sources/ would be taken for a source"),
        ("{edition: 1, path: nowhere.pdf}", "edition 1 cannot be read: there is no nowhere.pdf"),
        ("{edition: 1}", "edition 1 cannot be read: build/ has not kept it"),
        ("{edition: 0, path: previous/first.pdf}", "edition 0 cannot be read: previous/first.pdf is edition 1"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_place(
    second: Callable[[str], Desk], pdf: bytes, named: str, told: str
) -> None:
    desk = second(f"previous: {named}\n")
    desk.write("previous/first.pdf", pdf)
    found, (problem,), _ = earlier(desk)
    assert found is None
    assert problem.startswith(f"sources/dossier.yaml:11:11: {told}")


def test_what_is_wrong_in_it_is_told_where_it_lies(second: Callable[[str], Desk]) -> None:
    desk = second("previous: {edition: 1, path: was}\n")
    first = copy_of_the_harbour(desk.root.parent / "first")
    first.edit("sources/documents/pilot.yaml", "speaker: shaheen", "speaker: shahin")
    shutil.copytree(first.root, desk.root / "was")
    found, (told,), _ = earlier(desk)
    assert found is None
    assert told.startswith("was/sources/documents/pilot.yaml:50:14: there is no 'shahin'")


def test_it_is_not_looked_for_where_no_edition_tells_of_changes(desk: Desk) -> None:
    desk.edit(SETTINGS, "\nedition: 1\n", "\nedition: 5\nprevious: {edition: 1, path: nowhere}\n")
    assert earlier(desk)[:2] == (None, [])


def test_a_disk_that_takes_nothing_is_told(desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "write_all", full)
    with pytest.raises(DossierError, match="No space left on device"):
        keep(desk.root, 1, library.editions["en"])
