"""The plain path: one document, WeasyPrint as it comes, none of its private parts. Oracle and fallback of the other.

`draw` makes the PDF of one document; `draw_stranger` that of any HTML file, with what lies in its own folder. Both
need `shut_out_system_fonts` before this module is imported, for WeasyPrint looks at fonts as it is imported.

WeasyPrint speaks only to its log, and to nobody by default: a dropped rule, a missing image, an empty box for a letter
that no face has. Here every word of it from WARNING upwards is a problem with a place: that of the sheet, or of the
template or file that its element was written in.
"""

from __future__ import annotations

import os
import re
import shutil
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier.press import archive, boxes, brought, browser, marks, mild, rules, traps
from dossier.press.archive import Archive, Attached
from dossier.press.fetcher import BASE, Fetcher, Offer, url_of
from dossier.press.listener import Listener, busy_with, listening
from dossier.press.markup import mark
from dossier.press.no_system_fonts import NO_SYSTEM_FONTS, SystemFontsLeft
from dossier.press.origins import Heard, Written, told_of, with_places
from dossier.press.quick_import import quick
from dossier.press.transcript import transcript
from dossier.problems import Broken, Place, Problem
from dossier.project import NotThere, Project

with quick():
    import pydyf
    import weasyprint
    from weasyprint.css.counters import CounterStyle

if TYPE_CHECKING:
    from dossier.press.fonts import Faces  # who compiles reads no table of faces, nor what that takes

Sheet = tuple[str, str]  #: path and CSS

VARIANT = "pdf/ua-1"
MEANT_TO_HIDE = 900  #: px beside the sheet: words that sites put there for those who listen
MOST_BYTES = 16 << 20  #: of a file beside a stranger's HTML

_ROOT = re.compile(r"<html\b[^>]*>", re.I)
_FACES = ".faces/"  #: our own faces, in the offer to a stranger


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
    offer: Offer,
    *,
    path: str = "",
    written: Written | None = None,
    kept: Archive | None = None,
    ours: frozenset[str] | None = None,
) -> Drawing:
    """The PDF of a marked document (see `markup.mark`): tagged, its language and title those of the HTML.

    `sheets` come before the document's own styles, which may overrule them. `offer` is all that may be fetched, by
    `dossier:<path>`. `path` is what problems of the document itself are told of, unless `written` knows better where
    the element was written that they are about. Text that is not on the pages is an error. The same input gives the
    same bytes: a date is written only if the HTML has one as `<meta name="dcterms.created">` or `dcterms.modified`.
    With `kept` it is a lasting file, PDF/A-3a as well as PDF/UA-1, and carries what that says. With `ours`, the
    families of our own faces, it is a stranger's: attributes of HTML (`align`, `bgcolor`) say how it looks, as in
    browsers, and what the faces that it brings have not is told.

    `Broken` if nothing can be drawn at all.
    """
    if Path(os.environ.get("FONTCONFIG_FILE", "")).name != NO_SYSTEM_FONTS:
        raise SystemFontsLeft("the machine's own fonts have not been shut out")
    boxes.check_version()
    fetcher = Fetcher(offer)
    with listening(path) as listener:
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)

        def told(*more: Heard) -> tuple[Problem, ...]:
            return told_of([*listener.heard, *more], page.etree_element, written, path, sheets)

        try:
            with boxes.watched() as watch:
                style = style_of(sheets, fetcher, listener)
                document = style.laid_out(page, hints=ours is not None)
            listener.heard += [of_lost(one, path) for one in boxes.lost(watch, document)]
            if ours is not None:
                listener.heard += brought.lacking(style.shared["font_config"], document, ours, path)
            listener.heard += _leave_out_attachments(document, path)
            anchors = _anchors(document)
            pdf = document.write_pdf(
                finisher=lambda _, pdf: _finish(pdf, is_rtl=_is_rtl(html), files=_files(kept, anchors)),
                pdf_variant=archive.VARIANT if kept else VARIANT,
                pdf_tags=True,
            )
        except RecursionError as error:
            raise Broken([*listener.problems, Problem(Place(path), "its elements are nested too deeply")]) from error
        except Exception as error:
            failed = Problem(Place(path), f"WeasyPrint could not draw it: {type(error).__name__}: {error}")
            raise Broken(told(Heard(failed, busy_with(error)))) from error
    known = "\n".join(problem.message for problem in listener.problems)
    silent = [url for url in dict.fromkeys(fetcher.refused) if url not in known]  # an SVG image swallows them
    problems = told(*(of_refused(url, path) for url in silent))
    return Drawing(pdf, len(document.pages), anchors, problems, tuple(dict.fromkeys(fetcher.fetched)))


def places(html: str, sheets: Sequence[Sheet], offer: Offer) -> dict[str, int]:
    """Id of an element -> its page, without making the PDF. Says nothing of what is wrong: `draw` will."""
    with listening("") as listener:
        fetcher = Fetcher(offer)
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return _anchors(style_of(sheets, fetcher, listener).laid_out(page))


def draw_stranger(file: Path, faces: Faces, *, lasting: bool = False, stock: bool = False) -> Drawing:
    """The PDF of any HTML file in UTF-8, with its own CSS and what else lies in its folder.

    Our faces are there for the text that names no family, or one that is not in the folder. What WeasyPrint only
    leaves out of the CSS is a warning; a missing letter, image or sheet is an error. A `lasting` one carries the HTML.
    With `stock` WeasyPrint is as it comes, and not mended.
    """
    project = Project(file.parent)
    place = Place(file.name)
    try:
        content = project.read(file.name)
        source = _utf8(content, place)
    except NotThere as error:
        raise Broken([Problem(place, f"cannot be read: {error}")]) from error
    sheets = rules.sheets_of(source, lambda path: _sheet_beside(project, path))
    ready = _made_ready(source, sheets, file.name, stock)
    problems = ready.problems
    if problems:  # the same once more, for their lines
        problems = _made_ready(with_places(source, file.name), sheets, file.name, stock).problems
    written = Written(
        lambda: _made_ready(with_places(source, file.name), sheets, file.name, stock).html,
        lambda path: source if path == file.name else _sheet_beside(project, path) or "",
    )
    by_file = {_FACES + face.file: face.path for face in faces}

    def offer(path: str) -> bytes | None:
        content = by_file[path].read_bytes() if path in by_file else _beside(project, path)
        if (
            stock
            and content
            and path.lower().endswith(".svg")
            and (told := traps.in_svg(content.decode("utf-8", "replace")))
        ):
            problems.append(Problem(Place(path), told, severity="warning"))
        return content

    families = ['"Dossier Naskh"', '"Dossier Serif"']
    family = ", ".join(families if _is_rtl(ready.html) else reversed(families))
    defaults = faces.css(lambda face: url_of(_FACES + face.file)) + f":root {{ font-family: {family} }}\n"
    kept = Archive(ready.html, (Attached(file.name, content, "Source"),), file.stem) if lasting else None
    ours = [("(faces)", defaults), ("(browser)", ready.css)]
    try:
        drawing = draw(
            ready.html,
            ours,
            offer,
            path=file.name,
            written=written,
            kept=kept,
            ours=frozenset(face.family for face in faces),
        )
    except Broken as error:
        raise Broken(mild.of_stranger(error.problems, stock=stock)) from error
    own = tuple(path for path in drawing.fetched if path not in by_file)
    every = dict.fromkeys([*problems, *mild.of_stranger(drawing.problems, stock=stock)])
    return replace(drawing, problems=tuple(every), fetched=own)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A stranger's HTML as it is drawn, a sheet that is weaker than its own, and what was mended or is missing."""

    html: str
    css: str
    problems: list[Problem]


def _made_ready(source: str, sheets: Sequence[Sheet], name: str, stock: bool) -> _Ready:
    known = browser.understood(traps.with_directions(source, sheets, name), sheets, name)
    marked = mark(known.html, runs=False)
    mended = traps.mend(marked.html, sheets, name, stock=stock)
    html, missing = _with_head(mended.html, Path(name).stem)
    lacks = [Problem(Place(name), told, severity="warning") for told in missing]
    return _Ready(html, known.css, [*known.problems, *marked.told_of(name, "warning"), *lacks, *mended.problems])


@dataclass(frozen=True, slots=True)
class Style:
    """Stylesheets that have been read, with their faces: for any number of documents."""

    sheets: tuple[Any, ...]
    shared: dict[str, Any]
    faces: Sheet | None  #: the first of the sheets, if no other brings faces

    def laid_out(self, page: Any, *, hints: bool = False) -> Any:
        """The document of WeasyPrint."""
        return page.render(stylesheets=list(self.sheets), presentational_hints=hints, **self.shared)


def style_of(sheets: Sequence[Sheet], fetcher: Fetcher, listener: Listener, like: Style | None = None) -> Style:
    """Each sheet is read while the listener knows which one it is.

    `like` is another style, whose faces serve if they are the same: a configuration of fonts takes a quarter of a
    megabyte that is never given back.
    """
    first, *others = sheets
    faces = None if any("@font-face" in css for _, css in others) else first
    is_like = like is not None and faces is not None and like.faces == faces
    fonts = like.shared["font_config"] if like and is_like else brought.Fonts()
    shared: dict[str, Any] = {"font_config": fonts, "counter_style": CounterStyle(), "color_profiles": {}}
    styles = list(like.sheets[:1]) if like and is_like else []
    for path, css in (*sheets[len(styles) :], marks.SHEET):
        with listener.reading(path):
            styles.append(weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, **shared))
    if not is_like and (folder := getattr(fonts, "_folder", None)):  # it may be there still when the process ends
        weakref.finalize(fonts, shutil.rmtree, folder, ignore_errors=True)
    return Style(tuple(styles), shared, faces)


def _leave_out_attachments(document: Any, path: str) -> list[Heard]:
    """Files that HTML asks for (rel=attachment) would be dated by the clock, and are not what the PDF was made from."""
    asked = [None] * len(document.metadata.attachments)
    document.metadata.attachments.clear()
    for page in document.pages:
        asked += [box.element for kind, _, _, box in page.links if kind == "attachment"]
        page.links = [link for link in page.links if link[0] != "attachment"]
    told = Problem(Place(path), "it asks for files to be attached: they are left out", severity="warning")
    return [Heard(told, asked[0])] if asked else []


def _anchors(document: Any) -> dict[str, int]:
    anchors: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return anchors


def _files(kept: Archive | None, anchors: dict[str, int]) -> tuple[Attached, ...] | None:
    """What a lasting file carries; None if it is to be none."""
    if kept is None:
        return None
    words = transcript(kept.words, anchors).encode()
    return (Attached(f"{kept.name}.txt", words, "Alternative"), *kept.attached)


def _finish(pdf: Any, *, is_rtl: bool, files: tuple[Attached, ...] | None) -> None:
    """Tell the reader's program which way the pages are turned, and to show the title instead of the file's name."""
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["DisplayDocTitle"] = "true"
    if is_rtl:
        preferences["Direction"] = "/R2L"
    if files is not None:
        archive.finish(pdf, files)


def _is_rtl(html: str) -> bool:
    root = _ROOT.search(html)
    return bool(root and re.search(r"\bdir\s*=\s*[\"']?rtl\b", root[0], re.I))


def _utf8(content: bytes, place: Place) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"is not UTF-8: byte {content[error.start]:#04x} cannot stand here"
        raise Broken([Problem(Place(place.path, line), told, "save the file as UTF-8")]) from error


def _beside(project: Project, path: str) -> bytes | None:
    """A file in the folder of a stranger's HTML or below; links that lead out of it are not followed."""
    found = (project.root / path).resolve()
    if not found.is_relative_to(project.root.resolve()) or not found.is_file() or found.stat().st_size > MOST_BYTES:
        return None
    try:
        return project.read(path)
    except NotThere:
        return None


def _sheet_beside(project: Project, path: str) -> str | None:
    content = _beside(project, path)
    return None if content is None else content.decode("utf-8-sig", "replace")


def of_lost(one: boxes.Lost, path: str) -> Heard:
    """A lost text as a problem, with as many of its first words as may stand in one line of what was written."""
    words = one.words.rstrip("…").split()
    is_hidden = one.beside >= MEANT_TO_HIDE
    how = "out of sight" if is_hidden else "beside the paper" if one.beside else "cut off" if one.is_cut else "lost"
    told = f"text {how}: “{one.words}”, {one.letters} letters of {one.place}"
    told += f", after “{one.before}”" if one.before else ""
    told += f", page {one.page}" if one.page else "" if is_hidden else ", on no page"
    problem = Problem(Place(path), told, "make it shorter, give it more room, or let it break")
    return Heard(problem, one.element, tuple(" ".join(words[:most]) for most in range(min(4, len(words)), 0, -1)))


def of_refused(url: str, path: str) -> Heard:
    problem = Problem(Place(path), f"not fetched: {url}")
    return Heard(problem, words=(url.partition(": ")[0],), held_in="attributes")


def _with_head(html: str, title: str) -> tuple[str, list[str]]:
    """The document with a title and a language, which PDF/UA asks for, and which of them it lacked."""
    told = []
    root = _ROOT.search(html)
    if root and not re.search(r"\blang\s*=\s*[\"']?\w", root[0], re.I):
        html = html[: root.end() - 1] + ' lang="en"' + html[root.end() - 1 :]
        told.append("it names no language, so it is taken for English: write <html lang=…>")
    head = html.partition("</head>")[0]
    if not re.search(r"<title\b[^>]*>\s*[^\s<]", head):
        safe = title.replace("&", "&amp;").replace("<", "&lt;")
        html = re.sub(r"<title\b[^>]*>\s*</title>", "", head) + f"<title>{safe}</title>" + html[len(head) :]
        told.append("it has no title, so it is called by its file's name: write <title>…</title>")
    return html, told
