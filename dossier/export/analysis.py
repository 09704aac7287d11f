"""What was worked out of judgements and main claims, for other programs: the voices behind them, and who says what."""

from __future__ import annotations

from typing import Any

from dossier.evidence.basis import documents, grounds, places
from dossier.evidence.matrix import claim_rows
from dossier.model.corpus import Corpus
from dossier.model.passage import Citation


def voices_behind(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Judgement -> the independent voices that it rests on, and where they say it."""
    found = {}
    for judgement in corpus.judgements:
        rests_on = grounds(corpus, judgement.rests_on)
        voices = list(dict.fromkeys(document.voice for document in documents(rests_on)))
        found[judgement.id] = {"voices": voices, "at": [_place(corpus, cite) for cite in places(rests_on)]}
    return found


def matrix(corpus: Corpus) -> list[dict[str, Any]]:
    """For each main claim every voice: what it does to the claim, where, and its newest document that does; [] is
    silence.
    """
    return [
        {
            "claim": row.claim.id,
            "disagreements": [point.id for point in row.disagreements],
            "voices": {
                voice.id: [
                    {
                        "stand": stance.stand,
                        "at": [_place(corpus, cite) for cite in stance.places],
                        "newest": stance.newest.id,
                    }
                    for stance in row.answers.get(voice.id, ())
                ]
                for voice in corpus.settings.voices
            },
        }
        for row in claim_rows(corpus)
    ]


def _place(corpus: Corpus, cite: Citation) -> dict[str, Any]:
    number = corpus.document(cite.document).number
    return {"document": cite.document, "number": number, "lines": str(cite.passage)}
