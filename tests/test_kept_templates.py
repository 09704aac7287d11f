"""Templates that were compiled by an earlier process: the same pages, and compiled again on any doubt."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import jinja2
import pytest
from conftest import Desk

from dossier.press import kept_templates
from dossier.press.html import Templates
from dossier.project import Project

TEMPLATE = "{% for line in lines %}<p>{{ line | sentence }}</p>\n{% endfor %}"
LINES = ["one 1", "two 2"]


@pytest.fixture
def shelf(desk: Desk) -> Desk:
    desk.write("templates/lines.html", TEMPLATE)
    filled(desk)
    return desk


def filled(desk: Desk, *, arabic_indic: bool = False, placed: bool = False) -> str:
    """As a new process does it."""
    templates = Templates(Project(desk.root), desk.root / "cache")
    environment = templates.environment(arabic_indic=arabic_indic, placed=placed)
    return environment.get_template("lines.html").render(lines=LINES)


def is_compiled(desk: Desk, *, arabic_indic: bool = False, placed: bool = False) -> bool:
    """Whether anything has to be compiled to fill it."""
    with patch.object(
        jinja2.Environment, "compile", side_effect=jinja2.Environment.compile, autospec=True
    ) as compiling:
        filled(desk, arabic_indic=arabic_indic, placed=placed)
    return bool(compiling.called)


def kept(desk: Desk) -> Path:
    (file,) = (desk.root / "cache/templates").glob("*-western-plain.template")
    return file


def test_what_was_compiled_is_not_compiled_again(shelf: Desk) -> None:
    assert not is_compiled(shelf)
    assert filled(shelf) == "<p>One 1</p>\n<p>Two 2</p>\n"


def test_a_template_that_has_changed_is(shelf: Desk) -> None:
    shelf.write("templates/lines.html", TEMPLATE.replace("<p>", "<p class=line>"))
    assert is_compiled(shelf)
    assert filled(shelf).startswith("<p class=line>One")
    assert kept(shelf)


@pytest.mark.parametrize("way", [{"arabic_indic": True}, {"placed": True}], ids=str)
def test_other_ways_to_compile_it_are_kept_apart(shelf: Desk, way: dict[str, bool]) -> None:
    before = filled(shelf)
    assert is_compiled(shelf, **way)
    assert not is_compiled(shelf, **way)
    assert filled(shelf, **way) != before == filled(shelf)


@pytest.mark.parametrize("made_with", ["of", "versions"])
def test_other_versions_compile_it_again(shelf: Desk, made_with: str) -> None:
    with patch.object(kept_templates, made_with, lambda *_: "another"):
        assert is_compiled(shelf)


def test_whatever_is_damaged_is_compiled_again(shelf: Desk) -> None:
    content = kept(shelf).read_bytes()
    spoilt = [
        content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :] for place in range(0, len(content), 97)
    ]
    for one in (b"", content[:20], content[:-1], content + b"\0", *spoilt):
        kept(shelf).write_bytes(one)
        assert is_compiled(shelf)
        assert kept(shelf).read_bytes() == content


def test_where_nothing_can_be_kept_it_is_compiled(desk: Desk) -> None:
    desk.write("templates/lines.html", TEMPLATE)
    desk.write("cache", "a file where the folder should be")
    assert filled(desk) == filled(desk)
    assert is_compiled(desk)
