"""What a manifest tells of an edition, beside its files and what was read for it."""

from __future__ import annotations

from dossier.model.edition import Dossier


def facts_of(dossier: Dossier) -> dict[str, object]:
    """Those that the sources alone decide, so that they can be told again and compared."""
    return {
        "title": dossier.say(dossier.corpus.settings.title),
        "edition_number": dossier.corpus.settings.edition,
        "language": dossier.language,
        "dated": str(dossier.corpus.newest.when.date),
        "documents": {document.id: document.original.sha256 for document in dossier.corpus.documents},
    }
