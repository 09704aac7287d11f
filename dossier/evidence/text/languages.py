"""Which language a text is in, by its letters and by its most frequent words; "" where they do not tell.

Measured against the language identifiers that are to be had (langdetect, lingua, langid, CLD2) on texts of 50 to 5,000
letters: as good as they are in the languages they share, and none of them can say that it does not know: they call
Pashto Persian and Uyghur Arabic, and are certain of it. Here a language wins only if its frequent words make up enough
of the text, clearly more than those of the next, and if its words are written in its own alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

LEAST = 0.12  #: share of a text's words that must be frequent words of its language
AHEAD = 1.25  #: times as many as those of the next language
OUTSIDE = 2  #: frequent words that a word with a letter of no such alphabet outweighs
FEW = 4  #: words of a paragraph that are too few to tell: a name, an abbreviation
SHORT = (
    12  #: words of a paragraph, such as a heading or a list of names, that foreign names may make another language's
)
MOST_WORDS = 2_000  #: of a text; more tell nothing new

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")  #: tatweel and harakat, which only part words
_ONE_LETTER = str.maketrans("يىكہ", "ییکه")  #: letters that keyboards of one language have for those of another
#: How words of a language look that are built as no neighbour's are: with an Arabic article, with Turkish endings.
_SHAPES = {
    "ar": re.compile(r"(?:[وفبك]?ال|[وف]?لل)\w\w"),
    "tr": re.compile(
        r"\A\w{2,}(?:l[ae]r(?:[ıi]n?)?|[ıiuü]n[ıiuü]n?|[ıi]nd[ae]n?|[ıiuü]yor|[dt][ıiuü]ğ[ıiuü]|m[ıiuü]ş|[ae]c[ae]k)\Z"
    ),
}
_NO_SHAPE = re.compile(r"(?!)")

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئة"
_PERSIAN = f"{_ARABIC}پچژگکیۀ"

#: language -> (its alphabet, its frequent words)
_TABLE: Mapping[str, tuple[str, str]] = {
    "en": (_LATIN, """
        the of and to in is was that it for on with as at by from this be are not have has had were an or but they
        he she his her their its which who what when would will there been one all you your our we i if no so said
        more than about into after before up out did do can could may shall should
        january february march april june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday"""),
    "fr": (f"{_LATIN}àâæçéèêëîïôœùûüÿ", """
        le la les de des du et est un une que qui dans en pour pas par sur au aux avec il elle ils ce cette ces son sa
        ses leur se ne plus ou mais nous vous je on été sont être avoir ont était fait comme a d l n s qu c j y
        entre après avant sans sous selon deux même tout où si
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi
        mercredi jeudi vendredi samedi dimanche"""),
    "de": (f"{_LATIN}äöüß", """
        der die das und ist in den von zu mit sich des auf für nicht ein eine einer eines dem im es als auch an er sie
        wir hat haben wurde werden war bei aus nach wie dass oder aber ich kein über vor zum zur durch seit
        januar februar märz april mai juni juli august september oktober november dezember montag dienstag
        mittwoch donnerstag freitag samstag sonntag"""),
    "es": (f"{_LATIN}áéíñóúü", """
        el la los las de del y en que un una es por con para no se su al lo como más pero sus le ha este esta fue son
        entre cuando muy sin sobre también hasta hay donde desde todo nos era años
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes
        miércoles jueves viernes sábado domingo"""),
    "ca": (f"{_LATIN}àçèéíïòóúü·", """
        el la els les de del dels i en que un una és per amb no es al als com més però va d l s n feia ha aquest aquesta
        seva seu són també fins des entre sobre ser hi tot"""),
    "pt": (f"{_LATIN}àáâãçéêíóôõúü", """
        o a os as de do da dos das e em no na nos nas que um uma é por com para não se ao à mais mas foi seu sua ou
        pelo pela são como quando também até há já ele ela isso entre ser tem"""),
    "it": (f"{_LATIN}àèéìíîòóùú", """
        il lo la i gli le di del della dei delle e in che un una è per con non si al alla da dal dalla nel nella sono
        ha più ma come anche se l d dell all questo questa suo sua era o tra sul sulla"""),
    "nl": (f"{_LATIN}éëïóöü", """
        de het een en van in is dat op te met voor niet zijn aan er om ook als maar bij door naar uit dan of werd wordt
        hij zij ze we ik heeft was had hebben over al nog geen kan meer"""),
    "sv": (f"{_LATIN}åäöé", """
        och i att det som en på är av för med den till inte om har de ett han var jag ingen vid från kan men sig så
        hon eller när vi ut ska efter över"""),
    "da": (f"{_LATIN}æøå", """
        og i at det som en på er af for med den til ikke om har de et han var jeg der ingen fra kan men sig så hun eller
        når vi ud skal efter være blev hvis dette denne nogle"""),
    "nb": (f"{_LATIN}æøå", """
        og i at det som en på er av for med den til ikke om har de et han var jeg der ingen fra kan men seg så hun eller
        når vi ut skal etter være ble hvis dette denne noen må"""),
    "af": (f"{_LATIN}êëéï", """
        die en van in is dat op te met vir nie aan ʼn n om ook as maar by deur na uit of word hy sy hulle ons ek het was
        hierdie wees moet kan geen sal jou jy"""),
    "pl": (f"{_LATIN}ąćęłńóśźż", """
        i w na z nie się do że to jest o jak po za od który która które przez dla ale jego jej tym był była są przy
        tak już tylko oraz może ich czy"""),
    "ro": (f"{_LATIN}ăâîșțşţ", """
        și în de la a cu pe nu că o un al ai ale din este sunt care pentru mai s au fost lui sau prin dar după până
        către ca se le ei el"""),
    "sq": (f"{_LATIN}çë", """
        dhe në të e i së një për me nga që është u nuk ka si ishte ky kjo por te janë ose pas më do mund kishte"""),
    "id": (_LATIN, """
        dan yang di itu dengan untuk tidak dari ke ini dalam pada adalah akan oleh ada bahwa juga atau telah mereka
        sudah kami karena saya bisa tersebut seorang para"""),
    "sw": (_LATIN, """
        na ya wa kwa ni katika la za cha kuwa hiyo hakuna kama hii lakini pia yake wake hilo huo si mtu watu baada"""),
    "tr": ("abcçdefgğhıijklmnoöprsştuüvyzâîû", """
        ve bir bu da de için ile olarak çok daha en gibi kadar sonra ne o olan göre ise ama ancak değil her hiç ki mi
        mı var yok oldu olduğunu dedi söyledi kimse bin tarafından üzere iki bunu veya ya olduğu etti
        ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba
        perşembe cuma cumartesi pazar"""),
    "az": ("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", """
        və bir bu da də üçün ilə olaraq çox daha ən kimi qədər sonra nə o olan görə isə amma deyil hər heç ki var yox
        oldu dedi tərəfindən iki bunu edir etdi üzrə"""),
    "uz": (f"{_LATIN}ʻʼ", """
        va bu bir bilan uchun ham da ning ga edi emas yoki bo o g u lekin kerak qilish deb har hech keyin shu esa
        haqida mumkin yil"""),
    "ku": (f"{_LATIN}çêîşû", """
        û li bi ji de ku di ev ew wê wî yê ya yên jî na ne bo ser xwe her hat tê çû bû dike hatin"""),
    "ru": (_RUSSIAN, """
        и в не на что с по он как это к но из у за от его для же все так а о то было мы вы я бы их при или только если
        до когда чтобы ещё еще был была были быть во со она они который которые также сказал после год года
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник
        среда четверг пятница суббота воскресенье"""),
    "uk": ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", """
        і в не на що з по він як це до але та у за від його для ж всі так а о було ми ви я їх при або тільки якщо є
        коли щоб ще був була були бути ніхто який які також сказав після року про"""),
    "be": ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", """
        і ў не на што з па ён як гэта да але у за ад яго для ж усе так а аб было мы вы я іх пры або толькі калі каб
        быў была былі які якія таксама пасля года"""),
    "bg": ("абвгдежзийклмнопрстуфхцчшщъьюя", """
        и на да се от за е в с не че са по като това при са беше му но до ще си един които която който са през след
        или няма има бе ги му както само може още никой"""),
    "sr": ("абвгдђежзијклљмнњопрстћуфхцчџш", """
        и је у да се на су за од са не који која које као што о по али су био била бити то ће или до није из већ када
        нико само"""),
    "mk": ("абвгдѓежзѕијклљмнњопрстќуфхцчџш", """
        и на да се од за е во со не дека се ќе како тоа при но до што се ги го му кои која кој или има нема
        само уште"""),
    "kk": (f"{_RUSSIAN}әғқңөұүһі", """
        және мен бұл бір да де үшін деп еді емес бар жоқ болып бойынша туралы осы ол өз кейін ең қазір келе"""),
    "tt": (f"{_RUSSIAN}әөүҗңһ", """
        һәм белән бу бер да дә өчен дип иде түгел бар юк булып буенча турында шул ул үз соң иң хәзер беркем"""),
    "tg": ("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя", """
        ва дар ба аз ки ин он барои бо ро то як аст буд ҳам не шуд мешавад кард гуфт баъд ё худ"""),
    "ar": (_ARABIC, """
        في من على إلى أن إن التي الذي هذا هذه ذلك عن مع كان كانت قد لم لا ما بعد كل بين أو ثم حتى هو هي قال وقال قالت
        وقالت عند غير منذ كما لن أنه أنها إنه إنها بها به له لها فيه فيها وهو وهي ولا ولم وفي ومن وأن كل أي أحد خلال حول
        عام يوم نحن أنا هل أضاف وأضاف ليس تلك هناك حيث إذا لكن ولكن وكان وكانت إذ أكثر دون سوى عبر ضد
        يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار
        حزيران تموز آب أيلول تشرين"""),
    "fa": (_PERSIAN, """
        و در به از که این را با است برای آن تا بر یک هم می نمی شد شده بود ها های خود هر او ما من شما گفت کرد کرده اند
        شود کند پس اما یا نیز چه باید دارد همه دو بین پیش نه ای آنها اگر چون هیچ وی همین روز سال ام یکی
        ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر فروردین اردیبهشت خرداد تیر مرداد
        شهریور مهر آبان آذر دی بهمن اسفند شنبه دوشنبه جمعه"""),
    "ur": (f"{_PERSIAN}ٹڈڑںےہھۂۃۓ", """
        کے کی کا میں ہے اور سے کو نے پر کہ یہ نہیں ہیں تھا تھی تھے ہو اس ایک بھی جو کر ان وہ تو لیے کیا گیا گئی گئے
        تک کہا ہم آپ ہی جب پھر کسی ہوا ہوئے ہوئی ہوں گا گی گے رہا رہے رہی اپنے دیا بعد لیکن سب کچھ یا کوئی ساتھ والے
        والی
        جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار"""),
    "ps": (f"{_PERSIAN}ټځڅډړږښګڼېۍئ", """
        د په او چې کې دی ده ته نه یې له هم سره و دا هغه به شو شوه وو ؤ خو کړ کړی کړه یو پر هر څه هیڅ وي لري دې دغه"""),
    "ckb": (f"{_PERSIAN}ڕڵۆێەڤ", """
        لە و بە بۆ کە ئەم ئەو لەو دا بوو یان هەر نەک تا سەر یەک هیچ ئەوە دوای نێوان هەموو کرد خۆی"""),
}  # fmt: skip


def language_of(text: str) -> str:
    """ISO 639 code of the language that a text is in; "" if that cannot be told."""
    return _winner(_scores(_words(text)))


def frequent_words(language: str) -> tuple[str, ...]:
    """The words of a language that say little by themselves, with the names of its months; `KeyError` if it has none
    here."""
    return tuple(_TABLE[language][1].split())


def languages_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The language of each paragraph of a document.

    One that cannot be told by itself, or is as short as a heading, is in that which the document has most of in its
    script; if no paragraph tells, all of them together do. What is left of a few words, or of none, goes with the rest
    of the document.
    """
    own = [language_of(text) for text in texts]
    scripts = [_script(text) for text in texts]
    for script in set(scripts):
        mine = [place for place, found in enumerate(scripts) if found == script]
        most = _most((own[place], texts[place]) for place in mine if own[place])
        most = most or language_of("\n".join(texts[place] for place in mine))
        for place in mine:
            is_short = len(_words(texts[place])) < SHORT
            own[place] = most if most and is_short else own[place] or most
    main = main_language(texts, own)
    return tuple(
        language or (main if _is_short(_words(text)) else "") for language, text in zip(own, texts, strict=True)
    )


def _is_short(words: Iterable[str]) -> bool:
    """Whether it has so few words of any script that they do not tell: a row of a table in two languages."""
    return max(Counter(map(_script, words)).values(), default=0) < FEW


def main_language(texts: Sequence[str], languages: Sequence[str]) -> str:
    """The language that most letters of a document are in; "" if of most of them it cannot be told."""
    return _most(zip(languages, texts, strict=True))


def _most(told: Iterable[tuple[str, str]]) -> str:
    letters: Counter[str] = Counter()
    for language, text in told:
        letters[language] += sum(map(str.isalpha, text))
    return max(letters, key=letters.__getitem__, default="")


def _script(text: str) -> str:
    """What most letters of a text are called: LATIN, ARABIC."""
    letters = Counter(letter for letter in text if letter.isalpha())
    scripts: Counter[str] = Counter()
    for letter, number in letters.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += number
    return max(scripts, key=scripts.__getitem__, default="")


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFC", text)).lower())[:MOST_WORDS]


def _scores(words: list[str]) -> dict[str, float]:
    """language -> share of its frequent words among all, less those that cannot be its own."""
    scores: dict[str, float] = {}
    shapes = [(word, word.translate(_ONE_LETTER)) for word in words]
    for language, (alphabet, frequent) in _KNOWN.items() if words else ():
        inflected = _SHAPES.get(language, _NO_SHAPE).match
        found = [word for word, shape in shapes if shape in frequent or inflected(word)]
        is_told = any(len(word) > 1 for word in found)  # single letters are in every list
        outside = sum(not alphabet.issuperset(word) for word in words) if is_told else 0
        scores[language] = (len(found) - OUTSIDE * outside) / len(words) if is_told else 0.0
    return scores


def _winner(scores: Mapping[str, float]) -> str:
    best, next_best = sorted(scores, key=scores.__getitem__, reverse=True)[:2] if scores else ("", "")
    return best if best and scores[best] >= LEAST and scores[best] >= AHEAD * scores[next_best] else ""


_KNOWN = {
    language: (frozenset(alphabet), frozenset(word.translate(_ONE_LETTER) for word in words.split()))
    for language, (alphabet, words) in _TABLE.items()
}
