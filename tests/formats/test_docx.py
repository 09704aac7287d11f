"""A DOCX file with every kind of text that is not a plain paragraph: which lines it gives, and what is told of them."""

from __future__ import annotations

import pytest
from originals_made import STRICT, docx, run, written, zipped

from dossier.evidence.original import original_of
from dossier.evidence.proof.verbatim import find
from dossier.formats.lines import Lines, Unread
from dossier.formats.reading import read_lines
from dossier.model.passage import parse
from dossier.problems import WrongUsage

BY = 'w:author="Rima" w:date="2026-01-02T03:04:05Z"'
RAISED = '<w:vertAlign w:val="superscript"/>'
HALF = "<m:r><m:t>{}</m:t></m:r>"
WHO = "Rima, 2026-01-02T03:04:05Z"


def lines(body: str, **parts: str) -> Lines:
    return read_lines("a.docx", docx(body, parts))


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


#: name -> (body, its lines, what is told: (what, line, detail))
KINDS: dict[str, tuple[str, list[str], list[tuple[str, int, str]]]] = {
    "an insertion": (
        paragraph(run("We shall "), inserted("not "), run("sell.")),
        ["We shall not sell."],
        [("tracked insertion", 1, f"'not' by {WHO}")],
    ),
    "an insertion in Arabic": (
        paragraph(run("قال: «"), inserted("لن "), run("نبيع الرصيف».")),
        ["قال: «لن نبيع الرصيف»."],
        [("tracked insertion", 1, f"'لن' by {WHO}")],
    ),
    "a deletion": (
        paragraph(run("It holds "), deleted("900"), inserted("700"), run(" tonnes.")),
        ["It holds 700 tonnes."],
        [("tracked deletion", 1, f"'900' by {WHO}"), ("tracked insertion", 1, f"'700' by {WHO}")],
    ),
    "an insertion that was deleted again": (
        paragraph(run("We stay"), f"<w:ins {BY}>{deleted(' not')}</w:ins>", run(".")),
        ["We stay."],
        [("tracked insertion", 1, f"'not' by {WHO}"), ("tracked deletion", 1, f"'not' by {WHO}")],
    ),
    "a move": (
        paragraph(f"<w:moveFrom {BY}>{run('Gone.')}</w:moveFrom>", run("Here."))
        + paragraph(f"<w:moveTo {BY}>{run('Gone.')}</w:moveTo>"),
        ["Here.", "Gone."],
        [("text moved away", 1, f"'Gone.' by {WHO}"), ("text moved here", 2, f"'Gone.' by {WHO}")],
    ),
    "a paragraph that was deleted": (
        written("First.") + paragraph(deleted("Second.")) + written("Third."),
        ["First.", "Third."],
        [("tracked deletion behind it", 1, f"'Second.' by {WHO}")],
    ),
    "the end of a paragraph that was deleted": (
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('The first ')}</w:p>" + written("and the second half."),
        ["The first and the second half."],
        [],
    ),
    "a row that was deleted": (
        f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{written('Old')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{written('New')}</w:tc></w:tr></w:tbl>",
        ["New"],
        [("tracked deletion behind it", 0, f"'Old' by {WHO}")],
    ),
    "a cell that was deleted": (
        f"<w:tbl><w:tr><w:tc>{written('Kept')}</w:tc>"
        f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{written('Old')}</w:tc></w:tr></w:tbl>",
        ["Kept"],
        [("tracked deletion behind it", 1, f"'Old' by {WHO}")],
    ),
    "what a paragraph looked like before": (
        paragraph(run("Here", f"<w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
        ["Here"],
        [],
    ),
    "content controls": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{written('A block.')}</w:sdtContent></w:sdt>"
        + paragraph(run("On "), f"<w:sdt><w:sdtContent>{run('14 June 2021')}</w:sdtContent></w:sdt>", run(".")),
        ["A block.", "On 14 June 2021."],
        [],
    ),
    "smart tags": (
        paragraph(run("in "), f'<w:smartTag w:element="place">{run("Port Lind")}</w:smartTag>', run(".")),
        ["in Port Lind."],
        [],
    ),
    "links": (paragraph(run("See "), f"<w:hyperlink>{run('order 17')}</w:hyperlink>", run(".")), ["See order 17."], []),
    "fields": (
        paragraph(run("See "), f'<w:fldSimple w:instr=" REF x ">{run("order 17")}</w:fldSimple>', run("."))
        + paragraph(
            run("Page "),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("4"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        ["See order 17.", "Page 4"],
        [],
    ),
    "tables, cell by cell": (
        f"<w:tbl><w:tr><w:tc>{written('السنة')}</w:tc><w:tc>{written('2019')}{written('2020')}</w:tc></w:tr></w:tbl>",
        ["السنة", "2019", "2020"],
        [],
    ),
    "signs": (
        paragraph(
            "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:tab/>"
            "<w:t>pro</w:t><w:softHyphen/><w:t>gramme</w:t></w:r>"
        ),
        ["non-stop programme"],
        [],
    ),
    "broken lines": (
        paragraph('<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:br w:type="page"/><w:t>three</w:t></w:r>'),
        ["One", "two three"],
        [],
    ),
    "hidden text": (
        paragraph(run("Seen"), run(" unseen", "<w:vanish/>"), run(" seen", '<w:vanish w:val="0"/>')),
        ["Seen seen"],
        [("hidden text", 1, "'unseen'")],
    ),
    "struck text": (
        paragraph(run("We shall "), run("not ", "<w:strike/>"), run("sell.")),
        ["We shall not sell."],
        [("struck words", 1, "'not'")],
    ),
    "a raised number behind a number": (
        paragraph(run("1,200"), run("3", RAISED), run(" tonnes, 2"), run("nd", RAISED)),
        ["1,200³ tonnes, 2nd"],
        [],
    ),
    "a sign of a font of its own": (
        paragraph(run("more or equal: "), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("5")),
        ["more or equal: \uf0b35"],
        [("letters that are lost", 1, "U+F0B3")],
    ),
    "a sign of a font of its own before an item": (
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="00A7"/><w:tab/></w:r>', run("The quay")),
        ["\uf0a7 The quay"],
        [],
    ),
    "a formula": (
        paragraph(f"<m:oMath><m:f><m:num>{HALF.format(1)}</m:num><m:den>{HALF.format(2)}</m:den></m:f></m:oMath>"),
        ["12"],
        [("formula", 1, "read from left to right")],
    ),
    "a picture": (
        written("See:") + paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
        ["See:"],
        [("picture behind it", 1, "")],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_text_is_read_or_told(kind: str) -> None:
    body, texts, told = KINDS[kind]
    found = lines(body)
    assert list(found.texts) == texts
    assert [(item.what, item.line, item.detail) for item in found.unread] == told


def box(words: str) -> str:
    inside = f"<w:txbxContent>{written(words)}</w:txbxContent>"
    return (
        f"<mc:AlternateContent><mc:Choice><w:r><w:drawing>{inside}</w:drawing></w:r></mc:Choice>"
        f"<mc:Fallback><w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r></mc:Fallback></mc:AlternateContent>"
    )


def test_a_box_stands_once_behind_its_paragraph() -> None:
    found = lines(paragraph(run("Before "), box("In the box"), run("and behind.")) + written("Last."))
    assert found.texts == ("Before and behind.", "In the box", "Last.")
    assert found.kinds == {2: "text box"}


def test_notes_headers_and_comments_stand_behind_the_text_with_their_kinds() -> None:
    note = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'
    comment = f'<w:comment w:author="Omar" w:date="2026-02-01">{written("Is that so?")}</w:comment>'
    found = lines(
        written("Text."),
        footnotes=note.format(written("A note.")),
        endnotes=f"<w:endnote>{written('An endnote.')}</w:endnote>",
        header=written("Letter 44"),
        footer=written("Confidential"),
        comments=comment,
    )
    assert found.texts == ("Text.", "A note.", "An endnote.", "Letter 44", "Confidential", "Is that so?")
    assert found.kinds == {2: "footnote", 3: "endnote", 4: "header", 5: "footer", 6: "comment"}
    assert found.unread == (Unread("comment", 6, "Omar, 2026-02-01", breaks_proof=True),)
    assert found.apart == {6}


def test_a_style_that_hides_its_text_is_obeyed() -> None:
    styles = '<w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Unseen"/></w:pPr>{run("Secret")}</w:p>' + written("Open")
    found = lines(body + paragraph(run("a"), run("b", '<w:rStyle w:val="Unseen"/>'), run("c")), styles=styles)
    assert found.texts == ("Open", "ac")
    assert [item.what for item in found.unread] == ["hidden text behind it", "hidden text"]


def test_numbers_of_lists_are_told_to_be_missing() -> None:
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>{run("The quay")}</w:p>'
    assert [item.what for item in lines(body).unread] == ["numbers of lists"]


@pytest.mark.parametrize("main", ["word/document.xml", "word/Document.xml", "Word/DOCUMENT.XML"])
@pytest.mark.parametrize("space", [None, STRICT])
def test_parts_in_another_case_and_strict_files_are_read(main: str, space: str | None) -> None:
    content = docx(written("قال نعم"), main=main, **({"space": space} if space else {}))
    assert read_lines("a.docx", content).texts == ("قال نعم",)


def test_deeper_than_python_can_call() -> None:
    body = "<w:sdt><w:sdtContent>" * 5_000 + written("end") + "</w:sdtContent></w:sdt>" * 5_000
    assert lines(body).texts == ("end",)
    boxes = "<w:txbxContent><w:p>" * 5_000 + run("end") + "</w:p></w:txbxContent>" * 5_000
    assert lines(f"<w:p>{boxes}</w:p>").texts == ("end",)


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, "<w:document", "", "\0"])
def test_xml_that_is_hostile_or_broken_is_refused(content: str) -> None:
    with pytest.raises(WrongUsage, match=r"a.docx cannot be read as DOCX"):
        read_lines("a.docx", zipped({"word/document.xml": content}))


def test_the_inserted_not_is_proven_and_the_sentence_without_it_is_not() -> None:
    body, _, _ = KINDS["an insertion"]
    original = original_of(docx(body), "a.docx")
    assert find("We shall not sell", parse("line 1"), original).verdict == "identical"
    assert find("We shall sell", parse("line 1"), original).verdict == "different"
