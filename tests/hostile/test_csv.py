"""A table that a stranger's words stand in makes no spreadsheet reckon, wherever its program parts the cells."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.export.forms import export
from dossier.export.tables import MARK, TABLES, without_formulas
from dossier.model.edition import Dossier
from dossier.model.records import Text

SIGNS = "=+@＝＋－＠-"
PAYLOADS = [
    "=1+1",
    "＝1+1",
    "x;=1+1",
    "x\t=1+1",
    "x\n=1+1",
    "x|@SUM(1)",
    "x; +1",
    'x;"=1+1',
    'x";"=1+1',
    "a'; =1",
    "\t=1+1",
    "\n\t;=1+1",
    "';=1",
    '";-1',
    "'=1",
]


def pieces(text: str, separator: str) -> list[str]:
    """All cells of a table, by who parts it at these signs."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


def formulas(text: str, separator: str) -> list[str]:
    """Those that may be taken for a formula, by who leaves spaces and quotation marks at their beginning away."""
    return [piece for piece in pieces(text, separator) if piece.strip(' \t\r\n\xa0"')[:1] in set(SIGNS) - {""}]


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_table_is_a_formula(
    harbour: Callable[[str], Dossier], what: str, separator: str, payload: str
) -> None:
    text, corpus = Text(payload, payload), harbour("en").corpus
    corpus = replace(
        corpus,
        documents=tuple(
            replace(
                document,
                title=text,
                publisher=text,
                quotations=tuple(replace(one, words=(payload,), translation=text) for one in document.quotations),
                figures=tuple(replace(one, stated=payload, says=text) for one in document.figures),
                events=tuple(replace(one, says=text) for one in document.events),
            )
            for document in corpus.documents
        ),
        people={name: replace(one, name=text) for name, one in corpus.people.items()},
        events={name: replace(one, title=text) for name, one in corpus.events.items()},
    )
    made = export(corpus, "csv", what).removeprefix(MARK)
    assert formulas(made, separator) == []
    assert all(
        line.startswith('"') and line.endswith('"') for line in made.split("\r\n") if "\n" not in payload and line
    )


CELLS = st.text(f"x1 '\";|\t\n,{SIGNS}", max_size=9) | st.text(max_size=9)


def written(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(without_formulas, cells))
    return out.getvalue()


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(";\t|"))
def test_no_cell_is_a_formula_however_it_is_parted(cells: list[str], separator: str) -> None:
    assert formulas(written(cells), separator) == []


@given(CELLS)
def test_the_words_come_back_as_is_said(text: str) -> None:
    (row,) = csv.reader(io.StringIO(written([text]), newline=""))
    (cell,) = row
    assert cell == without_formulas(text)
    if re.match("''*[\t\r\n]", cell):
        cell = cell[1:]

    def bare(found: re.Match[str]) -> str:
        begins = found.start() == 0 or set(";|\t\r\n") & set(found[1])
        return found[1] + found[2][1:] if begins else found[0]

    assert re.sub(rf"""(?:(?<![;|\s"'])|(?<=')(?=[;|\s"]))([;|\s"]*)('*)(?=[{SIGNS}])""", bare, cell) == text


@pytest.mark.parametrize("letters", ["'", ";", "' ", '"', "';"])
def test_it_takes_no_longer_than_its_letters(letters: str) -> None:
    begun = time.process_time()
    without_formulas(letters * 50_000)
    assert time.process_time() - begun < 2
