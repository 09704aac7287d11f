"""Every number that no chart of the key figures shows: the table that closes them, as a chapter of its own."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.chapters.figures import PrintedNumber, printed_numbers, shown_on_panels
from dossier.model.edition import Dossier


@dataclass(frozen=True, slots=True)
class Numbers:
    others: tuple[PrintedNumber, ...]


def compose(dossier: Dossier) -> Numbers:
    shown = shown_on_panels(dossier)
    return Numbers(tuple(number for name, number in printed_numbers(dossier).items() if name not in shown))
