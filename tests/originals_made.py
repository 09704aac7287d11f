"""Originals made in the tests: the least that is a file of each format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (*((name, name) for name in ("office", "text", "style", "table", "meta")), ("draw", "drawing"))
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of a DOCX file."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def written(text: str) -> str:
    """A paragraph of a DOCX file."""
    return f"<w:p>{run(text)}</w:p>"


def docx(
    body: str, parts: Mapping[str, str] | None = None, *, main: str = "word/document.xml", space: str = WORD
) -> bytes:
    """A DOCX file. `parts` are those that stand beside the body: "footnotes" -> its XML, and "styles", "header"."""
    parts = parts or {}
    related = "".join(f'<Relationship Type="{_RELATED}/{name}" Target="{name}.xml"/>' for name in parts)
    files = {
        "_rels/.rels": f'<R><Relationship Type="{_RELATED}/officeDocument" Target="word/document.xml"/></R>',
        main: f'<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<R>{related}</R>",
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, content in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f'<w:{root} xmlns:w="{space}" {_SPACES}>{content}</w:{root}>'
    return zipped(files)


def odt(body: str, styles: str = "", automatic: str = "") -> bytes:
    """An ODT file; `automatic` are the styles of its own text."""
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OFFICE} {dublin}><office:automatic-styles>"
            f"{automatic}</office:automatic-styles><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_OFFICE}><office:master-styles>{styles}</office:master-styles>"
            "</office:document-styles>",
        }
    )
