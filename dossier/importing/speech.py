"""Words with which a text says that somebody speaks, and those after which quotation marks hold a title or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.evidence.folding import fold

#: Arabic verbs of saying, folded, in the forms that news use; و and ف may stand before them.
_SAYS_AR = (
    "قال قالت قالوا يقول تقول قائل قائلا قائله قوله قولها قولهم بقوله بقولها اضاف اضافت يضيف تضيف مضيفا مضيفه اكد اكدت "
    "يؤكد تؤكد موكدا موكده موكدين صرح صرحت يصرح مصرحا اعلن اعلنت يعلن تعلن معلنا معلنه اوضح اوضحت يوضح موضحا موضحه اشار "
    "اشارت يشير تشير مشيرا مشيره لفت لفتت لافتا لافته شدد شددت يشدد تشدد مشددا مشدده تابع تابعت متابعا اردف اردفت استطرد "
    "ختم ختمت اختتم اختتمت خاتما اعتبر اعتبرت يعتبر معتبرا معتبره راي رات يري تري نقل نقلت نقلا كتب كتبت يكتب حذر حذرت "
    "محذرا محذره نوه نوهت منوها كشف كشفت ردد وصف وصفت واصفا واصفه دعا دعت داعيا طالب طالبت مطالبا ذكر ذكرت ذاكرا زعم "
    "زعمت اجاب اجابت رد ردت سال سالت تساءل تساءلت وعد وعدت القول بالقول اجابه اجابها ساله سالها حسب وفق بحسب وفقا"
).split()
_SAYS_EN = (
    "said says say saying told tells added adds adding stated states announced announces declared declares noted notes "
    "stressed stresses emphasised emphasized emphasises emphasizes explained explains warned warns concluded concludes "
    "continued continues remarked replied answered insisted insists argued argues claimed claims wrote writes asked "
    "asks recalled recalls reminded reminds described describes called calls quoted reads read"
).split()

#: What comes between a verb of saying and what is said: a subject stands before it.
_COMPLEMENT_AR = re.compile(r"(?<!\w)[وف]?(?:ان|انه|انها|انهم|اننا|بان|بانه|بانها|علي ان|الي ان|:)(?!\w)|:")
_COMPLEMENT_EN = re.compile(r"\b(?:that|how|why|whether)\b|:|,\s*$")

#: Words that announce a title, a slogan or a name.
_TITLES_AR = frozenset(
    "بعنوان عنوان عنوانه عنوانها اسم باسم اسمه مسمي بمسمي المسمي المسماه منتدي المنتدي مجموعه المجموعه مسجد جامع معرض قمه صفه لقب شعار "
    "بشعار وكاله انباء صحيفه جريده مجله قناه موقع كتاب كتابه كتابها روايه فيلم مسرحيه قصيده موتمر ندوه مبادره حمله مشروع برنامج "
    "سفينه باخره مدينه بلده قريه جامعه جائزه وسام حركه حزب شركه مؤسسه منظمه جمعيه مركز معهد ملتقي مهرجان كلمه عباره مصطلح نظام "
    "مسابقه دوره لوحه اغنيه البوم تطبيق منصه للكتاب للصحفيين".split()
)
_TITLES_EN = frozenset(
    "titled entitled dubbed motto slogan theme title word words term phrase forum group "
    "summit conference exhibition agency newspaper magazine book novel film play song poem project programme program "
    "initiative campaign party movement ship vessel boat mosque university award prize channel website festival centre "
    "center company".split()
)
_ANSWERS = frozenset("اجاب اجابت اجابه اجابها رد ردت replied answered retorted countered".split())
_TITLING = frozenset("بعنوان عنوانه عنوانها بشعار شعار شعاره شعارها titled entitled motto slogan called named dubbed".split())
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
        if word in _ENGLISH or (word == "went" and text[match.end() :].startswith(" on")):
            found.append(Verb(match.start(), match.end(), False))
        elif word in _ARABIC:
            found.append(Verb(match.start(), match.end(), True))
    return tuple(found)


def answers(text: str, verb: Verb) -> bool:
    """Whether a verb hands the word over to somebody else."""
    return fold(text[verb.start : verb.end]).text.lstrip("وف") in _ANSWERS


def subject_end(text: str, verb: Verb) -> int:
    """Where what may name the speaker ends: at the word that begins what is said, or at the end of the text."""
    pattern = _COMPLEMENT_AR if verb.is_arabic else _COMPLEMENT_EN
    folded = fold(text[verb.end :])
    match = pattern.search(folded.text)
    return verb.end + folded.origin[match.start()] if match else len(text)


def announces_a_title(before: str) -> bool:
    """Whether the words right before a quotation mark make what follows a title, a slogan or a name."""
    words = [fold(word).text for word in _WORD.findall(before[-80:])[-3:]]
    return any(word in _TITLES_AR or word.removeprefix("و") in _TITLES_AR or word in _TITLES_EN for word in words)


def gives_a_title(before: str) -> bool:
    """Whether the very last word leaves no doubt that a title follows, however long it is."""
    return bool(_WORD.findall(before[-40:])) and fold(_WORD.findall(before[-40:])[-1]).text in _TITLING


def is_titled_like_a_name(words: str) -> bool:
    """Whether every longer English word has a capital: "Russia - Islamic World: Kazanforum"."""
    longer = [word for word in _WORD.findall(words) if len(word) > 3 and word.isascii()]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def word_count(text: str) -> int:
    return len(_WORD.findall(text))


def _with_particles(words: Iterable[str]) -> frozenset[str]:
    return frozenset(particle + fold(word).text for word in words for particle in ("", "و", "ف"))


_ARABIC = _with_particles(_SAYS_AR)
_ENGLISH = frozenset(_SAYS_EN)
