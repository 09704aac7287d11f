"""A time without the collector of cyclic garbage: it looks through all that there is again and again, which stays.

It takes a fifth of the time in which a build imports its modules, and as much of that in which a thousand pages are
read, composed and linked. None of that leaves such garbage; drawing does, and is not done in here.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Import in here, or make what stays."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()
