"""How a currency is written before a number: $5, US$5, USD 5, Rs. 5, KSh5, د.ل 5.

Written for folded letters. Letters of one currency can also begin a code (R2, N450): see `is_code`.
"""

from __future__ import annotations

import re

_SIGNS = r"(?:us|au|ca|nz|hk|nt|tt|bb|ja?|ec|fj|gy|na?|z|mx|col|a|c|s|r)?\$|[€£¥₹₺₪﷼₦₱₫₩₽₴₵৳₨]|gh₵"
#: ISO 4217, without those that are English words (ALL, TOP, …).
_CODES = (
    "usd|eur|gbp|chf|jpy|cny|rmb|inr|pkr|bdt|lkr|npr|idr|myr|sgd|thb|vnd|krw|twd|hkd|aud|nzd|cad|zar|ngn|kes|tzs|ugx|ghs|etb|zmw|"
    "bwp|mad|dzd|tnd|lyd|egp|sdg|ssp|sar|aed|qar|kwd|bhd|omr|yer|iqd|syp|lbp|jod|ils|irr|afn|brl|mxn|ars|clp|cop|uah|pln|czk|huf|"
    "ron|sek|nok|dkk|isk|xaf|xof|xcd|jmd|ttd|bbd|fjd|rwf|mur|mwk|nad|cfa|fcfa"
)
_SHORT = r"kr\.?|rs\.?|re\.?|ksh\.?|k?shs?\.?|tsh\.?|ush\.?|rm|tk\.?|dhs?\.?|l\.e\.|gh¢|birr|rp\.?"
#: Rand, naira, kwacha, pula, lempira, quetzal and others: joined to the digits.
_LETTERS = "(?:[rnkplq]|kr|rm|tk|qr|bd|kd|jd|ld|sr)"
_ARABIC = r"د\.[ا-ي]\.?|ر\.[سعقي]\.?|ل\.[سل]\.?|ج\.[مس]\.?|د\.ا\.م|ريال|دولار|درهم"

MONEY = rf"(?:(?:{_SIGNS})|(?<!\w)(?:{_CODES}|{_SHORT}|{_ARABIC})(?!\w)|(?<!\w){_LETTERS}(?=\d|$)) ?"
BEFORE = re.compile(rf"{MONEY}$")
_JOINED = re.compile(rf"(?<![\w-])(?:{_LETTERS}|k?shs?\.?|tsh|ush|rs\.?|dhs?)$")
#: No code of anything else begins so: Dh300, AED40, Rs500.
_JOINED_FOR_SURE = re.compile(rf"(?<![\w-])(?:{_CODES}|dhs?|rs|k?shs|ksh|tsh|ush)$")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d\d)?")


def is_sum_of(before: str, digits: str, scale: int) -> bool:
    """Whether letters run into digits are a currency (R2.3 billion, N450,000) and no code (R2, N450)."""
    is_joined = bool(_JOINED.search(before)) and (scale > 1 or bool(_GROUPED.fullmatch(digits)))
    return is_joined or bool(_JOINED_FOR_SURE.search(before))
