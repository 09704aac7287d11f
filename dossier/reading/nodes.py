"""YAML text -> nodes that know their place, and nothing that YAML can do beyond lists, mappings and strings.

PyYAML's C parser gives events; the tree is built here, without recursion, because the composer that comes with it
crashes on deep nesting, expands aliases without limit and lets a second key win in silence. Every scalar stays the
string it was written as: a schema, not YAML, decides that `no` is a word and `2005-06` a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from dossier.problems import Place, Problem

MAX_BYTES = 2_000_000  #: of one file; the longest summary of the flagship has 100,000
MAX_DEPTH = 24  #: lists and mappings inside each other; the schema needs 8
MAX_NODES = 200_000

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """The file is no YAML that a curator may write."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class Scalar:
    text: str
    place: Place
    quoted: bool = False


@dataclass(slots=True)
class Listing:
    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Listing | Mapping


def parse(content: bytes, path: str) -> Node:
    """The node of the one document in a file; `Unreadable` at the first thing that is wrong with it."""
    text = _text(content, path)
    try:
        return _Builder(path).build(text)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax_problem(error, path)) from error


def _text(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        raise Unreadable(Problem(Place(path), f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read"))
    if not content.strip():
        raise Unreadable(Problem(Place(path, 1, 1), "the file is empty", "write the record, or delete the file"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8", "replace"), path)
        raise Unreadable(
            Problem(place, f"byte 0x{content[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        ) from error
    if found := _FORBIDDEN.search(text):
        place = _place_of(text[: found.start()], path)
        raise Unreadable(Problem(place, f"control character U+{ord(found[0]):04X}", "delete it"))
    if found := _TAB_INDENT.search(text):
        place = _place_of(text[: found.end() - 1], path)
        raise Unreadable(Problem(place, "a tab indents this line", "indent with spaces"))
    return text


def _place_of(before: str, path: str) -> Place:
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    message = getattr(error, "problem", None) or str(error)
    hint = "put the value in double quotes" if "mapping values are not allowed" in message else ""
    return Problem(place, f"not YAML: {message}", hint)


@dataclass(slots=True)
class _Builder:
    """Events -> nodes. `stack` holds what is open; a mapping's pending key waits in `keys` at the same height."""

    path: str
    stack: list[Listing | Mapping] = field(default_factory=list)
    keys: list[Scalar | None] = field(default_factory=list)
    root: Node | None = None
    count: int = 0

    def build(self, text: str) -> Node:
        for event in yaml.parse(text, Loader=_Loader):
            self._take(event)
        if self.root is None:
            raise self._refuse(Place(self.path, 1, 1), "the file holds nothing but comments", "write the record")
        return self.root

    def _take(self, event: yaml.Event) -> None:
        place = Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(place, "anchors (&) and aliases (*) are not used here", "write the value out, or quote it")
        if getattr(event, "tag", None) and not str(event.tag).startswith("tag:yaml.org,2002:str"):
            raise self._refuse(place, f"tags such as {event.tag} are not used here", "put the value in quotes")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self._refuse(place, "a second document begins here", "one file holds one record: remove the ---")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(Scalar(event.value, place, quoted=bool(event.style)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(Listing(place))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Mapping(place))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.stack.pop()
            self.keys.pop()

    def _scalar(self, scalar: Scalar) -> None:
        if self.stack and isinstance(mapping := self.stack[-1], Mapping) and self.keys[-1] is None:
            self._key(mapping, scalar)
        else:
            self._place(scalar)

    def _key(self, mapping: Mapping, key: Scalar) -> None:
        if key.text == "<<" and not key.quoted:
            raise self._refuse(key.place, "merge keys (<<) are not used here", "write the fields out")
        if first := next((name for name, _ in mapping.entries if name.text == key.text), None):
            where = f"it stands already in line {first.place.line}"
            raise self._refuse(key.place, f"the key {key.text!r} comes twice", where)
        self.keys[-1] = key

    def _open(self, node: Listing | Mapping) -> None:
        if self.stack and isinstance(self.stack[-1], Mapping) and self.keys[-1] is None:
            raise self._refuse(node.place, "a list or mapping cannot be a key", "put it in quotes")
        if len(self.stack) >= MAX_DEPTH:
            raise self._refuse(node.place, f"more than {MAX_DEPTH} lists and mappings inside each other")
        self._place(node)
        self.stack.append(node)
        self.keys.append(None)

    def _place(self, node: Node) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise self._refuse(node.place, f"more than {MAX_NODES:,} values in one file")
        if not self.stack:
            self.root = node
        elif isinstance(parent := self.stack[-1], Listing):
            parent.items.append(node)
        elif key := self.keys[-1]:
            parent.entries.append((key, node))
            self.keys[-1] = None

    def _refuse(self, place: Place, message: str, hint: str = "") -> Unreadable:
        return Unreadable(Problem(place, message, hint))
