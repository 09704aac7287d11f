"""The languages that a document can be in: their tags, what they are called in each edition, and their quotation marks.

A tag is one of BCP 47: a language of ISO 639, and where it matters a script and a region (sr-Latn, pt-BR). Names and
marks are those of CLDR, as Babel 2.19 has them, but for how Arabic quotes, which is this house's own.
"""

from __future__ import annotations

import difflib
import re
from typing import NewType

LanguageTag = NewType("LanguageTag", str)

_TAG = re.compile(r"(?P<language>[a-z]{2,3})(?P<script>-[A-Z][a-z]{3})?(?P<region>-(?:[A-Z]{2}|\d{3}))?\Z", re.ASCII)
PATTERN = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"  #: the same for a JSON Schema
_EXAMPLES = "a code of ISO 639 such as ar, en, fa, fr, ru, tr, ur; und if nobody can tell"


def parse(text: str) -> LanguageTag:
    """A language as a curator writes it; `ValueError` of what is wrong and of a hint."""
    found = _TAG.match(_cased(text.strip()))
    if found and found["language"] in _NAMES:
        return LanguageTag(found[0])
    raise ValueError(f"{text[:40]!r} is no language that is known here", _hint(text.strip()))


def _cased(tag: str) -> str:
    """As RFC 5646, 2.1.1, writes it: sr-Latn-RS."""
    language, *rest = tag.replace("_", "-").split("-")
    return "-".join([language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def _hint(text: str) -> str:
    code = re.split("[-_]", text)[0].lower()
    if code in _NAMES:
        return f"behind {code} may stand a script and a region: sr-Latn, pt-BR"
    known = {name.casefold(): code for code, names in _NAMES.items() for name in names}
    if close := difflib.get_close_matches(text.casefold(), known, n=1, cutoff=0.75):
        return f"did you mean {known[close[0]]} ({_NAMES[known[close[0]]][0]})?"
    if code in _OTHERWISE:
        return f"did you mean {_OTHERWISE[code]} ({_NAMES[_OTHERWISE[code]][0]})?"
    return _EXAMPLES


def of_word(word: str) -> str:
    """The tag of a language by what a page or a bibliography calls it: fr, fr_FR, fre, French; "" if that is none."""
    first, *_ = re.split("[,; ]", word.strip())
    name = _cased(first).partition("-")[0]
    known = {called.lower(): code for code, names in _NAMES.items() for called in names}
    return name if name in _NAMES else _OTHERWISE.get(name) or known.get(name, "")


def primary(tag: str) -> str:
    """The language itself, whatever its script or region: pt of pt-BR."""
    return tag.partition("-")[0]


def name_of(tag: str, language: str) -> str:
    """What a language is called in Arabic ("ar") or English: French; Portuguese (pt-BR)."""
    english, arabic = _NAMES[primary(tag)]
    name = arabic if language == "ar" else english
    return f"{name} ({tag})" if "-" in tag else name


def marks_of(tag: str) -> tuple[str, str]:
    """The quotation marks of a language, what opens and what closes; French sets a space inside."""
    return _MARKS.get(primary(tag), ("“", "”"))


_MARKS = {
    **dict.fromkeys(
        ("ar", "ca", "el", "es", "fa", "hy", "it", "nb", "nn", "no", "ps", "ru", "sq", "uk", "be"), ("«", "»")
    ),
    **dict.fromkeys(("bg", "cs", "da", "de", "et", "is", "ka", "lt", "lv", "mk", "sk", "sl", "sr"), ("„", "“")),
    **dict.fromkeys(("bs", "hr", "hu", "pl", "ro"), ("„", "”")),
    **dict.fromkeys(("fi", "he", "sv"), ("”", "”")),
    "fr": ("«\xa0", "\xa0»"),
    "ur": ("”", "“"),
}

#: Codes of ISO 639-2 and withdrawn ones that people write.
_OTHERWISE = {
    "ara": "ar", "arabic": "ar", "eng": "en", "fra": "fr", "fre": "fr", "fas": "fa", "per": "fa", "prs": "fa",
    "farsi": "fa", "dari": "fa", "rus": "ru", "tur": "tr", "urd": "ur", "deu": "de", "ger": "de", "spa": "es",
    "heb": "he", "iw": "he", "in": "id", "ji": "yi", "kmr": "ku", "sorani": "ckb", "pus": "ps", "pashtu": "ps",
    "american": "en", "british": "en", "usenglish": "en", "ukenglish": "en", "الإنكليزية": "en", "ngerman": "de",
    "zho": "zh", "chi": "zh", "mandarin": "zh", "jp": "ja", "cn": "zh", "gr": "el", "ua": "uk", "cz": "cs",
}  # fmt: skip

#: code -> what it is called in English and in Arabic
_NAMES: dict[str, tuple[str, str]] = {
    code: (english, arabic)
    for code, english, arabic in re.findall(r"(?m)^(\w+) (.+) \| (.+)$", """
aa Afar | الأفارية
ab Abkhazian | الأبخازية
ae Avestan | الأفستية
af Afrikaans | الأفريقانية
ak Akan | الأكانية
am Amharic | الأمهرية
an Aragonese | الأراغونية
ar Arabic | العربية
as Assamese | الأسامية
av Avaric | الأوارية
ay Aymara | الأيمارا
az Azerbaijani | الأذربيجانية
ba Bashkir | الباشكيرية
be Belarusian | البيلاروسية
bg Bulgarian | البلغارية
bi Bislama | البيسلامية
bm Bambara | البامبارا
bn Bangla | البنغالية
bo Tibetan | التبتية
br Breton | البريتونية
bs Bosnian | البوسنية
ca Catalan | الكتالانية
ce Chechen | الشيشانية
ch Chamorro | التشامورو
ckb Central Kurdish | السورانية الكردية
co Corsican | الكورسيكية
cr Cree | الكرى
cs Czech | التشيكية
cu Church Slavic | سلافية كنسية
cv Chuvash | التشوفاشي
cy Welsh | الويلزية
da Danish | الدانمركية
de German | الألمانية
dv Divehi | المالديفية
dz Dzongkha | دزونكا
ee Ewe | الإيوي
el Greek | اليونانية
en English | الإنجليزية
eo Esperanto | الإسبرانتو
es Spanish | الإسبانية
et Estonian | الإستونية
eu Basque | الباسكية
fa Persian | الفارسية
ff Fula | الفولانية
fi Finnish | الفنلندية
fil Filipino | الفلبينية
fj Fijian | الفيجية
fo Faroese | الفاروية
fr French | الفرنسية
fy Western Frisian | الفريزيان
ga Irish | الأيرلندية
gd Scottish Gaelic | الغيلية الأسكتلندية
gl Galician | الجاليكية
gn Guarani | الغوارانية
gu Gujarati | الغوجاراتية
gv Manx | المنكية
ha Hausa | الهوسا
he Hebrew | العبرية
hi Hindi | الهندية
ho Hiri Motu | الهيري موتو
hr Croatian | الكرواتية
ht Haitian Creole | الكريولية الهايتية
hu Hungarian | الهنغارية
hy Armenian | الأرمنية
hz Herero | الهيريرو
ia Interlingua | اللّغة الوسيطة
id Indonesian | الإندونيسية
ie Interlingue | الإنترلينج
ig Igbo | الإيجبو
ii Sichuan Yi | السيتشيون يي
ik Inupiaq | الإينبياك
io Ido | الإيدو
is Icelandic | الأيسلندية
it Italian | الإيطالية
iu Inuktitut | الإينكتيتت
ja Japanese | اليابانية
jv Javanese | الجاوية
ka Georgian | الجورجية
kab Kabyle | القبيلية
kg Kongo | الكونغو
ki Kikuyu | الكيكيو
kj Kuanyama | كوانياما
kk Kazakh | الكازاخستانية
kl Kalaallisut | الكالاليست
km Khmer | الخميرية
kn Kannada | الكانادا
ko Korean | الكورية
kr Kanuri | الكانوري
ks Kashmiri | الكشميرية
ku Kurdish | الكردية
kv Komi | الكومي
kw Cornish | الكورنية
ky Kyrgyz | القيرغيزية
la Latin | اللاتينية
lb Luxembourgish | اللكسمبورغية
lg Ganda | الغاندا
li Limburgish | الليمبورغية
ln Lingala | اللينجالا
lo Lao | اللاوية
lt Lithuanian | الليتوانية
lu Luba-Katanga | اللوبا كاتانغا
lv Latvian | اللاتفية
mg Malagasy | الملغاشي
mh Marshallese | المارشالية
mi Māori | الماورية
mk Macedonian | المقدونية
ml Malayalam | المالايالامية
mn Mongolian | المنغولية
mr Marathi | الماراثية
ms Malay | الماليزية
mt Maltese | المالطية
mul Multiple languages | لغات متعددة
my Burmese | البورمية
na Nauru | النورو
nb Norwegian Bokmål | النرويجية بوكمال
nd North Ndebele | النديبيل الشمالية
ne Nepali | النيبالية
ng Ndonga | الندونجا
nl Dutch | الهولندية
nn Norwegian Nynorsk | النرويجية نينورسك
no Norwegian | النرويجية
nr South Ndebele | النديبيل الجنوبي
nv Navajo | النافاجو
ny Nyanja | النيانجا
oc Occitan | الأوكسيتانية
oj Ojibwa | الأوجيبوا
om Oromo | الأورومية
or Odia | الأورية
os Ossetic | الأوسيتيك
pa Punjabi | البنجابية
pi Pali | البالية
pl Polish | البولندية
ps Pashto | البشتو
pt Portuguese | البرتغالية
qu Quechua | كيشوا
rm Romansh | الرومانشية
rn Rundi | الرندي
ro Romanian | الرومانية
ru Russian | الروسية
rw Kinyarwanda | الكينيارواندا
sa Sanskrit | السنسكريتية
sc Sardinian | السردينية
sd Sindhi | السندية
se Northern Sami | سامي الشمالية
sg Sango | السانجو
sh Serbo-Croatian | صربية-كرواتية
si Sinhala | السنهالية
sk Slovak | السلوفاكية
sl Slovenian | السلوفانية
sm Samoan | الساموائية
sn Shona | الشونا
so Somali | الصومالية
sq Albanian | الألبانية
sr Serbian | الصربية
ss Swati | السواتي
st Southern Sotho | السوتو الجنوبية
su Sundanese | السوندانية
sv Swedish | السويدية
sw Swahili | السواحلية
syr Syriac | السريانية
ta Tamil | التاميلية
te Telugu | التيلوغوية
tg Tajik | الطاجيكية
th Thai | التايلاندية
ti Tigrinya | التغرينية
tk Turkmen | التركمانية
tl Tagalog | التاغالوغية
tn Tswana | التسوانية
to Tongan | التونغية
tr Turkish | التركية
ts Tsonga | السونجا
tt Tatar | التترية
tw Twi | التوي
ty Tahitian | التاهيتية
ug Uyghur | الأويغورية
uk Ukrainian | الأوكرانية
und Unknown language | لغة غير معروفة
ur Urdu | الأوردية
uz Uzbek | الأوزبكية
ve Venda | الفيندا
vi Vietnamese | الفيتنامية
vo Volapük | لغة الفولابوك
wa Walloon | الولونية
wo Wolof | الولوفية
xh Xhosa | الخوسا
yi Yiddish | اليديشية
yo Yoruba | اليوروبا
yue Cantonese | الكَنْتُونية
za Zhuang | الزهيونج
zgh Standard Moroccan Tamazight | التمازيغية المغربية القياسية
zh Chinese | الصينية
zu Zulu | الزولو
""")
}  # fmt: skip
