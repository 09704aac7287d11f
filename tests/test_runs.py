"""Clusters and groups of a line: what readers would part, lose or turn round, by the kind of a face or of a line."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from dossier.press.weasy.text_layer.gaps import lend, lower
from dossier.press.weasy.text_layer.runs import GlyphCluster, PlacedGlyph, group, has_letter, join_marks

SIZE = 10.0


def face(space: int = 250) -> Any:
    return SimpleNamespace(spaces=((3, space),), blank=(1, 0))


def cluster(text: str, start: float, width: float, codes: Any, level: int = 1) -> GlyphCluster:
    glyph = PlacedGlyph(7, start, round(width * 1000 / SIZE))
    end = start + width
    return GlyphCluster(
        text, level, codes, SIZE, start, end, int(900 - start), [glyph], [], level & 1 == 1, has_letter(text)
    )


def test_a_letter_that_is_drawn_over_the_one_before_is_one_with_it() -> None:
    naskh = face()
    alef, lam = cluster("ا", 4, 0, naskh), cluster("ل", 4, 5, naskh)
    joined, *others = join_marks([alef, lam])
    assert not others
    assert joined.text == "لا"
    assert [glyph.text for glyph in joined.glyphs] == ["ال"]  # in the order of the page
    assert joined.marks == alef.glyphs


def test_so_is_one_with_its_marks() -> None:
    naskh = face()
    joined, *others = join_marks([cluster("أُ", 4, 0, naskh), cluster("ل", 4, 5, naskh)])
    assert not others
    assert [(glyph.text, glyph.marks_beside) for glyph in joined.glyphs] == [("أل", "ُ")]


def test_a_narrow_letter_stays_a_letter() -> None:
    naskh = face()
    assert len(join_marks([cluster("ا", 4, 1, naskh), cluster("ل", 5, 5, naskh)])) == 2


def test_a_wide_space_begins_a_group_that_is_read_after_it() -> None:
    naskh = face()
    line = [cluster("ب", 0, 5, naskh), cluster(" ", 5, 3, naskh), cluster("ك", 8, 5, naskh)]
    assert len(group(line, is_rtl=True, page_is_rtl=True)) == 1
    line = [cluster("ب", 0, 5, naskh), cluster(" ", 5, 7, naskh), cluster("ك", 12, 5, naskh)]
    assert ["".join(one.text for one in here.clusters) for here in group(line, is_rtl=True, page_is_rtl=True)] == [
        "ب",
        " ك",
    ]


def test_it_does_not_stand_alone_before_a_number() -> None:
    naskh = face()
    line = [cluster("و", 0, 5, naskh), cluster(" ", 5, 7, naskh), cluster("5", 12, 5, naskh, 2)]
    assert [len(here.clusters) for here in group(line, is_rtl=True, page_is_rtl=True)] == [2, 1]


def test_a_space_of_another_face_is_drawn_in_that_of_its_words() -> None:
    naskh, hebrew = face(), face(200)
    line = [cluster("ש", 0, 5, hebrew), cluster(" ", 5, 4, naskh), cluster("א", 9, 5, hebrew)]
    lend(line)
    assert line[1].codes is hebrew
    assert [(glyph.number, glyph.x, glyph.width, glyph.text) for glyph in line[1].glyphs] == [(3, 6.0, 200, " ")]


def test_a_space_between_two_faces_keeps_its_own_and_so_does_one_without_room() -> None:
    naskh, hebrew = face(), face(500)
    line = [cluster("ש", 0, 5, hebrew), cluster(" ", 5, 4, naskh), cluster("א", 9, 5, face())]
    lend(line)
    assert line[1].codes is naskh
    line = [cluster("ש", 0, 5, hebrew), cluster(" ", 5, 4, naskh), cluster("א", 9, 5, hebrew)]
    lend(line)
    assert line[1].codes is naskh


def test_a_raised_letter_is_read_on_the_line_and_drawn_where_it_was() -> None:
    line = [cluster("م", 0, 2.4, face())]
    glyph = line[0].glyphs[0]
    glyph.rise, glyph.text = 0.3, "م"
    lower(line)
    assert [(one.number, one.rise, one.text) for one in line[0].glyphs] == [(3, 0.0, "م")]
    assert [(one.number, one.x, one.rise) for one in line[0].marks] == [(7, 0, 0.3)]


def test_it_stays_raised_where_no_space_is_about_as_wide() -> None:
    line = [cluster("م", 0, 9, face())]
    line[0].glyphs[0].rise = 0.3
    lower(line)
    assert not line[0].marks
