"""The words of one date as they are cut out of a text."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.evidence.dates.words import DateToken

COUNTED_DAY = "يوما"  #: behind a number, which is none of the date: 11 يوما قبل سنتين


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words for one date or one run: the tokens before it that qualify it, its own, and those of the end of a run."""

    lead: tuple[DateToken, ...]
    first: tuple[DateToken, ...]
    last: tuple[DateToken, ...] = ()  #: of a run from one whole date to another
    is_run: bool = False  #: its own tokens are a run that shares a month or a year
    is_sure: bool = True  #: that the words are a date, wherever they stand
    is_piece: bool = False  #: that it hangs on other words for a date, which are not read with it
    doubt: str = ""  #: why the words may be no date, or not all of one
    is_counted: bool = False  #: that its year may rather be the number of what follows: "في شهر ماي 1870 بئرا"

    @property
    def tokens(self) -> tuple[DateToken, ...]:
        return (*self.lead, *self.first, *self.last)

    @property
    def start(self) -> int:
        """Where it begins in the folded text, without prepositions; parts ("the end of") and "about" belong to it."""
        told = [token for token in self.lead if token.kind in "paD" and token.text != COUNTED_DAY]
        return (told or self.first)[0].start

    @property
    def whole_start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return (self.last or self.first)[-1].end

    def has(self, kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)
