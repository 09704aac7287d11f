"""What a careful reader would ask a curator about: warnings of `dossier check`, each with its place and its reason.

* partisan: words with which a document takes a side (`partisan:` of dossier.yaml), in the dossier's own voice
* confidence: how likely something is and how sure the analyst is, in one sentence (ICD 203, D.6.e(2)(a))
* reference: a statement of fact with no reference, or with another source than it names
* profile: a person whom a text names and an edition with profiles has none of
* spelling: a word one letter or two away from a known name, in a spelling that no register knows

A curator who has weighed one puts it into `allow:` of dossier.yaml with the reason; one that allows nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dossier.content.corpus import Corpus
from dossier.content.plan import Allowance, Lint, Position, SummaryLine
from dossier.content.records import Event, Figure, Organisation, Person
from dossier.evidence.blocks import Block, sentences
from dossier.evidence.folding import fold
from dossier.evidence.names import register_of
from dossier.evidence.voice import Said, own_words, printed_words
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
_SOURCES = re.compile(
    r"(?<!\w)(?:sources?|و?[بلف]?ال(?:مصدر(?:ان|ين)?|مصادر)|للمصدر(?:ين)?|للمصادر) "
    r"(\d+(?:(?:, ?| and |, and | ?و ?|-)\d+)*)"
)
_NAMES_A_SOURCE = re.compile(
    r"(?<!\w)(?:sources?|documents?|text|و?[بلف]?ال(?:مصدر\w*|مصادر|وثيقه|وثايق|نص)|مصدر|لل(?:مصدر|وثيقه|نص))(?!\w)"
)
_STATES_A_FACT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640])*")


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
        if not any(_allows(allowance, doubt) for doubt in doubts):
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
        text = said.unquoted
        for start, end in sentences(text):
            folded = fold(text[start:end]).text
            likely, sure = _LIKELIHOOD.search(folded), _CONFIDENCE.search(folded)
            if likely and sure:
                message = f"{likely[0]!r} and {sure[0]!r} in one sentence: how likely, and how sure of that"
                hint = "give likelihood and confidence a sentence each (ICD 203)"
                yield Doubt("confidence", said.place, sure[0], message, hint)


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


def _sources_named(said: Said) -> set[int]:
    found = _SOURCES.findall(fold(said.words).text)
    return {int(number) for run in found for number in re.findall(r"\d{1,6}", run)}


def _unreferenced_note(said: Said) -> Iterator[Doubt]:
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
    names = _name_words(corpus)
    texts = [(said.words, said.place) for said in own_words(corpus)]
    texts += [item for document in corpus.documents for item in printed_words(document)]
    told: set[tuple[str, str]] = set()
    for text, place in texts:
        words = _WORD.findall(text)
        for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
            name = _near(word, names, {fold(before).text, fold(behind).text})
            if name and (word, place.path) not in told:
                told.add((word, place.path))
                hint = f"mend it, or add the spelling to the variants of {names.sought[name]}"
                message = f"{word!r} is in no register, and nearly {name!r}"
                yield Doubt("spelling", place, word, message, hint)


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded words of names: all of them, and those that are looked for, with their file and the words beside them."""

    known: set[str]
    sought: dict[str, str]
    beside: dict[str, set[str]]
    by_letter: dict[str, list[str]]  #: those that are looked for, by their first letter


def _name_words(corpus: Corpus) -> _Names:
    """People's names and bodies' names of one word are looked for: words of other names are common ones."""
    names = _Names(set(), {}, {}, {})
    parties: Sequence[Person | Organisation] = [*corpus.people.values(), *corpus.organisations.values()]
    for party in parties:
        for name in (party.name.ar, party.name.en, *party.variants):
            words = [fold(word).text for word in _WORD.findall(name)]
            names.known.update(words)
            for word in words if isinstance(party, Person) or len(words) == 1 else ():
                if len(word) >= SHORTEST:
                    if word not in names.sought:
                        names.by_letter.setdefault(word[0], []).append(word)
                    names.sought[word] = party.place.path
                    names.beside.setdefault(word, set()).update(other for other in words if other != word)
    return names


SHORTEST = 4  #: letters of a word of a name that is looked for, where a word of the same name stands beside it
ALONE = {True: 5, False: 6}  #: and where none does: in Latin letters, where a capital marks names, and in Arabic ones
LONG = 8  #: letters from which on two of them may differ


def _near(word: str, names: _Names, beside: set[str]) -> str:
    """The word of a name that a word is nearly, or "". Words in small Latin letters are no names."""
    folded = fold(word).text
    forms = [folded] if word.isascii() else list(_without_particles(folded))
    if (word.isascii() and not word[0].isupper()) or any(form in names.known for form in forms):
        return ""
    for form in forms:
        for name in names.by_letter.get(form[:1], ()):
            is_sure = len(name) >= ALONE[name.isascii()] and len(form) >= ALONE[name.isascii()] - 1
            is_near = name.isascii() == form.isascii() and _differs_a_little(form, name)
            if is_near and (is_sure or names.beside[name] & beside):
                return name
    return ""


def _differs_a_little(word: str, name: str) -> bool:
    """By a letter behind the first, or two of a long name; not by an ending, for that makes an adjective or a plural."""
    shorter = min(len(word), len(name))
    most = 2 if shorter >= LONG else 1
    if abs(len(word) - len(name)) > most or word[: shorter - 1] == name[: shorter - 1]:
        return False
    return OSA.distance(word, name, score_cutoff=most) <= most


def _without_particles(word: str) -> Iterator[str]:
    yield word
    for particles in ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل"):
        if word.startswith(particles) and len(word) > len(particles):
            yield word[len(particles) :]


RULES: tuple[Callable[[Corpus], Iterator[Doubt]], ...] = (partisan, confidence, reference, profile, spelling)
