-- How companies are called: heads (a word) and tails (what they do, "native=latin=industry"), by culture.

select seed.add_words(list, lang, items) from (values
  ('head', 'en', 'Brightwater Northgate Silverline Harbour Ironbridge Summit Cedar Bluestone Redwood Lakeside Pinnacle Evergreen Sterling Beacon Crossfield Granite
    Meridian Foxglove Highland Clearview Riverstone Oakridge Falcon Westbrook Goldcrest Stonehaven Vanguard Copperfield Windmere Larkspur Kingsway Milestone
    Skyline Arrowhead Juniper Compass Heron Maplewood Frontier Tidewater Osprey Bramble Cobalt Lantern Keystone Sandpiper Ridgeway Thistle Cascade Longacre
    Halcyon Fernhill Waypoint Marigold Blackthorn Eastport Newbridge Palisade Quarry Saltmarsh Trident Verdant Wharfside Zephyr'),
  ('tail', 'en', 'Logistics==logistics Freight==logistics Shipping==logistics Foods==food Bakeries==food Breweries==food Health==healthcare Clinics==healthcare
    Medical==healthcare Dental_Care==healthcare Capital==finance Insurance==finance Credit_Union==finance Wealth==finance Software==technology Systems==technology
    Analytics==technology Cloud==technology Robotics==technology Manufacturing==manufacturing Precision==manufacturing Castings==manufacturing Plastics==manufacturing
    Tools==manufacturing Retail==retail Outfitters==retail Home_Stores==retail Builders==construction Construction==construction Joinery==construction
    Energy==energy Solar==energy Power==energy Law==professional_services Consulting==professional_services Architects==professional_services
    Accounting==professional_services Engineering==professional_services Properties==real_estate Estates==real_estate College==education Academy==education
    University==education Hotels==hospitality Resorts==hospitality Media==media Studios==media Publishing==media Motors==automotive Auto_Parts==automotive
    Farms==agriculture Orchards==agriculture Telecom==telecommunications Fibre==telecommunications Foundation==nonprofit Trust==nonprofit City_Council==government
    Water_Authority==government Brands==consumer_goods Cosmetics==consumer_goods Furniture==consumer_goods Biotech==healthcare Airways==logistics Games==technology'),
  ('head', 'de', 'Nordlicht Rheinblick Alpenhof Hanse Spree Elbtal Schwarzwald Bergmann Sachsen Isartal Falken Eichen Lindenhof Adler Westfalen Donau Kronen Steinbach'),
  ('tail', 'de', 'Maschinenbau==manufacturing Logistik==logistics Versicherung==finance Werkzeugtechnik==manufacturing Verlag==media Bau==construction
    Energie==energy Klinik==healthcare Systemhaus==technology Automobiltechnik==automotive Lebensmittel==food Immobilien==real_estate Stadtwerke==government
    Medizintechnik==healthcare Spedition==logistics Chemie==manufacturing Steuerberatung==professional_services Möbel==consumer_goods Elektronik==technology'),
  ('head', 'fr', 'Atlantique Belleville Lumière Montagne Provence Rivière Horizon Beaumont Clairefontaine Hexagone Saint-Clair Vallée Armorique Méridien'),
  ('tail', 'fr', 'Transports==logistics Assurances==finance Éditions==media Constructions==construction Laboratoires==healthcare Vins==food Mobilier==consumer_goods
    Conseil==professional_services Énergies==energy Immobilière==real_estate Hôtels==hospitality Aéronautique==manufacturing Informatique==technology
    Boulangeries==food Cliniques==healthcare'),
  ('head', 'nl', 'Waterland Oranje Polder Noordzee Amstel Maasstad Veluwe Delta Zuiderzee Kanaal'),
  ('tail', 'nl', 'Logistiek==logistics Bouw==construction Zuivel==food Verzekeringen==finance Techniek==manufacturing Zorg==healthcare Software==technology
    Vastgoed==real_estate Bloemen==agriculture Advies==professional_services'),
  ('head', 'es', 'Iberia_Norte Sierra_Azul Levante Pacífico Andina Cordillera Miramar Costa_Verde Altiplano Mediterránea Montecristo Del_Valle Tres_Ríos Cantábrica'),
  ('tail', 'es', 'Logística==logistics Seguros==finance Alimentos==food Constructora==construction Textiles==consumer_goods Minera==energy Clínica==healthcare
    Tecnología==technology Inmobiliaria==real_estate Transportes==logistics Universidad==education Bodegas==food Consultores==professional_services
    Autopartes==automotive'),
  ('head', 'it', 'Adriatica Lombarda Vesuvio Tirreno Appennino Aurora Laguna Dolomiti Meridiana'),
  ('tail', 'it', 'Meccanica==manufacturing Tessuti==consumer_goods Trasporti==logistics Alimentari==food Assicurazioni==finance Costruzioni==construction
    Arredamenti==consumer_goods Ceramiche==manufacturing Sistemi==technology Studio_Legale==professional_services'),
  ('head', 'sv', 'Norrsken Fjäll Västkust Mälar Granit Nordhav Skog Øresund Björk Viking'),
  ('tail', 'sv', 'Teknik==technology Bygg==construction Energi==energy Logistik==logistics Möbler==consumer_goods Vård==healthcare Skogsbruk==agriculture
    Fastigheter==real_estate Konsult==professional_services Mekaniska==manufacturing'),
  ('head', 'pl', 'Bałtyk Wisła Tatry Mazowsze Polonia Bursztyn Orzeł Karpaty'),
  ('tail', 'pl', 'Logistyka==logistics Budownictwo==construction Meble==consumer_goods Systemy==technology Energia==energy Spożywcze==food Farmacja==healthcare
    Transport==logistics Finanse==finance'),
  ('head', 'pt', 'Atlântica Serra_Dourada Ipê Bandeirante Guanabara Tejo Alvorada Horizonte Litoral'),
  ('tail', 'pt', 'Logística==logistics Alimentos==food Seguros==finance Engenharia==construction Tecnologia==technology Calçados==consumer_goods Agropecuária==agriculture
    Hospitalar==healthcare Energia==energy Educacional==education'),
  ('head', 'tr', 'Boğaziçi Anadolu Ege Marmara Yıldız Karadeniz Toros Galata'),
  ('tail', 'tr', 'Lojistik==logistics İnşaat==construction Tekstil==consumer_goods Sigorta==finance Gıda==food Teknoloji==technology Otomotiv==automotive Enerji==energy'),
  ('head', 'fa', 'آریا=Aria پارس=Pars البرز=Alborz زاگرس=Zagros سپهر=Sepehr نیکان=Nikan آفتاب=Aftab پاسارگاد=Pasargad دماوند=Damavand کارون=Karoun مهر=Mehr ایرانیان=Iranian
    خزر=Khazar سیمرغ=Simorgh هیرمند=Hirmand سبلان=Sabalan تخت_جمشید=Persepolis نوین=Novin'),
  ('tail', 'fa', 'صنایع_غذایی=Food=food بازرگانی=Trading=retail داروسازی=Pharma=healthcare حمل‌ونقل=Transport=logistics بیمهٔ=Insurance=finance فناوری_اطلاعات=IT=technology
    ساختمانی=Construction=construction پتروشیمی=Petrochemical=energy خودروسازی=Auto=automotive نساجی=Textile=consumer_goods بیمارستان=Hospital=healthcare
    مهندسین_مشاور=Consulting=professional_services انتشارات=Publishing=media دانشگاه=University=education فولاد=Steel=manufacturing ارتباطات=Telecom=telecommunications'),
  ('head', 'ar', 'النور=Al-Noor الخليج=Gulf الواحة=Al-Waha الأفق=Al-Ufuq النخيل=Al-Nakheel الرواد=Al-Rowad المدار=Al-Madar الفجر=Al-Fajr الهلال=Al-Hilal الشرق=Al-Sharq'),
  ('tail', 'ar', 'شركة_مقاولات=Contracting=construction مجموعة_تجارة=Trading=retail مستشفى=Hospital=healthcare شركة_تأمين=Insurance=finance مصانع=Industries=manufacturing
    شركة_نقل=Transport=logistics فنادق=Hotels=hospitality شركة_طاقة=Energy=energy تقنية=Tech=technology'),
  ('head', 'zh-CN', '华信=Huaxin 中瑞=Zhongrui 鼎盛=Dingsheng 恒远=Hengyuan 东方=Dongfang 博雅=Boya 金桥=Jinqiao 天成=Tiancheng 瑞丰=Ruifeng 海纳=Haina 卓越=Zhuoyue 联创=Lianchuang
    明德=Mingde 长江=Changjiang 星辰=Xingchen 永泰=Yongtai 启航=Qihang 嘉禾=Jiahe 云帆=Yunfan 凯旋=Kaixuan 新元=Xinyuan 锦程=Jincheng 泰和=Taihe 晨光=Chenguang'),
  ('tail', 'zh-CN', '物流=Logistics=logistics 科技=Tech=technology 食品=Food=food 医疗器械=Medical=healthcare 建设集团=Construction=construction 软件=Software=technology
    电子=Electronics=manufacturing 能源=Energy=energy 教育=Education=education 保险=Insurance=finance 置业=Property=real_estate 汽车零部件=Auto=automotive
    酒店集团=Hotels=hospitality 传媒=Media=media 精密制造=Precision=manufacturing 通信=Telecom=telecommunications 咨询=Consulting=professional_services 家居=Home=consumer_goods'),
  ('head', 'zh-TW', '台達信=Taidaxin 宏遠=Hongyuan 聯華=Lianhua 鼎新=Dingxin 永豐盛=Yungfeng 晶元=Jingyuan 瑞昱豐=Ruiyu 大同信=Tatung 福爾摩沙=Formosa 玉山=Yushan 日月=Riyue 和泰興=Hotai
    高峰=Kaofeng 信義=Hsinyi 群創=Qunchuang 中美=Chungmei'),
  ('tail', 'zh-TW', '半導體=Semiconductor=manufacturing 資訊=Information=technology 物流=Logistics=logistics 食品=Foods=food 生技=Biotech=healthcare 建設=Construction=construction
    人壽=Life=finance 電子=Electronics=manufacturing 出版=Publishing=media 飯店=Hotels=hospitality 精密機械=Machinery=manufacturing 電信=Telecom=telecommunications
    顧問=Consulting=professional_services 文教基金會=Foundation=nonprofit'),
  ('head', 'ja', '三栄=San-ei 東和=Towa 富士見=Fujimi 大成=Taisei 日進=Nisshin 桜井=Sakurai 青葉=Aoba 丸光=Marumitsu 北斗=Hokuto 共栄=Kyoei 山陽=Sanyo 新生=Shinsei'),
  ('tail', 'ja', '物流=Logistics=logistics 製作所=Works=manufacturing 電機=Electric=manufacturing 建設=Construction=construction 食品=Foods=food システム=Systems=technology
    製薬=Pharma=healthcare 不動産=Realty=real_estate 出版=Publishing=media 商事=Trading=retail 保険=Insurance=finance'),
  ('head', 'ko', '한빛=Hanbit 대한=Daehan 미래=Mirae 한강=Hangang 동양=Dongyang 세종=Sejong 푸른=Pureun 새롬=Saerom 금성=Geumseong 하나로=Hanaro'),
  ('tail', 'ko', '물류=Logistics=logistics 전자=Electronics=manufacturing 건설=Construction=construction 식품=Foods=food 소프트웨어=Software=technology 제약=Pharma=healthcare
    화학=Chemicals=manufacturing 보험=Insurance=finance 미디어=Media=media'),
  ('street', 'en', 'Market_Street King_Street Mill_Road Station_Road High_Street Park_Avenue Canal_Street Victoria_Road Church_Lane Bridge_Street Queens_Road Commerce_Drive
    Industrial_Way Elm_Street Harbour_Road College_Avenue'),
  ('street', 'de', 'Hauptstraße Bahnhofstraße Lindenallee Industriestraße Goethestraße Schillerstraße Gartenweg Am_Hafen Friedrichstraße Marktplatz'),
  ('street', 'fr', 'rue_de_la_République avenue_Jean_Jaurès boulevard_Voltaire rue_des_Lilas quai_de_la_Gare rue_Victor_Hugo place_du_Marché avenue_Foch'),
  ('street', 'nl', 'Keizersgracht Stationsweg Dorpsstraat Kerkstraat Havenlaan Molenweg Parklaan Industrieweg'),
  ('street', 'es', 'Calle_Mayor Avenida_de_la_Constitución Calle_del_Sol Paseo_de_la_Reforma Calle_San_Martín Avenida_Libertad Calle_Independencia Avenida_Central'),
  ('street', 'it', 'Via_Roma Corso_Garibaldi Via_Dante Viale_Europa Via_Mazzini Piazza_Cavour Via_Verdi Via_Manzoni'),
  ('street', 'sv', 'Storgatan Kungsgatan Hamngatan Skolvägen Industrigatan Nygade Strandvägen Björkvägen'),
  ('street', 'pl', 'ul._Długa ul._Polna ul._Kwiatowa ul._Mickiewicza al._Niepodległości ul._Ogrodowa ul._Słoneczna'),
  ('street', 'pt', 'Rua_das_Flores Avenida_Paulista Rua_Augusta Rua_do_Comércio Avenida_da_Liberdade Rua_São_João Travessa_do_Carmo'),
  ('street', 'tr', 'Atatürk_Caddesi Cumhuriyet_Caddesi İstiklal_Caddesi Bağdat_Caddesi Gül_Sokak Liman_Caddesi'),
  ('street', 'fa', 'خیابان_ولیعصر خیابان_آزادی خیابان_انقلاب بلوار_کشاورز خیابان_شریعتی خیابان_حافظ میدان_امام خیابان_سعدی بلوار_چمران'),
  ('street', 'ar', 'شارع_الملك_فهد شارع_العليا شارع_التحلية طريق_الملك_عبدالعزيز شارع_النيل شارع_الجمهورية'),
  ('street', 'zh-CN', '人民路 解放大道 中山北路 科技园路 南京西路 建设路 长安街 天府大道 滨江路 文一西路'),
  ('street', 'zh-TW', '忠孝東路 中山北路 信義路 民生路 復興南路 光復路 成功路 文心路'),
  ('street', 'ja', '丸の内 新宿 本町 中央 桜木町 栄 緑町 港南'),
  ('street', 'ko', '테헤란로 세종대로 강남대로 해운대로 을지로 중앙대로'),
  ('street', 'id', 'Jalan_Sudirman Jalan_Thamrin Jalan_Gatot_Subroto Jalan_Merdeka Jalan_Diponegoro')
) as w (list, lang, items);
