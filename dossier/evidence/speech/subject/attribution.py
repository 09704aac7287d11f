"""Whose words they are: the subject of the clause that a quotation hangs on.

Behind the verb in Arabic, before it in English; the other way round where the text does so. `according to` and `بحسب`
have whoever follows; of `نقلت وكالة … عن … قوله` it is whoever stands behind عن, not the agency. A participle has the
subject of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_AR
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import Clause, near
from dossier.evidence.speech.subject.arabic import arabic_subject, finite_before
from dossier.evidence.speech.subject.english import english_subject, is_of_a_thing, owned_by
from dossier.evidence.speech.subject.owners import DEFINITE, IN_WHAT_WAY, PARTICLES, is_owned
from dossier.evidence.speech.subject.phrase import Subject, behind, first_of
from dossier.evidence.text.folding import folded_words
from dossier.evidence.text.saying import Verb, subject_end, word_count

_BEHIND_AN = re.compile(r"(?<!\w)عن\s+$")
_MEANWHILE = re.compile(r"(?<!\w)(?:بينما|فيما|في حين|لكن)(?!\w)|; |\b(?:while|whereas)\b")
_QUOTED_AS = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!is )\b(?:quot\w+|cit\w+|report\w+|portray\w+|paint\w+) ([^,;:\0]{2,80}?) as $"
)
_MANY = re.compile(r"(?:ين|ون|ات)$")  #: قائلين, of several


def subject_of(text: str, clause: Clause, phrases: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
    """Who is said to speak in a clause of a masked text."""
    inside = [phrase for phrase in phrases if clause.start <= phrase.start and phrase.end <= clause.end]
    verb = clause.verb
    if verb is None:
        return Subject()
    if verb.kind == "source":
        return _source(text, clause, inside)
    if verb.kind == "participle":
        return _of_participle(text, clause, inside, verbs)
    if verb.is_arabic:
        return arabic_subject(text, clause, inside, verbs)
    if text.endswith(" to ", 0, verb.start) and (finite := finite_before(verbs, clause.start, verb)):
        written = next((other for other in reversed(finite) if not text.endswith(" to ", 0, other.start)), finite[0])
        return english_subject(text, Clause(written, clause.start, clause.end), inside)  # they wrote to us to say
    return english_subject(text, clause, inside)


def _source(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    """Whoever follows: according to the mayor; of the mayor's predecessor only the words are told."""
    verb = clause.verb
    assert verb is not None
    words = re.split(r"[\0,.:;،؛]", text[verb.end : min(clause.end, subject_end(text, verb))])[0].strip()
    found = behind(text, verb, clause, inside)
    if verb.is_arabic and found and found.phrase and is_owned(text, verb.end, found.phrase, inside):
        return Subject(words=words)
    if found and found.phrase and text[found.phrase.end :][:2] in {"'s", "’s"}:
        return Subject(words=words, is_unclear=True)
    if found and found.phrase and (owner := owned_by(text, verb.end, found.phrase)):
        return Subject(words=owner)
    return found or Subject(words=" ".join(words.split()[:8]), is_unclear=not words)


def _of_participle(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
    """The subject of the last finite verb before it; of the sentence, if that has none."""
    verb = clause.verb
    assert verb is not None
    if verb.is_arabic and not verb.root:  # عن فلان قوله
        said_by = [
            phrase for phrase in inside if phrase.end <= verb.start and _BEHIND_AN.search(near(text, phrase.start))
        ]
        if said_by:
            return Subject(said_by[-1])
    if not verb.is_arabic and (quoted := _QUOTED_AS.search(text, clause.start, verb.start)):
        said_by = [item for item in inside if quoted.start(1) <= item.start and item.end <= quoted.end(1)]
        return Subject(said_by[0]) if said_by else Subject(words=quoted[1])  # he quoted a docker as saying
    if not verb.is_arabic and is_of_a_thing(text, clause.start, verb.start):
        return Subject(is_unclear=True)  # he read a letter saying
    parts = [match.end() for match in _MEANWHILE.finditer(text, clause.start, verb.start)]
    start = parts[-1] if parts else clause.start
    for other in reversed(finite_before(verbs, start, verb)):
        found = subject_of(text, Clause(other, start, clause.end), inside, verbs)
        if found.phrase or found.words or (verb.is_arabic and other.is_arabic and not found.is_unclear):
            return found  # وأشار إلى كذا، مضيفا has the subject of أشار, also a dropped one
    rest = [item for item in inside if item.start >= start]
    found = first_of(text, Clause(verb, start, clause.end), rest, verb.start)
    if (
        found.phrase
        and verb.is_arabic
        and (_MANY.search(text[verb.start : verb.end]) or _is_another(text, start, found.phrase))
    ):
        return Subject(is_unclear=True)  # تظاهر خصوم فلان هاتفين
    is_arabic_alone = verb.is_arabic and not word_count(text[clause.start : verb.start])
    return found if found.phrase or is_arabic_alone else Subject(is_unclear=True)


def _is_another(text: str, start: int, phrase: NounPhrase) -> bool:
    """Whether a noun right before a name, and behind a verb, is somebody else's: تظاهر خصوم فلان."""
    words = folded_words(re.split(r"[\0،,.:؛]", text[start : phrase.start])[-1])
    if words and {words[0], words[0][1:]} & STOPS_AR:  # وفي ختام الاجتماع شكر
        last = next((number for number in range(len(words) - 1, -1, -1) if DEFINITE.match(words[number])), 0)
        words = words[last + 1 :]
    if phrase.kind != "person" or len(words) < 2 or {words[-1], words[-2].lstrip("وف")} & (STOPS_AR | PARTICLES):
        return False
    return not DEFINITE.match(words[-1]) and not IN_WHAT_WAY.match(words[-1])
