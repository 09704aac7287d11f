"""A curated document against its original: every word that is said to stand there, looked up, with its verdict.

What is compared: the original's digest; quotations; the words that state a date, a number or a role; forms of names;
faults. A date or a number must also be one that its words can mean (`dates`, `numbers`). A quotation is
also looked at as a reader would (`speakers`): whether it stands between quotation marks, whose words it is given as,
whether it is rather a title. Those are warnings, for only a reader can decide them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier.evidence.dates.in_text import left_off, said_in
from dossier.evidence.dates.usage import DateUsage, usage_of
from dossier.evidence.original import Original, Spot, original_of
from dossier.evidence.proof import dates, numbers
from dossier.evidence.proof.findings import Finding, What
from dossier.evidence.proof.speakers import NEGATION, REACH, Quoting
from dossier.evidence.proof.verbatim import Match, find
from dossier.evidence.text import rules
from dossier.formats.lines import UNSEEN, Unread
from dossier.model.corpus import Corpus
from dossier.model.dates import Date
from dossier.model.passage import Passage
from dossier.model.records import Document, FigureClaim, Quotation, When
from dossier.problems import Place


def compare(document: Document, content: bytes, corpus: Corpus) -> tuple[Finding, ...]:
    """Everything of a document that its original can prove, in the order of the curator's file.

    Of the corpus only the names of those who appear or speak in the document count (`speakers.parties_of`).
    """
    return tuple(_Comparison(document, original_of(content, document.original.file), corpus).findings())


def weighed(match: Match, at: Passage, unread: Collection[Unread]) -> tuple[Match, str]:
    """What was found on lines that could not be read for certain is not decided; what else is told of them, a warning.

    Of the file as a whole only what breaks proof counts. Letters that nobody sees are told, and warn of nothing.
    """
    lines = {0, *at.lines, *(line for spot in match.spots for line in spot.lines)}
    here = [item for item in unread if item.line in lines]
    told = [f"{item.what}: {item.detail}" if item.detail else item.what for item in here]
    reasons = [reason for reason, item in zip(told, here, strict=True) if item.breaks_proof]
    if reasons:
        return replace(match, verdict="not decided", detail="; ".join(dict.fromkeys(reasons))), ""
    unseen = [reason for reason, item in zip(told, here, strict=True) if item.what == UNSEEN]
    if unseen:
        match = replace(match, detail="; ".join(filter(None, (match.detail, *dict.fromkeys(unseen)))))
    warnings = [
        f"the line has a {reason}" for reason, item in zip(told, here, strict=True) if item.line and item.what != UNSEEN
    ]
    return match, "; ".join(dict.fromkeys(warnings))


@dataclass(frozen=True)
class _Comparison:
    document: Document
    original: Original
    corpus: Corpus

    @cached_property
    def quoting(self) -> Quoting:
        return Quoting(self.document, self.original, self.corpus)

    @cached_property
    def usage(self) -> DateUsage:
        texts, own = self.original.lines, self.document.when.date.days
        return usage_of(texts, own, is_arabic=self.document.language == "ar")

    def findings(self) -> Iterator[Finding]:
        document, own = self.document, self.document.when.date.days
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
                    yield self._finding("role", appearance.of, role.stated, role.at, role.place)
                yield from self._date(role.when, appearance.of, role.at, own)
        for fault in document.faults:
            yield self._finding("fault", document.id, fault.printed, fault.at, fault.place)

    def _finding(self, what: What, subject: str, words: str, at: Passage, place: Place) -> Finding:
        match = find(words, at, self.original, is_name=what != "quotation")
        match, warning = weighed(match, at, self.original.unread)
        return Finding(self.document.id, what, subject, words, at, match, place, warning)

    def _number(self, claim: FigureClaim) -> Finding:
        if not rules.exist_for(self.document.language):
            found = self._finding("number", claim.figure, claim.stated, claim.at, claim.place)
            reason = f"{rules.lack(self.document.language)}: number words, scales and bounds were not read"
            return replace(found, sense="undecided", wrong=reason)
        found = self._finding("number", claim.figure, claim.stated, claim.at, claim.place)
        if found.match.verdict != "identical":
            sense, wrong = numbers.judge(claim)
            return replace(found, sense=sense, wrong=wrong)
        verdicts = [
            numbers.judge_in(
                *self.original.around(spot),
                claim,
                self.original.scaled_around(spot),
                self.original.decimal_mark,
            )
            for spot in found.match.spots
        ]
        sense, wrong = min(verdicts, key=lambda verdict: ("read", "undecided", "false").index(verdict[0]))
        return replace(found, sense=sense, wrong=wrong)

    def _date(self, when: When | None, subject: str, at: Passage, own: Date | None) -> Iterator[Finding]:
        """The words of a date, and what they mean; `own` is the document's date, from which relative ones count."""
        if when and when.stated and not self._reads_dates(when):
            found = self._finding("date", subject, when.stated, when.at or at, when.place)
            reason = f"{rules.lack(self.document.language)}: only dates in figures are read, of the common era"
            yield replace(found, sense="undecided", wrong=reason)
        elif when and when.stated:
            found = self._finding("date", subject, when.stated, when.at or at, when.place)
            where = [self.original.around(spot) for spot in found.match.spots if found.match.verdict == "identical"]
            told = [self._told_before(text) for text, *_ in where] if dates.counts_on(when.stated) else []
            sense, wrong = dates.judge_all(where, replace(when, date=when.date.days), own, self.usage, told)
            if not wrong and (untold := _untold_time(when)):
                sense, wrong = "undecided", f"the words do not say {untold} in figures"
            yield replace(found, sense=sense, wrong=wrong)

    def _told_before(self, text: str) -> Date | None:
        return self._left_off.get(text)

    @cached_property
    def _left_off(self) -> dict[str, Date | None]:
        """Paragraph -> the date that the one before it leaves off with."""
        told: Date | None = None
        found: dict[str, Date | None] = {}
        for paragraph in self.original.paragraphs:
            if paragraph.text.strip():
                found[paragraph.text] = told if paragraph.text not in found else None  # that stands there twice
                told = left_off(said_in(paragraph.text, self.document.when.date, usage=self.usage, told=told))
        return found

    def _reads_dates(self, when: When) -> bool:
        return rules.exist_for(self.document.language) or rules.is_date_in_figures(when.stated)

    def _name(self, subject: str, form: str, at: Passage, place: Place) -> Iterator[Finding]:
        """A form of a name is looked up on each of its lines."""
        longer = self._longer(form)
        for line in at.lines:
            found = self._finding("name", subject, form, Passage(((line, line),)), place)
            spots = found.match.spots if found.match.verdict == "identical" else ()
            if longer and spots and all(self._is_within(spot, longer) for spot in spots):
                found = replace(found, wrong=f"a piece of {longer[0]!r}")
            yield found

    def _longer(self, form: str) -> list[str]:
        """The names of this document that a particle before `form` would make of it: وزارة is no زارة."""
        return [
            name.form
            for appearance in self.document.appearances
            for name in appearance.names
            if len(name.form) > len(form) and name.form.endswith(form) and name.form[: -len(form)].isalpha()
        ]

    def _is_within(self, spot: Spot, longer: Sequence[str]) -> bool:
        text, _, end = self.original.around(spot)
        return any(text.endswith(name, 0, end) for name in longer)

    def _quotation(self, quotation: Quotation) -> Iterator[Finding]:
        last = Spot(0, 0, 0)
        for words in quotation.words:
            found = self._spoken(quotation, words)
            if found.match.spots and found.match.verdict not in {"different", "not decided"}:
                spot = found.match.spots[0]
                is_out_of_order = (spot.line, spot.start) < (max(last.line, last.last), last.end)
                if found.match.verdict == "identical":
                    found = replace(found, wrong=self._cut(spot))
                early = "it stands before the part that the summary prints before it" if is_out_of_order else ""
                doubts = (found.warning, early or self.quoting.doubt(quotation.speaker, spot))
                found, last = replace(found, warning="; ".join(filter(None, doubts))), spot
            yield found

    def _spoken(self, quotation: Quotation, words: str) -> Finding:
        """The words of a quotation; they run on into another paragraph only where one answer does."""
        found = self._finding("quotation", quotation.id, words, quotation.at, quotation.place)
        if found.match.verdict != "different":
            return found
        match = find(words, quotation.at, self.original, runs_on=True)
        is_one = match.verdict == "identical" and self.quoting.spoken_at(match.spots[0])
        match, warning = weighed(match, quotation.at, self.original.unread)
        return replace(found, match=match, warning=warning) if is_one else found

    def _cut(self, spot: Spot) -> str:
        """Whether the words begin right behind the negation that turns them round."""
        if not rules.exist_for(self.document.language):
            return ""
        text, start, end = self.original.around(spot)
        negation = NEGATION.search(text, max(0, start - REACH), start)
        return f"cut from its negation: the line says {text[negation.start() : end]!r}" if negation else ""


def _untold_time(when: When) -> str:
    """The time of day that a date has and its words do not give in figures; "" if there is none."""
    digits = {ord(letter): str(unicodedata.digit(letter)) for letter in when.stated if letter.isdigit()}
    said = [
        (int(hour), minute) for hour, minute in re.findall(r"(?<!\d)(\d\d?)[:.٫](\d\d)", when.stated.translate(digits))
    ]
    for moment in (when.date.start, when.date.end):
        hour, _, rest = (moment.time if moment else "").partition(":")
        if hour and (int(hour), rest[:2]) not in said:
            return moment.time if moment else ""
    return ""
