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
from dossier.model.unseen import ODD, shown

TURNED = "turned letters"
_OVERRIDES = re.compile("[\u202d\u202e]")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")


def without_unseen(lines: Lines, *, keeps_spaces: bool) -> Lines:
    """The lines without such letters; `keeps_spaces` if runs of spaces are those of the file."""
    found = {number: text for number, text in enumerate(lines.texts, 1) if not text.isascii() and ODD.search(text)}
    about = About(**{name: ODD.sub("", value) for name, value in dataclasses.asdict(lines.about).items()})
    if not found:
        return replace(lines, about=about)
    texts = list(lines.texts)
    told = []
    for number, text in found.items():
        texts[number - 1] = unicodedata.normalize("NFC", ODD.sub("", text))
        if not keeps_spaces:
            texts[number - 1] = " ".join(texts[number - 1].split())
        told.append(_told(number, text))
    return replace(lines, texts=tuple(texts), unread=(*lines.unread, *told), about=about)


def _told(number: int, text: str) -> Unread:
    counted = Counter(letter for run in ODD.findall(text) for letter in run)
    named = ", ".join(shown(letter) + (f" {count} times" if count > 1 else "") for letter, count in counted.items())
    if _is_turned(text):
        return Unread(TURNED, number, f"{named}: it prints otherwise than it stands in the file", breaks_proof=True)
    return Unread(UNSEEN, number, named)


def _is_turned(text: str) -> bool:
    """Whether it prints otherwise with these letters than without them: any word by an override, a number by any."""
    from bidi import get_display

    clean = ODD.sub("", text)
    plain = {base: str(get_display(clean, base_dir=base)) for base in ("L", "R")}
    printed = {base: ODD.sub("", str(get_display(text, base_dir=base))) for base in plain}
    if _OVERRIDES.search(text) and printed != plain:
        return True
    numbers = [Counter(_NUMBER.findall(one)) for one in plain.values()]
    return any(Counter(_NUMBER.findall(one)) not in numbers for one in printed.values())
