"""Numbers told without a number word: two by the noun's own ending (سفينتان, عامين), as Arabic counts them, or by the
names of both; both parties, once, none; more than a year.

Most such endings have other uses (plurals, names, the author's own i), so only nouns that are known are read with
certainty; any other feminine dual carries its doubt. Written for folded letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier.evidence.numbers.numerals import Numeral, NumeralKind
from dossier.evidence.numbers.words import SPANS, word_of

#: Nouns whose dual is no other word's plural.
_MASCULINE = (
    "يوم|عام|شهر|اسبوع|قرن|عقد|متر|كيلومتر|طن|شخص|رجل|طفل|مركب|جندي|قتيل|جريح|لتر|كيلوغرام|غرام|دينار|دولار|ريال|درهم|"
    "جنيه|مقعد|صوت|ضعف|بيت|بنت|ابن|شقيق|نجل|منزل|جسر|باب|صاروخ|زورق|قارب|مبني|بند|قرار|مشروع|مركز|ميناء|مصنع|فريق|نايب|عضو|وزير|لواء|ملف|"
    "تقرير|سطر|حرف|كتاب|مقال|خبر|رقم|سبب|شرط|هدف|حل|حكم|نص|قسم|فصل|جزء|طرف|جانب|اتجاه|نوع|شكل|لون|حزب|مجلس|معسكر|مطار|مرفا|رصيف|"
    "مستودع|مخزن|حقل|بير|نهر|سد|جبل|شارع|طريق|ممر|نفق|قطار|يخت|كرسي|مكتب|طابق|سرير|ملعب|مسجد|بنك|مصرف|فندق|مطعم|متجر|سوق|معمل|صندوق|كيس|برميل|"
    "فدان|هكتار|دونم|ميل|رطل|اسم|لقب|مجلد|غالون|جالون|ضاغط|خطاب|ضمان|زلزال|جرس|مفتاح|عقار|مسمار|فيلم|كوكب|لوح|عصفور|حمار|كلب|خروف|خطاب|فنجان|كاس|قميص|حذاء|عرض|طلب|اقتراح|تعديل|اجتماع|لقاء|موتمر|موعد|موسم|شوط|ولد|شاب|شيخ|شهيد|اسير|ضابط|عنصر|سفير|رييس|خبير|"
    "شاهد|سهم|سند|عقد|حادث|حريق|انفجار|هجوم|اعتداء|فرع|خط|سطح|عمود|حاجز|برج|هاتف|جهاز|محرك|حصان|جمل|ثور|راس|سجين|مريض|"
    "مقر|مسار|مبدا|محور|برنامج|نظام|قانون|مرسوم|مقترح|بروتوكول|بيان|حوض|خزان|مولد|مستشفي|مستوصف|متحف|مخيم|قطاع|كيلو|سنتيمتر|"
    "مليمتر|امر|وجه|دور|سباق|لقاح|كوب|رغيف|ثقب|عيار|وسام|قرش|فلس|جرام|كيلوجرام|نجم|قبر|زعيم|ظرف|زوج|"
    "تمثال|مبلغ|منتج|نموذج|مسلسل|معرض|معبر|منفذ|مدخل|مخرج|موقف|محل|مجمع|مصعد|ملحق|منصب|مرض|مصدر|مصطلح|مفهوم|مقطع|منظر|موضوع|مستند|"
    "مطلب|مكان|نزاع|هيكل|وعد|وفد|وزن|بحث|برلمان|تاجر|تحالف|تحقيق|تصريح|تيار|تلميذ|جرح|جنرال|جواز|جيش|جيل|حدث|حزام|حساب|حفل|حق|"
    "حوار|خطر|خلاف|خندق|خيار|دفتر|دليل|ذراع|ركن|رمز|ساحل|سجل|سرب|سعر|سقف|سلاح|سلك|شريط|شريك|شعار|طبيب|طرد|طقس|عمل|عنوان|عهد|غرض|"
    "فيلق|قايد|قفل|قلب|قلم|كابل|كنز|مخطط|مرفق|معهد|معيار|ملك|منجم|مورد|نداء|مقرر|كشك|مختبر|مسرح|مسبح"
)
#: Of these the ending in ين is their plural too.
_ONLY_AN = (
    "موقع|مصاب|متهم|معتقل|موقوف|مسلح|عامل|موظف|مهندس|صياد|بحار|لاعب|معلم|مدرس|عسكري|شرطي|مدني|مسوول|مواطن|سايق|مسافر|راكب|حارس|ناشط|"
    "صحفي|صحافي|مراسل|باحث|كاتب|متطوع|متظاهر|مزارع|مندوب|ممثل|مرشح|مشتبه|محام|مدير|سجين|لاجي|ناج|مفقود|مقاتل|مراقب|محقق|مفتش|مستشار"
)
#: Nouns whose letters change in the dual.
_CHANGED = (
    "اخوين|ابوين|مستوي[ايي]ن|مبني[اي]ن|نادي[اي]ن|قاضي[اي]ن|محامي[اي]ن|وادي[اي]ن|مستشفي[اي]ن|"
    "جزاي?ن|خطاين|خطان|مبداين|مرفاين|نباين|سوالي?ن|عدوي?ن"
)
#: Stems of nouns in ta marbuta.
_FEMININE = (
    "سفين|طاير|سيار|عبار|دول|مدين|قري|ساع|سن|دقيق|مر|جلس|دور|لجن|منظم|شرك|امرا|طفل|فتا|ناقل|قذيف|غار|محط|مدرس|جامع|شق|قاع|حافل|"
    "شاحن|طلق|رصاص|رسال|وثيق|صفح|نقط|فرق|كتيب|دباب|مركب|باخر|رحل|خط|مرحل|جول|ولاي|محافظ|مقاطع|منطق|جزير|قنا|كلم|ماد|فقر|ليل|بلد|"
    "مسال|مشكل|طبق|نوب|جريم|حادث|واقع|غرف|مذكر|مقال|قصيد|رواي|جائز|جايز|ميدالي|خطو|محاول|تجرب|عملي|حمل|حزم|شحن|دفع|قاعد|فئ|في|شريح|كتل|قط|"
    "عين|سني|حج|شهاد|بطاق|لوح|خريط|ورق|قاطر|عرب|مقطور|رافع|مضخ|محرك|بير|صفح|حلق|فرص|نقل|رخص|غرام|عقوب|مخالف|دعو|كنيس|قلع|بواب|نافذ|"
    "خيم|حصان|بقر|نعج|عائل|عايل|اسر|قبيل|زوج|شقيق|صديق|زميل|طالب|مرشح|ضحي|جار|ابن|دين|مئ|"
    "نسخ|درج|جايز|صفق|اتفاقي|قم|ورش|ندو|هيي|وزار|موسس|جمعي|نقاب|حديق|نخل|شجر|حال|جث|لغ|صور|قضي|مهل|فتر|وحد|غرف|ضرب|معرك|حمل|كلي|بلدي|مديري|مسرحي|بندقي|ناحي|زاوي|ثانوي|شظي|هدي|وصي|خلي|رقاب|ارضي|لافت|وجب|سل|علب"
)
_KNOWN = rf"(?:{_MASCULINE})(?:ان|ين)|(?:{_FEMININE})ت(?:ان|ين)|(?:{_ONLY_AN})ان|{_CHANGED}"
_KNOWN_NOUN = re.compile(_KNOWN)
#: Of these the article changes nothing: الشهرين الماضيين. Which two الطرفان are was said before.
_DEFINITE = r"ال(?P<spans>(?:يوم|عام|شهر|اسبوع|عقد|قرن)(?:ان|ين)|(?:سن|ساع|ليل|دقيق)ت(?:ان|ين))"
#: Tatarstan, Putin, Constantine, routine, Augustine; silent (of many), calumny.
_NO_DUAL = (
    r"\w*ستان|\w*(?:بو|لا|نن|ري|رو|نيكو|فلن|مار|نان|جن|غس|ريس|كرس)تين|\w*(?:اب|ام|اك|اف|ان)تين|بهتان|بوتان|"
    r"هات(?:ان|ين)"
)
_KIN = "زوج|ابن|شقيق|صديق|زميل|طالب|جار|امرا|طفل|اسر|عاي?ل|قري|مدين|بلد|مدرس|غرف|سيار|حيا"  #: mine, rather than two
#: Any other noun in ta marbuta; not an adjective (حربيتين), a participle (محملتين) or a verb (تلتفتان).
_OPEN = r"(?P<likely>(?![متي])\w{2,}(?<!ي)ت(?:ان|ين))|(?P<open>\w{3,}ت(?:ان|ين))"
#: Before what belongs to the two: سيارتا إسعاف, بقرتيها, بمحطتي تحلية.
_OF = (
    rf"[وبلفك]?(?P<of>(?:{_FEMININE})ت(?:ا(?= \w)|(?:ا|ي)(?:ه|ها|هم|هما|نا)))|"
    rf"[بلك](?P<to>(?!{_KIN})(?:{_FEMININE})تي(?= (?!ان|من|في|علي|الي|مع|هذه|التي)\w{{3}}))"
)
_BOTH = rf"(?P<both>ال\w{{2,}}ت(?:ان|ين)|ال(?:{_MASCULINE})(?:ان|ين))"
_TWO = re.compile(
    rf"(?<!\w)(?:[وبلفك]?(?P<known>{_KNOWN})|{_OF}|[وبلف]?{_DEFINITE}|{_BOTH}|(?!{_NO_DUAL})(?:{_OPEN}))(?!\w)"
)
#: Of these the ending counts nothing more: those two, both, an adjective of a dual.
_AGREES = re.compile(r"(?:هذين|هاتين|كلتا|كلا|بين|\w{2}تا|\w{3}(?:ان|ين)) $")
#: group of `_TWO` -> why it may count nothing here
DOUBTS = {
    "open": "the ending may count two, or not",
    "both": "two of which it was said before that they are two",
}
_HALF = re.compile(r" و(نصف|ربع|ثلث)(?: ال\w+)?(?!\w)")
_NO_PAIR = r"(?:ناد|واد|قاض|محام|ثان|اهال|اراض|ليال|مبان)ي "
#: A noun that may be dual, and two that it is said to be: مدخلي البحر المتوسط، قناة السويس ومضيق جبل طارق.
_NAMED_PAIR = re.compile(
    rf"(?<!\w)[وبلف]?(?P<noun>(?!{_NO_PAIR})\w{{3,}}(?:ي|ين|ان|تا))(?: ال\w+){{1,3}}، \w+(?: \w+){{0,2}}"
    r" و\w+(?: \w+){0,2}(?=[.،؛:!؟)]|$)"
)


def duals_in(text: str, numerals: Sequence[Numeral]) -> Iterator[Numeral]:
    """Every dual that no numeral has a part in; with its half: مترين ونصف المتر."""
    ends = [numeral.end for numeral in numerals]
    for match in _TWO.finditer(text):
        noun = match.lastgroup or ""
        start, end = match.span(noun)
        place = bisect_left(ends, start - 1)  # of the first numeral that ends there or behind it
        near = numerals[place : place + 3]
        is_taken = any(numeral.start < end and start < numeral.end for numeral in near)
        if is_taken or word_of(match[noun]) or (noun in {"likely", "open"} and match[noun].startswith("ال")):
            continue
        is_counted = any(  # تسعة بلدان
            end + 1 == numeral.start or (start - 1 == numeral.end and numeral.kind != "label") for numeral in near
        )
        if is_counted or _AGREES.search(text[max(0, start - 20) : start]):
            continue
        half, value = _HALF.match(text, end), Fraction(2)
        if half and (part := word_of(half[1])):
            value, end = value + part.value, half.end()
        is_known = noun == "both" and _KNOWN_NOUN.fullmatch(match[noun].removeprefix("ال"))
        kind: NumeralKind = "pair" if is_known else "dual"  # told of before, and so not offered again
        doubt = "" if is_known else DOUBTS.get(noun, "")
        yield Numeral(start, end, value, kind=kind, doubt=doubt, text=text[start:end])


def without_halves(numerals: Sequence[Numeral], duals: Sequence[Numeral]) -> list[Numeral]:
    """The numerals that are no half of a dual: مترين ونصف."""
    starts = [dual.start for dual in duals]
    before = (bisect_right(starts, numeral.start) - 1 for numeral in numerals)
    return [
        numeral
        for numeral, place in zip(numerals, before, strict=True)
        if place < 0 or duals[place].end <= numeral.start
    ]


#: So many, what tells it, and why it may not. Words of the last rows are read where they are claimed, and not offered.
OFFERED = 7
_TOLD_BY: tuple[tuple[int, str, str], ...] = (
    (2, r"both(?= (?:of )?(?:the |its |their |our |my |his |her |these |those )?[a-z-]+s(?!\w)(?! and )"
        r"| of (?:them|us|whom|which)|[,.;:)]|$| (?:were|are|have|had|will|died)(?!\w))", ""),
    (2, r"(?:a|one) pair(?= of )|(?:an?|the) (?:\w+ )?couple(?! of)(?!\w)"
        r"|the (?:pair|duo)(?= (?:was|were|had|who|have|are)(?!\w)|[,.;])"
        r"|twins(?!\w)|(?:ال)?توام(?:ان|ين)|(?:كلاهما|كلتاهما|كليهما|كلتيهما)", ""),
    (2, r"a couple of", "'a couple of' may be a few"),
    (2, r"(?:كلا|كلتا|كلي|كلتي) ال\w{2,}(?:ان|ين)", ""),
    (3, r"triplets|(?:a|the) trio(?!\w)", ""),
    (1, r"(?<=only )once|(?<=just )once|(?<=exactly )once|(?<=least )once|(?<=than )once"
        r"|once(?= (?:a|every|per|each) \w)|once(?=[.;]|$)", ""),
    (0, r"none(?! (?:the|too|other)(?!\w))|nobody"
        r"|no (?!more|less|fewer|longer|later|earlier|doubt|matter|better|sooner)(?:[a-z-]+ )?[a-z-]{3,}(?<!s)s(?!\w)"
        r"|(?:لا|لم [يت]\w+) احد|(?:لم|لن|لا) [يت]\w+ (?:\w+ )?ا[يي]ه? \w{3,}", ""),
    (2, r"both", ""),
    (1, r"once(?! (?:again|more|upon|the|a|an|they|he|she|it|we|you|i|this|that|these|those|all|in)(?!\w))", ""),
    (0, r"(?:دون|بدون|بلا)(?: (?:اي|ايه|وقوع|تسجيل|حدوث))+ \w{3,}|لا (?:توجد|يوجد)(?: ايه?)? \w{3,}", ""),
)  # fmt: skip
_TOLD = re.compile(
    rf"(?<!\w)[وف]?[بلك]?(?:{'|'.join(f'(?P<t{row}>{words})' for row, (_, words, _) in enumerate(_TOLD_BY))})(?!\w)"
)
#: One of a measure, which is a number only behind a bound: more than a year, في غضون عام.
_DAYS_OF = {"fortnight": 14}
_ONE_OF = re.compile(
    r"(?<!\w)(?:an?(?= (?P<en>year|month|week|fortnight|day|hour|minute|decade|century|mile|tonne|(?:kilo)?metre)"
    r"(?! and(?!\w)| or (?:so|two))(?!\w))"
    r"|(?:(?<=من )|(?<=علي )|(?<=عن )|(?<=غضون )|(?<=جاوز )|(?<=نحو )|(?<=زهاء )|(?<=قرابه ))"
    r"(?P<ar>عام|سنه|شهر|اسبوع|يوم|ساعه|دقيقه|قرن|عقد|مره)(?! (?:و|\d|ال(?!ي )|\x01|واحد|اول|كل)))(?!\w)"
)


def told_in(text: str, numerals: Sequence[Numeral]) -> Iterator[Numeral]:
    """Every number that is told by other words than numbers, where none stands."""
    taken = [(numeral.start, numeral.end) for numeral in numerals if numeral.kind != "label"]
    for match in _TOLD.finditer(text):
        row = match.lastgroup or "t0"
        value, _, doubt = _TOLD_BY[int(row[1:])]
        begin, stop = match.span(row)
        if not any(start < stop and begin < end for start, end in taken):
            kind: NumeralKind = "dual" if int(row[1:]) < OFFERED else "pair"
            yield Numeral(begin, stop, Fraction(value), kind=kind, doubt=doubt, text=match[row])
    for match in _ONE_OF.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            many = (SPANS | _DAYS_OF).get(match["ar"] or match["en"], 1)
            same = Fraction(1) if many > 1 else None
            yield Numeral(*match.span(), Fraction(many), kind="one", text=match[0], same=same)


def named_pairs_in(text: str) -> Iterator[tuple[Numeral, int]]:
    """Every noun that is said to be two by their names, and where the second name ends."""
    for match in _NAMED_PAIR.finditer(text):
        if len(re.findall(r" و\w", match[0])) == 1:
            start, end = match.span("noun")
            yield Numeral(start, end, Fraction(2), kind="pair", text=match["noun"]), match.end()
