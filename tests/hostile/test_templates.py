"""A template that came with a dossier: it names nothing it may not, reaches no file, and costs no more than it may."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest
from conftest import Desk

from dossier.chapters.overall.kinds import compose
from dossier.files.in_memory import project_of
from dossier.files.isolation import CopyLimits, run_isolated
from dossier.press.html import render as rendering
from dossier.press.html.render import render
from dossier.press.html.templates import Templates
from dossier.problems import Report

SUMMARY = "templates/summary.html"


def told(desk: Desk) -> list[str]:
    report = Report()
    dossier = desk.dossier("en")
    page = render(dossier, compose(dossier), desk.project, report)
    assert page is None
    return [str(problem) for problem in report.problems]


ESCAPES = {
    "globals of a class": "{{ cycler.__init__.__globals__.os.popen('touch run').read() }}",
    "subclasses": "{{ ().__class__.__base__.__subclasses__() }}",
    "globals of a filter": "{{ dossier.say.__func__.__globals__ }}",
    "attr filter": "{{ dossier|attr('__class__') }}",
    "map attribute": "{{ [dossier]|map(attribute='__class__')|join }}",
    "format": "{{ '{0.__class__.__mro__}'.format(dossier) }}",
    "format_map": "{{ '{x.__class__}'.format_map({'x': dossier}) }}",
    "self": "{{ self.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "joiner": "{{ joiner.__init__.__builtins__ }}",
    "generator's frame": "{{ (dossier.corpus.documents|map('string')).gi_frame.f_globals }}",
    "a list that is changed": "{% set l = [1] %}{{ l.append(2) }}",
    "a dictionary that is changed": "{{ dossier.words.table.update({'cover.title': 'x'}) }}",
    "lipsum": "{{ lipsum(n=1000000) }}",
}


@pytest.mark.parametrize("case", ESCAPES)
def test_what_leads_into_python_is_refused(desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    desk.write(SUMMARY, f"\n{ESCAPES[case]}")
    (only,) = told(desk)
    assert only.startswith(f"{SUMMARY}:2: the template asks for what ")
    assert not (desk.root / "run").exists()


@pytest.mark.parametrize(
    "name", ["../secret.html", "/etc/passwd", "x/../../secret.html", "..\\\\secret.html", "a\\0.html", "words.yaml"]
)
def test_a_template_outside_of_the_folder_is_not_there(desk: Desk, name: str) -> None:
    desk.write("secret.html", "secret")
    desk.write(SUMMARY, f'{{% include "{name}" %}}')
    (only,) = told(desk)
    assert only.endswith("the template is missing")


COSTLY = {
    "loops for ever": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops over what was counted before": "{% set r = range(99999) %}{% for a in r %}{% for b in r %}{% for c in r %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "prints without end": "{% for a in range(99999) %}{% for b in range(99999) %}0123456789{% endfor %}{% endfor %}",
    "prints without end into a variable": "{% set x %}{% for a in range(99999) %}{% for b in range(999) %}"
    "{{ 'x' * 10000 }}{% endfor %}{% endfor %}{% endset %}",
    "doubles": "{% set ns = namespace(x='x') %}{% for a in range(64) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "one long text": "{{ 'x' * 10000000000 }}",
    "one wide field": "{{ '%10000000000d' % 1 }}",
    "centred": "{{ 'x'|center(10000000000) }}",
    "a list of all": "{{ [0] * 10000000000 }}",
    "a power": "{{ 10 ** (10 ** 10) }}",
    "a great number": "{% set ns = namespace(x=3) %}{% for a in range(64) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "includes itself": "{% include 'summary.html' %}",
    "a macro calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that call macros": "{% macro a() %}x{% endmacro %}"
    + "".join(
        f"{{% macro {b}() %}}{{{{ {a}() }}}}{{{{ {a}() }}}}{{{{ {a}() }}}}{{{{ {a}() }}}}{{% endmacro %}}"
        for a, b in zip("abcdefghijklmnopq", "bcdefghijklmnopqr", strict=True)
    )
    + "{{ r() }}",
    "a list in itself, compared": "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}",
}


@pytest.mark.parametrize("case", COSTLY)
def test_what_costs_too_much_is_stopped(desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "LIMITS", CopyLimits(seconds=1, memory=1 << 28))
    monkeypatch.setattr(rendering, "MOST_LETTERS", 5_000_000)
    desk.write(SUMMARY, COSTLY[case])
    begun = time.process_time()
    (only,) = told(desk)
    assert only.startswith(("templates/summary.html:1: the template ", "templates/edition.html: the template "))
    assert time.process_time() - begun < 3  # nothing of it was done here


def test_a_copy_that_is_stopped_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "LIMITS", CopyLimits(seconds=60, patience=1))
    desk.write(SUMMARY, COSTLY["loops for ever"])
    assert told(desk) == [
        "templates/edition.html: the template cannot be filled: it has not ended after 1 s, and was stopped"
    ]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_limits_hold_in_another_thread_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "LIMITS", CopyLimits(seconds=1))
    desk.write(SUMMARY, "\n" + COSTLY["loops for ever"])
    problems: list[str] = []
    thread = threading.Thread(target=lambda: problems.extend(told(desk)))
    thread.start()
    thread.join()
    assert problems == [f"{SUMMARY}:2: the template cannot be filled: it takes more than 1 s, and was stopped"]


def test_what_is_printed_too_often_is_told_with_its_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST_LETTERS", 5_000_000)
    desk.write(SUMMARY, "\n\n" + COSTLY["prints without end"])
    (only,) = told(desk)
    assert only == f"{SUMMARY}:3: the template cannot be filled: it makes more than 5,000,000 letters, and was stopped"


def test_templates_that_are_given_as_bytes_are_a_strangers_too(desk: Desk) -> None:
    assert Templates(desk.project).are_shipped
    assert Templates(project_of({})).are_shipped
    assert not Templates(project_of({SUMMARY: b"{{ 1 }}"})).are_shipped


def test_a_copy_writes_to_no_file(tmp_path: Path) -> None:
    """Were the sandbox left, this would still hold."""

    def work() -> bytes:
        try:
            (tmp_path / "written").write_bytes(b"x")
        except OSError as error:
            return str(error.errno).encode()
        return b"written"

    assert run_isolated(work, CopyLimits()) == str(errno.EFBIG).encode()


def test_half_a_letter_is_no_page(desk: Desk) -> None:
    desk.write(SUMMARY, '{{ "\\ud800" }}')
    (only,) = told(desk)
    assert only.startswith("templates: the template cannot be filled: UnicodeEncodeError")


def test_nothing_is_worked_out_when_a_template_is_compiled(desk: Desk) -> None:
    """For that happens here, where no limit holds."""
    desk.write("templates/unused.html", "{{ 10 ** (10 ** 10) }}{{ 'x'|center(10000000000) }}{% set a = 'x' * 10**10 %}")
    desk.write("templates/other.html", "{% autoescape 'x' * 10**10 %}{% endautoescape %}")
    dossier, report = desk.dossier("en"), Report()
    assert render(dossier, compose(dossier), desk.project, report)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% autoescape false %}{% endautoescape %}", "autoescape is not for templates here"),
        ("{% for a in b %}" * 45 + "{% endfor %}" * 45, "it is too deep: too many statically nested blocks"),
    ],
)
def test_what_cannot_be_compiled_is_a_fault_of_the_template(desk: Desk, text: str, message: str) -> None:
    desk.write(SUMMARY, text)
    (only,) = told(desk)
    assert only.startswith(f"{SUMMARY}:1: not a template: {message}")


def test_files_of_a_dossier_are_read_and_never_run(desk: Desk, tmp_path: Path) -> None:
    for name in ("conf.py", "sitecustomize.py", "templates/__init__.py", "fonts/x.py"):
        desk.write(name, f"open({str(tmp_path / 'run')!r}, 'w')")
    desk.write(SUMMARY, "<p>{% for line in c.lines %}{{ line.text }}{% endfor %}</p>")
    dossier, report = desk.dossier("en"), Report()
    assert render(dossier, compose(dossier), desk.project, report)
    assert not (tmp_path / "run").exists()
