"""The date that a command works with: the clock's, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""

from __future__ import annotations

import datetime
import os

from dossier.problems import WrongUsage

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> datetime.date:
    """The date of a command. Only for what is not printed by a build."""
    return (_epoch() or datetime.datetime.now(datetime.UTC)).date()


def creation_date(newest: str) -> str:
    """When a file says it was made, in W3C's form: the day it is given, unless somebody wants it to bear another."""
    epoch = _epoch()
    return epoch.strftime("%Y-%m-%dT%H:%M:%SZ") if epoch else newest


def _epoch() -> datetime.datetime | None:
    value = os.environ.get(EPOCH)
    if not value:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(value), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        advice = "It is a number of seconds since 1970, or is not set."
        raise WrongUsage(f"{EPOCH} is not a time: {value}", advice) from error
