"""A file that lasts: PDF/A-3a and PDF/UA-1 at once, which carries its words as plain text and what it was made from.

WeasyPrint 70.0 writes one standard or the other. The file is drawn as PDF/A-3a; `finish` then names PDF/UA-1 in the
same metadata, described as PDF/A wants it (ISO 19005-3, 6.6.2.3), and adds the associated files (6.8) itself:
WeasyPrint would date them by the clock, name their kind by a table of the machine, and list each twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import PurePosixPath
from typing import Any, Literal

import pydyf

VARIANT = "pdf/a-3a"  #: as WeasyPrint calls it

#: By suffix; what is not known is bytes.
_KINDS = {".txt": "text/plain", ".yaml": "application/yaml", ".html": "text/html", ".json": "application/json"}

#: The identification of PDF/UA (ISO 14289-1, 5), and the schema it belongs to, which PDF/A does not know.
_IDENTIFICATION = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


Dates = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF. Source: the PDF was made from it. Alternative: it says the same in another form."""

    name: str  #: the path it had; in the PDF it is told as the description
    content: bytes
    relation: Literal["Source", "Alternative"]
    pieces: tuple[bytes, ...] = field(default=(), compare=False)  #: of the content, if it is made of some


@dataclass(frozen=True, slots=True)
class Archive:
    """What a lasting file carries."""

    words: str  #: its transcript, with places for the numbers of pages
    attached: tuple[Attached, ...] = ()
    name: str = "briefing"  #: of the plain text, without suffix


def finish(pdf: Any, attached: Iterable[Attached]) -> None:
    """Make of a document drawn as PDF/A-3a one that is also PDF/UA-1, with files in it."""

    def add(one: Any) -> Any:
        pdf.add_object(one)
        return one.reference

    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [with_pdf_ua(b"".join(metadata.stream))]
    for image in pdf.objects:
        if isinstance(image, pydyf.Stream) and image.extra.get("Subtype") == "/Image":
            image.extra["Interpolate"] = "false"  # forbidden in PDF/A (6.2.8.1)
    dates = dates_of(pdf.info)
    attach(attached, pdf.catalog, lambda file, name: add(specification(file, name, add(embedded_stream(file, dates)))))


def with_pdf_ua(metadata: bytes) -> bytes:
    """Metadata that say PDF/A, saying PDF/UA as well."""
    head, end, tail = metadata.rpartition(b"</rdf:RDF>")
    return head + _IDENTIFICATION.strip().encode() + end + tail


def attach(attached: Iterable[Attached], catalog: Any, write: Callable[[Attached, str], bytes]) -> None:
    """Put files into a PDF: `put` gives it one under a name, and the reference of its specification."""
    names: dict[str, bytes] = {}
    for file in attached:
        name = _name(file.name, names)
        names[name] = write(file, name)
    if not names:
        return
    order = sorted(names, key=_string)
    entries = b"".join(_string(name) + names[name] for name in order)
    trees = catalog.setdefault("Names", pydyf.Dictionary())
    trees["EmbeddedFiles"] = pydyf.Dictionary({"Names": b"[%b]" % entries})
    catalog["AF"] = b"[%b]" % b" ".join(names[name] for name in order)


def _string(name: str) -> bytes:
    return bytes(pydyf.String(name).data)


def specification(file: Attached, name: str, content: Any) -> Any:
    """What is said of an embedded file; `content` is the reference of its stream."""
    return pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "Desc": pydyf.String(file.name),
            "EF": pydyf.Dictionary({"F": content, "UF": content}),
            "AFRelationship": f"/{file.relation}",
        }
    )


def dates_of(info: Mapping[str, Any]) -> Dates:
    """Files have the dates of the document, which may have none."""
    return tuple((key, info[key]) for key in ("CreationDate", "ModDate") if info.get(key))


def embedded_stream(file: Attached, dates: Dates) -> Any:
    """The stream of an embedded file."""
    digest = md5(file.content, usedforsecurity=False).hexdigest()
    parameters = pydyf.Dictionary({"Size": len(file.content), "CheckSum": f"<{digest}>", **dict(dates)})
    kind = _KINDS.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream").replace("/", "#2f")
    extra = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": parameters}
    return pydyf.Stream([file.content], extra, compress=True)


def _name(path: str, names: Iterable[str]) -> str:
    """A path as a file name: a reader that writes the files out puts all of them into one folder."""
    name = path.removeprefix("sources/").replace("/", "-")
    return name if name not in names else path.replace("/", "--")
