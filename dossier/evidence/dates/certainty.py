"""Whether words that can be read as a date are one, wherever they stand: "in May" and "2019" in brackets, not "may"."""

from __future__ import annotations

import re

from dossier.evidence.dates.phrase import DatePhrase
from dossier.evidence.dates.vocabulary import TODAY
from dossier.evidence.dates.words import DOUBTFUL, SURE, DateToken

_TERMS = {"فصل", "الفصل", "للفصل"}  #: a quarter of a year, but a term or a chapter as well
_NOT_DAILY = re.compile(
    r"(?:every|each|easter|good|black|ash|palm|holy|cyber|bloody|no|number|resolution|law|article"
    r"|كل|ايام|صلاه|خطبه|سوق|مسجد|سوره|رقم|الماده) ?$"
)
TITLED = re.compile(
    r"(?<!\w)(?:act|bill|report|budget|census|vision|agenda"
    r"|order|regulations?|code|rules|ordinance|law|directive|©|copyright),? $|© ?$"
    r"|(?<!\w)[وبلف]?(?:ال)?(?:انتخابات|اتفاقيه|اتفاق|معاهده|حرب|ثوره|ميزانيه|موازنه|تعداد|احصاء|دوره|دستور|كارثه|زلزال|فيضانات"
    r"|انقلاب|موسم|قانون ماليه|قانون الماليه|تقرير|تقرير سنوي|رؤيه|افق"
    r"|خطه|ازمه|هزيمه|انتفاضه|قمه|مونديال|اولمبياد) $"
)
#: What is counted behind a number that might be a year.
COUNTED = re.compile(
    r" (?:dollars?|euros?|pounds?|dinars?|dirhams?|riyals?|rials?|liras?|francs?|shillings?|rupees?|rand"
    r"|naira|cedis?|pesos?"
    r"|tonnes?|tons?|kg|kilos?|km|kilomet\w+|met(?:er|re)s?|miles?|hectares?|acres?|litres?|megawatts?|mw|barrels?|people|men"
    r"|women|children|homes|houses|families|households|workers|employees|students|pupils|seats|votes|members|copies|units"
    r"|patients|cases|beds|jobs|vehicles|trees|animals|sheep|residents|passengers|pages|hours|days"
    r"|دينار\w*|درهم\w*|ريال\w*|ليره|جنيه\w*|دولار\w*|يورو|فرنك\w*|طن\w*|كيلو\w*|متر\w*|هكتار\w*|فدان\w*|دونم\w*|لتر\w*"
    r"|شخص\w*|عامل\w*|موظف\w*|طالب\w*|اسره|عايله|منزل\w*|مقعد\w*|صوت\w*|نسخه|سرير\w*|برميل\w*|ميغاوات|مستفيد\w*|نخله|شجره|راس|بير\w?"
    r")(?!\w)"
)
_NOT_NOW = ("في ", "كل ", "يوما من ", "ايام من ")  #: before اليوم: a day, from today
_OF_NUMBER = re.compile(r"(?<!\d)\d{1,4} ?\($")  #: resolution 9 (2012), of whose number it is a part
_RUN_INTO = re.compile(r"(?:[^\W\d]|[_/]|[^\W\d]-)$")  #: of a name or number: DOC-20220605
_OWNED = re.compile(r"(?:his|her|their|my|our|in your) $")


def is_sure(phrase: DatePhrase, before: DateToken, after: DateToken, text: str) -> bool:
    """Whether the words are a date even in a text of which nobody said that a date stands there."""
    kinds = {token.kind for token in phrase.first}
    prior = text[max(0, phrase.tokens[0].start - 14) : phrase.tokens[0].start]
    led = {token.kind for token in phrase.lead} & set("iguzbapDj")
    months = [token for token in (*phrase.first, *phrase.last) if token.kind in "mk"]
    if months and kinds & set("mk"):
        if any(token.text.isdecimal() for token in months) and not (kinds & set("ywD") or led & {"D"}):
            return False  # on 31/8, which may be something else
        doubt = min(token.doubt for token in months)  # مارس is a month where it stands beside one: من مارس إلى يونيو
        return (
            bool((kinds | {token.kind for token in phrase.last}) & set("dynlYo"))
            or doubt == SURE
            or (doubt == DOUBTFUL and bool(led - {"j"} or kinds & set("MS")))
        )
    if any(token.kind == "B" for token in phrase.last):
        return True
    if "q" in kinds:
        return False  # on the 19th, which may be counted by something else
    if "f" in kinds:
        return _is_whole_figure(phrase, led, before) and not _RUN_INTO.search(text, 0, phrase.start)
    if {token.text for token in phrase.first} & _TERMS and not kinds & set("yY"):
        return False
    if kinds & set("TFBHZVXAR") or (kinds & set("UQ") and kinds & set("odl")):
        is_told_of = after.text.startswith("ال") and after.kind in "xo" and "w" not in kinds  # اليوم الوطني
        if "T" in kinds and _OWNED.search(prior):
            return False  # in his 90s
        is_rate = phrase.first[0].text == TODAY and text.endswith(_NOT_NOW, 0, phrase.first[0].start)
        is_rate |= phrase.first[0].text == "last night" and text.endswith("the ", 0, phrase.first[0].start)
        return "A" not in kinds or not (before.kind == "S" or is_told_of or is_rate)
    if "N" in kinds:
        return not _OWNED.search(prior) and not text[phrase.end :].startswith(" من عمر")
    if "O" in kinds:
        return not _NOT_DAILY.search(prior) and not text.startswith(" island", phrase.end)
    if "C" in kinds or kinds & set("GLI"):
        return True
    if "M" in kinds and kinds & set("do") and kinds & set("lS"):
        return True  # the 18th of last month, 18 منه
    if kinds & set("YMWDS") and not kinds & set("ylw"):
        return _is_counted_off(phrase)
    if "e" in kinds:
        return bool(kinds & set("yl") or (led and not after.text.startswith("العرب")))
    if "w" in kinds:
        doubts = [token.doubt for token in phrase.first if token.kind == "w"]
        told = kinds & set("DElS") or led & set("guD")
        is_name = (
            text.endswith("the ", 0, phrase.first[0].start)
            and after.kind == "x"
            and after.text.isalpha()
            and not kinds & set("ESWl")
        )
        return (
            not is_name and not _NOT_DAILY.search(prior) and before.kind != "#" and (bool(told) or max(doubts) == SURE)
        )
    if "y" in kinds:
        return _is_year(phrase, led, before, after, text)
    return True


def _is_counted_off(phrase: DatePhrase) -> bool:
    """Two years before, the end of the year, that year: but not "after two years", "آخر عام" or "the day that"."""
    first, *rest = phrase.first
    if first.kind == "b":
        return first.number < 0
    if rest:
        return first.kind == "S" or first.text > "\u0600"
    return first.text.startswith("ال") or first.text < "\u0600"


def _is_whole_figure(phrase: DatePhrase, led: set[str], before: DateToken) -> bool:
    """Three numbers with a year of four digits; 5/2019 and 1.2.19 only behind a preposition."""
    (figures,) = [token.text for token in phrase.first if token.kind == "f"][:1]
    numbers = re.findall(r"\d+", figures)
    is_whole = len(numbers) == 3 and max(map(len, numbers)) == 4
    return (
        is_whole
        or (len(numbers) == 2 and len(numbers[0]) == 4 and bool(led))
        or bool(led & set("igu"))
        or (before.kind in "wD")
    )


def _is_year(phrase: DatePhrase, led: set[str], before: DateToken, after: DateToken, text: str) -> bool:
    prior = text[max(0, phrase.tokens[0].start - 14) : phrase.tokens[0].start]
    kinds = "".join(token.kind for token in phrase.first)
    years = [token.number for token in phrase.tokens if token.kind == "y"]
    is_likely = all(1500 <= year < 2100 for year in years)
    if set(kinds) & set("YvhP") and not COUNTED.match(text, phrase.end):
        is_number = kinds[0] == "y" and not set(kinds) & set("vhP")  # issue 1204 – year 12
        return all(year >= 300 for year in years) and (is_likely or not is_number)
    if kinds == "y" and _OF_NUMBER.search(prior):
        return False
    if led & set("iguzba") and COUNTED.match(text, phrase.end):
        return False  # in 2000 homes
    if phrase.is_run or phrase.last or not (before.kind or after.kind):  # nothing but a year: the cell of a table
        return is_likely and all(year > 1800 and year % 100 for year in years)  # 1500 and 2000 may be so many
    if TITLED.search(prior):  # the Ports Act 1998, © 2025
        return is_likely
    if led & set("iguzbap"):
        return all(1000 <= year < 2200 for year in years) and (is_likely or not after.text[:1].isalpha())
    if {before.text, after.text} == {"|"}:  # a cell
        return is_likely and years[0] > 1800
    if before.kind == "s" and after.kind == "s":
        return is_likely
    if COUNTED.match(text, phrase.end):
        return False
    if before.kind in {"j", "&", "c"} or "j" in led or re.search(r"(?:the|to|for|than|as|ل) $", prior):
        return is_likely and years[0] >= 1800 and years[0] % 100 != 0 and not _NOT_DAILY.search(prior)
    return False
