"""Judgements and claims for the harbour: each kind of certainty, each sign of the matrix, all of it invented."""

from __future__ import annotations

from conftest import Desk

SETTINGS = "sources/dossier.yaml"
JUDGEMENTS = {
    "storm": """\
text: {ar: "أوقفت عاصفة الخط في نهاية يناير 2014.", en: "A storm stopped the line at the end of January 2014."}
confidence: high
rests_on: {events: [storm]}
disputed: [stop]
beside: [opening-year]
change: {ar: "سجل للميناء يذكر يومًا آخر.", en: "A log of the harbour that names another day."}
order: 1
""",
    "boats": """\
text: {ar: "عبّارتان تكفيان الخط.", en: "Two boats are enough for the line."}
confidence: low
rests_on: {cites: ["bulletin:8"]}
one_party: true
disputed: [capacity]
change: {ar: "عدّ للركاب بعد العودة.", en: "A count of passengers since the return."}
order: 2
""",
    "night": """\
text: {ar: "ستبحر العبّارة ليلًا.", en: "The ferry will cross at night."}
likelihood: likely
rests_on: {events: [night-crossing]}
change: {ar: "جدول بلا رحلة ليلية.", en: "A timetable without a crossing at night."}
order: 3
""",
}
CLAIMS = {
    "storm": 'text: {ar: "أوقفته عاصفة في يناير 2014.", en: "A storm stopped it in January 2014."}\n'
    "said: {events: [storm], positions: [stop.january]}\norder: 1\n",
    "capacity": 'text: {ar: "تحمل العبّارة 236 راكبًا.", en: "A boat carries 236 passengers."}\n'
    "said: {figures: [boat-capacity], positions: [capacity.exact]}\norder: 2\n",
    "return": 'text: {ar: "عاد الخط صيف 2022.", en: "The line returned in the summer of 2022."}\n'
    "said: {events: [reopening]}\norder: 3\n",
}
MORE = """
office: {ar: مكتب الساحل, en: Office of the Coast}
issued: 2023-02-01
yardstick: phia
bottom_line:
  text: {ar: "توقف الخط ثم عاد في 2 يوليو 2022.", en: "The line stopped, and came back on 2 July 2022."}
  more: {ar: "وله ثلاثة مصادر.", en: "Three sources tell of it."}
  rests_on: {cites: ["pilot:6"], events: [storm]}
  disputed: [return-day, stop]
  beside: [opening-year]
  counts: [{number: 3, of: documents}]
  confidence: moderate
unknown: [{text: {ar: "كم كلّفت العودة.", en: "What the return cost."}, cites: ["pilot:6"]}]
watch: [{text: {ar: "الرحلة الليلية الأولى.", en: "The first crossing at night."}, cites: ["pilot:11"]}]
"""


def judge(desk: Desk) -> Desk:
    """Add all of it."""
    for name, text in JUDGEMENTS.items():
        desk.write(f"sources/judgements/{name}.yaml", text)
    for name, text in CLAIMS.items():
        desk.write(f"sources/claims/{name}.yaml", text)
    desk.edit(
        "sources/disagreements/stop.yaml", "cites: [bulletin:5, pilot:5]}", "cites: [bulletin:5, pilot:5], id: january}"
    )
    desk.edit("sources/disagreements/capacity.yaml", "cites: [pilot:9]}", "cites: [pilot:9], id: exact}")
    desk.edit("sources/documents/pilot.yaml", "interest:", "short_title: {ar: مجلة, en: A magazine}\ninterest:")
    desk.write(SETTINGS, (desk.root / SETTINGS).read_text("utf-8") + MORE)
    return desk
