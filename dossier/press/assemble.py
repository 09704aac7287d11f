"""The sections of an edition -> its PDF: compiled, where they have not been yet, and linked.

Numbers of pages are bound when units are linked, but how many digits they have is known before, and an index has no
more numbers than there are pages to name. So a section is compiled with as many zeros as its numbers will have digits,
and again in the rare case that they grow by one: `Assembler.assemble` goes on until nothing changes. Where nothing is
known of an edition yet, an index, and short sections that name pages, are compiled when the others have been.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier.files.fingerprint import versions
from dossier.files.paused_gc import gc_paused
from dossier.press.fonts.typefaces import Faces
from dossier.press.html.render import HtmlDocument
from dossier.press.html.transcript import PAGE, with_page_numbers
from dossier.press.limits import DEFAULTS, Limits
from dossier.press.linker import cache
from dossier.press.linker.link import DocumentPart, Linker
from dossier.press.linker.pagination import Extent, Numbering, count, extent
from dossier.press.linker.store import Store
from dossier.press.linker.unit import FORMAT, CompileSetting, LimitExceeded, Task, Unit
from dossier.press.pdf.archive import Attached

TOGETHER = 8  #: units whose words are packed together: some 30 kB of them
TRIMMED = 64  #: units that are kept before the store is trimmed again
ROUNDS = 4  #: until numbers of pages must have settled
PAGE_LINK = '<a class="page-of"'  #: how a link begins that is written as the number of a page
PAGE_OF = re.compile(rf'{PAGE_LINK}(?= )(?=[^>]* href="#([^"]+)")')
_ID = re.compile(r' id="([^"]+)"')
_CHAPTER = re.compile(r'<section class="chapter (\w+)')
_LETTERS_A_PAGE = 9_000  #: of HTML, for a first guess
_SHORT = 2 * _LETTERS_A_PAGE  #: a section that is no longer is better compiled late than twice


class NumbersUnsettled(Exception):
    """The numbers of pages move each other for ever; says how."""


@dataclass(frozen=True, slots=True)
class RenderedEdition:
    """The sections of an edition, and the files that it was made from."""

    page: HtmlDocument
    index: Callable[[Mapping[str, int]], Mapping[int, str]]  #: sections that say which pages there are, by number
    path: str  #: of what problems are told
    is_rtl: bool
    zero: str = "0"  #: the digit, as the edition writes it
    sources: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedEdition:
    """A linked document."""

    pdf: bytes
    numbering: Numbering
    page: HtmlDocument  #: as it was in the end
    tasks: tuple[Task, ...]  #: of its sections
    units: tuple[Unit, ...]
    compiled: tuple[str, ...]  #: the sections that were compiled anew


@dataclass(slots=True)
class _EditionCache:
    """What is known of an edition from the last time."""

    linker: Linker
    pages: dict[str, int] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    tasks: dict[_TaskKey, tuple[Task, str]] = field(default_factory=dict)  #: and their keys
    common: object = None  #: what the tasks depend on beside that
    untrimmed: int = TRIMMED  #: units that were kept since the store was trimmed: the first are seen to at once


#: a section, its place in document and chapter, digits of its numbers
_TaskKey = tuple[str, bool, bool, tuple[int, ...]]
Compile = Callable[[CompileSetting, Sequence[Task]], Iterable[tuple[int, Unit]]]


class Assembler:
    """Compiles and links, and remembers from one time to the next. `compile_all` draws what is not in the store."""

    def __init__(self, faces: Faces, store: Store, compile_all: Compile, limits: Limits = DEFAULTS) -> None:
        self._faces, self._store, self._compile_all, self._limits = faces, store, compile_all, limits
        self._memories: dict[str, _EditionCache] = {}

    def assemble(self, edition: RenderedEdition) -> LinkedEdition:
        """`LimitExceeded` if it cannot be drawn; `CompileFailed`, `NumbersUnsettled` if it can, in one piece only."""
        memory = self._memory(edition.path)
        setting = setting_of(edition.page.sheets, self._faces, self._limits)
        work = _Assembly(edition, memory, setting, self._store, self._compile_all)
        page, numbering, tasks = work.settle()
        parts = [
            DocumentPart(work.units[key], _name(section), key)
            for key, section in zip(work.keys, page.sections, strict=True)
        ]
        units = tuple(part.unit for part in parts)
        with gc_paused():
            pdf, numbering = memory.linker.link(
                parts, lambda known: _files(units, known, edition.sources), is_rtl=edition.is_rtl
            )
        if not memory.pages:
            self._keep(edition.path, memory.linker)
        memory.pages, memory.units = numbering.anchors, {key: work.units[key] for key in work.keys}
        memory.tasks = work.tasks
        compiled = tuple(_name(page.sections[work.keys.index(key)]) for key in work.compiled if key in work.keys)
        return LinkedEdition(pdf, numbering, page, tuple(tasks), units, compiled)

    def _memory(self, path: str) -> _EditionCache:
        if path not in self._memories:
            self._memories[path] = _EditionCache(Linker(self._program, cache.read(self._links_of(path))))
        return self._memories[path]

    def _keep(self, path: str, linker: Linker) -> None:
        """For the next process, what the first linking of this one has made."""
        if (entries := linker.cache_entries(cache.is_worth_it)) is not None:
            cache.write(self._links_of(path), entries)
            self._store.trim()

    def _links_of(self, path: str) -> Path:
        return self._store.folder / f"{digest(path)[:32]}{cache.SUFFIX}"

    def _program(self, sha256: str) -> bytes:
        return next(face.path.read_bytes() for face in self._faces if face.sha256 == sha256)


class _Assembly:
    """One edition being assembled."""

    def __init__(
        self,
        edition: RenderedEdition,
        memory: _EditionCache,
        setting: CompileSetting,
        store: Store,
        compile_all: Compile,
    ) -> None:
        self._edition, self._memory, self._setting = edition, memory, setting
        self._store, self._all = store, compile_all
        self._common = digest(FORMAT, versions(), *(part for sheet in setting.sheets for part in sheet))
        self._frame = digest(self._common, edition.page.before, edition.page.after, edition.zero)
        self._last_tasks = self._cached_tasks()
        self.tasks: dict[_TaskKey, tuple[Task, str]] = {}
        self.units = dict(memory.units)
        self.keys: list[str] = []
        self.compiled: list[str] = []

    def settle(self) -> tuple[HtmlDocument, Numbering, list[Task]]:
        """The pages as they number themselves, with every unit that this takes."""
        pages = self._memory.pages
        page = self._with_index(pages) if pages else self._edition.page
        waits = set() if pages else {*self._edition.index({}), *_short_with_places(page)}
        estimates = [] if pages else [_estimate(section) for section in page.sections]
        pages = pages or count(estimates, is_rtl=self._edition.is_rtl).anchors
        for _ in range(ROUNDS):
            tasks, self.keys = self._tasks(page, pages)
            ready = [number for number in range(len(tasks)) if number not in waits]
            self._compile([tasks[number] for number in ready], [self.keys[number] for number in ready])
            extents = (
                estimates[number] if number in waits else extent(self.units[key])
                for number, key in enumerate(self.keys)
            )
            numbering = count(extents, is_rtl=self._edition.is_rtl)
            if not waits and pages == numbering.anchors:
                return page, numbering, tasks
            pages, following = numbering.anchors, self._with_index(numbering.anchors)
            if not waits and tasks == self._tasks(following, pages)[0]:
                return page, numbering, tasks
            page, waits = following, set()
        raise NumbersUnsettled("page numbers do not settle: the index moves its own pages")

    def _with_index(self, pages: Mapping[str, int]) -> HtmlDocument:
        sections = list(self._edition.page.sections)
        for number, section in self._edition.index(pages).items():
            sections[number] = section
        return replace(self._edition.page, sections=tuple(sections))

    def _cached_tasks(self) -> Mapping[_TaskKey, tuple[Task, str]]:
        """Those of the last time, if all that they depend on beside their sections is as it was."""
        edition, memory = self._edition, self._memory
        common = self._common, edition.page.before, edition.page.after, edition.path, edition.zero
        tasks = memory.tasks if memory.common == common else {}
        memory.common = common
        return tasks

    def _tasks(self, page: HtmlDocument, pages: Mapping[str, int]) -> tuple[list[Task], list[str]]:
        """What the sections are compiled from, and the keys of that."""
        names = [_name(section) for section in page.sections]
        tasks = []
        for number, section in enumerate(page.sections):
            is_further = number > 0 and names[number] == names[number - 1]
            task_key = section, not number, is_further, tuple(_digits((page.before, section, page.after), pages))
            self.tasks[task_key] = (
                self.tasks.get(task_key) or self._last_tasks.get(task_key) or self._task(page, number, *task_key[1:])
            )
            tasks.append(self.tasks[task_key])
        return [task for task, _ in tasks], [key for _, key in tasks]

    def _task(
        self, page: HtmlDocument, number: int, is_first: bool, is_further: bool, digits: Sequence[int]
    ) -> tuple[Task, str]:
        zeros = (f' data-page="{self._edition.zero * count}"' for count in digits)
        html = page.alone(number)
        html = PAGE_OF.sub(lambda match: match[0] + next(zeros), html) if digits else html
        task = Task(html, self._edition.path, is_first, ("H1",) if is_further else ())
        return task, digest(self._frame, page.sections[number], digits, task.path, task.is_first, *task.above)

    def _compile(self, tasks: Sequence[Task], keys: Sequence[str]) -> None:
        """What is not in the store is begun first, and what is there is read meanwhile."""
        wanted = {key: task for key, task in zip(keys, tasks, strict=True) if key not in self.units}
        missing = {key: task for key, task in wanted.items() if not self._store.has(key)}
        results_missing = self._compile_missing(missing)
        with gc_paused():
            spoilt = {
                key: task for key, task in wanted.items() if key not in missing and not self._take_from_store(key)
            }
        for results, wanted in ((results_missing, missing), (self._compile_missing(spoilt), spoilt)):
            try:
                self._take(results)
            except LimitExceeded as error:
                error.number = self.keys.index([*wanted][error.number])
                raise
        self._memory.untrimmed += len(missing) + len(spoilt)
        if (missing or spoilt) and self._memory.untrimmed >= TRIMMED:
            self._store.trim()
            self._memory.untrimmed = 0

    def _take(self, results: Iterable[tuple[str, Unit]]) -> None:
        for key, unit in results:
            self._store.keep(key, unit)
            self.units[key] = self._memory.linker.take(key, unit)
            self.compiled.append(key)

    def _compile_missing(self, missing: Mapping[str, Task]) -> Iterator[tuple[str, Unit]]:
        """Units under their keys, as they are finished."""
        keys = list(missing)
        results = self._all(self._setting, [*missing.values()]) if missing else ()
        return ((keys[place], unit) for place, unit in results)

    def _take_from_store(self, key: str) -> bool:
        """Whether the store has it, and if so, it has been taken."""
        unit = self._store.find(key)
        if unit is not None:
            self.units[key] = self._memory.linker.take(key, unit)
        return unit is not None


def setting_of(sheets: Iterable[tuple[str, str]], faces: Faces, limits: Limits = DEFAULTS) -> CompileSetting:
    """The stylesheets of an edition, and the faces they may fetch, by name of the file with its digest."""
    rules = ("fonts/faces.yaml", faces.css(lambda face: f"dossier:{face.file}#{face.sha256}"))
    return CompileSetting((rules, *sheets), {face.file: str(face.path) for face in faces}, limits)


def digest(*parts: object) -> str:
    """Of all parts, told apart."""
    whole = hashlib.sha256()
    for part in parts:
        data = str(part).encode()
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def _name(section: str) -> str:
    match = _CHAPTER.search(section)
    return match[1] if match else "document"


def _digits(document: Iterable[str], pages: Mapping[str, int]) -> Iterator[int]:
    """How many digits the numbers of pages in the parts of a document have."""
    for part in document:
        if PAGE_LINK in part:  # which is found much sooner than the whole pattern
            for match in PAGE_OF.finditer(part):
                yield len(str(pages.get(match[1], 0)))


def _short_with_places(page: HtmlDocument) -> Iterator[int]:
    """The numbers of short sections that name pages."""
    for number, section in enumerate(page.sections):
        if len(section) <= _SHORT and PAGE_LINK in section:
            yield number


def _estimate(section: str) -> Extent:
    """How many pages a section may take: all that matters is how many digits their numbers have."""
    anchors = [(match[1], match.start() // _LETTERS_A_PAGE) for match in _ID.finditer(section)]
    return Extent(1 + len(section) // _LETTERS_A_PAGE, anchors)


def _files(units: Sequence[Unit], numbering: Numbering, sources: Iterable[Attached]) -> Iterator[Attached]:
    """What a finished edition carries: its words, page by page, and what it was made from."""
    words = tuple(_transcripts(units, numbering.anchors))
    yield Attached("briefing.txt", b"".join(words), "Alternative", words)
    yield from sources


def _transcripts(units: Sequence[Unit], pages: Mapping[str, int]) -> Iterator[bytes]:
    """The words of so many units at a time, one behind the other."""
    words = [with_page_numbers(unit.words, pages) if PAGE in unit.words else unit.words for unit in units]
    for start in range(0, len(words), TOGETHER):
        end = "\n" if start + TOGETHER < len(words) else ""
        yield ("\n".join(words[start : start + TOGETHER]) + end).encode()
