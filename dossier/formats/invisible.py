"""Letters of an original that nobody sees and no text needs: taken out of its lines, and told.

Nobody may alter an original, so a text is compared without them. Where that could change what it says, because what
they turn round prints otherwise than it stands in the file, nothing on the line is proven.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from dataclasses import replace

from dossier.formats.lines import UNSEEN, About, Lines, Unread
from dossier.model.invisible import ODD, with_code_points

REVERSED = "turned letters"
_OVERRIDES = re.compile("[\u202d\u202e]")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")


def without_invisible(lines: Lines, *, keeps_spaces: bool) -> Lines:
    """The lines without such letters; `keeps_spaces` if runs of spaces are those of the file."""
    odd_lines = {number: text for number, text in enumerate(lines.texts, 1) if not text.isascii() and ODD.search(text)}
    about = About(**{name: ODD.sub("", value) for name, value in dataclasses.asdict(lines.about).items()})
    if not odd_lines:
        return replace(lines, about=about)
    texts = list(lines.texts)
    unread = []
    for number, text in odd_lines.items():
        texts[number - 1] = unicodedata.normalize("NFC", ODD.sub("", text))
        if not keeps_spaces:
            texts[number - 1] = " ".join(texts[number - 1].split())
        unread.append(_unread(number, text))
    return replace(lines, texts=tuple(texts), unread=(*lines.unread, *unread), about=about)


def _unread(number: int, text: str) -> Unread:
    counts = Counter(letter for run in ODD.findall(text) for letter in run)
    names = ", ".join(
        with_code_points(letter) + (f" {count} times" if count > 1 else "") for letter, count in counts.items()
    )
    if _is_turned(text):
        return Unread(REVERSED, number, f"{names}: it prints otherwise than it stands in the file", breaks_proof=True)
    return Unread(UNSEEN, number, names)


def _is_turned(text: str) -> bool:
    """Whether it prints otherwise with these letters than without them: any word by an override, a number by any."""
    from bidi import get_display

    clean = ODD.sub("", text)
    plain = {base: str(get_display(clean, base_dir=base)) for base in ("L", "R")}
    by_base = {base: ODD.sub("", str(get_display(text, base_dir=base))) for base in plain}
    if _OVERRIDES.search(text) and by_base != plain:
        return True
    numbers = [Counter(_NUMBER.findall(one)) for one in plain.values()]
    return any(Counter(_NUMBER.findall(one)) not in numbers for one in by_base.values())
