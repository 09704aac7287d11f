"""confidence: how likely something is and how sure the analyst is, in one sentence (ICD 203, D.6.e(2)(a))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.text.blocks import sentences
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import OwnText, own_words
from dossier.model.corpus import Corpus
from dossier.model.judgements import BottomLine, Judgement

_LIKELIHOOD = re.compile(
    r"(?<!\w)(?:(?:un|very un)?likely|likelihood|(?:im)?probabl[ey]|probability|almost (?:certain|certainly|no chance)|"
    r"even chance|remote chance|و?(?:من )?(?:غير )?المرجح|"
    r"و?يرجح|و?ترجح|و?(?:علي )?الارجح|و?(?:من )?(?:غير )?المحتمل|و?يحتمل|احتمال(?:ات)?|"
    r"و?(?:من )?المستبعد|و?يستبعد|شبه موكد|يكاد يكون موكدا?)(?!\w)"
)
_CONFIDENCE = re.compile(
    r"(?<!\w)(?:(?:high|moderate|medium|low|great|full|limited) (?:degree of )?confidence|"
    r"confidence (?:is|level)|confident(?:ly)?|"
    r"و?ب?ثقه (?:عاليه|كبيره|تامه|متوسطه|معتدله|محدوده|منخفضه|ضعيفه|قليله)|(?:درجه|مستوي) (?:\w+ )?(?:من )?(?:ال)?ثقه|"
    r"واثق(?:ون|ين|ه)?)(?!\w)"
)
_SURE = re.compile("[Cc]onfiden|ث[\u064b-\u0652]*ق")  # a quick look before the careful one


def confidence(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        beside = _certainty_beside(said)
        text = said.unquoted if _SURE.search(said.words) or any(beside) else ""
        for start, end in sentences(text):
            folded = fold(text[start:end]).text
            likely, sure = _LIKELIHOOD.search(folded), _CONFIDENCE.search(folded)
            chance, trust = likely[0] if likely else beside[0], sure[0] if sure else beside[1]
            if chance and trust and (likely or sure):
                message = f"{chance!r} and {trust!r} in one sentence: how likely, and how sure of that"
                hint = "give likelihood and confidence a sentence each (ICD 203)"
                yield Doubt("confidence", said.place, trust, message, hint)


def _certainty_beside(said: OwnText) -> tuple[str, str]:
    """The likelihood and the confidence that are printed beside a judgement, and so with its words."""
    record = said.record
    if isinstance(record, Judgement | BottomLine) and said.field in {"text", "more"}:
        return record.likelihood, f"{record.confidence} confidence" if record.confidence else ""
    return "", ""
