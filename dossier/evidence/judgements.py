"""What `dossier check` refuses of judgements: no basis, one party alone in silence, a dispute that is not named, a
count that is not so; and of claims, that nobody makes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dossier.evidence.basis import disputes, documents, grounds, party_alone
from dossier.model.corpus import Corpus
from dossier.model.judgements import RANGES, VOICES_NEEDED, BottomLine, Count, Judgement, Yardstick
from dossier.model.records import LANGUAGES, Language, Text
from dossier.problems import PlaceOf, Problem, Report

MOST = 7  #: judgements that one page holds
#: What is printed -> how many letters its place on the page holds, in Arabic and in English.
ROOM: Mapping[str, Mapping[Language, int]] = {
    "a judgement": {"ar": 130, "en": 120},  # two lines
    "what would change a judgement": {"ar": 140, "en": 130},  # two
    "the bottom line": {"ar": 260, "en": 340},  # the cover's, which has five
    "what is added to the bottom line": {"ar": 90, "en": 90},
    "an open question": {"ar": 80, "en": 90},
    "a claim": {"ar": 110, "en": 110},
}


def check_judgements(corpus: Corpus, place_of: PlaceOf, report: Report) -> None:
    """Tell all that is wrong with the judgements, the bottom line and the main claims."""
    if corpus.judgements[MOST:]:
        hint = "drop or join some: a page of judgements is read as one"
        report.error(corpus.judgements[MOST].place, f"this is judgement {MOST + 1}; there may be {MOST}", hint)
    if corpus.judgements and not corpus.settings.issued:
        message = "there are judgements, and no day of issue: nobody can tell how old they are"
        report.warning(corpus.settings.place, message, "issued: 2024-03-05, the day")
    judged: list[Judgement | BottomLine] = [*corpus.judgements]
    judged += [corpus.settings.bottom_line] if corpus.settings.bottom_line else []
    _check_yardstick(corpus.settings.yardstick, judged, report)
    for record in judged:
        for problem in _told_of(corpus, record, place_of):
            report.add(problem)
    _check_room(corpus, report)
    for claim in corpus.main_claims:
        if not grounds(corpus, claim.said):
            hint = "said: {cites: [document:line]}, or events, figures, quotations or positions"
            report.error(place_of(claim, "said"), "nobody makes this claim", hint)


def _check_room(corpus: Corpus, report: Report) -> None:
    """Warn of what is longer than its place: the page would go on to a second one."""
    bottom, settings = corpus.settings.bottom_line, corpus.settings
    texts = [("a judgement", judgement.text) for judgement in corpus.judgements]
    texts += [("what would change a judgement", judgement.change) for judgement in corpus.judgements]
    texts += [("the bottom line", bottom.text)] if bottom else []
    texts += [("what is added to the bottom line", bottom.more)] if bottom and bottom.more else []
    texts += [("an open question", question.text) for question in (*settings.unknown, *settings.watch)]
    texts += [("a claim", claim.text) for claim in corpus.main_claims]
    for what, text in texts:
        for language, most in ROOM[what].items():
            if (count := len(text.of(language))) > most:
                told = f"{count} letters ({language}) are more than the place of {what} holds"
                report.warning(text.place, told, f"at most {most}: its page is read as one")


def check_bars(corpus: Corpus, report: Report) -> None:
    """Tell of bars that are longer or shorter than what they count."""
    for bar in (bar for panel in corpus.settings.panels for bar in panel.bars):
        if bar.count and (found := counted(corpus, bar.count)) != bar.count.number:
            message = f"the bar shows {bar.count.number} {bar.count.of}, and the records hold {found}"
            report.error(bar.count.place, message, "mend this number")


def _check_yardstick(yardstick: Yardstick, judged: Iterable[Judgement | BottomLine], report: Report) -> None:
    ranges = RANGES.get(yardstick, {})
    for record in (record for record in judged if record.likelihood and record.likelihood not in ranges):
        if yardstick:
            told, hint = f"{record.likelihood!r} is no word of {yardstick}", f"one of: {', '.join(ranges)}"
        else:
            told, hint = (
                f"{record.likelihood!r} is of no yardstick",
                "yardstick: phia, or icd-203, in sources/dossier.yaml",
            )
        report.error(record.place, told, hint)


def _told_of(corpus: Corpus, record: Judgement | BottomLine, place_of: PlaceOf) -> Iterator[Problem]:
    found = grounds(corpus, record.rests_on)
    if not found:
        hint = "rests_on: {cites: [document:line]}, or events, figures, quotations or positions"
        yield Problem(place_of(record, "rests_on"), "this judgement rests on nothing", hint)
        return
    yield from _one_party(corpus, record, place_of)
    yield from _undisclosed(corpus, record, place_of)
    voices = len({document.voice for document in documents(found)})
    if voices < VOICES_NEEDED.get(record.confidence, 0):
        message = (
            f"{record.confidence} confidence takes {VOICES_NEEDED[record.confidence]} voices, and it rests on {voices}"
        )
        yield Problem(place_of(record, "confidence"), message, "lower it, or add what else says so")
    texts = (record.text, record.more) if isinstance(record, BottomLine) else (record.text, record.change)
    for count in record.counts:
        yield from _miscounted(corpus, count, [text for text in texts if text])


def _one_party(corpus: Corpus, record: Judgement | BottomLine, place_of: PlaceOf) -> Iterator[Problem]:
    voice = party_alone(corpus, record)
    if voice and not record.one_party:
        message = f"this judgement rests on {voice!r} alone, a party to the matter, and does not say so"
        yield Problem(place_of(record, "rests_on"), message, "one_party: true prints it, or add another voice")
    if record.one_party and not voice:
        message = "this judgement does not rest on one party alone"
        yield Problem(place_of(record, "one_party"), message, "delete one_party")


def _undisclosed(corpus: Corpus, record: Judgement | BottomLine, place_of: PlaceOf) -> Iterator[Problem]:
    over = [point.id for point in disputes(corpus, record.rests_on)]
    weighed = (*record.disputed, *record.beside)
    for name in (name for name in over if name not in weighed):
        message = f"what this judgement rests on is disputed, and it does not name the disagreement {name!r}"
        hint = f"disputed: [{name}], or beside: [{name}] if that is over something else in the same lines"
        yield Problem(place_of(record, "rests_on"), message, hint)
    for name in (name for name in weighed if name not in over):
        message = f"the disagreement {name!r} is over nothing that this judgement rests on"
        yield Problem(place_of(record, "rests_on"), message, "delete it there, or name what it rests on")


def _miscounted(corpus: Corpus, count: Count, texts: list[Text]) -> Iterator[Problem]:
    from dossier.evidence.numbers.quantities import quantities_in  # many expressions, and few dossiers have a count

    found = counted(corpus, count)
    if found != count.number:
        message = f"the text states {count.number} {count.of}, and the records hold {found}"
        yield Problem(count.place, message, "mend the text, then this number")
        return
    for language in LANGUAGES:
        words = " ".join(text.of(language) for text in texts)
        if words.strip() and not any(quantity.value == count.number for quantity in quantities_in(words)):
            message = f"the text ({language}) does not state {count.number}"
            yield Problem(count.place, message, "write the number in it, or delete this count")


def counted(corpus: Corpus, count: Count) -> int:
    """How many there are in the records."""
    telling = [document for document in corpus.documents if count.voice in {"", document.voice}]
    if count.of == "documents":
        return len(telling)
    if count.of == "voices":
        return len({document.voice for document in telling})
    if count.of == "disagreements":
        return len(corpus.disagreements)
    if count.of == "events":
        told = {claim.event for document in telling for claim in document.events if claim.status == "happened"}
        return len(told.intersection(count.events or told))
    said = [quotation for document in telling for quotation in document.quotations]
    return sum(not count.speakers or quotation.speaker in count.speakers for quotation in said)
