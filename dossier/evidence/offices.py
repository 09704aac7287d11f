"""Who the documents say held an office, under which titles, and by which names they call a body: what does not agree.

An office is held by one person at a time. Two people attested in it for one day, one attested both before and after
another without having taken it again, or attested before taking or after leaving it, cannot all be true. Dates that are
only approximate are given the same month's grace as everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from dossier.evidence.agreement import Difference, Kind, Subject
from dossier.evidence.text.folding import fold_text
from dossier.model.corpus import Attested, Corpus
from dossier.model.dates import Date
from dossier.model.records import Appearance, RoleClaim, Text

_ASIDE = re.compile(r"(?<!\s)\s*\([^()]*\)")  #: (photo caption): what a curator adds to a title

Held = Attested[Appearance]  #: an appearance with the one role, or the one name, that is compared


def party_differences(corpus: Corpus) -> tuple[Difference, ...]:
    """Office-holders and terms that clash, offices under several titles, bodies under several names; by id."""
    offices = _roles(corpus)
    found: list[Difference] = []
    for office in sorted(offices):
        found += _holders(office, offices[office])
        found += _terms(office, offices[office])
        found += _titles(office, offices[office])
    return (*found, *_names(corpus))


def _roles(corpus: Corpus) -> Mapping[str, list[Held]]:
    """Office -> who is said to have held it."""
    table: dict[str, list[Held]] = defaultdict(list)
    for attested in (item for items in corpus.appearances().values() for item in items):
        for role in attested.claim.roles:
            if role.office:
                table[role.office].append(_only(attested, roles=(role,)))
    return {
        office: sorted(held, key=lambda item: (item.document.number, _role(item).at.first))
        for office, held in table.items()
    }


def _only(attested: Held, **kept: object) -> Held:
    narrowed = replace(attested.claim, **{"names": (), "roles": (), "says": (), **kept})  # type: ignore[arg-type]
    return Attested(attested.document, narrowed)


def _role(item: Held) -> RoleClaim:
    return item.claim.roles[0]


def _date(item: Held) -> Date | None:
    when = _role(item).when
    return when.date if when else None


def _holders(office: str, held: Sequence[Held]) -> Iterator[Difference]:
    """People who cannot all have held it when they are said to."""
    clashing = [*_at_once(held), *_between(held)]
    if clashing:
        yield _difference(office, "holder", "contradiction", [item for item in held if item in clashing])


def _difference(about: str, subject: Subject, kind: Kind, held: Sequence[Held]) -> Difference:
    """`kind`, or a document against itself if only one takes part."""
    is_one = len({item.document.id for item in held}) == 1
    return Difference(about, subject, "internal" if is_one else kind, tuple(held))


def _at_once(held: Sequence[Held]) -> Iterator[Held]:
    """Those who are attested in it for one and the same day with somebody else, neither then taking nor leaving it."""
    days: dict[str, list[Held]] = defaultdict(list)
    for item in held:
        date = _date(item)
        is_day = date and date.precision == "day" and not date.end and not date.approximate
        if is_day and _role(item).bearing == "holds":
            days[str(date)].append(item)
    for items in days.values():
        if len({item.claim.of for item in items}) > 1:
            yield from items


def _between(held: Sequence[Held]) -> Iterator[Held]:
    """Those attested in it between two attestations of somebody else who is not said to have taken it again."""
    for person in dict.fromkeys(item.claim.of for item in held):
        mine = [(date, item) for item in held if item.claim.of == person and (date := _date(item))]
        if not mine:
            continue
        first = min(mine, key=lambda pair: pair[0].last)
        last = max(mine, key=lambda pair: pair[0].first)
        taken = [date for date, item in mine if _role(item).bearing == "begins"]
        for item in held:
            date = _date(item)
            if item.claim.of == person or not date or not _precedes(first[0], date) or not _precedes(date, last[0]):
                continue
            if not any(_precedes(date, again) for again in taken):
                yield from (first[1], item, last[1])


def _precedes(one: Date, other: Date) -> bool:
    return not one.meets(other) and one.last < other.first


def _terms(office: str, held: Sequence[Held]) -> Iterator[Difference]:
    """One person's beginning or end that the documents date apart, or an attestation outside of it."""
    by_person: dict[str, list[Held]] = defaultdict(list)
    for item in held:
        by_person[item.claim.of].append(item)
    for mine in by_person.values():
        ends = [item for item in mine if _role(item).bearing != "holds"]
        others = [date for item in held if item.claim.of != mine[0].claim.of and (date := _date(item))]
        clashing = [item for pair in product(ends, mine) if _is_out_of_term(*pair, others) for item in pair]
        if clashing:
            yield _difference(office, "term", "contradiction", [item for item in mine if item in clashing])


def _is_out_of_term(one: Held, other: Held, others: Sequence[Date]) -> bool:
    """Two beginnings or ends apart; an attestation before the beginning or after the end. Where somebody else held it
    in between, `others`, there were two terms."""
    ours, theirs = _date(one), _date(other)
    if not ours or not theirs or ours.meets(theirs):
        return False
    early, late = sorted((ours, theirs), key=lambda date: date.sort_key)
    if any(_precedes(early, date) and _precedes(date, late) for date in others):
        return False
    bearings = _role(one).bearing, _role(other).bearing
    if bearings[0] == bearings[1]:
        return bearings[0] != "holds"
    earlier, later = bearings if ours is early else (*reversed(bearings),)
    return later == "begins" or earlier == "ended"


def _titles(office: str, held: Sequence[Held]) -> Iterator[Difference]:
    """One person in one office under titles that differ in every language."""
    for person in dict.fromkeys(item.claim.of for item in held):
        kept: list[Held] = []
        for item in held:
            mine = item.claim.of == person
            if mine and not any(_is_same(_role(item).title, _role(other).title) for other in kept):
                kept.append(item)
        if len(kept) > 1:
            yield _difference(office, "title", "naming", kept)


def _is_same(one: Text, other: Text) -> bool:
    """Whether in one of the languages a title is the other, or the other cut short: President, President of Russia."""
    pairs = [(_words(a), _words(b)) for a, b in ((one.ar, other.ar), (one.en, other.en)) if a and b]
    return any(ours <= theirs or theirs <= ours for ours, theirs in pairs)


def _words(title: str) -> frozenset[str]:
    words = fold_text(_ASIDE.sub("", title)).split()
    return frozenset(word.removeprefix("ال") for word in words if word != "the")


def _names(corpus: Corpus) -> Iterator[Difference]:
    """Bodies whose names, old and new, are both in use: every document's, with its lines."""
    appearances = corpus.appearances()
    for body in (body for body in corpus.organisations.values() if body.other_names):
        others = [fold_text(name) for name in body.other_names]
        found = [
            (_only(item, names=(name,)), any(other in fold_text(name.form) for other in others))
            for item in appearances.get(body.id, ())
            for name in item.claim.names
        ]
        if {is_other for _, is_other in found} == {True, False}:
            claims = [item for item, _ in sorted(found, key=lambda pair: (pair[1], pair[0].document.number))]
            yield _difference(body.id, "name", "naming", claims)
