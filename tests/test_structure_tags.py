"""Structure trees: what each part of a page is to a reader who does not see it, and in which WeasyPrint."""

from __future__ import annotations

import contextlib
import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dossier.press.fonts import typefaces
from dossier.press.html import tree
from dossier.press.html.transcript import words_of
from dossier.press.pdf.archive import Archive
from dossier.verification.finished import Content, Element, FinishedPdf, PageSpot
from dossier.verification.read_back import read

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
OFFER = {face.file: face.path.read_bytes() for face in FACES}
SHEETS = [
    ("faces.yaml", FACES.css(lambda face: f"dossier:{face.file}")),
    ("page.css", '@page { size: 100mm 60mm; margin: 10mm } html { font: 12pt/20pt "Dossier Serif", "Dossier Naskh" }'),
]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="3mm">{}<path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


@pytest.fixture
def tags(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.weasy.structure_tags")


@pytest.fixture
def drawn(plain: ModuleType, tags: ModuleType) -> Any:
    def draw(body: str, css: str = "", language: str = "en", problems: int = 0) -> FinishedPdf:
        head = '<title>t</title><meta name="dcterms.created" content="2020-01-02">'
        html = f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'
        with tags.installed():
            drawing = plain.draw(
                html, [*SHEETS, ("more.css", css)], OFFER, as_archive=Archive(words_of(tree.read(html)))
            )
        assert len(drawing.problems) == problems, drawing.problems
        return read(drawing.pdf)

    return draw


def shape(found: FinishedPdf | Element) -> str:
    """The roles of a tree, words as they are drawn: Document(H1(Title) P(words)); not what only carries words."""
    if isinstance(found, FinishedPdf):
        assert found.root is not None
        assert (found.unmarked, found.orphans) == ([], [])
        return shape(found.root)
    kids = []
    for kid in found.kids:
        assert not isinstance(kid, Content) or kid.is_there
        shown = "@" if isinstance(kid, PageSpot) else kid.letters.strip() if isinstance(kid, Content) else shape(kid)
        is_carrier = isinstance(kid, Element) and kid.role == "Span" and kid.language == found.language
        kids.append(shown.removeprefix("Span(").removesuffix(")") if is_carrier else shown)
    return " ".join(f"{found.role}({' '.join(kids)})".split())


CASES = {
    "sections, headings and paragraphs": (
        "<main><section><h1>A</h1><p>b <b>c</b> d</p></section><article><h2>E</h2>f</article></main>",
        "Document(Part(Sect(H1(A) P(b c d)) Art(H2(E) P(f))))",
    ),
    "headings without gaps": (
        "<h3>a</h3><h5>b</h5><h6>c</h6><h4>d</h4><h2>e</h2><h3>f</h3><h1>g</h1>",
        "Document(H1(a) H2(b) H3(c) H2(d) H1(e) H2(f) H1(g))",
    ),
    "a division of words is a paragraph, one of blocks is not": (
        "<div>a</div><div>b<p>c</p></div>",
        "Document(P(a) Div(P(b) P(c)))",
    ),
    "a list": (
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        "Document(L(LI(Lbl(•) LBody(a)) LI(Lbl(•) LBody(b L(LI(Lbl(1.) LBody(c)))))))",
    ),
    "names and what is said of them": (
        "<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dd>e</dd></dl><dl><div><dt>f</dt><dd>g</dd></div></dl>",
        "Document(L(LI(Lbl(a) LBody(b) LBody(c)) LI(Lbl(d) LBody(e))) L(LI(Lbl(f) LBody(g))))",
    ),
    "rows that are a list": (
        '<div role="list"><div role="listitem"><p role="term">a</p><p role="definition">b</p><i>c</i></div></div>',
        "Document(L(LI(Lbl(a) LBody(b) LBody(c))))",
    ),
    "contents": (
        '<div role="doc-toc"><h2>A</h2><div role="listitem"><div>1</div><div><a href="#x">b</a></div></div></div>'
        '<h2 id="x">C</h2>',
        "Document(H1(A) TOC(TOCI(P(1) P(Reference(Link(@ b))))) H1(C))",
    ),
    "contents within contents": (
        '<nav role="doc-toc"><ol><li>a<ol><li>b</li></ol></li></ol></nav>',
        "Document(TOC(TOCI(Lbl(1.) P(a) TOC(TOCI(Lbl(1.) P(b))))))",
    ),
    "a table": (
        "<table><caption>t</caption><thead><tr><th>a<th>b</thead><tr><th>c<td>d</table>",
        "Document(Table(Caption(t) THead(TR(TH(a) TH(b))) TBody(TR(TH(c) TD(d)))))",
    ),
    "a cell without words is still a cell": (
        "<table><tr><th>a<td></table>",
        "Document(Table(TBody(TR(TH(a) TD()))))",
    ),
    "a table that only places things": (
        '<table role="presentation"><tr><td>a<td><p>b</p></table>',
        "Document(Div(Div(Div(P(a) Div(P(b))))))",
    ),
    "a link is one link, whatever is in it": (
        '<p><a href="https://a.test/">a <b>b</b> <i>c</i></a></p>',
        "Document(P(Link(@ a b c)))",
    ),
    "a link that is a block, and one without a target": (
        '<a href="https://a.test/" style="display: block"><h1>a</h1>b</a><p><a>c</a></p>',
        "Document(P(Link(@ H1(a) b)) P(c))",
    ),
    "a link round a block, which WeasyPrint loses": (
        '<a href="https://a.test/"><div>a</div></a>',
        "Document(P(a))",
    ),
    "a picture": (
        f"<p>a {PICTURE.format('<title>words</title>')}</p>",
        "Document(P(a Figure()))",
    ),
    "what is hidden is read by nobody": (
        '<p>a<span aria-hidden="true"> b</span></p><div aria-hidden="true"><p>c</p></div>',
        "Document(P(a))",
    ),
    "nothing is empty": (
        "<section><div><p></p></div><ul></ul><p>a<span></span></p></section>",
        "Document(Sect(P(a)))",
    ),
    "a quotation": (
        "<blockquote><p>a</p></blockquote><p>b <q>c</q></p>",
        "Document(BlockQuote(P(a)) P(b Quote(“ c ”)))",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_elements_are_what_they_are(drawn: Any, name: str) -> None:
    body, expected = CASES[name]
    assert shape(drawn(body)) == expected


def test_a_footnote_is_a_note_at_its_call(drawn: Any) -> None:
    css = "i { float: footnote }"
    found = drawn("<p>a<i>b</i> c<i>d</i></p><p>e</p>", css)
    assert shape(found) == ("Document(P(a Reference(1) Note(Lbl(1.) b) c Reference(2) Note(Lbl(2.) d)) P(e))")
    ids = [element.identifier for element in found.root.walk() if element.role == "Note"]
    assert ids == list(found.names) == ["note-0001", "note-0002"]


def test_what_runs_over_pages_is_one_element(drawn: Any) -> None:
    body = f"<p>{'word ' * 300}</p><p>end</p>"
    found = drawn(body)
    assert found.pages > 3
    assert [kid.role for kid in found.root.kids] == ["P", "P"]
    (lines,) = found.root.kids[0].kids
    assert {kid.page for kid in lines.kids} > {1, 2, 3}
    assert found.root.kids[0].actual.split() == ["word"] * 300


def test_heads_and_feet_of_pages_are_artifacts(drawn: Any) -> None:
    css = (
        "@page { @top-left { content: 'head' } @bottom-right { content: counter(page) } @left-middle { content: 'x' } }"
    )
    found = drawn("<p>a</p>", css)
    assert shape(found) == "Document(P(a))"
    assert sorted((kind, text) for _, kind, text in found.artifacts if text) == [
        ("Pagination", "x"),
        ("Pagination Footer", "1"),
        ("Pagination Header", "head"),
    ]


def test_a_running_element_is_an_artifact_and_its_link_stays_a_link(drawn: Any) -> None:
    css = "div { position: running(x) } @page { @top-left { content: element(x) } }"
    found = drawn('<div><a href="https://a.test/">a</a></div><p>b</p>', css)
    assert ("Pagination Header", "a") in {(kind, text) for _, kind, text in found.artifacts}
    assert found.links == [(1, True, "https://a.test/")]


def test_the_heads_of_a_table_are_read_once(drawn: Any) -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(30))
    found = drawn(f"<table><thead><tr><th>head</th></tr></thead><tbody>{rows}</tbody></table>")
    assert found.pages > 2
    assert [e.letters for e in found.root.walk() if e.role == "TH"] == ["head"]
    assert sum(text == "head" for _, _, text in found.artifacts) == found.pages - 1


def test_heads_of_a_table_say_what_they_head(drawn: Any) -> None:
    table = (
        "<table><thead><tr><th>a<th>b</thead><tr><th>c<td>d<tr><td>e<th>f"
        '<tr><th scope="rowgroup">g<th scope="col">h</table>'
    )
    heads = [element for element in drawn(table).root.walk() if element.role == "TH"]
    scopes = {head.letters: head.scope for head in heads}
    assert scopes == {"a": "Column", "b": "Column", "c": "Row", "f": "Column", "g": "Row", "h": "Column"}


def test_languages_are_those_of_the_elements(drawn: Any) -> None:
    quotation = '<blockquote lang="ar"><p>د <i lang="fr">e</i></p></blockquote>'
    found = drawn(f'<p>a <span lang="ar">ب</span> <b lang="en">c</b></p>{quotation}')
    assert shape(found) == "Document(P(a Span(ب) c) BlockQuote(P(د Span(e))))"
    said = {"".join(e.letters.split()): e.language for e in found.root.walk() if e.letters.strip()}
    assert said.pop("aبcدe") == "en"
    assert said == {"aبc": "en", "c": "en", "ب": "ar", "دe": "ar", "د": "ar", "e": "fr"}


def test_a_picture_has_its_words_and_its_place(drawn: Any) -> None:
    (figure,) = (
        e
        for e in drawn(
            PICTURE.format("<title>what it\n shows</title>"), "body { margin: 0 } svg { display: block }"
        ).root.walk()
        if e.role == "Figure"
    )
    assert figure.alt == "what it shows"
    assert [round(n / 72 * 25.4, 1) for n in figure.box] == [10.0, 47.0, 19.0, 50.0]


def test_a_picture_without_words_is_told_and_a_decoration_is_not_read(drawn: Any) -> None:
    drawn(PICTURE.format(""), problems=1)
    source = "data:image/svg+xml," + PICTURE.format("").replace("#", "%23").replace('"', "%22").replace(" ", "%20")
    assert shape(drawn(f'<p>a<img src="{source}" alt=""></p>')) == "Document(P(a))"


def test_what_is_half_transparent_is_in_the_tree(drawn: Any) -> None:
    """It is drawn in a stream of its own, and its marks are counted there."""
    assert shape(drawn('<p>a</p><p style="opacity: .5">b</p><p>c</p>')) == "Document(P(a) P(b) P(c))"


def test_the_order_is_that_of_the_document_wherever_things_are_drawn(drawn: Any) -> None:
    css = ".a { position: absolute; bottom: 0 } .f { float: right }"
    found = drawn('<p>a</p><p class="a">b</p><p class="f">c</p><p>d</p>', css)
    assert shape(found) == "Document(P(a) P(b) P(c) P(d))"


def test_a_link_says_its_words_on_every_line_it_takes(drawn: Any) -> None:
    found = drawn(f'<p><a href="https://a.test/">{"long words " * 12}</a></p>')
    assert len(found.links) > 1
    assert {said for _, _, said in found.links} == {("long words " * 12).strip()}


def test_words_are_told_in_the_order_of_the_language(drawn: Any) -> None:
    """With the spaces that line ends swallow and without the hyphens they bring, on no element that holds letters."""
    words = "كلمات من اليمين إلى اليسار، فيها 3:63 " * 4
    link = '<a href="https://a.test/">رابط طويل من كلمات كثيرة لا تتسع لها السطور كلها</a>'
    css = "p { hyphens: manual } .narrow { width: 20mm }"
    body = f'<p lang="ar">{words}</p><p lang="ar">نص {link} بعده<br>سطر</p>'
    found = drawn(body + '<p class="narrow">unbreak&shy;able twenty-seven</p>', css)
    actual = [element.actual for element in found.root.walk() if element.actual]
    assert actual[0].split() == words.split()
    assert [" ".join(text.split()) for text in actual[1:]] == [
        "نص",
        "رابط طويل من كلمات كثيرة لا تتسع لها السطور كلها",
        "بعده سطر",
        "unbreakable twenty-seven",
    ]
    for element in found.root.walk():
        assert not (element.actual and any(isinstance(kid, Content) for kid in element.kids))


def test_words_that_are_drawn_in_their_order_are_not_told_twice(drawn: Any) -> None:
    assert not [element for element in drawn("<p>one line</p><h1>a</h1>").root.walk() if element.actual]


# WeasyPrint itself


def test_weasyprint_is_left_as_it_was(tags: ModuleType) -> None:
    pdf, stream = importlib.import_module("weasyprint.pdf"), importlib.import_module("weasyprint.pdf.stream").Stream
    page = importlib.import_module("weasyprint.document").Page

    def parts() -> list[object]:
        return [pdf.add_tags, pdf.add_links, stream.marked, page.paint]

    before = parts()
    with contextlib.suppress(ZeroDivisionError), tags.installed():
        assert not any(a is b for a, b in zip(before, parts(), strict=True))
        raise ZeroDivisionError
    assert parts() == before
