"""No text crashes an import: whatever a file holds, a draft comes out that can be read, or an error that says why."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubbish import LETTERS, WORDS, files, flipped, long_line
from test_formats import docx_of, pdf_of

from dossier.evidence.parties.registered import Register, register_of
from dossier.evidence.speech.hearing import holders_of
from dossier.formats.reading import read_lines
from dossier.importing.draft import draft_of
from dossier.importing.writer import Head, write
from dossier.model.corpus import Corpus
from dossier.problems import DossierError
from dossier.reading.nodes import Mapping, parse

pytestmark = pytest.mark.usefixtures("one_process")

SLOWEST = 20.0  #: s for 100,000 letters, on a busy machine

Importer = Callable[[str, bytes], str]


@pytest.fixture(scope="module")
def importer(harbour: Callable[[str], object]) -> Importer:
    corpus: Corpus = harbour("ar").corpus  # type: ignore[attr-defined]
    register: Register = register_of(corpus)
    holders = holders_of(corpus)

    def run(name: str, content: bytes) -> str:
        """What an import writes, which has been read back; or what it says in place of it."""
        try:
            lines = read_lines(name, content)
        except DossierError as error:
            return f"{type(error).__name__}: {error}"
        draft = draft_of(lines, register, holders)
        text = write(draft, Head("x", 1, name, "0" * 64, ("ar", "en"), ("a",), original=lines))
        node = parse(text.encode(), f"{name}.yaml")
        assert isinstance(node, Mapping)
        for kind, found in (("quotations", draft.quotations), ("events", draft.dates), ("figures", draft.numbers)):
            assert (node.get(kind) is not None) <= bool(found)
        return text

    return run


def survivors(importer: Importer, made: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """(drafts, refusals) of files, every one of which went through; the name of one that did not is told."""
    drafts = refusals = 0
    for name, content in made:
        try:
            told = importer(name, content)
        except Exception as error:
            raise AssertionError(f"{name} ({content[:300]!r})") from error
        drafts, refusals = drafts + told.startswith("#"), refusals + (not told.startswith("#"))
    return drafts, refusals


def test_files_of_every_kind(importer: Importer) -> None:
    drafts, refusals = survivors(importer, files(1, 400))
    assert drafts + refusals == 400
    assert min(drafts, refusals) > 40


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 5))
def test_thousands_of_files_of_every_kind(importer: Importer, seed: int) -> None:
    assert sum(survivors(importer, files(seed, 800))) == 800


def broken_files(number: int) -> Iterable[tuple[str, bytes]]:
    docx = docx_of("قال الوزير: «نعم».", "“No,” said the minister on 5 March 2024.")
    pdf = pdf_of("The minister said: no", "more than 1,200 boats left in May 2024.")
    for ending, sound in (("docx", docx), ("pdf", pdf)):
        yield from ((f"{ending}-{n}.{ending}", content) for n, content in enumerate(flipped(sound, 3, number)))


def test_files_with_flipped_bytes(importer: Importer) -> None:
    assert sum(survivors(importer, broken_files(40))) == 80


@pytest.mark.slow
def test_hundreds_of_files_with_flipped_bytes(importer: Importer) -> None:
    assert sum(survivors(importer, broken_files(300))) == 600


@pytest.mark.parametrize("seed", range(6))
def test_a_line_of_100_000_letters(importer: Importer, seed: int) -> None:
    begun = time.perf_counter()
    assert importer("long.txt", long_line(random.Random(seed)))
    assert time.perf_counter() - begun < SLOWEST


pieces = st.sampled_from(WORDS) | st.text("".join(LETTERS.values()), max_size=4) | st.text(max_size=3)


@given(st.lists(pieces, max_size=30).map("".join) | st.lists(pieces, max_size=30).map(" ".join))
def test_any_text(importer: Importer, text: str) -> None:
    importer("any.txt", text.encode("utf-8", "replace"))


@given(st.binary(max_size=300), st.sampled_from(["txt", "html", "pdf", "docx"]))
def test_any_bytes(importer: Importer, content: bytes, ending: str) -> None:
    importer(f"any.{ending}", content)
