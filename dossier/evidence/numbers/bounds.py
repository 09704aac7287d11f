"""Which bound the words about a number set: "about", "over" (also: at least), "under" (also: at most), or none.

A comparison that is denied is turned round: "no more than" is under, لا يقل عن is over. What denies it must stand right
before it, but for verbs that change nothing ("not expected to exceed"). A denial further off, a second one, or one that
only half denies ("hardly more than") leaves the bound open, and the reading says so. Written for folded letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.evidence.numbers.bound_words import (
    ALL_BUT,
    BEFORE,
    BEHIND,
    BENEATH,
    BURNT,
    CHANGES,
    DENIES,
    DURING,
    HALF_DENIES,
    IDLE,
    MARK_BEHIND,
    MEASURED,
    MEASURED_WITHIN,
    NO_SPAN_BEFORE,
    NOT_SO_MANY,
    OPEN_SAID,
    PASSES,
    PAST,
    SPAN_BEHIND,
    SPEAKING,
    VERB,
    Bound,
    BoundPhrase,
)

TURNED: dict[Bound, Bound] = {"over": "under", "under": "over"}
UNSURE = "it is open whether the bound is of this number"
REACH = 6  #: English words before a comparison in which a denial is looked for
REACH_AR = 4  #: Arabic ones

_STOP = re.compile(r"(?<![( ]c|\bca)(?<!approx)(?<!\bmin)(?<!\bmax)\.|[;:!?()\[\]،,؛\"«»]")
_RELATIVE = re.compile(r"(?<!\w)(?P<joined>[وفبل]?م?)ما ?$")
_WORD = re.compile(r"[\w']+")
_CLAUSE = re.compile(r"(?<!\w)(?:and|but|while|when|which|where|whose|who|because|so|then|لكن|بل|بينما|فيما|حيث)(?!\w)")
_NOUN_OF_DENIAL = re.compile(r"(?:an?|the|any|his|her|its|their|such|another)$")  #: not a child under fourteen
#: Behind a noun they tell of what there is none: no person under 18, nobody over fifty.
_OF_NOUN = re.compile(r"(?:over|above|under|below|beyond)$")
#: Of these there is none beyond the number itself: not a penny over 74 million.
_COIN = re.compile(
    r"(?:penny|pence|cent|dollar|euro|pound|shilling|rupee|crown|dime|franc|فلسا?|قرشا?|مليما?|درهما?|سنتا?)$"
)
#: Nouns whose number says how high, and not how many.
_DEGREE = re.compile(
    r"(?<!\w)(?:magnitude|level|grade|category|class|stage|phase|force|tier|rank|degree|"
    r"(?:ال)?(?:درجه|مستوي|فيه|مرحله|رتبه|قوه)) $"
)
OPEN_DENIAL = "it is open what is denied"
HALF_SAID = frozenset(("barely", "scarcely", "hardly"))
#: A last word that gives the number behind it another part in the sentence.
#: Right before a number, but for one verb, with what is said instead behind it: it did not carry 60 men but 16.
_IS_DENIED = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)(?: not|n['’]?t)|\bnever)(?: (?!the)\w+)? $"
    r"|(?<!\w)[وف]?(?:لم|لن|ليست?)(?: \w+)? $"
)
_BUT = re.compile(r"[^.;:\n]{0,60}?(?:\bbut\b|\brather\b|(?<!\w)(?:بل|وانما|انما)(?!\w))")
_NO_SUCH = re.compile(r"(?<!\w)[وف]?ما من ")  #: ما من سفينة تحمل أكثر من
_OTHER_PART = re.compile(r"(?:في|من|الي|منذ|خلال|بعد|قبل|بين|مع|و\w*|ب\w+|ل\w+)$")


@dataclass(frozen=True, slots=True)
class Bounded:
    """A bound with how many letters of its words stand before the number and how many behind it."""

    bound: Bound = ""
    before: int = 0
    behind: int = 0
    doubt: str = ""  #: why it is open
    loose: int = 0  #: letters of those before it that may be left out: a particle, the ما of ما لا يقل عن


UNBOUND = Bounded()


def bound_of(left: str, right: str) -> Bounded:
    """The bound that the words before a number (`left`, up to it) and behind it (`right`) set."""
    left = left[max((stop.end() for stop in _STOP.finditer(left)), default=0) :]
    before, behind = _before_degree(left, right), _behind(right)
    if not before.bound and NOT_SO_MANY.search(left):
        return Bounded(behind.bound, 0, behind.behind, "it may be denied")
    if not (before.bound or behind.bound) and _IS_DENIED.search(left) and _BUT.match(right):
        return Bounded(doubt="it may be denied")
    if not (before.bound or behind.bound) and ALL_BUT.search(left):
        return Bounded(doubt="'all but' may leave them out, or mean nearly so many")
    if not (before.bound or behind.bound) and MARK_BEHIND.match(right):
        return Bounded(doubt="it is a mark, which may have been passed or not")
    if not (before.bound or behind.bound) and DURING.search(left):
        return Bounded(doubt="'during' may be meant as a bound")
    if not before.bound or not behind.bound:
        return before if before.bound else behind
    doubt = before.doubt
    if before.bound != behind.bound and "about" not in (before.bound, behind.bound):
        doubt = f"the words say both {before.bound!r} and {behind.bound!r}"
    bound = behind.bound if before.bound == "about" else before.bound
    return Bounded(bound, before.before, behind.behind, doubt, before.loose)


def _before_degree(left: str, right: str) -> Bounded:
    """The bound before a number, or before the noun that it is a degree of: up to magnitude 5, لا تتجاوز الدرجة 3."""
    if not (degree := _DEGREE.search(left)):
        return _before(left, right)
    found = _before(left[: degree.start()], right)
    return replace(found, before=found.before + len(degree[0])) if found.bound else found


def _behind(right: str) -> Bounded:
    for phrase in BEHIND:
        if found := phrase.pattern.match(right):
            return Bounded(phrase.bound, 0, found.end("words"))
    return Bounded()


def _before(left: str, right: str) -> Bounded:
    for phrase in BEFORE:
        found = phrase.pattern.search(left)
        if found and _is_of_number((found.groupdict().get("far") or "").split()):
            return _whole(left, right, phrase, found)
    return Bounded()


def _is_of_number(far: list[str]) -> bool:
    """Whether words between a verb and the number say what is measured, and not something else."""
    other = [word for word in far if not MEASURED.match(word)]
    return not other or not (
        _OTHER_PART.match(far[-1]) or any(word.startswith("و") and len(word) > 4 for word in other)
    )


def _whole(left: str, right: str, phrase: BoundPhrase, found: re.Match[str]) -> Bounded:
    """The bound with what stands before its words: a relative ما, another bound, a denial."""
    words, start, doubt = found["words"], found.start(), ""
    far = (found.groupdict().get("far") or "").split()
    if far and not words.endswith(("عن", "علي")) and not any(MEASURED.match(word) for word in far):
        doubt = UNSURE
    is_verb = bool(VERB.match(words))
    relative = _RELATIVE.search(left[:start])
    if relative and is_verb:
        if PAST.match(words) and not relative["joined"]:
            doubt = "ما may deny this, or not"
        start = relative.start()
    head = left[:start].rstrip()
    if phrase.bound == "about" and (outer := _before(f"{head} ", "")).bound in ("over", "under"):
        before = len(left) - len(head) - 1 + outer.before  # no more than about
        return Bounded(outer.bound, before, 0, outer.doubt or doubt, outer.loose)
    if words in OPEN_SAID:
        doubt = f"{words!r} may set a bound, or say something else"
    if words in HALF_SAID:
        doubt = f"{words!r} leaves open on which side of it"
    if words in {"about", "over", "around"} and SPEAKING.search(head):
        doubt = f"{words!r} may say what it is about"
    if words.startswith("within") and (words[-4:] in {"last", "past"} or not MEASURED_WITHIN.match(right)):
        doubt = "'within' may say when or where, and set no bound"
    if words in {"under", "below"} and BENEATH.match(right):
        doubt = f"{words!r} may say where"
    if words == "over" and BURNT.search(head):
        doubt = "'over' may say of what, and set no bound"
    if words == "over" and SPAN_BEHIND.match(right) and not NO_SPAN_BEFORE.search(head):
        doubt = "'over' may say how long it took"
    plain = Bounded(phrase.bound, len(left) - start, 0, doubt, found.start("words") - start)
    told = _denied(left[:start], phrase, plain, words)
    if CHANGES.match(words) and told.bound == phrase.bound:
        return replace(told, doubt=told.doubt or "it may have been so many before")
    return told


def _denied(head: str, phrase: BoundPhrase, plain: Bounded, phrase_words: str) -> Bounded:
    """What a denial in the words before it makes of a bound that is `plain` without it."""
    is_verb = bool(VERB.match(phrase_words))
    told = IDLE.sub(lambda idle: "_" * len(idle[0]), head)
    clause = list(_WORD.finditer(told, max((joint.end() for joint in _CLAUSE.finditer(told)), default=0)))
    words = clause[-REACH if told.isascii() else -REACH_AR :]
    denials = [place for place, word in enumerate(words) if _is_denial(word[0], is_verb)]
    doubt = plain.doubt
    if phrase.bound != "about" and any(HALF_DENIES.match(word[0]) for word in words):
        doubt = doubt or "it is half denied"
    if not denials:
        is_denied = any(DENIES.match(word[0]) for word in clause) or _NO_SUCH.search(told)
        is_far = phrase.turns and not is_verb and is_denied
        return replace(plain, doubt=doubt or OPEN_DENIAL if is_far else doubt)
    between = [word[0] for word in words[denials[-1] + 1 :]]
    if len(denials) > 1:
        doubt = "it is denied twice"
    elif not phrase.turns:
        return replace(plain, doubt="it may be denied" if len(between) < 2 else doubt)
    elif between and is_verb and not all(PASSES.match(word) for word in between):
        return replace(plain, doubt=doubt)  # Arabic denies a verb right before it: لا يجوز تشغيل من تقل سنه عن 16
    elif between[-1:] == ["for"] and _is_perfect(words, denials[-1]):
        return replace(plain, doubt=doubt)  # it has not been mended for more than ten years
    elif between[-1:] == ["in"]:
        return replace(plain, doubt=doubt)  # never in more than twenty years
    elif between and _COIN.match(between[-1]):
        doubt = doubt or ""
    elif _is_of_noun(words[denials[-1]][0], between, phrase_words) or any(map(_NOUN_OF_DENIAL.match, between)):
        return replace(plain, doubt=doubt or OPEN_DENIAL)
    elif not all(PASSES.match(word) for word in between):
        doubt = doubt or OPEN_DENIAL
    elif doubt == UNSURE:
        doubt = ""  # ألا يتجاوز السحب اليومي 25 مترا
    denial = words[denials[-1]]
    relative = _RELATIVE.search(head[: denial.start()])  # ما لا يقل عن, بما لا يتجاوز
    start = relative.start() if relative else denial.start()
    needed = denial.start() + _particle(denial[0])
    return Bounded(TURNED[phrase.bound], len(head) - start + plain.before, 0, doubt, needed - start)


def _is_of_noun(denial: str, between: list[str], phrase_words: str) -> bool:
    """Whether a bound tells of what there is none, rather than how many there are not."""
    nouns = [word for word in between if not PASSES.match(word)]
    has_noun = denial in {"nobody", "none"} and not between
    return bool(_OF_NOUN.search(phrase_words)) and (
        has_noun or (denial == "no" and bool(nouns) and nouns[-1] == between[-1])
    )


def _is_perfect(words: Sequence[re.Match[str]], denial: int) -> bool:
    """Whether what is denied has lasted: has not been mended for, had not met for."""
    before = words[denial - 1][0] if denial else ""
    return (
        before in {"has", "have", "had", "s", "d", "ve"}
        or words[denial][0] in {"hasn't", "haven't", "hadn't"}
        or any(word[0] == "been" for word in words[denial + 1 :])
    )


def _particle(denial: str) -> int:
    """Letters before the denial itself: of ولا, and of ألا, which is أن لا."""
    return len(denial) - 2 if denial[-2:] in {"لا", "لم", "لن"} else 0


def _is_denial(word: str, is_verb: bool) -> bool:
    """إلا and ألا are written alike when folded; only ألا stands before a verb."""
    return bool(DENIES.match(word)) and (is_verb or word.lstrip("وف") != "الا")
