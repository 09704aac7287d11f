"""Nodes -> records, guided by the annotations of the dataclasses in `content/`; and their JSON Schemas.

One reader serves every kind of file: a field of `content/records.py` is read by its type. Whatever does not fit
becomes a problem at its place and reading goes on, so a curator sees everything that is wrong at once.
"""

from __future__ import annotations

import dataclasses
import decimal
import functools
import types
import typing
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from dossier.content import dates, passage
from dossier.content.dates import Date
from dossier.content.passage import Citation, Passage
from dossier.content.records import LANGUAGES, Language, Partial, Ref, Text
from dossier.problems import Place, Report, nearest
from dossier.reading.nodes import Listing, Mapping, Node, Scalar

R = TypeVar("R")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of another record, to be looked up when all are read."""

    kinds: tuple[str, ...]
    name: str
    place: Place


@dataclass(slots=True)
class Reader:
    """Reads records into values, putting problems into `report` and references into `references`."""

    report: Report
    languages: tuple[Language, ...] = LANGUAGES  #: every text must be given in these
    references: list[Reference] = field(default_factory=list)

    def record(self, kind: type[R], node: Node, **given: object) -> R | None:
        """A value of the dataclass `kind`; `given` are fields that the file does not hold. None if it is broken."""
        if not isinstance(node, Mapping):
            self.report.error(node.place, f"expected fields, found {_told(node)}", f"fields: {', '.join(_fields(kind))}")
            return None
        values: dict[str, Any] = {**given, "place": node.place}
        sound = self._know_all_keys(kind, node, given)
        for name, (annotation, default) in _fields(kind).items():
            if name in given:
                continue
            child = node.get(name)
            if child is None or _is_blank(child):
                if default is not _ABSENT and child is None:
                    continue
                what = "is missing" if child is None else "has no value"
                self.report.error((child or node).place, f"the field {name!r} {what}")
                sound = False
                continue
            value = self.value(annotation, child)
            sound = sound and value is not _ABSENT
            values[name] = value
        return kind(**values) if sound else None

    def _know_all_keys(self, kind: type, node: Mapping, given: Table[str, object]) -> bool:
        known = set(_fields(kind)) - set(given)
        strange = [key for key, _ in node.entries if key.text not in known]
        for key in strange:
            self.report.error(key.place, f"there is no field {key.text!r} here", nearest(key.text, known))
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
            value = self.record(annotation, node)  # type: ignore[arg-type]
            return _ABSENT if value is None else value
        if not isinstance(node, Scalar):
            self.report.error(node.place, f"expected one value, found {_told(node)}")
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
            self.report.error(node.place, f"expected a list, found {_told(node)}", "begin each item with a dash")
            return _ABSENT
        values = [self.value(inner, item) for item in node.items]
        return _ABSENT if any(value is _ABSENT for value in values) else tuple(values)

    def _text(self, node: Node, needed: tuple[Language, ...]) -> Any:
        if isinstance(node, Scalar) and len(self.languages) == 1:
            return Text(**{self.languages[0]: node.text.strip()}, place=node.place)
        if not isinstance(node, Mapping):
            self.report.error(node.place, f"expected a text in each language, found {_told(node)}", "{ar: …, en: …}")
            return _ABSENT
        sound = True
        for key, _ in node.entries:
            if key.text not in LANGUAGES:
                self.report.error(key.place, f"there is no language {key.text!r}", nearest(key.text, LANGUAGES))
                sound = False
        words = {key.text: value.text.strip() for key, value in node.entries if isinstance(value, Scalar)}
        for language in needed:
            if not words.get(language):
                self.report.error(node.place, f"the text is missing in {_LANGUAGE_NAMES[language]}", f"add {language}: …")
                sound = False
        return Text(words.get("ar", ""), words.get("en", ""), node.place) if sound else _ABSENT

    def _choice(self, choices: tuple[str, ...], node: Scalar) -> Any:
        if node.text in choices:
            return node.text
        self.report.error(node.place, f"{node.text!r} is not one of the words for this", nearest(node.text, choices))
        return _ABSENT

    def _scalar(self, annotation: Any, node: Scalar) -> Any:
        try:
            return _SCALARS[annotation][0](node.text)
        except (ValueError, decimal.InvalidOperation) as error:
            message = str(error) if isinstance(error, ValueError) else f"{node.text!r} is not a number"
            self.report.error(node.place, message)
            return _ABSENT


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(f"{text!r} is not a whole number")
    return int(text)


def _number(text: str) -> decimal.Decimal:
    if len(text) > 30 or not text.isascii():
        raise ValueError(f"{text[:30]!r} is not a number such as 1.6 or 102347")
    value = decimal.Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a number")
    return value


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


#: Types of one value, with the function that reads them and their JSON Schema.
_SCALARS: dict[Any, tuple[typing.Callable[[str], Any], dict[str, object]]] = {
    str: (str.strip, {"type": ["string", "number"]}),
    int: (_whole, {"type": "integer", "minimum": 0}),
    bool: (_truth, {"type": "boolean"}),
    decimal.Decimal: (_number, {"type": ["number", "string"]}),
    Date: (dates.parse, {"type": ["string", "integer"], "description": "EDTF: 2005, 2005-06, 2005-06-28, 2005-06~, a/b"}),
    Passage: (passage.parse, {"type": "string", "pattern": r"^lines? [0-9]", "description": "line 5, or lines 6, 8-9"}),
    Citation: (passage.cite, {"type": "string", "pattern": r"^.+:[0-9]", "description": "document:line"}),
}

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


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text.strip() in {"", "~", "null"}


def _told(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"the words {node.text[:40]!r}" if node.text else "nothing"
    return "a list" if isinstance(node, Listing) else "fields"


def json_schema(kind: type, without: tuple[str, ...] = ("id",)) -> dict[str, object]:
    """The JSON Schema (2020-12) of a kind of file, for editors that complete and check while one types."""
    definitions: dict[str, object] = {}
    root = _object_schema(kind, definitions, without)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.__name__, **root, "$defs": definitions}


def _object_schema(kind: Any, definitions: dict[str, object], without: tuple[str, ...] = ()) -> dict[str, object]:
    fields = {name: item for name, item in _fields(kind).items() if name not in without}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _schema(annotation, definitions) for name, (annotation, _) in fields.items()},
        "required": [name for name, (_, default) in fields.items() if default is _ABSENT],
    }


def _schema(annotation: Any, definitions: dict[str, object]) -> dict[str, object]:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _schema(parts[0], definitions)
    if origin in (Union, types.UnionType):
        return _schema(next(part for part in parts if part is not type(None)), definitions)
    if origin is tuple:
        inner = _schema(parts[0], definitions)
        return {"anyOf": [{"type": "array", "items": inner}, inner]} if parts[0] is str else {"type": "array", "items": inner}
    if origin is Literal:
        return {"enum": list(parts)}
    if annotation in _SCALARS:
        return dict(_SCALARS[annotation][1])
    if annotation.__name__ not in definitions:
        definitions[annotation.__name__] = {}  # holds the name while its own fields are described
        definitions[annotation.__name__] = _object_schema(annotation, definitions)
    return {"$ref": f"#/$defs/{annotation.__name__}"}
