"""Compiled templates, kept from one process to the next: to compile them takes longer than to fill them.

A template becomes Python code, 0.2 s for the twenty that an edition has. Jinja itself offers a place to keep that. Here
it is a file for each template and each way to compile it, sealed with all that the code was made from: whatever does
not fit is compiled again.
"""

from __future__ import annotations

import contextlib
import marshal
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from dossier.press import sealed
from dossier.press.versions import of, versions

SUFFIX = ".template"


class KeptTemplates(jinja2.BytecodeCache):
    """Those of one environment. `way` tells it from others that compile the same templates otherwise."""

    def __init__(self, folder: Path, way: str) -> None:
        self._folder, self._way = folder, way
        self._made_with = f"{sys.version}; {versions()}; {of('jinja2')}; {of('markupsafe')}; {way}"

    def load_bytecode(self, bucket: Bucket) -> None:
        code = sealed.read(self._file(bucket), self._made_of(bucket))
        if code is not None:
            with contextlib.suppress(EOFError, ValueError, TypeError):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        sealed.write(self._file(bucket), self._made_of(bucket), marshal.dumps(bucket.code))

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key[:32]}-{self._way}{SUFFIX}"

    def _made_of(self, bucket: Bucket) -> str:
        """The source is in it through its checksum, the path through the key, and the libraries by their versions."""
        return f"{self._made_with}; {bucket.key}; {bucket.checksum}"
