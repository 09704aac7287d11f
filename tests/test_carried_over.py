"""What is carried over is moved only by a WeasyPrint that is known; `test_link.py` has what that looks like."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest
from linked import Workshop


@pytest.fixture(scope="module")
def carried_over(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    Workshop(tmp_path_factory.mktemp("workshop"))
    return importlib.import_module("dossier.press.carried_over")


def stock_of(carried_over: ModuleType) -> list[Any]:
    return [getattr(*carried_over.owner_of(path)) for path in carried_over.TOUCHED]


def test_everything_is_put_back(carried_over: ModuleType) -> None:
    before = stock_of(carried_over)
    with carried_over.worked():
        assert all(one is not other for one, other in zip(stock_of(carried_over), before, strict=True))
    assert stock_of(carried_over) == before


def test_another_version_is_refused(carried_over: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried_over.weasyprint, "__version__", "70.1")
    with pytest.raises(carried_over.OtherWeasyPrint, match=r"not 70\.1"), carried_over.worked():
        pass


@pytest.mark.parametrize("number", range(3))
def test_another_function_is_refused(number: int, carried_over: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    path = list(carried_over.TOUCHED)[number]
    monkeypatch.setattr(*carried_over.owner_of(path), lambda box: None)
    with pytest.raises(carried_over.OtherWeasyPrint, match="is not what it was"), carried_over.worked():
        pass
