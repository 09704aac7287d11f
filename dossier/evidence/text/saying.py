"""Words with which a text says that somebody speaks, in the forms that news use.

An Arabic verb stands before its subject and shows its gender; a participle such as `مضيفا` or `adding` has the subject
of its sentence. `بحسب` and `according to` name a source without any verb.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from dossier.evidence.text.folding import fold_text

Gender = Literal["", "m", "f"]
Kind = Literal["finite", "participle", "source"]
REACH = 400  #: letters behind a verb in which its complement is looked for

#: Past, present and participle of the masculine, "-" for none; the other forms are made of them.
_ARABIC = """
    قال يقول قائلا | أضاف يضيف مضيفا | أكد يؤكد مؤكدا | صرح يصرح مصرحا | أعلن يعلن معلنا | أوضح يوضح موضحا
    أشار يشير مشيرا | لفت يلفت لافتا | شدد يشدد مشددا | تابع يتابع متابعا | أردف يردف مردفا
    استطرد يستطرد مستطردا | ختم يختم خاتما | اختتم يختتم مختتما | اعتبر يعتبر معتبرا | رأى يرى - | نقل ينقل نقلا
    كتب يكتب - | حذر يحذر محذرا | نوه ينوه منوها | كشف يكشف كاشفا | ردد يردد مرددا | وصف يصف واصفا
    دعا يدعو داعيا | طالب يطالب مطالبا | ذكر يذكر ذاكرا | زعم يزعم زاعما | أجاب يجيب مجيبا | رد يرد -
    سأل يسأل سائلا | تساءل يتساءل متسائلا | وعد - واعدا | استدرك يستدرك مستدركا | علق يعلق معلقا
    عقب يعقب معقبا | روى يروي - | حكى يحكي - | أفاد يفيد - | أقر يقر - | اعترف يعترف معترفا | نفى ينفي نافيا
    انتقد ينتقد منتقدا | صاح يصيح صائحا | صرخ يصرخ صارخا | هتف يهتف هاتفا | همس يهمس هامسا | تمتم يتمتم متمتما
    أبلغ يبلغ - | أخبر يخبر - | أعرب يعرب معربا | نبه ينبه منبها | ناشد يناشد مناشدا | اشتكى يشتكي مشتكيا
    قاطع يقاطع - | سخر يسخر ساخرا | توعد يتوعد متوعدا | هدد يهدد مهددا | تعهد يتعهد متعهدا | ادعى يدعي مدعيا
    أصر يصر - | جزم يجزم جازما | شرح يشرح - | لاحظ يلاحظ ملاحظا | توقع يتوقع متوقعا | برر يبرر مبررا
    مازح يمازح ممازحا | سمى يسمي - | أسمى - - | اتهم يتهم متهما | استنكر يستنكر مستنكرا | رحب يرحب مرحبا
    خلص يخلص - | قضى يقضي - | تنهد يتنهد متنهدا | بادر يبادر - | خاطب يخاطب مخاطبا | ألمح يلمح ملمحا
    أفصح يفصح - | شكا يشكو شاكيا | استهل يستهل مستهلا | احتج يحتج محتجا | اقترح يقترح مقترحا
    تمنى يتمنى متمنيا | استغرب يستغرب مستغربا | كرر يكرر مكررا | غرد يغرد مغردا | نصح ينصح ناصحا | أورد يورد -
    جاء - - | ورد - - | عد - - | عبر - معبرا | بشر - مبشرا | أنهى ينهي - | حكم يحكم - | تحدث يتحدث متحدثا
    لخص يلخص - | أملى يملي - | جدد يجدد مجددا | طمأن يطمئن مطمئنا | نسب ينسب - | فسر يفسر مفسرا
    اعتذر يعتذر معتذرا
"""
_I_SAY = fold_text("أقول")
#: of whoever writes or answers
_OWN = frozenset(fold_text("قلت قلته قلتها قلنا أقول أقولها أكرر أجبت أجبته أجبتها أجبتهم كررت").split())
#: Of whoever is written to.
_YOURS = frozenset(
    fold_text(
        "قلتم كتبتم ذكرتم أكدتم صرحتم أعلنتم وعدتم تعهدتم أجبتم تقولون تكتبون "
        "تذكرون تؤكدون تزعمون تعلنون تعدون زعمتم أبلغتمونا وعدتمونا"
    ).split()
)
_GOES_ON = frozenset(
    [
        *fold_text("أضاف تابع أردف استطرد ختم اختتم استدرك").split(),
        "add",
        "adds",
        "added",
        "adding",
        "continue",
        "continues",
        "continued",
        "continuing",
        "conclude",
        "concludes",
        "concluded",
        "concluding",
    ]
)
_ANSWERS = frozenset(
    [
        *fold_text("أجاب رد").split(),
        "reply",
        "replies",
        "replied",
        "answer",
        "answers",
        "answered",
        "retort",
        "retorts",
        "retorted",
        "counter",
        "counters",
        "countered",
    ]
)
_ASKS = frozenset([*fold_text("سأل تساءل").split(), "ask", "asks", "asked", "question", "questions", "questioned"])
#: Nouns that say the same: "قوله" of whoever is named before it, or behind عن.
_NOUNS = "قوله قولها قولهم بقوله بقولها بقولهم القول بالقول تعليقا قولا"
#: Forms that are other words more often: names of offices and trades, "among", "two".
_OTHERWISE = frozenset(
    fold_text("""
        مؤكد مؤكدة معلن متوقع متوقعة موضح مشير لافت لافتة كاشف خاتم داع داعي داعية مدع مدعي معترف نافي ساخر
        ساخرة صارخ صارخة هامس متحدث متحدثة متحدثين ناصح ناصحة واعد واعدة معلق معلقة مكرر مكررة منبه متابع
        متابعة متابعين متهم متهمة متهمين محذر ملاحظ ملاحظة محتج محتجين مبشر عبر عبرت عبرها عبرهم معتبر معتبرة
        مقترح مقترحة سائل مختتم مجيب عدوا عده جاوا جاءه وردت وردوا يردون ذهبت ذهبوا حكمه عبره تمتمه نقله نقلها
        نسبه نسبتها مجددا مجدد مجددة مفسر مفسرة
        ذكره ذكرها كشفه دعوا خلصه كتبها كتبه رده ردها وعده وعدها حكمها قضوا مشدد مشددة مضيف مضيفة مضيفين مطالب
        اسمه اسمها اسمهم اسمنا مهدد مهددة ذاكر ذاكرة منوه منتقد مبرر مبررة مصرح خلصت قضت قضي تردد يتردد
    """).split()
)
_SOURCES_AR = re.compile(
    r"(?<!\w)[وف]?(?:بحسب|حسب|وفق[اًا]* ل|وفق|نقل[اًا]* عن|عل[ىي] حدّ? (?:قول|تعبير|وصف)(?!\w)"
    r"|عل[ىي] لسان|بتعبير|مستشهد[اةً]* ب|مقتبس[اةً]* (?:من|عن))(?=\s?\w)"
)
_ENGLISH = """
    say says said | tell tells told | add adds added | state states stated | announce announces announced
    declare declares | declared | note notes noted | stress stresses stressed | emphasise emphasises emphasised
    emphasize emphasizes emphasized | explain explains explained | warn warns warned
    conclude concludes concluded | continue continues continued | remark | remarks remarked
    reply replies replied | answer answers answered | insist insists insisted | argue argues argued | claim
    claims claimed | write writes wrote written | ask asks asked | recall recalls recalled | remind reminds reminded
    describe describes | described | call calls called | quote quotes quoted | respond responds responded
    retort retorts retorted | counter counters | countered | concede concedes conceded | admit admits admitted
    acknowledge acknowledges acknowledged | observe observes | observed | comment comments commented
    complain complains complained | joke jokes joked | shout shouts shouted | cry cries | cried
    whisper whispers whispered | mutter mutters muttered | murmur murmurs murmured | sigh sighs sighed
    snap snaps | snapped | quip quips quipped | testify testifies testified | tweet tweets tweeted
    vow vows vowed | pledge pledges pledged | promise promises promised | urge urges urged
    report reports reported | reiterate reiterates reiterated | maintain | maintains maintained
    assert asserts asserted | lament laments lamented | boast boasts boasted | muse muses mused | deny
    denies denied | brand brands branded | label labels labelled | term terms termed
    denounce denounces denounced | condemn | condemns condemned | hail hails hailed
    dismiss dismisses dismissed | agree agrees agreed | predict predicts predicted | protest protests protested
    confirm confirms confirmed | suggest suggests suggested | reveal reveals revealed | allege | alleges alleged
    laugh laughs laughed | smile smiles smiled | shrug shrugs shrugged | nod nods nodded | grin grins grinned
    offer offers offered | submit submits submitted | accept accepts accepted | contend contends contended
    grumble grumbles grumbled | exclaim exclaims exclaimed | plead pleads pleaded
    praise praises praised | demand demands demanded | rule rules ruled | hold holds held | find finds | found
    recount recounts recounted | reflect reflects reflected | thunder thunders thundered | chant chants chanted
    yell | yells yelled | caution cautions cautioned | advise advises advised | post posts posted
    object objects objected | read reads | put puts | accuse accuses accused | want wants wanted
    criticise criticises criticised | criticize criticizes criticized | question questions questioned
    assure assures assured | affirm affirms affirmed | proclaim proclaims proclaimed | venture ventures ventured
    volunteer volunteers volunteered | interject interjects interjected | interrupt interrupts interrupted
    chuckle chuckles chuckled | growl growls growled | groan groans groaned | gasp gasps gasped | swear swears swore
    opine opines opined | clarify clarifies clarified | elaborate | elaborates elaborated | mention | mentions mentioned
    summarise summarises summarised | reckon reckons reckoned | estimate | estimates estimated | beg | begs begged
    recommend recommends recommended | propose proposes proposed | certify certifies certified | attest attests attested
    wonder wonders wondered | scoff scoffs scoffed | fume fumes fumed | speak speaks spoke | inform informs informed
"""
_SOURCES_EN = re.compile(
    r"\b(?:according to|in the words of|as quoted by|quoting|citing"
    r"|(?:let me|allow me to) (?:quote|cite))(?=\s)",
    re.IGNORECASE,
)
#: Of whoever follows: the statement of the Secretary-General that, the undertaking given by the Minister that.
_STATED_BY = re.compile(
    r"\b(?:statement|remark|declaration|observation|words|assurance|undertaking|testimony|appeal|warning|assertion"
    r"|recommendation|finding|ruling|view|opinion|complaint|conclusion|promise|pledge|report|advice|request)s?"
    r"(?: \w+){0,7}? (?:of|by)(?= (?:[^,;:.\0]|, (?:Mr|Mrs|Ms|Dr|[A-Z][\w'’]+ [A-Z])){2,90} (?:that|to the effect) )"
    r"|\b(?:statement|remark|declaration|observation|words|assurance|undertaking|testimony|appeal|warning|assertion)s?"
    r"(?!(?: \w+){0,4} mouth)(?: \w+){0,7}? (?:of|by)(?= )"
    r"|\b(?:reply|replies|response|answer|message|post|tweet|comment|rebuke|retort|note|reaction|plea|joke|words?)s?"
    r"(?: \w+)? from(?= [^:.;\0]{2,60}:)"
)
_WENT_ON = re.compile(r"\b(?:gave evidence|went on|goes on|went further|pointed out|points out)\b")
_WITH_WORDS = re.compile(r"\b(?:with the words?|in these words)(?=[:, ])|(?<!\w)بهذه (?:الكلمات|العبارة)(?!\w)")
_BEFORE_NOUN_EN = re.compile(
    r"\b(?:the|an?|his|her|its|their|our|my|this|that|these|those|no|any|each|every|some|in|on|at|for|with|to|from|by|such)\s$",
    re.IGNORECASE,
)
_SUBJECT_OF_BASE = re.compile(
    r"(?:\b(?:they|we|you|who|i|people|both|all|critics"
    r"|would|will|could|did|does|may|might|must)|[a-z]s|,|\0)\s*(?:also |still |now )?$",
    re.IGNORECASE,
)
_TO_SAY = frozenset(["say", "ask", "add"])  #: behind "to": was heard to say, used to say, rang to ask whether
_BEFORE_NOUN_AR = re.compile(
    r"(?<!\w)[وف]?(?:في|من|على|إلى|الى|أي|كل|هذا|ذلك|أول|هذه|دون|بعد|قبل|غير|عن|أو|حق|محل|وزير|وزارة|عدم)\s$"
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640]|['’](?=[^\W_]))*")
#: What comes between a verb of saying and what is said: a subject stands before it.
_COMPLEMENT_AR = re.compile(
    r"(?<!\w)(?:(?:عل|إل|ال)[ىي] )?[وف]?ب?[أإا]ن[ّ\u064e]*(?:ه|ها|هم|هن|هما|نا|ني|ي|كم|ك|ه\u064f)?"
    r"(?![\w\u064b-\u0652])|:"
)
_THAT_AR = re.compile(r" [بل]?[أإ]نّ?(?:ه|ها|هم|هما)?(?!\w)")  #: behind a participle that is another word elsewhere
_COMPLEMENT_EN = re.compile(r"\b(?:that|how|why|whether)\b|:|,\s*$")


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of saying, at letters `start` to `end` of its text."""

    start: int
    end: int
    is_arabic: bool
    kind: Kind = "finite"
    gender: Gender = ""  #: of its subject, as far as the form shows it
    root: str = ""  #: folded; of Arabic the masculine past
    is_joined: bool = False  #: و or ف stands before it and begins a clause
    is_plural: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether it continues what the same subject has said: أضاف, added."""
        return self.root in _GOES_ON

    @property
    def is_own(self) -> bool:
        """Whether its subject is "I"."""
        return self.root in _OWN

    @property
    def is_yours(self) -> bool:
        """Whether its subject is "you"."""
        return self.root in _YOURS

    @property
    def asks(self) -> bool:
        """Whether somebody else is to speak next."""
        return self.root in _ASKS

    @property
    def answers(self) -> bool:
        """Whether it hands the word over to somebody else."""
        return self.root in _ANSWERS


_OBJECTS = ("ه", "ها", "هم", "نا", "ني")  #: suffixes: he told me


def _arabic_forms() -> dict[str, tuple[Kind, Gender, str]]:
    """Folded form -> (kind, gender, root)."""
    forms: dict[str, tuple[Kind, Gender, str]] = {}
    for past, present, participle in (entry.split() for entry in re.split(r"[|\n]", _ARABIC) if entry.strip()):
        root = fold_text(past)
        stem = root[:-1] if root[-1] in "يا" else root  # رأى, رأت
        forms |= {f"{stem}{ending}": ("finite", "m", root) for ending in _OBJECTS} | {root: ("finite", "m", root)}
        forms |= {f"{stem}ت{ending}": ("finite", "f", root) for ending in ("", *_OBJECTS)}
        if root.endswith("ي"):
            forms |= {f"{stem}ا{ending}": ("finite", "m", root) for ending in _OBJECTS}  # سماه, حكاها
        forms[f"{stem}وا"] = ("finite", "", root)
        if present != "-":
            masculine = fold_text(present)
            forms[masculine] = ("finite", "m", root)
            forms[f"ت{masculine[1:]}"] = ("finite", "f", root)
            forms |= {f"{masculine}{ending}": ("finite", "m", root) for ending in ("ه", "ها")}
            forms |= {f"ت{masculine[1:]}{ending}": ("finite", "f", root) for ending in ("ه", "ها")}
            forms[f"{masculine.rstrip('يو')}ون"] = ("finite", "", root)
        if participle != "-":
            masculine = fold_text(participle)
            forms[masculine] = ("participle", "m", root)
            forms[f"{masculine[:-1]}ه"] = ("participle", "f", root)
            forms[f"{masculine[:-1]}ين"] = ("participle", "", root)
    forms |= {form: ("finite", "", form) for form in _OWN | _YOURS}
    own = {f"ا{form[1:]}" for form, told in forms.items() if form[:1] == "ي" and told[0] == "finite" and told[1] == "m"}
    forms |= {form: ("finite", "", _I_SAY) for form in own if form not in forms}
    return forms | {fold_text(noun): ("participle", "f" if noun.endswith("ها") else "", "") for noun in _NOUNS.split()}


def _english_forms() -> dict[str, tuple[Kind, str]]:
    """Form -> (kind, the same form; of a participle its base)."""
    forms: dict[str, tuple[Kind, str]] = {form: ("finite", form) for form in re.split(r"[|\s]+", _ENGLISH.strip())}
    for base in [form for form in forms if f"{form}s" in forms or f"{form}es" in forms]:
        forms[f"{base.removesuffix('e')}ing"] = ("participle", base)
    return forms


_FORMS_AR = _arabic_forms()
_FORMS_EN = _english_forms()


@functools.lru_cache(maxsize=64)
def verbs_in(text: str) -> tuple[Verb, ...]:
    """Every word of saying, in the order of the text."""
    found = [verb for match in _WORD.finditer(text) if (verb := _verb(match)) and not _is_noun(text, verb)]
    found += [Verb(match.start(), match.end(), False, root="continue") for match in _WENT_ON.finditer(text)]
    found += [Verb(match.start(), match.end(), False, "participle") for match in _WITH_WORDS.finditer(text)]
    found += [Verb(match.start(), match.end(), False, "source") for match in _SOURCES_EN.finditer(text)]
    found += [Verb(match.start(), match.end(), False, "source") for match in _STATED_BY.finditer(text)]
    found += [Verb(match.start(), match.end(), True, "source") for match in _SOURCES_AR.finditer(text)]
    ordered = sorted(found, key=lambda verb: (verb.start, -verb.end))
    return tuple(verb for number, verb in enumerate(ordered) if not number or verb.start >= ordered[number - 1].end)


def _verb(match: re.Match[str]) -> Verb | None:
    word = fold_text(match[0])
    if word.removeprefix("و") == "عقب" and "\u0651" not in match[0]:
        return None  # after, rather than he added
    if match[0].endswith(("دعى", "دعي")) and word[-4:-3] in {"ي", "ت"}:
        return None  # يدعى: he is called
    if word in _FORMS_EN:
        kind, root = _FORMS_EN[word]
        return Verb(match.start(), match.end(), False, kind, root=root)
    told = _FORMS_AR.get(word)
    if word in _OTHERWISE and told and not (told[0] == "participle" and _THAT_AR.match(match.string, match.end())):
        told = None  # another word more often
    if told:
        return Verb(match.start(), match.end(), True, *told, is_plural=word.endswith(("وا", "ون")))
    is_joined = word[:1] in {"و", "ف"} and word[1:] not in _OTHERWISE
    told = _FORMS_AR.get(word[1:]) if is_joined else None
    is_plural = word.endswith(("وا", "ون"))
    return Verb(match.start(), match.end(), True, *told, is_joined=True, is_plural=is_plural) if told else None


def _is_noun(text: str, verb: Verb) -> bool:
    """Whether an article or a preposition makes it a noun: the claim, في رد."""
    before = text[max(0, verb.start - 24) : verb.start]
    if verb.is_arabic:
        is_plain_verb = fold_text(text[verb.start]) == "ا"  # أجاب is a verb wherever it stands, رد may be a noun
        return verb.kind == "finite" and not is_plain_verb and bool(_BEFORE_NOUN_AR.search(before))
    if verb.kind == "participle":
        return bool(re.search(r"\b(?:the|an?|of|his|her|their)\s$", before, re.IGNORECASE))
    if re.search(r"\bthat\s$", before) and verb.root.endswith("ed"):
        return False
    is_base = not re.search(r"(?:ed|s)$", verb.root) and f"{verb.root}s" in _FORMS_EN
    if is_base and text[verb.end : verb.end + 3] != " it":
        if verb.root in _TO_SAY and before.endswith(" to "):
            return False
        return not _SUBJECT_OF_BASE.search(before)
    return bool(_BEFORE_NOUN_EN.search(before))


def subject_end(text: str, verb: Verb) -> int:
    """Where what may name the speaker ends: at the word that begins what is said, or at the end of the text."""
    pattern = _COMPLEMENT_AR if verb.is_arabic else _COMPLEMENT_EN
    match = pattern.search(text, verb.end, verb.end + REACH)
    return match.start() if match else len(text)


def word_count(text: str) -> int:
    return len(_WORD.findall(text))
