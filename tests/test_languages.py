"""Documents in any language: how it is told, what is said where there are no rules for it, how it is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Desk, Library, poppler
from hypothesis import given
from hypothesis import strategies as st

from dossier.build import build
from dossier.evidence.parties.registered import register_of
from dossier.evidence.proof.comparison import compare
from dossier.evidence.speech.hearing import holders_of
from dossier.evidence.text import rules
from dossier.evidence.text.languages import language_of, languages_of, main_language
from dossier.export.bibliography import bibtex, csl_json, ris
from dossier.formats.lines import Lines
from dossier.formats.reading import read_lines
from dossier.importing.draft import Draft, draft_of
from dossier.importing.writer import Head, write
from dossier.model import languages as tags
from dossier.model.dates import parse as date
from dossier.model.edition import Dossier
from dossier.model.languages import LanguageTag
from dossier.model.passage import parse as lines_at
from dossier.model.records import Document, FigureClaim, Text, When
from dossier.problems import Broken
from dossier.reading.nodes import parse
from dossier.verification.verdict import Verdict
from dossier.verification.verdicts import verify_sources

TEXTS = Path(__file__).parent / "languages"
LANGUAGES = ("ar", "en", "fa", "fr", "ru", "tr", "ur")
HARBOUR = Callable[[str], Dossier]


def texts(language: str) -> list[str]:
    """Ten texts of 50 to 5,000 letters: news, letters, laws, interviews; the last is all others twice."""
    found = [text.strip() for text in (TEXTS / f"{language}.txt").read_text("utf-8").split("\n---\n")]
    return [*found, "\n".join(found * 2)]


# Tags


@pytest.mark.parametrize(
    ("written", "tag", "english", "arabic"),
    [
        ("fr", "fr", "French", "الفرنسية"),
        ("fa", "fa", "Persian", "الفارسية"),
        ("ur", "ur", "Urdu", "الأوردية"),
        ("ru", "ru", "Russian", "الروسية"),
        ("tr", "tr", "Turkish", "التركية"),
        ("ckb", "ckb", "Central Kurdish", "السورانية الكردية"),
        ("pt-br", "pt-BR", "Portuguese (pt-BR)", "البرتغالية (pt-BR)"),
        ("SR_latn", "sr-Latn", "Serbian (sr-Latn)", "الصربية (sr-Latn)"),
        ("und", "und", "Unknown language", "لغة غير معروفة"),
    ],
)
def test_a_language_has_a_tag_and_a_name_in_each_edition(written: str, tag: str, english: str, arabic: str) -> None:
    assert tags.parse(written) == tag
    assert (tags.name_of(tag, "en"), tags.name_of(tag, "ar")) == (english, arabic)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("French", "did you mean fr (French)?"),
        ("Frensh", "did you mean fr (French)?"),
        ("الفارسية", "did you mean fa (Persian)?"),
        ("per", "did you mean fa (Persian)?"),
        ("iw", "did you mean he (Hebrew)?"),
        ("fr-x-old", "behind fr may stand a script and a region: sr-Latn, pt-BR"),
        ("xx", "a code of ISO 639 such as ar, en, fa, fr, ru, tr, ur; und if nobody can tell"),
        ("", "a code of ISO 639 such as ar, en, fa, fr, ru, tr, ur; und if nobody can tell"),
    ],
)
def test_what_is_no_language_is_told_with_a_hint(written: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is no language that is known here") as told:
        tags.parse(written)
    assert told.value.args[1] == hint


@given(st.text(max_size=12) | st.from_regex(tags.PATTERN, fullmatch=True))
def test_a_tag_is_read_as_it_was_written_or_refused(text: str) -> None:
    with suppress(ValueError):
        tag = tags.parse(text)
        assert tags.parse(tag) == tag
        assert re.match(tags.PATTERN, tag)
        assert tags.name_of(tag, "ar")


def test_a_curator_is_told_where(desk: Desk) -> None:
    desk.edit("sources/documents/pilot.yaml", "language: en", "language: English")
    with pytest.raises(Broken) as told:
        build(desk.project, ())
    assert [str(problem) for problem in told.value.problems] == [
        "sources/documents/pilot.yaml:5:11: 'English' is no language that is known here\n"
        "    hint: did you mean en (English)?"
    ]


# Which language a text is in


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_each_language_are_known(language: str) -> None:
    assert [language_of(text) for text in texts(language)] == [language] * 10


def pieces(language: str, length: int) -> Iterator[str]:
    """What `language`'s texts are made of: whole words, of at least so many letters."""
    piece = ""
    for word in " ".join(texts(language)[:-1]).split():
        piece = f"{piece} {word}".strip()
        if len(piece) >= length:
            yield piece
            piece = ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("length", "least"), [(30, 0.5), (50, 0.55), (80, 0.7), (120, 0.8)])
def test_a_piece_of_a_text_is_known_or_not_told(language: str, length: int, least: float) -> None:
    found = [language_of(piece) for piece in pieces(language, length)]
    mistaken = [told for told in found if told not in {language, ""}]
    assert len(mistaken) <= (len(found) // 50 if length < 50 else 0)
    assert found.count(language) >= least * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Паром түсте кетіп қалды, жағалауда ешкім қол бұлғамады. Үш инженер жазған баяндамада бөгеттің өткізгені.",
        "پاراخوت چۈشتە يولغا چىقتى، پىرىستاندا ھېچكىم قول پۇلاڭلاتمىدى. ئۈچ ئىنژېنېر يازغان دوكلاتتا.",
        "ٻيڙي منجهند جو رواني ٿي ۽ گھاٽ تي ڪنهن به هٿ نه لوڏيو. ٽن انجنيئرن جي لکيل رپورٽ ۾ چيو ويو آهي.",
        "המעבורת יצאה בצהריים ואיש לא נופף על הרציף. בדוח שכתבו שלושה מהנדסים נאמר שהסכר דלף שנים.",
        "Το πλοίο έφυγε το μεσημέρι και κανείς δεν χαιρέτησε στην προβλήτα.",
        "渡轮中午离开，码头上没有人挥手。三位工程师撰写的报告指出，大坝多年来一直漏水。",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "qwrt zxcv bnmp lkjh gfds trwq mnbv cxzl kjhg fdsa",
        "2b788ac1f839d885fe6948fcf751cf6e5690ba492bda9558bddee14c7857 a b c d",
        "12 345, 67 %",
        "",
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Fähre legte mittags ab, und niemand winkte am Kai. Der Bericht stellt fest, dass der Damm leckt."),
        (
            "es",
            "El transbordador salió al mediodía y nadie saludó en el muelle. El informe señala que la presa perdía.",
        ),
        ("it", "Il traghetto è partito a mezzogiorno e nessuno ha salutato sul molo. La relazione rileva che la diga."),
        ("az", "Bərə günorta yola düşdü və körpüdə heç kim əl yelləmədi. Hesabatda bəndin su sızdırdığı deyilir."),
        ("uk", "Пором відійшов опівдні, і ніхто на причалі не помахав. У звіті сказано, що гребля протікала роками."),
        ("ps", "بېړۍ په غرمه کې روانه شوه او هیچا په بندر کې لاس ونه خوځاوه. په هغه راپور کې ویل شوي چې بند څاڅي."),
    ],
)
def test_their_neighbours_are_not_taken_for_them(language: str, text: str) -> None:
    assert language_of(text) == language


def test_a_mixed_document_is_in_the_language_of_most_of_it() -> None:
    mixed = [texts("ar")[7], texts("fr")[6], "Port de Tal", "2024", texts("ar")[8]]
    found = languages_of(mixed)
    assert found == ("ar", "fr", "fr", "ar", "ar")
    assert main_language(mixed, found) == "ar"


@given(st.lists(st.text(max_size=60), max_size=8))
def test_every_paragraph_has_a_language_or_none(paragraphs: list[str]) -> None:
    found = languages_of(paragraphs)
    assert len(found) == len(paragraphs)
    assert main_language(paragraphs, found) in {*found, ""}


# What an import finds in it


def drafted(harbour: HARBOUR, *lines: str) -> Draft:
    corpus = harbour("ar").corpus
    return draft_of(Lines(lines), register_of(corpus), holders_of(corpus))


def written(draft: Draft) -> str:
    return write(draft, Head("x", 1, "x.txt", "0" * 64, ("ar", "en"), ()))


#: A sentence in which English or Arabic rules would find what is not there, with what needs no words.
ASIDE = {
    "fr": "« Nous ne vendrons pas », a dit Omar Shaheen le 2024-03-07. Le film once, 12 345 millions, mars 2023, dix.",
    "tr": "Omar Shaheen 2024-03-07 günü için “Satmayız” dedi ve bu film on bin lira ya da 12 345 lira, mart 2023.",
    "ru": "«Мы не продадим», — сказал Omar Shaheen 2024-03-07, и это не film, а 12 345 рублей, март 2023 года.",
    "fa": "عمر شاهین در 2024-03-07 گفت: «ما نمی‌فروشیم» و این را برای ده میلیون و 12 345 ریال در مارس 2023 خواست.",
    "ur": "عمر شاہین نے 2024-03-07 کو کہا: ”ہم نہیں بیچیں گے“ اور یہ دس ملین اور 12 345 روپے مارچ 2023 میں ہے۔",
}


@pytest.mark.parametrize("language", ASIDE)
def test_where_there_are_no_rules_only_what_needs_no_words_is_found(harbour: HARBOUR, language: str) -> None:
    draft = drafted(harbour, *texts(language)[:2], ASIDE[language])
    assert draft.language == language
    mine = [spoken for spoken in draft.quotations if spoken.segments[0].at.first == 3]
    assert [(len(spoken.words), spoken.speaker) for spoken in mine] == [(1, "")]
    found = [(dated.stated, dated.edtf) for dated in draft.dates]
    assert ("2024-03-07", "2024-03-07") in found
    assert {edtf for _, edtf in found} == {"2024-03-07", ""}
    assert ("12 345", Decimal(12345)) in [(counted.stated, counted.value) for counted in draft.numbers]
    assert all(re.fullmatch(r"[\d\s.,٫]+", counted.stated) for counted in draft.numbers)
    told = f"# no rules for {tags.name_of(language, 'en')}: "
    assert f"{told}speakers, relative dates and number words were not looked for" in written(draft).splitlines()[:4]


def test_names_of_the_registers_are_found_in_any_language(harbour: HARBOUR) -> None:
    draft = drafted(harbour, "Selon le rapport, Omar Shaheen est arrivé au port avec les autres.")
    assert (draft.language, [mention.parties for mention in draft.mentions]) == ("fr", [("shaheen",)])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_where_there_are_rules_nothing_is_said(harbour: HARBOUR, language: str) -> None:
    draft = drafted(harbour, *texts(language)[:-1])
    assert (draft.language, draft.unruled) == (language, ())
    assert "no rules" not in written(draft)


def test_a_foreign_paragraph_is_named_by_its_lines(harbour: HARBOUR) -> None:
    draft = drafted(harbour, texts("ar")[7], "", texts("fr")[6], "", texts("ar")[8])
    assert (draft.language, [(language, str(at)) for language, at in draft.unruled]) == ("ar", [("fr", "3")])
    assert "# line 3: no rules for French: " in written(draft)


def test_who_spoke_before_it_is_not_remembered_behind_it(harbour: HARBOUR) -> None:
    lines = ["Captain Omar Shaheen said: “We shall sail at noon, all of us.”", "", texts("fr")[6], ""]
    after = "“It was the longest night of them all,” he said to the others."
    alone = drafted(harbour, lines[0], "", after).quotations[-1]
    parted = drafted(harbour, *lines, after).quotations[-1]
    assert (alone.speaker, parted.speaker) == ("shaheen", "")


def test_a_language_that_cannot_be_told_is_left_open(harbour: HARBOUR) -> None:
    draft = drafted(harbour, "Το πλοίο έφυγε το μεσημέρι και κανείς δεν χαιρέτησε στην προβλήτα στις 12 March.")
    assert (draft.language, draft.dates) == ("", ())
    text = written(draft)
    assert 'language: ""  # not made out' in text
    assert "# no rules for a language that was not made out: " in text


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("12 345", "12345"),
        ("12\u202f345", "12345"),
        ("1.234.567", "1234567"),
        ("1,5", "1.5"),
        ("3.14", "3.14"),
        ("۱۲٫۵", "12.5"),
        ("۴۵", "45"),
        ("1,200", None),  # a thousand and two hundred in one language, one and a fifth in another
        ("1.200", None),
    ],
)
def test_a_number_in_digits_is_read_where_its_mark_leaves_no_choice(
    harbour: HARBOUR, stated: str, value: str | None
) -> None:
    draft = drafted(harbour, f"Le port a reçu {stated} tonnes de blé et une lettre de la ville.")
    found = [(counted.stated, counted.value) for counted in draft.numbers]
    assert found == ([(stated, Decimal(value))] if value else [])
    assert [doubt.partition(":")[0] for _, doubt in draft.doubts] == ([] if value else [stated])


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2024-03-07", "2024-03-07"),
        ("2024-13-07", ""),
        ("05/03/2024", ""),  # the third of May or the fifth of March
        ("5.3.2024", ""),
        ("1402-12-15", ""),  # of the solar Hijri calendar
        ("۱۴۰۲/۱۲/۱۵", ""),
        ("2567-03-07", ""),  # of the Buddhist one
        ("2019", ""),  # a year, or a number
    ],
)
def test_a_date_in_figures_is_read_where_it_can_be_only_one(harbour: HARBOUR, stated: str, edtf: str) -> None:
    draft = drafted(harbour, f"Le rapport du conseil est daté {stated} et il est signé par la ville.")
    assert [(dated.stated, dated.edtf) for dated in draft.dates] == [(stated, edtf)]
    assert draft.numbers == ()


NEWSPAPER = Path(__file__).parent / "imports" / "newspaper"


@pytest.mark.parametrize(
    ("file", "language", "others"),
    [
        ("al-marsad-ar.html", "ar", []),
        ("harbour-gazette-en.html", "en", []),
        ("two-shores-mixed.html", "ar", ["fr"]),
        ("Tal quay - The Evening Tide.html", "en", []),
        ("al-mina-editorial.mhtml", "ar", []),
    ],
)
def test_a_page_saved_from_a_newspaper(harbour: HARBOUR, file: str, language: str, others: list[str]) -> None:
    corpus = harbour("ar").corpus
    lines = read_lines(file, (NEWSPAPER / file).read_bytes())
    draft = draft_of(lines, register_of(corpus), holders_of(corpus))
    assert (draft.language, [other for other, _ in draft.unruled]) == (language, others)
    assert parse(written(draft).encode(), "x.yaml")


# What verify says of it


@pytest.fixture
def french(harbour: HARBOUR) -> Document:
    return replace(
        harbour("en").corpus.document("pilot"), language=LanguageTag("fr"), date_at=None, events=(), figures=()
    )


LINE = "Le 7 mars 2024, soit 2024-03-07, dix navires ou 12 sont partis en 1402-12-15."


@pytest.mark.parametrize(
    ("stated", "edtf", "sense"),
    [
        ("7 mars 2024", "2024-03-07", "undecided"),
        ("mars 2024", "2024-03", "undecided"),
        ("2024-03-07", "2024-03-07", "read"),
        ("2024-03-07", "2024-03-08", "false"),
        ("1402-12-15", "2024-03-05", "undecided"),
    ],
)
def test_words_of_a_date_that_no_rule_reads_are_not_decided(
    harbour: HARBOUR, french: Document, stated: str, edtf: str, sense: str
) -> None:
    document = replace(french, when=When(date(edtf), stated), date_at=lines_at("line 1"))
    found = next(one for one in compare(document, LINE.encode(), harbour("en").corpus) if one.what == "date")
    assert (found.match.verdict, found.sense, found.is_proven) == ("identical", sense, sense == "read")
    assert ("no rules for French" in found.message) == (sense == "undecided")


@pytest.mark.parametrize(("stated", "value"), [("dix navires", 10), ("12", 12), ("12", 13)])
def test_numbers_that_no_rule_reads_are_not_decided(
    harbour: HARBOUR, french: Document, stated: str, value: int
) -> None:
    claim = FigureClaim("boat-capacity", lines_at("line 1"), Decimal(value), stated)
    document = replace(french, figures=(claim,))
    found = next(one for one in compare(document, LINE.encode(), harbour("en").corpus) if one.what == "number")
    assert (found.sense, found.is_proven, found.is_undecided) == ("undecided", False, True)
    assert "not decided: no rules for French" in found.message


def test_what_is_not_decided_is_neither_kept_nor_broken(desk: Desk, tmp_path: Path) -> None:
    beside = Path(__file__).parent / "dossiers" / "harbour-originals"
    desk.edit("sources/documents/pilot.yaml", "language: en", "language: fr")
    text = (desk.root / "sources/documents/pilot.yaml").read_text("utf-8")
    desk.write(
        "sources/documents/pilot.yaml", re.sub(r"translation: \{ar: (.*?)\}", r"translation: {ar: \1, en: So.}", text)
    )
    verdicts, proof = verify_sources(desk.project, beside)
    named: dict[str, Verdict] = {verdict.check: verdict for verdict in verdicts}
    states = {check: named[check].state for check in ("dates as stated", "numbers as stated", "quotations attributed")}
    assert states == {
        "dates as stated": "not decided",
        "numbers as stated": "not decided",
        "quotations attributed": "not checked",
    }
    assert named["forms of names"].state == "ok"
    assert not any(finding.wrong and not finding.is_undecided for finding in proof.findings)


def test_only_one_place_says_for_which_languages_there_are_rules() -> None:
    assert [tag for tag in ("ar", "ar-EG", "en-GB", "fr", "arc", "und", "") if rules.exist_for(tag)] == [
        "ar",
        "ar-EG",
        "en-GB",
    ]


# On paper and in exports

WORDS = {
    "fr": ("«\xa0", "Une horloge se répare pour le siècle à venir", "\xa0»", "ltr"),
    "tr": ("“", "Bir saat ancak gelecek yüzyıl için onarılır, İğdeli Şişman", "”", "ltr"),
    "ru": ("«", "Часы чинят только на следующие сто лет", "»", "ltr"),
    "fa": ("«", "ساعت را جز برای صد سال آینده تعمیر نمی‌کنند پچژگ", "»", "rtl"),
    "ur": ("”", "گھڑی صرف آنے والے سو سال کے لیے ٹھیک کی جاتی ہے", "“", "rtl"),
}


def in_language(desk: Desk, language: str, words: str) -> None:
    """The document `pilot` in another language, its quotation and its title in that language's letters."""
    text = (desk.root / "sources/documents/pilot.yaml").read_text("utf-8")
    text = text.replace("language: en", f"language: {language}")
    text = re.sub(r"(?m)^printed_title: .*", f"printed_title: {words}", text)
    text, found = re.subn(r"(?m)^( +)words: .*", rf'\1words: ["{words}"]', text)
    assert found == 1
    text = re.sub(r"(?m)^( +)translation: .*", r"\1translation: {ar: بلغتنا, en: In ours}", text)
    desk.write("sources/documents/pilot.yaml", text)


@pytest.mark.parametrize("edition", ["ar", "en"])
@pytest.mark.parametrize("language", WORDS)
def test_a_document_in_another_language_is_printed_as_such(
    desk: Desk, library: Library, language: str, edition: str
) -> None:
    opening, words, closing, direction = WORDS[language]
    in_language(desk, language, words)
    desk.keep_only(edition, "quotations", "sources")
    library.warm(desk.root)
    (publication,), warnings = build(desk.project, ())
    assert warnings == []
    html = re.sub('<span class="nb">([^<]*)</span>', r"\1", publication.html.read_text("utf-8"))
    quoted = f'<blockquote class="original" lang="{language}" dir="{direction}"'
    assert re.search(rf"{quoted}[^>]*><p[^>]*>{opening}{re.escape(words)}{closing}<", html)
    assert re.search(rf'<span lang="{language}" dir="{direction}"[^>]*>{re.escape(words)}</span>', html)
    named = f"original, {tags.name_of(language, 'en')}" if edition == "en" else f"الأصل ب{tags.name_of(language, 'ar')}"
    assert named in html
    assert "In ours" in html if edition == "en" else "بلغتنا" in html
    told = poppler("pdftotext", publication.pdf, "-")
    assert re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", words[:12]) in re.sub(
        r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", told
    )


def test_a_letter_that_no_face_has_is_an_error_with_its_place(desk: Desk) -> None:
    in_language(desk, "zh", "渡轮中午离开")
    with pytest.raises(Broken) as told:
        build(desk.project, ())
    assert {problem.place.path for problem in told.value.problems} == {"sources/documents/pilot.yaml"}


def test_a_translation_is_asked_for_in_each_edition_that_is_not_in_its_language(desk: Desk) -> None:
    desk.edit("sources/documents/pilot.yaml", "language: en", "language: fr")
    with pytest.raises(Broken) as told:
        build(desk.project, ())
    messages = [problem.message for problem in told.value.problems]
    assert "the quotation has no translation (en)" in messages


def test_a_region_makes_no_other_language(desk: Desk) -> None:
    desk.edit("sources/documents/pilot.yaml", "language: en", "language: en-GB")
    assert desk.dossier("en").corpus.document("pilot").language == "en-GB"


def test_exports_name_the_language(harbour: HARBOUR) -> None:
    corpus = harbour("en").corpus
    title = Text(ar="الدليل", en="The pilot")
    changed = [
        replace(document, language=LanguageTag("fr-CA"), title=title) if document.id == "pilot" else document
        for document in corpus.documents
    ]
    found = replace(corpus, documents=tuple(changed))
    pilot = next(item for item in json.loads(csl_json(found)) if item["id"] == "pilot")
    assert (pilot["language"], pilot["title"]) == ("fr-CA", "The pilot")
    assert "langid = {french}" in bibtex(found)
    assert "LA  - fr-CA\r\n" in ris(found)


def test_a_draft_in_another_language_is_a_file_that_can_be_read(harbour: HARBOUR) -> None:
    for language in LANGUAGES:
        assert parse(written(drafted(harbour, *texts(language))).encode(), "x.yaml")
