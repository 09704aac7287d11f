"""What may be said on the command line. Imports nothing else, so that a build with nothing to do is soon at its end."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

from dossier import __version__

#: As in export/, model/ and formats/, which are too slow to be asked; a test holds them together.
FORMS = ("json", "csl-json", "bibtex", "ris", "csv")
DIFFERENCES = ("text", "json", "html")
LANGUAGES = ("ar", "en")
ORIGINALS = (
    *("txt", "text", "md", "markdown", "html", "htm", "xhtml", "pdf"),
    *("docx", "docm", "odt", "rtf", "eml", "mht", "mhtml", "warc"),
)
BIBLIOGRAPHIES = ("bib", "ris", "json")
RECORDS = ("person", "body", "event", "figure", "document", "judgement", "claim")
ORIGINALS_HELP = "where the originals are (default: DOSSIER_ORIGINALS, then originals: of dossier.yaml)"
TABLES = ("events", "figures", "quotations", "people", "judgements", "claims", "documents")


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """The words of a command line, those of this process by default; leaves the process if they mean nothing."""
    return _parser().parse_args(words)


def _processes(word: str) -> int:
    """How many processes."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of processes: give 1 or more, or leave it out")
    return int(word)


def _processors() -> int:
    """How many processors this process may use; where the system does not tell (macOS, Windows), all that there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _help(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal, which argparse would import shutil to ask for, whether or not help is wanted."""
    try:
        columns = int(os.environ.get("COLUMNS", "") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        columns = 80
    return argparse.HelpFormatter(prog, width=columns - 2)


class _Parser(argparse.ArgumentParser):
    """One that repeats words of the command line as letters, whatever they hold."""

    def error(self, message: str) -> NoReturn:
        super().error("".join(c if c.isprintable() or c == "\n" else f"⟨U+{ord(c):04X}⟩" for c in message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dossier",
        formatter_class=_help,
        description="Make a briefing out of curated sources, traced line by line, in Arabic and English.",
    )
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, formatter_class=_help)
        added.add_argument(
            "--project", metavar="DIR", default=".", help="the dossier's folder (default: the one you are in)"
        )
        added.add_argument("--json", action="store_true", help="print one JSON object for programs")
        added.set_defaults(command=name)
        return added

    building = command("build", "Build all editions, or those named, into build/<edition>/.")
    building.add_argument("editions", nargs="*", metavar="EDITION")
    building.set_defaults(is_stale=False)  # whether it is known that something has changed
    watching = command("watch", "Build, and build again whenever something that was read changes; Ctrl-C ends it.")
    watching.add_argument("editions", nargs="*", metavar="EDITION")
    for making in (building, watching):
        making.add_argument("--plain", action="store_true", help="draw without the text layer, by stock WeasyPrint")
        making.add_argument("--originals", metavar="DIR", default="", help=ORIGINALS_HELP)
        making.add_argument(
            "--unproven", action="store_true", help="print words that an original speaks against, marked"
        )
        making.add_argument("--clean", action="store_true", help="carry no sources inside, only the words of the page")
        making.add_argument(
            "--jobs", type=_processes, default=_processors(), metavar="N", help="processes that draw chapters"
        )
        making.add_argument("--workers", metavar="tcp://HOST:PORT", help="draw chapters where this Dask scheduler says")
    watching.add_argument("--poll", action="store_true", help="look at the files, for disks that tell of no changes")
    checking = command("check", "Read everything and tell every problem with its place; build nothing.")
    checking.add_argument("--originals", metavar="DIR", default="", help=ORIGINALS_HELP)
    verifying = command("verify", "Check every promise of what was built: nothing is taken on trust.")
    verifying.add_argument("editions", nargs="*", metavar="EDITION")
    verifying.add_argument("--originals", metavar="DIR", default="", help=ORIGINALS_HELP)
    verifying.add_argument(
        "--key", default="", help="the public key of the desk that is to have sealed it, or its file"
    )
    verifying.add_argument(
        "--record", action="store_true", help="prove the sources, and write what was proven to sources/proof.json"
    )
    verifying.add_argument(
        "--sign", metavar="FILE", nargs="?", const="", help="with --record: sign it with the key of this desk, or FILE"
    )
    verifying.add_argument("--redraw", action="store_true", help="draw every page again, and compare the bytes")
    verifying.add_argument("-v", "--verbose", action="store_true", help="tell each word that is proven, too")
    sealing = command("seal", "Sign what was built, and what verify proves of it, with the key of this desk.")
    sealing.add_argument("editions", nargs="*", metavar="EDITION")
    sealing.add_argument("--originals", metavar="DIR", default="", help=ORIGINALS_HELP)
    sealing.add_argument("--key", metavar="FILE", default="", help="the key (default: yours, made when first needed)")
    exporting = command("export", "Print the contents for other programs.")
    exporting.add_argument("--format", required=True, choices=FORMS)
    exporting.add_argument("--what", choices=TABLES, default="", help="which table, for csv")
    exporting.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    comparing = command("diff", "Tell what changed between two editions, source by source.")
    comparing.add_argument("old", metavar="OLD", help="a dossier's folder, its sources, a folder of build/, or a PDF")
    comparing.add_argument("new", metavar="NEW", help="the same of the newer edition")
    comparing.add_argument("--format", choices=DIFFERENCES, default="text")
    comparing.add_argument("--language", choices=LANGUAGES, help="only in this one (text: en unless named)")
    comparing.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    importing = command("import", "Write a new document from an original, each finding to be confirmed.")
    kinds = f"the original: {', '.join(ORIGINALS)}; or a bibliography: {', '.join(BIBLIOGRAPHIES)}"
    importing.add_argument("file", metavar="FILE", help=kinds)
    importing.add_argument(
        "--bibliography", metavar="FILE", default="", help="fill its head from the entry that it is: bib, ris or json"
    )
    importing.add_argument("--key", metavar="KEY", default="", help="the entry, where nothing else tells which it is")
    importing.add_argument("--id", metavar="ID", default="", help="the document's id (default: after the file)")
    importing.add_argument(
        "--update",
        action="store_true",
        help="merge a changed original into its document, which keeps all else",
    )
    importing.add_argument("-o", "--output", metavar="FILE", default="", help="write elsewhere than in sources/")
    adding = command("add", "Write a new record for a curator to fill; nothing is overwritten.")
    adding.add_argument("kind", metavar="KIND", choices=RECORDS, help=", ".join(RECORDS))
    adding.add_argument("name", metavar="NAME", nargs="?", default="", help="its name or title, in Arabic or English")
    adding.add_argument("--ar", metavar="NAME", default="", help="its name or title in Arabic")
    adding.add_argument("--en", metavar="NAME", default="", help="its name or title in English")
    adding.add_argument("--id", metavar="ID", default="", help="its id (default: after its English name)")
    starting = command("new", "Start a small working dossier in a new folder.")
    starting.add_argument("folder", metavar="DIR")
    pressing = command("press", "Print any HTML file with the same press.")
    pressing.add_argument("file", metavar="FILE.html")
    pressing.add_argument("-o", "--output", metavar="FILE.pdf", required=True)
    pressing.add_argument("--plain", action="store_true", help="draw without the text layer, by stock WeasyPrint")
    pressing.add_argument("--lossy", action="store_true", help="print even where text or pictures are lost, and warn")
    for drawing in (building, watching, pressing):
        drawing.add_argument(
            "--limit",
            action="append",
            default=[],
            metavar="NAME=NUMBER",
            help="lift a limit, or lower it: docs/limits.md",
        )
    command("doctor", "Tell what this machine has and lacks, with the command that mends it.")
    return parser
