"""The promises of a publication, each checked by its own function on the files in build/, and what each came out as.

Nothing is taken on trust, not even from the build that made them: what is proven is proven from the sources, the
originals and the PDF alone, never from a verdict or a page that was kept; a manifest is held against them like the
rest. A check that cannot be made says so, and never counts as kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.evidence.proof.findings import What
from dossier.evidence.proof.places import CheckedPlace
from dossier.evidence.proof.relevance import allows
from dossier.evidence.text import rules
from dossier.files.project import NotThere, Project
from dossier.files.publication import FOLDER, HTML, MANIFEST, PDF
from dossier.formats.lines import UNSEEN
from dossier.history.archive import previous
from dossier.history.manifest import facts_of
from dossier.loading import read
from dossier.model.corpus import Corpus
from dossier.model.edition import Dossier, select
from dossier.model.plan import Allowance
from dossier.press.fonts.typefaces import Faces
from dossier.problems import Report, WrongUsage
from dossier.verification.finished import FinishedPdf
from dossier.verification.originals import Proof, prove
from dossier.verification.pdf_ua import CHECKS, CheckResult, Expectation
from dossier.verification.proof_record import verdict_of
from dossier.verification.seals import seal_of
from dossier.verification.verdict import SOURCES, Verdict, VerdictState

if TYPE_CHECKING:
    from dossier.verification.read_back import UnreadablePdf

FEW = 8  #: names told in one line
NOTHING = Proof()  #: is known of the originals
_SOURCE = re.compile(r"sources/(?:([a-z]+/)?[a-z0-9-]+\.yaml|proof\.json)")

#: What is looked up in the originals -> the check's name.
_COMPARED: dict[What, str] = {
    "quotation": "quotations verbatim",
    "date": "dates as stated",
    "number": "numbers as stated",
    "role": "roles as stated",
    "name": "forms of names",
    "fault": "faults of the text",
}


def verify(
    project: Project, names: Sequence[str] = (), proof: Proof = NOTHING, key: str = "", *, redraws: bool = False
) -> tuple[Verdict, ...]:
    """Every promise of the editions named, all that the dossier has if none is.

    The `proof` is what originals say, and the `key` that of the desk which is to have sealed them, if that is asked.
    If it `redraws`, every page is drawn again, and the bytes are compared.
    """
    paths = project.names("sources/editions", ".yaml")
    there = [path.removeprefix("sources/editions/").removesuffix(".yaml") for path in paths]
    if unknown := [name for name in names if name not in there]:
        raise WrongUsage(f"there is no edition {unknown[0]}", f"There are: {', '.join(there)}")
    return tuple(
        verdict for name in dict.fromkeys(names or there) for verdict in _edition(project, name, proof, key, redraws)
    )


def _edition(project: Project, name: str, proof: Proof, key: str, redraws: bool) -> Iterator[Verdict]:
    try:
        pdf = project.read(f"{FOLDER}/{name}/{PDF}")
    except NotThere:
        yield Verdict(name, "publication", "", "not checked", "it has not been built: dossier build")
        return
    if seal := seal_of(project, name, key):
        yield seal
    yield _manifest(project, name)
    yield from _file(project, name, pdf, proof, redraws)


def _manifest(project: Project, name: str) -> Verdict:
    """What the manifest lists is what lies beside it, and in sources/. That proves nothing of the PDF by itself."""
    try:
        manifest = json.loads(project.read(f"{FOLDER}/{name}/{MANIFEST}"))
        files, digests = manifest["files"], manifest["read"]
        sources = {path: digest for path, digest in digests.items() if path.startswith("sources/")}
        others = [one for one, digest in files.items() if project.digest(f"{FOLDER}/{name}/{one}") != digest]
    except NotThere:
        return Verdict(name, "manifest", MANIFEST, "not checked", f"there is no {MANIFEST} beside it")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Verdict(name, "manifest", MANIFEST, "broken", "it does not list what it was made from")
    if not sources:
        return Verdict(name, "manifest", MANIFEST, "broken", "it lists no sources")
    if set(files) != {PDF, HTML} or others:
        detail = f"it lists other files than those beside it: {', '.join(others) or ', '.join(files)}"
        return Verdict(name, "manifest", MANIFEST, "broken", detail)
    if strange := [path for path in sources if not _SOURCE.fullmatch(path)]:
        return Verdict(name, "manifest", MANIFEST, "broken", f"it lists {strange[0]!r}, which is no source")
    if changed := [path for path, digest in sources.items() if project.digest(path) != digest]:
        detail = f"{_few(changed)} changed since it was built: dossier build"
        return Verdict(name, "manifest", MANIFEST, "broken", detail)
    return Verdict(name, "manifest", MANIFEST, "ok", f"read {len(sources)} of the {len(digests)} files it lists")


def verify_file(pdf: bytes) -> Iterator[Verdict]:
    """What a PDF has to keep by itself, whoever made it."""
    from dossier.verification.read_back import UnreadablePdf, read  # pikepdf, which nothing else needs

    try:
        contents = read(pdf)
    except UnreadablePdf as error:
        yield _unreadable("", error)
        return
    yield Verdict("", "publication", "the sources in it", "not checked", "there is no dossier to compare it with")
    yield from _by_itself("", contents, {})


def _file(project: Project, name: str, pdf: bytes, proof: Proof, redraws: bool) -> Iterator[Verdict]:
    from dossier.verification import words
    from dossier.verification.read_back import UnreadablePdf
    from dossier.verification.read_back import read as read_back

    try:
        contents = read_back(pdf)
    except UnreadablePdf as error:
        yield _unreadable(name, error)
        return
    sources = words.sources_inside_are_same(contents, project, name)
    is_clean = words.carries_text_only(contents)
    dossier = None
    if sources.state == "ok" or is_clean:
        dossier, faces = _as_built(project, name, proof)
        sources = sources if dossier.carries_sources else words.no_sources(sources)
        dossier = replace(dossier, edition=replace(dossier.edition, clean=is_clean or dossier.edition.clean))
    yield Verdict(name, "publication", "the sources in it", sources.state, sources.detail)
    text = pages = again = CheckResult("not checked", "the sources are not those it was made from")
    if dossier:
        text = words.text_is_of_sources(contents, dossier, project)
        pages = words.words_of_pages(contents, dossier, project)
        yield _facts(project, name, contents.pages, dossier)
        again = words.redraw(contents, pdf, _html(project, name), dossier, faces, project) if redraws else again
    yield Verdict(name, "words of the sources", "the text in it", text.state, text.detail)
    yield Verdict(name, "words of the pages", "the text in it", pages.state, pages.detail)
    if redraws:
        yield Verdict(name, "drawn again", "the same bytes", again.state, again.detail)
    yield _beside(name, _html(project, name))
    expected = {"language": dossier.language, "sources": dossier.carries_sources} if dossier else {}
    yield from _by_itself(name, contents, expected)


def _html(project: Project, name: str) -> bytes | None:
    try:
        return project.read(f"{FOLDER}/{name}/{HTML}")
    except NotThere:
        return None


def _beside(name: str, html: bytes | None) -> Verdict:
    """The HTML does nothing by itself, and its links lead where those of the PDF may."""
    from dossier.verification.active import in_html

    check = "nothing active in the HTML"
    if html is None:
        return Verdict(name, check, HTML, "not checked", f"there is no {HTML} beside it")
    try:
        detail = list(dict.fromkeys(in_html(html)))
    except RecursionError:
        return Verdict(name, check, HTML, "broken", "its elements are nested too deeply to be read")
    return Verdict(
        name, check, HTML, "broken" if detail else "ok", _few(detail) or "no script but its own, and nothing is fetched"
    )


def _facts(project: Project, name: str, pages: int, dossier: Dossier) -> Verdict:
    """What the manifest tells of the edition is what the sources say."""
    check = "facts of the manifest"
    try:
        manifest = json.loads(project.read(f"{FOLDER}/{name}/{MANIFEST}"))
        facts = {**facts_of(dossier), "edition": name, "pages": pages}
        wrong = [fact for fact, value in facts.items() if manifest.get(fact) != value]
    except NotThere:
        return Verdict(name, check, MANIFEST, "not checked", f"there is no {MANIFEST} beside it")
    except (ValueError, AttributeError, RecursionError):
        wrong = [MANIFEST]
    if wrong:
        return Verdict(name, check, MANIFEST, "broken", f"not what the sources say: {', '.join(wrong)}")
    return Verdict(name, check, MANIFEST, "ok", f"{len(facts)} facts, told again from the sources")


def _unreadable(name: str, error: UnreadablePdf) -> Verdict:
    return Verdict(name, "PDF", "ISO 32000-1", "broken", f"it cannot be read: {error}")


def _by_itself(name: str, contents: FinishedPdf, expected: Expectation) -> Iterator[Verdict]:
    for check in CHECKS:
        answer = check.ask(contents, expected)
        yield Verdict(name, check.name, check.clause, answer.state, answer.detail)


def _as_built(project: Project, name: str, proof: Proof) -> tuple[Dossier, Faces]:
    """An edition as a build would have it, of files that are read anew."""
    report = Report()
    corpus, faces, words = read(project, report, is_anew=True)
    return select(corpus, (name,), words, previous(project, corpus, report), proof.checked)[0], faces


def verify_sources(
    project: Project, originals: Path | None, key: str = "", *, asks_record: bool = True
) -> tuple[tuple[Verdict, ...], Proof]:
    """Every word that the sources say stands in an original, looked up there: the verdicts, and what is behind them.

    If it `asks_record`, also whether what was recorded of an earlier proof holds, and is signed with a desk's `key`.
    """
    corpus, _, _ = read(project, Report(), is_anew=True)
    proof = prove(project, corpus, originals, is_anew=True, weighs=True)
    words = [_words(what, proof) for what in _COMPARED]
    verdicts = (_originals(proof), _places(proof, corpus), *words[:1], _attributions(proof), *words[1:])
    record = verdict_of(project, corpus, proof, key) if asks_record else None
    return (*verdicts, record) if record else verdicts, proof


def _originals(proof: Proof) -> Verdict:
    """The originals are at hand, and are the ones that were summarised."""
    if proof.stale:
        detail = f"another original than the one summarised: {', '.join(map(str, proof.stale))}"
        return Verdict(SOURCES, "originals", "SHA-256", "broken", detail)
    if proof.missing:
        detail = f"original not at hand: {_few(proof.missing)}"
        return Verdict(SOURCES, "originals", "SHA-256", "not checked", detail)
    return Verdict(SOURCES, "originals", "SHA-256", "ok", f"{len(proof.held)} documents")


def _places(proof: Proof, corpus: Corpus) -> Verdict:
    """Every line that the sources cite is in its original, and has words.

    Whether these speak of what is said is no promise: a place that seems not to is told, for a reader to look at.
    """
    check, clause, every = "places cited", "lines of the originals", proof.places
    for state in ("broken", "not decided"):
        if mine := [place for place in every if place.state == state]:
            detail = _few(dict.fromkeys(f"{place.cited.place} ({place.cited.name})" for place in mine))
            return Verdict(SOURCES, check, clause, state, f"{len(mine)} of {len(every)}: {detail}")
    detail = f"{len(every)} places in {len({place.cited.document for place in every})} documents exist"
    if proof.missing:
        left = f"original not at hand: {_few(proof.missing)}"
        return Verdict(SOURCES, check, clause, "not checked", f"{detail}, {left}" if every else left)
    return Verdict(SOURCES, check, clause, "ok", "; ".join((detail, *_relevance(proof, corpus))))


def _relevance(proof: Proof, corpus: Corpus) -> Iterator[str]:
    """What came of comparing places with their statements."""
    mine = [place for place in proof.places if place.is_compared]
    doubted = sum(bool(place.doubt) and not place.is_allowed for place in mine)
    yield f"{len(mine)} compared with their statement, {doubted} of them in doubt"
    if unread := [document for document in corpus.documents if not rules.exist_for(document.language)]:
        yield f"{rules.lack(unread[0].language)}: {_few(document.id for document in unread)}"
    allowances = [allowance for allowance in corpus.settings.allow if allowance.lint == "place"]
    if idle := [allowance for allowance in allowances if not _is_used(allowance, mine)]:
        yield f"this allows nothing that there is: {_few(str(allowance.place) for allowance in idle)}"


def _is_used(allowance: Allowance, places: Iterable[CheckedPlace]) -> bool:
    return any(place.is_allowed and allows(allowance, place.cited) for place in places)


def _words(what: What, proof: Proof) -> Verdict:
    """All words of a kind stand, letter for letter, where the sources say, and mean what the sources make of them."""
    mine = [finding for finding in proof.findings if finding.what == what]
    false = [finding for finding in mine if not finding.is_proven and not finding.is_undecided]
    if false:
        detail = f"{len(false)} of {len(mine)}: {_few(dict.fromkeys(str(finding.place) for finding in false))}"
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "broken", detail)
    if undecided := [finding for finding in mine if finding.is_undecided]:
        places = _few(dict.fromkeys(str(finding.place) for finding in undecided))
        detail = f"{len(undecided)} of {len(mine)}: {places}"
        return Verdict(SOURCES, _COMPARED[what], "letter by letter", "not decided", detail)
    reasoned = sum(finding.sense == "worked out" for finding in mine)
    detail = f"{len(mine)} identical" + (f", {reasoned} of them worked out by the curator" if reasoned else "")
    if beside := sum(UNSEEN in finding.match.detail for finding in mine):
        detail += f", {beside} on lines with letters that nobody sees: -v shows them"
    if proof.missing:
        left = f"original not at hand: {_few(proof.missing)}"
        return Verdict(
            SOURCES, _COMPARED[what], "letter by letter", "not checked", f"{detail}, {left}" if mine else left
        )
    return Verdict(SOURCES, _COMPARED[what], "letter by letter", "ok", detail)


def _attributions(proof: Proof) -> Verdict:
    """Quotations stand between marks and are given as the speaker's; where that is in doubt a reader has to look."""
    mine = [finding for finding in proof.findings if finding.what == "quotation"]
    doubtful = dict.fromkeys(str(finding.place) for finding in mine if finding.warning)
    if doubtful:
        detail = f"{len(doubtful)} left to a reader: {_few(doubtful)}"
    else:
        detail = (
            f"original not at hand: {_few(proof.missing)}" if proof.missing else f"{len(mine)} in their speaker's words"
        )
    state: VerdictState = "not checked" if doubtful or proof.missing else "ok"
    return Verdict(SOURCES, "quotations attributed", "marks, speaker", state, detail)


def _few(names: Iterable[str]) -> str:
    """The first of many."""
    every = list(names)
    return ", ".join(every[:FEW]) + (f" and {len(every) - FEW} more" if every[FEW:] else "")
