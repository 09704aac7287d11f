"""Colophon: what the briefing was made from and how to check it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dossier import __version__
from dossier.model.dates import parse
from dossier.model.edition import Dossier, Verbatim
from dossier.model.originals_check import OriginalsCheck
from dossier.model.records import When


@dataclass(frozen=True, slots=True)
class Colophon:
    sources: int
    digest: Verbatim  #: of the digests of all originals, in the order of their numbers
    checked: OriginalsCheck  #: against the originals
    proved: str  #: when that was recorded, if it was
    version: Verbatim
    digits: str
    marking: str
    degree: str  #: what the marking asks of whoever holds a copy
    handling: str


def compose(dossier: Dossier) -> Colophon:
    digests = "\n".join(document.original.sha256 for document in dossier.corpus.documents)
    return Colophon(
        sources=len(dossier.corpus.documents),
        digest=Verbatim(hashlib.sha256(digests.encode()).hexdigest()[:16]),
        checked=dossier.checked,
        proved=dossier.date(When(parse(dossier.checked.proved))) if dossier.checked.proved else "",
        version=Verbatim(__version__),
        digits=dossier.corpus.settings.digits,
        marking=dossier.marking,
        degree=dossier.say(dossier.degree.text),
        handling=dossier.say(dossier.corpus.settings.handling),
    )
