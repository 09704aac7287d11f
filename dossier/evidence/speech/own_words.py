"""Whether what stands in quotation marks is somebody's own words.

It is if a verb of saying belongs to it, if it is long, or if it is a sentence; it is not where its own sentence makes a
title, a term or a name of it, or where the text does so elsewhere. What is joined to a title by "and" is one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.parties.registered import Named
from dossier.evidence.speech import scare_quotes
from dossier.evidence.speech.clauses import Clause, Scene
from dossier.evidence.speech.wording import (
    has_subtitle,
    is_code,
    is_definite,
    is_numbered,
    is_titled_like_a_name,
    says_something,
)
from dossier.evidence.text.folding import fold_text
from dossier.evidence.text.marks import Quoted, every_quoted, quoted_in
from dossier.evidence.text.saying import verbs_in, word_count

LONG = 8  #: words from which on nothing in quotation marks is a title, or needs a verb to be taken for speech
PHRASE = 6  #: words from which on a mere phrase needs none, if nothing announces a title
SENTENCE = 3  #: words from which on a sentence needs none
NAME = 4  #: words of a name, at most
JOINING = 3  #: words between one title and another
FAR = 60  #: letters of them
JOINED = 8  #: titles in a row

_ATTACHED = re.compile(r"(?<!\w)[وف]?لـ?[\"«“]$")  #: to a paper of that name: قال لـ«صوت الساحل»
_LABEL = re.compile(r"[:：][\s*_]*$")
_REFERS = re.compile(
    r"(?:^|[\W_])(?:read (?:more|also|next)|see(?: also)?|related|watch|listen|next|previously|source|title|subject"
    r"|topic|theme|headline|اقرأ(?: أيضا| المزيد)?|شاهد(?: أيضا)?|طالع|العنوان|الموضوع|المصدر|المحور)"
    r"[\s*_]*[:：][\s*_]*$",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"[\s,،]*(?:(?:and|or|nor|to|then|instead of|rather than)\b"
    r"|(?:و|أو|إلى|ثم|بدلا? من|بدلاً من|بدل|عوض|عوضا عن)(?![\w])|و(?=\w)|[,،])",
    re.IGNORECASE,
)
#: Verbs behind which a mere noun is what somebody thinks of a thing: وصفه بـ«الكارثة».
_CHARACTERISES = frozenset(fold_text("وصف سمى أسمى اعتبر عد اتهم").split())
_EDITION = re.compile(r"\s(?:19|20|١٩|٢٠)\d\d$")  #: what ends in a year, and hangs on no verb, is held every year
_STOPS = " .,،!?؟…:"
_ENDS = frozenset(".?!؟…")


@dataclass(frozen=True, slots=True)
class SpeechUsage:
    """How a text uses marks elsewhere: folded words that it makes a title of, and all that stands in marks."""

    titles: frozenset[str] = frozenset()
    marked: tuple[str, ...] = ()


def usage_in(texts: Iterable[str]) -> SpeechUsage:
    """What the paragraphs of a text put in marks."""
    titles, glossed, marked = set(), [], []
    for text in texts:
        for item in quoted_in(text):
            words = _folded(item, text)
            marked.append(words)
            if 0 < word_count(words) <= NAME and _is_named_there(item, text):
                titles.add(words)
            if word_count(words) <= NAME and scare_quotes.is_glossed(text[: item.outer[0]], text[item.outer[1] :]):
                glossed.append(words)
    return SpeechUsage(frozenset([*titles, *(glossed if len(glossed) > 1 else ())]), tuple(marked))


def is_speech(
    item: Quoted,
    clause: Clause | None,
    scene: Scene,
    named: Sequence[Named],
    usage: SpeechUsage,
    *,
    is_continued: bool = False,
) -> bool:
    """Whether an outermost pair of marks holds speech; with `is_continued` somebody has spoken in the paragraph."""
    if not item.is_closed:
        return True
    text = scene.original
    words, before = item.words(text), text[: item.outer[0]]
    count = word_count(words)
    if not count or scare_quotes.gives_a_title(before, words) or is_code(words):
        return False
    if count >= LONG:
        return True
    if any(name.find.start <= item.start and name.find.end >= item.end for name in named):
        return False
    if count <= NAME and _folded(item, text) in usage.titles:
        return False
    number = scene.quoted.index(item)
    if _is_title(number, scene):
        return False
    if clause is None:
        return _speaks_for_itself(item, scene, usage, is_continued=is_continued)
    is_called = scare_quotes.announces_a_title(before, words)
    is_named = scare_quotes.is_named(before, words, scene.verbs)
    if clause.is_behind and count <= NAME and (is_called or is_named):
        return False
    if clause.is_label and _REFERS.search(before):
        return False  # Read more: “How the gate rusted”
    if (clause.is_label and not clause.is_behind) or _is_heading(clause, before):
        if is_titled_like_a_name(words) and re.match(r" \w", text[item.outer[1] :]):
            return False  # Review: “The March on the Sea” at the Rialto
        return count >= SENTENCE or not re.match(r" \w", text[item.outer[1] :])
    if clause.is_behind or clause.is_label or _LABEL.search(before):
        return True
    if is_definite(words) and not (clause.verb and clause.verb.root in _CHARACTERISES):
        return False
    if (is_called or is_named) and (scare_quotes.names_a_body(before) or not _has_subject(item, scene)):
        return False
    return not is_titled_like_a_name(words)


def _is_heading(clause: Clause, before: str) -> bool:
    """Whether what looks like a verb is the label of a line: Notes: “EBITDA” is …"""
    is_english = clause.verb is not None and not clause.verb.is_arabic
    return is_english and bool(_LABEL.search(before)) and word_count(scare_quotes.sentence_before(before)) == 1


def nested_in(item: Quoted, text: str) -> Iterator[Quoted]:
    """What somebody quotes within a quotation: words with a verb of saying before them, inside of the outer marks."""
    for inner in every_quoted(text) if item.is_closed else ():
        if not (item.start <= inner.outer[0] and inner.outer[1] <= item.end and inner.is_closed):
            continue
        words = inner.words(text)
        before = scare_quotes.sentence_before(text[item.start : inner.outer[0]])
        is_told = bool(verbs_in(before)) or before.startswith("that ")
        is_title = _is_named_there(inner, text) or is_titled_like_a_name(words)
        if is_told and not is_title and word_count(words) > 1 and inner.outer != item.outer:
            yield inner


def stands_alone(scene: Scene, item: Quoted) -> bool:
    """Whether a sentence holds nothing but a quotation."""
    start, end = scene.sentence(item.outer[0])
    outside = scene.text[start : item.outer[0]] + scene.text[item.outer[1] : end]
    return not word_count(outside.replace("\0", " "))


def is_name_of(item: Quoted, text: str, bodies: Sequence[NounPhrase]) -> bool:
    """Whether the marks hold the name of a body and nothing else: the paper «صوت البحر»."""
    words = item.words(text)
    return any(body.body == words and body.start < item.end and item.start < body.end for body in bodies)


def _folded(item: Quoted, text: str) -> str:
    return fold_text(item.words(text)).strip(_STOPS)


def _is_named_there(item: Quoted, text: str) -> bool:
    """Whether what stands right beside the marks makes a title, a term or a name of what they hold."""
    before, words, after = text[: item.outer[0]], item.words(text), text[item.outer[1] :]
    return (
        scare_quotes.gives_a_title(before, words)
        or scare_quotes.is_term(before, after)
        or scare_quotes.is_bracketed(before, words, after)
        or (not _LABEL.search(before) and scare_quotes.announces_a_title(before, words))
        or (scare_quotes.names_a_body(before) and not says_something(words))
        or bool(_ATTACHED.search(text[: item.start].rstrip()))
    )


def _is_title(number: int, scene: Scene) -> bool:
    """Whether its own sentence makes a title, a term or a name of a short stretch, or joins it to one."""
    for place in range(number, max(number - JOINED, -1), -1):
        if _is_title_itself(place, scene) or (place < number and _is_announced(place, scene)):
            return True
        if place == 0 or not _is_joined(place, scene):
            return False
    return False


def _is_title_itself(number: int, scene: Scene) -> bool:
    item, text = scene.quoted[number], scene.original
    before, words, after = text[: item.outer[0]], item.words(text), text[item.outer[1] :]
    if scare_quotes.is_term(before, after) or scare_quotes.is_bracketed(before, words, after):
        return True
    if is_numbered(words) and not _LABEL.search(before):
        return True
    return word_count(words) <= NAME and (
        scare_quotes.is_who_speaks(before, after, scene.verbs)
        or scare_quotes.is_qualifying(before, words, after)
        or scare_quotes.is_stamped(before, after)
        or bool(_ATTACHED.search(text[: item.start].rstrip()))
    )


def _is_announced(number: int, scene: Scene) -> bool:
    item, text = scene.quoted[number], scene.original
    return scare_quotes.announces_a_title(text[: item.outer[0]], item.words(text))


def _is_joined(number: int, scene: Scene) -> bool:
    """Whether little more than "and" stands between a pair of marks and the one before it."""
    between = scene.text[scene.quoted[number - 1].outer[1] : scene.quoted[number].outer[0]]
    if len(between) > FAR or not _JOINS.match(between) or re.search(r"[.:;؛]", between):
        return False
    return word_count(between) <= JOINING and not verbs_in(between)


def _speaks_for_itself(item: Quoted, scene: Scene, usage: SpeechUsage, *, is_continued: bool) -> bool:
    """Whether words are speech though no verb of saying belongs to them."""
    text = scene.original
    words, before = item.words(text), text[: item.outer[0]]
    count = word_count(words)
    if is_titled_like_a_name(words) or scare_quotes.announces_a_title(before, words):
        return False
    if not scene.text[scene.sentence(item.outer[0])[0] : item.outer[0]].strip() and _leads_on(item, text):
        return True
    is_enough = is_continued or count >= SENTENCE or words[-1:] in _ENDS
    if stands_alone(scene, item) and is_enough and _ends_like_a_sentence(item, text):
        return True
    if scare_quotes.is_named(before, words, scene.verbs):
        return False
    if count > 1 and (_LABEL.search(before) or scare_quotes.is_reported(before, words, text[item.outer[1] :])):
        return True
    if count >= (SENTENCE if says_something(words) else PHRASE) and not has_subtitle(words):
        return not _EDITION.search(words)
    return _is_headline(text) and count > 1 and not words[:1].isupper() and _is_drawn_out(_folded(item, text), usage)


def _is_drawn_out(words: str, usage: SpeechUsage) -> bool:
    """Whether somebody says the words, and more, elsewhere."""
    return any(words != other and f" {words} " in f" {other} " for other in usage.marked)


def _is_headline(text: str) -> bool:
    return text[-1:] not in _ENDS and text[-1:] not in ",،;؛"


def _leads_on(item: Quoted, text: str) -> bool:
    """Whether the marks end as speech does whose sentence goes on: “Who pays?” asked …, “No,” …"""
    return item.words(text)[-1:] in set("?!؟") or "," in text[item.end : item.outer[1]]


def _has_subject(item: Quoted, scene: Scene) -> bool:
    """Whether somebody is named right before the marks."""
    return any(
        phrase.end <= item.outer[0] and not word_count(scene.original[phrase.end : item.outer[0]])
        for phrase in scene.phrases
        if phrase.kind in {"person", "role"}
    )


def _ends_like_a_sentence(item: Quoted, text: str) -> bool:
    return item.words(text)[-1:] in _ENDS or text[item.outer[1] : item.outer[1] + 1] in _ENDS
