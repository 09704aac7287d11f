"""All files under sources/ -> one Corpus, with every problem of every file told together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from dossier.content.corpus import Corpus
from dossier.content.records import (
    LANGUAGES,
    Disagreement,
    Document,
    Edition,
    Event,
    Figure,
    Language,
    Organisation,
    Person,
    Settings,
)
from dossier.problems import Place, Report, nearest
from dossier.project import MARK, NotThere, Project
from dossier.reading.checks import check
from dossier.reading.nodes import Listing, Mapping, Node, Scalar, Unreadable, parse
from dossier.reading.schema import Reader

R = TypeVar("R")

#: folder under sources/ -> the record each of its files holds
KINDS: dict[str, type] = {
    "documents": Document,
    "people": Person,
    "organisations": Organisation,
    "events": Event,
    "figures": Figure,
    "disagreements": Disagreement,
    "editions": Edition,
}
_NEEDED = ("documents", "editions")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(slots=True)
class Shelf:
    """What was found: the corpus if it could be read at all, and the first place of every letter used."""

    corpus: Corpus | None
    letters: dict[str, Place] = field(default_factory=dict)


def gather(project: Project, report: Report) -> Shelf:
    """Read the whole dossier. `report` then holds everything that is wrong with it."""
    shelf = Shelf(None)
    nodes = {kind: _nodes_of(project, kind, report, shelf) for kind in KINDS}
    reader = Reader(report, _languages(nodes["editions"]))
    records = {kind: _records(KINDS[kind], found, reader) for kind, found in nodes.items()}
    settings_node = _node(project, MARK, report, shelf)
    settings = reader.record(Settings, settings_node) if settings_node else None
    found = {(kind, name) for kind, table in nodes.items() for name in table}
    if settings:
        found |= {("lanes", lane.id) for lane in settings.lanes} | {("voices", voice.id) for voice in settings.voices}
    found |= {("offices", f"{n}.{office.id}") for n, body in records["organisations"].items() for office in body.offices}
    _look_up(reader, found, report, settings is not None)
    if settings:
        documents = sorted(records["documents"].values(), key=lambda document: (document.number, document.id))
        disagreements = sorted(records["disagreements"].values(), key=lambda point: (point.order, point.id))
        shelf.corpus = Corpus(
            settings,
            records["editions"],
            tuple(documents),
            records["people"],
            records["organisations"],
            records["events"],
            records["figures"],
            tuple(disagreements),
        )
        check(shelf.corpus, reader.languages, report)
    return shelf


def _nodes_of(project: Project, kind: str, report: Report, shelf: Shelf) -> dict[str, Node | None]:
    """id -> node for every file of a kind; None for a file that is there and cannot be read."""
    folder = f"sources/{kind}"
    if kind in _NEEDED and not project.has_folder(folder):
        report.error(Place(folder), "the folder is missing", f"a dossier needs at least one file in {folder}/")
    elif kind in _NEEDED and not project.names(folder, ".yaml"):
        report.error(Place(folder), "the folder is empty", f"a dossier needs at least one file in {folder}/")
    table: dict[str, Node | None] = {}
    for path in project.names(folder, ""):
        name, _, suffix = path.rpartition("/")[2].rpartition(".")
        if suffix != "yaml":
            report.warning(Place(path), "this file is not read", "records end in .yaml")
        elif not _ID.match(name):
            report.error(Place(path), f"{name!r} cannot be an id", "use a-z, 0-9 and single hyphens")
        else:
            table[name] = _node(project, path, report, shelf)
    return table


def _node(project: Project, path: str, report: Report, shelf: Shelf) -> Node | None:
    try:
        node = parse(project.read(path), path)
    except NotThere as error:
        report.error(Place(path), f"cannot be read: {error}")
    except Unreadable as error:
        report.problems.append(error.problem)
    else:
        _note_letters(node, shelf.letters)
        return node
    return None


def _note_letters(node: Node, letters: dict[str, Place]) -> None:
    """Remember where each letter is used first, so that one no face has can be pointed at."""
    if isinstance(node, Scalar):
        for letter in set(node.text).difference(letters):
            offset = 0 if "\n" in node.text else node.text.index(letter)
            letters[letter] = Place(node.place.path, node.place.line, node.place.column + node.quoted + offset)
    elif isinstance(node, Listing):
        for item in node.items:
            _note_letters(item, letters)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            _note_letters(value, letters)


def _languages(editions: dict[str, Node | None]) -> tuple[Language, ...]:
    """The languages that the editions are in, read before anything else because every text depends on them."""
    named = {
        value.text
        for node in editions.values()
        if isinstance(node, Mapping) and isinstance(value := node.get("language"), Scalar)
    }
    return tuple(language for language in LANGUAGES if language in named) or LANGUAGES


def _records(kind: type[R], nodes: dict[str, Node | None], reader: Reader) -> dict[str, R]:
    read = {name: reader.record(kind, node, id=name) for name, node in nodes.items() if node}
    return {name: record for name, record in read.items() if record is not None}


def _look_up(reader: Reader, found: set[tuple[str, str]], report: Report, settings_read: bool) -> None:
    """Tell every name that names nothing. A file that is there but broken still counts as there."""
    for reference in reader.references:
        if not settings_read and set(reference.kinds) & {"lanes", "voices"}:
            continue  # one broken file should not be told a hundred times
        if reference.name and not any((kind, reference.name) in found for kind in reference.kinds):
            known = [name for kind, name in found if kind in reference.kinds]
            kinds = " or ".join(f"sources/{kind}/" if kind in KINDS else kind for kind in reference.kinds)
            hint = nearest(reference.name, known)
            if reference.kinds[0] in KINDS and not hint.startswith("did you mean"):
                hint = f"write sources/{reference.kinds[0]}/{reference.name}.yaml"
            report.error(reference.place, f"there is no {reference.name!r} in {kinds}", hint)


