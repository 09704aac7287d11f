"""What a browser would fetch because of a stylesheet: addresses that are not in the page itself.

By CSS Values 4 (url() and src()), CSS Images 4 (strings in image-set() and image()) and CSS Cascade 5 (@import).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import tinycss2

from dossier.model import addresses
from dossier.press.html.css.stylesheet import Tokens, every, inner, significant
from dossier.problems import Place, Problem

_NAMES = frozenset({"url", "src"})  #: functions whose only string is an address
_PICTURES = frozenset({"image", "image-set", "-webkit-image-set"})  #: functions in which each string may be one
_NO_SPACE = "namespace"  #: at-rule with an address that is a name and is never fetched
_MAY = re.compile(r"(?:url|src|image|image-set)\(|@import|\\", re.I)  #: without any of it there is nothing to look for
_END = re.compile(r"</style", re.I)
_HINT = "what a stylesheet shows stands in it (data:), or beside the page in templates/"
_END_HINT = "write it as <\\/style"


def fetch_problems(css: str, path: str, *, is_drawn: bool = False) -> tuple[Problem, ...]:
    """What of a stylesheet of the dossier's own may not stand in a page for a browser, each as an error.

    Of one that is also drawn, a file beside it is left to whoever draws, and finds that it is not there.
    """
    problems = [
        Problem(Place(path, line, column), text, _HINT)
        for line, column, text, address in _fetched(css)
        if not is_drawn or _is_elsewhere(address)
    ]
    for end in _END.finditer(css):
        line, column = css.count("\n", 0, end.start()) + 1, end.start() - css.rfind("\n", 0, end.start())
        problems.append(Problem(Place(path, line, column), "the page's stylesheet would end here", _END_HINT))
    return tuple(problems)


def fetched_addresses(css: str) -> Iterator[str]:
    """What to say of each address."""
    return (text for _, _, text, _ in _fetched(css))


def _is_elsewhere(address: str) -> bool:
    return bool(addresses.scheme_of(address)) or addresses.normalise(address)[:1] in {"/", "\\"}


def _fetched(css: str) -> Iterator[tuple[int, int, str, str]]:
    """Each address with its line, its column and what to say of it."""
    if not _MAY.search(css):
        return
    for token, address in _addresses(tinycss2.parse_component_value_list(css, skip_comments=True)):
        if not addresses.is_inside(address):
            shown = addresses.for_message(address)
            yield token.source_line, token.source_column, f"a stylesheet fetches from elsewhere: {shown}", address


def _addresses(tokens: Tokens) -> Iterator[tuple[Any, str]]:
    kept = significant(tokens)
    for number, token in enumerate(kept):
        at = _at_rule(kept[max(number - 2, 0) : number])
        if at == _NO_SPACE:
            continue
        if token.type == "url" or (token.type == "string" and at == "import"):
            yield token, token.value
        elif token.type == "function" and token.lower_name in _NAMES | _PICTURES:
            strings = (one for one in every(token.arguments) if one.type in ("string", "url"))
            yield from ((one, one.value) for one in strings)
        else:
            yield from _addresses(inner(token))


def _at_rule(before: Sequence[Any]) -> str:
    """The name of the at-rule that the next token belongs to; but for the prefix of a namespace it is the first."""
    for token in reversed(before):
        if token.type == "at-keyword":
            return token.lower_value if token is before[-1] or token.lower_value == _NO_SPACE else ""
        if token.type != "ident":
            return ""
    return ""
