"""WeasyPrint's layout remembers what repeats. The PDF is the same, byte for byte, and costs less processor time.

`worked()` puts this in the place of WeasyPrint's own functions while one document is laid out and drawn:

    with remembered.worked():
        drawing = plain.draw(…)

A table asks for the width of every word in it and then sets the same words; a page that is made again sets every line
again; each element has its style worked out from all rules of all sheets, and six pseudo-elements that nearly nobody
asks for. What a function gives is kept by all that it depends on, and given again.

What depends on sheets and fonts alone is in a `Memory`, which may serve one document after the other: lines, and styles
with what was worked out from them. The rest is forgotten when the document is done. `tests/bench/remembered.py` tells
what each part saves, on the flagship and on random text; in that most of what is left is Pango, which has to set every
line thrice, and our own text layer.

Tried and left, for it gave nothing: one declaration for each language once equal styles are shared. Left for its
rarity: `layout_fixed_boxes`, which goes through all pages for each (0.7 % at 964 pages). What is said to the log of a
style is said once for all the elements that share it; whoever keeps a memory lets go of it when something was said.

Lines are the only thing that grows with the text, and they are bounded by the letters they hold; styles are bounded by
their number. The functions replaced are private, so the version is exact, and what is touched is looked at before it is
replaced.
"""

from __future__ import annotations

import gc
import importlib
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from dossier.press import remembered_boxes, remembered_styles, remembered_text
from dossier.press.quick_import import quick
from dossier.press.remembered_styles import Styles
from dossier.press.remembered_text import Text
from dossier.problems import MachineLacks

with quick():
    import weasyprint

VERSION = "70.0"

#: Objects made before the collector of cyclic garbage looks at the youngest, and how often it looks at older ones.
#: Boxes live as long as their document; with the 700 it comes with it looks at all of them again and again, for a tenth
#: of the processor time. Garbage that waits takes 2 of 240 MB. `gc.freeze` before the layout gains nothing.
COLLECTOR = (50_000, 10, 10)


class OtherWeasyPrint(MachineLacks):
    """The WeasyPrint that is installed is not the one whose private parts are known here."""

    advice = f"Install WeasyPrint {VERSION}; constraints.txt names it."


@dataclass(slots=True, eq=False)
class Memory:
    """What stays from one document to the next, if they have their fonts and sheets in common."""

    text: Text = field(default_factory=Text)
    styles: Styles = field(default_factory=Styles)


@dataclass(frozen=True, slots=True)
class Memo:
    """What takes the place of one function."""

    part: str  #: module:name of the function, or module:class.name
    parameters: str  #: its parameters in the version that is known
    made: Callable[[Any, Memory], Any]  #: stock function, memory -> ours; called anew for each document
    also: tuple[str, ...] = ()  #: other modules that have imported it by its name


def _alone(made: Callable[[Any], Any]) -> Callable[[Any, Memory], Any]:
    """Of what remembers nothing beyond a document."""
    return lambda stock, _: made(stock)


_INLINE, _PREFERRED = "weasyprint.layout.inline", "weasyprint.layout.preferred"
_LINE_BREAK, _LAYOUT = "weasyprint.text.line_break", "weasyprint.layout"
_PERCENTAGES = tuple(
    f"{_LAYOUT}.{name}" for name in ("inline", "page", "float", "grid", "absolute", "block", "column", "table")
)

#: By name. What each one gives is told at its function.
MEMOS: Mapping[str, tuple[Memo, ...]] = MappingProxyType(
    {
        "lines": (
            Memo(
                f"{_INLINE}:split_first_line",
                "text, style, context, max_width, justification_spacing, is_line_start, minimum",
                lambda stock, memory: remembered_text.lines(stock, memory.text),
                (_PREFERRED,),
            ),
        ),
        "struts": (Memo(f"{_INLINE}:strut", "style", _alone(remembered_text.struts)),),
        "setup": (
            Memo(
                f"{_LINE_BREAK}:Layout.setup",
                "self, style",
                lambda stock, memory: remembered_text.setup(stock, memory.text),
            ),
        ),
        "styles": (
            Memo(
                "weasyprint.css:StyleFor.__init__",
                "self, html, sheets, presentational_hints, font_config, target_collector",
                lambda stock, memory: remembered_styles.of_document(stock, memory.styles),
            ),
            Memo("weasyprint.css:StyleFor.__call__", "self, element, pseudo_type", _alone(remembered_styles.made)),
        ),
        "html": (
            Memo(
                "tinyhtml5.inputstream:HTMLUnicodeInputStream.chars_until",
                "self, characters, opposite",
                _alone(remembered_styles.until),
            ),
        ),
        "percentages": (
            Memo(
                f"{_LAYOUT}.percent:resolve_percentages",
                "box, containing_block",
                _alone(remembered_boxes.percentages),
                _PERCENTAGES,
            ),
        ),
        "flow": (
            Memo(
                "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow",
                "self",
                _alone(remembered_boxes.is_in_normal_flow),
            ),
        ),
        "collisions": (
            Memo(
                f"{_INLINE}:get_next_linebox",
                "context, linebox, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,"
                " first_letter_style, first_line_style",
                _alone(remembered_boxes.once),
            ),
            Memo(
                f"{_LAYOUT}.float:avoid_collisions",
                "context, box, containing_block, outer",
                _alone(remembered_boxes.collisions),
                (_INLINE, f"{_LAYOUT}.block"),
            ),
        ),
        "backgrounds": (
            Memo(
                f"{_LAYOUT}.background:layout_box_backgrounds",
                "page, box, get_image_from_uri, layout_children, style",
                _alone(remembered_boxes.backgrounds),
            ),
        ),
        "bytes": (Memo("pydyf:_to_bytes", "item", _alone(remembered_boxes.to_bytes)),),
        "footnotes": (
            Memo(
                f"{_LAYOUT}:LayoutContext.__init__",
                "self, style_for, get_image_from_uri, font_config, counter_style, target_collector",
                _alone(remembered_boxes.footnotes),
            ),
        ),
        "footnote area": (
            Memo(
                f"{_LAYOUT}.block:block_level_layout",
                "context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, "
                "adjoining_margins, first_letter_style, first_line_style, discard, max_lines",
                _alone(remembered_boxes.footnote_area),
            ),
        ),
        "references": (Memo("pydyf:PDF.page_references", "self", _alone(remembered_boxes.page_references)),),
    }
)
#: What has to know of changes, whichever memos there are.
_ALWAYS = (
    Memo("weasyprint.css:ComputedStyle.copy", "self", _alone(remembered_styles.copies)),
    Memo("weasyprint.css:AnonymousStyle.copy", "self", _alone(remembered_styles.copies)),
    Memo(
        "weasyprint.text.fonts:FontConfiguration.add_font_face",
        "self, rule_descriptors, url_fetcher",
        _alone(remembered_text.faces),
    ),
)


@contextmanager
def worked(memory: Memory | None = None, only: Collection[str] = (*MEMOS, "collector")) -> Iterator[None]:
    """While this is open layout remembers. `OtherWeasyPrint` if that cannot be. `only` is for measurements."""
    memory = memory or Memory()
    check()
    memos = [*_ALWAYS, *(memo for name, parts in MEMOS.items() if name in only for memo in parts)]
    theirs: list[tuple[Any, str, Any]] = []
    threshold = gc.get_threshold()
    try:
        for memo in memos:
            owner, name = owner_of(memo.part)
            stock = inspect.getattr_static(owner, name)
            ours = memo.made(stock, memory)
            for one in (owner, *map(importlib.import_module, memo.also)):
                theirs.append((one, name, stock))
                setattr(one, name, ours)
        if "collector" in only:
            gc.set_threshold(*COLLECTOR)
        yield
    finally:
        gc.set_threshold(*threshold)
        for owner, name, stock in reversed(theirs):
            setattr(owner, name, stock)


def check() -> None:
    """`OtherWeasyPrint` if the version, a function, its parameters or who has imported it are not as they were."""
    if weasyprint.__version__ != VERSION:
        raise OtherWeasyPrint(
            f"layout remembers with WeasyPrint {VERSION} only, and {weasyprint.__version__} is installed"
        )
    for memo in (*_ALWAYS, *(memo for parts in MEMOS.values() for memo in parts)):
        told = _parameters(memo)
        if told != memo.parameters:
            raise OtherWeasyPrint(f"layout remembers {memo.part} with ({memo.parameters}), and finds {told}")


def _parameters(memo: Memo) -> str:
    owner, name = owner_of(memo.part)
    found = inspect.getattr_static(owner, name, None)
    function = found.fget if isinstance(found, property) else found
    if not inspect.isfunction(function):
        return "nothing"
    if any(getattr(importlib.import_module(module), name, None) is not found for module in memo.also):
        return "that others use another"
    return ", ".join(inspect.signature(function).parameters)


def owner_of(part: str) -> tuple[Any, str]:
    """What has a function, module:name or module:class.name, and the function's name there."""
    module, _, names = part.partition(":")
    owner: Any = importlib.import_module(module)
    *classes, name = names.split(".")
    for one in classes:
        owner = getattr(owner, one, None)
    return owner, name
