"""People and bodies that a text names and no register holds: proposals for the registers, each with its forms.

Forms of one party are put together where only one can be meant: a surname with the one name that ends with it, initials
in brackets with the name before them, "the Alliance" with the only alliance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dossier.evidence.parties.casting import Cast
from dossier.evidence.parties.given_names import LATIN
from dossier.evidence.parties.phrases import NounPhrase
from dossier.evidence.speech.titles import plain
from dossier.evidence.text.blocks import Block, Find
from dossier.evidence.text.folding import fold_text
from dossier.model.passage import Passage, of_lines

_INITIALS = re.compile(r"\s*\((?:the )?([A-Z][A-Za-z&.]{1,9})\)")
#: What any body or company has, and nobody keeps in a register.
_ORGANS = frozenset(
    fold_text(name.strip())
    for name in """
        board of directors | board of trustees | board of governors | press office | council chamber | general meeting
        annual general meeting | executive committee | audit committee | management committee | steering committee
        call centre | call center | مجلس الإدارة | مجلس إدارة | مجلس أمناء | مجلس الأمناء | أمانة السر | أمانة سر
        أمانة | مركز الاتصال | مركز الاتصالات | مركز الخدمة | لجنة التحقيق | لجنة المتابعة | لجنة التنسيق | لجنة الجرد
    """.replace("\n", "|").split("|")
    if name.strip()
)
_ITS_OWNER = frozenset(fold_text("المجلس الهيئة الشركة الصندوق الجمعية المؤسسة المركز").split())
_ARTICLE = re.compile(r"^[وف]?(?:ال|لل)")


@dataclass(frozen=True, slots=True)
class NewParty:
    """A person or body of no register. `form` is the fullest; every form has the lines it stands on."""

    form: str
    kind: Literal["person", "body"]
    forms: tuple[tuple[str, Passage], ...]
    office: str = ""
    body: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(sorted({line for _, at in self.forms for line in at.lines}))

    @property
    def description(self) -> str:
        """Rima Saad, harbour master, Port of Tal"""
        return ", ".join(filter(None, dict.fromkeys((self.form, self.office, self.body))))


@dataclass(slots=True)
class _Party:
    form: str
    kind: Literal["person", "body"]
    forms: dict[str, set[int]] = field(default_factory=dict)
    office: str = ""
    body: str = ""

    def stands(self, find: Find) -> None:
        self.forms.setdefault(" ".join(find.text.split()), set()).update(find.at.lines)


def strangers_in(blocks: Sequence[Block], cast: Cast) -> tuple[NewParty, ...]:
    """In the order in which they come."""
    parties: dict[tuple[str, str], _Party] = {}
    for block in blocks:
        before: NounPhrase | None = None
        for phrase in cast.of(block):
            for kind, form, find in _named(block, phrase):
                key: tuple[str, str] = (kind, fold_text(form))
                if before and _is_in_brackets(block, before, phrase) and ("person", fold_text(before.name)) in parties:
                    key = "person", fold_text(before.name)  # كارل لندغرين (Karl Lindgren)
                party = parties.setdefault(key, _Party(" ".join(form.split()), kind))
                party.stands(find)
                if kind == "person":
                    party.office = party.office or plain(phrase.office)
                    party.body = party.body or phrase.body
                else:
                    _initials(party, find)
            before = phrase
    for key in [key for key, party in parties.items() if _is_seldom(party, blocks) or _is_organ(party)]:
        del parties[key]
    _merge(parties)
    _shortened(parties, [fold_text(item.body) for block in blocks for item in cast.of(block) if _is_known(item)])
    _short_forms(blocks, cast, parties)
    return tuple(
        NewParty(party.form, party.kind, _placed(party.forms), party.office, party.body) for party in parties.values()
    )


def _is_organ(party: _Party) -> bool:
    """Whether a body is what any body has, and no register would hold: مجلس إدارة الشركة, the Board of Directors."""
    name = fold_text(party.form)
    organ, _, owner = name.rpartition(" ")
    return party.kind == "body" and (name in _ORGANS or (organ in _ORGANS and owner in _ITS_OWNER))


def _is_seldom(party: _Party, blocks: Sequence[Block]) -> bool:
    """Whether a party is a single word with a capital that stands only once: nothing else tells that it is a name."""
    is_word = party.kind == "person" and party.form.isascii() and " " not in party.form and not party.office
    if not is_word or party.form.lower() in LATIN:
        return False
    return sum(len(re.findall(rf"\b{re.escape(party.form)}\b", block.text)) for block in blocks) < 2


def _is_in_brackets(block: Block, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether a person's name follows in brackets and in other letters."""
    gap = block.text[before.end : phrase.start]
    return before.kind == phrase.kind == "person" and gap == " (" and before.name.isascii() != phrase.name.isascii()


def _placed(forms: dict[str, set[int]]) -> tuple[tuple[str, Passage], ...]:
    return tuple((form, of_lines(lines)) for form, lines in forms.items() if lines)


def _named(block: Block, phrase: NounPhrase) -> Iterator[tuple[Literal["person", "body"], str, Find]]:
    """(kind, fullest form, where it stands) of the person and the body of a phrase that no register holds."""
    if phrase.kind == "person" and not phrase.parties and phrase.name:
        yield "person", phrase.name, Find(block, *phrase.name_at)
    is_known = phrase.of or (phrase.kind == "body" and phrase.parties)
    if phrase.body and phrase.is_named and not is_known:
        start = block.text.find(phrase.body, phrase.start)
        if start >= 0:  # else it stands in the cell beside
            yield "body", phrase.body, Find(block, start, start + len(phrase.body))


def _initials(party: _Party, find: Find) -> None:
    if match := _INITIALS.match(find.block.text, find.end):
        party.forms.setdefault(match[1], set())


def _merge(parties: dict[tuple[str, str], _Party]) -> None:
    """Put a body that stands in marks without its first word to the one with it: شركة «مد البحر», شركة مد البحر."""
    for key in [key for key in parties if key[0] == "body"]:
        longer = [other for other in parties if other[0] == "body" and other[1].partition(" ")[2] == key[1]]
        if len(longer) == 1:
            for form, lines in parties.pop(key).forms.items():
                parties[longer[0]].forms.setdefault(form, set()).update(lines)


def _is_known(phrase: NounPhrase) -> bool:
    return bool(phrase.body and phrase.is_named and (phrase.of or (phrase.kind == "body" and phrase.parties)))


def _shortened(parties: dict[tuple[str, str], _Party], known: Sequence[str]) -> None:
    """A body whose name begins or ends a longer one of the text is that one: Port Authority, Tal Port Authority."""
    for key in [key for key in parties if key[0] == "body" and " " in key[1]]:
        new = [other for other in parties if other[0] == "body" and other != key and _is_part(key[1], other[1])]
        old = {name for name in known if _is_part(key[1], name)}
        if len(new) + len(old) != 1:
            continue
        forms = parties.pop(key).forms
        for form, lines in forms.items() if new else ():
            parties[new[0]].forms.setdefault(form, set()).update(lines)


def _is_part(name: str, longer: str) -> bool:
    return longer.startswith(f"{name} ") or longer.endswith(f" {name}")


def _short_forms(blocks: Sequence[Block], cast: Cast, parties: dict[tuple[str, str], _Party]) -> None:
    """Where initials stand, and "the Alliance" with a capital, or الاتحاد, if only one body can be meant."""
    bodies = [party for (kind, _), party in parties.items() if kind == "body"]
    initials = {form: party for party in bodies for form, lines in party.forms.items() if not lines}
    everyone = {
        fold_text(phrase.body) for block in blocks for phrase in cast.of(block) if phrase.body and phrase.is_named
    }
    for block in blocks:
        for form, party in initials.items():
            for match in re.finditer(rf"\b{re.escape(form)}\b", block.text):
                party.stands(Find(block, *match.span()))
        for phrase in cast.of(block):
            if (
                phrase.kind != "body"
                or phrase.is_named
                or not (phrase.body[:1].isupper() or _ARTICLE.match(phrase.body))
            ):
                continue
            head = _ARTICLE.sub("", fold_text(phrase.body))
            fitting = {key for key in everyone if head in {_ARTICLE.sub("", word) for word in key.split()}}
            if len(fitting) == 1 and (only := parties.get(("body", next(iter(fitting))))):
                only.stands(Find(block, phrase.start, phrase.end))
