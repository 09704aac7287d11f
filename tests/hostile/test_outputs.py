"""Nothing that is printed does anything: links lead to the web or within the page, and nothing is lost in silence."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Desk, Library
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageFile

from dossier import build as house
from dossier.api import PressedHtml, press_html, verify_pdf
from dossier.cli.main import main
from dossier.model import addresses
from dossier.press.html import live, tree
from dossier.press.html.css import fetches
from dossier.press.options import BuildOptions
from dossier.press.weasy.fetcher import TYPES
from dossier.press.weasy.pictures import fault_of
from dossier.problems import Broken, Exit
from dossier.verification.active import in_html
from dossier.verification.read_back import read
from dossier.verification.verdicts import verify

# Links

MAY_BE = {
    "http": "http://example.org/",
    "https": "https://example.org/?q=1#x",
    "spelled large": "HTTPS://example.org/",
    "mailto": "mailto:a@example.org",
    "tel": "tel:+4930123",
    "within": "#here",
}
MAY_NOT_BE = {
    "javascript": "javascript:alert(1)",
    "spelled large": "JaVaScRiPt:alert(1)",
    "a tab in it": "java&#9;script:alert(1)",
    "a newline in it": "java&#10;script:alert(1)",
    "an entity": "&#x6a;avascript:alert(1)",
    "a space before it": "&#32; javascript:alert(1)",
    "a control letter before it": "&#1;javascript:alert(1)",
    "vbscript": "vbscript:msgbox",
    "data": "data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;",
    "file": "file:///etc/passwd",
    "smb": "smb://host/share",
    "ftp": "ftp://host/x",
    "an unknown one": "ms-word:ofe|u|http://host/x.docx",
    "a file beside": "annex.pdf",
    "a folder above": "../../annex.pdf",
    "a place on the disk": "/etc/passwd",
    "a drive": "C:\\x.exe",
    "a host without a scheme": "//host/share",
    "a share": "\\\\host\\share",
    "a query": "?q",
    "a full-width letter": "\uff4aavascript:alert(1)",
    "a space within": "java script:alert(1)",
}
PAGE = "<!doctype html>\n<html lang=en><title>Links</title><h1 id=here>Links</h1>\n"


def page_of(links: dict[str, str]) -> bytes:
    return (
        PAGE + "\n".join(f'<p><a href="{address}">words of {name}</a></p>' for name, address in links.items())
    ).encode()


def addresses_in(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        links = [link for page in file.pages for link in page.obj.get("/Annots", [])]
        return [str(link.A.URI) if "/A" in link else f"#{link.Dest}" for link in links]


@pytest.fixture(scope="module", params=[False, True], ids=["mended", "plain"])
def pressed(request: pytest.FixtureRequest) -> PressedHtml:
    return press_html(page_of(MAY_NOT_BE), plain=request.param)


@pytest.mark.parametrize("plain", [False, True])
def test_links_by_the_list_are_links(plain: bool) -> None:
    made = press_html(page_of(MAY_BE), plain=plain)
    assert addresses_in(made.pdf) == list(MAY_BE.values())
    assert made.problems == ()


def test_no_other_link_is_live(pressed: PressedHtml) -> None:
    assert addresses_in(pressed.pdf) == []


def test_each_is_told_with_its_line(pressed: PressedHtml) -> None:
    """Those to files beside together, for a page that was saved has many."""
    with_scheme = [name for name, address in MAY_NOT_BE.items() if addresses.scheme_of(unescaped(address))]
    lines = {3 + list(MAY_NOT_BE).index(name) for name in with_scheme}
    told = [one for one in pressed.problems if "scheme" in one.message]
    assert {one.place.line for one in told} == lines
    assert len(told) == len(with_scheme) >= 14
    (beside,) = (one for one in pressed.problems if one not in told)
    assert beside.message.startswith(f"{len(MAY_NOT_BE) - len(told)} links lead to files beside, the first: annex.pdf")
    assert {one.severity for one in pressed.problems} == {"warning"}


def unescaped(address: str) -> str:
    return tree.read(f'<a href="{address}">').find(".//a").get("href")  # type: ignore[union-attr, return-value]


def test_its_words_stay(pressed: PressedHtml) -> None:
    said = read(pressed.pdf)
    assert said.root
    assert said.root.letters.replace(" ", "") == "Links" + "".join(f"wordsof{name}" for name in MAY_NOT_BE).replace(
        " ", ""
    )


@pytest.mark.parametrize("name", MAY_NOT_BE)
def test_the_list_is_the_same_for_all(name: str) -> None:
    html = page_of({name: MAY_NOT_BE[name]}).decode()
    assert len(live.refuse(tree.read(html), "page.html")) == 1
    assert list(in_html(html.encode()))


@pytest.mark.parametrize(
    ("base", "address", "lives"),
    [
        ("https://example.org/a/", "b.html", "https://example.org/a/b.html"),
        ("javascript:", "alert(1)", ""),
        ("file:///etc/", "passwd", ""),
        ("https://example.org/", "javascript:alert(1)", ""),
        ("http://[", "b.html", ""),
    ],
)
def test_relative_links_are_what_the_page_says_they_are(base: str, address: str, lives: str) -> None:
    html = PAGE.replace("<title>", f"<base href='{base}'><title>") + f"<p><a href='{address}'>x</a>"
    assert addresses_in(press_html(html.encode()).pdf) == ([lives] if lives else [])


def test_links_of_a_drawing_lead_nowhere() -> None:
    drawing = '<a xlink:href="javascript:alert(1)"><rect width=9 height=9 /></a>'
    made = press_html(f"{PAGE}<p><svg width=9 height=9 aria-label=x>{drawing}</svg>".encode())
    assert addresses_in(made.pdf) == []
    assert any("javascript:" in one.message for one in made.problems)


def test_a_page_that_would_run_something_is_carried_as_text() -> None:
    """What was printed is kept to the letter, and whoever opens it out of the PDF reads it."""
    still, active = page_of(MAY_BE), page_of(MAY_NOT_BE)
    for content, name, kind in ((still, "page.html", "text/html"), (active, "page.html.txt", "text/plain")):
        (carried,) = (file for file in read(press_html(content).pdf).files if file.relation == "Source")
        assert (carried.path, carried.kind, carried.content) == (name, kind, content)


def test_no_file_is_carried_under_a_name_that_runs(tmp_path: Any) -> None:
    file = tmp_path / "page.js"
    file.write_bytes(page_of(MAY_BE))
    (carried,) = (one for one in read(press_html(file).pdf).files if one.relation == "Source")
    assert (carried.path, carried.kind) == ("page.js.txt", "text/plain")


# A dossier's own templates

LIVE = {
    "a script": "<script>alert(1)</script>",
    "a script of a drawing": "<svg><script>alert(1)</script></svg>",
    "a handler": '<p onclick="alert(1)">x</p>',
    "a handler of a drawing": '<svg onload="alert(1)"></svg>',
    "a frame": '<iframe src="https://example.org/"></iframe>',
    "a page in a page": '<p srcdoc="x">x</p>',
    "an object": "<object></object>",
    "a base": '<base href="https://example.org/">',
    "a form": '<form action="https:x"><button formaction="javascript:alert(1)">x</button></form>',
    "a picture in another size": '<img alt="" srcset="https://example.org/x.png 2x">',
    "a film": '<video poster="https://example.org/x.png"></video>',
    "a drawing that changes": '<svg><a href="#x"><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    "a sheet": '<link rel="prefetch" href="https://example.org/x">',
    "a turn": '<meta http-equiv="Refresh" content="0;url=https://example.org/">',
    "a link": '<a href="javascript:alert(1)">x</a>',
    "a style that fetches": '<p style="background: url(https://example.org/x.png)">x</p>',
    "a stylesheet that fetches": "<style>@import 'https://example.org/x.css'</style>",
    "a drawing that fetches": '<svg><rect fill="url(https://example.org/x.svg#a)"/></svg>',
}
FETCHED = {
    "p { background: url(https://example.org/x.png) }": "1:17",
    "@media screen {\n  p { cursor: URL( 'x.cur' ), auto }\n}": "2:20",
    "@import 'x.css';": "1:9",
    "@import url(x.css) screen;": "1:9",
    "p { background: image-set('//example.org/x' 1x) }": "1:27",
    "p { background: src('smb://example.org/x') }": "1:21",
    "p { --later: u\\72l(https://example.org) }": "1:14",
    "p { }\n/* </STYLE><script>alert(1)</script> */": "2:4",
}
STANDS = """
@namespace url('http://www.w3.org/1999/xhtml');
@namespace svg url(http://www.w3.org/2000/svg);
/* url(https://example.org) */
p { background: url(data:image/png;base64,AA); content: 'url(https://example.org)'; fill: url(#gradient) }
"""


@pytest.mark.parametrize(("what", "plain"), [("a script", False), ("a link", False), ("a link", True)])
def test_a_template_with_it_is_refused(desk: Desk, library: Library, what: str, plain: bool) -> None:
    desk.keep_only("en", "summary")
    library.warm(desk.root)
    desk.write(
        "templates/summary.html",
        f'<section class="chapter summary" id="summary">\n<h1>S</h1>\n{LIVE[what]}\n</section>',
    )
    with pytest.raises(Broken) as broken:
        house.build(desk.project, (), options=BuildOptions(plain=plain))
    told = [one for one in broken.value.problems if one.severity == "error"]
    assert any(str(one.place) == "templates/summary.html:3" for one in told), told
    assert desk.published() == {}


@pytest.mark.parametrize("css", FETCHED)
def test_a_stylesheet_of_the_screen_that_fetches_is_refused(desk: Desk, css: str) -> None:
    desk.write("templates/screen.css", css)
    with pytest.raises(Broken) as broken:
        house.build(desk.project, ())
    places = [str(one.place) for one in broken.value.problems if one.severity == "error"]
    assert places == [f"templates/screen.css:{FETCHED[css]}"]
    assert desk.published() == {}


def test_one_for_paper_may_not_fetch_for_a_screen_either(desk: Desk) -> None:
    desk.keep_only("en", "summary")
    desk.write("templates/summary.css", "@media screen { p { background: url(//example.org/x) } }")
    with pytest.raises(Broken) as broken:
        house.build(desk.project, ())
    assert "fetches from elsewhere" in broken.value.problems[0].message


def test_a_stylesheet_that_fetches_nothing_is_not() -> None:
    assert fetches.fetch_problems(STANDS, "templates/screen.css") == ()


# What verify finds

JUMP = Dictionary(S=Name.GoTo, D=Array())


def acting(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    """A link that does this."""

    def spoil(file: pikepdf.Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(**action))
        file.pages[0].obj.Annots = Array([file.make_indirect(link)])

    return spoil


def annotated(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[0, 0, 9, 9])])

    return spoil


def attached(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def spoil(file: pikepdf.Pdf) -> None:
        file.attachments[name] = content

    return spoil


def in_catalog(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: file.Root.__setitem__(key, value)


def bookmarked(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        item = pikepdf.OutlineItem("x", action=Dictionary(S=Name.URI, URI=String("file:///x")))
        outline.root.append(item)


BAD: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    **{
        f"URI {name}": (acting(S=Name.URI, URI=String(unescaped(address))), addresses.scheme_of(unescaped(address)))
        for name, address in MAY_NOT_BE.items()
        if "full" not in name
    },
    "Launch": (acting(S=Name.Launch, F=String("x.exe")), "Launch"),
    "GoToR": (acting(S=Name.GoToR, F=String("x.pdf")), "GoToR"),
    "GoToE": (acting(S=Name.GoToE), "GoToE"),
    "SubmitForm": (acting(S=Name.SubmitForm, F=String("https://example.org")), "SubmitForm"),
    "ImportData": (acting(S=Name.ImportData, F=String("x.fdf")), "ImportData"),
    "JavaScript": (acting(S=Name.JavaScript, JS=String("app.beep()")), "JavaScript"),
    "Named": (acting(S=Name.Named, N=Name.Print), "Named"),
    "no kind": (acting(), "page 1"),
    "the second action": (acting(S=Name.GoTo, D=Array(), Next=Dictionary(S=Name.Launch)), "Launch"),
    "the third": (acting(S=Name.GoTo, Next=Array([JUMP, Dictionary(S=Name.Launch)])), "Launch"),
    "actions in a row": (acting(S=Name.GoTo, Next=Array([JUMP] * 200)), "more than 100"),
    "a bookmark": (bookmarked, "a bookmark: file:"),
    "OpenAction": (in_catalog("/OpenAction", Dictionary(S=Name.GoTo)), "OpenAction"),
    "a base": (in_catalog("/URI", Dictionary(Base=String("file:///"))), "relative to"),
    "XFA": (in_catalog("/AcroForm", Dictionary(XFA=String("x"))), "XFA"),
    "a film": (annotated("/RichMedia"), "RichMedia"),
    "a file on the page": (annotated("/FileAttachment"), "FileAttachment"),
    "a page inside": (attached("x.html", page_of({"a": "javascript:alert(1)"})), "x.html inside: javascript:"),
    "a program inside": (attached("x.exe", b"MZ"), "x.exe inside"),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return press_html(page_of(MAY_BE)).pdf


def active(pdf: bytes) -> tuple[str, str]:
    (verdict,) = (one for one in verify_pdf(pdf) if one.check == "nothing active")
    return verdict.state, verdict.detail


@pytest.mark.parametrize("what", BAD)
def test_verify_names_it(sound: bytes, what: str) -> None:
    spoil, told = BAD[what]
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as file:
        spoil(file)
        file.save(target)
    state, detail = active(target.getvalue())
    assert state == "broken"
    assert told in detail


def test_verify_says_nothing_of_a_sound_one(sound: bytes) -> None:
    assert active(sound)[0] == "ok"


@pytest.mark.parametrize("what", LIVE)
def test_it_is_found_in_html(what: str) -> None:
    assert list(in_html(page_of(MAY_BE))) == []
    assert list(in_html(page_of(MAY_BE) + LIVE[what].encode()))


def test_verify_looks_into_the_html_beside(library: Library, desk: Desk) -> None:
    for name in ("briefing.pdf", "briefing.html"):
        desk.write(f"build/en/{name}", (library.desk.root / "build/en" / name).read_bytes())
    html = (desk.root / "build/en/briefing.html").read_text("utf-8")
    desk.write("build/en/briefing.html", html.replace("</body>", f"{LIVE['a script']}</body>"))
    (told,) = (one for one in verify(desk.project, ["en"]) if one.check == "nothing active in the HTML")
    assert (told.state, told.detail) == ("broken", "<script> does something by itself")


# What an edition carries

GREEN = "marking: TLP:GREEN\n"


@pytest.fixture
def extract(desk: Desk, library: Library) -> Desk:
    """An edition of two chapters beside the two that have all."""
    library.warm(desk.root)
    desk.write(
        "sources/editions/brief.yaml",
        "language: en\nname: {ar: موجز, en: Brief}\nchapters: [contents, summary, quotations]\n",
    )
    desk.write("sources/people/rifai.yaml", (desk.root / "sources/people/rifai.yaml").read_text("utf-8") + "# a note\n")
    return desk


def carried(desk: Desk, edition: str) -> set[str]:
    pdf = (desk.root / f"build/{edition}/briefing.pdf").read_bytes()
    assert pdf.count(b"/EmbeddedFile") > 0
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert {str(one.get("/Desc")) for one in file.Root.AF} == {one.path for one in read(pdf).files}
        assert len(file.attachments) == len(read(pdf).files)
    return {one.path for one in read(pdf).files}


def states(desk: Desk, edition: str, **asked: bool) -> dict[str, tuple[str, str]]:
    return {one.check: (one.state, one.detail) for one in verify(desk.project, [edition], **asked)}


def test_an_extract_carries_its_words_only(extract: Desk) -> None:
    """And is proven all the same: its text is what the sources say, and its pages bear it."""
    house.build(extract.project, ("brief",))
    assert carried(extract, "brief") == {"briefing.txt"}
    told = states(extract, "brief", redraws=True)
    assert {check for check, (state, _) in told.items() if state != "ok"} == set()
    assert told["publication"][1].startswith("it carries no sources, as")
    assert not (extract.root / "build/.editions").exists()


def dossier_of(desk: Desk, edition: str) -> Any:
    corpus, _, words = house.read(desk.project, house.Report())
    return house.select(corpus, (edition,), words)[0]


@pytest.mark.parametrize(
    ("edition", "marked", "carries"),
    [
        ("en", "", True),
        ("en", "marking: TLP:GREEN\n", True),
        ("en", "marking: TLP:AMBER\n", True),
        ("en", "marking: TLP:CLEAR\n", False),
        ("en", "clean: true\n", False),
        ("brief", "", False),
        ("brief", "marking: TLP:RED\n", False),
    ],
)
def test_what_its_readers_may_have(extract: Desk, edition: str, marked: str, carries: bool) -> None:
    settings = (extract.root / "sources/dossier.yaml").read_text("utf-8")
    extract.write("sources/dossier.yaml", re.sub("marking: .*\n", GREEN, settings, count=1))
    path = f"sources/editions/{edition}.yaml"
    extract.write(path, (extract.root / path).read_text("utf-8") + marked)
    assert dossier_of(extract, edition).carries_sources is carries


def test_the_only_edition_is_no_extract(desk: Desk) -> None:
    desk.keep_only("en", "summary")
    assert dossier_of(desk, "en").carries_sources


def test_a_clean_build_carries_its_words_only(desk: Desk, library: Library) -> None:
    desk.keep_only("en", "summary")
    library.warm(desk.root)
    house.build(desk.project, (), options=BuildOptions(clean=True))
    assert carried(desk, "en") == {"briefing.txt"}
    told = states(desk, "en")
    assert told["publication"] == (
        "not checked",
        "it carries no sources: it was built --clean or --plain, or by another program",
    )
    assert {told[check][0] for check in ("words of the sources", "words of the pages", "sources inside")} == {"ok"}
    assert not house.build(desk.project, (), options=BuildOptions(clean=True))[0][0].is_new
    assert house.build(desk.project, ())[0][0].is_new  # and with them, if it is not to be clean
    assert "sources/dossier.yaml" in carried(desk, "en")


def test_sources_in_an_edition_that_is_to_have_none_are_a_broken_promise(extract: Desk) -> None:
    extract.keep_only("en", "summary")
    house.build(extract.project, ())
    path = "sources/editions/en.yaml"
    pdf = (extract.root / "build/en/briefing.pdf").read_bytes()
    extract.write(path, (extract.root / path).read_text("utf-8") + "clean: true\n")
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for one in file.Root.AF:
            if str(one.Desc) == path:
                one.EF.F.write((extract.root / path).read_bytes())
        file.save(spoilt)
    extract.write("build/en/briefing.pdf", spoilt.getvalue())
    told = states(extract, "en")
    assert told["publication"][0] == told["sources inside"][0] == "broken"


# What is lost


def picture(form: str) -> bytes:
    drawn = Image.effect_noise((64, 48), 90).convert("RGB")
    target = io.BytesIO()
    drawn.save(target, form)
    return target.getvalue()


FORMS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "TIFF": "png", "SVG": "svg"}
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_that_is_cut_is_refused_wherever_it_is_cut(form: str) -> None:
    whole = DRAWING if form == "SVG" else picture(form)
    kind = TYPES[f".{FORMS[form]}"]
    assert fault_of(whole, kind) == ""
    for part in range(1, 20):
        cut = whole[: len(whole) * part // 20]
        assert fault_of(cut, kind) or not is_known(cut), part


def is_known(content: bytes) -> bool:
    """Whether Pillow knows it for a picture; what it does not WeasyPrint refuses by itself."""
    try:
        Image.open(io.BytesIO(content)).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("plain", [False, True])
def test_each_cut_picture_is_told_with_its_line(tmp_path: Path, plain: bool) -> None:
    for form, suffix in FORMS.items():
        whole = DRAWING if form == "SVG" else picture(form)
        (tmp_path / f"{form}.{suffix}").write_bytes(whole[: len(whole) // 2])
        (tmp_path / f"whole-{form}.{suffix}").write_bytes(whole)
    (tmp_path / "page.html").write_text(PAGE + "\n".join(f'<p><img alt=x src="{f}.{FORMS[f]}">' for f in FORMS))
    with pytest.raises(Broken) as broken:
        press_html(tmp_path / "page.html", plain=plain)
    told = [(one.place.line, one.message) for one in broken.value.problems if one.severity == "error"]
    assert [line for line, _ in told] == list(range(3, 3 + len(FORMS)))
    assert all(name in message for (_, message), name in zip(told, FORMS, strict=True))
    lossy = press_html(tmp_path / "page.html", plain=plain, lossy=True)
    assert {one.severity for one in lossy.problems} == {"warning"}
    assert len(lossy.problems) == len(FORMS)
    (tmp_path / "page.html").write_text(PAGE + "\n".join(f'<p><img alt=x src="whole-{f}.{FORMS[f]}">' for f in FORMS))
    assert press_html(tmp_path / "page.html", plain=plain).problems == ()


def test_a_picture_in_a_template_is_no_other(desk: Desk, library: Library) -> None:
    desk.keep_only("en", "summary")
    library.warm(desk.root)
    cut = base64.b64encode(picture("PNG")[:2000]).decode()
    section = '<section class="chapter summary" id="summary"><h1>S</h1>'
    desk.write("templates/summary.html", f'{section}\n<img alt="x" src="data:image/png;base64,{cut}"></section>')
    with pytest.raises(Broken) as broken:
        house.build(desk.project, ())
    assert any("is cut off or damaged" in one.message for one in broken.value.problems)
    assert desk.published() == {}


def test_programs_that_use_pillow_see_nothing_of_it() -> None:
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    fault_of(picture("PNG")[:2000])
    assert before == ImageFile.LOAD_TRUNCATED_IMAGES


LOST = {
    "a page of 0.1 mm": ("@page { size: 0.1mm; margin: 0 }", "<p>all of it</p>"),
    "a note longer than its page": (".n { float: footnote }", f"<p>x<span class=n>{'word ' * 9000}</span></p>"),
    "a height": (".n { height: 1em; overflow: hidden }", f"<p class=n>{'word ' * 90}</p>"),
    "a line": (".n { white-space: nowrap; overflow: hidden }", f"<p class=n>{'word ' * 90}</p>"),
    "a line with dots": (
        ".n { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }",
        f"<p class=n>{'word ' * 90}</p>",
    ),
    "a line beside the paper": (".n { white-space: nowrap }", f"<p class=n>{'word ' * 90}</p>"),
    "a box beside its window": (
        ".n { width: 3em; overflow: hidden } .n p { margin-left: 9em; width: 5em; overflow: hidden }",
        "<div class=n><p>all of it</p></div>",
    ),
    "a clip": (".n { position: absolute; clip: rect(0, 30px, 5px, 0) }", "<p class=n>all of it</p>"),
}


@pytest.mark.parametrize("what", LOST)
def test_lost_text_stops_a_stranger_as_it_stops_a_dossier(what: str) -> None:
    css, body = LOST[what]
    html = PAGE.replace("<title>", f"<style>{css}</style><title>") + body
    with pytest.raises(Broken) as broken:
        press_html(html.encode())
    assert any(one.message.startswith("text ") and one.severity == "error" for one in broken.value.problems)
    lossy = press_html(html.encode(), lossy=True)
    assert any(one.message.startswith("text ") for one in lossy.problems)


HIDDEN = (
    "position: absolute; left: -9999px",
    "position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip: rect(0, 0, 0, 0)",
    "position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap",
    "height: 0; overflow: hidden",
)


@pytest.mark.parametrize("css", HIDDEN)
def test_words_for_those_who_listen_are_told_and_stop_nothing(css: str) -> None:
    (told,) = press_html(f"{PAGE}<p>seen</p><p style='{css}'>heard</p>".encode()).problems
    assert told.message.startswith("text out of sight: “heard”")


def test_yesterdays_file_stays(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("yesterday")
    (tmp_path / "x.html").write_text(PAGE + "<p style='height: 1em; overflow: hidden'>" + "word " * 90)
    command = ["press", str(tmp_path / "x.html"), "-o", str(tmp_path / "x.pdf")]
    assert main(command) == Exit.PROBLEMS
    assert (tmp_path / "x.pdf").read_text() == "yesterday"
    assert main([*command, "--lossy"]) == Exit.DONE
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
