"""`dossier new DIR`: a small working dossier in a new folder, with the schemas that let an editor complete its files.

The folder is made whole or not at all: everything is written beside it first, and sources/ arrives last, so that a
half-made folder is never taken for a dossier.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from dossier.files.project import starter
from dossier.model.plan import Settings
from dossier.problems import WrongUsage
from dossier.reading.schema import json_schema
from dossier.reading.source_set import RECORD_TYPES

IGNORED = "# What dossier makes of the sources.\nbuild/\n"
_ALLOWED = {".git"}  #: may lie in the folder already: a repository that has just been made
_LAST = "sources"


def create(target: Path) -> tuple[str, ...]:
    """Copy the starter into `target`; returns the paths of what was written. `WrongUsage` if it is not empty."""
    target = target.absolute()
    try:
        _refuse_unless_empty(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
            made = Path(beside) / "made"
            _write(made)
            written = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
            _move(made, target)
    except OSError as error:
        raise WrongUsage(f"{target} cannot be made: {error.strerror or error}", "Name another folder.") from error
    return tuple(written)


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by the name of its folder under sources/; and that of dossier.yaml."""
    kinds = {"dossier": Settings, **RECORD_TYPES}
    return {name: json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n" for name, kind in kinds.items()}


def _refuse_unless_empty(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise WrongUsage(f"{target} is a file", "Name a folder that is not there yet.")
    if found := sorted({entry.name for entry in target.iterdir()} - _ALLOWED):
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise WrongUsage(
            f"{target} is not empty: {', '.join(found[:3])}{more}", "Name a new folder, or empty this one."
        )


def _write(folder: Path) -> None:
    # The package may be installed read-only, so rights are not copied with the words: they are as the user wants them.
    folder.mkdir()
    for path in sorted(starter().rglob("*")):
        place = folder / path.relative_to(starter())
        if path.is_dir():
            place.mkdir()
        else:
            place.write_bytes(path.read_bytes())
    (folder / ".gitignore").write_text(IGNORED, encoding="utf-8", newline="\n")
    (folder / "schemas").mkdir()
    for name, schema in schemas().items():
        (folder / "schemas" / f"{name}.json").write_text(schema, encoding="utf-8", newline="\n")


def _move(made: Path, target: Path) -> None:
    """Entry by entry, because somebody may stand in `target`; what has been moved is taken away again on failure."""
    is_new = not target.exists()
    target.mkdir(exist_ok=True)
    moved: list[Path] = []
    try:
        for entry in sorted(made.iterdir(), key=lambda entry: (entry.name == _LAST, entry.name)):
            moved.append(entry.rename(target / entry.name))
    except OSError:
        for path in reversed(moved):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if is_new:
            target.rmdir()
        raise
