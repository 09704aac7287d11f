"""The pages in front, drawn in both directions and read back with poppler: one page each, with what it must say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pytest
from conftest import CACHE, Desk, Pdf, copy_faces, copy_of_the_harbour, letters
from judged import CLAIMS, SETTINGS, judge

from dossier.build import build

CHAPTERS = ("cover", "judgements", "claims", "summary", "disagreements")


@dataclass(frozen=True)
class Front:
    language: str
    desk: Desk
    path: Path

    @cached_property
    def pdf(self) -> Pdf:
        return Pdf(self.path)

    def on(self, page: int) -> str:
        return letters(self.pdf.text(page))

    def pages_with(self, words: str) -> list[int]:
        return [page for page in range(1, self.pdf.pages + 1) if letters(words) in self.on(page)]

    @cached_property
    def alternatives(self) -> list[str]:
        """What is said for drawings that are not seen, in the order of the file."""
        with pikepdf.open(self.path) as file:
            found = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
            return [str(item["/Alt"]) for item in found]


def built(folder: Path, language: str, cut_faces: Path, *chapters: str, claims: int = 0) -> Front:
    desk = judge(copy_of_the_harbour(folder / "harbour"))
    for number in range(claims):
        desk.write(f"sources/claims/more-{number:02}.yaml", CLAIMS["return"].replace("summer", f"{number}th summer"))
    desk.keep_only(language, *chapters)
    summary = desk.root / SETTINGS
    summary.write_text(summary.read_text("utf-8").replace("see: disagreements", "see: disagreements/stop"), "utf-8")
    copy_faces(cut_faces, desk.root / CACHE)
    (publication,), _ = build(desk.project, ())
    copy_faces(desk.root / CACHE, cut_faces)
    return Front(language, desk, publication.pdf)


@pytest.fixture(scope="module")
def fronts(tmp_path_factory: pytest.TempPathFactory, cut_faces: Path) -> dict[str, Front]:
    return {
        language: built(tmp_path_factory.mktemp(language), language, cut_faces, *CHAPTERS) for language in ("ar", "en")
    }


@pytest.fixture(params=["ar", "en"])
def front(request: pytest.FixtureRequest, fronts: dict[str, Front]) -> Front:
    return fronts[request.param]


def test_cover_judgements_and_claims_are_a_page_each(front: Front) -> None:
    places = front.pdf.destinations
    assert [places[name] for name in ("judgements", "claims", "summary")] == [2, 3, 4]


def test_the_cover_says_whose_it_is_and_how_old(front: Front) -> None:
    expected = {
        "en": ["Office of the Coast", "1 February 2023", "The line stopped, and came back on 2 July 2022."],
        "ar": ["مكتب الساحل", "1 فبراير 2023", "توقف الخط ثم عاد في 2 يوليو 2022."],
    }
    for words in expected[front.language]:
        assert letters(words) in front.on(1)


def test_the_cover_leads_to_the_pages_that_answer(front: Front) -> None:
    shown = re.findall(r"\d+", front.pdf.text(1))
    assert {"2", "3"} <= set(shown)
    targets = {link.target for link in front.pdf.links if link.page == 1}
    assert {"judgements", "claims"} <= targets


def test_the_page_of_judgements_says_all_of_it(front: Front) -> None:
    expected = {
        "en": [
            "A storm stopped the line at the end of January 2014.",
            "High confidence",
            "Likely",
            "Would change it: A log of the harbour that names another day.",
            "One party’s word",
            "What the return cost.",
            "The first crossing at night.",
            "The line stopped, and came back on 2 July 2022.",
            "PHIA yardstick",
        ],
        "ar": [
            "أوقفت عاصفة الخط في نهاية يناير 2014.",
            "ثقة عالية",
            "مرجَّح",
            "يغيّره: سجل للميناء يذكر يومًا آخر.",
            "عن طرف واحد",
            "كم كلّفت العودة.",
            "الرحلة الليلية الأولى.",
            "وله ثلاثة مصادر.",
            "مقياس PHIA",
        ],
    }
    for words in expected[front.language]:
        assert letters(words) in front.on(2), words


def test_the_signs_have_words_for_who_does_not_see_them(front: Front) -> None:
    expected = {
        "en": {
            "contradicts it": 2,
            "says part of it": 2,
            "announces it only": 3,
            "silent": 2,
            "high confidence: 3 of 3": 1,
            "likely: 55 to 75 per cent": 1,
            "Voices behind it: the Harbour Authority, the island council, a shipping magazine": 1,
        },
        "ar": {
            "يخالفها": 2,
            "يقول ببعضها": 2,
            "يعلنها ولا يرويها": 3,
            "لا يذكرها": 2,
            "ثقة عالية: 3 من 3": 1,
            "مرجَّح: بين 55 و75 في المئة": 1,
            "من يقول به: هيئة الميناء، مجلس الجزيرة، مجلة بحرية": 1,
        },
    }
    found = front.alternatives
    assert {words: found.count(words) for words in expected[front.language]} == expected[front.language]


def test_page_numbers_are_those_of_the_disagreements(front: Front) -> None:
    """A judgement, a claim and a line of the summary name the page on which the question stands."""
    questions = {"en": "When did the line stop?", "ar": "متى توقف الخط؟"}
    (page,) = [page for page in front.pages_with(questions[front.language]) if page > 4]
    for printed_on in (2, 3, 4):
        assert str(page) in re.findall(r"\d+", front.pdf.text(printed_on))
        assert "point-stop" in {link.target for link in front.pdf.links if link.page == printed_on}


def test_what_the_grades_mean_stands_beside_the_sources(front: Front) -> None:
    words = {"en": ["usually reliable", "probably true", "A best"], "ar": ["موثوق غالبًا", "صحيح على الأرجح"]}
    for word in words[front.language]:
        assert letters(word) in front.on(3)


def test_without_disagreements_nothing_leads_to_them_and_many_claims_go_on(tmp_path: Path, cut_faces: Path) -> None:
    front = built(tmp_path, "en", cut_faces, "cover", "judgements", "claims", claims=30)
    assert not [link for link in front.pdf.links if link.target.startswith("point-")]
    assert "Disputed" not in front.pdf.text(2)
    assert front.pdf.pages == 4  # more claims than a page holds go on under the same head
    assert [bool(re.search(r"Claim\s", front.pdf.text(page))) for page in (3, 4)] == [True, True]
    assert [front.pdf.text(page).count("party, source 1") for page in (3, 4)] == [1, 1]
