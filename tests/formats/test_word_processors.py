"""ODT and RTF files: the accepted reading, what was changed beside it, and every kind of text in its place."""

from __future__ import annotations

import pytest
from originals_made import odt, zipped

from dossier.formats.lines import Unread
from dossier.formats.reading import read_lines
from dossier.problems import WrongUsage

# ODT


def region(key: str, what: str, inside: str = "") -> str:
    info = "<office:change-info><dc:creator>Rima</dc:creator><dc:date>2026-01-02</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{key}"><text:{what}>{info}{inside}</text:{what}></text:changed-region>'


CHANGES = (
    "<text:tracked-changes>"
    + region("c1", "deletion", "<text:p>never</text:p>")
    + region("c2", "insertion")
    + "</text:tracked-changes>"
)
INSERTED = '<text:change-start text:change-id="c2"/>{} <text:change-end text:change-id="c2"/>'


@pytest.mark.parametrize(("before", "word", "behind"), [("We shall ", "not", "sell."), ("قال: «", "لن", "نبيع».")])
def test_odt_changes_are_accepted_and_told(before: str, word: str, behind: str) -> None:
    body = f'{CHANGES}<text:p>{before}<text:change text:change-id="c1"/>{INSERTED.format(word)}{behind}</text:p>'
    lines = read_lines("a.odt", odt(body))
    assert lines.texts == (f"{before}{word} {behind}",)
    assert set(lines.unread) == {
        Unread("tracked deletion", 1, "'never' by Rima, 2026-01-02"),
        Unread("tracked insertion", 1, f"'{word}' by Rima, 2026-01-02"),
    }


def test_odt_has_every_kind_of_text_in_its_place() -> None:
    body = "<text:note-body><text:p>A note.</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    shape = "<draw:custom-shape><text:p>In the shape</text:p></draw:custom-shape>"
    comment = "<office:annotation><dc:creator>Omar</dc:creator><text:p>Is that so?</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame>"
    lines = read_lines(
        "a.odt",
        odt(
            f'<text:h>عنوان</text:h><text:p>One{note} two<text:s text:c="3"/>three{comment}'
            "<text:line-break/>four</text:p>"
            f"<text:p>Before {box}and behind.{shape}</text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell></table:table-row>"
            "</table:table>",
            "<style:master-page><style:header><text:p>Letter 44</text:p></style:header></style:master-page>",
        ),
    )
    assert lines.texts[:4] == ("عنوان", "One two three", "four", "Before and behind.")
    assert lines.texts[4:] == ("In the box", "In the shape", "2019", "A note.", "Letter 44", "Is that so?")
    assert lines.kinds == {5: "text box", 6: "text box", 8: "footnote", 9: "header", 10: "comment"}
    assert lines.unread == (Unread("comment", 10, "Omar", breaks_proof=True),)


def test_odt_styles_that_hide_or_strike_are_obeyed() -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    spans = '<text:span text:style-name="T1">never </text:span><text:span text:style-name="T2">not </text:span>'
    lines = read_lines("a.odt", odt(f"<text:p>We shall {spans}sell.</text:p>", automatic=styles))
    assert lines.texts == ("We shall not sell.",)
    assert lines.unread == (Unread("hidden text", 1, "'never'"), Unread("struck words", 1, "'not'", breaks_proof=True))


@pytest.mark.parametrize(
    "content",
    [
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<!DOCTYPE a []><a/>"}),
        zipped({"content.xml": "<a/>", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
)
def test_odt_that_is_broken_hostile_or_locked_is_refused(content: bytes) -> None:
    with pytest.raises(WrongUsage, match=r"a.odt cannot be read as ODT"):
        read_lines("a.odt", content)


# RTF

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset178 Arial;}{\f1\fcharset0 Arial;}}"
RTF: dict[str, tuple[str, list[str], list[tuple[str, int, str]]]] = {
    "paragraphs and signs": (
        r"One\par two\line three\tab four \emdash five\~six non\_stop pro\-gramme\par",
        ["One", "two", "three four —five six non‑stop programme"],
        [],
    ),
    "quotation marks": (r"\ldblquote We\rquote ll stay\rdblquote\par \{x\}", ["“We’ll stay”", "{x}"], []),
    "Arabic in its own encoding": (r"\f0 \'de\'c7\'e1: \'ab\'e4\'da\'e3\'bb\par", ["قال: «نعم»"], []),
    "Arabic in numbers": (r"\u1602?\u1575?\u1604? \uc2\u1606 ??\uc0\u1593 \u1605\par", ["قال نعم"], []),
    "a font that is left again": (r"{\f0 \'e4\'da\'e3} caf\'e9", ["نعم café"], []),
    "a deletion and an insertion": (
        r"We shall {\deleted never }{\revised not }sell.\par",
        ["We shall not sell."],
        [("tracked deletion", 1, "'never'"), ("tracked insertion", 1, "'not'")],
    ),
    "changes and who made them": (
        r"{\*\revtbl {Unknown;}{Rima;}}We shall {\revised\revauth1 not }{\deleted\revauthdel0 now }sell.",
        ["We shall not sell."],
        [("tracked insertion", 1, "'not' by Rima"), ("tracked deletion", 1, "'now'")],
    ),
    "a shape and what stands for it in old programs": (
        r"One{\shp{\*\shpinst{\shptxt In the box\par}}{\shprslt In the box\par}} two",
        ["One two", "In the box"],
        [],
    ),
    "hidden text": (r"Seen{\v  unseen} and \v no\v0 more", ["Seen and more"], [("hidden text", 1, "'unseenno'")]),
    "struck text": (r"We shall {\strike not }sell", ["We shall not sell"], [("struck words", 1, "'not'")]),
    "cells": (r"\trowd a\cell b\cell\row c", ["a", "b", "c"], []),
    "a link": (r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt the order}}', ["the order"], []),
    "a picture": (r"a{\pict\pngblip 8950ff}b", ["ab"], [("picture", 0, "1")]),
    "bytes that are no text": ("a{\\pict\\bin3 }}}}b", ["ab"], [("picture", 0, "1")]),
    "groups that nobody knows": (r"a{\*\unheard of {this}}b", ["ab"], []),
    "a raised number behind a number": (r"1,200{\super 3} tonnes", ["1,200³ tonnes"], []),
}


@pytest.mark.parametrize("kind", RTF)
def test_rtf_is_read(kind: str) -> None:
    text, texts, told = RTF[kind]
    lines = read_lines("a.rtf", (HEAD + text + "}").encode("latin-1"))
    assert list(lines.texts) == texts
    assert [(item.what, item.line, item.detail) for item in lines.unread] == told


def test_rtf_notes_headers_and_comments_stand_behind_the_text() -> None:
    text = (
        r"{\info{\title The quay}{\author Rima}}{\header Letter 44\par}One{\footnote A note.} two"
        r"{\*\atnid 1}{\*\atnauthor Omar}{\*\annotation Is that so?}\par Three "
        r"{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In the box\par}}four\par"
    )
    lines = read_lines("a.rtf", (HEAD + text + "}").encode())
    assert lines.texts == ("One two", "Three four", "In the box", "A note.", "Letter 44", "Is that so?")
    assert lines.kinds == {3: "text box", 4: "footnote", 5: "header", 6: "comment"}
    assert lines.unread == (Unread("comment", 6, "Omar", breaks_proof=True),)
    assert (lines.about.title, lines.about.author, lines.apart) == ("The quay", "Rima", {6})


def test_rtf_nested_too_deep_is_refused() -> None:
    with pytest.raises(WrongUsage, match="groups in more than 1,000"):
        read_lines("a.rtf", b"{\\rtf1" + b"{" * 5_000)
