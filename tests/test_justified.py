"""Justified lines fill their frame as they are drawn, in every face of ours."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dossier.press.fonts import typefaces
from dossier.press.html.markup import mark

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
WORDS = (
    "تنشر الوزارة كل عام تقريرا عن <b>التجارة الخارجية</b> تبين فيه ما طرأ على الصادرات والواردات من زيادة أو "
    "نقصان، ثم تقارنه بما نشره الجهاز المركزي للإحصاء في الفترة نفسها، وتذكر مصدر كل رقم في حاشية الصفحة (2023) حتى "
    "يستطيع القارئ أن يعود إلى الأصل إذا أراد ذلك. To AVATAR, Yes; Type V. and so on, with more words of it."
)


@pytest.fixture(scope="module")
def justified(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.weasy.lines.justified")


def lines(plain: ModuleType, family: str, *, stock: bool = False) -> Iterator[tuple[Any, list[Any]]]:
    """Each line but the last, and its texts."""
    css = FACES.css(lambda face: f"dossier:{face.file}")
    css += f"p {{ font: 12pt '{family}'; text-align: justify; width: 300px }}"
    html = mark(f"<html lang=ar dir=rtl><body><p>{WORDS}</p></body></html>").html
    offer = {face.file: face.path.read_bytes() for face in FACES}
    mending = nullcontext() if stock else importlib.import_module("dossier.press.weasy.fixes_table").installed()
    with mending, plain.listening("") as listener:
        fetcher = plain.Fetcher(offer)
        page = plain.weasyprint.HTML(string=html, base_url=plain.BASE, url_fetcher=fetcher)
        document = plain.style_of([("faces.css", css)], fetcher, listener).laid_out(page)
    found = [box for page in document.pages for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
    assert len(found) > 4
    yield from ((line, [box for box in line.descendants() if hasattr(box, "pango_layout")]) for line in found[:-1])


def widest_miss(justified: ModuleType, found: Iterator[tuple[Any, list[Any]]]) -> float:
    """By how much the texts of a line differ at most from what they take as they are drawn, px."""
    missed = []
    for line, texts in found:
        drawn = 0.0
        for box in texts:
            spacing = box.justification_spacing
            if not box.text.strip():
                drawn += box.width
                continue
            drawn += justified._width(None, box.text, box.style, spacing) + spacing * justified._spaces(box.text)
        missed.append(abs(drawn - 300))
        assert abs(line.width - 300) < 0.1
    return max(missed)


@pytest.mark.parametrize("family", sorted({face.family for face in FACES}))
def test_lines_fill_their_frame(plain: ModuleType, justified: ModuleType, family: str) -> None:
    assert widest_miss(justified, lines(plain, family)) < 0.3


def test_without_mending_one_of_our_faces_does_not(plain: ModuleType, justified: ModuleType) -> None:
    misses = [widest_miss(justified, lines(plain, face.family, stock=True)) for face in FACES]
    assert max(misses) > 1
