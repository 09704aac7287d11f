"""What looking up one thing in an original has found; and the same as a row of a ledger, so that it can be kept."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dossier.model.passage import Passage, runs_of
from dossier.problems import Place

if TYPE_CHECKING:
    from dossier.evidence.proof.dates import Sense
    from dossier.evidence.proof.verbatim import Match

What = Literal["quotation", "date", "number", "role", "name", "fault"]


_lines = functools.cache(runs_of)  #: of a ledger, where few are named many times


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked up in an original."""

    document: str
    what: What
    subject: str  #: id of the quotation, event, figure, person or body
    words: str
    at: Passage
    match: Match
    place: Place  #: in the curator's file
    warning: str = ""  #: what only a reader can decide
    sense: Sense = ""  #: of a date or a number: whether its words can mean it
    wrong: str = ""  #: why they cannot, or why it is not decided

    @property
    def is_proven(self) -> bool:
        return self.match.verdict == "identical" and not self.wrong

    @property
    def is_undecided(self) -> bool:
        """Neither proven nor false: the original could not be read for certain there, or its words leave it open."""
        is_open = self.match.verdict == "identical" and self.sense == "undecided"
        return self.sense != "false" and (is_open or self.match.verdict == "not decided")

    @property
    def message(self) -> str:
        """What a curator has to look at, with its place; "" if it is proven and not doubted."""
        return "" if self.is_proven and not self.warning else f"{self.place}: {self.against}"

    @property
    def against(self) -> str:
        """What speaks against it."""
        where = f" ({self.match.spots[0]})" if self.match.spots else ""
        is_it = self.match.verdict == "identical"
        against = [] if is_it else [f"{self.match.verdict}{where}: {self.match.detail}"]
        against += [f"not decided: {self.wrong}" if self.is_undecided else self.wrong] if self.wrong else []
        against += [f"warning: {self.warning}"] if self.warning else []
        return f"{self.what} {self.words!r}: {'; '.join(against)}"

    @property
    def proven(self) -> str:
        """What is proven, with its place: in the curator's file, and in the original."""
        sense = f", {self.sense}" if self.sense else ""
        more = f", {self.match.detail}" if self.match.detail else ""
        return f"{self.place}: {self.what} {self.words!r}: {self.match.verdict} ({self.match.spots[0]}){sense}{more}"

    @property
    def plain(self) -> dict[str, object]:
        """For programs: lines from 1, letters from 0."""
        return {
            "document": self.document,
            "what": self.what,
            "subject": self.subject,
            "words": self.words,
            "at": str(self.at),
            "verdict": self.match.verdict,
            "spots": [spot.plain for spot in self.match.spots],
            "printed": self.match.printed,
            "detail": self.match.detail,
            "warning": self.warning,
            "sense": self.sense,
            "wrong": self.wrong,
            "place": str(self.place),
        }

    @property
    def row(self) -> list[Any]:
        """As a list of plain values; `of_row` undoes it."""
        match = [
            self.match.verdict,
            [[spot.line, spot.start, spot.end, spot.last] for spot in self.match.spots],
            self.match.printed,
            self.match.detail,
        ]
        place = [self.place.path, self.place.line, self.place.column]
        head = [self.document, self.what, self.subject, self.words, str(self.at)]
        return [*head, match, place, self.warning, self.sense, self.wrong]


def of_row(row: Sequence[Any]) -> Finding:
    """The finding that a row was made from; `ValueError`, `TypeError` or `IndexError` if it was made from none."""
    document, what, subject, words, at, (verdict, spots, printed, detail), place, warning, sense, wrong = row
    from dossier.evidence.original import Spot  # which a build without originals does without
    from dossier.evidence.proof.verbatim import Match

    match = Match(verdict, tuple(Spot(*spot) for spot in spots), printed, detail)
    return Finding(document, what, subject, words, _lines(at), match, Place(*place), warning, sense, wrong)


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a summary's places when its original changed: the summary is stale."""

    document: str
    moved: tuple[Finding, ...]  #: the words stand elsewhere now
    vanished: tuple[Finding, ...]  #: they do not stand there any more

    def __str__(self) -> str:
        counts = [f"{len(self.moved)} moved", f"{len(self.vanished)} vanished"]
        return f"{self.document} (stale: {', '.join(counts)})"

    @property
    def plain(self) -> dict[str, object]:
        """For programs: where the words stood and, if they still do, where they stand."""
        return {
            "document": self.document,
            "moved": [
                {"what": f.what, "words": f.words, "from": str(f.at), "to": [spot.line for spot in f.match.spots]}
                for f in self.moved
            ],
            "vanished": [{"what": f.what, "words": f.words, "from": str(f.at)} for f in self.vanished],
        }


def drift(document: str, findings: Sequence[Finding]) -> Drift:
    """The places of a stale document that no longer hold."""
    mine = [finding for finding in findings if finding.document == document]
    moved = tuple(finding for finding in mine if finding.match.verdict in {"elsewhere", "ambiguous"})
    return Drift(document, moved, tuple(finding for finding in mine if finding.match.verdict == "different"))
