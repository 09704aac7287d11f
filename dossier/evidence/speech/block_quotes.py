"""Quotations that are set off as a block, without marks: in Markdown, lines that begin with `>`.

Not every such block is somebody's words: it counts if a line that ends with a colon stands before it, or if its own
last line is a name behind a dash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.marks import quoted_in

_SET_OFF = re.compile(r"(?:>\s?)+")
_SIGNED = re.compile(r"(?:>\s?)+(?:[–—―-]{1,2}\s*(?=\w)|\*\*(?=[^*]+\*\*,? ?[^.]{0,60}$))")


@dataclass(frozen=True, slots=True)
class SetOff:
    """The lines of a block, without the one that signs it."""

    lines: tuple[Find, ...]
    signed: Block | None
    introduced_by: Block | None  #: the paragraph before it, which ends with a colon


def set_off_in(blocks: Sequence[Block]) -> Mapping[Block, SetOff]:
    """First paragraph of a block -> the block."""
    found: dict[Block, SetOff] = {}
    run: list[Block] = []
    before: Block | None = None
    for block in [*blocks, None]:
        is_next = block is not None and block.text.startswith(">")
        if run and not (is_next and block and block.numbers[0] == run[-1].numbers[-1] + 1):
            if one := _set_off(run, before):
                found[run[0]] = one
            before, run = run[-1], []
        if is_next and block:
            run.append(block)
        else:
            before = block
    return found


def _set_off(run: Sequence[Block], before: Block | None) -> SetOff | None:
    signed = run[-1] if len(run) > 1 and _SIGNED.match(run[-1].text) else None
    lines = [block for block in (run[:-1] if signed else run) if block.text.strip("> ")]
    introduced = before if before is not None and before.text.rstrip(" *_").endswith(":") else None
    if not lines or not (signed or introduced) or any(quoted_in(block.text) for block in lines):
        return None
    finds = tuple(Find(block, _start(block), len(block.text)) for block in lines)
    return SetOff(finds, signed, introduced)


def _start(block: Block) -> int:
    match = _SET_OFF.match(block.text)
    return match.end() if match else 0
