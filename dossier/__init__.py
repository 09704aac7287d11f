"""dossier: a briefing made of curated sources, traced line by line, in Arabic and English.

    sources/*.yaml -> records -> Corpus -> Dossier         reading/, model/
        -> chapters                                        chapters/, on evidence/
        -> HTML -> units -> PDF                            press/, with templates/ and fonts/
        -> build/<edition>/ -> verdicts                    files/, verification/
        -> build/.editions/<number>/ -> the next edition   history/

Each step is a room; imports go down only. `build.py` is the whole pipeline, docs/architecture.md a paragraph for each
step.
"""

__version__ = "1.0.0"
DISTRIBUTION = "dossier-press"  #: its name on PyPI, where `dossier` is somebody else's program

#: For programs (docs/api.md). It is in `dossier.api`, which is imported when one of these is first asked for: a command
#: that has nothing to do is over by then.
__all__ = [
    "Broken",
    "Corpus",
    "DossierError",
    "Limits",
    "MachineLacks",
    "OpenDossier",
    "Place",
    "PressedHtml",
    "Problem",
    "Rendition",
    "Verdict",
    "WrongUsage",
    "open",
    "press_html",
    "verify_pdf",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module("dossier.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
