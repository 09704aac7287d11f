"""Which format a file is of: by its first bytes where they tell, else by the ending of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.problems import WrongUsage

_ENDINGS = {
    "txt": "text",
    "text": "text",
    "md": "Markdown",
    "markdown": "Markdown",
    "html": "HTML",
    "htm": "HTML",
    "xhtml": "HTML",
    "pdf": "PDF",
    "docx": "DOCX",
    "docm": "DOCX",
    "odt": "ODT",
    "rtf": "RTF",
    "eml": "EML",
    "mht": "MHTML",
    "mhtml": "MHTML",
    "warc": "WARC",
}
_WORDS = "Save it as DOCX or PDF (LibreOffice: soffice --convert-to docx FILE), and import that."
_TEXT = "Save what you need of it as text, and import that."
_PICTURE = "Recognise its letters first (ocrmypdf) and import the result."
_UNPACKED = "Unpack it, and import the document in it."
#: What begins a file -> what it is, and what to do. The beginnings of all that is read are in `_by_content`.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of old Office (DOC, XLS, PPT, MSG) or a locked one", _WORDS),
    (b"\x89PNG", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"II*\0", "a picture (TIFF)", _PICTURE),
    (b"MM\0*", "a picture (TIFF)", _PICTURE),
    (b"RIFF", "a sound, film or picture (RIFF)", _TEXT),
    (b"Rar!", "an archive (RAR)", _UNPACKED),
    (b"7z\xbc\xaf", "an archive (7z)", _UNPACKED),
    (b"\x1f\x8b", "an archive (gzip)", _UNPACKED),
    (b"BZh", "an archive (bzip2)", _UNPACKED),
    (b"\xfd7zXZ", "an archive (xz)", _UNPACKED),
    (b"bplist00", "a web archive of Safari or another binary property list", "Save the page as HTML."),
    (b"%!PS", "a PostScript file", "Convert it to PDF (ps2pdf), and import that."),
    (b"SQLite format 3", "a database (SQLite)", _TEXT),
    (b"ID3", "a sound (MP3)", _TEXT),
    (b"OggS", "a sound (Ogg)", _TEXT),
    (b"\x7fELF", "a program", _TEXT),
    (b"\xdbPFK", "an e-book", _TEXT),
    (b"AT&TFORM", "a DjVu file", "Convert it to PDF (ddjvu), and import that."),
)
#: A part of a ZIP file that tells what it is, as it stands in the file's own list of parts.
_PACKED = (
    (re.compile(rb"(?i)word/document\d*\.xml"), "DOCX"),
    (re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.text(?!-)"), "ODT"),
)
_PACKED_REFUSED = (
    (re.compile(rb"mimetypeapplication/epub"), "an e-book (EPUB)", "Save it as HTML or PDF, and import that."),
    (re.compile(rb"(?i)xl/workbook\.(?:xml|bin)"), "a workbook (XLSX)", "Save the sheet as PDF, and import that."),
    (re.compile(rb"(?i)ppt/presentation\.xml"), "a presentation (PPTX)", "Save it as PDF, and import that."),
    (re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\."), "an OpenDocument file without text", _WORDS),
    (re.compile(rb"Index/Document\.iwa"), "a file of Pages", "Save it as DOCX or PDF, and import that."),
)
#: Formats of text that would be read as if their commands were words.
_ENDINGS_REFUSED = {
    "doc": ("a file of old Word (DOC)", _WORDS),
    "xls": ("a workbook (XLS)", _TEXT),
    "xlsx": ("a workbook (XLSX)", _TEXT),
    "ppt": ("a presentation (PPT)", _WORDS),
    "pptx": ("a presentation (PPTX)", _WORDS),
    "epub": ("an e-book (EPUB)", "Save it as HTML or PDF, and import that."),
    "msg": ("a letter of Outlook (MSG)", "Save it as EML, and import that."),
    "webarchive": ("a web archive of Safari", "Save the page as HTML."),
    "pages": ("a file of Pages", "Save it as DOCX or PDF, and import that."),
    "odp": ("a presentation (ODP)", _WORDS),
    "ods": ("a workbook (ODS)", _TEXT),
    "fodt": ("a flat OpenDocument text (FODT)", "Save it as ODT, and import that."),
    "tex": ("a LaTeX file", "Import the PDF that is made of it."),
    "wpd": ("a file of WordPerfect", _WORDS),
    "djvu": ("a DjVu file", "Convert it to PDF (ddjvu), and import that."),
}
_HTML = re.compile(
    rb"(?i)\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html[\s>])", re.S
)
_FIELD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)")
_LETTER = re.compile(rb"(?im)^(?:mime-version|message-id|received|return-path|x-mozilla-status):")
_ENCODED = re.compile(rb"(?im)^content-transfer-encoding:\s*(?:base64|quoted-printable)")
_FROM = re.compile(rb"(?im)^from:")
_SAVED = re.compile(rb"(?im)^content-type:\s*multipart/related")
_SAVED_BY = re.compile(rb"(?im)^(?:snapshot-content-location|from:\s*<?saved by)")
HEAD = 20_000  #: bytes in which the head of a letter stands


@dataclass(frozen=True, slots=True)
class FileFormat:
    name: str  #: of `reading.FORMATS`
    named: str = ""  #: what the file's name says, where that is something else


def form_of(name: str, content: bytes) -> FileFormat:
    """The format of a file. `WrongUsage` if it is one that nobody here reads."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    by_name = _ENDINGS.get(ending, "")
    by_content = _by_content(name, content)
    if by_content == "EML" and by_name in {"text", "Markdown"} and not _ENCODED.search(content[:HEAD]):
        by_content = ""  # a letter that somebody saved as text, and can be read as it is
    if by_content:
        is_told = bool(by_name) and by_name != by_content and {by_name, by_content} != {"EML", "MHTML"}
        return FileFormat(
            by_name if by_name in {"EML", "MHTML"} and not is_told else by_content, ending if is_told else ""
        )
    if ending in _ENDINGS_REFUSED:
        raise refusal(name, *_ENDINGS_REFUSED[ending])
    return FileFormat(by_name or "text")


def refusal(name: str, what: str, advice: str) -> WrongUsage:
    return WrongUsage(f"{name} is {what}, which is not read", advice)


def _by_content(name: str, content: bytes) -> str:
    """The format that the bytes tell; "" if they may be any text."""
    start = content[:1024]
    if start.lstrip().startswith(b"%PDF-"):
        return "PDF"
    is_binary = any(byte == 0 or byte > 0x7F for byte in start)  # a text may begin with "ID3", too
    for begins, what, advice in _REFUSED:
        if content.startswith(begins) and (is_binary or begins == b"%!PS") and not _is_archived_page(name, content):
            raise refusal(name, what, advice)
    if start[4:12] in {b"ftypM4A ", b"ftypisom", b"ftypmp42", b"ftypqt  "}:
        raise refusal(name, "a film or a sound (MP4)", _TEXT)
    if content.startswith(b"PK\x03\x04"):
        return _compression(name, content)
    if start.lstrip().startswith(b"{\\rtf"):
        return "RTF"
    if start.startswith(b"WARC/") or _is_archived_page(name, content):
        return "WARC"
    if _HTML.match(content[:HEAD].removeprefix(b"\xef\xbb\xbf")):
        return "HTML"
    return _letter(content)


def _is_archived_page(name: str, content: bytes) -> bool:
    return name.lower().endswith(".warc.gz") and content.startswith(b"\x1f\x8b")


def _compression(name: str, content: bytes) -> str:
    for pattern, form in _PACKED:
        if pattern.search(content):
            return form
    for pattern, what, advice in _PACKED_REFUSED:
        if pattern.search(content):
            raise refusal(name, what, advice)
    if name.lower().endswith((".docx", ".docm", ".odt")):
        return ""
    raise refusal(name, "an archive (ZIP)", _UNPACKED)


def _letter(content: bytes) -> str:
    """Mail begins with fields, among them some that nobody else writes."""
    head = content[:HEAD]
    fields = 0
    place = 0
    while match := _FIELD.match(head, place):
        fields, place = fields + 1, match.end()
    if fields < 3 or head[place : place + 1] not in {b"\r", b"\n", b""}:
        return ""
    header = head[:place]
    if _SAVED.search(header) and _SAVED_BY.search(header):
        return "MHTML"
    return "EML" if _LETTER.search(header) and _FROM.search(header) else ""
