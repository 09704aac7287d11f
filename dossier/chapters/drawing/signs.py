"""The signs of a date: length is precision, fill is status, brackets are inference. Three channels, so they combine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.model.dates import Date
from dossier.model.records import When

SignForm = Literal["day", "days", "month", "season", "year", "years", "none"]
Status = Literal["happened", "announced", "planned"]


@dataclass(frozen=True, slots=True)
class Sign:
    form: SignForm
    status: Status = "happened"
    approximate: bool = False
    inferred: bool = False


def sign_of(when: When | None, status: Status = "happened") -> Sign:
    if when is None or when.date.bounds is not None:
        return Sign("none", status)
    return Sign(_form(when.date), status, when.date.approximate, bool(when.inferred))


def _form(date: Date) -> SignForm:
    precision = date.precision
    if precision == "decade" or precision == "century":
        return "years"
    return "days" if date.end and precision == "day" else precision
