"""The promises that a finished PDF keeps by itself: one function each, each with the clause that asks for it.

They look at the file alone, as read back by `read_back`, and at what its edition is to be. Most are
checkpoints of the Matterhorn Protocol, which PDF/UA-1 is tested by; some are promises that no validator knows of. A
validator's verdict on the whole is another matter: this runs everywhere, and says what is wrong in plain words.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dossier.verification.finished import Content, Element, FinishedPdf, PageSpot
from dossier.verification.reading_order import compare

CheckState = Literal["ok", "broken", "not checked"]
Expectation = Mapping[str, object]  #: what the sources want of it: its language, and whether it carries them

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ARABIC = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]{2,}")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u05ff\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-žḀ-ỹ]{3,}")
_EMPTY = frozenset({"TD", "TH"})  #: a row keeps a cell without words
MOST = 0.75  #: of the pages may have the same line in the tree, if there are four or more
SHORT = 20  #: pages of a document that bookmarks alone lead through
NAME = 8  #: letters of a name that may be linked on each page, which is no head
COVERED = 0.9  #: part of the blocks of the plain text that the tree must have for their order to be compared


@dataclass(frozen=True, slots=True)
class CheckResult:
    state: CheckState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One promise. `clause` is where it is asked for; ISO 14289-1 is PDF/UA-1, 19005-3 PDF/A-3, 32000-1 PDF 1.7."""

    name: str
    clause: str
    ask: Callable[[FinishedPdf, Expectation], CheckResult]


def title(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    has_title = re.search(r"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", pdf.metadata, re.S)
    is_shown = pdf.preferences.get("DisplayDocTitle", "").lower() == "true"
    return _result(
        [*([] if has_title else ["it has no title"]), *([] if is_shown else ["readers show its file name instead"])]
    )


def standards(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    faults = []
    if pdf.metadata.count("<rdf:RDF") != 1:
        faults.append(f"{pdf.metadata.count('<rdf:RDF')} descriptions where one is read")
    for name, pattern in {
        "PDF/UA-1": r'pdfuaid:part(="|>)1\b',
        "PDF/A-3": r'pdfaid:part(="|>)3\b',
        "PDF/A level A": r'pdfaid:conformance(="|>)A\b',
    }.items():
        if not re.search(pattern, pdf.metadata):
            faults.append(f"it does not say that it is {name}")
    return _result(faults, "PDF/UA-1 and PDF/A-3a")


def language(pdf: FinishedPdf, expected: Expectation) -> CheckResult:
    if not _LANGUAGE.fullmatch(pdf.language):
        return CheckResult("broken", f"it names no language: {pdf.language!r}")
    ours = expected.get("language", pdf.language)
    return _result(
        [] if pdf.language == ours else [f"it says {pdf.language}, its edition {ours}"],
        pdf.language,
    )


def structure_tree(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    if not pdf.is_marked or pdf.root is None:
        return CheckResult("broken", "it has no structure tree, or does not say so")
    return CheckResult("ok", f"{sum(1 for _ in pdf.root.walk())} elements")


def content(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    pages = Counter(pdf.unmarked)
    return _result(
        [f"page {page}: {n} drawn outside of all marks" for page, n in pages.items()], f"{pdf.marked} marked"
    )


def orphans(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    faults = [f"page {page}: {n} marked, but in no element" for page, n in Counter(pdf.orphans).items()]
    dead = sum(1 for kid in _kids(pdf) if isinstance(kid, Content) and not kid.is_there)
    return _result(faults + ([f"{dead} in elements, but not drawn"] if dead else []), f"{pdf.marked} in elements")


def headings(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    levels = [int(e.role[1]) for e in _elements(pdf) if re.fullmatch(r"H[1-6]", e.role)]
    faults = [f"H{b} follows H{a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    return _result(faults if levels else ["it has no headings"], f"{len(levels)} headings")


def table_heads(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    heads = [e for e in _elements(pdf) if e.role == "TH"]
    faults = [f"no scope: {_label(e)}" for e in heads if e.scope not in {"Row", "Column", "Both"}]
    bare = [t for t in _elements(pdf) if t.role == "Table" and not any(e.role == "TH" for e in t.walk())]
    return _result(faults + [f"a table without heads: {_label(t)}" for t in bare], f"{len(heads)} heads")


def alternatives(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    figures = [e for e in _elements(pdf) if e.role == "Figure"]
    faults = [f"no alternative text: figure {n}" for n, e in enumerate(figures, 1) if not e.alt.strip()]
    faults += [f"a file's name is no alternative text: {e.alt}" for e in figures if re.search(r"\.\w{3,4}$", e.alt)]
    return _result(faults, f"{len(figures)} figures")


def figure_places(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    faults = []
    for element in _elements(pdf):
        if element.role != "Figure":
            continue
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), 0)
        width, height = pdf.sizes[page - 1] if 0 < page <= len(pdf.sizes) else (0.0, 0.0)
        left, bottom, right, top = element.box if len(element.box) == 4 else (0.0, 0.0, 0.0, 0.0)
        if not (-1 <= left < right <= width + 1 and -1 <= bottom < top <= height + 1):
            faults.append(f"page {page}: {element.alt[:40]}")
    return _result(faults, "all on their pages")


def links(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    faults = [f"page {page}: a link in no Link element" for page, is_in, _ in pdf.links if not is_in]
    faults += [f"page {page}: a link that says nothing" for page, _, words in pdf.links if not words.strip()]
    return _result(faults, f"{len(pdf.links)} links")


def fonts(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    return _result(
        [f"not embedded: {name}" for name, is_in in pdf.fonts.items() if not is_in], f"{len(pdf.fonts)} fonts"
    )


def letters(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    return _result(
        [f"{font}: {n} codes that say no letter" for font, n in pdf.unexplained.items()], "every code says one"
    )


def tab_order(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    wrong = sum(1 for order in pdf.tabs if order != "S")
    return _result([f"{wrong} pages do not tab in the order of the tree"] if wrong else [], f"{len(pdf.tabs)} pages")


def bookmarks(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    if not pdf.bookmarks:
        return CheckResult("broken", "it has no bookmarks")
    foreign = _LATIN if pdf.language == "ar" else _ARABIC if pdf.language == "en" else None
    own = _ARABIC if pdf.language == "ar" else _LATIN
    faults = [f"in another language: {b}" for b in pdf.bookmarks if foreign and foreign.search(b) and not own.search(b)]
    return _result(faults, f"{len(pdf.bookmarks)} bookmarks")


def empty_elements(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    empty = Counter(e.role for e in _elements(pdf) if not e.kids and e.role not in _EMPTY)
    return _result([f"{n} {role} with nothing in them" for role, n in empty.items()])


def notes(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    ids = [e.identifier for e in _elements(pdf) if e.role == "Note"]
    faults = [f"{ids.count('')} notes without an ID"] if "" in ids else []
    faults += [f"{n} notes share the ID {key}" for key, n in Counter(ids).items() if key and n > 1]
    faults += [f"the ID {key} is not in the file's list" for key in ids if key and key not in pdf.names]
    calls = sum(1 for parent in _elements(pdf) for a, b in _pairs(parent) if (a, b) == ("Reference", "Note"))
    faults += [f"{len(ids) - calls} notes do not follow their call"] if calls < len(ids) else []
    return _result(faults, f"{len(ids)} notes")


def contents(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    tables = [e for e in _elements(pdf) if e.role == "TOC"]
    is_short = pdf.pages <= SHORT or len(pdf.bookmarks) < 3
    faults = [] if tables or is_short else ["it has no table of contents in its tree"]
    for table in tables:
        roles = {k.role if isinstance(k, Element) else "words" for k in table.kids}
        faults += [f"{role} in a table of contents" for role in sorted(roles - {"TOC", "TOCI", "Caption"})]
    entries = [e for e in _elements(pdf) if e.role == "TOCI"]
    faults += [f"no link: {_label(e)}" for e in entries if not any(k.role in {"Link", "TOC"} for k in e.walk())]
    return _result(faults, f"{len(entries)} entries")


def languages(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    """Letters of a script that is not that of the language they are said to be in."""
    faults = []
    for element in _elements(pdf):
        language = element.language.split("-")[0]
        wrong = _LATIN if language == "ar" else _ARABIC if language == "en" else None
        for text in (*(kid.letters for kid in element.kids if isinstance(kid, Content)), element.alt):
            if wrong and (run := wrong.search(unicodedata.normalize("NFKC", text))):
                faults.append(f"said to be {language}: {run[0]}")
    others = sum(1 for e in _elements(pdf) if e.language != pdf.language)
    return _result(faults, f"{others} elements in another language than {pdf.language}")


def word_order(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    """Words from right to left are told in their order, and not on an element that has them drawn for itself."""
    faults = []

    def look(element: Element, is_told: bool) -> None:
        lines = [kid for kid in element.kids if isinstance(kid, Content) and kid.letters]
        if element.actual and lines:
            faults.append(f"told on the element of its letters: {element.actual[:40]}")
        is_told = is_told or bool(element.actual or element.alt)
        faults.extend(
            f"not told: {kid.letters[:40]}" for kid in lines if not is_told and _RIGHT_TO_LEFT.search(kid.letters)
        )
        for kid in element.kids:
            if isinstance(kid, Element):
                look(kid, is_told)

    if pdf.root is not None:
        look(pdf.root, False)
    return _result(faults, f"{sum(1 for element in _elements(pdf) if element.actual)} elements tell theirs")


def direction(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    is_rtl = pdf.preferences.get("Direction", "") == "/R2L"
    ought_to_be = pdf.language.split("-")[0] in {"ar", "fa", "he", "ur"}
    return _result([] if is_rtl == ought_to_be else ["pages are turned the wrong way"], "R2L" if is_rtl else "L2R")


def no_active_content(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    return _result(pdf.active, "no scripts, no actions, no lock; links lead to the web or within")


def running_heads(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    """What stands at the head and foot of the pages is outside of the tree, and says what it is."""
    heads = [(page, kind) for page, kind, _ in pdf.artifacts if kind.startswith("Pagination")]
    pages: dict[str, set[int]] = {}
    for kid in _kids(pdf):
        if isinstance(kid, Content) and len(kid.letters) > NAME:
            pages.setdefault(kid.letters, set()).add(kid.page)
    faults = [
        f"read as content on {len(on)} pages: {text}"
        for text, on in pages.items()
        if len(on) > max(3, MOST * pdf.pages)
    ]
    faults += [f"page {page}: neither head nor foot" for page, kind in heads if kind == "Pagination"]
    if not heads and pdf.pages > 2:
        faults.append("no heads or feet are marked as such")
    return _result(faults, f"{len(heads)} heads and feet")


def reading_order(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    """The blocks of the tree stand in the order of the plain text that the file carries."""
    words = next((file.content for file in pdf.files if file.relation == "Alternative"), None)
    if words is None or pdf.root is None:
        return CheckResult("not checked", "it carries no plain text to compare with")
    order = compare(pdf.root, words.decode("utf-8", "replace"))
    summary = f"{order.shared} of {order.written} blocks compared"
    if order.shared < COVERED * max(order.written, 1):
        return CheckResult("not checked", f"too few can be told by their letters: {summary}")
    return _result([f"too late: {text[:40]}" for text in order.late], summary)


def sources_inside(pdf: FinishedPdf, expected: Expectation) -> CheckResult:
    """It carries what it was made from, unless its readers are not to have that, and its words as plain text."""
    faults = [] if any(f.relation == "Alternative" for f in pdf.files) else ["it carries no plain text"]
    sources = [f.path for f in pdf.files if f.relation == "Source"]
    if not sources and not faults and "sources" not in expected:
        return CheckResult("not checked", "it carries no sources: it may be an edition that is to have none")
    if sources and not expected.get("sources", True):
        faults.append("it carries sources that its readers are not to have")
    if not sources and expected.get("sources", True):
        faults.append("it carries no sources")
    return _result(faults, f"{len(sources)} sources")


def dates(pdf: FinishedPdf, _: Expectation) -> CheckResult:
    """One date, not the clock's, wherever one stands."""
    days = {_digits(date) for date in pdf.dates.values()} | {_digits(f.dated) for f in pdf.files if f.dated}
    days |= {_digits(d) for d in re.findall(r"<xmp:(?:Create|Modify)Date>([^<]*)<", pdf.metadata)}
    return _result(
        [f"its dates differ: {', '.join(sorted(days))}"] if len(days) > 1 else [],
        *sorted(days)[:1],
    )


CHECKS = (
    Check("title", "ISO 14289-1, 7.1", title),
    Check("standards named", "ISO 14289-1, 5; ISO 19005-3, 6.6.4", standards),
    Check("language", "ISO 14289-1, 7.2", language),
    Check("structure tree", "ISO 14289-1, 7.1; ISO 32000-1, 14.7", structure_tree),
    Check("all content marked", "Matterhorn 01-005", content),
    Check("no marks outside the tree", "ISO 32000-1, 14.7.4.4", orphans),
    Check("headings", "ISO 14289-1, 7.4.2", headings),
    Check("table heads", "ISO 14289-1, 7.5", table_heads),
    Check("alternative texts", "ISO 14289-1, 7.3", alternatives),
    Check("places of figures", "ISO 32000-1, 14.8.5.4.3", figure_places),
    Check("links", "ISO 14289-1, 7.18.5", links),
    Check("fonts embedded", "ISO 14289-1, 7.21.4.1", fonts),
    Check("letters of codes", "ISO 14289-1, 7.21.7", letters),
    Check("tab order", "ISO 14289-1, 7.18.3", tab_order),
    Check("bookmarks", "ISO 14289-1, 7.17", bookmarks),
    Check("no empty elements", "ISO 32000-1, 14.8.2", empty_elements),
    Check("footnotes", "ISO 14289-1, 7.9", notes),
    Check("contents", "ISO 32000-1, 14.8.4.2", contents),
    Check("languages of runs", "ISO 14289-1, 7.2", languages),
    Check("words in their order", "ISO 32000-1, 14.9.4", word_order),
    Check("direction", "ISO 32000-1, 12.2", direction),
    Check("nothing active", "ISO 19005-3, 6.1.3, 6.5.1", no_active_content),
    Check("running heads", "ISO 14289-1, 7.8", running_heads),
    Check("reading order", "Matterhorn 09-001", reading_order),
    Check("sources inside", "ISO 19005-3, 6.8", sources_inside),
    Check("dates", "ISO 19005-3, 6.6.3", dates),
)


def _result(faults: Iterable[str], detail: str = "") -> CheckResult:
    faults = list(dict.fromkeys(faults))
    if not faults:
        return CheckResult("ok", detail)
    more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
    return CheckResult("broken", "; ".join(faults[:3]) + more)


def _elements(pdf: FinishedPdf) -> Iterator[Element]:
    return iter(()) if pdf.root is None else pdf.root.walk()


def _kids(pdf: FinishedPdf) -> Iterator[Element | Content | PageSpot]:
    for element in _elements(pdf):
        yield from element.kids


def _pairs(parent: Element) -> list[tuple[str, str]]:
    roles = [kid.role if isinstance(kid, Element) else "" for kid in parent.kids]
    return list(itertools.pairwise(roles))


def _label(element: Element) -> str:
    return element.letters[:40] or f"{element.role} without letters"


def _digits(date: str) -> str:
    return re.sub(r"\D", "", date.removesuffix("Z"))
