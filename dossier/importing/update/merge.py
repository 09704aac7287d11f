"""`dossier import --update FILE`: a changed original merged into the file that curators have written from its earlier
version.

The digest is put right; every place whose words stand elsewhere now is put right where that is sure; what is not, or
has vanished, is marked to be confirmed with the reason; what is new is added to be confirmed. Nothing else of the file
is touched, not a letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.evidence.original import original_from
from dossier.evidence.parties.registered import register_of
from dossier.evidence.speech.hearing import holders_of
from dossier.files import regular_files
from dossier.files.project import MARK, Project
from dossier.files.publication import write_inside
from dossier.files.reading_limits import reading_limits
from dossier.formats.reading import read_lines
from dossier.importing.claims import PlacedClaim, cites_in, placed_in
from dossier.importing.draft import Draft, draft_of
from dossier.importing.head import Head
from dossier.importing.known import FOLDER, KnownSources, content_of, shelf_of
from dossier.importing.update import versions
from dossier.importing.update.additions import add_new, count, named_again
from dossier.importing.update.edits import CannotEdit, Edits
from dossier.importing.update.linemap import digests_of
from dossier.importing.update.moves import Mover, map_of
from dossier.importing.writer import written
from dossier.importing.yaml_text import fit
from dossier.model.passage import Passage, cite, of_lines
from dossier.problems import Broken, DossierError, Place, Problem, WrongUsage, nearest
from dossier.reading.nodes import Mapping as Fields
from dossier.reading.nodes import Node, Scalar, UnreadableYaml, parse

Moved = tuple[Place, Passage, Passage]  #: where it is noted, from, to


@dataclass(frozen=True, slots=True)
class Updated:
    """What was changed in a curator's file."""

    path: str
    sha256: str
    moved: tuple[Moved, ...]
    doubts: tuple[Problem, ...]  #: what a curator has to look at
    new: Mapping[str, int]  #: candidates that were added
    is_exact: bool  #: whether the lines of the version before were known


def update(project: Project, file: Path, name: str = "", originals: Path | None = None) -> Updated:
    """Merge `file` into the document that has an original of that name, or into document `name`.

    `originals` is the folder that may still hold the version before. `WrongUsage` if no document, or more than one, can
    be meant, or if the file is the one that was summarised; `Broken` if the curator's file is no YAML.
    """
    content = content_of(file, "the changed original")
    shelf = shelf_of(project)
    path = _path(shelf, file, name)
    node = _node(project, path)
    named, summarised = (_scalar(node.get("original"), field, path) for field in ("file", "sha256"))
    digest = hashlib.sha256(content).hexdigest()
    if summarised.text == digest:
        raise WrongUsage(f"{file.name} is the original that {path} was made from", "There is nothing to update.")
    lines = read_lines(file.name, content)
    old = versions.recall(project, summarised.text) or _before(originals, named.text, summarised.text)
    edits = Edits(project.read(path))
    edits.replace(summarised, digest)
    edits.replace(named, file.name)
    placed, original = list(placed_in(node)), original_from(lines)
    mover = Mover(original, map_of(placed, original, old))
    moved, doubts = _move(placed, mover, edits)
    head = Head(path.rpartition("/")[2].removesuffix(".yaml"), 0, file.name, digest, shelf.languages, shelf.voices)
    draft = draft_of(lines, register_of(shelf.corpus), holders_of(shelf.corpus))
    new = add_new(edits, node, draft, replace(head, original=lines), mover.lines.new)
    _write(project, path, edits, node)
    versions.keep(project, digest, lines.texts)
    doubts = (*doubts, *_left_out(path, draft, mover, node), *_cited(project, head.id, mover))
    return Updated(path, digest, moved, doubts, new, old is not None)


def _move(placed: Sequence[PlacedClaim], mover: Mover, edits: Edits) -> tuple[tuple[Moved, ...], tuple[Problem, ...]]:
    moved: list[Moved] = []
    doubts: list[Problem] = []
    for item in placed:
        move = mover.move(item)
        try:
            if move.to != item.at:
                edits.replace(item.value, written(move.to), item.record)
                moved.append((item.value.place, item.at, move.to))
            doubt = move.doubt
        except CannotEdit as error:
            doubt = f"{error}: it should be {written(move.to)}"
        if doubt:
            message = f"{item.of}: {fit(doubt)}"
            edits.mark(item.record, item.value, message)
            doubts.append(Problem(item.value.place, message, severity="warning"))
    return tuple(moved), tuple(doubts)


def _left_out(path: str, draft: Draft, mover: Mover, node: Fields) -> Iterator[Problem]:
    """What may be new and is not written into the file."""
    for told in named_again(draft, mover.lines.new, node):
        yield Problem(Place(path), told, "add the line to its names", "warning")
    if may_be := count(draft, mover.lines.unsure, node):
        told = f"{may_be} more candidates stand on lines that may be new or not: they were left out"
        hint = "let dossier verify see the version before first, or keep it where the originals are"
        yield Problem(Place(path), told, hint, "warning")


def _cited(project: Project, document: str, mover: Mover) -> Iterator[Problem]:
    """What the dossier's own words rest on, where its lines are others now: told only, for those words were weighed."""
    for path in (MARK, *project.names("sources/disagreements", ".yaml")):
        for node in cites_in(_node(project, path)):
            try:
                cited = cite(node.text)
            except ValueError:
                continue  # `check` tells it
            if cited.document == document and (doubt := _doubted(cited.passage, document, mover)):
                yield Problem(node.place, f"{node.text} is cited: {doubt}", severity="warning")


def _doubted(at: Passage, document: str, mover: Mover) -> str:
    now = [mover.lines.sure.get(line) for line in at.lines]
    to = of_lines({line for line in now if line}) if all(now) else None
    if to is None:
        return "whether its lines are still these is not decided"
    return "" if to == at else f"its lines are {document}:{to} now"


def _path(shelf: KnownSources, file: Path, name: str) -> str:
    """The document that is meant: the one named, or the one whose original has the file's name."""
    if name:
        path = f"{FOLDER}/{name}.yaml"
        if path not in shelf.documents:
            ids = [known.rpartition("/")[2].removesuffix(".yaml") for known in shelf.documents]
            raise WrongUsage(f"there is no document {name!r}", nearest(name, ids))
        return path
    found = [path for path, known in shelf.documents.items() if known.file == file.name]
    if len(found) != 1:
        message = f"{len(found)} documents have" if found else "no document has"
        raise WrongUsage(f"{message} an original of the name {file.name}", "Name the document with --id.")
    return found[0]


def _node(project: Project, path: str) -> Fields:
    try:
        node = parse(project.read(path), path)
    except UnreadableYaml as error:
        raise Broken([error.problem]) from error
    if not isinstance(node, Fields):
        raise Broken([Problem(node.place, "this is no document")])
    return node


def _scalar(original: Node | None, field: str, path: str) -> Scalar:
    value = original.get(field) if isinstance(original, Fields) else None
    if not isinstance(value, Scalar):
        raise Broken([Problem(original.place if original else Place(path), f"the original has no {field}")])
    return value


def _before(originals: Path | None, name: str, sha256: str) -> tuple[str, ...] | None:
    """The lines of the version before, if the folder of the originals still holds it."""
    try:
        content = regular_files.read(originals / name, [str(originals)], reading_limits().size)[0] if originals else b""
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    return digests_of(read_lines(name, content).texts)


def _write(project: Project, path: str, edits: Edits, before: Node) -> None:
    """The curator's file, if it is still YAML in which nothing is lost."""
    try:
        is_kept = edits.keeps(before, parse(edits.text, path))
    except UnreadableYaml as error:
        raise DossierError(f"{path} would be no YAML any more: {error.problem}") from error
    if not is_kept:
        raise DossierError(f"something of {path} would be lost; nothing was written")
    write_inside(project.root / path, edits.text)
