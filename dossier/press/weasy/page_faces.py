"""The faces that a stranger's page brings, and what is asked of them that they have not: bold, italic.

A browser makes a bold or an italic out of a face that has none. Here a page is printed with the faces that there are,
and told where more was asked for. A variable face has each weight of its axis, unless its rule says that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.press.html.source_map import Diagnostic
from dossier.press.weasy.fast_import import fast_imports
from dossier.problems import Place, Problem, excerpt

with fast_imports():
    from weasyprint.formatting_structure import boxes

BOLD = 600  #: and what is heavier
_WEIGHTS = {"normal": 400, "bold": 700}


@dataclass(frozen=True, slots=True)
class _Face:
    """What one face can do."""

    is_bold: bool
    is_italic: bool
    letters: frozenset[int]


@dataclass(slots=True)
class _Families:
    """The families of a page; a file is only opened if it matters what is in it."""

    fonts: Any
    by_family: dict[str, list[_Face]] = field(default_factory=dict)

    def faces(self, family: str) -> list[_Face]:
        if family not in self.by_family:
            rules = [rule for rule in self.fonts.rules if rule[0].get("font_family", "").lower() == family]
            self.by_family[family] = [_face(descriptors, file) for descriptors, file in rules if file is not None]
        return self.by_family[family]

    def setting(self, style: Any, text: str) -> str:
        """The family that a text is set in, "" if it is none of those."""
        letters = {ord(letter) for letter in text if letter.isalpha()}
        for family in style["font_family"]:
            if any(face.letters & letters for face in self.faces(family.lower())):
                return str(family)
        return ""


def missing_faces(fonts: Any, document: Any, ours: frozenset[str], path: str) -> Iterator[Diagnostic]:
    """What the text of a document asks of the faces that it brings and these have not, once for each family."""
    families, reported = _Families(fonts), set()
    brought = {rule[0].get("font_family", "").lower() for rule in fonts.rules} - {family.lower() for family in ours}
    for box in (box for page in document.pages for box in _texts(page._page_box)) if brought else ():
        style = box.style
        requests = {
            "bold": style["font_weight"] >= BOLD,
            "italic": style["font_style"] != "normal",
        }
        if not any(requests.values()) or not brought & {family.lower() for family in style["font_family"]}:
            continue
        family = families.setting(style, box.text)
        if family.lower() not in brought:
            continue
        faces = families.faces(family.lower())
        has = {"bold": any(face.is_bold for face in faces), "italic": any(face.is_italic for face in faces)}
        for manner in (manner for manner in requests if requests[manner] and not has[manner]):
            if (family, manner) not in reported:
                reported.add((family, manner))
                yield _diagnostic(box, family, manner, path)


def _diagnostic(box: Any, family: str, manner: str, path: str) -> Diagnostic:
    words = " ".join(box.text.replace("\u200d", "").split())
    message = f"no {manner} of “{family}” is brought: what asks for it is printed without, first “{excerpt(words)}”"
    problem = Problem(Place(path), message, f"bring the {manner} of the face with @font-face", severity="warning")
    return Diagnostic(problem, box.element if not isinstance(box.element, str) else None, (words,))


def _face(descriptors: dict[str, Any], file: Path) -> _Face:
    from fontTools.ttLib import TTFont  # slow, and seldom needed

    with TTFont(file, fontNumber=0, lazy=True) as font:
        axes = {axis.axisTag: axis.maxValue for axis in font["fvar"].axes} if "fvar" in font else {}
        weight = descriptors.get("font_weight")
        heaviest = axes.get("wght", font["OS/2"].usWeightClass) if weight is None else _WEIGHTS.get(weight, weight)
        style = descriptors.get("font_style")
        slanted = bool({"ital", "slnt"} & set(axes)) or bool(font["OS/2"].fsSelection & 1)
        is_italic = slanted if style is None else style != "normal"
        return _Face(heaviest >= BOLD, is_italic, frozenset(font.getBestCmap() or ()))


def _texts(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child)
