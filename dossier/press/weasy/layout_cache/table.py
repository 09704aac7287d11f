"""WeasyPrint's layout remembers what repeats. The PDF is the same, byte for byte, and costs less processor time.

`installed` puts this in the place of WeasyPrint's own functions while one document is laid out and drawn:

    with table.installed():
        drawing = one_pass.draw(…)

A table asks for the width of every word in it and then sets the same words; a page that is made again sets every line
again; each element has its style worked out from all rules of all sheets, and six pseudo-elements that nearly nobody
asks for. What a function gives is kept by all that it depends on, and given again.

What depends on sheets and fonts alone is in a `LayoutCache`, which may serve one document after the other: lines, and
styles with what was worked out from them. The rest is forgotten when the document is done.
`tests/bench/layout_cache.py` tells what each part saves, on the flagship and on random text; in that most of what is
left is Pango, which has to set every line thrice, and our own text layer.

Tried and left, for it gave nothing: one declaration for each language once equal styles are shared. Left for its
rarity: `layout_fixed_boxes`, which goes through all pages for each (0.7 % at 964 pages). What is said to the log of a
style is said once for all the elements that share it; whoever keeps a memory lets go of it when something was said.

Lines are the only thing that grows with the text, and they are bounded by the letters they hold; styles are bounded by
their number.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from dossier.press.weasy.hooks.installer import install
from dossier.press.weasy.layout_cache import boxes, styles, text
from dossier.press.weasy.layout_cache.styles import Styles
from dossier.press.weasy.layout_cache.text import TextCache

#: Objects made before the collector of cyclic garbage looks at the youngest, and how often it looks at older ones.
#: Boxes live as long as their document; with the 700 it comes with it looks at all of them again and again, for a tenth
#: of the processor time. Garbage that waits takes 2 of 240 MB. `gc.freeze` before the layout gains nothing.
COLLECTOR = (50_000, 10, 10)


@dataclass(slots=True, eq=False)
class LayoutCache:
    """What stays from one document to the next, if they have their fonts and sheets in common."""

    text: TextCache = field(default_factory=TextCache)
    styles: Styles = field(default_factory=Styles)


Memo = tuple[str, Callable[[Any, LayoutCache], Any]]  #: what is replaced; stock function, memory -> ours


def _alone(part: str, wrapper: Callable[[Any], Any]) -> Memo:
    """Of what remembers nothing beyond a document."""
    return part, lambda stock, _: wrapper(stock)


_INLINE, _LAYOUT, _CSS = "weasyprint.layout.inline", "weasyprint.layout", "weasyprint.css"

#: By name. What each one gives is told at its function.
MEMOS: Mapping[str, tuple[Memo, ...]] = MappingProxyType(
    {
        "lines": ((f"{_INLINE}:split_first_line", lambda stock, memory: text.lines(stock, memory.text)),),
        "struts": (_alone(f"{_INLINE}:strut", text.struts),),
        "setup": (
            (
                "weasyprint.text.line_break:Layout.setup",
                lambda stock, memory: text.setup(stock, memory.text),
            ),
        ),
        "styles": (
            (
                f"{_CSS}:StyleFor.__init__",
                lambda stock, memory: styles.of_document(stock, memory.styles),
            ),
            _alone(f"{_CSS}:StyleFor.__call__", styles.pseudo_style),
        ),
        "html": (_alone("tinyhtml5.inputstream:HTMLUnicodeInputStream.chars_until", styles.chars_until),),
        "percentages": (_alone(f"{_LAYOUT}.percent:resolve_percentages", boxes.percentages),),
        "flow": (_alone("weasyprint.formatting_structure.boxes:Box.is_in_normal_flow", boxes.is_in_normal_flow),),
        "collisions": (
            _alone(f"{_INLINE}:get_next_linebox", boxes.once),
            _alone(f"{_LAYOUT}.float:avoid_collisions", boxes.collisions),
        ),
        "backgrounds": (_alone(f"{_LAYOUT}.background:layout_box_backgrounds", boxes.backgrounds),),
        "bytes": (_alone("pydyf:_to_bytes", boxes.to_bytes),),
        "footnotes": (_alone(f"{_LAYOUT}:LayoutContext.__init__", boxes.footnotes),),
        "footnote area": (_alone(f"{_LAYOUT}.block:block_level_layout", boxes.footnote_area),),
        "references": (_alone("pydyf:PDF.page_references", boxes.page_references),),
    }
)
#: What has to know of changes, whichever memos there are.
_ALWAYS = (
    _alone(f"{_CSS}:ComputedStyle.copy", styles.style_copy),
    _alone(f"{_CSS}:AnonymousStyle.copy", styles.style_copy),
    _alone("weasyprint.text.fonts:FontConfiguration.add_font_face", text.faces),
)


@contextmanager
def installed(memory: LayoutCache | None = None, only: Collection[str] = (*MEMOS, "collector")) -> Iterator[None]:
    """While this is open layout remembers. `OtherWeasyPrint` if that cannot be. `only` is for measurements."""
    cache = memory or LayoutCache()
    memos = [*_ALWAYS, *(memo for name, parts in MEMOS.items() if name in only for memo in parts)]
    with install([(part, partial(_wrap, wrapper, cache)) for part, wrapper in memos]), _collecting("collector" in only):
        yield


def _wrap(wrapper: Callable[[Any, LayoutCache], Any], memory: LayoutCache, stock: Any) -> Any:
    return wrapper(stock, memory)


@contextmanager
def _collecting(is_seldom: bool) -> Iterator[None]:
    """In here, where one thread draws at a time, the collector may look more seldom."""
    threshold = gc.get_threshold()
    if not is_seldom or threshold == COLLECTOR:
        yield
        return
    try:
        gc.set_threshold(*COLLECTOR)
        yield
    finally:
        gc.set_threshold(*threshold)
