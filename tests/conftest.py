"""The harbour dossier for every test: read, composed, built once, or copied to be spoilt; and a small reader of PDFs.

The harbour (dossiers/harbour) is invented: a ferry line opens, a storm stops it, it returns. Three documents tell of
it; they differ on the year of the opening, on the stop, on the day of the return and on two numbers.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from drawn import Drawn, boards
from hypothesis import settings

from dossier.build import build
from dossier.chapters.overall.kinds import compose
from dossier.files import isolation
from dossier.files.project import Project
from dossier.files.publication import CACHE, Publication
from dossier.formats import reading
from dossier.model.edition import Dossier, select
from dossier.press.fonts import typefaces
from dossier.press.workers import forkserver
from dossier.problems import Report
from dossier.reading.catalogue import read_words
from dossier.reading.source_set import gather

#: The same examples every time, so that what passes once passes on every machine; `random` looks for new ones.
settings.register_profile("fixed", derandomize=True, database=None)
settings.register_profile("random", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

HARBOUR = Path(__file__).parent / "dossiers" / "harbour"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a fifth of the time of all tests is waiting, for clocks and processes."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _tests_are_run_in_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of who runs the tests in several processes are in the middle of nothing: this one may be copied."""
    for module in (forkserver, isolation):
        monkeypatch.setattr(module, "can_copy", lambda: hasattr(os, "fork"))


@pytest.fixture
def drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are drawn in this process, where a test can look at them, and not in a copy of it."""
    monkeypatch.setattr(isolation, "can_copy", lambda: False)


@pytest.fixture(scope="module")
def one_process() -> Iterator[None]:
    """Originals are read here, not in copies of this process: quickly, and an error of a reader is raised as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_isolated", lambda name, work, kind, limits: work())
        yield


@dataclass(frozen=True)
class Desk:
    """A copy of the harbour dossier that may be spoilt."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def write(self, path: str, content: str | bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def keep_only(self, language: str, *chapters: str) -> None:
        """One edition with a few chapters, so that a drawing takes little time."""
        shutil.rmtree(self.root / "sources/editions")
        names = "name: {ar: الطبعة, en: The edition}"
        self.write(
            f"sources/editions/{language}.yaml", f"language: {language}\n{names}\nchapters: [{', '.join(chapters)}]\n"
        )

    def dossier(self, language: str) -> Dossier:
        return _dossier(self.root, language)

    def published(self) -> dict[str, bytes]:
        """Every file in build/ but for the cache and the ledger."""
        return files_below(self.root / "build")


def files_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        name: path.read_bytes() for name, path in sorted(found.items()) if not name.startswith((".cache", ".editions"))
    }


def _dossier(root: Path, language: str) -> Dossier:
    report, project = Report(), Project(root)
    corpus = gather(project, report).corpus
    words = read_words(project, report)
    assert [str(problem) for problem in report.problems] == []
    assert corpus
    return select(corpus, (language,), words)[0]


def copy_of_the_harbour(target: Path) -> Desk:
    shutil.copytree(HARBOUR, target, ignore=shutil.ignore_patterns("build"))
    return Desk(target)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return copy_of_the_harbour(tmp_path / "harbour")


@pytest.fixture(scope="session")
def harbour() -> Callable[[str], Dossier]:
    """The dossier as the edition of a language sees it: harbour("ar")."""
    return cache(lambda language: _dossier(HARBOUR, language))


@pytest.fixture(scope="session")
def chapter(harbour: Callable[[str], Dossier]) -> Callable[[str, str], Any]:
    """What a chapter of the harbour says: chapter("timeline", "en")."""
    values = cache(lambda language: {chapter.kind: chapter.value for chapter in compose(harbour(language))})
    return lambda kind, language: values(language)[kind]


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the flagship's originals; skips, saying so, where there is none."""
    root = Path(__file__).parents[1]
    folder = Path(os.environ.get("DOSSIER_ORIGINALS") or root.parent / "shared" / "originals")
    if not folder.is_dir():
        pytest.skip(f"not checked: the originals are not at hand ({folder})")
    return folder


# The one build that all tests of paper share.


def copy_faces(start: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for file in start.glob("*.subset"):
        shutil.copy(file, target)


@dataclass(frozen=True)
class Library:
    """The harbour, built in both languages."""

    desk: Desk
    editions: Mapping[str, Publication]

    def warm(self, root: Path) -> None:
        """Give another dossier all faces but a few that have been cut already: cutting takes most of a first build."""
        copy_faces(self.desk.root / CACHE, root / CACHE)
        for file in sorted((root / CACHE).glob("*.subset"))[:4]:
            file.unlink()


@pytest.fixture(scope="session", autouse=True)
def _a_key_for_tests(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Not that of who runs them; the same from run to run, or else the faces that were cut would not be there."""
    cache = request.config.cache
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_STATE_HOME", str(cache.mkdir("state") if cache else tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def cut_faces(request: pytest.FixtureRequest) -> Path:
    """Faces that earlier runs have cut, by their content; on a fresh clone there are none."""
    cache = request.config.cache
    return cache.mkdir("cut-faces") if cache else Path("nowhere")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, cut_faces: Path) -> Library:
    desk = copy_of_the_harbour(tmp_path_factory.mktemp("built") / "harbour")
    copy_faces(cut_faces, desk.root / CACHE)
    publications, warnings = build(desk.project, ())
    copy_faces(desk.root / CACHE, cut_faces)
    assert warnings == []
    return Library(desk, {publication.edition: publication for publication in publications})


@pytest.fixture(params=["ar", "en"])
def briefing(request: pytest.FixtureRequest, library: Library) -> Briefing:
    return _briefing(library, request.param)


@pytest.fixture
def arabic(library: Library) -> Briefing:
    return _briefing(library, "ar")


@pytest.fixture
def english(library: Library) -> Briefing:
    return _briefing(library, "en")


@cache
def _briefing_of(publication: Publication, language: str) -> Briefing:
    return Briefing(language, publication, Pdf(publication.pdf))


def _briefing(library: Library, language: str) -> Briefing:
    return _briefing_of(library.editions[language], language)


@dataclass(frozen=True)
class Briefing:
    language: str
    publication: Publication
    pdf: Pdf

    @property
    def html(self) -> str:
        return self.publication.html.read_text(encoding="utf-8")


def poppler(program: str, *arguments: object) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")
    told = subprocess.run([program, *map(str, arguments)], capture_output=True, check=True)
    return told.stdout.decode()


def letters(text: str) -> str:
    """A text as a reader's program may find it: presentation forms undone; no spaces, joiners or marks of direction."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in _UNSEEN)


_UNSEEN = {"Zs", "Cf", "Cc"}


@dataclass(frozen=True)
class Link:
    page: int
    target: str  #: the name of a destination


@dataclass(frozen=True)
class Bookmark:
    title: str
    page: int


@dataclass(frozen=True)
class Pdf:
    """What the tests need to know of a PDF, by poppler and by looking into it. Pages count from 1."""

    path: Path

    def __hash__(self) -> int:
        return hash(self.path)

    def text(self, page: int) -> str:
        return _text(self.path)[page - 1]

    @property
    def pages(self) -> int:
        return len(self._page_numbers)

    @property
    def info(self) -> dict[str, str]:
        lines = (line.partition(":") for line in poppler("pdfinfo", self.path).splitlines())
        return {name: value.strip() for name, _, value in lines}

    @property
    def fonts(self) -> set[str]:
        """Names of the fonts, each without the six letters that mark a subset."""
        rows = poppler("pdffonts", self.path).splitlines()[2:]
        return {row.split()[0].partition("+")[2] for row in rows}

    @property
    def destinations(self) -> dict[str, int]:
        """Name -> page."""
        tree = re.search(r"/Dests ?<</(Kids|Names) ?\[(.*?)\]>>", self.catalog, re.S)
        assert tree
        leaves = [_objects(self.path)[int(leaf)] for leaf in re.findall(r"(\d+) 0 R", tree[2])]
        names = "".join(leaves) if tree[1] == "Kids" else tree[2]  # of one level in a document drawn in one piece
        found = re.findall(r"\(([^)]*)\) ?\[(\d+) 0 R", names)
        return {name: self._page_numbers[int(page)] for name, page in found}

    @property
    def links(self) -> list[Link]:
        return [
            Link(page, target[1])
            for number, page in self._page_numbers.items()
            for annotation in re.findall(r"(\d+) 0 R", _between(_objects(self.path)[number], "/Annots[", "]"))
            if (target := re.search(r"/Dest \(([^)]*)\)", _objects(self.path)[int(annotation)]))
        ]

    @property
    def bookmarks(self) -> list[Bookmark]:
        pattern = re.compile(r"/Title (?:<([0-9a-f]+)>|\(([^)]*)\))/Dest ?\[(\d+) 0 R")
        found = [match for _, text in sorted(_objects(self.path).items()) if (match := pattern.search(text))]
        return [
            Bookmark(
                bytes.fromhex(match[1]).decode("utf-16") if match[1] else match[2], self._page_numbers[int(match[3])]
            )
            for match in found
        ]

    @property
    def outline(self) -> list[tuple[int, str, int]]:
        """Bookmarks in their order, by pikepdf: depth from 0, title with plain spaces, page."""
        with pikepdf.open(self.path) as file, file.open_outline() as outline:
            pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
            waiting, found = [(0, item) for item in outline.root][::-1], []
            while waiting:
                depth, item = waiting.pop()
                found.append((depth, item.title.replace("\xa0", " "), pages[item.destination[0].objgen]))
                waiting += [(depth + 1, child) for child in item.children][::-1]
            return found

    @property
    def catalog(self) -> str:
        return next(text for text in _objects(self.path).values() if "/Type /Catalog" in text)

    @property
    def _page_numbers(self) -> dict[int, int]:
        """Number of a page's object -> number of the page."""
        nodes = {number: text for number, text in _objects(self.path).items() if re.search("/Type ?/Pages", text)}
        (root,) = (number for number, text in nodes.items() if "/Parent" not in text)

        def kids(node: int) -> Iterator[int]:
            for kid in map(int, re.findall(r"(\d+) 0 R", _between(nodes[node], "[", "]"))):
                yield from kids(kid) if kid in nodes else (kid,)

        return {kid: page for page, kid in enumerate(kids(root), 1)}


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


@cache
def _text(path: Path) -> list[str]:
    return poppler("pdftotext", "-layout", path, "-").split("\f")


@cache
def _objects(path: Path) -> dict[int, str]:
    """Number -> source of every object that is no stream, those in object streams too (ISO 32000-2, 7.5.7)."""
    content = path.read_bytes()
    found: dict[int, str] = {}
    for number, body in re.findall(rb"^(\d+) 0 obj\n(.*?)\nendobj", content, re.M | re.S):
        head, is_stream, data = body.partition(b"stream\n")
        if not is_stream:
            found[int(number)] = body.decode("latin-1")
        elif b"/ObjStm" in head:
            inner = zlib.decompress(data.removesuffix(b"\nendstream")).decode("latin-1")
            first = int(_between(head.decode(), "/First ", ">").split("/")[0])
            index = list(map(int, inner[:first].split()))
            starts = [*(first + start for start in index[1::2]), len(inner)]
            pairs = pairwise(starts)
            found |= {name: inner[a:b] for name, (a, b) in zip(index[::2], pairs, strict=True)}
    return found


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    return importlib.import_module("dossier.press.weasy.one_pass")


@pytest.fixture
def pages(plain: ModuleType, tmp_path: Path) -> Drawn:
    return partial(boards, plain, tmp_path)


@pytest.fixture
def drawn(pages: Drawn):
    """The rows of the only page, without the empty ones below."""

    def rows(body: str, **options) -> list[str]:
        (page,) = pages(body, **options)
        while page and not page[-1].strip("_"):
            page.pop()
        return page

    return rows


@pytest.fixture
def rendered(plain: ModuleType) -> Callable[[str], Any]:
    """WeasyPrint's document of HTML, in our faces: where there are none at all, Pango ends the process."""
    faces = typefaces.load(Path(__file__).parents[1] / "fonts")
    offer = {face.file: face.path.read_bytes() for face in faces}
    css = faces.css(lambda face: f"dossier:{face.file}")

    def render(html: str) -> Any:
        with importlib.import_module("dossier.press.weasy.fixes_table").installed(), plain.listening("") as listener:
            fetcher = plain.Fetcher(offer)
            page = plain.weasyprint.HTML(string=html, base_url=plain.BASE, url_fetcher=fetcher)
            return plain.style_of([("faces.css", css)], fetcher, listener).laid_out(page)

    return render


@pytest.fixture
def languages_by_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line alone is too short to tell its language by: here it is that of its letters."""

    def by_letters(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple("ar" if any("\u0620" <= letter <= "\u064a" for letter in text) else "en" for text in texts)

    monkeypatch.setattr("dossier.importing.draft.languages_of", by_letters)
