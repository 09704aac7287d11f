"""The only script that a briefing has: it is for a screen, stands in the file, and fetches nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache  # however many scripts a page has that may be this one
def script() -> str:
    return Path(__file__).with_name("screen.js").read_text("utf-8")
