"""Nothing of the machine's own fonts: fontconfig is told that there are none, before WeasyPrint asks for them."""

from __future__ import annotations

import html
import os
import sys
import warnings
from pathlib import Path

from dossier.press.whole import write_whole
from dossier.problems import DossierError, MachineLacks

NO_SYSTEM_FONTS = "no-system-fonts.conf"  #: what fontconfig is given to read


class SystemFontsLeft(DossierError):
    """The machine's own fonts can no longer be shut out, so a page might not look the same elsewhere."""


def shut_out_system_fonts(folder: Path) -> None:
    """Point fontconfig at a file in `folder` that names no fonts, so that only our own faces can be drawn.

    Must come before WeasyPrint is imported. May be called again, with another folder too: every later drawing reads
    the file anew, and all such files say the same. Every drawing must then be given `Faces.css` with its own
    FontConfiguration: where fontconfig knows no face at all, Pango ends the process.
    """
    file = folder.resolve() / NO_SYSTEM_FONTS
    if "weasyprint" in sys.modules and Path(os.environ.get("FONTCONFIG_FILE", "")).name != NO_SYSTEM_FONTS:
        raise SystemFontsLeft("WeasyPrint was imported before the machine's own fonts were shut out")
    content = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><cachedir>{html.escape(str(file.parent / 'fontconfig'))}</cachedir></fontconfig>\n"
    ).encode()
    try:
        if not file.is_file() or file.read_bytes() != content:
            write_whole(file, content)
    except OSError as error:
        reason = f"cannot write {file}: {error.strerror}"
        raise MachineLacks(reason, "Free the disk or mend its permissions.") from error
    os.environ["FONTCONFIG_FILE"] = str(file)
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)  # this is what was wanted
