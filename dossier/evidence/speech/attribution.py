"""Whose words they are: the subject of the clause that a quotation hangs on.

Behind the verb in Arabic, before it in English; the other way round where the text does so. `according to` and `بحسب`
have whoever follows; of `نقلت وكالة … عن … قوله` it is whoever stands behind عن, not the agency. A participle has the
subject of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_AR, is_possessed
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import BLANK, FAR, NEAR, Clause, near, within
from dossier.evidence.speech.english_subjects import english_subject, is_of_a_thing, owned_by
from dossier.evidence.speech.subjects import LATTER, LED_BY, PREPOSITION, SKIPPED, Subject, behind, first_of
from dossier.evidence.speech.titles import agrees
from dossier.evidence.text.folding import fold_text, folded_words
from dossier.evidence.text.saying import Verb, subject_end, verbs_in, word_count

_AN = re.compile(r"(?<!\w)عن\s+")
_BEHIND_AN = re.compile(r"(?<!\w)عن\s+$")
_MEANWHILE = re.compile(r"(?<!\w)(?:بينما|فيما|في حين|لكن)(?!\w)|; |\b(?:while|whereas)\b")
WRITTEN = frozenset({"جاء", "ورد"})  #: the words stand in a paper: جاء في بيان للهيئة
_WAS_ASKED = re.compile(r"(?<!\w)[وف]?(?:لما |حين |عندما )?(?:سُ?ئلت?|سألنا|سألت)\s+$")
#: Verbs that have whom they are about right behind them.
_TRANSITIVE = frozenset(fold_text("وصف اتهم سمى انتقد اعتبر هدد طالب حذر استنكر").split())
_WHICH = re.compile(r"(?<!\w)(?:الذي|التي) (?:كانت? |قد |سبق أن )*$")
_ASKED = re.compile(r"(?<!\w)[وف]?(?:لما|حين|عندما|لدى) سُ?ئلت?(?!\w)")
_THAT = re.compile(r"(?<!\w)(?<!قبل )(?<!بعد )(?<!دون )(?<!إلى )[وفب]?ب?[أإ]نّ? (?!\w*[:،])")
_THAT_HE = re.compile(r"(?<!\w)[وفب]?ب?[أإ]نّ?(?:ه|ها|هم) (?:قد |كان |كانت )*$")
#: Right before words that somebody else is said to have said: وأكد أن التقرير سجل «…».
_RECORDS = re.compile(r"(?<!\w)(?:سجّ?لت?|رصدت?|تضمّ?نت?|نصّ?ت? على)\s*$")
_HANDED_OUT = re.compile(r"\s*في \w+ (?:وزّ?ع|أصدر|نشر|وجّ?ه|بثّ?|أرسل)ت?ه(?!\w)")
_IN_IT = re.compile(r"\s*(?:فيه|فيها|خلاله|خلالها|من خلاله|من خلالها)(?!\w)")
_AS_FOR = re.compile(r"\W*و?أما\s")
_SOMEBODY = frozenset(fold_text("أحد أحدهم إحدى إحداهن بعض بعضهم عدد كل كثيرون آخرون آخر").split())
_ABOUT = frozenset(fold_text("وصف اتهم سمى").split())
_WHOEVER = frozenset(fold_text("من الذي التي الذين اللواتي ممن كثير كثيرون معظم أغلب جميع").split())
_PAPERS = frozenset(fold_text("بيان تقرير رسالة تصريح تعليق خبر مقال كتاب منشور").split())
_DEFINITE = re.compile(r"[وف]?[بلك]?ال|لل")
_IN_WHAT_WAY = re.compile(r"[بل]|\w+ا$|\w+(?:ه|ها)$")  #: بحزم, للصحفيين, غاضبا, نفسه
_PARTICLES = frozenset(
    fold_text("""
        ثم قد فقد كما لكنه لكنها ولكنه إنه أنه وهو وهي كان كانت وكان عاد وعاد عادت جانبه جهته قبل أن حيث
    """).split()
)
_LEADING = frozenset(fold_text("غير أن إن لكن ولكن أما بينما فيما كما وأن بل إلا وكان كان وقد قد").split())
_NEXT_WORD = re.compile(r" ([^\W\d_][\w\u064b-\u0652]*)")
#: To whom, how and where, folded: للصحفيين, لموظفكم, بلهجة, بالإنجليزية.
_ADVERBIAL = re.compile(
    r"لل|ل(?:نا|ي|ه|ها|هم|كم)$|ل\w+(?:نا|كم|هم|ه|ها|ي)$|ب(?:ال|لهجه|صوت|نبره|حزم|غضب|حده|اسي|مراره|ثقه|وضوح|هدوء|سخريه|حرقه|تاثر|اختصار|كل)"
    r"|ل(?:وكاله|صحيفه|جريده|قناه|موقع|مجله|اذاعه|تلفزيون|وسايل|رويترز|مراسل|برنامج|جمع|حشد)|[وف]|قايل|مضيف|موكد"
)
_VERBAL = re.compile(r"[يت]\w{3,}$|م\w{3,}[اه]$|\wا\w\w[اه]$|ال\w+|رفض\w*|طلب\w*|فضل\w*|اشترط\w*|كان\w*")


def subject_of(text: str, clause: Clause, phrases: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
    """Who is said to speak in a clause of a masked text."""
    inside = [phrase for phrase in phrases if clause.start <= phrase.start and phrase.end <= clause.end]
    verb = clause.verb
    if verb is None:
        return Subject()
    if verb.kind == "source":
        return _source(text, clause, inside)
    if verb.kind == "participle":
        return _of_participle(text, clause, inside, verbs)
    if verb.is_arabic:
        return _arabic(text, clause, inside, verbs)
    if text.endswith(" to ", 0, verb.start) and (finite := _finite_before(verbs, clause.start, verb)):
        written = next((other for other in reversed(finite) if not text.endswith(" to ", 0, other.start)), finite[0])
        return english_subject(text, Clause(written, clause.start, clause.end), inside)  # they wrote to us to say
    return english_subject(text, clause, inside)


def _finite_before(verbs: Sequence[Verb], start: int, verb: Verb) -> list[Verb]:
    """The last finite verbs between a place and a verb, FAR at most."""
    return [other for other in within(verbs, start, verb.start)[-FAR:] if other.kind == "finite"]


def _source(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    """Whoever follows: according to the mayor; of the mayor's predecessor only the words are told."""
    verb = clause.verb
    assert verb is not None
    words = re.split(r"[\0,.:;،؛]", text[verb.end : min(clause.end, subject_end(text, verb))])[0].strip()
    found = behind(text, verb, clause, inside)
    if verb.is_arabic and found and found.phrase and _is_owned(text, verb.end, found.phrase, inside):
        return Subject(words=words)
    if found and found.phrase and text[found.phrase.end :][:2] in {"'s", "’s"}:
        return Subject(words=words, is_unclear=True)
    if found and found.phrase and (owner := owned_by(text, verb.end, found.phrase)):
        return Subject(words=owner)
    return found or Subject(words=" ".join(words.split()[:8]), is_unclear=not words)


def _of_participle(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
    """The subject of the last finite verb before it; of the sentence, if that has none."""
    verb = clause.verb
    assert verb is not None
    if verb.is_arabic and not verb.root:  # عن فلان قوله
        said_by = [
            phrase for phrase in inside if phrase.end <= verb.start and _BEHIND_AN.search(near(text, phrase.start))
        ]
        if said_by:
            return Subject(said_by[-1])
    if not verb.is_arabic and is_of_a_thing(text, clause.start, verb.start):
        return Subject(is_unclear=True)  # he read a letter saying
    parts = [match.end() for match in _MEANWHILE.finditer(text, clause.start, verb.start)]
    start = parts[-1] if parts else clause.start
    for other in reversed(_finite_before(verbs, start, verb)):
        found = subject_of(text, Clause(other, start, clause.end), inside, verbs)
        if found.phrase or found.words or (verb.is_arabic and other.is_arabic and not found.is_unclear):
            return found  # وأشار إلى كذا، مضيفا has the subject of أشار, also a dropped one
    rest = [item for item in inside if item.start >= start]
    found = first_of(text, Clause(verb, start, clause.end), rest, verb.start)
    is_arabic_alone = verb.is_arabic and not word_count(text[clause.start : verb.start])
    return found if found.phrase or is_arabic_alone else Subject(is_unclear=True)


# Arabic


def _arabic(text: str, clause: Clause, inside: Sequence[NounPhrase], verbs: Sequence[Verb]) -> Subject:
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
    if verb.root in _TRANSITIVE and (antecedent := _relative(text, verb, inside)):
        return antecedent
    for phrase in of:
        between = text[verb.end : phrase.start]
        if any(other.kind == "finite" for other in within(verbs, verb.end, phrase.start)):
            break  # ووصفت فيه ما تسميه الوزارة
        if PREPOSITION.search(between) or text[phrase.start : phrase.start + 2] in {"لل"}:
            continue
        is_noun = phrase.kind in {"role", "body"}
        if _is_owned(text, verb.end, phrase, inside):
            return Subject(words=said.strip())  # محامي فلان, أنصار فلان
        if is_noun and not word_count(between) and not agrees(verb.gender, text[phrase.start : phrase.end]):
            return None  # واتهم المؤسسة: he accused it
        if word_count(between) <= SKIPPED and not re.search(r"[.؛]", between) and _is_skippable(between, phrase):
            is_unclear = (
                _is_cut_off(text[phrase.end : end], phrase)
                or any(other.start == phrase.end + 2 and text[phrase.end : other.start] == " و" for other in inside)
                or (verb.root in _ABOUT and _is_described(text, verb, phrase.end, end))
            )
            return Subject(words=said.strip(), is_unclear=True) if is_unclear else Subject(phrase)
        break
    words = re.split(r"[،,.؛()]", said)[0].strip()
    first = next(iter(folded_words(words.split(" ")[0])), "")
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
    if verb.root in _TRANSITIVE and verb.is_joined and _is_his_object(verb, words, of):
        return None  # ووصفت التقرير: she described it
    before = _before_arabic(text, clause, inside)
    if before and (not first or {first, first.removeprefix("ال")} & STOPS_AR or first.startswith("ل")):
        return before
    if first in _SOMEBODY or (first and first not in STOPS_AR and not _ADVERBIAL.match(first)):
        return Subject(words=" ".join(words.split()[:8]))
    return None


def _is_his_object(verb: Verb, words: str, of: Sequence[NounPhrase]) -> bool:
    """Whether the noun right behind a verb is of another gender than its subject, and nobody's name."""
    first = next(iter(words.split()), "")
    is_noun = bool(_DEFINITE.match(fold_text(first))) and not any(one.start <= verb.end + 1 < one.end for one in of)
    return is_noun and (verb.gender == "f" and not first.endswith(("ة", "اء", "ات")))


def _written(text: str, clause: Clause, said: str, inside: Sequence[NounPhrase], of: Sequence[NounPhrase]) -> Subject:
    """Whose a paper is: جاء في بيان للهيئة; نشرت الجريدة مقالا جاء فيه. `of` are the phrases behind the verb."""
    verb = clause.verb
    assert verb is not None
    if _IN_IT.match(said) or _HANDED_OUT.match(said):
        found = first_of(text, clause, inside, verb.start)
        is_its = found.phrase and found.phrase.kind == "body" and not found.phrase.is_object
        return found if is_its else Subject(words=said.strip(), is_unclear=True)
    is_alone = len(of) == 1 and text[of[0].start - 1 : of[0].start] != "و"
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
    if word.endswith("نا") or not _begins_a_clause(text, clause, verb):
        return Subject(is_unclear=True)  # سألنا: we asked, or he asked us
    earlier = [
        other
        for other in _finite_before(verbs, clause.start, verb)
        if "" in {other.gender, verb.gender} or other.gender == verb.gender
    ]
    is_of_himself = _THAT_HE.search(near(text, verb.start)) is not None  # أفاد بأنه أبلغ
    if earlier and not verb.is_joined and not is_of_himself and _THAT.search(text[earlier[-1].end : verb.start]):
        return Subject(is_unclear=True)  # ذكر أن التقرير يؤكد
    if earlier:
        return Clause(earlier[-1], clause.start, clause.end)
    if _AS_FOR.match(text, clause.start) and word.endswith(("ه", "ها", "هم")):
        return Subject(is_unclear=True)  # أما فلان فيصفه: he is the one who is described
    found = first_of(text, clause, inside, verb.start)
    is_noun = found.phrase is not None and found.phrase.kind in {"role", "body"}
    if found.phrase and is_noun and not agrees(verb.gender, text[found.phrase.start : found.phrase.end]):
        return Subject(is_unclear=True)
    return found if found.phrase and not found.phrase.is_object else Subject()


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
    led = {words[0], words[0][1:]} & (STOPS_AR | _PARTICLES)
    return bool(led) or all(word in STOPS_AR | _PARTICLES for word in words)


def _is_described(text: str, verb: Verb, start: int, end: int) -> bool:
    """Whether nothing is described or accused but whoever stands behind the verb: ووصف فلان بأنه."""
    has_object = fold_text(text[verb.start : verb.end]).endswith(("ه", "ها", "هم"))
    return not has_object and not word_count(text[start:end])


def _is_owned(text: str, start: int, phrase: NounPhrase, inside: Sequence[NounPhrase]) -> bool:
    """Whether the first word behind a place is somebody else, whom only a phrase tells of: منتقدو فلان, محامي فلان, بعض
    من يعرف فلانا."""
    if phrase.kind == "role" and not phrase.name:
        owner = next((other for other in inside if other.start == phrase.end + 1 and other.kind == "person"), None)
        return owner is not None and text[phrase.end : owner.start] == " " and is_possessed(phrase.office)
    words = folded_words(text[start : phrase.start])
    if not words or phrase.kind != "person":
        return False
    if words[0] in _SOMEBODY | _WHOEVER | _PAPERS:
        return True
    noun = words[-1] if len(words) == 1 or words[0] in STOPS_AR else words[0]
    if len(words) == 2 and PREPOSITION.search(f"{text[start : phrase.start].split()[0]} "):
        return noun not in STOPS_AR and not _DEFINITE.match(noun)  # على صورة فلان
    is_plain = len(noun) > 2 and noun not in STOPS_AR | _PARTICLES and not _DEFINITE.match(noun)
    return is_plain and len(words) == 1 and not verbs_in(text[start : phrase.start]) and not _IN_WHAT_WAY.match(noun)


def _is_cut_off(after: str, phrase: NounPhrase) -> bool:
    """Whether an office goes on in words that no table has: عضو المجلس ثاني بن عبيد is not just any member."""
    match = _NEXT_WORD.match(after)
    if phrase.kind not in {"role", "body"} or (phrase.kind == "body" and phrase.parties) or not match:
        return False
    word = fold_text(match[1])
    return (
        word[:1] not in {"", "ل", "ب"}
        and word not in STOPS_AR | _PARTICLES
        and not _ADVERBIAL.match(word)
        and not _VERBAL.match(word)
    )


def _is_skippable(between: str, phrase: NounPhrase) -> bool:
    """Whether the words between a verb and its subject tell when, where or to whom, or are of it: نظيري وزير الطاقة."""
    words = folded_words(between)
    if len(words) == 1 and phrase.office and re.fullmatch(r"\w{3,}(?:ي|ه|ها|هم|نا)", words[0]):
        return True
    return all(word in STOPS_AR or word.startswith("ل") or len(word) < 3 for word in words) or any(
        word in STOPS_AR for word in words[:1]
    )


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
        start = ahead[0].start - (text[ahead[0].start - 1 : ahead[0].start] in {"و", "ف"})
        leading = folded_words(text[clause.start : start])
        if all(word in _LEADING for word in leading) and not re.search(
            r"[:.\0]", text[clause.start : verb.start].strip(" .\0")
        ):
            return Subject(ahead[0])
    return None
