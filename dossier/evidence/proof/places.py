"""Every place of an original that the sources cite: whether it is there.

A place is found wherever a record holds one, `at:` or `cites:`, so that no field is forgotten. It is there if each of
its runs begins and ends on a line that has words. An empty line of which the reader says that it could not be read (a
page without text) is not decided.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dossier.model.corpus import Corpus
from dossier.model.passage import Citation, Passage, of_lines, runs_of
from dossier.model.records import Appearance, Text
from dossier.problems import Place

if TYPE_CHECKING:
    from dossier.evidence.original import Original


@dataclass(frozen=True, slots=True)
class Cited:
    """One place that the sources cite."""

    document: str  #: id of the one whose original it is in
    at: Passage
    record: Any  #: that holds it
    of: str  #: id of the person or body whose appearance it belongs to; "" outside of one
    place: Place  #: of the record

    @property
    def name(self) -> str:
        """As a citation is written: letter:67-71."""
        return f"{self.document}:{self.at}"


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """A place that was looked up."""

    cited: Cited
    state: Literal["there", "broken", "not decided"] = "there"
    detail: str = ""
    is_compared: bool = False  #: with the words of its statement
    doubt: str = ""  #: what only a reader can decide
    is_allowed: bool = False  #: a curator has decided it

    @property
    def message(self) -> str:
        """What a curator has to look at, with its place; "" if there is nothing."""
        return f"{self.cited.place}: {self.against}" if self.detail or (self.doubt and not self.is_allowed) else ""

    @property
    def against(self) -> str:
        """What speaks against it."""
        against = [f"{self.state}: {self.detail}"] if self.detail else []
        against += [f"warning: {self.doubt}"] if self.doubt and not self.is_allowed else []
        return f"place {self.cited.name}: {'; '.join(against)}"

    @property
    def plain(self) -> dict[str, str]:
        """For programs."""
        cited = self.cited
        where = {"document": cited.document, "at": str(cited.at), "place": str(cited.place)}
        return {**where, "state": self.state, "detail": self.detail, "warning": self.doubt}


@dataclass(frozen=True, slots=True)
class LineExtent:
    """Up to where an original has lines, and which have no words: all that is asked of it to look up a place."""

    lines: int  #: number of the last that has words, or that could not be read
    empty: frozenset[int] = frozenset()
    unread: frozenset[int] = frozenset()  #: of the empty ones, those that could not be read

    def against(self, at: Passage) -> tuple[Literal["there", "broken", "not decided"], str]:
        """Whether a passage is there; and why it is not, or why that is not decided."""
        if at.runs[-1][1] > self.lines:
            message = f"line {at.runs[-1][1]} is not there: the original ends with line {self.lines}"
            return "broken", message
        ends = [line for run in at.runs for line in run]
        if empty := [line for line in ends if line in self.empty - self.unread]:
            return "broken", f"line {empty[0]} is empty"
        if unread := [line for line in ends if line in self.unread]:
            return "not decided", f"line {unread[0]} could not be read"
        return "there", ""

    @property
    def row(self) -> list[Any]:
        """As a list of plain values; `extent_of_row` undoes it."""
        return [self.lines, *(str(of_lines(lines)) if lines else "" for lines in (self.empty, self.unread))]


def extent_of(original: Original) -> LineExtent:
    empty = frozenset(number for number, line in enumerate(original.lines, 1) if not line.strip())
    unread = empty & {item.line for item in original.unread if item.breaks_proof}
    last = max((number for number in range(1, len(original.lines) + 1) if number not in empty - unread), default=0)
    return LineExtent(last, frozenset(line for line in empty if line < last), unread)


def extent_of_row(row: Sequence[Any]) -> LineExtent:
    """The extent that a row was made from; `ValueError`, `TypeError` or `AttributeError` if it was made from none."""
    lines, empty, unread = row
    return LineExtent(int(lines), *(frozenset(runs_of(told).lines if told else ()) for told in (empty, unread)))


def cited_in(corpus: Corpus) -> Iterator[Cited]:
    """Every place that a file of the sources cites, in the order of the files."""
    for document in corpus.documents:
        yield from _within(document, document.id, "")
    for record in (corpus.settings, *corpus.disagreements, *corpus.judgements, *corpus.main_claims):
        yield from _within(record, "", "")


def _within(record: Any, document: str, of: str) -> Iterator[Cited]:
    of = record.of if isinstance(record, Appearance) else of
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Passage):
                yield Cited(document, part, record, of, record.place)
            elif isinstance(part, Citation):
                yield Cited(part.document, part.passage, record, of, record.place)
            elif hasattr(part, "place") and not isinstance(part, Text):
                yield from _within(part, document, of)
