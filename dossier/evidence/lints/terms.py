"""Words that a curator lists -> where they stand in a text."""

from __future__ import annotations

import re

from dossier.evidence.text.folding import fold


def phrase(words: str) -> re.Pattern[str]:
    """The folded words as they may stand in a text: in Arabic with particles and with or without an article."""
    bare = fold(words).text
    if not bare.isascii():
        parts = [re.escape(part.removeprefix("ال")) for part in bare.split()]
        bare = " ".join(f"(?:لل|ال)?{part}" for part in parts)
        return re.compile(rf"(?<!\w)[وف]?[بلك]?(?P<words>{bare})(?!\w)")
    return re.compile(rf"(?<!\w)(?P<words>{re.escape(bare)})(?!\w)")
