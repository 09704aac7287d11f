"""Files that one process keeps for the next: sealed, so that what is damaged, foreign or out of date is not there."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from dossier.press.whole import write_whole

MAGIC = b"dossier\n"
SHARE = 16  #: that part of all may be new before all are written again
SEAL = len(MAGIC) + 32  #: bytes before what is kept: magic, SHA-256 of what it was made with and of itself


def read(file: Path, made_with: str) -> bytes | None:
    """What was written there, made with the same; None on any doubt."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    seal, body = content[:SEAL], content[SEAL:]
    return body if seal == _seal(made_with, body) else None


def write(file: Path, made_with: str, body: bytes) -> None:
    """What cannot be written is not kept."""
    with contextlib.suppress(OSError):
        write_whole(file, _seal(made_with, body) + body)


def is_worth_it(new: int, every: int, few: int) -> bool:
    """To write all again for so many new ones, of which a few are sooner made anew."""
    return new > max(few, every // SHARE)


def _seal(made_with: str, body: bytes) -> bytes:
    told = made_with.encode()
    whole = hashlib.sha256(b"%d:%b" % (len(told), told))
    whole.update(body)
    return MAGIC + whole.digest()
