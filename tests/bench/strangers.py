"""What `dossier import` proposes for documents that no rule was written with, against what a reader found in them.

    python -m tests.bench.strangers [FOLDER...]

The documents of tests/imports/strangers were invented, written down and read by people who had not seen a rule, and
frozen before the rules were written. Beside each stands `<name>.gold.yaml`, all that a careful reader finds. About half
of those who speak in them stand in the registers. Each is imported as a user does it, by the command, into a dossier
that knows its registered people and bodies and nothing else; what is measured is the file that was written.

What counts as right: a quotation, its letters on one of its lines; its speaker, the same person or body, or a new one
of the same name; a date, the same time (any reading that the reader would accept); a number, its value in full and its
bound; a name, its party on its line; a new name, its form on one of its lines.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from dossier.evidence.text.folding import fold_text
from dossier.model.dates import parse
from dossier.model.passage import parse as parse_place

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "imports" / "strangers"
KINDS = ("quotations", "speakers", "explicit dates", "relative dates", "numbers", "names", "new names")
SCALES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


@dataclass(frozen=True)
class Item:
    """One thing in a document: what it says, and every line it touches."""

    lines: frozenset[int]
    says: Any
    kind: str = ""
    stated: str = ""


@dataclass
class Score:
    found: int = 0  #: of what there is
    there: int = 0
    right: int = 0  #: of what was proposed
    proposed: int = 0
    wrong: int = 0  #: speakers: another one was named
    missed: list[str] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("found", "there", "right", "proposed", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed
        self.amiss += other.amiss

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0


@dataclass(frozen=True)
class Gold:
    """What a reader found in a document."""

    path: Path
    told: dict[str, Any]

    @property
    def file(self) -> Path:
        return self.path.with_name(self.told["file"])

    @property
    def registered(self) -> list[dict[str, Any]]:
        known = self.told.get("registered") or {}
        return [*(known.get("people") or []), *(known.get("bodies") or [])]

    @property
    def language(self) -> str:
        return str(self.told.get("main") or self.told["language"])

    @property
    def names(self) -> dict[str, str]:
        """Folded name -> id of everybody registered."""
        forms = [
            (form, p["id"]) for p in self.registered for form in (p.get("ar"), p.get("en"), *(p.get("variants") or []))
        ]
        return {bare(form): party for form, party in forms if form}

    def items(self, name: str) -> list[dict[str, Any]]:
        return self.told.get(name) or []


def golds(folders: Sequence[Path] = (HERE,)) -> list[Gold]:
    paths = sorted(path for folder in folders for path in folder.glob("*.gold.yaml"))
    return [Gold(path, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)) for path in paths]


# The dossier that knows the registered ones.


def settings(language: str) -> dict[str, Any]:
    """What the dossier is called, in the one language it has."""

    def text(words: str) -> dict[str, str]:
        return {language: words}

    return {
        "title": text("Held aside"),
        "short_title": text("Aside"),
        "scope": text("A document that no rule was written with."),
        "question": text("What does it say?"),
        "edition": 1,
        "marking": "TLP:CLEAR",
        "handling": text("Invented."),
        "lanes": [{"id": "all", "name": text("all")}],
        "voices": [{"id": "them", "name": text("them")}],
        "summary": [{"label": text("One"), "text": text("One."), "cites": ["first:1"]}],
    }


def write_project(root: Path, gold: Gold) -> None:
    """A dossier in the language of `gold`, with its registers and one empty document, `first`."""
    told, language = gold.told.get("registered") or {}, gold.language
    write(root / "sources" / "dossier.yaml", settings(language))
    edition = {"language": language, "name": {language: "Edition"}, "chapters": ["cover", "sources"]}
    write(root / "sources" / "editions" / "one.yaml", edition)
    for folder, known in (("people", told.get("people")), ("organisations", told.get("bodies"))):
        for party in known or []:
            forms = {name: party[name] for name in ("ar", "en") if party.get(name)}
            names = {language: party["id"]} | forms
            record: dict[str, Any] = {"name": names}
            if folder == "people":
                record["index"] = {
                    language: _index(name, "، " if language == "ar" else ", ") for language, name in names.items()
                }
            if party.get("variants"):
                record["variants"] = party["variants"]
            write(root / "sources" / folder / f"{party['id']}.yaml", record)
    write(root / "sources" / "documents" / "first.yaml", document(1, "first.txt", "0" * 64, language))


def _index(name: str, comma: str) -> str:
    """The family name first, where there is one."""
    *given, family = name.split()
    return comma.join(filter(None, (family, " ".join(given))))


def document(number: int, file: str, sha256: str, language: str) -> dict[str, Any]:
    """What a document's file needs before it claims anything."""
    words = {language: "invented"}
    return {
        "number": number,
        "title": words,
        "kind": words,
        "language": language,
        "original": {"file": file, "sha256": sha256},
        "publisher": words,
        "voice": "them",
        "dated": words,
        "when": {"date": "2020", "inferred": "date", "why": words},
        "interest": words,
        "grade": {"reliability": "F", "credibility": "6", "why": words},
        "summary": words,
    }


def write(path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(record, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")


class _Plain(yaml.SafeDumper):
    """Without aliases, which a curator's file has none of."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`dossier` as a user types it."""
    return subprocess.run(
        [sys.executable, "-m", "dossier", *words, "--project", str(root)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


def imported(gold: Gold) -> tuple[str, dict[str, Any]]:
    """The file that `dossier import` writes, as text and as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, gold)
        done = command(root, "import", str(gold.file), "--id", "imported")
        if done.returncode:
            raise RuntimeError(f"{gold.file.name}: {done.stderr}")
        text = (root / "sources" / "documents" / "imported.yaml").read_text("utf-8")
    return text, yaml.load(text, yaml.CBaseLoader)


# What is compared.


def compare(gold: Gold) -> dict[str, Score]:
    """Kind -> score of one document."""
    text, made = imported(gold)
    quotations, speakers = _quotations(gold, made, _new_speakers(text))
    explicit, relative = _dates(gold, made)
    return {
        "quotations": quotations,
        "speakers": speakers,
        "explicit dates": explicit,
        "relative dates": relative,
        "numbers": _numbers(gold, made),
        "names": _names(gold, made),
        "new names": _new_names(gold, made, text),
    }


def _listed(made: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = made.get(name)
    return found if isinstance(found, list) else []


def _at(item: dict[str, Any]) -> frozenset[int]:
    return frozenset(parse_place(item["at"]).lines)


def bare(words: str) -> str:
    """Words as they are compared: folded, and without the stop that one writer sets inside the marks."""
    return re.sub(r"^\W+|\W+$", "", fold_text(words))


def _match(there: Sequence[Item], made: Sequence[Item], same: Callable[[Item, Item], bool]) -> list[tuple[int, int]]:
    """Pairs of what there is and what was proposed for it, each taken once."""
    free = set(range(len(made)))
    pairs = []
    for number, item in enumerate(there):
        for other in sorted(free):
            if item.lines & made[other].lines and same(item, made[other]):
                pairs.append((number, other))
                free.discard(other)
                break
    return pairs


def _score(there: Sequence[Item], made: Sequence[Item], pairs: Sequence[tuple[int, int]]) -> Score:
    found, right = {a for a, _ in pairs}, {b for _, b in pairs}
    return Score(
        len(found), len(there), len(right), len(made), 0,
        [str(item.stated or item.says) for number, item in enumerate(there) if number not in found],
        [f"{item.stated} = {item.says}" for number, item in enumerate(made) if number not in right],
    )  # fmt: skip


def _new_speakers(text: str) -> dict[str, str]:
    """Id of a quotation -> the new speaker that the file proposes for it in the comment beside the empty field."""
    found, last = {}, ""
    for line in text.splitlines():
        if name := re.match(r"  - id: (\S+)", line):
            last = name[1]
        if new := re.match(r'    speaker: ""  # (?:not named, or )?in no register: (.*)', line):
            found[last] = new[1]
    return found


def _quotations(gold: Gold, made: dict[str, Any], new: dict[str, str]) -> tuple[Score, Score]:
    there = [Item(frozenset(q["lines"]), q["speaker"], stated=q["words"]) for q in gold.items("quotations")]
    proposed = [
        Item(_at(q), q.get("speaker") or (f"new: {new[q['id']]}" if q["id"] in new else ""), stated=words)
        for q in _listed(made, "quotations")
        for words in q["words"]
    ]  # fmt: skip
    pairs = _match(there, proposed, lambda a, b: bare(a.stated) == bare(b.stated))
    speakers = Score()
    for number, other in pairs:
        whose, given = there[number].says, str(proposed[other].says)
        is_right = _is_speaker(whose, given, gold.names)
        speakers.there += 1
        speakers.found += is_right
        speakers.proposed += bool(given)
        speakers.right += is_right and bool(given)
        if given and not is_right:
            speakers.wrong += 1
            speakers.amiss.append(f"{there[number].stated[:40]!r}: {given}, not {whose}")
        elif not is_right:
            speakers.missed.append(f"{there[number].stated[:40]!r}: {whose}")
    return _score(there, proposed, pairs), speakers


def _is_speaker(whose: Any, given: str, registered: Mapping[str, str]) -> bool:
    """Whether the speaker given is the one there is: by id, by name, by body; nobody where nobody is told.

    A body that speaks by somebody without a name is the speaker, by its id if it is registered.
    """
    if isinstance(whose, str):
        return given == ("" if whose == "unclear" else whose)
    name = bare(str(whose.get("name") or whose.get("body") or ""))
    if not name:
        return not given or given.startswith("new:")
    if given and (registered.get(name) == given or whose.get("body") == given):  # by its name or by its id
        return True
    return given.startswith("new:") and (name in fold_text(given) or _shares(name, given))


def _shares(name: str, given: str) -> bool:
    """Whether the family name is there."""
    return name.split()[-1] in re.findall(r"\w+", fold_text(given))


def _dates(gold: Gold, made: dict[str, Any]) -> tuple[Score, Score]:
    """Explicit and relative ones. A proposal without a date says that it does not know: neither right nor wrong."""
    there = [Item(frozenset(d["lines"]), d["edtf"], d["kind"], d["stated"]) for d in gold.items("dates")]
    events = [(e["when"], e) for e in _listed(made, "events")]
    own = made.get("when") or {}
    listed = [Item(_at(e), when["date"], stated=when["stated"]) for when, e in events]
    if own.get("date") and made.get("date_at"):
        listed.append(Item(frozenset(parse_place(made["date_at"]).lines), own["date"], stated=own["stated"]))
    claimed = [item for item in dict.fromkeys(listed) if item.says]
    meets = _match(there, claimed, lambda a, b: _overlap(a.stated, b.stated))
    right = [(a, b) for a, b in meets if _is_date(there[a].says, claimed[b].says)]
    met = {b: there[a].kind for a, b in meets}
    scores = {}
    for kind in ("explicit", "relative"):
        mine = [number for number, item in enumerate(there) if item.kind == kind and item.says]
        good = {a: b for a, b in right if a in set(mine)}
        judged = [b for b in range(len(claimed)) if met.get(b, "explicit") == kind]
        scores[kind] = Score(
            len(good), len(mine), len(good), len(judged), 0,
            [f"{there[a].stated} = {there[a].says}" for a in mine if a not in good],
            [f"{claimed[b].stated} = {claimed[b].says}" for b in judged if b not in good.values()],
        )  # fmt: skip
    return scores["explicit"], scores["relative"]


def _overlap(one: str, other: str) -> bool:
    one, other = bare(one), bare(other)
    return bool(one and other) and (one in other or other in one or len(set(one.split()) & set(other.split())) > 1)


def _is_date(accepted: Iterable[str], given: str) -> bool:
    return any(_span(date) == _span(given) for date in accepted)


def _span(edtf: str) -> object:
    """First and last day, so that 1990/1999 is 199X; the text itself if it is no such date."""
    try:
        date = parse(str(edtf).rstrip("~?%"))
        return date.first, date.last
    except ValueError:
        return str(edtf)


def _numbers(gold: Gold, made: dict[str, Any]) -> Score:
    there = [Item(frozenset(n["lines"]), n, stated=n["stated"]) for n in gold.items("numbers")]
    proposed = [Item(_at(f), f, stated=f["stated"]) for f in _listed(made, "figures")]
    return _score(there, proposed, _match(there, proposed, lambda a, b: _is_number(a.says, b.says)))


def _is_number(gold: dict[str, Any], made: dict[str, Any]) -> bool:
    value, to = _value(made, "value"), _value(made, "to")
    wanted = [
        Decimal(str(number)) for number in (gold["value"] if isinstance(gold["value"], list) else [gold["value"]])
    ]
    given = [value] if to is None else [value, to]
    if len(wanted) != len(given) or (gold.get("bound") or "") != (made.get("bound") or ""):
        return False
    factor = 100 if gold.get("unit") == "fraction" and value is not None and value > 1 else 1
    return all(b is not None and abs(a * factor - b) <= abs(b) / 200 for a, b in zip(wanted, given, strict=True))


def _value(made: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(made[name]) * SCALES[made.get("scale") or ""] if made.get(name) else None


def _names(gold: Gold, made: dict[str, Any]) -> Score:
    there = [Item(frozenset({line}), n["party"], stated=f"{n['party']}:{line}")
             for n in gold.items("names") for line in n["lines"]]  # fmt: skip
    proposed = {
        (line, appearance["of"]) for appearance in _listed(made, "appearances") if appearance.get("of")
        for name in appearance["names"] for line in _at(name)
    }  # fmt: skip
    listed = [Item(frozenset({line}), party, stated=f"{party}:{line}") for line, party in sorted(proposed)]
    return _score(there, listed, _match(there, listed, lambda a, b: bool(a.says == b.says)))


def _new_names(gold: Gold, made: dict[str, Any], text: str) -> Score:
    there = [Item(frozenset(n["lines"]), bare(n["form"]), stated=n["form"]) for n in gold.items("new_names")]
    proposed = [
        Item(frozenset().union(*map(_at, appearance["names"])), [bare(name["form"]) for name in appearance["names"]],
             stated=appearance["names"][0]["form"])
        for appearance in _listed(made, "appearances") if not appearance.get("of")
    ]  # fmt: skip
    same = _match(there, proposed, lambda a, b: any(a.says in form or form in a.says for form in b.says if form))
    return _score(there, proposed, same)


# What is told.


def total(folders: Sequence[Path] = (HERE,)) -> dict[str, Score]:
    every = {kind: Score() for kind in KINDS}
    for gold in golds(folders):
        for kind, score in compare(gold).items():
            every[kind].add(score)
    return every


def table(scores: dict[str, Score]) -> Iterator[str]:
    for kind, score in scores.items():
        wrong = (
            f"   wrong {score.wrong / score.there:4.0%} ({score.wrong})" if kind == "speakers" and score.there else ""
        )
        yield (
            f"{kind:15}  recall {score.recall:4.0%} ({score.found:3} of {score.there:3})   "
            f"precision {score.precision:4.0%} ({score.right:3} of {score.proposed:3}){wrong}"
        )


def main(words: Sequence[str]) -> None:
    folders = [Path(word) for word in words if not word.startswith("-")] or [HERE]
    scores = total(folders)
    print(*table(scores), sep="\n")
    if "-v" in words:
        for kind, score in scores.items():
            print(f"\n{kind}, missed:", *score.missed, f"\n{kind}, amiss:", *score.amiss, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
