"""What of an original is in no line, or in doubt on its line: the places that a curator should look at there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.formats.lines import UNSEEN, Lines, Unread, excerpt_of
from dossier.model.passage import of_lines


def left_out(original: Lines) -> list[tuple[int, str, str]]:
    """What of an original is not in its text, or stands there otherwise than its readers see it, in the order of the
    file: (first line, place, what is told of it). What is wrong with a menu is not told."""
    kinds, apart = original.kinds, original.apart
    unread = [item for item in original.unread if item.line not in apart or item.what == kinds.get(item.line)]
    others = [item for item in unread if item.what != UNSEEN]
    return sorted(
        [*map(_unread, others), *_unseen([item.line for item in unread if item.what == UNSEEN]), *_beside(original)]
    )


def _unseen(lines: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """All lines that letters were taken out of which nobody sees: there may be as many as there are lines."""
    if lines:
        yield lines[0], f"{'line' if len(lines) == 1 else 'lines'} {excerpt_of(str(of_lines(lines)))}", UNSEEN


def _unread(item: Unread) -> tuple[int, str, str]:
    """(first line, the place, what is told of it)."""
    told = f"{item.what}: {item.detail}" if item.detail else item.what
    return item.line, f"line {item.line}", told + (" (proves nothing)" if item.breaks_proof else "")


def _beside(original: Lines) -> Iterator[tuple[int, str, str]]:
    """The same of the lines beside the running text, by runs of a kind."""
    kinds = dict.fromkeys(original.kinds.values())
    for kind in kinds:
        for first, last in of_lines(line for line, of in original.kinds.items() if of == kind).runs:
            told = f"{kind} (nothing is proposed from here)" if first in original.apart else kind
            yield first, f"line {first}" if first == last else f"lines {first}-{last}", told
