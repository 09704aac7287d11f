"""What in a page does more than stand there: links that lead elsewhere than they may, what runs, what is fetched.

A dossier's own templates are to have none of it (`refuse`). In a stranger's page links that may not be are words from
then on (`take_away`); nothing else of it does anything on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from dossier.model import addresses
from dossier.press.html.css import fetches
from dossier.press.html.source_map import places_of
from dossier.problems import Problem

_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_LINKS = frozenset({"a", "area"})
_SENDS = frozenset({"action", "formaction", "ping"})  #: attributes of any element, with an address
_FETCHES = frozenset({"background", "data", "imagesrcset", "manifest", "poster", "src", "srcset"})
_PICTURES, _SHOWN = frozenset({"image", "img", "use"}), frozenset({"src", *_HREF})
_RUNS = frozenset({"applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal", "script"})
_MOVES = frozenset({"animate", "animatemotion", "animatetransform", "set"})  #: of SVG, which may change an address
_LISTED = ", ".join(f"{scheme}:" for scheme in addresses.SCHEMES)
HINT = (
    f"links lead to {_LISTED} or within the page, to #name; what is shown stands in the page (data:), and nothing runs"
)


@cache  # however many scripts a page has that may be this one
def script() -> str:
    """The only script that a briefing has: it is for a screen, stands in the file, and fetches nothing."""
    return Path(__file__).with_name("screen.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """One such thing; `attribute` is "" if it is the element itself."""

    element: Element
    attribute: str
    label: str


def found_in(root: Element) -> Iterator[ActiveContent]:
    """Everything of the kind, in the order of the page."""
    for element in root.iter():
        name = _name(element)
        if (name in _RUNS and not _is_ours(element)) or name in _MOVES or _is_refresh(element):
            yield ActiveContent(element, "", f"<{name}> does something by itself")
        for key, value in element.attrib.items():
            local = key.rpartition("}")[2].lower()
            if local.startswith("on") or local == "srcdoc":
                yield ActiveContent(element, key, f"{local} of <{name}> is a script")
            elif (name in _LINKS and key in _HREF) or local in _SENDS:
                if value and (why := addresses.refusal(value)):
                    yield ActiveContent(element, key, why)
            elif (key in _HREF or local in _FETCHES) and not addresses.is_inside(value):
                yield ActiveContent(
                    element, key, f"{local} of <{name}> is fetched from elsewhere: {addresses.for_message(value)}"
                )
            elif "(" in value:  # a style, or what SVG has of one
                yield from (ActiveContent(element, key, message) for message in fetches.fetched_addresses(value))
        if name == "style":
            yield from (
                ActiveContent(element, "", message)
                for message in fetches.fetched_addresses("".join(element.itertext()))
            )


def refuse(root: Element, path: str) -> tuple[Problem, ...]:
    """All of it in a document of the dossier's own, each as an error with its place.

    But for pictures: they are not there when they are drawn, and whoever draws tells.
    """
    refused_parts = [
        one for one in found_in(root) if _name(one.element) not in _PICTURES or one.attribute not in _SHOWN
    ]
    return tuple(_problems(root, refused_parts, path, "", "error"))


def take_away(root: Element, path: str) -> tuple[Problem, ...]:
    """Make words of the links of a stranger's document that may lead nowhere, and tell of them.

    Those that lead to files beside it are told together, for a page that was saved from the web has many.
    """
    dead = list(_links(root))
    beside = [one for one in dead if not addresses.scheme_of(one.element.get(one.attribute, ""))]
    if len(beside) > 1:
        summary = f"{len(beside)} links lead to files beside, the first: {beside[0].label.rpartition(': ')[2]}"
        dead = [replace(beside[0], label=summary), *(one for one in dead if one not in beside)]
    problems = _problems(root, dead, path, "; only the words are printed", "warning")
    for one in (*dead, *beside):
        one.element.attrib.pop(one.attribute, None)
    return tuple(problems)


def _links(root: Element) -> Iterator[ActiveContent]:
    """Links that may not be, as they are meant where the document says what they are relative to."""
    base = _base(root)
    for element in root.iter():
        if _name(element) in _LINKS:
            for key in _HREF:
                address = element.get(key, "")
                if address and (why := addresses.refusal(_join(base, address))):
                    yield ActiveContent(element, key, why)


def _base(root: Element) -> str:
    """What the addresses of a document are relative to; "" if it does not say. What is none is taken away."""
    for element in root.iter("base"):
        if address := addresses.normalise(element.get("href", "")):
            try:
                urlsplit(address)
            except ValueError:  # such as http://[
                del element.attrib["href"]
            else:
                return address
    return ""


def _join(base: str, address: str) -> str:
    if not base or address.startswith("#"):
        return address
    try:
        return urljoin(base, addresses.normalise(address))
    except ValueError:
        return address


def _problems(root: Element, parts: Sequence[ActiveContent], path: str, end: str, severity: str) -> list[Problem]:
    places = places_of(root, path) if parts else {}
    return list(dict.fromkeys(Problem(places[one.element], one.label + end, HINT, severity) for one in parts))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _is_refresh(element: Element) -> bool:
    return element.tag == "meta" and element.get("http-equiv", "").strip().lower() == "refresh"


def _is_ours(element: Element) -> bool:
    """Whether it is the script that a briefing has on a screen, to the letter."""
    return not element.attrib and len(element) == 0 and element.text == script()
