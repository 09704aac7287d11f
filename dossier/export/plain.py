"""The whole corpus as plain data: strings, numbers, lists and objects, and so JSON.

Registers and documents are lists in a fixed order; claims are flat lists under `claims`, each with its place in the
original as `{"document", "number", "lines"}`. Dates are EDTF with the first and the last day they can mean. Values of
figures are strings, exactly as printed; `amount` is the same with its scale, as a number to reckon with, `amount_to`
the upper end of a range. What documents differ on stands in `disagreements`, see `disputes.py`; what the main claims
come to against the voices in `matrix`, and the voices behind each judgement in `voices_behind`, see `analysis.py`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dossier.evidence.agreement import ends, whole_value
from dossier.export.analysis import matrix, voices_behind
from dossier.export.disputes import disagreements
from dossier.model.corpus import Corpus
from dossier.model.dates import Date
from dossier.model.passage import Citation, Passage
from dossier.model.records import Document, FigureClaim

FORMAT = "dossier-corpus/2"  #: the second part grows when a reader of the first would stumble

#: fields of a document that hold claims -> the name of their list; they stand there and not in the document
_CLAIMS = ("key_points", "events", "quotations", "figures", "appearances", "faults")


def as_json(corpus: Corpus) -> str:
    return json.dumps(plain(corpus), ensure_ascii=False, indent=2) + "\n"


def plain(corpus: Corpus) -> dict[str, Any]:
    """The corpus as plain data, counts first."""
    numbers = {document.id: document.number for document in corpus.documents}
    claims = {name: list(_claims(corpus, name, numbers)) for name in _CLAIMS}
    registers: dict[str, list[Any]] = {
        "editions": list(corpus.editions.values()),
        "people": list(corpus.people.values()),
        "organisations": list(corpus.organisations.values()),
        "events": list(corpus.events.values()),
        "figures": list(corpus.figures.values()),
        "locations": list(corpus.locations.values()),
        "judgements": list(corpus.judgements),
        "main_claims": list(corpus.main_claims),
    }
    disputed = disagreements(corpus)
    sizes = {"documents": len(corpus.documents)} | {name: len(records) for name, records in registers.items()}
    sizes["disagreements"] = len(disputed)
    return {
        "format": FORMAT,
        "counts": {**sizes, "claims": {name: len(found) for name, found in claims.items()}},
        "settings": _plain(corpus.settings, "", numbers),
        "documents": [_document(document, numbers) for document in corpus.documents],
        **{name: [_plain(record, "", numbers) for record in records] for name, records in registers.items()},
        "voices_behind": voices_behind(corpus),
        "matrix": matrix(corpus),
        "disagreements": disputed,
        "claims": claims,
    }


def upper_amount(claim: FigureClaim) -> Decimal | None:
    """The upper end of a range with its scale."""
    return None if claim.to is None else ends(claim)[1]


def _amounts(claim: FigureClaim) -> dict[str, int | float | None]:
    upper = upper_amount(claim)
    return {"amount": _number(whole_value(claim)), "amount_to": None if upper is None else _number(upper)}


def _document(document: Document, numbers: dict[str, int]) -> dict[str, Any]:
    whole: dict[str, Any] = _plain(document, document.id, numbers)
    return {name: value for name, value in whole.items() if name not in _CLAIMS}


def _claims(corpus: Corpus, name: str, numbers: dict[str, int]) -> Iterable[dict[str, Any]]:
    for document in corpus.documents:
        for claim in getattr(document, name):
            extra = _amounts(claim) if isinstance(claim, FigureClaim) else {}
            source = {"document": document.id, "number": document.number}
            yield {**source, **_plain(claim, document.id, numbers), **extra}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Any, document: str, numbers: dict[str, int]) -> Any:
    """A record as an object of its fields in the order of its class; `document` is the one whose lines are meant."""
    if isinstance(value, Passage):
        return {"document": document, "number": numbers[document], "lines": str(value)}
    if isinstance(value, Citation):
        return _plain(value.passage, value.document, numbers)
    if isinstance(value, Date):
        return {
            "edtf": str(value),
            "first": value.first.isoformat(),
            "last": value.last.isoformat(),
            "precision": value.precision,
            "approximate": value.approximate,
        }
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(item, document, numbers) for item in value]
    if dataclasses.is_dataclass(value):
        names = [item.name for item in dataclasses.fields(value) if item.name != "place"]
        return {name: _plain(getattr(value, name), document, numbers) for name in names}
    return value
