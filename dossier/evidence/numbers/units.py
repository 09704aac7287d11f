"""The words for what is counted: of Arabic the one behind the number, of English all up to the first plural."""

from __future__ import annotations

import re

from dossier.evidence.numbers.words import word_of

_PARTICLE = re.compile(
    r"(?:و|في|من|لكل|الي|علي|عن|ان|او|ثم|بل|لا|لم|لن|ما|هو|هي|كان|كانت|قد|التي|الذي|الذين|هذا|هذه|ذلك|تلك|بعد|قبل|خلال|منذ|عند|لدي|مع|"
    r"بين|حتي|منهم|منها|بينهم|بينها|فقط|ايضا|كل|اي|كما|فيما|حين|حيث|لكن|اذا|لو|حول|ضد|دون|سوي|غير|نحو|فاكثر|فاقل|واكثر|تقريبا|تحت|"
    r"the|and|in|on|of|at|to|by|for|is|was|are|were|a|an|or|but|with|from|as|that|this|these|those|who|which|it|they|he|she|we|not|no|"
    r"only|also|than|then|when|while|after|before|into|over|under|up|down|per|each|out|have|has|had|will|would|may|can|could|shall|"
    r"should|must|might|said|says|say|if|so|during|since|until|against|between|about|plus|odd|least|most|minus|never|still|already|"
    r"yet|ago|now|there|here|together|alone|apiece|did|do|does|be|been|being|came|all|both|times|what|how|why|where)$"
)
_MEASURE = re.compile(
    r"(?:people|men|women|children|crew|staff|sheep|fish|cattle|km|kg|cm|mm|ha|m|g|t|mw|gw|kwh|mph|kph|feet|police|dozen|aircraft|"
    r"troops|personnel|hectare|year|day|hour|week|month|minute|second|century|decade|times)$"
)
_FILLING = re.compile(r"(?:more|other|new|additional|further|extra|different|separate|such)$")
#: Arabic nouns that begin with the letter of "and".
_BEGINS_WITH_WAW = re.compile(
    r"و(?:زير|زار|زرا|حد|لاي|ظيف|ظاي|ثيق|ثاي|كال|كيل|رق|فد|فود|ادي|رد|رش|سيل|ساي|جب|لد|فا|نش|قت|صل|سام|عد|رث|اح)"
)
_WORD = re.compile(r"[ -]([^\W\d_][\w'+-]*)")
MOST = 4  #: English words that a unit can have


def unit_behind(text: str, end: int) -> tuple[int, int] | None:
    """Start and end of the words for what a number that ends there counts; None where no noun follows."""
    found = _WORD.match(text, end)
    if not found or not _can_be_noun(found[1]):
        return None
    start = found.start(1)
    if not found[1].isascii():
        is_other = found[1].startswith("و") and not _BEGINS_WITH_WAW.match(found[1])
        return None if is_other else (start, found.end())
    if text[end] == "-":
        return start, found.end()  # a 32-page report
    first = found
    for _ in range(MOST):
        if _is_plural(found[1]):
            return start, found.end()
        following = _WORD.match(text, found.end())
        if not following or not _can_be_noun(following[1]) or not following[1].isascii():
            break
        found = following
    return None if _FILLING.match(first[1]) or first[1].endswith("ed") else (start, first.end())


def _can_be_noun(word: str) -> bool:
    return bool(_MEASURE.match(word)) or not (_PARTICLE.match(word) or word_of(word))


def _is_plural(word: str) -> bool:
    return bool(_MEASURE.match(word)) or (word.endswith("s") and not word.endswith("ss") and len(word) > 2)
