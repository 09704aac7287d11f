"""Letters that nobody sees: where one may stand in a text, what it does to the order of numbers, and how it is shown.

What turns the direction of a text makes it print otherwise than it is written ("Trojan Source", CVE-2021-42574), and
words that differ in a letter without width look alike. Unicode calls most of these letters ignorable by default
(Default_Ignorable_Code_Point, DerivedCoreProperties.txt of 16.0). Of them scripts need a few: the joiners beside
letters that join, the marks of direction beside what has none, the place where a word may be parted, and the choice of
a glyph.
"""

from __future__ import annotations

import json
import re
import unicodedata

#: Control characters, the line ends that only some programs count (so that a line number means the same everywhere),
#: and what is no character at all.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
TURNING = "\u202a-\u202e\u2066-\u2069"  #: embeddings, overrides and isolates
MARKS = "\u061c\u200e\u200f"  #: of direction: they have one, and no width
_JOINERS = "\u200c\u200d"
_VARIANTS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"  #: selectors of a glyph
_SOFT = "\u00ad"  #: where a word may be parted
#: Those without width that no text of ours needs: Unicode's tags, what it has deprecated, fillers, signs of annotation.
USELESS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
#: Letters and their signs that join the next one, or are asked not to: Arabic and its kin, Syriac, N'Ko, the scripts of
#: India and its neighbours; and pictures, which are joined to one.
_JOINING = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06fc\u06ff\u0710-\u074a\u074d-\u077f"
    "\u07ca-\u07ea\u0840-\u085b\u0860-\u088e\u0898-\u08e1\u08e3-\u0963\u0971-\u09e5\u09f0-\u0a65\u0a70-\u0ae5\u0af0-\u0b65"
    "\u0b71-\u0be5\u0c00-\u0c65\u0c80-\u0ce5\u0cf1-\u0d57\u0d5f-\u0d65\u0d7a-\u0de5\u0df2-\u0df3\u0f40-\u0fbc\u1000-\u103f"
    "\u1050-\u108f\u1780-\u17d3\u1820-\u18aa\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff"
)
_PICTURES = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_INSIDE = f".,\u066b\u066c{_SOFT}{_VARIANTS}"  #: what may stand between two digits of a number

#: What no text needs, wherever it stands.
ODD = re.compile(f"[{TURNING}{USELESS}]|(?<=[{_VARIANTS}])[{_VARIANTS}]+")
_TURNS = re.compile(f"[{TURNING}]")
_UNSEEN = re.compile(f"[{CONTROLS}{TURNING}{MARKS}{_JOINERS}{_VARIANTS}{_SOFT}{USELESS}]")
#: What a terminal, or who reads from one, may take for something else than a letter of a message.
_HARMFUL = re.compile(f"[{CONTROLS}\r{TURNING}{USELESS}]")
_MISPLACED = re.compile(
    f"[{TURNING}{USELESS}]"
    f"|(?<![{_JOINING}])\u200c(?![{_JOINING}])|(?<![{_JOINING}{_PICTURES}])\u200d(?![{_JOINING}{_PICTURES}])"
    f"|[{_JOINERS}]{{2,}}|(?<![^\\s{_VARIANTS}])[{_VARIANTS}]"
    f"|(?<=\\d)[{_INSIDE}]*[{MARKS}](?=[{_INSIDE}{MARKS} ]*\\d)"
)


def find_misplaced(text: str) -> tuple[int, str] | None:
    """The first letter that nobody sees and that may not stand where it does, control characters aside.

    (its place, what is told of it): "invisible ⟨U+202E⟩ (RIGHT-TO-LEFT OVERRIDE) turns the words behind it".
    """
    found = None if text.isascii() else _MISPLACED.search(text)
    if not found:
        return None
    letter = found[0][-1]
    what = f"invisible {with_code_points(letter)} ({unicodedata.name(letter, 'unnamed')})"
    if letter in MARKS:
        what += " in a number, which would print in another order"
    elif _TURNS.match(letter):
        what += ", which prints words in another order than they are written in"
    return found.end() - 1, what


def without_misplaced(text: str) -> str:
    """The text without such letters: one may only come to be misplaced when another is gone."""
    while find_misplaced(text):
        text = _MISPLACED.sub(lambda found: _UNSEEN.sub("", found[0]), text)
    return text


def with_code_points(text: str) -> str:
    """The text with every letter that nobody sees as ⟨U+202E⟩, which does nothing to the rest."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def harmless(text: str) -> str:
    """A message for a terminal: the same, but for what would move its cursor, colour it, or turn its words round."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def escape_json(made: str) -> str:
    """JSON in which the same letters, which JSON lets stand as they are, are escaped: "\\u202e"."""
    return _HARMFUL.sub(lambda found: json.dumps(found[0])[1:-1], made)
