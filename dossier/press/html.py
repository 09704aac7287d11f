"""Chapters -> one HTML document, through `templates/`.

Templates hold no look-ups: a chapter's value has finished words in reading order. Everything printed by `{{ }}` goes
through one gate (`_Gate`): it is escaped, and what is the dossier's own voice takes the house style for digits, while
`Verbatim` letters, anchors and lengths pass as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import jinja2
from markupsafe import Markup, escape

from dossier.chapters.kinds import Chapter
from dossier.content.edition import Anchor, Dossier, Verbatim
from dossier.problems import Place, Report
from dossier.project import NotThere, Project

FOLDER = "templates"
BASE_SHEETS = ("type", "paper", "parts")
_WESTERN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Page:
    """A document for the press: HTML, and its stylesheets as (path, CSS)."""

    html: str
    sheets: tuple[tuple[str, str], ...]


class _Gate:
    """What every printed value passes."""

    def __init__(self, digits: str) -> None:
        self.arabic_indic = digits == "arabic-indic"

    def __call__(self, value: object) -> object:
        if isinstance(value, Markup | Verbatim | Anchor | jinja2.Undefined) or not self.arabic_indic:
            return value
        if isinstance(value, str | int):
            return arabic_digits(str(value))
        return value


def arabic_digits(text: str) -> str:
    """Digits as ٠–٩ with the separators that belong to them (W3C alreq: U+066B decimal, U+066C thousands)."""

    def one(found: re.Match[str]) -> str:
        return found[0].translate(_WESTERN_TO_ARABIC).replace(",", "\u066c").replace(".", "\u066b")

    return _NUMBER.sub(one, text)


def render(dossier: Dossier, chapters: Sequence[Chapter], project: Project, report: Report) -> Page | None:
    """The document of one edition; None, with problems in `report`, if a template is wrong."""
    kinds = [chapter.kind for chapter in chapters]
    environment = _environment(project, dossier)
    try:
        html = environment.get_template("edition.html").render(
            dossier=dossier,
            chapters=chapters,
            words=dossier.words,
            language=dossier.language,
            direction="rtl" if dossier.language == "ar" else "ltr",
            title=dossier.say(dossier.corpus.settings.title),
        )
    except jinja2.TemplateNotFound as error:
        report.error(Place(f"{FOLDER}/{error.name}"), "the template is missing")
    except jinja2.TemplateSyntaxError as error:
        report.error(Place(f"{FOLDER}/{error.name}", error.lineno), f"not a template: {error.message}")
    except (jinja2.UndefinedError, KeyError, AttributeError) as error:
        report.error(_place_in_template(error), f"the template asks for what is not there: {error}")
    else:
        return Page(html, _sheets(project, kinds, report))
    return None


def _environment(project: Project, dossier: Dossier) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _source(project, name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_Gate(dossier.corpus.settings.digits if dossier.language == "ar" else "western"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["mm"] = lambda length: Markup(f"{length:.2f}mm")
    environment.filters["unit"] = lambda length: Markup(f"{length:.2f}")
    environment.filters["verbatim"] = lambda value: Verbatim(value)
    environment.filters["attribute"] = lambda value: Markup(escape(str(value)))
    return environment


def _source(project: Project, name: str) -> tuple[str, str, None] | None:
    try:
        return project.read(f"{FOLDER}/{name}").decode(), f"{FOLDER}/{name}", None
    except NotThere:
        return None


def _place_in_template(error: BaseException) -> Place:
    """The innermost template line of a traceback."""
    place, trace = Place(FOLDER), error.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(f"{FOLDER}/"):
            place = Place(path, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _sheets(project: Project, kinds: Sequence[str], report: Report) -> tuple[tuple[str, str], ...]:
    sheets = []
    for name in (*BASE_SHEETS, *dict.fromkeys(kinds)):
        path = f"{FOLDER}/{name}.css"
        try:
            sheets.append((path, project.read(path).decode()))
        except NotThere as error:
            report.error(Place(path), f"the stylesheet cannot be read: {error}")
    return tuple(sheets)
