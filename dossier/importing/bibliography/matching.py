"""Which entry of a bibliography an original is: by the address or DOI it bears, its file's name, or its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from urllib.parse import unquote

from dossier.evidence.text.folding import fold_text
from dossier.importing.bibliography.entries import Bibliography, BibliographyEntry
from dossier.problems import WrongUsage, nearest

MOST_NAMED = 8  #: keys that are named where one is to be chosen


def matched(
    bibliography: Bibliography, file: str, own: BibliographyEntry, titles: Iterable[str], key: str = ""
) -> BibliographyEntry:
    """The entry called `key`, or the one that the original `file` is, filled up with what that says of itself.

    The surest sign decides: address or DOI, then the file's name, then a title. `WrongUsage` where no entry bears a
    sign, or several bear the surest: which one it is must be said then, and is never guessed.
    """
    if key:
        return filled(by_key(bibliography, key), own)
    addresses = {told for told in (comparable(own.url), own.doi.lower()) if told}
    named = {fold_text(title) for title in (own.title, *titles) if title.strip()}
    signs: tuple[Callable[[BibliographyEntry], bool], ...] = (
        lambda entry: not addresses.isdisjoint({comparable(entry.url), comparable(entry.archived), entry.doi.lower()}),
        lambda entry: entry.file == file,
        lambda entry: not named.isdisjoint({fold_text(entry.title), fold_text(entry.printed_title)} - {""}),
    )
    for sign in signs:
        found = [entry for entry in bibliography.entries if sign(entry)]
        if len(found) == 1:
            return filled(found[0], own)
        if found:
            told = f"{file} may be {len(found)} entries of {bibliography.name}"
            raise WrongUsage(told, f"Name one with --key: {_keys(found)}.")
    told = f"no entry of {bibliography.name} bears the address, the DOI, the file's name or the title of {file}"
    raise WrongUsage(told, f"Name one with --key: {_keys(bibliography.entries)}.")


def by_key(bibliography: Bibliography, key: str) -> BibliographyEntry:
    """The entry of that key; `WrongUsage` if there is none, or more than one."""
    found = [entry for entry in bibliography.entries if entry.key == key]
    if len(found) > 1:
        raise WrongUsage(f"{bibliography.name} has {len(found)} entries {key!r}", "Give each a key of its own.")
    if not found:
        keys = [entry.key for entry in bibliography.entries]
        hint = nearest(key, keys) or f"Its entries: {_keys(bibliography.entries)}."
        raise WrongUsage(f"{bibliography.name} has no entry {key!r}", hint)
    return found[0]


def filled(entry: BibliographyEntry, own: BibliographyEntry) -> BibliographyEntry:
    """An entry with what it does not say and the original does."""
    gaps = {item.name: getattr(own, item.name) for item in fields(BibliographyEntry) if not getattr(entry, item.name)}
    return replace(entry, **gaps)


def comparable(address: str) -> str:
    """An address, or the DOI that it resolves, as it is compared: without scheme, www, fragment and a last slash."""
    bare = re.sub(r"\Ahttps?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE).partition("#")[0]
    host, slash, path = bare.partition("/")
    host = host.lower().removesuffix(":443").removesuffix(":80")
    if host in {"doi.org", "dx.doi.org"}:
        return unquote(path).lower()
    return f"{host}{slash}{unquote(path)}".rstrip("/")


def _keys(entries: Iterable[BibliographyEntry]) -> str:
    keys = [entry.key for entry in entries]
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    return (", ".join(keys[:MOST_NAMED]) or "there are none") + more
