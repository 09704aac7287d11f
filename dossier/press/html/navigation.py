"""What stands round the sections of a briefing on a screen: the way about, the search, the other editions."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from markupsafe import Markup

from dossier.model.edition import Dossier
from dossier.press.html.live import script
from dossier.press.html.render import HtmlDocument

FILE = "briefing.html"
_CHAPTER = re.compile(r'<section class="chapter [^"]*" id="([^"]+)">(.*?)</h1>', re.S)
_HEADING = re.compile(r"<h1[^>]*>(.*)\Z", re.S)
_TAG = re.compile(r"<[^>]*>")

_BAR = Markup("""<a class="screen-skip" href="#text">{skip}</a>
<header class="screen-bar small" data-record="{record}">
<nav aria-label="{contents}"><details><summary>{contents}</summary><ol>
{entries}
</ol></details></nav>
<search hidden><input type="search" aria-label="{search}" placeholder="{search}">
<span role="status" data-some="{some}" data-none="{none}"></span><ol class="screen-found" hidden></ol></search>
<button type="button" hidden>{back}</button>
{editions}<span class="screen-marking" dir="ltr">{marking}</span>
</header>
<main id="text">
""")
_ENTRY = Markup('<li><a href="#{anchor}">{title}</a></li>')
_EDITION = Markup(
    '<a lang="{language}" dir="{direction}" hreflang="{language}" href="../{edition}/{file}">{name}</a>\n'
)
_END = Markup("</main>\n<script>{}</script>\n")
_POLICY = Markup('<meta http-equiv="Content-Security-Policy" content="{}">\n')


def policy() -> Markup:
    """What tells a browser that nothing is fetched or sent, and that no other script runs (CSP 3)."""
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        "font-src data:",
        "img-src data:",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return _POLICY.format("; ".join(rules))


def bar(dossier: Dossier, page: HtmlDocument) -> Markup:
    """What stands before the sections."""
    words = dossier.words
    return _BAR.format(
        skip=words("screen.skip"),
        contents=words("contents.title"),
        entries=Markup("\n").join(_ENTRY.format(anchor=anchor, title=title) for anchor, title in _chapters(page)),
        search=words("screen.search"),
        some=words("screen.some", n=0),
        none=words("screen.none"),
        back=words("screen.back"),
        record=words("screen.record"),
        editions=Markup("").join(_others(dossier)),
        marking=dossier.marking,
    )


def end() -> Markup:
    """What stands behind them."""
    return _END.format(Markup(script()))


def _chapters(page: HtmlDocument) -> Iterable[tuple[str, Markup]]:
    """The anchor and the title of each chapter that has both."""
    for section in page.sections:
        for anchor, content in _CHAPTER.findall(section):
            heading = _HEADING.search(content)
            if heading:
                yield anchor, Markup(_TAG.sub("", heading[1]).strip())


def _others(dossier: Dossier) -> Iterable[Markup]:
    for edition in dossier.corpus.editions.values():
        if edition.id != dossier.edition.id:
            language = edition.language
            direction = "rtl" if language == "ar" else "ltr"
            name = edition.name.of(language)
            yield _EDITION.format(language=language, direction=direction, edition=edition.id, file=FILE, name=name)
