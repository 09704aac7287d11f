"""Words on the command line -> calls. The only module that decides how the run ends.

Each verb is a module of `commands`, which is imported when it is chosen: that of a build takes 0.3 s, and `dossier new`
is not to wait for it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from dossier import arguments, terminal
from dossier.commands.screen import Screen, coloured
from dossier.problems import Broken, DossierError, Exit, MachineLacks
from dossier.uncollected import uncollected

Command = Callable[[argparse.Namespace, Screen], Exit]
_NAMED_OTHERWISE = {"import": "importing"}  #: a word of Python's own


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went."""
    return run(arguments.parse(words))


def run(options: argparse.Namespace) -> int:
    """`main`, of a command line that has been parsed."""
    screen = Screen(options.json, terminal.wanted(), coloured())
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


def command(verb: str) -> Command:
    """What a verb does."""
    with uncollected():
        run: Command = importlib.import_module(module_of(verb)).run
    return run


def module_of(verb: str) -> str:
    return f"dossier.commands.{_NAMED_OTHERWISE.get(verb, verb)}"
