"""Values of BibTeX fields -> plain text: LaTeX's escapes, accents and braces, names, addresses."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from dossier.formats.lines import missing

#: Macros of characters that pylatexenc does not know, or spells otherwise.
_CHARACTERS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciigrave": "`",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
_URL = re.compile(r"\\url\s*\{(?P<url>[^{}]*)\}|(?P<bare>(?:https?|ftp)://\S+)")
_ESCAPED = re.compile(r"\{?\\([_%&#$~{}])(?:\{\})?\}?")


def plain(latex: str) -> str:
    """What LaTeX would print, on one line."""
    return " ".join(_converter()(latex).replace("\u00a0", " ").split()) if latex.strip() else ""


def address_of(value: str) -> str:
    """The address in a field that LaTeX leaves as it is, or that somebody has escaped all the same."""
    found = _URL.search(value)
    return _ESCAPED.sub(r"\1", found["url"] or found["bare"] or "").strip() if found else ""


def names_of(value: str) -> Iterator[str]:
    """Each of the names that `and` parts, as it is read: Nora Whitfield. A name in braces stays as it is."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    for name in split_multiple_persons_names(" ".join(value.split())) if value.strip() else ():
        if name.startswith("{") and _closes_at_end(name):
            yield plain(name)
            continue
        try:
            parts = parse_single_name_into_parts(name, strict=False)
        except ValueError:
            yield plain(name)
            continue
        told = [*parts.first, *parts.von, *parts.last, *parts.jr]
        yield " ".join(filter(None, map(plain, told)))


def _closes_at_end(name: str) -> bool:
    """Whether the first brace is closed by the last letter."""
    depth = 0
    for place, letter in enumerate(name):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return place == len(name) - 1
    return False


@functools.cache
def _converter() -> Callable[[str], str]:
    try:
        from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    except ImportError as error:
        raise missing("pylatexenc", "LaTeX's escapes") from error
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=letter) for name, letter in _CHARACTERS.items()]
    known.add_context_category("characters", macros=macros, prepend=True)
    convert: Callable[[str], str] = LatexNodes2Text(
        latex_context=known, keep_comments=True, strict_latex_spaces=True
    ).latex_to_text
    return convert
