"""Arabic names, offices and bodies in a paragraph, by articles, position and the tables of `nouns.py`.

Where an office ends and a name begins shows in the articles: `وزير الموانئ عمر ناصر` is an office up to its last word
with ال, and a person from the first without one; a given name that is known begins a person at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.evidence.parties.arabic_people import Found, initials, is_awaited, is_name_with_article, person, set_off
from dossier.evidence.parties.arabic_reading import ArabicReading
from dossier.evidence.parties.given_names import ARABIC, COMPOUND
from dossier.evidence.parties.nouns import (
    BODIES_AR,
    COMMON_BODIES_AR,
    DESCRIBING_AR,
    HONOURING_AR,
    LOOSE_AR,
    ONES_AR,
    PARTS_AR,
    QUALIFYING_AR,
    SITTINGS_AR,
    TRADES_AR,
    VOICES,
)
from dossier.evidence.parties.phrases import NounPhrase

_IN_MARKS = re.compile(r" [\"«“”']((?:[^\W\d]+ ?){1,4})[\"»”“']")
_FOR_WHAT = re.compile(r" لل\w{3,}(?: (?:و?ال|لل)\w{3,})*")
_ITS = re.compile("(?:باسم|بلسان)(?:ه|ها|هم|هما|كم)")
_INTRODUCING = frozenset({"ان", "لان", "بان", "لكن"})  #: إن, and what it is within
_PRESS = frozenset({"صحفي", "صحافي"})
_BEFORE = re.compile("[وف]?أمام(?:ه|ها|هم|نا|كم|ي)?")  #: which folds to what إمام does
_LATE = frozenset({"المرحوم", "المرحومه", "الراحل", "الراحله"})  #: between an office and the name of whoever held it
_HELD = re.compile("[وفبل]?(?:ال)?(?:موتمر|بيان|تصريح|لقاء|حديث|بلاغ)")
_FEW = 3  #: words without article in which one with an article is awaited


def arabic(text: str, surnames: Mapping[str, str]) -> Iterator[NounPhrase]:
    """Names, offices and bodies; `surnames` are those of people who were named in full elsewhere."""
    yield from initials(text)
    yield from _Reader(text, surnames).phrases()


class _Reader(ArabicReading):
    def phrases(self) -> Iterator[NounPhrase]:
        index = 0
        while index < len(self.words):
            found = self._office(index) or self._body(index) or person(self, index, awaited=is_awaited(self, index))
            if found:
                phrases, index = found
                yield from phrases
            else:
                index += 1

    # Offices

    def _office(self, index: int) -> Found | None:
        """An office or trade with what it is of, and the person it stands before."""
        owned = self.owned_trade(index)
        stem = self.stem(index, TRADES_AR) or owned
        if not stem or self.words[index].text in self.surnames or self._is_no_office(index, stem):
            return None
        start = self._start(index, stem)
        if VOICES.search(self.words[index].key):
            return self._voice(index, start)
        end, body, after = self._complement(index)
        office = self.text[start : self.words[end - 1].end]
        stop = self.words[after - 1].end
        phrases = [NounPhrase(start, stop, "role", office=office, body=body, is_named=bool(body) and " " in body)]
        is_near = after == end or self.words[after - 1].key.startswith("لل")
        is_near = is_near and not (index and self.words[index - 1].key in _INTRODUCING)  # إن العمدة وزع الخيام
        is_near = is_near or (after < len(self.words) and self.words[after].key in ARABIC)
        if self.follows(after) and self.words[after].key in _LATE:
            after, is_near = after + 1, True
        named = person(self, after, awaited=is_near) if self.follows(after) else None
        if named := named or set_off(self, after, is_owned=bool(owned)):
            phrases += named[0]
            after = named[1]
        return phrases, after

    def _is_no_office(self, index: int, stem: str) -> bool:
        """Whether a word tells what a thing is, or where: مؤتمر صحافي, عريضة مؤرخة في, أمام المحكمة."""
        is_of_the_press = stem in _PRESS and self.follows(index) and bool(_HELD.fullmatch(self.words[index - 1].key))
        is_dated = stem.startswith("مورخ") and self.text[self.words[index].end :].startswith(" في ")
        return is_of_the_press or is_dated or bool(_BEFORE.fullmatch(self.words[index].text))

    def _start(self, index: int, stem: str) -> int:
        """Where a word begins without و, ف, ب, ل: not where they belong to it."""
        word = self.words[index]
        if word.key.startswith((stem, f"ال{stem}", re.sub("ه$", "ت", stem))):
            return word.start
        article = re.match(r"[وف]?[بك]?(?=ال..)", word.text)
        return word.start + (article.end() if article else not word.key.startswith("لل"))

    def _complement(self, index: int) -> tuple[int, str, int]:
        """(behind the office's last word, the body it is in, behind that)."""
        end = index + 1
        if self.has_article(index) or self.owned_trade(index):
            while (
                self.follows(end)
                and (self.words[end].is_definite or self.words[end].key.startswith("لل"))
                and self.is_plain(end)
                and self.words[end].text not in self.surnames
                and self.words[end].key not in SITTINGS_AR
                and not is_name_with_article(self, end)
            ):
                end += 1
            last = self.words[end - 1]
            if end > index + 1 and last.key.startswith("لل") and self.stem(end - 1, BODIES_AR):
                return end - 1, last.text, end
        else:
            while self.follows(end) and not self.has_article(end) and self._ranks(end):
                end += 1
            stem = self.stem(end, BODIES_AR) if self.follows(end) else ""
            if stem and (self.words[end].key[0] not in "وف" or self.words[end].key[0] == stem[0]):
                found = self._body(end)
                if found:
                    return found[1], found[0][0].body, found[1]
            end = self._chain(end)
        is_in = self.follows(end) and self.words[end].key in {"في", "لدي", "عن", "من"} and end + 1 < len(self.words)
        if is_in and self.stem(end + 1, BODIES_AR) and (found := self._body(end + 1)):
            return end, found[0][0].body, found[1]
        if is_in and not self.has_article(index) and (after := self._chain(end + 1)) > end + 1:
            return after, "", after  # مصدر في خفر السواحل
        return end, "", end

    def _ranks(self, index: int) -> bool:
        """Whether a word goes on with an office: نائب رئيس, وكيل أول."""
        return bool(self.stem(index, TRADES_AR)) or self.words[index].key in {"اول", "ثان", "عام"}

    def _chain(self, index: int) -> int:
        """Behind what follows a noun without article: words up to one with an article, and its adjectives."""
        end = index
        while end - index < _FEW and self.follows(end) and self.is_plain(end) and not self.has_article(end):
            if end > index and self.words[end].key in ARABIC | COMPOUND:
                break
            end += 1
        if end > index and not (self.follows(end) and self.is_plain(end) and self.has_article(end)):
            return index + 1 if self.words[index].key not in ARABIC | COMPOUND else index
        if not (self.follows(end) and self.is_plain(end) and self.words[end].is_definite):
            return index
        first = end
        while self.follows(end) and self.is_plain(end) and (self.words[end].is_definite or self.words[end].joins):
            is_other = end > first and (self.stem(end, COMMON_BODIES_AR) or self.words[end].key.startswith("بال"))
            is_other = is_other or (end > first and self.words[end].key in HONOURING_AR)
            if self.words[end].text in self.surnames or is_other or (end > first and self._is_title(end)):
                break
            end += 1
        return end

    def _is_title(self, index: int) -> bool:
        """Whether a word is the title of the name behind it: خفر السواحل العميد حسن."""
        is_before_name = self.follows(index + 1) and self.words[index + 1].key in ARABIC | COMPOUND
        return is_before_name and bool(self.stem(index, TRADES_AR))

    def _voice(self, index: int, start: int) -> Found:
        """A spokesman: المتحدث الرسمي باسم الجيش."""
        end = index + 1
        while self.follows(end) and self.words[end].is_definite:
            end += 1
        office, body, named = self.text[start : self.words[end - 1].end], "", False
        if self.follows(end) and _ITS.fullmatch(self.words[end].key):
            stop = self.words[end].end
            return [NounPhrase(start, stop, "role", office=self.text[start:stop])], end + 1
        if self.follows(end) and self.words[end].key in {"باسم", "بلسان"} and end + 1 < len(self.words):
            after = end + 1
            if found := self._body(after):
                body, named, end = found[0][0].body, found[0][0].is_named, found[1]
            else:
                end = max(self._chain(after), after + 1)
                body, named = self.text[self.words[after].start : self.words[end - 1].end], end - after > 1
        phrases = [NounPhrase(start, self.words[end - 1].end, "role", office=office, body=body, is_named=named)]
        if self.follows(end) and (bearer := person(self, end, awaited=True)):
            phrases += bearer[0]
            end = bearer[1]
        return phrases, end

    # Bodies

    def _body(self, index: int) -> Found | None:
        stem = self.stem(index, BODIES_AR | COMMON_BODIES_AR)
        if not stem:
            return None
        end = index + 1
        if self.has_article(index):
            while (
                self.follows(end)
                and self.is_plain(end)
                and (self.words[end].is_definite or self.words[end].key[:2] == "لل")
                and not (self.words[end].is_definite and self.stem(end, TRADES_AR))
                and self.words[end].key not in DESCRIBING_AR
                and (end > index + 1 or self._qualifies(end))
            ):
                end += 1
            if end > index + 1 and self.follows(end + 1) and self.words[end].key[0] == "ل" and self.is_plain(end):
                end += 2 if self.words[end + 1].is_definite and self.follows(end) else 0  # المجلس المحلي لوادي السدر
        elif stem in BODIES_AR:
            while self.follows(end) and not self.has_article(end) and self.stem(end, BODIES_AR):
                end += 1
            end = self._chain(end)
            is_loose = stem in LOOSE_AR or (stem[-1] == "ه" and self.words[end - 1].key[-1] == "ه")
            if end == index + 2 and not self.has_article(end - 1) and is_loose:
                return None  # مؤسسة عمومية is any of its kind
            if end == index + 2 and (self.words[end - 1].key in PARTS_AR or self.stem(end - 1, TRADES_AR) in ONES_AR):
                return None  # مجلس الإدارة, برئاسة المستشار
        if end == index + 1 and not self.has_article(index) and (inner := self._in_marks(index, stem)):
            return [inner], next(
                (i for i in range(end, len(self.words)) if self.words[i].start >= inner.end), len(self.words)
            )
        is_named = end > index + 1
        if not is_named and (not self.has_article(index) or stem not in COMMON_BODIES_AR):
            return None
        start = self._start(index, stem)
        return [NounPhrase(start, self.words[end - 1].end, "body", body=self.text[start : self.words[end - 1].end],
                       is_named=is_named)], end  # fmt: skip

    def _qualifies(self, index: int) -> bool:
        """Whether a word behind a body with the article makes it a name: المجلس الوطني; not of المجلس الاعتماد."""
        key = self.words[index].key
        return key[:2] == "لل" or key.endswith(("ي", "يه")) or key in QUALIFYING_AR

    def _in_marks(self, index: int, stem: str) -> NounPhrase | None:
        """The name of a company or paper that stands in marks: شركة «أطلس للعمران»."""
        match = _IN_MARKS.match(self.text, self.words[index].end)
        if not match or stem not in BODIES_AR:
            return None
        start = self._start(index, stem)
        if purpose := _FOR_WHAT.match(self.text, match.end()):  # مكتب «سندس» للاستشارات الهندسية
            return NounPhrase(start, purpose.end(), "body", body=self.text[start : purpose.end()])
        return NounPhrase(start, match.end(), "body", body=match[1])
