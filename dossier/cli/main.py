"""Words on the command line -> calls. The only module that decides how the run ends.

Each verb is a module of `cli/commands`, imported when it is chosen: that of a build takes 0.3 s, and `dossier new`
is not to wait for it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from dossier.cli import arguments, terminal
from dossier.cli.screen import Screen, wants_colour
from dossier.files.paused_gc import gc_paused
from dossier.problems import Broken, DossierError, Exit, MachineLacks

Command = Callable[[argparse.Namespace, Screen], Exit]
_NAMED_OTHERWISE = {"import": "importing"}  #: a word of Python's own


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went."""
    return run(arguments.parse(words))


def run(options: argparse.Namespace) -> int:
    """`main`, of a command line that has been parsed."""
    screen = Screen(options.json, terminal.wants_shaping(), wants_colour())
    try:
        code = command(options.command)(options, screen)
    except Broken as error:
        screen.problems(error.problems)
        screen.failed(error)
        return error.exit_code
    except DossierError as error:
        screen.failed(error)
        return error.exit_code
    except BrokenPipeError:
        return discard_output()
    except OSError as error:
        return report_unwritable(error, screen)
    except MemoryError:
        lack = MachineLacks("there is not enough memory", "Raise its limit (ulimit -v), or close other programs.")
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


def discard_output() -> int:
    """Nobody reads on, as behind `| head`: what is still to be written goes nowhere, and the end says nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    return Exit.DONE


def report_unwritable(error: OSError, screen: Screen) -> int:
    """A file that cannot be written, such as standard output on a full disk; others are told where they happen."""
    name = error.filename or "standard output"
    lack = MachineLacks(f"{name}: {error.strerror}", "Free the disk, or mend rights.")
    screen.as_json = screen.as_json and error.filename is not None  # nothing can be told where nothing is taken
    screen.failed(lack)
    return lack.exit_code


def command(verb: str) -> Command:
    """What a verb does."""
    with gc_paused():
        run: Command = importlib.import_module(module_of(verb)).run
    return run


def module_of(verb: str) -> str:
    return f"dossier.cli.commands.{_NAMED_OTHERWISE.get(verb, verb)}"
