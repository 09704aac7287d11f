"""WeasyPrint is mended while a document is drawn, and is as it was afterwards."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest

from tests.hooked import in_place


@pytest.fixture(scope="module")
def mended(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.weasy.fixes_table")


def stock_of(mended: ModuleType) -> list[Any]:
    return in_place(patch.part for patch in mended.PATCHES)


def test_everything_is_put_back(mended: ModuleType) -> None:
    before = stock_of(mended)
    with mended.installed():
        assert all(one is not other for one, other in zip(stock_of(mended), before, strict=True))
    assert stock_of(mended) == before


def test_every_fault_in_the_table_is_mended_and_no_other(mended: ModuleType) -> None:
    table = importlib.import_module("dossier.press.weasy.hooks.replacements").REPLACEMENTS
    corrected = importlib.import_module("dossier.press.weasy.hooks.corrections").CORRECTIONS
    others = {"add_broken_out_of_flow", "absolute_box_layout", "float_layout"}  #: carried_over's
    told = {hook.part for hook in corrected if not hook.part.endswith(tuple(others))}
    told |= {hook.part for hook in table if "; fixes/" in hook.why}  # what else it is replaced for is told with it
    assert {patch.part for patch in mended.PATCHES} - {"weasyprint.document:layout_document"} == told
