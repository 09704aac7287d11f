"""A curator's file changed at a few places, every other byte as it was.

Places are those of the nodes that were read. A library that writes YAML anew, even one that keeps comments as
ruamel.yaml does, must be told one indentation and gives every file that: spaces inside braces, spaces that align values
and the line ends of Windows are lost. So nothing is written anew here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dossier.problems import Place
from dossier.reading.nodes import Listing, Mapping, Node, Scalar
from dossier.reading.schema import UNCONFIRMED

BOM = "\ufeff"


class CannotEdit(Exception):
    """A value is not written where it could be changed by itself, such as one over several lines."""


@dataclass(slots=True)
class Edits:
    """A file's text, and what is to be changed in it. Nothing is changed before `text` asks for it."""

    content: bytes
    changes: list[tuple[int, int, str]] = field(default_factory=list)  #: offset, letters that go, letters that come
    replaced: dict[int, str] = field(default_factory=dict)  #: by the identity of a node

    @property
    def before(self) -> str:
        return self.content.decode().removeprefix(BOM)

    @property
    def text(self) -> bytes:
        """The file with all changes. Of two at one place the one that was asked for first comes first."""
        text, place = self.before, 0
        pieces = [BOM] if self.content.startswith(BOM.encode()) else []
        for offset, length, letters in sorted(self.changes, key=lambda change: change[0]):
            pieces += [text[place:offset], letters]
            place = offset + length
        return "".join([*pieces, text[place:]]).encode()

    @property
    def line_end(self) -> str:
        return "\r\n" if "\r\n" in self.before else "\n"

    def replace(self, node: Scalar, value: str, record: Mapping | None = None) -> None:
        """Another value of a scalar, in its own quotation marks; in new ones if its `record` stands in braces, where a
        comma would end it."""
        start = self._offset(node.place)
        quote = self.before[start] if node.quoted and self.before[start] in "\"'" else ""
        written = f"{quote}{node.text}{quote}"
        if not self.before.startswith(written, start):
            raise CannotEdit(f"{node.text[:40]!r} is written over several lines, or with escapes")
        if not quote and "," in value and record and self.is_flow(record.place):
            quote = '"'
        if value != node.text:
            self.changes.append((start, len(written), f"{quote}{value}{quote}"))
            self.replaced[id(node)] = value

    def keeps(self, before: Node, after: Node) -> bool:
        """Whether all that stood in the file stands there, but for what was replaced."""
        if isinstance(before, Scalar):
            return isinstance(after, Scalar) and after.text == self.replaced.get(id(before), before.text)
        if isinstance(before, Listing):
            items = after.items if isinstance(after, Listing) else []
            return len(before.items) <= len(items) and all(map(self.keeps, before.items, items))
        found = {key.text: value for key, value in before.entries}
        return isinstance(after, Mapping) and all(
            (value := after.get(name)) is not None and self.keeps(node, value) for name, node in found.items()
        )

    def mark(self, record: Mapping, value: Scalar, comment: str) -> None:
        """Have a curator look at a record: a comment, and the field that says so, behind the field of that value."""
        start = self._offset(record.place)
        has_mark = UNCONFIRMED in record.keys
        if self.before[start] == "{":
            line = self._line_start(start)
            before = self.before[line:start]
            indent = " " * (len(before) - len(before.lstrip(" ")))
            self.insert(line, [f"{indent}# {comment}"])
            if not has_mark:
                end = self._offset(value.place) + len(value.text) + 2 * self._is_in_quotes(value)
                self.changes.append((end, 0, f", {UNCONFIRMED}: true"))
            return
        indent = " " * (record.entries[0][0].place.column - 1)
        told = [f"{indent}# {comment}", *([] if has_mark else [f"{indent}{UNCONFIRMED}: true"])]
        self.insert(self._line_start_after(self._offset(value.place)), told)

    def insert(self, offset: int, lines: list[str]) -> None:
        """Whole lines, before the line that begins at an offset, or at the end of the file."""
        text = self.before
        first = self.line_end if offset == len(text) and text and not text.endswith(("\n", "\r")) else ""
        self.changes.append((offset, 0, first + "".join(f"{line}{self.line_end}" for line in lines)))

    def _is_in_quotes(self, node: Scalar) -> bool:
        return node.quoted and self.before[self._offset(node.place)] in "\"'"

    def _offset(self, place: Place) -> int:
        lines = self.before.splitlines(keepends=True)
        return sum(map(len, lines[: place.line - 1])) + place.column - 1

    def _line_start(self, offset: int) -> int:
        return self.before.rfind("\n", 0, offset) + 1

    def _line_start_after(self, offset: int) -> int:
        end = self.before.find("\n", offset)
        return len(self.before) if end < 0 else end + 1

    def is_flow(self, place: Place) -> bool:
        """Whether a list or mapping is written in brackets."""
        return self.before[self._offset(place)] in "[{"

    def start_of_comments(self, place: Place) -> int:
        """Where the comments and empty lines before a field begin."""
        start = self._line_start(self._offset(place))
        while start:
            above = self._line_start(start - 1)
            if self.before[above:start].strip() and not self.before[above:start].startswith("#"):
                return start
            start = above
        return start
