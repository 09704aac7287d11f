"""One stretch of HTML -> a Unit: laid out and drawn once, with nothing in it that depends on what stands before it.

The HTML is that of a whole document with one chapter, or a part of one, in it. WeasyPrint lays it out as it comes; what
is replaced while it does so is how the margins are made (`margins`), where internal links may lead (to other
units), how fonts are finished (by `link`, for all units together) and how a line is drawn that has the number of a page
in it (`late_lines`). What cannot be put together from units is refused with a reason (`Unlinkable`): then the
document is drawn in one piece, the plain path.

WeasyPrint's functions are private, so its version is exact (`hooks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import msgspec
import weasyprint
from weasyprint.css.units import VIEWPORT_UNITS

from dossier.press.html import live, renderer_bugs, tree
from dossier.press.html.budgets import check_tree
from dossier.press.html.css.budgets import check_selectors, check_sheet
from dossier.press.html.css.stylesheet import DocumentStyles, styles_of, stylesheet
from dossier.press.html.markup import mark_tree
from dossier.press.html.source_map import Diagnostic
from dossier.press.html.transcript import words_of
from dossier.press.limits import DEFAULTS, Limits, OverLimit, check
from dossier.press.linker.unit import (
    LimitExceeded,
    Task,
    Unit,
    UnitDiagnostic,
    Unlinkable,
)
from dossier.press.weasy import budgets, fixes_table, lost_text, one_pass, structure_tags
from dossier.press.weasy.compile import edges
from dossier.press.weasy.compile.drawing import UnitBuilder
from dossier.press.weasy.compile.margins import Margin, NotReusable
from dossier.press.weasy.diagnostics import listening
from dossier.press.weasy.fetcher import BASE, Fetcher, FileSource
from dossier.press.weasy.fixes import broken_floats
from dossier.press.weasy.layout_cache import table
from dossier.press.weasy.text_layer import layer
from dossier.press.weasy.text_layer.drawn_line_cache import DrawnLineCache
from dossier.problems import Broken, Place, Problem

MOST_MARGINS = 200  #: that are kept
ZEROS = "a.page-of::after { content: attr(data-page) !important }"


@dataclass(slots=True, eq=False)
class _CompilerCache:
    """What a compiler knows from the documents before. A unit comes out the same without it."""

    layout: table.LayoutCache = field(default_factory=table.LayoutCache)
    drawn_lines: DrawnLineCache = field(default_factory=DrawnLineCache)
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

    def __init__(
        self,
        sheets: Sequence[tuple[str, str]],
        offer: FileSource,
        before: Compiler | None = None,
        limits: Limits = DEFAULTS,
    ) -> None:
        self._offer, self._sheets, self._limits = offer, sheets, limits
        self._cache = _CompilerCache()
        self._over: OverLimit | None = None  #: why nothing can be compiled
        try:
            for path, css in sheets:
                check_sheet(css, path, limits)
                check_selectors(css, path, limits)
        except OverLimit as error:
            self._over = error
            return
        with listening("") as listener:
            self._style: one_pass.Style = one_pass.style_of(
                (*sheets, ("", ZEROS)), Fetcher(offer), listener, before._style if before and not before._over else None
            )
        self._diagnostics = listener.diagnostics
        units = DocumentStyles(tuple(stylesheet(css) for _, css in sheets)).units
        self._is_fixed = units.isdisjoint(VIEWPORT_UNITS)  # otherwise sizes are worked out on the first page

    def compile(self, task: Task) -> Unit:
        """`Unlinkable` if it has to be drawn in one piece with the others, `Broken` if it cannot be drawn at all, and
        `LimitExceeded` if it asks for too much."""
        if self._over:
            raise LimitExceeded(*_with_numbers([one_pass.limit_diagnostic(self._over, self._limits, task.path)], None))
        try:
            return self._compile(task, self._cache if self._is_fixed else _CompilerCache())
        except NotReusable:
            return self._compile(task, _CompilerCache())
        except BaseException:
            self._cache = _CompilerCache()
            raise

    def _compile(self, task: Task, cache: _CompilerCache) -> Unit:
        fetcher, text = Fetcher(self._offer, self._limits), None
        with listening(task.path) as listener, ExitStack() as stack:
            listener.diagnostics += self._diagnostics
            stack.enter_context(table.installed(cache.layout))
            stack.enter_context(budgets.installed(self._limits))
            carry_over = stack.enter_context(broken_floats.installed())
            stack.enter_context(fixes_table.installed())
            try:
                text = self._read(task)
                page = _ParsedPage(text.root, fetcher)
                styles = styles_of(text.root, self._sheets)
                if cache is self._cache and not styles.units.isdisjoint(VIEWPORT_UNITS):
                    raise NotReusable
                edges.check_rules(styles, text.root)
                work = UnitBuilder(
                    stack.enter_context(layer.installed(cache.drawn_lines)), page, styles.sheets, cache.margins
                )
                stack.enter_context(structure_tags.installed(task.above, work.words_of))
                stack.enter_context(work.installed())
                with lost_text.record_texts(self._limits) as watch:
                    document = self._style.laid_out(page)
                edges.check(document, styles)
                if carry_over.has_floats:
                    raise Unlinkable("what floats goes on on the other side of the sheet")
                losses = lost_text.lost_texts(watch, document)
                listener.diagnostics += [
                    one_pass.lost_text_diagnostic(one, task.path) for one in losses if one.element not in work.running
                ]
                unit = work.unit(document)
            except (Unlinkable, Broken, NotReusable):
                raise
            except (OverLimit, MemoryError) as error:
                over = one_pass.limit_diagnostic(error, self._limits, task.path)
                raise LimitExceeded(*_with_numbers([over], text.root if text else None)) from error
            except RecursionError as error:
                message = "its elements are nested too deeply"
                raise Broken([*listener.problems, Problem(Place(task.path), message)]) from error
            except Exception as error:
                message = f"WeasyPrint could not draw it: {type(error).__name__}: {error}"
                raise Broken([*listener.problems, Problem(Place(task.path), message)]) from error
        messages = "\n".join(problem.message for problem in listener.problems)
        silent = [url for url in dict.fromkeys(fetcher.refused) if url not in messages]
        diagnostics = [*listener.diagnostics, *(one_pass.refused_fetch(url, task.path) for url in silent)]
        if (
            diagnostics != self._diagnostics
        ):  # what is known is not said once more, and this has to be said of other documents too
            self._cache = _CompilerCache()
        self._cache.tidy()
        return msgspec.structs.replace(
            unit,
            diagnostics=tuple(_with_numbers(diagnostics, text.root)),
            words=text.words,
            marked=_sections(text.html),
        )

    def _read(self, task: Task) -> _Text:
        check("bytes", len(task.html), self._limits)
        root = tree.read(task.html)
        check_tree(root, self._limits)
        words = words_of(root, is_first=task.is_first)
        faults = mark_tree(root)
        html = tree.write(root, task.html)
        if faults or renderer_bugs.refuse(html, self._sheets, task.path, root):
            raise Unlinkable("it asks for what WeasyPrint would do wrong")
        if live.refuse(root, task.path):
            raise Unlinkable("it does more than stand there")
        return _Text(root, html, words)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document that has been read and marked."""

    root: Any
    html: str
    words: str


class _ParsedPage(weasyprint.HTML):  # type: ignore[misc] # WeasyPrint has no types
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


def _with_numbers(diagnostics: Sequence[Diagnostic], root: Any | None) -> Iterator[UnitDiagnostic]:
    """With the numbers of their elements, which have no other name in another process."""
    elements = list(root.iter()) if diagnostics and root is not None else []
    numbers: dict[object, int] = {element: number for number, element in enumerate(elements)}
    for one in diagnostics:
        yield UnitDiagnostic(one.problem, numbers.get(one.element, -1), one.words, one.held_in)
