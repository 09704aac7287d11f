"""How often the hint about places is wrong: places that are right and told, places that are wrong and not told.

    python -m tests.bench.places [DOSSIER ORIGINALS]...

Of the two invented dossiers and, where DOSSIER_ORIGINALS is set, of the flagship, unless others are named.

The places of the flagship were drawn and looked at by somebody who had not written them, and were right; what is told
of them is a false alarm. Then each place that is compared with its statement is put on every other line of its
original that has words, one after the other: what is not told of these is a miss.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier.api import open as open_dossier
from dossier.evidence.original import original_of
from dossier.evidence.proof.places import CheckedPlace, cited_in, extent_of
from dossier.evidence.proof.relevance import Relevance, relevance_of
from dossier.files.project import starter
from dossier.files.up_to_date import ORIGINALS
from dossier.model.passage import Passage

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "dossiers" / "harbour", ROOT / "tests" / "dossiers" / "harbour-originals"
STARTER = starter(), starter() / "originals"


@dataclass
class Measured:
    """Of one dossier."""

    cited: int = 0  #: places in all
    compared: int = 0  #: with their statement
    alarms: list[CheckedPlace] = field(default_factory=list)  #: of these, told
    moved: int = 0  #: places that were put elsewhere
    told: int = 0  #: of these
    hinted: int = 0  #: of these, with the right line

    @property
    def false_alarms(self) -> float:
        return len(self.alarms) / self.compared

    @property
    def misses(self) -> float:
        return 1 - self.told / self.moved


def measure(folder: Path, originals: Path) -> Measured:
    """`FileNotFoundError` if an original is not there."""
    corpus = open_dossier(folder).corpus
    places = defaultdict(list)
    for cited in cited_in(corpus):
        places[cited.document].append(CheckedPlace(cited))
    found = Measured(sum(map(len, places.values())))
    for document in corpus.documents:
        original = original_of((originals / document.original.file).read_bytes(), document.original.file)
        relevance = relevance_of(document, original, corpus)
        assert relevance, f"there are no rules for the language of {document.id}"
        right = [place for place in relevance.judged(places[document.id]) if place.is_compared]
        found.compared += len(right)
        found.alarms += [place for place in right if place.doubt]
        for true, wrong in _moved(right, relevance):
            found.moved += 1
            found.told += bool(wrong.doubt)
            found.hinted += any(wrong.doubt.endswith(f"did you mean {line}?") for line in true.cited.at.lines)
    return found


def _moved(right: list[CheckedPlace], relevance: Relevance) -> Iterator[tuple[CheckedPlace, CheckedPlace]]:
    """Every place on every line that its statement does not cite: as it was, and what is told of it there."""
    extent = extent_of(relevance.original)
    lines = frozenset(range(1, extent.lines + 1)) - extent.empty
    for place in right:
        beside = [other for other in right if other.cited.record is place.cited.record and other is not place]
        own = {line for other in (place, *beside) for line in other.cited.at.lines}
        for line in sorted(lines - own):
            there = CheckedPlace(replace(place.cited, at=Passage(((line, line),))))
            yield place, relevance.judged([there, *beside])[0]


def main(arguments: list[str]) -> None:
    flagship = [ROOT, Path(os.environ[ORIGINALS])] if os.environ.get(ORIGINALS) else []
    pairs = [Path(argument) for argument in arguments] or [*HARBOUR, *STARTER, *flagship]
    for dossier, originals in zip(pairs[::2], pairs[1::2], strict=True):
        found = measure(dossier, originals)
        print(f"{dossier.resolve().name}: {found.cited} places, {found.compared} compared with their statement")
        print(f"  right and told: {len(found.alarms)}, {found.false_alarms:.1%}")
        print(f"  wrong and not told: {found.moved - found.told} of {found.moved:,}, {found.misses:.1%}")
        print(f"  wrong and told with the right line: {found.hinted / found.moved:.1%}")
        for place in found.alarms:
            print(f"    {place.message}")


if __name__ == "__main__":
    main(sys.argv[1:])
