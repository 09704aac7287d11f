"""Who says "I" or "we" in a speech, a letter, a report or an interview: whoever its head or its signature names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier.evidence.parties.casting import Cast
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.acquaintance import NOBODY, Speaker
from dossier.evidence.speech.papers import issued_by
from dossier.evidence.speech.speakers import Resolver
from dossier.evidence.speech.subject.phrase import Subject
from dossier.evidence.text.address import BEFORE_NAMES_AR
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.saying import Gender, verbs_in, word_count

HEAD = 8  #: paragraphs in which an interview says whom it is with
HEADING = 4  #: paragraphs in which a speech says whose it is, or a letter is signed
SIGNED = 14  #: words of a line that signs
HEADED = 160  #: letters of a heading

_BYLINE = re.compile(
    r"\b(?:by|interview(?:er)?|words|text|photo\w*)\W*$"
    r"|(?<!\w)(?:حاور\w*|أجر[ىات]\w*|(?:ال)?حوار|(?:ال)?مقابلة|بقلم|كتب\w*|إعداد|تحرير|تصوير|عدسة)\W*$",
    re.IGNORECASE,
)
_IS_NAMED = re.compile(r"(?:His|Her) name (?:is|was) |اسمه(?:ا)? |يدعى |تدعى ")
#: Before whoever a letter is to.
_TO = re.compile(r"\W*(?:To|Dear|إلى|الى|حضرة|معالي|سعادة|عناية|السادة|(?:ال)?سيدي?|(?:ال)?سيدتي)\b[\s:,]")
_GREETING = re.compile(
    rf"\W*(?:ال)?(?:{'|'.join(sorted(BEFORE_NAMES_AR))})\b[^.:؛]*(?:المحترمة?|الموقرة?|الفاضلة?|تحية طيبة)?[\s،,:]*$"
)
#: Beside the body that resolves, on a line of its own.
_RESOLVING = re.compile(r"\W*(?:The|إن)? ?(?:of the [A-Z][\w ]+)?[,،]\s*")
#: Before whoever gives a speech.
_GIVEN_BY = re.compile(
    r"\b(?:by|speaker:|from) (?:the |Mr |Ms |Mrs |Dr )*$|(?<!\w)(?:[أا]لقا(?:ه|ها)|[أا]لقته|[أا]لقتها"
    r"|يلقيه\w*|تلقيه\w*|بقلم) $",
    re.IGNORECASE,
)
#: Before whoever signs a letter.
_SIGNING = re.compile(
    r"\W*(?:(?:[Ss]igned|[Yy]ours \w+|[Ss]incerely|[Yy]our \w+(?: \w+)?|التوقيع|توقيع|المخلصة?|المواطنة?"
    r"|أخوكم|أختكم|ابنكم|ابنتكم|مقدمه|مقدمته)\W*)?"
)
#: What a body issues, in a heading.
_PAPER = re.compile(
    r"\b(?:report|statement|communiqu[eé]|bulletin|notice|resolution|findings|declaration)\b"
    r"|(?<!\w)(?:ال)?(?:تقرير|بيان|بلاغ|قرار|نشرة|مذكرة|توصيات)(?!\w)",
    re.IGNORECASE,
)
#: How a speech is headed.
_SPEECH = re.compile(
    r"\b(?:speech|address|remarks|lecture|sermon|eulogy|keynote|testimony)\b|(?<!\w)(?:كلمة|خطاب|خطبة|محاضرة|مداخلة)(?!\w)",
    re.IGNORECASE,
)


def author_of(blocks: Sequence[Block], cast: Cast, resolver: Resolver) -> Speaker:
    """Who gives a speech, as its heading says, or signs a letter; nobody if that is not one person."""
    headed = [block for block in blocks[:HEADING] if _SPEECH.search(block.text) and len(block.text) < HEADED]
    ending = [block for block in blocks[-HEAD:] if not (_TO.match(block.text) or _GREETING.match(block.text))]
    signed = [block for block in ending if is_signature(block.text, cast.of(block))][-1:]
    named = [phrase for block in headed or signed for phrase in cast.of(block) if phrase.kind == "person"]
    given = [
        phrase
        for block in headed
        for phrase in cast.of(block)
        if phrase.kind == "person" and _GIVEN_BY.search(block.text[: phrase.start])
    ]
    named = given or (named if headed else named[:1])
    people = {(who := resolver.who(Subject(phrase), None, ())).key: who for phrase in named}
    return next(iter(people.values())) if len(people) == 1 else NOBODY


def addressee_of(blocks: Sequence[Block], cast: Cast, resolver: Resolver) -> Speaker:
    """Whom a letter addresses, as a line near its beginning says; nobody if that is not one person or one body."""
    named = [
        phrase
        for block in blocks[:HEAD]
        if (_TO.match(block.text) or _GREETING.match(block.text)) and len(block.text) < HEADED
        for phrase in cast.of(block)
        if phrase.kind == "person" or (phrase.body and phrase.is_named)
    ]
    people = [phrase for phrase in named if phrase.kind == "person"] or named
    people = [replace(one, kind="body", office="", parties=one.of) if one.kind == "role" else one for one in people]
    found = {(who := resolver.who(Subject(phrase), None, ())).key: who for phrase in people}
    return next(iter(found.values())) if len(found) == 1 else NOBODY


def reporters_of(blocks: Sequence[Block], cast: Cast, resolver: Resolver) -> frozenset[str]:
    """Keys of those who wrote a text, as lines near its beginning say: By Connie Abara, court reporter."""
    return frozenset(
        resolver.person(phrase).key
        for block in blocks[:HEAD]
        for phrase in cast.of(block)
        if phrase.kind == "person" and len(block.text) < HEADED and _BYLINE.search(block.text[: phrase.start])
    )


def issuer_of(blocks: Sequence[Block], cast: Cast, resolver: Resolver) -> Speaker:
    """The body that says "we" in a letter or a report, as a line near its beginning or end says; else nobody."""
    found = {}
    for block in blocks[:HEAD]:  # The General Assembly, / إن مجلس الاتحاد،
        named = [item for item in cast.of(block) if item.kind == "body" and item.is_named]
        if len(named) == 1 and _RESOLVING.fullmatch(block.text[: named[0].start] + block.text[named[0].end :]):
            return resolver.who(Subject(named[0]), None, ())
        is_letterhead = (
            len(named) == 1 and block in blocks[:2] and not word_count(block.text.replace(named[0].body, ""))
        )
        if is_letterhead and any(_PAPER.search(other.text[:HEADED]) for other in blocks[:HEADING]):
            return resolver.who(Subject(named[0]), None, ())
    for block in (*blocks[:HEAD], *blocks[HEAD:][-HEAD:]):
        match = issued_by(block.text) if len(block.text) < HEADED else 0
        named = [item for item in cast.of(block) if item.kind == "body" and item.is_named and item.start <= match]
        if match and named:
            who = resolver.who(Subject(named[0]), None, ())
            found[who.key] = who
    return next(iter(found.values())) if len(found) == 1 else NOBODY


def interviewed(head: Sequence[Block], cast: Cast, resolver: Resolver, gender: Gender = "") -> Speaker:
    """Who is interviewed: the only person whom the headline, or else the head, names besides whoever asks.

    With a gender, the only one of whom it is known.
    """
    for blocks in (head[:1], head[:HEAD]):
        named = [
            phrase
            for other in blocks
            for phrase in cast.of(other)
            if phrase.kind == "person" and not _BYLINE.search(other.text[: phrase.start])
        ]
        people = {(who := resolver.who(Subject(phrase), None, ())).key: who for phrase in named}
        people = {key: who for key, who in people.items() if not gender or resolver.genders.get(key) == gender}
        if len(people) == 1:
            return next(iter(people.values()))
    return NOBODY


def named_next(block: Block, cast: Cast, resolver: Resolver) -> Speaker:
    """Whom a paragraph names at once, after the one before it has left him without a name: His name is Hamdi Saad."""
    first = next((phrase for phrase in cast.of(block) if phrase.kind == "person"), None)
    is_named = first is not None and _IS_NAMED.fullmatch(block.text[: first.start])
    return resolver.person(first) if first and is_named else NOBODY


def is_signature(text: str, phrases: Sequence[NounPhrase]) -> bool:
    """Whether a line holds a person's name, with what he is, and nothing else."""
    named = next((phrase for phrase in phrases if phrase.kind == "person"), None)
    if named is None or verbs_in(text) or word_count(text) > SIGNED or not _SIGNING.fullmatch(text[: named.start]):
        return False
    return text.rstrip()[-1:] not in ".:?!؟" and (word_count(named.name) > 1 or not word_count(text[named.end :]))
