"""Whether what editions and summaries name is there: chapters, and records that a page is told of."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.model.corpus import Corpus
from dossier.model.edition import HOMES
from dossier.model.plan import ANNEX
from dossier.problems import Report, nearest


def check_chapters(corpus: Corpus, kinds: Iterable[str], report: Report) -> None:
    """Every chapter an edition or a summary line names is one there is."""
    known = set(kinds) - {ANNEX}
    for edition in corpus.editions.values():
        named = (*edition.chapters, *edition.annex)
        for kind in named:
            if kind == ANNEX:
                hint = "name its chapters instead: annex: [profiles, sources]"
                report.error(edition.place, "the annex opens by itself where an edition has one", hint)
            elif kind not in known:
                report.error(edition.place, f"there is no chapter {kind!r}", nearest(kind, known))
            elif named.count(kind) > 1:
                report.error(edition.place, f"the chapter {kind!r} is named twice", "name each chapter once")
    for line in corpus.settings.summary:
        folder, is_record, name = line.see.partition("/")
        if is_record and folder in HOMES:
            there = _ids(corpus, folder)
            if name not in there:
                report.error(line.place, f"there is no {line.see!r}", nearest(name, there))
        elif line.see and line.see not in known:
            report.error(line.place, f"there is no chapter {line.see!r}", nearest(line.see, known))


def _ids(corpus: Corpus, folder: str) -> list[str]:
    """The ids of all records of a folder that are told of."""
    if folder == "quotations":
        return [quotation.id for document in corpus.documents for quotation in document.quotations]
    known: dict[str, Iterable[str]] = {
        "events": corpus.event_claims(),
        "figures": corpus.figure_claims(),
        "people": corpus.people,
        "organisations": corpus.organisations,
        "disagreements": (point.id for point in corpus.disagreements),
        "judgements": (judgement.id for judgement in corpus.judgements),
        "claims": (claim.id for claim in corpus.main_claims),
        "documents": (document.id for document in corpus.documents),
    }
    return list(known[folder])
