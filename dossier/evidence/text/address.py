"""How people are addressed before their names: Mr, Dr., السيدة. One table for all that read names and sentences."""

from __future__ import annotations

from dossier.evidence.text.folding import fold_text

#: Titles and ranks that are written short, with a full stop that ends no sentence.
SHORTENED = (
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sen", "Gov", "Gen", "Col", "Capt", "Lt", "Hon", "Rev", "Adm", "Maj", "Sgt",
    "Cllr", "Amb", "Supt", "Insp", "Cdr",
)  # fmt: skip
#: Forms of address, which tell nothing of an office; of the Arabic ones, without the article.
_ENGLISH = "mr mrs ms miss mx dr prof professor sir dame madam madame"
_ARABIC = "سيد سيدة آنسة دكتور دكتورة أستاذ أستاذة"
#: Trades and ranks that address as well, and honorifics.
_HONORIFIC = """
    شيخ مهندس مهندسة حاج حاجة كابتن ريس بروفيسور معالي سعادة سمو فخامة دولة نيافة سماحة فضيلة جلالة حضرة
"""

ADDRESS_EN = frozenset(_ENGLISH.split())
ADDRESS_AR = frozenset(fold_text(_ARABIC).split())
#: Before a name without an article, or with it: دكتور فلان, الشيخ فلان.
BEFORE_NAMES_AR = ADDRESS_AR | frozenset(fold_text(_HONORIFIC).split())
_ADDRESS = (
    ADDRESS_EN | {form for word in ADDRESS_AR for form in (word, f"ال{word}")} | set(fold_text("سيدي سيدتي").split())
)


def is_address(word: str) -> bool:
    """Whether a word is a form of address and no office: Mr., السيدة."""
    return fold_text(word).rstrip(".") in _ADDRESS
