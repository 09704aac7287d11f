"""What a careful reader would ask a curator about: warnings of `dossier check`, each with its place and its reason.

* partisan: words with which a document takes a side (`partisan:` of dossier.yaml), in the dossier's own voice
* confidence: how likely something is and how sure the analyst is, in one sentence (ICD 203, D.6.e(2)(a))
* reference: a statement of fact with no reference, or with another source than it names
* profile: a person whom a text names and an edition with profiles has none of
* ours: a point of disagreement that says one number or date, where the chapters print another
* spelling: a word one letter or two away from a known name, in a spelling that no register knows

`place`, whether a line that is cited speaks of its statement, takes the originals: `dossier verify` tells it.

A curator who has weighed one puts it into `allow:` of dossier.yaml with the reason; one that allows nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dossier.evidence.parties.registered import register_of
from dossier.evidence.rulings import contradictions
from dossier.evidence.spelling import strangers
from dossier.evidence.text.blocks import Block, sentences
from dossier.evidence.text.folding import fold
from dossier.evidence.voice import OwnText, own_words, printed_words
from dossier.model.corpus import Corpus
from dossier.model.judgements import BottomLine, Judgement
from dossier.model.plan import Allowance, Lint, Position, SummaryLine
from dossier.model.records import Event, Figure, Organisation, Person
from dossier.problems import Place, Problem, Report

_LIKELIHOOD = re.compile(
    r"(?<!\w)(?:(?:un|very un)?likely|likelihood|(?:im)?probabl[ey]|probability|almost (?:certain|certainly|no chance)|"
    r"even chance|remote chance|و?(?:من )?(?:غير )?المرجح|"
    r"و?يرجح|و?ترجح|و?(?:علي )?الارجح|و?(?:من )?(?:غير )?المحتمل|و?يحتمل|احتمال(?:ات)?|"
    r"و?(?:من )?المستبعد|و?يستبعد|شبه موكد|يكاد يكون موكدا?)(?!\w)"
)
_CONFIDENCE = re.compile(
    r"(?<!\w)(?:(?:high|moderate|medium|low|great|full|limited) (?:degree of )?confidence|"
    r"confidence (?:is|level)|confident(?:ly)?|"
    r"و?ب?ثقه (?:عاليه|كبيره|تامه|متوسطه|معتدله|محدوده|منخفضه|ضعيفه|قليله)|(?:درجه|مستوي) (?:\w+ )?(?:من )?(?:ال)?ثقه|"
    r"واثق(?:ون|ين|ه)?)(?!\w)"
)
_SURE = re.compile("[Cc]onfiden|ث[\u064b-\u0652]*ق")  # a quick look before the careful one
_SOURCES = re.compile(
    r"(?<!\w)(?:sources?|و?[بلف]?ال(?:مصدر(?:ان|ين)?|مصادر)|للمصدر(?:ين)?|للمصادر) "
    r"(\d+(?:(?:, ?| and |, and | ?و ?|-)\d+)*)"
)
_NAMES_A_SOURCE = re.compile(
    r"(?<!\w)(?:sources?|documents?|text|و?[بلف]?ال(?:مصدر\w*|مصادر|وثيقه|وثايق|نص)|مصدر|لل(?:مصدر|وثيقه|نص))(?!\w)"
)
_STATES_A_FACT = re.compile(r"\d")
ELSEWHERE: Lint = "place"  #: told by `dossier verify`, for it takes the originals


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning before it is weighed against what is allowed."""

    lint: Lint
    place: Place
    words: str  #: what it points at, as `allow` must name it
    message: str
    hint: str


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


def partisan(corpus: Corpus) -> Iterator[Doubt]:
    listed = [(words, item) for item in corpus.settings.partisan for words in item.words]
    patterns = [(_phrase(words), words, item) for words, item in listed]
    for said in own_words(corpus) if patterns else ():
        folded = fold(said.unquoted)
        for pattern, words, item in patterns:
            if match := pattern.search(folded.text):
                start, end = folded.span(match.start("words"), match.end("words"))
                instead = item.instead.of(said.language) if item.instead else ""
                cited = ", ".join(f"{cite.document}:{cite.passage}" for cite in item.cites)
                hint = "put it in quotation marks and say whose word it is" + (
                    f", or write: {instead}" if instead else ""
                )
                message = f"{said.words[start:end]!r} is a word of {cited}, not the dossier's own"
                yield Doubt("partisan", said.place, words, message, hint)


def _phrase(words: str) -> re.Pattern[str]:
    """The folded words as they may stand in a text: in Arabic with particles and with or without an article."""
    bare = fold(words).text
    if not bare.isascii():
        parts = [re.escape(part.removeprefix("ال")) for part in bare.split()]
        bare = " ".join(f"(?:لل|ال)?{part}" for part in parts)
        return re.compile(rf"(?<!\w)[وف]?[بلك]?(?P<words>{bare})(?!\w)")
    return re.compile(rf"(?<!\w)(?P<words>{re.escape(bare)})(?!\w)")


def confidence(corpus: Corpus) -> Iterator[Doubt]:
    for said in own_words(corpus):
        beside = _certainty_beside(said)
        text = said.unquoted if _SURE.search(said.words) or any(beside) else ""
        for start, end in sentences(text):
            folded = fold(text[start:end]).text
            likely, sure = _LIKELIHOOD.search(folded), _CONFIDENCE.search(folded)
            chance, trust = likely[0] if likely else beside[0], sure[0] if sure else beside[1]
            if chance and trust and (likely or sure):
                message = f"{chance!r} and {trust!r} in one sentence: how likely, and how sure of that"
                hint = "give likelihood and confidence a sentence each (ICD 203)"
                yield Doubt("confidence", said.place, trust, message, hint)


def _certainty_beside(said: OwnText) -> tuple[str, str]:
    """The likelihood and the confidence that are printed beside a judgement, and so with its words."""
    record = said.record
    if isinstance(record, Judgement | BottomLine) and said.field in {"text", "more"}:
        return record.likelihood, f"{record.confidence} confidence" if record.confidence else ""
    return "", ""


def reference(corpus: Corpus) -> Iterator[Doubt]:
    numbers = {document.id: document.number for document in corpus.documents}
    for said in own_words(corpus):
        named = _sources_named(said)
        if unknown := sorted(named - set(numbers.values())):
            told = f"source {unknown[0]} is named here, and there is none"
            yield Doubt("reference", said.place, f"source {unknown[0]}", told, f"there are {len(numbers)}")
        elif isinstance(said.record, SummaryLine | Position):
            cited = {numbers.get(cite.document) for cite in said.record.cites}
            for number in sorted(named - cited):
                told = f"source {number} is named here and not cited"
                yield Doubt("reference", said.place, f"source {number}", told, "add it to cites, with its line")
        elif isinstance(said.record, Person | Organisation | Event | Figure) and said.field == "note":
            yield from _unreferenced_note(said)
    for document in corpus.documents:
        if document.when.stated and not document.date_at:
            told = "the document's date is stated, and not where"
            yield Doubt("reference", document.when.place, document.when.stated, told, "add date_at: line …")


def _sources_named(said: OwnText) -> set[int]:
    found = _SOURCES.findall(fold(said.words).text) if _STATES_A_FACT.search(said.words) else []
    return {int(number) for run in found for number in re.findall(r"\d{1,6}", run)}


def _unreferenced_note(said: OwnText) -> Iterator[Doubt]:
    folded = fold(said.words).text
    if (fact := _STATES_A_FACT.search(folded)) and not _NAMES_A_SOURCE.search(folded):
        told = f"a note of a register states a fact ({folded[fact.start() :].split()[0]!r}) and names no source"
        hint = "registers claim nothing: put it into a document's file with its line, or name source and line"
        yield Doubt("reference", said.place, folded[fact.start() :].split()[0], told, hint)


def profile(corpus: Corpus) -> Iterator[Doubt]:
    """A person's profile is made of what documents say of them, so one whom no document presents has none."""
    editions = [edition for edition in corpus.editions.values() if "profiles" in edition.chapters]
    unknown = {name for name in corpus.people if name not in corpus.appearances()}
    register = register_of(corpus)
    told: set[tuple[str, str]] = set()
    for said in own_words(corpus):
        block = Block(said.words, (0,), (1,))
        for named in register.named_in(block) if unknown else ():
            for edition in (edition for edition in editions if edition.language == said.language):
                if named.party in unknown and (named.party, edition.id) not in told:
                    told.add((named.party, edition.id))
                    message = f"{named.find.text} is named here, and has no profile in the edition {edition.id!r}"
                    hint = f"add {named.party} to the appearances of the document that speaks of them"
                    yield Doubt("profile", said.place, named.find.text, message, hint)


def spelling(corpus: Corpus) -> Iterator[Doubt]:
    texts = [(said.words, said.place) for said in own_words(corpus)]
    texts += [item for document in corpus.documents for item in printed_words(document)]
    for found in strangers(corpus, texts):
        more = f", here and {found.more} times more below" if found.more else ""
        message = f"{found.word!r} is in no register, and nearly {found.name!r}{more}"
        hint = f"mend it, or add the spelling to the variants of {found.register}"
        yield Doubt("spelling", found.place, found.word, message, hint)


def ours(corpus: Corpus) -> Iterator[Doubt]:
    for found in contradictions(corpus):
        said, printed = (f"{one.document.id}:{one.claim.at}" for one in (found.said, found.printed))
        message = f"this decides for {said}, and the chapters print {printed} of {found.about!r}"
        hint = f"prints: [{{of: {found.about}, claim: {said!r}}}], or say what is printed"
        yield Doubt("ours", found.point.place, found.about, message, hint)


RULES: tuple[Callable[[Corpus], Iterator[Doubt]], ...] = (partisan, confidence, reference, profile, ours, spelling)
