"""What is linked from units is what is drawn in one piece: to the pixel, to the letter, and in all the file says."""

from __future__ import annotations

import base64
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import Desk, poppler
from linked import Facts, Workshop, chapter, facts, page_of
from PIL import Image

from dossier.files.project import Project
from dossier.loading import read
from dossier.model.edition import select
from dossier.press.html.render import HtmlDocument
from dossier.press.one_piece import print_plain
from dossier.press.printing import Printer
from dossier.problems import Report

ROOT = Path(__file__).parents[1]
Same = Callable[..., Facts]

CROSS = "a.page-of::after { content: target-counter(attr(href), page) }"
ARABIC_CROSS = "a.page-of::after { content: target-counter(attr(href), page, arabic-indic) }"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture
def same(workshop: Workshop, tmp_path: Path) -> Same:
    """Draw a document both ways; what is said of it, which must be one."""

    def compared(page: HtmlDocument, **options: str) -> Facts:
        linked = facts(workshop.linked(page, **options).pdf, tmp_path)
        drawn = facts(workshop.in_one(page), tmp_path)
        for name in linked.differing(drawn):
            assert getattr(linked, name) == getattr(drawn, name), name
        return linked

    return compared


def see(*names: str) -> str:
    return "<p>see " + " and ".join(f'<a class="page-of" href="#{name}"></a>' for name in names) + "</p>"


def test_links_between_chapters_are_one_with_those_of_one_piece(same: Same) -> None:
    sections = [chapter("one", see("three", "two"), lines=3), chapter("two", lines=25), chapter("three", see("one"))]
    found = same(page_of(sections, css=CROSS))
    assert [(page, target, contents) for page, _, target, _, contents, _ in found.links] == [
        (1, "three", "5"),
        (1, "two", "2"),
        (5, "one", "1"),
    ]


@pytest.mark.parametrize("wanted", ["recto", "verso", "left", "right"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_chapter_begins_on_its_side(wanted: str, language: str, same: Same) -> None:
    sections = [chapter("one", lines=2)]
    sections += [chapter(name, "<h1>more</h1>", lines=2) for name in ("two", "three", "four")]
    css = f"#two, #three {{ break-before: {wanted} }} #four h1:first-child {{ break-before: {wanted}; margin: 9pt 0 }}"
    css += "@page { @top-right { content: string(chapter, last) } } @page :blank { @bottom-center { content: none } }"
    found = same(page_of(sections, language=language, css=css))
    sides = {"recto": 1, "verso": 0, "left": language == "ar", "right": language == "en"}
    for name in ("two", "three", "four"):
        assert found.places[name][0] % 2 == sides[wanted]


def test_notes_are_numbered_in_each_chapter(same: Same) -> None:
    note = "<p>A call<span class=footnote>Note {}.</span> and one<span class=footnote>Another.</span>.</p>"
    sections = [chapter(name, note.format(name) * 4, lines=9) for name in ("one", "two", "three")]
    assert same(page_of(sections)).words.count("1. Note") == 3


def test_a_line_takes_its_note_to_the_next_page(same: Same, workshop: Workshop, tmp_path: Path) -> None:
    """A heading and eight lines leave room for one more, but not for its note."""
    call = '<p>call of {0}<span class="footnote">Note of {0}.</span></p>'
    sections = [chapter(name, "<p>line</p>" * 8 + call.format(name)) for name in ("one", "two")]
    with_note, without = (page_of(sections, css=css) for css in (".footnote { footnote-policy: line }", ""))
    same(with_note)
    pages = workshop.texts(workshop.linked(with_note).pdf, tmp_path)
    assert [("call of one" in page, "Note of one" in page) for page in pages[:2]] == [(False, False), (True, True)]
    pages = workshop.texts(workshop.in_one(without), tmp_path)
    assert [("call of one" in page, "Note of one" in page) for page in pages[:2]] == [(True, False), (False, True)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_goes_on_beside_the_text_stands_there_on_every_page(
    language: str, same: Same, workshop: Workshop, tmp_path: Path
) -> None:
    """On small paper a page's text begins 4 mm further right on one side of the sheet than on the other."""
    css = ".block { position: relative; padding-inline-start: 30mm }"
    css += ".aside { position: absolute; inset-inline-start: 0; width: 25mm; margin: 0 }"
    aside = '<p class="aside">' + "aside " * 30 + "</p>"
    block = f'<div class="block">{aside}<p>{"said <br>" * 30}</p></div>'
    for before in (1, 14):  # so that it begins on either side
        page = page_of([chapter("one", lines=before), chapter("two", block)], css=css, language=language)
        same(page)
        gaps = list(gaps_of(workshop.linked(page).pdf, tmp_path, language))
        assert len(gaps) > 1
        assert max(gaps) - min(gaps) < 0.01


def gaps_of(pdf: bytes, folder: Path, language: str) -> Iterator[float]:
    """How far the words beside the text begin from the text itself, in points, on each page that has both."""
    (folder / "gaps.pdf").write_bytes(pdf)
    for page in poppler("pdftotext", "-bbox", str(folder / "gaps.pdf"), "-").split("<page ")[1:]:
        words = re.findall(r'xMin="([\d.]+)" .*xMax="([\d.]+)" .*>(aside|said)', page)
        begin = (lambda left, right: -right) if language == "ar" else (lambda left, right: left)
        found = {
            kind: min(begin(float(left), float(right)) for left, right, one in words if one == kind)
            for kind in {one for _, _, one in words}
        }
        if len(found) == 2:
            yield found["said"] - found["aside"]


def test_running_heads_follow_their_pages(same: Same) -> None:
    heads = "<h1>First</h1>{}<h1>Second</h1>{}<h1>Third</h1>".format("<p>line</p>" * 11, "<p>line</p>" * 2)
    css = "@page { @top-right { content: string(chapter, last); font: 7pt 'Dossier Sans' } }"
    page = page_of([chapter("one", heads), chapter("two", heads, lines=14), chapter("three", lines=1)], css=css)
    found = same(page)
    assert [letters for page, kind, letters in found.artifacts if page == 2 and kind.endswith("Header")] == [
        "Second",
        "Third",
    ]


def test_running_elements_stand_on_every_page(same: Same) -> None:
    before = '<p class="mark">A <b>mark</b></p>'
    css = (
        ".mark { position: running(mark) } @page { @bottom-right { content: element(mark); font: 7pt 'Dossier Sans' } }"
    )
    assert same(page_of([chapter("one", lines=20), chapter("two")], css=css, before=before)).words.count("A mark") == 3


MARGINS = [
    pytest.param(f"bottom-{side}", language, style, marks=() if number == nth else pytest.mark.slow)
    for nth, (language, style) in enumerate([("en", ""), ("ar", ""), ("ar", ", arabic-indic")])
    for number, side in enumerate(["right", "center", "left"])
]


@pytest.mark.parametrize(("box", "language", "style"), MARGINS)
def test_numbers_in_the_margin(box: str, language: str, style: str, same: Same) -> None:
    side = box.partition("-")[2]
    said = f'content: "p " counter(page{style}) " / " counter(pages{style}); text-align: {side}'
    said = said if language == "en" else f"content: counter(page{style})"
    css = f"@page {{ @bottom-center {{ content: none }} @{box} {{ {said}; font: 8pt 'Dossier Naskh' }} }}"
    same(page_of([chapter(name, lines=6 * size) for size, name in enumerate("abcdefg")], css=css, language=language))


def picture(mode: str, colour: tuple[int, ...]) -> str:
    file = io.BytesIO()
    Image.new(mode, (8, 6), colour).save(file, "PNG")
    return f'<p><img alt="A {mode}" src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"></p>'


def test_pictures(same: Same, workshop: Workshop) -> None:
    opaque, clear = picture("RGB", (200, 10, 10)), picture("RGBA", (10, 200, 10, 90))
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" aria-label="Box">{}</svg>'
    drawn = drawn.format('<rect width="30" height="9" fill="#00f" opacity=".4"/><circle cx="9" cy="9" r="8"/>')
    page = page_of([chapter("one", opaque + clear + drawn), chapter("two", clear + opaque), chapter("three", drawn)])
    same(page)
    with pikepdf.open(io.BytesIO(workshop.linked(page).pdf)) as file:
        images = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len([one for one in images if "/SMask" not in one and one.ColorSpace != "/DeviceGray"]) == 1


def test_faces_and_weights(same: Same) -> None:
    sans = ".sans { font-family: 'Dossier Sans' }"
    words = "<p>plain <b>bold</b> <i>slanted</i> <span class=sans>sans <b>and bold</b></span></p>"
    arabic = "<p lang=ar dir=rtl style=\"font-family: 'Dossier Naskh'\">قالَ <b>المجلسُ</b> (١٢٫٥٪) «كلام» في 2019</p>"
    found = same(page_of([chapter("one", words), chapter("two", arabic), chapter("three", words + arabic)], css=sans))
    assert len(found.faces) == 7


@pytest.mark.slow
def test_a_chapter_of_forty_pages(same: Same) -> None:
    found = same(
        page_of([chapter("one", see("last")), chapter("two", lines=12 * 40), chapter("last", see("two"))], css=CROSS)
    )
    assert len(found.pixels) > 40


def test_half_transparent_groups(same: Same) -> None:
    group = '<p style="opacity: .5">half <a href="#two">there</a><span class="footnote">Note.</span></p>'
    same(page_of([chapter("one", group * 3), chapter("two", group)]))


def test_bookmarks_are_nested_as_their_levels_are(same: Same) -> None:
    css = "h2 { bookmark-level: 2 } h3 { bookmark-level: 3; bookmark-state: closed } h4 { bookmark-level: 4 }"
    deep = "<h3>c</h3><h4>d</h4><h2>e</h2><h4>f</h4>"
    found = same(page_of([chapter("one", "<h2>b</h2>" + deep), chapter("two", deep)], css=css))
    assert {depth for depth, *_ in found.bookmarks} == {1, 2, 3, 4}


# Neighbours that grow and shrink


def four(lines: int = 2, *, further: str = "") -> HtmlDocument:
    """Four chapters, each naming the pages of the others; the second has so many lines."""
    names = ("one", "two", "three", "four")
    note = 'A call<span class="footnote">A note.</span>'
    sections = [chapter(name, f"<p>{note}</p>{see(*names)}", lines=15) for name in names]
    sections[1] = chapter("two", see(*names) + further, lines=lines)
    return page_of(sections, css=CROSS + "#four { break-before: recto }")


def test_only_what_changed_is_compiled_when_neighbours_grow_and_shrink(workshop: Workshop, same: Same) -> None:
    workshop.anew(folder="neighbours")
    sides = []
    for lines in (2, 14, 26, 3):  # a page more, another more, two less
        found = same(four(lines))
        assert len(workshop.asked) == (4 if lines == 2 else 1)
        assert all("twoword0" in task.html for task in workshop.asked) or lines == 2
        sides.append(found.places["three"][0])
    assert sides == [4, 5, 6, 4]


def test_what_was_linked_before_leaves_no_trace(workshop: Workshop) -> None:
    """Forty chapters, so that there are several groups of units, and what changes is in the middle of one."""
    workshop.anew(folder="traces")
    remembering = workshop.assembler
    for lines, further in ((2, ""), (14, ""), (14, "<p>(ﷲ)</p>"), (26, ""), (3, "")):
        sections = [chapter(f"c{number}", see("c39", f"c{number // 2}"), lines=number % 3) for number in range(40)]
        sections[20] = chapter("c20", see("c1") + further, lines=lines)
        page = page_of(sections, css=CROSS + "#c30 { break-before: recto }")
        workshop.assembler = remembering
        known = workshop.linked(page).pdf
        workshop.anew(folder="traces")
        assert workshop.linked(page).pdf == known
        assert workshop.asked == []


@pytest.mark.parametrize("totals", [(9, 10), pytest.param((99, 100), marks=pytest.mark.slow)])
def test_a_number_that_grows_by_a_digit_draws_its_chapter_anew(
    totals: tuple[int, int], workshop: Workshop, same: Same
) -> None:
    workshop.anew(folder=f"digits{totals[0]}")
    pages = [f'<p style="break-before: page">page {number}</p>' for number in range(2, 99)]
    css = CROSS + "p { break-inside: avoid }"

    def growing(count: int) -> HtmlDocument:
        return page_of(
            [chapter("one", see("last")), chapter("many", "".join(pages[: count - 3])), chapter("last", see("one"))],
            css=css,
        )

    for total, asked in zip(totals, (3, 2), strict=True):
        found = same(growing(total))
        assert (len(found.pixels), len(workshop.asked)) == (total, asked)
        assert found.places["last"][0] == total


def test_an_index_that_names_pages_settles(workshop: Workshop, tmp_path: Path) -> None:
    """The index stands first and grows with the numbers that it names."""
    names = [f"n{number}" for number in range(11)]
    sections = [chapter(name, lines=12) for name in names]

    def index(pages: dict[str, int]) -> dict[int, str]:
        return {0: chapter("index", "".join(f"<p>{name} {pages[name]}</p>" for name in names if name in pages))}

    page = page_of(["", *sections])
    done = workshop.linked(page, index)
    drawn = page_of([index(done.numbering.anchors)[0], *sections])
    assert facts(done.pdf, tmp_path).differing(facts(workshop.in_one(drawn), tmp_path)) == []


# Whole editions


def of_edition(project: Project, language: str, folder: Path) -> None:
    report = Report()
    corpus, faces, words = read(project, report)
    (dossier,) = select(corpus, (language,), words)
    linked = Printer(project, faces).print(dossier, project, report)
    assert (linked.in_one, [str(one) for one in report.problems]) == ("", [])
    drawn = print_plain(dossier, faces, project, Report())
    assert linked.pdf != drawn.pdf
    one, other = facts(linked.pdf, folder), facts(drawn.pdf, folder)
    for name in one.differing(other):
        assert getattr(one, name) == getattr(other, name), name
    assert linked.anchors == drawn.anchors


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.slow)])
def test_the_harbour_is_the_same(language: str, desk: Desk, tmp_path: Path) -> None:
    of_edition(desk.project, language, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_flagship_is_the_same(language: str, tmp_path: Path) -> None:
    root = tmp_path / "flagship"
    for name in ("sources", "templates", "fonts"):
        shutil.copytree(ROOT / name, root / name)
    of_edition(Project(root), language, tmp_path)
