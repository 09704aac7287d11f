"""A curated document against its original: every word that is said to stand there, looked up, with its verdict.

What is compared: the original's digest; quotations; the words that state a date, a number or a role; forms of names;
faults. A date or a number must also be one that its words can mean (`dates_said`, `numbers_said`). A quotation is also
looked at as a reader would (`quoting`): whether it stands between quotation marks, whose words it is given as, whether
it is rather a title. Those are warnings, for only a reader can decide them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dossier.content.dates import Date
from dossier.content.passage import Passage
from dossier.content.records import Document, FigureClaim, Quotation, When
from dossier.evidence import dates_said, numbers_said
from dossier.evidence.findings import Finding, What
from dossier.evidence.quoting import doubt, held, is_announced
from dossier.evidence.verbatim import Original, Spot, find, original_of
from dossier.problems import Place


def compare(document: Document, content: bytes, people: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything of a document that its original can prove, in the order of the curator's file.

    `people` are the ids of all people: only one of them can be whom an original quotes instead of another.
    """
    return tuple(_Comparison(document, original_of(content, document.original.file), people).findings())


@dataclass(frozen=True, slots=True)
class _Comparison:
    document: Document
    original: Original
    people: Collection[str]

    def findings(self) -> Iterator[Finding]:
        document, own = self.document, self.document.when.date
        if document.date_at:
            yield from self._date(document.when, document.id, document.date_at, None)
        for event in document.events:
            yield from self._date(event.when, event.event, event.at, own)
        for quotation in document.quotations:
            yield from self._quotation(quotation)
            yield from self._date(quotation.when, quotation.id, quotation.at, own)
        for figure in document.figures:
            yield self._number(figure)
            yield from self._date(figure.as_of, figure.figure, figure.at, own)
        for appearance in document.appearances:
            for name in appearance.names:
                yield from self._name(appearance.of, name.form, name.at, name.place)
            for role in appearance.roles:
                if role.stated:
                    yield self._found("role", appearance.of, role.stated, role.at, role.place)
                yield from self._date(role.when, appearance.of, role.at, own)
        for fault in document.faults:
            yield self._found("fault", document.id, fault.printed, fault.at, fault.place)

    def _found(self, what: What, subject: str, words: str, at: Passage, place: Place) -> Finding:
        match = find(words, at, self.original, is_name=what != "quotation")
        return Finding(self.document.id, what, subject, words, at, match, place)

    def _number(self, claim: FigureClaim) -> Finding:
        sense, wrong = numbers_said.judge(claim)
        return replace(
            self._found("number", claim.figure, claim.stated, claim.at, claim.place), sense=sense, wrong=wrong
        )

    def _date(self, when: When | None, subject: str, at: Passage, own: Date | None) -> Iterator[Finding]:
        """The words of a date, and what they mean; `own` is the document's date, from which relative ones count."""
        if when and when.stated:
            sense, wrong = dates_said.judge(when, own)
            found = self._found("date", subject, when.stated, when.at or at, when.place)
            yield replace(found, sense=sense, wrong=wrong)

    def _name(self, subject: str, form: str, at: Passage, place: Place) -> Iterator[Finding]:
        """A form of a name is looked up on each of its lines."""
        for line in at.lines:
            yield self._found("name", subject, form, Passage(((line, line),)), place)

    def _quotation(self, quotation: Quotation) -> Iterator[Finding]:
        last = Spot(0, 0, 0)
        for words in quotation.words:
            found = self._found("quotation", quotation.id, words, quotation.at, quotation.place)
            if found.match.spots and found.match.verdict != "different":
                spot = found.match.spots[0]
                is_out_of_order = (spot.line, spot.start) < (last.line, last.end)
                early = "it stands before the part that the summary prints before it" if is_out_of_order else ""
                found, last = replace(found, warning=early or self._doubt(quotation, spot)), spot
            yield found

    def _doubt(self, quotation: Quotation, spot: Spot) -> str:
        line = self.original.line(spot.line)
        how, marks = held(line, spot.start, spot.end)
        if marks is None:
            return "not between quotation marks in the original: a paraphrase?"
        before = line[: marks.start].rstrip("\"'«“„‘ ")
        if is_announced(before):
            return "follows a word that announces a title, a name or a slogan, not somebody's words"
        if how == "part":
            return "a part of a longer quotation"
        forms = self._forms(quotation.speaker)
        return doubt(quotation.speaker, f"{self._line_before(spot.line)} {before}", line[marks.end :], forms)

    def _line_before(self, number: int) -> str:
        """The nearest line before it that is not blank."""
        lines = (self.original.line(earlier) for earlier in range(number - 1, 0, -1))
        return next((line for line in lines if line.strip()), "")

    def _forms(self, speaker: str) -> list[tuple[str, str]]:
        """(party, name or title) of the speaker and of all people; a title of two people names neither of them."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for appearance in self.document.appearances:
            if appearance.of == speaker or appearance.of in self.people:
                for form in (*(name.form for name in appearance.names), *(role.stated for role in appearance.roles)):
                    bearers[form].add(appearance.of)
        return [(party, form) for form, parties in bearers.items() for party in parties if len(parties) == 1]
