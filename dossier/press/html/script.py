"""The only script that a briefing has: it is for a screen, stands in the file, and fetches nothing."""

from __future__ import annotations

from pathlib import Path


def script() -> str:
    return Path(__file__).with_name("screen.js").read_text("utf-8")
