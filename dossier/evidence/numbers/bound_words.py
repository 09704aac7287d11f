"""The words that set a bound to a number, and those that deny a bound, in English and Arabic.

Written for folded letters: hamza and the dots of ta marbuta and alef maqsura are bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Bound = Literal["", "about", "over", "under"]


@dataclass(frozen=True, slots=True)
class BoundPhrase:
    """Words that set a bound; `turns` if a denial before them turns it round."""

    bound: Bound
    turns: bool
    pattern: re.Pattern[str]


_SLIGHTLY = (
    r"(?:(?:just|slightly|well|far|a (?:little|bit)|somewhat|considerably|significantly|comfortably|even|many|"
    r"much) )?"
)
_MORE = "more|greater|longer|larger|bigger|higher|older|heavier|taller|wider|deeper|farther|further|stronger|steeper"
_LESS = "less|fewer|smaller|lower|shorter|younger|lighter|cheaper|narrower|slower"
_EXCEED = r"(?:exceed|surpass|outstrip|overtak)(?:s|es|ed|ing|e)?|topped|topping|tops"
_NEAR_BY = "(?:far|much) (?:short of|shy of|off|from|below|under|above|over)"
_IS = "is|are|was|were|shall be|will be|must be|being|set at|:"
_SOMEWHAT_AR = "(?: بقليل| قليلا| بكثير)?"
_MORE_AR = rf"(?:اكثر|ازيد|اكبر|اعلي|اطول|ابعد|اثقل|اقدم|اوسع){_SOMEWHAT_AR} من"
_LESS_AR = rf"(?:اقل|ادني|اصغر|اقصر|اخفض|انقص){_SOMEWHAT_AR} من"
_PASS_AR = "[يتن]?تجاوز|[يتن]?جاوز|[يتن]?تعد[يت]|[يتن]تعد|[يتن]?تخط[يت]|[يتن]تخط|[يت]فوق|فاق"
_EXCEED_AR = f"(?:{_PASS_AR})(?:ت|ون|وا|ا)?|متجاوز[اه]?|متخطي[اه]?"
_ADD_AR = "[يت]زيد(?:ون)?|[يت]زد|زاد(?:ت|وا)?|[يت]ربو|[يت]ن[يو]ف"
_LACK_AR = "[يت]قل(?:ون)?|قل(?:ت|وا)?|[يت]نقص(?:ون)?"
_FALL_AR = "[يت](?:ضيق|نزل|هبط|نخفض|قصر)(?:ون)?|ضاق(?:ت)?|نزل(?:ت)?|هبط(?:ت)?|انخفض(?:ت)?"
_CLIMB_AR = "[يت](?:رتفع|علو|طول)(?:ون)?|ارتفع(?:ت)?|علا|علت"
_NEAR_AR = "[يتن]قارب|قارب(?:ت)?|[يت]قرب|[يت]قترب|[يت]ناهز|ناهز(?:ت)?"
#: What is not reached is more: did not reach 40, لم يبلغ 40.
_SHORT_OF_IT = (
    r"(?:not|never|\w{2,6}n't|fail(?:ed|s|ing)? to|yet to|without)(?: (?:ever|yet|even|quite))? "
    r"(?:reach|hit|attain|touch)(?:ed|ing|es)?"
)
_SHORT_OF_IT_AR = "(?:لم|لن|لا|دون ان) [يت](?:بلغ|صل)(?:ون|وا)?"
_ON = "(?:عن|علي)"
_LEAST_AR = f"{_ON} (?:الاقل|اقل تقدير|ادني تقدير)"
_MOST_AR = f"{_ON} (?:الاكثر|ابعد تقدير|اقصي تقدير|اكثر تقدير)"
_FAR = r"(?P<far>(?: \w+){0,6}?)"  #: words between a verb and the number

_OPEN = r"(?<!\w)"
_OPEN_AR = r"(?<!\w)(?:[وفلبسك]|وس|ول|ال)?"
_IN = "in (?:value|length|width|height|depth|weight|size|area|total|all|number|duration|amount)"
_FILLER = (
    r"(?: (?:the|a|an|another|its|their|total of|a total of|some|that|these|those|age of|ages of|sum of|as|"
    rf"{_IN})){{0,5}}"
)
_FILLER_AR = r"(?: (?:مبلغ|عدد|مسافه|مده|نسبه|سن|سقف|عتبه|حاجز|ال|ب|اجمالي|مجموع|قدره|قدرها))*"


def _before(rows: tuple[tuple[Bound, bool, str], ...], opening: str, filler: str) -> Iterator[BoundPhrase]:
    for bound, turns, words in rows:
        yield BoundPhrase(bound, turns, re.compile(rf"{opening}(?P<words>{words}){filler} ?$"))


_ENGLISH: tuple[tuple[Bound, bool, str], ...] = (
    ("over", False, r"at (?:the )?(?:very )?least|(?:a |the )?(?:minimum|min\.?)(?: of)?|as (?:few|little) as|≥|>=?"),
    ("over", False, r"starting (?:at|from)"),
    ("over", False, rf"(?:(?:{_MORE}) than|above) or equal to|at or (?:above|over)"),
    ("under", False, rf"(?:(?:{_LESS}) than|below) or equal to|at or (?:below|under)|no later than"),
    (
        "about",
        False,
        rf"not (?:{_NEAR_BY})|(?<!a )little (?:short|shy) of|give or take|somewhere (?:near|around|about)",
    ),
    ("under", False, _SHORT_OF_IT),
    ("under", False, r"at (?:the )?(?:very )?most|(?:a |the )?(?:maximum|max\.?)(?: of)?"),
    ("under", False, r"up to|as (?:many|much) as|≤|<=?"),
    ("under", False, r"within(?: the)?(?: (?:last|past|next|first|coming|following))?"),
    (
        "under",
        False,
        r"(?:capped|limited) (?:at|to)|(?:a |the )?(?:ceiling|cap) of|(?:may|can|could) extend to|not quite",
    ),
    ("under", False, rf"(?:the )?(?:maximum|ceiling|cap|upper limit)(?: \w+){{0,2}} (?:{_IS})"),
    ("over", False, rf"(?:the )?(?:minimum|floor|lower limit)(?: \w+){{0,2}} (?:{_IS})"),
    ("over", True, rf"{_SLIGHTLY}(?:(?:{_MORE}) than|over|above)|upwards? of|in excess of|beyond|north of|{_EXCEED}"),
    ("under", True, rf"{_SLIGHTLY}(?:(?:{_LESS}) than|under|below|short of|shy of|south of)"),
    ("about", False, r"(?:just )?(?:about|around)|approximately|approx\.?|roughly|nearly|almost|virtually"),
    ("about", False, r"barely|scarcely|hardly"),
    ("about", False, r"some|circa|c\.|ca\.|(?:an? )?estimated(?: at| to be)?|close (?:to|on)|near(?:er)?(?: to)?"),
    ("about", False, r"closer to|approaching|nigh on|well-nigh|getting on for|knocking on|bordering on|verging on"),
    ("about", False, r"pushing|touching|nudging|perhaps|maybe|possibly|probably|the (?:best|better) part of|a good"),
    ("about", False, r"in the (?:region|order|neighbou?rhood|vicinity|ballpark) of|on the order of|something like"),
    ("about", False, r"more or less|~|≈|±"),
)
_ARABIC: tuple[tuple[Bound, bool, str], ...] = (
    ("over", False, rf"{_LEAST_AR}|(?:كحد|بحد|حد) ادني(?: قدره| قدرها)?"),
    ("under", False, rf"{_MOST_AR}|(?:كحد|بحد|حد) (?:اقصي|اعلي)(?: قدره| قدرها)?|ما [يت]صل الي|حتي|لغايه"),
    ("under", False, r"في (?:غضون|ظرف|بحر)"),
    ("over", True, rf"(?:ما )?فوق|{_MORE_AR}"),
    ("under", True, rf"(?:ما )?(?:دون|تحت)|{_LESS_AR}"),
    ("over", True, rf"(?:{_ADD_AR}){_FAR} {_ON}"),
    ("under", True, rf"(?:{_LACK_AR}){_FAR} {_ON}"),
    ("under", True, rf"(?:{_FALL_AR}){_FAR} عن"),
    ("over", True, rf"(?:{_CLIMB_AR}){_FAR} عن"),
    ("over", True, rf"(?:{_EXCEED_AR}){_FAR}"),
    ("about", False, rf"(?:ما )?(?:{_NEAR_AR})(?: من)?"),
    ("about", False, rf"(?:[يت]ناهز|ناهز)(?:ت|وا|ون)?{_FAR}"),
    ("under", False, rf"{_SHORT_OF_IT_AR}{_FAR}(?: الي)?"),
    (
        "about",
        False,
        r"(?:[يت]كاد(?:ون)?|[يت]وشك(?:ون)?|(?:[يت]لامس|لامس)(?:ت|وا|ون)?)(?: (?:ان|علي))?(?: (?:[يت]بلغ|[يت]صل الي))?",
    ),
    ("about", False, r"[يت]داني|ما [يت]داني|(?:نحوا?|قريبا?) من|(?:علي )?(?:مشارف|تخوم)|حول|ربما|لعل"),
    ("under", False, r"اقصاها?|سقفها?|(?:ما )?قد [يت]صل(?: \w+)? الي|ما [يت]صل(?: \w+)? الي|بسقف"),
    ("over", False, r"(?:حد|مبلغ|نسبه|سن|مده) ادناها?"),
    ("about", False, rf"(?:[يت]قترب|اقترب)(?:ت|ون|وا)?{_FAR} من"),
    ("about", False, r"نحو|حوالي|قرابه|زهاء|تقريبا|(?:في |ب)?حدود|ما [يت]قدر ب|[يتم]?قدر(?:ت|ه)? ب"),
    ("about", False, r"[يتم]?قدر(?:ت|ه)? (?:عدد|مساح|قيم|طول|حجم)\w*(?: \w+)? ب"),
)
#: Before a number; the first that ends at it is the one.
BEFORE: tuple[BoundPhrase, ...] = (
    *_before(_ENGLISH, _OPEN, _FILLER),
    *_before(_ARABIC, _OPEN_AR, _FILLER_AR),
    *_before((("over", False, "(?:نيفا?|بضعه?) و"),), _OPEN_AR, ""),
)

#: What may stand between a number and a bound behind it: 55mm or more, -18°C or below, 70 km/h and more.
_COUNTED = r"(?: ?°[cf]?|[^\W\d_]{1,4}(?!\w))?(?:[ -][^\W\d_][\w'/^-]*){0,3}?"
_MOST_EN = (
    r"at (?:the )?(?:very )?(?:most|outside)|at a maximum|as a maximum|(?<!the )maximum(?! of)|tops|"
    r"(?:and )?no more|if that"
)
_LEAST_EN = r"at (?:the )?(?:very )?least|at a minimum|as a minimum|(?<!the )minimum(?! of)|if not more|or even more"
_MOST_BEHIND_AR = f"{_MOST_AR}|[كب]?حد (?:اقصي|اعلي)|كاقصي حد|(?:فاقل|او اقل|لا اكثر)(?! من)|[فو]ما دون|في احسن الاحوال"
_LEAST_BEHIND_AR = (
    f"{_LEAST_AR}|[كب]?حد ادني|(?:فاكثر|او اكثر|واكثر)(?! من)|او [يت]زيد|ويزيد(?! من)|"
    "[فو]ما فوق|ونيف|ان لم يكن اكثر(?! من)"
)


def _behind(rows: tuple[tuple[Bound, str, str], ...]) -> Iterator[BoundPhrase]:
    for bound, between, words in rows:
        yield BoundPhrase(bound, False, re.compile(rf"{between}(?P<words>{words})(?!\w)"))


BEHIND: tuple[BoundPhrase, ...] = tuple(
    _behind(
        (
            ("over", _COUNTED, r" (?:or|and) (?:more|over|above|higher|older|upwards?|up)(?! than)"),
            ("over", _COUNTED, rf",? (?:{_LEAST_EN})(?! than)"),
            ("over", "", r"-plus|\+| plus(?= ?(?:[.,;:)]|$))"),
            ("over", _COUNTED, r",? and (?:counting|rising)"),
            ("over", _COUNTED, r"[,،]? (?:فصاعدا|وزياده|ونيفا|وكسور|وبضع)"),
            ("under", _COUNTED, r"[,،]? الا (?:قليلا|بضع\w*)"),
            ("under", _COUNTED, r" (?:or|and) (?:less|fewer|under|below|lower|younger)(?! than)"),
            ("under", _COUNTED, rf",? (?:{_MOST_EN})(?! than)"),
            ("about", _COUNTED, r",? (?:or so|or thereabouts|more or less|give or take|approximately)"),
            ("about", "", r"[ -]odd|-?ish|-some(?:thing)?"),
            ("over", _COUNTED, rf"[,،]? (?:{_LEAST_BEHIND_AR})"),
            ("under", _COUNTED, rf"[,،]? (?:{_MOST_BEHIND_AR})"),
            ("about", _COUNTED, r" (?:تقريبا|او نحو ذلك|او نحوها|علي وجه التقريب)"),
        )
    )
)

#: Of these "from 26" may be what it was before, unless it is denied: انخفض عن 26.
CHANGES = re.compile("[يت]?ا?(?:نزل|هبط|نخفض|رتفع|علو|علا|علت)")
#: A verb that compares. In the past tense "ما" before it may deny it, in the present it is "what".
VERB = re.compile(rf"(?:{_EXCEED_AR}|{_ADD_AR}|{_LACK_AR}|{_FALL_AR}|{_CLIMB_AR})")
PAST = re.compile("تجاوز|تعدي|تخطي|جاوز|فاق|زاد|قل")
#: What a verb may say before its number that the number measures.
MEASURED = re.compile(
    r"(?:ال)?(?:عدد|مساح|قيم|نسب|طول|ارتفاع|سعر|اسعار|حجم|مد[هتة]|كلف|تكلف|وزن|عمر|اعمار|سرع|اجمالي|مجموع|حصيل|"
    r"حص[هت]|درج|كمي|قدر|عرض|"
    r"عمق|سن|رسوم|رسم|غرام|راتب|اجر|سع[هت]|حمول|انتاج|مبلغ|دخل|ديون|دين|خساير|ايراد|صادرات|واردات|مسافه|فتر|"
    r"معدل|عقوب|مهل|"
    r"نصاب|مخصص|"
    r"هامش|هوامش|سحب|تدفق|ربح|ارباح|فايد|ضريب|عجز|طاق|مصروف|مبيعات|تحويل|استثمار|احتياط|ودايع|قروض|كميات|تكاليف|عايد|عوايد|رواتب|اجور|مساعدات|تبرعات|رصيد|ارصد|اصول|"
    r"مطلوبات|سكان|مواليد|وفيات|اصابات|طلبات|مخالفات|رحلات|ركاب|مسافر|زوار|سياح|نسم|ضحايا|قتلي|مصاب|حضور|نمو|تضخم|نفق|ميزاني|موازن)\w*$"
)
DENIES = re.compile(
    r"(?:no|not|never|nor|without|cannot|neither|none|nothing|nobody|\w+n't|[وف]?لا|[وف]?لم|[وف]?لن|[وف]?ليس|"
    r"ليست|ليسوا|لست|غير|[وفب]?الا|"
    r"بلا|دون|بدون)$"
)
HALF_DENIES = re.compile(
    r"(?:hardly|scarcely|barely|rarely|little|seldom|unable|refus\w+|den(?:y|ie[sd]|ying)|avoid\w*|prevent\w*|untrue|"
    r"false|doubt\w*|instead|[ينت]نفي|نفي|[يت]نكر|بالكاد|نادرا|قلما|فشل|فشلت|عجز)$"
)
#: They may set a bound, or say something else.
OPEN_SAID = frozenset(
    ("pushing", "touching", "nudging", "perhaps", "maybe", "possibly", "probably", "a good", "حول", "ربما", "لعل")
) | {"the best part of", "the better part of", "best part of", "better part of"}
#: "all but 40" are all without them, or nearly so many.
ALL_BUT = re.compile(r"(?<!\w)(?:all|anything|everything|anybody|anyone) but (?:the |about |some )?$")
#: A number behind which one of these stands may be passed, reached or missed.
MARK_BEHIND = re.compile(r"[ -](?:[\w-]+ )?(?:mark|threshold|barrier|milestone)(?!\w)")
#: Words of denial that deny nothing here: no doubt, not only, لا بد أن, لا يزال, لا سيما.
IDLE = re.compile(
    r"(?<!\w)(?:no doubt|not (?:only|just|merely|simply)|[وف]?لا (?:بد|شك|ريب|[يت]زال(?:ون)?|سيما|محاله)|"
    r"غير ان(?:ه|ها|هم|نا|ني)?|"
    r"[وف]?ما (?:زال(?:ت|وا)?|[يت]زال))(?!\w)"
)
#: What may stand between a denial and what it denies without changing anything.
PASSES = re.compile(
    r"(?:be|been|being|have|has|had|having|to|even|ever|yet|currently|of|by|any|is|are|was|were|must|may|should|"
    r"shall|will|would|can|"
    r"could|do|does|did|\w+ed|for|likely|significantly|much|far|last|weigh|cost|"
    r"ان|يكاد|تكاد|يكادون|يكن|تكن|يعد|تعد|يجوز|ينبغي|يمكن|تعدو|يعدو|من|باي|حال|باكثر|يجب)$"
)
#: Before a bare number: not 20 ships but 30.
NOT_SO_MANY = re.compile(
    r"(?<!\w)(?<!if )(?:not|never|nor|neither|[وف]?ليس(?:ت|وا)?)(?: (?:all the|all|even|quite|the|a))? $"
)
#: Words after which "about" and "over" tell of what, not how much.
SPEAKING = re.compile(
    r"(?:talk|speak|hear|ask|warn|learn|report|complain|think|worr|concern|argu|disput|question|debat|disagree|"
    r"quarrel)"
    r"(?:s|ed|ing|y|ied|ies|e|es)?$|"
    r"(?:told|tell|tells|know|knew|knows|heard|spoke|spoken|thought|wrote|write|writing|stor(?:y|ies)|news|"
    r"information|books?|talks|"
    r"control|power|row|strike|clash(?:es)?)$"
)
#: What "within" bounds; of anything else it may say where: within three villages.
MEASURED_WITHIN = re.compile(
    r"[ -](?:(?:working|business|calendar|full|clear|consecutive) )?(?:years?|months?|weeks?|days?|hours?|"
    r"minutes?|seconds?|"
    r"decades?|centur(?:y|ies)|fortnights?|(?:kilo|centi|milli)?met(?:re|er)s?|miles?|yards?|feet|foot|"
    r"inch(?:es)?|km|m|cm|mm|"
    r"nm|nautical miles?|degrees?|points?)(?!\w)| ?%"
)
#: Something can lie under them: under 13 metres of water.
BENEATH = re.compile(
    r" (?:\w+ )?\w+ of (?:\w+ )?(?:water|snow|ice|mud|earth|soil|rock|rubble|sand|ash|concrete|silt|debris|peat)(?!\w)"
)
#: What is spread over a part of something: burns over 40 per cent of his body.
BURNT = re.compile(r"(?<!\w)(?:burns|burnt|burned|spread\w*|scatter\w*|extend\w*|cover\w*|bruises)$")
#: May set a bound to the time behind it, or only say when.
DURING = re.compile(r"(?<!\w)(?:و|ف)?خلال (?:مده |مهله |فتره |اجل )?$")
#: "over 20 years" may say how long a thing took, but not behind these.
SPAN_BEHIND = re.compile(r" (?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies))(?!\w)")
NO_SPAN_BEFORE = re.compile(r"(?:for|of|aged|lasted|is|was|took|takes|with)$")
