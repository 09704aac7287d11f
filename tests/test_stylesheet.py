"""CSS is read as CSS: what is asked of linked sections is asked by declarations and selectors, and by nothing else."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from html import escape
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import pytest
import tinycss2
from conftest import Desk

from dossier.build import build
from dossier.press.html import css_rules, renderer_bugs, tree
from dossier.press.html.css.selectors import selectors
from dossier.press.html.css.stylesheet import DocumentStyles, declarations_of, is_for_print, styles_of, stylesheet
from dossier.press.linker.unit import Unlinkable

Refusal = Callable[..., str]


class Kind(NamedTuple):
    """Something that cannot be linked, and other ways to write the same."""

    css: str
    reason: str
    otherwise: tuple[str, ...]


FIXED = "something stands on every page (position: fixed)"
NUMBER = "a rule for single pages depends on their number: @page"
LATE = "target-counter(attr(href), page)"
ELSEWHERE = "the number of a page stands elsewhere than in a link of class page-of: "
MORE = "a link of class page-of says more than the number of a page: "
FIRST = "a rule asks which chapter is first, last or of a number"
PLACE = "a rule asks for a chapter's place among the others: "

KINDS = {
    "fixed": Kind(
        "p { position: fixed }",
        FIXED,
        (
            "p { posi\\74ion: fixed }",
            "p { position: \\66 ixed }",
            "P { POSITION: FIXED }",
            "p { position: fixed !important }",
            "p { position:/* here */fixed }",
            "p { color: red; & b { position: fixed } }",
            "p { @media print { position: fixed } }",
            ":root { --how: fixed } p { position: var(--how) }",
            ":root { --how: var(--other); --other: fixed } p { position: var(--how) }",
            "p { position: var(--unknown, fixed) }",
        ),
    ),
    "number of a page elsewhere": Kind(
        f".see::after {{ content: {LATE} }}",
        f"{ELSEWHERE}content: {LATE}",
        (
            ".see::after { CONTENT: TARGET-COUNTER(attr(href), page) }",
            ".see::after { content: t\\61rget-counter(attr(href), page) }",
            f".see::after {{ content: {LATE} !important }}",
            f".see {{ &::after {{ content: {LATE} }} }}",
            f"a.page-of::after, .see::after {{ content: {LATE} }}",
            f".see::after {{ content: var(--late) }} :root {{ --late: {LATE} }}",
            f"@page {{ @top-left {{ content: {LATE} }} }}",
            ".see::after { content: target-text(attr(href)) }",
        ),
    ),
    "more than the number of a page": Kind(
        f'a.page-of::after {{ content: "p. " {LATE} }}',
        f'{MORE}content: "p. " {LATE}',
        (
            f'a.page-\\6f f::after {{ content: "p. " {LATE} }}',
            f'a.page-of:after {{ CONTENT: "p. " {LATE} }}',
            f"a.page-of::after {{ content: {LATE} !important }}",
            f"a.page-of::after {{ content: {LATE}; color: red }}",
            f'a {{ &.page-of::after {{ content: "p. " {LATE} }} }}',
            'a.page-of::after { content: "none" }',
            'a.page-of::after { content: target-counter(attr(href), page, "x") }',
        ),
    ),
    "which chapter is first": Kind(
        "body > :last-child { color: red }",
        FIRST,
        (
            "BODY > :LAST-CHILD { color: red }",
            "b\\6f dy > :last-child { color: red }",
            "body>*:nth-child(2n + 1)::before { color: red }",
            "body > :not(:first-child) { color: red }",
            "body { > :only-child { color: red } }",
            "body > p, body > :first-of-type p { color: red }",
        ),
    ),
    "a chapter beside another": Kind(
        ".one + .two { color: red }",
        f"{PLACE}.one + .two",
        (
            ".two ~ p { color: red }",
            ".one+.tw\\6f  p { color: red }",
            "#two + p { color: red }",
            "SECTION + p { color: red }",
            ".one { & + .two { color: red } }",
            "p + :is(.two) { color: red }",
            ":has(+ .two) .two:nth-child(2) { color: red }",
            ".two:first-of-type { color: red }",
        ),
    ),
    "the number of a single page": Kind(
        "@page :first { margin: 2cm }",
        f"{NUMBER} :first",
        (
            "@PAGE :FIRST { margin: 2cm }",
            "@page :f\\69rst { margin: 2cm }",
            "@page:nth(2) { margin: 2cm }",
            "@page cover:first { margin: 2cm }",
            "@page :left, :first { margin: 2cm }",
            "@page /* the */ :first { margin: 2cm !important }",
        ),
    ),
}


@pytest.fixture(scope="module")
def margins(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.weasy.compile.margins")


@pytest.fixture(scope="module")
def refusal(margins: ModuleType) -> Refusal:
    """Why a document of one section cannot be linked; "" if nothing of its CSS says so."""
    edges = importlib.import_module("dossier.press.weasy.compile.edges")

    def refusal(css: str = "", *, body: str = "", style: str = "") -> str:
        inside = f"<head><style>{style}</style></head>"
        root = tree.read(f'<html>{inside}<body><section class="chapter two" id="two">{body}</section></body></html>')
        styles = styles_of(root, [("own.css", css)])
        try:
            edges.check_rules(styles, root)
            margins.Margins(SimpleNamespace(etree_element=root), styles.sheets, {})
        except Unlinkable as error:
            return str(error)
        return ""

    return refusal


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_what_is_declared_is_refused_wherever_it_stands(kind: Kind, refusal: Refusal) -> None:
    around = ("{}", "@media print {{ {} }}", "@media screen, all {{ {} }}", "@layer a {{ @supports (x: y) {{ {} }} }}")
    assert {refusal(one.format(kind.css)) for one in around} == {kind.reason}
    assert refusal(style=kind.css) == kind.reason


@pytest.mark.parametrize(("name", "css"), [(name, css) for name, kind in KINDS.items() for css in kind.otherwise])
def test_what_is_declared_is_refused_however_it_is_written(name: str, css: str, refusal: Refusal) -> None:
    assert refusal(css).partition(": ")[0] == KINDS[name].reason.partition(": ")[0]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_what_is_only_said_is_linked(kind: Kind, refusal: Refusal) -> None:
    words = kind.css.replace('"', "'")
    assert refusal(f"/* {words} */ p {{ color: red /* {words} */ }}") == ""
    assert refusal(f'p::after {{ content: "{words}" }} [title="{words}"] {{ color: red }}') == ""
    assert refusal(f"p {{ background: url('{escape(words)}') }}") == ""
    assert refusal(body=f"<p>{escape(kind.css)}</p><p title='{escape(kind.css)}'>x</p><!-- {kind.css} -->") == ""
    assert refusal(f"@media screen {{ {kind.css} }}") == ""


@pytest.mark.parametrize(
    "style", ["position: fixed", "POSI\\54ION:fixed", "position: fixed !important", "top:0;position:fixed"]
)
def test_a_style_attribute_is_read(style: str, refusal: Refusal) -> None:
    assert refusal(body=f'<p><b style="{style}">x</b></p>') == FIXED


@pytest.mark.parametrize(
    "css",
    [
        "p { position: relative } .fixed { --position: fixed }",
        "p { background-position: fixed; position: absolute }",
        ".section + .twofold { color: red }",
        ".two::first-letter { color: red }",
        "body > p { color: red } p:last-child { color: red }",
        ".page-of::after { content: target-counter(attr(href url), page, arabic-indic) }",
        ".list .page-of::after { CONTENT: target-counter( attr(href) , page /* its */ ) }",
        ".page-of::after { color: red } .page-of { content: normal }",
        "@page first { margin: 0 } @page :left { margin: 0 }",
    ],
)
def test_what_is_like_it_is_linked(css: str, refusal: Refusal) -> None:
    assert refusal(css) == ""


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("@page { @top-left { content: string(chapter) } }", {("chapter", "")}),
        ("@page { @top-left { content: ELEMENT( head , Start ) 'x' string(a) } }", {("head", "start"), ("a", "")}),
        (
            "@page { @top-left { content: str\\69ng(Ch\\61pter, first-except) !important } }",
            {("Chapter", "first-except")},
        ),
        ("@media print { @page { @top-left { content: string(a /*, start */) } } }", {("a", "")}),
        ("p::after { content: 'string(a, start)' /* string(b) */ } .string { --a: running(b) }", set()),
        ("@media screen { @page { @top-left { content: string(a) } } }", set()),
    ],
)
def test_heads_are_found_in_calls(css: str, found: set[tuple[str, str]], margins: ModuleType) -> None:
    assert set(margins.heads_of(stylesheet(css))) == found


BREAKS, SIDES = {"break-before", "page-break-before"}, {"left", "recto"}


@pytest.mark.parametrize(
    ("css", "is_said"),
    [
        ("h1 { break-before: recto }", True),
        ("h1 { BREAK-BEFORE: Left !important }", True),
        ("h1 { page-bre\\61k-before: recto }", True),
        ("h1 { --a: recto; break-before: var(--a) }", True),
        ("h1 { break-before: page } /* break-before: recto */", False),
        ("h1 { break-after: recto; quotes: 'break-before: recto' }", False),
    ],
)
def test_a_side_is_asked_for_by_a_break(css: str, is_said: bool) -> None:
    assert DocumentStyles((stylesheet(css),)).says(BREAKS, SIDES) is is_said
    assert DocumentStyles((), declarations_of(css.partition("{")[2].rpartition("}")[0])).says(BREAKS, SIDES) is is_said


@pytest.mark.parametrize(
    ("css", "units"),
    [
        ("p { width: 50vw; margin: calc(2PX + 1e1Dvh) }", {"vw", "px", "dvh"}),
        ("p { width: 5\\76w !important }", {"vw"}),
        ("p { --wide: 3vmin } @page { margin: 3mm; @top-left { width: 1vh } }", {"vmin", "mm", "vh"}),
        ("p::after { content: '50vw' /* 50vw */ } .a50vw { width: auto }", set()),
    ],
)
def test_units_are_those_of_lengths(css: str, units: set[str]) -> None:
    assert DocumentStyles((stylesheet(css),)).units == units


def test_faces_are_brought_by_a_rule() -> None:
    face = "@font-face { font-family: a; src: url(a) }"
    assert stylesheet(f"@media print {{ {face.upper()} }}").brings_faces
    assert not stylesheet(f"/* {face} */ p {{ content: '{face}' }}").brings_faces


@pytest.mark.parametrize("media", ["", " ", "print", "screen, PRINT", "all", "only print", "(color)", "pr\\69nt"])
def test_what_may_mean_paper_is_for_print(media: str) -> None:
    assert is_for_print(media)


@pytest.mark.parametrize("media", ["screen", "screen /* print */", "screen and (color)", "tv, 'print'", "printed"])
def test_what_cannot_mean_paper_is_not(media: str) -> None:
    assert not is_for_print(media)


def test_a_selector_is_what_it_asks_of_each_element() -> None:
    (one,) = selectors(tinycss2.parse_component_value_list("Body > p.a#b:first-child ~ q:is(.c .d, i)::before"))
    assert [(sorted(part.names), sorted(part.pseudo_classes), part.before, part.after) for part in one.compounds] == [
        (["body"], [], "", ">"),
        (["#b", ".a", "p"], ["first-child"], ">", "~"),
        ([".d", "i", "q"], [], "~", ""),
    ]
    assert one.pseudo_element == "before"
    assert [[sorted(part.names) for part in inner.compounds] for inner in one.within] == [[[".c"], [".d"]], [["i"]]]


def test_a_rule_with_a_selector_that_is_not_understood_is_none() -> None:
    assert selectors(tinycss2.parse_component_value_list("p, ::unknown")) == ()


def test_nested_rules_are_matched_as_they_stand_by_themselves() -> None:
    css = "div { p, &.a { letter-spacing: 1px } @media print { letter-spacing: 2px } } & { letter-spacing: 3px }"
    root = tree.read('<html><body><div class="a"><p>x</p></div><p>y</p></body></html>')
    found = {
        element.tag + element.get("class", ""): [value for _, _, value, _, _ in said]
        for element, said in css_rules.matches(root, css_rules.rules_for(root, "", [("a.css", css)], "x.html"))
    }
    assert found == {"html": ["3px"], "diva": ["2px", "1px"], "p": ["1px"]}


# What is done about known faults asks the same reader


def traps(css: str, body: str = "<p>نص</p>") -> list[str]:
    html = f'<html lang="ar" dir="rtl"><head></head><body>{body}</body></html>'
    return [one.message.partition(" (")[0] for one in renderer_bugs.refuse(html, [("a.css", css)], "x.html")]


def test_a_value_is_told_without_comments_and_with_what_overrules_it() -> None:
    assert traps("p { letter-spacing: /* none */ 0 }") == []
    assert traps("p { LETTER-SP\\41 CING: 2px }") == ["letter-spacing: 2px"]
    assert traps("p { letter-spacing: 0 !important } body p { letter-spacing: 2px }") == []
    assert traps("p { letter-spacing: 2px !important } body p { letter-spacing: 0 }") == ["letter-spacing: 2px"]
    assert traps("p { letter-spacing: 2px !important }", '<p style="letter-spacing: 0">نص</p>') == [
        "letter-spacing: 2px"
    ]
    assert traps("p { letter-spacing: 2px }", '<p style="letter-spacing: 0">نص</p>') == []


# In a build


def test_words_about_css_do_not_keep_a_build_from_being_linked(desk: Desk) -> None:
    """The words and the comment stand where a regular expression over the text would find declarations."""
    desk.keep_only("en", "summary")
    words = "The line took a clear position: fixed fares, 50vw of ferry, a break-before: left, and the @page :first."
    desk.edit(
        "sources/dossier.yaml",
        "en: A storm stopped the line at the end of January 2014; the island council puts the stop in 2013.",
        f'en: "{words}"',
    )
    sheet = desk.project.read("templates/summary.css").decode()
    desk.write(
        "templates/summary.css",
        f"/* the head is not position: fixed; it is no string(x, start) */ {sheet}"
        "/* section + section, body > :first-child, @page :nth(2), a { content: target-counter(attr(href), page) } */",
    )
    _, problems = build(desk.project, ())
    assert "position: fixed fares" in desk.published()["en/briefing.html"].decode()
    assert [str(one) for one in problems] == []
