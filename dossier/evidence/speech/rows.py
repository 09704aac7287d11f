"""Who is named beside a quotation that fills a paragraph, or a cell of a table, and in no sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.casting import Cast
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.acquaintance import NOBODY, Speaker
from dossier.evidence.speech.authors import is_signature
from dossier.evidence.speech.clauses import BLANK, Scene
from dossier.evidence.speech.speakers import Resolver
from dossier.evidence.speech.subject.phrase import Subject
from dossier.evidence.text.blocks import Block
from dossier.evidence.text.marks import Quoted, quoted_in
from dossier.evidence.text.saying import word_count

_CELL = re.compile(r"\s*[|\t]\s*| {3,}")
_CELL_BEHIND = re.compile(r"\W*(?:[|\t]| {3})")
LONGEST = 14  #: words of a cell that is no sentence
ROWS = 2  #: rows that make a table
CELLS = 3  #: cells from the one that holds what is said to the one that names who says it
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:al-|de |van |von )?[A-Z][\w'’-]+){1,2}")


def signing(scene: Scene, following: Block | None, cast: Cast, resolver: Resolver) -> Speaker:
    """Whom the line behind a paragraph of nothing but one quotation names, and nothing else: Mina Castell, resident."""
    if following is None or len(scene.quoted) != 1 or word_count(scene.text.replace(BLANK, " ")):
        return NOBODY
    named = [phrase for phrase in cast.of(following) if phrase.kind == "person"]
    return resolver.who(Subject(named[0]), None, ()) if is_signature(following.text, cast.of(following)) else NOBODY


def cells_in(blocks: Sequence[Block], cast: Cast, resolver: Resolver) -> dict[str, Speaker]:
    """Of a table whose cells are paragraphs: the words of a cell that holds nothing but a quotation -> whom another
    cell of its row names. A row has the names in front of what is said, or behind it, as the first one has."""
    holds = {n for n, block in enumerate(blocks) if _is_a_quotation(block.text)}
    names = {n: who for n, block in enumerate(blocks) if (who := _cell(block, cast, resolver)).key}
    if len(holds) < ROWS or len(names) < ROWS:
        return {}
    first = min(holds)
    is_before = any(first - CELLS <= number < first for number in names)
    reach = range(-1, -CELLS - 1, -1) if is_before else range(1, CELLS + 1)
    found = {n: next((names[n + step] for step in reach if n + step in names), NOBODY) for n in holds}
    sentences = [n for n in range(first, max(holds)) if n not in holds and word_count(blocks[n].text) > LONGEST]
    return {} if sentences else {blocks[n].text: who for n, who in found.items()}


def _cell(block: Block, cast: Cast, resolver: Resolver) -> Speaker:
    """Whom a paragraph names that holds nothing else."""
    phrases = cast.of(block)
    if is_signature(block.text, phrases):
        return resolver.who(Subject(next(phrase for phrase in phrases if phrase.kind == "person")), None, ())
    if len(phrases) == 1 and phrases[0].kind == "body" and not word_count(block.text.replace(phrases[0].body, "")):
        return resolver.who(Subject(phrases[0]), None, ())
    return resolver.called(block.text.strip()) if _NAME.fullmatch(block.text.strip()) else NOBODY


def _is_a_quotation(text: str) -> bool:
    """Whether a paragraph holds nothing but a quotation."""
    quoted = quoted_in(text)
    return len(quoted) == 1 and not word_count(text[: quoted[0].outer[0]] + text[quoted[0].outer[1] :])


def in_a_row(scene: Scene, item: Quoted) -> NounPhrase | None:
    """Who fills another cell of the row of a table whose cell a quotation fills: 3 May | Asta Lund | “…”."""
    text, (start, end) = scene.text, item.outer
    if not (_CELL.search(text[:start]) or _CELL_BEHIND.match(text, end)) or word_count(
        _CELL.split(text[:start])[-1] + _CELL.split(text[end:])[0]
    ):
        return None
    named = [one for kind in ("person", "body", "role") for one in scene.phrases if one.kind == kind]
    named = [one for one in named if one.kind == next(iter(named)).kind]
    return named[0] if len(named) == 1 else None
