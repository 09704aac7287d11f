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

from dossier.verification.finished import Content, Element, Finished, PageSpot
from dossier.verification.reading_order import compare

State = Literal["ok", "broken", "not checked"]
Wanted = Mapping[str, object]  #: what the sources want of it: its language, and whether it carries them

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ARABIC = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]{2,}")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u05ff\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-žḀ-ỹ]{3,}")
_EMPTY = frozenset({"TD", "TH"})  #: a row keeps a cell without words
MOST = 0.75  #: of the pages may have the same line in the tree, if there are four or more
COVERED = 0.9  #: part of the blocks of the plain text that the tree must have for their order to be compared


@dataclass(frozen=True, slots=True)
class CheckResult:
    state: State
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One promise. `clause` is where it is asked for; ISO 14289-1 is PDF/UA-1, 19005-3 PDF/A-3, 32000-1 PDF 1.7."""

    name: str
    clause: str
    ask: Callable[[Finished, Wanted], CheckResult]


def title(found: Finished, _: Wanted) -> CheckResult:
    named = re.search(r"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", found.metadata, re.S)
    shown = found.preferences.get("DisplayDocTitle", "").lower() == "true"
    return _answer(
        [*([] if named else ["it has no title"]), *([] if shown else ["readers show its file name instead"])]
    )


def standards(found: Finished, _: Wanted) -> CheckResult:
    told = []
    if found.metadata.count("<rdf:RDF") != 1:
        told.append(f"{found.metadata.count('<rdf:RDF')} descriptions where one is read")
    for name, pattern in {
        "PDF/UA-1": r'pdfuaid:part(="|>)1\b',
        "PDF/A-3": r'pdfaid:part(="|>)3\b',
        "PDF/A level A": r'pdfaid:conformance(="|>)A\b',
    }.items():
        if not re.search(pattern, found.metadata):
            told.append(f"it does not say that it is {name}")
    return _answer(told, "PDF/UA-1 and PDF/A-3a")


def language(found: Finished, made: Wanted) -> CheckResult:
    if not _LANGUAGE.fullmatch(found.language):
        return CheckResult("broken", f"it names no language: {found.language!r}")
    wanted = made.get("language", found.language)
    return _answer(
        [] if found.language == wanted else [f"it says {found.language}, its edition {wanted}"], found.language
    )


def tagged(found: Finished, _: Wanted) -> CheckResult:
    if not found.is_marked or found.root is None:
        return CheckResult("broken", "it has no structure tree, or does not say so")
    return CheckResult("ok", f"{sum(1 for _ in found.root.walk())} elements")


def content(found: Finished, _: Wanted) -> CheckResult:
    pages = Counter(found.unmarked)
    return _answer(
        [f"page {page}: {n} drawn outside of all marks" for page, n in pages.items()], f"{found.marked} marked"
    )


def orphans(found: Finished, _: Wanted) -> CheckResult:
    told = [f"page {page}: {n} marked, but in no element" for page, n in Counter(found.orphans).items()]
    dead = sum(1 for kid in _kids(found) if isinstance(kid, Content) and not kid.is_there)
    return _answer(told + ([f"{dead} in elements, but not drawn"] if dead else []), f"{found.marked} in elements")


def headings(found: Finished, _: Wanted) -> CheckResult:
    levels = [int(e.role[1]) for e in _elements(found) if re.fullmatch(r"H[1-6]", e.role)]
    told = [f"H{b} follows H{a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    return _answer(told if levels else ["it has no headings"], f"{len(levels)} headings")


def table_heads(found: Finished, _: Wanted) -> CheckResult:
    heads = [e for e in _elements(found) if e.role == "TH"]
    told = [f"no scope: {_shown(e)}" for e in heads if e.scope not in {"Row", "Column", "Both"}]
    bare = [t for t in _elements(found) if t.role == "Table" and not any(e.role == "TH" for e in t.walk())]
    return _answer(told + [f"a table without heads: {_shown(t)}" for t in bare], f"{len(heads)} heads")


def alternatives(found: Finished, _: Wanted) -> CheckResult:
    figures = [e for e in _elements(found) if e.role == "Figure"]
    told = [f"no alternative text: figure {n}" for n, e in enumerate(figures, 1) if not e.alt.strip()]
    told += [f"a file's name is no alternative text: {e.alt}" for e in figures if re.search(r"\.\w{3,4}$", e.alt)]
    return _answer(told, f"{len(figures)} figures")


def figure_places(found: Finished, _: Wanted) -> CheckResult:
    told = []
    for element in _elements(found):
        if element.role != "Figure":
            continue
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), 0)
        width, height = found.sizes[page - 1] if 0 < page <= len(found.sizes) else (0.0, 0.0)
        left, bottom, right, top = element.box if len(element.box) == 4 else (0.0, 0.0, 0.0, 0.0)
        if not (-1 <= left < right <= width + 1 and -1 <= bottom < top <= height + 1):
            told.append(f"page {page}: {element.alt[:40]}")
    return _answer(told, "all on their pages")


def links(found: Finished, _: Wanted) -> CheckResult:
    told = [f"page {page}: a link in no Link element" for page, is_in, _ in found.links if not is_in]
    told += [f"page {page}: a link that says nothing" for page, _, said in found.links if not said.strip()]
    return _answer(told, f"{len(found.links)} links")


def fonts(found: Finished, _: Wanted) -> CheckResult:
    return _answer(
        [f"not embedded: {name}" for name, is_in in found.fonts.items() if not is_in], f"{len(found.fonts)} fonts"
    )


def letters(found: Finished, _: Wanted) -> CheckResult:
    return _answer(
        [f"{font}: {n} codes that say no letter" for font, n in found.unexplained.items()], "every code says one"
    )


def tab_order(found: Finished, _: Wanted) -> CheckResult:
    wrong = sum(1 for order in found.tabs if order != "S")
    return _answer([f"{wrong} pages do not tab in the order of the tree"] if wrong else [], f"{len(found.tabs)} pages")


def bookmarks(found: Finished, _: Wanted) -> CheckResult:
    if not found.bookmarks:
        return CheckResult("broken", "it has no bookmarks")
    foreign = _LATIN if found.language == "ar" else _ARABIC if found.language == "en" else None
    own = _ARABIC if found.language == "ar" else _LATIN
    told = [f"in another language: {b}" for b in found.bookmarks if foreign and foreign.search(b) and not own.search(b)]
    return _answer(told, f"{len(found.bookmarks)} bookmarks")


def empty_elements(found: Finished, _: Wanted) -> CheckResult:
    empty = Counter(e.role for e in _elements(found) if not e.kids and e.role not in _EMPTY)
    return _answer([f"{n} {role} with nothing in them" for role, n in empty.items()])


def notes(found: Finished, _: Wanted) -> CheckResult:
    ids = [e.identifier for e in _elements(found) if e.role == "Note"]
    told = [f"{ids.count('')} notes without an ID"] if "" in ids else []
    told += [f"{n} notes share the ID {key}" for key, n in Counter(ids).items() if key and n > 1]
    told += [f"the ID {key} is not in the file's list" for key in ids if key and key not in found.names]
    called = sum(1 for parent in _elements(found) for a, b in _pairs(parent) if (a, b) == ("Reference", "Note"))
    told += [f"{len(ids) - called} notes do not follow their call"] if called < len(ids) else []
    return _answer(told, f"{len(ids)} notes")


def contents(found: Finished, _: Wanted) -> CheckResult:
    tables = [e for e in _elements(found) if e.role == "TOC"]
    told = [] if tables or len(found.bookmarks) < 3 else ["it has no table of contents in its tree"]
    for table in tables:
        roles = {k.role if isinstance(k, Element) else "words" for k in table.kids}
        told += [f"{role} in a table of contents" for role in sorted(roles - {"TOC", "TOCI", "Caption"})]
    entries = [e for e in _elements(found) if e.role == "TOCI"]
    told += [f"no link: {_shown(e)}" for e in entries if not any(k.role in {"Link", "TOC"} for k in e.walk())]
    return _answer(told, f"{len(entries)} entries")


def languages(found: Finished, _: Wanted) -> CheckResult:
    """Letters of a script that is not that of the language they are said to be in."""
    told = []
    for element in _elements(found):
        said = element.language.split("-")[0]
        wrong = _LATIN if said == "ar" else _ARABIC if said == "en" else None
        for text in (*(kid.letters for kid in element.kids if isinstance(kid, Content)), element.alt):
            if wrong and (run := wrong.search(unicodedata.normalize("NFKC", text))):
                told.append(f"said to be {said}: {run[0]}")
    marked = sum(1 for e in _elements(found) if e.language != found.language)
    return _answer(told, f"{marked} elements in another language than {found.language}")


def spoken(found: Finished, _: Wanted) -> CheckResult:
    """Words from right to left are told in their order, and not on an element that has them drawn for itself."""
    told = []

    def look(element: Element, is_told: bool) -> None:
        lines = [kid for kid in element.kids if isinstance(kid, Content) and kid.letters]
        if element.actual and lines:
            told.append(f"told on the element of its letters: {element.actual[:40]}")
        is_told = is_told or bool(element.actual or element.alt)
        told.extend(
            f"not told: {kid.letters[:40]}" for kid in lines if not is_told and _RIGHT_TO_LEFT.search(kid.letters)
        )
        for kid in element.kids:
            if isinstance(kid, Element):
                look(kid, is_told)

    if found.root is not None:
        look(found.root, False)
    return _answer(told, f"{sum(1 for element in _elements(found) if element.actual)} elements tell theirs")


def direction(found: Finished, _: Wanted) -> CheckResult:
    is_rtl = found.preferences.get("Direction", "") == "/R2L"
    wanted = found.language.split("-")[0] in {"ar", "fa", "he", "ur"}
    return _answer([] if is_rtl == wanted else ["pages are turned the wrong way"], "R2L" if is_rtl else "L2R")


def quiet(found: Finished, _: Wanted) -> CheckResult:
    return _answer(found.active, "no scripts, no actions, no lock; links lead to the web or within")


def running_heads(found: Finished, _: Wanted) -> CheckResult:
    """What stands at the head and foot of the pages is outside of the tree, and says what it is."""
    heads = [(page, kind) for page, kind, _ in found.artifacts if kind.startswith("Pagination")]
    pages: dict[str, set[int]] = {}
    for kid in _kids(found):
        if isinstance(kid, Content) and len(kid.letters) > 4:
            pages.setdefault(kid.letters, set()).add(kid.page)
    told = [
        f"read as content on {len(on)} pages: {text}"
        for text, on in pages.items()
        if len(on) > max(3, MOST * found.pages)
    ]
    told += [f"page {page}: neither head nor foot" for page, kind in heads if kind == "Pagination"]
    if not heads and found.pages > 2:
        told.append("no heads or feet are marked as such")
    return _answer(told, f"{len(heads)} heads and feet")


def reading_order(found: Finished, _: Wanted) -> CheckResult:
    """The blocks of the tree stand in the order of the plain text that the file carries."""
    words = next((file.content for file in found.files if file.relation == "Alternative"), None)
    if words is None or found.root is None:
        return CheckResult("not checked", "it carries no plain text to compare with")
    order = compare(found.root, words.decode("utf-8", "replace"))
    compared = f"{order.shared} of {order.written} blocks compared"
    if order.shared < COVERED * max(order.written, 1):
        return CheckResult("not checked", f"too few can be told by their letters: {compared}")
    return _answer([f"too late: {text[:40]}" for text in order.late], compared)


def carried(found: Finished, made: Wanted) -> CheckResult:
    """It carries what it was made from, unless its readers are not to have that, and its words as plain text."""
    told = [] if any(f.relation == "Alternative" for f in found.files) else ["it carries no plain text"]
    sources = [f.path for f in found.files if f.relation == "Source"]
    if not sources and not told and "sources" not in made:
        return CheckResult("not checked", "it carries no sources: it may be an edition that is to have none")
    if sources and not made.get("sources", True):
        told.append("it carries sources that its readers are not to have")
    if not sources and made.get("sources", True):
        told.append("it carries no sources")
    return _answer(told, f"{len(sources)} sources")


def dates(found: Finished, _: Wanted) -> CheckResult:
    """One date, not the clock's, wherever one stands."""
    said = {_digits(date) for date in found.dates.values()} | {_digits(f.dated) for f in found.files if f.dated}
    said |= {_digits(d) for d in re.findall(r"<xmp:(?:Create|Modify)Date>([^<]*)<", found.metadata)}
    return _answer([f"its dates differ: {', '.join(sorted(said))}"] if len(said) > 1 else [], *sorted(said)[:1])


CHECKS = (
    Check("title", "ISO 14289-1, 7.1", title),
    Check("standards named", "ISO 14289-1, 5; ISO 19005-3, 6.6.4", standards),
    Check("language", "ISO 14289-1, 7.2", language),
    Check("structure tree", "ISO 14289-1, 7.1; ISO 32000-1, 14.7", tagged),
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
    Check("words in their order", "ISO 32000-1, 14.9.4", spoken),
    Check("direction", "ISO 32000-1, 12.2", direction),
    Check("nothing active", "ISO 19005-3, 6.1.3, 6.5.1", quiet),
    Check("running heads", "ISO 14289-1, 7.8", running_heads),
    Check("reading order", "Matterhorn 09-001", reading_order),
    Check("sources inside", "ISO 19005-3, 6.8", carried),
    Check("dates", "ISO 19005-3, 6.6.3", dates),
)


def _answer(told: Iterable[str], detail: str = "") -> CheckResult:
    told = list(dict.fromkeys(told))
    if not told:
        return CheckResult("ok", detail)
    more = f" (and {len(told) - 3} more)" if len(told) > 3 else ""
    return CheckResult("broken", "; ".join(told[:3]) + more)


def _elements(found: Finished) -> Iterator[Element]:
    return iter(()) if found.root is None else found.root.walk()


def _kids(found: Finished) -> Iterator[Element | Content | PageSpot]:
    for element in _elements(found):
        yield from element.kids


def _pairs(parent: Element) -> list[tuple[str, str]]:
    roles = [kid.role if isinstance(kid, Element) else "" for kid in parent.kids]
    return list(itertools.pairwise(roles))


def _shown(element: Element) -> str:
    return element.letters[:40] or f"{element.role} without letters"


def _digits(date: str) -> str:
    return re.sub(r"\D", "", date.removesuffix("Z"))
