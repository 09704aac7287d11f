"""Whether each reader finds the quotations, names, dates and numbers of the editions in their PDFs as they were built.

    python -m tests.bench.findable [--project DIR] [--all]

Quotations and names of people and of organisations are those of the export, dates and numbers what looks like one in
the HTML of an edition; asked is for those that stand in this HTML. One is found if the text that a reader gets has it,
or if its own search finds it. What is not is listed, at most ten of a kind without `--all`. Not a test: run it by hand
after `dossier build`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.bench.readers import Reader, fold, readers

ROOT = Path(__file__).parents[2]
_DIGITS = "0-9٠-٩۰-۹"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_DATE = re.compile(rf"[{_DIGITS}]{{1,2}} (?:{_MONTHS}) [{_DIGITS}]{{4}}")
_NUMBER = re.compile(rf"[+−-]?[{_DIGITS}][{_DIGITS}.,٫٬/:–-]*[{_DIGITS}][%٪]?|[{_DIGITS}]+[%٪]")
_SILENT = frozenset({"head", "script", "style", "template"})


class _Words(HTMLParser):
    """The words of a page, as they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self._silent += tag in _SILENT
        if tag not in {"a", "b", "bdi", "cite", "em", "i", "q", "span", "strong", "sub", "sup", "time"}:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag in {"div", "dd", "dt", "h1", "h2", "h3", "h4", "li", "p", "td", "th", "blockquote"}:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def texts(node: Any, keys: frozenset[str]) -> Iterator[str]:
    """What stands under some keys of an export, in all languages."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys:
                yield from _strings(value)
            else:
                yield from texts(value, keys)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one, keys)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from _strings(one)


def wanted(project: Path, page: str) -> dict[str, list[str]]:
    """What is asked for, by kind."""
    command = [sys.executable, "-m", "dossier", "export", "--project", project, "--format", "json"]
    export = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    names = [export["people"], export["organisations"]]
    asked: dict[str, Iterable[str]] = {
        "quotations": texts(export["claims"]["quotations"], frozenset({"words", "translation"})),
        "names": texts(names, frozenset({"name"})),
        "dates": _DATE.findall(page),
        "numbers": _NUMBER.findall(page),
    }
    return {kind: sorted({one for one in map(fold, found) if one and one in page}) for kind, found in asked.items()}


def missing(reader: Reader, file: Path, asked: list[str], text: str) -> list[str]:
    left = [one for one in asked if one not in text]
    found = reader.search(file, left) if reader.search and left else set()
    return [one for one in left if one not in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    at_hand, skipped = readers()
    for folder in sorted(file.parent for file in (options.project / "build").glob("*/briefing.html")):
        page = _Words()
        page.feed((folder / "briefing.html").read_text("utf-8"))
        asked = wanted(options.project, fold("".join(page.words)))
        print(f"{folder.name}: " + ", ".join(f"{len(found)} {kind}" for kind, found in asked.items()))
        for reader in at_hand:
            text = fold(reader.text(folder / "briefing.pdf"))
            lost = {kind: missing(reader, folder / "briefing.pdf", found, text) for kind, found in asked.items()}
            print(f"  {reader.name:8} not found: " + ", ".join(f"{len(found)} {kind}" for kind, found in lost.items()))
            for kind, found in lost.items():
                for one in found if options.all else found[:10]:
                    print(f"    {kind}: {one}")
    print("\n".join(f"skipped: {reason}" for reason in skipped))


if __name__ == "__main__":
    main()
