"""dossier for programs: all that `import dossier` gives. docs/api.md shows it in use.

Nothing is printed, and nothing is written but into the cache that the caller names, and the key that this is sealed
with. What is wrong with sources is a value, a `Problem` with its place and a hint; where nothing can be given `Broken`
is raised, which holds all of them. Any thread may call anything: editions are drawn one at a time, and a program's own
WeasyPrint stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from dossier.export.forms import ExportFormat, export
from dossier.files import regular_files
from dossier.files.cache import NO_CACHE
from dossier.files.in_memory import project_of
from dossier.files.project import MARK, SHIPPED, Project, find, shipped_path
from dossier.loading import SourceCache, read
from dossier.model.corpus import Corpus
from dossier.press.fonts import typefaces
from dossier.press.limits import DEFAULTS, Limits
from dossier.problems import Broken, DossierError, MachineLacks, Place, Problem, Report, WrongUsage
from dossier.verification.verdict import Verdict

if TYPE_CHECKING:
    from dossier.build import Session
    from dossier.verification.originals import Proof

__all__ = [
    "Broken",
    "Corpus",
    "DossierError",
    "Limits",
    "MachineLacks",
    "OpenDossier",
    "Place",
    "PressedHtml",
    "Problem",
    "Rendition",
    "Verdict",
    "WrongUsage",
    "open",
    "press_html",
    "verify_pdf",
]

File = str | os.PathLike[str]
_IN_MEMORY = ("sources/", f"{SHIPPED[0]}/")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One edition of a dossier, finished: what `dossier build` publishes, to the byte."""

    edition: str
    pdf: bytes
    html: str  #: the same for a screen, with all that it needs inside
    pages: int  #: of the PDF
    problems: tuple[Problem, ...]  #: warnings: with an error there is no rendition


@dataclass(frozen=True, slots=True)
class PressedHtml:
    """A PDF made of an HTML file."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]  #: warnings: with an error there is no PDF


class OpenDossier:
    """A dossier as it was when its files were first asked for; `open` it again to see what has changed since."""

    def __init__(self, project: Project, originals: str = "", limits: Limits = DEFAULTS) -> None:
        """`originals` names their folder; if it is "", the environment may (DOSSIER_ORIGINALS)."""
        self._project, self._originals, self._limits = project, originals, limits
        self._sources = SourceCache()
        self._session: Session | None = None
        self._checked: tuple[dict[str, int], tuple[Problem, ...]] | None = None
        self._lock = RLock()  #: what is kept from one call to the next is one thread's at a time

    @property
    def corpus(self) -> Corpus:
        """Everything that the sources say, typed; `Broken` if they have errors.

        >>> corpus = dossier.open("tests/dossiers/harbour").corpus
        >>> [document.id for document in corpus.documents]
        ['bulletin', 'island-voice', 'pilot']
        >>> event = corpus.documents[0].events[0]
        >>> event.event, str(event.when.date)
        ('reopening', '2022-06-18')
        """
        with self._lock:
            return read(self._project, Report(), self._sources)[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the sources, as `dossier check` tells it: errors, and what a reader would ask.

        >>> problem = dossier.open({"sources/dossier.yaml": b"edition: one"}).problems[0]
        >>> problem.severity, problem.place.path, problem.message
        ('error', 'sources/documents', 'the folder is missing')
        >>> problem.hint
        'a dossier needs at least one file in sources/documents/'
        """
        try:
            with self._lock:
                return self._check()[1]
        except Broken as error:
            return tuple(error.problems)

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each kind; `Broken` if the sources have errors.

        >>> dossier.open("tests/dossiers/harbour").counts["quotations"]
        5
        """
        with self._lock:
            return dict(self._check()[0])

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of its editions; `Broken` if the sources have errors.

        >>> dossier.open("tests/dossiers/harbour").editions
        ('ar', 'en')
        """
        return tuple(self.corpus.editions)

    def render(self, edition: str, *, plain: bool = False, lets_unproven: bool = False) -> Rendition:
        """One edition, in memory. `Broken` if it has errors, `WrongUsage` if there is none of that name.

        With `plain` it is drawn by WeasyPrint as it comes, without the text layer. Words that an original at hand
        speaks against are errors, unless it `lets_unproven` ones through, marked.

        >>> rendition = dossier.open("tests/dossiers/harbour").render("en")
        >>> rendition.pdf[:8], rendition.pages, rendition.problems
        (b'%PDF-1.7', 13, ())
        """
        from dossier import build  # 0.3 s, and what it draws with another 0.4
        from dossier.press.options import BuildOptions

        with self._lock:
            self._session = self._session or build.Session(self._sources)
            report = Report()
            (edition_drawn,) = build.draw(
                self._project,
                (edition,),
                lambda step: None,
                self._session,
                report,
                BuildOptions(plain=plain, limits=self._limits, originals=self._originals, lets_unproven=lets_unproven),
            )
            html = build.screen_of(edition_drawn, self._project, self._session)
        return Rendition(edition, edition_drawn.printed.pdf, html, edition_drawn.printed.pages, tuple(report.problems))

    def export(self, form: ExportFormat, what: str = "") -> str:
        """The corpus for other programs; `what` names the table of a CSV file. `Broken` if the sources have errors.

        >>> dossier.open("tests/dossiers/harbour").export("bibtex").splitlines()[0]
        '@misc{bulletin,'
        """
        return export(self.corpus, form, what)

    def verify(self, *editions: str, key: str = "", redraws: bool = False) -> tuple[tuple[Verdict, ...], Proof]:
        """Every promise of the sources and of what lies in build/, of all editions if none is named; and what proves
        the sources: each word that they say stands in an original, looked up there.

        With the public `key` of a desk its seals are asked for; if it `redraws`, every page is drawn again, and the
        bytes are compared.

        >>> verdicts, proof = dossier.open("tests/dossiers/harbour").verify("en")
        >>> [verdict.state for verdict in verdicts if verdict.check == "originals"], proof.missing
        (['not checked'], ('bulletin', 'island-voice', 'pilot'))
        """
        from dossier.verification import seals, verdicts  # 0.3 s, for all forms that originals have
        from dossier.verification.originals import originals_of

        public = seals.public_key(key) if key else ""
        with self._lock:
            originals = originals_of(self._project, read(self._project, Report())[0].settings, self._originals)
            of_sources, proof = verdicts.verify_sources(self._project, originals, public)
            return (*of_sources, *verdicts.verify(self._project, editions, proof, public, redraws=redraws)), proof

    def _check(self) -> tuple[dict[str, int], tuple[Problem, ...]]:
        from dossier import build  # 0.3 s

        if self._checked is None:
            counts, problems = build.check(self._project, self._sources, self._originals)
            self._checked = counts, tuple(problems)
        return self._checked


def open(
    place: File | Mapping[str, bytes],
    *,
    cache: File | None = None,
    originals: File | None = None,
    limits: Limits = DEFAULTS,
) -> OpenDossier:
    """A dossier: the folder that holds `sources/`, or one within it; or the files of such a folder, by their names.

    `cache` is a folder for what makes the next time quicker, sealed with a key that is made in the user's state folder;
    without one nothing is written but temporary files.
    `originals` is the folder of the originals, without which the environment may name it (DOSSIER_ORIGINALS).
    `limits` are those of each chapter, as `--limit` lifts them (docs/limits.md).
    `WrongUsage` if there is no dossier; what is wrong with one is told when it is asked for.

    >>> dossier.open("tests/dossiers/harbour").problems
    ()
    >>> folder = Path("tests/dossiers/harbour")
    >>> files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.glob("sources/**/*.yaml")}
    >>> dossier.open(files).problems
    ()
    >>> del files["sources/people/rifai.yaml"]
    >>> dossier.open(files).problems[0].message
    "there is no 'rifai' in sources/people/ or in sources/organisations/"
    """
    folder = NO_CACHE if cache is None else Path(cache).resolve()
    if isinstance(place, Mapping):
        project = _project_of(place, folder)
    else:
        project = find(Path(place))
        project.cache = folder
    return OpenDossier(project, "" if originals is None else os.fspath(originals), limits)


def _project_of(files: Mapping[str, bytes], cache: Path) -> Project:
    if MARK not in files:
        raise WrongUsage(f"no dossier: there is no {MARK} among the files that were given", "Name it so.")
    for name in files:
        if not name.startswith(_IN_MEMORY):
            message = f"{name}: a dossier that is given as bytes has {' and '.join(_IN_MEMORY)} only"
            raise WrongUsage(message, "Leave it out, or open a folder: fonts and earlier editions are read from there.")
    return project_of(files, cache)


def press_html(
    html: bytes | os.PathLike[str],
    *,
    name: str = "page.html",
    plain: bool = False,
    lossy: bool = False,
    limits: Limits = DEFAULTS,
) -> PressedHtml:
    """Any HTML in UTF-8 through the same press, in our faces where it names none: as bytes, or a file.

    A file may use what else lies in its folder; bytes only what they hold (`data:`), and are called `name` where
    something is told of them. With `plain` it is drawn by WeasyPrint as it comes. `Broken` if it has errors, or asks
    for more than the limits allow; text or pictures that are cut off or lost are errors, and warnings if it may be
    `lossy`.

    >>> pressed = dossier.press_html("<html lang=ar dir=rtl><title>عبّارة</title><p>عودة عبّارة الفنار".encode())
    >>> pressed.pdf[:8], pressed.pages, pressed.problems
    (b'%PDF-1.7', 1, ())
    """
    folder = None
    if isinstance(html, bytes):
        if "/" in name:
            raise WrongUsage(f"{name!r} is not the name of a file", "Leave its folder out.")
        folder = project_of({name: html})
    file = _path_of(html) if folder is None else folder.root / name
    faces = typefaces.load(shipped_path("fonts"))
    from dossier.press.foreign import press_foreign  # WeasyPrint costs 0.4 s

    drawing = press_foreign(file, faces, folder=folder, lasting=not plain, stock=plain, lossy=lossy, limits=limits)
    report = Report(list(drawing.problems))
    report.stop_if_broken()
    return PressedHtml(drawing.pdf, drawing.pages, tuple(report.problems))


def verify_pdf(pdf: bytes | os.PathLike[str]) -> tuple[Verdict, ...]:
    """What a PDF promises of itself, whoever made it: text, structure, fonts, conformance, what it carries.

    `WrongUsage` if there is no such file; one that is no PDF has a verdict that says so.

    >>> pdf = dossier.press_html(b"<html lang=en><title>Ferry</title><p>It is back.").pdf
    >>> [verdict.state for verdict in dossier.verify_pdf(pdf) if verdict.check == "language"]
    ['ok']
    >>> broken = [verdict for verdict in dossier.verify_pdf(pdf) if verdict.state == "broken"]
    >>> [f"{verdict.check}: {verdict.detail} ({verdict.clause})" for verdict in broken]
    ['headings: it has no headings (ISO 14289-1, 7.4.2)', 'bookmarks: it has no bookmarks (ISO 14289-1, 7.17)']
    >>> dossier.verify_pdf(b"something else")[0].state
    'broken'
    """
    from dossier.verification.verdicts import verify_file  # 0.3 s

    if isinstance(pdf, bytes):
        return tuple(verify_file(pdf))
    try:
        return tuple(verify_file(regular_files.read(_path_of(pdf))[0]))
    except OSError as error:
        raise WrongUsage(f"{os.fspath(pdf)} cannot be read: {error.strerror}", "Name a PDF.") from error


def _path_of(file: bytes | os.PathLike[str]) -> Path:
    if isinstance(file, str | bytes):
        raise TypeError("give bytes or a pathlib.Path: a string may be meant as the one or as the name of the other")
    return Path(file)
