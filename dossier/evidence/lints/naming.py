"""profile: a person whom a text names and an edition with profiles has none of.
spelling: a word one letter or two away from a known name, in a spelling that no register knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.evidence.lints.doubt import Doubt
from dossier.evidence.parties.registered import register_of
from dossier.evidence.spelling import strangers
from dossier.evidence.text.blocks import Block
from dossier.evidence.voice import own_words, printed_words
from dossier.model.corpus import Corpus


def profile(corpus: Corpus) -> Iterator[Doubt]:
    """A person's profile is made of what documents say of them, so one whom no document presents has none."""
    editions = [edition for edition in corpus.editions.values() if "profiles" in edition.kinds]
    unknown = {name for name in corpus.people if name not in corpus.appearances()}
    register = register_of(corpus)
    told: set[tuple[str, str]] = set()
    for said in own_words(corpus):
        block = Block(said.words, (0,), (1,))
        for named in register.named_in(block) if unknown else ():
            for edition in (edition for edition in editions if edition.language == said.language):
                if named.party in unknown and (named.party, edition.id) not in told:
                    told.add((named.party, edition.id))
                    message = f"{named.find.text} is named here, and has no profile in the edition {edition.id!r}"
                    hint = f"add {named.party} to the appearances of the document that speaks of them"
                    yield Doubt("profile", said.place, named.find.text, message, hint)


def spelling(corpus: Corpus) -> Iterator[Doubt]:
    texts = [(said.words, said.place) for said in own_words(corpus)]
    texts += [item for document in corpus.documents for item in printed_words(document)]
    for found in strangers(corpus, texts):
        more = f", here and {found.more} times more below" if found.more else ""
        message = f"{found.word!r} is in no register, and nearly {found.name!r}{more}"
        hint = f"mend it, or add the spelling to the variants of {found.register}"
        yield Doubt("spelling", found.place, found.word, message, hint)
