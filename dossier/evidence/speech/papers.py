"""Papers that are quoted, and whose they are: the report by the auditors, of which "the report says" is told later."""

from __future__ import annotations

import re

from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.saying import Gender

NEAR = 80  #: letters before a name in which its paper is looked for
_ENGLISH = (
    r"(?P<{}>report|statement|letter|study|survey|audit|review|submission|petition|memo|memorandum|leaflet|bulletin"
    r"|circular|editorial|email|assessment|opinion|communiqué|communique|declaration|resolution)s?"
)
_ARABIC = (
    r"(?P<{}>تقرير|بيان|رسالة|دراسة|مذكرة|منشور|كتاب|تدوينة|مسح|نشرة|عريضة|خطاب|إعلان|بلاغ|شكوى|افتتاحية|قرار|حكم)"
)
_BY = re.compile(
    rf"\b{_ENGLISH.format('en')}(?: [\w-]+){{0,3}} (?:by|from|of) (?:the |its |an? )?$"
    rf"|(?<!\w)[وفبلك]?(?:ال)?{_ARABIC.format('ar')}(?: \w+){{0,2}}"
    r"(?: صادرة?(?: أمس)? عن| من| أعد\w*| أصدر\w*| نشر\w*| وجه\w*| ل)? ?$"
)
_OWN = re.compile(
    rf"['’]s? (?:[\w-]+ ){{0,3}}{_ENGLISH.format('owned')}\b"
    r"|[^.:;\0]{0,50}? (?:in|issued|published|released|sent|posted|put out) (?:an?|its|his|her|their) (?:[\w-]+ ){0,3}"
    rf"{_ENGLISH.format('issued')}\b"
    rf"|[^.:؛\0]{{0,60}}? (?:في |ب){_ARABIC.format('ar')}(?:ها|ه|هم)?(?!\w)"
    rf"|(?: \w+){{0,2}} {_ARABIC.format('object')}ا?(?!\w)"
)
_NAMED = re.compile(
    rf"(?:the|that|this|(?P<possessor>its|their)|his|her|our own|our|same) (?:[\w-]+ ){{0,3}}?{_ENGLISH.format('en')}\b"
    rf"|(?:في |من )?[وف]?(?:ال{_ARABIC.format('ar')}(?!\w)"
    rf"|{_ARABIC.format('its').replace('ة', 'ت')}(?P<owner>ها|هم|ه)(?!\w)"
    rf"|{_ARABIC.format('of')}(?: \w+)? ل(?P<whose>ها|هم|ه)(?!\w))",
    re.IGNORECASE,
)

_ISSUED = re.compile(
    r"\W*(?:from|issued by|published by|(?:for and )?on behalf of|من|عن|صادر عن|تصدر عن|نيابة عن)\b\W*(?:the )?",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(r"(?<!\w)(?:صادرة?|صدرت?) عن (?=\w)|\b(?:issued|released|published) by (?:the )?")
_WE = re.compile(
    r"(?<!\w)[وف]?ن(?:قول|طالب|ؤكد|كرر|علن|ناشد|عتبر|دعو|جدد|شدد)\w{0,3}(?!\w)"
    r"|\b[Ww]e (?:say|repeat|demand|ask|declare|wrote|said|ask|believe|replied|answer)\b"
)
_OWNERS = frozenset({"owner", "whose", "possessor"})
_AGAIN = re.compile(
    r"^\W*(?:and )?then\W*$|\bthen,?\W*$|(?<!\w)ثم\W*$|^\W*(?:and|و)\W*$"
    r"|^\W*And (?:at|in|on|under) (?:\w+ ){0,4}\w+\W*$|^\W*وفي (?:ال)?(?:فقرة|مادة|صفحة|باب)[^.:،]*$"
)

_IN_HIS_VIEW = re.compile(r"\b[Ii]n (his|her) (?:own )?(?:view|opinion|words|phrase|judgement|judgment|eyes)\b")
#: What somebody's words are called: His words were: “…”.
_HIS_WORDS = re.compile(
    r"(?:And |But )?(his|her) (?:\w+ )?(?:words|reply|answer|response|message|verdict|advice|comment"
    r"|conclusion|question)"
    r"(?: to \w+)? (?:was|were|is)",
    re.IGNORECASE,
)


def paper_of(text: str, phrase: NounPhrase) -> str:
    """Which paper a masked paragraph says to be of somebody, "" if it says so of none."""
    if phrase.kind == "pronoun":
        return ""
    match = _BY.search(text[max(0, phrase.start - NEAR) : phrase.start]) or _OWN.match(text, phrase.end)
    return _noun(match) if match else ""


def paper_named(words: str) -> tuple[str, bool]:
    """(which paper words mean, whether they call it somebody's): "the report", في تقريره; "" if they mean none."""
    match = _NAMED.match(words.strip(" \0"))
    return (_noun(match), bool(match["owner"] or match["whose"] or match["possessor"])) if match else ("", False)


def _noun(match: re.Match[str]) -> str:
    papers = (word for group, word in match.groupdict().items() if word and group not in _OWNERS)
    return fold_text(next(papers))


def issued_by(text: str) -> int:
    """Behind the words of a line that say of whom a paper is: From: …, Published by …, عن …; 0 if none do."""
    match = _ISSUED.match(text) or _ISSUED_BY.search(text)
    return match.end() if match else 0


def says_we(label: str) -> bool:
    """Whether the words before a colon have "we" as their subject: ونقولها بصوت واحد."""
    return bool(_WE.search(label))


def goes_on_to_say(label: str) -> bool:
    """Whether the words before a colon only tell that whoever spoke before does so again: وصمتت، ثم; and then."""
    return bool(_AGAIN.search(label))


def whose_words(label: str) -> Gender:
    """The gender of whoever a label says the words to be of: His words were; "" if it does not say so."""
    return _gender_in(_HIS_WORDS.fullmatch(label))


def view_in(before: str) -> Gender:
    """The same of what stands before a quotation in its sentence: in her view, the seal was."""
    return _gender_in(_IN_HIS_VIEW.search(before))


def _gender_in(match: re.Match[str] | None) -> Gender:
    return "" if match is None else "m" if match[1].lower() == "his" else "f"
