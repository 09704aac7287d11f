"""Whether a sentence tells of what has been or of what is still to come: which Friday, and which March, it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"[.!?؟;](?: |$)")
_ASIDE = re.compile(r", (?:which|who|whose|where)(?!\w)|(?<!\w)(?:التي|الذي|الذين)(?!\w)")
BEFORE, BEHIND = 160, 60  #: letters that are looked at before a date, and behind it where nothing before it tells
_INFINITIVE = (
    "meet|vote|resume|hold|begin|start|open|discuss|decide|return|visit|travel|sign|launch|close|end|consider|hear"
    "|submit|report|file|pay|appear|present|publish|sail|play|face|reopen|announce|deliver|complete|finish|be"
)
_WILL_AR = (
    r"سي(?!اس|ار|اد|اق|اح|اج|د|ن|طر|ول|ف|ل|ره|رت|ما)\w+"
    r"|ست(?!ين|ون|ه|مايه|ميه|اره|راتيج|ايه)\w{2,}|سن(?!ه|و|ي|تين|تان|ت |د|غاف)\w{2,}"
)
_AHEAD = (
    r"(?:(?:is|are) )?(?:will|shall|would|could|might|should|must|ll|to)(?: \w+| not| also)? be \w+|"
    "will|shall|would|could|might|should|ll|plans?|planned|due|expected|scheduled|starting|next|coming|upcoming"
    "|deadline|no later|takes? effect|payable|expects?|intends?|ahead of|set to|is to|are to"
    "|invites?|requests?|decides|beyond|must"
    "|hopes?|aims?|going to|begins?|opens?|starts?|resumes?|expires?|takes place|meets|forthcoming|slated|"
    f"to (?:{_INFINITIVE})"
    f"|سوف|{_WILL_AR}|من المقرر|المقرر|يعتزم|تعتزم|المقبله?|القادمه?|لن|ينبغي|يجب|علي ان"
    r"|مهله|اجل اقصاه|المزمع|المرتقب|يتوقع|متوقع|نعتزم|ننوي|[يتن]جتمع|[يت]بدا|[يت]نطلق|[يت]عقد|نعقد|[يت]فتتح"
    "|[يت]صوت|[يت]ستانف"
    "|[يت]لتقي|[يت]ستضيف|[يت]نتهي|[يت]سري|[يت]عرض|[يت]صل|[يت]زور|[يت]غادر|[يت]سلم|موعده?ا?"
)
_PAST = (
    "was|were|had|has|have|did|said|told|took|came|went|met|began|found|held|made|gave|left|since|ago|earlier|won|lost"
    "|sent|wrote|spoke|grew|fell|rose|sold|bought|built|ran|paid|stood|became|brought|kept|heard|saw|struck|broke|chose"
    "|drew|flew|caught|sank|sat|lay|led|got|knew|stole|shook|withdrew|overtook|overthrew|swore|wore|ate|drove|rode|woke"
    "|been|ever|[a-z]{2,}(?<!ne)(?<!inde)(?<!spe)(?<!hundr)(?<!fe)ed"
    r"|قال\w?|قالت|كان\w*|منذ|الماضيه?|اعلن\w*|اكد\w*|صرح\w*|عقدت?|تمت?|جري|جرت|وقع\w?|لم|افتتح\w*|اصدر\w*|التقي\w*|التقت"
    r"|شهد\w*|انطلق\w*|بداي?ت?|بدانا|بلغ\w?|زار\w*|توفي\w*|وصلت?|غادرت?|عادت?|استقال\w*|فازت?|خسرت?|ارتفع\w*|انخفض\w*|تراجع\w*"
    r"|سجلت?|توصل\w*|وافق\w*|رفض\w*|قرر\w*|نشرت?|ذكرت?|اضاف\w*|اوضح\w*|كشفت?|اغلق\w*|فتحت?|دخلت?|خرجت?|حضرت?|بحثت?|ناقش\w*"
    r"|استقبل\w*|تسلم\w*|القي|القت|قتلت?|اصيب\w*|اعتقل\w*|اوقف\w*|نفذت?|اطلق\w*|انته[يت]\w?|قض[يت]|حكمت?|صادق\w*|اقرت?|صدرت?"
    r"|(?!ال|ليست|لست|سن|انترنت)[\u0621-\u064a]{3,}(?<![اويهت])ت|ذهب\w?|كنا|كنت|ولدت?|انشي\w*|تاسس\w*|استمر\w*|اندلع\w*|ضربت?|هز\w?|تلق[يت]\w?|دعا|دعت|شاركت?|وقعت|اجتمع\w*|الفارطه?|المنصرمه?"
)
_TENSE = re.compile(rf"(?<!\w)و?ف?(?:(?P<ahead>{_AHEAD})|(?P<past>{_PAST}))(?!\w)")
#: What bounds the date right behind it: mostly one to come, unless the sentence tells of what has been.
_UNTIL = re.compile(
    r"(?<!\w)[وف]?(?:until|till|by|before|قبل|حتي|بحلول)(?: the| end of| noon| midday| midnight| dawn"
    r"| nightfall| sunset"
    r"| close of business| on| of| نهايه| شهر| يوم| ظهر)* $"
)
_AT_ONCE = re.compile(r"[^,;:]*$")  #: without a pause
_BEFORE_THEN = re.compile("^(?:had|كان\\w*)$")  #: behind a pause: by the end of June, 40 had returned
#: What was to be need not have been: originally scheduled for 19 April, كان مقررا في.
_ONCE_PLANNED = re.compile(
    r"(?<!\w)(?:originally|initially|previously|first|(?:was|were|been) (?:to have|originally|initially)?) ?"
    r"(?:been )?(?:scheduled|planned|due|expected|slated|set to|to be)$"
    r"|(?<!\w)كان\w* (?:من )?(?:ال)?(?:مقررا?|متوقعا?|مزمعا?)$"
)
#: What tells of the date behind it, not of one before.
_BOUND = re.compile(
    "^[وف]?(?:until|by|beyond|next|coming|upcoming|since|ago|earlier|قبل|حتي|بحلول|منذ|(?:المقبل|القادم|الماضي)ه?)$"
)
_YEARLY = re.compile(
    r"(?<!\w)(?:(?:each|every|any) (?:calendar |fiscal |financial )?year|annual(?:ly)?|yearly|means"
    r"|(?:من )?كل (?:عام|سنه)|سنويا|في كل سنه)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Tense:
    """`ahead`: still to come; None if nobody can say. `is_yearly`: told of every year."""

    ahead: bool | None
    is_yearly: bool


def tense_at(text: str, start: int, end: int) -> Tense:
    """By the nearest word before a date in its sentence that shows it, failing that by the first behind it; right
    behind "until" it is still to come, unless a word of the past follows at once."""
    before = _SENTENCE.split(text[max(0, start - BEFORE) : start])[-1]
    behind = _ASIDE.split(_SENTENCE.split(text[end : end + BEHIND], maxsplit=1)[0], maxsplit=1)[0]
    is_yearly = bool(_YEARLY.search(f"{before}|{behind}"))
    prior = [*_TENSE.finditer(before)][-1:]
    later = [cue for cue in _TENSE.finditer(behind) if not _BOUND.search(cue[0])][:1]
    if _UNTIL.search(before):
        is_told = bool(later) and not prior and not later[0]["ahead"]
        is_past = is_told and (_AT_ONCE.match(behind[: later[0].start()]) or _BEFORE_THEN.match(later[0][0]))
        return Tense(not is_past, is_yearly)
    if prior and _ONCE_PLANNED.search(before[: prior[0].end()]):
        return Tense(None, is_yearly)
    cues = prior or later
    return Tense(bool(cues[0]["ahead"]) if cues else None, is_yearly)
