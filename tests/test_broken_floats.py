"""What carries over is put back; `test_link.py` has what it looks like."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest
from linked import Workshop

from tests.hooked import in_place

PARTS = (
    "weasyprint.layout:LayoutContext.add_broken_out_of_flow",
    "weasyprint.layout.page:absolute_box_layout",
    "weasyprint.layout.page:float_layout",
)


@pytest.fixture(scope="module")
def carried_over(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    Workshop(tmp_path_factory.mktemp("workshop"))
    return importlib.import_module("dossier.press.weasy.fixes.broken_floats")


def test_everything_is_put_back(carried_over: ModuleType) -> None:
    before = in_place(PARTS)
    with carried_over.installed():
        assert all(one is not other for one, other in zip(in_place(PARTS), before, strict=True))
    assert in_place(PARTS) == before
