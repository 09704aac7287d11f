"""An invented dossier of any size: bulletins of a harbour, each with its original beside it.

Each document has ten quotations, five dated events, three numbers and five names, and an original of some fifty lines
(13 kB). Every text differs, so that nothing is found by being the same as its neighbour.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path

HARBOUR = Path(__file__).parents[1] / "dossiers" / "harbour" / "sources"
QUOTATIONS = 10  #: of one document
_WORDS = [
    "البحر",
    "الريح",
    "السفينة",
    "الميناء",
    "الرصيف",
    "العبارة",
    "الجزيرة",
    "الصباح",
    "المساء",
    "القبطان",
    "الركاب",
    "الموج",
    "المنارة",
    "الساحل",
    "الشراع",
    "المرساة",
    "الضباب",
    "الطريق",
    "الرحلة",
    "الموعد",
    "الأهالي",
    "المدرسة",
    "السوق",
    "الشتاء",
    "الصيف",
    "المطر",
    "الحبل",
    "الدفة",
    "الصارية",
    "الخليج",
]
_VERBS = [
    "يحمل",
    "يرى",
    "ينتظر",
    "يعبر",
    "يترك",
    "يذكر",
    "يسمع",
    "يفتح",
    "يغلق",
    "يسأل",
    "يكتب",
    "يعرف",
    "يطلب",
    "يشكر",
    "يقطع",
]


def sentence(chance: random.Random, length: int = 12) -> str:
    pairs = (f"{chance.choice(_VERBS)} {chance.choice(_WORDS)}" for _ in range(length // 2))
    return " و".join(pairs)


def write(root: Path, documents: int) -> Path:
    """A dossier of `documents` in `root`/sources; returns the folder of its originals."""
    sources, originals = root / "sources", root / "originals"
    for folder in ("documents", "people", "organisations", "events", "figures", "editions"):
        (sources / folder).mkdir(parents=True)
    originals.mkdir()
    settings = (HARBOUR / "dossier.yaml").read_text("utf-8")
    (sources / "dossier.yaml").write_text(settings.partition("\nsummary:")[0] + "\nsummary: []\n", "utf-8")
    for edition in (HARBOUR / "editions").iterdir():
        shutil.copy(edition, sources / "editions")
    for number in range(5):
        name = (
            f"name: {{ar: الشاهد {number} البحري, en: Witness {number}}}\nindex: {{ar: الشاهد {number}, en: Witness}}\n"
        )
        (sources / f"people/witness-{number}.yaml").write_text(name, "utf-8")
        (sources / f"events/event-{number}.yaml").write_text(
            f"title: {{ar: حدث {number}, en: Event {number}}}\nlane: line\n", "utf-8"
        )
        (sources / f"figures/figure-{number}.yaml").write_text(f"title: {{ar: عدد {number}, en: Number}}\n", "utf-8")
    for number in range(1, documents + 1):
        text, lines = _original(number)
        (originals / f"bulletin-{number}.txt").write_text(text, "utf-8")
        (sources / f"documents/bulletin-{number}.yaml").write_text(_summary(number, text, lines), "utf-8")
    return originals


def _original(number: int) -> tuple[str, list[str]]:
    """The text, and its ten quotations."""
    chance = random.Random(number)
    said = [sentence(chance, 14) for _ in range(QUOTATIONS)]
    lines = [f"نشرة الميناء، العدد {number}", "1 مايو 2022"]
    for place, words in enumerate(said):
        lines += [sentence(chance, 24) + "."] * 3
        lines.append(f"وقال الشاهد {place % 5} البحري: «{words}».")
    lines += [f"وفي {day} يونيو {2000 + day} {sentence(chance, 20)}." for day in range(1, 6)]
    lines += [f"وبلغ العدد {1000 + number + place} راكبًا، {sentence(chance, 20)}." for place in range(3)]
    return "\n".join(lines) + "\n", said


def _summary(number: int, text: str, said: list[str]) -> str:
    head = (HARBOUR / "documents" / "bulletin.yaml").read_text("utf-8")
    kept = head.partition("\nkey_points:")[0].replace("number: 1", f"number: {number}", 1)
    kept = kept.replace("bulletin-118.txt", f"bulletin-{number}.txt")
    old = kept.partition("sha256: ")[2][:64]
    parts = [kept.replace(old, hashlib.sha256(text.encode()).hexdigest()), "events:"]
    first = 2 + 4 * QUOTATIONS
    for day in range(1, 6):
        when = f"{{date: {2000 + day}-06-{day:02}, stated: {day} يونيو {2000 + day}}}"
        parts.append(f"  - {{event: event-{day - 1}, at: line {first + day}, when: {when}}}")
    parts.append("quotations:")
    for place, words in enumerate(said):
        parts += [
            f"  - id: said-{number}-{place}",
            f"    speaker: witness-{place % 5}",
            f'    words: ["{words}"]',
            f"    at: line {6 + 4 * place}",
            "    occasion: {ar: حديث, en: A talk}",
            "    translation: {en: What the witness says.}",
        ]
    parts.append("figures:")
    for place in range(3):
        value = 1000 + number + place
        at = first + 6 + place
        parts.append(f"  - {{figure: figure-{place}, at: line {at}, value: {value}, stated: العدد {value} راكبًا}}")
    parts.append("appearances:")
    for place in range(5):
        form = f"الشاهد {place} البحري"
        parts.append(f"  - {{of: witness-{place}, names: [{{form: {form}, at: line {6 + 4 * place}}}]}}")
    return "\n".join(parts) + "\n"
