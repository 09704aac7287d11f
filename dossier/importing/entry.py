"""`dossier import FILE`: a new file in sources/documents/ with all that rules can find in an original.

No file is ever overwritten, and nothing already there is changed: a new document takes the next free number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dossier.evidence.parties.registered import register_of
from dossier.evidence.speech.hearing import holders_of
from dossier.files.project import Project
from dossier.files.publication import write_inside, write_one
from dossier.formats.lines import Lines
from dossier.formats.reading import FORMATS, read_lines
from dossier.importing.bibliography.entries import Bibliography, BibliographyEntry, of_about
from dossier.importing.bibliography.matching import matched
from dossier.importing.draft import Draft, draft_of
from dossier.importing.head import Head
from dossier.importing.known import FOLDER, content_of, shelf_of
from dossier.importing.left_out import left_out
from dossier.importing.update import versions
from dossier.importing.writer import write
from dossier.problems import WrongUsage


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and where."""

    path: Path
    id: str
    number: int
    draft: Draft
    unread: int  #: places of the original that are not in its text, or are in doubt there
    entry: BibliographyEntry  #: of the bibliography, if there is one; else what the original says of itself


def import_original(
    project: Project,
    file: Path,
    name: str = "",
    output: str = "",
    bibliography: Bibliography | None = None,
    key: str = "",
) -> Imported:
    """Write a skeleton for the original `file`, as document `name` or one named after it, to `output` or its place.

    Its head is filled from the entry of a bibliography that it is, or from the one called `key`. `WrongUsage` if it
    cannot be read, if it has been imported before, if no entry or more than one can be it, or if something is there
    already; `Broken` if what the dossier is cannot be read, which says its languages and voices.
    """
    content = content_of(file, f"the original: {', '.join(FORMATS)}")
    lines = read_lines(file.name, content)
    if not any(text.strip() for text in lines.texts):
        advice = "If it is a picture of a text, recognise its letters first (ocrmypdf) and import the result."
        raise WrongUsage(f"there is no text in {file}", advice)
    shelf = shelf_of(project)
    digest = hashlib.sha256(content).hexdigest()
    twin = next((path for path, known in shelf.documents.items() if known.sha256 == digest), "")
    if not output and twin:
        raise WrongUsage(f"{file.name} is the original of {twin} already", "Write elsewhere with -o FILE.")
    name = shelf.name(name, file.stem, shelf.next_number)
    target = Path(output) if output else project.root / FOLDER / f"{name}.yaml"
    shelf.refuse_to_overwrite(target)
    draft = draft_of(lines, register_of(shelf.corpus), holders_of(shelf.corpus))
    entry = _entry(lines, draft, file.name, bibliography, key)
    schema = "" if output else shelf.schema
    about = (shelf.languages, shelf.voices, schema, lines)
    head = Head(name, shelf.next_number, file.name, digest, *about, entry=entry)
    (write_one if output else write_inside)(target, write(draft, head).encode())
    versions.keep(project, digest, lines.texts)
    return Imported(target, name, shelf.next_number, draft, len(left_out(lines)), entry)


def _entry(lines: Lines, draft: Draft, file: str, bibliography: Bibliography | None, key: str) -> BibliographyEntry:
    own = of_about(lines.about)
    return matched(bibliography, file, own, [draft.title], key) if bibliography else own
