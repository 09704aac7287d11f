"""How openly a briefing may be passed on: the Traffic Light Protocol 2.0, and schemes that a dossier brings itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dossier.model.records import Text
from dossier.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Marking:
    """One degree of a scheme of markings."""

    label: str  # as it is printed on every page, in its own letters: OFFICIAL-SENSITIVE
    text: Text  # what it asks of whoever holds a copy
    color: str = "#000000"  # of its letters
    plate: str = ""  # colour of the plate under them; left out: none, as for what is open to everybody
    place: Place = field(default=NOWHERE, compare=False)


#: TLP 2.0 (FIRST, August 2022), from the most closed: labels are never translated, colours are its own.
TLP: tuple[Marking, ...] = (
    Marking(
        "TLP:RED",
        Text(
            "لمن وُجّه إليهم بأسمائهم وحدهم، ولا يُطلع عليه غيرهم.", "For the named recipients only; it goes no further."
        ),
        "#ff2b2b",
        "#000000",
    ),
    Marking(
        "TLP:AMBER+STRICT",
        Text(
            "لمن يلزمه الاطلاع داخل الجهة المتلقية وحدها.",
            "For those who need to know within the recipient’s organisation only.",
        ),
        "#ffc000",
        "#000000",
    ),
    Marking(
        "TLP:AMBER",
        Text(
            "لمن يلزمه الاطلاع داخل الجهة المتلقية ولدى المتعاملين معها.",
            "For those who need to know within the recipient’s organisation and its clients.",
        ),
        "#ffc000",
        "#000000",
    ),
    Marking(
        "TLP:GREEN",
        Text(
            "للتداول بين الجهات النظيرة، لا في القنوات المفتوحة للعموم.",
            "For the recipient’s community, not for channels open to the public.",
        ),
    ),
    Marking("TLP:CLEAR", Text("يجوز تداوله بلا قيد.", "It may be passed on without restriction.")),
)


def find(label: str, own: Iterable[Marking]) -> Marking | None:
    """The marking of that label, of TLP or of the dossier's own scheme."""
    return next((marking for marking in (*own, *TLP) if marking.label == label), None)


def is_more_open(label: str, than: str, own: tuple[Marking, ...]) -> bool:
    """Whether a marking is more open than another; of another scheme, nobody can tell that it is not."""
    if label == than:
        return False
    for scheme in (own, TLP):
        labels = [marking.label for marking in scheme]
        if label in labels and than in labels:
            return labels.index(label) > labels.index(than)
    return True
