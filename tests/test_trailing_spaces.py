"""Elements within a paragraph do not change where its lines end."""

from __future__ import annotations

import io
import re

import pypdfium2

from dossier.api import press_html

WORDS = "The old ferry went back to the harbour at noon and nobody on the quay saw her come in before the evening. "
TAGGED = re.sub(r"\b(harbour|nobody|quay|her)\b", r"<span id='\1-N'>\1</span>", WORDS)
WIDTHS = [150 + step for step in range(60)]  # px: a space is some four wide


def lines(text: str) -> list[str]:
    paragraphs = "".join(f"<p style='width: {width}px'>{text.replace('-N', f'-{width}')}</p>" for width in WIDTHS)
    css = "@page { size: 400px 300px; margin: 10px } p { break-before: page; font: 12px sans-serif; margin: 0 }"
    html = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>t</title><style>{css}</style>{paragraphs}"
    pdf = pypdfium2.PdfDocument(io.BytesIO(press_html(html.encode()).pdf))
    return [re.sub(r" *\r?\n", "|", page.get_textpage().get_text_bounded()) for page in pdf]


def test_lines_end_where_they_end_without_elements() -> None:
    assert lines(TAGGED) == lines(WORDS)


def test_a_word_that_is_tied_to_an_element_leaves_no_other_alone() -> None:
    tied = WORDS.replace("before the evening.", "before\u00a0<span>Harbour</span>.")
    told = lines(f"{tied.strip()}&#x2060;<span style='white-space: nowrap'>&nbsp;3:43</span>")
    alone = [line for text in told for line in text.split("|") if len(line.split()) < 2]
    assert alone == []
    assert len({text.count("|") for text in told}) > 1  # their ends are not all the same
