"""Key figures: numbers to see, charts to compare, and a table of every other number a document gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier.chapters.timeline import point_anchors
from dossier.evidence.agreement import ends, whole_value
from dossier.model.corpus import Attested
from dossier.model.counted.arabic import Case
from dossier.model.counted.phrase import SHORT_SCALES, CountedNumber, group_digits
from dossier.model.edition import Anchor, Dossier, Mark
from dossier.model.judgements import Count
from dossier.model.plan import Panel
from dossier.model.records import Figure, FigureClaim

NUMBERS = "numbers"  #: the chapter that has the table of the others, where the dossier has one
PLOT = 96.0  #: mm for the longest bar; its value stands at the tip


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    anchor: Anchor  #: "" of a number of records
    title: str
    bound: str  #: "about", "over", "under", or ""
    value: str  #: as the document prints it, digits grouped; in words where it is not told apart from its scale
    to: str  #: the upper end of a range in the same way, or ""
    unit: str  #: scale and unit: "billion", "million km²", "states"
    alone: str  #: the value as it stands with `short_unit`
    short_unit: str  #: what of the unit has room on the line of a big figure
    note: str
    as_of: str
    marks: tuple[Mark, ...]
    disputed: Anchor | None  #: the disagreement that this number is part of


@dataclass(frozen=True, slots=True)
class DrawnBar:
    name: str
    series: str
    length: float  #: mm
    hollow: bool
    number: PrintedNumber


@dataclass(frozen=True, slots=True)
class PrintedPanel:
    kind: str
    title: str
    note: str
    numbers: tuple[PrintedNumber, ...]
    bars: tuple[DrawnBar, ...]
    of: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    panels: tuple[PrintedPanel, ...]
    others: tuple[PrintedNumber, ...]
    count: int


def compose(dossier: Dossier) -> Figures:
    claims, numbers = dossier.corpus.figure_claims(), printed_numbers(dossier)
    panels = tuple(_panel(dossier, panel, numbers, claims) for panel in dossier.corpus.settings.panels)
    shown = shown_on_panels(dossier)
    others = () if dossier.has(NUMBERS) else tuple(number for name, number in numbers.items() if name not in shown)
    return Figures(panels, others, len(numbers))


def printed_numbers(dossier: Dossier) -> dict[str, PrintedNumber]:
    """Every number that a document gives, by the figure it is of."""
    disputed = point_anchors(dossier)
    claims = dossier.corpus.figure_claims().items()
    return {name: _number(dossier, name, found, disputed.get(name)) for name, found in claims}


def shown_on_panels(dossier: Dossier) -> set[str]:
    return {name for panel in dossier.corpus.settings.panels for name in panel.named}


def _number(
    dossier: Dossier, name: str, found: Sequence[Attested[FigureClaim]], disputed: Anchor | None
) -> PrintedNumber:
    """The number that a point has chosen, or else the first document's, with the marks of all that agree; others are
    told in the disagreements."""
    figure, claim = dossier.corpus.figures[name], found[0].claim
    found = [i for i in found if (ends(i.claim), i.claim.bound) == (ends(claim), claim.bound)]
    value, unit = parts(dossier, claim)
    alone, short_unit = (value, unit) if not claim.scale else parts(dossier, claim, is_alone=True)
    return PrintedNumber(
        anchor=Anchor(f"figure-{name}"),
        title=dossier.say(figure.title),
        bound=dossier.words(f"bound.{claim.bound}") if claim.bound else "",
        value=value,
        to="" if claim.to is None else group_digits(claim.to),
        unit=unit,
        alone=alone,
        short_unit=short_unit,
        note=next((dossier.say(item.claim.says) for item in found if item.claim.says), ""),
        as_of=_as_of(dossier, figure, found),
        marks=tuple(dossier.mark(item.document, item.claim.at) for item in found),
        disputed=disputed,
    )


def _as_of(dossier: Dossier, figure: Figure, found: Sequence[Attested[FigureClaim]]) -> str:
    """The date of a number, if all documents that are cited for it give that date and the title does not tell it."""
    dates = dict.fromkeys(item.claim.as_of for item in found)
    as_of = next(iter(dates))
    if as_of is None or len({dossier.date(date) for date in dates}) > 1:
        return ""
    return "" if str(as_of.date.start.year) in dossier.say(figure.title) else dossier.date(as_of)


def parts(dossier: Dossier, claim: FigureClaim, is_alone: bool = False) -> tuple[str, str]:
    """A number as it is printed and what follows it in agreement: "5", "آلاف راكب"; of a range its lower end.

    Where the language tells number and unit in one word, that word and what is left: "ملياري", "نسمة".
    With `is_alone` the scale without the unit, for the line of a big figure.
    """
    figure = dossier.corpus.figures[claim.figure]
    case: Case = "genitive" if claim.bound else "nominative"
    unit = ("", "") if is_alone else (dossier.say(figure.unit), dossier.say(figure.units))
    value, words = CountedNumber(claim.value, *unit, claim.scale, claim.to).parts(dossier.language, case)
    return value, SHORT_SCALES.get(words, words) if is_alone else words


def _counted(count: Count) -> PrintedNumber:
    """A number of records, which no document gives."""
    return PrintedNumber(Anchor(""), "", "", group_digits(Decimal(count.number)), "", "", "", "", "", "", (), None)


def _panel(
    dossier: Dossier, panel: Panel, numbers: dict[str, PrintedNumber], claims: dict[str, list[Attested[FigureClaim]]]
) -> PrintedPanel:
    values = [
        Decimal(bar.count.number) if bar.count else whole_value(claims[bar.figure][0].claim) for bar in panel.bars
    ]
    most = max(values, default=Decimal(1))
    bars = tuple(
        DrawnBar(
            name=dossier.say(bar.name),
            series=dossier.say(bar.series),
            length=float(value / most) * PLOT,
            hollow=bar.hollow,
            number=_counted(bar.count) if bar.count else numbers[bar.figure],
        )
        for bar, value in zip(panel.bars, values, strict=True)
    )
    shown = [numbers[name] for name in panel.figures]
    marks = dict.fromkeys(mark for number in (*shown, *(bar.number for bar in bars)) for mark in number.marks)
    return PrintedPanel(
        panel.kind, dossier.say(panel.title), dossier.say(panel.note), tuple(shown), bars, panel.of, tuple(marks)
    )
