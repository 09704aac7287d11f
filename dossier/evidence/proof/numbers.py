"""Whether a curated number is the one that its words give, as they stand in the document.

The words of a claim are judged where they stand: "more than 1,200 tonnes" cut out of "no more than 1,200 tonnes" proves
nothing, nor does "20 tonnes" out of "120 tonnes", "million" out of "5 million", or one end of a range. What the reader
(`quantities.py`) cannot tell is not decided, with the reason: neither proven nor false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from dossier.evidence.agreement import SCALES, whole_value
from dossier.evidence.numbers.decimal_marks import Mark, settled
from dossier.evidence.numbers.quantities import Quantity, quantities_in
from dossier.evidence.numbers.superlatives import Rank, ranks_in
from dossier.evidence.numbers.tables.cells import in_table
from dossier.evidence.numbers.tables.scale_words import Announced
from dossier.evidence.proof.dates import Sense
from dossier.evidence.text.folding import fold_text
from dossier.model.records import FigureClaim

#: Fewest digits behind which a rounded part still says which part it is: 0.67 and 66.7 for two thirds, not 67.
PLACES = {1: 2, 100: 1}
#: What joins two hours and ten minutes, ساعتان وعشر دقائق.
_COMPOUND = re.compile(
    r"(?i) (?:hours?|minutes?|years?|months?|weeks?|days?|feet|foot|pounds?|stone|kilometres?|metres?|"
    r"ساعات|ساعة|سنوات|سنة|أشهر|شهرا|أعوام|عاما|أيام|يوما|أمتار|مترا|متر|كيلومترات|كيلومترا|دينارا|دنانير|دقائق|دقيقة)"
    r",? (?:and )?و?| و"
)
#: Words of English that small bare digits behind them do not name: ship 5 and list 12 may be names, of 5 is none.
_NAMES_NOTHING = re.compile(
    r"(?i)(?:^|[^\w\s]|(?<!\w)(?:a|about|above|after|all|an|and|are|around|as|at|be|been|before|below|between|but|by|fell|for|found|from|"
    r"had|has|have|he|her|his|i|if|in|into|is|it|its|just|least|left|like|made|more|most|my|nearly|not|of|off|on|only|or|other|our|"
    r"out|over|per|reached|rose|she|so|some|than|that|the|their|them|then|these|they|those|to|took|under|until|up|us|was|we|were|"
    r"when|while|with|you|your|\w+(?:ed|ly|ing)))\s*$"
)
#: Nouns of a bound whose number is the bound itself: the ceiling of 12 metres, an estimate of so many.
_LIMIT = re.compile(
    r"(?i)(?<!\w)(?:ceiling|cap|limit|maximum|minimum|floor|estimated|ب?سقف\w*|ب?حد|اقصا\w+|ادنا\w+|\w*قدر\w*)(?!\w)"
)
#: Between a part and all of which it is one: 9 of 11 members.
_OF_ALL = re.compile(
    r"x(?: \w+)?,? (?:(?:out )?of (?:the |a total of |its |their |our |some )?|من (?:اصل |بين |مجموع |ال)?)x?"
)
_RATIO = re.compile(r" ?: ?\d| to one(?!\w)| (?:إلى|الى) واحد")
#: The endings of two, of a noun that no number word stands beside: صفّان, محوّلين.
_TWO = re.compile(r"(?<!\w)\w{2,}(?:ان|ين)(?!\w)")
_MEASURE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:متر|كيلومتر|كيلوغرام|طن|ساعة|يوم|شهر|سنة|عام|دينار|"
    r"a (?:metre|meter|kilo|tonne|hour|day|month|year)) (?:و|and )$"
)
_HOUR = re.compile(r"(?i) (?:of )?(?:an? |the )?hour(?!\w)| (?:ال)?ساعة(?!\w)")
MINUTES = 60  #: of an hour, of which a part may be claimed in them
WORD = 40  #: letters in which the word before a number lies
_BARE = 100  #: digits below it, with nothing beside them, may be a label that nobody has told us of
NO_CELLS: Mapping[int, Announced] = {}


def judge(claim: FigureClaim) -> tuple[Sense, str]:
    """Whether a number is one that its own words give, with nothing around them; if not, why."""
    return judge_in(claim.stated, 0, len(claim.stated), claim)


def judge_in(
    text: str, start: int, end: int, claim: FigureClaim, cells: Mapping[int, Announced] = NO_CELLS, mark: Mark = ""
) -> tuple[Sense, str]:
    """Whether a number is the one that letters `start` up to but without `end` of a passage give; if not, why.

    `text` is whatever stands around the words: a line, a paragraph. Only a number whose whole phrase (its bound with
    what denies it, sign, scale, per cent) lies in the words can prove the claim. `cells` holds its letters that
    stand in cells which a table's caption or heading gives a scale (`tables/cells.py`), `mark` is the one of the
    document's decimals.
    """
    read = (settled(quantity, text, mark) for quantity in quantities_in(text) if quantity.meets(start, end))
    met = [in_table(quantity, cells) for quantity in read]
    whole = [quantity for quantity in met if quantity.is_whole(start, end)]
    verdicts = [
        _beside(_verdict(claim, quantity, text), before, quantity, text)
        for before, quantity in zip([None, *whole], whole, strict=False)
    ]
    cut = next((quantity for quantity in met if quantity not in whole), None)
    verdicts += [_of_rank(claim, rank) for rank in ranks_in(text, start, end) if not cut or cut.kind == "rank"]
    for sense in ("read", "undecided"):
        found = next((verdict for verdict in verdicts if verdict[0] == sense), None)
        if found:
            return found
    if cut:
        return _of_cut(claim, cut, text)
    if len(whole) == 2 and _COMPOUND.fullmatch(text[whole[0].figure[1] : whole[1].start]):
        return (
            "undecided",
            f"{_description(text, whole[0])!r} and {_description(text, whole[1])!r} may be told as one number",
        )
    if not verdicts and whole_value(claim) == 2 and (two := _TWO.search(fold_text(text[start:end]))):
        return "undecided", f"{two[0]!r} may count two by its ending, or not"
    if not verdicts:
        return "false", "no number can be read in these words"
    counted = [v for v, quantity in zip(verdicts, whole, strict=False) if quantity.kind != "rank"]
    return (counted or verdicts)[0]


def _beside(verdict: tuple[Sense, str], before: Quantity | None, quantity: Quantity, text: str) -> tuple[Sense, str]:
    """The judgement of a number behind another one in the same words: what that is a part of is not what is counted."""
    if not before or verdict[0] != "read":
        return verdict
    if not _OF_ALL.fullmatch(fold_text(f"x{text[before.figure[1] : quantity.start]}x")):
        return verdict
    return "undecided", f"{_description(text, quantity)!r} is all of which the number before it tells a part"


def _of_cut(claim: FigureClaim, cut: Quantity, text: str) -> tuple[Sense, str]:
    """Of words that lack a part of their phrase; of a claim of just what the whole says they are too few."""
    why = f"the words are cut out of {_description(text, cut)!r}"
    is_true = cut.bound and claim.bound and _verdict(claim, cut, text)[0] == "read"
    is_of_limit = (
        not claim.bound
        and _LIMIT.search(fold_text(text[cut.stated[0] : cut.figure[0]]))
        and not _against_value(claim, Fraction(whole_value(claim)), cut)
    )
    if is_of_limit:
        why += ": the number may be the limit or the estimate itself"
    is_open = is_true or is_of_limit or (cut.doubt and cut.kind != "label")
    return ("undecided" if is_open else "false"), why


def _verdict(claim: FigureClaim, quantity: Quantity, text: str) -> tuple[Sense, str]:
    """Whether a quantity that lies whole in the words is the claimed one."""
    ours = Fraction(whole_value(claim))
    if claim.to is not None and _RATIO.match(text, quantity.figure[1]):
        return "undecided", "the words give a ratio, which is no range"
    if wrong := _against_value(claim, ours, quantity):
        if _MEASURE_BEFORE.search(text, 0, quantity.figure[0]):
            return "undecided", f"{_description(text, quantity)!r} and the measure before it may be told as one number"
        if quantity.kind == "part" and _HOUR.match(text, quantity.figure[1]) and ours == quantity.value * MINUTES:
            return (
                "undecided",
                f"{_description(text, quantity)!r}: that is so many minutes, which the words do not name",
            )
        is_rounded = quantity.kind == "part" and _is_part(claim, quantity.value, strict=False)
        return ("undecided" if is_rounded else "false"), wrong
    if quantity.kind == "label":
        return (
            "undecided",
            f"{_description(text, quantity)!r}: {quantity.doubt or 'this does not seem to count anything'}",
        )
    if _may_name(quantity, text):
        return "undecided", f"{_description(text, quantity)!r} may be the number of something, not how many there are"
    if quantity.others:
        meanings = " or ".join(map(_plain, (quantity.value, *quantity.others)))
        return "undecided", f"{_description(text, quantity)!r} can mean {meanings}"
    if quantity.doubt:
        return "undecided", f"{_description(text, quantity)!r}: {quantity.doubt}"
    wrong = _against_bound(claim, quantity)
    return ("false", wrong) if wrong else ("read", "")


def _may_name(quantity: Quantity, text: str) -> bool:
    """Whether digits without a unit, sign or bound follow a word of English that they may name: chamber 5."""
    is_bare = quantity.in_digits and not (quantity.unit or quantity.bound or quantity.is_percent or quantity.to)
    is_bare = is_bare and not text[quantity.figure[1] : quantity.figure[1] + 1].isalpha()  # 900g
    is_small = quantity.scale == 1 and 0 <= quantity.value < _BARE and quantity.value.denominator == 1
    before = text[max(0, quantity.stated[0] - WORD) : quantity.stated[0]]
    is_english = before.rstrip()[-1:].isascii() and quantity.stated[0] == quantity.figure[0]
    return is_bare and is_small and is_english and not _NAMES_NOTHING.search(before)


def _against_value(claim: FigureClaim, ours: Fraction, quantity: Quantity) -> str:
    if quantity.kind == "label" and quantity.doubt:
        return ""  # hundreds of: whatever is claimed cannot be told
    if quantity.to is not None:
        return _against_range(claim, ours, quantity)
    if claim.to is not None:
        return f"the words give one number, {_plain(quantity.value)}, not a range"
    if quantity.kind == "part" and _is_part(claim, quantity.value):
        return ""
    if not ours and claim.scale and quantity.scale != SCALES[claim.scale]:
        return f"the words print no {claim.scale}"
    if ours in (quantity.value, quantity.same) or ours in quantity.others:
        return ""
    meant = " or ".join(_plain(value) for value in (quantity.value, *quantity.others))
    return f"the words mean {meant}, not {_plain(ours)}"


def _against_range(claim: FigureClaim, ours: Fraction, quantity: Quantity) -> str:
    """Both ends must be claimed, or one with the bound that it is: at least the lower, at most the upper."""
    assert quantity.to is not None
    message = f"the words give a range, {_plain(quantity.value)} to {_plain(quantity.to)}"
    if claim.to is not None:
        upper = Fraction(claim.to * SCALES[claim.scale])
        return (
            ""
            if (ours, upper) == (quantity.value, quantity.to)
            else f"{message}, not {_plain(ours)} to {_plain(upper)}"
        )
    bounded = {"over": quantity.value, "under": quantity.to}
    return "" if bounded.get(claim.bound) == ours else f"{message}, not {_plain(ours)}"


def _against_bound(claim: FigureClaim, quantity: Quantity) -> str:
    if quantity.to is not None and claim.to is None:
        return ""  # an end of a range with its bound
    if claim.bound == quantity.bound:
        return ""
    if claim.bound:
        return f"the words do not say {claim.bound!r}" + (f" but {quantity.bound!r}" if quantity.bound else "")
    return f"invented precision: the words say {quantity.bound!r}"


def _is_part(claim: FigureClaim, part: Fraction, *, strict: bool = True) -> bool:
    """Whether a value is a part of a whole, as such or in per cent, rounded no further than it may be."""
    if claim.scale or claim.to is not None:
        return False
    places = max(0, -int(claim.value.as_tuple().exponent))
    for whole, fewest in PLACES.items():
        exact = part * whole
        rounded = Fraction(round(exact * 10**places), 10**places)
        if Fraction(claim.value) == exact or (rounded == Fraction(claim.value) and (places >= fewest or not strict)):
            return True
    return False


def _of_rank(claim: FigureClaim, rank: Rank) -> tuple[Sense, str]:
    """ "Largest" is first, "largest after" second, "second largest after" may be meant as second or third."""
    ours = whole_value(claim)
    if not rank.is_whole:
        return "false", "the words are cut: what stands beside them changes the rank"
    if claim.bound or claim.to is not None or ours not in rank.ranks:
        return "false", f"the words mean {' or '.join(map(str, rank.ranks))}, not {ours:f}"
    return ("undecided", rank.doubt) if rank.doubt else ("read", "")


def _description(text: str, quantity: Quantity) -> str:
    return re.sub(r"\s+", " ", text[slice(*quantity.stated)])


def _plain(value: Fraction | Decimal) -> str:
    """A number as a reader writes it, to six places."""
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / exact.denominator
    short = round(decimal, 6)
    return f"{(short if short else decimal).normalize():f}"
