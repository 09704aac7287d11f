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

from dossier import arguments, machine, terminal
from dossier.build import build, check, press, read
from dossier.current import Done
from dossier.export import changes
from dossier.export.forms import export
from dossier.importing.entry import import_original
from dossier.ledger import open_edition
from dossier.press.cluster import Cluster
from dossier.problems import Broken, DossierError, Exit, MachineLacks, Place, Problem, Report
from dossier.project import Project, find
from dossier.publication import Publication, write_one
from dossier.starting import create
from dossier.verify import verify, verify_sources
from dossier.watch import Round, Watcher


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went."""
    return run(arguments.parse(words))


def run(options: argparse.Namespace) -> int:
    """`main`, of a command line that has been parsed."""
    screen = Screen(options.json, terminal.wanted(), _coloured())
    try:
        code = _COMMANDS[options.command](options, screen)
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
        self.notes: list[str] = []
        self.said: dict[str, object] = {}

    def say(self, text: str) -> None:
        if not self.as_json:
            print(terminal.printable(terminal.shown(text, self.shape), sys.stdout.encoding))

    def result(self, **values: object) -> None:
        """What a program reads; printed at once, with the problems told before."""
        if self.as_json:
            told = {"notes": self.notes, **self.said, **values}
            print(json.dumps(told, ensure_ascii=not _has_arabic(), indent=2, sort_keys=True))
            self.notes.clear()

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


def _coloured() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def _build(options: argparse.Namespace, screen: Screen) -> Exit:
    project = _project(options)
    begun = time.perf_counter()
    progress = Progress(screen)
    try:
        cluster = Cluster(options.workers, progress.note) if options.workers else None
        publications, warnings = build(
            project, tuple(options.editions), progress.step, plain=options.plain, jobs=options.jobs, cluster=cluster
        )
    finally:
        progress.end()
    screen.problems(warnings)
    if not any(publication.is_new for publication in publications):
        for line in Done(str(project.root), {made.edition: made.pages for made in publications}, []).lines:
            screen.say(line)
    else:
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


MOST_NAMED = 4  #: files that are named when they change together
INDENT = " " * 10  #: as wide as the time before it


class Progress:
    """One line that is written over on a terminal; nothing elsewhere."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.live = screen, sys.stderr.isatty() and not screen.as_json

    def step(self, words: str) -> None:
        if self.live:
            print(f"\r\x1b[2K{words} …", end="", file=sys.stderr, flush=True)

    def note(self, words: str) -> None:
        """What has happened on the way: at once for people, with the result for programs."""
        self.end()
        self.screen.notes.append(words)
        if not self.screen.as_json:
            print(f"dossier: {words}", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def _watch(options: argparse.Namespace, screen: Screen) -> Exit:
    """Ends as done when the user interrupts: there is no other end."""
    project = _project(options)
    progress = Progress(screen)

    def tell(last: Round) -> None:
        progress.end()
        _tell_round(last, project, screen)

    cluster = Cluster(options.workers, progress.note) if options.workers else None
    how = (options.poll, options.plain, options.jobs, cluster)
    watcher = Watcher(project, tuple(options.editions), tell, progress.step, *how)
    try:
        watcher.run()
    except KeyboardInterrupt:
        progress.end()
    return Exit.DONE


def _tell_round(last: Round, project: Project, screen: Screen) -> None:
    """A line with the time, and what belongs to it indented below."""
    more = f" and {len(last.changed) - MOST_NAMED} more" if len(last.changed) > MOST_NAMED else ""
    named = ", ".join(str(Place(path)) for path in last.changed[:MOST_NAMED])
    screen.say(f"{time.strftime('%H:%M:%S')}  {f'changed: {named}{more}' if last.changed else 'first build'}")
    screen.problems(last.problems)
    if last.error:
        screen.failed(last.error)
    else:
        for edition in dict.fromkeys(chapter.partition(":")[0] for chapter in last.compiled):
            drawn = [chapter.partition(": ")[2] for chapter in last.compiled if chapter.startswith(f"{edition}:")]
            screen.say(f"{INDENT}compiled {edition}: {', '.join(drawn)}")
        made = ", ".join(f"{one.edition} {one.pages} pages" for one in last.publications)
        screen.say(f"{INDENT}{made}, in {last.seconds:.2f} s")
        screen.result(
            changed=list(last.changed),
            compiled=list(last.compiled),
            seconds=round(last.seconds, 3),
            publications=[_told(publication) for publication in last.publications],
        )
    if not last.changed:
        screen.say(f"watching {project.root}: Ctrl-C ends it")


def _check(options: argparse.Namespace, screen: Screen) -> Exit:
    counts, warnings = check(_project(options))
    screen.problems(warnings)
    screen.say(", ".join(f"{number} {what}" for what, number in counts.items()))
    screen.say("no problems" if not warnings else f"no errors, {len(warnings)} warnings")
    screen.result(counts=counts)
    return Exit.DONE


def _verify(options: argparse.Namespace, screen: Screen) -> Exit:
    project = _project(options)
    of_sources, proof = verify_sources(project, project.originals_folder(options.originals))
    verdicts = (*of_sources, *verify(project, options.editions))
    widths = [max(len(getattr(verdict, name)) for verdict in verdicts) for name in ("check", "state")]
    for edition in dict.fromkeys(verdict.edition for verdict in verdicts):
        screen.say(edition)
        for verdict in (verdict for verdict in verdicts if verdict.edition == edition):
            line = f"  {verdict.check:{widths[0]}}  {verdict.state:{widths[1]}}  {verdict.detail}".rstrip()
            screen.say(f"{line}  [{verdict.clause}]" if verdict.state == "broken" else line)
    for finding in proof.findings:
        if told := finding.told or (finding.proven if options.verbose else ""):
            screen.say(told)
    counts = {state: sum(verdict.state == state for verdict in verdicts) for state in ("ok", "broken", "not checked")}
    screen.say(", ".join(f"{number} {state}" for state, number in counts.items()))
    if screen.as_json:
        screen.result(
            verdicts=[dataclasses.asdict(verdict) for verdict in verdicts],
            findings=[finding.plain for finding in proof.findings],
            stale=[item.plain for item in proof.stale],
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


_COMMANDS: dict[str, Callable[[argparse.Namespace, Screen], Exit]] = {
    "build": _build,
    "watch": _watch,
    "check": _check,
    "verify": _verify,
    "export": _export,
    "diff": _diff,
    "import": _import,
    "new": _new,
    "press": _press,
    "doctor": _doctor,
}
