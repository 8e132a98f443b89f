"""One invented report, told in many languages."""

from __future__ import annotations

ENGLISH = (
    "The council of Korva voted on Tuesday to close the old bridge for two years. Residents said that nobody had"
    " asked them. The mayor, Ana Ruiz, told reporters that the repairs would cost forty million crowns and that a"
    " ferry would run every hour until the work is finished."
)

FOREIGN = {
    "French": (
        "Le conseil de Korva a voté mardi la fermeture du vieux pont pour deux ans. Les habitants disent que personne"
        " ne les a consultés. La maire, Ana Ruiz, a déclaré aux journalistes que les réparations coûteraient quarante"
        " millions de couronnes et qu’un bac circulerait toutes les heures jusqu’à la fin des travaux."
    ),
    "German": (
        "Der Rat von Korva hat am Dienstag beschlossen, die alte Brücke für zwei Jahre zu schließen. Anwohner sagten,"
        " niemand habe sie gefragt. Die Bürgermeisterin Ana Ruiz erklärte vor Journalisten, die Reparatur werde"
        " vierzig Millionen Kronen kosten, und eine Fähre werde stündlich verkehren, bis die Arbeiten beendet sind."
    ),
    "Spanish": (
        "El consejo de Korva votó el martes a favor de cerrar el puente viejo durante dos años. Los vecinos dicen que"
        " nadie les preguntó. La alcaldesa, Ana Ruiz, dijo a los periodistas que las obras costarán cuarenta millones"
        " de coronas y que un transbordador saldrá cada hora hasta que terminen los trabajos."
    ),
    "Portuguese": (
        "O conselho de Korva votou na terça-feira pelo fechamento da ponte velha por dois anos. Os moradores dizem"
        " que ninguém os consultou. A prefeita, Ana Ruiz, disse aos jornalistas que as obras custarão quarenta"
        " milhões de coroas e que uma balsa sairá a cada hora até que os trabalhos terminem."
    ),
    "Italian": (
        "Il consiglio di Korva ha votato martedì la chiusura del vecchio ponte per due anni. Gli abitanti dicono che"
        " nessuno li ha consultati. La sindaca, Ana Ruiz, ha detto ai giornalisti che i lavori costeranno quaranta"
        " milioni di corone e che un traghetto partirà ogni ora fino alla fine del cantiere."
    ),
    "Catalan": (
        "El consell de Korva va votar dimarts el tancament del pont vell durant dos anys. Els veïns diuen que ningú"
        " no els ho ha preguntat. L’alcaldessa, Ana Ruiz, va dir als periodistes que les obres costaran quaranta"
        " milions de corones i que un transbordador sortirà cada hora fins que s’acabin els treballs."
    ),
    "Romanian": (
        "Consiliul din Korva a votat marți închiderea podului vechi pentru doi ani. Locuitorii spun că nimeni nu i-a"
        " întrebat. Primarul, Ana Ruiz, a declarat ziariștilor că reparațiile vor costa patruzeci de milioane de"
        " coroane și că un bac va pleca în fiecare oră până la terminarea lucrărilor."
    ),
    "Dutch": (
        "De raad van Korva besloot dinsdag de oude brug twee jaar lang te sluiten. Bewoners zeggen dat niemand hun"
        " iets heeft gevraagd. Burgemeester Ana Ruiz zei tegen journalisten dat de reparatie veertig miljoen kronen"
        " gaat kosten en dat er elk uur een veerboot zal varen tot het werk klaar is."
    ),
    "Afrikaans": (
        "Die raad van Korva het Dinsdag besluit om die ou brug vir twee jaar te sluit. Inwoners sê dat niemand hulle"
        " gevra het nie. Die burgemeester, Ana Ruiz, het aan verslaggewers gesê dat die herstelwerk veertig miljoen"
        " krone gaan kos en dat ’n veerboot elke uur sal vaar totdat die werk klaar is."
    ),
    "Swedish": (
        "Rådet i Korva beslutade i tisdags att stänga den gamla bron i två år. Boende säger att ingen har frågat dem."
        " Borgmästaren Ana Ruiz sade till journalister att reparationerna kommer att kosta fyrtio miljoner kronor och"
        " att en färja ska gå varje timme tills arbetet är klart."
    ),
    "Danish": (
        "Rådet i Korva besluttede tirsdag at lukke den gamle bro i to år. Beboerne siger, at ingen har spurgt dem."
        " Borgmester Ana Ruiz sagde til journalister, at reparationerne vil koste fyrre millioner kroner, og at en"
        " færge skal sejle hver time, indtil arbejdet er færdigt. Der er ikke afsat penge til en ny bro af staten."
    ),
    "Norwegian": (
        "Rådet i Korva vedtok tirsdag å stenge den gamle broen i to år. Beboerne sier at ingen har spurt dem."
        " Ordfører Ana Ruiz sa til journalister at reparasjonene vil koste førti millioner kroner, og at en ferge"
        " skal gå hver time frem til arbeidet er ferdig. Etter det blir det også mye å gjøre nå, ifølge henne."
    ),
    "Icelandic": (
        "Bæjarráðið í Korva ákvað á þriðjudag að loka gömlu brúnni í tvö ár. Íbúar segja að enginn hafi spurt þá."
        " Bæjarstjórinn, Ana Ruiz, sagði fréttamönnum að viðgerðin muni kosta fjörutíu milljónir króna og að ferja"
        " verði í förum á klukkutíma fresti þar til verkinu er lokið."
    ),
    "Finnish": (
        "Korvan valtuusto päätti tiistaina sulkea vanhan sillan kahdeksi vuodeksi. Asukkaat sanovat, että kukaan ei"
        " ole kysynyt heiltä. Kaupunginjohtaja Ana Ruiz sanoi toimittajille, että korjaus maksaa neljäkymmentä"
        " miljoonaa kruunua ja että lautta kulkee joka tunti, kunnes työ on valmis."
    ),
    "Estonian": (
        "Korva volikogu otsustas teisipäeval sulgeda vana silla kaheks aastaks. Elanikud ütlevad, et keegi ei ole"
        " neilt midagi küsinud. Linnapea Ana Ruiz ütles ajakirjanikele, et remont läheb maksma nelikümmend miljonit"
        " krooni ja et praam hakkab käima iga tund, kuni töö on lõpetatud."
    ),
    "Hungarian": (
        "A korvai tanács kedden úgy döntött, hogy két évre lezárja a régi hidat. A lakók szerint senki nem kérdezte"
        " meg őket. Ana Ruiz polgármester azt mondta az újságíróknak, hogy a javítás negyven millió koronába kerül,"
        " és hogy a munka végéig óránként jár majd egy komp."
    ),
    "Polish": (
        "Rada Korvy zdecydowała we wtorek o zamknięciu starego mostu na dwa lata. Mieszkańcy mówią, że nikt ich nie"
        " zapytał. Burmistrz Ana Ruiz powiedziała dziennikarzom, że naprawa będzie kosztować czterdzieści milionów"
        " koron i że do końca prac co godzinę będzie kursował prom."
    ),
    "Czech": (
        "Rada města Korva v úterý rozhodla, že se starý most na dva roky uzavře. Obyvatelé říkají, že se jich nikdo"
        " neptal. Starostka Ana Ruizová řekla novinářům, že oprava bude stát čtyřicet milionů korun a že až do konce"
        " prací bude každou hodinu jezdit přívoz, který ale nebude pro auta."
    ),
    "Slovak": (
        "Rada mesta Korva v utorok rozhodla, že sa starý most na dva roky uzavrie. Obyvatelia hovoria, že sa ich"
        " nikto nepýtal. Starostka Ana Ruizová povedala novinárom, že oprava bude stáť štyridsať miliónov korún a že"
        " každú hodinu bude premávať kompa, ktorá ale nebude pre autá."
    ),
    "Slovenian": (
        "Svet mesta Korva je v torek odločil, da se stari most za dve leti zapre. Prebivalci pravijo, da jih ni nihče"
        " vprašal. Županja Ana Ruiz je novinarjem povedala, da bo popravilo stalo štirideset milijonov kron in da bo"
        " trajekt vozil vsako uro, dokler dela ne bodo končana, kot so obljubili."
    ),
    "Serbo-Croatian": (
        "Vijeće grada Korve odlučilo je u utorak da se stari most zatvori na dvije godine. Stanovnici kažu da ih"
        " nitko nije pitao. Gradonačelnica Ana Ruiz rekla je novinarima da će popravak koštati četrdeset milijuna"
        " kruna i da će trajekt voziti svaki sat, što je prema njoj dovoljno."
    ),
    "Albanian": (
        "Këshilli i Korvës votoi të martën për mbylljen e urës së vjetër për dy vjet. Banorët thonë se askush nuk i"
        " ka pyetur. Kryetarja e bashkisë, Ana Ruiz, u tha gazetarëve se riparimi do të kushtojë dyzet milionë korona"
        " dhe se një traget do të niset çdo orë deri në fund të punimeve."
    ),
    "Lithuanian": (
        "Korvos taryba antradienį nusprendė dvejiems metams uždaryti senąjį tiltą. Gyventojai sako, kad jų niekas"
        " neklausė. Merė Ana Ruiz žurnalistams teigė, kad remontas kainuos keturiasdešimt milijonų kronų ir kad"
        " keltas plauks kas valandą, iki darbai bus baigti, bet tik dieną."
    ),
    "Latvian": (
        "Korvas dome otrdien nolēma uz diviem gadiem slēgt veco tiltu. Iedzīvotāji saka, ka neviens viņiem nav"
        " jautājis. Mēre Ana Ruisa žurnālistiem sacīja, ka remonts maksās četrdesmit miljonus kronu un ka prāmis"
        " kursēs katru stundu, līdz darbi būs pabeigti, bet ne naktīs."
    ),
    "Turkish": (
        "Korva belediye meclisi salı günü eski köprüyü iki yıl süreyle kapatma kararı aldı. Bölge sakinleri kimsenin"
        " kendilerine sormadığını söylüyor. Belediye başkanı Ana Ruiz gazetecilere onarımın kırk milyon krona mal"
        " olacağını ve işler bitene kadar her saat bir feribot kalkacağını söyledi. Bu ise çok az."
    ),
    "Indonesian": (
        "Dewan kota Korva pada hari Selasa memutuskan untuk menutup jembatan tua itu selama dua tahun. Warga"
        " mengatakan bahwa tidak ada yang bertanya kepada mereka. Wali kota Ana Ruiz mengatakan kepada wartawan bahwa"
        " perbaikan akan menelan biaya empat puluh juta krona dan feri akan berangkat setiap jam."
    ),
    "Filipino": (
        "Bumoto noong Martes ang konseho ng Korva na isara ang lumang tulay sa loob ng dalawang taon. Sinabi ng mga"
        " residente na walang nagtanong sa kanila. Ayon kay Mayor Ana Ruiz, aabot sa apatnapung milyong korona ang"
        " pagkukumpuni at may bangka na aalis kada oras hanggang matapos ang gawain."
    ),
    "Vietnamese": (
        "Hội đồng Korva hôm thứ Ba đã bỏ phiếu đóng cửa cây cầu cũ trong hai năm. Người dân nói rằng không ai hỏi ý"
        " kiến của họ. Thị trưởng Ana Ruiz cho các nhà báo biết việc sửa chữa sẽ tốn bốn mươi triệu curon và một"
        " chuyến phà sẽ chạy mỗi giờ cho đến khi công việc hoàn thành."
    ),
    "Swahili": (
        "Baraza la Korva lilipiga kura Jumanne kufunga daraja la zamani kwa miaka miwili. Wakazi wanasema kuwa hakuna"
        " mtu aliyewauliza. Meya Ana Ruiz alisema kwa waandishi wa habari kuwa matengenezo yatagharimu krona milioni"
        " arobaini na kwamba feri itaondoka kila saa hadi kazi ikamilike."
    ),
    "Welsh": (
        "Pleidleisiodd cyngor Korva ddydd Mawrth i gau yr hen bont am ddwy flynedd. Mae trigolion yn dweud nad oedd"
        " neb wedi gofyn iddyn nhw. Dywedodd y maer, Ana Ruiz, wrth ohebwyr y byddai'r gwaith yn costio deugain"
        " miliwn o goronau ac y byddai fferi yn hwylio bob awr."
    ),
    "Irish": (
        "Vótáil comhairle Korva Dé Máirt an seandroichead a dhúnadh ar feadh dhá bhliain. Deir na cónaitheoirí nár"
        " chuir aon duine ceist orthu. Dúirt an méara, Ana Ruiz, le hiriseoirí go gcosnóidh an obair daichead milliún"
        " coróin agus go mbeidh bád farantóireachta ann gach uair an chloig go dtí go mbeidh sí críochnaithe."
    ),
    "Basque": (
        "Korvako udalak zubi zaharra bi urtez ixtea erabaki du asteartean. Bizilagunek diote inork ez diela ezer"
        " galdetu. Ana Ruiz alkateak kazetariei esan die konponketak berrogei milioi koroa balioko duela eta ferry"
        " bat orduero aterako dela, baina bere ustez ez da nahikoa izan."
    ),
    "Scots": (
        "The cooncil o Korva votit on Tuesday tae shut the auld brig for twa year. Fowk that bides nearby said that"
        " naebody had speired at thaim aboot it. The provost, Ana Ruiz, telt reporters that the wark wad cost forty"
        " million croons an that a ferry wad gang ilka oor till the wark is duin, but it disnae hae the siller yet."
    ),
    "Nigerian Pidgin": (
        "Di council for Korva don vote on Tuesday say dem go close di old bridge for two years. Pipol wey dey live"
        " near di place tok say nobody ask dem anytin. Di mayor, Ana Ruiz, tell tori pipol say di repair go cost"
        " forty million crowns and say ferry go dey waka every hour until di wok don finish."
    ),
    "Russian": (
        "Совет Корвы проголосовал во вторник за закрытие старого моста на два года. Жители говорят, что их никто не"
        " спросил. Мэр Ана Руис сообщила журналистам, что ремонт обойдётся в сорок миллионов крон и что паром будет"
        " ходить каждый час."
    ),
    "Ukrainian": (
        "Рада Корви проголосувала у вівторок за закриття старого мосту на два роки. Мешканці кажуть, що їх ніхто не"
        " запитав. Мерка Ана Руїс повідомила журналістам, що ремонт коштуватиме сорок мільйонів крон, а пором"
        " ходитиме щогодини."
    ),
    "Belarusian": (
        "Рада Корвы прагаласавала ў аўторак за закрыццё старога моста на два гады. Жыхары кажуць, што іх ніхто не"
        " спытаў. Мэрка Ана Руіс паведаміла журналістам, што рамонт будзе каштаваць сорак мільёнаў крон, а паром"
        " будзе хадзіць штогадзіны."
    ),
    "Bulgarian": (
        "Съветът на Корва гласува във вторник за затварянето на стария мост за две години. Жителите казват, че никой"
        " не ги е питал. Кметът Ана Руис съобщи на журналистите, че ремонтът ще струва четиридесет милиона крони и че"
        " ферибот ще тръгва на всеки час."
    ),
    "Serbian": (
        "Веће града Корве одлучило је у уторак да се стари мост затвори на две године. Становници кажу да их нико"
        " није питао. Градоначелница Ана Руиз рекла је новинарима да ће поправка коштати четрдесет милиона круна и да"
        " ће трајект возити сваког сата, јер људи немају други пут."
    ),
    "Greek": (
        "Το συμβούλιο της Κόρβα ψήφισε την Τρίτη το κλείσιμο της παλιάς γέφυρας για δύο χρόνια. Οι κάτοικοι λένε ότι"
        " κανείς δεν τους ρώτησε. Η δήμαρχος Άνα Ρουίζ είπε στους δημοσιογράφους ότι οι επισκευές θα κοστίσουν"
        " σαράντα εκατομμύρια κορώνες."
    ),
    "Arabic": (
        "صوّت مجلس كورفا يوم الثلاثاء على إغلاق الجسر القديم لمدة عامين. وقال السكان إن أحدا لم يسألهم عن رأيهم."
        " وأبلغت رئيسة البلدية آنا رويز الصحفيين أن الإصلاحات ستكلف أربعين مليون كرون وأن عبّارة ستبحر كل ساعة حتى"
        " انتهاء العمل."
    ),
    "Persian": (
        "شورای کوروا روز سه‌شنبه رأی داد که پل قدیمی دو سال بسته شود. ساکنان می‌گویند که کسی از آنها چیزی نپرسیده"
        " است. شهردار آنا روئیز به خبرنگاران گفت که تعمیر پل چهل میلیون کرون هزینه دارد و تا پایان کار هر ساعت یک"
        " کشتی حرکت می‌کند."
    ),
    "Urdu": (
        "کوروا کی کونسل نے منگل کو پرانا پل دو سال کے لیے بند کرنے کا فیصلہ کیا۔ رہائشیوں کا کہنا ہے کہ ان سے کسی نے"
        " نہیں پوچھا۔ میئر آنا روئز نے صحافیوں کو بتایا کہ مرمت پر چار کروڑ کرون خرچ ہوں گے اور ہر گھنٹے ایک کشتی چلے"
        " گی۔"
    ),
    "Hebrew": (
        "מועצת קורבה הצביעה ביום שלישי בעד סגירת הגשר הישן לשנתיים. התושבים אומרים שאיש לא שאל אותם. ראש העיר, אנה"
        " רואיס, אמרה לעיתונאים שהתיקון יעלה ארבעים מיליון כתרים ושמעבורת תצא בכל שעה עד לסיום העבודות."
    ),
    "Hindi": (
        "कोरवा की परिषद ने मंगलवार को पुराने पुल को दो साल के लिए बंद करने का फैसला किया। निवासियों का कहना है कि"
        " उनसे किसी ने नहीं पूछा। मेयर आना रुइज़ ने पत्रकारों को बताया कि मरम्मत पर चार करोड़ क्राउन खर्च होंगे।"
    ),
    "Thai": (
        "สภาเมืองกอร์วาลงมติเมื่อวันอังคารให้ปิดสะพานเก่าเป็นเวลาสองปี ชาวบ้านกล่าวว่าไม่มีใครถามความเห็นของพวกเขา"
        " นายกเทศมนตรีบอกนักข่าวว่าการซ่อมแซมจะใช้เงินสี่สิบล้านโครน"
    ),
    "Chinese": (
        "科尔瓦市议会星期二投票决定将旧桥关闭两年。居民表示没有人征求过他们的意见。市长安娜·鲁伊斯告诉记者，维修费用"
        "将达四千万克朗，在工程完工之前，渡轮将每小时开出一班。"
    ),
    "Japanese": (
        "コルバ市議会は火曜日、古い橋を二年間閉鎖することを決めた。住民は誰にも意見を聞かれなかったと話している。アナ"
        "・ルイス市長は記者団に対し、修理には四千万クローネかかり、工事が終わるまで一時間ごとに渡し船を出すと述べた。"
    ),
    "Korean": (
        "코르바 시의회는 화요일 낡은 다리를 이 년 동안 폐쇄하기로 결정했다. 주민들은 아무도 자신들에게 묻지 않았다고"
        " 말한다. 아나 루이스 시장은 기자들에게 수리비가 사천만 크로네에 이를 것이며 공사가 끝날 때까지 매시간 배가"
        " 다닐 것이라고 밝혔다."
    ),
}
