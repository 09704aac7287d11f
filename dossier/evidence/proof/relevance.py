"""Whether the lines that a statement cites speak of what it says: a hint, for only a reader can decide that.

Looked at are the names of the registers, in either language, numbers, months and content words, those of the statement
in the language of its original. A line that names a party in any form has the words of its name, too. Each weighs by
how few lines of the original have it: what all lines share tells nothing. The document's own date is no sign of a line,
for whatever it says it says on that day. Told is a place that shares nothing with its statement, and one with which it
shares far less than with a line that it does not cite. Words that are looked up letter by letter (a quotation, a
number, a form of a name, a role as stated) need no hint, and are not asked about.

`python -m tests.bench.places` measures how often a right place is told, and how often a wrong one is not.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dossier.evidence.calendars import COMMON, MONTHS, WEEKDAYS
from dossier.evidence.original import Original
from dossier.evidence.parties.registered import Register, register_of
from dossier.evidence.proof.places import CheckedPlace, Cited
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.languages import frequent_words
from dossier.evidence.text.stems import stem, tokens
from dossier.model.corpus import Corpus
from dossier.model.judgements import Basis
from dossier.model.languages import primary
from dossier.model.plan import Allowance, Partisan, Position, SummaryLine
from dossier.model.records import LANGUAGES, Document, EventClaim, Language, RoleClaim, Statement, Text

LESS = 0.4  #: of what another line shares with the statement; a place that shares less is told
LONGEST = 30  #: digits of a number that is compared
_NOTHING = "shares no name, date, number or word with its statement"
LEAST = 2.0  #: that the other line must share: one word that few lines have

_FREQUENT = {
    language: frozenset(map(stem, set(tokens(" ".join(frequent_words(language)))) - MONTHS.keys() - WEEKDAYS.keys()))
    for language in LANGUAGES
}


def relevance_of(document: Document, original: Original, corpus: Corpus) -> Relevance | None:
    """What compares the places in a document with their statements; None if there are no rules for its language."""
    language = next((one for one in LANGUAGES if one == primary(document.language)), None)
    return Relevance(document, original, language, corpus, corpus.once(register_of)) if language else None


def allows(allowance: Allowance, cited: Cited) -> bool:
    """Whether a curator has weighed a place and keeps it."""
    is_it = allowance.lint == "place" and allowance.words.replace(" ", "") == cited.name
    return is_it and allowance.file in {"", cited.place.path}


@dataclass(frozen=True)
class Relevance:
    """The lines of an original, each as what it can share with a statement."""

    document: Document
    original: Original
    language: Language
    corpus: Corpus
    register: Register

    def judged(self, places: Iterable[CheckedPlace]) -> tuple[CheckedPlace, ...]:
        """The same places, all of them in this original, with what is doubtful of them."""
        every = tuple(places)
        together: dict[int, set[int]] = {}  # a position may cite several lines: none of them is another's rival
        for place in every:
            together.setdefault(id(place.cited.record), set()).update(place.cited.at.lines)
        return tuple(self._judged(place, together[id(place.cited.record)]) for place in every)

    def _judged(self, place: CheckedPlace, together: Collection[int]) -> CheckedPlace:
        words, parties = _statement_of(place.cited, self.corpus, self.language)
        if place.state != "there" or not words:
            return place
        wanted = (self._features(words) | {f"@{party}" for party in parties}) - self._own_date
        doubt = self._doubt(wanted, place.cited.at.lines, together)
        if isinstance(place.cited.record, Basis) and not doubt.startswith(_NOTHING):
            doubt = ""  # of several places that something rests on each has its part
        is_allowed = bool(doubt) and any(allows(one, place.cited) for one in self.corpus.settings.allow)
        return replace(place, is_compared=True, doubt=doubt, is_allowed=is_allowed)

    def _features(self, text: str) -> set[str]:
        """Stems of content words, numbers, months (#6) and registered names (@id) of a text."""
        words = list(tokens(text))
        pairs = [f"{word} {behind}" for word, behind in pairwise([*words, ""])]
        months = {MONTHS[name][1] for name in (*words, *pairs) if name in MONTHS and name not in COMMON}
        numbers = {str(int(word)) for word in words if word.isdecimal() and len(word) <= LONGEST} - {"0"}
        content = {stem(word) for word in words if not word.isdecimal() and len(word) > 1}
        named = self.register.named_in(Block(text, (0,), (1,)))
        parties = {f"@{party}" for name in named for party in name.parties}
        return numbers | parties | {f"#{month}" for month in months} | (content - _FREQUENT[self.language])

    @cached_property
    def _own_date(self) -> set[str]:
        """Day, month and year of the document, where it has a day."""
        day = self.document.when.date.start
        return {str(day.day), f"#{day.month}", str(day.year)} if day.precision == "day" else set()

    @cached_property
    def _named(self) -> Mapping[int, set[str]]:
        """By line, the parties that the curator found named there, with the words of their names."""
        found: dict[int, set[str]] = defaultdict(set)
        for appearance in self.document.appearances:
            words = self._features(self.corpus.party(appearance.of).name.of(self.language))
            for line in (line for form in appearance.names for line in form.at.lines):
                found[line] |= {f"@{appearance.of}", *words}
        return found

    @cached_property
    def _each(self) -> Mapping[int, set[str]]:
        named = self._named
        lines = ((number, line) for number, line in enumerate(self.original.lines, 1) if line.strip())
        return {number: self._features(line) | named.get(number, set()) for number, line in lines}

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        lines = Counter(feature for features in self._each.values() for feature in features)
        return {feature: math.log((len(self._each) + 1) / number) for feature, number in lines.items()}

    def _shared(self, wanted: Collection[str], lines: Iterable[int]) -> float:
        here = {feature for line in lines for feature in self._each.get(line, ()) if feature in wanted}
        return sum(self._weight[feature] for feature in here)

    def _doubt(self, wanted: Collection[str], cited: Sequence[int], together: Collection[int]) -> str:
        """Why the lines that are cited may be the wrong ones, and which may be the right one; "" if nothing speaks
        against them."""
        others = {line: self._shared(wanted, [line]) for line in self._each if line not in together}
        most = max(others.values(), default=0.0)
        here = self._shared(wanted, cited)
        is_less = most >= LEAST and here < LESS * most
        if here and not is_less:
            return ""
        told, has = ("has little in common with its statement", "has more") if here else (_NOTHING, "does")
        nearest = [line for line, shared in others.items() if shared == most]
        return f"{told}; line {nearest[0]} {has}: did you mean {nearest[0]}?" if is_less and len(nearest) == 1 else told


def _statement_of(cited: Cited, corpus: Corpus, language: Language) -> tuple[str, set[str]]:
    """What a record says at a place, in one language, and of whom; no words if it is not asked about."""
    match cited.record:
        case Statement(text=text):
            return text.of(language), {cited.of} - {""}
        case RoleClaim(title=title, stated=""):
            return title.of(language), {cited.of} - {""}
        case EventClaim(event=name, when=when, says=says):
            event = corpus.events[name]
            texts = [text.of(language) for text in (event.title, event.venue, says) if text]
            return " ".join([*texts, when.stated if when else ""]), {*event.people, *event.organisations}
        case Position(words=text):
            return text.of(language), set()
        case SummaryLine(label=label, text=text):
            return f"{label.of(language)} {text.of(language)}", set()
        case Partisan(words=words):
            return " ".join(words), set()
        case Basis() as basis if conclusion := corpus.once(_texts).get(id(basis)):
            return conclusion.of(language), set()
    return "", set()


def _texts(corpus: Corpus) -> Mapping[int, Text]:
    """What rests on each basis."""
    texts = {id(claim.said): claim.text for claim in corpus.main_claims}
    texts |= {id(judgement.rests_on): judgement.text for judgement in corpus.judgements}
    if bottom := corpus.settings.bottom_line:
        texts[id(bottom.rests_on)] = bottom.text
    return texts
