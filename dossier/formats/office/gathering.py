"""Lines of a word processor's document while they are read, each with what was changed on it -> `Lines`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dossier.formats.lines import About, Cell, Lines, Unread, excerpt_of, text_lines

COMMENT = "comment"  #: the kind of lines that are not the document's words


@dataclass(slots=True)
class GatheredLine:
    """A line, or nothing if it has no words in the end."""

    kind: str = ""  #: "footnote", "text box", "header"; "" is the running text
    by: str = ""  #: of a comment
    cell: Cell | None = None  #: of the table that it stands in
    words: list[str] = field(default_factory=list)
    changes: dict[tuple[str, str], list[str]] = field(default_factory=dict)  #: (what, by whom and when) -> its words
    unread: list[Unread] = field(default_factory=list)
    behind: list[GatheredLine] = field(default_factory=list)  #: of the boxes that hang on it

    def note(self, what: str, by: str, words: str) -> None:
        """Words of a change, which may be the next of one that is noted."""
        self.changes.setdefault((what, by), []).append(words)

    def all(self) -> Iterator[GatheredLine]:
        """Itself and the lines behind it, and those behind them; without recursion, for boxes in boxes."""
        pending = [self]
        while pending:
            line = pending.pop()
            yield line
            pending += reversed(line.behind)


def gather_lines(lines: Iterable[GatheredLine], about: About, more: Iterable[Unread] = ()) -> Lines:
    """The lines that have words, numbered; what is told of the others is told of the line before."""
    texts: list[str] = []
    kinds: dict[int, str] = {}
    cells: dict[int, Cell] = {}
    unread: list[Unread] = []
    for line in (inner for outer in lines for inner in outer.all()):
        text = " ".join(text_lines(["".join(line.words).replace("\n", " ")]))
        if text:
            texts.append(text)
            if line.kind:
                kinds[len(texts)] = line.kind
            if line.cell:
                cells[len(texts)] = line.cell
            if line.kind == COMMENT:
                unread.append(Unread(COMMENT, len(texts), line.by, breaks_proof=True))
        behind = "" if text else " behind it"
        unread += [
            replace(item, what=item.what + behind, line=len(texts), breaks_proof=item.breaks_proof and bool(text))
            for item in (*line.unread, *_changes(line))
        ]
    apart = frozenset(number for number, kind in kinds.items() if kind == COMMENT)
    return Lines(tuple(texts), unread=(*unread, *more), about=about, kinds=kinds, apart=apart, cells=cells)


def _changes(line: GatheredLine) -> Iterator[Unread]:
    for (what, by), words in line.changes.items():
        sample = " ".join("".join(words).split())
        detail = " by ".join(filter(None, (repr(excerpt_of(sample)) if sample else "", by)))
        yield Unread(what, detail=detail, breaks_proof=what == "struck words" and bool(sample))
