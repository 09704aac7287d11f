"""What changed between two editions, for people and for programs: text, JSON, HTML.

Text and HTML say what the chapter of changes says. JSON holds every change, also those that no page shows, with both
sides in each language and as the curators write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal, get_args

from dossier.chapters.changes import ChangeRow, Changes, ChangeSide, SourceChanges, Telling, compose
from dossier.evidence.changes import Change, Held, changes
from dossier.evidence.renames import aligned
from dossier.evidence.statements import Stated, Value
from dossier.files.project import Project, shipped_path
from dossier.model.corpus import Corpus
from dossier.model.edition import CHANGES, Dossier, Mark
from dossier.model.languages import marks_of
from dossier.model.plan import Edition
from dossier.model.records import LANGUAGES, FigureClaim, Grade, Language, Text, When
from dossier.model.words import Catalogue
from dossier.press.html.render import fill
from dossier.problems import Report, WrongUsage
from dossier.reading.catalogue import read_words

FORMAT = "dossier-changes/1"  #: the second part grows when a reader of the first would stumble
DifferenceFormat = Literal["text", "json", "html"]
DIFFERENCE_FORMATS: tuple[DifferenceFormat, ...] = get_args(DifferenceFormat)


def tell(old: Corpus, new: Corpus, form: DifferenceFormat, language: Language | None = None) -> str:
    """The changes in a form, in one language; if none is named, in English as text and in all there are otherwise."""
    both = [known for known in LANGUAGES if old.settings.title.of(known) and new.settings.title.of(known)]
    if not both or (language and language not in both):
        raise WrongUsage("the two editions are not both in that language", f"Both have: {', '.join(both) or 'none'}.")
    project = Project(shipped_path("templates").parent)
    words = read_words(project, Report())
    chosen: list[Language] = [language] if language else both
    if form == "text" and not language and "en" in both:
        chosen = ["en"]
    views = [_view(old, new, words[name]) for name in chosen]
    if form == "json":
        return json.dumps(_plain(views), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        sections = [(view.words, view.say(new.settings.title), compose(view)) for view in views]
        return fill(project, "diff", sections=sections)
    return "\n".join("\n".join(_lines(view)) for view in views) + "\n"


def _view(old: Corpus, new: Corpus, words: Catalogue) -> Dossier:
    """The newer edition in a language, as if the earlier one had been named in it."""
    return Dossier(new, Edition("diff", words.language, Text(), (CHANGES,)), words, old)


# Text


def _lines(view: Dossier) -> Iterator[str]:
    words, found = view.words, compose(view)
    yield f"{view.say(view.corpus.settings.title)}: {words('changes.title', n=found.edition)}"
    yield change_counts(words, found)
    for group in found.groups:
        yield ""
        yield f"{group.number or ''} {group.title}".strip() + _state(words, group)
        if group.brings:
            yield f"    {additions(words, group)}"
        yield from (
            f"    {line}" for row in group.rows for line in _change_lines(words, row, group.state == "withdrawn")
        )


def change_counts(words: Catalogue, found: Changes) -> str:
    """How many changes there are of each kind."""
    counts = (words("changes.counted", kind=words(f"changes.kind.{kind}"), n=n) for kind, n in found.counts)
    return words("and").join(counts) or words("changes.none")


def additions(words: Catalogue, group: SourceChanges) -> str:
    """What a new source brings: two events, one number."""
    things = (words.count("number" if what == "figure" else what, number) for what, number in group.brings)
    return words("changes.brings", things=words("and").join(things))


def _state(words: Catalogue, group: SourceChanges) -> str:
    return f" [{words(f'changes.source_{group.state}')}]" if group.state else ""


def _change_lines(words: Catalogue, row: ChangeRow, source_is_gone: bool) -> Iterator[str]:
    """A statement on a line, and beneath it what changed in it."""
    place = _mark(row.mark or row.old_mark)
    kinds = words("and").join(words(f"changes.kind.{kind}") for kind in row.kinds)
    what = ": ".join(part for part in (row.subject, row.title, _side_text(row.said) if row.said else "") if part)
    what = what.replace("?:", "?").replace("؟:", "؟")  # a question ends in its own mark
    if source_is_gone:
        others = " ".join(map(_mark, row.others)) or words("changes.only")
        yield f"{place:7} {what} [{words('changes.still')}: {others}]"
        return
    yield f"{place:7} {kinds}: {what}"
    for detail in row.details:
        yield f"{'':8}{words('changes.before', field=detail.field)}: {_side_text(detail.before)}"
        yield f"{'':8}{words('changes.now', field=detail.field)}: {_side_text(detail.after)}"


def _mark(mark: Mark | None) -> str:
    return "" if mark is None else f"{mark.source}:{mark.lines}".rstrip(":")


def _side_text(said: ChangeSide) -> str:
    opening, closing = marks_of(said.language or "") if said.quoted else ("", "")
    text = f"{opening}{said.text}{closing}"
    return " ".join([text, *map(_mark, said.marks)]).strip()


# JSON


def _plain(views: Sequence[Dossier]) -> dict[str, object]:
    new, old = views[0].corpus, views[0].previous
    assert old is not None, "a view of changes has both"
    found = changes(old, new)
    earlier = aligned(old, new).corpus
    tellings = {view.language: Telling(view, replace(view, corpus=earlier)) for view in views}
    groups = groupby(found, lambda change: (change.old_document, change.document))
    counts: dict[str, int] = {}
    for change in found:
        counts[change.kind] = counts.get(change.kind, 0) + 1
    return {
        "format": FORMAT,
        "old": _edition(old),
        "new": _edition(new),
        "counts": counts,
        "sources": [_source(old, new, pair, list(members), tellings) for pair, members in groups],
    }


def _edition(corpus: Corpus) -> dict[str, object]:
    settings = corpus.settings
    return {
        "edition": settings.edition,
        "title": _text(settings.title),
        "newest": str(corpus.newest.when.date),
        "documents": {document.id: document.original.sha256 for document in corpus.documents},
    }


def _source(
    old: Corpus, new: Corpus, pair: tuple[str, str], found: Sequence[Change], tellings: Mapping[Language, Telling]
) -> dict[str, object]:
    """The changes of one source; of the dossier's own words if both ids are ""."""
    before, after = (corpus.document(name) if name else None for corpus, name in zip((old, new), pair, strict=True))
    record = after or before
    return {
        "old": before and {"document": before.id, "number": before.number},
        "new": after and {"document": after.id, "number": after.number},
        "title": _text(record.title) if record else None,
        "changes": [_change(change, tellings) for change in found],
    }


def _change(change: Change, tellings: Mapping[Language, Telling]) -> dict[str, object]:
    sides = {language: telling.sides(change) for language, telling in tellings.items()}

    def side(number: int, stated: Stated | None, value: Value) -> dict[str, object] | None:
        if stated is None:
            return None
        words = {language: _side_text(both[number]) for language, both in sides.items()}
        return {"at": stated.place or None, "value": _value(value), "words": words}

    return {
        "kind": change.kind,
        "subject": change.subject,
        "about": change.stated.about,
        "field": change.field or None,
        "titles": {
            language: telling.title(telling.new if change.new else telling.old, change.stated)
            for language, telling in tellings.items()
        },
        "before": side(0, change.old, change.before),
        "after": side(1, change.new, change.after),
        **({"states": [_statement(held) for held in change.held]} if change.is_source else {}),
    }


def _statement(held: Held) -> dict[str, object]:
    others = [{"document": cite.document, "lines": str(cite.passage)} for cite in held.others]
    stated = held.stated
    return {
        "subject": stated.subject,
        "about": stated.about,
        "at": stated.place or None,
        "value": _value(stated.says),
        "others": others,
    }


def _text(text: Text) -> dict[str, str]:
    return {"ar": text.ar, "en": text.en}


def _value(value: Value) -> Any:
    """A value as the curators write it."""
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, When):
        return {"date": str(value.date), "part": value.part, "inferred": value.inferred}
    if isinstance(value, FigureClaim):
        to = None if value.to is None else f"{value.to:f}"
        return {"value": f"{value.value:f}", "to": to, "scale": value.scale, "bound": value.bound}
    if isinstance(value, Grade):
        return f"{value.reliability}{value.credibility}"
    if isinstance(value, tuple):
        return [f"{cite.document}:{cite.passage}" for cite in value]
    return value if value is None or isinstance(value, int | str) else str(value)
