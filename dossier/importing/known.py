"""What a dossier has already, as far as a new document asks: its documents' numbers, names, digests and addresses.

Files that are not finished count too: what waits to be confirmed does not stand in the way of the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from dossier.files import regular_files
from dossier.files.project import NotThere, Project
from dossier.files.reading_limits import reading_limits
from dossier.model.corpus import Corpus
from dossier.model.records import LANGUAGES, Language
from dossier.problems import Broken, Report, WrongUsage
from dossier.reading.nodes import Mapping as Fields
from dossier.reading.nodes import Scalar, UnreadableYaml, parse
from dossier.reading.schema import ID
from dossier.reading.source_set import gather

FOLDER = "sources/documents"
SCHEMA = "schemas/documents.json"


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is there."""

    number: int
    file: str  #: the original's name
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class KnownSources:
    corpus: Corpus  #: as far as it can be read
    documents: Mapping[str, KnownDocument]  #: by path
    schema: str  #: path of the JSON Schema for editors from the folder of documents, "" if there is none

    @property
    def languages(self) -> tuple[Language, ...]:
        named = {edition.language for edition in self.corpus.editions.values()}
        return tuple(language for language in LANGUAGES if language in named) or LANGUAGES

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(voice.id for voice in self.corpus.settings.voices)

    @property
    def next_number(self) -> int:
        return max((document.number for document in self.documents.values()), default=0) + 1

    def name(self, wanted: str, like: str, number: int, taken: AbstractSet[str] = frozenset()) -> str:
        """An id: the one that is wanted, or one made of the words of `like` that no document has."""
        if wanted:
            if not ID.match(wanted):
                raise WrongUsage(f"{wanted!r} cannot be an id", "Use a-z, 0-9 and single hyphens.")
            return wanted
        plain = "".join(c for c in unicodedata.normalize("NFKD", like.lower()) if not unicodedata.combining(c))
        stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
        stem = stem if re.search("[a-z]", stem) else f"document-{number}"
        taken = taken | {path.rpartition("/")[2].removesuffix(".yaml") for path in self.documents}
        return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)

    @staticmethod
    def refuse_to_overwrite(target: Path) -> None:
        if target.is_symlink() or target.is_file():
            advice = "Choose another name with --id or -o; nothing is overwritten."
            raise WrongUsage(f"{target} is there already", advice)


def shelf_of(project: Project) -> KnownSources:
    """`Broken` if what the dossier is cannot be read, which says its languages and voices."""
    report = Report()
    corpus = gather(project, report).corpus
    if corpus is None:
        raise Broken(report.problems)
    schema = f"../../{SCHEMA}" if (project.root / SCHEMA).is_file() else ""
    return KnownSources(corpus, dict(_documents(project)), schema)


def content_of(file: Path, wanted: str) -> bytes:
    """The bytes of a file on the command line."""
    try:
        if not file.is_file():
            raise WrongUsage(f"{file} is no file", f"Name {wanted}.")
        reading_limits().check(file.name, "size", file.stat().st_size)
        return regular_files.read(file)[0]
    except OSError as error:
        raise WrongUsage(f"{file} cannot be read: {error.strerror}", "Mend its rights, or name another.") from error


def _documents(project: Project) -> Iterator[tuple[str, KnownDocument]]:
    for path in project.names(FOLDER, ".yaml"):
        try:
            node = parse(project.read(path), path)
        except (NotThere, UnreadableYaml):
            node = None
        fields = node if isinstance(node, Fields) else Fields(place=node.place) if node else None
        number = _text(fields, "number")
        file, digest = (_text(fields.get("original") if fields else None, name) for name in ("file", "sha256"))
        yield path, KnownDocument(int(number[:9]) if number.isdecimal() else 0, file, digest, _text(fields, "url"))


def _text(node: object, field: str) -> str:
    value = node.get(field) if isinstance(node, Fields) else None
    return value.text if isinstance(value, Scalar) else ""
