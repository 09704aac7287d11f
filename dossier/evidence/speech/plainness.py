"""Whether a sentence says plainly whose words it quotes, so that it proves it: by how it is built, not by what it says.

A sentence is plain where the subject of its word of saying governs the quotation, and nothing else does: no clause that
something else introduces holds both, nobody else acts right before the mark, no source stands beside the subject, and a
label is nothing but a name. What is not plain is still a proposal; only a reader can decide it.
"""

from __future__ import annotations

import re

from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import ADDRESSING, BLANK, Clause, Scene, near, within
from dossier.evidence.speech.subject.arabic import WRITTEN
from dossier.evidence.text.marks import Quoted
from dossier.evidence.text.saying import Verb, word_count

ACT = 5  #: words of what somebody does, right before the words that are quoted
LEAD = 60  #: letters before a subject in which what introduces its clause stands

#: Right before a subject: a clause that something else introduces. What ends with a preposition is "on that day".
_THAT = re.compile(
    r"(?<!\bnow)(?<!\bso)(?<!\bon)(?<!\bat)(?<!\bin)(?<!\bafter)(?<!\bbefore)(?<!\bsince)(?<!\bof)(?<!\bby)(?<!\bwith)"
    r"(?<!\bfrom)(?<!\bto) that (?:[\w'’-]+ ){0,3}$",
    re.IGNORECASE,
)
#: He knows, they feared, one hears: right before a subject, without "that".
_GOVERNS = re.compile(
    r"\b(?!(?:as|his|its|this|perhaps|always|besides|towards|afterwards|sometimes|yes|across|unless|whereas|thus|plus"
    r"|versus|indeed|instead|red|need|[A-Z]\w*)\b)"
    r"(?:[a-z]+(?<!s)s|[a-z]+ed|heard|thought|felt|knew|saw|hope|think|know|believe|say|bet|guess|fear|found|swear|made"
    r"|let|had|have)(?<!\bwas)(?<!\bhas)(?: (?:the|an?|old|late|young|dear))* $"
)
_WHEN = re.compile(r"\b(?:in|after|for|of|at|on|by|with|within|before|since|from|to|\d+|two|three|four)(?: [\w-]+)? $")
#: The same in Arabic, but for what only joins clauses: بعد أن, إلا أن, يذكر أن.
_THAT_AR = re.compile(r"(?<!\w)(?P<governor>[^\s\0،.:؛]+) [بلك]?[أإ]نّ? (?:[^\s\0،.:؛]+ ){0,2}$")
_JOINS_AR = re.compile(
    r"(?:[وف]?(?:بعد|قبل|منذ|إلى|حتى|رغم|مع|بما|كما|إلا|غير|بيد|ذلك|حيث|إذ|لا|سيما|دون|لولا|هذا|الذكر|علما|يذكر|يُذكر|ومن"
    r"|المعروف|الواضح|على))$"
)
#: Between somebody and what he says himself: what he quotes, or who says that he does.
_ECHOES = re.compile(
    r"\b(?:quot|cit|echo|repeat|recit|paraphras|parrot|borrow|imitat|mimic|mock|translat)\w*\b|\breading (?:from|out)\b"
    r"|(?<!\w)(?:مردد|مكرر|مقلد|محاكي|مستعير|مترجم|قارئ)(?:ا|اً|ًا|ة)?(?!\w)",
    re.IGNORECASE,
)
#: A source that is named for what somebody else says; not a paper of his own, as "X said in a statement of the club".
_CREDITS = re.compile(r"according to|as quoted by|quoting|citing|in the words of|[\u0620-\u064a]", re.IGNORECASE)
_IF = re.compile(r"[^.;\0]*, (?:if|unless|provided|assuming)\b|[^.؛\0]*، (?:إذا|إن|لو|ما لم)(?!\w)")
#: The quotation is what a clause is about, rather than what is said: “…” was a lie.
_IS_ABOUT_IT = re.compile(r" (?:was|is|were|are|had|has|would|means?|meant|came|never|did)\b")
_SAYS_OF_IT = re.compile(r"[ \0]*(?:the (?:words?|phrase|sentence|line|term|expression) ?)?$")
_NAME_GOES_ON = re.compile(r"[ -](?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z]\w")
#: What may follow a subject behind its verb: said X yesterday, said X in a letter, said X, who.
_MAY_FOLLOW = re.compile(
    r"['’]?[)\]*_]*(?:$|[,.;:)(–—\0?!-]| (?:[–—(-]|in|at|on|of|to|as|when|while|after|before|during|from|with|without"
    r"|who|whose|yesterday|today|tonight|last|later|this|that|over|by|through|outside|inside|near|about|if|then|again"
    r"|once|earlier|for|under|between|upon|because|since|until|speaking|via|here|there|first|herself|himself|aged"
    r"|flatly|\w+ly|\w+ing|[A-Z]\w+day)\b)"
)
_TELLING = re.compile(r"[^,;:.\0]*\b(?:telling|saying|shouting|calling|asking|urging|whispering|crying)\b")
#: Somebody's act whose object the quotation is; what is, seems or stays so is said of him.
_ACT = re.compile(
    r" (?:(?:had|has|have|would|will|could|can|might|may|did|does|do|also|once|never|not|then|later|already|often"
    r"|always|still|again|even|just|only|himself|herself|who|\w+ly) )*(?P<act>[\w'’-]+)(?P<more>[^,;.\0]*)$"
)
_OBJECT = re.compile(
    r"(?: (?:to|him|her|them|us|me|it|the (?:words?|phrase|name)|about|of|عبارة|كلمة|له|لها|لهم|لنا))? ?"
)
_IS = re.compile(
    r"(?:is|are|was|were|be|been|being|am|['’]s|becom\w+|became|seem\w*|remain\w*|look\w*|sound\w*|feels?|felt|appear\w*"
    r"|prov\w+|and|or|nor|but|in|at|of|on|for|with|from|to|that|how|why|whether|as|like|into|by|about|over)$",
    re.IGNORECASE,
)
_ACT_AR = re.compile(
    r" (?:(?:قد|لم|لن|سوف|كان|كانت|لا|ما|هو|هي|أيضا|دائما) )*(?P<act>[^\s\0،.:؛]+)(?P<more>[^،؛.\0]*)$"
)
_IS_AR = re.compile(
    r"(?:[سوف]?(?:[يت]كون|كانت?|ليست?|أصبحت?|[يت]صبح|صارت?|ظلت?|[يت]ظل|[يت]بقى|باتت?|[يت]بدو|بدا|بدت|[يت]عد|[يت]عتبر|هو|هي"
    r"|في|من|على|عن|إلى|مع|قد|لم|لن|لا|ما|أو|و|ثم|أي|غير)|ال\w+|لل\w+|\w+[ةى]|[بل]\w+)$"
)
_BEGINS_AR = re.compile(r"(?<!\w)[وفبلك]{0,2}[أإ]نّ? (?:[^\s\0،.:؛]+ )?$")
_BEGINS = re.compile(r"(?:\bthat|\bhow|\bwhy|\bbecause|\bwhen)(?: (?:the|an?|his|her|their|its))?(?: \w+)? $")
_BEGINS_WHAT = re.compile(r"\b(?:what|that|how|why|as|because|when|whom|which)(?: \w+){0,2} $")
_WHO = re.compile(r",? who\b")
_DOES_AR = re.compile(r" [يت]\w{3,} ?[:،]? ?")  #: what somebody is heard to do: سمع فلانا يردد
_NEVER_THAT = re.compile(
    r"(?:\b(?:never|not|nobody|no one)|n['’]t)\b[^,;:\0]* that\b"
    r"|(?<!\w)[وف]?(?:لم|لن|لا|ما) [^\s\0]+ [^\0،]*[أإ]نّ?(?:ه|ها|هم)?(?!\w)"
)
#: What somebody, or somebody else, is to take back or to answer for having said: بالاعتذار عن وصفه بأنه.
_NOUN_OF_SAYING = re.compile(
    r"(?<!\w)(?:عن|على|من|بسبب|إثر|بعد) (?:وصف|قول|تسميت|اعتبار|تصريح|زعم|ادعائ|اتهام)(?:ه|ها|هم)(?!\w)"
)
#: What somebody sees or hears rather than says: he grinned at the sign.
_AT_SOMETHING = re.compile(
    r"(?:laugh|smil|shrug|nodd?|grinn?|chuckl|sigh|groan|gasp)(?:s|es?|ed|ing)? (?:at|over|through) "
)
_BEFORE_LABEL = re.compile(
    r"\b(?:to|for|from|about|against|on|of|with|by|like|unlike|after|before|beside|behind|dear|versus|not|no)"
    r" (?:the )?$|(?<!\w)[وف]?(?:إلى|الى|عن|في|من|على|مع|ضد|حول|بشأن|عند|لدى|أمام|بعد|قبل) $|(?<!\w)[وف]?[لب]$",
    re.IGNORECASE,
)
#: What may stand between a name and its colon: an office set off, brackets, one word of what somebody does.
_LABEL = re.compile(
    r"[*_\"'”’]*+(?:[,،][^:]*| ?[(\[][^:()]*[)\]]|[ ,،]+[–—-][^:]*)?"
    r"(?: [^\W\d_]+(?: (?:again|back|on|out|in|aloud|\w+ly))?)?"
    r"(?:[ *_]*+[:：])?[\s*_]*+"
)
_OF = re.compile(r" (?:of|for|at|in|and) [^:,]*(?=[:,])")  #: X, captain of the Dawn:
_OWNS = re.compile(r"['’]s?\b")


def is_plain(item: Quoted, clause: Clause, scene: Scene, who: NounPhrase | None) -> bool:
    """Whether nobody but the subject of a clause can have said what the marks hold; `who` is the subject, if it is
    named."""
    if clause.is_label:
        return _is_bare_label(clause, scene)
    verb, text = clause.verb, scene.text
    if verb is None:
        return True
    start, end = scene.sentence(item.outer[0])
    if who and (_is_cut(text, who) or _is_introduced(scene, start, who, verb) or _is_parted(scene, who, verb)):
        return False
    if _is_sourced(scene, item, clause, who, end) or _IF.match(text, item.outer[1]):
        return False
    if clause.is_behind:
        return _is_plain_behind(item, clause, scene, who, start)
    told = text[verb.end : item.outer[0]]
    if (
        _AT_SOMETHING.match(text, verb.start)
        or _NEVER_THAT.search(told)
        or _NOUN_OF_SAYING.search(told)
        or (verb.root not in ADDRESSING and _is_about(text, item, told))
    ):
        return False
    return not _acts(scene, max(verb.end, who.end if who else 0), item.outer[0])


def _is_bare_label(clause: Clause, scene: Scene) -> bool:
    """Whether a label is only a name with its office, and no preposition makes it whom or what the words are for."""
    named = scene.within((clause.start, clause.end))
    if not named:
        return True
    before, after = scene.text[clause.start : named[0].start], scene.text[named[0].end : clause.end]
    if named[0].office and (goes_on := _OF.match(after)):
        after = after[goes_on.end() :]
    return not (_BEFORE_LABEL.search(before) or _OWNS.match(after)) and bool(_LABEL.fullmatch(after))


def _is_cut(text: str, who: NounPhrase) -> bool:
    """Whether a name goes on in words that are not taken for a part of it: X Junior, the X School Choir."""
    if who.kind != "person":
        return False
    is_of_more = text.endswith("the ", 0, who.start) and not who.office
    return is_of_more or bool(_NAME_GOES_ON.match(text, who.end))


def _is_introduced(scene: Scene, start: int, who: NounPhrase, verb: Verb) -> bool:
    """Whether something else introduces the clause in which a subject speaks: the joke goes that X says, يقال إن."""
    first = min(who.start, verb.start)
    lead = re.split(r"[\0;:؛]|\.\s", scene.text[max(start, first - LEAD) : first])[-1]
    if verb.is_arabic:
        governed = _THAT_AR.search(lead)
        return governed is not None and not _JOINS_AR.match(governed["governor"])
    is_told_of = _WHO.match(scene.text, who.end) is not None  # he blamed X, who had said
    governs = None if is_told_of or who.end > verb.start else _GOVERNS.search(lead)
    is_governed = governs is not None and not _WHEN.search(lead[: governs.start()])
    return bool(_THAT.search(lead)) or is_governed


def _is_parted(scene: Scene, who: NounPhrase, verb: Verb) -> bool:
    """Whether somebody else stands between a subject and its verb, who may be its subject: X said what his father
    always said, أكدت فلانة أن فلانا وعدها."""
    text = scene.text
    for other in scene.within((who.end, verb.start)):
        after = text[other.end : verb.start]
        if other.kind == "pronoun" or word_count(after) > 2 or re.search(r"[^\s\w'’-]|\band\b", after):
            continue
        before = text[who.end : other.start]
        if (_BEGINS_AR if verb.is_arabic else _BEGINS_WHAT).search(before):
            return True
    return False


def _is_sourced(scene: Scene, item: Quoted, clause: Clause, who: NounPhrase | None, end: int) -> bool:
    """Whether a source is named beside the subject, so that somebody else says that it speaks; or a subject beside the
    source."""
    verb, text = clause.verb, scene.text
    assert verb is not None
    start = scene.sentence(item.outer[0])[0]
    if verb.kind == "source":
        earlier = within(scene.verbs, start, min(verb.start, item.outer[0]))
        told = [other for other in earlier if other.kind == "finite" and not other.is_own and other.root not in WRITTEN]
        return any("\0" not in text[other.end : verb.start] for other in told)
    if who and who.end <= verb.start:
        between = text[who.end : verb.start]
        if _credits(scene, who.end, verb.start) or _ECHOES.search(between):
            return True
    place = max(item.outer[1], verb.end)
    blank = text.find(BLANK, place, end)
    return _credits(scene, place, end if blank < 0 else blank)


def _credits(scene: Scene, start: int, end: int) -> bool:
    """Whether a source is named between two places."""
    return any(
        other.kind == "source" and _CREDITS.match(scene.text, other.start) for other in within(scene.verbs, start, end)
    )


def _is_plain_behind(item: Quoted, clause: Clause, scene: Scene, who: NounPhrase | None, start: int) -> bool:
    """Whether a verb behind a quotation alone governs it, and tells of nobody else who speaks."""
    verb, text = clause.verb, scene.text
    assert verb is not None
    earlier = max((one.outer[1] for one in scene.quoted if one.outer[1] <= item.outer[0]), default=0)
    for other in within(scene.verbs, max(start, earlier), item.outer[0]):
        if not re.search(r"[,،:;؛]", text[other.end : item.outer[0]]):
            return False  # far from calling it “…”, X praised the plan
    if _TELLING.match(text, verb.end):
        return False  # “…,” X recalled Y as saying
    is_turned = who is not None and who.start >= verb.end and not verb.is_arabic
    return not is_turned or who is None or who.kind == "pronoun" or bool(_MAY_FOLLOW.match(text, who.end))


def _is_about(text: str, item: Quoted, told: str) -> bool:
    """Whether the quotation is what is spoken of: he said “…” was a lie."""
    return bool(_SAYS_OF_IT.fullmatch(told) and _IS_ABOUT_IT.match(text, item.outer[1]))


def _acts(scene: Scene, start: int, end: int) -> bool:
    """Whether somebody whom a clause tells of acts right before the words: X said that Y had ordered “…”."""
    for phrase in scene.within((start, end)):
        if phrase.kind in {"pronoun", "role"} or word_count(scene.text[phrase.end : end]) > ACT:
            continue
        lead = near(scene.text, phrase.start)[-(phrase.start - start) :] if phrase.start > start else ""
        is_arabic = "\u0620" <= scene.text[phrase.start] <= "\u064a"
        after = scene.text[_end_of_all(scene, phrase, end) : end]
        is_next = not is_arabic and not word_count(lead)  # X said Y had ordered “…”
        begins = is_next or (_BEGINS_AR if is_arabic else _BEGINS).search(lead)
        if (begins and _is_act(after, is_arabic=is_arabic)) or (is_arabic and _DOES_AR.fullmatch(after)):
            return True
    return False


def _end_of_all(scene: Scene, phrase: NounPhrase, end: int) -> int:
    """Where a subject ends together with those that are joined to it: المنظمة وروسيا مرتبطة."""
    stop = phrase.end
    for other in scene.within((phrase.end, end)):
        if scene.text[stop : other.start].strip() == "و":
            stop = other.end
    return stop


def _is_act(after: str, *, is_arabic: bool) -> bool:
    act = (_ACT_AR if is_arabic else _ACT).match(after)
    if act is None:
        return False
    if not (_OBJECT.fullmatch(act["more"]) or (is_arabic and word_count(act["more"]) < 2)):
        return False  # had made the island “a prison”: of whoever says so
    if is_arabic:
        return not _IS_AR.match(act["act"])
    return not _IS.match(act["act"]) and not re.search(r"\b(?:was|were|is|are|be)\b|:", act["more"])
