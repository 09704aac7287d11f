"""A web page: all of its lines counted, its text told from its menus, and what it says of itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.original import original_of
from dossier.evidence.proof.verbatim import find
from dossier.formats.lines import About, Lines
from dossier.formats.reading import read_lines
from dossier.model.passage import parse
from dossier.problems import WrongUsage

pytestmark = pytest.mark.usefixtures("one_process")

PROSE = {
    "en": [
        "The harbour board met on Tuesday to hear the report of its engineers, who had spent the summer under it.",
        "“We shall not sell the old quay,” said the chairman, who has led the board since the storm of 2019.",
        "Of the 240 pilots who were asked, most said that they would rather wait a year than move to the new basin.",
        "The town pays a third of the cost, which the council has put at nine million pounds over the next five years.",
    ],
    "ar": [
        "اجتمع مجلس الميناء يوم الثلاثاء للاستماع إلى تقرير مهندسيه الذين أمضوا الصيف كله تحت الرصيف القديم.",
        "«لن نبيع الرصيف القديم»، قال رئيس المجلس الذي يترأسه منذ عاصفة عام 2019، وأضاف أن القرار اتخذ بالإجماع أمس.",
        "وقال معظم المرشدين الذين سئلوا، وعددهم 240 مرشدا، إنهم يفضلون الانتظار عاما على الانتقال إلى الحوض الجديد.",
        "وتدفع المدينة ثلث الكلفة التي قدرها المجلس البلدي بتسعة ملايين على مدى السنوات الخمس المقبلة بحسب التقرير.",
    ],
}


def page(language: str, head: str = "", more: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE[language])
    return (
        f'<html lang="{language}"><head>{head}</head><body>'
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav>"
        f"<article><h1>The quay stays</h1><p class=by>5 March 2024</p>{paragraphs}{more}</article>"
        "<aside><h3>Most read</h3><ul><li><a href=/a>A swan on the bridge</a></li></ul></aside>"
        "<footer><p><a href=/x>About us</a> | <a href=/y>Contact</a></p></footer></body></html>"
    )


def read(text: str) -> Lines:
    return read_lines("a.html", text.encode())


@pytest.mark.parametrize("language", PROSE)
def test_menus_and_footers_are_counted_and_apart(language: str) -> None:
    lines = read(page(language))
    assert lines.texts[:4] == ("Home", "News", "The quay stays", "5 March 2024")
    assert list(lines.texts[4:8]) == PROSE[language]
    assert lines.apart == {1, 2, 9, 10, 11}
    assert lines.kinds == dict.fromkeys(lines.apart, "menu or margin")
    original = original_of(page(language).encode(), "a.html")
    assert find("A swan on the bridge", parse("line 10"), original).verdict == "identical"


def test_lists_within_the_text_and_quotations_behind_it_are_text() -> None:
    inside = "<ul><li>First the steel</li><li>Then the stone</li></ul>" + f"<p>{PROSE['en'][1]}</p>"
    note = "<section class='footnotes'><p>“It is ours,” he said in 2019.</p></section>"
    lines = read(page("en", more=inside).replace("</article>", f"</article>{note}"))
    texts = [text for number, text in enumerate(lines.texts, 1) if number not in lines.apart]
    assert {"First the steel", "Then the stone", "“It is ours,” he said in 2019."} <= set(texts)
    assert not {"Home", "Most read", "A swan on the bridge", "About us | Contact"} & set(texts)


def test_where_no_text_stands_out_nothing_is_apart() -> None:
    cells = "".join(f"<tr><td>Row {n}</td><td>{n} tonnes</td></tr>" for n in range(5))
    for text in (f"<table>{cells}</table>", "<p>Short.</p>", "<nav><a href=/>Home</a></nav>", ""):
        assert read(text).apart == frozenset()


SAYS = {
    "JSON-LD": (
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@graph": [
                    {"@type": "WebSite", "name": "x"},
                    {
                        "@type": ["NewsArticle"],
                        "headline": "The quay",
                        "datePublished": "2024-03-05T21:00:00+01:00",
                        "author": [{"name": "Rima Saad"}, {"name": "Omar Nasser"}],
                        "publisher": {"@type": "Organization", "name": "The Herald"},
                        "url": "https://herald.example/quay",
                    },
                ]
            }
        )
        + "</script>",
        About("The quay", "Rima Saad, Omar Nasser", "2024-03-05", "The Herald", "https://herald.example/quay", "en"),
    ),
    "Open Graph": (
        '<meta property="og:title" content="The quay"><meta property="og:site_name" content="الشراع">'
        '<meta property="article:published_time" content="2024-03-05"><meta name="author" content="ريما سعد">'
        '<link rel="canonical" href="https://shira.example/1"><meta property="og:url" content="https://x.example">',
        About("The quay", "ريما سعد", "2024-03-05", "الشراع", "https://shira.example/1", "en"),
    ),
    "Dublin Core and citations": (
        '<meta name="DC.creator" content="Rima"><meta name="citation_publication_date" content="2024/03/05">'
        '<meta name="dc.publisher" content="The Board">',
        About("The quay stays", "Rima", "2024-03-05", "The Board", "", "en"),
    ),
    "nothing": ("", About("The quay stays", language="en")),
    "a title": ("<title>The quay | Herald</title>", About("The quay stays", language="en")),
    "what is no date and no name": (
        '<meta property="article:published_time" content="yesterday"><meta name="author" content="https://x.example/r">'
        '<script type="application/ld+json">{broken</script><link rel="canonical" href="javascript:x">',
        About("The quay stays", language="en"),
    ),
}


@pytest.mark.parametrize("kind", SAYS)
def test_what_a_page_says_of_itself_is_taken_and_nothing_guessed(kind: str) -> None:
    head, about = SAYS[kind]
    assert read(page("en", head)).about == about


@pytest.mark.parametrize("how", ["hidden", "style='display: none'", "style='color:red;VISIBILITY:hidden'"])
def test_words_that_nobody_sees_prove_nothing(how: str) -> None:
    lines = read(f"<p>We shall <span {how}>not</span> sell.</p>")
    told = [(item.what, item.line, item.detail, item.breaks_proof) for item in lines.unread]
    assert told == [("hidden words", 1, "not", True)]


def test_struck_words_and_frames_are_told() -> None:
    lines = read("<p>We shall <del>not</del> sell.</p><iframe src='https://x.example/v'></iframe><p>Sound.</p>")
    assert lines.texts == ("We shall not sell.", "Sound.")
    told = [(item.what, item.line, item.detail, item.breaks_proof) for item in lines.unread]
    assert told == [("struck words", 1, "not", True), ("frame", 0, "https://x.example/v", False)]


def test_the_sign_of_a_note_does_not_run_into_a_number() -> None:
    assert read("<p>1,200<sup>3</sup> tonnes, 10 m<sup>2</sup>, the 2<sup>nd</sup></p>").texts == (
        "1,200³ tonnes, 10 m2, the 2nd",
    )


def test_a_page_that_is_the_name_of_a_file_is_no_file(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("<p>secret words")
    monkeypatch.chdir(tmp_path)
    assert read("secret").texts == ("secret",)


@pytest.mark.parametrize("tag", ["div", "B", "span class=x"])
def test_elements_in_too_many_others_are_refused_at_once(tag: str) -> None:
    with pytest.raises(WrongUsage, match="100,000 elements inside each other; at most 5,000"):
        read(f"<{tag}>" * 100_000)


@given(st.text(alphabet="<>/&;=\"' abعpdivnav\n\x01\ufffd", max_size=200))
def test_no_page_is_too_broken_to_read(text: str) -> None:
    lines = read(f"<p>{text}")
    assert all(line.strip() == line and line for line in lines.texts)
    assert lines.apart <= set(range(1, len(lines.texts) + 1))
