"""The subject of an English verb of saying.

Right before it, or behind it where it is turned round; set off by commas, or that of the verb it is joined to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.evidence.parties.nouns import STOPS_EN, TRADES_EN
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.clauses import ADDRESSING, BLANK, NEAR, Clause
from dossier.evidence.speech.papers import paper_of
from dossier.evidence.speech.subject.phrase import Subject, behind, first_of
from dossier.evidence.text.saying import verbs_in, word_count

_AUXILIARY = re.compile(
    r"(?:[\s]+(?:\w+ly|also|later|then|has|had|have|once|again|often|even|was|is|will|would|could|can|who|twice|never"
    r"|still|just|soon|since|used to|thus|further|first|now|both|all|himself|herself|itself|today|yesterday"
    r"|(?:on )?[A-Z]\w+day))*\s*$"
)
_JOINED = re.compile(r"(?:^|[\s,;])(?:and|but|then|or|before|after|while)(?: then| later| also)?\s*$")
_I_DID = re.compile(
    r"(?:^|[\0.,;:] ?|\b(?:and|but|when|as|then) )(?:[\w'’]+ ){0,4}?I (?:\w+ )[^,;:\0]*(?:and|to) (?:\w+ly )?$"
)
_OR_SHE = re.compile(r"\bn?or (?:the )?$")
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
#: Of those who have to do with somebody, not he himself, "who" may be told: critics of X, who said.
_OF_SOMEWHERE = re.compile(r" (?:of|from|at|in) (?:the )?$")
_PEOPLE_OF = re.compile(r"\b(?P<noun>\w+) (?:of|for|against|by|around|behind)(?: (?:the|his|her|their|its))? $")
_ALL_BUT = re.compile(r"\b(?:everyone|everybody|all|nobody|no one|none|anybody|anyone) but $", re.IGNORECASE)
#: It begins a clause, whose subject follows: after X said, but X said.
_BEGINS = re.compile(
    r"\W*(?:after|before|since|until|as|for|but|and|yet|so|like|when|while|because|although|though|that|than) $",
    re.IGNORECASE,
)
_THAT = re.compile(r".*(?P<noun>\b[\w'’-]+) that (?P<rest>\W*\w.*) $", re.IGNORECASE)
_BOUNDARY = re.compile(r"\A.*(?:[\0,;:(–—]|\.(?=\s)|\b(?:and|but|while)\b(?= ))(?!\b)", re.DOTALL)
_TELLS_THAT = re.compile(r"\b\w+ (?:\w+ )?(?:that|why|how|whether|when) ")
_INNER = re.compile(r" (?:that )?(?P<subject>(?:the|an?|his|her|their|its|our) [\w'’-]+(?: [\w'’-]+)?)")
_LINK = re.compile(r"\]\([^)\s]*\)")  #: behind the words of a link of Markdown
_NOUN_PHRASE = re.compile(r"(?:the|an?|one|some|many|several|two|three|most|other|another)\b|\w+s$", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"(?<!by)(?<!before)(?<!after)(?<!while)(?<!and)(?<!in)(?<!then)(?<!but)(?<=\w) $")
_HANDED_OVER = re.compile(
    r"\b(?:issu|releas|sen[dt]|wr[io]t|sign|post|publish|ma[dk]e|ga?ve?|put out|quot|t(?:old|ell)|said|says?"
    r"|repl[iy]|answer|respond|spoke|laugh|smil|shrug|nod|grin|sigh|insist|argu|went on|continu|add)\w*\b[^.;:\0]*$"
)
_TURNED_ROUND = re.compile(r" (?:(?:the|his|her|their|its|an?|some|many|most)\b|[A-Z])[\w.'’ -]{1,60},")
_WHO = re.compile(r", who (?:used to|once|often|always|liked to) $")
_SOMEBODYS = re.compile(r"\s*(?:his|her|their|its|the|an?|one of|another of) [\w' -]{2,40}, ")


def english_subject(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    """Whoever the words around a verb of saying name; "I", where they name nobody else."""
    found = _named_subject(text, clause, inside)
    is_own = found.phrase is None and clause.verb and _I_DID.search(text[clause.start : clause.verb.start])
    return Subject(words="I") if is_own else found


def _named_subject(text: str, clause: Clause, inside: Sequence[NounPhrase]) -> Subject:
    verb = clause.verb
    assert verb is not None
    before = text[clause.start : verb.start]
    before = _LINK.sub(lambda match: " " * len(match[0]), before)
    bare = before[:-NEAR] + _AUXILIARY.sub("", before[-NEAR:])
    stop = clause.start + len(bare)
    if clause.is_behind and not word_count(bare.rpartition(BLANK)[2]):
        return _inverted(text, clause, inside)
    bare = bare.rstrip(" *_")
    stop = clause.start + len(bare)
    ending = [phrase for phrase in inside if stop - 2 <= phrase.end <= stop and phrase.end <= verb.start]
    if ending and not _LINK.sub("", text[ending[-1].end : stop]).strip(" ’'s)*_[]"):
        if owner := owned_by(text, clause.start, ending[-1]):
            return Subject(words=owner)
        if (ending[-1].kind != "pronoun" and _AND.search(text[clause.start : ending[-1].start])) or _OR_SHE.search(
            text[clause.start : ending[-1].start]
        ):
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
        lead = text[clause.start : verb.start].lstrip(" \0.")
        named = any(item.kind == "person" and item.start == verb.start - len(lead) for item in inside)
        if not named and (match := _ONE.match(lead)):
            return Subject(words=match[0].rstrip(", "))
        for phrase in inside:
            is_set_off = text[phrase.end : phrase.end + 2].lstrip(" ")[:1] in {",", "(", ")", "–", "—"}
            is_told_of = (
                phrase.kind == "person"
                and text.startswith((", who ", " who "), phrase.end)
                and not _is_of_people(text[clause.start : phrase.start])
            )
            is_meant = is_told_of or not (phrase.is_object or owned_by(text, clause.start, phrase))
            if phrase.end <= verb.start and is_meant and (is_set_off or _JOINED.search(before)):
                phrase = _of_somewhere(text, inside, phrase) if is_told_of else phrase
                return Subject(phrase, is_pronoun=phrase.kind == "pronoun")
    if verb.root == "held" and re.search(r"\b(?:an?|the) [\w-]+$", bare):
        return Subject(is_unclear=True)  # a meeting held "on …"
    words = re.split(r"[\0,;:–—]|\band\b|\bbut\b", bare)[-1].strip(" .\"'“”‘’*_#>")
    if not words and verb.root not in ADDRESSING and re.search(r"\0[^\0]*$", before):
        return _inverted(text, clause, inside)
    told = [other for other in verbs_in(words) if other.kind == "finite"]
    if told and (inner := _INNER.fullmatch(words, told[-1].end)):
        return Subject(words=inner["subject"])  # the clerk said the county had replied
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
    return Subject(words=words) if _NOUN_PHRASE.match(words) else Subject(words=words, is_unclear=True)


def owned_by(text: str, start: int, phrase: NounPhrase) -> str:
    """The words up to a phrase's end, if what they mean is not the phrase but something that it belongs to: critics of
    X; "" if they mean the phrase."""
    if phrase.kind == "pronoun":
        return ""
    lead = text[max(start, phrase.start - NEAR) : phrase.start]
    if match := _ALL_BUT.search(lead):
        return match[0] + text[phrase.start : phrase.end]
    lead = _BOUNDARY.sub("", lead)
    for match in _TELLS_THAT.finditer(lead):
        if verbs_in(match[0]):
            lead = lead[match.end() :]
            break
    if _BEGINS.fullmatch(lead):
        return ""
    that = _THAT.fullmatch(lead)
    is_relative = that is not None and not verbs_in(that["noun"])
    return (lead + text[phrase.start : phrase.end]).strip() if is_relative or _BELONGS.fullmatch(lead) else ""


def _set_off(text: str, inside: Sequence[NounPhrase], place: int) -> list[NounPhrase]:
    """The people before a place whom a comma follows: the late Kofi Boahen, aged 88, who used to say"""
    return [item for item in inside if item.kind == "person" and item.end <= place and text[item.end :][:1] == ","]


def _of_somewhere(text: str, inside: Sequence[NounPhrase], phrase: NounPhrase) -> NounPhrase:
    """Who is of a place that looks like a name: Mr Twining of Church Cottage, who wrote."""
    before = [item for item in inside if item.end < phrase.start and item.kind == "person"]
    is_place = before and phrase.kind == "person" and _OF_SOMEWHERE.fullmatch(text[before[-1].end : phrase.start])
    return before[-1] if is_place else phrase


def _antecedent(text: str, inside: Sequence[NounPhrase], place: int) -> Subject | None:
    """Whom "which" or "who" means: the phrase right before its comma."""
    near = [phrase for phrase in inside if phrase.end <= place and not text[phrase.end : place].strip(" ,(")]
    near = [*near[:-1], _of_somewhere(text, inside, near[-1])] if near else near
    is_person = bool(near) and near[-1].kind == "person" and text.startswith("who", place)
    if near and near[-1].is_object and not is_person and not paper_of(text, near[-1]):
        return Subject(is_unclear=True)  # Rule 14 of the fund, which provides
    if is_person and _is_of_people(text[: near[-1].start][-NEAR:]):
        return Subject(is_unclear=True)  # critics of X, who said
    return Subject(near[-1], is_pronoun=near[-1].kind == "pronoun") if near else None


def _is_of_people(before: str) -> bool:
    """Whether the words before a name tell of people who have to do with whoever has it: critics of, the wife of."""
    match = _PEOPLE_OF.search(before)
    noun = match["noun"].lower() if match else ""
    return noun in TRADES_EN or (noun.endswith("s") and not noun.endswith("ss") and noun not in STOPS_EN)


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
