"""People and bodies: offices as attested, forms of name, what is said of them, every mention.

A line in the chart of an office joins the first witness with the last; it never claims when a term began or ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from dossier.chapters.drawing.signs import Sign, sign_of
from dossier.chapters.drawing.strip import AXIS
from dossier.model.collation import sort_key
from dossier.model.corpus import Attested
from dossier.model.dates import Day
from dossier.model.edition import Anchor, Dossier, Mark, Verbatim
from dossier.model.passage import Passage
from dossier.model.records import Appearance, Document, Organisation, Person, RoleClaim, When

IN_PASSING = 2  #: lines
BRIEF = 6  #: roles and sayings that are not parted by the end of a page
PLOT_END = 136.0  #: mm, where the chart of an office ends and its marks begin


@dataclass(frozen=True, slots=True)
class Witness:
    x: float  #: mm from the reading edge
    sign: Sign


@dataclass(frozen=True, slots=True)
class Holder:
    name: str
    anchor: Anchor
    dates: str  #: at which it is attested
    witnesses: tuple[Witness, ...]
    marks: tuple[Mark, ...]

    @property
    def span(self) -> tuple[float, float]:
        """From first to last witness, mm."""
        return self.witnesses[0].x, self.witnesses[-1].x


@dataclass(frozen=True, slots=True)
class Succession:
    title: str
    first: int  #: the year of the first witness, and that of the last
    last: int
    years: tuple[tuple[float, int], ...]  #: (x, year)
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Role:
    title: str
    dates: str  #: "attested from October 2013 to March 2023", or ""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    words: Verbatim
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ProfileQuotation:
    """What documents say of a party, all that say it in the same words together."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SourceMention:
    source: int
    lines: int  #: how many lines of that source name it
    mark: Mark


@dataclass(frozen=True, slots=True)
class Profile:
    id: str
    anchor: Anchor
    name: str
    other_name: str
    short: str
    note: str
    roles: tuple[Role, ...]
    forms: tuple[PrintedForm, ...]
    sayings: tuple[ProfileQuotation, ...]
    mentions: tuple[SourceMention, ...]

    @property
    def is_brief(self) -> bool:
        """Short enough to be kept on one page without leaving a hole."""
        return len(self.roles) + len(self.sayings) <= BRIEF


@dataclass(frozen=True, slots=True)
class Profiles:
    successions: tuple[Succession, ...]
    people: tuple[Profile, ...]
    bodies: tuple[Profile, ...]
    passing: tuple[Profile, ...]  #: bodies that one source names on a line or two: a row each


def compose(dossier: Dossier) -> Profiles:
    found = dossier.corpus.appearances()
    bodies = _profiles(dossier, dossier.corpus.organisations.values(), found)
    passing = tuple(body for body in bodies if len(body.mentions) == 1 and body.mentions[0].lines <= IN_PASSING)
    of_passing = {body.id for body in passing}
    return Profiles(
        successions=_successions(dossier, found),
        people=_profiles(dossier, dossier.corpus.people.values(), found),
        bodies=tuple(body for body in bodies if body.id not in of_passing),
        passing=tuple(sorted(passing, key=lambda body: sort_key(body.name, dossier.language))),
    )


def anchor_of(party: str) -> Anchor:
    return Anchor(f"party-{party}")


def _profiles(
    dossier: Dossier, records: Iterable[Person | Organisation], found: dict[str, list[Attested[Appearance]]]
) -> tuple[Profile, ...]:
    """Those most spoken of first."""
    offices = dossier.memo("offices", lambda: dossier.corpus.offices, *dossier.corpus.organisations.values())
    profiles = []
    for record in records:
        if of_record := found.get(record.id):
            make = partial(_profile, dossier, record, of_record)
            telling = (one for item in of_record for one in (item.document, item.claim))
            profiles.append(dossier.memo("profile", make, record, offices, *telling))
    return tuple(sorted(profiles, key=lambda p: (-len(p.mentions), -sum(m.lines for m in p.mentions), p.name)))


def family_name(dossier: Dossier, party: str) -> str:
    """The part of the index form before the comma: a chart has room for no more."""
    record = dossier.corpus.party(party)
    family, _, given = dossier.say(record.index or record.name).replace("،", ",").partition(",")
    article = given.rpartition(" ")[2]
    return article + family if article.endswith("-") else family  # Othaimeen, Yousef Al-


def _profile(dossier: Dossier, record: Person | Organisation, found: Sequence[Attested[Appearance]]) -> Profile:
    return Profile(
        id=record.id,
        anchor=anchor_of(record.id),
        name=dossier.say(record.name),
        other_name=record.name.of(dossier.other_language),
        short=dossier.say(record.short) if isinstance(record, Organisation) else "",
        note=dossier.say(record.note),
        roles=_roles(dossier, found),
        forms=_forms(dossier, record, found),
        sayings=_sayings(dossier, found),
        mentions=tuple(_mention(dossier, item) for item in found),
    )


def _sayings(dossier: Dossier, found: Sequence[Attested[Appearance]]) -> tuple[ProfileQuotation, ...]:
    marks: dict[str, list[Mark]] = defaultdict(list)
    for item in found:
        for said in item.claim.says:
            marks[dossier.say(said.text)].append(dossier.mark(item.document, said.at))
    return tuple(ProfileQuotation(text, tuple(all_marks)) for text, all_marks in marks.items())


def _roles(dossier: Dossier, found: Sequence[Attested[Appearance]]) -> tuple[Role, ...]:
    """Roles of one office together under its canonical title; others by their words."""
    groups: dict[str, list[tuple[Document, RoleClaim]]] = defaultdict(list)
    for item in found:
        for role in item.claim.roles:
            groups[(role.office if role.bearing != "ended" else "") or dossier.say(role.title)].append(
                (item.document, role)
            )
    offices = dossier.corpus.offices
    return tuple(
        Role(
            title=dossier.say(offices[key].title) if key in offices else key,
            dates=attested_span(dossier, [role for _, role in claims]),
            marks=tuple(dict.fromkeys(dossier.mark(document, role.at) for document, role in claims)),
        )
        for key, claims in groups.items()
    )


def attested_span(dossier: Dossier, roles: Sequence[RoleClaim]) -> str:
    """ "from November 2016" if a beginning is stated; otherwise "attested in …" or "attested from … to …"."""
    dated = sorted((role for role in roles if role.when), key=lambda role: role.when.date.sort_key)  # type: ignore[union-attr]
    if not dated:
        return dossier.words("profiles.undated")
    first, last = dossier.date(dated[0].when), dossier.date(dated[-1].when)
    if all(role.bearing == "ended" for role in dated):
        return dossier.words("profiles.ended", date=last)
    if begins := next((role for role in dated if role.bearing == "begins"), None):
        start = dossier.words("profiles.begins", date=dossier.date(begins.when))
        later = dated[-1] is not begins and dated[-1].bearing == "holds"
        return start + (dossier.words("profiles.until", date=last) if later else "")
    if first == last:
        return dossier.words("profiles.attested", date=first)
    return dossier.words("profiles.attested_from", first=first, last=last)


def _forms(
    dossier: Dossier, record: Person | Organisation, found: Sequence[Attested[Appearance]]
) -> tuple[PrintedForm, ...]:
    """Forms of the name other than the canonical ones, in the order in which they are met."""
    forms: dict[str, list[Mark]] = defaultdict(list)
    for item in found:
        for name in item.claim.names:
            if name.form not in (record.name.ar, record.name.en):
                forms[name.form].append(dossier.mark(item.document, Passage((name.at.runs[0][:1] * 2,))))
    return tuple(PrintedForm(Verbatim(form), tuple(marks)) for form, marks in forms.items())


def _mention(dossier: Dossier, item: Attested[Appearance]) -> SourceMention:
    lines = sorted({line for name in item.claim.names for line in name.at.lines})
    return SourceMention(item.document.number, len(lines), dossier.mark(item.document, _passage(lines)))


def _passage(lines: Sequence[int]) -> Passage:
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return Passage(tuple(runs))


def _successions(dossier: Dossier, found: dict[str, list[Attested[Appearance]]]) -> tuple[Succession, ...]:
    offices = [(name, office) for name, office in dossier.corpus.offices.items() if office.succession]
    drawn = [_succession(dossier, name, dossier.say(office.title), found) for name, office in offices]
    return tuple(succession for succession in drawn if len(succession.holders) > 1)


class _OfficeWitness(NamedTuple):
    """One dated witness of an office."""

    document: Document
    role: RoleClaim
    when: When


def _succession(dossier: Dossier, office: str, title: str, found: dict[str, list[Attested[Appearance]]]) -> Succession:
    held: dict[str, list[_OfficeWitness]] = defaultdict(list)
    for party, items in found.items():
        for item in items:
            for role in item.claim.roles:
                if role.office == office and role.when:
                    held[party].append(_OfficeWitness(item.document, role, role.when))
    dates = [witness.when.date for witnesses in held.values() for witness in witnesses]
    if not dates:
        return Succession(title, 0, 0, (), ())
    first, last = min(date.first for date in dates).year, max(date.last for date in dates).year + 1
    per_year = (PLOT_END - AXIS) / (last - first)

    def x(when: When) -> float:
        days = when.date.first, when.date.last
        ends = [day.year + (day.ordinal - Day(day.year, 1, 1).ordinal) / 366 for day in days]
        return AXIS + (sum(ends) / 2 - first) * per_year

    def holder(party: str, witnesses: list[_OfficeWitness]) -> Holder:
        return Holder(
            name=family_name(dossier, party),
            anchor=anchor_of(party),
            dates=attested_span(dossier, [witness.role for witness in witnesses]),
            witnesses=tuple(sorted((Witness(x(w.when), sign_of(w.when)) for w in witnesses), key=lambda w: w.x)),
            marks=tuple(dict.fromkeys(dossier.mark(w.document, w.role.at) for w in witnesses)),
        )

    holders = sorted((holder(party, witnesses) for party, witnesses in held.items()), key=lambda h: (h.span, h.name))
    step = 1 if last - first <= 8 else 2
    years = tuple((AXIS + (year - first) * per_year, year) for year in range(first, last, step))
    return Succession(title, first, last - 1, years, tuple(holders))
