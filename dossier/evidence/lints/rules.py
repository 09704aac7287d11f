"""What a careful reader would ask a curator about: warnings of `dossier check`, each with its place and its reason.

One module a lint, and here the table of all. `place`, whether a line that is cited speaks of its statement, takes the
originals: `dossier verify` tells it. A curator who has weighed a warning puts it into `allow:` of dossier.yaml with the
reason; one that allows nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.evidence.lints.confidence import confidence
from dossier.evidence.lints.counting import counting
from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.lints.editions import editions
from dossier.evidence.lints.finding import finding
from dossier.evidence.lints.glossary import glossary
from dossier.evidence.lints.moment import moment
from dossier.evidence.lints.naming import profile, spelling
from dossier.evidence.lints.ours import ours
from dossier.evidence.lints.partisan import partisan
from dossier.evidence.lints.praise import praise
from dossier.evidence.lints.pronoun import pronoun
from dossier.evidence.lints.reference import reference
from dossier.evidence.lints.translation import translation
from dossier.evidence.lints.undated import undated
from dossier.evidence.text.folding import fold
from dossier.model.corpus import Corpus
from dossier.model.plan import Allowance, Lint
from dossier.problems import Problem, Report

ELSEWHERE: Lint = "place"  #: told by `dossier verify`, for it takes the originals
RULES: tuple[Callable[[Corpus], Iterator[Doubt]], ...] = (
    partisan,
    praise,
    confidence,
    reference,
    profile,
    ours,
    spelling,
    moment,
    undated,
    pronoun,
    translation,
    glossary,
    editions,
    counting,
    finding,
)


def lint(corpus: Corpus, report: Report) -> None:
    """Put a warning into `report` for every doubt that the dossier does not allow, and for allowances without one."""
    doubts = [doubt for rule in RULES for doubt in rule(corpus)]
    allowed = corpus.settings.allow
    for doubt in doubts:
        if not any(_allows(allowance, doubt) for allowance in allowed):
            report.add(Problem(doubt.place, f"{doubt.message} [{doubt.lint}]", doubt.hint, "warning"))
    for allowance in allowed:
        if allowance.lint != ELSEWHERE and not any(_allows(allowance, doubt) for doubt in doubts):
            report.warning(allowance.place, "this allows nothing that there is", "delete it")


def _allows(allowance: Allowance, doubt: Doubt) -> bool:
    same = fold(allowance.words).text == fold(doubt.words).text
    return allowance.lint == doubt.lint and same and allowance.file in {"", doubt.place.path}
