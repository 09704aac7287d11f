"""YAML text -> nodes that know their place, and nothing that YAML can do beyond lists, mappings and strings.

PyYAML's C parser gives events; the tree is built here, without recursion, because the composer that comes with it
crashes on deep nesting, expands aliases without limit and lets a second key win in silence. Every scalar stays the
string it was written as: a schema, not YAML, decides that `no` is a word and `2005-06` a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import Any

import yaml

from dossier.model.invisible import CONTROLS, find_misplaced
from dossier.problems import Place, Problem

MAX_BYTES = 2_000_000  #: of one file; the longest summary of the flagship has 100,000
MAX_DEPTH = 24  #: lists and mappings inside each other; the schema needs 8
MAX_NODES = 200_000
MAX_VALUE = 20_000  #: characters of one value; a longer one is a chapter, not a field
MAX_WORD = 400  #: characters without a space; the press would cut a longer word off at the edge of the page
MAX_MARKS = 8  #: combining marks in a row; Arabic needs 3, and thousands of them take a minute to draw

_FORBIDDEN = re.compile(f"[{CONTROLS}\ufeff]")
#: What may hold too many marks: they are no letters for `re`. Only there each character is asked what it is.
_MAY_BE_MARKED = re.compile(rf"[^\w\s]{{{MAX_MARKS + 1}}}")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableYaml(Exception):
    """The file is no YAML that a curator may write."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class Scalar:
    text: str
    place: Place
    quoted: bool = False
    spread: bool = False  #: over several lines of the file


@dataclass(slots=True)
class Listing:
    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Listing | Mapping


def parse(content: bytes, path: str) -> Node:
    """The node of the one document in a file; `UnreadableYaml` at the first thing that is wrong with it."""
    text = _text(content, path)
    try:
        return _Builder(path).build(text)
    except yaml.YAMLError as error:
        raise UnreadableYaml(_syntax_problem(error, path)) from error


def _text(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableYaml(
            Problem(Place(path), f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read")
        )
    if not content.strip():
        raise UnreadableYaml(Problem(Place(path, 1, 1), "the file is empty", "write the record, or delete the file"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8", "replace"), path)
        raise UnreadableYaml(
            Problem(place, f"byte 0x{content[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        ) from error
    if found := _FORBIDDEN.search(text):
        place = _place_of(text[: found.start()], path)
        hint = "save the file as UTF-8" if found[0] == "\0" else "delete it"  # every second byte of UTF-16 is 0
        raise UnreadableYaml(Problem(place, f"invisible control character U+{ord(found[0]):04X}", hint))
    if letter := find_misplaced(text):
        raise UnreadableYaml(Problem(_place_of(text[: letter[0]], path), letter[1], "delete it"))
    if found := _TAB_INDENT.search(text):
        place = _place_of(text[: found.end() - 1], path)
        raise UnreadableYaml(Problem(place, "a tab indents this line", "indent with spaces"))
    return text


def _place_of(before: str, path: str) -> Place:
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


#: The C parser's words -> what a curator is told, and the hint. "^" points at what was opened, not at the end of it.
_SYNTAX = (
    ("mapping values are not", "no colon is expected here", "quote the value that holds it, or mend the indentation"),
    ("unexpected end of stream", "^this quotation mark is never closed", "close it, or write \\ before an inner one"),
    ("expected ',' or '}'", "a comma or } is expected here", "quote what holds a comma, a colon or quotation marks"),
    ("expected ',' or ']'", "a comma or ] is expected here", "quote what holds a comma, a colon or quotation marks"),
    ("cannot start any token", "a value cannot begin with this character", "put the value in double quotes"),
    ("alphabetic or numeric", "^a value cannot begin with * or &", "put the value in double quotes"),
    ("expected '-' indicator", "an item of the list is expected here", "begin it with a dash, or mend the indentation"),
    ("expected key", "this does not fit what stands above", "mend the indentation, or what follows a quotation mark"),
    ("expected ':'", "a field needs a colon behind its name", "name: value, or indent what belongs to the value above"),
    ("sequence entries are not", "no list can begin here", "begin it on a line of its own, or put the value in quotes"),
    ("escape c", "no such character can be written with \\", "write \\\\ for one backslash, or use single quotes"),
    ("<document start>", "something stands behind the end of the record", "one file holds one record"),
)


def _syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    said = getattr(error, "problem", None) or str(error)
    message, hint = next(((ours, hint) for theirs, ours, hint in _SYNTAX if theirs in said), (f"not YAML: {said}", ""))
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    if message.startswith("a comma or") and opened.line < mark.line:
        message, hint = f"^what opens here is not closed before line {mark.line + 1}", f"close it with {said[-2]}"
    mark = opened if message.startswith("^") else mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    return Problem(place, message.removeprefix("^"), hint)


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) > 0


def unfit(text: str) -> str:
    """Why one value cannot be set on a page, or "". Escapes such as "\\u202E" are told like the character itself."""
    if found := _FORBIDDEN.search(text):
        return f"invisible control character U+{ord(found[0]):04X}"
    if len(text) > MAX_VALUE:
        return f"a value of {len(text):,} characters; at most {MAX_VALUE:,} fit"
    if (longest := max(map(len, text.split()), default=0)) > MAX_WORD:
        return f"a word of {longest:,} characters; at most {MAX_WORD} fit on a page"
    if _MAY_BE_MARKED.search(text):
        marks = (len(list(run)) for is_mark, run in groupby(text, _is_mark) if is_mark)
        if (most := max(marks, default=0)) > MAX_MARKS:
            return f"{most:,} marks on one letter; at most {MAX_MARKS} can be drawn"
    letter = find_misplaced(text)
    return letter[1] if letter else ""


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

    def _take(self, event: Any) -> None:
        place = Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "write the value out, or put it in quotes"
            raise self._refuse(place, "anchors (&) and aliases (*) are not used here", hint)
        if (tag := getattr(event, "tag", None)) and tag != "tag:yaml.org,2002:str":
            raise self._refuse(place, f"tags such as {tag[:60]} are not used here", "put the value in quotes")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self._refuse(place, "a second document begins here", "one file holds one record: remove the ---")
        if isinstance(event, yaml.ScalarEvent):
            if reason := unfit(event.value):
                raise self._refuse(place, reason, "shorten it" if "at most" in reason else "delete it")
            end: Any = event.end_mark
            spread = end.line >= place.line
            self._scalar(Scalar(event.value, place, quoted=bool(event.style), spread=spread))
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
        if (first := mapping.keys.setdefault(key.text, key)) is not key:
            where = f"it stands already in line {first.place.line}; in a list each item begins with a dash"
            raise self._refuse(key.place, f"the key {key.text[:40]!r} comes twice", where)
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

    def _refuse(self, place: Place, message: str, hint: str = "") -> UnreadableYaml:
        return UnreadableYaml(Problem(place, message, hint))


def is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text.strip() in {"", "~", "null"}


def cut_off(key: Scalar, node: Mapping) -> str:
    """A hint where a key is what a comma has cut off the text before it: in {en: a, b} b is a key without a value."""
    place = next(number for number, (own, _) in enumerate(node.entries) if own is key)
    name, text = node.entries[place - 1]
    if not place or not is_blank(node.entries[place][1]) or key.place.line != text.place.line:
        return ""
    rest = [own.text for own, _ in takewhile(lambda entry: is_blank(entry[1]), node.entries[place:])]
    whole = ", ".join([text.text, *rest]) if isinstance(text, Scalar) else ""
    return f'the comma ends the text before it; put the text in quotation marks: {name.text}: "{whole[:60]}"'
