"""Small files of every kind that no editor would write, made from a seed: what an import must survive."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

LETTERS = {
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
    "persian": "پچژگکی",
    "latin": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéßıİſ",
    "digits": "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹²½Ⅳ①",
    "marks": "\"'«»“”„‟‘’‚‹›()[]{}<>`´",
    "harakat": "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u0640\u0308\u0301",
    "stops": " .,;:!?؟،؛۔…-–—_/\\|%٪#*&@~^=+$€",
    "spaces": " \t\u00a0\u2003\u2009\u202f\u3000\v\f\r\u0085\u2028\u2029",
    "unseen": "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff\u00ad",
    "control": "".join(map(chr, (*range(1, 9), *range(14, 32), 127, *range(128, 160)))) + "\0",
    "odd": "𐎠𝟘𝟙🏴‍☠️\ufffe\uffff\U0010ffff\ue000ﷺﷲﻻﺍﻟﻠﻪ",
}
WORDS = re.findall(
    r"\S+",
    """
    قال وقالت أضاف قائلا إن أن المتحدث باسم وزير الوزير رئيس نحو أكثر من ما لا يقل عن ألف مليون مئة عشرة ونصف في عام
    آذار كانون الثاني الماضي أمس هجري رمضان 1445هـ said told reporters that the minister spokesman about more than at
    least hundred million and half a third of in March last Tuesday yesterday 2024 1,200 12.5 3/4/2022 2024-03-05 199X
    a.m. Q3 May second «نعم» "yes" ”لا“ الاثنين و ف ب ل ك ال لل ـ ـــ ـِـ ة ء ى
""",
)
TAGS = (
    "html",
    "head",
    "body",
    "p",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "br",
    "q",
    "script",
    "style",
    "title",
    "h1",
)

Maker = Callable[[random.Random], bytes]


def _text(chance: random.Random, length: int) -> str:
    """Letters of a few alphabets, so that they meet."""
    alphabet = "".join(chance.sample(list(LETTERS.values()), chance.randint(1, 4)))
    return "".join(chance.choice(alphabet) for _ in range(length))


def _words(chance: random.Random, number: int) -> str:
    """Words of rules in an order that nobody would say them in, with marks thrown between."""
    parts = [chance.choice(WORDS) if chance.random() < 0.85 else _text(chance, 2) for _ in range(number)]
    return "".join(
        part + chance.choice(["", " ", " ", " ", "\n", " \n\n", ": ", "، ", '"', "«", "»", "“"]) for part in parts
    )


def letters(chance: random.Random) -> bytes:
    return _text(chance, chance.randint(1, 200)).encode("utf-8", "surrogatepass")


def words(chance: random.Random) -> bytes:
    return _words(chance, chance.randint(1, 80)).encode()


def any_unicode(chance: random.Random) -> bytes:
    codes = (
        chance.choice([chance.randrange(0x800), chance.randrange(0x10FFFF)]) for _ in range(chance.randint(1, 120))
    )
    return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000).encode()


def cut_off(chance: random.Random) -> bytes:
    """UTF-8 that ends, or begins, within a letter."""
    whole = words(chance)
    return whole[chance.randint(0, 3) : len(whole) - chance.randint(0, 3)]


def lone_marks(chance: random.Random) -> bytes:
    """Tatweel and harakat without a letter, between words of the rules."""
    alone = [chance.choice(LETTERS["harakat"]) for _ in range(chance.randint(1, 30))]
    return " ".join(part for mark in alone for part in (mark, chance.choice(WORDS))).encode()


def never_closed(chance: random.Random) -> bytes:
    return "\n".join(chance.choice('"“«„‘(') * chance.randint(1, 40) + _words(chance, 6) for _ in range(4)).encode()


def bidi(chance: random.Random) -> bytes:
    return "".join(chance.choice(LETTERS["unseen"]) + chance.choice(WORDS) for _ in range(40)).encode()


def nothing(chance: random.Random) -> bytes:
    return "".join(chance.choice(LETTERS["spaces"] + "\n") for _ in range(chance.randint(0, 30))).encode()


def digits(chance: random.Random) -> bytes:
    signs = LETTERS["digits"] + ".,/-–٫٬ :%"
    return "\n".join("".join(chance.choice(signs) for _ in range(chance.randint(1, 60))) for _ in range(3)).encode()


def soup(chance: random.Random) -> bytes:
    """HTML whose tags are never closed, cross, or are cut off."""
    page = []
    for _ in range(chance.randint(1, 40)):
        tag = chance.choice(TAGS)
        page.append(
            chance.choice(
                [
                    f"<{tag}>",
                    f"</{tag}>",
                    f'<{tag} lang="ar" class=\'',
                    f"<{tag} dir=rtl>",
                    "<!--",
                    "<![CDATA[",
                    "&#x;",
                    "&laquo;",
                    "&#1114112;",
                    _words(chance, 5),
                ]
            )
        )
    return "".join(page).encode()[: chance.randint(1, 2_000)]


def long_line(chance: random.Random) -> bytes:
    """100,000 letters without a line feed, one kind of them without a space either."""
    piece = chance.choice(
        [_words(chance, 40).replace("\n", " "), _text(chance, 50).replace("\n", ""), "ـ", '"', "«a", "1,"]
    )
    return (piece * (100_000 // len(piece) + 1))[:100_000].encode("utf-8", "surrogatepass")


#: (ending of the file's name, what makes it)
KINDS: tuple[tuple[str, Maker], ...] = (
    *(
        ("txt", kind)
        for kind in (letters, words, any_unicode, cut_off, lone_marks, never_closed, bidi, nothing, digits)
    ),
    *(("md", kind) for kind in (letters, words, never_closed)),
    *(("html", kind) for kind in (soup, words, letters, cut_off)),
    *(
        (ending, kind)
        for ending in ("pdf", "docx", "odt", "htm", "mhtml", "eml", "rtf", "warc", "xyz")
        for kind in (letters, words, nothing)
    ),
)


def files(seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """(name, content) of so many files, kind after kind, the same for the same seed."""
    chance = random.Random(seed)
    for count in range(number):
        ending, kind = KINDS[count % len(KINDS)]
        yield f"{kind.__name__}-{seed}-{count}.{ending}", kind(chance)


def flipped(content: bytes, seed: int, number: int) -> Iterator[bytes]:
    """A sound file with a few bytes changed, left out or cut off behind."""
    chance = random.Random(seed)
    for _ in range(number):
        bytes_ = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        start = chance.randrange(len(bytes_))
        if chance.random() < 0.3:
            del bytes_[start : start + chance.randint(1, 50)]
        yield bytes(bytes_[:start] if chance.random() < 0.1 else bytes_)
