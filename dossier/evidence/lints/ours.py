"""ours: a point of disagreement that says one number or date, where the chapters print another."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.rulings import contradictions
from dossier.model.corpus import Corpus


def ours(corpus: Corpus) -> Iterator[Doubt]:
    for found in contradictions(corpus):
        said, printed = (f"{one.document.id}:{one.claim.at}" for one in (found.said, found.printed))
        message = f"this decides for {said}, and the chapters print {printed} of {found.about!r}"
        hint = f"prints: [{{of: {found.about}, claim: {said!r}}}], or say what is printed"
        yield Doubt("ours", found.point.place, found.about, message, hint)
