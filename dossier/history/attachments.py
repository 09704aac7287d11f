"""The sources that a PDF carries, read back: the inverse of `archive`.

Associated files (ISO 32000-2, 14.13) of the relation Source, by the path they had, which their description tells. A
file from elsewhere may hold anything: a path that no dossier has is passed over, and a file that grows beyond measure
as it is unpacked is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf

from dossier.files.isolated_reading import read_isolated
from dossier.files.reading_limits import ReadingLimits, reading_limits
from dossier.problems import WrongUsage

MOST_BYTES = 16_000_000  #: of one file; the largest summary there is has a hundredth of it
_PATH = re.compile(r"sources/(?:[a-z]+/)?[a-z0-9-]+\.yaml")


def sources_in(pdf: bytes) -> dict[str, bytes]:
    """Path -> content of every source that the file carries; nothing if it carries none.

    `WrongUsage` if it is no PDF, or one that is damaged, locked or not to be trusted.
    """
    limits = reading_limits()
    return read_isolated("it", lambda: _sources(pdf, limits), dict[str, bytes], limits)


def _sources(pdf: bytes, limits: ReadingLimits) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            files: Iterable[Any] = opened.Root.get("/AF", [])
            for path, content in (_file(item) for item in files if _is_source(item)):
                found[path] = content
                size += len(content)
                limits.check_while("what it carries", "part", size)
    except pikepdf.PasswordError as error:
        raise WrongUsage("it is locked with a password", "") from error
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise WrongUsage("it is not a PDF, or a damaged one", "") from error
    return found


def _is_source(item: Any) -> bool:
    is_ours = str(item.get("/AFRelationship", "")) == "/Source"
    return is_ours and _PATH.fullmatch(str(item.get("/Desc", ""))) is not None


def _file(item: Any) -> tuple[str, bytes]:
    path, stream = str(item.Desc), item.EF.F
    packed = stream.get("/Filter", [])
    filters = [str(packed)] if isinstance(packed, pikepdf.Name) else [str(one) for one in packed]
    raw: bytes = stream.read_raw_bytes()
    if not filters:
        return path, raw
    if filters != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise WrongUsage(f"{path} in it is packed in a way that is not read", "")
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise WrongUsage(f"{path} in it is larger than {MOST_BYTES:,} bytes", "")
    return path, content
