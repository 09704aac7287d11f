"""Bibliographies in and out: what others write is read as it is meant, and what we write comes back the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from conftest import Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.chapters.sources import ascii_address
from dossier.cli.main import main
from dossier.export.bibliography import bibtex, csl_json, ris
from dossier.formats.lines import About
from dossier.importing.bibliography.entries import Bibliography, BibliographyEntry, of_about, read_bibliography
from dossier.importing.bibliography.matching import comparable, matched
from dossier.model.corpus import Corpus
from dossier.model.dates import parse
from dossier.model.edition import Dossier
from dossier.model.records import Document, Text
from dossier.model.reference_types import TYPES, ReferenceType, of_bibtex, of_ris
from dossier.problems import Exit, Report, WrongUsage
from dossier.reading.nodes import Mapping, Scalar
from dossier.reading.nodes import parse as parse_yaml
from dossier.reading.source_set import gather

FORMS: dict[str, Callable[[Corpus], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}
ADDRESS = "https://example.org/ar/نشرة/a_b%20c?x=1&y=%7B2%7D~z#part"


def read(text: str, form: str) -> Bibliography:
    return read_bibliography(f"refs.{form}", text.encode())


@pytest.fixture(scope="module")
def corpus(harbour: Callable[[str], Dossier]) -> Corpus:
    return harbour("en").corpus


# Out and in again


def one(corpus: Corpus, **fields: object) -> tuple[Corpus, Document]:
    """The corpus with nothing but its bulletin, changed."""
    document = replace(corpus.document("bulletin"), **fields)  # type: ignore[arg-type]
    return replace(corpus, documents=(document,)), document


def comes_back(corpus: Corpus, document: Document, form: str) -> None:
    found = read(FORMS[form](corpus), form)
    assert found.problems == ()
    (entry,) = found.entries

    def said(text: Text | None) -> str:
        return " ".join(text.of(document.language).split()) if text else ""

    assert (entry.key, entry.language, entry.unread) == (document.id, document.language, ())
    assert (entry.title, entry.author, entry.publisher) == tuple(
        map(said, (document.title, document.author, document.publisher))
    )
    assert entry.printed_title == " ".join(document.printed_title.split())
    assert (entry.type or "document") == (document.type or "document")
    assert (entry.url, entry.archived, entry.date) == (document.url, document.archived, str(document.when.date))
    assert entry.retrieved == str(document.retrieved or "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", get_args(ReferenceType))
def test_every_kind_comes_back_from_every_form(corpus: Corpus, form: str, kind: str) -> None:
    comes_back(*one(corpus, type=kind, url=ADDRESS, archived=ADDRESS, retrieved=parse("2024-03-05")), form)


#: Letters that some form would take for something else, Arabic with its marks, and what no reader may drop.
LETTERS = st.text(alphabet="\\{}$&#%_^~'`-<>?!\"@,;:=[]()*aZé ا لسَّ١،؛؟«»", min_size=1, max_size=30)
PRINTED = (LETTERS | st.text(max_size=30)).filter(lambda text: text.isprintable() and bool(text.strip()))


@settings(max_examples=150, deadline=None)
@given(
    title=PRINTED,
    author=PRINTED,
    publisher=PRINTED,
    date=st.sampled_from(["2019", "2019-07", "2019-07-03", "2019-07-03/2019-07-05"]),
    form=st.sampled_from(sorted(FORMS)),
)
def test_any_letters_come_back_from_every_form(
    corpus: Corpus, title: str, author: str, publisher: str, date: str, form: str
) -> None:
    texts = {"title": Text(title, "x"), "author": Text(author, "x"), "publisher": Text(publisher, "x")}
    when = replace(corpus.document("bulletin").when, date=parse(date))
    comes_back(*one(corpus, **texts, printed_title=title, when=when, url=ADDRESS), form)


@pytest.mark.parametrize("form", FORMS)
def test_a_doi_is_told_as_one_and_is_the_address_again(corpus: Corpus, form: str) -> None:
    changed, document = one(corpus, url="https://doi.org/10.1000/fanar_harbour.118")
    comes_back(changed, document, form)
    assert read(FORMS[form](changed), form).entries[0].doi == "10.1000/fanar_harbour.118"


@pytest.mark.parametrize("form", FORMS)
def test_a_doubted_date_stays_in_doubt(corpus: Corpus, form: str) -> None:
    dates = {entry.key: entry.date for entry in read(FORMS[form](corpus), form).entries}
    assert dates["bulletin"] == "2022-05-01"
    assert parse(dates["island-voice"]).approximate
    assert dates["pilot"] == "2022~"


def test_every_word_of_the_table_is_a_kind() -> None:
    kinds = set(get_args(ReferenceType))
    assert kinds >= TYPES.keys()
    assert all(of_bibtex(bibtex) in kinds and of_ris(word) in kinds for bibtex, word in TYPES.values())


# What others write

BIB = r"""
@string{gull = "The Gull Herald"}
@article{quay, author = {M{\"u}ller, J{\'o}zef and {Ports and Quays Ltd} and al-Khatib, Samar},
  title = {The {NATO} \& the \textit{Ferry}: 50\% --- an ``\'Etude''}, journal = gull, year = 2019, month = jul,
  url = {https://example.org/a\_b\%20c}, urldate = {2020-01-02}, langid = {english}}
@techreport{quay-ar, title = "تقرير {الميناء} السنوي", institution = {هيئة الميناء}, year = 2021, language = {Arabic},
  howpublished = {\url{https://example.org/x\_y}}, file = {Full Text:C\:\\files\\annual.pdf:application/pdf}}
@misc{when, title = {When}, year = {forthcoming}}
@misc{open, title = {never closed
@misc{quay, title = {The same key}}
@misc{last, title = {Fine}, doi = {https://doi.org/10.1000/182}}
"""
RIS = """\
TY  - NEWS\r
TI  - عودة العبّارة\r
A1  - al-Khatib, Samar\r
T2  - The Gull Herald\r
DA  - 2019/07/03/circa\r
UR  - https://example.org/a\r
Y2  - 2020/01/02/\r
ER  - \r
TY - STAT
TI - A law without its end
TY  - RPRT
T1  - A report
PY  - 2020///
DA  - in spring
ER  -
"""
CSL = [
    {
        "id": "a",
        "type": "speech",
        "title": "A speech",
        "author": [{"family": "Khatib", "given": "Samar", "non-dropping-particle": "al-"}, {"literal": "The Port"}],
        "issued": {"date-parts": [["2019", 7, "3"]]},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "URL": "https://example.org/a b",
        "language": "ar-SA",
    },
    {"id": 7, "type": "parchment", "title": "Odd", "issued": {"literal": "after the storm"}},
]


def test_bibtex() -> None:
    found = read(BIB, "bib")
    quay, annual, when, last = found.entries
    assert quay == BibliographyEntry(
        key="quay",
        line=3,
        type="article-journal",
        title="The NATO & the Ferry: 50% — an “Étude”",
        author="Józef Müller; Ports and Quays Ltd; Samar al-Khatib",
        publisher="The Gull Herald",
        date="2019-07",
        url="https://example.org/a_b%20c",
        retrieved="2020-01-02",
        language="en",
    )
    assert (annual.type, annual.title, annual.publisher) == ("report", "تقرير الميناء السنوي", "هيئة الميناء")
    assert (annual.date, annual.language, annual.file) == ("2021", "ar", "annual.pdf")
    assert annual.url == "https://example.org/x_y"
    assert (when.date, when.unread) == ("", ("year and month: forthcoming",))
    assert (last.url, last.doi) == ("https://doi.org/10.1000/182", "10.1000/182")
    assert [str(problem).partition("\n")[0] for problem in sorted(found.problems)] == [
        "refs.bib:8: warning: when: not made out: year and month: forthcoming",
        "refs.bib:9: warning: this entry cannot be read",
        "refs.bib:10: warning: the key 'quay' comes twice: this one is left out",
    ]


def test_ris() -> None:
    found = read("\ufeff" + RIS, "ris")
    news, law, report = found.entries
    assert news == BibliographyEntry(
        key="line-1",
        line=1,
        type="article-newspaper",
        title="عودة العبّارة",
        author="al-Khatib, Samar",
        publisher="The Gull Herald",
        date="2019-07-03~",
        url="https://example.org/a",
        retrieved="2020-01-02",
    )
    assert (law.type, law.title, law.line) == ("legislation", "A law without its end", 9)
    assert (report.type, report.title, report.date, report.unread) == ("report", "A report", "", ("date: in spring",))


def test_csl_json() -> None:
    speech, odd = read(json.dumps(CSL), "json").entries
    assert speech == BibliographyEntry(
        key="a",
        type="speech",
        title="A speech",
        author="Samar al-Khatib; The Port",
        date="2019-07-03",
        url="https://example.org/a%20b",
        retrieved="2020-01-02",
        language="ar",
    )
    assert (odd.key, odd.type, odd.date, odd.unread) == ("7", "", "", ("type: parchment", "date: after the storm"))
    assert [entry.key for entry in read(json.dumps({"items": CSL}), "json").entries] == ["a", "7"]


BROKEN = {
    "json, cut off": ("json", '[{"id": 1,\n', "refs.json:2: this is no JSON"),
    "json, something else": ("json", "[1, 2]", "refs.json is no CSL-JSON"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_bibliography_is_told(case: str) -> None:
    form, text, told = BROKEN[case]
    with pytest.raises(WrongUsage) as error:
        read(text, form)
    assert str(error.value) == told


def test_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(WrongUsage, match=r"refs.bib:2: byte 0xfc is not UTF-8"):
        read_bibliography("refs.bib", b"% x\n@misc{m\xfcller}")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.text(alphabet='@{}"=,#%\\\n TY-ER[]:a1 ', max_size=80))
def test_no_text_breaks_a_reader(form: str, text: str) -> None:
    try:
        found = read(text, form)
    except WrongUsage:
        assert form == "json"
        return
    assert all(isinstance(entry, BibliographyEntry) for entry in found.entries)


# Which entry an original is

PAGE = of_about(
    About(title="The quay", url="https://www.Example.org/quay/", date="2024-03-05T10:00:00Z", language="en")
)


def test_a_page_tells_of_itself() -> None:
    assert (PAGE.title, PAGE.date, PAGE.url, PAGE.language) == (
        "The quay",
        "2024-03-05",
        "https://www.Example.org/quay/",
        "en",
    )


def shelf(*entries: BibliographyEntry) -> Bibliography:
    return Bibliography("refs.bib", entries)


SIGNS = {
    "the address": BibliographyEntry("x", url="http://example.org/quay#top"),
    "the address of the copy": BibliographyEntry("x", archived="https://example.org/quay"),
    "the file": BibliographyEntry("x", file="quay.html"),
    "the title": BibliographyEntry("x", title="The Quay"),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_an_entry_is_known_by(sign: str) -> None:
    found = matched(
        shelf(BibliographyEntry("other", title="Something else"), SIGNS[sign]), "quay.html", PAGE, ["The quay"]
    )
    assert found.key == "x"
    assert found.date == "2024-03-05"  # which the page tells and the entry does not


def test_a_doi_is_the_same_however_it_is_written() -> None:
    own = BibliographyEntry(url="https://dx.doi.org/10.1000/ABC", doi="10.1000/ABC")
    assert (
        matched(shelf(BibliographyEntry("x", url="https://example.org/y", doi="10.1000/abc")), "a.html", own, []).key
        == "x"
    )
    assert comparable("https://doi.org/10.1000/ABC") == comparable("http://dx.doi.org/10.1000%2Fabc")


def test_the_address_is_surer_than_the_title() -> None:
    both = shelf(
        BibliographyEntry("title", title="The quay"), BibliographyEntry("address", url="https://example.org/quay")
    )
    assert matched(both, "a.html", PAGE, []).key == "address"


def test_what_may_be_several_or_none_is_never_guessed() -> None:
    two = shelf(BibliographyEntry("one", title="The quay"), BibliographyEntry("two", title="the quay"))
    with pytest.raises(WrongUsage, match=r"a.html may be 2 entries of refs.bib") as error:
        matched(two, "a.html", PAGE, [])
    assert error.value.advice == "Name one with --key: one, two."
    assert matched(two, "a.html", PAGE, [], "two").key == "two"
    with pytest.raises(WrongUsage, match=r"no entry of refs\.bib bears"):
        matched(shelf(BibliographyEntry("far", title="Another", url="https://example.org/other")), "a.html", PAGE, [])
    with pytest.raises(WrongUsage, match="no entry 'on'") as error:
        matched(two, "a.html", PAGE, [], "on")
    assert error.value.advice == "did you mean one?"


# On the command line


def field(path: Path, *names: str) -> str:
    node = parse_yaml(path.read_bytes(), path.name)
    for name in names:
        assert isinstance(node, Mapping)
        found = node.get(name)
        assert found is not None, name
        node = found
    assert isinstance(node, Scalar)
    return node.text


def test_a_bibliography_makes_skeletons_that_check_asks_to_fill(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(BIB, "utf-8")
    assert main(["import", str(file), "--project", str(desk.root), "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert [(made["id"], made["number"]) for made in told["documents"]] == [
        *(("quay", 4), ("quay-ar", 5)),
        *(("when", 6), ("last", 7)),
    ]
    annual = desk.root / "sources/documents/quay-ar.yaml"
    assert field(annual, "title", "ar") == "تقرير الميناء السنوي"
    assert (field(annual, "title", "en"), field(annual, "type"), field(annual, "when", "date")) == (
        "",
        "report",
        "2021",
    )
    assert (field(annual, "original", "file"), field(annual, "original", "sha256")) == ("annual.pdf", "")
    report = Report()
    gather(desk.project, report)
    asked = [problem.message for problem in report.errors if problem.place.path.endswith("quay-ar.yaml")]
    assert "the field 'sha256' has no value" in asked
    assert "this document was found by an import and is to be confirmed" in asked
    assert not [message for message in asked if "there is no field" in message]
    before = annual.read_bytes()
    assert main(["import", str(file), "--project", str(desk.root)]) == Exit.DONE
    captured = capsys.readouterr()
    assert "quay-ar: sources/documents/quay-ar.yaml has its address already" in captured.err
    assert annual.read_bytes() == before


def test_an_id_keeps_the_letters_under_accents(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@book{Müller_2019, title = {One}}", "utf-8")
    assert main(["import", str(file), "--project", str(desk.root)]) == Exit.DONE
    assert field(desk.root / "sources/documents/muller-2019.yaml", "title", "en") == "One"


def test_one_entry_by_its_key(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "refs.ris"
    file.write_text(RIS, "utf-8")
    words = ["import", str(file), "--project", str(desk.root), "--key", "line-1", "--id", "gull"]
    assert main(words) == Exit.DONE
    assert field(desk.root / "sources/documents/gull.yaml", "retrieved") == "2020-01-02"
    assert main([*words[:-1], "bulletin"]) == Exit.DONE  # its address is there already: nothing is written
    assert "nothing is new" in capsys.readouterr().out


PAIRED = "The quay\n\n5 March 2024\n\nThe quay was closed on 4 March 2024, the port said.\n"


@pytest.mark.parametrize("form", FORMS)
def test_an_original_takes_its_head_from_its_entry(
    corpus: Corpus, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    texts = {"title": Text("الرصيف", "The quay"), "author": Text("نورة", "Nora Whitfield"), "language": "en"}
    changed, _ = one(
        corpus, **texts, printed_title="", type="article-newspaper", url=ADDRESS, retrieved=parse("2024-03-06")
    )
    refs, original = tmp_path / f"refs.{form}", tmp_path / "quay.txt"
    refs.write_text(FORMS[form](changed), "utf-8", newline="")
    original.write_text(PAIRED, "utf-8")
    words = ["import", str(original), "--bibliography", str(refs), "--project", str(desk.root)]
    assert main(words) == Exit.DONE
    assert "its head is as the entry bulletin" in capsys.readouterr().out
    made = desk.root / "sources/documents/quay.yaml"
    assert (field(made, "title", "en"), field(made, "title", "ar")) == ("The quay", "")
    assert (field(made, "author", "en"), field(made, "publisher", "en")) == (
        "Nora Whitfield",
        "Fanar Harbour Authority",
    )
    assert (field(made, "type"), field(made, "url"), field(made, "retrieved")) == (
        "article-newspaper",
        ADDRESS,
        "2024-03-06",
    )
    assert field(made, "when", "date") == "2024-03-05"  # its own; the entry's stands beside it as a comment
    assert "# its entry has 2022-05-01" in made.read_text("utf-8")


def test_a_key_needs_a_bibliography(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(PAIRED, "utf-8")
    assert main(["import", str(tmp_path / "a.txt"), "--key", "x", "--project", str(desk.root)]) == Exit.USAGE
    assert "there is no bibliography" in capsys.readouterr().err


# In a curator's file, and on the page

ORIGINS = {
    "url: example.org": "'example.org' is no address on the web",
    "url: https://example.org/a b": "'https://example.org/a b' is no address on the web",
    "archived: ftp://example.org/a": "'ftp://example.org/a' is no address on the web",
    "retrieved: 2024-03": "2024-03 is not the day of a retrieval",
    "retrieved: 2024-03-05~": "2024-03-05~ is not the day of a retrieval",
    "type: news": "'news' is none of: article, ",
}


@pytest.mark.parametrize("line", ORIGINS)
def test_what_no_origin_can_be_is_told(desk: Desk, line: str) -> None:
    desk.edit("sources/documents/bulletin.yaml", "language: ar\n", f"language: ar\n{line}\n")
    report = Report()
    gather(desk.project, report)
    (problem,) = (problem for problem in report.errors if "bulletin" in problem.place.path)
    assert problem.message.startswith(ORIGINS[line])
    assert problem.place.line == 6


def test_an_address_is_printed_as_it_can_be_typed() -> None:
    assert (
        ascii_address("https://example.org/ar/نشرة?x=%20y#ب")
        == "https://example.org/ar/%D9%86%D8%B4%D8%B1%D8%A9?x=%20y#%D8%A8"
    )
    assert ascii_address("https://مثال.example/a") == "https://xn--mgbh0fb.example/a"
    assert ascii_address("https://example.org/a(b)~c'd!") == "https://example.org/a(b)~c'd!"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_record_of_a_source_leads_to_where_it_was_taken_from(desk: Desk, language: str) -> None:
    origin = f"url: {ADDRESS}\nretrieved: 2024-03-05\narchived: https://archive.example.org/1\n"
    desk.edit("sources/documents/bulletin.yaml", "language: ar\n", f"language: ar\n{origin}")
    desk.keep_only(language, "sources")
    assert main(["build", "--project", str(desk.root)]) == Exit.DONE
    html = (desk.root / f"build/{language}/briefing.html").read_text("utf-8")
    assert f'href="{ascii_address(ADDRESS)}"'.replace("&", "&amp;") in html
    assert html.count('class="address"') == 2
    assert {"en": "Retrieved", "ar": "أُخذ منه في"}[language] in html
