"""What is linked from units is what is drawn in one piece: to the pixel, to the letter, and in all that the file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from linked import Facts, Workshop, chapter, facts, page_of

@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))

def test_try(workshop, tmp_path):
    page = page_of([chapter("one", "A call<span class=footnote>note</span>.", lines=3), chapter("two", '<a class="page-of" href="#one"></a> <a href="#one">x</a>', lines=30)],css="a.page-of::after{content:target-counter(attr(href),page)}")
    a = facts(workshop.linked(page).pdf, tmp_path)
    b = facts(workshop.in_one(page), tmp_path)
    for name in a.differing(b):
        print(name); print(" linked", getattr(a,name)); print(" plain ", getattr(b,name))
    assert not a.differing(b)
