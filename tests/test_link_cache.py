"""What linking has made is not made again by the next process, and the file is the same with it and without it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import Workshop, chapter, page_of

from dossier.files.cache import digest_of
from dossier.press.html.render import HtmlDocument
from dossier.press.linker import cache, link

CHAPTERS = 20  #: which is more than a group
KEYS = st.recursive(
    st.none() | st.binary(max_size=3) | st.text("ab(:1", max_size=3) | st.integers(-2, 12),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)


@given(KEYS, KEYS)
def test_keys_have_one_name_only_if_they_are_one(one: Hashable, other: Hashable) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def document(words: str = "", lines: int = 2) -> HtmlDocument:
    """Chapters of which the second says something."""
    said = f'<p>{words}<span class="footnote">Note.</span></p>'
    return page_of([chapter(f"c{number}x", said if number == 1 else "", lines=lines) for number in range(CHAPTERS)])


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr(cache, "FEW", 4)
    return Workshop(tmp_path)


@pytest.fixture
def next_one(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Callable[[HtmlDocument], tuple[bytes, int, int]]:
    """What a new process links; how many pieces it packs for that, and of how many units it makes the objects."""
    stock, made = link.objects_of, []

    def objects_of(*unit: Any) -> Any:
        made.append(unit)
        return stock(*unit)

    monkeypatch.setattr(link, "objects_of", objects_of)

    def linked(page: HtmlDocument) -> tuple[bytes, int, int]:
        made.clear()
        workshop.anew()
        pdf = workshop.linked(page).pdf
        (memory,) = workshop.assembler._memories.values()
        return pdf, memory.linker._packer.new, len(made)

    return linked


def of(workshop: Workshop) -> Path:
    (file,) = (workshop.folder / "units").glob("*.links")
    return file


def from_nothing(workshop: Workshop, page: HtmlDocument) -> bytes:
    of(workshop).unlink()
    workshop.anew()
    return workshop.linked(page).pdf


def test_the_next_process_makes_nothing_again(workshop: Workshop, next_one: Callable[[HtmlDocument], Any]) -> None:
    first, packed, made = next_one(document())
    assert (packed > CHAPTERS, made) == (True, CHAPTERS)
    assert next_one(document()) == (first, 0, 0)


@pytest.mark.parametrize("edit", [document("other words"), document("more " * 400), document(lines=3)])
def test_after_an_edit_only_what_it_has_changed(
    edit: HtmlDocument, workshop: Workshop, next_one: Callable[[HtmlDocument], Any]
) -> None:
    next_one(document())
    changed = sum(one != other for one, other in zip(document().sections, edit.sections, strict=True))
    pdf, packed, made = next_one(edit)
    assert packed > 0
    assert changed <= made <= changed + 2  # a piece is packed as if behind the one before it
    assert pdf == from_nothing(workshop, edit)


def test_little_that_is_new_is_not_worth_writing_all(
    workshop: Workshop, next_one: Callable[[HtmlDocument], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    next_one(document())
    before = of(workshop).read_bytes()
    monkeypatch.setattr(cache, "FEW", 12)
    next_one(document("other words"))
    assert of(workshop).read_bytes() == before
    next_one(document(lines=3))
    assert of(workshop).read_bytes() != before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[: len(data) // 2] + b"\0" + data[len(data) // 2 + 1 :],
        lambda data: b"%PDF-1.7\n" * 99,
    ],
)
def test_what_is_spoilt_is_not_there(
    spoil: Callable[[bytes], bytes], workshop: Workshop, next_one: Callable[[HtmlDocument], Any]
) -> None:
    first = next_one(document())
    sound = of(workshop).read_bytes()
    of(workshop).write_bytes(spoil(sound))
    assert next_one(document()) == first
    assert of(workshop).read_bytes() == sound


def test_what_was_packed_by_another_version_is_not_there(
    workshop: Workshop, next_one: Callable[[HtmlDocument], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next_one(document())
    monkeypatch.setattr(cache.zlib, "ZLIB_RUNTIME_VERSION", "another")
    assert next_one(document()) == first


def test_where_nothing_can_be_written_nothing_is_kept(
    workshop: Workshop, next_one: Callable[[HtmlDocument], Any]
) -> None:
    first = next_one(document())
    of(workshop).unlink()
    of_edition = workshop.assembler._links_of("page.html")
    of_edition.mkdir()
    assert next_one(document()) == first
