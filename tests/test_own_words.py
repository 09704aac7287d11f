"""What stands in quotation marks: somebody's own words, or a title, a term, a slogan or a name; a line of each kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_speakers import drafted

from dossier.evidence.speech.own_words import nested_in
from dossier.evidence.speech.titles import is_called
from dossier.evidence.text.marks import every_quoted, quoted_in

#: A line, and what is spoken in it, parted by a slash.
SPOKEN = r"""
The mill's owner, Pia Lund, would only call the plan "a mistake".|a mistake
He told the court the ledger was “never mine”.|never mine
Residents complained of “endless dust”, said the council.|endless dust
The report found the valve “had not been touched since 2011” and blamed the contractor.|had not been touched since 2011
"Enough." With that word she left the chamber.|Enough.
What the mayor called “a slow theft” began in 2010.|a slow theft
She dismissed the offer as “crumbs”.|crumbs
In her words, the talks were “a long walk to nowhere”.|a long walk to nowhere
Shouts of “Resign!” and “Shame on you!” met the minister.|Resign! / Shame on you!
The letter, dated 3 May, was short: “Pay or leave.”|Pay or leave.
Lund: “We sail on Monday”|We sail on Monday
“We never slept,” recalled Dana Holt, a nurse.|We never slept
Asked about the delay, he shrugged. “These things happen.”|These things happen.
The union says the offer “falls far short”.|falls far short
Prosecutors allege he ran “a bank inside a bank”.|a bank inside a bank
The agency insisted that all tests had been “carried out as required”.|carried out as required
The tribunal held that the clause was “unfair and void”.|unfair and void
He promised “a school in every village” by 2030.|a school in every village
The treaty provides that water “belongs to no one”.|belongs to no one
Her lawyer, Ned Crane, described the search as "unlawful from first to last".|unlawful from first to last
He wrote on the wall: 'God was here'.|God was here
"It was dark," the driver said, "and I saw nothing."|It was dark / and I saw nothing.
قال الوزير إن الأزمة «عابرة».|عابرة
ووصف النائب القرار بأنه «طعنة في الظهر».|طعنة في الظهر
واعتبرت النقابة أن العرض «لا يكفي».|لا يكفي
وطالب المحتجون بـ«رحيل المدير فورا».|رحيل المدير فورا
وهتف المتظاهرون: «نريد ماء».|نريد ماء
وأكدت الشركة في بيان أنها «غير معنية بالأمر».|غير معنية بالأمر
ورد المدير باقتضاب: «لا تعليق».|لا تعليق
وبحسب التقرير، فإن السد «كان مهددا منذ سنوات».|كان مهددا منذ سنوات
وأضافت أن ما جرى «كارثة بكل المقاييس».|كارثة بكل المقاييس
«لم يبق لنا شيء»، تقول أم خالد.|لم يبق لنا شيء
وتنص المادة الثالثة على أن «الماء ملك للجميع».|الماء ملك للجميع
وفي رأيه أن الخطة «ولدت ميتة».|ولدت ميتة
محافظ البنك: «لن نطبع النقود»|لن نطبع النقود
وكتب على صفحته: «وداعا يا صديقي».|وداعا يا صديقي
وتحدث الطبيب عن «وضع كارثي» في المستشفى.|وضع كارثي
ودعا إلى «وقفة رجل واحد».|وقفة رجل واحد
ونقل عن شهود قولهم إن الانفجار «هز الحي كله».|هز الحي كله
The chairman accused rivals of “playing politics with bread”.|playing politics with bread
Critics say the scheme is “dead on arrival”.|dead on arrival
The bishop spoke of “a wound that will not close”.|a wound that will not close
Lund said the road was 'a joke' and the bridge 'a prayer'.|a joke / a prayer
According to the coroner, death was “instant and painless”.|instant and painless
He was, in the judge's phrase, “a careful liar”.|a careful liar
"No," she said.|No,
The court asked whether he had “acted alone”.|acted alone
A cable sent that night read: "Situation calm. Send bread."|Situation calm. Send bread.
The premier blamed “foreign hands” for the riots.|foreign hands
“Who pays?” asked the auditor.|Who pays?
“We have nothing to hide”, a company spokesman told this newspaper.|We have nothing to hide
Her verdict: “Too little, too late.”|Too little, too late.
He conceded that mistakes “were made”.|were made
Doctors warned the ward was “at breaking point” by Friday.|at breaking point
In a note to staff he urged “calm, patience and good shoes”.|calm, patience and good shoes
She said of the fire: “Contained at last”.|Contained at last
The captain declared the ship “lost with all hands”.|lost with all hands
Fire Chief Luis Ortega: “Thank God Almighty”|Thank God Almighty
وقالت إن ما سماه الوزير «إصلاحا» كان «نهبا منظما».|إصلاحا / نهبا منظما
وقال الربان: «بقي 4».|بقي 4
اتهم المدير خصومه بأنهم «تجار أزمات».|تجار أزمات
ووصف النائب ما جرى بـ«الكارثة الكبرى».|الكارثة الكبرى
وأجاب الشاهد: «المكتب».|المكتب
وشبّه الوضع بأنه «سفينة بلا ربان».|سفينة بلا ربان
ورأى أن الحل «ليس في يد أحد».|ليس في يد أحد
وقالت إنها «متعبة» لكنها لن تستقيل.|متعبة
وتعهد الرئيس بـ«محاسبة كل مقصر».|محاسبة كل مقصر
وجاء في الرسالة: «نأسف لإبلاغكم».|نأسف لإبلاغكم
ونفى أن يكون القرار «انتقاميا».|انتقاميا
وقال أحد السكان، رافضا ذكر اسمه: «نخاف الليل».|نخاف الليل
وحذر من أن البلاد «على حافة الهاوية».|على حافة الهاوية
«كفى!» صرخت امرأة من آخر القاعة.|كفى!
وسأل القاضي المتهم: «هل تعرف هذا الرجل؟» فأجاب: «لا».|هل تعرف هذا الرجل؟ / لا
وعلّق ساخرا: «هذا كرم منهم».|هذا كرم منهم
الخبير الاقتصادي سامي نجار لـ«المرسى»: «الأسوأ لم يأت»|الأسوأ لم يأت
وزير المياه: «لا عطش هذا الصيف»|لا عطش هذا الصيف
"""
#: Lines in which nobody's words stand between marks.
NOT_SPOKEN = r"""
واستضافت المدينة القمة الاقتصادية الثالثة "بلاد الأنهار - بلاد البحر: قمة المرفأ 2022"، وهي المنصة الرئيسة.
The minister said the "Green Wall" project would cost 4 million.
She told reporters that the film "Salt Road" opens in May.
The council said "ghost" tickets had been sold since 2019.
He announced that the ferry “Nour” would sail on Monday.
The company, trading as “Blue Reed”, said it was sorry.
The ministry (“the Ministry”) said it would pay.
The parties agreed, said the judge, on a so-called “cooling-off” period.
The minister opened the "House of Books" library and said it would stay.
Officials said Operation “Clean Harbour” had ended.
He said the word “crisis” was banned in the office.
The song “Far Away” was played, said the organisers.
She said her first novel, “The Well”, took nine years.
The daily “Al-Marsa” said the bridge was closed.
Protesters carried placards reading “Water is life”, police said.
The spokesman said the “Year of Youth” had begun.
The minister said that under the heading “Other costs” there were 12 items.
The inspector noted a “use by” date of 3 May.
In his speech the president said that he would not use the term “defeat”.
Its "smart" meters, she added, were neither.
The phrase “to be confirmed” appears nine times, the auditor noted.
He replied that the magazine “Horizon” had closed.
قال الوزير إن مشروع «الساحل الأخضر» سينطلق قريبا.
وأعلنت الهيئة أن الدورة الثالثة من مهرجان «ليالي القلعة» تبدأ غدا.
وأضاف أن سفينة «الأمل» غادرت الميناء.
وأكد أن مدرسة «النور» ستفتح أبوابها.
وأشار إلى فيلم «طريق الملح» الذي عرض أمس.
وقال في حديث لقناة «الأفق» إنه باق.
وقالت «الأفق» إن الوزير استقال.
وأوضح أن عملية «الفجر» انتهت.
وذكر المتحدث أن تطبيق «سهل» متاح للجميع.
وأعلن الوزير إطلاق حملة «نظفوا الشاطئ» يوم الأحد.
وقال إن ما يعرف بـ«اقتصاد الظل» يتسع.
وقال إن جائزة «القلم الذهبي» ذهبت إلى الشاعر.
وأعلن حزب «النهضة الجديدة» انسحابه، وقال إنه لن يعود.
وقالت إن كلمة «هزيمة» لا ترد في البيان.
وأضاف أن فندق «المرسى» أغلق أبوابه.
وأكدت شركة «أطلس» أنها ستدفع.
وقال إن كتيبة «الصقور» انسحبت.
ونشرت جريدة «الرأي الحر» مقالا بعنوان «من سرق الماء؟» قالت فيه إن السد فارغ.
وقال رئيس نادي «البحارة» إن الفريق جاهز.
وأعلن عن إقامة معرض «ألوان الجبل» في القاعة الكبرى.
The 14-page "Letter to the Lake" was published in May, the institute said.
Her latest album, "Tin Roof", was recorded in a barn, she said.
A new law, nicknamed “the bread law”, passed on Tuesday.
The minister said the district known locally as “the Teeth” would be cleared.
She said the shop sold “organic” eggs from a battery farm.
The vessel's name, “Lady Ruth”, had been painted over, the harbour master said.
The annual report (“Annual Report 2023”) says nothing.
The minutes record that item 4, “Other business”, was adjourned.
Under the title “What We Owe”, the exhibition says nothing new.
The judge said the expression “as soon as possible” had no legal meaning.
The minister opened the road, which locals call “the Ribbon”.
Passengers told us the bus, the “Red Line”, never came.
The report refers to “Phase Two” and says it will start in May.
He works for “Nile Cement”, he said.
وقال إن رواية «ظل النخلة» فازت بالجائزة.
وقالت الشركة إن التأخير من باب «القوة القاهرة» لا غير.
وأضاف أن «المنصة» لم تعد تعمل.
وأشار الوزير إلى أن «الكتاب الأبيض» سيصدر في الخريف.
وذكر أن مقهى «السلام» مغلق منذ عام.
وأوضح أن القانون المعروف بـ«قانون الخبز» أقر أمس.
وأضاف أن برنامج «بيتي» يشمل 400 أسرة.
وأكد رئيس اتحاد «عمال البحر» أن الإضراب مستمر.
وبث تلفزيون «المدى» تقريرا قال فيه إن الجسر انهار.
ونشرت مجلة «الضفاف» أن الشركة باعت الأرض.
وقال إن مصطلح «التعويم» أسيء فهمه.
وأعلنت شركة الطيران «جناح» إلغاء رحلاتها، وقالت إنها تعتذر.
وأشارت إلى أن لوحة «المرفأ القديم» سرقت.
وقال الناطق إن فرقة «النسور» وصلت.
وأضاف أن حي «الزهور» بلا ماء.
وقال إن الوثيقة المسماة «خريطة الطريق» لم توقع.
وقالت في برنامج «صباح المدينة» إنها لن تترشح.
وأفاد موقع «نبض» بأن الوزير سافر.
وأعلن إطلاق اسم «شارع الشهداء» على الطريق.
The agency said it flew two drones of the type “Kestrel 9” over the delta.
He said the plans are in the file “wreck_lot_B.zip” on the server.
She told us to send proofs to “press@tal-port.org” by Friday.
Officials said the hashtag “#WhereIsTheWater” was used 40,000 times.
The captain said the fire was declared “contained” at three.
The clerk said the vote was recorded as “abstained”.
The bottles, marked "not for resale", were sold anyway, police said.
Some will call this “nostalgia”, the minister said.
Review: “One Day in October” at the Rialto
Exhibition: “Salt and Silver” at the Old Mint
He said his brother named the boat "Second Wind" after a song.
The council said the street was renamed “Martyrs' Way” instead of “Mill Lane”.
She said the report, “The March on the Sea”, was late.
وأوضح المدير أن المسح نفذ بطائرات «سلهود 4» المسيرة، وأن النتائج في الملف «qurm_map_v3.pdf».
وقال إن الطائرة من طراز «صقر 200» سقطت.
وقالت متحدثة إن ما تردد عن «موت الشعاب» مبالغ فيه.
وانتقد التقرير ما تسميه الوزارة «أسطول التنمية» وقال إنه خردة.
وقال إن المجلس قرر تسمية الجسر الجديد «جسر الشهيد» عوض «الوفاق».
ويرفض المجلس تسمية الحطام «جزيرة صناعية» ويؤكد أنه خطر.
إذ يرحب بالتقرير المعنون «مسيرة على البحر» الذي صدر في حزيران.
وقدمت المقررة تقريرا عن جسر «الوفاق» وأكدت أنه انهار.
وقال إن دواء «سكرين» مفقود.
وكتب على اللافتة: «ممنوع الدخول».
وقال المتحدث إن المبنى مدرج ضمن فئة «خطر».
وقد يسميه بعضهم «استسلاما»، قال الوزير.
"""


def spoken(*lines: str) -> list[str]:
    return [words.rstrip(".,") for found in drafted(*lines).quotations for words in found.words]


@pytest.mark.parametrize("told", SPOKEN.strip().splitlines())
def test_somebodys_own_words_are_found(told: str) -> None:
    line, _, words = told.rpartition("|")
    assert spoken(line) == [one.rstrip(".,") for one in words.split(" / ")]


@pytest.mark.parametrize("line", NOT_SPOKEN.strip().splitlines())
def test_titles_terms_slogans_and_names_stay_out(line: str) -> None:
    assert spoken(line) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("غرق «ريم البحر» يهز الجزيرة", "وأبحرت العبّارة «ريم البحر» مساء.", "وقال الوزير إن «ريم البحر» قديمة."), []),
        (("«الأفق» تسأل", "وقال الوزير لـ«الأفق» إنه باق. وكتبت «الأفق» أنه كذب."), []),
        (("أولاً: «الهيئة»: هيئة الأهوار.", "ثانياً: «الهور»: كل مسطح مائي.", "وقال إن «الهيئة» تعمل."), []),
        (("1. “Board”: the Board of Pilots.", "2. “craft”: whatever floats.", "He said a “craft” had sunk."), []),
        (("جسر «الوفاق» بحي المحطة", "وأضاف أن «الوفاق» أغلق."), []),
        (("Ministers on “Blue Salt”", "The novel “Blue Salt” is out.", "She said “Blue Salt” took years."), []),
    ],
)
def test_what_is_a_title_once_is_one_in_the_whole_text(lines: tuple[str, ...], found: list[str]) -> None:
    assert spoken(*lines) == found


def test_a_headline_may_hold_a_piece_of_what_is_said_below() -> None:
    found = spoken("السيول تجرف القرى وتعويضات «قبل نهاية الشهر»", "وقالت سمر إن «التعويضات ستصرف قبل نهاية الشهر».")
    assert found == ["قبل نهاية الشهر", "التعويضات ستصرف قبل نهاية الشهر"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("\"In 2017 they told us 'ten more years'. We got three,\" said Lund.", ["ten more years"]),
        ("«قال لي الطبيب: “لا أمل في الشفاء”، ثم خرج مسرعا من الغرفة»، تقول الأم.", ["لا أمل في الشفاء"]),
        ("“They wrote that it was ‘performing as designed’ and hung up on us,” she said.", ["performing as designed"]),
        ("“We had called the film ‘The Last Caravan’ and then we changed the title,” she said.", []),
        ("“We read ‘Salt Road’ aloud to one another every night of that war,” she said.", []),
    ],
)
def test_what_is_quoted_within_a_quotation(line: str, found: list[str]) -> None:
    assert [words for one in drafted(line).quotations if one.kind == "nested" for words in one.words] == found


def test_what_is_quoted_within_a_quotation_is_given_to_nobody() -> None:
    nested = [
        one
        for one in drafted("\"They told us 'ten more years',\" said Omar Nasser.").quotations
        if one.kind == "nested"
    ]
    assert [(one.speaker, one.who.key) for one in nested] == [("", "")]


@given(st.text(alphabet="ab «»“”‘’\"'.,said ", max_size=120))
def test_what_is_nested_lies_within(text: str) -> None:
    for item in quoted_in(text):
        for inner in nested_in(item, text):
            assert item.start < inner.start <= inner.end < item.end
            assert inner in every_quoted(text)


def test_a_long_row_of_marks_is_no_harder_than_a_short_one() -> None:
    assert spoken("The words " + ", ".join(["“so be it”"] * 600)) == spoken("The words “so be it”") == []


INTERVIEW = """
(م: «الميثاق» / ن.ب: سمر الخطيب)
م: لماذا الآن؟
ن.ب: لأن المهلة انتهت.
م: تكتبين أنك لم تقرئي.
ن.ب: نعم. ثم ندمت.
وما زلت نادمة.
م: هل تعودين؟
ن.ب: لا.
"""


def test_labels_of_initials_are_read_as_their_line_explains_them() -> None:
    found = [one for one in drafted(*INTERVIEW.strip().splitlines()).quotations if one.kind == "answer"]
    assert [one.words for one in found] == [("لأن المهلة انتهت.",), ("نعم. ثم ندمت.", "وما زلت نادمة."), ("لا.",)]
    assert {one.attribution for one in found} == {"سمر الخطيب"}


SPEECH_WITH_QUESTIONS = """
GOVERNOR DRAYE: Thank you, Madam President.
Prices rose by a tenth in a year.
T. QUAIFE (Morning Tide): Will you resign?
GOVERNOR DRAYE: When I have missed five.
T. QUAIFE: The minister says the bank has lost the country.
GOVERNOR DRAYE: He rang me to say so.
A READER, whose letter the President read out: "Can any of you mend a coat?"
GOVERNOR DRAYE: Two can.
"""


def test_what_stands_before_the_first_question_is_no_long_answer() -> None:
    found = [one for one in drafted(*SPEECH_WITH_QUESTIONS.strip().splitlines()).quotations if one.kind == "answer"]
    assert [one.words for one in found][1:] == [
        ("When I have missed five.",),
        ("He rang me to say so.",),
        ("Two can.",),
    ]
    assert found[0].words == ("Thank you, Madam President.",)


@pytest.mark.parametrize(
    ("office", "known", "is_it"),
    [
        ("النائب", "نائب رئيس مجلس الإدارة", False),
        ("النائب", "نائب في البرلمان", True),
        ("نائب الرئيس", "نائب الرئيس", True),
    ],
)
def test_a_member_of_parliament_is_nobodys_deputy(office: str, known: str, is_it: bool) -> None:
    assert is_called(office, known) == is_it
