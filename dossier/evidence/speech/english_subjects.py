"""The subject of an English verb of saying.

Right before it, or behind it where it is turned round; set off by commas, or that of the verb it is joined to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_EN
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import ADDRESSING, BLANK, NEAR, Clause
from dossier.evidence.speech.subjects import Subject, behind, first_of
from dossier.evidence.text.saying import verbs_in, word_count

_AUXILIARY = re.compile(
    r"(?:[\s]+(?:\w+ly|also|later|then|has|had|have|once|again|often|even|was|is|will|would|could|can|who|twice|never"
    r"|still|just|soon|since|used to|thus|further|first|now|both|all|himself|herself|itself|today|yesterday"
    r"|(?:on )?[A-Z]\w+day))*\s*$"
)
_JOINED = re.compile(r"(?:^|[\s,;])(?:and|but|then|or|before|after|while)(?: then| later| also)?\s*$")
_ONE = re.compile(r"(?:another|one|some|others)\b ?[\w'’ -]{0,40}(?=, )", re.IGNORECASE)
_SOMEBODY_ELSE = re.compile(r"\b(?:who|whom|whose|those|someone|somebody|anyone|an?|one|another|others)\b")
_AND = re.compile(
    r"(?:^|[\0,.]) ?(?:the|both|an?)? ?[\w'’-]+(?: [\w'’-]+)? and (?:the )?$"
    r"|^\W*(?:In [^,]*, )?[^,.\0]{3,40} and (?:the |its |his |her )?$"
)
#: What follows belongs to somebody else who is named before it: critics of X, a source close to X, the man who beat X.
_BELONGS = re.compile(
    r"(?:^|.*[\s-])(?:of|for|to|with|from|against|about|at|between|by|on|in|near|around|behind|beside|besides|beyond"
    r"|except|unlike|like|under|over|without|outside|inside|within|among|amid|versus|towards?|than|opposite|regarding"
    r"|concerning|including|excluding"
    r"|(?!(?:the|an?|his|her|their|its|this|that|of|(?-i:[A-Z])\w+) )\w+ (?!even|morn|dur)\w+ing|\w+['’]s)"
    r"(?: (?:the|an?|his|her|their|its|old|late|former|\w+['’]s))* $"
    r"|.*\b(?:who|which|whose|whom) .*\w.* $",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(r"\b(?:everyone|everybody|all|nobody|no one|none|anybody|anyone) but $", re.IGNORECASE)
#: It begins a clause, whose subject follows: after X said, but X said.
_BEGINS = re.compile(
    r"\W*(?:after|before|since|until|as|for|but|and|yet|so|like|when|while|because|although|though|that|than) $",
    re.IGNORECASE,
)
_THAT = re.compile(r".*(?P<noun>\b[\w'’-]+) that (?P<rest>.*\w.*) $", re.IGNORECASE)
_BOUNDARY = re.compile(r".*(?:[\0,;:(–—]|\.(?=\s)|\b(?:and|but|while)\b(?= ))(?!\b)", re.DOTALL)
_RIGHT_BEHIND = re.compile(r"(?<!by)(?<!before)(?<!after)(?<!while)(?<!and)(?<!in)(?<!then)(?<!but)(?<=\w) $")
_HANDED_OVER = re.compile(
    r"\b(?:issu|releas|sen[dt]|wr[io]t|sign|post|publish|ma[dk]e|ga?ve?|put out|quot|t(?:old|ell)|said|says?"
    r"|repl[iy]|answer|respond|spoke|laugh|smil|shrug|nod|grin|sigh|insist|argu|went on|continu|add)\w*\b[^.;:\0]*$"
)
_TURNED_ROUND = re.compile(r" (?:(?:the|his|her|their|its|an?|some|many|most)\b|[A-Z])[\w.'’ -]{1,60},")
_WHO = re.compile(r", who (?:used to|once|often|always|liked to) $")
_SOMEBODYS = re.compile(r"\s*(?:his|her|their|its|the|an?) [\w' -]{2,40}, ")


def english_subject(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    verb = clause.verb
    assert verb is not None
    before = text[clause.start : verb.start]
    bare = _AUXILIARY.sub("", before)
    stop = clause.start + len(bare)
    if clause.is_behind and not word_count(bare.rpartition(BLANK)[2]):
        return _inverted(text, clause, inside)
    ending = [phrase for phrase in inside if stop - 2 <= phrase.end <= stop and phrase.end <= verb.start]
    if ending and not text[ending[-1].end : stop].strip(" ’'s)"):
        if owner := owned_by(text, clause.start, ending[-1]):
            return Subject(words=owner)
        if ending[-1].kind != "pronoun" and _AND.search(text[clause.start : ending[-1].start]):
            return Subject(words=bare.strip(), is_unclear=True)
        return Subject(ending[-1], is_pronoun=ending[-1].kind == "pronoun")
    if before.endswith(", ") and _TURNED_ROUND.match(text, verb.end):
        return _inverted(text, clause, inside)  # the mayor, say his critics, is
    if _WHO.search(before):
        people = _set_off(text, inside, verb.start)
        return Subject(people[0]) if len(people) == 1 else Subject(is_unclear=True)
    if bare.endswith((",", ")", "–", "—")) or _JOINED.search(before):
        if _JOINED.search(before) and re.search(r"\b(?:which|who)\b", before.rpartition(BLANK)[2]):
            return Subject(is_unclear=True)  # a report by the auditors, which found … and described
        if match := _ONE.match(text[clause.start : verb.start].lstrip(" \0.")):
            return Subject(words=match[0].rstrip(", "))
        for phrase in inside:
            is_set_off = text[phrase.end : phrase.end + 2].lstrip(" ")[:1] in {",", "(", ")", "–", "—"}
            is_told_of = phrase.kind == "person" and text.startswith((", who ", " who "), phrase.end)
            is_meant = is_told_of or not (phrase.is_object or owned_by(text, clause.start, phrase))
            if phrase.end <= verb.start and is_meant and (is_set_off or _JOINED.search(before)):
                return Subject(phrase, is_pronoun=phrase.kind == "pronoun")
    if verb.root == "held" and re.search(r"\b(?:an?|the) [\w-]+$", bare):
        return Subject(is_unclear=True)  # a meeting held "on …"
    words = re.split(r"[\0,;:–—]|\band\b|\bbut\b", bare)[-1].strip(" .\"'“”‘’*_#>")
    if not words and verb.root not in ADDRESSING and re.search(r"\0[^\0]*$", before):
        return _inverted(text, clause, inside)
    if re.match(r"(?:which|who|that)\b", words) and (found := _antecedent(text, inside, stop - len(words))):
        return found
    if word_count(words) > 8 or not words:
        found = first_of(text, clause, inside, verb.start)
        return found if found.phrase else Subject(is_unclear=not _JOINED.search(before))
    from_here = verb.start - len(before) + before.rfind(words)
    nearest = [phrase for phrase in inside if from_here <= phrase.start and phrase.end <= verb.start]
    is_owner = bool(nearest) and text[nearest[0].end :][:2] in {"'s", "’s"}  # Shaheen's critics
    is_far = bool(nearest) and _SOMEBODY_ELSE.search(text, nearest[0].end, verb.start) is not None
    if is_far and nearest[0].kind != "pronoun":
        return Subject(words=words, is_unclear=True)  # he heard a woman shout; he answered a critic who wrote
    if (
        nearest
        and not is_owner
        and not owned_by(text, from_here, nearest[0])
        and not re.search(
            r"\b(?:of|for|to|by|in|with|at|that|which|who|whom|whose)\b", text[from_here : nearest[0].start]
        )
    ):
        return Subject(nearest[0], is_pronoun=nearest[0].kind == "pronoun")
    is_noun_phrase = re.match(
        r"(?:the|an?|one|some|many|several|two|three|most|other|another)\b|\w+s$", words, re.IGNORECASE
    )
    return Subject(words=words) if is_noun_phrase else Subject(words=words, is_unclear=True)


def owned_by(text: str, start: int, phrase: NounPhrase) -> str:
    """The words up to a phrase's end, if what they mean is not the phrase but something that it belongs to: critics of
    X; "" if they mean the phrase."""
    if phrase.kind == "pronoun":
        return ""
    lead = text[max(start, phrase.start - NEAR) : phrase.start]
    if match := _ALL_BUT.search(lead):
        return match[0] + text[phrase.start : phrase.end]
    lead = _BOUNDARY.sub("", lead)
    if _BEGINS.fullmatch(lead):
        return ""
    that = _THAT.fullmatch(lead)
    is_relative = that is not None and not verbs_in(that["noun"])
    return (lead + text[phrase.start : phrase.end]).strip() if is_relative or _BELONGS.fullmatch(lead) else ""


def _set_off(text: str, inside: Sequence[NounPhrase], place: int) -> list[NounPhrase]:
    """The people before a place whom a comma follows: the late Kofi Boahen, aged 88, who used to say"""
    return [item for item in inside if item.kind == "person" and item.end <= place and text[item.end :][:1] == ","]


def _antecedent(text: str, inside: Sequence[NounPhrase], place: int) -> Subject | None:
    """Whom "which" or "who" means: the phrase right before its comma."""
    near = [phrase for phrase in inside if phrase.end <= place and not text[phrase.end : place].strip(" ,(")]
    if near and near[-1].is_object and not (near[-1].kind == "person" and text.startswith("who", place)):
        return Subject(is_unclear=True)  # Rule 14 of the fund, which provides
    return Subject(near[-1], is_pronoun=near[-1].kind == "pronoun") if near else None


def _inverted(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    """said Josef Tamm; said a grizzled crane driver"""
    verb = clause.verb
    assert verb is not None
    found = behind(text, verb, clause, inside)
    if (
        found
        and found.phrase
        and found.phrase.kind == "person"
        and _SOMEBODYS.fullmatch(text[verb.end : found.phrase.start])
    ):
        return found
    if (
        found
        and found.phrase
        and text[found.phrase.end :][:2] not in {"'s", "’s"}  # said Shaheen's wife
        and not owned_by(text, verb.end, found.phrase)
        and not re.search(r"[,]|\b(?:to|in|at|of|for|that|on)\b", text[verb.end : found.phrase.start])
    ):
        return found
    words = re.split(r"[\0,.;:–—]", text[verb.end : clause.end])[0].strip()
    first = words.split()[0].lower() if words else ""
    return (
        Subject(words=" ".join(words.split()[:8]))
        if first and first not in STOPS_EN - {"the", "a", "an", "one", "another", "some", "his", "her", "its", "their"}
        else Subject()
    )


def is_of_a_thing(text: str, start: int, place: int) -> bool:
    """Whether a participle tells what something or somebody else says that stands right before it: he met protesters
    chanting; not he issued a statement saying."""
    before = text[max(start, place - NEAR) : place]
    return bool(_RIGHT_BEHIND.search(before)) and not _HANDED_OVER.search(before)
