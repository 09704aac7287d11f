"""A draft -> the YAML of sources/documents/<id>.yaml: every field in its place, every candidate to be confirmed.

What the file needs and no rule can know stands there empty, so that `dossier check` names it with its place. The
comments give the place and the sentence each candidate comes from.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dossier.content.passage import Passage
from dossier.content.records import Language
from dossier.evidence.blocks import Find
from dossier.importing.dates import Dated
from dossier.importing.draft import Draft, Mention
from dossier.importing.numbers import Counted
from dossier.importing.quotations import Spoken
from dossier.reading.nodes import unfit
from dossier.reading.schema import UNCONFIRMED

SHOWN = 220  #: letters of a sentence in a comment
_HEAD = """\
# Written by `dossier import`. Nothing in it is confirmed: compare it with the original, fill what is empty, and delete
# each line `{mark}` as you go. As long as one is left, `dossier check` and `dossier build` refuse it.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says of the document besides what was found in it."""

    id: str
    number: int
    file: str
    sha256: str
    languages: tuple[Language, ...]
    voices: tuple[str, ...]
    schema: str = ""  #: path of the JSON Schema for editors, from the file's folder
    pages: tuple[int, ...] = ()  #: of each line, where the original has pages


def write(draft: Draft, head: Head) -> str:
    """The whole file."""
    page = _Page(draft, head)
    return "\n".join([*page.head(), *page.candidates(), ""])


def fit(text: str) -> str:
    """Text as it may stand in a curator's file: on one line, without control characters and signs of direction."""
    letters = (c if not c.isspace() else " " for c in text)
    kept = (c for c in letters if unicodedata.category(c) not in {"Cc", "Cs", "Cn"} and c not in _UNWANTED)
    return "".join(kept).strip()


_UNWANTED = frozenset("\u2028\u2029\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, which are those of JSON."""
    return json.dumps(fit(text), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Page:
    draft: Draft
    of: Head

    def head(self) -> Iterator[str]:
        draft = self.draft
        if self.of.schema:
            yield f"# yaml-language-server: $schema={self.of.schema}"
        yield _HEAD.format(mark=f"{UNCONFIRMED}: true").rstrip()
        yield from self._doubts()
        yield f"{UNCONFIRMED}: true  # the head of this file, down to the summary"
        yield f"number: {self.of.number}"
        yield from self._text("title", "what we call it")
        if draft.title and not unfit(fit(draft.title)):
            yield f"printed_title: {quoted(draft.title)}"
        yield from self._text("kind", "news report, letter, article …")
        yield f"language: {draft.language}  # by its letters"
        yield "original:"
        yield f"  file: {quoted(self.of.file)}"
        yield f"  sha256: {self.of.sha256}"
        yield from self._text("publisher")
        yield 'voice: ""' + (f"  # one of: {fit(', '.join(self.of.voices))}" if self.of.voices else "")
        yield from self._text("dated", "its date as stated or as inferred, saying so")
        yield from self._own_date(draft.date)
        yield from self._text("interest", "of the publisher in the matter")
        yield "grade:"
        yield "  reliability: F  # A to F; F: cannot be judged"
        yield '  credibility: "6"  # 1 to 6; 6: cannot be judged'
        yield from self._text("why", indent="  ")
        yield from self._text("summary")

    def candidates(self) -> Iterator[str]:
        draft = self.draft
        numbered = list(enumerate(draft.quotations, 1))
        yield from _listed("events:  # ids of sources/events/; delete what dates no event", draft.dates, self._event)
        yield from _listed("quotations:  # delete what is no quotation", numbered, self._quotation)
        yield from _listed(
            "figures:  # ids of sources/figures/; delete what is of no weight", draft.numbers, self._figure
        )
        yield from _listed(
            "appearances:  # ids of sources/people/ and organisations/", draft.mentions, self._appearance
        )

    def _doubts(self) -> Iterator[str]:
        for at, doubt in self.draft.doubts:
            yield f"# {self._place(at)}: {doubt}"
        if self.draft.left_out:
            yield f"# {self.draft.left_out:,} more candidates were left out: of each kind the first are here."

    def _own_date(self, dated: Dated | None) -> Iterator[str]:
        yield "when:"
        yield f"  date: {dated.edtf if dated else quoted('')}"
        yield f"  stated: {quoted(dated.stated if dated else '')}"
        if dated:
            yield f"date_at: {_at(dated.find.at)}"

    def _event(self, dated: Dated) -> Iterator[str] | None:
        if unfit(fit(dated.stated)):
            return None
        return self._lines(
            self._comment(dated.find),
            'event: ""',
            f"at: {_at(dated.find.at)}",
            "when:",
            f"  date: {dated.edtf}" if dated.edtf else '  date: ""  # EDTF; the words leave a choice',
            f"  stated: {quoted(dated.stated)}",
            f"  part: {dated.part}" if dated.part else "",
        )

    def _quotation(self, item: tuple[int, Spoken]) -> Iterator[str] | None:
        number, spoken = item
        if any(unfit(fit(words)) or not fit(words) for words in spoken.words):
            return None
        others = [language for language in self.of.languages if language != self.draft.language]
        return self._lines(
            f"# {self._place(_whole(spoken))}: {_short(spoken.attribution) or 'nobody is named as the speaker'}",
            f"id: {self.of.id}-{number}",
            f"speaker: {spoken.speaker}" if spoken.speaker else 'speaker: ""  # not made out',
            "words:",
            *(f"  - {quoted(words)}" for words in spoken.words),
            f"at: {_at(_whole(spoken))}",
            *self._text("occasion"),
            *(["translation:", *(f'  {language}: ""' for language in others)] if others else []),
        )

    def _figure(self, counted: Counted) -> Iterator[str] | None:
        if unfit(fit(counted.stated)):
            return None
        return self._lines(
            self._comment(counted.find),
            'figure: ""',
            f"at: {_at(counted.find.at)}",
            f"value: {counted.value}",
            f"stated: {quoted(counted.stated)}",
            f"scale: {counted.scale}" if counted.scale else "",
            f"bound: {counted.bound}" if counted.bound else "",
        )

    def _appearance(self, mention: Mention) -> Iterator[str] | None:
        forms = [(form, at) for form, at in mention.forms if not unfit(fit(form))]
        others = mention.parties[1:]
        names = [line for form, at in forms for line in (f"  - form: {quoted(form)}", f"    at: {_at(at)}")]
        comment = f"  # or {', '.join(others)}, which has this name too" if others else ""
        return self._lines(f"of: {mention.parties[0]}{comment}", "names:", *names) if forms else None

    def _lines(self, *lines: str) -> Iterator[str]:
        """An item of a list: comments before its dash, and the mark behind all."""
        comments = [line for line in lines if line.startswith("#")]
        fields = [*(line for line in lines if line and not line.startswith("#")), f"{UNCONFIRMED}: true"]
        yield from (f"  {comment}" for comment in comments)
        yield from (f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(fields))

    def _text(self, name: str, comment: str = "", indent: str = "") -> list[str]:
        empty = ", ".join(f'{language}: ""' for language in self.of.languages)
        return [f"{indent}{name}: {{{empty}}}" + (f"  # {comment}" if comment else "")]

    def _comment(self, find: Find) -> str:
        return f"# {self._place(find.at)}: {_short(find.sentence)}"

    def _place(self, at: Passage) -> str:
        page = self.of.pages[at.first - 1] if self.of.pages else 0
        return _at(at) + (f", page {page}" if page else "")


def _listed(field: str, items: Sequence[object], item: Callable[..., Iterator[str] | None]) -> Iterator[str]:
    written = [lines for value in items if (lines := item(value)) is not None]
    if written:
        yield field
        for lines in written:
            yield from lines


def _at(at: Passage) -> str:
    numbers = str(at).replace(",", ", ")
    return f"line {numbers}" if numbers.isdigit() else f"lines {numbers}"


def _whole(spoken: Spoken) -> Passage:
    return Passage(((spoken.segments[0].at.first, spoken.segments[-1].at.lines[-1]),))


def _short(text: str) -> str:
    told = fit(text)
    return told if len(told) <= SHOWN else told[:SHOWN].rpartition(" ")[0] + " …"
