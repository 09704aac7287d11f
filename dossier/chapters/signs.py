"""The signs of a date: length is precision, fill is status, brackets are inference. Three channels, so they combine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.content.records import When

Status = Literal["happened", "announced", "planned"]


@dataclass(frozen=True, slots=True)
class Sign:
    form: Literal["day", "days", "month", "year", "none"]
    status: Status = "happened"
    approximate: bool = False
    inferred: bool = False


def sign_of(when: When | None, status: Status = "happened") -> Sign:
    if when is None:
        return Sign("none", status)
    form = "days" if when.date.end and when.date.precision == "day" else when.date.precision
    return Sign(form, status, when.date.approximate, bool(when.inferred))
