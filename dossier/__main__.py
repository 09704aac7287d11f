"""python -m dossier, and the command `dossier`: a build with nothing to do ends before the rest is imported."""

import atexit
import gc
import os
import sys

from dossier import current


def main() -> int:
    """Run the command that this process was started with."""
    gc.disable()  # what is read here is soon done with
    words, done = sys.argv[1:], None
    is_simple = words[:1] == ["build"] and not any(word.startswith("-") for word in words)
    if is_simple and _is_told(done := current.unchanged(".", words[1:], plain=False)):
        return 0
    from dossier import arguments  # 12 ms, as all the rest together

    options = arguments.parse()
    if options.command == "build" and not options.json:
        if not is_simple and _is_told(done := current.unchanged(options.project, options.editions, options.plain)):
            return 0
        options.is_stale = done is None
    from dossier.cli import run  # 30 ms; and what a verb needs, which may be 0.3 s, is imported when it is chosen

    gc.enable()
    return run(options)


def _is_told(done: current.Done | None) -> bool:
    """Whether there was nothing to do, and could be said so without more."""
    if done is None or done.warnings or not all(map(str.isascii, done.lines)):  # not every terminal has other letters
        return False
    print("\n".join(done.lines))
    return True


def begin() -> None:
    """As the command does it: end at once, for to give back piece by piece what a large dossier takes is 0.2 s."""
    code = main()
    if "weasyprint" not in sys.modules:  # which has files of its own to remove
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    begin()
