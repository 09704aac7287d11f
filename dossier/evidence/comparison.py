"""A curated document against its original: every word that is said to stand there, looked up, with its verdict.

What is compared: the original's digest; quotations; the words that state a date, a number or a role; forms of names;
faults. A quotation is also looked at as a reader would: whether it stands between quotation marks, whether its speaker
is named near it, and whether it is rather a title. Those are warnings, for only a reader can decide them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dossier.content.passage import Passage
from dossier.content.records import Document, Quotation, When
from dossier.evidence.verbatim import Match, Original, Spot, find, original_of
from dossier.problems import Place

What = Literal["quotation", "date", "number", "role", "name", "fault"]

_OPEN = "\"'«“„‘"
_CLOSE = "\"'»”’"
_LOOSE = " \u00a0,،.؛;…"  #: what may stand between the words and their closing mark

#: Words before a quotation mark after which a title or a name follows, not somebody's words.
_TITLED = (
    "بعنوان",
    "اسم",
    "باسم",
    "بمسمى",
    "منتدى",
    "مجموعة",
    "مسجد",
    "معرض",
    "قمة",
    "صفة",
    "titled",
    "called",
    "named",
)


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
    warning: str = ""

    @property
    def is_proven(self) -> bool:
        return self.match.verdict == "identical"

    @property
    def told(self) -> str:
        """What a curator has to look at, with its place; "" if it is proven and not doubted."""
        said = f"{self.place}: {self.what} {self.words!r}"
        if not self.is_proven:
            return f"{said}: {self.match.verdict}: {self.match.detail}"
        return f"{said}: warning: {self.warning}" if self.warning else ""

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
            "spots": [{"line": spot.line, "start": spot.start, "end": spot.end} for spot in self.match.spots],
            "printed": self.match.printed,
            "detail": self.match.detail,
            "warning": self.warning,
            "place": str(self.place),
        }


def is_stale(document: Document, content: bytes) -> bool:
    """Whether the original is another than the one that was summarised."""
    return hashlib.sha256(content).hexdigest() != document.original.sha256


def compare(document: Document, content: bytes) -> tuple[Finding, ...]:
    """Everything of a document that its original can prove, in the order of the curator's file."""
    return tuple(_Comparison(document, original_of(content, document.original.file)).findings())


@dataclass(frozen=True, slots=True)
class _Comparison:
    document: Document
    original: Original

    def findings(self) -> Iterator[Finding]:
        document = self.document
        if document.date_at:
            yield from self._date(document.when, document.id, document.date_at)
        for event in document.events:
            yield from self._date(event.when, event.event, event.at)
        for quotation in document.quotations:
            yield from self._quotation(quotation)
        for figure in document.figures:
            yield self._found("number", figure.figure, figure.stated, figure.at, figure.place)
            yield from self._date(figure.as_of, figure.figure, figure.at)
        for appearance in document.appearances:
            for name in appearance.names:
                yield from self._name(appearance.of, name.form, name.at, name.place)
            for role in appearance.roles:
                if role.stated:
                    yield self._found("role", appearance.of, role.stated, role.at, role.place)
        for fault in document.faults:
            yield self._found("fault", document.id, fault.printed, fault.at, fault.place)

    def _found(self, what: What, subject: str, words: str, at: Passage, place: Place) -> Finding:
        match = find(words, at, self.original, is_name=what != "quotation")
        return Finding(self.document.id, what, subject, words, at, match, place)

    def _date(self, when: When | None, subject: str, at: Passage) -> Iterator[Finding]:
        """The words of a date; those of a relative one may stand elsewhere than the event itself."""
        if when and when.stated:
            yield self._found("date", subject, when.stated, at, when.place)

    def _name(self, subject: str, form: str, at: Passage, place: Place) -> Iterator[Finding]:
        """A form of a name is looked up on each of its lines."""
        for line in at.lines:
            yield self._found("name", subject, form, Passage(((line, line),)), place)

    def _quotation(self, quotation: Quotation) -> Iterator[Finding]:
        for words in quotation.words:
            match = find(words, quotation.at, self.original)
            warning = self._doubt(quotation, match.spots[0]) if match.spots and match.verdict != "different" else ""
            yield Finding(
                self.document.id, "quotation", quotation.id, words, quotation.at, match, quotation.place, warning
            )

    def _doubt(self, quotation: Quotation, spot: Spot) -> str:
        line = self.original.line(spot.line)
        before, after = line[: spot.start].rstrip(_LOOSE), line[spot.end :].lstrip(_LOOSE)
        if not before.endswith(tuple(_OPEN)) or not after.startswith(tuple(_CLOSE)):
            return "not between quotation marks in the original: a paraphrase, or a part of a longer quotation?"
        if before.rstrip(_OPEN + _LOOSE).endswith(_TITLED):
            return "follows a word that announces a title or a name, not somebody's words"
        if not self._is_named_near(quotation.speaker, spot.line):
            return f"{quotation.speaker} is not named in line {spot.line} or the line before it"
        return ""

    def _is_named_near(self, party: str, line: int) -> bool:
        near = self.original.line(line - 1) + self.original.line(line)
        forms = [name.form for item in self.document.appearances if item.of == party for name in item.names]
        titles = [role.stated for item in self.document.appearances if item.of == party for role in item.roles]
        return any(form in near for form in (*forms, *titles) if form)
