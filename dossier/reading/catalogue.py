"""templates/words.yaml -> the briefing's own words in each language."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.content.records import LANGUAGES, Language
from dossier.content.words import Words
from dossier.problems import Place, Report
from dossier.project import NotThere, Project
from dossier.reading.nodes import Mapping, Node, Scalar, Unreadable, parse

PATH = "templates/words.yaml"


def read_words(project: Project, report: Report) -> dict[Language, Words]:
    """A catalogue for each language; a gap in one is a problem at its place."""
    tables: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    try:
        root = parse(project.read(PATH), PATH)
    except NotThere as error:
        report.error(Place(PATH), f"cannot be read: {error}")
        return {}
    except Unreadable as error:
        report.problems.append(error.problem)
        return {}
    for key, node in _leaves(root, ""):
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
    return {language: Words(language, table) for language, table in tables.items()}


def _leaves(node: Node, prefix: str) -> Iterator[tuple[str, Mapping]]:
    """(dotted key, the mapping of languages) for every entry that has one."""
    if not isinstance(node, Mapping):
        return
    if any(node.get(language) for language in LANGUAGES):
        yield prefix, node
        return
    for key, child in node.entries:
        yield from _leaves(child, f"{prefix}.{key.text}" if prefix else key.text)
