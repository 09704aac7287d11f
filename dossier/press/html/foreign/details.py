"""`<details>` that is closed shows its summary alone, as browsers print it; the words that are left out are told.

WeasyPrint 70.0 prints all of it. The triangle before a summary is in `browser.css`.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dossier.problems import excerpt

_HIDDEN = "display: none !important"


def close(root: Element) -> Iterator[tuple[Element, str]]:
    """Hide what is in closed details. Gives each of them that had words, and what is to be told."""
    for details in [one for one in root.iter("details") if one.get("open") is None]:
        summary = next((child for child in details if child.tag == "summary"), None)
        inside = Element("div", {"style": _HIDDEN})
        inside.text, details.text = details.text, None
        for child in [child for child in details if child is not summary]:
            details.remove(child)
            inside.append(child)
        if summary is not None:
            inside.text, summary.tail = f"{inside.text or ''}{summary.tail or ''}", None
        details.append(inside)
        words = " ".join("".join(inside.itertext()).split())
        if words:
            yield details, f"<details> is closed, so “{excerpt(words)}” is not printed"
