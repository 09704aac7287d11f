"""Chapters -> one HTML document, through `templates/`.

Templates hold no look-ups: a chapter's value has finished words in reading order. Everything printed by `{{ }}` goes
through one gate (`_gate`): it is escaped, and what is the dossier's own voice takes the house style for digits, while
`Verbatim` letters, anchors and lengths pass as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from dossier.chapters.kinds import Chapter
from dossier.chapters.since import Since
from dossier.chapters.since import since as marks_since
from dossier.content.edition import Anchor, Dossier, Verbatim
from dossier.press import bidi
from dossier.press.kept_templates import KeptTemplates
from dossier.press.origins import with_places
from dossier.problems import Broken, Place, Problem, Report
from dossier.project import NotThere, Project

FOLDER = "templates"
BOUNDARY = "\x01"  #: what the template puts before a section that can be drawn apart; no text may hold it
BASE_SHEETS = ("type", "paper", "parts")
_WESTERN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LINK = re.compile(r'(<a [^>]*)href="#((source|party|point|event|quotation|figure)-[^"]*)"')
_HOMES = {
    "source": "sources",
    "party": "profiles",
    "point": "disagreements",
    "event": "timeline",
    "quotation": "quotations",
    "figure": "figures",
}  #: where an anchor of that name stands
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Page:
    """A document for the press: HTML, and its stylesheets as (path, CSS)."""

    before: str  #: head, and what stands in the margins
    sections: tuple[str, ...]  #: each begins a page; a document that cannot be parted is one section
    after: str
    sheets: tuple[tuple[str, str], ...]

    @property
    def html(self) -> str:
        return "".join((self.before, *self.sections, self.after))

    def alone(self, section: int) -> str:
        """A document of one section."""
        return "".join((self.before, self.sections[section], self.after))


_AS_THEY_ARE = (Markup, Verbatim, Anchor, jinja2.Undefined)


def _gate(value: object) -> object:
    """What every printed value passes, if the dossier's own voice writes Arabic digits."""
    if isinstance(value, str | int) and not isinstance(value, _AS_THEY_ARE):
        return arabic_digits(str(value))
    return value


def arabic_digits(text: str) -> str:
    """Digits as ٠–٩ with the separators that belong to them (W3C alreq: U+066B decimal, U+066C thousands)."""

    def one(found: re.Match[str]) -> str:
        return found[0].translate(_WESTERN_TO_ARABIC).replace(",", "\u066c").replace(".", "\u066b")

    return _NUMBER.sub(one, text)


class _Placing(Extension):
    """Writes on every start tag the template and the line that it stands in."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data":
                placed = with_places(token.value, stream.filename or FOLDER, token.lineno)
                token = Token(token.lineno, token.type, placed)
            yield token


class Templates:
    """The templates of a dossier, each compiled when it is first used and again when it has changed.

    `cache` is a folder for what has been compiled.
    """

    def __init__(self, project: Project, cache: Path | None = None) -> None:
        self._project, self._cache = project, cache
        self._environments: dict[tuple[bool, bool], jinja2.Environment] = {}

    def environment(self, *, arabic_indic: bool = False, placed: bool = False) -> jinja2.Environment:
        key = arabic_indic, placed
        if key not in self._environments:
            self._environments[key] = self._made(arabic_indic=arabic_indic, placed=placed)
        return self._environments[key]

    def _made(self, *, arabic_indic: bool, placed: bool) -> jinja2.Environment:
        way = f"{'arabic-indic' if arabic_indic else 'western'}-{'placed' if placed else 'plain'}"
        environment = jinja2.Environment(
            extensions=[_Placing] if placed else [],
            bytecode_cache=KeptTemplates(self._cache / "templates", way) if self._cache else None,
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_gate if arabic_indic else None,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.tests["arabic"] = lambda letters: bidi.is_arabic(str(letters))
        environment.filters["sentence"] = lambda words: words[:1].upper() + words[1:]
        environment.filters["mm"] = lambda length: Markup(f"{length:.2f}mm")
        environment.filters["unit"] = lambda length: Markup(f"{length:.2f}")
        environment.filters["verbatim"] = lambda value: Verbatim(value)
        environment.filters["attribute"] = lambda value: Markup(escape(str(value)))
        return environment

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = f"{FOLDER}/{name}"
        try:
            text, digest = read_text(self._project, path), self._project.digest(path)
        except NotThere:
            return None
        return text, path, lambda: self._project.digest(path) == digest


def render(
    dossier: Dossier,
    chapters: Sequence[Chapter],
    project: Project,
    report: Report,
    *,
    placed: bool = False,
    since: Since | None = None,
    templates: Templates | None = None,
) -> Page | None:
    """The document of one edition; None, with problems in `report`, if a template is wrong.

    `placed` writes on every element where it was written (see `origins`). `templates` and `since` are spared if they
    are known.
    """
    templates = templates or Templates(project)
    environment = templates.environment(arabic_indic=has_arabic_digits(dossier), placed=placed)
    try:
        html = environment.get_template("edition.html").render(
            dossier=dossier,
            chapters=chapters,
            words=dossier.words,
            since=marks_since(dossier) if since is None else since,
            language=dossier.language,
            direction="rtl" if dossier.language == "ar" else "ltr",
            title=dossier.say(dossier.corpus.settings.title),
            made=project.made(dossier.corpus.newest.when.date.first),
            boundary=Markup(BOUNDARY),
        )
    except jinja2.TemplateNotFound as error:
        report.error(Place(f"{FOLDER}/{error.name}"), "the template is missing")
    except jinja2.TemplateSyntaxError as error:
        report.error(Place(f"{FOLDER}/{error.name}", error.lineno), f"not a template: {error.message}")
    except (jinja2.UndefinedError, KeyError, AttributeError) as error:
        report.error(_place_in_template(error), f"the template asks for what is not there: {error}")
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, IndexError, RecursionError) as error:
        report.error(_place_in_template(error), f"the template cannot be filled: {type(error).__name__}: {error}")
    else:
        sheets = sheets_of(dossier, project, report)
        return _parted(_without_dead_links(html, dossier.edition.chapters), sheets)
    return None


def _parted(html: str, sheets: tuple[tuple[str, str], ...]) -> Page:
    before, *sections = html.split(BOUNDARY)
    if not sections:
        return Page("", (before,), "", sheets)
    last, end, after = sections[-1].rpartition("</section>")
    return Page(before, (*(section.rstrip() for section in sections[:-1]), last + end), after, sheets)


def fill(project: Project, name: str, **values: object) -> str:
    """A page for a screen from a template of its own, `name`.html, with its stylesheet in it."""
    sheet = Markup(read_text(project, f"{FOLDER}/{name}.css"))
    return Templates(project).environment().get_template(f"{name}.html").render(**values, sheet=sheet)


def _without_dead_links(html: str, kinds: Sequence[str]) -> str:
    """What leads to a chapter that this edition leaves out leads nowhere: the words stay, the link goes."""
    return _LINK.sub(lambda found: found[0] if _HOMES[found[3]] in kinds else found[1], html)


def read_text(project: Project, path: str) -> str:
    """A template or a stylesheet; `Broken` if it is not UTF-8."""
    content = project.read(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, content.count(b"\n", 0, error.start) + 1)
        told = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise Broken([Problem(place, told, "save the file as UTF-8")]) from error


def _place_in_template(error: BaseException) -> Place:
    """The innermost template line of a traceback."""
    place, trace = Place(FOLDER), error.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(f"{FOLDER}/"):
            place = Place(path, trace.tb_lineno)
        trace = trace.tb_next
    return place


def sheets_of(dossier: Dossier, project: Project, report: Report) -> tuple[tuple[str, str], ...]:
    """The stylesheets of an edition, in the order in which later ones overrule earlier ones."""
    names = [*BASE_SHEETS, *dict.fromkeys(dossier.edition.chapters)]
    if not dossier.edition.duplex:
        names.append("simplex")
    if has_arabic_digits(dossier):
        names.append("arabic-indic")
    sheets = []
    for name in names:
        path = f"{FOLDER}/{name}.css"
        try:
            sheets.append((path, read_text(project, path)))
        except NotThere as error:
            report.error(Place(path), f"the stylesheet cannot be read: {error}")
    return tuple(sheets)


def has_arabic_digits(dossier: Dossier) -> bool:
    return dossier.language == "ar" and dossier.corpus.settings.digits == "arabic-indic"
