"""A draft -> the YAML of sources/documents/<id>.yaml: every field in its place, every candidate to be confirmed.

What the file needs and no rule can know stands there empty, so that `dossier check` names it with its place. The
comments give the place and the sentence each candidate comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.speech.acquaintance import Speaker
from dossier.evidence.speech.candidate import Spoken
from dossier.evidence.text import rules
from dossier.evidence.text.blocks import Find
from dossier.formats.lines import Lines
from dossier.importing.dates import Dated
from dossier.importing.draft import Draft, Mention
from dossier.importing.head import Head, HeadDate, foreword, head_lines
from dossier.importing.left_out import left_out
from dossier.importing.new_parties import NewParty
from dossier.importing.numbers import Counted
from dossier.importing.yaml_text import fit, in_languages, quoted
from dossier.model.languages import primary
from dossier.model.passage import Passage
from dossier.reading.nodes import unfit
from dossier.reading.schema import UNCONFIRMED

LOOKED_FOR = "speakers, relative dates and number words were not looked for"
MOST_TOLD = 100  #: places of an original that are told at the top
_UNMARKED = {
    "answer": "# an answer in an interview, without quotation marks in the original",
    "block": "# set off as a block, without quotation marks in the original",
}
SHOWN = 220  #: letters of a sentence in a comment


def write(draft: Draft, head: Head) -> str:
    """The whole file."""
    page = _Page(draft, head)
    return "\n".join([*page.head(), *page.candidates(), ""])


def candidates(draft: Draft, head: Head) -> dict[str, list[str]]:
    """The items of each list, as lines of a file whose lists are indented by two spaces."""
    found: dict[str, list[str]] = {}
    for line in _Page(draft, head).candidates():
        if line.startswith(" "):
            next(reversed(found.values())).append(line)
        else:
            found[line.partition(":")[0]] = []
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    draft: Draft
    of: Head

    def head(self) -> Iterator[str]:
        draft = self.draft
        yield from foreword(self.of)
        yield from self._doubts()
        yield from _left_out_comments(self.of.original)
        dated = draft.date
        own = HeadDate(dated.edtf, dated.stated, written(dated.find.at)) if dated else HeadDate()
        yield from head_lines(self.of, draft.language, draft.title, own)

    def candidates(self) -> Iterator[str]:
        draft = self.draft
        numbered = list(enumerate(draft.quotations, self.of.first_quotation))
        yield from _listed("events:  # ids of sources/events/; delete what dates no event", draft.dates, self._event)
        yield from _listed("quotations:  # delete what is no quotation", numbered, self._quotation)
        yield from _listed(
            "figures:  # ids of sources/figures/; delete what is of no weight", draft.numbers, self._figure
        )
        parties = [*draft.mentions, *draft.strangers]
        yield from _listed("appearances:  # ids of sources/people/ and organisations/", parties, self._appearance)

    def _doubts(self) -> Iterator[str]:
        for language, at in self.draft.unruled:
            where = "" if self.draft.language == language else f"{self._place(at)}: "
            yield f"# {where}{rules.lack(language)}: {LOOKED_FOR}"
        if self.draft.unruled:
            yield "# Nor were new names. A number there is its digits alone: the word beside it may be"
            yield "# a scale (million) or a bound."
        for at, doubt in self.draft.doubts:
            yield f"# {self._place(at)}: {doubt}"
        if self.draft.left_out:
            yield f"# {self.draft.left_out:,} more candidates were left out: of each kind the first are here."

    def _event(self, dated: Dated) -> Iterator[str] | None:
        if unfit(fit(dated.stated)):
            return None
        return self._lines(
            self._comment(dated.find),
            f"# {fit(dated.note)}" if dated.note else "",
            'event: ""',
            f"at: {written(dated.find.at)}",
            "when:",
            f"  date: {_edtf(dated)}" if dated.edtf else '  date: ""  # EDTF; the words leave a choice',
            f"  stated: {quoted(dated.stated)}",
            f"  part: {dated.part}" if dated.part else "",
            *(
                [f"  inferred: {dated.inferred}", f"  {in_languages('why', self.of.languages)}"]
                if dated.inferred
                else []
            ),
        )

    def _quotation(self, item: tuple[int, Spoken]) -> Iterator[str] | None:
        number, spoken = item
        if any(unfit(fit(words)) or not fit(words) for words in spoken.words):
            return None
        others = [language for language in self.of.languages if language != primary(self.draft.language)]
        return self._lines(
            f"# {self._place(_whole(spoken))}: {_short(spoken.attribution) or 'nobody is named as the speaker'}",
            _UNMARKED.get(spoken.kind, ""),
            f"id: {self.of.id}-{number}",
            f"speaker: {_speaker(spoken.who)}",
            "words:",
            *(f"  - {quoted(words)}" for words in spoken.words),
            f"at: {written(_whole(spoken))}",
            in_languages("occasion", self.of.languages),
            *(["translation:", *(f'  {language}: ""' for language in others)] if others else []),
        )

    def _figure(self, counted: Counted) -> Iterator[str] | None:
        if unfit(fit(counted.stated)):
            return None
        return self._lines(
            self._comment(counted.find),
            'figure: ""',
            f"at: {written(counted.find.at)}",
            f"value: {counted.value}" + (f"  # {counted.doubt}" if counted.doubt else ""),
            f"to: {counted.to}" if counted.to is not None else "",
            f"stated: {quoted(counted.stated)}",
            f"scale: {counted.scale}" if counted.scale else "",
            f"bound: {counted.bound}" if counted.bound else "",
        )

    def _appearance(self, party: Mention | NewParty) -> Iterator[str] | None:
        forms = [(form, at) for form, at in party.forms if not unfit(fit(form))]
        names = [line for form, at in forms for line in (f"  - form: {quoted(form)}", f"    at: {written(at)}")]
        if isinstance(party, NewParty):
            of = f'""  # in no register: a new {party.kind}, {_short(party.description)}'
        elif len(party.parties) > 1:
            of = f'""  # {" or ".join(party.parties)}: they share this name'
        else:
            of = party.parties[0]
        return self._lines(f"of: {of}", "names:", *names) if forms else None

    def _lines(self, *lines: str) -> Iterator[str]:
        """An item of a list: comments before its dash, and the mark behind all."""
        comments = [line for line in lines if line.startswith("#")]
        fields = [*(line for line in lines if line and not line.startswith("#")), f"{UNCONFIRMED}: true"]
        yield from (f"  {comment}" for comment in comments)
        yield from (f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(fields))

    def _comment(self, find: Find) -> str:
        return f"# {self._place(find.at)}: {_short(find.sentence)}"

    def _place(self, at: Passage) -> str:
        pages = self.of.original.pages
        page = pages[at.first - 1] if pages else 0
        is_told = any(item.line in at.lines for item in self.of.original.unread)
        return written(at) + (f", page {page}" if page else "") + (", see the top" if is_told else "")


def _left_out_comments(original: Lines) -> Iterator[str]:
    """A comment for each of those places."""
    found = left_out(original)
    if found:
        yield "# Look at these places of the original, which are not in its text, or are in doubt there:"
    for line, place, told in found[:MOST_TOLD]:
        yield f"#   {place if line else 'the file'}: {_short(told)}"
    if found[MOST_TOLD:]:
        yield f"#   and {len(found) - MOST_TOLD:,} more"


def _listed(field: str, items: Sequence[object], item: Callable[..., Iterator[str] | None]) -> Iterator[str]:
    written = [lines for value in items if (lines := item(value)) is not None]
    if written:
        yield field
        for lines in written:
            yield from lines


def _edtf(dated: Dated) -> str:
    """As a YAML value: the brackets of a set would begin a list."""
    return quoted(dated.edtf) if dated.edtf[:1] in {"[", "{"} else dated.edtf


def _speaker(who: Speaker) -> str:
    """An id, or nothing and what the text says: a name that is shared or in no register, or an office alone."""
    if who.id:
        return who.id + (f"  # {_short(who.role)}" if who.role else "")
    if who.choice:
        return f'""  # {" or ".join(who.choice)}: they share this name'
    if who.is_new:
        return f'""  # in no register: {_short(who.description)}'
    if who.description:
        return f'""  # not named, or in no register: {_short(who.description)}'
    return '""  # not made out' + (f": {_short(who.doubt)}" if who.doubt else "")


def written(at: Passage) -> str:
    """A place as curators write it: line 5, lines 6, 8-9."""
    numbers = str(at).replace(",", ", ")
    return f"line {numbers}" if numbers.isdigit() else f"lines {numbers}"


def _whole(spoken: Spoken) -> Passage:
    return Passage(((spoken.segments[0].at.first, spoken.segments[-1].at.lines[-1]),))


def _short(text: str) -> str:
    told = fit(text)
    return told if len(told) <= SHOWN else told[:SHOWN].rpartition(" ")[0] + " …"
