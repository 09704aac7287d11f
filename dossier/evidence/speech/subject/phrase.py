"""What a subject is, and where in a clause one is looked for, in either language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.evidence.parties.nouns import STOPS_AR, STOPS_EN
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import NEAR, Clause, Scene
from dossier.evidence.text.folding import fold_text, folded_words
from dossier.evidence.text.marks import Quoted
from dossier.evidence.text.saying import Verb, word_count

SKIPPED = 4  #: words between a verb and a subject that is not right behind it

PREPOSITION = re.compile(
    r"(?<!\w)[وف]?(?:في|من|على|إلى|الى|عن|مع|أمام|خلال|بعد|قبل|ضد|حول|بشأن|لدى|عبر|منذ|عند|باسم|بلسان)\s+$|(?<!\w)[وف]?[لب]$"
)
LED_BY = re.compile(r"^\W*[وف]?(?:في|من|على|إلى|الى|عن|مع|أمام|خلال|بعد|قبل|ضد|حول|بشأن)\s+[^\W\d]+\s+$")
_HOLDING_OFF = frozenset(fold_text("not no nor neither if unless ليس ليست لم لن لا ما هل لو قد إذا سوف ربما").split())
#: Whoever is named before a colon is spoken to, or somebody else is told of.
_IS_TOLD = re.compile(
    r"[^:]*?\b(?:was|were|is|are|been|being|be|get|gets|got|not|never|will|would"
    r"|may|might|can|could|must|should|to|about|on)\b|[^:]*n['’]t\b"
    r"|[^,(:]*\b(?:an?|his|her|their|someone|somebody|those|who)\b"
)
_APPOSED = re.compile(r"^(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?) [a-z][a-z '’-]{2,40}, $")  #: the contractor, Nordspan
_WITH = re.compile(r"\b(?:n?or|as well as) (?:the )?$|(?<!\w)(?:أو|أم) $")
_WITH_BEHIND = re.compile(r",? (?:n?or|as well as) (?:the )?\w| (?:أو|أم) ")
_DID = re.compile(r"[،,] ?(?:و(?!قد|هو|هي)\w|ثم |and (?:then |\w+ed\b))")
#: Whoever was named last.
LATTER = re.compile(r"the latter\b|هذا الأخير|هذه الأخيرة")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks in a clause: a phrase, or words that name nobody; "" of a verb without any subject."""

    phrase: NounPhrase | None = None
    words: str = ""
    is_pronoun: bool = False  #: without a phrase: whoever has been told of, as a verb alone may have it
    is_unclear: bool = False  #: somebody is meant, and no rule tells whom


def behind(text: str, verb: Verb, clause: Clause, inside: Sequence[NounPhrase]) -> Subject | None:
    """The first phrase behind a word, not far from it."""
    for phrase in inside:
        if phrase.start >= verb.end:
            between = text[verb.end : phrase.start]
            if word_count(between) <= SKIPPED and not re.search(r"[.:؛;\0]", between):
                return Subject(phrase, is_pronoun=phrase.kind == "pronoun")
            return None
    return None


def first_of(text: str, clause: Clause, inside: Sequence[NounPhrase], limit: int) -> Subject:
    """The first phrase of a sentence that no preposition stands before."""
    for phrase in inside:
        if phrase.end <= limit and not PREPOSITION.search(text[clause.start : phrase.start]):
            if re.search(
                r"\b(?:in|at|of|by|for|from|to|with|on|after|before|against)(?: the)?\s$",
                text[clause.start : phrase.start],
            ):
                continue
            if text[phrase.end :][:2] in {"'s", "’s"}:
                continue  # Shaheen's predecessor
            if LED_BY.search(re.split(r"[\0.:؛]", text[clause.start : phrase.start])[-1]):
                continue  # وعن كلام الرئيس يقول
            return Subject(phrase, is_pronoun=phrase.kind == "pronoun")
    return Subject()


def is_alone(text: str, phrase: NounPhrase) -> bool:
    """Whether nobody else speaks with whom a phrase names: not in "X and Y disagreed:", "he or she said"."""
    return (
        not phrase.is_paired
        and not _WITH.search(text[: phrase.start][-NEAR:])
        and not _WITH_BEHIND.match(text, phrase.end)
    )


def labels(text: str, clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase before a colon names who speaks: only particles stand before it, and nobody is spoken to or of
    behind it. Not "X was told:", "X heard a woman shout:"."""
    is_first = (
        set(folded_words(_APPOSED.sub("", text[clause.start : phrase.start].lstrip("\0 ."))))
        <= (STOPS_EN | STOPS_AR) - _HOLDING_OFF
    )
    return is_first and is_alone(text, phrase) and not _IS_TOLD.match(text, phrase.end, clause.end)


def is_aside(scene: Scene, subject: Subject, verb: Verb) -> bool:
    """Captain Shaheen, he says, is …: whoever the sentence names is not who says so."""
    if subject.phrase is None or not subject.is_pronoun:
        return False
    before = scene.text[: subject.phrase.start].rstrip(" ")
    if re.match(r"\W*(?:he|she|they|it)\b", re.split(r"[;:.\0]", before)[-1], re.IGNORECASE):
        return False  # he had, he said, “…”
    return before.endswith(",") and scene.text[verb.end : verb.end + 1] == ","


def is_told_on(scene: Scene, item: Quoted) -> bool:
    """Whether a sentence begins with a quotation and goes on to tell what its speaker did: «…»، وصمتت."""
    start = scene.sentence(item.outer[0])[0]
    return not word_count(scene.text[start : item.outer[0]]) and bool(_DID.match(scene.text, item.outer[1]))
