"""Dossiers of any size for measuring, every paragraph, footnote and row of them different.

    python -m tests.bench.dossiers N FOLDER [--seed S]

writes a valid dossier of N sources into FOLDER. Everything in it is invented and reads like sentences, in Arabic and
in English. Source k says the same in every dossier that has it, so a small dossier is the beginning of a large one; the
seed decides all of it. A source takes about 2.5 pages of one edition, what every dossier has takes 7.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.phrases import ARABIC, ENGLISH, Phrases

#: What the strip of the timeline has room for. Events of later sources carry no date, and stand in the table.
MOST_DATED = 60  #: sources
CHAPTERS = "cover, summary, contents, timeline, profiles, quotations, figures, disagreements, sources, names, colophon"
LANES = 4
SHARE_A_VOICE = 4  #: sources that speak with one voice
POINTS = 5  #: sources to one curated disagreement


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes unlike things in both languages."""

    random: Random

    def text(self, sentences: int = 1) -> str:
        """A YAML text of so many sentences in each language."""
        both = [self._sentences(phrases, sentences) for phrases in (ARABIC, ENGLISH)]
        return f'{{ar: "{both[0]}", en: "{both[1]}"}}'

    def words(self, phrases: Phrases, sentences: int) -> str:
        return self._sentences(phrases, sentences)

    def note(self, source: int) -> str:
        """A text that names its source, as a register's has to where it states a number."""
        return self.text().replace('ar: "', f'ar: "المصدر {source}: ').replace('en: "', f'en: "Source {source}: ')

    def title(self) -> str:
        """A short text without a full stop."""
        return self.text().replace('."', '"')

    def number(self, most: int) -> int:
        return self.random.randint(1, most)

    def _sentences(self, phrases: Phrases, count: int) -> str:
        return " ".join(phrases.sentence(self.random) for _ in range(count))


def files(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(path, content) of every file of a dossier of so many sources."""
    yield "sources/dossier.yaml", _settings(count, Pen(Random(f"{seed} settings")))
    for language, name in (("ar", "{ar: الطبعة العربية, en: Arabic}"), ("en", "{ar: الطبعة الإنكليزية, en: English}")):
        yield f"sources/editions/{language}.yaml", f"language: {language}\nname: {name}\nchapters: [{CHAPTERS}]\n"
    for number in range(1, count + 1):
        yield from _source(number, seed)


def write(count: int, folder: Path, seed: int = 1) -> int:
    """Write a dossier into a folder that is made for it; how many files it has."""
    folder.mkdir(parents=True)
    total = 0
    for path, content in files(count, seed):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
        total += 1
    return total


# The registers: who and what a source brings in is known from its number alone.


def _people(number: int) -> list[str]:
    return [f"person-{number}"] if number % 2 else []


def _bodies(number: int) -> list[str]:
    return [f"body-{number}"] if number % 5 == 2 else []


def _events(number: int) -> list[str]:
    return [f"event-{number}"]


def _figures(number: int) -> list[str]:
    return [f"figure-{number}"] if number > 0 and number % 2 else []


def _earlier(number: int, pen: Pen, how_many: int) -> list[int]:
    """Numbers of earlier sources whose people or events this one tells of too."""
    reach = range(max(1, number - 40), number)
    return sorted(pen.random.sample(reach, min(how_many, len(reach))))


def _name_of(party: str, phrases: Phrases) -> tuple[str, str]:
    """(given name, family name) of a person, the same wherever the person is met."""
    return phrases.name(Random(party), int(party.rpartition("-")[2]))


def _full_name(party: str, phrases: Phrases) -> str:
    if party.startswith("body"):
        return phrases.body(int(party.rpartition("-")[2]))
    return " ".join(_name_of(party, phrases))


def _source(number: int, seed: int) -> Iterator[tuple[str, str]]:
    pen = Pen(Random(f"{seed} source {number}"))
    for person in _people(number):
        (ar, family_ar), (en, family_en) = _name_of(person, ARABIC), _name_of(person, ENGLISH)
        yield (
            f"sources/people/{person}.yaml",
            f"name: {{ar: {ar} {family_ar}, en: {en} {family_en}}}\n"
            f'index: {{ar: "{family_ar}، {ar}", en: "{family_en}, {en}"}}\n'
            f"variants: [{family_ar}, {family_en}]\nnote: {pen.note(number)}\n",
        )
    for body in _bodies(number):
        names = f"{{ar: {_full_name(body, ARABIC)}, en: {_full_name(body, ENGLISH)}}}"
        yield f"sources/organisations/{body}.yaml", f"name: {names}\nnote: {pen.note(number)}\n"
    for event in _events(number):
        lane = f"lane-{number % LANES + 1}"
        cover = "cover: true\n" if number <= 5 else ""
        yield f"sources/events/{event}.yaml", f"title: {pen.title()}\nlane: {lane}\n{cover}" + _parties(number)
    for figure in _figures(number):
        yield f"sources/figures/{figure}.yaml", f"title: {pen.title()}\nunit: {{ar: طن, en: tonnes}}\n"
    if number % POINTS == 0:
        yield f"sources/disagreements/point-{number}.yaml", _point(number, pen)
    yield f"sources/documents/source-{number}.yaml", "\n".join(_document(number, pen)) + "\n"


def _parties(number: int) -> str:
    people, bodies = _people(number), _bodies(number)
    return "".join(
        f"{kind}: [{', '.join(ids)}]\n" for kind, ids in (("people", people), ("organisations", bodies)) if ids
    )


def _point(number: int, pen: Pen) -> str:
    sides = [f"  - {{words: {pen.text()}, cites: [source-{number - k}:{pen.number(90)}]}}" for k in (0, 1)]
    head = f"kind: precision\nquestion: {pen.title()}\norder: {number}\npositions:\n"
    return head + "\n".join(sides) + f"\nours: {pen.text()}\n"


# One source


def _document(number: int, pen: Pen) -> Iterator[str]:
    language = "ar" if number % 2 else "en"
    own = ARABIC if language == "ar" else ENGLISH
    year = 1900 + number % 120
    yield f"number: {number}"
    yield f"title: {pen.title()}"
    yield f'printed_title: "{pen.words(own, 1)}"'
    yield "kind: {ar: تقرير, en: report}"
    yield f"language: {language}"
    yield f"original: {{file: source-{number}.txt, sha256: {hashlib.sha256(str(number).encode()).hexdigest()}}}"
    yield f"publisher: {pen.title()}"
    yield f"voice: voice-{_voice(number)}"
    yield f"dated: {{ar: عام {year}, en: the year {year}}}"
    yield f'when: {{date: "{year}", stated: "{year}"}}'
    yield "date_at: line 2"
    yield f"interest: {pen.text()}"
    yield f'grade: {{reliability: {"ABC"[number % 3]}, credibility: "{number % 4 + 1}", why: {pen.text()}}}'
    yield f"summary: {pen.text(5)}"
    yield "key_points:"
    yield from (f"  - {{text: {pen.text()}, at: line {pen.number(90)}}}" for _ in range(4))
    yield from _told_events(number, year, pen)
    yield from _quotations(number, own, pen)
    yield from _told_figures(number, own, pen)
    yield from _appearances(number, own, language, pen)


def _voice(number: int) -> int:
    return (number - 1) // SHARE_A_VOICE + 1


def _told_events(number: int, year: int, pen: Pen) -> Iterator[str]:
    yield "events:"
    for event in _events(number):
        month = pen.number(12)
        when = f', when: {{date: "{year}-{month:02}", stated: "{month}/{year}"}}' if number <= MOST_DATED else ""
        yield f"  - {{event: {event}, at: line {pen.number(90)}{when}, says: {pen.text()}}}"
    for other in _earlier(number, pen, 2):
        yield f"  - {{event: {_events(other)[0]}, at: line {pen.number(90)}, says: {pen.text()}}}"


def _quotations(number: int, own: Phrases, pen: Pen) -> Iterator[str]:
    speakers = [*_people(number), *(person for other in _earlier(number, pen, 3) for person in _people(other))][:3]
    other = "en" if own is ARABIC else "ar"
    if speakers:
        yield "quotations:"
    for place, speaker in enumerate(speakers, 1):
        yield f"  - id: said-{number}-{place}"
        yield f"    speaker: {speaker}"
        yield f'    words: ["{pen.words(own, 3)}"]'
        yield f"    at: line {pen.number(90)}"
        yield f"    occasion: {pen.title()}"
        yield f"    office: {pen.title()}"
        yield f'    translation: {{{other}: "{pen.words(ENGLISH if other == "en" else ARABIC, 3)}"}}'
        if place == 1:
            yield f"    fault: {pen.text()}"  # a footnote


def _told_figures(number: int, own: Phrases, pen: Pen) -> Iterator[str]:
    yield "figures:"
    for figure in [*_figures(number), *_figures(number - 1 - number % 2)]:
        value = Random(figure).randint(1, 10**7)  # all who give it agree
        given = f'value: {value}, stated: "{value}"'
        yield f"  - {{figure: {figure}, at: line {pen.number(90)}, {given}, says: {pen.text()}}}"


def _appearances(number: int, own: Phrases, language: str, pen: Pen) -> Iterator[str]:
    others = _earlier(number, pen, 4)
    met = [*_people(number), *_bodies(number), *(p for other in others for p in (*_people(other), *_bodies(other)))]
    speakers = [person for person in met if person.startswith("person")]
    yield "appearances:" if met else "appearances: []"
    for party in dict.fromkeys(met):
        forms = _forms(party, own)
        yield f"  - of: {party}"
        yield f"    names: [{', '.join(f'{{form: {form}, at: line {pen.number(90)}}}' for form in forms)}]"
        if party in speakers:
            yield f"    roles: [{{title: {pen.title()}, at: line {pen.number(90)}}}]"
        yield f"    says: [{{text: {pen.text()}, at: line {pen.number(90)}}}]"


def _forms(party: str, own: Phrases) -> Sequence[str]:
    full = _full_name(party, own)
    return [full, _name_of(party, own)[1]] if party.startswith("person") else [full]


# What stands in sources/dossier.yaml


def _settings(count: int, pen: Pen) -> str:
    lanes = "".join(f"  - {{id: lane-{n}, name: {{ar: المسار {n}, en: Lane {n}}}}}\n" for n in range(1, LANES + 1))
    voices = "".join(f"  - {{id: voice-{n}, name: {pen.title()}}}\n" for n in range(1, _voice(count) + 1))
    lines = "".join(
        f"  - {{label: {{ar: السطر {n}, en: Line {n}}}, text: {pen.text()}, cites: [source-{n}:{pen.number(90)}]}}\n"
        for n in range(1, min(count, 5) + 1)
    )
    shown = ", ".join(figure for number in range(1, min(count, 3) + 1) for figure in _figures(number))
    return (
        f"title: {{ar: ملف مصادره {count}, en: A dossier of {count} sources}}\n"
        f"short_title: {{ar: ملف القياس, en: Measured}}\nscope: {pen.title()}\nquestion: {pen.title()}\n"
        f"edition: 1\nmarking: TLP:CLEAR\nhandling: {pen.text()}\n"
        f"lanes:\n{lanes}voices:\n{voices}summary:\n{lines}"
        f"panels:\n  - kind: numbers\n    title: {{ar: أعداد, en: Numbers}}\n    figures: [{shown}]\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{write(options.sources, options.folder, options.seed)} files in {options.folder}")


if __name__ == "__main__":
    main()
