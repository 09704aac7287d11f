"""Numbers that are a part of a name: flight KX 102, Star 2, «الأمل 2», تويوتا 79, the number that one dials.

Written for folded letters, but for `is_name`, which looks for capitals.
"""

from __future__ import annotations

import re

from dossier.evidence.numbers.bound_words import MEASURED
from dossier.evidence.numbers.money import BEFORE as BEFORE_MONEY
from dossier.evidence.numbers.numerals import Numeral

NO_PLURAL = r"(?!(?:is|was|has|this|its|his|as|us|does|thus)(?!\w))"  #: English words that end like one
#: These name what a number behind them tells apart, unless the number counts what follows.
NAMED_ALONE = re.compile(
    r"(?<!\w)(?:seat|row|scene|court|site|quay|dock|jetty|team|stage|round|week|step|option|plan|task|goal|target|principle|"
    r"amendments?|motion|petition|decisions?|recommendations?|camp|bench|vessel|convoy|id|ref|size|type|shaft|mill|kiln|crane|"
    r"رقم (?:ال)?[\u0621-\u064a]+|(?:ال)?رمز (?:ال)?بريدي|[وفبل]?قمه ال|"
    r"[وفبل]?(?:لل|ال)?(?:مقعد|صف|مستوي|خطوه|خيار|هدف|جوله|اسبوع|مباراه)) ?$"
)
#: Digits behind them are dialled: اتصل بنا: 19777, call 116.
DIALLED = re.compile(
    r"(?<!\w)(?:[وف]?اتصل(?:ت|وا)? (?:بنا|بال?رقم|علي|علي الرقم)|الخط الساخن|خط ساخن|مركز الاتصال|واتساب|"
    r"(?:call|dial|text|ring|phone)(?: us)?(?: on| at)?|hotline|helpline|whatsapp)(?: (?:is|هو))?:? ?$"
)

#: Machines whose maker or make may stand between them and the number of their model: الشاحنة تويوتا 79.
_MACHINE = (
    r"شاحنه|سياره|طايره|طايرات|جرافه|حفاره|رافعه|جرار|مروحيه|مسيره|حافله|دبابه|سفينه|باخره|عباره|ناقله|زورق|قطار|"
    r"صاروخ|محرك|هاتف|حاسوب|قمر|منصه|منظومه|برنامج|نوع|ماركه"
)
_MAKER = (
    r"بوينغ|بوينج|ايرباص|تويوتا|كاتربيلر|مرسيدس|فولفو|سكانيا|رينو|بيجو|فيات|فورد|نيسان باترول|لاند كروزر|هيونداي|"
    r"سوخوي|ميغ|انتونوف|توبوليف|اليوشن|سيسنا|هوندا|ياماها|كوماتسو|ويندوز|ايزو"
)
_MAKER_BEFORE = re.compile(rf"(?<!\w)[وبل]?(?:{_MAKER}) $")
_MODEL_AR = re.compile(rf"(?<!\w)[وبل]?(?:ال)?(?:{_MACHINE}) [\u0621-\u064a]{{4,}} $")

_NAME_IN_MARKS = re.compile(r"\"(?P<name>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?) $")
_NO_NAME = re.compile(
    r"(?:of|only|about|over|under|around|nearly|almost|some|than|just|for|by|at|to|in|is|was|were|are|all|the|"
    r"least|most|got|had|have|lost|paid|not|from|with|after|before|"
    r"نحو|حوالي|فقط|من|الي|علي|عن|في|كل|بلغ|بلغت|دفعنا|فقدنا|لدينا|هناك|كان|كانت|اكثر|اقل|قبل|بعد|خلال)$"
)
#: What has a price or a degree, and so an amount behind it.
_HAS_AMOUNT = re.compile(
    "(?:تذكره|قطعه|نسخه|فاتوره|غرامه|ضريبه|وجبه|علبه|حزمه|ربطه|بيضه|ليره|ساعه|سنه|مره|قوه|فيه|رتبه)$"
)
#: A single thing, which is no amount and which a number behind it can only name: الغواصة 12, البرقية 88.
_SINGLE_AR = re.compile(r"(?<!\w)[وفبلك]?(?:ال|لل)(?P<noun>[\u0621-\u064a]{2,}ه) $")
_OF_AMOUNTS = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:عدد\w*|مجموع\w*|اجمالي\w*|حصيل\w*|نسب\w*|بلغ\w*|[يت]بلغ\w*|سجل\w*|وصل\w*|ارتفع\w*|انخفض\w*|"
    r"كان\w*|صار\w*|اصبح\w*|دفع\w*|تقاض\w*|تساوي|يساوي|عند)(?!\w)|[:|]"
)

_CAPITALS = re.compile(r"(?:^(?=[A-Z]{2})|[\w,;·] |\()(?:[A-Z]{1,4}|[A-Z][a-z]+) $")
_LETTERS_OF_CODE = re.compile(r"(?:^|\W)[A-Z]{2,4} $")
_POSTCODE = re.compile(r"\d{3} \d{3}")
#: Capital words of tables and tallies before what they count: Ayes 212, Noes 187.
_TOLD = re.compile(r"(?:Ayes?|Noes?|Nays?|Yeas?|Yes|No|For|Against|Total|Present|Absent|Abstentions?|Abstaining) $")
_COUNTS = re.compile(rf" ?%| {NO_PLURAL}[a-z-]+(?<!ss)s(?!\w)| (?:people|men|women|children|per)(?!\w)")
MOST_OF_MODEL = 10_000  #: below it one word with a capital may name a number, from it on only letters of a code


def is_name(before: str, numeral: Numeral, right: str) -> bool:
    """Whether digits end a name, by the capitals before them: flight KX 102, Star 2, ISO 22000; not UN 20 years."""
    if _POSTCODE.fullmatch(numeral.text) and _CAPITALS.search(before) and not re.match(r" [^\W\d_]", right):
        return True
    if not numeral.in_digits or numeral.scale > 1 or numeral.value.denominator > 1:
        return False
    if _COUNTS.match(right) or BEFORE_MONEY.search(before.lower()):
        return False
    if numeral.value >= MOST_OF_MODEL:
        return bool(_LETTERS_OF_CODE.search(before)) and numeral.text.isdecimal()
    return bool(_CAPITALS.search(before)) and not _TOLD.search(before)


def is_designated(numeral: Numeral, left: str, right: str, is_counted: bool) -> bool:
    """Whether bare digits name what stands before them, though no word of a list tells it: «الأمل 2», تويوتا 79.

    `is_counted` says whether a noun follows that they can count.
    """
    if not numeral.text.isdecimal() or right[:1].isalpha():
        return False
    if (DIALLED.search(left) or NAMED_ALONE.search(left)) and not is_counted:
        return True
    if len(numeral.text) > 4:
        return False
    in_marks = _NAME_IN_MARKS.search(left) if right.startswith('"') else None
    if in_marks and not _NO_NAME.search(in_marks["name"]):
        return True
    if _MAKER_BEFORE.search(left):
        return True
    if is_counted or right.lstrip()[:1] in tuple("%$€£"):
        return False
    single = _SINGLE_AR.search(left)
    is_single = single and not (
        MEASURED.match(single["noun"]) or _HAS_AMOUNT.match(single["noun"]) or _OF_AMOUNTS.search(left)
    )
    return bool(is_single or _MODEL_AR.search(left))
