"""How much of a file that another has made is read, and how a user who trusts it has more of it read."""

from __future__ import annotations

import dataclasses
import os
import re
from dataclasses import dataclass, replace

from dossier.problems import WrongUsage

LIMITS = "DOSSIER_READING_LIMITS"  #: environment: "letters=9000000 seconds=300", names as in `ReadingLimits`
_ONE = re.compile(r"([a-z_]+)=([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What is read of one file at most. A book of a thousand pages is within all of them."""

    size: int = 50_000_000  #: bytes
    unpacked: int = 300_000_000  #: bytes of all its parts together, unpacked
    part: int = 50_000_000  #: bytes of one part, unpacked
    parts: int = 5_000  #: of an archive or of a letter
    elements: int = 4_000_000  #: of XML or HTML, as many as there are tags; of a PDF's structure
    depth: int = 5_000  #: elements in elements
    objects: int = 1_000_000  #: of a PDF
    pages: int = 2_000
    drawing: int = 50_000_000  #: bytes that draw one page, a form counted as often as it is drawn
    lines: int = 300_000
    letters: int = 3_000_000
    markup: int = 15_000_000  #: letters of a web page with its tags
    memory: int = 2_000_000_000  #: bytes, of the process that reads it
    seconds: int = 30  #: of a processor, and one more for each page

    def check(self, name: str, limit: str, count: int) -> None:
        """`WrongUsage` if a file has more of what a limit counts than is read."""
        most: int = getattr(self, limit)
        if count > most:
            raise self.refusal(f"{name} has {count:,} {_COUNTED[limit]}; at most {most:,} are read", limit, count)

    def check_while(self, name: str, limit: str, count: int) -> None:
        """The same while it is counted, where nobody knows how much there is."""
        most: int = getattr(self, limit)
        if count > most:
            message = f"{name} has more than {most:,} {_COUNTED[limit]}, which is the most that is read"
            raise self.refusal(message, limit, 2 * most)

    @staticmethod
    def refusal(message: str, limit: str, number: int) -> WrongUsage:
        """What says `message`, and how this limit is lifted."""
        advice = f'Split the file, or save what you need of it; if you trust it: {LIMITS}="{limit}={number}".'
        return WrongUsage(message, advice)


#: What each limit counts, in the plural.
_COUNTED = {
    "size": "bytes",
    "unpacked": "bytes when it is unpacked",
    "part": "bytes when it is unpacked",
    "parts": "parts",
    "elements": "tags",
    "depth": "elements inside each other",
    "objects": "objects",
    "pages": "pages",
    "drawing": "bytes that draw it",
    "lines": "lines",
    "letters": "letters",
    "markup": "letters with its tags",
}
_USUAL = ReadingLimits()


def reading_limits() -> ReadingLimits:
    """The limits as the environment has them; `WrongUsage` if it names one that there is not."""
    words = os.environ.get(LIMITS, "").replace(",", " ").split()
    names = [limit.name for limit in dataclasses.fields(ReadingLimits)]
    lifted: dict[str, int] = {}
    for one in words:
        match = _ONE.fullmatch(one)
        if not match or match[1] not in names:
            raise WrongUsage(f"{LIMITS} holds {one[:40]!r}, which is no limit", f"There are: {', '.join(names)}.")
        lifted[match[1]] = int(match[2])
    return replace(_USUAL, **lifted) if lifted else _USUAL
