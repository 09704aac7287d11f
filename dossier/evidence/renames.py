"""What has only got another id between two editions, found by what the documents say of it, by its name, or by both.

An id is a curator's own and is printed nowhere. So the earlier edition is put into the ids of the newer one before the
two are compared, and whatever differs then is a change of what is said.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated, Any, get_args, get_origin

from dossier.evidence.agreement import whole_value
from dossier.evidence.statements import Subject
from dossier.model.corpus import Corpus
from dossier.model.records import LANGUAGES, Document, Ref, Text

Ids = dict[str, str]  #: old id -> new id
Facts = Mapping[tuple[str, str], set[Hashable]]  #: (kind, id) -> what the documents say of it, and where

SAME = 100.0  #: per cent of letters in common
CLOSE = 80.0  #: a name that was corrected, of something that shares facts
LIKE = 50.0  #: a name that was put otherwise, of something of which all facts are the same
_PARTIES = ("people", "organisations", "offices")
#: kind -> the subject by which a change of its name is told; of a voice none is
_SUBJECTS: dict[str, Subject] = {
    "events": "canon-event",
    "figures": "canon-figure",
    **dict.fromkeys(_PARTIES, "canon-party"),
    "disagreements": "disagreement",
}


@dataclass(frozen=True, slots=True)
class Aligned:
    corpus: Corpus  #: the earlier one, in the ids of the newer
    renamed: frozenset[tuple[Subject, str]] = frozenset()  #: what has another id now, by that


def aligned(old: Corpus, new: Corpus) -> Aligned:
    """The earlier edition in the ids of the newer one; itself, if none has changed."""
    before = old
    ids = _matches(old, new, lambda kind, one, other: kind != "offices")
    if any(ids.values()):
        moved = ids.get("organisations", {})
        ids["offices"] = {name: _moved(name, moved) for name in old.offices if _body(name) in moved}
        old = _with_ids(old, ids)
    offices = _matches(old, new, lambda kind, one, other: kind == "offices" and _body(one) == _body(other))
    old = _with_ids(old, offices) if any(offices.values()) else old
    tables = [*ids.items(), *offices.items()] if old is not before else []
    told = ((_SUBJECTS[kind], name) for kind, table in tables if kind in _SUBJECTS for name in table.values())
    return Aligned(old, frozenset(told))


def documents(old: Corpus, new: Corpus) -> list[tuple[Document | None, Document | None]]:
    """Each document with itself, also under another id with the same original; None where one side has none."""
    left = {document.id: document for document in old.documents}
    pairs: list[tuple[Document | None, Document | None]] = []
    named = {document.id: left.pop(document.id) for document in new.documents if document.id in left}
    for document in new.documents:
        before = named.get(document.id)
        if before is None:
            same = (name for name, other in left.items() if other.original.sha256 == document.original.sha256)
            before = left.pop(next(same, ""), None)
        pairs.append((before, document))
    return [*pairs, *((document, None) for document in left.values())]


# Which id became which


def _matches(old: Corpus, new: Corpus, may_be: Callable[[str, str, str], bool]) -> dict[str, Ids]:
    """By kind. A new id that something else had before drives that out: it gets an id that no file can have."""
    before, after = _names(old), _names(new)
    if before == after:
        return {}
    same = {one.id: other.id for one, other in documents(old, new) if one and other}
    facts = _facts(old, same), _facts(new, {})
    found = {}
    for kind in before:
        ids = dict(_matched(kind, before[kind], after[kind], *facts, may_be))
        driven_out = [name for name in ids.values() if name in before[kind] and name not in ids]
        found[kind] = {**ids, **{name: f"{name}~" for name in driven_out}}
    return found


def _matched(
    kind: str,
    before: Mapping[str, Text],
    after: Mapping[str, Text],
    old: Facts,
    new: Facts,
    may_be: Callable[[str, str, str], bool],
) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the surest first; where one could as well be another, it is neither."""
    kept = {name for name in before.keys() & after.keys() if _is_kept(kind, name, before, after, old, new)}
    ranked = sorted(
        (
            (sureness, one, other)
            for one in before.keys() - kept
            for other in after.keys() - kept
            if may_be(kind, one, other)
            and (sureness := _sureness(kind, before[one], after[other], old[kind, one], new[kind, other]))
        ),
        reverse=True,
    )
    left: set[str] = set()
    right: set[str] = set()
    for _, as_sure in groupby(ranked, lambda pair: pair[0]):
        free = [(one, other) for _, one, other in as_sure if one not in left and other not in right]
        ones, others = Counter(one for one, _ in free), Counter(other for _, other in free)
        yield from ((a, b) for a, b in free if a != b and ones[a] == others[b] == 1)
        left |= ones.keys()
        right |= others.keys()


def _is_kept(
    kind: str, name: str, before: Mapping[str, Text], after: Mapping[str, Text], old: Facts, new: Facts
) -> bool:
    """Whether an id that both have means the same, as far as anything tells."""
    facts = old[kind, name], new[kind, name]
    return before[name] == after[name] or not all(facts) or bool(facts[0] & facts[1])


def _sureness(kind: str, before: Text, after: Text, old: set[Hashable], new: set[Hashable]) -> tuple[float, ...]:
    """How sure it is that two are one: () if it is not; the greater the surer."""
    likeness, shared = _likeness(before, after), len(old & new)
    is_one = (
        (likeness == SAME and (shared > 0 or kind != "events" or not (old or new)))
        or (likeness >= CLOSE and shared > 0)
        or (bool(old) and old == new and (likeness >= LIKE or kind in _PARTIES))
    )
    return (float(likeness == SAME), float(shared), likeness) if is_one else ()


def _likeness(before: Text, after: Text) -> float:
    """Per cent of letters in common, in the language in which there are more."""
    pairs = [(one, other) for language in LANGUAGES if (one := before.of(language)) and (other := after.of(language))]
    if any(one == other for one, other in pairs):
        return SAME
    from rapidfuzz import fuzz

    return max((fuzz.ratio(one, other) for one, other in pairs), default=0.0)


def _names(corpus: Corpus) -> dict[str, dict[str, Text]]:
    return {
        "events": {name: event.title for name, event in corpus.events.items()},
        "figures": {name: figure.title for name, figure in corpus.figures.items()},
        "people": {name: person.name for name, person in corpus.people.items()},
        "organisations": {name: body.name for name, body in corpus.organisations.items()},
        "offices": {name: office.title for name, office in corpus.offices.items()},
        "voices": {voice.id: voice.name for voice in corpus.settings.voices},
        "disagreements": {point.id: point.question for point in corpus.disagreements},
    }


def _facts(corpus: Corpus, same: Ids) -> Facts:
    """What the documents say of each thing; documents are called by their newer ids."""
    facts: dict[tuple[str, str], set[Hashable]] = defaultdict(set)
    for document in corpus.documents:
        name = same.get(document.id, document.id)
        for key, *said in _claims_of(document, corpus):
            facts[key].add((name, *said))
    for point in corpus.disagreements:
        for side in point.positions:
            facts["disagreements", point.id] |= {
                side.words.ar or side.words.en,
                *((same.get(cite.document, cite.document), cite.passage) for cite in side.cites),
            }
    return facts


def _claims_of(document: Document, corpus: Corpus) -> Iterator[tuple[Any, ...]]:
    """((kind, id), what is said of it)"""
    yield ("voices", document.voice), "speaks"
    for event in document.events:
        yield ("events", event.event), event.at
        if event.when:
            yield ("events", event.event), str(event.when.date)
    for figure in document.figures:
        yield ("figures", figure.figure), figure.at
        yield ("figures", figure.figure), whole_value(figure)
    for quotation in document.quotations:
        yield (_kind(quotation.speaker, corpus), quotation.speaker), quotation.words
    for appearance in document.appearances:
        for form in appearance.names:
            yield (_kind(appearance.of, corpus), appearance.of), form.form, form.at
        for role in appearance.roles:
            yield ("offices", role.office), role.at


def _kind(party: str, corpus: Corpus) -> str:
    return "people" if party in corpus.people else "organisations"


# The earlier edition in other ids


def _with_ids(corpus: Corpus, ids: Mapping[str, Ids]) -> Corpus:
    bodies = [
        replace(body, offices=tuple(replace(office, id=_local(body.id, office.id, ids)) for office in body.offices))
        for body in corpus.organisations.values()
    ]
    voices = tuple(replace(voice, id=ids.get("voices", {}).get(voice.id, voice.id)) for voice in corpus.settings.voices)
    return replace(
        corpus,
        settings=replace(_referring(corpus.settings, ids), voices=voices),
        documents=tuple(_referring(document, ids) for document in corpus.documents),
        organisations=_renamed(bodies, "organisations", ids),
        people=_renamed(corpus.people.values(), "people", ids),
        events=_renamed(corpus.events.values(), "events", ids),
        figures=_renamed(corpus.figures.values(), "figures", ids),
        disagreements=tuple(_renamed(corpus.disagreements, "disagreements", ids).values()),
        judgements=tuple(_referring(judgement, ids) for judgement in corpus.judgements),
        main_claims=tuple(_referring(claim, ids) for claim in corpus.main_claims),
    )


def _renamed(records: Iterable[Any], kind: str, ids: Mapping[str, Ids]) -> dict[str, Any]:
    """The records of a register under their newer ids."""
    named = ((ids.get(kind, {}).get(record.id, record.id), record) for record in records)
    return {name: replace(_referring(record, ids), id=name) for name, record in named}


def _local(body: str, office: str, ids: Mapping[str, Ids]) -> str:
    """The newer id of an office, inside its body."""
    name = f"{body}.{office}"
    return ids.get("offices", {}).get(name, name).rpartition(".")[2]


def _body(office: str) -> str:
    return office.partition(".")[0]


def _moved(name: str, owners: Ids) -> str:
    """An office of a body, or a position of a disagreement, that has another id now."""
    owner, _, own = name.partition(".")
    return f"{owners.get(owner, owner)}.{own}"


def _referring(record: Any, ids: Mapping[str, Ids]) -> Any:
    """A record of `model/` whose references are the newer ids: `Ref` tells which of its strings are some."""
    values = {name: _value(getattr(record, name), annotation, ids) for name, annotation in _fields(record.__class__)}
    return replace(record, **values)


def _value(value: Any, annotation: Any, ids: Mapping[str, Ids]) -> Any:
    if isinstance(value, tuple):
        inner = get_args(annotation)[0] if get_args(annotation) else None
        return tuple(_value(item, inner, ids) for item in value)
    if get_origin(annotation) is Annotated and isinstance(mark := get_args(annotation)[1], Ref):
        if mark.kind == "positions":
            return _moved(value, ids.get("disagreements", {}))
        tables = (ids.get(kind, {}) for kind in mark.kind.split("|"))
        return next((table[value] for table in tables if value in table), value)
    return _referring(value, ids) if dataclasses.is_dataclass(value) else value


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple((item.name, hints[item.name]) for item in dataclasses.fields(kind) if item.name != "place")
