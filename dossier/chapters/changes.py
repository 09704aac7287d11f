"""Changes: what this edition has that the one before had not, and the other way round, source by source.

What is new stands in its own chapter and is only named here, with its mark; what was withdrawn is printed nowhere else
and so stands here in full. Long words are cut down to what differs in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import get_args

from dossier.chapters.figures import parts
from dossier.evidence.changes import Change, Held, Kind, changes
from dossier.evidence.renames import aligned
from dossier.evidence.statements import Stated, Value
from dossier.model.counted.phrase import group_digits
from dossier.model.edition import Dossier, Mark, Verbatim
from dossier.model.languages import LanguageTag, name_of
from dossier.model.passage import Passage
from dossier.model.records import Document, FigureClaim, Grade, Language, Text, When

CONTEXT = 5  #: words shown on either side of what differs
MOST = 30  #: words shown of what came or went
ROOM = 11  #: letters of the lines of a mark
ELLIPSIS = "…"
#: Fields that hold letters of the document.
_LETTERS = {"words", "stated", "stated_date", "printed", "form", "printed_title"}
#: Fields that hold a code -> where its words are.
_CODES = {
    "status": "status.",
    "bearing": "changes.bearing.",
    "witness": "changes.witness.",
    "voice_certain": "changes.certain.",
    "likelihood": "likelihood.",
    "confidence": "confidence.",
}
#: A field that is printed -> the field of its letters in the source.
_STATED_BY = {"when": "stated_date", "as_of": "stated_date", "value": "stated"}


@dataclass(frozen=True, slots=True)
class ChangeSide:
    """One side of a change."""

    text: str
    language: Language | LanguageTag | None = None  #: of letters of a source
    quoted: bool = False  #: somebody's words
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    field: str  #: its name in words
    before: ChangeSide
    after: ChangeSide


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One statement and all that changed in it."""

    kinds: tuple[Kind, ...]
    subject: str  #: what it is, in words: event, quotation
    title: str  #: which one
    said: ChangeSide | None  #: what came or went
    details: tuple[Detail, ...]
    mark: Mark | None  #: where it stands in this edition
    old_mark: Mark | None  #: where it stood, if it stands no longer
    others: tuple[Mark, ...] = ()  #: of what a withdrawn source stated: where it still stands


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """One source; the dossier's own words if `number` is 0."""

    number: int
    title: str
    state: Kind | None  #: "added" or "withdrawn" if the whole source is
    brings: tuple[tuple[str, int], ...]  #: of a new source: (what, how many)
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    edition: int  #: the earlier one
    date: str  #: of its newest source
    counts: tuple[tuple[Kind, int], ...]
    groups: tuple[SourceChanges, ...]


def compose(dossier: Dossier) -> Changes:
    """`dossier` has a previous edition."""
    previous = dossier.previous
    assert previous is not None, "the chapter is left out where there is no earlier edition"
    telling = Telling(dossier, replace(dossier, corpus=aligned(previous, dossier.corpus).corpus))
    groups = tuple(telling.groups(changes(previous, dossier.corpus)))
    counts: Counter[Kind] = Counter()
    for group in groups:
        counts.update([group.state] if group.state else [kind for row in group.rows for kind in row.kinds])
    return Changes(
        edition=previous.settings.edition,
        date=dossier.date(previous.newest.when),
        counts=tuple((kind, counts[kind]) for kind in get_args(Kind) if counts[kind]),
        groups=groups,
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """Changes in the words of one edition."""

    new: Dossier
    old: Dossier  #: the same edition over the earlier corpus

    def groups(self, found: Iterable[Change]) -> Iterator[SourceChanges]:
        """Source by source. What differs only in another language, or only where nothing is printed, is left out."""
        for _, members in groupby(found, lambda change: (change.document, change.old_document)):
            listed = list(members)
            if listed[0].is_source:
                yield self._source(listed[0])
            elif rows := tuple(self._rows(listed)):
                yield SourceChanges(*self._head(listed[0]), None, (), rows)

    def _head(self, change: Change) -> tuple[int, str]:
        if not change.document:
            return 0, self.new.words("changes.own")
        document = self.new.corpus.document(change.document)
        return document.number, self.new.say(document.title)

    def _source(self, change: Change) -> SourceChanges:
        """A source that came or went as a whole."""
        view, name = (self.new, change.document) if change.new else (self.old, change.old_document)
        document = view.corpus.document(name)
        brings: tuple[tuple[str, int], ...] = ()
        rows: tuple[ChangeRow, ...] = ()
        if change.new:
            counted = Counter(held.stated.subject for held in change.held)
            brings = tuple((what, counted[what]) for what in ("event", "quotation", "figure") if counted[what])
        else:
            rows = tuple(self._withdrawal(held, document) for held in change.held)
        return SourceChanges(document.number, view.say(document.title), change.kind, brings, rows)

    def _rows(self, found: Sequence[Change]) -> Iterator[ChangeRow]:
        """A row for each statement, with all its changes."""
        whole = {change.stated.about for change in found if change.subject == "disagreement" and not change.field}
        for _, members in groupby(found, lambda change: (id(change.old), id(change.new))):
            same = _without_doubles(list(members))
            if same[0].subject == "position" and not same[0].field and same[0].stated.about in whole:
                continue  # it came or went with its disagreement
            details = [(change, self._detail(change)) for change in same if change.field]
            shown = [(change, detail) for change, detail in details if detail.before != detail.after]
            if shown or not same[0].field:
                kinds = [change.kind for change, _ in shown] or [same[0].kind]
                yield self._row(same[0], kinds, [detail for _, detail in shown])

    def _row(self, change: Change, kinds: Iterable[Kind], details: Iterable[Detail]) -> ChangeRow:
        view = self.new if change.new else self.old
        title = self.title(view, change.stated)
        if change.subject == "position" and change.field and isinstance(change.stated.says, Text):
            title = f"{title} {view.say(change.stated.says)}"  # one of several on that point
        is_whole = not change.field and change.stated.says is not None
        said = _cut(self.sides(change)[bool(change.new)]) if is_whole else None
        return ChangeRow(
            kinds=tuple(dict.fromkeys(kinds)),
            subject=view.words(f"changes.subject.{change.subject}"),
            title=title,
            said=None if said and said.text == title else said,
            details=tuple(details),
            mark=_mark(self.new, change.document, change.new),
            old_mark=None if change.new else _mark(self.old, change.old_document, change.old),
        )

    def _withdrawal(self, held: Held, document: Document) -> ChangeRow:
        stated, title = held.stated, self.title(self.old, held.stated)
        said = self._side(self.old, stated, "", document, stated.says) if stated.says is not None else None
        return ChangeRow(
            kinds=("withdrawn",),
            subject=self.old.words(f"changes.subject.{stated.subject}"),
            title=title,
            said=None if said and said.text == title else said,
            details=(),
            mark=None,
            old_mark=_mark(self.old, document.id, stated),
            others=tuple(dict.fromkeys(map(_short, self.new.marks(held.others)))),
        )

    def _detail(self, change: Change) -> Detail:
        return Detail(self.new.words(f"changes.field.{change.field}"), *_shortened(*self.sides(change)))

    def sides(self, change: Change) -> tuple[ChangeSide, ChangeSide]:
        """What was said, and what is said now, in full."""
        nothing = ChangeSide(self.new.words("changes.nothing"))
        before = after = nothing
        if change.old:
            document = _document(self.old, change.old_document)
            before = self._side(self.old, change.old, change.field, document, change.before)
        if change.new:
            document = _document(self.new, change.document)
            after = self._side(self.new, change.new, change.field, document, change.after)
        return before, after

    def title(self, view: Dossier, stated: Stated) -> str:
        """Which event, figure, person, body or point a statement is about; "" if its own words are all there is."""
        corpus, about = view.corpus, stated.about
        if stated.subject in ("event", "canon-event"):
            return view.say(corpus.events[about].title)
        if stated.subject in ("figure", "canon-figure"):
            return view.say(corpus.figures[about].title)
        if stated.subject == "quotation":
            return view.say(corpus.party(str(stated.fields["speaker"])).name)
        if stated.subject == "summary":
            label = stated.fields["label"]
            return view.say(label) if isinstance(label, Text) else ""
        if stated.subject in ("judgement", "claim"):
            return ""
        if stated.subject in ("disagreement", "position"):
            return next(view.say(point.question) for point in corpus.disagreements if point.id == about)
        if about in corpus.offices:
            return view.say(corpus.offices[about].title)
        return view.say(corpus.party(about).name) if about else ""

    def _side(self, view: Dossier, stated: Stated, field: str, document: Document | None, value: Value) -> ChangeSide:
        """A value in words; `field` is "" for what is told of a statement as a whole."""
        words = view.words
        if value is None or value == "":
            return ChangeSide(words("changes.nothing"))
        if isinstance(value, Text):
            other = value.of(view.other_language)  # all there is, if an edition had one language only
            return (
                ChangeSide(view.say(value)) if view.say(value) or not other else ChangeSide(other, view.other_language)
            )
        if isinstance(value, When):
            return ChangeSide(view.date(value))
        if isinstance(value, FigureClaim):
            return ChangeSide(_number(view, value))
        if isinstance(value, Grade):
            return ChangeSide(Verbatim(f"{value.reliability}{value.credibility}"))
        if isinstance(value, Passage) and document:
            return ChangeSide("", marks=(view.mark(document, value),))
        if isinstance(value, tuple):
            return ChangeSide("", marks=view.marks(value))
        return self._code(view, stated, field, document, str(value))

    def _code(self, view: Dossier, stated: Stated, field: str, document: Document | None, value: str) -> ChangeSide:
        if document and (field in _LETTERS or not field):
            quoted = stated.subject == "quotation" and field in ("", "words")
            return ChangeSide(Verbatim(value), document.language, quoted)
        if field == "language":
            return ChangeSide(name_of(value, view.language))
        if field in _CODES:
            return ChangeSide(view.words(_CODES[field] + value))
        if field == "kind" and stated.subject == "disagreement":
            return ChangeSide(view.words(f"disagreements.kind.{value}"))
        if field == "speaker":
            return ChangeSide(view.say(view.corpus.party(value).name))
        if field == "voice":
            return ChangeSide(next(view.say(voice.name) for voice in view.corpus.settings.voices if voice.id == value))
        if field == "original":
            return ChangeSide(Verbatim(f"{value[:16]}{ELLIPSIS}"))
        return ChangeSide(Verbatim(value))


def _without_doubles(same: Sequence[Change]) -> Sequence[Change]:
    """Without the words of a date or a number whose change is told already."""
    fields = {change.field for change in same}
    hidden = {words for field, words in _STATED_BY.items() if field in fields}
    return [change for change in same if change.field not in hidden]


def _document(view: Dossier, name: str) -> Document | None:
    return view.corpus.document(name) if name else None


def _mark(view: Dossier, document: str, stated: Stated | None) -> Mark | None:
    """Where a statement stands, if it stands in a document."""
    return _short(view.mark(view.corpus.document(document), stated.at)) if document and stated and stated.at else None


def _short(mark: Mark) -> Mark:
    """A mark that its column has room for: of a name that stands on many lines, the first."""
    if len(mark.lines) <= ROOM:
        return mark
    return Mark(mark.source, f"{mark.lines.partition(',')[0]}{ELLIPSIS}")


def _number(view: Dossier, claim: FigureClaim) -> str:
    """A number as the chapter of figures prints it."""
    bound = view.words(f"bound.{claim.bound}") if claim.bound else ""
    value, unit = parts(view, claim)
    if claim.to is not None:
        value = f"{value} {view.words('to')} {group_digits(claim.to)}"
    return " ".join(part for part in (bound, value, unit) if part)


def _cut(said: ChangeSide) -> ChangeSide:
    words = said.text.split(" ")
    return said if len(words) <= MOST else replace(said, text=type(said.text)(f"{' '.join(words[:MOST])} {ELLIPSIS}"))


def _shortened(before: ChangeSide, after: ChangeSide) -> tuple[ChangeSide, ChangeSide]:
    """Both, without the words that they begin and end with together, but for a few."""
    one, other = before.text.split(" "), after.text.split(" ")
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    start, left = max(head - CONTEXT, 0), max(tail - CONTEXT, 0)

    def short(said: ChangeSide, words: Sequence[str]) -> ChangeSide:
        kept = words[start : len(words) - left]
        text = " ".join([*([ELLIPSIS] if start else []), *kept, *([ELLIPSIS] if left else [])])
        return replace(said, text=type(said.text)(text))

    return short(before, one), short(after, other)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two begin with together."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same
