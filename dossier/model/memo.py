"""What was made of records, remembered from one composing to the next: it is made again only of records that are new.

A record that has not changed stays the same object (`reading_cache.py`), so records are told apart by being others,
not by being unequal: to look is cheap, whatever they hold. An empty memory gives the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from dossier.files.cache import Cache

T = TypeVar("T")


class RecordMemo:
    """Answers by what was asked and the records it was asked of."""

    __slots__ = ("_answers", "_house")

    def __init__(self) -> None:
        self._house: Any = None
        self._answers: Cache[tuple[tuple[object, ...], Any]] = Cache()

    def renew(self) -> None:
        """Forget what has not been asked since the last time."""
        self._answers.renew()

    def of(self, house: object, what: Hashable, make: Callable[[], T], *records: object) -> T:
        """What `make` gives, if it has not been asked of these very records. `what` tells questions apart.

        All that answers depend on beside the records is `house`: with another, nothing is known.
        """
        if self._house != house:
            self._house, self._answers = house, Cache()
        key = (what, *map(id, records))
        answer: T = self._answers.of(key, lambda: (records, make()))[1]  # with them, lest an id is given away
        return answer
