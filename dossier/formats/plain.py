"""Plain text and Markdown -> lines, as an editor counts them: ended by a line feed, with or without carriage return."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.encoding import decode
from dossier.formats.lines import About, Lines, legible
from dossier.formats.wrapping import goes_on
from dossier.model.invisible import ODD

LONGEST_FRONT = 100  #: lines of the metadata before a text in Markdown
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}  #: what begins it, in YAML and in TOML -> what may end it
_FIELD = re.compile(r"""(?P<name>[A-Za-z_-]{1,40})\s*[:=]\s*["']?(?P<value>.*?)["']?\s*""")
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "date",
    "published": "date",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "canonical": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
}


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """A text. `WrongUsage` if it is none."""
    limits.check(name, "lines", content.count(b"\n"))
    decoded_text = decode(name, content)
    limits.check(name, "letters", len(decoded_text.text))
    raw = decoded_text.text.replace("\r\n", "\n").split("\n")
    return Lines(
        tuple(map(legible, raw)), unread=decoded_text.unread, goes_on=goes_on([ODD.sub("", line) for line in raw])
    )


def read_markdown(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """A text in Markdown. The lines of its front matter are counted, and are metadata, not text."""
    lines = read(name, content, limits)
    end = _front_matter(lines.texts)
    if not end:
        return lines
    apart = range(1, end + 1)
    about = _about(lines.texts[1 : end - 1])
    return Lines(
        lines.texts,
        unread=lines.unread,
        about=about,
        goes_on=lines.goes_on - frozenset(apart),
        kinds=dict.fromkeys(apart, "front matter"),
        apart=frozenset(apart),
    )


def _front_matter(texts: Sequence[str]) -> int:
    """The number of its last line; 0 if there is none. A rule between paragraphs is none: fields must follow."""
    closing = _FENCES.get(texts[0].rstrip(), ())
    if not closing or len(texts) < 3 or not (texts[1].rstrip() in closing or _FIELD.fullmatch(texts[1])):
        return 0
    return next(
        (number for number, text in enumerate(texts[:LONGEST_FRONT], 1) if number > 1 and text.rstrip() in closing), 0
    )


def _about(fields: Sequence[str]) -> About:
    properties: dict[str, str] = {}
    for line in fields:
        match = _FIELD.fullmatch(line)
        if match and match["value"] and (name := _FIELDS.get(match["name"].lower())):
            properties.setdefault(name, match["value"])
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|[T ])", properties.get("date", ""))
    return About(**{**properties, "date": day[0] if day else ""})
