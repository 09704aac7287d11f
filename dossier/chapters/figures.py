"""Key figures: numbers to see, charts to compare, and a table of every other number a document gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier.content.corpus import Attested
from dossier.content.edition import Anchor, Dossier, Mark
from dossier.content.plan import Panel
from dossier.content.records import FigureClaim
from dossier.evidence.agreement import whole_value

PLOT = 84.0  #: mm for the longest bar; its value stands at the tip


@dataclass(frozen=True, slots=True)
class Number:
    anchor: Anchor
    title: str
    bound: str  #: "about", "over", "under", or ""
    value: str  #: as the document prints it, digits grouped
    unit: str  #: scale and unit: "billion", "million km²", "states"
    short_unit: str  #: what of it has room on the line of a big figure
    note: str
    as_of: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    series: str
    length: float  #: mm
    hollow: bool
    number: Number


@dataclass(frozen=True, slots=True)
class Panel_:
    kind: str
    title: str
    note: str
    numbers: tuple[Number, ...]
    bars: tuple[Bar, ...]
    of: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    panels: tuple[Panel_, ...]
    others: tuple[Number, ...]
    count: int


def compose(dossier: Dossier) -> Figures:
    claims = dossier.corpus.figure_claims()
    numbers = {name: _number(dossier, name, found) for name, found in claims.items()}
    panels = tuple(_panel(dossier, panel, numbers, claims) for panel in dossier.corpus.settings.panels)
    shown = {name for panel in dossier.corpus.settings.panels for name in _names(panel)}
    others = tuple(number for name, number in numbers.items() if name not in shown)
    return Figures(panels, others, len(numbers))


def _names(panel: Panel) -> tuple[str, ...]:
    return (*panel.figures, *(bar.figure for bar in panel.bars))


def _number(dossier: Dossier, name: str, found: Sequence[Attested[FigureClaim]]) -> Number:
    """The first document's number, with the marks of all that agree; others are told in the disagreements."""
    figure, claim = dossier.corpus.figures[name], found[0].claim
    found = [i for i in found if (whole_value(i.claim), i.claim.bound) == (whole_value(claim), claim.bound)]
    scale = dossier.words(f"scale.{claim.scale}") if claim.scale else ""
    as_of = next((item.claim.as_of for item in found if item.claim.as_of), None)
    return Number(
        anchor=Anchor(f"figure-{name}"),
        title=dossier.say(figure.title),
        bound=dossier.words(f"bound.{claim.bound}") if claim.bound else "",
        value=grouped(claim.value),
        unit=" ".join(part for part in (scale, dossier.say(figure.unit)) if part),
        short_unit=dossier.words(f"scale_short.{claim.scale}") if scale else dossier.say(figure.unit),
        note=next((dossier.say(item.claim.says) for item in found if item.claim.says), ""),
        as_of=dossier.date(as_of) if as_of and str(as_of.date.start.year) not in dossier.say(figure.title) else "",
        marks=tuple(dossier.mark(item.document, item.claim.at) for item in found),
    )


def _panel(
    dossier: Dossier, panel: Panel, numbers: dict[str, Number], claims: dict[str, list[Attested[FigureClaim]]]
) -> Panel_:
    most = max((whole_value(claims[bar.figure][0].claim) for bar in panel.bars), default=Decimal(1))
    bars = tuple(
        Bar(
            name=dossier.say(bar.name),
            series=dossier.say(bar.series),
            length=float(whole_value(claims[bar.figure][0].claim) / most) * PLOT,
            hollow=bar.hollow,
            number=numbers[bar.figure],
        )
        for bar in panel.bars
    )
    shown = [numbers[name] for name in panel.figures]
    marks = dict.fromkeys(mark for number in (*shown, *(bar.number for bar in bars)) for mark in number.marks)
    return Panel_(
        panel.kind, dossier.say(panel.title), dossier.say(panel.note), tuple(shown), bars, panel.of, tuple(marks)
    )


def grouped(value: Decimal) -> str:
    """Thousands set apart by a comma, as all sources do; the decimals as printed."""
    return f"{value:,f}"
