"""The one reader of CSS: a sheet as rules with their selectors and declarations, as WeasyPrint reads it for print.

A comment, a string and a word in running text are none of them a declaration, and `posi\\74ion` is `position`. A sheet
is parsed once and kept; who asks something of it, asks its rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2
from tinycss2.ast import FunctionBlock, IdentToken, LiteralToken, WhitespaceToken

from dossier.press.html.css.selectors import Selector, selectors, split

Tokens = Sequence[Any]  #: component values of tinycss2

MOST_PARTS = 20_000  #: of a selector, once what it is nested in is filled in

_GROUPS = frozenset({"layer", "supports"})  #: at-rules whose rules are looked at as if they stood outside of it
_SPACE = frozenset({"comment", "whitespace"})
_COLON, _COMMA = LiteralToken(1, 1, ":"), LiteralToken(1, 1, ",")
_ROOT = IdentToken(1, 1, "root")


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """A property and its value."""

    name: str  #: in lower case, unless it is a custom property
    tokens: Tokens  #: of the value
    is_important: bool
    line: int  #: in the CSS it stands in, from 1
    column: int  #: from 1

    @property
    def value(self) -> str:
        """In lower case, without comments."""
        return _text(token for token in self.tokens if token.type != "comment").lower()


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """Declarations in braces."""

    prelude: Tokens  #: what stands before them; of a nested rule, with what it is nested in
    selectors: tuple[Selector, ...]  #: none if they are for pages and their margins, or not understood
    declarations: tuple[Declaration, ...]
    content: Tokens  #: all that stands in the braces
    line: int
    column: int

    @property
    def text(self) -> str:
        """What stands in the braces."""
        return _text(self.content)


@dataclass(frozen=True, eq=False)
class Stylesheet:
    """A sheet, without what is not for print."""

    rules: tuple[StyleRule, ...]  #: in their order, nested ones behind those they are nested in
    pages: tuple[Tokens, ...]  #: what stands between each `@page` and its braces
    brings_faces: bool  #: whether there is an `@font-face`
    heaviest: tuple[int, int]  #: parts of the longest selector, once what it is nested in is filled in; and its line

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        return tuple(one for rule in self.rules for one in rule.declarations)

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        return words_of(self.declarations)

    @cached_property
    def units(self) -> frozenset[str]:
        return units_of(self.declarations)


@dataclass(frozen=True)
class DocumentStyles:
    """All the CSS of a document."""

    sheets: tuple[Stylesheet, ...]  #: those outside, and its <style> elements
    attributes: tuple[Declaration, ...] = ()  #: in the style attributes of its elements

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of all lengths, in lower case."""
        return units_of(self.attributes).union(*(sheet.units for sheet in self.sheets))

    def says(self, names: Collection[str], values: Collection[str]) -> bool:
        """Whether one of these words may be in the value of one of these properties, be it by `var()`."""
        tables = [words_of(self.attributes), *(sheet.words for sheet in self.sheets)]
        pending, visited = [*names], {*names}
        while pending:
            name = pending.pop()
            matches = {word for words in tables for word in words.get(name, ())}
            if not matches.isdisjoint(values):
                return True
            custom = {word for word in matches if word.startswith("--")} - visited
            pending += custom
            visited |= custom
        return False


def styles_of(root: Element, sheets: Iterable[tuple[str, str]]) -> DocumentStyles:
    """The CSS of a document with these sheets (path, CSS)."""
    inside = [style.text or "" for style in root.iter("style") if is_for_print(style.get("media", ""))]
    attributes = [one for element in root.iter() if (style := element.get("style")) for one in declarations_of(style)]
    return DocumentStyles(tuple(map(stylesheet, (*(css for _, css in sheets), *inside))), tuple(attributes))


@lru_cache(128)  # the sections of an edition have their sheets in common
def stylesheet(css: str) -> Stylesheet:
    """A sheet, parsed."""
    reader = _SheetReader()
    reader.read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ())
    return Stylesheet(tuple(reader.rules), tuple(reader.pages), reader.brings_faces, reader.heaviest)


@lru_cache(4096)
def declarations_of(style: str) -> tuple[Declaration, ...]:
    """What a style attribute says."""
    return tuple(_declarations(_blocks(style)))


def is_for_print(media: str | Tokens) -> bool:
    """Whether a list of media queries may mean paper. What they ask of it beside that is not looked at."""
    tokens = significant(tinycss2.parse_component_value_list(media) if isinstance(media, str) else media)
    media_types = {token.lower_value for token in tokens if token.type == "ident"}
    return not tokens or tokens[0].type == "() block" or not media_types.isdisjoint({"all", "print"})


def significant(tokens: Iterable[Any]) -> list[Any]:
    """Tokens without white space and comments."""
    return [token for token in tokens if token.type not in _SPACE]


def every(tokens: Iterable[Any]) -> Iterator[Any]:
    """Tokens, and those in functions and brackets."""
    for token in tokens:
        yield token
        yield from every(inner(token))


def normal_tokens(tokens: Iterable[Any]) -> Iterator[str]:
    """Tokens one by one, as they are the same however they are written; functions as `name(`, …, `)`."""
    for token in significant(tokens):
        if token.type == "ident":
            yield token.value if token.value.startswith("--") else token.lower_value
        elif token.type == "function":
            yield f"{token.lower_name}("
            yield from normal_tokens(token.arguments)
            yield ")"
        else:
            yield tinycss2.serialize([token])


def words_of(declarations: Iterable[Declaration]) -> Mapping[str, frozenset[str]]:
    """By property, all that its values are spelled with."""
    words: dict[str, set[str]] = {}
    for one in declarations:
        words.setdefault(one.name, set()).update(normal_tokens(one.tokens))
    return {name: frozenset(values) for name, values in words.items()}


def units_of(declarations: Iterable[Declaration]) -> frozenset[str]:
    tokens = (token for one in declarations for token in every(one.tokens))
    return frozenset(token.lower_unit for token in tokens if token.type == "dimension")


@dataclass(slots=True)
class _SheetReader:
    """One walk over a sheet."""

    rules: list[StyleRule] = field(default_factory=list)
    pages: list[Tokens] = field(default_factory=list)
    brings_faces: bool = False
    heaviest: tuple[int, int] = (0, 0)

    def read(self, nodes: Iterable[Any], around: Tokens, weight: int = 0) -> None:
        """`around` is the prelude of the rule that the nodes are nested in, if they are, and `weight` its parts.

        Nested selectors grow by what they are nested in, each time that it is named: what has more than MOST_PARTS is
        not read any further.
        """
        for node in nodes:
            if node.type == "qualified-rule":
                parts = len(node.prelude) + weight * _times_filled_in(node.prelude)
                self.heaviest = max(self.heaviest, (parts, node.source_line))
                if parts > MOST_PARTS:
                    continue
                prelude, contents = _nest(node.prelude, around), _blocks(node.content)
                self.add(node, prelude, contents, selectors(prelude))
                self.read(contents, prelude, parts)
            elif node.type == "at-rule" and node.content is not None:
                self.at_rule(node, around, weight)

    def at_rule(self, node: Any, around: Tokens, weight: int) -> None:
        name = node.lower_at_keyword
        if name in _GROUPS or (name == "media" and is_for_print(node.prelude)):
            contents = _blocks(node.content)
            if around:
                self.add(node, around, contents, selectors(around))
            self.read(contents, around, weight)
        elif name == "page":
            self.pages.append(node.prelude)
            contents = _blocks(node.content)
            self.add(node, node.prelude, contents)
            for margin in contents:
                if margin.type == "at-rule" and margin.content is not None:
                    self.add(margin, margin.prelude, _blocks(margin.content))
        self.brings_faces |= name == "font-face"

    def add(self, node: Any, prelude: Tokens, contents: Iterable[Any], selectors: tuple[Selector, ...] = ()) -> None:
        declarations = tuple(_declarations(contents))
        self.rules.append(
            StyleRule(prelude, selectors, declarations, node.content, node.source_line, node.source_column)
        )


def _declarations(nodes: Iterable[Any]) -> Iterator[Declaration]:
    for node in nodes:
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            yield Declaration(name, node.value, node.important, node.source_line, node.source_column)


def _nest(prelude: Tokens, around: Tokens) -> Tokens:
    """The selectors of a nested rule as they would stand by themselves: `&` is what is around."""
    if not around and "&" not in prelude:
        return prelude
    parent = [_COLON, FunctionBlock(1, 1, "is", around) if around else _ROOT]
    tokens: list[Any] = []
    for selector in split(prelude):
        if around and "&" not in selector:
            selector = [*parent, WhitespaceToken(1, 1, " "), *selector]
        tokens += [_COMMA, *selector]
    return [part for token in tokens[1:] for part in (parent if token == "&" else [token])]


def _times_filled_in(prelude: Tokens) -> int:
    """How often what it is nested in is named in the selectors of a rule, be it without a word."""
    return sum(max(1, sum(token == "&" for token in selector)) for selector in split(prelude))


def _blocks(content: str | Tokens) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return nodes


def inner(token: Any) -> Tokens:
    """What stands in a function, in brackets, or in a block."""
    tokens: Tokens = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
    return tokens


def _text(tokens: Iterable[Any]) -> str:
    text: str = tinycss2.serialize(tokens)
    return text.strip()
