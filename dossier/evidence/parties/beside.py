"""What shows that an English name is one: an age, an office, a word of saying, the cell of a table."""

from __future__ import annotations

import re

from dossier.evidence.parties.nouns import TRADES_EN
from dossier.evidence.text.saying import verbs_in

APPOSED = re.compile(
    r",? (?:who\b|\(\d\d\))|, (?:\d\d\b|(?:a|an|the|its|our|his|her|their|then|now|former|chief|deputy|head)\b)"
    rf"|, (?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(TRADES_EN))})(?=,|$| \||\)| (?:of|for|at|to|in)\b)|, used to \w"
    rf"| \((?:the )?(?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(TRADES_EN))})\)"
)
_INTRODUCED = re.compile(
    r"\b(?:(?:gave|giving) (?:his|her|their) name (?:only |just )?as|identified (?:only )?as|named|called)\b"
    r"|\b(?:one|another|some) of (?:them|(?:the|those|its|his|her|their) [\w' ]{2,30}), "
)
_TRADE_LIST = re.compile(rf"(?:^|[.;|] )(?:The )?(?i:{'|'.join(sorted(TRADES_EN))}): ")
#: Before the name of a body of which no word tells that it is one: the contractor, Nordspan, said.
COMPANY = re.compile(
    r"\b(?:company|contractor|firm|builder|manufacturer|supplier|developer|publisher|agency|charity|group|newspaper|weekly"
    r"|daily|union|party|airline|bank|insurer|shipper|retailer|carrier|operator|brewer|maker|lender|start-up"
    r"|chain)s?, $"
)
_ROW = re.compile(r"(?:[|\t]| {3})\s*")  #: before the cell of a table
TRADED = re.compile(rf"\b(?:{'|'.join(sorted(TRADES_EN))})(?:(?: (?:of|for|at) [\w' ]{{1,40}})?, | )$")
CREDITED = re.compile(r"(?:^|[(;|·,.] ?| )(?:[Bb]y|Photographs?|Photos?|Pictures?|Words|Text|Illustration|and)[: ]\s?$")
AGE = re.compile(r", \d{2}\b| \(\d{2}\)")
PLACED = re.compile(
    r"(?:\b(?:in|at|near|off|around|outside|towards|into|from|across|the|a|an|tanker|ship|vessel|ferry|boat)|[–—-])\s$"
)


def places_beside(text: str) -> set[int]:
    """The places at which a name stands by what is beside it, be it one that no list has."""
    verbs = {verb.start for verb in verbs_in(text)}
    beside = {place for verb in verbs_in(text) for place in (verb.start, verb.end)}
    beside |= {match.end() for match in _INTRODUCED.finditer(text)}
    beside |= {match.end() for match in _TRADE_LIST.finditer(text)}
    if re.search(r"[|\t]|\S {3,}\S", text) and re.search('["“«]', text):
        beside |= {match.end() for match in _ROW.finditer(text)}
    beside |= {start - 1 for start in verbs if text.endswith(", ", 0, start)}  # the keeper, Aino Rask, said
    return beside
