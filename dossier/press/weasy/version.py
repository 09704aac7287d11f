"""The one version of WeasyPrint whose private parts are known here.

Nothing is imported here that draws, so that whoever only asks for the version need not wait for WeasyPrint.
"""

from __future__ import annotations

from dossier.problems import MachineLacks

VERSION = "70.0"


class OtherWeasyPrint(MachineLacks):
    """The WeasyPrint that is installed is not the one whose private parts are known here."""

    advice = f"Install WeasyPrint {VERSION} (constraints.txt names it), or draw with it as it comes: --plain."


def check_version(installed: str) -> None:
    """`OtherWeasyPrint` for any version but the one that is known."""
    if installed != VERSION:
        raise OtherWeasyPrint(f"dossier knows the private parts of WeasyPrint {VERSION}, and {installed} is installed")
