"""Where a link may lead: the one list, for whatever is printed, shown on a screen, or read back."""

from __future__ import annotations

import re

SCHEMES = ("https", "http", "mailto", "tel")  #: of links that lead out; all others lead within the page: #name
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ENDS = "".join(map(chr, range(0x21)))  #: what a browser takes off either end of an address (URL Standard, 4.4)
_PASSED_OVER = str.maketrans("", "", "\t\n\r")  #: and what it passes over within
_TOLD = 60  #: letters of an address


def refusal(address: str) -> str:
    """Why no link may lead to an address; "" if one may."""
    address = normalise(address)
    scheme = scheme_of(address)
    if scheme in SCHEMES or address.startswith("#"):
        return ""
    if scheme:
        return f"{scheme}: is no scheme of a link: {for_message(address)}"
    return f"it leads to a file beside, and not to the web: {for_message(address)}"


def is_inside(address: str) -> bool:
    """Whether what is shown from an address is in the page itself."""
    return not address or normalise(address).startswith("#") or scheme_of(address) == "data"


def normalise(address: str) -> str:
    """An address as browsers, and readers of PDF, understand it, however it is written."""
    return address.strip(_ENDS).translate(_PASSED_OVER)


def scheme_of(address: str) -> str:
    """In small letters; "" if the address is a relative one."""
    found = _SCHEME.match(normalise(address))
    return found[1].lower() if found else ""


def for_message(address: str) -> str:
    """The beginning of an address, in letters that a terminal may get."""
    letters = "".join(letter if letter.isprintable() else "�" for letter in address)
    return letters if len(letters) <= _TOLD else f"{letters[:_TOLD]}…"
