"""Ruby, the small words over others, in brackets behind them.

WeasyPrint 70.0 sets ruby in the line without a space, and hides the brackets that HTML has for such a case (`<rp>`):
two words become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dossier.press.html import tree
from dossier.problems import excerpt

_UNSPACED = "\u2e80"  #: from here on, letters of scripts that set no spaces between words


def unfold(root: Element) -> Iterator[tuple[Element, str]]:
    """Put brackets round the ruby of a document. Gives each element with it, and what is to be told."""
    for ruby in root.iter("ruby"):
        before, annotation = ruby.text or "", ""
        for at, part in enumerate(list(ruby)):
            words, after = " ".join("".join(part.itertext()).split()), part.tail or ""
            if part.tag == "rp":
                part.text = None
            elif part.tag == "rt" and words:
                is_apart = not before.strip() or before[-1].isspace() or before[-1] >= _UNSPACED
                tree.append_text(ruby, at, "(" if is_apart else " (")
                part.tail = ")" + after
                before, annotation = "", annotation or words
            elif part.tag != "rt":
                before += "".join(part.itertext())
            before += after
        if annotation:
            yield ruby, f"<ruby> is printed in brackets behind its word: {excerpt(annotation)}"
