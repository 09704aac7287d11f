"""Nodes -> records, guided by the annotations of the dataclasses in `model/`; and their JSON Schemas.

One reader serves every kind of file: a field of `model/records.py` is read by its type. Whatever does not fit
becomes a problem at its place and reading goes on, so a curator sees everything that is wrong at once.
"""

from __future__ import annotations

import dataclasses
import decimal
import functools
import inspect
import re
import types
import typing
from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from dossier.model import dates, languages, passage
from dossier.model.dates import Date
from dossier.model.languages import LanguageTag
from dossier.model.passage import Citation, Passage
from dossier.model.records import LANGUAGES, Language, Partial, Ref, Text
from dossier.problems import Place, Report, nearest
from dossier.reading.nodes import Listing, Mapping, Node, Scalar, cut_off, is_blank

R = TypeVar("R")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
UNCONFIRMED = "to_be_confirmed"  #: stands in what `dossier import` has found, until a curator has looked at it
MOST_PLACES = 20_000  #: lines of all places in a file, each of which is looked up in the original
MAX_STRANGE = 20  #: unknown fields told of one mapping; whoever has more has another kind of file
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of another record, to be looked up when all are read."""

    kinds: tuple[str, ...]
    name: str
    place: Place


@dataclass(slots=True)
class Reader:
    """Reads records into values, putting problems into `report` and references into `references`.

    A broken item of a list is told and left out, so that what stands around it is still read and checked. Since it has
    been told, nothing is built from the rest.
    """

    report: Report
    languages: tuple[Language, ...] = LANGUAGES  #: every text must be given in these
    references: list[Reference] = field(default_factory=list)
    records: list[Any] = field(default_factory=list)  #: also those inside a record that is broken elsewhere
    places: dict[tuple[Place, str], Place] = field(default_factory=dict)  #: (a record's place, a field) -> its value's
    lines: int = 0  #: of originals, that all places together name

    def place(self, record: Any, field_name: str) -> Place:
        """Where a field of a record is written; the record's own place if it is not."""
        own: Place = record.place
        return self.places.get((own, field_name), own)

    def record(self, kind: Callable[..., R], node: Node, **given: object) -> R | None:
        """A value of the dataclass `kind`; `given` are fields that the file does not hold. None if it is broken."""
        if not isinstance(node, Mapping):
            names = ", ".join(name for name in _fields(kind) if name not in given)
            self.report.error(node.place, f"expected fields, found {_kind_of(node)}", f"fields: {names}")
            return None
        values: dict[str, Any] = {**given, "place": node.place}
        sound = self._know_all_keys(kind, node, given)
        for name, (annotation, default) in _fields(kind).items():
            if name in given:
                continue
            child = node.get(name)
            if child is None or is_blank(child):
                if default is not _ABSENT and child is None:
                    continue
                if child is None:
                    example = f"add {name}: {_EXAMPLES.get(annotation, '…')}"
                    self.report.error(node.place, f"the field {name!r} is missing", example)
                else:
                    hint = "give it one" if default is _ABSENT else "give it one, or delete the line"
                    self.report.error(child.place, f"the field {name!r} has no value", hint)
                sound = False
                continue
            self.places[node.place, name] = child.place
            value = self.value(annotation, child)
            if default is _ABSENT and value == "":
                self.report.error(child.place, f"the field {name!r} has no value", "give it one")
                sound = False
            elif name == "id" and isinstance(value, str) and not ID.match(value):
                self.report.error(child.place, f"{value[:40]!r} cannot be an id", "use a-z, 0-9 and single hyphens")
                sound = False
            sound = sound and value is not _ABSENT
            values[name] = value
        if not sound:
            return None
        self.records.append(record := kind(**values))
        return record

    def _know_all_keys(self, kind: Callable[..., object], node: Mapping, given: Table[str, object]) -> bool:
        known = set(_fields(kind)) - set(given)
        if unconfirmed := node.keys.get(UNCONFIRMED):
            message = f"this {_name(kind)} was found by an import and is to be confirmed"
            self.report.error(unconfirmed.place, message, "compare it with the original, then delete this line")
        strange = [key for key, _ in node.entries if key.text not in known and key.text != UNCONFIRMED]
        for key in strange[:MAX_STRANGE]:
            hint = cut_off(key, node) or nearest(key.text, known)
            hint = hint or f"fields: {', '.join(name for name in _fields(kind) if name in known)}"
            self.report.error(key.place, f"there is no field {key.text[:40]!r} here", hint)
        if more := strange[MAX_STRANGE:]:
            self.report.error(more[0].place, f"and {len(more):,} more fields that are not known here")
        return not strange

    def value(self, annotation: Any, node: Node) -> Any:
        """A value of any annotated type, or `_ABSENT` after telling what is wrong."""
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._annotated(annotation, node)
        if origin in (Union, types.UnionType):
            inner = next(part for part in get_args(annotation) if part is not type(None))
            return self.value(inner, node)
        if origin is tuple:
            return self._tuple(get_args(annotation)[0], node)
        if annotation is Text:
            return self._text(node, self.languages)
        if dataclasses.is_dataclass(annotation) and annotation not in _SCALARS:
            kind: Any = annotation
            value = self.record(kind, node)
            return _ABSENT if value is None else value
        if not isinstance(node, Scalar):
            self.report.error(node.place, f"expected one value, found {_kind_of(node)}")
            return _ABSENT
        if origin is Literal:
            return self._choice(get_args(annotation), node)
        return self._scalar(annotation, node)

    def _annotated(self, annotation: Any, node: Node) -> Any:
        inner, mark = get_args(annotation)
        if isinstance(mark, Partial):
            return self._text(node, ())
        value = self.value(inner, node)
        if isinstance(mark, Ref) and isinstance(value, str):
            self.references.append(Reference(tuple(mark.kind.split("|")), value, node.place))
        return value

    def _tuple(self, inner: Any, node: Node) -> Any:
        if isinstance(node, Scalar):
            node = Listing(node.place, [node])  # a list of one may be written without its dash
        if not isinstance(node, Listing):
            self.report.error(node.place, f"expected a list, found {_kind_of(node)}", "begin each item with a dash")
            return _ABSENT
        for item in filter(is_blank, node.items):
            self.report.error(item.place, "this item of the list is empty", "write it, or delete its dash")
        values = [self.value(inner, item) for item in node.items if not is_blank(item)]
        return tuple(value for value in values if value is not _ABSENT)

    def _text(self, node: Node, needed: tuple[Language, ...]) -> Any:
        if isinstance(node, Scalar) and len(self.languages) == 1 and node.text.strip():
            return Text(**{self.languages[0]: node.text.strip()}, place=node.place)
        if not isinstance(node, Mapping):
            self.report.error(node.place, f"expected a text in each language, found {_kind_of(node)}", "{ar: …, en: …}")
            return _ABSENT
        words: dict[str, str] = {}
        sound = True
        for key, value in node.entries:
            if key.text not in LANGUAGES and not sound and is_blank(value):
                continue  # told with what was cut off before it
            if key.text not in LANGUAGES:
                hint = cut_off(key, node) or nearest(key.text, LANGUAGES)
                self.report.error(key.place, f"there is no language {key.text[:40]!r}", hint)
                sound = False
            elif not isinstance(value, Scalar):
                self.report.error(value.place, f"expected a text, found {_kind_of(value)}", "put it in double quotes")
                sound, words[key.text] = False, "…"  # told once is enough
            elif not is_blank(value):
                words[key.text] = value.text.strip()
        for language in needed:
            if not words.get(language):
                message = f"the text is missing in {_LANGUAGE_NAMES[language]}"
                self.report.error(node.place, message, f"add {language}: …")
                sound = False
        return Text(words.get("ar", ""), words.get("en", ""), node.place) if sound else _ABSENT

    def _choice(self, choices: tuple[str, ...], node: Scalar) -> Any:
        if node.text in choices:
            return node.text
        hint = nearest(node.text, choices)
        message = f"{node.text[:40]!r} is none of: {', '.join(filter(None, choices))}"
        self.report.error(node.place, message, hint if hint.startswith("did you mean") else "")
        return _ABSENT

    def _scalar(self, annotation: Any, node: Scalar) -> Any:
        try:
            value = _SCALARS[annotation][0](node.text)
            return self._counted(value, node) if isinstance(value, Passage) else value
        except ValueError as error:
            is_foreign = any(letter.isdigit() and not letter.isascii() for letter in node.text)
            message, *hints = error.args
            self.report.error(node.place, message, *(hints or ["write digits as 0-9" if is_foreign else ""]))
            return _ABSENT

    def _counted(self, at: Passage, node: Scalar) -> Any:
        """A place, if all places of the file together are not too many lines to be looked up."""
        before, self.lines = self.lines, self.lines + at.count
        if before <= MOST_PLACES < self.lines:
            message = f"with {node.text[:40]!r} the places in this file are more than {MOST_PLACES:,} lines"
            self.report.error(node.place, message, "name the lines on which something stands")
        return at if self.lines <= MOST_PLACES else _ABSENT


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(f"{text[:40]!r} is not a whole number of at most nine digits")
    return int(text)


def _number(text: str) -> decimal.Decimal:
    if not _NUMBER.match(text):
        raise ValueError(f"{text[:40]!r} is not a number such as 1.6 or 102347")
    return decimal.Decimal(text)


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(f"{text[:40]!r} is neither true nor false")
    return text == "true"


_COMMENTED = re.compile(r"    (?P<name>\w+): .*?  # (?P<comment>.+)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?\Z", re.ASCII)


_EDTF = (
    "EDTF: 2005, 2005-06, 2005-06-28, 2005-06~, 2005-06-28/2005-06-30, 2015/.., 199X, 2021-21 (spring), -0043 (44 BC), "
    "2022-07-02T07:00, [2019,2021] (one of), {2019,2021} (all of)"
)
#: Types of one value, with the function that reads them and their JSON Schema.
_SCALARS: dict[Any, tuple[Callable[[str], Any], dict[str, object]]] = {
    str: (str.strip, {"type": ["string", "number"]}),
    int: (_whole, {"type": "integer", "minimum": 0}),
    bool: (_truth, {"type": "boolean"}),
    decimal.Decimal: (_number, {"type": ["number", "string"]}),
    Date: (dates.parse, {"type": ["string", "integer"], "description": _EDTF}),
    Passage: (passage.lines_of, {"type": "string", "pattern": r"^lines? [0-9]", "description": "line 5; lines 6, 8-9"}),
    LanguageTag: (languages.parse, {"type": "string", "pattern": languages.PATTERN}),
    Citation: (passage.citation_of, {"type": "string", "pattern": r"^.+:[0-9]", "description": "document:line"}),
}

_UNCONFIRMED = "found by dossier import: compare it with the original, then delete this line; check refuses it"
_EXAMPLES: dict[Any, str] = {Passage: "line 5", Date: "2005-06", Text: "{ar: …, en: …}", LanguageTag: "ar"}
_LANGUAGE_NAMES = {"ar": "Arabic (ar)", "en": "English (en)"}


@functools.cache
def _fields(kind: Any) -> dict[str, tuple[Any, object]]:
    """name -> (annotation, default or `_ABSENT`), in the order of the class; `place` is not a curator's to write."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        item.name: (hints[item.name], _ABSENT if item.default is dataclasses.MISSING else item.default)
        for item in dataclasses.fields(kind)
        if item.name != "place"
    }


def _name(kind: Any) -> str:
    """EventClaim -> event claim"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"the words {node.text[:40]!r}" if node.text else "nothing"
    return "a list" if isinstance(node, Listing) else "fields"


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field that curators may write, for whoever writes a record for them to fill."""

    name: str
    annotation: Any
    is_needed: bool
    meaning: str  #: in the schema's words; "" if its name says enough


def fields_of(kind: type) -> tuple[FieldOf, ...]:
    """The fields of a record in the order of its class, without the id that its file's name gives it."""
    meanings = _meanings(kind)
    named = _fields(kind).items()
    return tuple(
        FieldOf(name, annotation, default is _ABSENT, meanings.get(name, ""))
        for name, (annotation, default) in named
        if name != "id"
    )


def json_schema(kind: type, without: tuple[str, ...] = ("id",)) -> dict[str, object]:
    """The JSON Schema (2020-12) of a kind of file, for editors that complete and check while one types."""
    definitions: dict[str, object] = {}
    root = _object_schema(kind, definitions, without)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": kind.__name__, **root, "$defs": definitions}


def _object_schema(kind: Any, definitions: dict[str, object], without: tuple[str, ...] = ()) -> dict[str, object]:
    fields = {name: item for name, item in _fields(kind).items() if name not in without}
    meanings = _meanings(kind)
    doc = kind.__doc__ or ""
    return {
        "description": "" if doc.startswith(f"{kind.__name__}(") else doc,  # dataclasses make one up
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: _schema(annotation, definitions) | ({"description": meanings[name]} if name in meanings else {})
            for name, (annotation, _) in fields.items()
        }
        | {UNCONFIRMED: {"const": True, "description": _UNCONFIRMED}},
        "required": [name for name, (_, default) in fields.items() if default is _ABSENT],
    }


def _meanings(kind: Any) -> dict[str, str]:
    """field -> the comment behind it in the class, which editors show."""
    found = (_COMMENTED.match(line) for line in inspect.getsource(kind).splitlines())
    return {match["name"]: match["comment"] for match in found if match}


def _schema(annotation: Any, definitions: dict[str, object]) -> dict[str, object]:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _schema(parts[0], definitions)
    if origin in (Union, types.UnionType):
        return _schema(next(part for part in parts if part is not type(None)), definitions)
    if origin is tuple:
        inner = _schema(parts[0], definitions)
        listing: dict[str, object] = {"type": "array", "items": inner}
        return listing if "$ref" in inner else {"anyOf": [listing, inner]}  # a list of one needs no dash
    if origin is Literal:
        return {"enum": [*parts, *(int(part) for part in parts if part.isdigit())]}
    if annotation in _SCALARS:
        return dict(_SCALARS[annotation][1])
    if annotation.__name__ not in definitions:
        definitions[annotation.__name__] = {}  # holds the name while its own fields are described
        definitions[annotation.__name__] = _object_schema(annotation, definitions)
    return {"$ref": f"#/$defs/{annotation.__name__}"}
