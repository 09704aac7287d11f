"""The clause with a verb of saying that a quotation hangs on.

Right behind the quotation (`"…," said X`), or the last one before it in its sentence (`قال X: «…»`); or a name and a
colon without any verb. What stands inside quotation marks is blank here, so that no verb or name in it counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.text.address import SHORTENED
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.marks import Quoted
from dossier.evidence.text.saying import Verb, subject_end, verbs_in, word_count

BLANK = "\0"  #: stands for every letter of a quotation
BEHIND = 90  #: letters after a closing mark within which "said the minister" stands
ATTRIBUTING = 7  #: words that may stand between a quotation and its verb: "…," a spokeswoman for the company said
RELATIVE = 9  #: more of them, if a relative clause tells of the subject
LABEL = 8  #: words of a label before a colon
NEAR = 90  #: letters before a word in which what leads up to it stands
FAR = 24  #: verbs of saying, of a sentence without end, among which the one is looked for that a quotation hangs on

_WHO_IS = re.compile(r"\bwho\b(?! (?:said|says|told|called|added)\b)")
_YOU_DID = re.compile(r", you (?:\w+ )?(?:said|told|wrote|called|described|promised|asked|claimed|added|say|call)\b")
_THUS = re.compile(r"(?<!\w)(?:هكذا|بهذه الكلمات|بهذه العبارة|كما)(?!\w)")
_TITLE = re.compile(rf"\b(?:{'|'.join(SHORTENED)}|[A-Z])\. ?(?=\w)")
_SIGNED = re.compile(r"[.,]?\s*[–—―]\s*|\s+-\s+|[.,]? ?\((?:[^()]{0,30}, )?")  #: “…” — Gareth Oduya
_ATTACHED = re.compile(r"(?<!\w)[وف]?لـ?$")
_WHAT = re.compile(r"(?:(?<!\w)\w{0,2}ما |\b[Ww]hat (?:[\w'’-]+ ){1,5})$")
_ENDS_ASIDE = re.compile(r",\s*$")  #: it asked, the judge told the court, “…”
_BY = re.compile(r" (?:\w+ly )?by (?!\w+ing\b|\d)(?:the )?")
_EVENT = re.compile(
    r"\b(?:meeting|hearing|session|talks|ceremony|vote|poll|rally|conference|summit|event|election|inquest|march)s? $"
)
_COLON = re.compile(r"[:：][\s*_]*$|^[\W_]*(?:[^\W\d_][\w.'’-]*[*_]* ){1,4}[–—] $")
_WAS = re.compile(r"\b(?:was|were|been|being|be|is|are|get|gets|got)(?: \w+ly)? $")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|when|if|as)(?: \w+ly)?\s*$", re.IGNORECASE)
#: Somebody else speaks: he answered that he had been told, قيل لي.
_WAS_TOLD = re.compile(
    r"\b(?:was|were|been|being)(?: \w+ly)? (?:told|asked|informed|warned|advised)\b|(?<!\w)[وف]?(?:قيل|سئل)\w*"
)
#: Verbs that name the one who is spoken to behind them.
ADDRESSING = frozenset(
    [
        "asked",
        "told",
        "reminded",
        "informed",
        "called",
        "described",
        "accused",
        "urged",
        "warned",
        "advised",
        "labelled",
        "branded",
    ]
)

#: More verbs of which "by" tells whose words they are.
_JUDGING = frozenset(["quoted", "termed", "denounced", "condemned", "hailed", "dismissed", "praised", "criticised"])


@dataclass(frozen=True, slots=True)
class Clause:
    """The verb that a quotation hangs on; the subject is looked for from `start` to `end` of the text."""

    verb: Verb | None
    start: int
    end: int
    is_behind: bool = False  #: the quotation stands before the verb
    is_label: bool = False  #: a name and a colon, without any verb


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with its quotations, what it says outside of them, and who and which verbs stand there."""

    original: str
    quoted: tuple[Quoted, ...]
    text: str  #: the same letters with every quotation blank
    phrases: tuple[NounPhrase, ...]
    verbs: tuple[Verb, ...]

    def sentence(self, place: int) -> tuple[int, int]:
        return next((span for span in sentences(self.text) if place < span[1]), (0, len(self.text)))

    def sentences_before(self, place: int) -> list[tuple[int, int]]:
        return [(start, min(end, place)) for start, end in sentences(self.text) if start < place]

    def within(self, span: tuple[int, int]) -> list[NounPhrase]:
        return [phrase for phrase in self.phrases if span[0] <= phrase.start and phrase.end <= span[1]]

    def before(self, place: int) -> list[list[NounPhrase]]:
        """The phrases of each sentence before a place, and of the words of its own that stand before it."""
        spans = self.sentences_before(place)
        return [self.within(span) for span in spans if word_count(self.text[slice(*span)])]


def near(text: str, place: int) -> str:
    """What stands right before a place: no more than NEAR letters, however far the text goes back."""
    return text[max(0, place - NEAR) : place]


def within(verbs: Sequence[Verb], start: int, end: int) -> Sequence[Verb]:
    """Those of a text's verbs that begin between two places."""
    first, last = (bisect_left(verbs, place, key=lambda verb: verb.start) for place in (start, end))
    return verbs[first:last]


def scene_of(text: str, quoted: Sequence[Quoted], phrases: Sequence[NounPhrase]) -> Scene:
    """The scene of a paragraph; `phrases` are all of it, also those inside quotations."""
    outside = masked(text, quoted)
    kept = [phrase for phrase in phrases if not any(item.start <= phrase.start < item.outer[1] for item in quoted)]
    verbs = [_by_whom(outside, verb) for verb in verbs_in(outside)]
    verbs = [verb for verb in verbs if not _is_passive(outside, verb)]
    return Scene(text, tuple(quoted), outside, tuple(kept), tuple(verbs))


def masked(text: str, quoted: Sequence[Quoted]) -> str:
    """The text with every quotation blank, but for a full stop where a sentence ends with it."""
    letters = list(text)
    for item in quoted:
        start, end = item.outer
        letters[start:end] = BLANK * (end - start)
        if end > start and _ends_a_sentence(text, item):
            letters[end - 1] = "."
    return "".join(letters)


def _ends_a_sentence(text: str, item: Quoted) -> bool:
    last, after = text[item.start : item.end].rstrip()[-1:], text[item.outer[1] :].lstrip(" ")
    if not after:
        return True
    if last not in ".!?؟…" or not (after[0].isupper() or "\u0620" <= after[0] <= "\u064a" or not after[0].isalnum()):
        return False
    if after[0] in "،,;:.)–—-؛":
        return False
    if last != "." or "\u0620" <= after[0] <= "\u064a":
        verbs = verbs_in(after[:BEHIND])
        if verbs and verbs[0].kind != "source":
            between = after[: verbs[0].start]
            is_turned = (
                word_count(between) == 0 and after[0] not in "وف"
                if verbs[0].is_arabic
                else (0 < word_count(between) < 5 and not re.search(r"[.,:]", between))
            )
            if is_turned:
                return False
    return True


def _by_whom(text: str, verb: Verb) -> Verb:
    """A passive that tells by whom is a source: the plan was described by the mayor as …"""
    by = _BY.match(text, verb.end)
    return replace(verb, kind="source", end=by.end()) if by and verb.root in ADDRESSING | _JUDGING else verb


def _is_passive(text: str, verb: Verb) -> bool:
    """Whether its subject is told or asked rather than tells: was asked; Asked whether …, Quill laughed; a meeting held
    in May."""
    if verb.root == "held" and verb.kind == "finite" and _EVENT.search(near(text, verb.start)):
        return True
    if verb.is_arabic or verb.kind == "source":
        return False
    before = near(text, verb.start)
    if verb.root not in ADDRESSING:  # was shouted at; but was quoted as saying
        is_done = verb.kind == "finite" and verb.root.endswith(("ed", "said", "written")) and verb.root != "quoted"
        return is_done and bool(_WAS.search(before)) and not text.startswith(" by ", verb.end)
    return bool(_PASSIVE.search(before[-30:])) or before.rstrip()[-1:] in {"", *".!?\0"}


def clause_of(number: int, scene: Scene) -> Clause | None:
    """What a quotation hangs on: the verb right behind it, or the last one before it in its sentence, or a label."""
    item, text = scene.quoted[number], scene.text
    following = scene.quoted[number + 1].outer[0] if number + 1 < len(scene.quoted) else len(text)
    start, end = scene.sentence(item.outer[0])
    if behind := _verb_behind(scene, item, min(end, following), following):
        return Clause(behind, start, min(end, following), is_behind=True)
    if before := _verbs_before(number, scene, start):
        is_handed_on = _WAS_TOLD.search(text, before[-1].end, item.outer[0])
        is_aside = len(before) > 1 and text[before[-2].end] == "," and _ENDS_ASIDE.search(near(text, item.outer[0]))
        is_lost = is_handed_on or is_aside or _is_quoting(before[-1], text)
        return Clause(None if is_lost else before[-1], start, item.outer[0])
    if named := next((phrase for phrase in scene.phrases if phrase.start >= item.outer[1]), None):
        rest = text[named.end : following].partition(".")[0]
        if _SIGNED.fullmatch(text[item.outer[1] : named.start].strip("*_")) and word_count(rest) <= LABEL // 2:
            return Clause(None, item.outer[1], named.end, is_behind=True, is_label=True)
    named = next((phrase for phrase in scene.within((start, item.outer[0])) if phrase.kind != "pronoun"), None)
    rest = text[start : item.outer[0]] if named is None else text[start : named.start] + text[named.end : item.outer[0]]
    if _COLON.search(text[start : item.outer[0]]) and word_count(rest) <= LABEL:
        return Clause(None, start, item.outer[0], is_label=True)
    return None


def _is_quoting(verb: Verb, text: str) -> bool:
    """Whether somebody only says that he quotes: he told us, and I quote, “…”."""
    return verb.root == "quote" and text.endswith("I ", 0, verb.start)


def _verbs_before(number: int, scene: Scene, start: int) -> list[Verb]:
    """The last verbs before a quotation in its sentence, two at most, on which the one before it does not hang, and
    with which nobody says that he quotes; else the last one with which somebody does."""
    item, text = scene.quoted[number], scene.text
    earlier = scene.quoted[number - 1].outer if number else (0, 0)
    between = text[earlier[1] : item.outer[0]]
    is_attached = bool(_ATTACHED.search(near(text, earlier[0])))  # قالت لـ«صوت الساحل»: «…»
    if number and not is_attached and re.search(r"[.:]", between):
        start = max(start, earlier[0])  # the one before hangs on all verbs before it
    goes_on = number > 0 and not re.match(r"\s*[،,;؛]", between)
    found: list[Verb] = []
    quoting: list[Verb] = []
    for verb in reversed(within(scene.verbs, start, item.outer[0])[-FAR:]):
        if goes_on and verb.end <= earlier[0] and _WHAT.search(near(text, verb.start)):
            continue  # ووصفت ما تسميه الوزارة «إصلاحا» بأنه «عار»
        (quoting if _is_quoting(verb, text) else found).insert(0, verb)
        if len(found) == 2:
            break
    return found or quoting[-1:]


def _verb_behind(scene: Scene, item: Quoted, end: int, following: int) -> Verb | None:
    text, place = scene.text, item.outer[1]
    verb = next(iter(within(scene.verbs, place, min(end, place + BEHIND))), None)
    if verb is None or (
        verb.kind == "participle" and not re.match(r"\W*(?:علي حد |على حد )?$", text[place : verb.start])
    ):
        return None
    between = text[place : verb.start]
    inner = scene.original[item.start : item.end + 1].rstrip()[-1:]
    touches = between.lstrip()[:1] in {",", "،", "-", "–", "—"} or inner in {"?", "!", "؟", ",", "،", "…"}
    starts = not text[scene.sentence(item.outer[0])[0] : item.outer[0]].strip(" *_>#-–—\"'.")
    if verb.kind == "source":
        return verb if word_count(between) == 0 else None
    if verb.kind == "participle":
        return verb if verb.root and touches and not word_count(between) and starts and not verb.is_arabic else None
    between = _TITLE.sub(" ", _THUS.sub("", _without_subject(scene, place, verb.start)))
    is_told_of = touches and _WHO_IS.search(between) is not None  # “…”, a board member who declined to be named said.
    allowed = 0 if verb.is_arabic else ATTRIBUTING + is_told_of * RELATIVE
    leads_on = re.search(r"[.:;]|(?:^|\s)(?:and|but|while|before|then|as|that)\s", between)
    if word_count(between) > allowed or leads_on:
        return None
    if verb.is_joined:  # «…»، وأضاف: «…»: the first is of the same speaker if nothing before it says whose it is
        return verb if starts and touches and verb.goes_on else None
    return verb if (touches or starts) and not _introduces(verb, scene, following) else None


def _without_subject(scene: Scene, start: int, end: int) -> str:
    """What stands between a quotation and its verb, but for the words of a name with all that belongs to it."""
    named = next((item for item in scene.phrases if item.start >= start), None)
    if (
        named is None
        or named.kind not in {"person", "body"}
        or named.end > end
        or word_count(scene.text[start : named.start])
    ):
        return scene.text[start:end]
    return scene.text[start : named.start] + scene.text[named.end : end]


def _introduces(verb: Verb, scene: Scene, limit: int) -> bool:
    """Whether a verb leads on to another quotation: "…", he added: "…"."""
    text = scene.text
    end = min(subject_end(text, verb), len(text))
    if within(scene.verbs, verb.end, end):
        return False  # «…»، تقول وهي تمسح يديها، ثم تضيف: «…»
    return text[end : end + 1] == ":" and not text[end + 1 : limit].strip() and "." not in text[verb.end : end]


def attribution_of(scene: Scene, item: Quoted, clause: Clause) -> str:
    """The words of the clause, without the quotation."""
    if clause.is_behind:
        return scene.text[item.outer[1] : clause.end].partition(BLANK)[0].strip(" \"”»’'،,.-–—")
    return scene.text[clause.start : item.outer[0]].rstrip(BLANK).rpartition(BLANK)[2].strip(" \"“«‘'،,:.-–—*>")


def called_on(scene: Scene, clause: Clause) -> NounPhrase | None:
    """Whom a speech turns to: Minister Renzi, you said."""
    named = scene.within((clause.start, clause.verb.start)) if clause.verb else []
    return next((item for item in named if item.kind == "person" and _YOU_DID.match(scene.text, item.end)), None)
