"""What Poppler is shown of an English line on an Arabic page: it reads that from the right."""

from __future__ import annotations

import pytest

from dossier.press.weasy.text_layer.ltr_in_rtl import order_for_poppler
from dossier.press.weasy.text_layer.runs import LRM


@pytest.mark.parametrize(
    ("text", "after_right", "expected"),
    [
        ("The Charter", False, "The Charter"),
        ("The Charter (", False, f"The Charter ({LRM}"),
        (") was signed in 1972.", True, "was signed in 1972. )"),
        ("a: ابت, b", False, ", bتباa: " + LRM),
        ("ابت", True, "تبا"),
        ("", True, ""),
    ],
)
def test_parts_follow_each_other_from_the_right(text: str, after_right: bool, expected: str) -> None:
    assert order_for_poppler(text, after_right=after_right) == expected
