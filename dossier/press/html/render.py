"""Chapters -> one HTML document, through `templates/`.

Templates hold no look-ups: a chapter's value has finished words in reading order. Those that a dossier brings itself
are filled in a copy of this process (`isolation`), for they could go on for ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FrameType

import jinja2
import msgspec
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from dossier.chapters.figures import NUMBERS
from dossier.chapters.names import forms
from dossier.chapters.overall.kinds import Chapter
from dossier.chapters.overall.revisions import RevisionMarks, revision_marks
from dossier.files import clock
from dossier.files.isolation import CopyLimits, LimitReached, run_isolated
from dossier.files.project import NotThere, Project
from dossier.model.corpus import Corpus
from dossier.model.edition import HOMES, Dossier
from dossier.press.html.css import fetches
from dossier.press.html.named import NameFinder, with_anchors
from dossier.press.html.templates import FOLDER, Templates, read_text
from dossier.problems import Broken, Place, Problem, Report

EDITION = "edition.html"  #: the template that all others are brought in by
BOUNDARY = "\x01"  #: what the template puts before a section that can be drawn apart; no text may hold it
INDEX = "names"  #: the chapter that needs an anchor wherever somebody is named
BASE_SHEETS = ("type", "paper", "parts")
SCREEN = "screen"  #: the stylesheet that a page for a browser has beside them
SCREEN_SHEET = f"{FOLDER}/{SCREEN}.css"
_LINK = re.compile(r'(<a [^>]*)href="#((source|party|point|event|quotation|figure|judgement|claim)-[^"]*)"')
_HOMES = {prefix: chapter for chapter, prefix in HOMES.values()}  #: where an anchor of that name stands
MOST_LETTERS = 50_000_000  #: of a page; one of a thousand sources has a fifth of it
LIMITS = CopyLimits()  #: of filling it


@dataclass(frozen=True, slots=True)
class HtmlDocument:
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


def render(
    dossier: Dossier,
    chapters: Sequence[Chapter],
    project: Project,
    report: Report,
    *,
    placed: bool = False,
    since: RevisionMarks | None = None,
    templates: Templates | None = None,
) -> HtmlDocument | None:
    """The document of one edition; None, with problems in `report`, if a template is wrong.

    `placed` writes on every element where it was written (see `source_map`). `templates` and `since` are spared if they
    are known.
    """
    templates = templates or Templates(project)
    environment = templates.environment(arabic_indic=has_arabic_digits(dossier), placed=placed)
    values: dict[str, object] = {
        "dossier": dossier,
        "chapters": chapters,
        "words": dossier.words,
        "since": revision_marks(dossier) if since is None else since,
        "language": dossier.language,
        "direction": "rtl" if dossier.language == "ar" else "ltr",
        "title": dossier.say(dossier.corpus.settings.title),
        "made": clock.creation_date(dossier.corpus.dated),
        "boundary": Markup(BOUNDARY),
    }
    if templates.are_shipped:
        html = _fill(environment, values, report)
    else:
        templates.compile_all(environment)
        html = _fill_within_limits(environment, values, report)
    if html is None:
        return None
    document = _parted(_without_dead_links(html, dossier), sheets_of(dossier, project, report))
    return _indexed(document, dossier, chapters) if INDEX in dossier.edition.kinds else document


class _FilledTemplate(msgspec.Struct, array_like=True):
    """What a copy of this process says of a template that it has filled."""

    html: str | None
    problems: list[Problem]


def _fill_within_limits(environment: jinja2.Environment, values: Mapping[str, object], report: Report) -> str | None:
    """As `_fill`, in a copy of this process."""

    def work() -> bytes:
        copy_report = Report()
        return msgspec.msgpack.encode(_FilledTemplate(_fill(environment, values, copy_report), copy_report.problems))

    try:
        result = msgspec.msgpack.decode(run_isolated(work, LIMITS), type=_FilledTemplate)
    except LimitReached as error:
        report.error(Place(f"{FOLDER}/{EDITION}"), f"the template cannot be filled: {error}")
        return None
    report.extend(result.problems)
    return result.html


def _fill(environment: jinja2.Environment, values: Mapping[str, object], report: Report) -> str | None:
    """The template of an edition with its values; None, with problems in `report`, if it is wrong."""
    try:
        return _join(environment, environment.get_template(EDITION).generate(values))
    except Broken as error:
        report.extend(error.problems)
    except jinja2.TemplateNotFound as error:
        report.error(Place(f"{FOLDER}/{error.name}"), "the template is missing")
    except jinja2.TemplateSyntaxError as error:
        report.error(Place(f"{FOLDER}/{error.name}", error.lineno), f"not a template: {error.message}")
    except SecurityError as error:
        report.error(_place_in_template(error), f"the template asks for what none may have: {error}")
    except (jinja2.UndefinedError, KeyError, AttributeError) as error:
        report.error(_place_in_template(error), f"the template asks for what is not there: {error}")
    except (LimitReached, MemoryError) as error:
        message = str(error) or f"it takes more than {LIMITS.memory >> 20:,} MiB, and was stopped"
        report.error(_place_in_template(error), f"the template cannot be filled: {message}")
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, IndexError, RecursionError) as error:
        report.error(_place_in_template(error), f"the template cannot be filled: {type(error).__name__}: {error}")
    return None


def _join(environment: jinja2.Environment, stream: Iterator[str]) -> str:
    """The pieces of a page; `Broken` if they are too many."""
    pieces, size = [], 0
    for piece in stream:
        size += len(piece)
        if size > MOST_LETTERS:
            message = f"the template cannot be filled: it makes more than {MOST_LETTERS:,} letters, and was stopped"
            raise Broken([Problem(_place_of_next(environment, stream), message)])
        pieces.append(piece)
    html = "".join(pieces)
    html.encode()  # a template can write half of a letter, which no file can hold
    return html


def _place_of_next(environment: jinja2.Environment, stream: Iterator[str]) -> Place:
    """Where the piece is made that comes next, which of all templates that are at work is the innermost."""
    places: list[Place] = []

    def left(frame: FrameType, event: str, _: object) -> None:
        path = frame.f_code.co_filename
        if event == "return" and not places and path.startswith(f"{FOLDER}/"):
            template = environment.get_template(path.removeprefix(f"{FOLDER}/"))
            places.append(Place(path, template.get_corresponding_lineno(frame.f_lineno)))

    sys.setprofile(left)  # what the end of a piece is to a profiler, too
    try:
        next(stream, None)
    finally:
        sys.setprofile(None)
    return places[0] if places else Place(f"{FOLDER}/{EDITION}")


def _parted(html: str, sheets: tuple[tuple[str, str], ...]) -> HtmlDocument:
    before, *sections = html.split(BOUNDARY)
    if not sections:
        return HtmlDocument("", (before,), "", sheets)
    last, end, after = sections[-1].rpartition("</section>")
    return HtmlDocument(before, (*(section.rstrip() for section in sections[:-1]), last + end), after, sheets)


def fill(project: Project, name: str, **values: object) -> str:
    """A page for a screen from a template of its own, `name`.html, with its stylesheet in it."""
    sheet = Markup(read_text(project, f"{FOLDER}/{name}.css"))
    return Templates(project).environment().get_template(f"{name}.html").render(**values, sheet=sheet)


def _indexed(document: HtmlDocument, dossier: Dossier, chapters: Sequence[Chapter]) -> HtmlDocument:
    """The document with an anchor wherever somebody is named, but for the index itself."""
    finder = dossier.corpus.once(_name_finder)
    opening = [chapter for place, chapter in enumerate(chapters) if not place or not chapter.runs_on]
    keys = [f"{chapter.kind}-{chapter.part}" for chapter in opening]
    if len(keys) != len(document.sections):  # a template of one's own, without boundaries
        keys = ["all"] * len(document.sections)
    sections = (
        section if key.startswith(f"{INDEX}-") else with_anchors(section, finder, key)
        for section, key in zip(document.sections, keys, strict=True)
    )
    return replace(document, sections=tuple(sections))


def _name_finder(corpus: Corpus) -> NameFinder:
    return NameFinder(corpus.once(forms))


def _without_dead_links(html: str, dossier: Dossier) -> str:
    """What leads to a chapter that this edition leaves out leads nowhere: the words stay, the link goes."""
    homes = {name: {home} for name, home in _HOMES.items()}
    homes["figure"] |= {NUMBERS} if dossier.has(NUMBERS) else set()
    alive = {name for name, chapters in homes.items() if chapters.issubset(dossier.edition.kinds)}
    return _LINK.sub(lambda match: match[0] if match[3] in alive else match[1], html)


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
    """The stylesheets of an edition on paper, in the order in which later ones overrule earlier ones.

    That for a screen is looked at with them, so that everything is told before anything is drawn.
    """
    names = [*BASE_SHEETS, *dict.fromkeys(dossier.edition.kinds)]
    if not dossier.edition.duplex:
        names.append("simplex")
    if has_arabic_digits(dossier):
        names.append("arabic-indic")
    sheets = []
    for name in (*names, SCREEN):
        path = f"{FOLDER}/{name}.css"
        try:
            sheets.append((path, read_text(project, path)))
            report.extend(fetches.fetch_problems(sheets[-1][1], path, is_drawn=name != SCREEN))
        except Broken as error:
            report.extend(error.problems)
        except NotThere as error:
            report.error(Place(path), f"the stylesheet cannot be read: {error}")
    return tuple((path, css) for path, css in sheets if path != SCREEN_SHEET)


def has_arabic_digits(dossier: Dossier) -> bool:
    return dossier.language == "ar" and dossier.corpus.settings.digits == "arabic-indic"
