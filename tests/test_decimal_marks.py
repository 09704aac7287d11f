"""What a document's own decimals tell of a dot that may be one of thousands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.numbers.decimal_marks import Mark, decimal_mark, settled
from dossier.evidence.numbers.quantities import quantities_in


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["بزيادة 5,4% مقارنة", "بلغت 460,2 مليار درهم"], ","),
        (["grew by 5.4 per cent", "to 1.5 million"], "."),
        (["a sum of 1.234.567 crowns"], ","),
        (["عدد سكانها 9.300 نسمة"], ","),
        (["5,4 per cent", "to 1.5 million"], ""),
        (["on 12.10.2023, at 26/3,4"], ""),
        (["one decimal: 5,4"], ""),
        ([], ""),
    ],
)
def test_the_mark_of_a_document(lines: list[str], mark: Mark) -> None:
    assert decimal_mark(lines) == mark


@pytest.mark.parametrize(
    ("mark", "value", "others"), [(",", Fraction(412600), 0), (".", Fraction(2063, 5), 0), ("", Fraction(412600), 1)]
)
def test_a_dot_is_read_as_the_document_has_it(mark: Mark, value: Fraction, others: int) -> None:
    text = "بلغ 412.600 درهم"
    read = settled(quantities_in(text)[0], text, mark)
    assert (read.value, len(read.others)) == (value, others)


@given(st.from_regex(r"(?:paid |بلغت )[1-9][0-9]{0,2}[.,][0-9]{1,4}(?: (?:dinars|million|دينار))?", fullmatch=True))
def test_a_mark_leaves_one_of_the_readings_and_changes_no_other_number(text: str) -> None:
    (quantity,) = quantities_in(text)
    readings = sorted({quantity.value, *quantity.others})
    low, high = settled(quantity, text, "."), settled(quantity, text, ",")
    assert settled(quantity, text, "") is quantity
    assert [low.value, high.value] == [readings[0], readings[-1]]
    assert [low.others, high.others] == [(), ()]
