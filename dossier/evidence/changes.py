"""One edition against an earlier one: what was added, withdrawn, corrected, re-dated, source by source.

A pure comparison of two corpora, in the ids of the newer one: another id is no change (`renames.py`). Statements are
paired within one document: first those with the same words in the same place, then those with the same words, then
those in the same place, then those that are alike. What finds no pair was added or withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dossier.evidence.agreement import ends
from dossier.evidence.renames import Aligned, aligned, documents
from dossier.evidence.statements import SINGLE, Stated, Subject, Value, canon, own_words, stated_in
from dossier.model.corpus import Corpus
from dossier.model.passage import Citation
from dossier.model.records import LANGUAGES, Document, FigureClaim, Grade, Language, Text, When

Kind = Literal[
    "added", "withdrawn", "corrected", "renamed", "redated", "status", "regraded", "replaced", "renumbered", "moved"
]
#: Fields whose change has a name of its own; a change of any other is a correction.
_KINDS: dict[str, Kind] = {
    "when": "redated",
    "as_of": "redated",
    "status": "status",
    "grade": "regraded",
    "original": "replaced",
    "number": "renumbered",
    "at": "moved",
    "date_at": "moved",
}
#: Fields by which a thing is called; their change is a renaming where its id has changed too.
_NAMES = frozenset(("title", "name", "index", "question"))
ALIKE_IN_PLACE = 50  #: per cent of letters in common: a statement put otherwise, not another one of the same line
ALIKE = 80  #: the same, of statements in different places


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of a source that came or went as a whole."""

    stated: Stated
    others: tuple[Citation, ...]  #: where else it stands: in the new edition if the source went, in the old if it came


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `document` and `old_document` are "" for the dossier's own words."""

    kind: Kind
    subject: Subject
    field: str  #: what of the statement differs; "" if all of it came or went
    old_document: str
    document: str
    old: Stated | None  #: None if it was added
    new: Stated | None  #: None if it was withdrawn
    held: tuple[Held, ...] = ()  #: of a source that came or went: all that it states

    @property
    def is_source(self) -> bool:
        """Whether a source came or went as a whole."""
        return self.subject == "source" and not self.field

    @property
    def stated(self) -> Stated:
        """The statement as it stands, or as it stood."""
        found = self.new or self.old
        assert found is not None, "a change is of something"
        return found

    @property
    def before(self) -> Value:
        return None if not self.old else self.old.fields.get(self.field) if self.field else self.old.says

    @property
    def after(self) -> Value:
        return None if not self.new else self.new.fields.get(self.field) if self.field else self.new.says


def changes(old: Corpus, new: Corpus) -> tuple[Change, ...]:
    """All changes: sources in the order of their numbers, then those that were withdrawn, then the dossier's own.

    What they tell of the earlier edition is in the ids of the newer one, as `aligned(old, new)` has it.
    """
    earlier = aligned(old, new)
    old = earlier.corpus
    pairs, tongue = documents(old, new), tongue_of(old, new)
    found: list[Change] = []
    for before, after in pairs:
        if before and after:
            found += _between(before.id, after.id, list(stated_in(before, tongue)), list(stated_in(after, tongue)))
        else:
            found.append(_whole(before, after, old, new, tongue))
    names = {before.id: after.id for before, after in pairs if before and after}
    own = _between("", "", list(own_words(old, tongue)), list(own_words(new, tongue)))
    found += (change for change in own if not _only_renamed(change, names))
    found += (change for change in _between("", "", list(canon(old)), list(canon(new))) if change.field)
    return tuple(_named(change, earlier) for change in found)


def _named(change: Change, earlier: Aligned) -> Change:
    """A change of what something is called, which has another id too, is a renaming."""
    is_renaming = change.field in _NAMES and (change.subject, change.stated.about) in earlier.renamed
    return replace(change, kind="renamed") if is_renaming else change


def tongue_of(old: Corpus, new: Corpus) -> Language:
    """The language by whose words statements of both are known: English if both have it."""
    return "en" if old.settings.title.en and new.settings.title.en else "ar"


def _only_renamed(change: Change, names: Mapping[str, str]) -> bool:
    """Whether citations differ only in the id of a document that is the same."""
    before, after = change.before, change.after
    if not isinstance(before, tuple):
        return False
    return after == tuple(replace(cite, document=names.get(cite.document, cite.document)) for cite in before)


def _whole(before: Document | None, after: Document | None, old: Corpus, new: Corpus, tongue: Language) -> Change:
    """A source that came or went, with all it states and where else that stands."""
    document, elsewhere = (after, old) if after else (before, new)
    assert document is not None, "one of the two is there"
    head, *rest = stated_in(document, tongue)
    held = [Held(stated, tuple(_others(stated, elsewhere, tongue))) for stated in rest]
    if not after:
        citing = (stated for stated in own_words(old, tongue) if _cites(stated, document.id))
        held += [Held(stated, tuple(_still_citing(stated, new, tongue))) for stated in citing]
        return Change("withdrawn", "source", "", document.id, "", head, None, tuple(held))
    return Change("added", "source", "", "", document.id, None, head, tuple(held))


def _cites(stated: Stated, document: str) -> bool:
    cites = stated.fields.get("cites")
    return isinstance(cites, tuple) and any(cite.document == document for cite in cites)


def _still_citing(stated: Stated, new: Corpus, tongue: Language) -> Iterator[Citation]:
    """What the same words of the dossier rest on now, if they still stand."""
    for other in own_words(new, tongue):
        if (other.subject, other.about, other.words) == (stated.subject, stated.about, stated.words):
            cites = other.fields.get("cites")
            yield from cites if isinstance(cites, tuple) else ()


def _others(stated: Stated, corpus: Corpus, tongue: Language) -> Iterator[Citation]:
    """Places of a corpus that state the same event, the same number, the same role or the same words."""
    for document in corpus.documents:
        for other in stated_in(document, tongue):
            if other.at and other.subject == stated.subject and _same_said(stated, other):
                yield Citation(document.id, other.at)


def _same_said(one: Stated, other: Stated) -> bool:
    if one.subject == "quotation":
        return one.words == other.words  # whatever id a curator gave them
    if one.about != other.about:
        return False
    if one.subject == "event":
        return True
    if isinstance(one.says, FigureClaim) and isinstance(other.says, FigureClaim):
        return ends(one.says) == ends(other.says)
    return bool(one.words) and one.words == other.words


def _between(old_document: str, document: str, old: Sequence[Stated], new: Sequence[Stated]) -> Iterator[Change]:
    """Changes between two versions of one document, or of the dossier's own words."""
    pairs = _pairs(old, new)
    paired = {id(after): before for before, after in pairs}
    for after in new:
        before = paired.get(id(after))
        if before is None:
            yield Change("added", after.subject, "", old_document, document, None, after)
        else:
            yield from _fields(old_document, document, before, after)
    gone = {id(before) for before, _ in pairs}
    for before in old:
        if id(before) not in gone:
            yield Change("withdrawn", before.subject, "", old_document, document, before, None)


def _fields(old_document: str, document: str, before: Stated, after: Stated) -> Iterator[Change]:
    for name, value in after.fields.items():
        if _differ(before.fields.get(name), value):
            kind = _KINDS.get(name, "corrected")
            yield Change(kind, after.subject, name, old_document, document, before, after)


def _differ(before: Value, after: Value) -> bool:
    """Whether a value has changed. A text that has come in one more language, or in one less, has not."""
    if isinstance(before, Text) and isinstance(after, Text):
        pairs = [(before.of(language), after.of(language)) for language in LANGUAGES]
        return any(one != other for one, other in [pair for pair in pairs if all(pair)] or pairs)
    return _comparable(before) != _comparable(after)


def _comparable(value: Value) -> Hashable:
    """What of a value is compared: of a date not its words, of a grade not its reason, of a number not its wording."""
    if isinstance(value, When):
        return str(value.date), value.part, value.inferred
    if isinstance(value, Grade):
        return value.reliability, value.credibility
    if isinstance(value, FigureClaim):
        return ends(value), str(value.value), value.bound
    return value or None


_Key = Callable[[Stated], tuple[Hashable, ...] | None]
#: From strict to loose: what must be the same of two statements, and how alike they must be besides, in per cent.
_STEPS: tuple[tuple[_Key, int], ...] = (
    (lambda stated: (stated.about, stated.words, stated.place), 0),
    (lambda stated: (stated.about, stated.words) if stated.words else None, 0),
    (lambda stated: (stated.about, stated.place), ALIKE_IN_PLACE),
    (lambda stated: (stated.about,), ALIKE),
    (lambda stated: (stated.words,) if stated.subject == "quotation" else None, 0),
)


def _pairs(old: Iterable[Stated], new: Iterable[Stated]) -> list[tuple[Stated, Stated]]:
    """Each statement with what it was before, each at most once."""
    left, right = list(old), list(new)
    pairs: list[tuple[Stated, Stated]] = []
    for key, least in _STEPS:
        groups: dict[Hashable, tuple[list[Stated], list[Stated]]] = defaultdict(lambda: ([], []))
        for side, statements in enumerate((left, right)):
            for stated in statements:
                if (name := key(stated)) is not None:
                    groups[stated.subject, *name][side].append(stated)
        found = [pair for olds, news in groups.values() if olds and news for pair in _closest(olds, news, least)]
        taken = {id(stated) for pair in found for stated in pair}
        left = [stated for stated in left if id(stated) not in taken]
        right = [stated for stated in right if id(stated) not in taken]
        pairs += found
    return pairs


def _closest(olds: Sequence[Stated], news: Sequence[Stated], least: int) -> Iterator[tuple[Stated, Stated]]:
    """The most alike first; of those as alike as others, in the order of the files."""
    ranked = sorted((-_likeness(before, after), i, j) for i, before in enumerate(olds) for j, after in enumerate(news))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for likeness, i, j in ranked:
        if -likeness >= least and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield olds[i], news[j]


def _likeness(before: Stated, after: Stated) -> float:
    """Per cent of letters in common; all, where what they are about is enough."""
    if before.subject in SINGLE and before.about == after.about:
        return 100.0
    from rapidfuzz import fuzz

    return fuzz.ratio(before.words, after.words)
