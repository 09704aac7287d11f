"""The briefing's own words in one language: headings, labels, sentences with a gap, and counted things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.model.counted.arabic import Case, oblique
from dossier.model.counted.category import plural
from dossier.model.records import Language


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue: `words("timeline.title")`, `words("colophon.made", n=5)`, `words.count("source", 3)`.

    A key that is not there raises `KeyError`: a template with a missing word does not come out.
    """

    language: Language
    table: Mapping[str, str]  #: "timeline.title" -> words; "count.source.few" -> "{n} sources"

    def __call__(self, key: str, **gaps: object) -> str:
        return self.table[key].format(**gaps) if gaps else self.table[key]

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def count(self, thing: str, number: int, case: Case = "nominative") -> str:
        """Number and thing in agreement: "three sources", "51 events"; small numbers are in words.

        The case is that of the place in the sentence, which Arabic shows in a dual: "مصدران", "من مصدرين".
        """
        category = plural(self.language, number)
        form = self.table.get(f"count.{thing}.{category}") or self.table[f"count.{thing}.other"]
        if self.language == "ar" and category == "two" and case != "nominative":
            form = oblique(form)
        feminine = self.table.get(f"number.feminine.{number}", self.number(number))
        return form.format(n=self.number(number), feminine=feminine)

    def number(self, number: int) -> str:
        """A small whole number in words, others in digits."""
        return self.table.get(f"number.{number}", str(number))
