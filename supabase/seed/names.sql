-- First and family names by culture ("native=latin").

select seed.add_words(list, lang, items) from (values
  ('given', 'en', 'Emma James Olivia William Charlotte Henry Amelia Thomas Sophie George Grace Edward Hannah Samuel Abigail Benjamin Lucy Daniel Megan Matthew
    Rebecca Andrew Laura Christopher Rachel Nathan Zoe Patrick Heather Simon Joanna Gareth Natalie Owen Beth Craig Erin Dylan Holly Ryan Paige Marcus Tessa Keith
    Audrey Wesley Nora Calvin'),
  ('family', 'en', 'Harper Whitaker Bennett Fletcher Ashford Coleman Sutton Barker Holloway Marsden Pritchard Langley Hargreaves Donovan Stirling Wainwright
    Calloway Thornton Ellison Kershaw Redmond Atwood Lockwood Sinclair Merrick Hathaway Drummond Prescott Gallagher Winslow Ramsey Hollis Underwood Beckett
    Carmichael Dawson Everett Finch Garrison Hadley Ingram Jarvis Kendrick Lowell Maddox Norwood Osborne Penrose Quincy Rutherford Shepherd Tillman Upton Vance
    Wexler Yardley Abbott Brennan Crowley Davenport Emerson Farrow Grantham Huxley'),
  ('given', 'de', 'Anna Lukas Lena Felix Katharina Maximilian Julia Jan Sabine Stefan Miriam Tobias Birgit Jürgen Heike Florian Svenja Matthias Ulrike Dirk
    Franziska Götz Annika Björn Claudia Henning Jörg Käthe'),
  ('family', 'de', 'Müller Schäfer Brandt Vogel Krüger Hoffmann Lehmann Keller Günther Böhm Winter Seidel Kaiser Fuchs Scholz Möller Weiß Jung Hahn Schubert
    Friedrich Lang Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böttcher Winkler Gräf'),
  ('given', 'fr', 'Camille Louis Chloé Hugo Inès Jules Manon Antoine Élodie Mathieu Aurélie Nicolas Hélène Benoît Océane Sébastien Margaux Rémi Noémie François
    Solène Étienne Claire Thibault Anaïs Guillaume'),
  ('family', 'fr', 'Lefèvre Moreau Dubois Girard Bonnet Rousseau Mercier Blanchard Guérin Boyer Garnier Chevalier François Legrand Gauthier Perrin Clément Morin
    Renaud Fontaine Lambert Roussel Vidal Caron Picard Roche Aubert Lemoine Besson Delmas'),
  ('given', 'nl', 'Sanne Daan Fleur Bram Lotte Sem Anouk Thijs Femke Jeroen Marijke Pieter Iris Ruben Esmée Joost Roos Wouter Maaike Sjoerd'),
  ('family', 'nl', 'de_Vries Jansen van_den_Berg Bakker Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit
    Dijkstra Smits de_Graaf van_der_Meer Kuipers Post'),
  ('given', 'es', 'Lucía Alejandro María Javier Carmen Diego Valentina Mateo Sofía Andrés Paula Fernando Elena Santiago Ximena Ricardo Inés Raúl Beatriz Gonzalo
    Guadalupe Emilio Rocío Joaquín'),
  ('family', 'es', 'García Fernández Navarro Ortega Ramírez Castillo Vargas Mendoza Herrera Iglesias Delgado Cabrera Rojas Fuentes Peña Salazar Aguilar Contreras
    Molina Núñez Quintero Ibáñez Zamora Villanueva Escobar Benítez Cárdenas Lozano'),
  ('given', 'it', 'Giulia Alessandro Chiara Matteo Francesca Lorenzo Martina Davide Elisa Simone Valeria Riccardo Silvia Gabriele Federica Stefano Ilaria Nicolò'),
  ('family', 'it', 'Rossi Ferrari Bianchi Romano Colombo Ricci Marino Greco Conti Gallo Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro
    Caruso Ferrara Galli Martinelli Leone'),
  ('given', 'sv', 'Astrid Erik Freja Lars Ingrid Nils Sigrid Anders Maja Gustav Linnéa Henrik Karin Magnus Åsa Søren Elin Jørgen Hedda Mikkel'),
  ('family', 'sv', 'Lindqvist Andersson Bergström Nilsson Sjöberg Hansen Nyström Dahl Ekström Holm Åkesson Kjær Lundgren Madsen Öberg Rasmussen Strand Wikström
    Berglund Høyer Sandberg Friis Forsberg Östlund'),
  ('given', 'pl', 'Agnieszka Piotr Małgorzata Tomasz Katarzyna Paweł Joanna Michał Magdalena Łukasz Ewa Krzysztof Zofia Jakub Aleksandra Wojciech'),
  ('family', 'pl', 'Nowak Kowalczyk Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski Kozłowski Jankowski Mazur Krawczyk Piotrowski Grabowski
    Pawłowski Michalak Król Wieczorek Jabłoński'),
  ('given', 'pt', 'Beatriz João Mariana Rafael Letícia Gustavo Camila Thiago Inês Miguel Larissa Bruno Fernanda Vinícius Catarina Otávio'),
  ('family', 'pt', 'Silva Oliveira Ferreira Carvalho Almeida Ribeiro Gonçalves Teixeira Moreira Cardoso Araújo Barros Correia Monteiro Nogueira Magalhães Azevedo
    Figueiredo Sampaio Brandão'),
  ('given', 'tr', 'Elif Mehmet Zeynep Emre Ayşe Can Defne Murat Selin Burak Ebru Kerem Gül Onur İrem Cem'),
  ('family', 'tr', 'Yılmaz Kaya Demir Çelik Şahin Öztürk Aydın Arslan Doğan Kılıç Aslan Çetin Koç Kurt Özdemir Polat Güneş Erdoğdu'),
  ('given', 'fa', 'سارا=Sara علی=Ali مریم=Maryam رضا=Reza نگار=Negar حسین=Hossein زهرا=Zahra امیر=Amir شیرین=Shirin مهدی=Mehdi لیلا=Leila بهرام=Bahram پریسا=Parisa
    کاوه=Kaveh نسرین=Nasrin فرهاد=Farhad الهام=Elham سیاوش=Siavash مینا=Mina آرش=Arash رویا=Roya بابک=Babak ژاله=Jaleh کیوان=Keyvan'),
  ('family', 'fa', 'احمدی=Ahmadi محمدی=Mohammadi رضایی=Rezaei کریمی=Karimi حسینی=Hosseini موسوی=Mousavi جعفری=Jafari رستمی=Rostami صادقی=Sadeghi نوری=Nouri
    شریفی=Sharifi کاظمی=Kazemi اکبری=Akbari فرهادی=Farhadi یزدانی=Yazdani تهرانی=Tehrani اصفهانی=Esfahani زندی=Zandi قاسمی=Ghasemi بهرامی=Bahrami
    پورمند=Pourmand کیانی=Kiani دهقان=Dehghan خسروی=Khosravi راد=Rad میرزایی=Mirzaei گلستان=Golestan سپهری=Sepehri'),
  ('given', 'ar', 'فاطمة=Fatima محمد=Mohammed نورة=Noura عبدالله=Abdullah ليلى=Layla خالد=Khalid مريم=Maryam أحمد=Ahmed سلمى=Salma يوسف=Youssef هدى=Huda فيصل=Faisal
    رانيا=Rania طارق=Tariq دانة=Dana سعود=Saud أمينة=Amina كريم=Karim'),
  ('family', 'ar', 'الحربي=Al-Harbi القحطاني=Al-Qahtani حداد=Haddad منصور=Mansour النجار=El-Naggar الشريف=Al-Sharif العتيبي=Al-Otaibi سالم=Salem الزهراني=Al-Zahrani
    خليل=Khalil الغامدي=Al-Ghamdi فهمي=Fahmy المصري=El-Masry صالح=Saleh ناصر=Nasser بكري=Bakri عثمان=Othman الدوسري=Al-Dosari'),
  ('given', 'af', 'Chidi Amara Kwame Zainab Thabo Naledi Emeka Wanjiru Tunde Ngozi Sipho Achieng Babajide Folake Kamau Lerato Ifeoma Mandla Njeri Yewande'),
  ('family', 'af', 'Okafor Mensah Dlamini Adeyemi Nkosi Mwangi Eze Botha Otieno Balogun Khumalo Kariuki Abubakar Naidoo Mokoena Odhiambo Nwosu van_Wyk Wambui Bello
    Mthembu Kiplagat'),
  ('given', 'in', 'Priya Arjun Ananya Rohan Kavya Vikram Deepa Sanjay Meera Rahul Ishita Karthik Lakshmi Aditya Nandini Suresh Pooja Harish Divya Nikhil'),
  ('family', 'in', 'Sharma Iyer Patel Menon Gupta Reddy Nair Desai Kulkarni Banerjee Chatterjee Rao Joshi Mehta Kapoor Pillai Bhat Malhotra Shetty Verma Subramanian Ghosh'),
  ('given', 'zh-CN', '伟=Wei 芳=Fang 静=Jing 志强=Zhiqiang 丽娜=Lina 建国=Jianguo 雪梅=Xuemei 浩然=Haoran 晓燕=Xiaoyan 宇航=Yuhang 欣怡=Xinyi 俊杰=Junjie 慧=Hui 立群=Liqun
    思远=Siyuan 梦瑶=Mengyao 国栋=Guodong 佳琪=Jiaqi 海涛=Haitao 婷婷=Tingting 明哲=Mingzhe 春燕=Chunyan 子涵=Zihan 文博=Wenbo'),
  ('family', 'zh-CN', '王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 赵=Zhao 黄=Huang 周=Zhou 吴=Wu 徐=Xu 孙=Sun 胡=Hu 朱=Zhu 高=Gao 林=Lin 何=He 郭=Guo 马=Ma 罗=Luo
    梁=Liang 宋=Song 郑=Zheng 谢=Xie 韩=Han 唐=Tang 冯=Feng 于=Yu 董=Dong 萧=Xiao'),
  ('given', 'zh-TW', '雅婷=Yating 家豪=Jiahao 怡君=Yijun 志明=Chihming 淑芬=Shufen 冠宇=Kuanyu 欣儀=Hsinyi 俊傑=Chunchieh 佩珊=Peishan 建宏=Chienhung 詩涵=Shihhan 宗翰=Tsunghan
    惠雯=Huiwen 承恩=Chengen 美玲=Meiling 柏翰=Pohan 郁婷=Yuting 彥廷=Yenting'),
  ('family', 'zh-TW', '陳=Chen 林=Lin 黃=Huang 張=Chang 李=Lee 王=Wang 吳=Wu 劉=Liu 蔡=Tsai 楊=Yang 許=Hsu 鄭=Cheng 謝=Hsieh 郭=Kuo 洪=Hung 曾=Tseng 邱=Chiu 廖=Liao 賴=Lai 蘇=Su
    葉=Yeh 莊=Chuang'),
  ('given', 'ja', '健=Ken 陽子=Yoko 大輔=Daisuke 美咲=Misaki 翔太=Shota 由美=Yumi 拓也=Takuya 恵=Megumi 直樹=Naoki 彩=Aya 和也=Kazuya 真由美=Mayumi 亮=Ryo 千尋=Chihiro 誠=Makoto 葵=Aoi'),
  ('family', 'ja', '佐藤=Sato 鈴木=Suzuki 高橋=Takahashi 田中=Tanaka 伊藤=Ito 渡辺=Watanabe 山本=Yamamoto 中村=Nakamura 小林=Kobayashi 加藤=Kato 吉田=Yoshida 山田=Yamada
    松本=Matsumoto 井上=Inoue 木村=Kimura 清水=Shimizu 林=Hayashi 斎藤=Saito'),
  ('given', 'ko', '서연=Seoyeon 민준=Minjun 지우=Jiwoo 도윤=Doyun 하은=Haeun 현우=Hyunwoo 수빈=Subin 지훈=Jihoon 은지=Eunji 성민=Sungmin 유진=Yujin 태현=Taehyun'),
  ('family', 'ko', '김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim 한=Han 오=Oh 서=Seo 신=Shin'),
  ('given', 'id', 'Putri Budi Dewi Agus Siti Rizky Ayu Hendra Wulan Bayu Ratna Dimas Nur Fajar'),
  ('family', 'id', 'Wijaya Santoso Hartono Pratama Kusuma Setiawan Hidayat Nugroho Saputra Lestari Halim Gunawan'),
  ('title', 'en', 'Head_of_Workplace IT_Manager Facilities_Manager Procurement_Manager Office_Manager Operations_Director Head_of_IT_Infrastructure Finance_Manager
    Chief_Operating_Officer Workplace_Experience_Lead Systems_Administrator Buyer Chief_Financial_Officer Property_Manager People_&_Culture_Manager Project_Manager'),
  ('title', 'de', 'Leiter_IT Einkaufsleiterin Facility_Manager Leiterin_Arbeitswelten Geschäftsführer Projektleiterin IT-Administrator Büroleitung Leiter_Finanzen Einkäufer'),
  ('title', 'fr', 'Directeur_des_services_généraux Responsable_informatique Acheteuse Directrice_des_opérations Chef_de_projet Responsable_immobilier
    Office_manager Directeur_financier'),
  ('title', 'es', 'Directora_de_Operaciones Responsable_de_TI Jefe_de_Compras Gerente_de_Servicios_Generales Directora_Financiera Coordinador_de_Proyectos Administradora_de_Sistemas'),
  ('title', 'pt', 'Gerente_de_TI Diretora_de_Operações Coordenador_de_Compras Gerente_de_Facilities Diretor_Financeiro Analista_de_Infraestrutura'),
  ('title', 'zh-CN', '行政总监 信息技术部经理 采购经理 运营总监 设施管理主管 财务经理 办公室主任 项目经理 总经理 系统管理员'),
  ('title', 'zh-TW', '資訊部經理 採購主管 總務經理 營運長 專案經理 財務長 行政主任 系統工程師 廠務經理'),
  ('title', 'fa', 'مدیر_فناوری_اطلاعات مدیر_خرید مدیر_اداری مدیرعامل مدیر_مالی کارشناس_خرید مدیر_پروژه مدیر_عملیات مسئول_پشتیبانی'),
  ('title', 'ar', 'مدير_تقنية_المعلومات مدير_المشتريات مدير_المرافق المدير_المالي مدير_العمليات مدير_المشاريع'),
  ('title', 'ja', '総務部長 情報システム課長 購買担当 施設管理主任 経理部長 プロジェクトマネージャー'),
  ('title', 'ko', '총무팀장 정보기술팀장 구매담당 시설관리팀장 재무이사 프로젝트_매니저')
) as w (list, lang, items);
