"""Judgements and claims as curators write them: what is wrong is told with its place; what must not be is refused."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from conftest import Desk

from dossier.build import check
from dossier.model.judgements import RANGES
from dossier.problems import Broken

STORM = "sources/judgements/storm.yaml"
CLAIM = "sources/claims/storm.yaml"
STOP = "sources/disagreements/stop.yaml"
SETTINGS = "sources/dossier.yaml"
#: Two voices tell of the storm, a third puts it in another year.
SOUND = """\
text: {ar: أوقفت عاصفة الخط., en: A storm stopped the line.}
confidence: high
rests_on: {events: [storm]}
disputed: [stop]
beside: [opening-year]
change: {ar: سجل للميناء., en: A log of the harbour.}
"""
BOTTOM = """
bottom_line:
  text: {ar: توقف الخط ثم عاد., en: The line stopped and came back.}
  rests_on: {cites: [pilot:6]}
  disputed: [return-day]
  confidence: low
"""


def told(desk: Desk) -> list[str]:
    """Every error, as it is printed."""
    try:
        check(desk.project)
    except Broken as error:
        return [str(problem) for problem in error.problems if problem.severity == "error"]
    return []


def first_lines(problems: Iterable[str]) -> list[str]:
    return [problem.partition("\n")[0] for problem in problems]


def test_a_sound_judgement_a_claim_and_a_bottom_line_pass(desk: Desk) -> None:
    desk.write(STORM, SOUND)
    desk.write(CLAIM, "text: {ar: أوقفته عاصفة., en: A storm stopped it.}\nsaid: {events: [storm]}\n")
    desk.write(SETTINGS, (desk.root / SETTINGS).read_text("utf-8") + BOTTOM)
    assert told(desk) == []


#: What is written otherwise in the sound judgement -> what is told of it.
WRONG: dict[str, tuple[str, str, str]] = {
    "nothing that it rests on": (
        "rests_on: {events: [storm]}\ndisputed: [stop]\nbeside: [opening-year]\n",
        "rests_on: {cites: []}\n",
        f"{STORM}:3:11: this judgement rests on nothing\n"
        "    hint: rests_on: {cites: [document:line]}, or events, figures, quotations or positions",
    ),
    "one party alone, in silence": (
        "confidence: high\nrests_on: {events: [storm]}\ndisputed: [stop]\nbeside: [opening-year]\n",
        "confidence: low\nrests_on: {cites: [bulletin:8, bulletin:7]}\ndisputed: [capacity]\n",
        f"{STORM}:3:11: this judgement rests on 'authority' alone, a party to the matter, and does not say so\n"
        "    hint: one_party: true prints it, or add another voice",
    ),
    "one party alone, and it is not": (
        "disputed: [stop]",
        "disputed: [stop]\none_party: true",
        f"{STORM}:5:12: this judgement does not rest on one party alone\n    hint: delete one_party",
    ),
    "a dispute over an event, not named": (
        "disputed: [stop]\n",
        "",
        f"{STORM}:3:11: what this judgement rests on is disputed, and it does not name the disagreement 'stop'\n"
        "    hint: disputed: [stop], or beside: [stop] if that is over something else in the same lines",
    ),
    "a dispute over a line, not named": (
        "beside: [opening-year]\n",
        "",
        f"{STORM}:3:11: what this judgement rests on is disputed, and it does not name the disagreement 'opening-year'"
        "\n    hint: disputed: [opening-year], or beside: [opening-year] if that is over something else in the same "
        "lines",
    ),
    "a dispute over nothing that it rests on": (
        "disputed: [stop]",
        "disputed: [stop, passengers]",
        f"{STORM}:3:11: the disagreement 'passengers' is over nothing that this judgement rests on\n"
        "    hint: delete it there, or name what it rests on",
    ),
    "likelihood and confidence": (
        "confidence: high",
        "likelihood: likely\nconfidence: high",
        f"{STORM}:3:13: a judgement has a likelihood or a confidence, never both (ICD 203)\n"
        "    hint: say in two judgements how likely it is, and how sure you are",
    ),
    "neither of them": (
        "confidence: high\n",
        "",
        f"{STORM}:1:1: a judgement says how sure it is, or how likely something\n"
        "    hint: confidence: low, moderate or high; or, of an event, likelihood: a word of the yardstick",
    ),
    "a likelihood without a yardstick": (
        "confidence: high",
        "likelihood: likely",
        f"{STORM}:1:1: 'likely' is of no yardstick\n    hint: yardstick: phia, or icd-203, in sources/dossier.yaml",
    ),
    "more confidence than voices": (
        "rests_on: {events: [storm]}\ndisputed: [stop]\nbeside: [opening-year]",
        "rests_on: {cites: [pilot:8]}",
        f"{STORM}:2:13: high confidence takes 3 voices, and it rests on 1\n"
        "    hint: lower it, or add what else says so",
    ),
    "a word that is none": (
        "confidence: high",
        "confidence: hihg",
        f"{STORM}:2:13: 'hihg' is none of: low, moderate, high\n    hint: did you mean high?",
    ),
    "an event that is none": (
        "events: [storm]",
        "events: [storms]",
        f"{STORM}:3:21: there is no 'storms' in sources/events/\n    hint: did you mean storm?",
    ),
    "a quotation that is none": (
        "events: [storm]",
        "events: [storm], quotations: [jundi-promises]",
        f"{STORM}:3:42: there is no 'jundi-promises' among the quotations of the documents\n"
        "    hint: did you mean jundi-promise?",
    ),
    "a position that is none": (
        "events: [storm]",
        "events: [storm], positions: [stop.january]",
        f"{STORM}:3:41: there is no 'stop.january' among the positions of the disagreements that have an id",
    ),
    "a disagreement that is none": (
        "disputed: [stop]",
        "disputed: [stops]",
        f"{STORM}:4:12: there is no 'stops' in sources/disagreements/\n    hint: did you mean stop?",
    ),
    "a document that is none": (
        "events: [storm]",
        "cites: [bulettin:5]",
        f"{STORM}:3:19: there is no document 'bulettin'\n    hint: did you mean bulletin?",
    ),
    "nothing that would change it": (
        "change: {ar: سجل للميناء., en: A log of the harbour.}\n",
        "",
        f"{STORM}:1:1: the field 'change' is missing\n    hint: add change: {{ar: …, en: …}}",
    ),
    "a text in one language": (
        "text: {ar: أوقفت عاصفة الخط., en: A storm stopped the line.}",
        "text: {ar: أوقفت عاصفة الخط.}",
        f"{STORM}:1:7: the text is missing in English (en)\n    hint: add en: …",
    ),
    "a count that is not so": (
        "change:",
        "counts: [{number: 2, of: documents}]\nchange:",
        f"{STORM}:6:10: the text states 2 documents, and the records hold 3\n    hint: mend the text, then this number",
    ),
    "a count that the text does not state": (
        "change:",
        "counts: [{number: 3, of: documents}]\nchange:",
        f"{STORM}:6:10: the text (ar) does not state 3\n    hint: write the number in it, or delete this count",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_judgement_is_told_at_its_place(desk: Desk, case: str) -> None:
    old, new, expected = WRONG[case]
    assert SOUND.count(old) == 1
    desk.write(STORM, SOUND.replace(old, new))
    assert expected in told(desk)


def test_a_count_in_words_of_both_languages_is_read(desk: Desk) -> None:
    counted = SOUND.replace(
        "{ar: أوقفت عاصفة الخط., en: A storm stopped the line.}", "{ar: ترويه ثلاث وثائق., en: Three tell.}"
    )
    desk.write(STORM, counted + "counts: [{number: 3, of: documents}]\n")
    assert told(desk) == []


COUNTS: dict[str, tuple[str, int]] = {
    "of: documents": ("documents", 3),
    "of: documents, voice: press": ("documents", 1),
    "of: voices": ("voices", 3),
    "of: disagreements": ("disagreements", 6),
    "of: events, events: [storm, reopening]": ("events", 2),
    "of: events, events: [night-crossing]": ("events", 0),  # planned, and never told of as having happened
    "of: quotations, speakers: [jundi]": ("quotations", 2),
}


@pytest.mark.parametrize("count", COUNTS)
def test_the_records_are_counted(desk: Desk, count: str) -> None:
    what, held = COUNTS[count]
    desk.write(STORM, SOUND + f"counts: [{{number: 9, {count}}}]\n")
    assert first_lines(told(desk)) == [f"{STORM}:7:10: the text states 9 {what}, and the records hold {held}"]


def test_an_eighth_judgement_is_refused(desk: Desk) -> None:
    for number in range(1, 8):
        desk.write(f"sources/judgements/j{number}.yaml", SOUND + f"order: {number}\n")
    assert told(desk) == []
    desk.write("sources/judgements/j8.yaml", SOUND + "order: 8\n")
    assert told(desk) == [
        "sources/judgements/j8.yaml:1:1: this is judgement 8; there may be 7\n"
        "    hint: drop or join some: a page of judgements is read as one"
    ]


@pytest.mark.parametrize("yardstick", RANGES)
def test_a_word_of_the_other_yardstick_is_refused(desk: Desk, yardstick: str) -> None:
    desk.edit(SETTINGS, "\npanels:\n", f"\nyardstick: {yardstick}\n\npanels:\n")
    own = list(RANGES[yardstick])  # type: ignore[index]
    others = {word for ranges in RANGES.values() for word in ranges} - {*own}
    for word in own:
        desk.write(STORM, SOUND.replace("confidence: high", f"likelihood: {word}"))
        assert told(desk) == []
    for word in others:
        desk.write(STORM, SOUND.replace("confidence: high", f"likelihood: {word}"))
        assert first_lines(told(desk)) == [f"{STORM}:1:1: {word!r} is no word of {yardstick}"]


def test_the_bottom_line_is_held_to_the_same(desk: Desk) -> None:
    settings = (desk.root / SETTINGS).read_text("utf-8")
    desk.write(SETTINGS, settings + BOTTOM.replace("confidence: low", "confidence: moderate"))
    assert [problem.partition(": ")[2].partition("\n")[0] for problem in told(desk)] == [
        "moderate confidence takes 2 voices, and it rests on 1"
    ]
    desk.write(SETTINGS, settings + BOTTOM.replace("  disputed: [return-day]\n", ""))
    assert [problem.partition(": ")[2].partition("\n")[0] for problem in told(desk)] == [
        "what this judgement rests on is disputed, and it does not name the disagreement 'return-day'"
    ]


def test_a_claim_that_nobody_makes_is_refused(desk: Desk) -> None:
    desk.write(CLAIM, "text: {ar: أوقفته عاصفة., en: A storm stopped it.}\nsaid: {cites: []}\n")
    assert first_lines(told(desk)) == [f"{CLAIM}:2:7: nobody makes this claim"]


def test_a_position_has_one_id(desk: Desk) -> None:
    desk.edit(STOP, "cites: [bulletin:5, pilot:5]}", "cites: [bulletin:5, pilot:5], id: year}")
    desk.edit(STOP, "cites: [island-voice:4]}", "cites: [island-voice:4], id: year}")
    assert "the position id 'year' is used twice" in told(desk)[0]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("unknown: [{text: {ar: ما هو., en: What.}, cites: []}]", "this statement has no citation"),
        ("watch: [{text: {ar: ما هو., en: What.}, cites: [bulettin:5]}]", "there is no document 'bulettin'"),
        ("issued: 2022-05", "2022-05 is not the day of an issue"),
        ("yardstick: nato", "'nato' is none of: phia, icd-203"),
    ],
)
def test_what_is_wrong_in_the_settings_is_told(desk: Desk, field: str, message: str) -> None:
    desk.edit(SETTINGS, "\npanels:\n", f"\n{field}\n\npanels:\n")
    (problem,) = told(desk)
    assert problem.startswith(f"{SETTINGS}:")
    assert message in problem


@pytest.mark.parametrize(
    ("certainty", "words", "is_told"),
    [
        ("confidence: high", "With high confidence a storm probably stopped it.", True),
        ("confidence: high", "A storm probably stopped it.", True),  # beside the words "high confidence"
        ("likelihood: likely", "We have high confidence that a storm stopped it.", True),
        ("likelihood: likely", "A storm probably stopped it.", False),
        ("confidence: high", "A storm stopped it.", False),
    ],
)
def test_likelihood_and_confidence_are_not_mixed_in_words(
    desk: Desk, certainty: str, words: str, is_told: bool
) -> None:
    desk.edit(SETTINGS, "\npanels:\n", "\nyardstick: phia\n\npanels:\n")
    desk.write(STORM, SOUND.replace("A storm stopped the line.", words).replace("confidence: high", certainty))
    _, warnings = check(desk.project)
    assert any("[confidence]" in warning.message for warning in warnings) == is_told


def test_problems_of_several_judgements_are_told_together(desk: Desk) -> None:
    desk.write(STORM, SOUND.replace("disputed: [stop]\n", "").replace("high", "low"))
    desk.write("sources/judgements/other.yaml", SOUND.replace("events: [storm]", "cites: []"))
    assert len({problem.partition(":")[0] for problem in told(desk)}) == 2


def test_judgements_without_a_day_of_issue_are_told_of(desk: Desk) -> None:
    desk.write(STORM, SOUND)
    assert [warning.message for warning in check(desk.project)[1]] == [
        "there are judgements, and no day of issue: nobody can tell how old they are"
    ]
    desk.edit(SETTINGS, "\npanels:\n", "\nissued: 2023-02-01\n\npanels:\n")
    assert check(desk.project)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "en: A storm stopped the line.",
            f"en: {'A storm. ' * 14}",
            "125 letters (en) are more than the place of a judgement holds",
        ),
        (
            "ar: سجل للميناء.",
            f"ar: {'سجل. ' * 29}",
            "144 letters (ar) are more than the place of what would change a judgement holds",
        ),
    ],
)
def test_a_judgement_longer_than_its_place_is_told(old: str, new: str, warning: str, desk: Desk) -> None:
    desk.write(STORM, SOUND)
    desk.edit(STORM, old, new)
    _, warnings = check(desk.project)
    (found,) = (one for one in warnings if "letters" in one.message)
    assert (found.message, found.place.path) == (warning, STORM)
    assert found.hint.startswith("at most ")
