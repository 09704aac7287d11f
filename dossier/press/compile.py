"""One stretch of HTML -> a Unit: laid out and drawn once, with nothing in it that depends on what stands before it.

The HTML is that of a whole document with one chapter, or a part of one, in it. WeasyPrint lays it out as it comes; what
is replaced while it does so is how the margins are made (`compile_margins`), where internal links may lead (to other
units), how fonts are finished (by `link`, for all units together) and how a line is drawn that has the number of a page
in it (`compile_lines`). What cannot be put together from units is refused with a reason (`Unlinkable`): then the
document is drawn in one piece, the plain path.

WeasyPrint's functions are private, so its version is exact, and everything that is touched is looked at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import msgspec
import weasyprint
import weasyprint.draw.text
import weasyprint.layout
import weasyprint.pdf
from weasyprint.css.units import VIEWPORT_UNITS

from dossier.press import (
    boxes,
    carried_over,
    compile_edges,
    mended,
    plain,
    remembered,
    tags,
    text_layer,
    traps,
    tree,
)
from dossier.press.compile_margins import Margin, Spent
from dossier.press.compile_unit import Work
from dossier.press.fetcher import BASE, Fetcher, Offer
from dossier.press.listener import listening
from dossier.press.markup import mark_tree
from dossier.press.origins import Heard
from dossier.press.text_drawn import Drawn
from dossier.press.transcript import words_of
from dossier.press.unit import (
    Said,
    Task,
    Unit,
    Unlinkable,
)
from dossier.problems import Broken, Place, Problem

MOST_MARGINS = 200  #: that are kept
ZEROS = "a.page-of::after { content: attr(data-page) !important }"

_OF_THE_PAGE = re.compile(rf"\d(?:{'|'.join(VIEWPORT_UNITS)})\b", re.I)


@dataclass(slots=True, eq=False)
class _Known:
    """What a compiler knows from the documents before. A unit comes out the same without it."""

    layout: remembered.Memory = field(default_factory=remembered.Memory)
    drawn: Drawn = field(default_factory=Drawn)
    margins: dict[Any, Margin] = field(default_factory=dict)

    def tidy(self) -> None:
        """Let go of the document under way, and of margins if they are too many."""
        if len(self.margins) > MOST_MARGINS:
            self.margins.clear()
        for margin in self.margins.values():
            margin.pages.clear()


class Compiler:
    """Compiles documents that have their stylesheets in common; the first of these has the faces.

    What `before` knows of the faces is taken over, if they are the same.
    """

    def __init__(self, sheets: Sequence[tuple[str, str]], offer: Offer, before: Compiler | None = None) -> None:
        self._offer, self._sheets = offer, sheets
        with listening("") as listener:
            self._style: plain.Style = plain.style_of(
                (*sheets, ("", ZEROS)), Fetcher(offer), listener, before._style if before else None
            )
        self._heard, self._rules = listener.heard, "\n".join(css for _, css in sheets)
        self._known = _Known()

    def compile(self, task: Task) -> Unit:
        """`Unlinkable` if it has to be drawn in one piece with the others, `Broken` if it cannot be drawn at all."""
        # Sizes that depend on the page are worked out on the first one.
        is_fixed = not _OF_THE_PAGE.search(self._rules) and not _OF_THE_PAGE.search(task.html)
        try:
            return self._compiled(task, self._known if is_fixed else _Known())
        except Spent:
            return self._compiled(task, _Known())
        except Exception:
            self._known = _Known()
            raise

    def _compiled(self, task: Task, known: _Known) -> Unit:
        fetcher = Fetcher(self._offer)
        with listening(task.path) as listener, ExitStack() as stack:
            listener.heard += self._heard
            stack.enter_context(remembered.worked(known.layout))
            carried = stack.enter_context(carried_over.worked())
            stack.enter_context(mended.worked())
            try:
                text = self._read(task)
                page = _Page(text.root, fetcher)
                compile_edges.check_rules(self._rules, text.html)
                work = Work(stack.enter_context(text_layer.worked(known.drawn)), page, self._rules, known.margins)
                stack.enter_context(tags.worked(task.above, work.words_of))
                stack.enter_context(work.worked())
                with boxes.watched() as watch:
                    document = self._style.laid_out(page)
                compile_edges.check(document, self._rules, text.html)
                if carried.has_floats:
                    raise Unlinkable("what floats goes on on the other side of the sheet")
                lost = boxes.lost(watch, document)
                listener.heard += [plain.of_lost(one, task.path) for one in lost if one.element not in work.running]
                unit = work.unit(document)
            except (Unlinkable, Broken, Spent):
                raise
            except RecursionError as error:
                told = "its elements are nested too deeply"
                raise Broken([*listener.problems, Problem(Place(task.path), told)]) from error
            except Exception as error:
                told = f"WeasyPrint could not draw it: {type(error).__name__}: {error}"
                raise Broken([*listener.problems, Problem(Place(task.path), told)]) from error
        messages = "\n".join(problem.message for problem in listener.problems)
        silent = [url for url in dict.fromkeys(fetcher.refused) if url not in messages]
        heard = [*listener.heard, *(plain.of_refused(url, task.path) for url in silent)]
        if heard != self._heard:  # what is known is not said once more, and this has to be said of other documents too
            self._known = _Known()
        self._known.tidy()
        return msgspec.structs.replace(
            unit, said=tuple(_said(heard, text.root)), words=text.words, marked=_sections(text.html)
        )

    def _read(self, task: Task) -> _Text:
        root = tree.read(task.html)
        words = words_of(root, is_first=task.is_first)
        found = mark_tree(root)
        html = tree.write(root, task.html)
        if found or traps.refuse(html, self._sheets, task.path, root):
            raise Unlinkable("it asks for what WeasyPrint would do wrong")
        return _Text(root, html, words)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document that has been read and marked."""

    root: Any
    html: str
    words: str


class _Page(weasyprint.HTML):  # type: ignore[misc] # WeasyPrint has no types
    """A document that has been read already, as WeasyPrint would have read it."""

    def __init__(self, root: Any, fetcher: Fetcher) -> None:
        self.base_url = weasyprint._find_base_url(root, BASE)
        self.url_fetcher, self.media_type = fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def _sections(html: str) -> str:
    """What of a marked document is no frame; all of it if there is no chapter in it."""
    start, end = html.find('<section class="chapter'), html.rfind("</section>")
    return html if start < 0 else html[start:end] + "</section>\n"


def _said(heard: Sequence[Heard], root: Any) -> Iterator[Said]:
    elements = {element: number for number, element in enumerate(root.iter())} if heard else {}
    for one in heard:
        problem, element = one.problem, -1 if one.element is None else elements.get(one.element, -1)
        place = (problem.place.path, problem.place.line, problem.place.column)
        yield Said(place, problem.message, problem.hint, problem.severity, element, one.words, one.held_in)
