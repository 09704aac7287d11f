"""Any HTML file in UTF-8, with its own CSS and what else lies in its folder -> its PDF, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from dossier.files import regular_files
from dossier.files.project import NotThere, Project
from dossier.press.fonts.typefaces import Faces
from dossier.press.html import css_rules, live, renderer_bugs, tree
from dossier.press.html.budgets import check_source, check_tree, weight_of
from dossier.press.html.css.budgets import check_selectors, check_sheet
from dossier.press.html.foreign import browser
from dossier.press.html.markup import MarkedHtml, mark_tree
from dossier.press.html.source_map import DocumentSource, place_on, with_places
from dossier.press.html.transcript import words_of
from dossier.press.limits import DEFAULTS, Limits, OverLimit
from dossier.press.pdf.archive import Archive, Attached
from dossier.press.weasy import drawing_faults, one_pass
from dossier.press.weasy.fetcher import url_of
from dossier.press.weasy.isolation import draw_isolated
from dossier.press.weasy.one_pass import Drawing, Sheet, is_rtl
from dossier.press.weasy.session import drawing_session
from dossier.problems import Broken, Place, Problem

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_INERT = ".txt"  #: behind the name of what is attached and would do something when it is opened: that shows its text
_FACES = ".faces/"  #: our own faces, in the offer


def press_foreign(
    file: Path,
    faces: Faces,
    *,
    folder: Project | None = None,
    lasting: bool = False,
    stock: bool = False,
    lossy: bool = False,
    limits: Limits = DEFAULTS,
) -> Drawing:
    """As `draw_foreign`, with WeasyPrint as editions are drawn with it, and held within the limits."""
    content = _content(file, folder, limits)

    def draw() -> Drawing:
        with drawing_session(stock=stock):
            how = {"lasting": lasting, "stock": stock, "lossy": lossy}
            return draw_foreign(file, faces, folder=folder, limits=limits, **how)

    return draw_isolated(draw, Drawing, limits, weight_of(content), file.name)


def draw_foreign(
    file: Path,
    faces: Faces,
    *,
    folder: Project | None = None,
    lasting: bool = False,
    stock: bool = False,
    lossy: bool = False,
    limits: Limits = DEFAULTS,
) -> Drawing:
    """The PDF of any HTML file in UTF-8, with its own CSS and what else lies in its folder.

    Our faces are there for the text that names no family, or one that is not in the folder. What WeasyPrint only
    leaves out of the CSS is a warning; a missing letter, image or sheet is an error, and so is text that is cut off,
    unless it may be `lossy`. Links that may not be are words.
    A `lasting` one carries the HTML, as plain text if a browser would run or fetch anything of it.
    With `stock` WeasyPrint is as it comes, and not mended. `folder` is where it lies, if that is not on the disk.
    """
    project = folder or Project(file.parent, most=limits.bytes)
    content = _content(file, folder, limits)
    source = _utf8(content, Place(file.name))
    check_source(source, file.name, limits)
    sheets = css_rules.sheets_of(source, lambda path: _sheet_beside(project, path, limits))
    ready = _within(source, sheets, file.name, stock, limits)
    problems = ready.problems
    if problems:  # the same once more, for their lines
        problems = _prepare(with_places(source, file.name), sheets, file.name, stock, limits).problems
    document_source = DocumentSource(
        lambda: _prepare(with_places(source, file.name), sheets, file.name, stock, limits).html,
        lambda path: source if path == file.name else _sheet_beside(project, path, limits) or "",
    )
    by_file = {_FACES + face.file: face.path for face in faces}

    def offer(path: str) -> bytes | None:
        content = by_file[path].read_bytes() if path in by_file else _beside(project, path)
        if (
            stock
            and content
            and path.lower().endswith(".svg")
            and (messages := renderer_bugs.in_svg(content.decode("utf-8", "replace")))
        ):
            problems.append(Problem(Place(path), messages, severity="warning"))
        return content

    families = ['"Dossier Naskh"', '"Dossier Serif"']
    family = ", ".join(families if is_rtl(ready.root) else reversed(families))
    defaults = faces.css(lambda face: url_of(_FACES + face.file)) + f":root {{ font-family: {family} }}\n"
    is_page = file.suffix.lower() in _PAGES and not ready.is_live
    attached = file.name if is_page else f"{file.name}{_INERT}"
    archive = Archive(words_of(ready.root), (Attached(attached, content, "Source"),), file.stem) if lasting else None
    ours = [("(faces)", defaults), ("(browser)", ready.css)]
    try:
        drawing = one_pass.draw(
            ready.html,
            ours,
            offer,
            path=file.name,
            source=document_source,
            as_archive=archive,
            ours=frozenset(face.family for face in faces),
            limits=limits,
        )
    except Broken as error:
        raise Broken(drawing_faults.describe_fault(error.problems, stock=stock, lossy=lossy)) from error
    own = tuple(path for path in drawing.fetched if path not in by_file)
    every = dict.fromkeys([*problems, *drawing_faults.describe_fault(drawing.problems, stock=stock, lossy=lossy)])
    return replace(drawing, problems=tuple(every), fetched=own)


@dataclass(frozen=True, slots=True)
class _PreparedPage:
    """A stranger's HTML as it is drawn, and what was mended or is missing."""

    html: str
    root: Element
    css: str  #: weaker than its own
    problems: list[Problem]
    is_live: bool  #: whether it would do anything in a browser


def _within(source: str, sheets: Sequence[Sheet], name: str, stock: bool, limits: Limits) -> _PreparedPage:
    """As `_prepare`, if it is within the limits; else `OverLimit` with a line."""
    try:
        return _prepare(source, sheets, name, stock, limits)
    except OverLimit as error:
        if error.element is None:
            raise
    try:
        check_tree(tree.read(with_places(source, name)), limits)
    except OverLimit as error:
        raise error.at(place_on(error.element, name, error.line)) from None
    raise AssertionError("places on its elements make no document smaller")


def _prepare(source: str, sheets: Sequence[Sheet], name: str, stock: bool, limits: Limits) -> _PreparedPage:
    root = tree.read(source)
    check_tree(root, limits)
    is_live = next(live.found_in(root), None) is not None
    dead = live.take_away(root, name)
    renderer_bugs.write_directions(root, source, sheets, name)
    view = browser.understand(root, source, sheets, name)
    document = MarkedHtml(source, mark_tree(root, runs=False), root)
    mended = renderer_bugs.mend(root, source, sheets, name, stock=stock)
    lacks = [Problem(Place(name), message, severity="warning") for message in _complete_head(root, Path(name).stem)]
    problems = [*dead, *view.problems, *document.problems_in(name, "warning"), *lacks, *mended]
    return _PreparedPage(tree.write(root, source), root, view.css, problems, is_live)


def _content(file: Path, folder: Project | None, limits: Limits) -> bytes:
    try:
        content = folder.read(file.name) if folder else regular_files.read(file)[0]
    except (NotThere, OSError) as error:
        message = error.strerror if isinstance(error, OSError) else error
        raise Broken([Problem(Place(file.name), f"cannot be read: {message}")]) from error
    if len(content) > limits.bytes:
        raise Broken([OverLimit("bytes", len(content), limits.bytes).problem(file.name)])
    return content


def _utf8(content: bytes, place: Place) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte {content[error.start]:#04x} cannot stand here"
        raise Broken([Problem(Place(place.path, line), message, "save the file as UTF-8")]) from error


def _beside(project: Project, path: str) -> bytes | None:
    """A file in the folder of a stranger's HTML or below; links that lead out of it are not followed."""
    if project.locate(path) != project.root / path:
        return None
    try:
        return project.read(path)
    except NotThere:
        return None


def _sheet_beside(project: Project, path: str, limits: Limits) -> str | None:
    content = _beside(project, path)
    if content is None:
        return None
    sheet = content.decode("utf-8-sig", "replace")
    check_sheet(sheet, path, limits)
    check_selectors(sheet, path, limits)
    return sheet


def _complete_head(root: Element, title: str) -> list[str]:
    """Give a document the title and the language that PDF/UA asks for, and tell which of them it lacked."""
    messages = []
    if not root.get("lang", "").strip():
        root.set("lang", "en")
        messages.append("it names no language, so it is taken for English: write <html lang=…>")
    head = root.find("head")
    assert head is not None, "the parser of HTML gives a head to every document"
    titles = head.findall("title")
    if not any((one.text or "").strip() for one in titles):
        for one in titles:
            head.remove(one)
        SubElement(head, "title").text = title
        messages.append("it has no title, so it is called by its file's name: write <title>…</title>")
    return messages
