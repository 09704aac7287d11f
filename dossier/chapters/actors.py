"""Actors: who matters, on which side, in which words; and a diagram of who led, signed, met and belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.chapters.profiles import anchor_of, attested_span
from dossier.chapters.relations.ties import Diagram, diagram
from dossier.model.corpus import Attested, Corpus
from dossier.model.edition import Anchor, Dossier, Mark, Verbatim
from dossier.model.languages import LanguageTag, primary
from dossier.model.records import LANGUAGES, Actor, Organisation, Person, Quotation, RoleClaim
from dossier.problems import Report, nearest

MOST_PEOPLE, MOST_BODIES = 10, 5
MOST_LETTERS = 120  #: of an extract, or of what is told instead: two lines
OFFICES = 2  #: that a label names


@dataclass(frozen=True, slots=True)
class PrintedActor:
    anchor: Anchor
    profile: Anchor
    name: str
    office: str
    words: Verbatim  #: in the language of the edition, letter for letter; "" if there are none
    language: LanguageTag
    translation: str  #: of words in another language
    text: str  #: what is told instead
    about: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ActorSide:
    name: str
    people: tuple[PrintedActor, ...]

    @property
    def quoted(self) -> int:
        return sum(not actor.text for actor in self.people)


@dataclass(frozen=True, slots=True)
class Actors:
    sides: tuple[ActorSide, ...]
    bodies: tuple[PrintedActor, ...]
    diagram: Diagram | None
    translated: bool  #: whether words stand in our translation
    inferred: bool  #: whether a date was worked out


def compose(dossier: Dossier) -> Actors:
    corpus = dossier.corpus
    people, bodies = (
        sorted(
            (record for record in records.values() if record.actor),
            key=lambda record: (-_statements(corpus, record.id), dossier.say(record.name)),
        )
        for records in (corpus.people, corpus.organisations)
    )
    printed = {person.id: _printed(dossier, person, person.actor) for person in people if person.actor}
    sides = tuple(
        ActorSide(dossier.say(side.name), tuple(printed[p.id] for p in people if p.actor and p.actor.side == side.id))
        for side in corpus.settings.sides
    )
    quoted = [_quotation(corpus, person.actor) for person in people if person.actor]
    return Actors(
        sides=tuple(side for side in sides if side.people),
        bodies=tuple(_printed(dossier, body, body.actor) for body in bodies if body.actor),
        diagram=diagram(dossier),
        translated=any(actor.translation for actor in printed.values()),
        inferred=any(found.claim.when.inferred for found in quoted if found and found.claim.when),
    )


def _statements(corpus: Corpus, person: str) -> int:
    said = sum(len(item.claim.says) for item in corpus.appearances().get(person, ()))
    return said + len(corpus.quotations().get(person, ()))


def _quotation(corpus: Corpus, actor: Actor) -> Attested[Quotation] | None:
    return corpus.once(_by_id).get(actor.quotation) if actor.quotation else None


def _by_id(corpus: Corpus) -> Mapping[str, Attested[Quotation]]:
    return {item.claim.id: item for said in corpus.quotations().values() for item in said}


def _printed(dossier: Dossier, record: Person | Organisation, actor: Actor) -> PrintedActor:
    found = _quotation(dossier.corpus, actor)
    is_own = found is not None and primary(found.document.language) == dossier.language
    dates = [dossier.date(found.claim.when)] if found and found.claim.when else []
    about = [dossier.say(actor.about)] if actor.about else []
    name = record.short if isinstance(record, Organisation) and record.short else record.name
    return PrintedActor(
        anchor=Anchor(f"actor-{record.id}"),
        profile=anchor_of(record.id),
        name=dossier.say(name),
        office=dossier.say(actor.office) or dossier.words("actors.alt_and").join(_offices(dossier, record.id)),
        words=Verbatim(actor.words if is_own else ""),
        language=found.document.language if found else LanguageTag("und"),
        translation="" if is_own else dossier.say(actor.translation),
        text=dossier.say(actor.text),
        about=dossier.words("and").join([*about, *dates]),
        marks=(dossier.mark(found.document, found.claim.at),) if found else dossier.marks(actor.cites),
    )


def _offices(dossier: Dossier, party: str) -> Iterator[str]:
    """The canonical offices of somebody; of one that several have held, also when they are attested in it."""
    held: dict[str, list[RoleClaim]] = {}
    for item in dossier.corpus.appearances().get(party, ()):
        for role in item.claim.roles:
            if role.office in dossier.corpus.offices:
                held.setdefault(role.office, []).append(role)
    for name, roles in list(held.items())[:OFFICES]:
        office = dossier.corpus.offices[name]
        title = dossier.say(office.short or office.title)
        yield title + (dossier.words("and") + attested_span(dossier, roles) if office.succession else "")


def check(corpus: Corpus, report: Report) -> None:
    """Every extract is one, everybody is where the spread has room, every line joins two that its event names."""
    people = [person for person in corpus.people.values() if person.actor]
    bodies = [body for body in corpus.organisations.values() if body.actor]
    for edition in corpus.editions.values():
        if "actors" in edition.kinds and not people:
            report.error(edition.place, "nobody is marked as one who matters", "give some people an actor: {side: …}")
    for records, most, what in ((people, MOST_PEOPLE, "people"), (bodies, MOST_BODIES, "bodies")):
        if len(records) > most:
            message = f"{len(records)} {what} are marked as those who matter; their pages hold {most}"
            report.error(records[most].place, message, "leave the mark to those without whom nothing would happen")
    marked: list[Person | Organisation] = [*people, *bodies]
    for record in marked:
        if record.actor:
            _check_words(corpus, record, record.actor, report)
    _check_ties(corpus, report)


def _check_words(corpus: Corpus, record: Person | Organisation, actor: Actor, report: Report) -> None:
    if bool(actor.words) == bool(actor.text):
        message = "those who matter have either words of their own or a text"
        report.error(actor.place, message, "quotation: and words:, or text: with cites:")
    if bool(actor.words) != bool(actor.quotation):
        report.error(actor.place, "words of their own are an extract of a quotation", "give quotation: and words:")
    known = corpus.once(_by_id)
    if actor.quotation:
        found = known.get(actor.quotation)
        if found is None:
            hint = nearest(actor.quotation, known)
            report.error(actor.place, f"there is no quotation {actor.quotation[:40]!r}", hint)
        elif found.claim.speaker != record.id:
            report.error(actor.place, f"the quotation {actor.quotation!r} is of {found.claim.speaker}")
        elif not any(actor.words in part for part in found.claim.words):
            message = f"{actor.words[:40]!r} does not stand so in the quotation {actor.quotation!r}"
            report.error(actor.place, message, "copy its letters from there")
    for said in filter(None, (actor.text, actor.translation)):
        long = [language for language in LANGUAGES if len(said.of(language)) > MOST_LETTERS]
        for language in long:
            message = f"{len(said.of(language))} letters ({language}) are more than two lines hold"
            report.error(said.place, message, f"{MOST_LETTERS} at most")


def _check_ties(corpus: Corpus, report: Report) -> None:
    for event in corpus.events.values():
        if event.tie is None:
            continue
        named = {*event.people, *event.organisations}
        if len(set(event.tie.between)) != 2 or len(event.tie.between) != 2:
            report.error(event.tie.place, "a tie is between two", "between: [one, other]")
        for name in _strange(event.tie.between, named):
            hint = "add it to its people or organisations"
            report.error(event.tie.place, f"the event does not name {name!r}, whom it ties", hint)


def _strange(names: Iterable[str], known: set[str]) -> list[str]:
    return [name for name in names if name not in known]
