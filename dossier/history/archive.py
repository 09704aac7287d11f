"""Editions that were published: what they were made from, read back; and those that build/ keeps for the next one.

An edition is read from a dossier's folder, from a folder of sources, from a publication (`build/ar`, its manifest) or
from a PDF, which carries its sources. The ledger is `build/.editions/<number>/`: the last publication of each number,
its PDF and its manifest, sealed with the user's key. Whatever is odd in it, or came with a repository, is as if it were
not there: such an edition is compared with where dossier.yaml names its file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dossier.files import regular_files, scratch
from dossier.files.atomic import write_all
from dossier.files.cache import CacheFile
from dossier.files.project import MARK, Project
from dossier.files.publication import FOLDER, MANIFEST, PDF, Publication
from dossier.model.corpus import Corpus
from dossier.model.edition import CHANGES
from dossier.model.plan import Previous
from dossier.problems import Broken, DossierError, MachineLacks, Problem, Report, WrongUsage
from dossier.reading.source_set import gather

LEDGER = f"{FOLDER}/.editions"
SEAL = "seal"
_ADVICE = "Name a dossier's folder, its sources, a folder of build/, a manifest or a PDF that dossier made."


def open_edition(place: Path) -> Corpus:
    """The edition that lies there. `WrongUsage` if there is none, `Broken` if what is there cannot be read."""
    try:
        return _opened(place)[0]
    except Broken as error:
        raise Broken(_moved(problem, str(place)) for problem in error.problems) from error


def _opened(place: Path) -> tuple[Corpus, list[Path]]:
    """The edition, and the files it was read from. Places of problems are those in it, wherever it lies."""
    try:
        with _laid_out(place) as (project, files):
            report = Report()
            corpus = gather(project, report).corpus
            if report.errors or corpus is None:
                raise Broken(report.errors)
            return corpus, files or [place / path for path in project.digests]
    except OSError as error:
        raise WrongUsage(f"{place} cannot be read: {error.strerror}", _ADVICE) from error


def _moved(problem: Problem, place: str) -> Problem:
    """A problem of an edition that lies elsewhere."""
    return replace(problem, place=replace(problem.place, path=f"{place}/{problem.place.path}"))


@contextmanager
def _laid_out(place: Path) -> Iterator[tuple[Project, list[Path]]]:
    """An edition as a project, for as long as it is read; and the files it lies in, if they are not that project's."""
    if (place / MARK).is_file():
        yield Project(place), []
        return
    with scratch.temporary_folder() as root:
        if (place / Path(MARK).name).is_file():
            files = sorted(place.rglob("*.yaml"))
            for file in files:
                _put(root / "sources" / file.relative_to(place), regular_files.read(file, [os.path.realpath(place)])[0])
        else:
            files = [_pdf(place)]
            _unpack(files[0], place, root)
        yield Project(root), files


def _pdf(place: Path) -> Path:
    """The PDF that is meant: itself, or the one beside a manifest; of several publications the first by name."""
    if place.is_dir():
        manifests = [place / MANIFEST, *sorted(place.glob(f"*/{MANIFEST}"))]
        found = next((manifest for manifest in manifests if manifest.is_file()), None)
        if found is None:
            raise WrongUsage(f"{place} holds no edition", _ADVICE)
        return _published(found)
    if not place.exists():
        raise WrongUsage(f"there is no {place}", _ADVICE)
    return _published(place) if place.suffix == ".json" else place


def _published(manifest: Path) -> Path:
    """The PDF beside a manifest, if it is the one that the manifest tells of."""
    pdf = manifest.with_name(PDF)
    try:
        files = json.loads(regular_files.read(manifest)[0])["files"]
        digest = files[PDF]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongUsage(f"{manifest} is not a manifest of an edition", _ADVICE) from error
    if not pdf.is_file():
        raise WrongUsage(f"there is no {pdf} beside its manifest", "Build that edition again.")
    if hashlib.sha256(regular_files.read(pdf)[0]).hexdigest() != digest:
        raise WrongUsage(f"{pdf} is not the file that its manifest tells of", "Name the PDF itself, or build it again.")
    return pdf


def _unpack(pdf: Path, place: Path, root: Path) -> None:
    from dossier.history.attachments import sources_in  # pikepdf, which nothing else here needs

    try:
        sources = sources_in(regular_files.read(pdf)[0])
    except WrongUsage as error:
        raise WrongUsage(f"{place} cannot be read: {error}", error.advice or _ADVICE) from error
    if MARK not in sources:
        raise WrongUsage(f"{place} carries no sources", "A PDF made by dossier build does, but for one made --plain.")
    for path, content in sources.items():
        _put(root / path, content)


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def keep(root: Path, number: int, publication: Publication) -> None:
    """Put a publication into the ledger under the number of its edition.

    What was made from the same sources stays as it is, whichever language was built last.
    """
    folder = root / LEDGER / str(number)
    try:
        if _listed(folder) != _listed(publication.manifest.parent) or not _is_kept(folder):
            files = {PDF: publication.pdf, MANIFEST: publication.manifest}
            write_all(folder, {name: regular_files.read(file)[0] for name, file in files.items()}, is_waited_for=False)
            _seal(folder).write(b"")
    except OSError as error:
        message = f"cannot write to {folder}: {error.strerror}"
        raise MachineLacks(message, "Free the disk or mend its permissions.") from error


def _listed(folder: Path) -> dict[str, str] | None:
    """Digests of the sources that a publication was made from, without what the single editions are made by."""
    try:
        read = json.loads(regular_files.read(folder / MANIFEST)[0])["read"]
        return {path: digest for path, digest in read.items() if not path.startswith("sources/editions/")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_kept(folder: Path) -> bool:
    """Whether it was put there by us, and its PDF is that of its manifest; to tell takes reading all of it."""
    try:
        return _published(folder / MANIFEST).is_file() and _seal(folder).read() is not None
    except (DossierError, OSError, ValueError):
        return False


def _seal(folder: Path) -> CacheFile:
    """What tells that an edition was put there by us: its manifest has the digest of its PDF."""
    return CacheFile(folder / SEAL, "edition 1", hashlib.sha256(regular_files.read(folder / MANIFEST)[0]).hexdigest())


def previous(project: Project, corpus: Corpus, report: Report) -> Corpus | None:
    """The edition to compare with: the one dossier.yaml names, or else the newest earlier one of the ledger.

    None if no chapter asks for it, or if there is none, which is told. What is read of it counts as read by `project`.
    """
    settings = corpus.settings
    if not any(CHANGES in edition.kinds for edition in corpus.editions.values()):
        return None
    if settings.previous:
        return _named(settings.previous, project, settings.edition, report)
    for number in sorted(filter(str.isdecimal, project.folders(LEDGER)), key=int, reverse=True):
        if int(number) < settings.edition and _is_kept(project.root / LEDGER / number):
            try:
                return _read(project, f"{LEDGER}/{number}", int(number))
            except DossierError:
                continue
    if settings.edition > 1:
        message = f"no edition before edition {settings.edition} is at hand, so the chapter {CHANGES!r} is left out"
        hint = f"previous: {{edition: {settings.edition - 1}, path: its PDF, in the dossier's folder}}"
        report.warning(settings.place, message, hint)
    return None


def _named(named: Previous, project: Project, current: int, report: Report) -> Corpus | None:
    path = PurePosixPath(named.path or f"{LEDGER}/{named.edition}")
    if named.edition >= current:
        report.error(named.place, f"edition {named.edition} is not before edition {current}", "number this one anew")
    elif not path.parts or path.is_absolute() or ".." in path.parts:
        report.error(named.place, f"{named.path!r} is not in the dossier's folder", "put the earlier edition into it")
    elif path.parts[0] == "sources":
        hint = f"keep it beside sources/, such as previous/edition-{named.edition}.pdf"
        report.error(named.place, "an earlier edition in sources/ would be taken for a source", hint)
    else:
        try:
            if not named.path and not _is_kept(project.root / path):
                raise WrongUsage("build/ has not kept it")
            return _read(project, str(path), named.edition)
        except Broken as error:
            report.extend(_moved(problem, str(path)) for problem in error.problems)
        except DossierError as error:
            reason = str(error).replace(f"{project.root}/", "")
            hint = "" if named.path else "name its PDF with path: …"
            report.error(named.place, f"edition {named.edition} cannot be read: {reason}", hint)
    return None


def _read(project: Project, path: str, number: int) -> Corpus:
    """An earlier edition in the dossier's folder, as part of what is read. No link may lead out of that."""
    place = project.root / path
    inside = [place, *(place.rglob("*") if place.is_dir() else ())]
    if led := [one for one in inside if not regular_files.is_inside(os.path.realpath(one), [str(project.root)])]:
        raise WrongUsage(f"{led[0]} leads out of the dossier's folder", "Put the edition itself there.")
    corpus, files = _opened(project.root / path)
    for file in files:
        project.digest(file.relative_to(project.root).as_posix())
    if corpus.settings.edition != number:
        raise WrongUsage(f"{path} is edition {corpus.settings.edition}")
    return corpus
