"""What has to be in order before anything is printed: nothing that an original at hand speaks against, nothing that was
recorded and does not hold any more without a word of it.
"""

from __future__ import annotations

from dossier.files.project import Project
from dossier.model.corpus import Corpus
from dossier.model.originals_check import OriginalsCheck
from dossier.problems import Problem, Report
from dossier.verification.originals import Proof, originals_of, prove
from dossier.verification.proof_record import has_record, read_record, tell

_MEND = "mend it, or print it all the same, marked or counted in the colophon: --unproven"
_PRINTED = "it is printed all the same, marked or counted in the colophon (--unproven): mend it"
_LOOK = "only a reader can tell"


def ask_originals(
    project: Project,
    corpus: Corpus,
    originals: str,
    report: Report,
    *,
    lets_unproven: bool = False,
    weighs: bool = False,
) -> OriginalsCheck:
    """What editions may say of their originals. What these speak against is an error, or, if the build `lets_unproven`
    words through, a warning; so is whatever is not decided. If it `weighs` them, places in doubt are told, too.

    `originals` is the folder that the command names.
    """
    folder = originals_of(project, corpus.settings, originals)
    if folder is None:
        _tell_missing(project, corpus, originals, report)
    proof = prove(project, corpus, folder, weighs=weighs)
    report.extend(_problems(proof, lets_unproven))
    for drift in proof.stale:
        place = next(document.original.place for document in corpus.documents if document.id == drift.document)
        report.warning(place, f"the original is another than the one summarised: {drift}", "dossier import --update")
    checked = proof.checked
    record = read_record(project, corpus)  # in any case, for it is one of the files that a publication carries
    if record and (proof.missing or weighs):  # who has the originals, and only builds, is at work
        tell(record, report)
    return record.checked if record and proof.missing and not (checked.false or checked.stale) else checked


def _problems(proof: Proof, lets_unproven: bool) -> list[Problem]:
    """What the originals have against the sources, each with its place in the curator's file."""
    worst = ("warning", _PRINTED) if lets_unproven else ("error", _MEND)
    problems = []
    for finding in (one for one in proof.findings if not one.is_proven):
        severity, hint = worst if finding.what == "quotation" or not finding.is_undecided else ("warning", _LOOK)
        problems.append(Problem(finding.place, finding.against, hint, severity))
    for place in (one for one in proof.places if one.message):
        severity, hint = worst if place.state == "broken" else ("warning", _LOOK)
        message = place.against if place.detail else f"place {place.cited.name}: {place.doubt} [place]"
        problems.append(Problem(place.cited.place, message, hint, severity))
    return problems


def _tell_missing(project: Project, corpus: Corpus, originals: str, report: Report) -> None:
    """A folder that the dossier names, and that is not looked into."""
    named = corpus.settings.originals
    if named and not has_record(project):
        message, hint = project.why_not_beside(named)
        report.warning(corpus.settings.place, message, hint)
