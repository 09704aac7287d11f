"""The corpus for other programs: one function, five forms.

Deterministic: the same corpus gives the same string. `.encode("utf-8")` makes the file; the line ends are those that
the form asks for, so whoever writes it must not translate them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from dossier.export.bibliography import bibtex, csl_json, ris
from dossier.export.plain import as_json
from dossier.export.tables import TABLES, table
from dossier.model.corpus import Corpus
from dossier.problems import WrongUsage, nearest

ExportFormat = Literal["json", "csl-json", "bibtex", "ris", "csv"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)

_WHOLE: dict[str, Callable[[Corpus], str]] = {"json": as_json, "csl-json": csl_json, "bibtex": bibtex, "ris": ris}


def export(corpus: Corpus, form: ExportFormat, what: str = "") -> str:
    """The corpus in a form. `what` names the table of a CSV file: events, figures, quotations, people, judgements,
    claims or documents.
    """
    if form == "csv":
        if what not in TABLES:
            known = ", ".join(TABLES)
            message = f"there is no table {what!r}" if what else "a CSV file holds one table"
            raise WrongUsage(message, f"Name one of: {known}.")
        return table(corpus, what)
    if form not in _WHOLE:
        raise WrongUsage(f"there is no form {form!r}", nearest(form, EXPORT_FORMATS))
    if what:
        raise WrongUsage(f"{form} holds the whole corpus, not only {what!r}", "Leave that word out, or use csv.")
    return _WHOLE[form](corpus)
