"""Words on the command line -> calls. The only module that prints, the only one that decides how the run ends."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dossier import __version__, machine, terminal
from dossier.build import build, check, press, read
from dossier.content.records import LANGUAGES
from dossier.evidence.formats import FORMATS
from dossier.export import changes
from dossier.export.forms import FORMS as EXPORTS
from dossier.export.forms import export
from dossier.export.tables import TABLES
from dossier.importing.entry import import_original
from dossier.ledger import open_edition
from dossier.problems import Broken, DossierError, Exit, MachineLacks, Problem, Report
from dossier.project import Project, find
from dossier.publication import Publication, write_one
from dossier.starting import create
from dossier.verify import originals_folder, verify, verify_sources


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went."""
    options = _parser().parse_args(arguments)
    screen = Screen(options.json, terminal.wanted(), _coloured())
    try:
        code: Exit = options.run(options, screen)
    except Broken as error:
        screen.problems(error.problems)
        screen.failed(error)
        return error.exit_code
    except DossierError as error:
        screen.failed(error)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.DONE
    except OSError as error:  # such as a full disk behind standard output; others are told where they happen
        lack = MachineLacks(
            f"{error.filename or 'standard output'}: {error.strerror}", "Free the disk, or mend rights."
        )
        screen.as_json = screen.as_json and error.filename is not None  # nothing can be told where nothing is taken
        screen.failed(lack)
        return lack.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("DOSSIER_DEBUG"):
            raise
        fault = DossierError(f"{type(error).__name__}: {error}")
        screen.failed(DossierError(str(fault), f"{fault.advice} DOSSIER_DEBUG=1 shows where it happened."))
        return Exit.FAULT
    return code


class Screen:
    """What the run says: plain lines for people, one JSON object for programs."""

    def __init__(self, as_json: bool, shape: bool, coloured: bool) -> None:
        self.as_json, self.shape, self.coloured = as_json, shape, coloured
        self.said: dict[str, object] = {}

    def say(self, text: str) -> None:
        if not self.as_json:
            print(_printable(terminal.shown(text, self.shape)))

    def result(self, **values: object) -> None:
        """What a program reads; printed at once, with the problems told before."""
        if self.as_json:
            told = json.dumps({**self.said, **values}, ensure_ascii=not _has_arabic(), indent=2, sort_keys=True)
            print(told)

    def problems(self, problems: Sequence[Problem]) -> None:
        self.said["problems"] = [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "severity": p.severity,
                "message": p.message,
                "hint": p.hint,
            }
            for p in problems
        ]
        if not self.as_json:
            for problem in problems:
                print(self.paint(terminal.shown(str(problem), self.shape), problem.severity), file=sys.stderr)

    def failed(self, error: DossierError) -> None:
        self.result(error=str(error), advice=error.advice, exit=int(error.exit_code))
        if not self.as_json:
            print(self.paint(f"dossier: {error}", "error"), file=sys.stderr)
            if error.advice:
                print(f"    {error.advice}", file=sys.stderr)

    def paint(self, text: str, severity: str) -> str:
        if not self.coloured:
            return text
        return f"\x1b[{'31' if severity == 'error' else '33'}m{text}\x1b[0m"


def _has_arabic() -> bool:
    """Whether standard output can be given Arabic letters."""
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"


def _printable(text: str) -> str:
    """With \\u0628 for a letter that standard output cannot be given."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def _build(options: argparse.Namespace, screen: Screen) -> Exit:
    project = _project(options)
    begun = time.perf_counter()
    progress = Progress(screen)
    try:
        publications, warnings = build(project, tuple(options.editions), progress.step, plain=options.plain)
    finally:
        progress.end()
    screen.problems(warnings)
    for publication in publications:
        screen.say(f"{publication.pdf}  {publication.pages} pages{'' if publication.changed else ', unchanged'}")
    screen.say(f"built in {time.perf_counter() - begun:.1f} s")
    screen.result(publications=[_told(publication) for publication in publications])
    return Exit.DONE


def _told(publication: Publication) -> dict[str, object]:
    return {
        "edition": publication.edition,
        "pdf": str(publication.pdf),
        "html": str(publication.html),
        "manifest": str(publication.manifest),
        "pages": publication.pages,
        "changed": publication.changed,
    }


class Progress:
    """One line that is written over on a terminal; nothing elsewhere."""

    def __init__(self, screen: Screen) -> None:
        self.live = sys.stderr.isatty() and not screen.as_json

    def step(self, words: str) -> None:
        if self.live:
            print(f"\r\x1b[2K{words} …", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def _check(options: argparse.Namespace, screen: Screen) -> Exit:
    counts, warnings = check(_project(options))
    screen.problems(warnings)
    screen.say(", ".join(f"{number} {what}" for what, number in counts.items()))
    screen.say("no problems" if not warnings else f"no errors, {len(warnings)} warnings")
    screen.result(counts=counts)
    return Exit.DONE


def _verify(options: argparse.Namespace, screen: Screen) -> Exit:
    project = _project(options)
    of_sources, findings = verify_sources(project, originals_folder(options.originals))
    verdicts = (*of_sources, *verify(project, options.editions))
    widths = [max(len(getattr(verdict, name)) for verdict in verdicts) for name in ("check", "state")]
    for edition in dict.fromkeys(verdict.edition for verdict in verdicts):
        screen.say(edition)
        for verdict in (verdict for verdict in verdicts if verdict.edition == edition):
            line = f"  {verdict.check:{widths[0]}}  {verdict.state:{widths[1]}}  {verdict.detail}".rstrip()
            screen.say(f"{line}  [{verdict.clause}]" if verdict.state == "broken" else line)
    for finding in findings:
        if told := finding.told:
            screen.say(told)
    counts = {state: sum(verdict.state == state for verdict in verdicts) for state in ("ok", "broken", "not checked")}
    screen.say(", ".join(f"{number} {state}" for state, number in counts.items()))
    screen.result(
        verdicts=[dataclasses.asdict(verdict) for verdict in verdicts],
        findings=[finding.plain for finding in findings],
        counts=counts,
    )
    return Exit.PROMISE if counts["broken"] else Exit.DONE


def _export(options: argparse.Namespace, screen: Screen) -> Exit:
    report = Report()
    corpus, _, _ = read(_project(options), report)
    text = export(corpus, options.format, options.what)
    screen.problems(report.problems)
    return _given(text, options, screen)


def _diff(options: argparse.Namespace, screen: Screen) -> Exit:
    old, new = (open_edition(Path(place)) for place in (options.old, options.new))
    text = changes.tell(old, new, options.format, options.language)
    if options.format == "text" and not options.output:
        text = terminal.shown(text, screen.shape)
    return _given(text, options, screen)


def _given(text: str, options: argparse.Namespace, screen: Screen) -> Exit:
    """A text to the file that was named, into the answer for programs, or to standard output."""
    if options.output:
        write_one(Path(options.output), text.encode())
        screen.result(file=str(Path(options.output).resolve()))
    elif options.json:
        screen.result(format=options.format, text=text)
    elif text.isascii() or _has_arabic():
        sys.stdout.write(text)
    else:
        raise MachineLacks(f"standard output is {sys.stdout.encoding}, which has no Arabic", "Write to a file with -o.")
    return Exit.DONE


def _import(options: argparse.Namespace, screen: Screen) -> Exit:
    made = import_original(_project(options), Path(options.file), options.id, options.output)
    screen.say(f"{made.path}: document {made.number}, {made.draft.language}")
    screen.say(", ".join(f"{number} {what}" for what, number in made.draft.counts.items()))
    if made.draft.left_out:
        screen.say(f"{made.draft.left_out:,} more candidates were left out: of each kind only the first are written")
    screen.say("Now review each, fill what is empty, and delete its line to_be_confirmed: dossier check names them")
    counts = made.draft.counts
    screen.result(file=str(made.path.resolve()), id=made.id, number=made.number, counts=counts)
    return Exit.DONE


def _new(options: argparse.Namespace, screen: Screen) -> Exit:
    target = Path(options.folder)
    files = create(target)
    screen.say(f"{len(files)} files in {target}")
    screen.say(f"Now: cd {target} && dossier build")
    screen.result(folder=str(target.resolve()), files=list(files))
    return Exit.DONE


def _press(options: argparse.Namespace, screen: Screen) -> Exit:
    pages, warnings = press(Path(options.file), Path(options.output), plain=options.plain)
    screen.problems(warnings)
    screen.say(f"{options.output}  {pages} pages")
    screen.result(pdf=str(Path(options.output).resolve()), pages=pages)
    return Exit.DONE


def _doctor(options: argparse.Namespace, screen: Screen) -> Exit:
    findings = machine.examine(Path(options.project or ".").resolve())
    for finding in findings:
        mark = "ok     " if finding.state == "ok" else f"{finding.state:7}"
        screen.say(f"{mark} {finding.name} {finding.version}".rstrip())
        if finding.state != "ok" and finding.advice:
            screen.say(f"        {finding.advice}")
    lacking = [finding for finding in findings if finding.needed and finding.state != "ok"]
    screen.result(findings=[{name: getattr(f, name) for name in f.__slots__} for f in findings], lacking=len(lacking))
    return Exit.MACHINE if lacking else Exit.DONE


def _project(options: argparse.Namespace) -> Project:
    return find(Path(options.project or "."))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dossier",
        description="Make a briefing out of curated sources, traced line by line, in Arabic and English.",
    )
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Screen], Exit], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("--project", metavar="DIR", help="the dossier's folder (default: the one you are in)")
        added.add_argument("--json", action="store_true", help="print one JSON object for programs")
        added.set_defaults(run=run)
        return added

    building = command("build", _build, "Build all editions, or those named, into build/<edition>/.")
    building.add_argument("editions", nargs="*", metavar="EDITION")
    building.add_argument("--plain", action="store_true", help="draw without the text layer, by stock WeasyPrint")
    command("check", _check, "Read everything and tell every problem with its place; build nothing.")
    verifying = command("verify", _verify, "Check every promise of what was built: nothing is taken on trust.")
    verifying.add_argument("editions", nargs="*", metavar="EDITION")
    verifying.add_argument("--originals", metavar="DIR", default="", help="where the originals are")
    exporting = command("export", _export, "Print the contents for other programs.")
    exporting.add_argument("--format", required=True, choices=EXPORTS)
    exporting.add_argument("--what", choices=tuple(TABLES), default="", help="which table, for csv")
    exporting.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    comparing = command("diff", _diff, "Tell what changed between two editions, source by source.")
    comparing.add_argument("old", metavar="OLD", help="a dossier's folder, its sources, a folder of build/, or a PDF")
    comparing.add_argument("new", metavar="NEW", help="the same of the newer edition")
    comparing.add_argument("--format", choices=changes.FORMS, default="text")
    comparing.add_argument("--language", choices=LANGUAGES, help="only in this one (text: en unless named)")
    comparing.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    importing = command("import", _import, "Write a new document from an original, each finding to be confirmed.")
    importing.add_argument("file", metavar="FILE", help=f"the original: {', '.join(FORMATS)}")
    importing.add_argument("--id", metavar="ID", default="", help="the document's id (default: after the file)")
    importing.add_argument("-o", "--output", metavar="FILE", default="", help="write elsewhere than in sources/")
    starting = command("new", _new, "Start a small working dossier in a new folder.")
    starting.add_argument("folder", metavar="DIR")
    pressing = command("press", _press, "Print any HTML file with the same press.")
    pressing.add_argument("file", metavar="FILE.html")
    pressing.add_argument("-o", "--output", metavar="FILE.pdf", required=True)
    pressing.add_argument("--plain", action="store_true", help="draw without the text layer, by stock WeasyPrint")
    command("doctor", _doctor, "Tell what this machine has and lacks, with the command that mends it.")
    return parser
