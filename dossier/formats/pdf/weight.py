"""How much a PDF draws, worked out before it is drawn: a form that is drawn twice costs twice.

A few hundred bytes can hold forms that draw forms that draw forms, each eight times: nobody would see the end of it.
Each stream is unpacked once, whatever draws it.
"""

from __future__ import annotations

import io
import re
from typing import Any

from dossier.files.reading_limits import ReadingLimits
from dossier.problems import WrongUsage

_DRAWN = re.compile(rb"/([^\x00\s()<>\[\]{}/%]+)\s+Do\b")


def weigh(name: str, content: bytes, limits: ReadingLimits) -> None:
    """`WrongUsage` if a PDF has more objects, or a page of it draws more, than is read; or for ever.

    Of a file that cannot be looked into nothing is told: whoever reads it will.
    """
    import pikepdf

    try:
        file = pikepdf.open(io.BytesIO(content))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError):
        return
    with file:
        limits.check(name, "objects", len(file.objects))
        weights = _Weights(pikepdf)
        for number, page in enumerate(file.pages, 1):
            try:
                limits.check(f"page {number} of {name}", "drawing", weights.of_page(page.obj))
            except _RecursiveForm as error:
                raise WrongUsage(
                    f"page {number} of {name} has a form that draws itself", "Print it to a new PDF."
                ) from error


class _RecursiveForm(Exception):
    pass


class _Weights:
    """Bytes that draw something, with all that it draws."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._weights: dict[tuple[int, int], int | None] = {}  #: of forms; None of those that are being weighed

    def of_page(self, page: Any) -> int:
        contents = page.get("/Contents")
        streams = contents if isinstance(contents, self._library.Array) else [contents]
        resources = _inheritable(page, "/Resources")
        return sum(self._weigh(stream, resources) for stream in streams if isinstance(stream, self._library.Stream))

    def _of_form(self, form: Any, resources: Any) -> int:
        key = form.objgen
        if key not in self._weights:
            self._weights[key] = None
            self._weights[key] = self._weigh(form, form.get("/Resources", resources))
        weight = self._weights[key]
        if weight is None:
            raise _RecursiveForm
        return weight

    def _weigh(self, stream: Any, resources: Any) -> int:
        try:
            drawing = stream.read_bytes()
        except self._library.PdfError:
            return 0
        forms = resources.get("/XObject", {}) if isinstance(resources, self._library.Dictionary) else {}
        size = len(drawing)
        for match in _DRAWN.finditer(drawing):
            form = forms.get("/" + match[1].decode("latin-1"))
            if isinstance(form, self._library.Stream) and form.get("/Subtype") == "/Form":
                size += self._of_form(form, resources)
        return size


def _inheritable(page: Any, name: str) -> Any:
    """What a page has, or else one of the nodes above it."""
    for _ in range(100):
        if page is None or name in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(name)
