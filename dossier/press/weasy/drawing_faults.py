"""What of WeasyPrint's words does not stop a stranger's document, and what of them says nothing new.

What is wrong with the CSS alone does not stop it, nor words that it puts out of sight for those who listen, nor a
picture without words, which is left out of the structure. What is lost or cut off does, unless its reader wants the
rest all the same. Of what dossier mends nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dossier.problems import Problem

#: Of `unicode-bidi` renderer_bugs.py tells what it does where it matters; a face of many weights has them all.
_SAID_BETTER = re.compile(r"Ignored `(?:unicode-bidi|font-weight\s*:\s*\d+\s+\d+\s*`)")
_MENDED = re.compile(
    r"Ignored `(?:(?:width|inline-size)\s*:\s*(?:-\w+-)?(?:fit|max|min)-content|display\s*:\s*contents)\s*`"
    r"|Inline grids"
)  #: unless in `stock`
_MILD = re.compile(
    r"Ignored|Invalid|Unknown|Parse error|Unsupported|Subgrids|Inline grids|Baseline alignment|No anchor|Anchor defined"
    r"|text out of sight|the picture .* has no words|\A.*rule was ignored|<text> of an SVG"
)


_LOSS = re.compile(r"text (?:cut off|lost|beside)|Failed to load image|not fetched")


def describe_fault(problems: Iterable[Problem], *, stock: bool, lossy: bool) -> list[Problem]:
    """The problems of a stranger's document, the mild ones as warnings, and if it is `lossy` what is lost of it too.

    With `stock` WeasyPrint is not mended.
    """
    mute = (_SAID_BETTER,) if stock else (_SAID_BETTER, _MENDED)
    mild = (_MILD, _LOSS) if lossy else (_MILD,)
    return [
        replace(problem, severity="warning") if any(one.match(problem.message) for one in mild) else problem
        for problem in problems
        if not any(one.match(problem.message) for one in mute)
    ]
