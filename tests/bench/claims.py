"""True and false claims about documents that no rule was written with, and what `dossier verify` says of each.

    python -m tests.bench.claims [-v] [FOLDER...]

Each document of tests/imports/strangers gives true claims, its reader's own findings, and false ones made of them by a
seeded hand: a word dropped, put in, or its negation taken away; another speaker; another value, scale or bound; the
words cut out of a longer phrase; another day, month, year or precision. All stand in one curated file, which the
command verifies. A claim is *proven*, *refused*, or *not decided*: told with a warning or a reason that a reader must
look at it, or given as worked out by the curator. No false claim may be proven.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dossier.evidence.calendars import MONTHS
from dossier.evidence.text.folding import fold_text
from dossier.formats.reading import read_lines
from dossier.model.dates import parse
from tests.bench.strangers import HERE, Gold, bare, command, document, golds, write, write_project

What = Literal["quotation", "speaker", "date", "number", "name"]
WHATS: tuple[What, ...] = ("quotation", "speaker", "date", "number", "name")
Said = Literal["proven", "refused", "not decided"]
SEED = 20261129
FALSE_FOR_EACH = 2  #: false claims made of each true one, at most


@dataclass(frozen=True)
class Claim:
    """One thing that a curator states of a document."""

    what: What
    is_true: bool
    how: str  #: how a false one was made
    fields: dict[str, Any]
    lines: tuple[int, ...]


# True claims.


def true_claims(gold: Gold) -> Iterator[Claim]:
    """Everything the reader found that a curator's file can state."""
    for q in gold.items("quotations"):
        if speaker := _speaker(gold, q["speaker"]):
            said = {"words": q["words"], "speaker": speaker}
            yield Claim("quotation", True, "", said, tuple(q["lines"]))
            yield Claim("speaker", True, "", said, tuple(q["lines"]))
    for d in gold.items("dates"):
        if edtf := next((date for date in map(str, d["edtf"]) if _is_edtf(date) and _is_sober(date, d["stated"])), ""):
            fields = {"date": edtf, "stated": str(d["stated"]), "relative": d["kind"] == "relative"}
            yield Claim("date", True, "", fields | _part(fields), tuple(d["lines"]))
    for n in gold.items("numbers"):
        if fields := _figure(n):
            yield Claim("number", True, "", fields, tuple(n["lines"]))
    for name in gold.items("names"):
        for line in name["lines"]:
            if form := _form(gold, name["party"], line):
                yield Claim("name", True, "", {"of": name["party"], "form": form}, (line,))


def _speaker(gold: Gold, speaker: Any) -> str:
    """The id of a registered speaker, or of one who is registered for this claim; "" where nobody is named."""
    if isinstance(speaker, str):
        return "" if speaker == "unclear" else speaker
    if speaker.get("name"):
        return speaker_id(gold, speaker["name"])
    speaks_for_it = not speaker.get("role") or re.search(_VOICE, speaker["role"])
    return speaker_id(gold, speaker.get("body") or "") if speaks_for_it else ""


#: Who speaks for a body, so that its words are the body's; what some engineer of a company says is not the company's.
_VOICE = "spokes|representative|متحدث|ناطق|ممثل|مندوب"


def speaker_id(gold: Gold, name: str) -> str:
    """Of a registered party its own id, of any other one that is made of its name."""
    if not name or name in gold.names.values():
        return name
    return gold.names.get(bare(name)) or f"new-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _is_edtf(date: str) -> bool:
    try:
        return bool(parse(date))
    except ValueError:
        return False


def _is_sober(date: str, stated: str) -> bool:
    """Whether a date is what a curator may write of such words. The end of June is not the 30th, nor that of a year
    December: parts are those of a month, and of nothing else."""
    is_part = any(re.search(words, str(stated).lower()) for words in _PARTS.values())
    names_a_month = (
        bool({*re.findall(r"\w+", fold_text(str(stated)))} & MONTHS.keys()) or "month" in stated or "شهر" in stated
    )
    return not is_part or (names_a_month and bool(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])~?", date)))


_PARTS = {
    "early": "early|beginning|start of|أوائل|مطلع|بداية|مستهل",
    "mid": "mid|middle|منتصف|أواسط",
    "late": r"\blate\b|أواخر",
    "end": r"\bend\b|نهاية|ختام",
}


def _part(fields: dict[str, Any]) -> dict[str, Any]:
    """The part of a month or year that the words name, as the schema has it, where the date is not more exact."""
    if fields["date"].rstrip("~").count("-") == 2 or "/" in fields["date"]:
        return {}
    named = next((part for part, words in _PARTS.items() if re.search(words, fields["stated"], re.IGNORECASE)), "")
    return {"part": named, "date": fields["date"].rstrip("~") + "~"} if named else {}


def _figure(number: dict[str, Any]) -> dict[str, Any]:
    """The figure's fields, its value with the scale that the words print."""
    stated = str(number["stated"]).lower()
    values = [Decimal(str(v)) for v in (number["value"] if isinstance(number["value"], list) else [number["value"]])]
    scale = ""
    for name, words in _SCALES.items():
        if re.search(words, stated) and values[-1] >= Decimal(_FACTORS[name]) / 10:
            scale = name
            break
    factor = _FACTORS[scale]
    fields = {"value": _plain(values[0] / factor), "stated": str(number["stated"])}
    fields |= {"scale": scale} if scale else {}
    fields |= {"bound": number["bound"]} if number.get("bound") else {}
    return fields | ({"to": _plain(values[1] / factor)} if values[1:] else {})


_SCALES = {
    "billion": r"billion|\dbn\b|\d bn\b|مليار|بليون",
    "million": r"million|\dm\b|\d m\b|\dmn\b|مليون|ملايين",
    "thousand": r"thousand|\dk\b|ألف|آلاف|الاف|الف",
}
_FACTORS = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _form(gold: Gold, party: str, line: int) -> str:
    """The longest form of a registered name that stands on a line."""
    text = _line(gold, line)
    known = next((p for p in gold.registered if p["id"] == party), {})
    forms = [known.get("ar") or "", known.get("en") or "", *(known.get("variants") or [])]
    return max((form for form in forms if form and form in text), key=len, default="")


# False claims.


def false_claims(claim: Claim, every: Sequence[Claim], dice: random.Random) -> Iterator[Claim]:
    """False claims made of a true one."""
    made = {
        "quotation": _false_quotations,
        "speaker": _false_speakers,
        "date": _false_dates,
        "number": _false_numbers,
        "name": _false_names,
    }
    options = list(made[claim.what](claim, every, dice))
    dice.shuffle(options)
    for how, fields in options[:FALSE_FOR_EACH]:
        yield replace(claim, is_true=False, how=how, fields=claim.fields | fields)


_NEGATIONS = re.compile(r"(?<!\w)(?:not|never|no|nor|cannot|لا|لن|لم|ليس|ما|غير) ")


def _false_quotations(
    claim: Claim, every: Sequence[Claim], dice: random.Random
) -> Iterator[tuple[str, dict[str, Any]]]:
    words = claim.fields["words"].split()
    if len(words) > 3:
        place = dice.randrange(1, len(words) - 1)
        yield "a word dropped", {"words": " ".join(words[:place] + words[place + 1 :])}
        yield (
            "a word put in",
            {"words": " ".join([*words[:place], dice.choice(["قط", "never", "أبدا"]), *words[place:]])},
        )
        yield (
            "two words exchanged",
            {"words": " ".join([*words[:place], words[place + 1], words[place], *words[place + 2 :]])},
        )
    if _NEGATIONS.search(claim.fields["words"]):
        yield "a negation dropped", {"words": _NEGATIONS.sub("", claim.fields["words"], count=1)}
    if numbers := re.findall(r"\d+", claim.fields["words"]):
        yield "a number changed", {"words": claim.fields["words"].replace(numbers[0], str(int(numbers[0]) + 1), 1)}
    letters = [place for place, letter in enumerate(claim.fields["words"]) if letter.isalpha()]
    place = dice.choice(letters)
    other = "ظ" if claim.fields["words"][place] > "\u0600" else "q"
    yield "a letter changed", {"words": claim.fields["words"][:place] + other + claim.fields["words"][place + 1 :]}
    if others := [c.fields["words"] for c in every if c.what == "quotation" and c.lines != claim.lines]:
        yield "two quotations glued", {"words": f"{claim.fields['words']} {dice.choice(others)}"}


def _false_speakers(claim: Claim, every: Sequence[Claim], dice: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    speakers = {c.fields["speaker"] for c in every if c.what == "speaker"} - {claim.fields["speaker"]}
    yield from (("another speaker", {"speaker": speaker}) for speaker in sorted(speakers))


def _false_dates(claim: Claim, every: Sequence[Claim], dice: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    date = claim.fields["date"]
    if one := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date):
        year, month, day = map(int, one.groups())
        yield "another day", {"date": f"{year}-{month:02}-{day % 28 + 1:02}"}
        yield "another month", {"date": f"{year}-{month % 12 + 1:02}-{min(day, 28):02}"}
        yield "another year", {"date": f"{year + dice.choice((-1, 1))}-{month:02}-{min(day, 28):02}"}
        if day <= 12 and day != month and not re.search(r"\d\D+\d+\D+\d", claim.fields["stated"]):
            yield "day and month exchanged", {"date": f"{year}-{day:02}-{month:02}"}
    elif one := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])~?", date):
        year, month = map(int, one.groups())
        yield "another month", {"date": f"{year}-{month % 12 + 1:02}{'~' if claim.fields.get('part') else ''}"}
        yield "an invented day", {"date": f"{year}-{month:02}-{dice.randrange(1, 29):02}", "part": ""}
        yield "another year", {"date": f"{year + 1}-{month:02}{'~' if claim.fields.get('part') else ''}"}
    elif one := re.fullmatch(r"(\d{4})", date):
        yield "another year", {"date": str(int(date) + dice.choice((-1, 1, 10)))}
        yield "an invented month", {"date": f"{date}-{dice.randrange(1, 13):02}"}
    elif "/" in date and ".." not in date:
        yield "one end of a run", {"date": date.split("/")[0]}
    numbers = re.findall(r"\d+", claim.fields["stated"])
    if len(numbers) == 1 and len(numbers[0]) == 4 and re.search(r"هـ|AH|\bH\b", claim.fields["stated"]):
        yield "a Hijri year as one of the common era", {"date": str(int(numbers[0])), "part": ""}


def _false_numbers(claim: Claim, every: Sequence[Claim], dice: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    fields = claim.fields
    value = Decimal(fields["value"])
    yield "another value", {"value": _plain(value + dice.choice((1, 2, 10)))}
    yield "ten times as many", {"value": _plain(value * 10 or Decimal(10))}
    yield "another scale", {"scale": "million" if fields.get("scale") != "million" else "thousand"}
    bound = fields.get("bound") or ""
    for other in ("over", "under", "about", ""):
        if other != bound:
            yield f"{bound or 'exactly'} as {other or 'exactly'}", {"bound": other}
    if "to" in fields:
        yield "one end of a range", {"to": None}
    words = fields["stated"].split()
    if bound in {"over", "under"} and re.match(r"(?:no|not|لا|لم|ما|بما|لن)$", words[0]) and len(words) > 3:
        turned = {"over": "under", "under": "over"}[bound]
        yield "the negation cut off", {"stated": " ".join(words[1:]), "bound": turned}
    if bound and len(words) > 2 and (place := _first_number(words)) > 0:
        yield "the bound cut off", {"stated": " ".join(words[place:]), "bound": ""}
    if re.fullmatch(r"\d{2,}", str(words[0])):
        yield "digits cut off", {"stated": fields["stated"][1:], "value": str(int(words[0][1:]))}


def _first_number(words: Sequence[str]) -> int:
    return next((place for place, word in enumerate(words) if re.search(r"\d", word)), -1)


def _false_names(claim: Claim, every: Sequence[Claim], dice: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    form = claim.fields["form"]
    place = dice.randrange(len(form))
    yield "a letter changed", {"form": form[:place] + ("ظ" if form[place] > "\u0600" else "q") + form[place + 1 :]}
    if len(form) > 4:
        yield "a piece of a name", {"form": form[1:]}


# What verify says.


def claims_of(gold: Gold) -> list[Claim]:
    dice = random.Random(f"{SEED} {gold.file.name}")
    true = list(true_claims(gold))
    return [*true, *(false for claim in true for false in false_claims(claim, true, dice))]


def verified(gold: Gold, claims: Sequence[Claim]) -> list[tuple[Said, str]]:
    """What the command says of each claim, and why."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, gold)
        _register(root, gold, claims)
        write(root / "sources" / "documents" / "first.yaml", _curated(gold, claims))
        write(root / "sources" / "documents" / "second.yaml", _names(gold, claims))
        done = command(root, "verify", "--json", "--originals", str(gold.file.parent))
    try:
        findings = json.loads(done.stdout)["findings"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"{gold.file.name}: {done.stdout[-2000:]} {done.stderr[-3000:]}") from error
    told: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        told.setdefault(finding["subject"], []).append(finding)
    return [_said(told.get(_subject(number, claim), []), claim) for number, claim in enumerate(claims)]


def _said(findings: Sequence[dict[str, Any]], claim: Claim) -> tuple[Said, str]:
    """What became of a claim: its letters tell whether the words stand there, a warning whose they are."""
    if not findings:
        return "refused", "it was not looked at"
    reasons = [f"{f['verdict']} {f['detail']} {f['wrong']} {f['warning']} {f['sense']}" for f in findings]
    if any(f["verdict"] == "not decided" or f["sense"] == "undecided" for f in findings):
        return "not decided", "; ".join(reasons)
    if any(f["verdict"] != "identical" or f["wrong"] for f in findings):
        return "refused", "; ".join(reasons)
    if any((f["warning"] and claim.what != "quotation") or f["sense"] == "worked out" for f in findings):
        return "not decided", "; ".join(reasons)
    return "proven", "; ".join(reasons)


def _subject(number: int, claim: Claim) -> str:
    return f"{claim.what}-{number}"


def _register(root: Path, gold: Gold, claims: Sequence[Claim]) -> None:
    """Everybody and everything the claims are about."""
    for q in gold.items("quotations"):
        if isinstance(q["speaker"], dict) and (name := q["speaker"].get("name") or q["speaker"].get("body")):
            folder = "people" if q["speaker"].get("name") else "organisations"
            words = {gold.language: name}
            record: dict[str, Any] = {"name": words} | ({"index": words} if folder == "people" else {})
            if (of := speaker_id(gold, name)) not in gold.names.values():
                write(root / "sources" / folder / f"{of}.yaml", record)
    for number, claim in enumerate(claims):
        subject = _subject(number, claim)
        called = {gold.language: subject}
        if claim.what == "date":
            write(root / "sources" / "events" / f"{subject}.yaml", {"title": called, "lane": "all"})
        elif claim.what == "number":
            write(root / "sources" / "figures" / f"{subject}.yaml", {"title": called})
        elif claim.what == "name":
            write(
                root / "sources" / "organisations" / f"{subject}.yaml",
                {"name": called, "variants": [claim.fields["form"]]},
            )


def _curated(gold: Gold, claims: Sequence[Claim]) -> dict[str, Any]:
    digest = hashlib.sha256(gold.file.read_bytes()).hexdigest()
    record = document(1, gold.file.name, digest, gold.language)
    if own := gold.told.get("date"):
        record["when"] = {"date": str(own["edtf"]), "stated": str(own["stated"])}
        record["date_at"] = _at((own["line"],) if isinstance(own["line"], int) else tuple(own["line"]))
    numbered = [(_subject(number, claim), claim) for number, claim in enumerate(claims)]
    record["quotations"] = [
        _quotation(subject, c, gold.language) for subject, c in numbered if c.what in {"quotation", "speaker"}
    ]
    record["events"] = [_event(subject, c, gold.language) for subject, c in numbered if c.what == "date"]
    record["figures"] = [
        {"figure": subject, "at": _at(c.lines)} | {name: value for name, value in c.fields.items() if value}
        for subject, c in numbered
        if c.what == "number"
    ]
    record["appearances"] = list(_speakers(gold))
    return {key: value for key, value in record.items() if value not in ([], "")}


def _names(gold: Gold, claims: Sequence[Claim]) -> dict[str, Any]:
    """The claims of names, each of a body of its own; apart from those who speak, whose names they would share."""
    digest = hashlib.sha256(gold.file.read_bytes()).hexdigest()
    record = document(2, gold.file.name, digest, gold.language)
    record["appearances"] = [
        {"of": _subject(number, claim), "names": [{"form": claim.fields["form"], "at": _at(claim.lines)}]}
        for number, claim in enumerate(claims)
        if claim.what == "name"
    ]
    return {key: value for key, value in record.items() if value != []}


def _speakers(gold: Gold) -> Iterator[dict[str, Any]]:
    """How the document calls those who speak in it, as a curator would have written down."""
    for party in gold.registered:
        forms = [{"form": form, "at": _at((line,))} for name in gold.items("names") if name["party"] == party["id"]
                 for line in name["lines"] if (form := _form(gold, party["id"], line))]  # fmt: skip
        if forms:
            yield {"of": party["id"], "names": forms}
    spoken = {q["speaker"].get("name") or q["speaker"].get("body") for q in gold.items("quotations")
              if isinstance(q["speaker"], dict)}  # fmt: skip
    for name in gold.items("new_names"):
        lines = [line for line in name["lines"] if name["form"] in _line(gold, line)]
        if name["form"] in spoken and lines:
            spoken.discard(name["form"])
            yield {"of": speaker_id(gold, name["form"]), "names": [{"form": name["form"], "at": _at(lines)}]}


def _line(gold: Gold, line: int) -> str:
    return _lines(gold.file)[line - 1]


@cache
def _lines(file: Path) -> tuple[str, ...]:
    return read_lines(file.name, file.read_bytes()).texts


def _quotation(subject: str, claim: Claim, language: str) -> dict[str, Any]:
    fields = {"id": subject, "speaker": claim.fields["speaker"], "words": [claim.fields["words"]]}
    return fields | {"at": _at(claim.lines), "occasion": {language: "one"}}


def _event(subject: str, claim: Claim, language: str) -> dict[str, Any]:
    when = {"date": claim.fields["date"], "stated": claim.fields["stated"]}
    when |= {"part": claim.fields["part"]} if claim.fields.get("part") else {}
    when |= {"inferred": "date", "why": {language: "reckoned from its own date"}} if claim.fields["relative"] else {}
    return {"event": subject, "at": _at(claim.lines), "when": when}


def _at(lines: Sequence[int]) -> str:
    numbers = ", ".join(map(str, sorted(set(lines))))
    return f"line {numbers}" if numbers.isdigit() else f"lines {numbers}"


# What is told.


def results(folders: Sequence[Path] = (HERE,)) -> Iterator[tuple[Gold, Claim, Said, str]]:
    for gold in golds(folders):
        claims = claims_of(gold)
        for claim, (said, why) in zip(claims, verified(gold, claims), strict=True):
            yield gold, claim, said, why


def main(words: Sequence[str]) -> None:
    folders = [Path(word) for word in words if not word.startswith("-")] or [HERE]
    every = list(results(folders))
    counts = Counter((claim.what, claim.is_true, said) for _, claim, said, _ in every)
    for what in WHATS:
        for is_true in (True, False):
            row = {said: counts[what, is_true, said] for said in ("proven", "refused", "not decided")}
            print(f"{what:10} {'true ' if is_true else 'false'}  {sum(row.values()):5}:  {row}")
    true = [said for _, claim, said, _ in every if claim.is_true]
    false = [said for _, claim, said, _ in every if not claim.is_true]
    proven = f"{true.count('proven')} of {len(true)} true ones proven, {true.count('refused')} refused"
    print(f"{len(every)} claims: {proven}; {false.count('proven')} of {len(false)} false ones proven")
    for gold, claim, said, why in every if "-v" in words else ():
        if said != ("proven" if claim.is_true else "refused"):
            how = claim.how or "true"
            print(f"{gold.file.name} {claim.lines} {claim.what}, {how}: {said}: {claim.fields}: {why}")


if __name__ == "__main__":
    main(sys.argv[1:])
