"""What the documents differ on, for other programs: every curated point, then every difference that was computed.

Each has an id, a kind, a subject in both languages, positions (a document, what it states, where), how many independent
voices take part, and the curator's note. A computed one names the point that explains it, if one does; what it states
are the document's own letters where there are any, else the date as EDTF or a status.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier.evidence.agreement import Difference
from dossier.evidence.disputes import Claimed, computed, explaining, place_of, subject_of
from dossier.model.corpus import Corpus
from dossier.model.passage import Passage
from dossier.model.plan import Disagreement
from dossier.model.records import Document, EventClaim, FigureClaim, Text


def disagreements(corpus: Corpus) -> list[dict[str, Any]]:
    """Curated points in their order, then computed differences in theirs."""
    curated = [_point(corpus, point) for point in corpus.disagreements]
    return [*curated, *(_difference(corpus, difference) for difference in computed(corpus))]


def _point(corpus: Corpus, point: Disagreement) -> dict[str, Any]:
    positions = [
        _position(corpus.document(cite.document), _text(position.words), cite.passage)
        for position in point.positions
        for cite in position.cites
    ]
    return {
        "id": point.id,
        "kind": point.kind,
        "subject": _text(point.question),
        "positions": positions,
        "voices": _voices(corpus, positions),
        "note": _text(point.ours),
        "computed": False,
        "explains": list(point.explains),
    }


def _difference(corpus: Corpus, difference: Difference) -> dict[str, Any]:
    point = explaining(corpus, difference)
    positions = [
        _position(item.document, states, place_of(item.claim))
        for item in difference.claims
        for states in _states(item, difference)
    ]
    return {
        "id": f"{difference.about}:{difference.subject}",
        "kind": difference.kind,
        "subject": _text(subject_of(corpus, difference)),
        "positions": positions,
        "voices": _voices(corpus, positions),
        "note": _text(point.ours) if point else None,
        "computed": True,
        "explained_by": point.id if point else None,
    }


def _states(item: Claimed, difference: Difference) -> Iterator[dict[str, str]]:
    claim = item.claim
    if isinstance(claim, FigureClaim):
        yield _same(claim.stated)
    elif isinstance(claim, EventClaim):
        when = claim.when
        yield _same(claim.status if difference.subject == "status" or not when else when.stated or str(when.date))
    elif claim.names:
        yield _same(claim.names[0].form)
    else:
        role = claim.roles[0]
        dated = f" ({role.when.date})" if role.when and difference.subject != "title" else ""
        yield {"ar": f"{role.title.ar}{dated}", "en": f"{role.title.en}{dated}", "party": claim.of}


def _position(document: Document, states: dict[str, str], at: Passage) -> dict[str, Any]:
    place = {"document": document.id, "number": document.number, "lines": str(at)}
    return {"document": document.id, "states": states, "at": place}


def _voices(corpus: Corpus, positions: list[dict[str, Any]]) -> dict[str, Any]:
    """At least and at most so many, and which documents speak with one voice."""
    documents = [corpus.document(name) for name in dict.fromkeys(position["document"] for position in positions)]
    least, most = corpus.voice_count(documents)
    together: dict[str, list[str]] = {}
    for document in documents:
        together.setdefault(document.voice, []).append(document.id)
    return {"least": least, "most": most, "documents": together}


def _text(text: Text) -> dict[str, str]:
    return {"ar": text.ar, "en": text.en}


def _same(words: str) -> dict[str, str]:
    """The document's own letters, whatever language they are in."""
    return {"ar": words, "en": words}
