"""What has changed in the parts of WeasyPrint that dossier replaces or reads, since they were read last.

    python -m tests.hooked          # gone, other parameters, another body; ends with 1 if there is any
    python -m tests.hooked --write  # they have been read: remember them as they are now

`installer.check` sees what is gone and what has other parameters. Most of what changes from one WeasyPrint to the next
changes inside, so here the bodies are compared, but for comments. Use of it is told in
`docs/upgrading-weasyprint.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import inspect
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("hooked.json")


def in_place(parts: Iterable[str]) -> list[Any]:
    """What stands now in all places of these parts."""
    hooks = importlib.import_module("dossier.press.weasy.hooks.installer")
    by_part = {hook.part: hook for hook in hooks.REPLACEMENTS}
    return [
        hooks.part_of(place)
        for part in parts
        for place in (part, *(f"{module}:{part.rpartition(':')[2]}" for module in by_part[part].also))
    ]


def bodies() -> dict[str, str]:
    """A digest of each function in the tables, as it is in the WeasyPrint that is installed."""
    hooks = importlib.import_module("dossier.press.weasy.hooks.installer")
    parts = {entry.part: hooks.part_of(entry.part) for entry in (*hooks.REPLACEMENTS, *hooks.USED_PARTS)}
    return {part: digest for part, found in sorted(parts.items()) if (digest := body_of(found))}


def body_of(part: Any) -> str:
    """A digest of the lines of a function that are no comments, the same in every Python; "" of anything else."""
    function = part.fget if isinstance(part, property) else part
    if not inspect.isfunction(function):
        return ""
    lines = (line.strip() for line in inspect.getsource(function).splitlines())
    return hashlib.sha256("\n".join(line for line in lines if line and line[0] != "#").encode()).hexdigest()[:16]


def changes(known: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    for part in known:
        if part not in found:
            yield f"{part}: gone, or no function any more"
        elif found[part] != known[part]:
            yield f"{part}: another body"
    for part in found.keys() - known.keys():
        yield f"{part}: has not been read"


def main() -> None:
    parser = argparse.ArgumentParser(description="What has changed in the parts of WeasyPrint that dossier knows.")
    parser.add_argument("--write", action="store_true", help="remember them as they are now")
    if parser.parse_args().write:
        TABLE.write_text(json.dumps(bodies(), indent=0) + "\n", "utf-8")
        return
    hooks = importlib.import_module("dossier.press.weasy.hooks.installer")
    told = [*hooks.differences(), *changes(json.loads(TABLE.read_text("utf-8")), bodies())]
    print("\n".join(told) if told else "Nothing has changed.")
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
