"""What the words of an office tell: its head, the gender of who holds it, and who else may be called so."""

from __future__ import annotations

import re

from dossier.evidence.parties.nouns import BODIES_AR, MASCULINE_BODIES_AR, ONE_EACH_AR, TRADES_AR, TRADES_EN
from dossier.evidence.text.address import is_address
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import Gender

WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^[وف]?[بلك]?ال")
#: Offices of which a place or a body has one.
_SINGLE = frozenset(
    fold_text("""
        judge coroner minister president mayor governor chair chairman chairwoman chairperson director secretary
        ambassador commissioner prosecutor captain rector chancellor premier superintendent ombudsman harbourmaster
        headteacher headmaster headmistress provost registrar-general treasurer founder owner
        قاضي وكيل ربان قبطان مؤسس مالك
    """).split()
).union(ONE_EACH_AR)
#: What anybody who has been named may be called next: the man, the official.
ANYBODY = frozenset(
    fold_text("""
        man woman official officer lawmaker expert lawyer researcher pensioner widow analyst economist engineer activist
        رجل سيدة امرأة شاب شابة مسؤول مسؤولة نائب نائبة خبير خبيرة باحث باحثة محام محامي محامية قيادي محلل مهندس
    """).split()
)
_WOMEN = frozenset(
    fold_text("""
    mrs ms miss lady dame madam spokeswoman chairwoman queen mother widow wife daughter sister aunt grandmother niece
    woman girl
""").split()
)
_MEN = frozenset(
    fold_text("""
    mr sir lord spokesman chairman king sheikh imam father widower husband son brother uncle grandfather nephew man boy
""").split()
)
_DEPUTIES = frozenset(fold_text("deputy نائب نائبة وكيل وكيلة مساعد مساعدة").split())
_FORMER = re.compile(r"\b(?:former|ex|late)\b|السابق", re.IGNORECASE)
#: The deputy of somebody, who is not called so for short.
_DEPUTY = fold_text("نائب")
_VICE = re.compile(
    rf"(?:ال)?{_DEPUTY} (?:اول |ثان |ثاني )?(?:للرييس|رييس|مدير|وزير|محافظ|والي|قايد|امين|حاكم|عميد|نقيب)"
)
_OF_OURS = re.compile(".{3,}(?:نا|كم|ها|هم)")
_OURS = re.compile(".{3,}نا")  #: رئيستنا
#: A justice of a court anybody calls the judge, but no minister.
_OF_JUSTICE = re.compile(r"\b(?:of|for) justice\b|\bjustice(?= (?:minist|secret|department))", re.IGNORECASE)
_SOMEBODY_EN = re.compile(r"(?:an?|another|one|two|three|four|several|some|many|most|others?)\b", re.IGNORECASE)
_SOMEBODY_AR = frozenset(["أحد", "إحدى", "بعض", "عدد"])
_WITHIN = frozenset(fold_text("في من لدى عن").split())
_POSSESSED = re.compile(r".*(?:ها|هم|نا|[^ا]ه)|أبي|والدي|والدتي|جدي|جدتي|عمي|خالي|صديقي|زميلي|جاري|زوجي|زوجتي|أخي|أختي")
#: Bodies of which a country has one.
_ONLY_ONE = frozenset(fold_text("government army police parliament opposition حكومة جيش شرطة برلمان معارضة").split())
#: Bodies that trade, as a text calls them; and the words of those that do not.
TRADING = frozenset(["company", "firm", "operator", "carrier", "airline", "shipper", "insurer", "شركه"])
PUBLIC = frozenset(
    fold_text("""
        ministry authority union university council party office agency committee commission association
        institute court parliament government department police board assembly federation league وزارة هيئة
        جامعة مجلس اتحاد نقابة حزب جمعية منظمة لجنة محكمة بلدية ديوان مكتب مديرية سلطة حركة رابطة مصلحة صحيفة
        جريدة وكالة press courier times herald friends fund trust club society foundation hospital museum
        school
    """).split()
)


def heads_of(office: str) -> list[str]:
    """The words of an office that name it: minister, of "the minister of ports"; a deputy's are one, "deputy mayor"."""
    words = [_ARTICLE.sub("", fold_text(word)) for word in WORD.findall(_OF_JUSTICE.sub("", office))]
    words = [re.sub("ت$", "ه", word[:-2]) if _OURS.fullmatch(word) else word for word in words]
    words = ["judge" if word == "justice" else word for word in words]
    words = [word if word in TRADES_AR else word.removesuffix("ا") for word in words]
    heads = [word for word in words if word in TRADES_EN | TRADES_AR and not is_address(word)]
    return [" ".join(heads[:2])] if len(heads) > 1 and heads[0] in _DEPUTIES else heads


def is_one(office: str) -> bool:
    """Whether an office is of one person: "he" may be the minister, never the residents."""
    heads = heads_of(office)
    return bool(heads) and not (office.isascii() and heads[-1].endswith("s") and heads[-1] != "boss")


def is_called(office: str, known: str) -> bool:
    """Whether whoever holds an office may be called so: the minister, the transport minister; not another minister."""
    words = {_ARTICLE.sub("", fold_text(word)) for word in WORD.findall(plain(office))}
    if words == {_DEPUTY} and _VICE.match(fold_text(known)):
        return False  # the member of parliament
    if _FORMER.search(known) and not _FORMER.search(office):
        return False
    return len(words) < 2 or words <= {_ARTICLE.sub("", fold_text(word)) for word in WORD.findall(known)}


def is_former(office: str) -> bool:
    return bool(_FORMER.search(office))


def is_definite(office: str) -> bool:
    """Whether an office is of somebody known: the director, المدير."""
    return bool(_ARTICLE.match(fold_text(office))) if not office.isascii() else office.lower().startswith("the ")


def is_held_by_one(office: str) -> bool:
    """Whether an office with the article is one that a place or a body has but once: the judge, رئيس البلدية."""
    is_definite = not office.isascii() or office.lower().startswith("the ")
    return is_definite and bool(_SINGLE & set(heads_of(office)[-1:]))


def is_indefinite(words: str) -> bool:
    """Whether words introduce somebody who need not be named anywhere: a senior official, مصدر مطلع, أحد الركاب."""
    if words.isascii():
        return bool(_SOMEBODY_EN.match(words))
    told = words.split()
    head = told[: next((number for number, word in enumerate(told) if number and _begins_a_place(word)), len(told))]
    if len(head) < 2 or head[0].removeprefix("و") in _SOMEBODY_AR:
        return bool(set(head[:1]) & _SOMEBODY_AR) or is_trade(words)
    if any(_OF_OURS.fullmatch(word) for word in head[1:]) or _POSSESSED.fullmatch(head[0]):
        return False  # رئيسة رابطتنا is the one that we have
    return is_trade(words) and not any(_ARTICLE.match(fold_text(word)) for word in head)


def _begins_a_place(word: str) -> bool:
    """Whether a word tells where somebody is or what for: في, بالميناء, للبحث; not لجنة, which is a body."""
    key = fold_text(word)
    return key in _WITHIN or (key.startswith(("ب", "ل")) and key not in BODIES_AR)


def is_trade(words: str) -> bool:
    """Whether the first word is an indefinite office or trade: a word that no table has may be a name."""
    first = fold_text(words.split()[0]) if words.split() else ""
    return bool({first, first.removeprefix("و")} & TRADES_AR) and not _POSSESSED.fullmatch(words.split()[0])


def agrees(gender: Gender, words: str) -> bool:
    """Whether an Arabic verb right before an office or body may have it as its subject: never قال الوزارة."""
    head = next(iter(words.split()), "")
    if gender == "m":
        return not head.endswith("ة")
    return gender != "f" or _ARTICLE.sub("", fold_text(head)) not in MASCULINE_BODIES_AR


def is_only_one(body: str) -> bool:
    """Whether a body without a name is one of which there is only one: the government, الجيش."""
    return bool({_ARTICLE.sub("", fold_text(word)) for word in WORD.findall(body)} & _ONLY_ONE)


def plain(office: str) -> str:
    """Without its article or a mere title such as Mr."""
    words = [word for word in office.split() if not is_address(word)]
    while words and fold_text(words[0]) in {"a", "an", "the", "its", "their", "his", "her"}:
        words = words[1:]
    return " ".join(words)


def gender_of_office(office: str) -> Gender:
    """What a title tells: Mrs, الوزيرة."""
    words = {fold_text(word) for word in WORD.findall(office)}
    if words & _WOMEN:
        return "f"
    if words & _MEN:
        return "m"
    bare = (fold_text(word).removeprefix("ال") for word in WORD.findall(office))
    head = next((word for word in bare if word in TRADES_AR), "")
    return ("f" if head.endswith("ه") else "m") if head else ""
