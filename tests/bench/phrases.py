"""Words for invented dossiers: sentences that say little and are all different, names that nobody bears."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. A sentence is subject, verb, object, circumstance, and a place that occurs nowhere else."""

    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    circumstances: tuple[str, ...]
    place: str  #: with gaps for two halves of a name and for a number
    halves: tuple[tuple[str, ...], tuple[str, ...]]
    given: tuple[str, ...]
    bodies: tuple[str, ...]

    def sentence(self, random: Random) -> str:
        parts = (self.subjects, self.verbs, self.objects, self.circumstances)
        words = " ".join(random.choice(part) for part in parts)
        return f"{words} {self._place(random)}."

    def name(self, random: Random, number: int) -> tuple[str, str]:
        """(given, family)."""
        return random.choice(self.given), self._family(number)

    def body(self, number: int) -> str:
        return f"{self.bodies[number % len(self.bodies)]} {self._family(number)}"

    def _family(self, number: int) -> str:
        """A name of as many halves as it takes to write the number: different numbers, different names."""
        first, second = self.halves
        word = second[number % len(second)]
        number //= len(second)
        while True:
            word = first[number % len(first)] + word
            number //= len(first)
            if not number:
                return word.capitalize()

    def _place(self, random: Random) -> str:
        first, second = (random.choice(half) for half in self.halves)
        return self.place.format(name=(first + second).capitalize(), number=random.randint(10, 9999))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ARABIC = Phrases(
    subjects=(
        "أعلنت إدارة الميناء أنها",
        "ذكر التقرير أن اللجنة",
        "تفيد الرسالة بأن البلدية",
        "يروي الكاتب أن الجمعية",
        "جاء في المحضر أن الشركة",
        "تقول الصحيفة إن النقابة",
        "أكد البيان أن الهيئة",
        "لاحظ المفتش أن المدرسة",
        "أضاف المراسل أن الغرفة التجارية",
        "نقلت الإذاعة أن الحامية",
        "كتب الرحالة أن القافلة",
        "ورد في السجل أن المحكمة",
    ),
    verbs=(
        "أصلحت",
        "وسّعت",
        "أغلقت",
        "افتتحت",
        "نقلت",
        "باعت",
        "سجّلت",
        "فحصت",
        "سلّمت",
        "أعادت",
        "قاست",
        "رمّمت",
        "استأجرت",
        "وثّقت",
    ),
    objects=(
        "مخازن الحبوب القديمة",
        "الجسر الخشبي الطويل",
        "دفاتر الضرائب كلها",
        "أربع سفن صغيرة",
        "سوق السمك المسقوف",
        "مصابيح الطريق الساحلي",
        "آبار الحي الشرقي",
        "غرف البريد والبرق",
        "مطحنة النهر",
        "أحواض بناء السفن",
        "خرائط الوادي",
        "جدار المقبرة الغربي",
        "مكتبة الدير",
        "قاعات المستشفى الثلاث",
    ),
    circumstances=(
        "قبل موسم الأمطار بأسبوعين",
        "بعد نقاش دام سنة كاملة",
        "من غير أن تُعلم أحدًا",
        "بطلب من سكان الحي",
        "على نفقة التجار",
        "وفق ما تسمح به الميزانية",
        "خلافًا لما أوصى به المهندس",
        "في حضور شهود كثيرين",
        "رغم اعتراض المالكين",
        "بمساعدة متطوعين من القرى",
        "حين عادت الطرق إلى العمل",
        "كما فعلت في السنة السابقة",
    ),
    place="قرب {name} عند العلامة {number}",
    halves=(
        _words("بار تار جور دار زهر سار شام طور عمر فار قصر كرم مرج نور هول وار"),
        _words("ان ين ون يا ود ام اب يت ال ير وس اس"),
    ),
    given=_words("سليم هدى كمال ليلى نادر سعاد فؤاد مريم رامي هالة عادل زينب يوسف منى"),
    bodies=("جمعية", "شركة", "مجلس", "لجنة", "نقابة", "بلدية", "مؤسسة", "اتحاد"),
)

ENGLISH = Phrases(
    subjects=(
        "The port’s office announced that it",
        "By this account the committee",
        "The letter has it that the town council",
        "The author tells how the society",
        "In the minutes the company",
        "The paper says that the guild",
        "The statement confirms that the board",
        "An inspector noted that the school",
        "The correspondent adds that the chamber of trade",
        "Radio news had it that the garrison",
        "A traveller wrote that the caravan",
        "The register shows that the court",
    ),
    verbs=(
        "repaired",
        "enlarged",
        "closed",
        "opened",
        "moved",
        "sold",
        "recorded",
        "examined",
        "handed over",
        "gave back",
        "measured",
        "restored",
        "rented",
        "described",
    ),
    objects=(
        "the old grain stores",
        "the long wooden bridge",
        "all of the tax books",
        "four small ships",
        "the covered fish market",
        "the lamps of the coast road",
        "the wells of the eastern quarter",
        "the rooms of post and telegraph",
        "the mill on the river",
        "the yards where ships are built",
        "the maps of the valley",
        "the western wall of the graveyard",
        "the library of the monastery",
        "the three wards of the hospital",
    ),
    circumstances=(
        "two weeks before the rains",
        "after a debate of a whole year",
        "without telling anybody",
        "as those who live there had asked",
        "at the merchants’ expense",
        "as far as the budget allowed",
        "against the engineer’s advice",
        "before many witnesses",
        "although the owners objected",
        "with volunteers from the villages",
        "when the roads were open again",
        "as it had done the year before",
    ),
    place="near {name} at mark {number}",
    halves=(
        _words("bar tar jor dar zahr sar sham tor omr far kas kar mar nor hol war"),
        _words("an in on ia ud am ab it al ir us as"),
    ),
    given=_words("Selim Huda Kamal Leila Nader Suad Fuad Maryam Rami Hala Adel Zeinab Yusuf Mona"),
    bodies=tuple(f"{body} of" for body in _words("Society Company Council Committee Guild Town Foundation Union")),
)
