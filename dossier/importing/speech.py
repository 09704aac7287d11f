"""Words with which a text says that somebody speaks, and those after which quotation marks hold a title or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.evidence.folding import fold

REACH = 400  #: letters behind a verb in which its complement is looked for


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in text.split())


#: Verbs of saying in the forms that news use; و and ف may stand before Arabic ones.
_SAYS_AR = _words("""
    قال قالت قالوا يقول تقول قائل قائلا قائلة قوله قولها قولهم بقوله بقولها القول بالقول أضاف أضافت يضيف
    تضيف مضيفا مضيفة أكد أكدت يؤكد تؤكد مؤكدا مؤكدة مؤكدين صرح صرحت يصرح مصرحا أعلن أعلنت يعلن تعلن معلنا
    معلنة أوضح أوضحت يوضح موضحا موضحة أشار أشارت يشير تشير مشيرا مشيرة لفت لفتت لافتا لافتة شدد شددت يشدد
    تشدد مشددا مشددة تابع تابعت متابعا أردف أردفت استطرد ختم ختمت اختتم اختتمت خاتما اعتبر اعتبرت يعتبر
    معتبرا معتبرة رأى رأت يرى ترى نقل نقلت نقلا كتب كتبت يكتب حذر حذرت محذرا محذرة نوه نوهت منوها كشف كشفت
    ردد وصف وصفت واصفا واصفة دعا دعت داعيا طالب طالبت مطالبا ذكر ذكرت ذاكرا زعم زعمت أجاب أجابت أجابه أجابها
    رد ردت سأل سألت سأله سألها تساءل تساءلت وعد وعدت حسب وفق بحسب وفقا
""")
_SAYS_EN = _words("""
    said says say saying told tells added adds adding stated states announced announces declared declares
    noted notes stressed stresses emphasised emphasized emphasises emphasizes explained explains warned
    warns concluded concludes continued continues remarked replied answered insisted insists argued argues
    claimed claims wrote writes asked asks recalled recalls reminded reminds described describes called
    calls quoted reads read
""")

#: Verbs that hand the word over to somebody else.
_ANSWERS = _words("أجاب أجابت أجابه أجابها رد ردت replied answered retorted countered")

#: What comes between a verb of saying and what is said: a subject stands before it.
_COMPLEMENT_AR = re.compile(r"(?<!\w)[وف]?(?:ان|انه|انها|انهم|اننا|بان|بانه|بانها|علي ان|الي ان|:)(?!\w)|:")
_COMPLEMENT_EN = re.compile(r"\b(?:that|how|why|whether)\b|:|,\s*$")

#: Words after which, three words on at most, quotation marks hold a title, a slogan or a name.
_ANNOUNCING = _words("""
    بعنوان عنوان عنوانه عنوانها اسم باسم اسمه مسمى بمسمى المسمى المسماة منتدى المنتدى مجموعة المجموعة مسجد
    جامع معرض قمة صفة لقب شعار بشعار وكالة أنباء صحيفة جريدة مجلة قناة موقع كتاب كتابه كتابها رواية فيلم
    مسرحية قصيدة مؤتمر ندوة مبادرة حملة مشروع برنامج سفينة باخرة مدينة بلدة قرية جامعة جائزة وسام حركة حزب
    شركة مؤسسة منظمة جمعية مركز معهد ملتقى مهرجان كلمة عبارة مصطلح نظام مسابقة دورة لوحة أغنية ألبوم تطبيق
    منصة للكتاب للصحفيين titled entitled dubbed motto slogan theme title word words term phrase forum group
    summit conference exhibition agency newspaper magazine book novel film play song poem project programme
    program initiative campaign party movement ship vessel boat mosque university award prize channel
    website festival centre center company
""")

#: Words right after which they do, however long it is.
_TITLING = _words("بعنوان عنوانه عنوانها بشعار شعار شعاره شعارها titled entitled motto slogan called named dubbed")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640]|['’](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying, at letters `start` to `end` of its text."""

    start: int
    end: int
    is_arabic: bool


def verbs_in(text: str) -> tuple[Verb, ...]:
    """Every verb of saying, in the order of the text."""
    found = []
    for match in _WORD.finditer(text):
        word = fold(match[0]).text
        if word in _SAYS_EN or (word == "went" and text[match.end() :].startswith(" on")):
            found.append(Verb(match.start(), match.end(), False))
        elif word in _SAYS_AR or (word[0] in "وف" and word[1:] in _SAYS_AR):
            found.append(Verb(match.start(), match.end(), True))
    return tuple(found)


def answers(text: str, verb: Verb) -> bool:
    """Whether a verb hands the word over to somebody else."""
    return fold(text[verb.start : verb.end]).text.removeprefix("و").removeprefix("ف") in _ANSWERS


def subject_end(text: str, verb: Verb) -> int:
    """Where what may name the speaker ends: at the word that begins what is said, or at the end of the text."""
    pattern = _COMPLEMENT_AR if verb.is_arabic else _COMPLEMENT_EN
    folded = fold(text[verb.end : verb.end + REACH])
    match = pattern.search(folded.text)
    return verb.end + folded.origin[match.start()] if match else len(text)


def announces_a_title(before: str) -> bool:
    """Whether the words right before a quotation mark make what follows a title, a slogan or a name."""
    words = [fold(word).text for word in _WORD.findall(before[-80:])[-3:]]
    return any(word in _ANNOUNCING or word.removeprefix("و") in _ANNOUNCING for word in words)


def gives_a_title(before: str) -> bool:
    """Whether the very last word leaves no doubt that a title follows, however long it is."""
    return bool(_WORD.findall(before[-40:])) and fold(_WORD.findall(before[-40:])[-1]).text in _TITLING


def is_titled_like_a_name(words: str) -> bool:
    """Whether every longer English word has a capital: "Russia - Islamic World: Kazanforum"."""
    longer = [word for word in _WORD.findall(words) if len(word) > 3 and word.isascii()]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def word_count(text: str) -> int:
    return len(_WORD.findall(text))
