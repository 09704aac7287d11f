"""python -m dossier, and the command `dossier`: a build with nothing to do ends before the rest is imported."""

import atexit
import gc
import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    sys.path.pop(0)  # the folder that it stands in, whose modules are a stranger's; ours are found without it

from dossier.files import up_to_date


def main() -> int:
    """Run the command that this process was started with."""
    gc.disable()  # what is read here is soon done with
    words, record = sys.argv[1:], None
    is_simple = words[:1] == ["build"] and not any(word.startswith("-") for word in words)
    if is_simple and _tell_unchanged(record := up_to_date.current_build(".", words[1:], plain=False)):
        return 0
    from dossier.cli import arguments  # 12 ms, as all the rest together

    options = arguments.parse()
    if options.command == "build" and not options.json:
        how = options.plain, options.clean, options.originals, options.unproven
        if not is_simple and _tell_unchanged(
            record := up_to_date.current_build(options.project, options.editions, *how)
        ):
            return 0
        options.is_stale = record is None
    from dossier.cli.main import run  # 30 ms; and what a verb needs, which may be 0.3 s, is imported when it is chosen

    gc.enable()
    return run(options)


def _tell_unchanged(record: up_to_date.LastBuild | None) -> bool:
    """Whether there was nothing to do, and could be said so without more."""
    if record is None or record.warnings:
        return False
    if not all(line.isascii() and line.isprintable() for line in record.lines):  # not every terminal has other letters
        return False
    print("\n".join(record.lines))
    return True


def begin() -> None:
    """As the command does it: end at once, for to give back piece by piece what a large dossier takes is 0.2 s."""
    for name in ("stdout", "stderr"):  # None if it was closed when this process began: nobody reads it
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    try:
        code = main()
        sys.stdout.flush()
    except MemoryError:  # before there is anything that could say so better
        os.write(2, b"dossier: there is not enough memory\n")
        os._exit(4)
    except BrokenPipeError:
        from dossier.cli.main import discard_output

        code = discard_output()
    except OSError as error:
        from dossier.cli.main import report_unwritable
        from dossier.cli.screen import Screen

        code = report_unwritable(error, Screen(as_json=False, shape=False, wants_colour=False))
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # such as a full disk, which has been told if anybody can be told
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if "weasyprint" not in sys.modules:  # which has files of its own to remove
        atexit._run_exitfuncs()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    begin()
