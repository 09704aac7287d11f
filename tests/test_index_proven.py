"""The index of names names every page that prints a name, and no other: pages and index are both read back."""

from __future__ import annotations

import os
from pathlib import Path

import index_audit
import pytest
from conftest import HARBOUR, Briefing, Desk

from dossier.chapters import names

ROOT = Path(__file__).parents[1]


def told(briefing: Briefing) -> list[str]:
    return list(map(str, index_audit.differences(briefing.pdf.path, Desk(HARBOUR).dossier(briefing.language))))


def test_the_index_of_the_harbour_is_right(briefing: Briefing) -> None:
    assert told(briefing) == []


def test_a_name_that_the_index_lacks_or_invents_is_told(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = names.forms(Desk(HARBOUR).dossier(briefing.language).corpus)
    others = {form: tuple(party for party in ids if party != "jundi") for form, ids in forms.items()}
    monkeypatch.setattr(names, "forms", lambda corpus: others | {"TLP": ("qassar",)})  # which the cover prints
    found = index_audit.differences(briefing.pdf.path, Desk(HARBOUR).dossier(briefing.language))
    assert [difference.is_missing for difference in found] == [False, True]
    assert found[1].pages[0] == 1


def test_every_number_of_the_index_leads_to_its_page(briefing: Briefing) -> None:
    numbers = list(index_audit.linked_numbers(briefing.pdf.path))
    assert len(numbers) > 10
    assert [(link.on, link.printed, link.page) for link in numbers if link.printed != link.page] == []


@pytest.mark.skipif("DOSSIER_BUILT" not in os.environ, reason="NOT CHECKED: the briefing that this repository is for")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_index_of_this_dossier_is_right(language: str) -> None:
    dossier = Desk(ROOT).dossier(language)
    assert list(map(str, index_audit.differences(ROOT / "build" / language / "briefing.pdf", dossier))) == []
    numbers = list(index_audit.linked_numbers(ROOT / "build" / language / "briefing.pdf"))
    assert [(link.on, link.printed, link.page) for link in numbers if link.printed != link.page] == []
