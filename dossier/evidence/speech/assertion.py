"""Whether a text says for a fact that words were said: not that they never were, might be, or are claimed to have been;
and whether it does so in its own voice, so that it proves who said them.

"X never said “…”", "if he said “…”", `لم يقل`, `هل قال`: of such words whoever is named there is no speaker. Only what
leads up to the verb, or to the subject before it, is looked at: "he did not resign and said" denies nothing he said.
"""

from __future__ import annotations

import re

from dossier.evidence.speech.clauses import Clause, Scene, within
from dossier.evidence.speech.plainness import is_plain
from dossier.evidence.speech.subject.arabic import WRITTEN
from dossier.evidence.speech.subject.attribution import subject_of
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.marks import Quoted
from dossier.evidence.text.saying import Verb

REACH = 160  #: letters before a verb, or its subject, in which it may be denied

_STOP = re.compile(r"\A.*(?:[\0:;؛!?؟]|[.](?=\s))", re.DOTALL)
_ASKED = re.compile(r"[\s\0]*[?؟]")  #: right behind the mark that closes a quotation

#: Right before an English verb: never said, did not say, would say.
_DENIED = re.compile(
    r"(?:\b(?:never|not|cannot|nor|neither|hardly|scarcely|barely|rarely|seldom|no longer|would|will|shall|could|can"
    r"|may|might|must|should|allegedly|supposedly|purportedly|reportedly|perhaps|maybe|almost|nearly)|n['’]t|['’]ll)"
    r"(?: (?:have|has|had|having|be|been|\w+ly|ever|also|even|just|once|yet|then))* $",
    re.IGNORECASE,
)
#: The same farther off, before a base form: may one day say.
_MODAL = re.compile(
    r"(?:\b(?:will|would|may|might|can|could|must|should|shall|never|not|cannot)|n['’]t)(?: [\w-]+){1,3} $",
    re.IGNORECASE,
)
_BASE = re.compile(r"(?!said|told|wrote|found|held|spoke|went|gave|put)\w*(?:[^sd]|ss|end|add|ead|old|ind|ond)")
_TO = re.compile(r"\bto (?:have |\w+ly )*$")
#: Verbs behind which "to say" tells that it was said.
_CAME_TO = re.compile(
    r"\b(?:(?:go(?:es|ne|ing)?|went) (?:on|back|further)|used|heard|seen|quick|first|last|known|obliged|compelled"
    r"|moved|forced|continued|proceeded|began|rose|rang|called|phoned|telephoned|wrote|writes|returned|came|stood|stopped"
    r"|paused|turned|stepped|interrupted|intervened|spoke)(?: [\w-]+){0,4} to (?:\w+ly )?$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|avoid\w*|resist\w*|short of|without|instead of|from|rather than|against)"
    r"(?: ever| having| even| actually)* $",
    re.IGNORECASE,
)
#: Right before the subject; an auxiliary there asks, or sets a condition.
_TURNED = re.compile(
    r"(?:\b(?:if|unless|whether|suppose|supposing|imagine|lest|as though|neither|nor|not|ha[ds]|have|did|does|do|was|is"
    r"|were|would|will|could|can|may|might|must|should|never)|n['’]t)(?: (?:the|either|both|any|even))? $",
    re.IGNORECASE,
)
#: What holds off a clause that follows, mostly with "that".
_HELD_OFF = (
    r"den(?:y|ies|ied|ying|ials?)|disput\w+|doubt\w*|refut\w+|reject\w*|retract\w*|disavow\w*|claim\w*|alleg\w+|pretend\w*"
    r"|believ\w+|suppos\w+|imagin\w+|suspect\w*|assum\w+|wish\w*"
)
_THAT_HELD_OFF = re.compile(
    rf"\b(?:{_HELD_OFF}|think|thinks|thought|hop(?:es|ed|ing)|rumou?r\w*|reports?|reportedly|myths?|accus\w+|suggest\w*"
    r"|stor(?:y|ies)|notion|idea|possibility|impression|assertions?|false|untrue|lie|evidence|proof|not|never|nobody"
    r"|no one|n['’]t)\b[^\0]{0,60}?\bthat (?:[^,;\0]{0,90} )?$"
    r"|\b(?:is|was|are|were|been) (?:\w+ly )?(?:said|told|rumou?red|whispered|understood|reported|thought)"
    r"(?: \w+)? that (?:(?:the|an?|his|her) )?$"
    rf"|\b(?:{_HELD_OFF}) (?:(?:the|an?|his|her|their|its) )?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s+(?:nothing|no such|neither|none of)\b")

#: Right before an Arabic verb: لم يصف, هل قال, لن يقول.
_DENIED_AR = re.compile(
    r"(?<!\w)[وفأ]?(?:لم|لن|لا|ليس|ليست|ما|لما|هل|لو|إذا|إن|متى|لماذا|أين|كيف|سوف|ربما|لعله|لعلها|ليته|ليتها|غير|دون"
    r"|بدون|عدم|ألا|كاد|كادت|يكاد|تكاد|لكي|حتى)(?: (?:يكن|تكن|قد|يعد|تعد|يسبق|يحدث|قط|أن|له|لها))* $"
)
_MAY = re.compile(r"(?<!\w)[وف]?قد $")
_IN = re.compile(r" (?:في|على|ضمن) ")
_WHAT = re.compile(r"(?<!\w)[وف]?ما $")  #: what he called it, where the verb has an object; else he has not said
_WHAT_HE = re.compile(
    r"(?<!\w)[وف]?(?:بحسب|حسب|وفق|هذا|ذلك|هو|هي|كل|على|في|من|إلى|عن|مع|مثل|عكس|بخلاف|ضد|أهم|أبرز|بعد|بقدر) ما $"
)
_TO_AR = re.compile(r"(?<!\w)[بل]?أن $")
_CAME_TO_AR = re.compile(r"(?<!\w)(?:قبل|بعد|منذ|إلى|سبق|لبث\w*|عاد\w*) أن $")
_NOT_WHO_AR = re.compile(r"(?<!\w)[وف]?ليست?(?!\w)[^،]* (?:من|الذي|التي) $")
_PERHAPS_AR = re.compile(
    r"(?<!\w)[وفأ]?(?:هل|لو|كأن|كأنما|ليت|لعل|ربما|سواء|كاد|كادت|يكاد|تكاد|لم [يت]كن|ما كانت?)(?!\w)[^،]*$"
)
_DENIES_AR = r"نف(?:ى|ت|وا)|[ين]نفي|تنفي|نافيا|نافية|نفي|أنكر\w*|[يت]نكر\w*|كذ[ّ]?ب\w*|[يت]كذ[ّ]?ب\w*|رفض\w*|[يت]رفض\w*"
_THAT_HELD_OFF_AR = re.compile(
    rf"(?<!\w)[وفأ]?(?:{_DENIES_AR}|زعم\w*|[يت]زعم\w*|زاعما|مزاعم|ادعى|ادعت|ادعوا|[يت]دعي|يقال|قيل|يشاع|أشيع|تردد|يتردد"
    r"|شائعات|إشاعات|أنباء|صحة|صحيحا?|يصح|يثبت|يعقل|[يت]عتقد\w*|[يت]ظن\w*|تخيل\w*|افترض\w*|يسبق|ليس|ليست|دليل|لا أحد"
    r"|اتهم\w*|[يت]تهم\w*|متهم\w*|نسبت?|[يت]نسب"
    r"|امتنع\w*|تجنب\w*|استبعد\w*|تمنى\w*|[يت]ريد\w*|أراد\w*|ينبغي|يجب|يمكن\w*)(?!\w)"
    r"(?:(?![،,] ?(?:غير|إلا|لكن\w*|بيد|سوى) )[^\0]){0,60}"
    r"(?<!\w)[بلك]?[أإ]نّ?(?:ه|ها|هم)?(?: [^\s\0،]+){0,5} $"
)
_DENIES_IT_AR = re.compile(
    rf"(?<!\w)[وف]?(?:{_DENIES_AR}|دون|بدون|عدم|تجنب\w*|[يت]تجنب\w*|تفادى|تفادت|[يت]تفادى|امتنع\w*|[يت]متنع\w*"
    rf"|منع\w*|[يت]منع\w*|حذر\w* من"
    rf"|رافضا|رافضة|متجنبا|متجنبة|بدل)(?: [^\s\0،]+){{0,5}} $"
)
_FROM_SAYING_AR = re.compile(r"(?<!\w)(?:الكف|التوقف|كف|كفّ|توقف\w*|[يت]كف|الامتناع|تراجع\w*|التراجع|اعتذر\w*) عن $")
_NEITHER_AR = re.compile(r"(?<!\w)و?لا $")
#: In the words behind a quotation, up to their verb: “…” is not what he said, are words he denies.
_NOT_HIS = re.compile(
    r"\b(?:not|never|no|nor|neither|denie[sd]|deny)\b|n['’]t\b|(?<!\w)[وف]?(?:لم|لن|ليس|ليست|ما|لا) ", re.IGNORECASE
)
#: Hardly anybody takes it for what was said: few believed that X meant it when he called it so.
_UNBELIEVED = re.compile(
    r"\b(?:few|nobody|no one|hardly any\w*|not many|none|who)\b[^,;\0]* (?:believ|trust|t(?:ook|ake)|credit"
    r"|heard|hear|recall|remember)\w*"
    r"|(?<!\w)[وف]?(?:قلة|قليلون?|لا أحد|لم|ما من|من) [^\0،]*(?:صدق|[يت]صدق|اقتنع|[يت]قتنع|سمع|[يت]سمع)",
    re.IGNORECASE,
)
#: Words anywhere in a sentence that make it a tale, a fake or hearsay.
_TALE = re.compile(
    r"\b(?:wrongly|falsely|mistakenly|misquot\w+|misreport\w+|allegedly|supposedly|purportedly|reportedly|apparently"
    r"|forged|forgery|fake[ds]?|fabricat\w+|invented|fictional|fictitious|imagin\w+|parod\w+|satir\w+|spoof\w*|hoax\w*"
    r"|doctored|impersonat\w+|impostor|actor|actress|playing|dream\w*|pretend\w*|rumou?r\w*|legend|myth\w*"
    r"|novel|film|movie|sketch|cartoon|comedy|fable|as if|as though|would have|could have|might have)\b"
    r"|\bin (?:the|an?|his|her|their) (?:\w+ )?(?:play|story|tale|poem|musical|opera|drama|joke)\b"
    r"|(?<!\w)[وفبلك]{0,2}(?:ال)?(?:رواية|مسرحية|فيلم|مسلسل|قصيدة|أسطورة|نكتة|تمثيلية|ممثل أدى|ممثلة أدت"
    r"|مزور\w*|مزيف\w*"
    r"|مفبرك\w*|ملفق\w*|مختلق\w*|زورا|كذبا|خطأ|ساخر|ساخرة|منتحل\w*|متخيل\w*|تخيل\w*|كأن\w*|منام|حلم|شائعة|شائعات|إشاعة"
    r"|مزعوم\w*|المنسوبة?|منسوبة?)(?!\w)",
    re.IGNORECASE,
)
#: Between a verb of saying and the words: what somebody else has said, and this one comments on.
_OF_OTHERS = re.compile(
    r"\b(?:claims?|suggestions?|notion|idea|charges?|accusations?|allegations?|beliefs?|assertions?|theor(?:y|ies)"
    r"|stor(?:y|ies)|complaints?|criticisms?|verdicts?)\b[^\0]* (?:that|of|was|were|is|are)\b"
    r"|(?<!\w)من (?:يقولو?ن?|قالو?ا?|وصفو?ا?|[يت]صفو?ن?|زعم\w*|[يت]زعم\w*|اعتبر\w*|[يت]عتبر\w*|رأوا?|[يت]رون?"
    r"|سمى|سماه\w*|كتبو?ا?)(?!\w)"
    r"|\b(?:those|anyone|anybody|people|critics|everyone|somebody|someone|whoever|one|ones) (?:who|that)\b"
    r"|(?<!\w)[وفبلك]?(?:ممن|عمن|لمن|كمن|فيمن|بمن|لكل من|كل من)(?!\w)"
    r"|(?<!\w)[وفبلك]?(?:ال)?(?:قول|قولهم|اتهامات?|اتهامهم|ادعاء|ادعاءات|زعم|مزاعم|مقولة|شائعة"
    r"|انتقادات?) [^\0]*[بك]?[أإ]نّ?(?:ه|ها|هم)?(?!\w)",
    re.IGNORECASE,
)
#: An aside between a subject and its verb, in which somebody else says so: X, the papers claimed, had called it.
_SAYS_ELSE = re.compile(
    r"[,–—] (?!who|which|whose|and |but |then )[^,–—\0]+ (?:says?|said|claim\w*|alleg\w+|report\w*|insist\w*"
    r"|believ\w*|suggest\w*"
    r"|recall\w*|remember\w*|wrote|writes|told \w+|hint\w*|swears?|swore|goes|has it|have it|runs|holds) ?[,–—]"
)
#: Behind the words: something else than whoever is named says them. “…,” it began.
_BEGAN = re.compile(r",? (?:it|the \w+) (?:began|begins|ran|runs|read|reads|continued|ended|ends)\b")
_OR = re.compile(
    r"\b(?:n?or|except|bar|save|than|besides) (?:the |she |he |his |her )?$|\b(?:everyone|everybody|all|none"
    r"|nobody|anyone|no one) but (?:the )?$|(?<!\w)(?:أو|أم|و?لا|إلا|سوى|عدا|خلا) ?$",
    re.IGNORECASE,
)
_OR_BEHIND = re.compile(r"(?:,| [–—])? (?:n?or|and/or) (?:the )?[A-Za-z]|(?: |، )(?:أو|أم) ")
_THAT = re.compile(
    r"\b(?:that|how|whether|if)\b|(?<!\w)[وف]?[بل]?(?:أن|إن|أنّ|إنّ|كيف|بأن)(?:ه|ها|هم)?(?!\w)|(?<!\w)عن [^\0]*قوله"
)
_DENYING = frozenset({"deny", "denies", "denied", fold_text("نفى")})


def is_asserted(item: Quoted, clause: Clause, scene: Scene) -> bool:
    """Whether a text says for a fact that the subject of a clause has said what a pair of marks holds."""
    text, verb = scene.text, clause.verb
    if _ASKED.match(text, item.outer[1]) and not (verb and verb.asks):
        return False
    if verb is None or verb.kind == "source":
        return True
    if clause.is_behind and _NOT_HIS.search(text[item.outer[1] : verb.start]):
        return False
    behind = text[verb.end : clause.end]
    if verb.root in _DENYING and behind[:1] not in {"", ":", ",", "،"} and ":" not in behind.split("\0")[0]:
        return False  # what somebody denies others have said
    lead = _lead(text, clause.start, verb.start)
    who = subject_of(text, clause, scene.phrases, scene.verbs).phrase
    before = _lead(text, clause.start, who.start) if who and who.end <= verb.start else ""
    if verb.is_arabic:
        return verb.is_joined or not _is_held_off_ar(text, verb, lead, before)
    return not _is_held_off(text, verb, lead, before)


def is_in_its_voice(item: Quoted, clause: Clause, scene: Scene) -> bool:
    """Whether a text itself says that the subject of a clause has said what the marks hold: it is no tale, nobody
    else is said to say so, and the subject is one party, who comments on nobody else's words."""
    text, verb = scene.text, clause.verb
    start, end = scene.sentence(item.outer[0])
    if _TALE.search(text, start, end) or _UNBELIEVED.search(text, start, item.outer[0]):
        return False
    who = subject_of(text, clause, scene.phrases, scene.verbs).phrase
    if not is_plain(item, clause, scene, who):
        return False
    if verb is None:
        return True
    first = min(verb.start, who.start) if who else verb.start
    earlier = [other for other in within(scene.verbs, start, first) if other.kind != "participle" and not other.is_own]
    if any((other.kind == "source" and not other.asks) or _hands_on(scene, other, first) for other in earlier):
        return False  # according to Y, X said; Y said that X had said
    if _BEGAN.match(text, item.outer[1]):
        return False
    if not clause.is_behind and _OF_OTHERS.search(text, verb.end, item.outer[0]):
        return False
    if who is None:
        return True
    if verb.root in {"read", "reads"} and who.kind != "body":
        return False  # from a paper of somebody
    between = text[who.end : verb.start]
    return not (_SAYS_ELSE.search(between) or _OR.search(text[start : who.start]) or _OR_BEHIND.match(text, who.end))


def _hands_on(scene: Scene, verb: Verb, place: int) -> bool:
    """Whether what stands at a place is within what a verb before it tells: Y said that X had said."""
    between = re.sub(r"\b(?:I|we) $", "", scene.text[verb.end : place]).rstrip(" ")
    if between.endswith((",", "،")):
        return False  # asked if he would resign, X said
    parts = _THAT.search(between)
    return parts is not None and not re.search(r"[\0;]|[,،] (?:and|but|و|ف|ثم)", between[parts.end() :])


def _lead(text: str, start: int, end: int) -> str:
    """What stands before a place, since the last stop or quotation."""
    return _STOP.sub("", text[max(start, end - REACH) : end])


def _is_held_off(text: str, verb: Verb, lead: str, before: str) -> bool:
    if _NOT_DONE.search(lead) or _NOTHING.match(text, verb.end):
        return True
    if verb.kind == "participle":
        return False
    if (
        _DENIED.search(lead)
        or (_BASE.fullmatch(verb.root) and _MODAL.search(lead))
        or (_TO.search(lead) and not _CAME_TO.search(lead))
    ):
        return True
    return bool(_TURNED.search(before) or _THAT_HELD_OFF.search(before))


def _is_held_off_ar(text: str, verb: Verb, lead: str, before: str) -> bool:
    if verb.kind == "participle":
        return bool(_DENIES_IT_AR.search(lead) or (not verb.root and _FROM_SAYING_AR.search(lead)))
    word = fold_text(text[verb.start : verb.end])
    is_present = word[:1] in {"ي", "ت", "ن"} and word != verb.root
    if _WHAT.search(lead):
        if verb.root in WRITTEN and _IN.match(text, verb.end):
            return False  # ما ورد في تقرير
        return not word.endswith(("ه", "ها", "هم")) and not _WHAT_HE.search(lead)
    if not is_present and lead.endswith(" لما "):
        return False  # أسفه لما سماه
    if (
        _DENIED_AR.search(lead)
        or _NOT_WHO_AR.search(lead)
        or _PERHAPS_AR.search(lead)
        or (is_present and _MAY.search(lead))
    ):
        return True
    if is_present and _TO_AR.search(lead) and not _CAME_TO_AR.search(lead):
        return True
    return bool(_THAT_HELD_OFF_AR.search(lead) or _THAT_HELD_OFF_AR.search(before) or _NEITHER_AR.search(before))
