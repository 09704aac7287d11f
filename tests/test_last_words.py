"""The last two words of a paragraph are tied, where a document asks for it."""

from __future__ import annotations

import pytest

from dossier.press.html import tree
from dossier.press.html.markup import mark
from dossier.press.html.transcript import words_of

MARK = '\u2060<span class="nb">\u00a0<a dir="ltr">3:43</a></span>'


def tied(element: str, *, asks: bool = True) -> str:
    """What is in the body, with a tilde for each no-break space."""
    asked = ' data-last-words="tied"' if asks else ""
    html = mark(f"<!DOCTYPE html><html lang=en dir=ltr{asked}><body>{element}</body></html>").html
    return html.partition("<body>")[2].partition("</body>")[0].replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("The ferry came to the harbour in the rain.", "The ferry came to the harbour in the~rain."),
        ("The ferry came to the harbour in the <b>rain</b>!", "The ferry came to the harbour in the~<b>rain</b>!"),
        (f"The ferry came to the harbour in rain.{MARK}", f"The ferry came to the harbour in~rain.{MARK}"),
        ("The ferry came to the harbour, (see there).", "The ferry came to the harbour, (see~there)."),
    ],
)
def test_the_last_two_words_are_tied(written: str, set_as: str) -> None:
    assert tied(f"<p>{written}</p>") == f"<p>{set_as.replace(chr(0xA0), '~')}</p>"


@pytest.mark.parametrize(
    "written",
    [
        "<p>The ferry came in the rain.</p>",  # hardly more than a line
        "<p>The ferry came to the harbour notwithstanding difficulties.</p>",  # long enough to stand alone
        "<p>The ferry came to the harbour in the years 2004 2005</p>",  # which would be read as one number
        "<h1>The ferry came to the harbour in the rain</h1>",
        "<blockquote><p>The ferry came to the harbour in the rain.</p></blockquote>",  # letter for letter
    ],
)
def test_others_are_left_alone(written: str) -> None:
    assert tied(written) == written


def test_nothing_is_tied_unasked() -> None:
    written = "<p>The ferry came to the harbour in the rain.</p>"
    assert tied(written, asks=False) == written


def test_each_paragraph_of_a_cell_and_each_note_is_tied() -> None:
    note = '<span role="doc-footnote" lang="en" dir="ltr">It had come in from the sea before.</span>'
    cell = (
        f"<td><p>The ferry came to the harbour in the rain.</p><p>It left for the other shore at noon.{note}</p></td>"
    )
    assert tied(f"<table><tbody><tr>{cell}</tr></tbody></table>").count("~") == 3


def test_tying_twice_is_tying_once() -> None:
    html = '<!DOCTYPE html><html lang="en" dir="ltr" data-last-words="tied"><body><p>{}</p></body></html>'
    once = mark(html.format("The ferry came to the harbour in the rain."))
    assert mark(once.html).html == once.html


def test_the_transcript_knows_of_no_ties() -> None:
    """It is made before they are, and verified after."""
    html = '<!DOCTYPE html><html lang="en" dir="ltr" data-last-words="tied"><body><p>{}</p></body></html>'
    html = html.format("The ferry came to the harbour in the rain.")
    assert words_of(tree.read(mark(html).html)) == words_of(tree.read(html))
