"""Numbers that count nothing, by what stands about them: years, articles and pages, scores, codes, models, names.

Written for folded letters. What only a name tells, of a ship or a model, is in `designations.py`.
"""

from __future__ import annotations

import re
from typing import Literal

from dossier.evidence.numbers.designations import DIALLED, NAMED_ALONE, NO_PLURAL, is_designated
from dossier.evidence.numbers.money import is_sum_of
from dossier.evidence.numbers.numerals import Numeral
from dossier.evidence.numbers.words import word_of

_NAMED_EN = (
    r"s\.|ss\.|cl\.|para\.|§|articles?|art\.|resolutions?|res\.|chapters?|pages?|p\.|pp\.|lines?|rooms?|"
    r"flights?|nos?\.|numbers?|no|paragraphs?|paras?\.?|"
    r"sections?|clauses?|annex(?:es)?|items?|tables?|figures?|fig\.|versions?|phases?|routes?|highways?|"
    r"channels?|gates?|buildings?|"
    r"cap\.|laws?|decrees?|volumes?|vol\.|issues?|parts?|acts?|cases?|rules?|protocols?|levels?|piers?|berths?|halls?|"
    r"hangars?|platforms?|"
    r"apartments?|apt\.|flats?|suites?|box|tel|tel\.|phone|fax|telephone|extension|ext\.|category|class|grade|"
    r"terminal|runway|unit|block|"
    r"plot|lot|schedule|appendix|footnote|note|question|exhibit|form|bill|order|directive|regulation|convention|"
    r"area|district|ward|"
    r"chambers?|sheds?|shafts?|silos?|pits?|booths?|stalls?|vaults?|turbines?|reactors?|lockers?|kilomet(?:re|"
    r"er)|mile|cells?|tanks?|wells?|"
    r"group of|world war|page \d+ of|zone|track|lane|bus|train|day|sub-?paragraph|#|№|"
    r"head|engine|ladder|squad|model|mk|pin(?: ?code)?|postcode|zip(?: code)?|sector|checkpoint|junction|exit|buoy|"
    r"km|build|"
    r"borehole|locomotive|episode|psalm|regiment|battalion|brigade|substation|pylon"
)
_NAMED_AR = (
    r"ماده|مادتين|مادتان|مواد|قرار|قرارات|قراري[نه]|رقم|ارقام|فصل|صفحه|ص|ص\.|بند|فقره|قانون|مرسوم|غرفه|رحله|"
    r"طابق|جلسه|دوره|باب|جدول|"
    r"شكل|ملحق|هاتف|فاكس|تليفون|جوال|اصدار|رصيف|قاعه|مبني|شقه|خط|قناه|توصيه|قضيه|صندوق البريد|ص\. ?ب\.?|ظهير|مرحله|"
    r"سطر|خانه|بوابه|منطقه|"
    r"شارع|زقاق|محله|حي|درب|زنقه|جاده|عماره|بنايه|مدخل|فيلا|بلوك|قطعه|حوض|نموذج|استماره|طراز|موديل|نسخه|"
    r"نقطه|مراسله|ارساليه|برقيه|تعميم|منشور|مذكره|كتاب|خطاب|رساله|محضر|شهاده|رخصه|لوحه|ملف|شكوي|دعوي|"
    r"ايصال|حساب|سوال|بروتوكول|قاطع|قطاع|كيلومتر|كتيبه|لواء|فرقه|فوج|سريه|محطه|مضخه|بير|مولد|توربين|محرك|"
    r"مقسم|اذاعه|كشك|شباك|مقعد|عربه|قاطره|حافله|تردد|رمز|درج|مخزن|مستودع|صومعه|خزان|مخيم|حاجز|مفرق|مجموعه|دايره|"
    r"(?:بنود|فقرات|صفحات|مواد)(?: من)?|"
    r"طريق (?:ال)?(?:وطني|جهوي|اقليمي|دولي|سريع|سيار|رييسي|رابط|ثانوي|محلي)ه?"
)
#: Of these a number before a noun counts what is in them: في القاعة 300 شخص, in the hall 300 people.
_PLACES = re.compile(
    r"(?:districts?|area|ward|zone|halls?|hangars?|class|block|buildings?|day|terminal|bus|train|box|group of|"
    r"chambers?|sheds?|shafts?|pits?|tanks?|cells?|"
    r"sector|regiment|battalion|brigade|order|"
    r"منطقه|قاعه|مبني|فصل|جلسه|دوره|مرحله|رصيف|طابق|شقه|غرفه|رحله|قضيه|ملحق|شكل|خط|"
    r"شارع|زقاق|محله|حي|درب|زنقه|جاده|عماره|بنايه|فيلا|بلوك|قطعه|حوض|طراز|نسخه|نقطه|مراسله|ارساليه|برقيه|"
    r"تعميم|منشور|مذكره|كتاب|خطاب|رساله|محضر|شهاده|رخصه|لوحه|ملف|شكوي|دعوي|ايصال|حساب|سوال|"
    r"قاطع|قطاع|كتيبه|لواء|فرقه|فوج|سريه|محطه|مضخه|بير|مولد|محرك|كشك|شباك|مقعد|عربه|قاطره|حافله|درج|مخزن|"
    r"مستودع|صومعه|خزان|مخيم|حاجز|مجموعه|دايره|مدخل|نموذج|استماره) $"
)
_ISSUE = r"(?<!بلغ )(?<!صار )(?<!اصبح )(?<!ارتفع )(?<!هذا )[وف]?العدد(?!:)"
_NAMED = re.compile(
    rf"(?<!\w)(?:{_NAMED_EN}|[وفبلك]?(?:لل|ال)?(?:{_NAMED_AR})|{_ISSUE})"
    r"(?: (?:no|nos|number|numbers|رقم|ارقام|عدد)\.?)?:? ?[#(\"]?(?:ال ?)?$"
)
_BEINGS = re.compile(
    r" (?:people|persons|men|women|children|members|ships|boats|families|workers|students|metres|km|tonnes)(?!\w)"
)
_LISTED = re.compile(r"(?:\(\w\)|[a-z])?(?: ?(?:,|،|and|و|or|او|to|الي|-|–|&|\)|\(|/))+ ?(?:الماده )?$")
#: What is counted by an ordinal: المؤتمر الـ32 is the thirty-second, الدول الـ57 are as many.
_ORDERED = re.compile(
    r"(?<!\w)[وفبل]?(?:لل|ال)(?:موتمر|دوره|قمه|ذكري|جلسه|اجتماع|قرن|عيد|نسخه|طبعه|حلقه|فوج|عدد|يوم|مره|دقيقه|"
    r"سنه|عام|مرتبه|مركز|اسبوع|"
    r"شهر|مرحله|جوله|موسم|منتدي|ملتقي|مهرجان|معرض|دفعه|ليله|ساعه|كتيبه|لواء|فرقه|رييس|وزير|ملك) ال ?$"
)
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?!(?:من|في|الي|عن|علي|نحو|حوالي|قرابه|زهاء|بين|هولاء|هذه|تلك|كل|بلغ|دون|حتي|منذ) )\w{3,} $"
)

_PERIOD_AR = r"[وفبل]?(?:لل|ال)?(?:عام|سنه|عامي|منذ|موسم|صيف|شتاء|ربيع|خريف|قمه)"
_SURE_YEAR = re.compile(
    rf"(?<!\w)(?:(?:until|by|through) (?:at least|about)|since|year|early|late|mid|spring|summer|autumn|winter|"
    rf"election|{_PERIOD_AR}) ?[-(]?$"
)
_ERA = re.compile(r" ?(?:ه|م|h|ah|bc|bce|ce|ad|هجري\w*|ميلادي\w*)(?!\w)")
_BEFORE_CHRIST = re.compile(r" ?(?:bce?|b\.c\.(?:e\.)?|ق ?\.? ?م\.?|قبل الميلاد)(?!\w)")
_COMPARED = re.compile(r"[$€£¥] ?$|(?:than|at least|at most|exceed\w*|(?:اكثر|اقل|ازيد|اكبر) من|عن|علي|تجاوز\w?) $")
_PLURAL = re.compile(
    rf" (?:[^\W\d_]+ )?{NO_PLURAL}"
    r"(?:[a-z-]+s|people|men|women|children|km|kg|staff)(?!\w)"
)
_NO_NOUN_AR = (
    "في|من|الي|علي|عن|ان|هو|هي|التي|الذي|حين|حيث|كان|كانت|تم|بعد|قبل|بين|م|ه|لم|لا|قد|منذ|حتي|خلال|عند|مع|اثناء|امام|قرب|ضد|عبر|"
    "لدي|حسب|وفق|كما|ثم|او|اذا|لكن|بسبب|امس|صباح|مساء|يوم"
)
_NOUN_AR = re.compile(rf" (?!ال|[وفب]ال|و(?!زار|زير|حد|لاي|ثيق|رق|فد|لد)|(?:{_NO_NOUN_AR})(?!\w))[\u0621-\u064a]{{2,}}")

#: A single fare is a kind of fare, and no single remark is none.
_SINGLE_KIND = re.compile(
    r"[ -](?:fare|ticket|currency|market|parent|mother|father|room|bed|use|file|window|storey)s?(?!\w)"
)
_OF_EVERY = re.compile(r"(?<!\w)(?:من (?:بين )?كل|in every|out of every) $")
_LETTER_BEFORE = re.compile(r"(?:[^\W\d_]|_)[-–/.]?$|[/\\#@]$")
_PARTICLE_BEFORE = re.compile(r"(?:^|[^\w])(?:[وفبلك]|ال|بال|us|usd|eur|ca\.|c\.|-)$")
_MARK_BEHIND = re.compile(r"[.)\]:-](?: |$)|\) ?-| [-–] (?=[^\W\d_])")
_NO_MARK = re.compile(r"[^\s#(\[*•>-]")
_CODE = re.compile(r"0\d{2,}")  #: nobody counts so
_SENTENCE_BEFORE = re.compile(r"(?:^|[.;:*؛] ?|\d\. )[(\[]$")
_SLASHED = re.compile(r"[/\\:][\d\x01]| : \d|\(\d+\)|[-–]?[/\\](?:[\da-z]|[\u0621-\u064a](?!\w))|[_@]")
_SLASHED_BEFORE = re.compile(r"\d(?:[:/]| : )$")
_SCORES = re.compile(r"(?<![\d.,-])\d{1,2}[-–]\d{1,2} (?:to|v|الي) \d{1,2}[-–]\d{1,2}(?![\d%-])")
_ALONE = re.compile(r"[a-rt-z] \d+$")  #: a designated one: Ladder 2, not Articles 5
_EVERY = re.compile(r"(?<!\w)(?:every|each) $")
_COUNTED_IN_BRACKETS = re.compile(r"(?<!\w)[وف]?(?:عدد|مبلغ|مده|نسبه|قيمه|قدره|قدرها|بواقع)(?: ال\w+){0,2} \($")
_VOTED = re.compile(
    r"(?<!\w)(?:vot\w+|carried|passed|approv\w+|adopt\w+|reject\w+|defeat\w+|majority|ruled|split)(?!\w)[^.;]{0,30}$"
)
_VOTE_BEHIND = re.compile(r"(?:[-–]\d{1,3})? (?:\w+ )?(?:vote|majority|ruling|decision|verdict|split|margin)(?!\w)")
_STREET = re.compile(
    r" (?:[\w'-]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|square|quay|drive|court|terrace|row)(?!\w)"
)

_OF_REGISTER = re.compile(r" لسنه (?:\d{4}|\x01)")  #: رقم الاجتماع: 4 لسنة 2024
_OF_YEAR = re.compile(r" \((?:19|20)\d\d\)")  #: resolutions 9 (2012) and 11 (2017)
_PER = re.compile(r"(?<!\w)(?:per|لكل) $")
_ROUND = re.compile(r"(?:100|1[,. ]?000|10[,. ]?000|100[,. ]?000|مايه|ميه|الف|مايه الف|ميه الف|100 الف|10 الاف|مليون)")
#: So many of so many: 41/42 members.
_SHARE = re.compile(
    r"/\d{1,3} (?:[a-z]+ )?(?:members?|states|countries|votes|seats|delegates|دول\w*|عضوا?|اعضاء|صوتا?)(?!\w)"
)
_OF_COLUMN = re.compile(r"(?<!\w)ب$")  #: (بالألف دينار) over a column
_ONES = frozenset(("احد", "احدي", "الواحد", "الواحده", "one"))
_ONE_OF_SO_MANY = re.compile(
    r" (?:in (?:every )?(?:\d{1,4}(?!\w)|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|"
    r"a hundred|a thousand)(?!\w))|"
    r"out of )"
)
_NOUN_OF_ONE = re.compile(
    r"[ -](?!(?:of|who|that|which|last|final|near|under|over|into|against|among|about|like|such|as|but|because|"
    r"if|when|"
    r"where|so|too|here|there|only|than|"
    r"day|side|hand|way|thing|another|more|man|woman|official|person|by|can|or|and|is|"
    r"off|sided|time|liner|"
    r"her|his|its|their|my|our|your|himself|herself|itself|he|she|it|they|we|you|the|said|was|has|had|would|could|should|will|to|in|on|"
    r"at|for|with|from|might|may|must|wants?|needs?)(?!\w))[a-z]{3,}"
)
_BEFORE_THE_ONE = re.compile(r"(?<!\w)(?:the|this|that|each|every|any|no|not|which|as|only|same|other|at) $")


#: A noun that one of is counted, though many of it have numbers: بند واحد, شكوى واحدة.
_INDEFINITE = re.compile(rf"(?<!\w)[وفبلك]?(?:{_NAMED_AR}) $")


def is_numbered(left: str) -> bool:
    """Whether the words right before a number name what it is the number of: Room, Flight, القرار."""
    return bool(_NAMED.search(left) or NAMED_ALONE.search(left) or DIALLED.search(left))


def kind_of(text: str, numeral: Numeral, before: Numeral | None) -> Literal["", "label", "vague", "rank", "pronoun"]:
    """What a numeral is but a number of something; "" for a number of something.

    A label counts nothing; a rank are also tens that order (الدورة العشرون); a pronoun is one that stands for somebody.
    `before` is the numeral before it, to whose list it may belong."""
    left, right = text[max(0, numeral.start - 40) : numeral.start], text[numeral.end : numeral.end + 40]
    if numeral.kind == "rank" and _EVERY.search(left):
        return "label"  # every third house
    if numeral.kind in {"label", "vague", "rank"}:
        return numeral.kind
    if numeral.text in {"واحد", "واحده", "واحدا"} and _INDEFINITE.search(left):
        return ""  # بند واحد
    is_mere_scale = numeral.text.startswith("ال") and numeral.value == numeral.scale > 1
    is_bare_scale = numeral.value == numeral.scale > 1 and not numeral.in_digits
    if (is_mere_scale and _OF_COLUMN.search(left)) or (is_bare_scale and left.endswith("(")):
        return "label"
    if _PER.search(left) and _ROUND.fullmatch(numeral.text):
        return "label"  # deaths per 1,000
    if _OF_EVERY.search(left) and not (before and numeral.start - before.end < 30):
        return "label"
    if numeral.in_digits:
        is_listed = before and before.kind == "label" and before.in_digits
        if (
            is_listed
            and before
            and _is_listed(
                text[max(0, before.end - 20) : before.end], text[before.end : numeral.start], before, numeral, right
            )
        ):
            return "label"
        return "label" if _is_label(text, numeral, left, right) else ""
    if _NAMED.search(left) and left.endswith(" ") and not left.endswith("s: ") and not _NOUN_AR.match(right):
        return "label"
    if numeral.text == "single":
        is_kind = _SINGLE_KIND.match(right)
        return (
            ""
            if not is_kind and re.search(r"(?<!\w)(?<!not )(?<!never )(?<!without )(?<!nor )(?:a|one) $", left)
            else "pronoun"
        )
    if numeral.text == "quarter":
        is_of_year = re.match(r" of (?:the |this |last |next |financial |fiscal |calendar )*(?:\d{4}|year|\x01)", right)
        is_part = re.search(r"(?<!\w)(?:a|one|by) $", left) or (right.startswith(" of ") and not is_of_year)
        return "" if is_part else "label"
    if _is_pronoun(numeral, left, right):
        return "pronoun"
    first = word_of(re.split(r"\W", numeral.text)[0])
    is_ordering = first and first.is_definite and numeral.value >= 20 and numeral.scale == 1 and not numeral.value % 10
    return "rank" if is_ordering and _NOUN_BEFORE.search(left) and not _NOUN_AR.match(right) else ""


def _is_listed(head: str, gap: str, before: Numeral, numeral: Numeral, right: str) -> bool:
    """Whether a number goes on with a list of labels (Articles 5 and 6); not "in 2012, 45 ships".

    `head` ends with the label before it, `gap` is what stands between them."""
    if not _LISTED.match(gap) or (_is_four(before) and not _is_four(numeral) and "-" not in gap):
        return False
    is_counted = _PLURAL.match(right) or _NOUN_AR.match(right)
    is_of_year = _is_four(before) and not numeral.text.startswith(("1", "20"))  # from 2009 to 7400 tonnes
    is_of_one = gap.strip() == "and" and _ALONE.search(head)  # Ladder 2 and 31 firefighters
    return not (is_counted and (gap.strip() in {",", "،", "("} or is_of_year or is_of_one))


def _is_four(numeral: Numeral) -> bool:
    return bool(re.fullmatch(r"\d{4}", numeral.text))


def _is_pronoun(numeral: Numeral, left: str, right: str) -> bool:
    """One that counts nothing: أحد الوزراء, واحدة من أهم, one who; but one season, one in five."""
    if numeral.text in {"واحد", "واحده", "واحدا"}:
        is_each = left.endswith("كل ")  # وكل واحد يفهمه كما يشاء
        return is_each or (right.startswith(" من ") and not right.startswith(" من كل "))
    if re.sub(r"^[وفبلك](?=احد)", "", numeral.text) not in _ONES or _ONE_OF_SO_MANY.match(right):
        return False
    return not (_NOUN_OF_ONE.match(right) and not _BEFORE_THE_ONE.search(left))


def _is_label(text: str, numeral: Numeral, left: str, right: str) -> bool:
    if numeral.text.isdecimal() and _BEFORE_CHRIST.match(right):
        return True
    if is_sum_of(left, numeral.text.split(" ")[0], numeral.scale):
        return False
    is_code = _LETTER_BEFORE.search(left) and not _PARTICLE_BEFORE.search(left)
    is_code = is_code and not left.endswith("magnitude-")
    is_slashed = (_SLASHED.match(right) and not _SHARE.match(right)) or _SLASHED_BEFORE.search(left)
    is_bracketed = left[-1:] in ("(", "[") and right[:1] in (")", "]") and not _is_sum_in_brackets(numeral, left, right)
    is_named = _NAMED.search(left) and not (_PLACES.search(left) and (_BEINGS.match(right) or _NOUN_AR.match(right)))
    if is_code or is_slashed or is_bracketed or (is_named and right.lstrip()[:1] != "%") or _ORDERED.search(left):
        return True
    if _CODE.fullmatch(numeral.text) or _OF_REGISTER.match(right) or _OF_YEAR.match(right):
        return True  # 0177, £000 over a column
    if is_designated(numeral, left, right, bool(_PLURAL.match(right) or _NOUN_AR.match(right))):
        return True
    if numeral.value < 1000:
        is_mark = numeral.text.isdecimal() and _MARK_BEHIND.match(right) and not _NO_MARK.search(text, 0, numeral.start)
        is_house = _STREET.match(right) and re.search(r"(?:at|of|,|^) ?$", left)
        if is_house or (is_mark and right.strip() not in ("", ".")):
            return True
    return _is_year(numeral, left, right) or _is_score(text, numeral, left, right)


def _is_sum_in_brackets(numeral: Numeral, left: str, right: str) -> bool:
    """خلال (30) يوما, عدد (12) موظفا, a loss of (1,250); not (12), the sign of a note."""
    if _SENTENCE_BEFORE.search(left) and re.match(r"\) [^\W\d_]", right):
        return False  # (1) These Regulations
    is_counted = _PLURAL.match(right[1:]) or _NOUN_AR.match(right[1:]) or _COUNTED_IN_BRACKETS.search(left)
    return bool(is_counted or re.search(r"\d[,.٬٫]\d", numeral.text))


def _is_year(numeral: Numeral, left: str, right: str) -> bool:
    """Four bare digits that a year could have; 2,019 and 2019 ships are none, the 2019 summit is one."""
    if not re.fullmatch(r"\d{4}", numeral.text) or not 1000 <= numeral.value < 2200:
        return False
    is_of_era = _ERA.match(right) and (numeral.value < 1500 or not right.startswith(" م "))
    if is_of_era or _SURE_YEAR.search(left):
        return True
    if numeral.value < 1800 or _COMPARED.search(left):
        return False
    is_counted = _PLURAL.match(right) or _NOUN_AR.match(right) or right.lstrip()[:1] in tuple("%$€£")
    is_adjective = re.search(r"(?<!\w)(?:the|in) $", left)
    return bool(not is_counted or is_adjective)


def _is_score(text: str, numeral: Numeral, left: str, right: str) -> bool:
    """3-1, 2–0: two small numbers, the second not the greater; 3-12 to 1-15, goals and points of two teams."""
    if numeral.value < 100 and any(
        place.start() <= numeral.start < place.end()
        for place in _SCORES.finditer(text, max(0, numeral.start - 20), numeral.start + 20)
    ):
        return True
    if numeral.value >= 100 or numeral.value.denominator > 1 or _VOTED.search(left) or _VOTE_BEHIND.match(right):
        return False
    if behind := re.match(r"[-–](\d{1,2})(?![\d%]|[.,٫٬]\d)", right):
        return int(behind[1]) <= numeral.value
    ahead = re.search(r"(?<![\d.,٫٬])(\d{1,2})[-–]$", left)
    return bool(ahead and int(ahead[1]) >= numeral.value)
