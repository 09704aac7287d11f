"""Who has been named in a text so far, and by what: what "the minister" and "the company" may mean.

"The minister" is the one person whom the document has called so, or will call so if nobody else can be meant; an office
of a body that nobody is named in is somebody of that body. Everything else is a doubt, which keeps the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.evidence.parties.given_names import FEMININE, MASCULINE
from dossier.evidence.parties.nouns import VOICES
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.papers import paper_of
from dossier.evidence.speech.titles import (
    PUBLIC,
    TRADING,
    WORD,
    gender_of_office,
    heads_of,
    is_called,
    is_definite,
    is_former,
    is_held_by_one,
    is_indefinite,
    is_one,
    is_only_one,
    plain,
)
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import Gender

#: Before whoever presides over a sitting, who is then called its president.
_PRESIDED = re.compile(
    r"(?<!\w)[وف]?(?:برئاسة|ترأسها|ترأسه|يرأسها|يرأسه|يترأسها|يترأسه)\s+$"
    r"|(?<!\w)[وف]?(?:ت?رأس|[يت]ترأس|[يت]رأس|أدار|[يت]دير)ت? (?:الجلسة|الاجتماع|اللقاء|الدورة)\s*:?\s*$"
    r"|\b(?:[Ii]n the [Cc]hair|[Pp]residing|[Cc]hair(?:man|woman|person)?):?\s+$|\b(?:presided over"
    r"|chaired) by (?:the )?$"
    r"|\b(?:under the )?(?:chairmanship|presidency) of (?:the )?$"
)
_OF_A_SITTING = re.compile(
    r"(?:ال)?رئيسة?(?: (?:الجلسة|الدورة|المحكمة|الاجتماع|اللجنة|المجلس|المؤتمر|الهيئة))?|[Tt]he (?:chair\w*|president)"
)
_THE = re.compile(r"^(?:[Tt]he|[Ii]n|في|من) ")
#: Who speaks for a body that is named: the representative of the Guild, ممثل الوزارة.
_REPRESENTS = re.compile(
    r"(?:^|[^\w])(?:ال)?(?:ممثل|مندوب)ة?(?!\w)|\b(?:representative|delegate|envoy)\b", re.IGNORECASE
)
ITS_VOICE = re.compile(r"(?:باسم|بلسان)(?:ه|ها|هم|هما|كم)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `id` is of a register; without one the rest tells whom the text names, as far as it does."""

    id: str = ""
    choice: tuple[str, ...] = ()  #: ids that share the name
    name: str = ""
    office: str = ""
    body: str = ""
    role: str = ""  #: of somebody who is not named: spokesman, a senior official
    is_likely: bool = False  #: no rule makes it certain: fit to be proposed, not to be proven
    doubt: str = ""  #: of nobody: the words that mean somebody without telling whom, "the minister"

    @property
    def is_new(self) -> bool:
        """Whether the text names a person whom no register holds."""
        return bool(self.name) and not self.id and not self.choice

    @property
    def description(self) -> str:
        """Rima Saad, harbour master, Port of Tal"""
        return ", ".join(filter(None, dict.fromkeys((self.name, self.role or self.office, self.body))))

    @property
    def key(self) -> str:
        """What tells it from others; an id never equals the name of somebody else: Lavrov, who is not `lavrov`."""
        told = fold_text(self.name or f"{self.role} {self.body}".strip())
        return f"={self.id}" if self.id else " ".join(self.choice) or told


NOBODY = Speaker()


@dataclass(slots=True)
class Acquaintance:
    """The people and bodies that a text has named, in its order, with their offices."""

    holders: Mapping[str, Sequence[str]]  #: body -> people who hold an office in it
    titles: Mapping[str, str]  #: person -> titles that other documents give
    people: dict[str, Speaker] = field(default_factory=dict)  #: by their key, in the order of the text
    bodies: dict[str, NounPhrase] = field(default_factory=dict)
    near: dict[str, NounPhrase] = field(default_factory=dict)  #: bodies that the paragraph has named
    unnamed: dict[str, Speaker] = field(default_factory=dict)  #: the head of a role -> who was introduced by it
    offices: dict[str, set[str]] = field(default_factory=dict)  #: the head of an office -> keys of people
    #: those that the whole text names, by their names
    all_bodies: Mapping[str, NounPhrase] = field(default_factory=dict)
    #: head of an office -> its people in the text
    later: Mapping[str, Sequence[NounPhrase]] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)
    papers: dict[str, NounPhrase] = field(default_factory=dict)  #: kind of a paper -> whose the last one is
    headed: Speaker = NOBODY  #: whose name alone heads the part of the text
    presiding: dict[str, Speaker] = field(default_factory=dict)  #: who presides over a sitting, by key

    def meet(self, phrase: NounPhrase, text: str) -> None:
        """Remember a phrase of a paragraph."""
        if paper := paper_of(text, phrase):
            self.papers[paper] = phrase
        if phrase.kind == "person" and _PRESIDED.search(text[: phrase.start]):
            self.presiding[self.person(phrase).key] = self.person(phrase)
        if phrase.is_named and phrase.body:
            self.bodies[fold_text(phrase.body)] = self.near[fold_text(phrase.body)] = phrase
        if phrase.kind == "role" and (is_indefinite(phrase.office) or VOICES.search(phrase.office)):
            self.role(phrase)
        if phrase.kind == "person":
            speaker = self.person(phrase)
            known = self.people.get(speaker.key)
            if known and not speaker.office:
                speaker = known
            self.people[speaker.key] = speaker
            for head in heads_of(f"{phrase.office} {self.titles.get(speaker.id, '')}"):
                self.offices.setdefault(head, set()).add(speaker.key)
            if gender := gender_of_name(speaker.name) or gender_of_office(phrase.office):
                self.genders.setdefault(speaker.key, gender)

    def person(self, phrase: NounPhrase) -> Speaker:
        office, body = plain(phrase.office), phrase.body
        if not phrase.is_named and (found := self._named_body(phrase)):
            body = found.body
        if len(phrase.parties) == 1:
            return Speaker(phrase.parties[0], (), phrase.name, office, body)
        known = self.people.get(fold_text(phrase.name)) or self._called_by_given_name(phrase.name)
        if known and not office and not body and not phrase.parties:
            return known
        return Speaker("", phrase.parties, phrase.name, office, body)

    def _called_by_given_name(self, name: str) -> Speaker | None:
        """The only person named in full whose first name is all that a text says: Marta, of Marta Quill."""
        first = fold_text(name)
        fitting = [one for one in self.people.values() if " " in one.name and fold_text(one.name).split()[0] == first]
        return replace(fitting[0], is_likely=True) if len(fitting) == 1 else None

    def body(self, phrase: NounPhrase) -> Speaker:
        found = phrase if phrase.is_named else self._named_body(phrase)
        if phrase.is_named and not phrase.parties and not phrase.of:
            found = self._in_full(phrase)
        if found is None:
            is_told = is_only_one(phrase.body) or _is_described(phrase.body)
            return Speaker(body=phrase.body) if is_told else Speaker(doubt=phrase.body)
        ids = found.parties if found.kind == "body" else found.of
        return Speaker(ids[0] if len(ids) == 1 else "", ids[1:] and ids, body=found.body)

    def _in_full(self, phrase: NounPhrase) -> NounPhrase:
        """The only body of the text whose name begins with a phrase: Brindle Bay, of Brindle Bay Cold Stores."""
        short = fold_text(phrase.body)
        longer = [body for key, body in self.all_bodies.items() if key.startswith(f"{short} ")]
        is_short = short not in self.all_bodies or (longer and fold_text(longer[0].body).startswith(f"{short} of "))
        return longer[0] if len(longer) == 1 and is_short else phrase

    def body_called(self, words: str) -> Speaker | None:
        """The only body of the text that words begin with, or with the first words of its name: Brindle Bay, which is
        Brindle Bay Cold Stores."""
        said = fold_text(_THE.sub("", words)).split()
        if len(said) == 1 and (found := self._headed(said[0], words)):
            return self.body(found)
        fitting = {
            key: body
            for key, body in self.bodies.items()
            if said
            and (said[: len(key.split())] == key.split() or (words[:1].isupper() and key.split()[: len(said)] == said))
        }
        return self.body(next(iter(fitting.values()))) if len(fitting) == 1 else None

    def _headed(self, word: str, words: str) -> NounPhrase | None:
        """The only body of the text that a word with the article heads: the Trust, المؤتمر."""
        is_arabic = word.startswith("ال")
        if not is_arabic and not (_THE.match(words) or words[:1].isupper()):
            return None
        bare = word.removeprefix("ال")
        fitting = [
            body
            for key, body in self.all_bodies.items()
            if " " in key and bare == (key.split()[0].removeprefix("ال") if is_arabic else key.split()[-1])
        ]
        return fitting[0] if len({fold_text(body.body) for body in fitting}) == 1 else None

    def _named_body(self, phrase: NounPhrase) -> NounPhrase | None:
        """The body that "the company" means: the last one that is named so, or the only one."""
        words = [fold_text(word).removeprefix("ال") for word in WORD.findall(phrase.body)]
        first = "" if phrase.body.isascii() else re.sub(r"^(?:لل|[وفبلك]?ال)", "", fold_text(phrase.body).split(" ")[0])
        heads = {word for word in (first, *words[-1:]) if word}
        near = [body for key, body in self.near.items() if heads & {word.removeprefix("ال") for word in key.split()}]
        fitting = near or [
            body for key, body in self.bodies.items() if heads & {word.removeprefix("ال") for word in key.split()}
        ]
        if not fitting and heads & TRADING:
            fitting = [
                body
                for key, body in self.bodies.items()
                if not {word.removeprefix("ال") for word in key.split()} & PUBLIC
            ]
        if not fitting and heads:
            fitting = [
                body
                for key, body in self.all_bodies.items()
                if heads & {word.removeprefix("ال") for word in key.split()}
            ]
        return fitting[-1] if fitting and len({fold_text(body.body) for body in fitting}) == 1 else None

    def role(self, phrase: NounPhrase) -> Speaker:
        """An office without a name: a body's spokesman, the one who holds it, whoever was called so, or somebody.

        "The minister" of whom the text has not said more is nobody: it may name him elsewhere.
        """
        body = NounPhrase(
            phrase.start, phrase.end, "body", body=phrase.body, parties=phrase.of, is_named=phrase.is_named
        )
        if VOICES.search(phrase.office) or (phrase.body and _REPRESENTS.search(phrase.office)):
            return self._voice(phrase, body)
        if phrase.of and (holders := self.holders.get(phrase.of[0], ())):
            return Speaker(holders[0]) if len(holders) == 1 else Speaker(doubt=phrase.office)
        if is_indefinite(phrase.office):
            return self.somebody(phrase.office, self.body(body).body if phrase.body else "")
        found = self._holder(phrase) or self._of_body(phrase, body)
        if not found and self.headed.key and is_definite(phrase.office) and is_one(phrase.office):
            return replace(self.headed, is_likely=True)  # a part that is headed by a name
        return found or Speaker(doubt=phrase.office)

    def _holder(self, phrase: NounPhrase) -> Speaker | None:
        """Whom the text calls by an office: before, as somebody who presides, or later."""
        head = heads_of(phrase.office)[-1:]
        keys = set().union(*(self.offices.get(word, set()) for word in head))
        fitting = [self.people[key] for key in keys if self._may_be_called(phrase.office, self.people[key])]
        introduced = [self.unnamed[word] for word in heads_of(phrase.office) if word in self.unnamed]
        if fitting:
            is_his = len(fitting) == 1 and not introduced and _is_within(phrase, fitting[0].body)
            return fitting[0] if is_his else Speaker(doubt=phrase.office)
        if introduced and is_called(phrase.office, introduced[0].role):
            return introduced[0]
        if self.presiding and _OF_A_SITTING.fullmatch(phrase.office):
            return next(iter(self.presiding.values())) if len(self.presiding) == 1 else Speaker(doubt=phrase.office)
        return None if introduced else self._named_later(phrase)

    def _of_body(self, phrase: NounPhrase, body: NounPhrase) -> Speaker | None:
        """An office of a body that the text names. Before it has named anybody, and of somebody who was it once, it may
        still name the holder."""
        if not phrase.body or is_former(phrase.office) or self.later.keys() & set(heads_of(phrase.office)):
            return None
        held_in = self.body(body) if self.people or not is_held_by_one(phrase.office) else NOBODY
        return self.somebody(phrase.office, held_in.body) if held_in.key else None

    def _named_later(self, phrase: NounPhrase) -> Speaker | None:
        """Who is called by an office that only one person of the whole text has: the judge, before Judge Ostrava."""
        holders = [other for head in heads_of(phrase.office)[-1:] for other in self.later.get(head, ())]
        people = {speaker.key: speaker for speaker in map(self.person, holders)}
        fits = is_held_by_one(phrase.office) and any(
            is_called(phrase.office, one.office) and _is_within(phrase, one.body) for one in holders
        )
        return next(iter(people.values())) if fits and len(people) == 1 else None

    def _may_be_called(self, office: str, person: Speaker) -> bool:
        return is_called(office, f"{person.office} {self.titles.get(person.id, '')}")

    def _voice(self, phrase: NounPhrase, body: NounPhrase) -> Speaker:
        """Who speaks for a body is given as the body itself."""
        role = re.sub(r"^(?:an?|the|its|another) ", "", phrase.office, flags=re.IGNORECASE)
        if not phrase.body:
            voices = [speaker for speaker in self.unnamed.values() if VOICES.search(speaker.role)]
            people = {key for head, keys in self.offices.items() if VOICES.search(head) for key in keys}
            if len({speaker.key for speaker in voices}) + len(people) == 1:
                return voices[0] if voices else self.people[next(iter(people))]
            return Speaker(doubt=phrase.office)
        spoken_for = self.body(body)
        if not spoken_for.key:
            return Speaker(doubt=f"{phrase.office}, {phrase.body}")
        spoken_for = replace(spoken_for, role=role)
        self.unnamed[fold_text(f"{role} {spoken_for.body}")] = spoken_for
        return spoken_for

    def in_charge(self, phrase: NounPhrase, before: Sequence[NounPhrase]) -> Speaker:
        """An office of the only body that the sentence has named: in Safa Hospital the director said."""
        bodies = {fold_text(item.body): item for item in before if item.kind == "body" and item.is_named}
        is_alone = len(WORD.findall(plain(phrase.office))) == 1 and not phrase.body
        if (
            len(bodies) != 1
            or not is_alone
            or not is_held_by_one(phrase.office)
            or self.later.keys() & set(heads_of(phrase.office))
        ):
            return Speaker(doubt=phrase.office)
        return self.somebody(phrase.office, self.body(next(iter(bodies.values()))).body)

    def voice_of(self, phrase: NounPhrase, before: Sequence[NounPhrase]) -> Speaker:
        """متحدث باسمها: of the only body that the paragraph has named."""
        bodies = {fold_text(item.body): item for item in before if item.kind == "body" and item.is_named}
        if len(bodies) != 1:
            return Speaker(doubt=phrase.office)
        body = self.body(next(iter(bodies.values())))
        return replace(body, role=ITS_VOICE.sub("", plain(phrase.office)).strip())

    def somebody(self, words: str, body: str = "") -> Speaker:
        speaker = Speaker(role=plain(words), body=body)
        for head in heads_of(words)[-1:]:
            self.unnamed.setdefault(head, speaker)
        return speaker


def _is_described(body: str) -> bool:
    """Whether words without a name tell which body of its kind is meant: the city council; not the shipping company."""
    words = fold_text(_THE.sub("", body)).split()
    return (
        len(words) > 1 and body.isascii() and words[-1] in PUBLIC and not set(words) & {"same", "own", "other", "whole"}
    )


def _is_within(office: NounPhrase, body: str) -> bool:
    """Whether an office is of no body that the text tells, or of this one."""
    return not office.body or fold_text(office.body) == fold_text(body)


def gender_of_name(name: str) -> Gender:
    """Of the first word of a name, if it is a given name that is known for one gender alone."""
    first = next(iter(fold_text(name).split()), "")
    if first in FEMININE:
        return "f"
    return "m" if first in MASCULINE else ""


def named_by_office(people: Iterable[NounPhrase]) -> Mapping[str, Sequence[NounPhrase]]:
    """Head of an office -> all whom a text gives it."""
    found: dict[str, list[NounPhrase]] = defaultdict(list)
    for person in people:
        for head in heads_of(person.office):
            found[head].append(person)
    return found


def named_bodies(bodies: Iterable[NounPhrase]) -> Mapping[str, NounPhrase]:
    """Folded name -> body, of all that have one."""
    return {fold_text(body.body): body for body in bodies if body.is_named}
