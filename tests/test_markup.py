"""Directions and runs in HTML, before anything is drawn. How the lines are drawn: test_oracle.py, test_outside.py."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.press.html import bidi, tree
from dossier.press.html.marks import DERIVED, RUN
from dossier.press.html.markup import MarkedHtml, mark
from dossier.problems import NOWHERE


def marked(body: str, language: str = "ar", **options: bool) -> str:
    """What is inside the body after marking; the paragraph round it is taken off again."""
    direction = bidi.direction_of(language)
    done = mark(f"<!DOCTYPE html><html lang={language} dir={direction}><body><p>{body}</p></body></html>", **options)
    assert done.problems == ()
    return done.html.partition("<body><p>")[2].removesuffix("</p></body></html>")


def shown(body: str) -> str:
    """The same in a short form: [Latin], {Arabic}, and <...> round what is isolated."""
    signs = {f'<span lang="en" {RUN}="">': "[]", f'<span lang="ar" {RUN}="">': "{}", f'<span dir="ltr" {RUN}="">': "<>"}
    signs |= {f'<span lang="en" dir="ltr" {RUN}="">': "<>", f'<span lang="ar" dir="rtl" {RUN}="">': "<>"}
    out, closing, at = "", [], 0
    while at < len(body):
        for tag, pair in signs.items():
            if body.startswith(tag, at):
                out, at = out + pair[0], at + len(tag)
                closing.append(pair[1])
                break
        else:
            if body.startswith("</span>", at):
                out, at = out + closing.pop(), at + len("</span>")
            else:
                out, at = out + body[at], at + 1
    return out


# Runs: stretches of the other script as the algorithm has them, each for its face


@pytest.mark.parametrize(
    "line",
    [
        "وقّع [Sergey Lavrov] الوثيقة",
        "في [Organisation of Islamic Cooperation (OIC)] وقال",
        "المنظمة ([OIC]) قالت",  # brackets of the Arabic sentence
        "قال “[OIC Summit]”.",
        "هبطت [Boeing 737] هنا",  # the number behind a name is read with it
        "عن [Moscow, Russia] ثم",
        "زار <Moscow>، <Kazan>، <Ufa> ثم عاد",  # an Arabic list
        "القرار [A/RES/60/288] بشأن",
        "الوثيقة و[COVID-19] و<C++> و[U.S]. و[3rd]",
        "راجع <https://example.org/ar/?q=1/> ثم",
        "هاتف <+7 495 123-45-67> أو <050 555 0123>",
        "لا شيء هنا، في 2024 أو 2019-2024 أو 25%.",
    ],
)
def test_latin_in_an_arabic_line(line: str) -> None:
    written = line.replace("[", "").replace("]", "").replace("<", "").replace(">", "")
    assert shown(marked(written)) == line


@pytest.mark.parametrize(
    "line",
    [
        "The city of {قازان} (Kazan) and {صنعاء} in 2005",
        "The cities <قازان>, <صنعاء>, <موسكو> in 2005",  # an English list
        "“{منظمة التعاون الإسلامي}” said",
        "a {مُؤْتَمَرٌ} there",
        "nothing here, up 25% in 2019-2024, call +7 495 123-45-67",
    ],
)
def test_arabic_in_an_english_line(line: str) -> None:
    written = line.replace("{", "").replace("}", "").replace("<", "").replace(">", "")
    assert shown(marked(written, "en")) == line


@pytest.mark.parametrize("script", ["Организация исламского сотрудничества", "Οργάνωση", "日本 東京"])
def test_no_language_is_claimed_of_other_scripts(script: str) -> None:
    assert marked(f"قالت {script} ثم") == f"قالت {script} ثم"


def test_a_strangers_document_gets_no_spans() -> None:
    line = "وقّع Sergey Lavrov في +7 495 123-45-67 و<b>C++</b>"
    assert marked(line, runs=False) == line


# Across tags


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("قال <b>OIC</b> <i>Summit</i> ثم", "قال <b>[OIC]</b> <i>[Summit]</i> ثم"),
        ("قال (<b>OIC</b>) ثم", "قال (<b>[OIC]</b>) ثم"),
        ("في <b>قمة OIC</b> Summit ثم", "في <b>قمة [OIC]</b> [Summit] ثم"),
        ("من CO<sub>2</sub> ثم", "من [CO]<sub>[2]</sub> ثم"),
        ("قال<br>Kazan<br>Forum", "قال<br>[Kazan]<br>[Forum]"),
        ('قال <i lang="en">OIC</i> ثم', f'قال <i lang="en" {DERIVED}="ltr">OIC</i> ثم'),
    ],
)
def test_a_run_is_marked_in_each_element_that_it_stands_in(written: str, expected: str) -> None:
    assert shown(marked(written)) == expected


@pytest.mark.parametrize(
    "line",
    [
        'قال <span lang="en" dir="ltr">OIC Summit</span> ثم',
        'قال <a class="ref" dir="ltr" href="#s">1:5</a> <a class="ref" dir="ltr" href="#s">B2:6</a>',
        '<span class="tlp" dir="ltr">TLP:AMBER</span>',
        '<code dir="ltr">a = قال</code>',
    ],
)
def test_an_element_with_a_direction_of_its_own_is_closed(line: str) -> None:
    assert marked(line, runs=False) == line


# Elements


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p lang="en">Only 25%.</p>', f'<p lang="en" {DERIVED}="ltr">Only 25%.</p>'),
        ('<p lang="ar">OIC هي</p>', '<p lang="ar">OIC هي</p>'),
        ('<p dir="auto">Hi!</p>', f'<p dir="auto" {DERIVED}="ltr">Hi!</p>'),
        ('<p dir="AUTO">نعم!</p>', f'<p dir="AUTO" {DERIVED}="rtl">نعم!</p>'),
        ('<p dir="RTL">نعم</p>', '<p dir="rtl">نعم</p>'),
        ('<p dir="sideways">نعم</p>', '<p dir="sideways">نعم</p>'),
        ("<p>قال <bdi>OIC</bdi> نعم</p>", f'<p>قال <bdi {DERIVED}="ltr">OIC</bdi> نعم</p>'),
        ('<p>قال <q lang="en">Is “it”?</q></p>', f'<p>قال <q lang="en" {DERIVED}="ltr">Is “it”?</q></p>'),
        ("<pre>\n\nx = 1 &lt; 2\n</pre>", f'<pre {DERIVED}="ltr">\n\nx = 1 &lt; 2\n</pre>'),
        ("<p>قال <code>--x</code> ثم</p>",) * 2,  # a word of its line, as in browsers
        ("<p>اضغط <kbd>Ctrl</kbd> + <kbd>C</kbd></p>",) * 2,  # keys are words of their line
        ("<p>قال<!-- OIC --> نعم</p>", "<p>قال نعم</p>"),
        ("<style>a>b{}</style><script>1<2&&3</script>", "<style>a>b{}</style><script>1<2&&3</script>"),
        ('<p title="a &amp; &quot;b">نعم &amp; &lt;ب&gt;</p>', '<p title="a &amp; &quot;b">نعم &amp; &lt;ب&gt;</p>'),
        ('<svg viewBox="0 0 1 1"><title>x</title><path d="M0 0"></path></svg>',) * 2,
    ],
)
def test_elements(written: str, expected: str) -> None:
    done = mark(f"<!DOCTYPE html><html lang=ar dir=rtl><body>{written}</body></html>", runs=False)
    assert done.html.partition("<body>")[2] == f"{expected}</body></html>"


@pytest.mark.parametrize(
    ("root", "text", "expected"),
    [
        ("<html lang=ar>", "x", '<html lang="ar" dir="rtl">'),
        ("<html lang=en>", "قال", '<html lang="en" dir="ltr">'),
        ("<html lang=fa dir=ltr>", "x", '<html lang="fa" dir="ltr">'),
        ("<html>", "روسيا مراقب OIC", '<html lang="ar" dir="rtl">'),
        ("<html>", "Russia قال", '<html dir="ltr">'),
        ("<html>", "שלום", '<html dir="rtl">'),
    ],
)
def test_the_root_has_a_direction(root: str, text: str, expected: str) -> None:
    assert mark(f"{root}<p>{text}").html.startswith(expected)


def test_too_deep_is_told_and_nothing_is_changed() -> None:
    html = "<div>" * 3000
    assert mark(html) == MarkedHtml(html, ((NOWHERE, "its elements are nested too deeply"),))


# Any document

SOME_WORDS = """
قال كتب، المكتبة دار مُؤْتَمَر گزارش نعم؟ «نعم» “لا” ٢٥٪ ٢٠١٩ OIC Kazan, (Summit) A/RES/60/288
a@b.org 3rd C++ May Resolution U.S. Россия ( ) [ ] " ’ ' , . : ; - – / % 25% 2019-2024 -5
19–21 14/05/2024 5 2024 +7 495 $100 < & ½ _ é
\u200f \u2067 \u2069
"""
WORDS = [*SOME_WORDS.split(), " https://example.org/a?b=1 "]
PHRASES = st.lists(st.sampled_from([*WORDS, " ", " ", " ", "\n"]), max_size=8).map("".join)
ATTRIBUTES = st.sampled_from(
    ["", "", "", ' lang="en"', ' lang="ar"', ' dir="ltr"', ' dir="rtl"', ' dir="auto"', ' class="x"']
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds(
        "<{0}{1}>{2}</{0}>".format, st.sampled_from(["b", "i", "span", "mark", "bdi", "code"]), ATTRIBUTES, inner
    )
    return st.lists(st.one_of(inner, one, st.just("<br>")), max_size=4).map("".join)


LINES = st.recursive(PHRASES.map(lambda text: escape(text, quote=False)), nested, max_leaves=8)
BLOCKS = st.builds("<{0}{1}>{2}</{0}>".format, st.sampled_from(["p", "li", "div"]), ATTRIBUTES, LINES)
DOCUMENTS = st.builds(
    "<!DOCTYPE html><html{}><head><title>ت</title></head><body>{}</body></html>".format,
    st.sampled_from([' lang="ar" dir="rtl"', ' lang="en" dir="ltr"', ' lang="ar"', ""]),
    st.lists(st.one_of(BLOCKS, LINES), max_size=3).map("".join),
)


def letters(html: str) -> str:
    return "".join("".join(tree.read(html).itertext()).split())


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.booleans())
def test_any_document_keeps_its_words_and_is_marked_once(html: str, runs: bool) -> None:
    once = mark(html, runs=runs).html
    assert letters(once) == letters(html)
    assert mark(once, runs=runs).html == once


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS)
def test_what_is_written_is_read_again(html: str) -> None:
    assert tostring(tree.read(tree.write(tree.read(html), html))) == tostring(tree.read(html))


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("AR-lb", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("pa-Arab", "rtl"), ("", "ltr")],
)
def test_languages_have_directions(language: str, direction: str) -> None:
    assert bidi.direction_of(language) == direction
