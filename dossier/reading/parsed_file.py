"""One file under sources/ -> its record, and everything that can be told of the file by itself.

What is parsed depends on nothing but the bytes of the file and on the languages of the dossier, so whoever has read it
once need not read it again. What it says about other files are `references`, looked up when all files are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.files.project import NotThere, Project
from dossier.model.plan import Disagreement, Settings
from dossier.model.records import Document, Language, Organisation
from dossier.problems import Place, Problem, Report
from dossier.reading import record_checks
from dossier.reading.nodes import Listing, Node, Scalar, UnreadableYaml, parse
from dossier.reading.nodes import Mapping as Fields
from dossier.reading.schema import Reader, Reference

#: Fields whose places are still asked for when all files have been read.
ASKED_FOR = frozenset({"number", "id", "cites", "marking", "rests_on", "said", "one_party", "confidence"})
#: kind of record -> kinds of names that its file declares beside its own
_DECLARES: dict[type, tuple[str, ...]] = {
    Settings: ("lanes", "voices", "sides"),
    Organisation: ("offices",),
    Disagreement: ("positions",),
    Document: ("quotations",),
}
_OF_ALL = (Settings, Document)  #: what these declare is known by its own name, what others do by theirs before it


Name = tuple[str, str]  #: (kind, name)


@dataclass(frozen=True, slots=True, eq=False)
class ParsedFile:
    """What one file holds."""

    path: str
    id: str  #: that the file's name gives its record
    digest: str  #: of the file; "" if it cannot be read
    languages: tuple[Language, ...]  #: that every text had to be given in
    record: Any = None  #: None if it is broken
    is_readable: bool = False  #: whether it is YAML at all; if not, names that it may declare are not missed
    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()
    declared: frozenset[Name] = frozenset()  #: also where the rest of it is broken
    mentions: tuple[Name, ...] = ()  #: what a document speaks of, and what none but it may be called
    letters: str = ""  #: each once
    #: (a record's place, a field) -> its value's
    places: Mapping[tuple[Place, str], Place] = field(default_factory=dict)


def name_of(path: str) -> str:
    """The id that a file's name gives its record."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def parse_file(project: Project, path: str, kind: type, languages: tuple[Language, ...]) -> ParsedFile:
    """The file as a record of that kind. Whatever is wrong with it is among its `problems`."""
    report = Report()
    digest = project.digest(path)
    node = node_of(project, path, report)
    if node is None:
        return ParsedFile(path, name_of(path), digest, languages, problems=tuple(report.problems))
    reader = Reader(report, languages)
    name = name_of(path)
    record = reader.record(kind, node) if kind is Settings else reader.record(kind, node, id=name)
    for made in reader.records:
        record_checks.check_record(made, reader)
    if isinstance(record, Document):
        record_checks.check_document(record, reader)
    return ParsedFile(
        path,
        name,
        digest,
        languages,
        record,
        True,
        tuple(report.problems),
        tuple(reader.references),
        frozenset(_declared(kind, name, node)),
        tuple(_mentions(record)) if isinstance(record, Document) else (),
        "".join(sorted({letter for scalar in _values(node) for letter in scalar.text})),
        {key: place for key, place in reader.places.items() if key[1] in ASKED_FOR},
    )


def node_of(project: Project, path: str, report: Report) -> Node | None:
    """The file as YAML; None after telling why it is none."""
    try:
        return parse(project.read(path), path)
    except NotThere as error:
        report.error(Place(path), f"cannot be read: {error}")
    except UnreadableYaml as error:
        report.add(error.problem)
    return None


def places_of(letters: Iterable[str], node: Node) -> dict[str, Place]:
    """Where each of these letters is used first; the place of the whole for one that is not."""
    left, found = set(letters), dict.fromkeys(letters, node.place)
    for scalar in _values(node):
        for letter in left & set(scalar.text) if left else ():
            offset = 0 if scalar.spread else scalar.quoted + scalar.text.index(letter)
            found[letter] = Place(scalar.place.path, scalar.place.line, scalar.place.column + offset)
        left -= set(scalar.text)
    return found


def _values(node: Node) -> Iterator[Scalar]:
    """Every value, keys left out, in the order of the file."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Listing):
            waiting += reversed(node.items)
        else:
            waiting += [value for _, value in reversed(node.entries)]


def _declared(kind: type, name: str, node: Node) -> Iterator[Name]:
    """The ids written in the items of a list, whether or not the rest of them could be read."""
    for declared in _DECLARES.get(kind, ()):
        listing = node.get(declared) if isinstance(node, Fields) else None
        items = listing.items if isinstance(listing, Listing) else []
        ids = [item.get("id") for item in items if isinstance(item, Fields)]
        before = "" if kind in _OF_ALL else f"{name}."
        yield from ((declared, f"{before}{found.text}") for found in ids if isinstance(found, Scalar))


def _mentions(document: Document) -> Iterator[Name]:
    yield "number", str(document.number)
    yield from (("quotation", quotation.id) for quotation in document.quotations)
    yield from (("event", claim.event) for claim in document.events)
    yield from (("figure", claim.figure) for claim in document.figures)
    yield from (("party", appearance.of) for appearance in document.appearances)
