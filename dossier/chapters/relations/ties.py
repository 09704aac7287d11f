"""The lines of the diagram of those who matter, as events, offices and bodies give them; and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier.chapters.drawing.network import Line, Network, PlacedParty, TieKind, lay_out
from dossier.chapters.profiles import family_name
from dossier.chapters.timeline import TimelineRow, event_rows
from dossier.model.edition import Dossier, Mark
from dossier.model.records import Organisation, Text

SIDES = 2  #: that the diagram shows
NAMED: tuple[TieKind, ...] = ("leads", "signed", "met", "announced", "belongs")  #: in the order of the key
_BETWEEN: tuple[TieKind, ...] = ("signed", "met", "announced")  #: what people of two sides do together


@dataclass(slots=True)
class _Bond:
    """Everything that one line stands for."""

    marks: list[Mark] = field(default_factory=list)
    rows: list[TimelineRow] = field(default_factory=list)
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class TieLine:
    """A line in words: what is written at it, "" for nothing, and the sentence for those who do not see it."""

    form: TieKind
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TieKeyRow:
    """A form of line in the key, with every place that speaks of such a line."""

    form: TieKind
    marks: tuple[Mark, ...]
    captions: tuple[Mark, ...]  #: those of them that are captions of pictures, and nothing else tells of


@dataclass(frozen=True, slots=True)
class Diagram:
    network: Network
    names: tuple[str, ...]  #: of its nodes
    labels: tuple[str, ...]  #: of its lines
    lines: tuple[TieLine, ...]  #: and that which a person stands for who has none of their own
    forms: tuple[TieKeyRow, ...]
    finding: str  #: its title


Bonds = dict[tuple[str, str, TieKind], _Bond]


def diagram(dossier: Dossier) -> Diagram | None:
    """None where no event ties anybody."""
    bonds = _bonds(dossier)
    sides = _sides(dossier, bonds)
    bonds = {key: bond for key, bond in bonds.items() if key[0] in sides and key[1] in sides}
    if not any(form in _BETWEEN for _, _, form in bonds):
        return None
    riders = _riders(dossier, bonds, sides)
    tied = dict.fromkeys(name for one, other, _ in bonds for name in (one, other))
    nodes = [PlacedParty(name, name in dossier.corpus.organisations, sides[name], name in riders) for name in tied]
    drawn = [key for key in bonds if key[0] not in riders]
    network = lay_out(nodes, [Line(*key) for key in drawn])
    lines = {key: _tie_line(dossier, key, bond) for key, bond in bonds.items()}
    return Diagram(
        network=network,
        names=tuple(_name(dossier, node.id) for node in network.nodes),
        labels=tuple(lines[key].label for key in drawn),
        lines=tuple(lines.values()),
        forms=tuple(_forms(bonds)),
        finding=_finding(dossier, bonds),
    )


def _bonds(dossier: Dossier) -> Bonds:
    """Lines by the two they join, and their form: of events, then of offices, then of bodies."""
    bonds: Bonds = {}
    for row in event_rows(dossier):
        if tie := row.event.tie:
            is_open = tie.form != "belongs" and row.status != "happened"
            one, other = tie.between
            bond = bonds.setdefault((one, other, "announced" if is_open else tie.form), _Bond())
            bond.rows.append(row)
            bond.marks += row.marks
            bond.label = bond.label or tie.label
    people = {name for key in bonds for name in key[:2] if name in dossier.corpus.people}
    people |= {person.id for person in dossier.corpus.people.values() if person.actor}
    for person in dossier.corpus.people:
        found = _offices(dossier, person) if person in people else {}
        is_leader = any(form == "leads" for *_, form in found)
        bonds |= {key: _Bond([mark]) for key, mark in found.items() if key[2] == "leads" or not is_leader}
    bodies = {name for key in bonds for name in key[:2] if name in dossier.corpus.organisations}
    for body in sorted(bodies):
        if parent := dossier.corpus.organisations[body].part_of:
            bonds.setdefault((body, parent, "belongs"), _Bond())
    return bonds


def _offices(dossier: Dossier, person: str) -> dict[tuple[str, str, TieKind], Mark]:
    """What a person leads, or else belongs to, each with the first place that tells of it."""
    offices, found = dossier.corpus.offices, dict[tuple[str, str, TieKind], Mark]()
    for item in dossier.corpus.appearances().get(person, ()):
        for role in item.claim.roles:
            if office := offices.get(role.office):
                body = office.leads or role.office.partition(".")[0]
                key: tuple[str, str, TieKind] = (person, body, "leads" if office.leads else "belongs")
                found.setdefault(key, dossier.mark(item.document, role.at))
    return found


def _sides(dossier: Dossier, bonds: Bonds) -> dict[str, int]:
    """On which of the first two sides everybody stands: as the curator says, or with those they lead or belong to."""
    order = {side.id: number for number, side in enumerate(dossier.corpus.settings.sides[:SIDES])}
    sides: dict[str, int] = {}
    for name in (*dossier.corpus.people, *dossier.corpus.organisations):
        actor = dossier.corpus.party(name).actor
        if actor and actor.side in order:
            sides[name] = order[actor.side]
    bodies = dossier.corpus.organisations.keys()
    own = [key for key, bond in bonds.items() if key[2] == "leads" or ({*key[:2]} <= bodies and not bond.rows)]
    across = [key for key, bond in bonds.items() if bond.rows]
    for keys, is_across in ((own, False), (across, True), (own, False), ([*bonds], False)):
        for _ in range(3):  # as far as a person, a body, and the body that it is part of
            for one, other, _ in keys:
                for known, new in ((one, other), (other, one)):
                    if known in sides and new not in sides:
                        sides[new] = 1 - sides[known] if is_across else sides[known]
    return sides


def _riders(dossier: Dossier, bonds: Bonds, sides: dict[str, int]) -> set[str]:
    """The one person who does nothing but represent one side at a body of the other, tied to a body of the first."""
    ends = Counter(name for one, other, _ in bonds for name in (one, other))
    crossing = {name for one, other, _ in bonds if _is_rail(dossier, one, other, sides) for name in (one, other)}
    found = [
        one
        for one, other, form in bonds
        if form == "belongs" and one in dossier.corpus.people and ends[one] == 1
        if sides[one] != sides[other] and other in crossing
    ]
    return set(found[:1])


def _is_rail(dossier: Dossier, one: str, other: str, sides: dict[str, int]) -> bool:
    return {one, other} <= dossier.corpus.organisations.keys() and sides[one] != sides[other]


def _name(dossier: Dossier, party: str) -> str:
    record = dossier.corpus.party(party)
    if isinstance(record, Organisation):
        return dossier.say(record.short or record.name)
    return family_name(dossier, party)


def _tie_line(dossier: Dossier, key: tuple[str, str, TieKind], bond: _Bond) -> TieLine:
    one, other, form = key
    words = dossier.say(bond.label) or dossier.words(f"actors.form.{form}")
    dates = _dates(dossier, bond)
    label = dossier.words("actors.line", form=words, dates=dates) if bond.rows else ""
    line = dossier.words(f"actors.alt.{form}", a=_name(dossier, one), b=_name(dossier, other))
    return TieLine(form, label, dossier.words("actors.alt_line", line=line, label=label) if label else line)


def _dates(dossier: Dossier, bond: _Bond) -> str:
    """The date of one event; the years of several."""
    if len(bond.rows) == 1:
        return bond.rows[0].date
    years = dict.fromkeys(str(row.when.date.first.year) for row in bond.rows if row.when)
    return dossier.words("and").join(years)


def _forms(bonds: Bonds) -> Iterator[TieKeyRow]:
    for form in NAMED:
        found = [bond for key, bond in bonds.items() if key[2] == form]
        if found:
            rows = [row for bond in found for row in bond.rows if row.is_caption]
            marks = dict.fromkeys(mark for bond in found for mark in bond.marks)
            yield TieKeyRow(form, tuple(sorted(marks)), tuple(sorted({mark for row in rows for mark in row.marks})))


def _finding(dossier: Dossier, bonds: Bonds) -> str:
    """Who takes part in all that people of the two sides do together; or in most of it."""
    people = dossier.corpus.people
    done = [(one, other, len(bond.rows)) for (one, other, _), bond in bonds.items() if {one, other} <= people.keys()]
    if not done:
        return dossier.words("actors.finding_none")
    parts: Counter[str] = Counter()
    for one, other, count in done:
        parts.update({one: count, other: count})
    hub, most = parts.most_common(1)[0]
    every = sum(count for *_, count in done)
    name = family_name(dossier, hub)
    others = [other if one == hub else one for one, other, _ in done]
    office = _common_office(dossier, others)
    if most == every and office and len(done) > 1:
        return dossier.words("actors.finding", office=office, name=name)
    return dossier.words("actors.finding_share", name=name, n=most, all=every)


def _common_office(dossier: Dossier, people: list[str]) -> str:
    """The office that all of them are attested in, "" if there is none."""
    held = [
        {
            role.office
            for item in dossier.corpus.appearances().get(person, ())
            for role in item.claim.roles
            if role.office
        }
        for person in people
    ]
    common = sorted(set.intersection(*held)) if held else []
    office = dossier.corpus.offices[common[0]] if common else None
    return dossier.say(office.short or office.title) if office else ""
