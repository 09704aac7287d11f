"""What layout remembers of styles: those that nobody asks for are not made, and those that are equal are one.

And what the reader of HTML forgets.

A style is given by that of the parent and by what the rules say that an element matches. WeasyPrint goes through all
rules of each sheet for each element, and shares a style only between elements whose parents have the same one and that
have no `id`, so that no two rows of a list share anything. Here the rules that matched are the key (`Cascade`), and
elements are told apart by the way from the root down (`StyleClass`). Both stay from one document to the next for which
the same sheets are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import css

MOST = 20_000  #: styles that are remembered; then all are forgotten

_PLAIN = re.compile(r"[\w.:-]+")  #: an `id` that is the same in CSS
#: Parts whose style WeasyPrint changes for all of them alike, if at all; that of others it changes for a single box.
_SHARED_PARTS = frozenset({"before", "after", "marker", "footnote-call", "footnote-marker"})
_WHOLE = frozenset({"html", "body"})  #: whose overflow WeasyPrint moves to the page
#: whatever its anchor
_DERIVED = ("_text_key", "_strut", "_percentages", "_is_bare", "anonymous_style")

_SVG = "{http://www.w3.org/2000/svg}svg"
_SAYS = ("style", "lang")  #: attributes that CSS is made of, but for names
_SVG_SAYS = (*_SAYS, "width", "height")

Cascaded = dict[str, tuple[Any, Any]]  #: property -> value and weight


@dataclass(slots=True, eq=False)
class Cascade:
    """What the rules that an element matches say of it, and of its parts (pseudo-elements)."""

    own: Cascaded
    parts: dict[str, Cascaded]
    is_whole: bool  #: of the root, and says where it may be scrolled: WeasyPrint changes such a style


@dataclass(slots=True, eq=False)
class StyleClass:
    """Elements that the same rules apply to, and whose parents are alike."""

    below: dict[Cascade, StyleClass] = field(default_factory=dict)
    shared: Any = None  #: the style of all that have no anchor
    model: Any = None  #: a style that differs from the others in its anchor only
    parts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Styles:
    """What is known of the styles of documents that have their sheets in common."""

    sheets: list[Any] = field(default_factory=list)
    rules: dict[Any, list[tuple[Any, int]]] = field(default_factory=dict)  #: that an element may match: test, number
    numbered: list[tuple[Any, ...]] = field(default_factory=list)
    cascades: dict[Any, Cascade] = field(default_factory=dict)
    attributes: dict[Any, Cascaded] = field(default_factory=dict)  #: by attributes
    root: StyleClass = field(default_factory=StyleClass)
    size: int = 0

    def begin(self, sheets: list[Any]) -> None:
        """Forget all if there is too much of it, or if it is of other sheets."""
        is_same = len(sheets) == len(self.sheets) and all(
            one[0] is other[0] and one[1:] == other[1:] for one, other in zip(sheets, self.sheets, strict=True)
        )
        if not is_same or self.size > MOST:
            self.sheets, self.root, self.size = sheets, StyleClass(), 0
            for table in (self.rules, self.numbered, self.cascades, self.attributes):
                table.clear()

    def cascade(self, wrapper: Any, base_url: str | None) -> Cascade:
        """Of an element, its anchor left out."""
        element = wrapper.etree_element
        matched = tuple([number for test, number in self._rules_for(wrapper) if test(wrapper)])
        own, is_known = self._attributes(element, base_url)
        is_whole = element.tag in _WHOLE
        key = matched, id(own), is_whole
        if not is_known:  # nobody keeps what was said, and its place in memory may be taken by something else
            return self._cascaded(matched, own, is_whole=is_whole)
        if (cascade := self.cascades.get(key)) is None:
            cascade = self.cascades[key] = self._cascaded(matched, own, is_whole=is_whole)
            self.size += 1
        return cascade

    def _rules_for(self, wrapper: Any) -> list[tuple[Any, int]]:
        """Rules that are worth a test, in the order in which they overrule each other (see cssselect2.Matcher)."""
        element = wrapper.etree_element
        attributes = element.attrib
        own_id = attributes.get("id")
        if own_id is not None and not any(own_id in sheet.matcher.id_selectors for sheet, _, _ in self.sheets):
            own_id = None
        key = element.tag, attributes.get("class"), own_id, "lang" in attributes
        if (rules := self.rules.get(key)) is None:
            rules = self.rules[key] = list(self._worth_a_test(wrapper))
            self.size += 1
        return rules

    def _worth_a_test(self, wrapper: Any) -> Iterator[tuple[Any, int]]:
        for sheet, origin, sheet_specificity in self.sheets:
            matcher = sheet.matcher
            rules = [*matcher.other_selectors]
            for name in wrapper.classes:
                rules += matcher.class_selectors.get(name, ())
            rules += matcher.id_selectors.get(wrapper.id, ())
            rules += matcher.lower_local_name_selectors.get(wrapper.local_name.lower(), ())
            rules += matcher.namespace_selectors.get(wrapper.namespace_url, ())
            rules += matcher.lang_attr_selectors if "lang" in wrapper.etree_element.attrib else ()
            for test, specificity, _, part, (declarations, _) in sorted(rules, key=lambda rule: rule[1:3]):
                self.numbered.append((origin, sheet_specificity or specificity, part, declarations))
                yield test, len(self.numbered) - 1

    def _cascaded(self, matched: Sequence[int], inline: Cascaded, *, is_whole: bool) -> Cascade:
        cascades: dict[str | None, Cascaded] = {None: inline.copy()}
        for number in matched:
            origin, specificity, part, declarations = self.numbered[number]
            style = cascades.setdefault(part, {})
            for name, value, is_important in declarations:
                _weigh(style, name, value, _weight(origin, is_important, specificity))
        own = cascades.pop(None)
        return Cascade(own, {str(part): style for part, style in cascades.items()}, is_whole and "overflow" in own)

    def _attributes(self, element: Element, base_url: str | None) -> tuple[Cascaded, bool]:
        """What an element's attributes say, but for its anchor, and whether it is the same object for the same ones."""
        attributes = element.attrib
        names = _SVG_SAYS if element.tag == _SVG else _SAYS
        key = len(names), *map(attributes.get, names)
        if (declared_values := self.attributes.get(key)) is not None:
            return declared_values, True
        probe = Element(element.tag, {name: attributes[name] for name in names if name in attributes})
        declared_values, is_silent = _of_attributes(probe, base_url)
        if is_silent:  # else it has to be said of each element
            self.attributes[key] = declared_values
            self.size += 1
        return declared_values, is_silent


def _weight(origin: str, is_important: bool, specificity: Any) -> Any:
    return css.declaration_precedence(origin, is_important), css.inf, specificity


def _weigh(style: Cascaded, name: str, value: Any, weight: Any) -> None:
    old = style.get(name)
    if old is None or old[1] <= weight:
        style[name] = value, weight


def _of_attributes(probe: Element, base_url: str | None) -> tuple[Cascaded, bool]:
    """What the attributes of an element say, and whether WeasyPrint had nothing to say of them."""
    values: Cascaded = {}
    is_silent = True
    for specificity, _, declarations, base in css.find_style_attributes(probe, False, base_url):
        for declaration in declarations:
            expanded = list(css.preprocess_declarations(base, [declaration]))
            is_silent = is_silent and bool(expanded or declaration.type in {"whitespace", "comment"})
            for name, value, is_important in expanded:
                _weigh(values, name, value, _weight("author", is_important, specificity))
    return values, is_silent


def of_document(stock: Callable[..., None], cache: Styles) -> Callable[..., None]:
    """In place of the maker of `StyleFor`: the style of each element of a document, in their order.

    Sheets in layers, hints of presentation in HTML, and drawings, which have no anchors, are WeasyPrint's.
    """

    def init(
        style_for: Any,
        html: Any,
        sheets: list[Any],
        presentational_hints: bool,
        font_config: Any,
        target_collector: Any,
    ) -> None:
        if target_collector is None or presentational_hints or any(sheet.layers for sheet, _, _ in sheets):
            stock(style_for, html, sheets, presentational_hints, font_config, target_collector)
            return
        cache.begin(sheets)
        style_for._cascaded_styles, style_for._computed_styles = {}, {}
        style_for.initial_page_sizes = {"box": None, "area": None}
        style_for._sheets, style_for.font_config = sheets, font_config
        work = _Document(cache, style_for, html, target_collector)
        alike: dict[Any, StyleClass] = {None: cache.root}
        for wrapper in html.wrapper_element.iter_subtree():
            alike[wrapper] = work.element(wrapper, alike[wrapper.parent])

    return init


@dataclass(slots=True, eq=False)
class _Document:
    """One document whose elements get their styles."""

    cache: Styles
    style_for: Any
    html: Any
    collector: Any

    def element(self, wrapper: Any, above: StyleClass) -> StyleClass:
        cache, element = self.cache, wrapper.etree_element
        anchor = _anchor(element, self.html.base_url)
        cascade = cache.cascade(wrapper, self.html.base_url)
        if (alike := above.below.get(cascade)) is None:
            alike = above.below[cascade] = StyleClass()
            cache.size += 1
        styles = self.style_for._computed_styles
        if anchor or cascade.is_whole:
            styles[element, None] = self._own(wrapper, cascade, anchor, alike)
        else:
            if alike.shared is None:
                alike.shared = alike.model = self._make(wrapper, cascade.own)
            styles[element, None] = alike.shared
        if name := styles[element, None]["anchor"]:
            self.collector.collect_anchor(name)
        for part, cascaded in cascade.parts.items():
            styles[element, part] = DeferredStyle(cascaded, self, element, alike)
            if "anchor" in cascaded and (name := styles[element, part].style(part)["anchor"]):
                self.collector.collect_anchor(name)
        return alike

    def _make(self, wrapper: Any, cascaded: Cascaded) -> Any:
        parent = wrapper.parent
        styles, style_for = self.style_for._computed_styles, self.style_for
        above = styles[parent.etree_element, None] if parent else None
        root = styles[self.html.etree_element, None] if parent else css.InitialStyle(style_for.font_config)
        return css.ComputedStyle(
            *(above, cascaded, None, root, self.html.base_url, style_for.font_config, style_for.initial_page_sizes)
        )

    def _own(self, wrapper: Any, cascade: Cascade, anchor: Cascaded, alike: StyleClass) -> Any:
        """A style that is the element's alone; what is known of those like it is not worked out again."""
        cascaded = cascade.own.copy()
        for name, (value, weight) in anchor.items():
            if name not in cascaded or cascaded[name][1] < weight:
                cascaded[name] = value, weight
        style = self._make(wrapper, cascaded)
        if alike.model is None:
            alike.model = style
        elif not cascade.is_whole:
            style.update(alike.model)
            del style["anchor"]
            style.specified.update(alike.model.specified)
            vars(style).update({name: value for name, value in vars(alike.model).items() if name in _DERIVED})
        return style


def _anchor(element: Element, base_url: str | None) -> Cascaded:
    """What an element's names say: nothing if it has none."""
    attributes = element.attrib
    names = {
        name: attributes[name] for name in ("id", *(("name",) if element.tag == "a" else ())) if name in attributes
    }
    if not names:
        return {}
    if len(names) == 1 and "id" in names and _PLAIN.fullmatch(names["id"]):
        return {"anchor": (names["id"], _weight("author", False, (0, 0, 0)))}
    return _of_attributes(Element(element.tag, names), base_url)[0]


@dataclass(slots=True, eq=False)
class DeferredStyle:
    """The style of a part of an element: made when it is asked for, which for most it never is."""

    cascaded: Cascaded
    document: _Document
    element: Element
    alike: StyleClass

    def style(self, part: str) -> Any:
        is_shared = part in _SHARED_PARTS and "anchor" not in self.cascaded
        if is_shared and part in self.alike.parts:
            return self.alike.parts[part]
        style_for, html = self.document.style_for, self.document.html
        styles = style_for._computed_styles
        style = css.ComputedStyle(
            *(styles[self.element, None], self.cascaded, part, styles[html.etree_element, None], html.base_url),
            *(style_for.font_config, style_for.initial_page_sizes),
        )
        style["anchor"]  # WeasyPrint asks for it at once, and takes a style of which nothing is known for none
        if is_shared:
            self.alike.parts[part] = style
        return style


def pseudo_style(stock: Callable[..., Any]) -> Callable[..., Any]:
    """The style of a part, made now."""

    def call(style_for: Any, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type is not None:
            styles = style_for._computed_styles
            if isinstance(style := styles.get((element, pseudo_type)), DeferredStyle):
                styles[element, pseudo_type] = style.style(pseudo_type)
        return stock(style_for, element, pseudo_type)

    return call


def style_copy(stock: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A copy of a style is made to be changed, so nothing may be remembered for it."""

    def copy(style: Any) -> Any:
        new_style = stock(style)
        new_style.may_change = True
        return new_style

    return copy


def may_change(style: Any) -> bool:
    """Whether a style is a copy, or one that WeasyPrint makes up for an SVG."""
    return "may_change" in vars(style) or not isinstance(style, css.Style)


def chars_until(stock: Callable[..., str]) -> Callable[..., str]:
    """tinyhtml5 puts together what it reads on to at each tag and text, for it keeps it under another name than it asks
    for. Kept under the right one, it is found."""
    regexes = stock.__globals__["characters_until_regex"]

    def chars_until(stream: Any, characters: Any, opposite: bool = False) -> str:
        if (characters, opposite) not in regexes:
            pattern = "".join(f"\\x{ord(one):02x}" for one in characters)
            regexes[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{pattern}]+")
        return stock(stream, characters, opposite)

    return chars_until
