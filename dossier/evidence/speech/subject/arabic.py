"""The subject of an Arabic verb of saying: behind it, before it, or that of the verb before it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_AR
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import BLANK, FAR, NEAR, Clause, near, within
from dossier.evidence.speech.subject.owners import (
    ADVERBIAL,
    DEFINITE,
    PARTICLES,
    SOMEBODY,
    TRANSITIVE,
    is_cut_off,
    is_described,
    is_owned,
    is_skippable,
    is_trade,
)
from dossier.evidence.speech.subject.phrase import LATTER, LED_BY, PREPOSITION, SKIPPED, Subject, first_of
from dossier.evidence.speech.titles import agrees
from dossier.evidence.text.folding import fold_text, folded_words
from dossier.evidence.text.saying import Verb, subject_end, word_count

_AN = re.compile(r"(?<!\w)عن\s+")
WRITTEN = frozenset({"جاء", "ورد"})  #: the words stand in a paper: جاء في بيان للهيئة
_OF_WHOEVER = re.compile(r"(?<!\w)[وفبلك]?(?:من|ممن|عمن|مَن)(?: \w+ (?:أن|قد))? $")  #: انتقد من وصف
_TO_HIM = re.compile(r"\s*(?:له|لها|لهم) (ال\w+)\s*[:،]?\s*$")
_WHICH_NOUN = re.compile(r"\w (?:الذي|التي) $")  #: of the noun right before it
_WAS_ASKED = re.compile(r"(?<!\w)[وف]?(?:لما |حين |عندما )?(?:سُ?ئلت?|سألنا|سألت)\s+$")
_WHICH = re.compile(r"(?<!\w)(?:الذي|التي) (?:كانت? |قد |سبق أن )*$")
_ASKED = re.compile(r"(?<!\w)[وف]?(?:لما|حين|عندما|لدى) سُ?ئلت?(?!\w)")
_THAT = re.compile(r"(?<!\w)(?<!قبل )(?<!بعد )(?<!دون )(?<!إلى )[وفب]?ب?[أإ]نّ? (?!\w*[:،])")
_THAT_HE = re.compile(r"(?<!\w)[وفب]?ب?[أإ]نّ?(?:ه|ها|هم) (?:قد |كان |كانت )*$")
#: Right before words that somebody else is said to have said: وأكد أن التقرير سجل «…».
_RECORDS = re.compile(r"(?<!\w)(?:سجّ?لت?|رصدت?|تضمّ?نت?|نصّ?ت? على)\s*$")
_HANDED_OUT = re.compile(r"\s*في \w+ (?:وزّ?ع|أصدر|نشر|وجّ?ه|بثّ?|أرسل)ت?ه(?!\w)")
_ADDRESSED = re.compile(r"(?<!\w)(?:إلى|الى|حول|بشأن|ضد|(?<!صادر )(?<!صادرة )(?<!صدر )(?<!نقلا )عن) $")
_IS_TOPIC = re.compile(r"(?<!\w)و?أما\s+(?:\w+\s+)?$")
_WHOSE_PAPER = re.compile(r" (?:الذي|التي) (?:كانت? |قد )*$")
_ITS_PAPER = re.compile(
    r"(?<!\w)[وفبلك]?(?:قرار|تقرير|بيان|إعلان|رسالت|توصيت|مذكرت|خطاب|بلاغ)(?:ه|ها|هم)(?: [^\s،,.:؛]+){0,4}$"
)
_ITSELF = "في قراره"  #: of a paper that is somebody's whom the text goes on to mean
_IN_IT = re.compile(r"(?<!\s)\s*(?:فيه|فيها|خلاله|خلالها|من خلاله|من خلالها)(?!\w)")
_AS_FOR = re.compile(r"\W*و?أما\s")
_ABOUT = frozenset(fold_text("وصف اتهم سمى أبلغ أخبر").split())
_LEADING = frozenset(fold_text("غير أن إن لكن ولكن أما بينما فيما كما وأن بل إلا وكان كان وقد قد").split())
_BY = re.compile(r" (?:من (?:قبل|جانب|طرف)|على يد)(?!\w)")  #: of a passive, whose words they are: وصف فلان من قبل خصومه
_MEANTIME = re.compile(r"(?<!\w)(?:حين|حينما|عندما|بينما|فيما|لما|إذ|بعدما|كلما|حيث|ريثما)(?!\w)")
_MEETS = re.compile(r"الت[حفقم]\w+")  #: verbs that begin like a noun with its article: التقى, التمس
_IN_WHAT_STATE = re.compile(r"م\w{3,}[اه]$|\wا\w\w[اه]$")


def finite_before(verbs: Sequence[Verb], start: int, verb: Verb) -> list[Verb]:
    """The last finite verbs between a place and a verb, FAR at most."""
    return [other for other in within(verbs, start, verb.start)[-FAR:] if other.kind == "finite"]


def arabic_subject(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
    """The subject of a verb, or, of verbs without one, that of the last verb before them that has one."""
    for _ in range(FAR):
        found = _own_subject(text, clause, inside, verbs) or _dropped(text, clause, inside, verbs)
        if isinstance(found, Subject):
            return found
        clause = found
    return Subject(is_unclear=True)


def _own_subject(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject | None:
    """What a clause itself says of the subject of its verb, None if that is dropped."""
    verb = clause.verb
    assert verb is not None
    end = min(subject_end(text, verb), clause.end)
    blank = text.find(BLANK, verb.end)
    end = min(end, blank) if blank >= 0 else end
    said = text[verb.end : end]
    of = [phrase for phrase in inside if verb.end <= phrase.start and phrase.start < end and phrase.kind != "pronoun"]
    if _OF_WHOEVER.search(near(text, verb.start)):
        return Subject(is_unclear=True)  # انتقد من وصف
    if topic := _topic(text, clause, inside):
        return topic
    if (
        verb.root not in WRITTEN
        and not verb.is_joined
        and (match := _WHOSE_PAPER.search(near(text, verb.start)))
        and (_IN_IT.match(said) or _IN_IT.search(said))
    ):
        return _of_paper(text, match.start() + max(0, verb.start - NEAR), inside)
    if _RECORDS.search(text[end : clause.end].rstrip(BLANK + " \"«“‘'")):
        return Subject(is_unclear=True)  # ذكر بأن التقرير سجل «…»: of the report
    if verb.root in WRITTEN:
        return _written(text, clause, said, inside, of)
    if LATTER.match(said.strip()):
        return Subject(words=said.strip())
    if verb.root == fold_text("نقل") and (source := _AN.search(said)):  # not of the agency, but of whom it quotes
        begin = verb.end + source.end()
        quoted = [one for one in of if one.start - begin in {0, 1} or (one.name and one.start < begin < one.end)]
        return Subject(quoted[0]) if quoted else Subject(words=said[source.end() :].strip())
    if verb.root in TRANSITIVE and (antecedent := _relative(text, verb, inside)):
        return antecedent
    for phrase in of:
        between = text[verb.end : phrase.start]
        if any(other.kind == "finite" for other in within(verbs, verb.end, phrase.start)):
            break  # ووصفت فيه ما تسميه الوزارة
        if PREPOSITION.search(between) or text[phrase.start : phrase.start + 2] in {"لل"}:
            continue
        is_noun = phrase.kind in {"role", "body"}
        if is_owned(text, verb.end, phrase, inside):
            return Subject(words=said.strip())  # محامي فلان, أنصار فلان
        if is_noun and not word_count(between) and not agrees(verb.gender, text[phrase.start : phrase.end]):
            return None  # واتهم المؤسسة: he accused it
        is_plain = word_count(between) <= SKIPPED and not re.search(r"[.؛]", between)
        if is_plain and (is_skippable(between, phrase) or is_trade(between, phrase, verb)):
            is_unclear = (
                is_cut_off(text[phrase.end : end], phrase)
                or any(other.start == phrase.end + 2 and text[phrase.end : other.start] == " و" for other in inside)
                or (verb.root in _ABOUT and is_described(text, verb, phrase.end, end))
                or _BY.match(text, phrase.end)
            )
            return Subject(words=said.strip(), is_unclear=True) if is_unclear else Subject(phrase)
        break
    words = re.split(r"[،,.؛()]", said)[0].strip()
    first = next(iter(folded_words(words.split(" ")[0])), "")
    if first == fold_text(words) and not of and _IN_WHAT_STATE.match(first):
        words = first = ""  # وتتابع مبتسمة
    if not of and (told := _TO_HIM.match(said)):
        return Subject(words=told[1])  # دخل فلان فقال له الحاجب
    begin = verb.end + len(said) - len(said.lstrip())
    if within(verbs, begin, begin + 1):
        words = first = ""  # رد قائلا
    if verb.answers and verb.is_joined and (asked := _asked(text, clause, inside)):
        return asked
    if verb.answers and not first and _ASKED.search(text[clause.start : verb.start]):
        return Subject(is_pronoun=True)  # ولما سئل عن ذلك أجاب
    if _IN_IT.match(said) and not verb.is_joined:
        found = first_of(text, clause, inside, verb.start)
        return found if found.phrase else Subject(is_unclear=True)  # أصدرت الوزارة بيانا قالت فيه
    if verb.root in TRANSITIVE and verb.is_joined and _is_his_object(verb, words, of):
        return None  # ووصفت التقرير: she described it
    if not of and not verb.is_joined and _WHICH_NOUN.search(near(text, verb.start)):
        return _relative(text, verb, inside)  # قصة النورس الذي قال
    before = _before_arabic(text, clause, inside)
    if before and (not first or {first, first.removeprefix("ال")} & STOPS_AR or first.startswith("ل")):
        return before
    if first in SOMEBODY or (first and first not in STOPS_AR and not ADVERBIAL.match(first)):
        return Subject(words=" ".join(words.split()[:8]))
    return None


def _topic(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject | None:
    """Whom أما names, of whom the verb behind ف tells: أما نقيب الممرضين فوصف الرد بأنه."""
    verb = clause.verb
    assert verb is not None
    word = fold_text(text[verb.start : verb.end])
    if not (word[:1] == "ف" and verb.is_joined) or word.endswith(("ه", "ها", "هم")):
        return None
    first = next((item for item in inside if item.end <= verb.start), None)
    is_topic = first is not None and _IS_TOPIC.search(text[clause.start : first.start])
    return Subject(first) if is_topic and BLANK not in text[clause.start : verb.start] else None


def _of_paper(text: str, place: int, inside: Sequence[NounPhrase]) -> Subject:
    """Whose the paper is that a relative clause tells of: قراره الذي أكد فيه, بيان الأمين العام الذي قال فيه."""
    named = [item for item in inside if item.end <= place and not re.search(r"[،,.:؛]", text[item.end : place])]
    if named and not word_count(text[named[-1].end : place]):
        return Subject(named[-1])
    return Subject(words=_ITSELF) if _ITS_PAPER.search(text[:place][-NEAR:]) else Subject(is_unclear=True)


def _is_his_object(verb: Verb, words: str, of: Sequence[NounPhrase]) -> bool:
    """Whether the noun right behind a verb is of another gender than its subject, and nobody's name."""
    first = next(iter(words.split()), "")
    is_noun = bool(DEFINITE.match(fold_text(first))) and not any(one.start <= verb.end + 1 < one.end for one in of)
    return is_noun and (verb.gender == "f" and not first.endswith(("ة", "اء", "ات")))


def _written(text: str, clause: Clause, said: str, inside: Sequence[NounPhrase], of: Sequence[NounPhrase]) -> Subject:
    """Whose a paper is: جاء في بيان للهيئة; نشرت الجريدة مقالا جاء فيه. `of` are the phrases behind the verb."""
    verb = clause.verb
    assert verb is not None
    if _IN_IT.match(said) and (match := _WHOSE_PAPER.search(near(text, verb.start))):
        return _of_paper(text, match.start() + max(0, verb.start - NEAR), inside)
    if _IN_IT.match(said) or _HANDED_OUT.match(said):
        found = first_of(text, clause, inside, verb.start)
        is_its = found.phrase and found.phrase.kind == "body" and not found.phrase.is_object
        return found if is_its else Subject(words=said.strip(), is_unclear=True)
    is_alone = len(of) == 1 and text[of[0].start - 1 : of[0].start] != "و"
    if is_alone and _ADDRESSED.search(text[verb.end : of[0].start]):
        return Subject(words=said.strip(), is_unclear=True)  # رسالة إلى فلان
    is_near = is_alone and not re.search(r"[،,.]", text[verb.end : of[0].start])
    return Subject(of[0]) if is_near else Subject(words=said.strip(), is_unclear=True)


def _relative(text: str, verb: Verb, inside: Sequence[NounPhrase]) -> Subject | None:
    """Whom a relative clause is about: الناطق باسم القوات الذي وصف القوافل بأنها."""
    match = _WHICH.search(text, max(0, verb.start - NEAR), verb.start)
    if match is None or fold_text(text[verb.start : verb.end]).endswith(("ه", "ها", "هم")):
        return None
    near = [
        phrase for phrase in inside if phrase.end <= match.start() and not text[phrase.end : match.start()].strip("، ")
    ]
    return Subject(near[-1]) if near else Subject(is_unclear=True)


def _asked(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject | None:
    """Who is asked in the sentence that an answer ends: وسئلت العطار عن ذلك فأجابت."""
    return next((Subject(item) for item in inside if _WAS_ASKED.search(text[clause.start : item.start])), None)


def _dropped(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject | Clause:
    """Of a verb without subject: the clause of the verb before it in its sentence, else whom the sentence names
    first."""
    verb = clause.verb
    assert verb is not None
    word = fold_text(text[verb.start : verb.end])
    if word.endswith("نا"):
        return Subject(is_unclear=True)  # سألنا: we asked, or he asked us
    if not _begins_a_clause(text, clause, verb):
        return _meanwhile(text, clause, inside, verbs) or Subject(is_unclear=True)
    earlier = [
        other
        for other in finite_before(verbs, clause.start, verb)
        if "" in {other.gender, verb.gender} or other.gender == verb.gender
    ]
    is_of_himself = _THAT_HE.search(near(text, verb.start)) is not None  # أفاد بأنه أبلغ
    if earlier and not verb.is_joined and not is_of_himself and _THAT.search(text[earlier[-1].end : verb.start]):
        return Subject(is_unclear=True)  # ذكر أن التقرير يؤكد
    if earlier and _MEANTIME.search(text, earlier[-1].end, verb.start):
        return Subject(is_unclear=True)
    if earlier:
        return Clause(earlier[-1], clause.start, clause.end)
    if _AS_FOR.match(text, clause.start) and word.endswith(("ه", "ها", "هم")):
        return Subject(is_unclear=True)  # أما فلان فيصفه: he is the one who is described
    found = first_of(text, clause, inside, verb.start)
    if found.phrase and _MEANTIME.search(text, found.phrase.end, verb.start):
        return Subject(is_unclear=True)
    found = _agreeing(text, found, verb, inside)
    is_noun = found.phrase is not None and found.phrase.kind in {"role", "body"}
    if found.phrase and is_noun and not agrees(verb.gender, text[found.phrase.start : found.phrase.end]):
        return Subject(is_unclear=True)
    return found if found.phrase and not found.phrase.is_object else Subject()


def _agreeing(text: str, found: Subject, verb: Verb, inside: Sequence[NounPhrase]) -> Subject:
    """Of two people whom a sentence names, the one whom a verb behind them can have for its subject: whoever does what
    stands first is a woman or a man by the ending of that verb. استقبلت هالة عمر، وقال."""
    people = [item for item in inside if item.kind == "person" and item.end <= verb.start]
    if found.phrase is None or found.phrase.kind != "person" or len(people) < 2 or not verb.gender:
        return found
    does = re.search(r"(?:^|[\s\0])[وف]?([\w\u064b-\u0652]{3,}) $", text[: found.phrase.start][-NEAR:])
    is_noun = does is not None and DEFINITE.match(fold_text(does[1])) and not _MEETS.match(does[1])
    if does is None or is_noun or does[1].endswith("ة"):
        return found
    gender = "f" if does[1].endswith("ت") or does[1][0] == "ت" else "m"
    if gender == verb.gender:
        return found
    others = [item for item in people if item is not found.phrase]
    return Subject(others[0]) if len(others) == 1 else Subject(is_unclear=True)


def _meanwhile(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject | None:
    """The subject of the verb before one that tells what its subject does at the same time: كتب إلينا المصرف يطالب."""
    verb = clause.verb
    assert verb is not None
    earlier = finite_before(verbs, clause.start, verb)
    if not earlier or earlier[-1].gender != verb.gender or verb.is_joined:
        return None
    between = text[earlier[-1].end : verb.start]
    if _THAT.search(between) or re.search(r"[\0،,.:؛]|(?<!\w)(?:الذي|التي|من|ما|لم|لن|لا|قد|حين|عندما)(?!\w)", between):
        return None
    found = _own_subject(text, Clause(earlier[-1], clause.start, verb.start), inside, verbs)
    return found if found and found.phrase and not found.is_unclear else None


def _begins_a_clause(text: str, clause: Clause, verb: Verb) -> bool:
    """Whether only particles stand before a verb in its clause, so that its subject is dropped."""
    if verb.is_joined:
        return True
    before = re.split(r"[\0،.:؛]", text[clause.start : verb.start])[-1]
    words = folded_words(before)
    if not words or words[-1] in {"ثم", "كما"}:
        return True
    if words[-1] in {"ما", "بما", "عما", "مما"} and fold_text(text[verb.start : verb.end]).endswith("ه"):
        return True  # رفض ما سماه
    led = {words[0], words[0][1:]} & (STOPS_AR | PARTICLES)
    return bool(led) or all(word in STOPS_AR | PARTICLES for word in words)


def _before_arabic(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject | None:
    """A subject that stands before its verb: الوزير يرى أن; مهندس في الشركة، طلب عدم ذكر اسمه، قال."""
    verb = clause.verb
    assert verb is not None
    ahead = [phrase for phrase in inside if phrase.end <= verb.start and phrase.kind != "pronoun"]
    is_object = fold_text(text[verb.start : verb.end]).endswith(("ه", "ها", "هم")) and verb.is_joined
    if is_object or (
        verb.is_joined and not (ahead and re.search(r"(?<!\w)و?أما\s+$", text[clause.start : ahead[0].start]))
    ):
        return None
    for phrase in reversed(ahead):
        led = re.split(r"[\0.:؛]", text[clause.start : phrase.start])[-1]
        if not text[phrase.end : verb.start].strip(" ") and not PREPOSITION.search(led) and not LED_BY.search(led):
            return Subject(phrase)
    if ahead:
        if _MEANTIME.search(text, ahead[0].end, verb.start):
            return None  # كان فلان يستمع حين صرخ من في القاعة
        start = ahead[0].start - (text[ahead[0].start - 1 : ahead[0].start] in {"و", "ف"})
        leading = folded_words(text[clause.start : start])
        if all(word in _LEADING for word in leading) and not re.search(
            r"[:.\0]", text[clause.start : verb.start].strip(" .\0")
        ):
            return Subject(ahead[0])
    return None
