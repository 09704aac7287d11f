"""`dossier add KIND`: a new record with everything that can be written in it, for a curator to fill.

What is needed and not known stands there empty, so that `dossier check` names it with its place; what may be left out
stands there as a comment. Both come from the schema, in its words. Nothing is overwritten.
"""

from __future__ import annotations

import dataclasses
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from dossier.evidence.text.folding import fold_text
from dossier.files.project import Project
from dossier.files.publication import write_inside
from dossier.importing.known import KnownSources, shelf_of
from dossier.importing.yaml_text import fit, in_languages, quoted, script_of
from dossier.model.corpus import Corpus
from dossier.model.judgements import Basis, Judgement, MainClaim
from dossier.model.records import (
    Document,
    Event,
    Figure,
    Grade,
    Location,
    Organisation,
    OriginalFile,
    Person,
    Text,
    When,
)
from dossier.problems import Place, Problem, WrongUsage
from dossier.reading.nodes import unfit
from dossier.reading.schema import ID, FieldOf, fields_of

#: What may be added -> its folder under sources/, its class, and the field that names it.
RECORD_KINDS: dict[str, tuple[str, type, str]] = {
    "person": ("people", Person, "name"),
    "body": ("organisations", Organisation, "name"),
    "event": ("events", Event, "title"),
    "figure": ("figures", Figure, "title"),
    "location": ("locations", Location, "name"),
    "document": ("documents", Document, "title"),
    "judgement": ("judgements", Judgement, "text"),
    "claim": ("claims", MainClaim, "text"),
}
MOST_NAMED = 12  #: choices in a comment
_REGISTERS = ("people", "organisations", "events", "figures")  #: whose names may be taken already
#: Fields of a document that are written as one reads the original.
_LATER = ("key_points", "events", "quotations", "figures", "appearances", "faults")


_RECORDS = (OriginalFile, When, Grade, Basis)  #: that stand inside a document


@dataclass(frozen=True, slots=True)
class NewRecord:
    path: Path
    id: str
    empty: tuple[str, ...]  #: fields that are needed and not filled
    problems: tuple[Problem, ...]  #: records that have the name already


def add(project: Project, kind: str, name: Text, wanted: str = "") -> NewRecord:
    """Write a record of a kind, called `name` as far as that is given, as `wanted` or after its English name.

    `WrongUsage` if no id can be made, or if there is such a record; `Broken` if what the dossier is cannot be read.
    """
    folder, record, called = RECORD_KINDS[kind]
    shelf = shelf_of(project)
    for text in (name.ar, name.en):
        if reason := unfit(text):
            raise WrongUsage(f"this is no name: {reason}", "Name it in a few words.")
    own = id_of(name, wanted)
    target = project.root / f"sources/{folder}/{own}.yaml"
    _refuse_if_taken(shelf.corpus, folder, own, target)
    known = _proposals(shelf, name)
    written = _Record(shelf, known, called, name)
    schema = f"schemas/{folder}.json"
    head = [f"# yaml-language-server: $schema=../../{schema}"] if (project.root / schema).is_file() else []
    foreword = f"# A new {kind}: fill what is empty, and delete the comments as you go."
    lines = [*head, foreword, *written.lines(record), ""]
    write_inside(target, "\n".join(lines).encode())
    return NewRecord(target, own, tuple(written.empty), tuple(_alike(shelf.corpus, folder, name)))


def id_of(name: Text, wanted: str = "") -> str:
    """The id that is wanted, or one made of the English name; `WrongUsage` if it cannot be one."""
    if wanted:
        if not ID.match(wanted):
            raise WrongUsage(f"{wanted!r} cannot be an id", "Use a-z, 0-9 and single hyphens.")
        return wanted
    plain = unicodedata.normalize("NFKD", re.sub("['’ʻʿ`]", "", name.en)).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:40].strip("-")
    if not words:
        raise WrongUsage("an id is written in a-z, and there is no English name", "Give one with --en, or an --id.")
    return words


def _refuse_if_taken(corpus: Corpus, folder: str, name: str, target: Path) -> None:
    """People and bodies share their ids."""
    others: Mapping[str, Mapping[str, Any]] = {"people": corpus.organisations, "organisations": corpus.people}
    twin = others.get(folder, {}).get(name)
    if twin or os.path.lexists(target):
        place = twin.place.path if twin else target
        raise WrongUsage(f"{place} is there already", "Choose another id with --id; nothing is overwritten.")


def _alike(corpus: Corpus, folder: str, name: Text) -> Iterator[Problem]:
    """Records of the kind that are called so already: perhaps the same, perhaps two of one name."""
    sought = {fold_text(text) for text in (name.ar, name.en) if text}
    records: Mapping[str, Any] = getattr(corpus, folder) if folder in _REGISTERS else {}
    for record in records.values():
        called = getattr(record, "name", None) or record.title
        names = {called.ar, called.en, *getattr(record, "variants", ()), *getattr(record, "other_names", ())}
        if sought & {fold_text(text) for text in names if text}:
            message = "has this name already"
            hint = "if it is the same, delete the new file"
            yield Problem(Place(record.place.path, record.place.line), message, hint, "warning")


def _proposals(shelf: KnownSources, name: Text) -> dict[str, str]:
    """Choices for fields that name something, and proposals that a curator has to weigh, for their comments."""
    settings = shelf.corpus.settings
    return {
        "lane": f"one of: {', '.join(lane.id for lane in settings.lanes)}",
        "voice": f"one of: {', '.join(shelf.voices)}",
        "index": _proposal(name),
        "sha256": "sha256sum FILE prints it; dossier import FILE fills in both",
    }


def _proposal(name: Text) -> str:
    """How an index might sort a name: by its last word. Whether that is the family's only a curator knows."""
    proposal = []
    for language, text, comma in (("ar", name.ar, "، "), ("en", name.en, ", ")):
        first, _, last = fit(text).rpartition(" ")
        if first:
            proposal.append(f"{language}: {quoted(f'{last}{comma}{first}')}")
    return f"perhaps {{{', '.join(proposal)}}}" if proposal else ""


@dataclass(slots=True)
class _Record:
    """Writes a record; `empty` then holds what is still to be filled."""

    shelf: KnownSources
    known: Mapping[str, str]
    called: str
    name: Text
    empty: list[str] = dataclasses.field(default_factory=list)

    def lines(self, kind: type, indent: str = "", above: str = "") -> Iterator[str]:
        """The fields that are needed, then the others as comments."""
        fields = fields_of(kind)
        for field in (field for field in fields if field.is_needed):
            yield from self._needed(field, indent, f"{above}{field.name}")
        for field in (field for field in fields if not field.is_needed):
            shown = "…" if kind is Document and field.name in _LATER else self._example(field.annotation)
            yield f"{indent}# {field.name}: {shown}" + self._comment(field)

    def _needed(self, field: FieldOf, indent: str, path: str) -> Iterator[str]:
        annotation, comment = field.annotation, self._comment(field)
        if field.name == self.called and not indent:
            yield self._name(comment)
            self.empty += [path] if not all(self.name.of(language) for language in self.shelf.languages) else []
        elif field.name == "number":
            yield f"{indent}number: {self.shelf.next_number}{comment}"
        elif annotation is not Text and _is_record(annotation):
            yield f"{indent}{field.name}:{comment}"
            if not any(inner.is_needed for inner in fields_of(annotation)):
                self.empty.append(path)
            yield from self.lines(annotation, f"{indent}  ", f"{path}.")
        else:
            self.empty.append(path)
            yield f"{indent}{field.name}: {self._example(annotation)}{comment}"

    def _name(self, comment: str) -> str:
        texts = ", ".join(f"{language}: {quoted(self.name.of(language))}" for language in self.shelf.languages)
        return f"{self.called}: {{{texts}}}{comment}"

    def _comment(self, field: FieldOf) -> str:
        choices = [choice for choice in _choices(field.annotation) if choice]
        listed = f"one of: {', '.join(choices)}" if 0 < len(choices) <= MOST_NAMED else ""
        parts = [field.meaning, listed, self.known.get(field.name, "") if field.is_needed else ""]
        return f"  # {'; '.join(filter(None, parts))}" if any(parts) else ""

    def _example(self, annotation: Any) -> str:
        """An empty value, as it is written."""
        inner = next((part for part in get_args(annotation) if part is Text), annotation)
        if inner is Text or (get_origin(annotation) is Annotated and Text in get_args(get_args(annotation)[0])):
            return in_languages("", self.shelf.languages).removeprefix(": ")
        return "[]" if get_origin(annotation) is tuple else "false" if annotation is bool else '""'


def _is_record(annotation: Any) -> bool:
    """Whether it is a record with fields of its own, rather than a value such as a date."""
    return dataclasses.is_dataclass(annotation) and annotation in _RECORDS


def _choices(annotation: Any) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def name_of(word: str, ar: str, en: str) -> Text:
    """A name as the command line gives it: by itself it is in the language of its letters."""
    own = script_of(word) if word.strip() else ""
    if own and (second := ar if own == "ar" else en):
        raise WrongUsage(f"there are two names in one language: {word!r} and {second!r}", "Give one.")
    return Text(fit(word if own == "ar" else ar), fit(word if own == "en" else en))
