"""Python's search for rings of garbage, put off where much is made that stays, and no rings are.

Each thing that is made brings the next search nearer, and a search goes through all that there is: while a thousand
pages are read, composed and linked that is a fifth of the work, and finds nothing. Drawing, which leaves rings, is not
done inside.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
