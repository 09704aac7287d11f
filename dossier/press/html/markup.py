"""HTML -> HTML that says all that its author need not write.

`mark` stands between the templates and WeasyPrint. It writes the direction of an element that has one and does not say
it (dir=auto, bdi, a language, code), in an attribute that no author's selector asks for. In a document of the dossier's
own (`runs`) it also puts a span with its language round each stretch of the other script, for the face and for readers
aloud, and an isolate round each token that a convention keeps together, so that the HTML for a screen stands in the
order of the printed page; and it ties the last words of paragraphs, if it is asked to (`last_words`). Words and their
order stay, and so does every other attribute; comments go. Marking twice is marking once. The order of the printed line
is no matter of marks: see `lines/order`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier.press.html import bidi, last_words, tree
from dossier.press.html.bidi import OBJECT, Direction, Run
from dossier.press.html.marks import DERIVED, RUN
from dossier.press.html.source_map import places_of
from dossier.problems import NOWHERE, Place, Problem

#: Elements that stand in a line of words and may be part of a run.
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_CODE = frozenset({"listing", "pre", "xmp"})  #: of lines of its own: in a line of words it is one of them
#: Elements without words for the page.
_CLOSED_NAMES = "head iframe noembed noframes noscript script select style template textarea title"
_CLOSED = frozenset(_CLOSED_NAMES.split())


@dataclass(frozen=True, slots=True)
class MarkedHtml:
    """A document for WeasyPrint, and what could not be set right in it, in words for whoever wrote it."""

    html: str
    faults: tuple[tuple[Place, str], ...] = ()  #: with the place of the element, if the document bears places
    root: Element | None = field(default=None, compare=False)  #: the same, as reading it again would give it

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(message for _, message in self.faults))

    def problems_in(self, path: str, severity: str = "error") -> list[Problem]:
        """The problems, with the file for those that have no place."""
        return [Problem(place if place.path else Place(path), message, "", severity) for place, message in self.faults]


def mark(html: str, *, runs: bool = True) -> MarkedHtml:
    """The document with its directions made explicit, and with `runs` its stretches of the other script."""
    try:
        root = tree.read(html)
        faults = mark_tree(root, runs=runs)
        return MarkedHtml(tree.write(root, html), faults, root)
    except RecursionError:
        return MarkedHtml(html, ((NOWHERE, "its elements are nested too deeply"),))


def mark_tree(root: Element, *, runs: bool = True) -> tuple[tuple[Place, str], ...]:
    """`mark`, in a tree that has been read, and that is then as reading the marked document would give it."""
    marker = _Marker(runs)
    marker.document(root)
    places = places_of(root, "") if marker.problems else {}
    return tuple(dict.fromkeys((places[element], message) for element, message in marker.problems))


@dataclass(slots=True)
class _Line:
    """Words of a block up to something that no run reaches over."""

    texts: list[tuple[tree.TextNode, str]] = field(default_factory=list)  #: and the language round each
    pieces: list[str] = field(default_factory=list)  #: the same with what is in the line and is no text
    length: int = 0
    is_marked: bool = False  #: runs have been put into it before

    def add(self, owner: Element, parent: Element, language: str, *, is_tail: bool) -> None:
        text = tree.TextNode(owner, is_tail, parent, self.length)
        if text.words:
            self.texts.append((text, language))
            self.put(text.words)

    def put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)


class _Marker:
    """One walk over a document."""

    def __init__(self, runs: bool) -> None:
        self.runs = runs
        self.ties = False  #: last words
        self.problems: list[tuple[Element, str]] = []

    def document(self, root: Element) -> None:
        self.ties = root.get(last_words.ASKED[0]) == last_words.ASKED[1]
        direction = _explicit(root)
        language = root.get("lang", "")
        if not language and not direction:
            text = "".join(tree.words(root, _CLOSED))
            letters = bidi.letters(text, "rtl")
            if len(letters) > len(bidi.letters(text, "ltr")):
                direction = "rtl"
                root.attrib.update({"lang": tag} if (tag := bidi.language_of(letters)) else {})
        direction = direction or bidi.direction_of(language)
        root.set("dir", direction)
        self.block(root, direction, root.get("lang", ""))

    def block(self, host: Element, direction: Direction, language: str) -> None:
        """Mark all that stands in an element."""
        ties, self.ties = self.ties, self.ties and host.tag != "blockquote"  # a quotation stays letter for letter
        line = self.contents(host, direction, language, _Line())
        if self.ties and last_words.ends_in_words(host):
            last_words.tie([text for text, _ in line.texts], "".join(line.pieces))
        self.finish(line, direction)
        self.ties = ties

    def contents(self, element: Element, direction: Direction, language: str, line: _Line) -> _Line:
        """Gather the text of an element, finishing each line where it ends; the line that is still open."""
        line.add(element, element, language, is_tail=False)
        for child in list(element):
            own = self.direction(child, direction)
            line.is_marked |= RUN in child.attrib
            spoken = child.get("lang", language)
            if child.tag in _INLINE and not _is_isolate(child):
                line = self.contents(child, direction, spoken, line)
            else:
                if child.tag not in _INLINE:
                    self.finish(line, direction)
                    line = _Line()
                is_done = RUN in child.attrib or (child.tag in _CODE and own == "ltr")
                if child.tag not in _CLOSED and child.tag[0] != "{" and not is_done:
                    self.block(child, own, spoken)
                line.put(OBJECT)
            line.add(child, element, language, is_tail=True)
        return line

    def direction(self, element: Element, outer: Direction) -> Direction:
        """The direction of an element, written on it unless it is said or inherited."""
        if element.tag in _CLOSED or element.tag[0] == "{":
            return outer
        if explicit := _explicit(element):
            element.set("dir", explicit)
            return explicit
        value = element.get("dir", "").strip().lower()
        own: Direction | None = None
        if value == "auto" or element.tag == "bdi":
            own = bidi.first_strong(_text(element)) or "ltr"  # as HTML has it
        elif RUN in element.attrib:
            return outer
        elif "lang" in element.attrib:
            own = bidi.spoken_direction(_text(element), element.get("lang", ""))
            own = None if own == outer else own
        elif element.tag in _CODE:
            text = _text(element)
            is_latin = bidi.has_letters(text, "ltr") and not bidi.has_letters(text, "rtl")
            own = "ltr" if is_latin and outer != "ltr" else None
        if own:
            element.set(DERIVED, own)
        return own or outer

    def finish(self, line: _Line, direction: Direction) -> None:
        """Put a span round every run of a line, in each element that it stands in."""
        text = "".join(line.pieces)
        if not self.runs or line.is_marked or bidi.is_plain(text, direction):
            return
        runs = bidi.runs(text, direction)
        for part, language in reversed(line.texts):
            _wrap(part, [*_parts(part, language, runs)])


def _parts(text: tree.TextNode, language: str, runs: list[Run]) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Begin, end and attributes of each span in one text. A token that tags part is no matter of a span."""
    for run in runs:
        start, end = max(run.start - text.start, 0), min(run.end - text.start, len(text.words))
        inner = text.words[start:end] if start < end else ""
        if not inner.strip():
            continue
        attributes = {"lang": run.language} if run.language and run.language != language else {}
        if run.direction and end - start == run.end - run.start:
            attributes["dir"] = run.direction
        elif attributes:
            start, end = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
        if attributes:
            yield start, end, attributes | {RUN: ""}


def _wrap(text: tree.TextNode, parts: list[tuple[int, int, dict[str, str]]]) -> None:
    """Put parts of a text into spans."""
    at = list(text.parent).index(text.owner) + 1 if text.is_tail else 0
    for start, end, attributes in reversed(parts):
        words = text.words
        is_overridden = attributes.get("dir") == "ltr" and bidi.has_arabic_numbers(words[start:end])
        span = Element("bdo" if is_overridden else "span", attributes)
        span.text, span.tail, text.words = words[start:end], words[end:], words[:start]
        text.parent.insert(at, span)


def _is_isolate(element: Element) -> bool:
    """Whether what is in an element is in order by itself."""
    return "dir" in element.attrib or DERIVED in element.attrib or element.tag == "bdo"


def _text(element: Element) -> str:
    return "".join(tree.words(element, _CLOSED))


def _explicit(element: Element) -> Direction | None:
    value = element.get("dir", "").strip().lower()
    return "ltr" if value == "ltr" else "rtl" if value == "rtl" else None
