"""Where a text says when: every phrase for a date, cut out of the tokens of `words.py` by one regular grammar.

The grammar is a regular expression over the tokens' letters. It says what belongs together ("22–23 March 2022", "the
end of last year", "15 رمضان 1445 هـ"), not what it means: that is for `readings.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.evidence.dates.called import doubt_of
from dossier.evidence.dates.certainty import is_sure
from dossier.evidence.dates.phrase import DatePhrase
from dossier.evidence.dates.words import DateToken, tokens
from dossier.evidence.text.folding import Folded, fold

_MONTH = "(?:M?j?(?:ms?ms?|m|k))"
_YEAR = "(?:c?[ij]{0,3}Y?y[vhBP]?h?|n(?!Y|M|W|D))"
_TURN = "(?:c?[ij]{0,3}(?:lY|Yl|YS|SY|l(?![YMWDECwmkQe])))"  # this year, العام الماضي, الماضي
_WEEKDAY = "(?:[DE]{0,3}w[Elc]{0,3}s?i?)"
_AGO = "b#?Y|#YG"
_OF_YEAR = "(?:c?[ij]{0,3}(?:Y?y[vhBP]?|lY|Yl|YS|SY|Y(?!y)))"
_OF_MONTH = "(?:j?(?:M[lS]|lM|SM)(?![YMWDECwmkQe]))"
_FISCAL = "(?:l?F[ij]{0,3}[yn](?:[ts][ydn])?|lF|F[lS]|SF)"
_WHOLE_MONTH = f"(?:[ij]{{0,3}}{_MONTH}(?:{_YEAR}|{_TURN})?)"

#: One date, the most telling form first.
_ONE = "|".join(
    (
        rf"(?:A?c?{_WEEKDAY})?D?fv?h?P?",
        rf"(?:A?c?{_WEEKDAY})?D?[do]D?[jt]?{_MONTH}(?:t?{_YEAR}|{_TURN})?[hvP]?",
        rf"(?:[odlI]w|D?w[oI])(?:{_WHOLE_MONTH}|[ij]{{0,3}}(?:Ml|lM|MS|SM|M(?![YMWDECwmkQey])))",
        rf"Wj?(?:c?{_WEEKDAY})?D?[do]{_MONTH}(?:{_YEAR}|{_TURN})?",
        rf"(?:[odlIp]W|W[odI])(?:{_WHOLE_MONTH}|[ij]{{0,3}}(?:Ml|lM|MS|SM|M))",
        rf"(?:[lIp]D|DI){_WHOLE_MONTH}",
        rf"(?:A?c?{_WEEKDAY})?l?(?:m|k)d(?:c?y[vhBP]?|n|{_TURN})?",
        rf"(?:MS|SM)j(?:Yl|lY|YS|SY)|D?[do]D?{_OF_MONTH}|D?(?:d|oj)l(?![YMWDECwmkQe])",
        rf"[lS]?O(?:[hv]|{_YEAR}|{_TURN})?",
        rf"(?:[od]Q|Qo|Z|IQ|QI|[od]U|Uo|V)[ij]{{0,3}}{_FISCAL}",
        rf"mQ{_OF_YEAR}",
        rf"(?:[od]Q|Qo|Z){_OF_YEAR}?|yZ|(?:lQ|IQ|QI)[ij]{{0,3}}Y?y[vhBP]?|(?:IQ|QI){_OF_YEAR}|lQ|Ql",
        rf"(?:oU|Uo|V)(?:[ij]{{0,3}}{_MONTH}(?:{_YEAR}|{_TURN})?|[ij]{{0,3}}(?:Ml|lM|MS|SM)|{_OF_YEAR})?",
        r"l?e(?:[ij]{0,3}(?:n|Y?y[vh]?(?:[ts][dy])?|lY|Yl|YS|SY|l))?",
        r"F[ij]{0,3}[yn](?:[ts&][ydn])?[hv]?|y[ts][ydn]F",
        r"Th?|N(?:[ij]{0,3}(?:C[lod]|[lod]C)h?)?",
        r"(?:[od]C|C[od])[Bhv]?|Cl|lC",
        r"[dny]B|H[dny]",
        rf"{_MONTH}(?:{_AGO})",
        rf"[lS]?{_MONTH}(?:{_YEAR}|{_TURN}|S(?![YMWDECwmkQe]))?[hvP]?",
        r"b[#dn]?[YMWD](?!j|y|l|S|d)|[#dn][YMWD][GL]|[YMWD]L|L[#]?[YMWD]",
        r"l[YMWC](?![yn]|d[jt]?[mk])|[YMWC]l|E?[YMWD]S(?!Y)|S[YMWDE](?![ydn])|l[DE]",
        r"E?A(?:c?E?w)?",
        r"[DE]{0,3}wE?j?(?:lW|Wl|SW|WS)|wW|[DE]{0,3}wE?S|Sw|lwE?|[DE]{0,3}w[El]{0,3}",
        r"Y?y[vhBP]?h?|Yhy",
        r"(?:(?<=p)|(?<=pj))[YMWN]",
        r"R|X|q",
    )
)
_RUN = "|".join(
    (
        rf"(?:{_WEEKDAY})?D?[do](?:(?:c|&|t)i?(?:{_WEEKDAY})?[do]){{1,30}}(?:j?{_MONTH}(?:{_YEAR}|{_TURN})?[hvP]?|{_OF_MONTH}|j?l(?![YMWDECwmkQe]))",
        rf"{_MONTH}d(?:(?:c|&|t){{1,3}}d){{1,30}}(?:c?y[vhBP]?|n|{_TURN})?",
        rf"{_MONTH}(?:&|t){_MONTH}(?:{_YEAR}|{_TURN})?",
        r"Y?y[vh]?(?:[tu]|(?<=zy)&|(?<=zYy)&)Y?[ydn][vhBP]?(?![mk])|y[ts][ydn](?![mk])",
    )
)
_OR = {"او", "or"}
_DATED = {"في", "بتاريخ", "on", "dated"}  #: before a day on which something was, and does not begin
_ADJECTIVES = "lSIYh"  #: what may turn a date behind it: آب التالي, خريف العام الأخير
_ARTICLES = ("ال", "قبل ال", "ما قبل ال", "بعد ال")
_TURNS = "lSIYMWFQUCAN"  #: and what behind "of" does
_LEAD = "[abguizj]{0,6}D?(?:p[tjiac]?){0,4}"
_PHRASE = re.compile(
    rf"(?P<lead>{_LEAD})(?:(?P<first>{_ONE})(?:[tu]i?|(?:(?<=z.)|(?<=z..)|(?<=z...)|(?<=z....))&)(?P<lead2>[iu]{{0,3}}(?:pj?)?)(?P<last>{_ONE})"
    rf"|(?P<run>{_RUN})|(?P<one>{_ONE}))"
)


def phrases(text: str) -> tuple[DatePhrase, ...]:
    """All phrases of a text, in order; none overlaps another."""
    folded = fold(text)
    return tuple(_phrases(folded, text, tokens(folded, text)))


def _phrases(folded: Folded, text: str, found: Sequence[DateToken]) -> Iterator[DatePhrase]:
    letters = "".join(token.kind for token in found)
    for match in _PHRASE.finditer(letters):
        parts = {name: found[slice(*match.span(name))] for name in ("lead", "first", "run", "one", "last", "lead2")}
        first = tuple(parts["first"] or parts["run"] or parts["one"])
        last = (*parts["lead2"], *parts["last"]) if parts["last"] else ()
        if first[0].kind in "#dn" and first[-1].kind == "L" and first[1].start > first[0].end + 1:
            first = first[1:]  # against four the year before
        phrase = DatePhrase(tuple(parts["lead"]), first, last, bool(parts["run"]))
        after = found[match.end()] if match.end() < len(found) else DateToken("")
        before = found[match.start() - 1] if match.start() else DateToken("")
        phrase = replace(
            phrase,
            is_sure=is_sure(phrase, before, after, folded.text),
            is_piece=_goes_on(phrase, found[match.end() :]) or _hangs_on(phrase, found[: match.start()]),
            is_counted=_is_counted(phrase, after),
        )
        if doubt := doubt_of(phrase, before, after, folded, text):
            phrase = replace(phrase, doubt=doubt, is_sure=False)
        joint = found[match.end("first")] if last else DateToken("")
        if last and _is_one_winter(first, last):
            phrase, last = replace(phrase, first=(*first, *last), last=()), ()
        if joint.kind == "u" and any(
            token.text in _DATED for token in phrase.lead
        ):  # that of 3 May until the end of June
            until = replace(phrase, lead=(joint, *parts["lead2"]), first=tuple(parts["last"]), last=())
            yield from (replace(phrase, last=()), until)
        elif _are_two_calendars(phrase):
            yield from (replace(phrase, last=()), replace(phrase, lead=(), first=phrase.last, last=()))
        else:
            yield from _two_months(phrase) if _are_two_months(phrase) else (phrase,)


def _are_two_calendars(phrase: DatePhrase) -> bool:
    """Whether a date is told again by another calendar: 8 أكتوبر 2023 - 23 ربيع الأول 1445."""
    first, last = ({token.calendar for token in part if token.kind in "mk"} for part in (phrase.first, phrase.last))
    return bool(first and last) and not first & last


def _is_one_winter(first: Sequence[DateToken], last: Sequence[DateToken]) -> bool:
    """Whether a season is of two years: the winter of 2018-2019."""
    years = [token.number for token in (*first, *last) if token.kind == "y"]
    return first[0].kind == "e" and [token.kind for token in last] == ["y"] and years == [years[0], years[0] + 1]


def _are_two_months(phrase: DatePhrase) -> bool:
    """Whether two months without a year are named that do not follow one another: in March and June."""
    months = [token.number for token in phrase.first if token.kind in "mk"]
    is_run = any(token.kind in "zg" for token in phrase.lead) or months[-1:] == [months[0] % 12 + 1 if months else 0]
    return phrase.is_run and {token.kind for token in phrase.first} == {"m", "&"} and len(months) == 2 and not is_run


def _two_months(phrase: DatePhrase) -> Iterator[DatePhrase]:
    first, _, last = phrase.first
    yield replace(phrase, first=(first,), is_run=False)
    yield replace(phrase, lead=(), first=(last,), is_run=False)


def _goes_on(phrase: DatePhrase, behind: Sequence[DateToken]) -> bool:
    """Whether words that turn it follow, and are not read with it: the first quarter of the next season."""
    kinds = "".join(token.kind for token in behind[:2])
    if phrase.first[-1].kind == "A" and behind[:1] and behind[0].text in _OR and kinds[1:] == "A":
        return True  # tomorrow or the day after
    if phrase.first[-1].kind == "G" and kinds[:1] == "A" and behind[0].start == phrase.end + 1:
        return True  # a week ago yesterday
    end, of = phrase.end, False
    for token in behind[:2]:
        if token.start > end + len(" the "):
            return False
        if token.kind == "j" and not of and token.text in {"من", "of"}:
            end, of = token.end, True
            continue
        return token.kind in _TURNS if of else token.kind in _ADJECTIVES and token.text.startswith(_ARTICLES)
    return False


def _hangs_on(phrase: DatePhrase, prior: Sequence[DateToken]) -> bool:
    """Whether a unit of time stands before it that it belongs to: the first decade of the century, the year to May."""
    if (
        phrase.first[0].kind == "A"
        and prior
        and prior[-1].kind in "YMWD"
        and phrase.lead
        and phrase.lead[0].text == "from"
    ):
        return True  # a week from tomorrow
    if phrase.first[0].kind == "A" and prior:
        is_other = prior[-1].text in _OR and len(prior) > 1 and prior[-2].kind == "A"
        return is_other or (prior[-1].kind == "G" and prior[-1].end + 1 == phrase.first[0].start)
    place, lead = phrase.tokens[0].start, [token for token in phrase.lead if token.kind in "jt"]
    joint = lead[:1] or [*prior[-1:]]
    unit = prior[-1:] if lead else prior[-2:-1]
    if not joint or not unit or joint[0].kind not in "jt" or unit[0].kind not in "YMWQUCF":
        return False
    is_near = joint[0].start - unit[0].end < 2 and (bool(lead) or place - joint[0].end < len(" the "))
    is_month = {token.kind for token in phrase.first} == {"m"}
    return is_near and (joint[0].text in {"من", "of"} or (joint[0].text == "to" and is_month))


def _is_counted(phrase: DatePhrase, after: DateToken) -> bool:
    """Whether a month is followed by a number that is hardly a year, right before a word that it can count."""
    *others, last = phrase.first
    joined = phrase.end + 1 == after.start and after.kind == "x" and after.text[0].isalpha()
    is_year = last.kind == "y" and last.number not in range(1900, 2100)
    return joined and is_year and bool(others) and others[-1].kind in "mk"
