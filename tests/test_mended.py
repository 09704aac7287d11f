"""WeasyPrint is mended only if it is the one that is known, and is put back as it was."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def mended(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.mended")


def stock_of(mended: ModuleType) -> list[Any]:
    found = []
    for mend in mended.MENDS:
        owner, name = mended.owner_of(mend.part)
        found += [getattr(one, name) for one in (owner, *map(importlib.import_module, mend.also))]
    return found


def test_everything_is_put_back(mended: ModuleType) -> None:
    before = stock_of(mended)
    with mended.worked():
        assert all(one is not other for one, other in zip(stock_of(mended), before, strict=True))
    assert stock_of(mended) == before


def test_another_version_is_refused(mended: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mended.weasyprint, "__version__", "70.1")
    with pytest.raises(mended.OtherWeasyPrint, match=r"not 70\.1"), mended.worked():
        pass


def test_another_function_is_refused(mended: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for mend in mended.MENDS:
        with monkeypatch.context() as changed:
            changed.setattr(*mended.owner_of(mend.part), lambda box: None)
            with pytest.raises(mended.OtherWeasyPrint, match="is mended with"), mended.worked():
                pass
