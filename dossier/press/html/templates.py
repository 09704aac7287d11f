"""The templates of a dossier, compiled for Jinja's sandbox.

A template is a stranger's as often as not. In the sandbox nothing can be changed and no name that leads into Python be
said, and none is looked for outside of `templates/`. Everything printed by `{{ }}` goes through one gate (`_gate`): it
is escaped, and what is the dossier's own voice takes the house style for digits, while `Verbatim` letters, anchors and
lengths pass as they are.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from types import CodeType

import jinja2
import jinja2.nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from dossier.files.project import NotThere, Project, shipped_path
from dossier.model.edition import Anchor, Verbatim
from dossier.model.languages import marks_of, primary
from dossier.press.html import bidi
from dossier.press.html.source_map import with_places
from dossier.problems import Broken, Place, Problem

FOLDER = "templates"
MOST_POWER = 1000
_NAME = re.compile(r"[\w-]+\.html")  #: of a template: it lies in the folder itself
_WESTERN_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")

_AS_THEY_ARE = (Markup, Verbatim, Anchor, jinja2.Undefined)


@jinja2.pass_context  # and so nothing is worked out when a template is compiled, where no limit holds
def _as_it_is(_: Context, value: object) -> object:
    return value


@jinja2.pass_context
def _gate(_: Context, value: object) -> object:
    """What every printed value passes, if the dossier's own voice writes Arabic digits."""
    if isinstance(value, str | int) and not isinstance(value, _AS_THEY_ARE):
        return arabic_digits(str(value))
    return value


def arabic_digits(text: str) -> str:
    """Digits as ٠–٩ with the separators that belong to them (W3C alreq: U+066B decimal, U+066C thousands)."""

    def one(match: re.Match[str]) -> str:
        return match[0].translate(_WESTERN_TO_ARABIC).replace(",", "\u066c").replace(".", "\u066b")

    return _NUMBER.sub(one, text)


class _Placing(Extension):
    """Writes on every start tag the template and the line that it stands in."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data":
                text = with_places(token.value, stream.filename or FOLDER, token.lineno)
                token = Token(token.lineno, token.type, text)
            yield token


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own, in which moreover no power is so great that it could not be interrupted, and compiling works nothing
    out and fails as a fault of the template."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        if not isinstance(right, int | float) or abs(right) > MOST_POWER:
            raise SecurityError(f"a power of more than {MOST_POWER}")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        tree = super()._parse(source, name, filename)
        if modifier := tree.find(jinja2.nodes.EvalContextModifier):  # Jinja works its options out as it compiles
            raise jinja2.TemplateSyntaxError("autoescape is not for templates here", modifier.lineno, name, filename)
        return tree

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, MemoryError) as error:  # loops in loops, for which Python has a limit
            name = filename.removeprefix(f"{FOLDER}/")
            raise jinja2.TemplateSyntaxError(f"it is too deep: {error}", 1, name, filename) from error


class Templates:
    """The templates of a dossier, each compiled when it is first used and again when it has changed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._environments: dict[tuple[bool, bool], jinja2.Environment] = {}

    @property
    def are_shipped(self) -> bool:
        """Whether all of them came with this program, and none with the dossier."""
        paths = self._project.names(FOLDER, ".html")
        return all(self._project.locate(path) == shipped_path(path) for path in paths)

    def environment(self, *, arabic_indic: bool = False, placed: bool = False) -> jinja2.Environment:
        key = arabic_indic, placed
        if key not in self._environments:
            self._environments[key] = self._environment(arabic_indic=arabic_indic, placed=placed)
        return self._environments[key]

    def _environment(self, *, arabic_indic: bool, placed: bool) -> jinja2.Environment:
        environment = _Sandbox(
            extensions=[_Placing] if placed else [],
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_gate if arabic_indic else _as_it_is,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        del environment.globals["lipsum"]
        environment.tests["arabic"] = lambda letters: bidi.is_arabic(str(letters))
        environment.filters["direction"] = bidi.direction_of
        environment.filters["marks"] = marks_of
        environment.filters["primary"] = primary
        environment.filters["sentence"] = lambda words: words[:1].upper() + words[1:]
        environment.filters["mm"] = lambda length: Markup(f"{length:.2f}mm")
        environment.filters["unit"] = lambda length: Markup(f"{length:.2f}")
        environment.filters["verbatim"] = lambda value: Verbatim(value)
        environment.filters["attribute"] = lambda value: Markup(escape(str(value)))
        return environment

    def compile_all(self, environment: jinja2.Environment) -> None:
        """See to it that all are: what a copy of this process reads or compiles is lost with it."""
        for path in self._project.names(FOLDER, ".html"):
            with contextlib.suppress(jinja2.TemplateError, Broken, RecursionError):  # told if it is asked for
                environment.get_template(path.removeprefix(f"{FOLDER}/"))

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = f"{FOLDER}/{name}"
        if not _NAME.fullmatch(name):
            return None
        try:
            text, digest = read_text(self._project, path), self._project.digest(path)
        except NotThere:
            return None
        return text, path, lambda: self._project.digest(path) == digest


def read_text(project: Project, path: str) -> str:
    """A template or a stylesheet; `Broken` if it is not UTF-8."""
    content = project.read(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, content.count(b"\n", 0, error.start) + 1)
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise Broken([Problem(place, message, "save the file as UTF-8")]) from error
