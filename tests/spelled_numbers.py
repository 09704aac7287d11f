"""Numbers written out in English and Arabic words, and phrases that set a bound to 26."""

from __future__ import annotations

#: bound -> phrases that set it
BOUNDS: dict[str, list[str]] = {
    "over": [
        "north of 26 ships", "greater than or equal to 26", "at or above 26", "min. 26", "26 and counting",
        "بضعة و26 شخصا", "نيف و26", "26 ونيفا", "26 وكسور", "26 سنة فصاعدا", "26 سفينة أو تزيد", "ينوف على 26",
        "ما يربو على 26",
        "more than 26 ships", "no fewer than 26 men", "no less than 26", "not less than 26 tonnes", "not fewer than 26",
        "at least 26", "at the very least 26", "26 at least", "26 ships at least", "26 or more", "26 ships or more",
        "26-plus", "26+ ships", "+26 ships", "upwards of 26", "in excess of 26", "exceeding 26 tonnes",
        "a minimum of 26", "نريد 26 سفينة على الأقل من الشمال", "يزيد وزنها على 26 طنا",
        "it must not be less than 26 days", "never fewer than 26", "well over 26", "just over 26",
        "longer than 26 days", "at least magnitude 26", "لا يقل عن الدرجة 26",
        "the minimum shall be 26 mm", "more than about 26", "shall not be lower than 26", "> 26", "≥26",
        "أكثر من 26 سفينة", "ما لا يقل عن 26 سفينة", "ألا تضيق فتحاتها عن 26 ملم",
        "لا ينخفض سعره عن 26", "لا يقل عن 26", "لا تقل عن ستة وعشرين", "لم يقل عن 26",
        "لا يقل عددهم عن 26", "بما لا يقل عن 26", "ما يزيد عن 26", "بما يزيد على 26", "يزيد عدد السفن على 26",
        "يتجاوز 26",
        "تجاوز عدد القتلى 26 قتيلا", "يفوق 26", "يربو على 26", "26 على الأقل", "26 سفينة على الأقل", "على الأقل 26",
        "26 فأكثر", "26 سفينة أو أكثر", "26 فما فوق", "ليس أقل من 26", "يجب ألا يقل عن 26", "ألّا تقل المدة عن 26 يوما",
        "لا أقل من 26", "كحد أدنى 26", "26 يوما كحد أدنى", "أكثر بقليل من 26", "لا يزال أكثر من 26",
        "لا بد أن يتجاوز 26",
    ],
    "under": [
        "just shy of 26", "a little short of 26", "south of 26", "less than or equal to 26", "at or below 26",
        "max. 26",
        "26 at the outside", "did not reach 26", "failed to reach 26", "never reached 26", "no later than 26 days",
        "لم يبلغ عدد السفن 26", "لم تصل النسبة إلى 26", "لا يبلغ 26", "26 إلا قليلا", "بحد أعلى 26", "26 كحد أعلى",
        "up to magnitude 26", "لا تتجاوز القوة 26", "لا يزيد على الفئة 26",
        "not exceeding in value 26 dinars", "max 26 per person", "26 and under",
        "لا يزيد وزنها على 26 طنا",
        "less than 26", "fewer than 26 men", "no more than 26", "not more than 26 tonnes", "not exceeding 26 days",
        "did not exceed 26", "does not exceed 26", "shall not exceed 26 crowns", "is not expected to exceed 26",
        "without exceeding 26", "up to 26", "at most 26", "26 at most", "26 or fewer", "26 ships or less",
        "a maximum of 26", "as many as 26", "under 26", "below 26", "never more than 26", "no more than about 26",
        "must not be longer than 26 days", "cannot be more than 26", "isn't more than 26",
        "≤ 26", "< 26", "a ceiling of 26", "may extend to 26 days", "not quite 26", "26 ships, at most",
        "أقل من 26", "لا يزيد عن 26", "لا يزيد على 26 سفينة", "لا تزيد مدته على 26 يوما", "لم يتجاوز 26",
        "لا يتجاوز 26",
        "لا تتعدى 26", "لم تتعدَّ الكلفة 26", "بما لا يتجاوز 26", "لا يتجاوز عددهم 26", "لن تزيد الرسوم على 26",
        "دون 26",
        "ليس أكثر من 26", "لا أكثر من 26", "على ألا يتجاوز 26", "دون أن يتجاوز 26", "لا يكاد يتجاوز 26",
        "26 على الأكثر",
        "26 سفينة على الأكثر", "كحد أقصى 26", "26 يوما كحد أقصى", "26 فأقل", "لا يجوز أن يزيد على 26", "ولا يزيد عن 26",
        "لم يزد عددهم على 26", "تضيق فتحاتها عن 26 ملم",
        "بألا يزيد ارتفاعه على 26", "في أجل أقصاه 26 يوما", "ما يصل إلى 26 سفينة",
    ],
    "about": [
        "not far short of 26", "not far off 26", "little short of 26", "close on 26", "nigh on 26", "26-some ships",
        "getting on for 26", "give or take 26", "in the vicinity of 26", "nearer 26", "some 26-odd ships", "26ish",
        "ما يناهز 26", "نحوا من 26", "قريبا من 26", "ما يداني 26", "يكاد يبلغ 26", "يلامس 26", "بقرابة 26", "زهاء 26",
        "about 26", "around 26", "some 26 ships", "nearly 26", "almost 26", "roughly 26", "an estimated 26",
        "close to 26",
        "26 or so", "26, or thereabouts", "26 hours, give or take", "26-odd", "~26", "approximately 26", "circa 26",
        "نحو 26", "حوالي 26", "حوالى 26", "قرابة 26", "زهاء 26", "ما يقارب 26", "ما يقارب من 26", "يناهز 26",
        "تقدر بـ 26",
        "ناهز عددهم 26 شخصا", "ناهزت الكلفة 26", "26 تقريبا", "لنحو 26", "بحوالي 26",
    ],
}  # fmt: skip

ONES = ["x", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
FEMININE = ["x", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
TENS = ["x", "عشرة", *(f"{stem}ون" for stem in ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"])]
HUNDREDS = ["x", "مئة", "مئتان", *(f"{stem}مئة" for stem in ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"])]
E_ONES = [
    "x",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
E_TENS = ["x", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def arabic_below_100(number: int) -> list[str]:
    if number < 10:
        return [ONES[number]] if number else []
    if 10 < number < 20:
        first = {1: "أحد", 2: "اثنا"}.get(number - 10, ONES[number - 10])
        return [f"{first} عشر"]
    return [ONES[number % 10]] * bool(number % 10) + [TENS[number // 10]]


def arabic_below_1000(number: int) -> list[str]:
    return [HUNDREDS[number // 100]] * (number >= 100) + arabic_below_100(number % 100)


def arabic(number: int) -> str:
    parts = []
    for scale, one, two, few, many in (
        (10**9, "مليار", "ملياران", "مليارات", "مليارا"),
        (10**6, "مليون", "مليونان", "ملايين", "مليونا"),
        (10**3, "ألف", "ألفان", "آلاف", "ألفًا"),
    ):
        count, number = divmod(number, scale)
        if count in (1, 2):
            parts.append(one if count == 1 else two)
        elif count:
            noun = few if 3 <= count <= 10 else many if 11 <= count % 100 <= 99 else one
            parts.append(f"{' و'.join(arabic_below_1000(count))} {noun}")
    return " و".join([*parts, *arabic_below_1000(number)])


def english(number: int) -> str:
    parts = []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{english(count)} {name}")
    if number >= 100:
        parts.append(f"{E_ONES[number // 100]} hundred")
        number %= 100
        parts += ["and"] * bool(number)
    elif number and parts:
        parts.append("and")
    if number >= 20:
        parts.append("-".join([E_TENS[number // 10], *[E_ONES[number % 10]] * bool(number % 10)]))
    elif number:
        parts.append(E_ONES[number])
    return " ".join(parts)
