"""A bold or an italic that a stranger's page asks for and does not bring is told, once for each family."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib.tables._f_v_a_r import Axis, table__f_v_a_r
from pressed import draw_foreign

from dossier.press.fonts import typefaces

FACES = typefaces.load(Path(__file__).parents[1] / "fonts")
NASKH = {
    (face.weight, face.style): face.path
    for face in FACES
    if face.family == next(one.family for one in FACES if "Naskh" in one.family)
}
REGULAR, BOLD = "url(regular.ttf)", "url(bold.ttf)"


def told(plain: ModuleType, folder: Path, rules: str, body: str, css: str = "body { font-family: Own }") -> list[str]:
    (folder / "regular.ttf").write_bytes(NASKH[400, "normal"].read_bytes())
    (folder / "bold.ttf").write_bytes(NASKH[700, "normal"].read_bytes())
    file = folder / "page.html"
    head = f"<!DOCTYPE html><html lang=ar dir=rtl><title>t</title><style>{rules} {css}</style>"
    file.write_text(f"{head}\n<body>\n{body}", encoding="utf-8")
    return [str(problem).partition("\n")[0] for problem in draw_foreign(file, FACES).problems]


def face(source: str, more: str = "", family: str = "Own") -> str:
    return f"@font-face {{ font-family: {family}; src: {source}; {more} }} "


@pytest.mark.parametrize(
    ("rules", "body", "expected"),
    [
        (face(REGULAR), "<p>نص<p><b>ثقيل</b> و<b>آخر</b>", ["page.html:3: warning: no bold of “Own” is brought"]),
        (face(REGULAR), "<p>نص</p>\n<h2>عنوان</h2>", ["page.html:4: warning: no bold of “Own” is brought"]),
        (face(REGULAR), "<i>مائل</i>", ["page.html:3: warning: no italic of “Own” is brought"]),
        (face(REGULAR) + face(BOLD, "font-weight: bold"), "<b>ثقيل</b>", []),
        (face(REGULAR) + face(BOLD), "<b>ثقيل</b>", []),
        (face(REGULAR, "font-weight: 400") + face(REGULAR, "font-style: italic"), "<i>مائل</i>", []),
        (face(REGULAR, "font-weight: 700"), "<b>ثقيل</b>", []),
        (face(REGULAR), "<p>نص</p>", []),
        (face(REGULAR, family="Other"), "<b>ثقيل</b>", []),
    ],
)
def test_what_a_face_lacks_is_told(
    plain: ModuleType, tmp_path: Path, rules: str, body: str, expected: list[str]
) -> None:
    found = told(plain, tmp_path, rules, body)
    assert [one[: len(start)] for one, start in zip(found, expected, strict=True)] == expected


def test_what_is_said_of_our_own_faces_is_nothing(plain: ModuleType, tmp_path: Path) -> None:
    assert told(plain, tmp_path, face(REGULAR), "<b>ثقيل</b>", "body { font-family: 'Dossier Naskh' }") == []
    assert told(plain, tmp_path, face(REGULAR), "<b>ثقيل</b>", "body { font-family: 'Dossier Naskh', Own }") == []


@pytest.mark.parametrize(("rule", "expected"), [("", 0), ("font-weight: 100 900", 0), ("font-weight: 400", 1)])
def test_a_variable_face_has_the_weights_of_its_axis(
    plain: ModuleType, tmp_path: Path, rule: str, expected: int
) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(NASKH[400, "normal"])
    variable = font["fvar"] = table__f_v_a_r()
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 100, 400, 900
    axis.axisNameID = 256
    font["name"].setName("Weight", 256, 3, 1, 0x409)
    variable.axes = [axis]
    font.save(tmp_path / "variable.ttf")
    found = told(plain, tmp_path, face("url(variable.ttf)", rule), "<b>ثقيل</b>")
    assert len(found) == expected
