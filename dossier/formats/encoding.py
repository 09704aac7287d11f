"""Bytes -> text: in the encoding that a file says, or in the one that its bytes tell, with a word on which and why.

UTF-8 that is sound is UTF-8, whatever a file says of itself: no other text looks like it by chance. Failing that a
file's own word is taken, unless its bytes are plainly Arabic in another encoding. Where nothing is said, the reading is
certain only if no letter depends on the choice, or if it makes Arabic words of all that is not ASCII; else nothing in
the file can be proven, and the advice is to save it as UTF-8.

Of the packages that guess, charset-normalizer, told to choose among the encodings of Arabic and English, was right on
280 of 280 Arabic texts of 50 to 5,000 letters in windows-1256 and ISO 8859-6; chardet 5 on none. Of its readings 279
are certain by the rules here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dossier.formats.lines import Unread, missing
from dossier.problems import WrongUsage

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_NAMES = {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859_6": "ISO 8859-6", "cp720": "DOS 720"}
SAMPLE = 200_000  #: bytes that an encoding is told by
MOST_ZEROS = 0.05  #: of a text's bytes, which are letters that were lost
ENOUGH = 20  #: letters without which nothing is certain
MOST_BROKEN = 0.02  #: of what is not ASCII in a file of UTF-8 with a few broken letters

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3]")
_MIXED = re.compile("[A-Za-z\u00c0-\u024f][\u0620-\u064a]|[\u0620-\u064a][A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile("[^\\W\\d_\u0000-\u007f\u0620-\u06d3]")  #: letters neither English nor Arabic
_NOT_TEXT = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffe\uffff]")
#: What windows-1252 and windows-1256 have alike and English prose has beside ASCII.
_COMMON = re.compile(
    "[\u0000-\u007f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u00a0\u00a3\u00a9\u00ab\u00b0\u00b7\u00bb]*"
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    text: str
    unread: tuple[Unread, ...] = ()


def decode(name: str, content: bytes, declared: str = "") -> DecodedText:
    """The text of a file that says its encoding is `declared`, "" if it says nothing.

    `WrongUsage` if it is no text; `MachineLacks` if the package that tells encodings is needed and missing.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return DecodedText(content[len(mark) :].decode(encoding).replace("\0", "\ufffd"))
            except UnicodeDecodeError as error:
                raise _not_text(name, content) from error
    if content.count(b"\0") > MOST_ZEROS * len(content):
        return _wide(name, content)
    try:
        return DecodedText(content.decode("utf-8").replace("\0", "\ufffd"), _contradicted(declared, content))
    except UnicodeDecodeError:
        pass
    if b"\0" in content:
        raise _not_text(name, content)
    if _is_broken_utf8(content):
        return DecodedText(content.decode("utf-8", "replace"))
    decoded_text = _decode_as_declared(declared, content)
    best = _best(content)
    if decoded_text is not None and (best is None or _is_surely_arabic(decoded_text) or not _is_surely_arabic(best[0])):
        return DecodedText(decoded_text)
    if best is None:
        raise _not_text(name, content)
    text, encoding = best
    if not declared and sum(map(str.isalpha, text[:SAMPLE])) < ENOUGH:
        raise _not_text(name, content)
    label = f"read as {_NAMES.get(encoding, encoding)}: " + (f"it says {declared}" if declared else "not declared")
    if _is_surely_arabic(text) or (not declared and _is_plain_english(text)):
        return DecodedText(text, (Unread("encoding", detail=label),))
    detail = f"{label}, and not certain: save it as UTF-8 and import that"
    return DecodedText(text, (Unread("encoding", detail=detail, breaks_proof=True),))


def _wide(name: str, content: bytes) -> DecodedText:
    """A text whose every letter takes two or four bytes, which has zeros among them, and does not say so."""
    for encoding in _WIDE:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = sum(c < "\u0250" or "\u0600" <= c <= "\u06ff" or "\u2010" <= c <= "\u2040" for c in text[:SAMPLE])
        if usual > 0.9 * len(text[:SAMPLE]) and not _NOT_TEXT.search(text[:SAMPLE]):
            detail = f"read as {encoding.upper()}: not declared"
            return DecodedText(text, (Unread("encoding", detail=detail),))
    raise _not_text(name, content)


def _is_broken_utf8(content: bytes) -> bool:
    """Whether all but a few of the letters that are not ASCII are sound UTF-8."""
    rest, sound = _SEQUENCE.subn(b"", content)
    broken = sum(byte > 0x7F for byte in rest)
    return broken <= max(3, MOST_BROKEN * sound) and sound >= 3 * broken


def _contradicted(declared: str, content: bytes) -> tuple[Unread, ...]:
    if content.isascii() or not (encoding := _python_name(declared)) or encoding == "utf-8":
        return ()
    return (Unread("encoding", detail=f"read as UTF-8: it says {declared}"),)


def _python_name(declared: str) -> str:
    """Python's name of the encoding that a browser would take; "" for one that nobody knows."""
    import webencodings

    encoding = webencodings.lookup(declared) if declared else None
    return encoding.codec_info.name if encoding else ""


def _decode_as_declared(declared: str, content: bytes) -> str | None:
    encoding = _python_name(declared)
    return content.decode(encoding, "replace") if encoding and encoding != "utf-8" else None


def _best(content: bytes) -> tuple[str, str] | None:
    """(text, encoding) that is most like words, among the encodings of Arabic and English; None if none is."""
    try:
        import charset_normalizer
    except ImportError as error:
        raise missing("charset-normalizer", "text that is not UTF-8") from error
    guess = charset_normalizer.from_bytes(content[:SAMPLE], cp_isolation=list(_NAMES)).best()
    if guess is None or guess.encoding not in _NAMES:
        return None
    return content.decode(guess.encoding, "replace"), guess.encoding


def _is_surely_arabic(text: str) -> bool:
    """Whether all that is not ASCII makes Arabic words."""
    sample = text[:SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    odd = len(_MIXED.findall(sample)) + len(_FOREIGN.findall(sample)) + len(_NOT_TEXT.findall(sample))
    articles = sample.count("\u0627") + sample.count("\u0644")  # a fourth of the letters of Arabic prose
    return arabic >= ENOUGH and odd <= 0.01 * arabic and articles >= 0.12 * arabic and "\ufffd" not in sample


def _is_plain_english(text: str) -> bool:
    """Whether nothing in it depends on which encoding of windows it is: ASCII, with its quotation marks and dashes."""
    return bool(_COMMON.fullmatch(text)) and not re.search("\\w[\u201c\u201e\u201a\u2022\u00a0]\\w|\\w\u2018\\w", text)


def _not_text(name: str, content: bytes) -> WrongUsage:
    odd = next((place for place, byte in enumerate(content) if byte == 0 or byte > 0x7F), 0)
    line = content[:odd].count(b"\n") + 1
    return WrongUsage(
        f"{name}:{line}: byte 0x{content[odd]:02x} is not UTF-8, nor does the file look like text in an encoding of"
        " Arabic or English",
        "Save it as UTF-8, or name it by its format: docx, html, pdf.",
    )
