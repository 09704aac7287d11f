"""What was made of records, remembered from one composing to the next: it is made again only of records that are new.

A record that has not changed stays the same object (`reading/memory.py`), so records are told apart by being others,
not by being unequal: to look is cheap, whatever they hold. An empty memory gives the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Made:
    """Answers by what was asked and the records it was asked of, from one `renew` to the next but one."""

    _house: Any = None
    _known: dict[Hashable, tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    _used: dict[Hashable, tuple[tuple[object, ...], Any]] = field(default_factory=dict)

    def renew(self) -> None:
        """Forget what has not been asked since the last time."""
        self._known, self._used = self._used, {}

    def of(self, house: object, what: Hashable, make: Callable[[], T], *records: object) -> T:
        """What `make` gives, if it has not been asked of these very records. `what` tells questions apart.

        All that answers depend on beside the records is `house`: with another, nothing is known.
        """
        if self._house != house:
            self._house, self._known, self._used = house, {}, {}
        key = (what, *map(id, records))
        found = self._used.get(key) or self._known.get(key) or (records, make())  # with them, lest an id is given away
        self._used[key] = found
        answer: T = found[1]
        return answer
