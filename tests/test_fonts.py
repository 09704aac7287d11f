"""The faces: whole, licensed, with the letters they are for; nothing of the machine's own."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.press.fonts import typefaces
from dossier.press.fonts.typefaces import Face, Faces, FontsBroken

SHIPPED = Path(__file__).parents[1] / "fonts"
FACES = typefaces.load(SHIPPED)

ARABIC = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x653)])) + "،؛؟«»٠١٢٣٤٥٦٧٨٩"
PERSIAN = "پچژگکی"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789–—‘’“”…é"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy with one face and its row, to be spoiled."""
    copy = tmp_path / "fonts"
    shutil.copytree(SHIPPED / "amiri", copy / "amiri")
    (copy / "amiri" / "Amiri_700Bold.ttf").unlink()
    head, row, *_ = (SHIPPED / "faces.yaml").read_text().split("  - ")
    (copy / "faces.yaml").write_text(f"{head}  - {row}")
    return copy


def edit(folder: Path, old: str, new: str) -> None:
    table = folder / "faces.yaml"
    assert old in table.read_text()
    table.write_text(table.read_text().replace(old, new))


def face_of(family: str, weight: int = 400, style: str = "normal") -> Face:
    return next(face for face in FACES if (face.family, face.weight, face.style) == (family, weight, style))


# The folder


def test_the_families_are_those_of_the_stylesheets() -> None:
    assert {(face.family, face.weight, face.style) for face in FACES} == {
        ("Dossier Naskh", 400, "normal"),
        ("Dossier Naskh", 700, "normal"),
        ("Dossier Serif", 400, "normal"),
        ("Dossier Serif", 400, "italic"),
        ("Dossier Serif", 600, "normal"),
        ("Dossier Sans Arabic", 400, "normal"),
        ("Dossier Sans Arabic", 600, "normal"),
        ("Dossier Sans", 400, "normal"),
        ("Dossier Sans", 600, "normal"),
    }


def test_every_font_file_has_a_row() -> None:
    there = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.?tf")}
    assert there == {face.file for face in FACES}


@pytest.mark.parametrize("face", FACES.faces, ids=lambda face: face.file)
def test_a_row_says_what_the_file_says(face: Face) -> None:
    with TTFont(face.path, lazy=True) as font:
        version = str(font["name"].getDebugName(5))
        weight, slanted, letters = font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1), font.getBestCmap()
    assert version.split(";")[0] == f"Version {face.version}"
    assert (weight, slanted) == (face.weight, face.style == "italic")
    wanted = {"arabic": ARABIC + PERSIAN, "latin": LATIN, "greek": "αβγω", "cyrillic": "абвя"}
    assert [char for script in face.scripts for char in wanted[script] if ord(char) not in letters] == []


SPOILED = {
    "changed digest": ("sha256: d", "sha256: e", "is not the file this table was written for"),
    "no such file": ("file: amiri/Amiri_400", "file: amiri/Emiri_400", "cannot be read"),
    "out of the folder": ("licence: amiri/OFL", "licence: ../amiri/OFL", "leads out of the fonts folder"),
    "no licence": ("licence: amiri/OFL.txt", "licence: amiri/none.txt", "does not hold the words"),
    "unknown field": ("weight: 400", "wait: 400", "there is no field 'wait'"),
    "weight": ("weight: 400", "weight: bold", "is not a whole number"),
    "style": ("style: normal", "style: slanted", "'slanted' "),
    "no list": ("faces:", "fonts:", "expected a list of faces"),
}


@pytest.mark.parametrize(("old", "new", "told"), list(SPOILED.values()), ids=SPOILED)
def test_a_spoiled_table_is_told_with_its_place(folder: Path, old: str, new: str, told: str) -> None:
    edit(folder, old, new)
    with pytest.raises(FontsBroken) as caught:
        typefaces.load(folder)
    problem = next(problem for problem in caught.value.problems if told in problem.message)
    assert problem.place.path == "fonts/faces.yaml"
    assert problem.place.line > 0
    assert caught.value.exit_code == 4


def test_a_changed_file_is_told_with_the_digest_it_has(folder: Path) -> None:
    file = folder / "amiri" / "Amiri_400Regular.ttf"
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(FontsBroken, match="1 problem in the fonts") as caught:
        typefaces.load(folder)
    assert hashlib.sha256(file.read_bytes()).hexdigest() in caught.value.problems[0].hint


def test_a_licence_must_lie_beside_its_face(folder: Path) -> None:
    shutil.move(folder / "amiri" / "OFL.txt", folder / "OFL.txt")
    edit(folder, "licence: amiri/OFL.txt", "licence: OFL.txt")
    with pytest.raises(FontsBroken) as caught:
        typefaces.load(folder)
    assert "does not lie beside" in caught.value.problems[0].message


def test_two_rows_cannot_be_one_face(folder: Path) -> None:
    table = folder / "faces.yaml"
    row = table.read_text().split("faces:\n")[1]
    table.write_text(table.read_text() + row)
    with pytest.raises(FontsBroken) as caught:
        typefaces.load(folder)
    assert caught.value.problems[0].message == "there are two faces Dossier Naskh 400 normal"


def test_a_folder_without_a_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(FontsBroken) as caught:
        typefaces.load(tmp_path)
    assert str(tmp_path) in caught.value.problems[0].hint


def test_a_file_that_is_no_font_is_told(folder: Path) -> None:
    file = folder / "amiri" / "Amiri_400Regular.ttf"
    file.write_bytes(b"\0\1\0\0 no font")
    edit(folder, "d26cd95609ed51b6419e3c7d4a066cb9fac7b73117868622f5b7f03998c68568", digest(file))
    faces = typefaces.load(folder)
    with pytest.raises(FontsBroken) as caught:
        _ = faces.letters
    assert "is no font that can be read" in caught.value.problems[0].message


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# Rules for the page


def test_css_names_each_face_once() -> None:
    rules = FACES.css(lambda face: f"dossier:fonts/{face.file}").splitlines()
    assert len(rules) == len(FACES.faces)
    assert rules[3] == (
        '@font-face { font-family: "Dossier Serif"; font-weight: 400; font-style: italic; '
        'src: url("dossier:fonts/source-serif-4/SourceSerif4_400Regular_Italic.ttf") }'
    )


def test_a_quotation_mark_in_an_address_stays_inside_it() -> None:
    one = Faces((face_of("Dossier Naskh"),))
    assert one.css(lambda face: 'a"b\\c').endswith('src: url("a\\22 b\\5c c") }\n')


# Letters


def test_letters_are_those_of_all_faces_together() -> None:
    assert {ord(char) for char in ARABIC + PERSIAN + LATIN + "αЖ"} <= FACES.letters


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("قال الأمين العام: «نعم»، 25% – وُقّعت", ()),
        ("OIC’s 51st session, Yaoundé", ()),
        ("日本 ไทย", ("ท", "ย", "ไ", "日", "本")),
        ("a\u200d\u200c\u2066b\u2069\u200f\u00ad\ufeff\t\r\n\u00a0\u2009\u202f\ufe0f", ()),  # never drawn
        ("e\u0301", ()),  # é in two pieces
        ("\u212a", ()),  # the kelvin sign is drawn as K
        ("\U0001f600", ("\U0001f600",)),
        ("\ue000", ("\ue000",)),  # private use
        ("a\u2028b", ("\u2028",)),  # a line separator is drawn as an empty box
    ],
)
def test_missing_is_what_no_face_can_draw(text: str, missing: tuple[str, ...]) -> None:
    assert FACES.missing(text) == missing


@settings(deadline=None)
@given(st.text())
def test_what_is_missing_is_in_no_face(text: str) -> None:
    missing = FACES.missing(text)
    assert not {ord(char) for char in missing} & FACES.letters
    assert FACES.missing("".join(char for char in text if ord(char) in FACES.letters)) == ()


def test_letters_come_from_the_cache_without_the_fonts(folder: Path, tmp_path: Path) -> None:
    letters = typefaces.load(folder, tmp_path / "cache").letters
    again = typefaces.load(folder, tmp_path / "cache")
    shutil.rmtree(folder)
    assert again.letters == letters
    assert ord("ب") in letters


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"[]",
        b'{"%s": "abc"}',
        b'{"%s": [[0, 9999999999]]}',
        b"\xff",
    ],
)
def test_an_odd_cache_is_as_none(folder: Path, tmp_path: Path, odd: bytes) -> None:
    faces = typefaces.load(folder, tmp_path)
    typefaces._letters(tmp_path).write(odd.replace(b"%s", faces.faces[0].sha256.encode()))
    assert faces.letters == typefaces.load(folder).letters
    assert typefaces.load(folder, tmp_path).letters == faces.letters  # and has been put right


# Subsets

HARD = "السَّلامُ عَلَيْكُم ﷲ لا إله إلّا بـ لإ ٢٠٠٥ پچژ Yaoundé"


def opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def drawn(content: bytes, text: str) -> bytes:
    """One byte for each dot of a line, shaped by HarfBuzz through Pillow: 0 is ink."""
    from PIL import Image, ImageDraw, ImageFont, features

    if not features.check("raqm"):
        pytest.skip("this Pillow shapes nothing")
    font = ImageFont.truetype(io.BytesIO(content), 96, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (2400, 300), 255)
    ImageDraw.Draw(image).text((20, 40), text, font=font, direction="rtl", language="ar")
    return image.point(lambda grey: 255 * (grey > 127)).tobytes()


def difference(one: bytes, other: bytes) -> float:
    """The part of the ink that is not in the same place."""
    return sum(a != b for a, b in zip(one, other, strict=True)) / one.count(0)


def unpacked(content: bytes, without: str = "") -> bytes:
    """The font as plain TTF, perhaps without one of its tables."""
    font = opened(content)
    font.flavor = None
    if without:
        del font[without]
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


@pytest.mark.parametrize("family", ["Dossier Naskh", "Dossier Sans Arabic"])
def test_a_subset_draws_as_the_whole_face(family: str) -> None:
    face = face_of(family)
    cut = typefaces.subset(face, map(ord, HARD))
    whole = drawn(face.path.read_bytes(), HARD)
    assert len(cut) < face.path.stat().st_size / 3
    assert difference(drawn(unpacked(cut), HARD), whole) < 0.01  # FreeType hints Amiri by the letters it finds
    assert difference(drawn(unpacked(cut, without="GSUB"), HARD), whole) > 0.2
    assert difference(drawn(unpacked(cut, without="GPOS"), HARD), whole) > 0.05


def test_a_subset_has_only_its_letters_our_name_and_their_licence() -> None:
    face = face_of("Dossier Serif", style="italic")
    font = opened(typefaces.subset(face, {ord("A"), ord("日")}))
    assert set(font.getBestCmap()) == {0x20, 0xA0, ord("A")}
    names = font["name"]
    assert names.getDebugName(1) == "Dossier Serif 400"
    assert names.getDebugName(4) == "Dossier Serif 400 Italic"
    assert names.getDebugName(6) == "DossierSerif-400Italic"
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)
    assert not [record for record in names.names if record.nameID < 7 and record.nameID and "Source" in str(record)]


def test_a_subset_has_the_pieces_of_its_letters_too() -> None:
    font = opened(typefaces.subset(face_of("Dossier Sans"), map(ord, "\u212aé")))
    assert set(map(ord, "Kée\u0301")) <= set(font.getBestCmap())


def test_equal_letters_give_equal_bytes(tmp_path: Path) -> None:
    face = face_of("Dossier Sans")
    cut = typefaces.subset(face, [ord("b"), ord("a")])
    assert typefaces.subset(face, [ord("a"), ord("b")], tmp_path) == cut
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes().endswith(cut)
    kept.write_bytes(b"torn")
    assert typefaces.subset(face, [ord("a"), ord("b")], tmp_path) == cut


# The machine's own fonts

COUNT = """
import os
{known}
from weasyprint.text import fonts
from dossier.press.weasy.fontconfig import IsolatedFonts
environment = dict(os.environ)
system = fonts.fontconfig.FcSetSystem
print(fonts.fontconfig.FcConfigGetFonts(IsolatedFonts()._config, system).nfont, environment == dict(os.environ))
"""


@pytest.mark.parametrize("known", ["", "import weasyprint; weasyprint.__version__ = '70.1'"])
def test_none_of_them_can_be_drawn_with(known: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", COUNT.format(known=known)]
    told = subprocess.run(command, capture_output=True, text=True, cwd=SHIPPED.parent)
    assert (told.stdout, told.stderr) == ("0 True\n", "")


COPY = """
import os
from dossier.press.weasy.fontconfig import IsolatedFonts
fonts = IsolatedFonts()
before = fonts.font_map
if process := os.fork():
    os.waitpid(process, 0)
    print("the process:", fonts.font_map is before)
else:
    print("its copy:", fonts.font_map is before, fonts.font_map is fonts.font_map, flush=True)
    os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT CHECKED: this system makes no copies of a process")
def test_a_copy_of_a_process_has_a_font_map_of_its_own() -> None:
    """Pango 1.56 waits for ever for the thread of a map that was made before the copy."""
    command = [sys.executable, "-W", "ignore", "-c", COPY]
    told = subprocess.run(command, capture_output=True, text=True, cwd=SHIPPED.parent)
    assert (told.stdout, told.stderr) == ("its copy: False True\nthe process: True\n", "")


LEFT = """
import os
from dossier.files import scratch
from dossier.press.weasy.fontconfig import IsolatedFonts
fonts = IsolatedFonts()
fonts._folder = folder = scratch.folder()
if process := os.fork():
    os.waitpid(process, 0)
    print(folder.is_dir())
else:
    del fonts
    os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT CHECKED: this system makes no copies of a process")
def test_a_copy_of_a_process_leaves_it_its_faces() -> None:
    """Workers are copies of one process, and have its faces from files: one that lets go of them takes none away."""
    command = [sys.executable, "-W", "ignore", "-c", LEFT]
    told = subprocess.run(command, capture_output=True, text=True, cwd=SHIPPED.parent)
    assert (told.stdout, told.stderr) == ("True\n", "")
