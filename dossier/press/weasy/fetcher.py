"""What WeasyPrint may read while it draws: what it is handed, and nothing else.

No file, no network. A URL `dossier:<path>`, or a path without a scheme, is looked up in what the caller offers; a
small `data:` URI is decoded; anything else is refused. Every refusal is remembered: WeasyPrint tells most of them in
its log, but swallows those inside an SVG image and draws on, so whoever draws has to look at `refused` in the end.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

from dossier.press.html.budgets import check_svg
from dossier.press.html.css.budgets import check_sheet
from dossier.press.limits import DEFAULTS, Limits, OverLimit, check
from dossier.press.weasy import pictures
from dossier.press.weasy.fast_import import fast_imports
from dossier.problems import Place

with fast_imports():
    from PIL import Image
    from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "dossier:"

#: What relative URLs are relative to. As urllib joins nothing to an unknown scheme, they reach the fetcher as they are.
BASE = "dossier:/"
MOST_DATA = 1 << 20  #: characters of a data: URI

#: Content-Type by suffix: without one WeasyPrint drops a stylesheet, and says so only in its log.
TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": pictures.SVG,
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}

#: Either a table, or a function that gives None for what is not there.
FileSource = Mapping[str, bytes] | Callable[[str], bytes | None]


_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


class FetchRefused(ValueError):
    """Something was asked for that is not offered."""


def url_of(path: str) -> str:
    """The URL under which a drawing finds an offered path."""
    return SCHEME + path


class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Fetches from an offer, and remembers what it gave and what it refused."""

    def __init__(self, offer: FileSource, limits: Limits = DEFAULTS) -> None:
        super().__init__(allowed_protocols={"dossier", "data"}, allow_redirects=False)
        self._offer, self._limits = offer, limits
        self._pictures = self._pixels = 0
        self.fetched: list[str] = []  #: paths, in the order asked for
        self.refused: list[str] = []  #: "URL: why", in the order asked for

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        scheme = _SCHEME.match(url)
        if scheme and scheme[1].lower() == "data":
            return self._data(url)
        if scheme and scheme[1].lower() == "dossier":
            return self._response(url, url[scheme.end() :])
        if not scheme and not url.startswith("//"):
            return self._response(url, url)
        raise self._refusal(url, "only what the dossier itself brings is read, nothing from elsewhere")

    def _response(self, url: str, relative: str) -> URLFetcherResponse:
        path = posixpath.normpath(unquote(relative.partition("#")[0].partition("?")[0])).lstrip("/")
        content_type = TYPES.get(PurePosixPath(path).suffix.lower())
        if content_type is None:
            raise self._refusal(url, "not a stylesheet, a font or an image by its name")
        content = self._offer.get(path) if isinstance(self._offer, Mapping) else self._offer(path)
        if content is None:
            is_outside = path.startswith("../")
            raise self._refusal(url, "outside the folder, which alone is read" if is_outside else "not there")
        self._count(content, content_type, path)
        self._check(url, content, content_type)
        self.fetched.append(path)
        return URLFetcherResponse(url, content, {"Content-Type": content_type})

    def _data(self, url: str) -> URLFetcherResponse:
        head, comma, body = url[len("data:") :].partition(",")
        kind, *parameters = head.lower().split(";")
        if not comma or kind not in TYPES.values():
            raise self._refusal(url, "not a stylesheet, a font or an image")
        if len(url) > MOST_DATA:
            raise self._refusal(url, f"longer than {MOST_DATA} characters")
        content = unquote_to_bytes(body)
        if "base64" in parameters:
            try:
                content = base64.b64decode(content, validate=False)
            except binascii.Error as error:
                raise self._refusal(url, "not base64") from error
        self._count(content, kind, "")
        self._check(url, content, kind)
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _check(self, url: str, content: bytes, content_type: str) -> None:
        """Refuse a picture of which part is missing."""
        if content_type.startswith("image/") and (fault := pictures.fault_of(content, content_type)):
            raise self._refusal(url, f"the picture is cut off or damaged: {fault}")

    def _count(self, content: bytes, content_type: str, path: str) -> None:
        """Hold what is about to be read within the limits."""
        if content_type == "text/css":
            check_sheet(content.decode("utf-8", "replace"), path, self._limits)
        elif content_type.startswith("image/"):
            self._pictures += 1
            try:
                check("pictures", self._pictures, self._limits)
                if content_type == "image/svg+xml":
                    check_svg(ElementTree.fromstring(content), self._limits)
                else:
                    self._pixels += _pixels(content)
                    if self._pixels > self._limits.pixels:
                        raise OverLimit("pixels", self._pixels, self._limits.pixels, is_more=True)
            except OverLimit as error:
                raise error.at(Place(path)) from None
            except (ElementTree.ParseError, ValueError, LookupError):
                return  # it cannot be drawn, as WeasyPrint will tell

    def _refusal(self, url: str, why: str) -> FetchRefused:
        short = url if len(url) <= 80 else url[:80] + "…"
        self.refused.append(f"{short}: {why}")
        return FetchRefused(self.refused[-1])


def _pixels(content: bytes) -> int:
    """Of a picture, as far as it says how large it is; none if it is no picture, as WeasyPrint will tell."""
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        return 1 << 40
    except Exception:  # of any format's reader
        return 0
    return int(width * height)
