"""How `verify` judges invented attributions, numbers, dates and cuts that were written before any rule was read.

`python -m tests.bench.attributions` prints a line for each file; with `--each`, every claim that is judged wrongly. The
second set is kept for measuring: what it shows is said, and mended only with a case of its own.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

from dossier.evidence.dates.usage import usage_of
from dossier.evidence.proof.dates import judge_at
from dossier.evidence.proof.numbers import judge_in
from dossier.model.dates import parse
from dossier.model.passage import Passage
from dossier.model.records import FigureClaim, Text, When
from tests.test_attributed import GIVES, claimed

HERE = Path(__file__).parent.parent
SPOKEN = HERE / "attributions"
STATED = HERE / "claimed"
OWN = parse("2022-10-24")  # a Monday
PROVEN, REFUSED, UNDECIDED = "proven", "refused", "undecided"


@dataclass(frozen=True)
class Claim:
    file: str
    text: str
    words: str
    said: str  #: whom, how much or when the claim says
    is_true: bool
    verdict: str
    told: str


def cases(path: Path) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def attributions(path: Path) -> Iterator[Claim]:
    for case in cases(path):
        lines, words = case["text"].rstrip("\n").split("\n"), case["words"]
        (at,) = (number for number, line in enumerate(lines, 1) if words in line)
        for speaker in [*case.get("by", "").split(), *case["others"]]:
            found = claimed("\n".join(lines), [words], speaker, str(at))
            assert found.is_proven, found
            verdict = PROVEN if not found.warning else REFUSED if found.warning.startswith(GIVES) else UNDECIDED
            yield Claim(path.stem, case["text"], words, speaker, speaker == case.get("by"), verdict, found.warning)


def numbers(path: Path) -> Iterator[Claim]:
    for case in cases(path):
        for told in [*_one(case, "is"), *case["is_not"]]:
            start = case["text"].index(case["stated"])
            sense, why = judge_in(case["text"], start, start + len(case["stated"]), _figure(case["stated"], told))
            yield Claim(path.stem, case["text"], case["stated"], told, told == case.get("is"), _verdict(sense), why)


def _one(case: dict[str, Any], key: str) -> list[str]:
    return [case[key]] if key in case else []


def _figure(stated: str, told: str) -> FigureClaim:
    value, *rest = told.split()
    upper = Decimal(rest[rest.index("to") + 1]) if "to" in rest else None
    scale = next((word for word in rest if word in ("thousand", "million", "billion")), "")
    bound = next((word for word in rest if word in ("about", "over", "under")), "")
    return FigureClaim("figure", Passage(((1, 1),)), Decimal(value), stated, scale, bound, upper)  # type: ignore[arg-type]


def dates(path: Path) -> Iterator[Claim]:
    for case in cases(path):
        text, stated = case["text"], case["stated"]
        start, usage = text.index(stated), usage_of([text], OWN, is_arabic=bool(re.search("[ء-ي]", text)))
        for told in [*_one(case, "is"), *case["is_not"]]:
            inferred = case.get("inferred", "")
            claim = When(parse(told), stated, inferred=inferred, why=Text("سبب", "a reason") if inferred else None)
            sense, why = judge_at(text, start, start + len(stated), claim, OWN, usage)
            yield Claim(path.stem, text, stated, told, told == case.get("is"), _verdict(sense), why)


def cuts(path: Path) -> Iterator[Claim]:
    for case in cases(path):
        found = claimed(case["text"], [case["words"]], "shaheen", "1")
        yield Claim(path.stem, case["text"], case["words"], "", case["whole"] == "yes", _cut(found), found.warning)


def _cut(found: Any) -> str:
    return PROVEN if found.is_proven and not found.warning else REFUSED if not found.is_proven else UNDECIDED


def _verdict(sense: str) -> str:
    return {"read": PROVEN, "false": REFUSED}.get(sense, UNDECIDED)


def measured() -> Iterator[list[Claim]]:
    for path in sorted(SPOKEN.glob("*.yaml")):
        yield list(attributions(path))
    for read in (numbers, dates, cuts):
        for path in sorted(STATED.glob(f"*{read.__name__}.yaml")):
            yield list(read(path))


def row(name: str, claims: list[Claim]) -> str:
    true, false = [c for c in claims if c.is_true], [c for c in claims if not c.is_true]
    count = [sum(c.verdict == verdict for c in part) for part in (true, false) for verdict in (PROVEN, REFUSED)]
    return f"| {name} | {len(true)} | {count[0]} | {count[1]} | {len(false)} | {count[2]} | {count[3]} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", action="store_true")
    parser.add_argument("files", nargs="*", help="stems of the files; without any, all")
    asked = parser.parse_args()
    print("| claims | true | proven | refused | false | proven | refused |\n|---|---|---|---|---|---|---|")
    for claims in measured():
        if asked.files and claims[0].file not in asked.files:
            continue
        print(row(claims[0].file, claims))
        wrong = (c for c in claims if c.is_true != (c.verdict == PROVEN) and (c.is_true or c.verdict == PROVEN))
        for claim in wrong if asked.each else ():
            mark = "TRUE" if claim.is_true else "FALSE"
            print(f"  {mark} {claim.verdict}: {claim.said or '-'}: {claim.words!r} in\n      {claim.text.strip()}")
            print(f"      {claim.told}" if claim.told else "", end="\n" if claim.told else "")


if __name__ == "__main__":
    main()
