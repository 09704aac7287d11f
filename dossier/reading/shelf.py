"""All files under sources/ -> one Corpus, with every problem of every file told together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dossier.content.corpus import Corpus
from dossier.content.plan import Disagreement, Edition, Settings
from dossier.content.records import LANGUAGES, Document, Event, Figure, Language, Organisation, Person, Text
from dossier.problems import Place, Report, nearest
from dossier.project import MARK, NotThere, Project
from dossier.reading.checks import check
from dossier.reading.nodes import Listing, Mapping, Node, Scalar, Unreadable, parse
from dossier.reading.schema import ID, Reader

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
_BESIDE = ("sources/dossier.yaml", "sources/recipients.yaml")  #: files that lie in sources/ itself
#: kinds of names that have no folder of their own -> where they are written
_REGISTERS = {
    "lanes": f"among the lanes of {MARK}",
    "voices": f"among the voices of {MARK}",
    "offices": "among the offices of the bodies",
}
#: In place of broken settings, so that the rest is still checked. Never part of a shelf.
_NO_SETTINGS = Settings(Text(), Text(), Text(), Text(), 0, "", Text(), (), (), ())


@dataclass(slots=True)
class Shelf:
    """What was found: the corpus if it could be read at all, and the first place of every letter used."""

    corpus: Corpus | None
    letters: dict[str, Place] = field(default_factory=dict)


def gather(project: Project, report: Report) -> Shelf:
    """Read the whole dossier. `report` then holds everything that is wrong with it."""
    shelf = Shelf(None)
    _tell_strangers(project, report)
    nodes = {kind: _nodes_of(project, kind, report, shelf) for kind in KINDS}
    reader = Reader(report, _languages(nodes["editions"]))
    records: dict[str, dict[str, Any]] = {kind: _records(KINDS[kind], found, reader) for kind, found in nodes.items()}
    settings_node = _node(project, MARK, report, shelf)
    settings = reader.record(Settings, settings_node) if settings_node else None
    found = {(kind, name) for kind, table in nodes.items() for name in table}
    found |= {(kind, name) for kind in ("lanes", "voices") for name in _declared(settings_node, kind)}
    for body, node in nodes["organisations"].items():
        found |= {("offices", f"{body}.{name}") for name in _declared(node, "offices")}
    unread = {name for name, node in nodes["organisations"].items() if node is None}
    _look_up(reader, found, report, unread if settings_node else unread | {MARK})
    corpus = Corpus(
        settings or _NO_SETTINGS,
        records["editions"],
        tuple(sorted(records["documents"].values(), key=lambda document: (document.number, document.id))),
        records["people"],
        records["organisations"],
        records["events"],
        records["figures"],
        tuple(sorted(records["disagreements"].values(), key=lambda point: (point.order, point.id))),
    )
    check(corpus, reader, set(nodes["documents"]), report)
    shelf.corpus = corpus if settings else None
    return shelf


def _tell_strangers(project: Project, report: Report) -> None:
    """Whatever lies in sources/ and is not read; a misspelt folder would otherwise be missed in silence."""
    for folder in project.folders("sources"):
        if folder not in KINDS:
            report.warning(Place(f"sources/{folder}"), "this folder is not read", nearest(folder, KINDS))
    for path in project.names("sources", ""):
        if path not in _BESIDE:
            report.warning(Place(path), "this file is not read", f"what the dossier is stands in {MARK}")


def _declared(node: Node | None, kind: str) -> set[str]:
    """The ids written in the items of a list, whether or not the rest of them could be read."""
    listing = node.get(kind) if isinstance(node, Mapping) else None
    items = listing.items if isinstance(listing, Listing) else []
    ids = [item.get("id") for item in items if isinstance(item, Mapping)]
    return {name.text for name in ids if isinstance(name, Scalar)}


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
        elif not ID.match(name):
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
        report.add(error.problem)
    else:
        _note_letters(node, shelf.letters)
        return node
    return None


def _note_letters(node: Node, letters: dict[str, Place]) -> None:
    """Remember where each letter is used first, so that one no face has can be pointed at."""
    if isinstance(node, Scalar):
        for letter in set(node.text).difference(letters):
            offset = 0 if node.spread else node.quoted + node.text.index(letter)
            letters[letter] = Place(node.place.path, node.place.line, node.place.column + offset)
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


def _records(kind: type, nodes: dict[str, Node | None], reader: Reader) -> dict[str, Any]:
    read = {name: reader.record(kind, node, id=name) for name, node in nodes.items() if node}
    return {name: record for name, record in read.items() if record is not None}


def _look_up(reader: Reader, found: set[tuple[str, str]], report: Report, unread: set[str]) -> None:
    """Tell every name that names nothing. A file that is there but broken still counts as there: `unread`."""
    for reference in reader.references:
        kinds, name = reference.kinds, reference.name
        register = MARK if set(kinds) & {"lanes", "voices"} else name.partition(".")[0]
        if not name or any((kind, name) in found for kind in kinds) or register in unread:
            continue  # one broken file should not be told a hundred times
        places = " or ".join(_REGISTERS.get(kind, f"in sources/{kind}/") for kind in kinds)
        hint = nearest(name, [known for kind, known in found if kind in kinds])
        if not hint.startswith("did you mean") and kinds[0] in KINDS and ID.match(name):
            hint = "write " + " or ".join(f"sources/{kind}/{name}.yaml" for kind in kinds if kind in KINDS)
        report.error(reference.place, f"there is no {name[:40]!r} {places}", hint)
