"""Directions, runs and joiners in HTML, before anything is drawn. How the lines are drawn: test_plain.py."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.press import bidi, tree
from dossier.press.markup import Marked, mark
from dossier.problems import NOWHERE

ZWJ = "\u200d"


def marked(body: str, language: str = "ar", **options: bool) -> str:
    """What is inside the body after marking; the paragraph round it is taken off again."""
    direction = bidi.direction_of(language)
    done = mark(f"<!DOCTYPE html><html lang={language} dir={direction}><body><p>{body}</p></body></html>", **options)
    assert done.problems == ()
    return done.html.partition("<body><p>")[2].removesuffix("</p></body></html>")


def shown(body: str) -> str:
    """The same in a short form: [Latin], {Arabic}, <number>."""
    signs = {'<span lang="en" dir="ltr">': "[]", '<span lang="ar" dir="rtl">': "{}", '<span dir="ltr">': "<>"}
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


# Runs of Latin in an Arabic line


@pytest.mark.parametrize(
    "line",
    [
        "وقّع [Sergey Lavrov] الوثيقة",
        "في [Organisation of Islamic Cooperation (OIC)] وقال",
        "المنظمة ([OIC]) قالت",  # brackets of the Arabic sentence
        "قال “[OIC Summit]”.",
        "قال: «[Russia is an observer.]» ثم",  # a whole sentence between its own quotation marks
        "منتدى [“Kazan” Forum] السنوي",
        "زار [Moscow]، [Kazan]، [Ufa] ثم عاد",  # an Arabic list
        "عن [Moscow, Russia] ثم",  # a Latin comma
        "نشرت [Reuters 2024] تقريرًا",
        "حسب [BBC] 11 ألف مشارك",  # the number belongs to the thousands
        "القرار [Resolution 2254] بشأن",
        "القرار [A/RES/60/288] بشأن",
        "الوثيقة و[COVID-19] و[C++] و[U.S.] و[3rd]",
        "في [9 May 2024] وقّعا",
        "بمبلغ [$5 million] تقريبًا",
        "قول [George Bush’s speech] ذاك",
        "راجع [https://example.org/ar/?q=1]. ثم",
        "راجع ([https://example.org/a_(b)/]) ثم",
        "البريد [name@example.org]، والموقع [www.example.org/a/]",
        "[OIC] ([founded] في جدة) و[Summit]",  # a bracket that Arabic words close again
        "لا شيء هنا، في 2024.",
    ],
)
def test_latin_in_an_arabic_line(line: str) -> None:
    assert shown(marked(line.replace("[", "").replace("]", ""))) == line


@pytest.mark.parametrize(
    "line",
    [
        "The city of {قازان} (Kazan) and {صنعاء}, {موسكو} in 2005",  # an English list
        "“{منظمة التعاون الإسلامي}” said",
        "the {منتدى قازان 2024}.",
        "in {قازان} 2024 was warm",
        "he said ({20 مليون مسلم}) there",
        "from {٢٠١٩–٢٠٢٤}, or {٢٥٪}",
        "a {مُؤْتَمَرٌ} there",
        "see https://ar.wikipedia.org/wiki/روسيا now",  # an address is read from the left to its end
        "nothing here, in 2024.",
    ],
)
def test_arabic_in_an_english_line(line: str) -> None:
    assert shown(marked(line.replace("{", "").replace("}", ""), "en")) == line


@pytest.mark.parametrize("script", ["Организация исламского сотрудничества", "Οργάνωση", "日本 東京"])
def test_no_language_is_claimed_of_other_scripts(script: str) -> None:
    assert marked(f"قالت {script} ثم") == f'قالت <span dir="ltr">{script}</span> ثم'


def test_a_line_without_arabic_owns_its_punctuation() -> None:
    assert shown(marked("“Kazan”, (2024).")) == "[“Kazan”, (2024).]"
    assert shown(marked("«قال»، (2024).", "en")) == "{«قال»، (2024).}"


# Numbers in an Arabic line

BOXED = [
    "2019-2024",
    "2024-05-14",
    "5+3",
    "25%",
    "‰5",
    "25°",
    "$100",
    "100$",
    "€50",
    "#5",
    "±5",
    "-5",
    "+5",
    "−5",
    "1'000",
]
LEFT = ["14/05/2024", "14.05.2024", "12:30", "1,234.5", "1\u00a0234", "60/288", "3:63", "19–21", "10:30–11:45", "5×10"]
LEFT += ["2024", "٢٥٪", "٢٠١٩-٢٠٢٤", "١٤/٠٥/٢٠٢٤", "١٬٢٣٤٫٥"]


@pytest.mark.parametrize("number", [*BOXED, "+7 495 123-45-67", "1 234 567"])
@pytest.mark.parametrize("line", ["{}", "بلغ {}، ثم", "({})", "بلغ [{}]"])
def test_numbers_that_would_change_their_order_are_boxes(number: str, line: str) -> None:
    assert shown(marked(line.format(number))) == line.format(f"<{number}>")


def test_a_sign_behind_a_letter_is_a_hyphen() -> None:
    assert shown(marked("و-5 و25% و$100")) == "و-5 و<25%> و<$100>"


@pytest.mark.parametrize("number", LEFT)
@pytest.mark.parametrize("line", ["{}", "بلغ {}، ثم", "و{} ثم", "({})"])
def test_numbers_that_are_right_are_left_alone(number: str, line: str) -> None:
    assert marked(line.format(number)) == line.format(number)


def test_parts_of_a_range_are_boxes_the_range_is_not() -> None:
    assert shown(marked("بين 20–25% و25٪ منها")) == "بين 20–<25%> و<25>٪ منها"


def test_an_english_line_needs_no_boxes_for_numbers() -> None:
    line = "up 25% in 2019-2024, call +7 495 123-45-67"
    assert marked(line, "en") == line


# Across tags


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("قال <b>OIC</b> <i>Summit</i> ثم", "قال [<b>OIC</b> <i>Summit</i>] ثم"),
        ("قال (<b>OIC</b>) ثم", "قال (<b>[OIC]</b>) ثم"),
        ('<a href="x"><b>The</b> <i>Kazan</i></a> Forum', '[<a href="x"><b>The</b> <i>Kazan</i></a> Forum]'),
        ("في<b> OIC</b> <i>Summit </i>ثم", "في [<b>OIC</b> <i>Summit</i>] ثم"),  # spaces leave the box
        ("من CO<sub>2</sub> ثم", "من [CO<sub>2</sub>] ثم"),
        ("<b>1</b><b>C3</b> قال", "<b>1</b><b>[C3]</b> قال"),  # two things, not one word
        ("بلغ <b>1</b>'000", "بلغ <b>1</b>'000"),
        ("قال<br>Kazan<br>Forum", "قال<br>[Kazan]<br>[Forum]"),
    ],
)
def test_a_run_reaches_over_tags(written: str, expected: str) -> None:
    assert shown(marked(written)) == expected


def test_a_tag_that_cuts_a_phrase_is_told() -> None:
    done = mark("<html lang=ar dir=rtl><p>في <b>قمة OIC</b> Summit الأخيرة")
    assert done.problems == ("a tag cuts a phrase of the other script, so its order may be lost: OIC Summit",)
    assert shown(done.html).endswith("<b>قمة [OIC]</b> [Summit] الأخيرة</p></body></html>")


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
    assert marked(line) == line


def test_spaces_leave_a_box_of_the_other_direction() -> None:
    assert marked('قال<span dir="ltr"> <b>OIC </b></span>ثم') == 'قال <span dir="ltr"><b>OIC</b></span> ثم'


# Elements


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p lang="en">Only 25%.</p>', '<p lang="en" dir="ltr">Only 25%.</p>'),
        ('<p lang="ar">OIC هي</p>', '<p lang="ar"><span lang="en" dir="ltr">OIC</span> هي</p>'),
        ('<p dir="auto">Hi!</p>', '<p dir="ltr">Hi!</p>'),
        ('<p dir="AUTO">نعم!</p>', '<p dir="rtl">نعم!</p>'),
        ('<p dir="RTL">نعم</p>', '<p dir="rtl">نعم</p>'),
        ('<p dir="sideways">نعم</p>', "<p>نعم</p>"),
        ("<p>قال <bdi>OIC</bdi> نعم</p>", '<p>قال <bdi dir="ltr">OIC</bdi> نعم</p>'),
        ('<p>قال <q lang="en">Is “it”?</q></p>', '<p>قال <q lang="en" dir="ltr">Is “it”?</q></p>'),
        (
            '<p>قال <i lang="en">OIC</i> <b lang="en">Summit</b></p>',
            '<p>قال <span lang="en" dir="ltr"><i lang="en">OIC</i> <b lang="en">Summit</b></span></p>',
        ),
        ("<pre>\n\nx = 1 &lt; 2\n</pre>", '<pre dir="ltr">\n\nx = 1 &lt; 2\n</pre>'),
        ("<p>قال <code>x = 1</code></p>", '<p>قال <code dir="ltr">x = 1</code></p>'),
        ("<p>قال<!-- OIC --> نعم</p>", "<p>قال نعم</p>"),
        ("<style>a>b{}</style><script>1<2&&3</script>", "<style>a>b{}</style><script>1<2&&3</script>"),
        ('<p title="a &amp; &quot;b">نعم &amp; &lt;ب&gt;</p>', '<p title="a &amp; &quot;b">نعم &amp; &lt;ب&gt;</p>'),
        ('<svg viewBox="0 0 1 1"><title>x</title><path d="M0 0"></path></svg>',) * 2,
    ],
)
def test_elements(written: str, expected: str) -> None:
    done = mark(f"<!DOCTYPE html><html lang=ar dir=rtl><body>{written}</body></html>")
    assert done.html.partition("<body>")[2] == f"{expected}</body></html>"


def test_letters_cannot_be_turned_round() -> None:
    assert mark("<html lang=en><p><bdo dir=rtl>abc</bdo>").problems == (
        "<bdo> cannot turn letters round on paper: abc",
    )


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
    assert mark(html) == Marked(html, ((NOWHERE, "its elements are nested too deeply"),))


# Joiners


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("الم<b>كتب</b>ة", "الم~<b>~كتب~</b>~ة"),
        ("مُ<b>ؤتمر</b>", "مُ~<b>~ؤتمر</b>"),
        ("<b>ا</b>لمكتبة", "<b>ا</b>لمكتبة"),  # alef joins nothing behind it
        ("<b>دار</b>ه", "<b>دار</b>ه"),
        ("سما<b>ء</b>", "سما<b>ء</b>"),
        ("شي<b>ء</b>", "شي<b>ء</b>"),  # hamza joins nothing before it
        ("قال <b>نعم</b> ثم", "قال <b>نعم</b> ثم"),
        ("كتب<br>كتب", "كتب<br>كتب"),
        ("كتب<b></b>كتب", "كتب~<b></b>~كتب"),
        ("كتب<!-- -->كتب", "كتبكتب"),
    ],
)
def test_joiners_at_the_tags_inside_a_word(written: str, expected: str) -> None:
    assert marked(written).replace(ZWJ, "~") == expected


def test_an_arabic_run_of_an_english_line_is_a_line_itself() -> None:
    assert shown(marked("he said نسبة 25% من 2019-2024 كلها there", "en")) == (
        "he said {نسبة <25%> من <2019-2024> كلها} there"
    )


def test_joiners_in_an_arabic_run_of_an_english_line() -> None:
    assert shown(marked("the الم<b>كتب</b>ة here", "en")).replace(ZWJ, "~") == "the {الم~<b>~كتب~</b>~ة} here"


# Justified lines


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("قال <b>نعم</b> ثم", "قال<span> <b>نعم</b></span> ثم"),
        ("قال OIC ثم", 'قال<span> <span lang="en" dir="ltr">OIC</span></span> ثم'),
        ("قال <b>ثم <i>نعم</i></b>", "قال<span> <b>ثم<span> <i>نعم</i></span></b></span>"),
        ("<b>نعم</b> <i>لا</i>", "<b>نعم</b><span> <i>لا</i></span>"),
        ("<b>A</b> <i>B</i> ثم", '<span lang="en" dir="ltr"><b>A</b><span> <i>B</i></span></span> ثم'),
        ("قال<b>نعم</b>", "قال<b>نعم</b>"),
        ("قال <br>نعم", "قال <br>نعم"),
    ],
)
def test_a_space_and_the_element_behind_it_are_one_box(written: str, expected: str) -> None:
    assert marked(written, justified=True).replace(ZWJ, "") == expected


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
    return "".join("".join(tree.read(html).itertext()).replace(ZWJ, "").split())


def unmarked(element: Element, direction: str) -> Iterator[str]:
    """Texts of a right-to-left line that still hold Latin, or the other way round."""
    direction = element.get("dir", direction)
    other: bidi.Direction = "ltr" if direction == "rtl" else "rtl"
    texts = [element.text or "", *(child.tail or "" for child in element)]
    if element.tag not in {"head", "title", "code"}:
        yield from (text for text in texts if bidi.has_letters(text, other))
        for child in element:
            yield from unmarked(child, direction)


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.booleans())
def test_any_document_keeps_its_words_and_is_marked_once(html: str, justified: bool) -> None:
    once = mark(html, justified=justified).html
    assert letters(once) == letters(html)
    assert mark(once, justified=justified).html == once
    assert list(unmarked(tree.read(once), "ltr")) == []


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS)
def test_what_is_written_is_read_again(html: str) -> None:
    assert tostring(tree.read(tree.write(tree.read(html), html))) == tostring(tree.read(html))


@settings(max_examples=300, deadline=None)
@given(PHRASES, st.sampled_from(["ltr", "rtl"]))
def test_runs_stand_apart_and_hold_every_letter_of_the_other_script(text: str, direction: bidi.Direction) -> None:
    found = bidi.runs(text, direction)
    assert all(0 <= run.start < run.end <= len(text) for run in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    outside = list(text)
    for run in found:
        outside[run.start : run.end] = " " * (run.end - run.start)
    other: bidi.Direction = "rtl" if direction == "ltr" else "ltr"
    assert not bidi.has_letters("".join(outside), other)


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("AR-lb", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("pa-Arab", "rtl"), ("", "ltr")],
)
def test_languages_have_directions(language: str, direction: str) -> None:
    assert bidi.direction_of(language) == direction
