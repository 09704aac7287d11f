"""pronoun: a pronoun or a verb of the other gender than the record that a text speaks of.

Only what opens a sentence is looked at, where nothing but the record can be meant: a verb with its pronoun (تسميها
الوثيقة), a verb without a subject of its own, هو and هي, he and she; and فيها in a text that names nothing feminine.
The gender is that of the register (`gender:`), of a body without one that of the noun its Arabic name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.evidence.lints.doubt import Doubt, Remark, doubts
from dossier.evidence.text.blocks import sentences
from dossier.evidence.voice import OwnText, own_words
from dossier.model.corpus import Corpus
from dossier.model.counted.common import NOUNS
from dossier.model.records import Gender, Language, Organisation, Person, Statement

_SUFFIX = re.compile(
    r"^[وف]?(?:[تي](?:سم[ّ]?ي|ع[ُ]?د[ّ]?|صف|ذكر|قدم|عتبر|جعل|ضع)|"
    r"وصفت?|سم[ّ]?ت|عد[ّ]?ت|ذكرت|جعلت)[ّ]?(?P<suffix>ها|ه)(?= (?:ال|في|المصدر))"
)
_PRONOUN = re.compile(r"^[وف]?(?P<pronoun>هو|هي)(?! و)(?= )")
_MASCULINE_VERB = re.compile(
    r"^[وف]?(?:كان|نال|زار|وق[ّ]?ع|شارك|حضر|رأس|أسس|انضم[ّ]?|أصبح|شغل|تولى|"
    r"[أا]لتقى|أعلن|طلب)(?= (?P<next>\S+))"
)
_FEMININE_VERB = re.compile(
    r"^[وف]?(?:كانت|نالت|زارت|وق[ّ]?عت|شاركت|حضرت|رأست|أسست|انضم[ّ]?ت|"
    r"أصبحت|شغلت|تولت|[أا]لتقت|أعلنت|طلبت)(?= (?P<next>\S+))"
)
_NO_SUBJECT = re.compile(r"^(?:في|من|إلى|على|عن|مع|سنة|عام|منذ|خلال|بين|عند|ب\d.*|ل\d.*)$")
_PLACED = re.compile(r"(?<!\w)(?P<suffix>فيها|منها|بها|إليها|عنها|لها|عليها)(?!\w)")
_FEMININE_WORD = re.compile(
    r"(?<!\w)\w{2,}(?:ة|ات|اء|ى)(?!\w)|(?<!\w)(?:ال|لل|بال|وال)?(?:دول|حرب|أرض|روسيا|مدن|سنوات|هيئات)(?!\w)|روسيا"
)
_ENGLISH = re.compile(r"^(?P<pronoun>He|She|His|Her)\b")


def find(text: str, language: Language, gender: Gender) -> Iterator[Remark]:
    """What in a text about one record clashes with its gender; nothing where that is not known."""
    if gender:
        for start, end in sentences(text):
            before, sentence = text[:start], text[start:end].strip()
            wrong = _english(sentence, gender) if language == "en" else _arabic(before, sentence, gender)
            if wrong and (not before or (language == "en" and not re.search(r"[a-z] [A-Z]", before))):
                yield Remark(wrong, f"{wrong!r} is {_other(gender)}, and the record {gender}", "let them agree")


def _other(gender: Gender) -> str:
    return "masculine" if gender == "feminine" else "feminine"


def _english(sentence: str, gender: Gender) -> str:
    found = _ENGLISH.match(sentence)
    if found and (found["pronoun"] in {"She", "Her"}) != (gender == "feminine"):
        return found["pronoun"]
    return ""


def _arabic(before: str, sentence: str, gender: Gender) -> str:
    is_feminine = gender == "feminine"
    if found := _SUFFIX.match(sentence):
        return found[0] if (found["suffix"] == "ها") != is_feminine else ""
    if found := _PRONOUN.match(sentence):
        return found[0] if (found["pronoun"] == "هي") != is_feminine else ""
    verb = (_MASCULINE_VERB if is_feminine else _FEMININE_VERB).match(sentence)
    if verb and _NO_SUBJECT.match(verb["next"]):
        return verb[0]
    if not is_feminine and (found := _PLACED.search(sentence)):
        earlier = f"{before} {sentence[: found.start()]}"
        if not _FEMININE_WORD.search(earlier) or re.fullmatch(r"\s*لل?دول ", earlier):
            return found["suffix"]
    return ""


def gender_of(record: Person | Organisation) -> Gender:
    """As the register has it; of a body else that of the noun its name begins with, if the noun is a common one."""
    if record.gender or isinstance(record, Person):
        return record.gender
    head = record.name.ar.split(" ")[0].removeprefix("ال")
    if head.endswith("ة"):
        return "feminine"
    plural, is_feminine = NOUNS.get(head, ("", False))
    return "" if not plural else "feminine" if is_feminine else "masculine"


def pronoun(corpus: Corpus) -> Iterator[Doubt]:
    records: Mapping[str, Person | Organisation] = {**corpus.people, **corpus.organisations}
    about = {
        id(said): records[appearance.of]
        for document in corpus.documents
        for appearance in document.appearances
        if appearance.of in records
        for said in appearance.says
    }
    for said in own_words(corpus):
        record = _record_of(said, about)
        if record:
            yield from doubts("pronoun", said, find(said.unquoted, said.language, gender_of(record)))


def _record_of(said: OwnText, about: Mapping[int, Person | Organisation]) -> Person | Organisation | None:
    if isinstance(said.record, Statement):
        return about.get(id(said.record))
    return said.record if isinstance(said.record, Person | Organisation) and said.field == "note" else None
