"""What kind of document something is, in the words of three bibliographies: CSL 1.0.2, biblatex and RIS.

Where a form has one word for several kinds, what it is exactly goes beside it: into `entrysubtype` of biblatex and M3
("type of work") of RIS. A letter is CSL's personal_communication of the genre "letter".
"""

from __future__ import annotations

from typing import Literal

#: Types of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types), and "letter".
ReferenceType = Literal[
    "",
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "letter",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]

#: CSL -> (biblatex 3.20, section 2.1; RIS 2011). What is not here is ("misc", "GEN").
TYPES: dict[str, tuple[str, str]] = {
    "article": ("misc", "UNPB"),
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "bill": ("legislation", "BILL"),
    "book": ("book", "BOOK"),
    "broadcast": ("video", "VIDEO"),
    "chapter": ("incollection", "CHAP"),
    "classic": ("book", "CLSWK"),
    "collection": ("collection", "AGGR"),
    "dataset": ("dataset", "DATA"),
    "entry-dictionary": ("inreference", "DICT"),
    "entry-encyclopedia": ("inreference", "ENCYC"),
    "figure": ("image", "FIGURE"),
    "graphic": ("artwork", "ART"),
    "hearing": ("legal", "HEAR"),
    "interview": ("misc", "PCOMM"),
    "legal_case": ("jurisdiction", "CASE"),
    "legislation": ("legislation", "STAT"),
    "letter": ("letter", "PCOMM"),
    "manuscript": ("unpublished", "MANSCPT"),
    "map": ("misc", "MAP"),
    "motion_picture": ("movie", "MPCT"),
    "musical_score": ("music", "MUSIC"),
    "pamphlet": ("booklet", "PAMP"),
    "paper-conference": ("inproceedings", "CPAPER"),
    "patent": ("patent", "PAT"),
    "performance": ("performance", "GEN"),
    "periodical": ("periodical", "SER"),
    "personal_communication": ("letter", "PCOMM"),
    "post": ("online", "BLOG"),
    "post-weblog": ("online", "BLOG"),
    "regulation": ("legal", "GOVDOC"),
    "report": ("report", "RPRT"),
    "review": ("review", "JOUR"),
    "review-book": ("review", "JOUR"),
    "software": ("software", "COMP"),
    "song": ("audio", "SOUND"),
    "standard": ("standard", "STAND"),
    "thesis": ("thesis", "THES"),
    "treaty": ("legal", "LEGAL"),
    "webpage": ("online", "ELEC"),
}
#: Where others write a word of biblatex, BibTeX or RIS without saying more: the kind that it most likely is.
BIBTEX_TYPES = {
    "article": "article-journal",
    "book": "book",
    "legislation": "legislation",
    "letter": "letter",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "conference": "paper-conference",
    "inbook": "chapter",
    "mvbook": "book",
    "legal": "legislation",
    "inreference": "entry-encyclopedia",
    "review": "review",
}
RIS_TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "PCOMM": "personal_communication",
    "BLOG": "post-weblog",
    "CONF": "paper-conference",
    "EBOOK": "book",
    "CTLG": "book",
    "ECHAP": "chapter",
    "UNPB": "manuscript",
    "INPR": "article",
    "ICOMM": "personal_communication",
    "GOVDOC": "report",
    "WEB": "webpage",
    "LEGAL": "legislation",
}


def bibtex_type(kind: str) -> str:
    return TYPES.get(kind, ("misc", "GEN"))[0]


def ris_type(kind: str) -> str:
    return TYPES.get(kind, ("misc", "GEN"))[1]


def of_bibtex(word: str) -> str:
    """The kind that an entry's word says; "" if it says none."""
    named = (kind for kind, (bibtex, _) in TYPES.items() if bibtex == word and bibtex != "misc")
    return BIBTEX_TYPES.get(word) or next(named, "")


def of_ris(word: str) -> str:
    named = (kind for kind, (_, ris) in TYPES.items() if ris == word and ris != "GEN")
    return RIS_TYPES.get(word) or next(named, "")
