"""Summary: the whole dossier in ten lines on one page, each with its references."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.edition import Anchor, Dossier, Mark

MOST = 10  #: lines that one page holds


@dataclass(frozen=True, slots=True)
class PrintedLine:
    anchor: Anchor
    number: int
    label: str
    text: str
    marks: tuple[Mark, ...]
    see: Anchor | None  #: the record or the chapter that says more


@dataclass(frozen=True, slots=True)
class Summary:
    question: str
    lines: tuple[PrintedLine, ...]


def compose(dossier: Dossier) -> Summary:
    lines = tuple(
        PrintedLine(
            anchor=Anchor(f"line-{number}"),
            number=number,
            label=dossier.say(line.label),
            text=dossier.say(line.text),
            marks=dossier.marks(line.cites),
            see=dossier.anchor(line.see) if line.see else None,
        )
        for number, line in enumerate(dossier.corpus.settings.summary, 1)
    )
    return Summary(dossier.say(dossier.corpus.settings.question), lines)
