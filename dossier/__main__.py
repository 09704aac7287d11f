"""python -m dossier, and the command `dossier`: a build with nothing to do ends before the rest is imported."""

import gc
import sys

from dossier import arguments, current


def main() -> int:
    """Run the command that this process was started with."""
    gc.disable()  # what is read here is soon done with
    options = arguments.parse()
    if options.command == "build" and not options.json:
        done = current.unchanged(options.project, options.editions, options.plain)
        if done and not done.warnings and all(map(str.isascii, done.lines)):  # other letters are not for every terminal
            print("\n".join(done.lines))
            return 0
        options.is_stale = done is None
    from dossier.cli import run  # 30 ms; and what a verb needs, which may be 0.3 s, is imported when it is chosen

    gc.enable()
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
