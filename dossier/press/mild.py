"""What of WeasyPrint's words does not stop a stranger's document, and what of them says nothing new.

What is wrong with the CSS alone does not stop it, nor what it cuts off, for the web hides much so, nor a picture
without words, which is left out of the structure. Of what dossier mends nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dossier.problems import Problem

#: Of `unicode-bidi` traps.py tells what it does where it matters; a face of many weights has them all.
_SAID_BETTER = re.compile(r"Ignored `(?:unicode-bidi|font-weight\s*:\s*\d+\s+\d+\s*`)")
_MENDED = re.compile(
    r"Ignored `(?:(?:width|inline-size)\s*:\s*(?:-\w+-)?(?:fit|max|min)-content|display\s*:\s*contents)\s*`"
    r"|Inline grids"
)  #: unless in `stock`
_MILD = re.compile(
    r"Ignored|Invalid|Unknown|Parse error|Unsupported|Subgrids|Inline grids|Baseline alignment|No anchor|Anchor defined"
    r"|text (?:cut off|out of sight)|the picture .* has no words|.*rule was ignored|<text> of an SVG"
)


def of_stranger(problems: Iterable[Problem], *, stock: bool) -> list[Problem]:
    """The problems of a stranger's document, the mild ones as warnings. With `stock` WeasyPrint is not mended."""
    mute = (_SAID_BETTER,) if stock else (_SAID_BETTER, _MENDED)
    return [
        replace(problem, severity="warning") if _MILD.match(problem.message) else problem
        for problem in problems
        if not any(one.match(problem.message) for one in mute)
    ]
