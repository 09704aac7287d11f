"""Planted falsehoods: each is one edit of a true summary or of its original, and is caught by its name.

Each row is the falsehood, the file, what stands there, what is planted, the check that must not be ok, and a piece of
what the curator is told. A falsehood about whose words they are, or whether they are anybody's, only a reader can
decide: there the check is "not checked" instead of "broken".
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Desk

from dossier.verification.originals import Proof
from dossier.verification.verdicts import verify_sources

HERE = Path(__file__).parent
ORIGINALS = HERE / "dossiers" / "harbour-originals"
BULLETIN, ISLAND, PILOT = "bulletin", "island-voice", "pilot"
QUOTED, ATTRIBUTED = "quotations verbatim", "quotations attributed"
DATES, NUMBERS = "dates as stated", "numbers as stated"
THANKS = "نشكر اهالي الجزيرة على صبرهم الطويل"
PROMISE = "لن نعِد الناس بموعد لا نقدر عليه"
WAY = "العبّارة طريق أهل الجزيرة إلى المدرسة والمستشفى"


@dataclass(frozen=True)
class Planted:
    name: str
    document: str
    old: str
    new: str
    check: str
    told: str
    state: str = "broken"
    original: tuple[str, str] | None = None  #: what is changed in the original, for which the digest is put right


def doubted(
    name: str, document: str, old: str, new: str, told: str, original: tuple[str, str] | None = None
) -> Planted:
    return Planted(name, document, old, new, ATTRIBUTED, told, "not checked", original)


FALSEHOODS = (
    # Words that are not those of the original.
    Planted("one letter changed", BULLETIN, THANKS, THANKS.replace("صبرهم", "صبركم"), QUOTED, "صبر[ك|ه]م"),
    Planted("a word dropped", BULLETIN, THANKS, THANKS.replace("الجزيرة ", ""), QUOTED, "[| الجزيرة]"),
    Planted("a word added", BULLETIN, THANKS, THANKS + " حقا", QUOTED, "[ حقا|]"),
    Planted("a word replaced", PILOT, "not to a quarrel,", "not to a strike,", QUOTED, "[st|qua]r[ik|r]e[|l],"),
    Planted("two passages glued", BULLETIN, f'"{PROMISE}", "{WAY}"', f'"{PROMISE}، {WAY}"', QUOTED, "different"),
    Planted("a silent correction", BULLETIN, THANKS, THANKS.replace("اهالي", "أهالي"), QUOTED, "other spelling"),
    Planted("a negation cut off", BULLETIN, PROMISE, PROMISE.removeprefix("لن "), QUOTED, "cut from its negation"),
    Planted(
        "a negation cut off in English",
        PILOT,
        "We lost two weeks to a gearbox, not to a quarrel,",
        "to a quarrel,",
        QUOTED,
        "cut from its negation",
    ),
    Planted("harakat left out", BULLETIN, PROMISE, PROMISE.replace("نعِد", "نعد"), QUOTED, "other spelling"),
    Planted("a paraphrase in marks", BULLETIN, THANKS, "نقدّر صبر سكان الجزيرة", QUOTED, "different"),
    Planted("invented words", PILOT, "We lost two weeks to a gearbox", "Nobody told us anything", QUOTED, "different"),
    Planted(
        "the wrong line", ISLAND, 'العبّارة"]\n    at: line 7', 'العبّارة"]\n    at: line 6', QUOTED, "in line 7, not 6"
    ),
    Planted(
        "words that stand twice on their line",
        BULLETIN,
        f'"{PROMISE}", "{WAY}"',
        '"العبّارة"',
        QUOTED,
        "ambiguous",
        original=("المدرسة والمستشفى»", "المدرسة والمستشفى، العبّارة وحدها»"),
    ),
    # Words that are there, but not as somebody's.
    doubted(  # it stands in the heading too, which the curator's line leaves out
        "a word that stands elsewhere too",
        BULLETIN,
        f'"{PROMISE}", "{WAY}"',
        '"العبّارة"',
        "a part of a longer quotation",
    ),
    doubted(
        "a speaker who is not named",
        BULLETIN,
        "id: jundi-thanks\n    speaker: jundi",
        "id: jundi-thanks\n    speaker: nawras",
        "gives these words to jundi",
    ),
    doubted("the wrong speaker", ISLAND, "speaker: rifai", "speaker: council", "gives these words to rifai"),
    doubted(
        "words outside of any marks", ISLAND, "الرصيف أولًا ثم العبّارة", "ونقل المجلس عن الرفاعي قوله", "a paraphrase?"
    ),
    doubted(
        "a piece cut out of a quotation", BULLETIN, THANKS, "اهالي الجزيرة على صبرهم", "part of a longer quotation"
    ),
    doubted(
        "the parts in another order",
        BULLETIN,
        f'"{PROMISE}", "{WAY}"',
        f'"{WAY}", "{PROMISE}"',
        "stands before the part",
    ),
    doubted(
        "a title in marks",
        BULLETIN,
        THANKS,
        "طريق البحر",
        "announces a title",
        ("وختمت الجندي بقولها: «نشكر اهالي الجزيرة على صبرهم الطويل»", "وافتتحت الجندي معرضًا بعنوان «طريق البحر»"),
    ),
    doubted(
        "a slogan in marks",
        BULLETIN,
        THANKS,
        "الرصيف للجميع",
        "announces a title, a name or a slogan",
        ("وختمت الجندي بقولها: «نشكر اهالي الجزيرة على صبرهم الطويل»", "ورفعت الجندي شعار «الرصيف للجميع»"),
    ),
    doubted(
        "a term in marks",
        BULLETIN,
        THANKS,
        "الكل رابح",
        "no word of saying",
        ("وختمت الجندي بقولها: «نشكر اهالي الجزيرة على صبرهم الطويل»", "وحضرت الجندي، وكانت النتيجة «الكل رابح»"),
    ),
    # Dates that their own words cannot mean.
    Planted(
        "an invented day", PILOT, "{date: 2014-01, stated", "{date: 2014-01-31, stated", DATES, "invented precision"
    ),
    Planted(
        "an invented month", BULLETIN, "{date: 1961, stated", "{date: 1961-05, stated", DATES, "invented precision"
    ),
    Planted(
        "‘about’ left out",
        ISLAND,
        "{date: 2017~",
        "{date: 2017",
        DATES,
        "invented precision: the words mean about 2017",
    ),
    Planted("‘the end of’ left out", BULLETIN, "{date: 2014-01~, part: end,", "{date: 2014-01,", DATES, "end 2014-01"),
    Planted(
        "‘the end of’ made ‘early’",
        BULLETIN,
        "part: end",
        "part: early",
        DATES,
        "the words mean end 2014-01, not early",
    ),
    Planted(
        "the wrong year", PILOT, "{date: 1962, stated", "{date: 1926, stated", DATES, "the words mean 1962, not 1926"
    ),
    Planted(
        "the wrong year by a relative date",
        ISLAND,
        "  - event: new-director\n    at: line 8\n    when:\n      date: 2021-09",
        "  - event: new-director\n    at: line 8\n    when:\n      date: 2022-09",
        DATES,
        "mean 2021-09, not 2022-09",
    ),
    Planted(
        "a year said to be stated",
        ISLAND,
        "      inferred: year\n      stated: يوم 18 يونيو من هذا العام\n",
        "      stated: يوم 18 يونيو من هذا العام\n",
        DATES,
        "do not state it whole",
    ),
    Planted(
        "the wrong month",
        BULLETIN,
        "{date: 2019-03-12",
        "{date: 2019-04-12",
        DATES,
        "the words mean 2019-03-12, not 2019-04-12",
    ),
    Planted("a coarser date", BULLETIN, "{date: 2021-09-14", "{date: 2021-09", DATES, "less exact"),
    Planted("a date of other words", BULLETIN, "stated: 12 مارس 2019", "stated: 12 مارس 2018", DATES, "201[8|9]"),
    Planted(
        "the date of another line",
        BULLETIN,
        "event: school-crossing\n    at: line 12",
        "event: school-crossing\n    at: line 11",
        DATES,
        "in line 12, not 11",
    ),
    # Numbers that their own words cannot mean.
    Planted("swapped figures", BULLETIN, "value: 240", "value: 420", NUMBERS, "the words mean 240, not 420"),
    Planted(
        "swapped figures in the words too",
        BULLETIN,
        "value: 240\n    bound: about\n    stated: لنحو 240",
        "value: 420\n    bound: about\n    stated: لنحو 420",
        NUMBERS,
        "different",
    ),
    Planted("the value of another figure", PILOT, "value: 1.5,", "value: 0.8,", NUMBERS, "the words mean 1.5, not 0.8"),
    Planted("a lost thousand", BULLETIN, "    scale: thousand\n", "", NUMBERS, "the words mean 310000, not 310"),
    Planted("a bound left out", ISLAND, "    bound: over\n", "", NUMBERS, "invented precision: the words say 'over'"),
    Planted(
        "another bound", ISLAND, "    bound: over\n", "    bound: about\n", NUMBERS, "do not say 'about' but 'over'"
    ),
    Planted(
        "a rank of another scale",
        BULLETIN,
        "figure: port-rank\n    at: line 10\n    value: 3",
        "figure: port-rank\n    at: line 10\n    value: 2",
        NUMBERS,
        "not 2",
    ),
    # What else is said to stand there.
    Planted(
        "an office that is not stated", PILOT, "stated: Captain", "stated: Commander", "roles as stated", "different"
    ),
    Planted(
        "a name on a line without it",
        ISLAND,
        "form: القصّار, at: line 9",
        "form: القصّار, at: line 10",
        "forms of names",
        "elsewhere",
    ),
    Planted(
        "a fault that the original has not",
        BULLETIN,
        "printed: اهالي",
        "printed: أهالى",
        "faults of the text",
        "other spelling",
    ),
)


def shelf(folder: Path) -> Path:
    return Path(shutil.copytree(ORIGINALS, folder))


def rewrite(desk: Desk, originals: Path, document: str, old: str, new: str, *, resign: bool) -> None:
    """Change an original; with `resign` the summary takes its new digest for the one that was summarised."""
    summary = desk.root / f"sources/documents/{document}.yaml"
    name = next(path.name for path in originals.iterdir() if path.name in summary.read_text("utf-8"))
    before = (originals / name).read_bytes()
    after = before.decode().replace(old, new).encode()
    assert before != after
    (originals / name).write_bytes(after)
    if resign:
        digests = (hashlib.sha256(content).hexdigest() for content in (before, after))
        desk.edit(f"sources/documents/{document}.yaml", *digests)


def test_there_are_twenty_and_each_has_its_own_name() -> None:
    assert len({falsehood.name for falsehood in FALSEHOODS}) == len(FALSEHOODS) >= 20


@pytest.mark.parametrize("planted", FALSEHOODS, ids=lambda planted: planted.name)
def test_a_falsehood_is_caught_by_its_name(planted: Planted, desk: Desk, tmp_path: Path) -> None:
    originals = shelf(tmp_path / "originals")
    if planted.original:
        rewrite(desk, originals, planted.document, *planted.original, resign=True)
    desk.edit(f"sources/documents/{planted.document}.yaml", planted.old, planted.new)
    verdicts, proof = verify_sources(desk.project, originals)
    assert {v.check: v.state for v in verdicts if v.state != "ok"}.get(planted.check) == planted.state
    assert any(planted.told in finding.message for finding in proof.findings), told(proof)


def told(proof: Proof) -> list[str]:
    return [finding.message for finding in proof.findings if finding.message]


def test_without_a_falsehood_nothing_is_told(desk: Desk) -> None:
    assert told(verify_sources(desk.project, ORIGINALS)[1]) == []


def test_a_changed_original_makes_its_summary_stale_and_tells_what_moved_and_what_vanished(
    desk: Desk, tmp_path: Path
) -> None:
    originals = shelf(tmp_path / "originals")
    rewrite(desk, originals, "pilot", "Autumn 2022\n", "Autumn 2022\n\n", resign=False)
    rewrite(desk, originals, "pilot", "1.5 dinars", "1.6 dinars", resign=False)
    verdicts, proof = verify_sources(desk.project, originals)
    assert (verdicts[0].check, verdicts[0].state) == ("originals", "broken")
    (stale,) = proof.stale
    assert verdicts[0].detail.endswith(f"pilot (stale: {len(stale.moved)} moved, 1 vanished)")
    assert [finding.words for finding in stale.vanished] == ["1.5 dinars"]
    moved = {finding.words: [spot.line for spot in finding.match.spots] for finding in stale.moved}
    assert moved["2 July 2022"] == [7]
    assert moved["We lost two weeks to a gearbox, not to a quarrel,"] == [8]
    assert stale.plain["vanished"] == [{"what": "number", "words": "1.5 dinars", "from": "10"}]


# The flagship, where its originals are at hand: some of the same on five documents that were really printed.

FLAGSHIP = (
    Planted(
        "one letter changed",
        "partnership",
        "تسهم إسهاما كبيرا في تعزيز الأمن",
        "تسهم إسهاما كبيرا في تعزيز الأمل",
        QUOTED,
        "الأم[ل|ن]",
    ),
    doubted(
        "the wrong speaker",
        "partnership",
        "id: othaimeen-partner\n    speaker: othaimeen",
        "id: othaimeen-partner\n    speaker: abdulatipov",
        "gives these words to othaimeen",
    ),
    doubted(
        "one whom the speaker met",
        "history",
        "id: lavrov-common-interests\n    speaker: lavrov",
        "id: lavrov-common-interests\n    speaker: madani",
        "gives these words to lavrov",
    ),
    doubted(
        "a speaker after the words",
        "ambassadors",
        "id: lavrov-core-mechanism\n    speaker: lavrov",
        "id: lavrov-core-mechanism\n    speaker: minnikhanov",
        "gives these words to lavrov",
    ),
    Planted(
        "the wrong year by a relative date",
        "talks",
        '- event: abdulatipov-tass\n    at: lines 5-7\n    when: {date: "2022-08"',
        '- event: abdulatipov-tass\n    at: lines 5-7\n    when: {date: "2021-08"',
        DATES,
        "mean 2022-08, not 2021-08",
    ),
    Planted(
        "the wrong anniversary",
        "ambassadors",
        '- event: putrajaya-speech\n    at: line 10\n    when: {date: "2003"',
        '- event: putrajaya-speech\n    at: line 10\n    when: {date: "2002"',
        DATES,
        "mean 2003, not 2002",
    ),
    Planted(
        "an invented day of a double month",
        "history",
        '- event: observer-status\n    at: line 1\n    when: {date: "2005-06~", part: end',
        '- event: observer-status\n    at: line 1\n    when: {date: "2005-06-30"',
        DATES,
        "invented precision",
    ),
    Planted(
        "half a century made a whole one",
        "elsheikh",
        "value: 50\n    bound: over",
        "value: 100\n    bound: over",
        NUMBERS,
        "not 100",
    ),
)


@pytest.mark.parametrize("planted", FLAGSHIP, ids=lambda planted: planted.name)
def test_a_falsehood_in_the_flagship_is_caught(planted: Planted, tmp_path: Path) -> None:
    originals = Path(os.environ.get("DOSSIER_ORIGINALS") or HERE.parent.parent / "shared" / "originals")
    if not originals.is_dir():
        pytest.skip("the originals of the flagship are not at hand")
    shutil.copytree(HERE.parent / "sources", tmp_path / "flagship" / "sources")
    desk = Desk(tmp_path / "flagship")
    (desk.root / "sources/proof.json").unlink()  # it would be stale, which is another matter
    for path in (desk.root / "sources/people").iterdir():  # check itself holds an extract against its quotation
        extract = r"(?m)^  quotation: .*\n(?:  (?:words|translation|about): .*\n)+"
        instead = '  text: {ar: "مذكور هنا.", en: "Is named here."}\n  cites: [history:1]\n'
        path.write_text(re.sub(extract, instead, path.read_text("utf-8")), "utf-8")
    desk.edit(f"sources/documents/{planted.document}.yaml", planted.old, planted.new)
    settings = (desk.root / "sources/dossier.yaml").read_text("utf-8")
    # The bottom line and a chart count who is quoted, and check refuses another number before anything is looked up.
    settings = re.sub(r"(?m)^  counts:\n(?:    - .*\n)+", "", settings)
    settings = re.sub(r"(?ms)^  - kind: bars\n.*?(?=^  - kind|^\S|\Z)", "", settings)
    desk.write("sources/dossier.yaml", settings)
    verdicts, proof = verify_sources(desk.project, originals)
    assert [verdict.check for verdict in verdicts if verdict.state == planted.state] == [planted.check]
    others = [(one.check, one.state, one.detail) for one in verdicts if one.state not in {"ok", planted.state}]
    assert others == []
    assert any(planted.told in line for line in told(proof)), told(proof)
