"""`dossier verify`: a sound briefing keeps every promise, and each check sees the defect that it is there for."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Desk, Library
from pikepdf import Array, Dictionary, Name, Stream, String

from dossier.cli.main import main
from dossier.problems import Exit, WrongUsage
from dossier.verification.originals import Proof
from dossier.verification.pdf_ua import CHECKS, SHORT
from dossier.verification.read_back import UnreadablePdf, read
from dossier.verification.verdict import Verdict
from dossier.verification.verdicts import NOTHING, verify, verify_sources

Spoil = Callable[[pikepdf.Pdf], Any]


@pytest.fixture(scope="module")
def sound(library: Library) -> dict[str, bytes]:
    return {language: library.editions[language].pdf.read_bytes() for language in ("ar", "en")}


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, object]:
    manifest: dict[str, object] = json.loads(library.editions["ar"].manifest.read_text(encoding="utf-8"))
    return {**manifest, "sources": True}


def spoilt(pdf: bytes, spoil: Spoil) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        spoil(file)
        file.save(target)
    return target.getvalue()


def elements(file: pikepdf.Pdf, role: str) -> Iterator[Any]:
    waiting = [file.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        if f"/{role}" == element.S:
            yield element
        waiting[:0] = [kid for kid in element.K if isinstance(kid, Dictionary) and "/S" in kid]


def first(file: pikepdf.Pdf, role: str) -> Any:
    return next(elements(file, role))


def put(target: Any, key: str, value: Any) -> None:
    target[key] = value


def metadata(old: bytes, new: bytes) -> Spoil:
    def spoil(file: pikepdf.Pdf) -> None:
        xmp = file.Root.Metadata.read_bytes()
        assert old in xmp
        file.Root.Metadata.write(xmp.replace(old, new))

    return spoil


def page_content(old: bytes, new: bytes) -> Spoil:
    def spoil(file: pikepdf.Pdf) -> None:
        page = file.pages[4]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents.write(content.replace(old, new, 1))

    return spoil


def font(file: pikepdf.Pdf) -> Any:
    return next(iter(file.pages[4].Resources.Font.values()))


def swap_chapters(file: pikepdf.Pdf) -> None:
    kids = file.Root.StructTreeRoot.K[0].K
    kids[2], kids[5] = kids[5], kids[2]


def annotation(file: pikepdf.Pdf) -> Any:
    return next(a for page in file.pages for a in page.obj.get("/Annots", []) if a.Subtype == "/Link")


def translate_a_bookmark(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root[0].title = "Summary"


def forget_bookmarks(file: pikepdf.Pdf) -> None:
    del file.Root.Outlines


def raise_lines(element: Any) -> None:
    """The lines below an element that has their words become its own."""
    (below,) = element.K
    element.K, element.Pg = below.K, below.Pg


def forget_the_text(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array(item for item in file.Root.AF if item.AFRelationship != "/Alternative")


def forget_the_sources(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array(item for item in file.Root.AF if item.AFRelationship != "/Source")


def put_in_tree(file: pikepdf.Pdf) -> None:
    """What was a foot on every page becomes content of the first element."""
    host = first(file, "P")
    for page in file.pages[1:]:
        page.contents_coalesce()
        content = page.Contents.read_bytes().decode("latin-1")
        parts = content.split("/Artifact\n<</Type /Pagination/Subtype /Footer>>")
        numbered = [f"/Span <</MCID {number}>>{part}" for number, part in enumerate(parts[1:], 500)]
        page.Contents.write("".join([parts[0], *numbered]).encode("latin-1"))
        for number, _ in enumerate(numbered, 500):
            host.K.append(Dictionary(Type=Name.MCR, Pg=page.obj, MCID=number))


DEFECTS: dict[str, list[Spoil]] = {
    "title": [
        metadata(b"<dc:title>", b"<dc:other>"),
        lambda file: put(file.Root.ViewerPreferences, "/DisplayDocTitle", False),
    ],
    "standards named": [
        metadata(b"pdfuaid:part", b"pdfuaid:other"),
        metadata(b'pdfaid:conformance="A"', b'pdfaid:conformance="B"'),
        metadata(b"</rdf:RDF>", b'</rdf:RDF><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
    ],
    "language": [
        lambda file: put(file.Root, "/Lang", String("arabic, mostly")),
        lambda file: put(file.Root, "/Lang", String("en")),
    ],
    "structure tree": [
        lambda file: put(file.Root.MarkInfo, "/Marked", False),
        lambda file: file.Root.__delitem__("/StructTreeRoot"),
    ],
    "all content marked": [page_content(b"q", b"q 0 0 9 9 re f")],
    "no marks outside the tree": [
        lambda file: first(file, "H2").K.clear() or put(first(file, "H2"), "/K", Array()),
        lambda file: first(file, "H1").K.append(900),
    ],
    "headings": [lambda file: put(first(file, "H2"), "/S", Name.H4)],
    "table heads": [
        lambda file: first(file, "TH").__delitem__("/A"),
        lambda file: [put(head, "/S", Name.TD) for head in list(elements(file, "TH"))],
    ],
    "alternative texts": [
        lambda file: put(first(file, "Figure"), "/Alt", String(" ")),
        lambda file: put(first(file, "Figure"), "/Alt", String("strip.png")),
    ],
    "places of figures": [lambda file: put(first(file, "Figure").A, "/BBox", Array([0, 0, 9, 9000]))],
    "links": [
        lambda file: put(first(file, "Link"), "/S", Name.Span),
        lambda file: put(annotation(file), "/Contents", String("")),
        lambda file: annotation(file).__delitem__("/StructParent"),
    ],
    "fonts embedded": [lambda file: font(file).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")],
    "letters of codes": [lambda file: font(file).__delitem__("/ToUnicode")],
    "tab order": [lambda file: file.pages[4].obj.__delitem__("/Tabs")],
    "bookmarks": [translate_a_bookmark, forget_bookmarks],
    "no empty elements": [lambda file: put(first(file, "Link"), "/K", Array())],
    "footnotes": [
        lambda file: first(file, "Note").__delitem__("/ID"),
        lambda file: put(first(file, "Note"), "/ID", String("another")),
        lambda file: put(first(file, "Note"), "/ID", String("")),
    ],
    "contents": [
        lambda file: [put(first(file, "TOC"), "/S", Name.L), *(file.add_blank_page() for _ in range(SHORT))],
        lambda file: put(first(file, "TOCI"), "/S", Name.P),
    ],
    "languages of runs": [
        lambda file: [e.__delitem__("/Lang") for e in list(elements(file, "BlockQuote")) if "/Lang" in e],
    ],
    "words in their order": [
        lambda file: next(e for e in elements(file, "TD") if "/ActualText" in e).__delitem__("/ActualText"),
        lambda file: raise_lines(first(file, "P")),
    ],
    "direction": [lambda file: file.Root.ViewerPreferences.__delitem__("/Direction")],
    "nothing active": [
        lambda file: put(file.Root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()"))),
        lambda file: put(annotation(file), "/A", Dictionary(S=Name.Launch)),
    ],
    "running heads": [put_in_tree, lambda file: [one.write(b"") for page in file.pages for one in page.Contents]],
    "reading order": [swap_chapters],
    "sources inside": [forget_the_text, forget_the_sources],
    "dates": [
        lambda file: put(file.docinfo, "/ModDate", String("D:20261121120000Z")),
        lambda file: put(file.Root.AF[3].EF.F.Params, "/ModDate", String("D:19990101")),
    ],
}


def test_every_check_has_a_defect() -> None:
    assert list(DEFECTS) == [check.name for check in CHECKS]
    assert len(CHECKS) >= 20
    assert all(check.clause for check in CHECKS)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_sound_briefing_keeps_every_promise(sound: dict[str, bytes], library: Library, language: str) -> None:
    manifest = json.loads(library.editions[language].manifest.read_text(encoding="utf-8"))
    found = read(sound[language])
    assert [
        (check.name, check.ask(found, manifest)) for check in CHECKS if check.ask(found, manifest).state != "ok"
    ] == []


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, all_ in DEFECTS.items() for n in range(len(all_))])
def test_each_check_sees_its_defect(sound: dict[str, bytes], made: dict[str, object], name: str, number: int) -> None:
    (check,) = (check for check in CHECKS if check.name == name)
    answer = check.ask(read(spoilt(sound["ar"], DEFECTS[name][number])), made)
    assert answer.state == "broken"
    assert answer.detail


def test_an_order_that_cannot_be_compared_is_not_called_right(sound: dict[str, bytes], made: dict[str, object]) -> None:
    (check,) = (check for check in CHECKS if check.name == "reading order")
    assert check.ask(read(spoilt(sound["ar"], forget_the_text)), made).state == "not checked"
    other = spoilt(sound["ar"], lambda file: [item.EF.F.write("كلمات أخرى تمامًا".encode()) for item in file.Root.AF])
    assert check.ask(read(other), made).state == "not checked"


@pytest.mark.parametrize(
    "pdf",
    [b"", b"%PDF-1.7 and no more", b"<html>"],
)
def test_what_is_no_pdf_is_unreadable(pdf: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        read(pdf)


def test_a_tree_in_a_circle_is_unreadable(sound: dict[str, bytes]) -> None:
    def circle(file: pikepdf.Pdf) -> None:
        tree = first(file, "Sect")
        tree.K = Array([file.make_indirect(tree)])

    with pytest.raises(UnreadablePdf, match="stands twice in the structure tree"):
        read(spoilt(sound["en"], circle))


def test_marks_in_a_drawing_are_read_as_those_of_a_page() -> None:
    file = pikepdf.new()
    page = file.add_blank_page()
    inner = b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC 1 0 0 1 0 0 cm 0 0 1 1 re S"
    form = Stream(file, inner, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    page.obj.Resources = Dictionary(XObject=Dictionary(F=file.make_indirect(form)))
    page.obj.Contents = Stream(file, b"/F Do")
    target = io.BytesIO()
    file.save(target)
    found = read(target.getvalue())
    assert (found.marked, found.orphans, found.unmarked) == (1, [1], [1])


# The command


@pytest.fixture
def built(library: Library, desk: Desk) -> Desk:
    """A copy of the harbour with what was built of it."""
    for name, content in library.desk.published().items():
        desk.write(f"build/{name}", content)
    return desk


ORIGINALS = ("--originals", str(Path(__file__).parent / "dossiers" / "harbour-originals"))
HELD = (
    "manifest",
    "facts of the manifest",
    "publication",
    "words of the sources",
    "words of the pages",
    "nothing active in the HTML",
)  #: against the sources
OF_SOURCES = 9  #: verdicts on the sources themselves, whatever edition is asked for


def states(verdicts: tuple[Verdict, ...], edition: str) -> dict[str, str]:
    return {verdict.check: verdict.state for verdict in verdicts if verdict.edition == edition}


def test_what_was_not_built_is_not_checked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = verify(desk.project)
    assert [(verdict.edition, verdict.state) for verdict in verdicts] == [("ar", "not checked"), ("en", "not checked")]
    assert main(["verify", "--project", str(desk.root), *ORIGINALS]) == Exit.DONE
    assert f"{OF_SOURCES} ok, 0 broken, 2 not checked" in capsys.readouterr().out


def test_a_sound_publication(built: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--project", str(built.root), *ORIGINALS]) == Exit.DONE
    out = capsys.readouterr().out
    assert out.count("  publication ") == 2
    assert f"{2 * (len(CHECKS) + len(HELD)) + OF_SOURCES} ok, 0 broken, 0 not checked" in out


def test_a_broken_promise_is_told_and_ends_with_its_own_exit_code(
    built: Desk, sound: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    built.write("build/ar/briefing.pdf", spoilt(sound["ar"], DEFECTS["direction"][0]))
    assert main(["verify", "ar", "--project", str(built.root), "--json", *ORIGINALS]) == Exit.PROMISE
    told = json.loads(capsys.readouterr().out)
    broken = {verdict["check"]: verdict for verdict in told["verdicts"] if verdict["state"] == "broken"}
    assert set(broken) == {"manifest", "direction"}  # it is also no longer the file that was published
    assert broken["direction"]["clause"] == "ISO 32000-1, 12.2"
    assert told["counts"] == {
        "ok": len(CHECKS) + len(HELD) - 2 + OF_SOURCES,
        "broken": 2,
        "not decided": 0,
        "not checked": 0,
    }


OF_MANIFEST = ("manifest", "facts of the manifest")
LISTS_NOTHING = [
    "",
    "[]",
    "{}",
    '{"files": [], "read": 3}',
    "[" * 100_000,
    '{"files": {"briefing.pdf": "x"}, "read": {}}',
]


@pytest.mark.parametrize("content", LISTS_NOTHING)
def test_a_manifest_that_lists_nothing_is_broken(built: Desk, content: str) -> None:
    built.write("build/ar/manifest.json", content)
    found = states(verify(built.project, ["ar"]), "ar")
    assert {check: state for check, state in found.items() if state != "ok"} == dict.fromkeys(OF_MANIFEST, "broken")


def test_without_a_manifest_the_rest_is_proven_all_the_same(built: Desk) -> None:
    (built.root / "build/ar/manifest.json").unlink()
    found = states(verify(built.project, ["ar"]), "ar")
    assert {check: state for check, state in found.items() if state != "ok"} == dict.fromkeys(
        OF_MANIFEST, "not checked"
    )


def change_a_source(file: pikepdf.Pdf) -> None:
    next(item for item in file.Root.AF if item.AFRelationship == "/Source").EF.F.write(b"other: words")


def rewritten(old: str, new: str) -> Spoil:
    """Other words in the text that the file carries."""

    def spoil(file: pikepdf.Pdf) -> None:
        stream = next(item for item in file.Root.AF if item.AFRelationship == "/Alternative").EF.F
        text = stream.read_bytes().decode()
        assert old in text
        stream.write(text.replace(old, new, 1).encode())

    return spoil


def redrawn(file: pikepdf.Pdf) -> None:
    """Where a font says that 2 is drawn, 7 is read."""
    for page in file.pages:
        for font in page.Resources.Font.values():
            table = font.ToUnicode.read_bytes()
            if b"<0032>" in table:
                font.ToUnicode.write(table.replace(b"<0032>", b"<0037>"))


HELD_AGAINST = {
    "a source in it": (change_a_source, "publication"),
    "a word of its text": (rewritten("ferry", "fairy"), "words of the sources"),
    "a number of its text": (rewritten("2019", "2091"), "words of the sources"),
    "a number on its pages": (redrawn, "words of the pages"),
}


@pytest.mark.parametrize("case", HELD_AGAINST)
def test_a_file_is_held_against_the_sources(built: Desk, sound: dict[str, bytes], case: str) -> None:
    spoil, check = HELD_AGAINST[case]
    forged = spoilt(sound["en"], spoil)
    built.write("build/en/briefing.pdf", forged)
    manifest = json.loads((built.root / "build/en/manifest.json").read_bytes())
    manifest["files"]["briefing.pdf"] = hashlib.sha256(forged).hexdigest()
    built.write("build/en/manifest.json", json.dumps(manifest))
    found = states(verify(built.project, ["en"]), "en")
    assert (found["manifest"], found[check]) == ("ok", "broken")


def test_where_stylesheets_are_its_own_words_may_be_hidden_by_them(built: Desk, sound: dict[str, bytes]) -> None:
    built.write("templates/type.css", "p::before { content: 'words of a stylesheet' }")
    assert states(verify(built.project, ["en"]), "en")["words of the pages"] == "ok"
    built.write("build/en/briefing.pdf", spoilt(sound["en"], redrawn))
    assert states(verify(built.project, ["en"]), "en")["words of the pages"] == "not checked"


@pytest.mark.slow
def test_what_lies_about_its_letters_is_told_where_all_is_drawn_again(built: Desk, sound: dict[str, bytes]) -> None:
    """Other outlines under the same codes: all that can be read of it is right."""

    def swapped(file: pikepdf.Pdf) -> None:
        programs = [obj for obj in file.objects if isinstance(obj, Stream) and "/Length1" in obj]
        assert programs
        for program in programs:
            program.write(program.read_bytes()[:-4] + bytes(4))

    def found(pdf: bytes) -> dict[str, str]:
        built.write("build/en/briefing.pdf", pdf)
        return states(verify(built.project, ["en"], redraws=True), "en")

    assert found(sound["en"])["drawn again"] == "ok"
    forged = found(spoilt(sound["en"], swapped))
    assert (forged["words of the pages"], forged["drawn again"]) == ("ok", "broken")


def test_what_it_says_of_originals_is_proven_with_them(built: Desk, sound: dict[str, bytes]) -> None:
    """Of one that says more than can be looked up here, that is told, and of one that says what is false."""

    def found(claim: str, proof: Proof = NOTHING) -> str:
        spoil = rewritten("Not checked: originals not at hand.", claim)
        built.write("build/en/briefing.pdf", spoilt(sound["en"], spoil))
        return states(verify(built.project, ["en"], proof), "en")["words of the sources"]

    proof = verify_sources(built.project, Path(ORIGINALS[1]))[1]
    true = f"Compared letter by letter with all originals at {len(proof.findings)} points: all identical."
    assert found(true, proof) == "ok"
    assert found(true) == "not checked"
    assert found(true.replace(" at ", " at 9"), proof) == "broken"
    assert found("Not checked: originals not at hand.", proof) == "ok"


def test_sources_that_changed_since_are_told(built: Desk) -> None:
    built.edit("sources/people/shaheen.yaml", "Omar Shaheen", "Omer Shaheen")
    assert states(verify(built.project), "en")["publication"] == "broken"
    (built.root / "sources/people/shaheen.yaml").unlink()
    assert states(verify(built.project), "en")["publication"] == "broken"


def test_what_is_no_pdf_is_a_broken_promise(built: Desk) -> None:
    built.write("build/en/briefing.pdf", b"%PDF")
    assert states(verify(built.project), "en") == {"manifest": "broken", "PDF": "broken"}
    assert set(states(verify(built.project), "ar").values()) == {"ok"}


def test_an_edition_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(WrongUsage, match="no edition fr"):
        verify(desk.project, ["fr"])


def test_looking_at_nothing_costs_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A dossier that has not been built is told of without the library that reads PDFs."""
    monkeypatch.setitem(__import__("sys").modules, "dossier.verification.pdf_ua", None)
    assert verify(desk.project)
