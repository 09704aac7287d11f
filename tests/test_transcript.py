"""Words in the order of reading, as plain text."""

from __future__ import annotations

import pytest

from dossier.press.html import tree
from dossier.press.html.markup import mark_tree
from dossier.press.html.transcript import with_page_numbers, words_of

CASES = {
    "<h1>a</h1><p>b <b>c</b>\n  d</p><p>e</p>": "a\nb c d\ne\n",
    "<ul><li>a<li>b</ul>": "- a\n- b\n",
    "<table><tr><th>a<th>b<tr><td>c<td></table>": "a\tb\nc\n",
    "<table><tr><td>a<td><p>b</p><p>c</p></table>": "a\nb\nc\n",
    "<p>a<br>b</p>": "a\nb\n",
    '<p>a <img alt="b c"> d<img alt=""></p>': "a [b c] d\n",
    "<p><svg><title>a</title><path d=''/></svg> b</p>": "[a] b\n",
    '<p>a<span aria-hidden="true">b</span></p><script>c</script>': "a\n",
    '<p>a<i role="doc-footnote">b</i> c<i role="doc-footnote">d</i></p><p>e<i role="doc-footnote">f</i></p>': (
        "a[1] c[2]\n[1] b\n[2] d\ne[3]\n[3] f\n"
    ),
    '<p><a href="#x"></a> <a href="#y">z</a></p>': "7 z\n",
    "<p>a\u00a0b\u2060 c\u00add</p>": "a b cd\n",
    "<section>a</section><section>b</section>": "a\n\nb\n",
    "<p>قال <b>شيئًا</b> في 3:63</p>": "قال شيئًا في 3:63\n",
}


def words(html: str, *, is_marked: bool = False) -> str:
    root = tree.read(html)
    if is_marked:
        mark_tree(root)
    return with_page_numbers(words_of(root), {"x": 7})


@pytest.mark.parametrize("body", CASES)
def test_words(body: str) -> None:
    html = f"<!DOCTYPE html><html lang=ar><body>{body}</body></html>"
    assert words(html) == words(html, is_marked=True) == CASES[body]


def test_the_title_comes_first() -> None:
    assert words("<html><head><title>t &amp; u</title></head><body><p>a</p></body></html>") == "t & u\n\na\n"
