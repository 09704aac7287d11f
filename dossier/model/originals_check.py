"""What an edition says of its originals: what comparing them with the sources came to, now or when it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class OriginalsCheck:
    """What comparing the sources with their originals came to: documents, and words looked up."""

    held: int = 0  #: documents whose original was at hand
    missing: int = 0  #: documents whose original was not
    words: int = 0  #: quotations, dates, numbers, roles, names and faults looked up
    false: int = 0  #: of these, not as the sources have them, or not decided
    stale: int = 0  #: documents whose original has changed
    proved: str = ""  #: the day on which this was found, where it was recorded and not looked up now
    changed: int = 0  #: files that are not as they were on that day
    has_other_rules: bool = False  #: it was found by other rules than today's
    is_damaged: bool = False  #: what was recorded is not to be believed
    unproven: frozenset[str] = frozenset()  #: ids of the quotations that their original does not bear out

    @property
    def state(
        self,
    ) -> Literal[
        "none", "some", "broken", "identical", "recorded", "recorded_part", "outdated", "superseded", "damaged"
    ]:
        if self.is_damaged:
            return "damaged"
        if self.changed:
            return "outdated"
        if self.has_other_rules:
            return "superseded"
        if self.proved:
            return "recorded_part" if self.missing or self.false else "recorded"
        if self.false or self.stale:
            return "broken"
        if not self.held:
            return "none"
        return "some" if self.missing else "identical"


UNCHECKED = OriginalsCheck()
