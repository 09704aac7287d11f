"""From the words that attribute a quotation to whoever they mean: somebody of the registers, somebody new, or unclear.

A name in the clause decides, known or not. "The minister" is the one person whom the document has called so; "he" and
a verb without a subject are the one person of the sentence before, and of what stands farther off only whoever can be
meant alone: by the gender, or because nobody else is there. Where these rules leave a choice nobody is given, and the
words are: an empty speaker is no fault, a wrong one is the worst.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dossier.evidence.parties.nouns import VOICES
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.acquaintance import ITS_VOICE, NOBODY, Acquaintance, Speaker
from dossier.evidence.speech.papers import paper_named
from dossier.evidence.speech.subject.phrase import LATTER, Subject
from dossier.evidence.speech.titles import (
    ANYBODY,
    WORD,
    gender_of_office,
    heads_of,
    is_definite,
    is_indefinite,
    is_one,
)
from dossier.evidence.text.address import is_address
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import Gender, Verb

#: الطفلة تالا, of a trade and a name that no table has.
_TRADE_AND_NAME = re.compile(
    r"(?P<trade>ال[\w\u064b-\u0652]{3,}) (?P<name>(?!ال|لل|ب|ل)[\w\u064b-\u0652]{3,}"
    r"(?: (?!(?:في|من|عن|على|إلى|بعد|قبل|أمام|خلال|وهو|وهي|الذي|التي|لدى|عند|أن|إن)(?!\w))[\w\u064b-\u0652]{3,})?)"
    r"(?= (?:وهو|وهي|الذي|التي|في|من|لدى|عند)(?!\w)|[،,.:]|$)"
)
_INITIALS = re.compile(r"[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)?")
_HIS_PAPER = re.compile(r"(his|her) ", re.IGNORECASE)


@dataclass(slots=True)
class Resolver(Acquaintance):
    """Remembers who was named and who spoke, in the order of the text."""

    last: Speaker = NOBODY  #: who spoke last
    you: Speaker = NOBODY  #: whom a letter addresses
    we: Speaker = NOBODY  #: the body that a letter, a report or a resolution is of
    recent: list[str] = field(default_factory=list)  #: keys of the people named or speaking in the paragraph before
    heard: frozenset[Gender] = frozenset()  #: of the pronouns of the paragraph, his and her too
    is_speaking: bool = False  #: whether the paragraph has quoted the last speaker
    next_headed: Speaker = NOBODY  #: whose name alone is the paragraph, or the last one that was a name
    named_next: Speaker = NOBODY  #: whom the paragraph that follows begins by naming: his name is …
    reported: Speaker = NOBODY  #: whose words the last sentence of the paragraph before reports, without quoting them

    def leave(self, sentences: Sequence[Sequence[NounPhrase]], *, spoke: Speaker) -> None:
        """At the end of a paragraph: remember everybody whom it names, and who spoke in it."""
        inside = [phrase for sentence in sentences for phrase in sentence]
        named = [self.person(phrase).key for phrase in inside if phrase.kind == "person"]
        others = [
            self.role(phrase)
            for phrase in inside
            if phrase.kind == "role" and is_one(phrase.office) and not phrase.is_object
        ]
        named += [speaker.key or speaker.doubt for speaker in others]
        self.near = {}
        self.headed = self.next_headed
        self.recent = list(filter(None, dict.fromkeys((spoke.key, *named))))

    def who(self, subject: Subject, verb: Verb | None, sentences: Sequence[Sequence[NounPhrase]]) -> Speaker:
        """Whom a subject means. `sentences` are the phrases of the paragraph that stand before it."""
        before = [phrase for sentence in sentences for phrase in sentence]
        phrase = subject.phrase
        if subject.is_unclear or (phrase is None and subject.words):
            if LATTER.match(subject.words):
                return self._latter(before)
            if found := self._in_paper(subject.words, before) or self.body_called(subject.words):
                return found
            if not subject.is_unclear and (match := _TRADE_AND_NAME.match(subject.words)):
                return Speaker(name=match["name"], office=match["trade"], is_likely=True)
            is_told = not subject.is_unclear and is_indefinite(subject.words)
            return (
                self.somebody(subject.words) if is_told else Speaker(doubt=subject.words, is_likely=not subject.words)
            )
        if phrase is None or subject.is_pronoun:
            gender: Gender = verb.gender if verb else ""
            if phrase is not None:
                if phrase.office in {"it", "they"}:
                    return self._it(before) if phrase.office == "it" else NOBODY
                gender = gender_of(phrase)
            elif verb and (verb.is_plural or (verb.answers and not subject.is_pronoun)):
                return NOBODY  # they; or whoever was asked
            return self.meant(gender, sentences, goes_on=bool(verb and verb.goes_on))
        if phrase.kind == "person":
            speaker = self.person(phrase)
            speaker = self.people.get(speaker.key, speaker) if not speaker.office else speaker
        elif phrase.kind == "body":
            speaker = self.body(phrase)
        else:
            speaker = self._office(phrase, sentences)
        if verb and verb.gender and phrase.kind == "person":
            self.genders.setdefault(speaker.key, verb.gender)
        return speaker

    def _office(self, phrase: NounPhrase, sentences: Sequence[Sequence[NounPhrase]]) -> Speaker:
        """Whom an office without a name means, by all that the text has said, then by what its sentence says."""
        before = [item for sentence in sentences for item in sentence]
        if phrase.office.endswith("كم") and ITS_VOICE.search(phrase.office):
            role = ITS_VOICE.sub("", phrase.office).strip()
            return replace(self.you, role=role) if self.you.body and not self.you.name else Speaker(doubt=phrase.office)
        if ITS_VOICE.search(phrase.office):
            return self.voice_of(phrase, before)
        speaker = self.role(phrase)
        if speaker.doubt and not phrase.body:
            if VOICES.search(phrase.office):
                return self.voice_of(phrase, before)
            if found := self._called_next(phrase, before):
                return found
            return self.in_charge(phrase, sentences[-1] if sentences else ())
        return speaker

    def _latter(self, before: Sequence[NounPhrase]) -> Speaker:
        """Whom "the latter" means: who was named last."""
        named = [phrase for phrase in before if phrase.kind == "person" or (phrase.kind == "role" and phrase.office)]
        if not named:
            return NOBODY
        return self.person(named[-1]) if named[-1].kind == "person" else self.role(named[-1])

    def _called_next(self, phrase: NounPhrase, before: Sequence[NounPhrase]) -> Speaker | None:
        """Whom a text calls by another word than his name: the man, of the only person whom the paragraph has named, or
        else the one before it; the director, who …, of one whose office the text has not told."""
        heads = heads_of(phrase.office)[-1:] if is_definite(phrase.office) else []
        is_anybody = bool(set(heads) & ANYBODY) and len(phrase.office.split()) < 3
        gender = gender_of_office(phrase.office)
        others = [item for item in before if item.start != phrase.start]
        named = self._actors(others, gender)
        if not named and is_anybody and not others:
            named = {key: self.people.get(key, NOBODY) for key in self.recent if self._agrees(key, gender)}
        if not named and is_anybody and not others and self._agrees(self.named_next.key, gender):
            return self.named_next if self.named_next.key else None
        only = next(iter(named.values()), NOBODY)
        if len(named) != 1 or not only.name:
            return None
        is_new = bool(heads) and phrase.is_described and not only.office and not self.titles.get(only.id)
        return only if is_anybody or (is_new and bool(others)) else None

    def called(self, label: str) -> Speaker:
        """Whom a label before a colon means that is no phrase: somebody named in full before, or whoever it names."""
        words = {word for word in fold_text(label).split() if not is_address(word)}
        fitting = [
            speaker for speaker in self.people.values() if words and words <= set(fold_text(speaker.name).split())
        ]
        if len(fitting) == 1:
            return fitting[0]
        if _INITIALS.fullmatch(label):
            initials = [
                who for who in self.people.values() if who.name and _initials_of(who.name) == re.sub(r"\W", "", label)
            ]
            return initials[0] if len(initials) == 1 else Speaker(role=label)
        if label.isupper() and words and not fitting and len(words) < 4:
            return Speaker(name=" ".join(word for word in label.split() if not is_address(word)).title())
        return Speaker(name=label) if len(words) > 1 and not fitting and label[:1].isupper() else Speaker(role=label)

    def _in_paper(self, words: str, before: Sequence[NounPhrase]) -> Speaker | None:
        """Whose a paper is that is quoted: the report, في تقريره."""
        paper, is_owned = paper_named(words)
        if not paper:
            return None
        if words.lower().startswith("our "):
            return self.we if self.we.key else None
        if match := _HIS_PAPER.match(words):
            return self.meant("m" if match[1].lower() == "his" else "f", [before], goes_on=False)
        if is_owned:
            found = self._it(before)
            return found if found.key else None
        if paper in self.papers:
            return self.writer(self.papers[paper])
        return self.we if self.we.body and not self.we.name else None

    def writer(self, phrase: NounPhrase) -> Speaker:
        """Whose a paper is: a person's, or a body's."""
        return self.person(phrase) if phrase.kind == "person" else self.body(phrase) if phrase.body else NOBODY

    def _it(self, before: Sequence[NounPhrase]) -> Speaker:
        """What "it" means: the only body that the paragraph has named, else the last speaker if that is a body."""
        bodies = {phrase.body: phrase for phrase in before if phrase.kind == "body" and phrase.is_named}
        if len(bodies) == 1:
            return self.body(next(iter(bodies.values())))
        if not bodies and self.we.key and not self.we.name:
            return self.we  # recalling its resolution, in which it said
        return self.last if not bodies and self.last.body and not self.last.name else NOBODY

    # "He", or nobody at all

    def meant(self, gender: Gender, sentences: Sequence[Sequence[NounPhrase]], *, goes_on: bool) -> Speaker:
        """Whom "he" or a dropped subject means: the one person of the sentence before; of an earlier one, or of the
        paragraph before, if the gender is told. Nobody where two could be meant."""
        before: list[NounPhrase] = []
        actors = []
        for sentence in sentences:
            actors.append(self._actors(sentence, gender, before))
            before += sentence
        if goes_on and any(self.last.key in keys for keys in actors):
            return self.last
        if nearest := next(filter(None, reversed(actors)), None):
            if len(nearest) > 1:
                if self.last.key in nearest:
                    return self.last
                first, *others = nearest.values()
                is_alone = bool(first.name) and not any(who.name or who is NOBODY for who in others)
                return replace(first, is_likely=True) if is_alone else NOBODY
            only = next(iter(nearest.values()))
            is_alone = {key for keys in actors for key in keys} == {only.key}
            return only if actors[-1] or self._is_sure(only.key, gender, is_alone=is_alone) else NOBODY
        if self._agrees(self.last.key, gender) and (self.is_speaking or (goes_on and self.last.key in self.recent[:1])):
            return self._rather(gender) or self.last
        inside = [phrase for sentence in sentences for phrase in sentence if phrase.kind != "pronoun"]
        if any(self._may_be(phrase, gender) for phrase in inside):
            return NOBODY  # somebody of this paragraph is rather meant than anybody of the one before
        is_bare = not self.heard - {gender} and not any(phrase.kind in {"person", "role"} for phrase in inside)
        if is_bare and self.reported.key and self._agrees(self.reported.key, gender):
            return self.reported
        keys = [key for key in self.recent if self._agrees(key, gender)]
        if len(keys) == 1 and self._is_sure(keys[0], gender, is_alone=len(self.recent) == 1):
            return self.people.get(keys[0], NOBODY)
        if self.last.key in self.recent[:1] and self.last.key in keys:
            return self._rather(gender) or replace(
                self.last, is_likely=True
            )  # whoever spoke at the end of the paragraph before
        return NOBODY

    def _rather(self, gender: Gender) -> Speaker | None:
        """Whom "she" means rather than the last speaker, of an unknown gender: the only woman of the text."""
        if not gender or self.genders.get(self.last.key):
            return None
        known = [self.people[key] for key in self.people if self.genders.get(key) == gender]
        if not known:
            return None
        return replace(known[0], is_likely=True) if len(known) == 1 else NOBODY

    def _may_be(self, phrase: NounPhrase, gender: Gender) -> bool:
        """Whether "he" may mean somebody whom a paragraph names as an object."""
        if phrase.kind == "person":
            return self._agrees(self.person(phrase).key, gender)
        told = gender_of_office(phrase.office)
        return phrase.kind == "role" and is_one(phrase.office) and (not gender or not told or told == gender)

    def _is_sure(self, key: str, gender: Gender, *, is_alone: bool) -> bool:
        """Whether a pronoun that stands farther off can mean nobody else: by its gender, or nobody else is there."""
        if len(self.people) == 1 or (gender and self.genders.get(key) == gender):
            return True
        return is_alone and not self.heard - {gender}

    def _actors(
        self, phrases: Sequence[NounPhrase], gender: Gender, before: Sequence[NounPhrase] = ()
    ) -> dict[str, Speaker]:
        """Who may be the subject of what follows a sentence, by key."""
        people = [item for item in phrases if item.kind == "person" or (item.kind == "role" and heads_of(item.office))]
        people = [phrase for phrase in people if not phrase.is_object] or [
            phrase for phrase in people if phrase.kind == "person"
        ]
        found = {}
        for phrase in people:
            speaker = self.person(phrase) if phrase.kind == "person" else self.role(phrase)
            if speaker.doubt and before:
                speaker = self._called_next(phrase, before) or speaker
            if not gender or self.genders.get(speaker.key, gender_of_office(phrase.office) or gender) == gender:
                found[speaker.key] = self.people.get(speaker.key, speaker)
        if len(found) == 1 and any(phrase.is_paired for phrase in people):
            found["and"] = NOBODY
        return found

    def _agrees(self, key: str, gender: Gender) -> bool:
        known = self.genders.get(key) or (gender_of_office(key) if key not in self.people else "")
        return not gender or not known or known == gender


def _initials_of(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())


def genders_in(text: str) -> frozenset[Gender]:
    """Of the English pronouns of a text."""
    words: dict[str, Gender] = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
    return frozenset(words[word] for word in WORD.findall(text.lower()) if word in words)


def gender_of(pronoun: NounPhrase) -> Gender:
    return "m" if pronoun.office == "he" else "f" if pronoun.office == "she" else ""
