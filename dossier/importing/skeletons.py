"""`dossier import refs.bib`: a skeleton in sources/documents/ for each entry of a bibliography, without its original.

Name and digest of the original are left empty: only whoever has the file can say what it holds, and `dossier check`
asks for both. An entry that a document has already, by its address, is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.files.project import Project
from dossier.files.publication import write_inside
from dossier.importing.bibliography.entries import Bibliography, BibliographyEntry, read_bibliography
from dossier.importing.bibliography.matching import by_key, comparable
from dossier.importing.head import Head, HeadDate, foreword, head_lines
from dossier.importing.known import FOLDER, KnownSources, content_of, shelf_of
from dossier.problems import Place, Problem, WrongUsage


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A file that was written."""

    path: Path
    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Skeletons:
    made: tuple[Skeleton, ...]
    problems: tuple[Problem, ...]  #: what was left out, and what could not be made out


def bibliography_of(file: Path) -> Bibliography:
    """What is in a file; `WrongUsage` if it cannot be read or holds no entry."""
    bibliography = read_bibliography(file.name, content_of(file, "a bibliography: a .bib, .ris or .json file"))
    if not bibliography.entries:
        raise WrongUsage(f"there is no entry in {file}", "An entry begins with @type{key, in RIS with TY  - .")
    return bibliography


def import_entries(project: Project, file: Path, key: str = "", name: str = "") -> Skeletons:
    """Write a skeleton for every entry of the bibliography `file`, or for the one called `key`, as document `name`."""
    bibliography = bibliography_of(file)
    entries = (by_key(bibliography, key),) if key else bibliography.entries
    if name and len(entries) > 1:
        raise WrongUsage(f"{file} has {len(entries)} entries, and one id is given", "Name one of them with --key.")
    shelf = shelf_of(project)
    new = dict(_new(entries, shelf))
    left_out = [
        Problem(Place(file.name, entry.line), f"{entry.key}: {new[entry]} has its address already", severity="warning")
        for entry in entries
        if new[entry]
    ]
    made: list[Skeleton] = []
    for entry in (entry for entry in entries if not new[entry]):
        number = shelf.next_number + len(made)
        chosen = shelf.name(name, entry.key, number, {one.id for one in made})
        target = project.root / FOLDER / f"{chosen}.yaml"
        head = Head(chosen, number, "", "", shelf.languages, shelf.voices, shelf.schema, entry=entry)
        lines = [*foreword(head), *head_lines(head, None, "", HeadDate()), ""]
        shelf.refuse_to_overwrite(target)
        write_inside(target, "\n".join(lines).encode())
        made.append(Skeleton(target, chosen, number))
    return Skeletons(tuple(made), (*bibliography.problems, *left_out))


def _new(entries: tuple[BibliographyEntry, ...], shelf: KnownSources) -> Iterator[tuple[BibliographyEntry, str]]:
    """Each entry with the path of the document that has its address; "" if it is new."""
    known = {comparable(document.url): path for path, document in shelf.documents.items() if document.url}
    for entry in entries:
        yield entry, known.get(comparable(entry.url), "") if entry.url else ""
