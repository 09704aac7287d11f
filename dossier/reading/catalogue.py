"""templates/words.yaml -> the briefing's own words in each language."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

from dossier.files.project import NotThere, Project, shipped_path
from dossier.model.records import LANGUAGES, Language
from dossier.model.words import Catalogue
from dossier.problems import Place, Report
from dossier.reading.nodes import Mapping, Node, Scalar, UnreadableYaml, parse

PATH = "templates/words.yaml"


def read_words(project: Project, report: Report) -> dict[Language, Catalogue]:
    """A catalogue for each language; a gap in one is a problem at its place."""
    tables: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    places: dict[str, Place] = {}
    try:
        root = parse(project.read(PATH), PATH)
    except NotThere as error:
        report.error(Place(PATH), f"cannot be read: {error}")
        return {}
    except UnreadableYaml as error:
        report.problems.append(error.problem)
        return {}
    for key, node in _leaves(root, ""):
        places[key] = node.place
        for name, _ in node.entries:
            if name.text not in LANGUAGES:
                report.error(
                    name.place, f"{key} has words in no language: {name.text!r}", "quote words that hold a comma"
                )
        for language in LANGUAGES:
            words = node.get(language)
            if isinstance(words, Scalar):
                tables[language][key] = words.text
            else:
                report.error(node.place, f"{key} has no words in {language!r}", f"add {language}: …")
    if Path(project.snapshot(PATH).place).resolve() != shipped_path(PATH).resolve():
        _compare(tables, places, report)
    return {language: Catalogue(language, table) for language, table in tables.items()}


def _compare(tables: dict[Language, dict[str, str]], places: dict[str, Place], report: Report) -> None:
    """A dossier's own catalogue has all words that the shipped one has, and no gap that nothing fills."""
    models = read_words(Project(shipped_path("templates").parent), Report())
    missing = [key for key in models["en"].table if key not in places]
    if missing:
        message = f"the word {missing[0]} is missing" + (f", and {len(missing) - 1} more" if missing[1:] else "")
        report.error(Place(PATH), message, "copy the catalogue that ships with dossier, and change what is yours")
    for language, table in tables.items():
        for key in table.keys() & models[language].table.keys():
            try:
                strange = sorted(_gaps(table[key]) - _gaps(models[language].table[key]))
            except ValueError as error:
                report.error(places[key], f"{key} ({language}) is no sentence with gaps: {error}", "a brace is {{")
                continue
            if strange:
                message = ", ".join(f"{{{name}}}" for name in strange)
                report.error(places[key], f"{key} ({language}) has a gap that nothing fills: {message}")


def _gaps(words: str) -> set[str]:
    """The names in braces; `ValueError` if the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def _leaves(node: Node, prefix: str) -> Iterator[tuple[str, Mapping]]:
    """(dotted key, the mapping of languages) for every entry that has one."""
    if not isinstance(node, Mapping):
        return
    if any(node.get(language) for language in LANGUAGES):
        yield prefix, node
        return
    for key, child in node.entries:
        yield from _leaves(child, f"{prefix}.{key.text}" if prefix else key.text)
