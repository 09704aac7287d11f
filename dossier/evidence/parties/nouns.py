"""The nouns that tell what a name is: offices and trades, bodies, places; and the words that are never part of a name.

Of each language one table, folded. They are what news, minutes and letters use; a trade that is missing only means that
a person is proposed without it.
"""

from __future__ import annotations

import re

from dossier.evidence.text.address import ADDRESS_EN, BEFORE_NAMES_AR, SHORTENED
from dossier.evidence.text.folding import fold_text


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_text(text).split())


#: Masculine and, with ة, feminine.
_TRADES_AR = """
    رئيس وزير أمين مدير سفير ممثل متحدث ناطق قائد زعيم مندوب نائب مسؤول دبلوماسي ربان قبطان عضو محافظ والي عمدة
    قاضي قاض محامي محام طبيب مهندس أستاذ دكتور بروفيسور شيخ إمام حاج سيد آنسة ملك أمير لواء عميد عقيد مقدم رائد
    ملازم عريف فريق جنرال مؤرخ باحث خبير محلل كاتب شاعر روائي صحفي صحافي مراسل محرر معلم مدرس طالب صياد بحار
    مزارع فلاح عامل سائق تاجر حارس نقيب مالك ناشط مشرف منسق مراقب مفتش مستشار وكيل رقيب مخرج فنان لاعب مدرب
    شاهد مواطن ساكن أرملة مبعوث مفوض حاكم معتمد قنصل موظف مهندسة ممرض مرشد راعي خباز نجار مختار مطران بطريرك
    أسقف كاهن قس أب راهب مرشح نائبة قاضية مدعي عميدة رئيسة مقرر حرفي ربة مشغل متطوع ضابط جندي شرطي مقدمة والدة
    والد متعهد مقاول مصور مترجم ناشر كبير وجيه متقاعد قيادي برلماني سيناتور مستثمر خبازة بائع مسن علماء شاب
    فتاة امرأة رجل سيدة سكان مصدر مصادر شهود مواطنون محللون خبراء مراقبون مسؤولون ناشطون عم عمة محاسب نادل
    صيدلي جراح كيميائي جيولوجي فيزيائي اقتصادي قانوني حقوقي معارض متضرر لاجئ مهاجر جدة جد شقيق شقيقة ابن ابنة
    زوجة زوج مساعد كابتن ريس معالي سعادة سمو فخامة دولة نيافة سماحة فضيلة جلالة حضرة صاحب جار جارة مهندسون
    مفتي رحالة مأمور قائمقام باشا وسيط مذيع ناقد مفكر أديب خطيب واعظ مؤذن متهم مدان بواب سجان طيار غواص
    ميكانيكي كهربائي سباك جزار حلاق بستاني راكب سائح زبون مستأجر مؤجر جريح ناج شاك مشتك وصي
    فقيه مصمم مبرمج منتج ملحن مغن عازف مسعف أخصائي اختصاصي استشاري
    مؤسس معتقل سجين أبي والدي جدي والدتي جدتي عمي خالي صديقي زميلي جاري زوجي زوجتي أخي أختي
"""
#: Whose feminine is another word: need, help, ship.
_MASCULINE_ONLY = _words(
    "مؤسس حاج مساعد رائد دولة مصدر عضو وكيل وجيه كبير عريف فريق مقدم أب عم جد قيادي قانوني اقتصادي حاكم ناشر"
)
TRADES_AR = _words(_TRADES_AR) | frozenset(
    f"{word}ه" for word in _words(_TRADES_AR) - _MASCULINE_ONLY if not word.endswith("ه")
)
#: Offices of which a state, a town or a body has one.
ONE_EACH_AR = _words("""
    رئيس رئيسة وزير وزيرة أمين أمينة مدير مديرة سفير سفيرة محافظ والي عمدة مفتي نقيب نقيبة قائد عميد عميدة حاكم مفوض
""")
#: Offices behind which the name of a state, a town or a body may stand, and that of the holder behind it: عضو كذا فلان.
_OF_A_NAME = ONE_EACH_AR | _words("ملك أمير ممثل ممثلة مندوب مندوبة قنصل زعيم نائب نائبة عضو بطريرك مطران أسقف")
VOICES = re.compile(r"(?:متحدث|ناطق)|spokes(?:man|woman|person|people)", re.IGNORECASE)
BODIES_AR = _words("""
    وزارة هيئة شركة جامعة مجلس اتحاد نقابة حزب صحيفة جريدة مجلة وكالة بنك مصرف جمعية منظمة مؤسسة لجنة مركز معهد
    محكمة بلدية ديوان مكتب مديرية سلطة حركة جبهة تحالف ائتلاف كتلة رابطة غرفة صندوق قناة إذاعة مستشفى كلية
    مدرسة مصلحة أمانة رئاسة قيادة مجموعة مرصد نادي هلال صليب اتحادية كونفدرالية نيابة سفارة مفوضية بعثة إدارة
    خفر وفد دار تعاونية تجمع تيار منتدى حكومة جيش شرطة برلمان دائرة خطوط شبكة أكاديمية متحف فريق مصنع مختبر معمل تلفزيون
    راديو بورصة أركان وحدة جهاز لواء كتائب
""")
#: Of which a feminine verb is never told.
MASCULINE_BODIES_AR = _words("""
    مجلس اتحاد حزب بنك مصرف مركز معهد ديوان مكتب تحالف ائتلاف صندوق مستشفى مرصد نادي وفد تجمع تيار منتدى جيش برلمان
    متحف مصنع مختبر تلفزيون راديو جهاز لواء
""")
#: Of these one speaks without any name of it: "the government said".
COMMON_BODIES_AR = _words("""
    وزارة هيئة شركة جامعة مجلس اتحاد نقابة حزب صحيفة جريدة مجلة وكالة بنك مصرف جمعية منظمة مؤسسة لجنة محكمة
    بلدية ديوان مديرية سلطة حركة جبهة تحالف كتلة رابطة إدارة حكومة جيش شرطة برلمان معارضة خارجية داخلية رئاسة
    جماعة فصيل محافظة مركز معهد مؤسسة غرفة بعثة أمم نيابة قيادة مجموعة مصلحة دائرة مستشفى نادي مرصد ميناء
""")
_STOPS_AR = """
    في من إلى على عن مع بعد قبل منذ حتى خلال عبر أمام وراء فوق تحت بين دون ضد حول لدى عند نحو ضمن بشأن إزاء
    تجاه أثناء داخل خارج إن أن أنه أنها أنهم إنه إنها إنهم لكن ولكن بأن لأن كأن الذي التي الذين اللواتي اللذين
    ما لا لم لن هل قد لقد كما حيث حين حينما عندما إذ إذا لو كان كانت كانوا يكون تكون ليس ليست هو هي هم نحن أنا
    هذا هذه ذلك تلك هؤلاء كل بعض أي غير سوى أيضا فقط جدا ثم أو بل كي لكي مما مثل أمس اليوم غدا صباح مساء ظهر
    ليلة يوم أسبوع شهر عام سنة السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة الماضي المقبل الجاري
    الحالي القادم الفارط مؤتمر بيان تصريح كلمة حديث مقابلة اتصال لقاء تعليق رسالة تقرير جاء جاءت تم وهو وهي وقد
    وكان وكانت فيما بينما رغم وفق وفقا بحسب حسب ردا إثر فور عقب بسبب نتيجة عليه اثنان اثنين اثنا اثني ثلاثة
    أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشر مئات آلاف بعدما قبيل ولم فلم ولا فلا عليها
    فيه فيها له لها لهم به بها منه منها إليه إليها عنه عنها معه معها إلينا علينا لدينا رحمه رحمها حفظه آخر أخرى
    شيء شيئا لنا لي لك ألا إلا سوف سيكون مازال زال ظل بات أصبح يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس
    سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل ماي
    جوان جويلية أوت غشت شتنبر نونبر دجنبر يوليوز ماذا لماذا كيف متى أين هنا هناك الآن أول ثاني ثالث رابع خامس
    مئة ألف مليون مليار عشرة عشرون ثلاثون نعم كلا ربما طبعا حسنا شكرا ضاحكا مبتسما غاضبا بدوره بدورها جانبه
    جانبها جهته جهتها نفسه نفسها كذلك وأن وإن فإن فإنه باسم للصحفيين للصحافيين أحد إحدى عدة عدد بأنه بأنها
    تعقيبا معا جميعا المرحوم المرحومة الراحل الراحلة
"""
STOPS_AR = _words(_STOPS_AR)
#: Adjectives that tell which one is meant, and make no name: the operating company, the official gazette.
DESCRIBING_AR = _words("""
    الرسمية الرسمي العمومية العمومي القروية السابقة السابق المشغلة المشغل الحالية الحالي المذكورة المذكور المعنية
    المعني الجديدة الجديد المؤقتة المؤقت المختصة المختص العادية الذاتية التنفيذية الإدارية القادمة المقبلة نفسها
    الصادر الصادرة المؤرخ المؤرخة المنشور المنشورة الموقع الموقعة المنعقد المنعقدة المكلف المكلفة التابع التابعة
    الأخيرة الأخير الثانية الأولى الثالثة المالكة المنفذة المصنعة الأم المنظمة المضيفة الكبرى الخاصة الأجنبية
""")
#: Behind whoever a letter addresses, and part of no name: السيد مدير الشركة المحترم.
HONOURING_AR = _words("المحترم المحترمة المحترمون الموقر الموقرة الكرام الكريم")
#: What somebody opens or closes, and no part of an office with the article: افتتحت الرئيسة الجلسة.
SITTINGS_AR = _words("الجلسة الاجتماع الدورة المؤتمر الندوة اللقاء النقاش الملتقى الحفل المعرض")
#: Adjectives that make a name of a body: the Supreme Council.
QUALIFYING_AR = _words("""
    الأعلى العليا الأحمر الأخضر الحر الحرة المتحد المتحدة الدائم الدائمة الموحد الموحدة المركب العام العامة
""")
#: Bodies that are any of their kind where one word without article follows: مكتب دراسات.
LOOSE_AR = _words("وفد خفر صندوق قناة مكتب مركز إدارة دار مدرسة كلية مجموعة دائرة جهاز شبكة مصنع فريق وحدة لجنة")
#: Offices of one person, who may be presided by or met: برئاسة المستشار.
ONES_AR = _words("مستشار قاضي رئيس أستاذ دكتور سيد وزير شيخ مهندس لواء عميد")
#: What a body has, rather than is: مجلس الإدارة, أمانة سر.
PARTS_AR = _words("الإدارة الأمناء سر قدرها قدره كلها نفسها البحث المدينة")

#: What begins the name of a place, or of a thing, never that of a person.
THINGS_AR = _words("""
    مملكة جمهورية دولة إمارة سلطنة ولاية محافظة إقليم مقاطعة مدينة بلدة قرية حي شارع ساحة جزيرة جزر وادي واحة جبل
    نهر بحر بحيرة خليج سد ميناء مرفأ مطار قصر قلعة جسر طريق بئر منطقة ناحية قضاء دوار مخيم سفينة عبارة باخرة
    قارب ناقلة اتفاقية معاهدة قانون مرسوم قرار مشروع برنامج خطة مؤتمر ندوة قمة حرب معركة ثورة عيد يوم شهر جميع
    سجلات مدقق كافة سائر مختلف معظم فائق وافر خالص جزيل عظيم بالغ توفيق تطبيق تنفيذ زيادة يزيد تزيد أوضاع أسماء أسعار
""")

TRADES_EN = _words("""
    president minister head chief director chair chairman chairwoman chairperson secretary ambassador
    representative spokesman spokeswoman spokesperson leader official envoy rais diplomat captain mayor
    governor judge justice officer commander general colonel major sergeant lieutenant admiral professor doctor
    engineer lawyer attorney solicitor barrister analyst economist scientist historian farmer fisherman fisher
    worker driver owner manager editor reporter correspondent author teacher student pilot sailor resident
    witness member deputy lawmaker senator councillor councilor councilman councilwoman prosecutor clerk baker
    widow mother father sister brother daughter son wife husband nurse surgeon physician curator archivist
    librarian activist campaigner organiser organizer founder boss executive treasurer superintendent inspector
    ombudsman auditor comptroller commissioner rapporteur delegate premier chancellor king queen prince
    princess sheikh imam bishop archbishop priest rabbi pastor sheriff constable detective researcher fellow
    lecturer expert specialist consultant adviser advisor aide steward docker welder carpenter shopkeeper
    grocer trader merchant broker banker artist poet novelist playwright actor actress singer musician composer
    conductor coach player striker goalkeeper referee skipper harbourmaster harbormaster warden keeper guard
    ranger gardener cook chef waiter waitress porter foreman forewoman coordinator administrator registrar
    rector dean provost principal headteacher headmistress headmaster candidate politician statesman
    ex-minister veteran pensioner retiree beekeeper shepherd grandfather grandmother granddaughter grandson
    uncle aunt cousin friend colleague nephew niece medallist champion neighbour neighbor bystander survivor
    tenant landlord mechanic electrician plumber technician chemist biologist geologist hydrologist ecologist
    meteorologist seismologist oceanographer botanist vet veterinarian undersecretary attaché consul chairlady
    whip speaker convener convenor usher notary magistrate counsel advocate counsellor co-founder ceo cfo coo
    mp mep vice-president vice-chair operator crewman boatman ferryman lifeguard ship-owner shipowner trustee
    agent insider source surveyor assessor passenger customer shopper commuter editorial woman man boy girl
    coroner observer apprentice fitter smith steelworker miner nurseryman foreperson bailiff marshal registrar-general
    naturalist folklorist landlady midwife carer paramedic firefighter barista tailor fishmonger cobbler cartographer
    negotiator mediator arbitrator investigator examiner verger sexton organist cantor beadle cabinetmaker
    employee people officials sources residents ministers analysts lawyers doctors master mistress cleric
""")
#: They stand before a name with a capital, and are no part of it.
TITLES_EN = (
    ADDRESS_EN
    | frozenset(title.lower() for title in SHORTENED)
    | _words("""
    lord lady captain judge justice president vice-president minister premier chancellor senator governor mayor
    general colonel major sergeant lieutenant admiral commander cmdr inspector superintendent commissioner
    councillor councilor deputy representative rep ambassador sheikh imam bishop archbishop father sister brother
    rabbi pastor reverend saint king queen prince princess chief director chairman chairwoman secretary bosun
    skipper purser mate pilot officer detective constable monsieur señor coach chair speaker
""")
)
BODIES_EN = _words("""
    ministry authority union university council party lines line ltd limited inc corp corporation company co
    bank office agency committee commission group association institute institution centre center court
    parliament alliance press courier times post gazette herald tribune journal chronicle telegraph observer
    news daily ferries shipping society foundation trust federation confederation league organisation
    organization department board bureau service services directorate secretariat assembly congress senate
    house club school college academy hospital museum network coalition movement front forum fund programme
    partners holdings industries airlines airways railways railway authority's police army navy guild chamber
    collective cooperative co-operative consortium syndicate llc plc gmbh inspectorate registry observatory
    laboratory laboratories watch embassy consulate mission tribunal cabinet government consultancy analytics
    capital energy power water mining foods systems technologies broadcasting radio television tv weekly
    monitor sentinel star mail standard wire nations cross crescent works fisheries logistics insurance bar
    campaign initiative taskforce marine maritime transport solutions steel motors pharma media group traders
    cement textiles mills brewery dairy farms resorts hotels express cargo freight aviation rail telecom
    mirror lantern ledger argus dispatch examiner inquirer globe constabulary quartet orchestra choir
    pictures records publishing council's friends treasury utility operator corps brigade unit division
    secretariat's studios ratings securities engineering engineers shipyard shipyards shipbuilding offshore harriers
    turbines dredging stores outfitters chemicals plastics pharmaceuticals ventures investments advisers advisors
    consulting consultants contractors builders developers properties homes brothers haulage refrigeration petroleum
    mutual stevedores quarries foundry forge ironworks wanderers rovers athletic
""")
COMMON_BODIES_EN = _words("""
    ministry authority union university council party company bank office agency committee commission group
    association institute court parliament alliance newspaper paper government board department organisation
    organization federation foundation firm operator utility charity police army navy opposition regulator
    museum hospital school club society league cooperative co-operative embassy treasury campaign movement
    coalition consortium cabinet secretariat team broadcaster bureau tribunal service fund trust chamber ngo
    corporation watchdog insurer carrier airline shipper magazine forum congress assembly guild inspectorate
    observatory laboratory syndicate delegation
""")
PLACES_EN = _words("""
    street road avenue square lane river bay island islands lake valley mount mountain mountains cape gulf
    strait quay harbour harbor port bridge north south east west upper lower new old republic kingdom district
    province county city town village airport camp coast sea ocean hill hills park point beach canal dam
    terminal tower gate hall plaza state wharf pier dock northern southern eastern western central region
    lagoon delta peninsula basin reservoir highway station fort castle palace saint baths pool gardens garden
    row market convention protocol treaty agreement act law resolution constitution charter article annex
    section chapter plan project award prize cup festival day week year war line strategy report fair hotel
    states chambers box building room dawn star strike conference summit declaration article table figure schedule
    part title code regulation order directive ordinance rules
""")
STOPS_EN = _words("""
    the a an this that these those its his her their our my your and but or so if when while where as at by for
    from in into of on off over under to with within without after before during since until about against
    between among i we you he she it they who whom whose which what why how not no yes nor yet still also then
    there here now today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december spring summer autumn winter
    asked told said some many most all both each every several few one two three four five six seven eight nine
    ten hundred thousand million half according however meanwhile earlier later although though because despite
    instead perhaps maybe once only even just like unlike another other such same than too very more less least
    last next first second third is are was were be been has have had do does did will would shall should may
    might can could must let never nobody anybody everybody somebody someone anyone everyone nothing anything
    everything something none neither either reporting writing editing additional q a question answer et al
    photo update correction note lordship ladyship lordships honour honours honor excellency excellencies
    majesty highness
""")


def is_possessed(office: str) -> bool:
    """Whether an Arabic office or trade without an article is somebody's whose name stands right behind it, rather than
    that of whoever is named: محامي فلان is his lawyer, المحامي فلان and رئيس تونس فلان are those people themselves."""
    words = [fold_text(word) for word in office.split()]
    if not words or any(re.match(r"[وف]?[بلك]?ال|لل", word) for word in words if word not in TRADES_AR):
        return False
    if any(re.search(r".{2,}(?:نا|ها|هم|كم)$", word) for word in words[1:]):
        return False  # مؤسس اتحادنا
    if len(words) == 1 and words[0][-1:] == "ي" and words[0] not in TRADES_AR and words[0][:-1] in TRADES_AR:
        return False  # أستاذي
    if len(words) == 1:
        return words[0] not in BEFORE_NAMES_AR and not re.search(r".(?:ها|هم|نا|كم)$|[^ا]ه$", office)
    return words[0] not in _OF_A_NAME | BEFORE_NAMES_AR
