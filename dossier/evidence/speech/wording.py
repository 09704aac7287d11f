"""What the words between quotation marks tell by themselves: a file, a code, a model, a title, or a sentence."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640]|['’](?=[^\W_]))*")
#: A file, an address or a hashtag, which no one says: qurm_map_v3.pdf, Drain_LV(2).dwg, www.tal.org, #water.
_MADE_TO_BE_TYPED = re.compile(
    r"[^\s.]\S*\.(?:[a-z]{2,4}\d?|[A-Z]{3,4})|\S*\w_\w\S*|(?:https?://|www\.)\S+|\S+@\S+\.\w+|#[^\s#]+"
)
_NUMBERED = re.compile(r"[^\W\d_]\w*(?:[ -][^\W\d_]\w*)?[ -]?[\d٠-٩]{1,4}[A-Za-z]?")
_SMALL = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "into"])
_SUBTITLE = re.compile(r"\w: \w|\w [-–—] \w")
_DEFINITE = re.compile(r"ال\w{2,}(?: ال\w{2,})?")
#: Words that make a sentence of a phrase.
_SAYS_SOMETHING = re.compile(
    r"\b(?:I|we|you|he|she|it|they|us|me|him|them|is|are|am|was|were|isn['’]t|will|would|can|cannot|could|must|should"
    r"|shall|has|have|had|do|does|did|not|never|\w+n['’]t|\w+['’](?:re|ve|ll|m|d))\b"
    r"|(?<!\w)[وف]?(?:لا|لم|لن|ليس|ليست|لسنا|لست|ما|إن|إنه|إنها|إننا|إنني|أن|أنه|أنها|أننا|أنا|نحن|هو|هي|هم|أنتم|أنت|هذا|هذه"
    r"|كان|كانت|كنا|كنت|قد|لقد|سوف|لو|لولا|إذا|هل|لماذا|أين|متى|كيف|كل|إما|لكن|لكنه|لكنها|وإنما|إنما|يجب)(?!\w)",
    re.IGNORECASE,
)


def says_something(words: str) -> bool:
    """Whether words are a sentence rather than a phrase: they have a pronoun, a negation or an auxiliary verb."""
    return bool(_SAYS_SOMETHING.search(words))


def is_definite(words: str) -> bool:
    """Whether words are one or two Arabic ones with the article, which name a thing: «القوة القاهرة»."""
    return bool(_DEFINITE.fullmatch(words))


def is_code(words: str) -> bool:
    """Whether marks hold a sum, a code, or what is typed rather than said: 4/2, "notes_v3.pdf"."""
    is_sum = any(map(str.isdigit, words)) and not re.search(r"[^\W\d_]{3,}", words)
    return is_sum or bool(_MADE_TO_BE_TYPED.fullmatch(words))


def is_numbered(words: str) -> bool:
    """Whether words are a name with a number, as models, ships and programmes have one: «سلهود 4», "Hawk 200"."""
    return bool(_NUMBERED.fullmatch(words)) and not says_something(words)


def has_subtitle(words: str) -> bool:
    """Whether a colon or a dash parts a phrase as it does a title: «روسيا - العالم الإسلامي: قمة قازان 2022»."""
    return bool(_SUBTITLE.search(words)) and not says_something(words)


def is_titled_like_a_name(words: str) -> bool:
    """Whether English words have capitals as titles do: "Russia - Islamic World: Kazanforum", "March on the Sea"."""
    every = [word for word in _WORD.findall(words) if word.isascii() and not word.isdigit()]
    longer = [word for word in every if len(word) > 3]
    if len(longer) > 1 and all(word[0].isupper() for word in longer):
        return True
    capital = [word for word in every if word[0].isupper()]
    is_capital = all(word[0].isupper() or word in _SMALL for word in every)
    return len(capital) > 2 and is_capital and not says_something(words)
