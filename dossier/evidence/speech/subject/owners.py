"""Whether a phrase behind an Arabic verb is its subject, or only belongs to it: محامي فلان, ممن يعرف فلانا."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_AR, is_possessed
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.subject.phrase import PREPOSITION
from dossier.evidence.text.folding import fold_text, folded_words
from dossier.evidence.text.saying import Verb, verbs_in, word_count

#: Verbs that have whom they are about right behind them.
TRANSITIVE = frozenset(fold_text("وصف اتهم سمى انتقد اعتبر هدد طالب حذر استنكر").split())
_TO_SOMEBODY = frozenset(fold_text("أبلغ أخبر سأل خاطب قاطع نصح مازح ناشد بادر نبه طمأن شبه نسب").split())
SOMEBODY = frozenset(fold_text("أحد أحدهم إحدى إحداهن بعض بعضهم عدد كل كثيرون آخرون آخر").split())
_WHOEVER = frozenset(fold_text("من الذي التي الذين اللواتي ممن كثير كثيرون معظم أغلب جميع").split())
_PAPERS = frozenset(fold_text("بيان تقرير رسالة تصريح تعليق خبر مقال كتاب منشور").split())
DEFINITE = re.compile(r"[وف]?[بلك]?ال|لل")
IN_WHAT_WAY = re.compile(r"[بل]|\w+ا$|\w+(?:ه|ها)$")  #: بحزم, للصحفيين, غاضبا, نفسه
PARTICLES = frozenset(
    fold_text("""
        ثم قد فقد كما لكنه لكنها ولكنه إنه أنه وهو وهي كان كانت وكان عاد وعاد عادت جانبه جهته قبل أن حيث
    """).split()
)
_NEXT_WORD = re.compile(r" ([^\W\d_][\w\u064b-\u0652]*)")
#: To whom, how and where, folded: للصحفيين, لموظفكم, بلهجة, بالإنجليزية.
ADVERBIAL = re.compile(
    r"لل|ل(?:نا|ي|ه|ها|هم|كم)$|ل\w+(?:نا|كم|هم|ه|ها|ي)$|ب(?:ال|لهجه|صوت|نبره|حزم|غضب|حده|اسي|مراره|ثقه|وضوح|هدوء|سخريه|حرقه|تاثر|اختصار|كل)"
    r"|ل(?:وكاله|صحيفه|جريده|قناه|موقع|مجله|اذاعه|تلفزيون|وسايل|رويترز|مراسل|برنامج|جمع|حشد)|[وف]|قايل|مضيف|موكد"
)
_VERBAL = re.compile(r"[يت]\w{3,}$|م\w{3,}[اه]$|\wا\w\w[اه]$|ال\w+|رفض\w*|طلب\w*|فضل\w*|اشترط\w*|كان\w*")


def is_described(text: str, verb: Verb, start: int, end: int) -> bool:
    """Whether nothing is described or accused but whoever stands behind the verb: ووصف فلان بأنه."""
    has_object = fold_text(text[verb.start : verb.end]).endswith(("ه", "ها", "هم"))
    return not has_object and not word_count(text[start:end])


def is_owned(text: str, start: int, phrase: NounPhrase, inside: Sequence[NounPhrase]) -> bool:
    """Whether the first word behind a place is somebody else, whom only a phrase tells of: منتقدو فلان, محامي فلان, بعض
    من يعرف فلانا."""
    if phrase.kind == "role" and not phrase.name:
        owner = next((other for other in inside if other.start == phrase.end + 1 and other.kind == "person"), None)
        return owner is not None and text[phrase.end : owner.start] == " " and is_possessed(phrase.office)
    words = folded_words(text[start : phrase.start])
    if not words or phrase.kind != "person":
        return False
    if words[0] in SOMEBODY | _WHOEVER | _PAPERS:
        return True
    noun = words[-1] if len(words) == 1 or words[0] in STOPS_AR else words[0]
    if len(words) == 2 and PREPOSITION.search(f"{text[start : phrase.start].split()[0]} "):
        return noun not in STOPS_AR and not DEFINITE.match(noun)  # على صورة فلان
    is_plain = len(noun) > 2 and noun not in STOPS_AR | PARTICLES and not DEFINITE.match(noun)
    return is_plain and len(words) == 1 and not verbs_in(text[start : phrase.start]) and not IN_WHAT_WAY.match(noun)


def is_cut_off(after: str, phrase: NounPhrase) -> bool:
    """Whether an office goes on in words that no table has: عضو المجلس ثاني بن عبيد is not just any member."""
    match = _NEXT_WORD.match(after)
    if phrase.kind not in {"role", "body"} or (phrase.kind == "body" and phrase.parties) or not match:
        return False
    word = fold_text(match[1])
    return (
        word[:1] not in {"", "ل", "ب"}
        and word not in STOPS_AR | PARTICLES
        and not ADVERBIAL.match(word)
        and not _VERBAL.match(word)
    )


def is_skippable(between: str, phrase: NounPhrase) -> bool:
    """Whether the words between a verb and its subject tell when, where or to whom, or are of it: نظيري وزير الطاقة."""
    words = folded_words(between)
    if len(words) == 1 and phrase.office and re.fullmatch(r"\w{3,}(?:ي|ه|ها|هم|نا)", words[0]):
        return True
    return all(word in STOPS_AR or word.startswith("ل") or len(word) < 3 for word in words) or any(
        word in STOPS_AR for word in words[:1]
    )


def is_trade(between: str, phrase: NounPhrase, verb: Verb) -> bool:
    """Whether a word with the article between a verb and a name is the trade of whoever is named, though no table has
    it: قال المشجع وائل زين; not ووصف التقرير وائل زين."""
    words = between.split()
    if phrase.kind != "person" or phrase.office or not 0 < len(words) < 3 or verb.root in TRANSITIVE | _TO_SOMEBODY:
        return False
    is_feminine = words[0].endswith(("ة", "ى"))
    return all(DEFINITE.match(fold_text(word)) for word in words) and is_feminine == (verb.gender == "f")
