"""colophon: what the briefing was made from and how to check it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dossier import __version__
from dossier.chapters import colophon
from dossier.model.edition import Dossier, Verbatim
from dossier.model.originals_check import OriginalsCheck

Chapter = Callable[[str, str], Any]


def test_the_digest_is_that_of_all_originals_in_their_order(
    chapter: Chapter, harbour: Callable[[str], Dossier]
) -> None:
    originals = [document.original.sha256 for document in harbour("en").corpus.documents]
    found = chapter("colophon", "en")
    assert found.digest == hashlib.sha256("\n".join(originals).encode()).hexdigest()[:16]
    assert isinstance(found.digest, Verbatim)
    assert (found.sources, found.version) == (3, __version__)


def test_another_original_gives_another_digest(chapter: Chapter, harbour: Callable[[str], Dossier]) -> None:
    dossier = harbour("en")
    first, *others = dossier.corpus.documents
    changed = replace(first, original=replace(first.original, sha256="0" * 64))
    corpus = replace(dossier.corpus, documents=(changed, *others))
    assert colophon.compose(replace(dossier, corpus=corpus)).digest != chapter("colophon", "en").digest


def test_it_says_how_the_dossier_may_be_handled(chapter: Chapter) -> None:
    assert chapter("colophon", "en").handling.startswith("For circulation among the bodies of the coast")
    assert chapter("colophon", "ar").handling.startswith("للتداول داخل هيئات الساحل")
    assert chapter("colophon", "ar").digits == "western"


@pytest.mark.parametrize(
    ("checked", "state"),
    [
        (OriginalsCheck(), "none"),
        (OriginalsCheck(missing=3), "none"),
        (OriginalsCheck(held=3, words=60), "identical"),
        (OriginalsCheck(held=2, missing=1, words=40), "some"),
        (OriginalsCheck(held=3, words=60, false=1), "broken"),
        (OriginalsCheck(held=3, words=60, stale=1), "broken"),
        (OriginalsCheck(held=2, missing=1, words=40, false=1), "broken"),
        (OriginalsCheck(held=3, words=60, proved="2023-11-14"), "recorded"),
        (OriginalsCheck(held=2, missing=1, words=60, proved="2023-11-14"), "recorded_part"),
        (OriginalsCheck(held=3, words=60, false=1, proved="2023-11-14"), "recorded_part"),
        (OriginalsCheck(held=3, words=60, proved="2023-11-14", changed=1), "outdated"),
        (OriginalsCheck(held=3, words=60, proved="2023-11-14", has_other_rules=True), "superseded"),
        (OriginalsCheck(is_damaged=True), "damaged"),
    ],
)
def test_it_says_whether_the_originals_were_at_hand(
    checked: OriginalsCheck, state: str, harbour: Callable[[str], Dossier]
) -> None:
    for language in ("ar", "en"):
        dossier = replace(harbour(language), checked=checked)
        assert colophon.compose(dossier).checked.state == state
        assert f"colophon.originals_{state}" in dossier.words


def test_it_says_when_that_was_recorded(harbour: Callable[[str], Dossier]) -> None:
    told = [
        colophon.compose(replace(harbour(language), checked=OriginalsCheck(held=3, proved="2023-11-14")))
        for language in ("ar", "en")
    ]
    assert [one.proved for one in told] == ["14 نوفمبر 2023", "14 November 2023"]
