"""Nothing of the machine's own fonts, so that a page looks the same on every desk.

WeasyPrint asks fontconfig for them, and fontconfig an environment variable, which is the whole process's. So faces go
into a configuration that is made here without asking anybody (`IsolatedFonts`): a program that has dossier as a library
keeps its fonts, also while dossier draws in another thread, and may have imported WeasyPrint before. Where fontconfig
knows no face at all, Pango ends the process: whoever draws gives faces.
"""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier.files import scratch
from dossier.press.fonts.environment import without_system_fonts
from dossier.press.weasy.fast_import import fast_imports
from dossier.press.weasy.hooks import installer

with fast_imports():
    from weasyprint.text import fonts
    from weasyprint.text.fonts import FontConfiguration

_NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")  #: on Linux, macOS and Windows


class IsolatedFonts(FontConfiguration):  # type: ignore[misc] # WeasyPrint has no types
    """A configuration of fonts that has only the faces it is given, and remembers which.

    Of a WeasyPrint that is not known it is made as that makes it, while the variable of the environment is another one.
    """

    def __init__(self) -> None:
        self.rules: list[tuple[dict[str, Any], Path | None]] = []  #: descriptors, and the file of the face
        self._maps: list[Any] = []  #: one for each process that this has been in
        self._process = 0  #: that the last of them is for
        config = _without_fonts() if installer.is_known() else None
        if config is None:
            with without_system_fonts():
                super().__init__()
            return
        self._config = config
        self.font_map = _font_map(config)
        fonts.fontconfig.FcConfigDestroy(config)  # the map keeps it
        self._folder: Path | None = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}

    @property
    def font_map(self) -> Any:
        """Pango's map of these fonts, for this process only.

        Pango 1.56 gives each map a thread, and waits for its answers. A copy of the process (fork) has the map and not
        the thread, and would wait for ever: it gets a map of its own.
        """
        if self._process != os.getpid():
            self.font_map = _font_map(self._config)
        return self._maps[-1]

    @font_map.setter
    def font_map(self, font_map: Any) -> None:
        self._process = os.getpid()
        self._maps.append(font_map)  # those before are not freed: that may wait for their threads too

    def __del__(self) -> None:
        """Nothing: WeasyPrint's own removes the folder, also from under those who have it from the same parent (fork).

        Here it goes with the process that made it (`scratch`).
        """

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Any) -> None:
        self._folder = self._folder or scratch.folder()
        before = _files(self)
        super().add_font_face(rule_descriptors, url_fetcher)
        self.rules.append((dict(rule_descriptors), next(iter(_files(self) - before), None)))


def _font_map(config: Any) -> Any:
    font_map = fonts.ffi.gc(fonts.pangoft2.pango_ft2_font_map_new(), fonts.gobject.g_object_unref)
    fonts.pangoft2.pango_fc_font_map_set_config(fonts.ffi.cast("PangoFcFontMap *", font_map), config)
    return font_map


def _files(fonts: Any) -> set[Path]:
    folder = getattr(fonts, "_folder", None)
    return set(Path(folder).iterdir()) if folder else set()


def _without_fonts() -> Any:
    """A new FcConfig that has read nothing; None if the library that WeasyPrint has loaded has another name."""
    for name in _NAMES:
        with suppress(OSError):
            library = ctypes.CDLL(name)
            library.FcInit()  # which Pango does in a thread: it had better be done before anything else is
            library.FcConfigCreate.restype = ctypes.c_void_p
            library.FcConfigBuildFonts.argtypes = [ctypes.c_void_p]
            config = library.FcConfigCreate()
            library.FcConfigBuildFonts(config)
            return fonts.ffi.cast("FcConfig *", config)
    return None
