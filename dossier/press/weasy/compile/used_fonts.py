"""What a unit uses of its fonts, as `link` needs it: drawn by WeasyPrint, coded by the text layer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dossier.press.linker.unit import Typeface, Unlinkable
from dossier.press.weasy.text_layer.codes import Codes


def typefaces(fonts: Mapping[str, Any], codes: Mapping[str, Codes]) -> Iterator[Typeface]:
    by_name: dict[str, list[Any]] = {}
    for font in fonts.values():
        by_name.setdefault(font.hash, []).append(font)
    for name, same in sorted(by_name.items()):  # they differ in size only
        font = same[0]
        if font.bitmap or font.png or font.svg or font.colr or "fvar" in font.tables or font.missing:
            raise Unlinkable(f"the face {font.family} is variable, has pictures for glyphs, or lacks a letter")
        further = codes[name].further if name in codes else {}
        widths = {glyph: width for one in reversed(same) for glyph, width in one.widths.items()}
        text_of_code = {code: text for one in reversed(same) for code, text in one.to_unicode.items()}
        texts = {code: text_of_code[code] for code in _own(text_of_code, codes.get(name))} | {
            c: t for c, (_, t) in further.items()
        }
        leads = {code: glyph for code, (glyph, _) in further.items()}
        yield Typeface(
            name=name,
            title=font.name[1:].decode(),
            family=font.family,
            program=hashlib.sha256(font.file_content).hexdigest(),
            is_cff=font.type == "otf",
            flags=font.flags,
            ascent=font.ascent,
            descent=font.descent,
            glyph_count=font.glyph_count,
            # In order, and without what was only looked at: a line may have been drawn before, in another document.
            widths={glyph: widths[glyph] for glyph in sorted({leads.get(code, code) for code in texts})},
            texts=_in_order(texts),
            further=_in_order(leads),
        )


def _in_order(table: dict[int, Any]) -> dict[int, Any]:
    return dict(sorted(table.items()))


def _own(texts: dict[int, str], codes: Codes | None) -> list[int]:
    """Codes that are glyphs: those of the text layer, and what WeasyPrint has drawn by itself, as in SVG."""
    if codes is None:
        return list(texts)
    coded = {glyph for glyph, _ in codes.pairs}
    return [glyph for glyph in texts if codes.pairs.get((glyph, texts[glyph])) == glyph or glyph not in coded]


def merge_faces(all_faces: Iterable[Sequence[Typeface]]) -> tuple[Typeface, ...] | None:
    """The faces of what was drawn apart, as if drawn together; None if one code means different things in them."""
    by_name: dict[str, Typeface] = {}
    for face in (face for faces in all_faces for face in faces):
        face_there = by_name.setdefault(face.name, face)
        if face_there is face:
            continue
        if any(face_there.texts.get(code, text) != text for code, text in face.texts.items()) or any(
            face_there.further.get(code, glyph) != glyph for code, glyph in face.further.items()
        ):
            return None
        by_name[face.name] = msgspec.structs.replace(
            face_there,
            widths=_in_order(face.widths | face_there.widths),
            texts=_in_order(face_there.texts | face.texts),
            further=_in_order(face_there.further | face.further),
        )
    return tuple(by_name[name] for name in sorted(by_name))
