"""A line that is written from the left on a page that is read from the right: what Poppler is shown of it.

Poppler reads a whole page in one direction, so in such a line it takes for the first what stands at the right end, up
to Arabic. One stretch of Arabic stays as it is; what is drawn at the left of it has to be what is read after it, and
what is drawn at the right what is read before. So either side is in a Span with ActualText, which is the text of the
other side in the order of a line that is written from the right. No other reader sees it: each part of either side has
an ActualText of its own within.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dossier.press.weasy.text_layer.pen import END, NOT_TO_MUPDF, Pen, text_string
from dossier.press.weasy.text_layer.runs import LRM, NUMERIC, STRONG_RIGHT, ClusterGroup, classes

_LEFT = NUMERIC | {"L"}
_BESIDE = 0.5  #: em: room for the text of a side on which nothing is drawn


def order_for_poppler(text: str, *, after_right: bool = False) -> str:
    """What Poppler, reading from the right, takes for `text`; `after_right`: it stands at the left of Arabic."""
    parts: list[tuple[bool, list[str]]] = []
    is_left = not after_right
    for character in text:
        kinds = classes(character)
        if kinds & (_LEFT | STRONG_RIGHT):
            is_left = bool(kinds & _LEFT)
        if not parts or parts[-1][0] is not is_left:
            parts.append((is_left, []))
        parts[-1][1].append(character)
    return "".join(_text_shown(part) if is_left else "".join(reversed(part)) for is_left, part in reversed(parts))


def _text_shown(part: list[str]) -> str:
    return "".join(part) + ("" if classes(part[-1]) & _LEFT else LRM)


class LtrLineSides:
    """The two sides of the Arabic that stays, while the groups of a line are drawn as they are read."""

    def __init__(self, groups: Sequence[ClusterGroup], planned: Collection[ClusterGroup]) -> None:
        in_order = sorted(groups, key=lambda one: one.offset)
        self.fixed = next(one for one in in_order if one not in planned)
        place = in_order.index(self.fixed)
        # a number before Arabic is read before it, and stands at its right: hidden, for that side to tell of it
        is_beyond = [one.clusters[0].start > self.fixed.clusters[0].start for one in in_order[:place]]
        self._hidden = [one for one, beyond in zip(in_order[:place], is_beyond, strict=True) if beyond]
        self._drawn = [one for one, beyond in zip(in_order[:place], is_beyond, strict=True) if not beyond]
        self._before, self._after = in_order[:place], in_order[place + 1 :]

    def open(self, pen: Pen) -> None:
        """Before the first group."""
        self._side(pen, order_for_poppler(_text(self._after), after_right=True), self._drawn, at_left=True)

    def stay(self, pen: Pen, here: ClusterGroup) -> None:
        """Before a group, which may be the Arabic that stays, or a number beyond it."""
        if pen.is_turned and (here is self.fixed or here in self._hidden):
            self._close(pen)
        if here in self._hidden:
            pen.operators(f"/Span<</ActualText{text_string('')}>>BDC")
            pen.is_turned = True

    def go_on(self, pen: Pen) -> None:
        """After it."""
        space = " " if self._before and self.fixed.first.text[:1].isspace() else ""
        self._side(pen, order_for_poppler(_text(self._before) + space), self._after, at_left=False)

    def close(self, pen: Pen) -> None:
        """After the last group."""
        if self._after:
            self._close(pen)

    def _side(self, pen: Pen, text: str, groups: Sequence[ClusterGroup], *, at_left: bool) -> None:
        if groups or text:
            pen.operators(f"/Span<</ActualText{text_string(text)}>>BDC")
            pen.is_turned = True
        if text and not groups:
            cluster = self.fixed.clusters[0 if at_left else -1]
            x, room = (cluster.start if at_left else cluster.end), _BESIDE * cluster.size
            pen.operators(NOT_TO_MUPDF)
            for place in (x - room, x) if at_left else (x, x + room):
                pen.blank(cluster, place, LRM)
            pen.operators(END)
            self._close(pen)

    @staticmethod
    def _close(pen: Pen) -> None:
        pen.operators(END)
        pen.is_turned = False


def _text(groups: Sequence[ClusterGroup]) -> str:
    """What groups say, as it is read."""
    clusters = (cluster for here in groups for cluster in here.clusters)
    return "".join(cluster.text for cluster in sorted(clusters, key=lambda one: one.offset))
