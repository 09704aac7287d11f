"""A corpus as one edition sees it: one language, one order of chapters, its own marks and dates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dossier.model.corpus import Corpus
from dossier.model.dates import SEASONS, Date, Moment, Reach
from dossier.model.markings import Marking, find, is_more_open
from dossier.model.memo import RecordMemo
from dossier.model.originals_check import UNCHECKED, OriginalsCheck
from dossier.model.passage import Citation, Passage
from dossier.model.plan import Edition, Voice
from dossier.model.records import Document, Language, Text, When
from dossier.model.words import Catalogue
from dossier.problems import WrongUsage, nearest

T = TypeVar("T")
#: chapters that show records, where the others show what they come to
RECORDS = frozenset({"timeline", "profiles", "quotations", "figures", "numbers", "disagreements", "sources"})
#: folder of records -> the chapter that shows them, and the name of their anchors; documents are anchored by number
HOMES = {
    "events": ("timeline", "event"),
    "people": ("profiles", "party"),
    "organisations": ("profiles", "party"),
    "quotations": ("quotations", "quotation"),
    "figures": ("figures", "figure"),
    "disagreements": ("disagreements", "point"),
    "judgements": ("judgements", "judgement"),
    "claims": ("claims", "claim"),
    "documents": ("sources", "source"),
}
CHANGES = "changes"  #: the chapter that is left out where there is no earlier edition
#: how a run with one end is said, by the keys of its words
_REACHES: dict[Reach, str] = {"{}": "", "{}/..": "since", "../{}": "until", "{}/": "begins", "/{}": "ends"}
RANGE = "–"  #: en dash; a range of days or lines is read in the direction of its line


class Verbatim(str):
    """Letters of a source: house style for digits and months leaves them alone."""

    __slots__ = ()


class Anchor(str):
    """A name that links lead to; never shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A reference mark: source 3, line 63."""

    source: int
    lines: str  #: "63", "67–71"; "" for the source as a whole

    @property
    def anchor(self) -> Anchor:
        return Anchor(f"source-{self.source}")


@dataclass(frozen=True, slots=True)
class Frame:
    """One independent voice and the numbers of its documents; `strong` ones say so themselves."""

    documents: tuple[tuple[int, bool], ...]  #: (number, strong)
    certain: bool


@dataclass(frozen=True, slots=True)
class VoiceSigns:
    """All voices in the order of the settings, as small frames: which of them stand behind something."""

    names: tuple[str, ...]
    behind: tuple[bool, ...]
    certain: tuple[bool, ...]
    frames: tuple[Frame, ...]  #: of those behind it alone, for where all are too many to be drawn

    @property
    def names_behind(self) -> tuple[str, ...]:
        """The names of those that stand behind it."""
        return tuple(name for name, is_behind in zip(self.names, self.behind, strict=True) if is_behind)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What chapters are composed from."""

    corpus: Corpus
    edition: Edition
    words: Catalogue
    previous: Corpus | None = None  #: the edition that this one is compared with
    checked: OriginalsCheck = UNCHECKED  #: against the originals
    #: what is known from the last composing
    memory: RecordMemo = field(default_factory=RecordMemo, compare=False, repr=False)

    @property
    def language(self) -> Language:
        return self.edition.language

    @property
    def other_language(self) -> Language:
        return "en" if self.language == "ar" else "ar"

    @property
    def marking(self) -> str:
        return self.edition.marking or self.corpus.settings.marking

    @property
    def degree(self) -> Marking:
        """The marking with its colours and its meaning."""
        found = find(self.marking, self.corpus.settings.markings)
        assert found is not None, "reading has refused any other"
        return found

    @property
    def carries_sources(self) -> bool:
        """Whether the readers of the edition may have all that it was made of, and what the curators noted there.

        Not if it is clean, if it is marked as more open than the dossier is, or if it is an extract: if it leaves out a
        chapter of records that another edition has.
        """
        others = {kind for edition in self.corpus.editions.values() for kind in edition.kinds}
        is_extract = not others.intersection(RECORDS) <= set(self.edition.kinds)
        settings = self.corpus.settings
        is_opened = is_more_open(self.marking, settings.marking, settings.markings)
        return not (self.edition.clean or is_extract or is_opened)

    def has(self, kind: str) -> bool:
        """Whether any edition of the dossier has a chapter of that kind: what it tells no other chapter then tells."""
        return any(kind in edition.kinds for edition in self.corpus.editions.values())

    def say(self, text: Text | None) -> str:
        return text.of(self.language) if text else ""

    def anchor(self, see: str) -> Anchor | None:
        """Where a chapter or a record, such as events/signing, stands in this edition; None if it has none of it."""
        folder, is_record, name = see.partition("/")
        chapter, prefix = HOMES[folder] if is_record else (see, "")
        if chapter not in self.edition.kinds:
            return None
        if folder == "documents":
            name = str(self.corpus.document(name).number)
        return Anchor(f"{prefix}-{name}" if is_record else see)

    def mark(self, document: Document, passage: Passage | None) -> Mark:
        return Mark(document.number, str(passage).replace("-", RANGE) if passage else "")

    def marks(self, cites: Iterable[Citation]) -> tuple[Mark, ...]:
        return tuple(self.mark(self.corpus.document(cite.document), cite.passage) for cite in cites)

    def memo(self, what: str | tuple[Hashable, ...], make: Callable[[], T], *records: object) -> T:
        """What is made of these records and, beside them, of the edition, the settings and the words only."""
        house = self.edition, self.corpus.settings, self.words.table, self.checked.unproven
        return self.memory.of(house, what, make, *records)

    # Dates in words.

    @property
    def issued(self) -> str:
        """The day of issue; "" if it is not given."""
        day = self.corpus.settings.issued
        return self._run(day, bracket_year=False) if day else ""

    @property
    def age(self) -> int:
        """Whole months from the newest source to the day of issue; 0 if that is not known, or not one."""
        day, newest = self.corpus.settings.issued, self.corpus.newest.when.date
        if day is None or newest.precision not in ("day", "month") or newest.approximate or newest.members:
            return 0
        last = newest.end or newest.start
        months = (day.start.year - last.year) * 12 + day.start.month - last.month
        return max(months - (last.day > day.start.day), 0)

    def date(self, when: When | None) -> str:
        """A date as it is printed: "end of June 2005", "19–21 May 2022", "late May [2023]", "[2020]"."""
        if when is None:
            return self.words("date.none")
        words = self._run(when.date, bracket_year=when.inferred == "year")
        if when.part:
            words = self.words(f"date.part.{when.part}", date=words)
        elif when.date.approximate:
            words = self.words("date.about", date=words)
        return f"[{words}]" if when.inferred == "date" else words

    def time(self, when: When | None) -> str:
        """When an event was: as `date` says it, or within which bounds: "24 October 2022 or earlier"."""
        if when is None or when.date.bounds is None:
            return self.date(when)
        earliest, latest = (moment and self._moment(moment, False) for moment in when.date.bounds)
        key = "between" if earliest and latest else "or_later" if earliest else "or_earlier"
        return self.words(f"date.{key}", date=earliest or latest, first=earliest, last=latest)

    def _run(self, date: Date, bracket_year: bool) -> str:
        if date.members:
            members = [self._run(member, bracket_year) for member in date.members]
            return self.words("date.or" if date.set == "[]" else "date.and").join(members)
        first, last = date.start, date.end
        if last is None:
            one = self._moment(first, bracket_year)
            return self.words(f"date.reach.{reach}", date=one) if (reach := _REACHES[date.reach]) else one
        if first.time and last.time and first.first == last.first:
            hours = f"{self._clock(first.time)}{RANGE}{self._clock(last.time)}"
            return self.words("date.time", date=self._moment(replace(first, time=""), bracket_year), time=hours)
        if first.day and (first.year, first.month) == (last.year, last.month) and not (first.time or last.time):
            return f"{first.day}{RANGE}{self._moment(last, bracket_year)}"
        ends = self._moment(first, bracket_year), self._moment(last, bracket_year)
        return (f" {RANGE} " if " " in "".join(ends) else RANGE).join(ends)

    def _moment(self, moment: Moment, bracket_year: bool) -> str:
        year = str(moment.year) if moment.year > 0 else self.words("date.bc", year=1 - moment.year)
        if moment.unsaid in {"X", "XX"}:
            return self.words("date.between", first=moment.year, last=moment.last.year)
        parts = [str(moment.day)] if moment.day else []
        if moment.month:
            parts.append(self.month(moment.month))
        day = " ".join([*parts, f"[{year}]" if bracket_year else year])
        if moment.time:
            day = self.words("date.time", date=day, time=self._clock(moment.time))
        if not moment.unsaid:
            return day
        thing = "month" if moment.unsaid == "-XX" and not moment.month else "day"
        return self.words(f"date.some.{thing}", date=day)

    def _clock(self, time: str) -> str:
        """A time of day as it is printed: 07:00, 07:00 UTC, 07:00 (UTC+3)."""
        if time.endswith("Z"):
            return self.words("date.utc", time=time[:-1])
        clock, sign, zone = (time[:-6], time[-6], time[-5:]) if time[-6:-5] in {"+", "-"} else (time, "", "")
        hours, _, minutes = zone.partition(":")
        offset = f"{sign}{int(hours)}{'' if minutes == '00' else f':{minutes}'}" if zone else ""
        return self.words("date.zone", time=clock, offset=offset) if zone else clock

    def month(self, month: int) -> str:
        """The month's name in the style the dossier has chosen, or the season's."""
        if month in SEASONS:
            return self.words(f"season.{month}")
        gregorian = self.words(f"month.gregorian.{month}")
        style = self.corpus.settings.months
        if style == "gregorian" or self.language == "en":
            return gregorian
        levantine = self.words(f"month.levantine.{month}")
        return levantine if style == "levantine" else f"{levantine}/{gregorian}"

    # Independent voices.

    def voice(self, document: Document) -> Voice:
        return next(voice for voice in self.corpus.settings.voices if voice.id == document.voice)

    def frames(self, documents: Iterable[Document]) -> tuple[Frame, ...]:
        """The voices that `documents` speak with, each with all documents of that voice."""
        speaking = {document.id: document.voice for document in documents}
        frames = []
        for voice in dict.fromkeys(speaking.values()):
            if members := self.corpus.once(_voices).get(voice):
                numbers = tuple((document.number, document.id in speaking) for document in members)
                frames.append(Frame(numbers, all(document.voice_certain for document in members)))
        return tuple(sorted(frames, key=lambda frame: frame.documents))

    def voice_signs(self, documents: Iterable[Document]) -> VoiceSigns:
        """Those of all voices that `documents` speak with."""
        documents, voices = tuple(documents), self.corpus.settings.voices
        speaking, known = {document.voice for document in documents}, self.corpus.once(_voices)
        return VoiceSigns(
            tuple(self.say(voice.short or voice.name) for voice in voices),
            tuple(voice.id in speaking for voice in voices),
            tuple(all(document.voice_certain for document in known[voice.id]) for voice in voices),
            self.frames(documents),
        )

    def voice_count(self, documents: Iterable[Document]) -> tuple[int, int]:
        """How many independent voices at least and at most: an unknown publisher may be one of the others."""
        return self.corpus.voice_count(documents)


def _voices(corpus: Corpus) -> dict[str, list[Document]]:
    """The documents of each voice that the settings know."""
    voices: dict[str, list[Document]] = {voice.id: [] for voice in corpus.settings.voices}
    for document in corpus.documents:
        voices.get(document.voice, []).append(document)
    return voices


def select(
    corpus: Corpus,
    names: tuple[str, ...],
    words: dict[Language, Catalogue],
    previous: Corpus | None = None,
    checked: OriginalsCheck = UNCHECKED,
) -> tuple[Dossier, ...]:
    """The editions of those names, all if none is named. What changed is told only if there is a `previous` one."""
    for name in names:
        if name not in corpus.editions:
            raise WrongUsage(f"there is no edition {name!r}", nearest(name, corpus.editions))
    chosen = tuple(dict.fromkeys(names)) or tuple(corpus.editions)
    empty = {CHANGES} if previous is None else set()  # where there is no edition before, nothing has changed since
    empty |= set() if corpus.judgements or corpus.settings.bottom_line else {"judgements"}
    empty |= set() if corpus.main_claims else {"claims"}
    editions = [_without(corpus.editions[name], empty) for name in chosen]
    return tuple(Dossier(corpus, edition, words[edition.language], previous, checked) for edition in editions)


def _without(edition: Edition, empty: Collection[str]) -> Edition:
    """The edition without chapters of which there is nothing to say."""
    chapters, annex = (
        tuple(kind for kind in kinds if kind not in empty) for kinds in (edition.chapters, edition.annex)
    )
    return replace(edition, chapters=chapters, annex=annex)
