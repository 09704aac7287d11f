"""A finished PDF held against the sources: it carries those, its text is what they say, and its pages bear that text.

Templates are filled anew for it, from the sources as they lie there. What a page bears is what its fonts say of the
letters that are drawn; that they say so truly is known only where every page is drawn again (`redraw`).
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.files import scratch
from dossier.files.project import MARK, Project, shipped_path
from dossier.files.publication import HTML
from dossier.model.edition import Dossier
from dossier.model.originals_check import OriginalsCheck
from dossier.press.edition import EditionPages
from dossier.press.fonts.typefaces import Faces
from dossier.press.html.markup import mark
from dossier.press.html.sections import Sections
from dossier.press.html.templates import FOLDER, Templates
from dossier.press.html.transcript import with_page_numbers, words_of
from dossier.press.printing import Printer, for_screen
from dossier.problems import Report
from dossier.reading.source_set import RECORD_TYPES
from dossier.verification.finished import Content, Element, FinishedPdf
from dossier.verification.pdf_ua import CheckResult
from dossier.verification.proof_record import PATH as RECORD
from dossier.verification.proof_record import read_record

_NUMBER = re.compile(r"\d[\d,.\u066b\u066c]*\d|\d")
_UNSEEN = re.compile(r'<[^>]* class="unseen"[^>]*>([^<]*)<')
_FEW = 3  #: told in one line


def sources_inside_are_same(contents: FinishedPdf, project: Project, edition: str) -> CheckResult:
    """The sources inside the file are those of the dossier, to the letter."""
    inside = {file.path: file.sha256 for file in contents.files if file.relation == "Source"}
    if not inside:
        message = "it carries no sources: it was built --clean or --plain, or by another program"
        return CheckResult("not checked", message)
    folders = [f"sources/{kind}" for kind in RECORD_TYPES]
    paths = [MARK, *(path for folder in folders for path in project.names(folder, ".yaml"))]
    own = {path for path in paths if not path.startswith("sources/editions/") or path.endswith(f"/{edition}.yaml")}
    own |= {RECORD} & set(project.names("sources", ".json"))
    changed = [path for path in sorted(own | inside.keys()) if _digest(project, path) != inside.get(path, "none")]
    if changed:
        return CheckResult("broken", f"{', '.join(changed[:_FEW])} changed since it was built: dossier build")
    return CheckResult("ok", f"read {len(inside)} files in it, and the same in sources/")


def no_sources(result: CheckResult) -> CheckResult:
    """The same of an edition that is to carry none, for its readers may not have them."""
    if result.state == "not checked":
        return CheckResult("ok", "it carries no sources, as an edition that is clean, more open, or an extract")
    return CheckResult("broken", "it carries sources that its readers are not to have: dossier build")


def carries_text_only(contents: FinishedPdf) -> bool:
    """Whether it carries its words, and no sources: a clean edition."""
    return {file.relation for file in contents.files} == {"Alternative"}


def _digest(project: Project, path: str) -> str:
    snapshot = project.snapshot(path)
    return hashlib.sha256(snapshot.content).hexdigest() if snapshot.content is not None else ""


def text_is_of_sources(contents: FinishedPdf, dossier: Dossier, project: Project) -> CheckResult:
    """The text in the file is what the sources say today; and of originals, what they say, if they are at hand, or what
    is recorded of them."""
    plain_text = next((file.content for file in contents.files if file.relation == "Alternative"), None)
    if plain_text is None:
        return CheckResult("not checked", "it carries no plain text to compare with")
    lines = plain_text.decode("utf-8", "replace").split("\n")
    pages = contents.anchors
    differences: list[int] = []
    for checked in _may_say(dossier, project):
        differences = _differences(lines, expected := _lines(dossier, checked, pages, project))
        if not differences:
            break
    if differences and not dossier.checked.held:
        others = _lines(dossier, OriginalsCheck(held=len(dossier.corpus.documents)), pages, project)
        if set(differences) <= set(_differences(others, expected)):
            return CheckResult("not checked", "it says that it was compared with originals, which are not at hand")
    if differences:
        samples = "; ".join(
            f"line {number}: {lines[number - 1][:60]!r}" for number in differences[:_FEW] if number <= len(lines)
        )
        return CheckResult("broken", f"{len(differences)} lines are not what the sources say: {samples}")
    return CheckResult("ok", f"{len(lines)} lines, read in it and written anew from sources/ and templates/")


def _may_say(dossier: Dossier, project: Project) -> list[OriginalsCheck]:
    """What an edition may say of its originals: what they say now, what was recorded, or that nobody asked them."""
    record = read_record(project, dossier.corpus)
    unchecked = OriginalsCheck(missing=len(dossier.corpus.documents))
    return list(dict.fromkeys((dossier.checked, *([record.checked] if record else []), unchecked)))


def redraw(
    contents: FinishedPdf, pdf: bytes, html: bytes | None, dossier: Dossier, faces: Faces, project: Project
) -> CheckResult:
    """The PDF, and the HTML beside it, come out of the sources with the same bytes when all of it is drawn again, and
    nothing remembered."""
    plain_text = next((file.content for file in contents.files if file.relation == "Alternative"), b"")
    pages = contents.anchors
    for as_built in (replace(dossier, checked=checked) for checked in _may_say(dossier, project)):
        if plain_text.decode("utf-8", "replace").split("\n") == _lines(as_built, as_built.checked, pages, project):
            with scratch.temporary_folder() as folder:
                edition = Printer(project, faces, units=folder).print(as_built, project, Report())
                again = for_screen(as_built, edition, faces, project, folder).encode()
            if edition.pdf != pdf:
                return CheckResult("broken", "drawn again here, other bytes come out; the text of both is the same")
            if again != html:
                return CheckResult("broken", f"{HTML} is another than the one that comes out of the sources")
            return CheckResult("ok", f"{len(pdf) + len(again):,} bytes, drawn again from the sources")
    return CheckResult("not checked", "its text is not what the sources say")


def _lines(dossier: Dossier, checked: OriginalsCheck, pages: Mapping[str, int], project: Project) -> list[str]:
    root = mark(_page(replace(dossier, checked=checked), pages, project)).root
    assert root is not None, "what has been built is not nested too deeply"
    return with_page_numbers(words_of(root), pages).split("\n")


def _page(dossier: Dossier, pages: Mapping[str, int], project: Project) -> str:
    return EditionPages(dossier, project, Report(), Sections(project, Templates(project))).page(pages).html


def _differences(lines: Sequence[str], expected: Sequence[str]) -> list[int]:
    """Numbers of the lines that are not as wanted."""
    length = max(len(lines), len(expected))
    pairs = zip([*lines, *[""] * length][:length], [*expected, *[""] * length][:length], strict=True)
    different = [number for number, (line, want) in enumerate(pairs, 1) if line != want]
    return different if len(lines) == len(expected) else different or [length]


def words_of_pages(contents: FinishedPdf, dossier: Dossier, project: Project) -> CheckResult:
    """Every letter and every number of the text that the file carries is drawn, and none beside.

    But for the title that begins it, and for what a template keeps from the page with the class `unseen`.
    """
    plain_text = next((file.content for file in contents.files if file.relation == "Alternative"), None)
    if plain_text is None or contents.root is None:
        return CheckResult("not checked", "it carries no plain text to compare with")
    text = plain_text.decode("utf-8", "replace").partition("\n")[2]
    hidden_words = [html.unescape(words) for words in _UNSEEN.findall(_page(dossier, {}, project))]
    page_words, spoken = [*_drawn_words(contents.root)], [*_spoken_words(contents.root)]
    faults = []
    for what, expected, actual in (
        ("letters", _letters([text]) - _letters(hidden_words), _letters(page_words)),
        ("numbers", _numbers([text]) - _numbers(hidden_words), _numbers(spoken)),
    ):
        faults += [f"drawn, but not in its text: {what} {_frequent(actual - expected)}"] if actual - expected else []
        faults += [f"in its text, but not drawn: {what} {_frequent(expected - actual)}"] if expected - actual else []
    counts = f"{_letters(page_words).total():,} letters and {_numbers(spoken).total():,} numbers"
    if faults and _styles_itself(project):
        return CheckResult(
            "not checked", f"its own stylesheets may add and hide words: {'; '.join(faults)}; see --redraw"
        )
    return (
        CheckResult("broken", "; ".join(faults))
        if faults
        else CheckResult("ok", f"{counts} read on {contents.pages} pages")
    )


def _styles_itself(project: Project) -> bool:
    """Whether a dossier has stylesheets of its own."""
    paths = project.names(FOLDER, ".css")
    return any(project.locate(path) != shipped_path(path) for path in paths)


def _frequent(counts: Counter[str]) -> str:
    more = f" and {len(counts) - _FEW} more" if len(counts) > _FEW else ""
    return ", ".join(sorted(counts)[:_FEW]) + more


def _letters(texts: Sequence[str]) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", "".join(texts))
    return Counter(letter for letter in plain if unicodedata.category(letter)[0] in "LN")


def _numbers(texts: Sequence[str]) -> Counter[str]:
    return Counter(number for text in texts for number in _NUMBER.findall(unicodedata.normalize("NFKC", text)))


def _drawn_words(element: Element) -> Iterator[str]:
    """What is drawn, piece by piece; of a picture, what is said of it."""
    if element.role == "Figure":
        yield element.alt
        return
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid.letters
        elif isinstance(kid, Element):
            yield from _drawn_words(kid)


def _spoken_words(element: Element) -> Iterator[str]:
    """The same, as it is read aloud."""
    if element.actual:
        yield element.actual
        return
    if element.role == "Figure":
        yield element.alt
        return
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid.letters
        elif isinstance(kid, Element):
            yield from _spoken_words(kid)
