"""What of a finished file would run, open or fetch something when somebody reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pikepdf

from dossier.model import addresses
from dossier.press.html import live, tree

_CATALOG = ("/OpenAction", "/AA")
_NAMES = ("/JavaScript", "/Renditions", "/AlternatePresentations")  #: trees of what runs or plays
_STILL = frozenset({"/GoTo", "/URI"})  #: actions that lead somewhere and do nothing else
_QUIET = frozenset(
    {"/Link", "/Widget", "/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/FreeText", "/Popup"}
)  #: annotations that play, open and hold nothing
_PAGES = frozenset({".html", ".htm", ".xhtml"})  #: suffixes of files that a browser opens
_TEXTS = frozenset({".txt", ".yaml", ".yml", ".json", ".csv"})
_OTHER_EDITION = re.compile(r"\.\./[\w-]+/briefing\.html")  #: beside it, where the build puts that
_MOST = 100  #: actions behind one another


def in_pdf(file: pikepdf.Pdf) -> Iterator[str]:
    """Of a PDF: each with its place, and where a link leads that may not lead there."""
    root: Any = file.Root
    if file.is_encrypted:
        yield "it is encrypted"
    yield from (f"the catalog has {key[1:]}" for key in _CATALOG if key in root)
    yield from (f"it has {key[1:]}" for key in _NAMES if key in root.get("/Names", {}))
    if "/URI" in root:
        yield "the catalog says what addresses are relative to"
    if "/XFA" in root.get("/AcroForm", {}):
        yield "it has a form that is a program (XFA)"
    for number, page in enumerate(file.pages, 1):
        yield from _of(page.obj, f"page {number}")
        for annotation in page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype", "/Link"))
            if kind not in _QUIET:
                yield f"page {number}: an annotation that is a {kind[1:]}"
            yield from _of(annotation, f"page {number}")
    with file.open_outline() as outline:
        pending = list(outline.root)
        while pending:
            item = pending.pop()
            pending += item.children
            yield from _chain(item.action, "a bookmark")
    for name, attached in file.attachments.items():
        yield from (f"{name} inside: {what}" for what in _in_attached(name, attached))


def in_html(content: bytes) -> Iterator[str]:
    """Of an HTML file."""
    for one in live.found_in(tree.read(content.decode("utf-8-sig", "replace"))):
        if not _OTHER_EDITION.fullmatch(one.element.get(one.attribute, "")):
            yield one.label


def _of(item: Any, place: str) -> Iterator[str]:
    """What a page, or something on it, does when it is seen, pointed at, or left."""
    if "/AA" in item:
        yield f"{place}: actions of its own (AA)"
    for key in ("/A", "/PA"):
        yield from _chain(item.get(key), place)


def _chain(action: Any, place: str) -> Iterator[str]:
    pending = [action] if action is not None else []
    for _ in range(_MOST):
        if not pending:
            return
        action = pending.pop()
        kind = str(action.get("/S", "/?"))
        if kind not in _STILL:
            yield f"{place}: an action of the kind {kind[1:]}"
        elif kind == "/URI" and (why := addresses.refusal(str(action.get("/URI", "")))):
            yield f"{place}: {why}"
        following = action.get("/Next")
        pending += list(following) if isinstance(following, pikepdf.Array) else filter(None, [following])
    yield f"{place}: more than {_MOST} actions behind one another"


def _in_attached(name: str, attached: Any) -> Iterator[str]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _PAGES:
        yield from in_html(attached.get_file().read_bytes())
    elif suffix not in _TEXTS:
        yield "a file that may be more than text"
