"""What makes words in quotation marks a title, a term, a slogan or a name rather than what somebody says.

Words before the mark announce one (the book “…”, شعار «…»), a sentence uses it as an adjective or a name (the “ghost”
tickets, مدرسة «…»), a text defines it, shows where it is written, or refuses it. Only the sentence of the marks counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import BODIES_AR
from dossier.evidence.text.address import SHORTENED
from dossier.evidence.text.folding import fold
from dossier.evidence.text.saying import Verb

REACH = 300  #: letters before a mark in which its sentence is looked at
LONGEST = 4  #: words of a name that only its capital or the noun before it tells


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in text.split())


#: Words after which, three words on at most, quotation marks hold a title, a slogan or a name.
_ANNOUNCING = _words("""
    بعنوان عنوان عنوانه عنوانها اسم باسم اسمه اسمها اسمهم تسمى يسمى عليها عليه تدعى يدعى مسمى بمسمى المسمى
    المسماة منتدى المنتدى مجموعة المجموعة مسجد جامع معرض قمة صفة لقب شعار بشعار وكالة أنباء صحيفة جريدة مجلة
    قناة موقع كتاب كتابه كتابها رواية فيلم مسرحية قصيدة مؤتمر ندوة مبادرة حملة مشروع برنامج سفينة باخرة مدينة
    بلدة قرية جامعة جائزة وسام حركة حزب شركة مؤسسة منظمة جمعية مركز معهد ملتقى مهرجان كلمة عبارة مصطلح نظام
    مسابقة دورة لوحة أغنية ألبوم تطبيق منصة للكتاب للصحفيين العبارة السفينة الباخرة الناقلة القارب المثل مثل هتاف
    هتافات لافتة لافتات الشعار الأغنية الاتفاقية اتفاقية titled entitled dubbed motto slogan theme title
    word words term phrase forum group summit conference exhibition agency newspaper magazine book novel film
    play song poem project programme program initiative campaign party movement ship vessel boat mosque
    university award prize channel website festival centre center company series album opera musical painting
    documentary podcast episode essay article column chapter scheme fund operation strategy bill hashtag yacht
    tanker trawler ferry barge vessel cafe restaurant hotel pub club cinema theatre school street square village
    medal nickname alias pseudonym code password brand product model variety headline label logo name names
    مقال مقالة مسلسل وثائقي هاشتاغ كتيب
""")
#: Words right before the marks that do: nouns without an article, so that a name follows.
_NAMING = _words("""
    ديوان بند ميثاق صندوق ناد نادي فندق مقهى مطعم مسرح ملعب شارع حي ميدان سوق زورق مركب يخت قطار وسم نشيد جسر سد مطار
    قصر قلعة جزيرة ساحة حديقة برج قاعة رصيف نفق محطة متجر مخبز صيدلية فرقة طائرة طائرات مسيرة مسيرات سيارة سيارات شاحنة
    شاحنات صاروخ صواريخ قمر منظومة إعصار عاصفة متحور لقاح عقار طراز نموذج ماركة علامة صنف لعبة كأس بطولة رالي سباق درع
    قانون ملف بوابة بطاقة مبنى عمارة عملية دواء ختم
""")
#: Of the English ones, those behind which even small letters are no speech.
_STRONG = _words("titled entitled dubbed motto slogan word words term phrase code password hashtag label")

_DEFINED_BEFORE = re.compile(
    r"\b(?:the (?:terms?|expressions?|words?|phrases?|proverb|saying|adage)|so-called|known (?:\w+ ){0,3}as"
    r"|referred to as|hereinafter|(?:call|calls|calling|styled?|styles) (?:itself|themselves|himself|herself)"
    r"|(?:banners?|placards?|signs?|plaques?|posters?|inscriptions?|stickers?|graffiti|T-shirts?)"
    r"(?: [\w'’-]+){0,6}? (?:reads?|reading|said|saying|says|bearing|with|carrying|proclaiming|declaring)"
    r"|(?:boards?|notices?)(?: [\w'’-]+){0,6}? (?:reads?|reading|bearing))[\Wـ]*$"
    r"|\b(?:saying goes|proverb (?:has it|goes|says)|as the proverb)\b[^.;]*$"
    r"|\b(?:rumou?rs?|talk|notion|idea|concept|myths?) of (?:an?|the)?[\Wـ]*$"
    r"|\b(?:not|never|stop|cease|refuses? to|refused to|wouldn['’]t|don['’]t|won['’]t) call(?:ing)? [^.;:,]{1,40}$"
    r"|(?<!\w)(?:يقصد ب|ويقصد ب|تتحدث عن|يتحدث عن|يسمى|ما يسمى ب|المسمى|المعروف ب|المعروفة ب|يعرف باسم"
    r"|ما [يت](?:عرف|سمى|دعى) ب|عليها|القائل|المثل(?: \w+)?|لافتات?|(?:ال)?لافتة(?: \w+)?|باب \w+"
    r"|(?:سمى|سمت|سمّى|سمّت|سموا|أسمى|أسمت|أسموا|يسمي|تسمي|يسمون)"
    r" (?:نفسه|نفسها|أنفسهم)|الحكمة (?:\w+ )?(?:تقول|القائلة)|(?:المشار|ويشار|يشار) إليه\w* [^.؛:]{0,30}?ب)[\Wـ]*$"
    r"|(?<!\w)(?:حديث|شائعات|إشاعات|أنباء|نشرته?|يقال|يشاع|يتردد|فكرة|مفهوم|مصطلح"
    r"|\w?ما (?:تردد|قيل|أشيع|شاع|راج|أثير|يثار))(?!\w)[^.؛:«]{0,40} عن[\Wـ]*$"
    r"|(?<!\w)\w{0,2}ما (?:[تين]سم[ّ\u064e\u0650]*[يو]\w*|[تين]دعو\w*|[تي]طلقو?ن? عليه\w*)(?: [^\s.؛:«]+){0,3}[\Wـ]*$"
    r"|(?<!\w)(?:[وفبل]{0,2}تسمي(?:ة|ت\w+)|[وف]?س[ُ]?م[ّ]?ي(?:ت|ا|تا)?|[وف]?سيسم\w+|[وف]?[أي]عيدت? تسمية)"
    r"(?: [^\s.؛:«]+){0,4}[\Wـ]*$"
    r"|\b(?:re)?nam(?:ed?|ing) (?:it|him|her|them|the|an?|this|that|its|their)(?: [\w-]+){0,3}[\W_]*$"
    r"|(?<!\w)(?:[وف]?(?:الحكمة|المثل|القول المأثور))(?!\w)[^.؛:«]{0,50}$",
    re.IGNORECASE,
)
#: What is entered so, or may yet be called so, rather than said: was declared “contained”; some will call this “dull”.
_STAMPED = re.compile(
    r"\b(?:was|were|is|are|been|being)(?: \w+ly)? (?:declared|deemed|listed|marked|classed|classified|rated|graded"
    r"|stamped|flagged|tagged|coded|recorded|registered|filed)(?: (?:as|under))?(?: an?)?[\W_]*$"
    r"|\b(?:marked|stamped|engraved|inscribed|embroidered)[\W_]*$"
    r"|\b(?:will|may|might|could)\b(?: [\w'’-]+){0,5} call (?:this|it|that|them|us|me|him|her)[\W_]*$"
    r"|(?<!\w)[وف]?(?:ال)?(?:مصنف|مسجل|مدرج|صنفت?|سجلت?|أدرجت?)ة?"
    r"(?: (?:على أنه\w*|بوصفه\w*|باعتباره\w*|ضمن(?: فئة)?|تحت(?: بند)?))?[\Wـ]*$"
    r"|(?<!\w)[وف]?(?:قد|ربما) [يت](?:سم[يّ]|صف|دعو)\w*(?: [^\s.؛:«]+){0,4}[\Wـ]*$",
    re.IGNORECASE,
)
_GLOSSED = re.compile(
    r"[\s*_>-]*(?:(?:\d+|[^\W\d_]{1,2}|(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)[\w\u064b-\u0652]*)[\s.:()ـ–—-]+)*[«“\"'‘]?"
)
_DEFINED_BEHIND = re.compile(
    r"\W*(?:means?|shall mean|has the (?:same )?meaning|refers? to|includes|denotes)\b"
    r"|\W*(?:is|was) (?:an?|the|only an?|just an?) (?:old |new )?(?:term|word|phrase|slogan|name|concept)\b"
    r"|\W*(?:تعني|يعني|يقصد|تقصد|مفهوم|مصطلح|كلمة|عبارة|شعار)(?!\w)"
)

#: Words right after which they do, however long it is.
_TITLING = _words("""
    بعنوان عنوانه عنوانها معنون المعنون معنونة المعنونة بشعار شعار شعاره شعارها
    titled entitled motto slogan called named dubbed
""")
_PARTICLES = re.compile(r"^[وف]?ل?")
#: What is said follows, whatever announces a title before it.
_SAYS = re.compile(
    r"(?<!\w)[وف]?ب?[أإا]ن[ّ\u064e]?(?:ه|ها|هم|نا|ني|ك|كم)?(?!\w)|\b(?:that|called (?:it|that|this|them))\b"
)
_BETWEEN = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "by",
        "new",
        "first",
        "second",
        "third",
        "last",
        "latest",
        "his",
        "her",
        "its",
        "their",
        "song",
        "word",
        "phrase",
    ]
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640]|['’](?=[^\W_]))*")


#: What calls a thing something, and the thing: what follows is somebody's view of it.
_CALLS = re.compile(
    r"\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|label(?:s|l?ed|l?ing)?|describ(?:es?|ed|ing)|dismiss(?:es|ed|ing)?"
    r"|denounc(?:es?|ed|ing)|term(?:s|ed)|deem(?:s|ed)?|hail(?:s|ed|ing)?|condemn(?:s|ed|ing)?)"
    r" (?:the|this|that|these|those|its|his|her|their|our|my|it|them|him|an?|[\w'’-]+['’]s)\b(?: [\w'’-]+){0,5}\s*$"
)
_WHAT_IS_CALLED = re.compile(
    r"\b(?:what|which)\b(?: [\w.'’-]+){1,8} (?:call(?:s|ed)?|termed|dubbed|named)\W*$"
    r"|(?<!\w)(?:ما|بما|فيما|مما) [وف]?(?:أ?سم[ّ\u064e]*(?:ا|ت|ي)ه(?:ا)?|وصف(?:ه|ها|ته|تها))\W*$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|its|his|her|their|our|my|your|this|these|those|every|each|any|no|some|new|old|[\w]+['’]s)"
    r"(?: [a-z-]+(?:ed|ful|al|ic|ive|ous|er|est))? $",
    re.IGNORECASE,
)
_USED_WITH = re.compile(r"[ -](?P<noun>[a-z][a-z-]+)")
#: Small words of a sentence, behind which no noun is qualified.
_SMALL = _words("""
    of for to and but or nor was is were are has have had in on at that which who whose as by with from until till after
    before while when where if than then so because since during over under about against into without within
    between among through will would could can may might must shall should did does do not also only just even
    still yet there here this these those it he she they we his her its their across always perhaps besides
    sometimes towards less unless twice once afterwards
""")
_STARTS_SPEECH = _words("""
    i i'm i've i'd i'll we we're we've you you're he she it it's they there this that these no yes not never what why
    how who where when if let please don't do is are was
""")
_CONSTRUCT = re.compile(r"(?<!\w)[وف]?[بلك]?(?!ال|لل)\w{2,}ة(?: (?!ال)\w{2,}ة)? ?$")
_PREDICATE = re.compile(
    r"(?:(?<!\w)(?:[وف]?(?:ب|ل|ك)?[أإا]ن[ّ\u064e]?(?:ه|ها|هم|نا|كم|ك)|كان\w*|ليس\w*|[تي]كون|بات\w*|صار\w*|تعد|يعد)|،)\s*$"
)
_SENTENCE_END = re.compile("".join(rf"(?<!\b{title})" for title in ("[A-Z]", *SHORTENED)) + r"[.!?؟…][\"'”’»)]*\s")
_CAPITAL = re.compile(r"(?:(?:the|an?) )?[A-Z]")
_IN_SMALL = re.compile(r"(?!(?:the|an?) )[a-z]+ ")
_IN_WORDS = re.compile(
    r"\bin (?:his|her|their|its|(?:the )?[\w'’-]+['’]s) (?:own )?(?:words|phrase|view|opinion)\b[^.;:]*$", re.IGNORECASE
)
#: What says that words are somebody's and is no verb of saying: was told that it was “…”, is described by all as “…”.
_IS_TOLD = re.compile(
    r"\b(?:was|were|is|are|been|being)(?: \w+ly)? (?:told|informed|assured|warned) that\b[^.;:]*$"
    r"|\b(?:was|were|is|are|been|being)(?: \w+ly)? (?:described|dismissed|hailed|condemned)\b[^.;:]* as (?:an? )?$"
    r"|\b(?:provid|stipulat|guarante|believ|think|thought|argu|fear|hop|feel|felt|conced)\w* that\b[^.;:]*$"
    r"|\b(?:blam(?:es|ed)|lament(?:s|ed)|bemoan(?:s|ed)|decri(?:es|ed)|mock(?:s|ed)|attack(?:s|ed))\s*$"
    r"|(?<!\w)[وف]?(?:[تي]?نصت?|[يت]قضي) (?:\w+ ){0,4}(?:على|بأن|أن)[^.؛:]*$"
    r"|(?<!\w)[وف]?(?:في رأيه|في رأيها|برأيه|برأيها|في نظره|في نظرها|[يت]عتقد|[يت]ظن)(?!\w)[^.؛:]*$",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r"\s*[بل]?[أإا]ن[ّ\u064e]?(?:ه|ها|هم)?(?!\w)")
_THAT = re.compile(r"\bthat $|(?<!\w)[وف]?[بلك]?[أإا]ن[ّ\u064e]?(?:ه|ها|هم|هن|هما|نا|كم|ك)? ?$")


def sentence_before(before: str) -> str:
    """What stands before a mark in its own sentence."""
    near = before[-REACH:]
    ends = list(_SENTENCE_END.finditer(near))
    return near[ends[-1].end() :] if ends else near


def announces_a_title(before: str, words: str = "") -> bool:
    """Whether the words right before a quotation mark make what follows a title, a slogan or a name."""
    near = sentence_before(before)[-80:]
    if _is_called(near, words) or _IN_WORDS.search(near):
        return False
    said = list(_SAYS.finditer(near))
    near = near[said[-1].end() :] if said else near
    last = [fold(word).text for word in _WORD.findall(near)[-3:]]
    announcing = [number for number, word in enumerate(last) if {word, _PARTICLES.sub("", word)} & _ANNOUNCING]
    if not announcing or (said and announcing == [0] == [len(last) - 1] and last[0].startswith("ال")):
        return False  # إن السفينة «سليمة»: what is said of her
    announced = last[announcing[-1]]
    if announced.isascii() and announced not in _STRONG and words[:1].islower():
        return False  # a report on the ferry “riddled with errors”
    between = last[announcing[-1] + 1 :]
    return not announced.isascii() or all(word in _BETWEEN or word.endswith("ed") for word in between)


def _is_called(near: str, words: str) -> bool:
    """Whether somebody calls a thing so: what she called “a fairy tale”; not what they call “the Lantern Camp”."""
    return not _CAPITAL.match(words) and bool(_WHAT_IS_CALLED.search(near) or _CALLS.search(near))


def gives_a_title(before: str, words: str = "") -> bool:
    """Whether the very last word leaves no doubt that a title follows, however long it is."""
    near = sentence_before(before)[-80:]
    last = _WORD.findall(near)
    if last and last[-1] in {"named", "dubbed"} and _IN_SMALL.match(words):
        return False  # will be named “in due course”
    return bool(last) and fold(last[-1]).text in _TITLING and not _is_called(near, words)


def is_term(before: str, after: str) -> bool:
    """Whether a text defines, discusses or refuses what stands in the marks, or finds it written: “X” means …"""
    return bool(_DEFINED_BEFORE.search(sentence_before(before)[-90:]) or _DEFINED_BEHIND.match(after))


def is_stamped(before: str, after: str) -> bool:
    """Whether words are what a thing is entered as, or what somebody may yet call it, and no one says them."""
    return bool(_STAMPED.search(sentence_before(before)[-90:])) and not re.match(r"\W*(?:by|من قبل)\b", after)


def is_glossed(before: str, after: str) -> bool:
    """Whether marks begin a line, behind its number at most, and a colon follows: أولا: «الهيئة»: …"""
    return bool(_GLOSSED.fullmatch(before) and re.match(r"\s*[:=：]\s", after))


def is_bracketed(before: str, words: str, after: str) -> bool:
    """Whether brackets hold the marks and nothing else but a few words that name: (hereinafter the “Fund”)."""
    opening = re.search(r"[(\[](?P<words>[^()\[\]]*)$", before[-REACH:])
    if opening is None or (":" in opening["words"] and words[-1:] in ".?!؟"):
        return False  # [A voice: “Shame!”]
    return len(_WORD.findall(opening["words"])) < 4 and bool(re.match(r"\s*[)\]/]", after))


def is_qualifying(before: str, words: str, after: str) -> bool:
    """Whether the marks stand for an adjective: a “best before” date, its “Green Wall” scheme."""
    noun = _USED_WITH.match(after)
    if noun is None or noun["noun"] in _SMALL:
        return False
    is_plural = bool(re.fullmatch(r"[a-z]+", words)) and re.fullmatch(r"\w{2,}[^aious]s", noun["noun"]) is not None
    return is_plural or bool(_DETERMINED.search(before))


def is_named(before: str, words: str, verbs: Sequence[Verb]) -> bool:
    """Whether a sentence runs on into a name: English tells by its capital, Arabic by a noun that lacks its article."""
    near = sentence_before(before)
    if _WHAT_IS_CALLED.search(near) and _CAPITAL.match(words):
        return True
    last, first = _WORD.findall(near), _WORD.match(words)
    if (
        not last
        or len(_WORD.findall(words)) > LONGEST
        or not near.rstrip(" «“\"‘'")[-1:].isalnum()
        or _ends_with_a_verb(before, verbs)
    ):
        return False
    if first and first[0].isascii():
        is_speech = fold(first[0]).text.replace("’", "'") in _STARTS_SPEECH or words[-1:] in ".?!"
        return (
            first[0][0].isupper()
            and not near.isupper()
            and not is_speech
            and last[-1] not in {"that", "and", "or", "said"}
        )
    if names_a_body(before):
        return True
    construct = _CONSTRUCT.search(near)
    return construct is not None and not _PREDICATE.search(near[: construct.start()])


def names_a_body(before: str) -> bool:
    """Whether the very last word is an Arabic noun without an article that a name completes: فندق «…», شركة «…»."""
    last = [fold(word).text for word in _WORD.findall(sentence_before(before))[-1:]]
    return bool({form for word in last for form in (word, _PARTICLES.sub("", word))} & (_NAMING | BODIES_AR))


def is_who_speaks(before: str, after: str, verbs: Sequence[Verb]) -> bool:
    """Whether the marks hold the name of whoever speaks: قالت «الأفق» إن …"""
    return _ends_with_a_verb(before, verbs) and bool(_COMPLEMENT.match(after))


def _ends_with_a_verb(before: str, verbs: Sequence[Verb]) -> bool:
    """Whether the very last word is one of saying."""
    return any(verb.end == len(before.rstrip(" ـ«“\"‘'")) for verb in verbs)


def is_reported(before: str, words: str, after: str) -> bool:
    """Whether words without a known verb of saying are told as somebody's: بدعوى أنه «…», what he called “…”."""
    near = sentence_before(before)
    if _is_called(near, words) or _IN_WORDS.search(near) or _IS_TOLD.search(near):
        return True
    return bool(_THAT.search(near)) and (not after.strip() or not re.match(r"\s*[\w«“]", after))
