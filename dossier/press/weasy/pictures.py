"""Pictures that are cut off, which WeasyPrint draws as far as they go, with a hole, and without a word.

WeasyPrint makes Pillow pass over what is missing, for the whole process. So it is not asked whether it could be read,
but whether more was wanted than there is.
"""

from __future__ import annotations

import io
import warnings
from typing import Any
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

SVG = "image/svg+xml"
_WANTED = "what comes after its end is wanted"


def fault_of(content: bytes, kind: str = "") -> str:
    """What is wrong with a picture; "" if it is whole, or none that Pillow knows: of others WeasyPrint tells.

    `kind` is its content type, which tells a drawing from what has pixels.
    """
    try:
        if kind == SVG:
            ElementTree.fromstring(content)
            return ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what stands in a picture beside the picture
            return _fault_of(content)
    except UnidentifiedImageError:
        return ""
    except Exception as error:  # each format has its own
        return str(error) or type(error).__name__


def _fault_of(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        picture.verify()  # the checksums of a PNG
    file = _WatchedFile(content)
    with Image.open(file) as picture:
        picture.load()
        is_mended = getattr(picture, "_ended", False)  # Pillow has put the end of a JPEG to it
    return _WANTED if file.is_passed or is_mended else ""


class _WatchedFile(io.BytesIO):
    """A file that knows whether it was read on behind its end."""

    is_passed = False

    def read(self, size: Any = -1, /) -> bytes:
        data = super().read(size)
        self.is_passed = self.is_passed or (not data and size not in {0, -1, None})
        return data
