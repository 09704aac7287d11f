"""Any HTML file pressed in this process. WeasyPrint looks for fonts as it is imported, so not before it is wanted."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any


def draw_foreign(file: Path, faces: Any, **options: Any) -> Any:
    return importlib.import_module("dossier.press.foreign").draw_foreign(file, faces, **options)
