"""finding: a chart whose title does not say what it shows, or says a number that it does not show.

The title of bars and of a rank states at least one number of theirs: of a bar, of all bars of one look together, of all
together, of the places of a rank. Years are let alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction

from dossier.evidence.agreement import whole_value
from dossier.evidence.lints.doubt import Doubt, Remark
from dossier.evidence.numbers.quantities import Quantity, quantities_in
from dossier.model.corpus import Corpus
from dossier.model.plan import Bar, Panel
from dossier.model.records import LANGUAGES, Language

_YEARS = range(1900, 2101)


def finding(corpus: Corpus) -> Iterator[Doubt]:
    for panel in (panel for panel in corpus.settings.panels if panel.kind != "numbers"):
        if panel.title is None:
            yield Doubt("finding", panel.place, panel.kind, "a chart without a title", "title: what it shows")
            continue
        for language in LANGUAGES:
            if words := panel.title.of(language):
                for remark in find(words, language, _readable_values(corpus, panel)):
                    yield Doubt("finding", panel.title.place, remark.words, remark.message, remark.hint)


def find(title: str, language: Language, shown: Set[Fraction]) -> Iterator[Remark]:
    """What is wrong with a title of a chart that shows these numbers."""
    stated = [one for one in quantities_in(title) if not _is_year(one)]
    for one in (one for one in stated if one.value not in shown):
        said = title[slice(*one.figure)]
        message = f"the title ({language}) says {said!r}, which the chart does not show"
        yield Remark(said, message, "write a number that it shows")
    if not stated:
        message = f"the title names the chart, and not what it shows: {title!r}"
        yield Remark(title, message, "state its finding, with a number that it shows")


def _readable_values(corpus: Corpus, panel: Panel) -> set[Fraction]:
    """Every number that can be read off a chart."""
    claims = corpus.figure_claims()
    bars = [(bar.hollow, _value(corpus, bar)) for bar in panel.bars]
    sums = [sum(value for is_hollow, value in bars if is_hollow == look) for look in (False, True)]
    printed = [claims[name][0].claim.value for name in panel.named if name in claims]
    return {*map(Fraction, printed), *(value for _, value in bars), *map(Fraction, (*sums, sum(sums), panel.of))}


def _value(corpus: Corpus, bar: Bar) -> Fraction:
    if bar.count:
        return Fraction(bar.count.number)
    found = corpus.figure_claims().get(bar.figure)
    return Fraction(whole_value(found[0].claim)) if found else Fraction(0)


def _is_year(quantity: Quantity) -> bool:
    return quantity.in_digits and quantity.value in _YEARS
