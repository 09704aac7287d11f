"""What fontconfig is told of the fonts of this machine: that there are none.

It asks the environment, which belongs to the whole process: see `weasy/fontconfig` for how it is not asked at all.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VARIABLE = "FONTCONFIG_FILE"  #: by fontconfig, whenever it makes a configuration
_NONE = Path(__file__).with_name("no-system-fonts.conf")
_environment = threading.RLock()


@contextmanager
def without_system_fonts() -> Iterator[None]:
    """Whoever asks fontconfig for the fonts of this machine is told in here, in all threads, that there are none."""
    with _environment:
        before = os.environ.get(_VARIABLE)
        os.environ[_VARIABLE] = str(_NONE)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def shut_out_system_fonts() -> None:
    """The same in a process of our own, for good: Pango has a thread that goes through the fonts of the machine."""
    os.environ[_VARIABLE] = str(_NONE)
