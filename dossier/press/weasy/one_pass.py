"""The plain path: one document, WeasyPrint as it comes. Oracle and fallback of the other.

With a WeasyPrint that is not known (`hooks`) nothing private of it is touched, and what then nobody looks at is told.

WeasyPrint speaks only to its log, and to nobody by default: a dropped rule, a missing image, an empty box for a letter
that no face has. Here every word of it from WARNING upwards is a problem with a place: that of the sheet, or of the
template or file that its element was written in.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dossier.files import scratch
from dossier.files.isolation import disarm
from dossier.model import addresses
from dossier.press.html import live, marks
from dossier.press.html.budgets import check_tree
from dossier.press.html.css.stylesheet import stylesheet
from dossier.press.html.source_map import Diagnostic, DocumentSource, problems_of
from dossier.press.html.transcript import with_page_numbers
from dossier.press.limits import DEFAULTS, Limits, OverLimit
from dossier.press.pdf import archive
from dossier.press.pdf.archive import Archive, Attached
from dossier.press.weasy.diagnostics import LogListener, busy_with, listening
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.fetcher import BASE, Fetcher, FileSource
from dossier.press.weasy.fontconfig import IsolatedFonts
from dossier.press.weasy.hooks import installer
from dossier.press.weasy.version import VERSION
from dossier.problems import Broken, Place, Problem

with fast_imports():
    import pydyf
    import weasyprint
    from weasyprint.css.counters import CounterStyle

if TYPE_CHECKING:
    from dossier.press.weasy.lost_text import TextLoss

Sheet = tuple[str, str]  #: path and CSS

VARIANT = "pdf/ua-1"
MEANT_TO_HIDE = 900  #: px beside the sheet: words that sites put there for those who listen

_UNSEEN = "nobody has looked whether all text is on its page, nor whether it has its faces"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished PDF. With an error among its problems it must not be published."""

    pdf: bytes
    pages: int
    anchors: dict[str, int]  #: id of an element -> number of the page it is on, from 1
    problems: tuple[Problem, ...]
    fetched: tuple[str, ...]  #: paths that were asked for and given, each once


def draw(
    html: str,
    sheets: Sequence[Sheet],
    offer: FileSource,
    *,
    path: str = "",
    source: DocumentSource | None = None,
    as_archive: Archive | None = None,
    ours: frozenset[str] | None = None,
    limits: Limits = DEFAULTS,
) -> Drawing:
    """The PDF of a marked document (see `markup.mark`): tagged, its language and title those of the HTML.

    `sheets` come before the document's own styles, which may overrule them. `offer` is all that may be fetched, by
    `dossier:<path>`. `path` is what problems of the document itself are told of, unless `source` knows better where
    the element was written that they are about. Text that is not on the pages is an error. The same input gives the
    same bytes: a date is written only if the HTML has one as `<meta name="dcterms.created">` or `dcterms.modified`.
    With `as_archive` it is a lasting file, PDF/A-3a as well as PDF/UA-1, and carries what that says. With `ours`, the
    families of our own faces, it is a stranger's: attributes of HTML (`align`, `bgcolor`) say how it looks, as in
    browsers, and what the faces that it brings have not is told.

    `Broken` if nothing can be drawn at all.
    """
    fetcher = Fetcher(offer, limits)
    with listening(path) as listener:
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)

        def with_places(*more: Diagnostic) -> tuple[Problem, ...]:
            return problems_of([*listener.diagnostics, *more], page.etree_element, source, path, sheets)

        try:
            check_tree(page.etree_element, limits)
            style = style_of(sheets, fetcher, listener)
            with _count(limits):
                document, diagnostics = _lay_out(style, page, path, ours, limits)
                listener.diagnostics += diagnostics
                listener.diagnostics += _leave_out(document, path)
                anchors = _anchors(document)
                pdf = document.write_pdf(
                    finisher=lambda _, pdf: _finish(
                        pdf, is_rtl=is_rtl(page.etree_element), files=_files(as_archive, anchors)
                    ),
                    pdf_variant=archive.VARIANT if as_archive else VARIANT,
                    pdf_tags=True,
                )
        except (OverLimit, MemoryError) as error:
            raise Broken(with_places(limit_diagnostic(error, limits, path))) from error
        except RecursionError as error:
            raise Broken([*listener.problems, Problem(Place(path), "its elements are nested too deeply")]) from error
        except Exception as error:
            failure = Problem(Place(path), f"WeasyPrint could not draw it: {type(error).__name__}: {error}")
            raise Broken(with_places(Diagnostic(failure, busy_with(error)))) from error
    messages = "\n".join(problem.message for problem in listener.problems)
    silent = [url for url in dict.fromkeys(fetcher.refused) if url not in messages]  # an SVG image swallows them
    problems = with_places(*(refused_fetch(url, path) for url in silent))
    return Drawing(pdf, len(document.pages), anchors, problems, tuple(dict.fromkeys(fetcher.fetched)))


def places(html: str, sheets: Sequence[Sheet], offer: FileSource, limits: Limits = DEFAULTS) -> dict[str, int]:
    """Id of an element -> its page, without making the PDF. Says nothing of what is wrong: `draw` will."""
    with listening("") as listener:
        fetcher = Fetcher(offer, limits)
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return _anchors(style_of(sheets, fetcher, listener).laid_out(page))


@dataclass(frozen=True, slots=True)
class Style:
    """Stylesheets that have been read, with their faces: for any number of documents."""

    sheets: tuple[Any, ...]
    shared: dict[str, Any]
    faces: Sheet | None  #: the first of the sheets, if no other brings faces

    def laid_out(self, page: Any, *, hints: bool = False) -> Any:
        """The document of WeasyPrint."""
        return page.render(stylesheets=list(self.sheets), presentational_hints=hints, **self.shared)


def style_of(sheets: Sequence[Sheet], fetcher: Fetcher, listener: LogListener, like: Style | None = None) -> Style:
    """Each sheet is read while the listener knows which one it is.

    `like` is another style, whose faces serve if they are the same: a configuration of fonts takes a quarter of a
    megabyte that is never given back.
    """
    first, *others = sheets
    faces = None if any(stylesheet(css).brings_faces for _, css in others) else first
    is_like = like is not None and faces is not None and like.faces == faces
    fonts = like.shared["font_config"] if like and is_like else IsolatedFonts()
    shared: dict[str, Any] = {"font_config": fonts, "counter_style": CounterStyle(), "color_profiles": {}}
    styles = list(like.sheets[:1]) if like and is_like else []
    for path, css in (*sheets[len(styles) :], marks.SHEET):
        with listener.reading(path):
            styles.append(weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, **shared))
    if not is_like and (folder := getattr(fonts, "_folder", None)):  # it may be there still when the process ends
        weakref.finalize(fonts, scratch.give_up, folder)
    return Style(tuple(styles), shared, faces)


def _lay_out(
    style: Style, page: Any, path: str, ours: frozenset[str] | None, limits: Limits
) -> tuple[Any, list[Diagnostic]]:
    """The document, and what is seen on its pages to be missing."""
    if not installer.is_known():
        return style.laid_out(page, hints=ours is not None), [Diagnostic(_not_checked(path))]
    from dossier.press.weasy import (
        lost_text,  # which would not find what they look for in another
        page_faces,
    )

    with lost_text.record_texts(limits) as watch:
        document = style.laid_out(page, hints=ours is not None)
    diagnostics = [lost_text_diagnostic(one, path) for one in lost_text.lost_texts(watch, document)]
    if ours is not None:
        diagnostics += page_faces.missing_faces(style.shared["font_config"], document, ours, path)
    return document, diagnostics


def _count(limits: Limits) -> AbstractContextManager[None]:
    """What is counted while it is worked out; with a WeasyPrint that is not known, nothing is."""
    if not installer.is_known():
        return nullcontext()
    from dossier.press.weasy import budgets  # which would not find what it looks for in another

    return budgets.installed(limits)


def limit_diagnostic(error: OverLimit | MemoryError, limits: Limits, path: str) -> Diagnostic:
    """What is over a limit, and where. From here on time is not held any more: all that is left is to tell."""
    disarm()
    over = error if isinstance(error, OverLimit) else OverLimit("memory", limits.memory, limits.memory, is_more=True)
    problem = over.problem(path)
    if over.line > 1:
        problem = replace(problem, message=f"{problem.message}, at {over.line}:1")
    return Diagnostic(problem, over.element if over.element is not None else busy_with(error), ("",))


def _not_checked(path: str) -> Problem:
    """What cannot be promised of a WeasyPrint whose boxes are not known."""
    message = f"drawn by WeasyPrint {weasyprint.__version__}, which dossier does not know: {_UNSEEN}"
    return Problem(Place(path), message, f"read the PDF, or install WeasyPrint {VERSION}", severity="warning")


def _leave_out(document: Any, path: str) -> list[Diagnostic]:
    """Files that HTML asks for (rel=attachment), which would be dated by the clock, and are not what the PDF was made
    from; and links that may not be, of which whoever wrote the document has not heard yet."""
    allowed = [None] * len(document.metadata.attachments)
    document.metadata.attachments.clear()
    diagnostics = []
    for page in document.pages:
        allowed += [box.element for kind, _, _, box in page.links if kind == "attachment"]
        dead = [link for link in page.links if link[0] == "external" and addresses.refusal(link[1])]
        diagnostics += [
            Diagnostic(Problem(Place(path), addresses.refusal(link[1]), live.HINT), link[3].element) for link in dead
        ]
        page.links = [link for link in page.links if link[0] != "attachment" and link not in dead]
    if allowed:
        left = Problem(Place(path), "it asks for files to be attached: they are left out", severity="warning")
        diagnostics.append(Diagnostic(left, allowed[0]))
    return diagnostics


def _anchors(document: Any) -> dict[str, int]:
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return anchors


def _files(archive: Archive | None, anchors: dict[str, int]) -> tuple[Attached, ...] | None:
    """What a lasting file carries; None if it is to be none."""
    if archive is None:
        return None
    words = with_page_numbers(archive.words, anchors).encode()
    return (Attached(f"{archive.name}.txt", words, "Alternative"), *archive.attached)


def _finish(pdf: Any, *, is_rtl: bool, files: tuple[Attached, ...] | None) -> None:
    """Tell the reader's program which way the pages are turned, and to show the title instead of the file's name."""
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["DisplayDocTitle"] = "true"
    if is_rtl:
        preferences["Direction"] = "/R2L"
    if files is not None:
        archive.finish(pdf, files)


def is_rtl(root: Any) -> bool:
    """Whether the root element says so."""
    return bool(root.get("dir", "").strip().lower() == "rtl")


def lost_text_diagnostic(one: TextLoss, path: str) -> Diagnostic:
    """A lost text as a problem, with as many of its first words as may stand in one line of what was written."""
    words = one.words.rstrip("…").split()
    is_hidden = one.beside >= MEANT_TO_HIDE
    how = "out of sight" if is_hidden else "beside the paper" if one.beside else "cut off" if one.is_cut else "lost"
    message = f"text {how}: “{one.words}”, {one.letters} letters of {one.place}"
    message += f", after “{one.before}”" if one.before else ""
    message += f", page {one.page}" if one.page else "" if is_hidden else ", on no page"
    problem = Problem(Place(path), message, "make it shorter, give it more room, or let it break")
    return Diagnostic(problem, one.element, tuple(" ".join(words[:most]) for most in range(min(4, len(words)), 0, -1)))


def refused_fetch(url: str, path: str) -> Diagnostic:
    problem = Problem(Place(path), f"not fetched: {url}")
    return Diagnostic(problem, words=(url.partition(": ")[0],), held_in="attributes")
