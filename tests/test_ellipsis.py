"""A line that is cut off shows its beginning, and three dots where it ends; what is not seen is told, word for word."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from pressed import draw_foreign

from dossier.press.fonts import typefaces

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
DOTS = "p { width: 96px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis } "


def pressed(plain: ModuleType, folder: Path, body: str, css: str) -> tuple[list[str], list[str]]:
    """What is told, and the words on the page."""
    file = folder / "page.html"
    html = f"<!DOCTYPE html><html lang=ar dir=rtl><title>t</title><style>{css}</style>\n<body>\n{body}"
    file.write_text(html, encoding="utf-8")
    seen: list[str] = []
    boxes = importlib.import_module("dossier.press.weasy.lost_text")
    stock = boxes.lost_texts

    def lost(watch, document):
        for page in document.pages:
            seen.extend(box.text for box in page._page_box.descendants() if hasattr(box, "text"))
        return stock(watch, document)

    boxes.lost_texts = lost
    try:
        with importlib.import_module("dossier.press.weasy.fixes_table").installed():
            drawing = draw_foreign(file, FACES)
    finally:
        boxes.lost_texts = stock
    return [str(problem).partition("\n")[0] for problem in drawing.problems], seen


def test_the_beginning_is_seen_and_the_rest_is_told(plain: ModuleType, tmp_path: Path) -> None:
    words = "عنوان طويل جدا لا يتسع له العرض المتاح في هذا الصندوق"
    (told,), seen = pressed(plain, tmp_path, f"<p>{words}</p>", DOTS)
    shown, dots = seen
    assert dots == "…"
    assert words.startswith(shown)
    assert 5 < len(shown) < 20
    cut = words[len(shown) :]
    letters = len(cut.replace(" ", ""))
    assert f"{letters} letters of <p>" in told
    assert told.startswith("page.html:3: text cut off: “")


def test_parts_of_a_line_are_cut_where_they_stand(plain: ModuleType, tmp_path: Path) -> None:
    body = "<p>أول <b>ثان ثالث رابع خامس</b> <i>سادس</i> سابع</p>"
    told, seen = pressed(plain, tmp_path, body, DOTS)
    assert seen[0].strip() == "أول"
    assert seen[-1] == "…"
    assert all("سادس" not in one for one in seen)
    assert any("“سادس”, 4 letters of <i>" in one for one in told)
    assert all(": text cut off: " in one for one in told)


@pytest.mark.parametrize(
    "css", ["line-clamp: 2", "max-lines: 2; block-ellipsis: auto; continue: discard", "max-lines: 2; continue: discard"]
)
def test_lines_that_are_not_shown_are_told(plain: ModuleType, tmp_path: Path, css: str) -> None:
    words = "عنوان طويل جدا لا يتسع له العرض المتاح في هذا الصندوق الصغير ولا في غيره"
    (told,), seen = pressed(plain, tmp_path, f"<p>{words}</p>", f"p {{ width: 128px; {css} }}")
    assert told.startswith("page.html:3: text cut off: “")
    assert seen[-1] == "…" or "block-ellipsis" not in css


def test_lines_are_clamped_as_browsers_do(plain: ModuleType, tmp_path: Path) -> None:
    css = "p { width: 64px; display: -webkit-box; -webkit-line-clamp: 1; overflow: hidden }"
    told, seen = pressed(plain, tmp_path, "<p>أول ثان ثالث رابع خامس سادس</p>", css)
    assert seen[-1] == "…"
    assert any("text cut off" in one for one in told)


def test_a_line_that_fits_has_no_dots(plain: ModuleType, tmp_path: Path) -> None:
    assert pressed(plain, tmp_path, "<p>قصير</p>", DOTS) == ([], ["قصير"])


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
@pytest.mark.parametrize(
    ("words", "is_rtl"),
    [
        ("one two three four five six seven eight", False),
        ("واحد اثنان ثلاثة أربعة خمسة ستة سبعة", True),
    ],
)
def test_the_dots_stand_where_the_words_end(plain: ModuleType, words: str, is_rtl: bool, direction: str) -> None:
    with importlib.import_module("dossier.press.weasy.fixes_table").installed():
        body = f"<body dir={direction}><p style='margin: 0'>{words}"
        document = plain.weasyprint.HTML(
            string=f"<style>{DOTS} @page {{ margin: 0 }} body {{ margin: 0 }}</style>{body}"
        ).render()
    page = document.pages[0]._page_box
    shown, dots = (box for box in page.descendants() if hasattr(box, "text"))
    left = page.width - 96 if direction == "rtl" else 0
    for box in (shown, dots):
        assert left - 0.01 <= box.position_x <= box.position_x + box.width <= left + 96.01
    assert (dots.position_x < shown.position_x) is is_rtl
