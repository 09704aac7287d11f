"""Given names that are common among Arabs, in Arabic letters, and in English news: where one stands, a name may begin.

No list can be complete, and many of these are words as well (سلام is peace): it only decides where a name begins behind
an office or a verb of saying, or whether two capitalised or indefinite words are a person rather than a place.
"""

from __future__ import annotations

from dossier.evidence.text.folding import fold_text

ARABIC = frozenset(
    fold_text("""
    محمد أحمد محمود مصطفى علي حسن حسين عمر عثمان خالد وليد سعد سعيد سعود فهد فيصل سلمان سليمان سلطان سامي سمير
    سمر سميرة إبراهيم إسماعيل إسحاق يعقوب يوسف يونس يحيى عيسى موسى هارون داود داوود إلياس زكريا أيوب إدريس نوح
    آدم صالح هود شعيب طارق زياد زيد زيدان ياسر ياسين عمار عامر عمرو عماد عادل عدنان عزيز عزت عصام علاء عاصم
    عارف عاطف عباس عبير عبلة عفاف كريم كريمة كمال كامل كاظم جمال جميل جميلة جابر جاسم جعفر جلال جواد جورج جوزيف
    جان جاد جهاد جنى جود جوليا جيهان رامي رائد رائف راشد رشيد رشا رضا رضوان رفيق رمزي رنا رندة رانيا ريم ريما
    ربى ربيع رجاء رياض رؤوف رغد رولا روان رهف ماجد ماجدة ماهر مازن مالك مؤيد مأمون مجدي محسن مراد مروان مروة
    مريم منى منال منير منيرة مها مي ميس ميساء ميسون ميرا ميادة نادر نادية نادين ناصر نبيل نبيلة نجيب نجلاء نجوى
    نزار نزيه نسرين نسيم نعيم نعيمة نضال نهى نهاد نهال نوال نور نورا نورة هادي هاشم هالة هاني هدى هشام هلا
    هنادي هناء هند هيثم هيفاء هيلين هبة وائل وجدي وداد وسام وسيم وفاء ولاء وهيب لؤي لبنى لمى لميس لمياء لينا
    ليلى لطفي لطيفة لارا لمياء ليث لقمان باسل باسم باسمة بدر بسام بسمة بشار بشير بكر بلال بهاء بهيجة بثينة تامر
    توفيق تيسير تغريد تهاني ثائر ثريا حازم حاتم حامد حبيب حسام حسان حسناء حسني حكيم حليم حليمة حمد حمدي حمزة
    حنان حنين حيدر حياة خليل خلدون خولة خديجة خيرية خضر دانا دلال دعاء ديما دينا ديانا دنيا ذكرى رقية زينب زينة
    زهراء زهير زكي زهرة زبيدة سارة ساجدة سالم سالي سحر سعاد سفيان سلمى سلوى سليم سليمة سناء سندس سها سهى سهام
    سهيل سهير سوزان سوسن سيف شادي شادية شاكر شريف شريفة شكري شهد شهاب شيرين شيماء شفيق شوقي صباح صابر صابرين
    صادق صخر صفاء صفوان صلاح صبري صفية ضياء طاهر الطاهر طه طلال طلعت ظافر عائشة عائدة عايدة عالية عبدالله
    عبدالرحمن عبيدة عتاب عقيل غادة غازي غالب غسان غياث غيث غدير فؤاد فاتن فادي فادية فارس فاروق فاطمة فاضل فايز
    فائز فائزة فتحي فتحية فراس فرج فرح فريد فريدة فوزي فوزية فيروز فيفيان قاسم قصي قيس كنان كنعان كوثر لطيف
    أسامة أسعد أسماء أسيل أشرف أكرم أماني أمجد أمل أميرة أمين أمينة أنس أنطوان أنور أنيس أنيسة أيمن أيهم أريج
    إحسان إخلاص إكرام إلهام إياد إيمان إيناس إيهاب آلاء آمال آمنة آية آسيا أروى أفنان أحلام بطرس بولس جبران حنا
    ميخائيل مخائيل ميشال ميشيل إيلي إميل فيليب جرجس مارون طانيوس سركيس نقولا إدوار ألبير شارل فرنسوا هنري الحسن
    الحسين العربي الهادي المهدي المختار البشير التهامي الطيب الصادق الأمين عبدالقادر عبدالكريم عزالدين نورالدين
    سعيدة فاطنة زهور ثورية نعيمة حسناء إلهام نزهة غيثة سكينة كلثوم وردة زوليخة مليكة مالكة حمود حميد حميدة
    حمدان حماد خلف خلفان راشد سيف مبارك مطر مسعود ميثاء موزة شمسة شيخة عفراء علياء غانم نايف نواف بندر تركي
    مشعل متعب مقرن ماضي مساعد منصور مشاري هيا هزاع هلال هيلة ثامر جراح دعيج صقر ضاري طلال عايض عواد عوض فواز
    لافي يزن يزيد يسرى يسرا يارا ياسمين ياقوت يقظان يامن تالا جنان رؤى رزان سيرين شهلا لجين ليان ميار هديل
    نبراس فداء ابتسام أزهار أفراح أمير بتول بشرى بلقيس بيسان تاج تحسين تميم ثابت ثروت جرير جليل جمان جواهر
    جيلان حارث حافظ حسيب خيري داليا دريد رابح راتب راجي راغب رافع رامز راما رجب رزق رستم رشاد رشدي رمضان روز
    ريان زاهر زاهي زكية زهدي زين ساجد سامح سامر سراج سرحان سعدون سعدي سلاف سنان سوزانا سيلين سيليا شبلي شعبان
    شعلان شكيب صبحي صدام صدقي صهيب صوفيا ضرغام طريف عابد عبود عدلي عربي عرفات عزمي عصمت عطا عفيف علوان عمران
    غزوان فاتح فاخر فايق فخري فرحات فرحان فريال فضل فكري فهمي فياض قحطان قدري كارم كاتيا كايد كرم لانا لبيب
    لورا ليديا ليندا مادلين ماري ماريا مايا مجاهد محجوب محفوظ مختار مدحت مرتضى مرزوق مرعي مروى مصباح مصعب معتز
    معتوق معمر معن معين مفيد مقداد مكي ملاك ممدوح منتصر منذر منيب مهدي مهند موفق مولود مؤمن ناجي ناصيف ناظم
    نافع ناهد نبيه نديم نذير نصر نعمان نمر نوري هاجر هايل همام هيام هيكل واصف وجيه وحيد وديع وصفي وضاح يانيس
    يعرب جوليان مارك مارتا آنا أنا إيفا إيرينا كارلا كارين كارول كلود ليون سيمون ستيفان توماس جون جيمس ديفيد
    بيتر بول ماركو ماريو أندريه أندريا إيفان فلاديمير سيرغي سرغي مارتن روبرت ريتشارد وليم ويليام توم آرثر
    هيلينا هيلين صبرين نجاة حورية باية وسيلة جازية يمينة مسعودة العياشي الجيلالي الطيب المولدي الشاذلي المنصف
    كلارا باولا لاورا روزا نينا ناتاليا فيكتوريا أولغا هيلغا إنغريد يان لارس أولاف هانز كارلوس خوسيه لويس ميغيل باولو
    لوكا جيوفاني بيير جاك نيكولا فرانك غاريث أليكس نوفل جرجيس توما إسلام مارينا ألكسندر ألكسندرا كاتارينا سوفيا
    إدوارد تشارلز هنري جوزف صامويل سامويل بنجامين نيكولاس ألبرت ألفريد إرنست هيو لورنس ماثيو مارغريت مارغو
    إيزابيل إليزا إيلينا إيلين كاثرين كارولين شارلوت جوليا هنرييت سيمون سيزار أنتوني أنطونيو أنجيلا باربرا غريتا
    فرانز فريدريش كلاوس يوهان يوهانس كارل غوستاف إيريك هنريك أوسكار ماتياس ستيفانو رافاييل دومينيك بيترو باولو
    ويلفريد هارولد هوارد دونالد رونالد جيرالد كينيث نورمان فيليكس رودولف ديمتري ميخائيل بوريس أندرياس كريستيان
    إليزابيت ستيفن مايكل دانيال لوران باتريك فرانسيسكو ماريانا
    الحبيب الأزهر التيجاني أبكر آدمو إدريسا أوسمان مامادو ديدي لمرابط محمدو محمذن يربه النعمة التجاني
    شذى رهام غيداء رغدة موضي العنود مشاعل لطيفة منيرة فاضمة إيطو تيليلا عتيقة حفيظة رقوش مماس زينة تماضر
    أفراح إشراق هيفاء رغد سهاد نوير تهاني شمائل الخنساء ميمونة كلثومة اخديجة مسعودة تسنيم
    سلمي رحاب أميمة صفاء وصال بهية نعمات زهرة إحسان علوية نفيسة تيسير موحى حدو إيدير يوبا باسو لحسن لحبيب بوشعيب
    عبدو بوجمعة الجيلالي المعطي العربي حماد هلال جمعان خليفة عبيد سيف سلطان مطلق مفرح شامخ
    عيضة بخيت الفاتح التوم بابكر عثمان الأمين حسبو شنقيطي الداه أحمدو المختار اعل جرجيس شمعون آشور بهنام
     آزاد هيوا سردار نوزاد دلشاد كاوة بختيار شيركو زياد ماهر رامز بلقاسم عبدالحميد عبدالرزاق عبدالعزيز عبدالمجيد
    عبدالسلام عبدالوهاب عبدالغني فتحي محرز منجي صلاح 
    """).split()
)
#: Those that begin with the article; ألبير folded is البئر too.
DEFINITE = frozenset(name for name in ARABIC if name.startswith("ال")) - frozenset(fold_text("ألبير").split())
#: What begins a part of a name that has two words.
COMPOUND = frozenset(fold_text("عبد أبو أبا أم بن ابن بنت آل ولد با بو بي").split())

LATIN = frozenset(
    fold_text("""
    aaron abdul abdullah abigail adam adel adil adrian agnes ahmad ahmed aisha alan albert alberto alexander
    alexandra alfred ali alice alicia alina amal amanda amina amir amira ana andrea andreas andrew angela anita
    anna anne annette anthony antoine anton antonio arthur asma astrid barbara beatrice ben benjamin bernard
    beth boris brian bridget bruno camille carl carla carlos carmen carol caroline catherine cecilia charles
    charlotte chiara chloe chris christian christina christine christopher claire clara claude colin conrad
    craig cyril dalia dan dana daniel daniela david dawn deborah delia denis diana diego dina dmitri dominic
    donald dora doris dorothy edith edmund edward eileen elaine elena eli elias elisa elizabeth ella ellen emil
    emilia emily emma eric erik ernest esther ethan eva evelyn fadi faisal farah farid fatima felix fiona
    florence frances francis francisco frank fred frederick gabriel gareth gary gemma george gerald gina giulia
    giulio gloria gordon grace graham greta guillaume hadi hala hamza hana hanna hannah hans harold harry
    hassan hazem heather heinrich helen helena henry hilda hugo huda hussein ian ibrahim igor imogen ines
    ingrid irene iris isaac isabel ivan jack jacob james jamal jamil jan jane janet jean jennifer jeremy jerome
    jessica jill joan joanna joel johan johannes john jon jonas jonathan jorge josef joseph joshua juan judith
    julia julian julie julius karen karim karl kate katherine kathleen keith kenneth kevin khaled khalid kim
    klara klaus laila lara lars laura laurence layla leah leila lena leo leon leonard leonor leyla liam lidia
    lila lilian lina linda lisa liz lorenzo louis louise luca lucas lucia lucy luis luke magnus mahmoud malcolm
    marc marco margaret maria marian marie marina mario marion mark marko marta martha martin martina mary
    mateo matteo matthew maurice max maya megan michael michel miguel mikhail milan mina miriam mohamed
    mohammad mohammed moira mona monica mustafa nabil nada nadia naomi nasser natalia natalie nathan neil
    nicholas nick nicola nicole nils nina noah noor nora norman olaf oleg olga oliver olivia omar oscar otto
    owen pablo patricia patrick paul paula pavel pedro penelope peter petra philip pierre piet rachel rafael
    ralph rami rana rania raymond rebecca reem renata richard rima rita robert robin roger roland rosa rose
    ross roy ruben rudolf ruth ryan sabine said sally salim salma sam samar sami samir samira samuel sandra
    sara sarah saul sean sebastian selim selma sergei sharon sheila simon simone sofia sol sonia sophia sophie
    stefan stella stephen steven stuart susan sven sylvia tamara tariq tatiana teresa theo theodore theresa
    thomas timothy tobias tom tomas tony ulrich ursula valentina vera veronica victor victoria vincent viola
    virginia vladimir walid walter wanda wendy werner william yara yasmin yosef youssef yusuf yves zayd zaid
    zainab zeinab ziad zoe zoubeida
    ananya anjali deepa divya farida gita indira kavita lakshmi leela meera neha nisha padma pooja priya radha rekha
    rukmini shanti shirin shreya sita sunanda sunita usha abena adaeze adwoa afua ama aminata amara akosua akua
    bintou chiamaka chioma efua esi fatou folake funmilayo ifeoma lerato mariama naledi ngozi nkechi nomsa nomvula
    thandi thandiwe wangari wanjiru yaa zanele zodwa aiko akiko haruka keiko mariko michiko naoko yoko yumi ling mei
    xiu siti dewi nurul putri annika astrid birgit britta freya gudrun helga ilse inga ingeborg kirsten liv maren
    sigrid solveig anneke margriet saskia wilhelmina adriana beatriz consuelo dolores esperanza gabriela guadalupe
    juana lourdes mercedes pilar rosario ximena yolanda agnieszka bozena danuta ewa halina jadwiga katarzyna ludmila
    magdalena malgorzata oksana svetlana yekaterina zofia bronwyn ceri siobhan aoife niamh sinead mairead eilidh
    morag rhiannon maureen noreen doreen sheila marlene delia olive hazel eunice joyce beryl winifred mildred
    gertrude marguerite lucille odile sylvie veronique nadine delphine corinne celestine solange aaliyah imani
    keisha latoya shanice tanisha wendy dolly peggy betty nancy kathy patsy rosie ruby ivy daisy lily violet
    abhishek ajay amit anil arjun ashok deepak dinesh gopal harish kunal mahesh manoj mohan mukesh naveen nikhil
    pradeep raghav rahul raj rajesh rakesh ramesh ravi rohan sandeep sanjay sunil suresh vijay vikram vinod abubakar
    bakary boubacar chidi chinedu chukwuma desmond ebo ekow emeka femi ibrahima isaac ishmael kofi kojo kwabena
    kwadwo kwaku kwame kwasi lamin mamadou modou moussa obinna oumar ousmane segun sekou simeon sipho tendai thabo
    tunde yaw yusuf zuberi akira haruto hideo hiroshi kazuo kenji makoto satoshi takeshi yuki chen jun wei bambang
    budi agung anders arne bjorn einar erlend gunnar halvard haakon henrik jens knut leif morten olav rolf sigurd
    stig svein torsten ulf gerrit hendrik jeroen joost pieter ruud willem alejandro alfonso andres armando diego
    eduardo emilio enrique esteban fernando gonzalo guillermo ignacio javier joaquin jorge jose leopoldo luis manuel
    miguel rafael ramon raul ricardo rodrigo salvador santiago sergio vicente andrzej bogdan bohdan boguslaw cezary
    dariusz grzegorz janusz jerzy krzysztof lukasz marek piotr ryszard stanislaw tadeusz tomasz wojciech zbigniew
    zdenek aleksandr alexei andrei dmitry evgeny fyodor gennady grigory konstantin maxim nikolai oleksandr petro
    roman stepan taras vasily viktor yuri aled angus callum cillian ciaran conor dafydd declan duncan eamon ewan
    fergus finn gareth gerald hamish hywel iain leopold lorcan malachi niall owen padraig rhys rory seamus stewart
    alistair barnaby cecil clarence clifford cuthbert cyril derek edgar edwin elliot ernest geoffrey gilbert giles
    godfrey gregory gus hank harvey herbert horace hubert humphrey jasper jerome leonard leroy lionel lloyd mervyn
    montague mortimer nathaniel nigel percy piers quentin reginald roderick rufus rupert sebastian sidney stanley
    terence trent trevor vernon victor walter wendell wilfred winston andre antoine baptiste bertrand cedric didier
    emmanuel etienne fabien fabrice gilles herve laurent lucien marcel mathieu olivier pascal remy rene sylvain
    thierry yannick
    """).split()
)

#: Of both lists those of women.
FEMININE = frozenset(
    fold_text("""
    سمر سميرة كريمة جميلة جنى جوليا جيهان رشا رنا رندة رانيا ريم ريما ربى رجاء رغد رولا روان رهف ماجدة مروة
    مريم منى منال منيرة مها مي ميس ميساء ميسون ميرا ميادة نادية نادين نبيلة نجلاء نجوى نسرين نعيمة نهى نهاد
    نوال نورا نورة هالة هدى هلا هنادي هناء هند هيفاء هيلين هبة وداد وفاء ولاء لبنى لمى لميس لمياء لينا ليلى
    لطيفة لارا باسمة بسمة بهيجة بثينة تغريد تهاني ثريا حبيبة حسناء حليمة حنان حنين خولة خديجة خيرية دانا دلال
    دعاء ديما دينا ديانا دنيا ذكرى رقية زينب زينة زهراء زهرة زبيدة سارة ساجدة سالي سحر سعاد سلمى سلوى سليمة
    سناء سندس سها سهى سهام سهير سوزان سوسن شادية شريفة شهد شيرين شيماء صابرين صفاء صفية عائشة عائدة عايدة عالية
    غادة غدير فاتن فادية فاطمة فائزة فتحية فرح فريدة فوزية فيروز فيفيان كوثر أسماء أسيل أماني أمل أميرة أمينة
    أنيسة أريج إحسان إخلاص إكرام إلهام إيمان إيناس آلاء آمال آمنة آية آسيا أروى أفنان أحلام سعيدة رشيدة زهور
    نزهة سكينة كلثوم حورية وردة مليكة شمسة شيخة علياء هيا هيلة يسرى يسرا يارا ياسمين تالا جنان رؤى رزان سيرين
    شهلا لجين ليان ميار هديل نبراس ابتسام أزهار أفراح بتول بشرى بلقيس بيسان جمان جواهر داليا راما روز زكية
    سيلين سيليا صوفيا فريال لانا لورا ليديا ليندا مادلين ماري ماريا مايا ملاك ناهد هاجر هيام مارتا آنا إيفا
    إيلينا ألينا إيرينا كارلا كارين كارول هيلينا نجاة وسيلة يمينة مسعودة عفاف عبير عبلة عفراء abigail agnes
    aisha alice alicia alina amal amanda amina amira andrea angela anita anna ana anne annette asma astrid
    barbara beatrice beth bridget camille carla carmen carol caroline catherine cecilia charlotte chiara chloe
    christina christine claire clara dalia dana daniela dawn deborah delia diana dina dora doris dorothy edith
    eileen elaine elena elisa elizabeth ella ellen emilia emily emma esther eva evelyn farah fatima fiona
    florence frances gemma gina giulia gloria grace greta hala hana hanna hannah heather helen helena hilda
    huda imogen ines ingrid irene iris isabel jane janet jean jennifer jessica jill joan joanna judith julia
    julie karen kate katherine kathleen klara laila lara laura layla leah leila lena leonor leyla lidia lila
    lilian lina linda lisa liz louise lucia lucy margaret maria marian marie marina marta martha martina mary
    maya megan mina miriam moira mona monica nada nadia naomi natalia natalie nicole nina noor nora olga olivia
    patricia paula penelope petra rachel rana rania rebecca reem renata rima rita rosa rose ruth sabine sally
    salma samar samira sandra sara sarah selma sharon sheila simone sofia sonia sophia sophie stella susan
    sylvia tamara tatiana teresa theresa ursula valentina vera veronica victoria viola virginia wanda wendy
    yara yasmin zainab zeinab zoe zoubeida
    شذى رهام غيداء رغدة موضي العنود مشاعل لطيفة منيرة فاضمة إيطو تيليلا عتيقة حفيظة رقوش مماس زينة تماضر
    أفراح إشراق هيفاء رغد سهاد نوير تهاني شمائل الخنساء ميمونة كلثومة اخديجة مسعودة تسنيم
    سلمي رحاب أميمة صفاء وصال بهية نعمات زهرة إحسان علوية نفيسة تيسير ananya anjali deepa divya farida gita
    indira kavita lakshmi leela meera neha nisha padma pooja priya radha rekha rukmini shanti shirin shreya sita
    sunanda sunita usha abena adaeze adwoa afua ama aminata amara akosua akua bintou chiamaka chioma efua esi fatou
    folake funmilayo ifeoma lerato mariama naledi ngozi nkechi nomsa nomvula thandi thandiwe wangari wanjiru yaa
    zanele zodwa aiko akiko haruka keiko mariko michiko naoko yoko yumi ling mei xiu siti dewi nurul putri annika
    astrid birgit britta freya gudrun helga ilse inga ingeborg kirsten liv maren sigrid solveig anneke margriet
    saskia wilhelmina adriana beatriz consuelo dolores esperanza gabriela guadalupe juana lourdes mercedes pilar
    rosario ximena yolanda agnieszka bozena danuta ewa halina jadwiga katarzyna ludmila magdalena malgorzata oksana
    svetlana yekaterina zofia bronwyn ceri siobhan aoife niamh sinead mairead eilidh morag rhiannon maureen noreen
    doreen sheila marlene delia olive hazel eunice joyce beryl winifred mildred gertrude marguerite lucille odile
    sylvie veronique nadine delphine corinne celestine solange aaliyah imani keisha latoya shanice tanisha wendy
    dolly peggy betty nancy kathy patsy rosie ruby ivy daisy lily violet
    """).split()
)
#: Of both lists those that only men have.
MASCULINE = (
    (ARABIC | LATIN)
    - FEMININE
    - frozenset(
        fold_text("""
    نور صباح سمر نهاد جهاد نضال صفاء ضياء علاء وسام إحسان رجاء سناء شمس وئام أمل إكرام عصمت رفعت حكمت بهجت جود تيسير
    إسلام ثريا قمر كوثر أيمن ميس حياة جمان لطيف نوال رضا بيان سهيل أم بنت لبيب مطر عزة ميثاء موزة سيف شهد عفراء رؤوف
    فاطنة عتاب غيثة زوليخة ثورية يقظان تالا كلود آنا أنا دانا ساندي كنعان سلاف ثروت عواطف قيس كرم زين وفاء ولاء
    hilda kim robin leslie alex chris dana dan dawn jean jan sam andrea nicola noor nour nicole robin terry sasha
    florence claude ingrid edith ines imogen irene iris ella emilia eileen edith eva evelyn dorothy doris beth
    alexandra angela layla leah leyla liz lucia nathalie noah moira mona molly greta irene
    """).split()
    )
)
