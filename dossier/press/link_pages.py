"""The pages of a linked document: what of their content was waiting for a number, and their objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dossier.press.link_file import File
from dossier.press.link_place import filled, number_of
from dossier.press.numbering import Numbering
from dossier.press.open_numbers import told
from dossier.press.unit import Drawing, Line, Number, Sheet, Unit, Unlinkable, Words, joined

Value = Callable[[Number], int]


def write(file: File, unit: Unit, base: int, needs: Sequence[int], first: int, numbering: Numbering) -> None:
    """What changes with the numbers of pages in a unit whose numbers begin with `base`, and first page is `first`."""
    pages = [numbering.anchors.get(target, 0) for target in unit.targets] if unit.telling else []
    for own, code in unit.telling:
        file.hold(base + own, told(filled(code, base, needs), pages.__getitem__))
    kids = []
    for number, sheet in enumerate(unit.sheets):
        page, own = first + number, base + number_of(number)

        def value(late: Number, page: int = page) -> int:
            return numbering.of(late, page)

        if not sheet.body.is_packed:
            file.pack(own + 1, drawn(sheet.body, value))
        side = numbering.side(page)
        shift = 0.0 if side == sheet.side else sheet.shift
        margins = drawn(unit.margins[sheet.margins[side]], value)
        file.pack(own + 2, _moved(margins, shift))
        file.hold(own, _page(sheet, base, number, unit.resources, shift))
        kids.append(b"%d 0 R" % own)
    file.hold(base, b"<</Type/Pages/Parent 1 0 R/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids)))


def blank(file: File, unit: Unit, base: int, page: int, numbering: Numbering) -> bytes:
    """A page that holds nothing but the margins that the unit before it has for one; its reference."""
    if not unit.blank:
        raise Unlinkable("a chapter begins on its side by a rule of its own, not of a stylesheet")
    sheet = unit.sheets[-1]
    side = numbering.side(page)
    shift = 0.0 if side == sheet.side else sheet.shift
    margins = drawn(unit.margins[unit.blank[side]], lambda late: numbering.of(late, page))
    number = file.following
    file.following += 2
    file.pack(number + 1, _moved(margins, shift))
    boxes = _boxes(sheet, shift)
    data = b"<</Type/Page/Parent 1 0 R%b/Contents %d 0 R/Resources %d 0 R/Tabs/S>>"
    file.hold(number, data % (boxes, number + 1, base + unit.resources))
    return b"%d 0 R" % number


def _page(sheet: Sheet, base: int, number: int, resources: int, shift: float) -> bytes:
    own = base + number_of(number)
    annotations = b" ".join(b"%d 0 R" % (base + one) for one in sheet.annotations)
    return (
        b"<</Type/Page/Parent %d 0 R%b/Contents[%d 0 R %d 0 R]/Resources %d 0 R/Tabs/S/StructParents %d%b>>"
        % (base, _boxes(sheet, shift), own + 1, own + 2, base + resources, base + number, b"%b")
    ) % (b"/Annots[%b]" % annotations if annotations else b"")


def _boxes(sheet: Sheet, shift: float) -> bytes:
    named = {"MediaBox": sheet.box, "TrimBox": sheet.box} | dict(sheet.boxes)
    return b"".join(
        b"/%b[%b]" % (name.encode(), b" ".join(map(real, (box[0] + shift, box[1], box[2] + shift, box[3]))))
        for name, box in named.items()
    )


def _moved(content: bytes, shift: float) -> bytes:
    """Margins are drawn for their own side, and the page may begin further right or left."""
    return b"q 1 0 0 1 %b 0 cm\n%b\nQ" % (real(shift), content) if shift else content


def drawn(drawing: Drawing, value: Value) -> bytes:
    """A content stream with its numbers."""
    return joined(one if isinstance(one, bytes) else joined(_operators(one, value)) for one in drawing.pieces)


def _operators(line: Line, value: Value) -> Iterator[bytes]:
    """Each piece of a line at its place; what the line is anchored by stays where it was."""
    pieces = [_shown(piece, line, value) for piece in line.pieces]
    grown = sum(width for _, width in pieces) - line.width
    x = line.x - grown * {"left": 0.0, "center": 0.5, "right": 1.0}[line.anchored]
    for shown, width in pieces:
        yield b"1 0 0 -1 %b %b Tm" % (real(x), real(line.y))
        yield shown
        x += width


def _shown(piece: Words | Number, line: Line, value: Value) -> tuple[bytes, float]:
    if isinstance(piece, Words):
        return piece.shown, piece.width
    digits = [line.digits[int(digit)] for digit in str(value(piece))]
    codes = b"".join(b"%04x" % code for code, _ in digits)
    return b"[<%b>] TJ" % codes, sum(width for _, width in digits)


def real(value: float) -> bytes:
    """A number as PDF writes them: without exponent, and without what is less than a millionth."""
    return f"{value:.6f}".rstrip("0").rstrip(".").encode() or b"0"
