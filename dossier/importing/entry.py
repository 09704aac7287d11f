"""`dossier import FILE`: a new file in sources/documents/ with all that rules can find in an original.

No file is ever overwritten, and nothing already there is changed: a new document takes the next free number.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.content.corpus import Corpus
from dossier.content.records import LANGUAGES, Language
from dossier.evidence.formats import read_lines
from dossier.evidence.names import register_of
from dossier.importing.draft import Draft, draft_of, holders_of
from dossier.importing.writer import Head, write
from dossier.problems import Broken, Report, WrongUsage
from dossier.project import NotThere, Project
from dossier.publication import write_one
from dossier.reading.nodes import Mapping, Scalar, Unreadable, parse
from dossier.reading.schema import ID
from dossier.reading.shelf import gather

FOLDER = "sources/documents"
SCHEMA = "schemas/documents.json"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and where."""

    path: Path
    id: str
    number: int
    draft: Draft


def import_original(project: Project, file: Path, name: str = "", output: str = "") -> Imported:
    """Write a skeleton for the original `file`, as document `name` or one named after it, to `output` or its place.

    `WrongUsage` if it cannot be read, if it has been imported before, or if something is there already; `Broken` if
    what the dossier is cannot be read, which says its languages and voices.
    """
    content = _content(file)
    lines = read_lines(file.name, content)
    if not any(text.strip() for text in lines.texts):
        advice = "If it is a picture of a text, recognise its letters first (ocrmypdf) and import the result."
        raise WrongUsage(f"there is no text in {file}", advice)
    corpus = _corpus(project)
    digest = hashlib.sha256(content).hexdigest()
    known = dict(_documents(project))
    if not output and (twin := next((path for path, (_, sha256) in known.items() if sha256 == digest), "")):
        raise WrongUsage(f"{file.name} is the original of {twin} already", "Write elsewhere with -o FILE.")
    number = max((number for number, _ in known.values()), default=0) + 1
    name = _name(project, name, file, number)
    target = Path(output) if output else project.root / FOLDER / f"{name}.yaml"
    if target.exists() and target.is_file():
        raise WrongUsage(f"{target} is there already", "Choose another name with --id or -o; nothing is overwritten.")
    draft = draft_of(lines, register_of(corpus), holders_of(corpus))
    languages = _languages(corpus)
    voices = tuple(voice.id for voice in corpus.settings.voices)
    schema = f"../../{SCHEMA}" if not output and (project.root / SCHEMA).is_file() else ""
    head = Head(name, number, file.name, digest, languages, voices, schema, lines.pages)
    write_one(target, write(draft, head).encode())
    return Imported(target, name, number, draft)


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise WrongUsage(f"{file} is no file", "Name the original: a text, Markdown, HTML, PDF or DOCX file.")
        return file.read_bytes()
    except OSError as error:
        raise WrongUsage(f"{file} cannot be read: {error.strerror}", "Mend its rights, or name another.") from error


def _corpus(project: Project) -> Corpus:
    """The dossier as far as it can be read: documents that wait to be confirmed do not stand in the way of the next."""
    report = Report()
    corpus = gather(project, report).corpus
    if corpus is None:
        raise Broken(report.problems)
    return corpus


def _languages(corpus: Corpus) -> tuple[Language, ...]:
    named = {edition.language for edition in corpus.editions.values()}
    return tuple(language for language in LANGUAGES if language in named) or LANGUAGES


def _documents(project: Project) -> Iterator[tuple[str, tuple[int, str]]]:
    """path -> (number, SHA-256 of the original) of every document, also of those that are not finished."""
    for path in project.names(FOLDER, ".yaml"):
        try:
            node = parse(project.read(path), path)
        except (NotThere, Unreadable):
            continue
        if isinstance(node, Mapping):
            number, original = node.get("number"), node.get("original")
            digest = original.get("sha256") if isinstance(original, Mapping) else None
            digits = number.text if isinstance(number, Scalar) and number.text.isdecimal() else "0"
            yield path, (int(digits[:9]), digest.text if isinstance(digest, Scalar) else "")


def _name(project: Project, wanted: str, file: Path, number: int) -> str:
    """The id: the one that is wanted, or one made of the file's name that no document has."""
    if wanted:
        if not ID.match(wanted):
            raise WrongUsage(f"{wanted!r} cannot be an id", "Use a-z, 0-9 and single hyphens.")
        return wanted
    stem = "-".join(re.findall(r"[a-z0-9]+", file.stem.lower()))[:40].strip("-")
    stem = stem if re.search("[a-z]", stem) else f"document-{number}"
    taken = {path.rpartition("/")[2].removesuffix(".yaml") for path in project.names(FOLDER, ".yaml")}
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
