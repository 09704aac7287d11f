"""Paragraphs that nobody wrote: words of five languages and every kind of token, put together by hypothesis.

`mixes(2000)` are the same two thousand each time, so that a line that is drawn wrong can be looked for by its id.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.outside import Direction, Row, bare

WORDS = {
    "ar": ["قال", "مُؤْتَمَر", "الأول", "في القاهرة", "لا", "بلغ", "المنظمة", "و"],
    "fa": ["گزارش", "می‌خواهم", "چاپ", "سال‌های", "ژاپن"],
    "ur": ["ٹیلی", "ہے۔", "کے دوران", "قیمت"],
    "he": ["שלום", "בשנת", "ש״ח", "ירושלים", "ו-"],
    "en": ["said", "Kazan", "United Nations", "the", "OIC", "café"],
    "ru": ["Москва"],
}
_WESTERN = st.sampled_from(["0123456789"] * 3 + ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])


@st.composite
def numbers(draw: st.DrawFn, least: int = 0, most: int = 9999) -> str:
    digits = draw(_WESTERN)
    return "".join(digits[int(digit)] for digit in str(draw(st.integers(least, most))))


@st.composite
def _patterned(draw: st.DrawFn, *patterns: str) -> str:
    """One of some patterns in digits of one kind, each # any digit."""
    digits = draw(_WESTERN)
    pattern = draw(st.sampled_from(patterns))
    known = (draw(st.integers(0, 9)) if char == "#" else int(char) if char.isdecimal() else char for char in pattern)
    return "".join(digits[one] if isinstance(one, int) else one for one in known)


TOKENS = {
    "name": st.sampled_from(["Boeing 737", "Route 66", "COVID-19", "G20", "C++", "U.S.", "3rd", "A380", "7-Eleven"]),
    "number": numbers(),
    "decimal": _patterned("##.#", "#,###.##", "##٫#", "#٬###", "# ### ###"),
    "date": _patterned("##/##/20##", "20##-##-##", "##.##.20##", "# May 20##", "##:##"),
    "range": _patterned("19##-19##", "19##–19##", "##–##", "##-##", "# – #", "##:##–##:##"),
    "money": _patterned("$##", "##$", "USD #,###", "€ ##", "₪##", "## ر.س", "£#.#m", "Rs. #,###/-"),
    "percent": _patterned("##%", "##٪", "## %", "#.#%", "%#", "##‰"),
    "minus": _patterned("-##", "−##", "+#", "±#", "(-#)", "-#.#%"),
    "iban": _patterned("SA## #### #### #### #### ####", "DE## #### #### #### #### ##", "GB##NWBK##########"),
    "isbn": _patterned("978-#-##-######-#", "ISBN 978-#-##-######-#"),
    "phone": _patterned("+966 ## ### ####", "(###) ###-####", "0##-###-####", "+# ### ###-##-##"),
    "mail": st.sampled_from(["name@example.org", "a.b-1@mail.example.com", "@example_1", "#Summit2024", "#قمة"]),
    "url": st.sampled_from(["https://example.org/?a=1", "www.example.org", "example.org/ar/", "https://a.org/b-1/#c"]),
    "path": st.sampled_from(["/usr/share", "C:\\a\\b.txt", "A/RES/60/288", "S/2005/800"]),
    "formula": st.sampled_from(["E = mc2", "a + b = c", "5 + 3 = 8", "5×10", "H2O", "x ≤ 3", "f(x) = 2x", "3 < 5"]),
    "unit": _patterned("##°C", "## km/h", "## kg", "#°", "## م²", "#″"),
    "verse": _patterned("#:##", "(#:##)", "#:#-##"),
    "brackets": st.sampled_from(["(OIC)", "[sic]", "(أ)", "(2)", "3(ب)", "(World Trade)", "[منظمة]", "{x}", "(1969)"]),
    "quotes": st.sampled_from(["«نعم»", "“Yes!”", '"قمة"', "‘ok’", "«OIC 2024»", "“قال: ‘نعم’”", "„so“", "ש״ס"]),
}
_SEPARATORS = [" "] * 8 + [
    "، ",
    ", ",
    "؛ ",
    ": ",
    " – ",
    " - ",
    "/",
    " (",
    ") ",
    "؟ ",
    "! ",
    "… ",
    ". ",
    "\u00a0",
    "-",
    "",
]
BEGINNING = 12  #: letters by which two paragraphs differ
_ENDS = ["", "", ".", "؟", "!", "…", "۔", ")", "%"]


@st.composite
def rows(draw: st.DrawFn) -> tuple[Direction, str, str]:
    """(direction, language, text)."""
    language = draw(st.sampled_from(["ar", "ar", "fa", "ur", "he", "en"]))
    direction: Direction = "ltr" if language == "en" else "rtl"
    parts = []
    for at in range(draw(st.integers(2, 7))):
        if at:
            parts.append(draw(st.sampled_from(_SEPARATORS)))
        kind = draw(st.sampled_from(["own", "own", "other", *TOKENS]))
        if kind in TOKENS:
            parts.append(draw(TOKENS[kind]))
        else:
            own = language if kind == "own" else draw(st.sampled_from(sorted(WORDS)))
            parts.append(draw(st.sampled_from(WORDS[own])))
    parts.append(draw(st.sampled_from(_ENDS)))
    return direction, language, "".join(parts)


@cache
def mixes(count: int) -> tuple[Row, ...]:
    """As many paragraphs, no two of which begin alike, and always the same."""
    found: dict[str, Row] = {}

    @settings(
        max_examples=4 * count,  # hypothesis likes to change an example a little
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(rows())
    def gather(row: tuple[Direction, str, str]) -> None:
        direction, language, text = row
        if len(found) < count:
            found.setdefault(re.sub(r"\d", "0", text)[:BEGINNING], bare(f"mix-{len(found)}", direction, text, language))

    gather()
    return tuple(found.values())


TAGS = ("b", "a", "em", "span", "code", "sup", "mark", "strong", "i", "small", "u")


def with_tags(row: Row, random: Random) -> Row:
    """A bare row with inline tags put in, inside words and between them, and one in another."""
    return Row(f"{row.id}-tagged", row.direction, _tagged(row.text, random, random.randint(1, 4)), row.language)


def _tagged(text: str, random: Random, count: int) -> str:
    if count == 0 or len(text) < 2:
        return escape(text, quote=False)
    start = random.randrange(len(text) - 1)
    end = random.randint(start + 1, len(text))
    tag, inside = random.choice(TAGS), random.randint(0, count - 1)
    before, within, after = text[:start], text[start:end], text[end:]
    behind = _tagged(after, random, count - 1 - inside)
    return f"{escape(before, quote=False)}<{tag}>{_tagged(within, random, inside)}</{tag}>{behind}"
