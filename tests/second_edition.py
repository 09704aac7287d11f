"""The harbour's second edition: a source withdrawn and one come, a number corrected, a date refined, a quotation added.

The magazine (source 3) is withdrawn with all that only it stated; a notice of the line takes its number. Whatever a
test expects of the comparison can be read off here.
"""

from __future__ import annotations

from conftest import Desk

BULLETIN = "sources/documents/bulletin.yaml"
VOICE = "sources/documents/island-voice.yaml"
SETTINGS = "sources/dossier.yaml"
NOTICE = """\
number: 3
title: {ar: إعلان الشركة للركاب, en: The company’s notice to passengers}
kind: {ar: إعلان, en: notice}
language: en
original: {file: notice.txt, sha256: 7c211433f02071597741e6ff5a8ea34789abbf43b7ad2a1f0e0d0e8e6e4d5c3b}
publisher: {ar: شركة النورس للعبّارات, en: Nawras Ferries}
voice: company
dated: {ar: 3 يوليو 2022, en: 3 July 2022}
when: {date: 2022-07-03, stated: 3 July 2022}
date_at: line 1
interest: {ar: تسيّر الخط وتكسب منه., en: It runs the line and earns by it.}
grade:
  reliability: B
  credibility: "2"
  why: {ar: تعلن ما بدأته بنفسها., en: It announces what it has begun itself.}
summary: {ar: تعلن الشركة أن أول رحلة جرت في 2 يوليو., en: The company announces that the first crossing was on 2 July.}
events:
  - event: reopening
    at: line 3
    when: {date: 2022-07-02, stated: 2 July 2022}
  - event: timetable
    at: line 4
    when: {date: 2022-07-04, stated: from 4 July 2022}
    status: announced
figures:
  - {figure: boat-capacity, at: line 5, value: 236, stated: 236 passengers}
appearances:
  - of: nawras
    names: [{form: Nawras Ferries, at: line 2}]
"""


def second_edition(desk: Desk, previous: str = "") -> None:
    """Make the second edition of a copy of the harbour. `previous` is what dossier.yaml says of the first."""
    desk.edit(SETTINGS, "\nedition: 1\n", f"\nedition: 2\n{previous}")
    for name in ("ar", "en"):
        desk.edit(f"sources/editions/{name}.yaml", "contents, timeline", "contents, changes, timeline")
    _withdraw_the_magazine(desk)
    desk.write("sources/documents/notice.yaml", NOTICE)
    desk.write("sources/events/timetable.yaml", "title: {ar: جدول الرحلات الجديد, en: The new timetable}\nlane: line\n")
    desk.edit(BULLETIN, "value: 310", "value: 312")
    desk.edit(BULLETIN, "stated: 310 آلاف راكب", "stated: 312 ألف راكب")
    desk.edit(
        BULLETIN,
        "{date: 2014-01~, part: end, stated: في نهاية يناير 2014}",
        "{date: 2014-01-30, stated: في 30 يناير 2014}",
    )
    desk.edit(BULLETIN, "event: agreement\n    at: line 7", "event: agreement\n    at: line 8")
    desk.edit(
        BULLETIN,
        "أضرّت العاصفة بالرصيف الشرقي., en: The storm damaged the eastern quay.}, at",
        "أضرّت العاصفة بالرصيف الشرقي وبالمرسى., en: The storm damaged the eastern quay and the moorings.}, at",
    )
    desk.edit(VOICE, "figures:\n", ADDED)
    desk.edit(VOICE, "reliability: C", "reliability: B")


ADDED = """\
  - id: qassar-promise
    speaker: qassar
    words: ["وعد لا خبر"]
    at: line 9
    occasion: {ar: تعليق على الموعد المعلن, en: Comment on the date announced}
    translation: {en: A promise and no news.}
figures:
"""


def _withdraw_the_magazine(desk: Desk) -> None:
    for path in (
        *("documents/pilot", "people/shaheen", "events/night-crossing", "figures/fare-now", "figures/fare-before"),
        *("disagreements/opening-year", "disagreements/stop"),
    ):
        (desk.root / "sources" / f"{path}.yaml").unlink()
    settings = (desk.root / SETTINGS).read_text(encoding="utf-8")
    before, _, rest = settings.partition("  - kind: bars\n")
    desk.write(SETTINGS, before + "  - kind: rank\n" + rest.partition("  - kind: rank\n")[2])
    desk.edit(
        SETTINGS,
        "{id: press, name: {ar: مجلة بحرية, en: a shipping magazine}}",
        "{id: company, name: {ar: شركة العبّارات, en: the ferry company}}",
    )
    desk.edit(
        SETTINGS,
        "cites: [bulletin:5, island-voice:4, pilot:5]\n    see: disagreements",
        "cites: [bulletin:5, island-voice:4]",
    )
    desk.edit(SETTINGS, "cites: [bulletin:4, pilot:6]", "cites: [bulletin:4, notice:3]")
    desk.edit("sources/disagreements/capacity.yaml", "pilot:9", "notice:5")
    desk.edit("sources/disagreements/return-day.yaml", "pilot:6", "notice:3")
