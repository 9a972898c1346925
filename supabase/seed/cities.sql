-- Where customers are: how they write names and addresses there, what their phone numbers look like. Where a country keeps
-- numbers for fiction (555 01…, 7946 0…, 23125 …, 99 00 …) they are used. Letters a to j of a pattern become digits.

create unlogged table seed.culture (culture text primary key, company text not null, street text not null);
insert into seed.culture values
  ('en', '{h} {t}', '{n} {s}'), ('de', '{h} {t}', '{s} {n}'), ('fr', '{t} {h}', '{n} {s}'), ('nl', '{h} {t}', '{s} {n}'),
  ('es', '{t} {h}', '{s} {n}'), ('it', '{t} {h}', '{s} {n}'), ('sv', '{h} {t}', '{s} {n}'), ('pl', '{h} {t}', '{s} {n}'),
  ('pt', '{t} {h}', '{s}, {n}'), ('tr', '{h} {t}', '{s} No: {n}'), ('fa', '{t} {h}', '{s}، پلاک {n}'), ('ar', '{t} {h}', '{n} {s}'),
  ('zh-CN', '{h}{t}', '{s}{n}号'), ('zh-TW', '{h}{t}', '{s}{n}號'), ('ja', '{h}{t}', '{s}{n}番地'), ('ko', '{h}{t}', '{s} {n}');

create unlogged table seed.country (country text primary key, legal text[] not null);
insert into seed.country
select c, string_to_array(l, ',') from (values
  ('US', 'Inc.,LLC,Corp.'), ('CA', 'Inc.,Ltd.'), ('MX', 'S.A. de C.V.'), ('BR', 'Ltda.,S.A.'), ('AR', 'S.A.,S.R.L.'), ('CO', 'S.A.S.'), ('CL', 'SpA,S.A.'),
  ('GB', 'Ltd,plc,LLP'), ('IE', 'Ltd'), ('DE', 'GmbH,AG,GmbH & Co. KG'), ('AT', 'GmbH'), ('CH', 'AG,GmbH'), ('FR', 'SAS,SA,SARL'), ('NL', 'B.V.,N.V.'),
  ('ES', 'S.L.,S.A.'), ('IT', 'S.r.l.,S.p.A.'), ('SE', 'AB'), ('DK', 'A/S,ApS'), ('PL', 'sp. z o.o.,S.A.'), ('PT', 'Lda.,S.A.'),
  ('IR', '(سهامی خاص),(سهامی عام)'), ('AE', 'LLC,FZ-LLC'), ('SA', 'المحدودة'), ('EG', 'ش.م.م'), ('ZA', '(Pty) Ltd'), ('NG', 'Ltd,Plc'), ('KE', 'Ltd'),
  ('TR', 'A.Ş.,Ltd. Şti.'), ('MA', 'SARL,SA'), ('CN', '有限公司,股份有限公司'), ('TW', '股份有限公司,有限公司'), ('HK', '有限公司'), ('JP', '株式会社,合同会社'),
  ('KR', '주식회사'), ('SG', 'Pte. Ltd.'), ('AU', 'Pty Ltd'), ('NZ', 'Limited'), ('IN', 'Pvt. Ltd.,Ltd.'), ('ID', 'Tbk')
) as x (c, l);

create unlogged table seed.city (
  i integer generated always as identity primary key, weight integer, region text, country text, city text, latin text, district text,
  culture text, lang text, people text[], phone text, mobile text, postal text
);
insert into seed.city (region, weight, country, city, latin, district, culture, lang, people, phone, mobile, postal)
select region, weight, country, split_part(city, '=', 1), coalesce(nullif(split_part(city, '=', 2), ''), city), district, culture, lang,
  string_to_array(people, ' '), phone, mobile, postal
from (values
  ('Americas', 40, 'US', 'New York', 'NY', 'en', 'en', 'en en en en en en es it in zh-CN af pl', '+1 212 555 01ab', '+1 917 555 01ab', '100ab'),
  ('Americas', 28, 'US', 'Chicago', 'IL', 'en', 'en', 'en en en en en pl es af', '+1 312 555 01ab', '+1 773 555 01ab', '606ab'),
  ('Americas', 22, 'US', 'Austin', 'TX', 'en', 'en', 'en en en es in', '+1 512 555 01ab', '+1 737 555 01ab', '787ab'),
  ('Americas', 22, 'US', 'Seattle', 'WA', 'en', 'en', 'en en en sv in zh-CN', '+1 206 555 01ab', '+1 425 555 01ab', '981ab'),
  ('Americas', 24, 'US', 'Boston', 'MA', 'en', 'en', 'en en en it pt', '+1 617 555 01ab', '+1 857 555 01ab', '021ab'),
  ('Americas', 18, 'US', 'Denver', 'CO', 'en', 'en', 'en en en en es', '+1 303 555 01ab', '+1 720 555 01ab', '802ab'),
  ('Americas', 20, 'US', 'Atlanta', 'GA', 'en', 'en', 'en en en af', '+1 404 555 01ab', '+1 678 555 01ab', '303ab'),
  ('Americas', 20, 'US', 'San Francisco', 'CA', 'en', 'en', 'en en zh-CN in es', '+1 415 555 01ab', '+1 628 555 01ab', '941ab'),
  ('Americas', 22, 'CA', 'Toronto', 'ON', 'en', 'en', 'en en en in zh-TW it', '+1 416 555 01ab', '+1 647 555 01ab', 'M5V aTb'),
  ('Americas', 12, 'CA', 'Vancouver', 'BC', 'en', 'en', 'en en zh-TW in', '+1 604 555 01ab', '+1 778 555 01ab', 'V6B aKb'),
  ('Americas', 14, 'CA', 'Montréal', 'QC', 'fr', 'fr', 'fr fr fr en', '+1 514 555 01ab', '+1 438 555 01ab', 'H2Y aJb'),
  ('Americas', 24, 'MX', 'Ciudad de México', 'CDMX', 'es', 'es', 'es', '+52 55 5abc defg', '+52 55 4abc defg', '06abc'),
  ('Americas', 12, 'MX', 'Monterrey', 'N.L.', 'es', 'es', 'es', '+52 81 8abc defg', '+52 81 1abc defg', '64abc'),
  ('Americas', 28, 'BR', 'São Paulo', 'SP', 'pt', 'pt', 'pt pt pt pt ja', '+55 11 3abc-defg', '+55 11 9abcd-efgh', '01abc-def'),
  ('Americas', 10, 'BR', 'Curitiba', 'PR', 'pt', 'pt', 'pt pt pl de', '+55 41 3abc-defg', '+55 41 9abcd-efgh', '80abc-def'),
  ('Americas', 10, 'AR', 'Buenos Aires', 'CABA', 'es', 'es', 'es es it', '+54 11 4abc-defg', '+54 9 11 5abc-defg', 'C10abAAc'),
  ('Americas', 10, 'CO', 'Bogotá', 'D.C.', 'es', 'es', 'es', '+57 601 3ab cdef', '+57 300 abc defg', '110abc'),
  ('Americas', 8, 'CL', 'Santiago', 'RM', 'es', 'es', 'es', '+56 2 2abc defg', '+56 9 6abc defg', '83ab000'),
  ('Europe', 44, 'GB', 'London', null, 'en', 'en', 'en en en en in af pl', '+44 20 7946 0abc', '+44 7700 900abc', 'EC2A aBH'),
  ('Europe', 16, 'GB', 'Manchester', null, 'en', 'en', 'en en en in', '+44 161 496 0abc', '+44 7700 900abc', 'M1 aAE'),
  ('Europe', 10, 'GB', 'Edinburgh', null, 'en', 'en', 'en', '+44 131 496 0abc', '+44 7700 900abc', 'EH1 aRT'),
  ('Europe', 10, 'IE', 'Dublin', null, 'en', 'en', 'en en en pl', '+353 1 5ab cdef', '+353 85 abc defg', 'D02 XabY'),
  ('Europe', 24, 'DE', 'Berlin', null, 'de', 'de', 'de de de de tr pl', '+49 30 23125 abc', '+49 171 39200ab', '10abc'),
  ('Europe', 26, 'DE', 'München', 'Bayern', 'de', 'de', 'de de de it', '+49 89 99998 abc', '+49 171 39200ab', '80abc'),
  ('Europe', 18, 'DE', 'Hamburg', null, 'de', 'de', 'de de de', '+49 40 66969 abc', '+49 171 39200ab', '20abc'),
  ('Europe', 14, 'DE', 'Köln', 'Nordrhein-Westfalen', 'de', 'de', 'de de tr', '+49 221 4710 abc', '+49 171 39200ab', '50abc'),
  ('Europe', 10, 'AT', 'Wien', null, 'de', 'de', 'de', '+43 1 5abcdef', '+43 664 abcdefg', '10a0'),
  ('Europe', 12, 'CH', 'Zürich', null, 'de', 'de', 'de de fr it', '+41 44 5ab cd ef', '+41 79 4ab cd ef', '80ab'),
  ('Europe', 26, 'FR', 'Paris', 'Île-de-France', 'fr', 'fr', 'fr fr fr ar', '+33 1 99 00 ab cd', '+33 6 39 98 ab cd', '750ab'),
  ('Europe', 12, 'FR', 'Lyon', 'Auvergne-Rhône-Alpes', 'fr', 'fr', 'fr', '+33 4 65 71 ab cd', '+33 6 39 98 ab cd', '690ab'),
  ('Europe', 18, 'NL', 'Amsterdam', 'Noord-Holland', 'nl', 'en', 'nl', '+31 20 2ab cdef', '+31 6 1abc defg', '10ab KL'),
  ('Europe', 10, 'NL', 'Rotterdam', 'Zuid-Holland', 'nl', 'en', 'nl', '+31 10 2ab cdef', '+31 6 1abc defg', '30ab HV'),
  ('Europe', 16, 'ES', 'Madrid', null, 'es', 'es', 'es', '+34 910 abc def', '+34 61a bcd efg', '280ab'),
  ('Europe', 12, 'ES', 'Barcelona', 'Cataluña', 'es', 'es', 'es', '+34 930 abc def', '+34 62a bcd efg', '080ab'),
  ('Europe', 16, 'IT', 'Milano', 'MI', 'it', 'en', 'it', '+39 02 8abc defg', '+39 34a bcd efgh', '201ab'),
  ('Europe', 8, 'IT', 'Torino', 'TO', 'it', 'en', 'it', '+39 011 5abc def', '+39 34a bcd efgh', '101ab'),
  ('Europe', 14, 'SE', 'Stockholm', null, 'sv', 'en', 'sv', '+46 8 465 004 ab', '+46 70 174 06 ab', '11a bc'),
  ('Europe', 8, 'SE', 'Göteborg', null, 'sv', 'en', 'sv', '+46 31 390 06 ab', '+46 70 174 06 ab', '41a bc'),
  ('Europe', 8, 'DK', 'København', null, 'sv', 'en', 'sv', '+45 32 ab cd ef', '+45 51 ab cd ef', '1ab0'),
  ('Europe', 14, 'PL', 'Warszawa', null, 'pl', 'en', 'pl', '+48 22 5ab cd ef', '+48 601 abc def', '00-abc'),
  ('Europe', 8, 'PL', 'Kraków', null, 'pl', 'en', 'pl', '+48 12 3ab cd ef', '+48 601 abc def', '30-abc'),
  ('Europe', 8, 'PT', 'Lisboa', null, 'pt', 'pt', 'pt', '+351 210 abc def', '+351 91a bcd efg', '1abc-def'),
  ('Middle East & Africa', 22, 'IR', 'تهران=Tehran', null, 'fa', 'fa', 'fa', '+98 21 88ab cdef', '+98 912 abc defg', '14abcdefgh'),
  ('Middle East & Africa', 8, 'IR', 'اصفهان=Isfahan', null, 'fa', 'fa', 'fa', '+98 31 36ab cdef', '+98 913 abc defg', '81abcdefgh'),
  ('Middle East & Africa', 7, 'IR', 'شیراز=Shiraz', null, 'fa', 'fa', 'fa', '+98 71 32ab cdef', '+98 917 abc defg', '71abcdefgh'),
  ('Middle East & Africa', 5, 'IR', 'تبریز=Tabriz', null, 'fa', 'fa', 'fa', '+98 41 33ab cdef', '+98 914 abc defg', '51abcdefgh'),
  ('Middle East & Africa', 16, 'AE', 'Dubai', null, 'en', 'en', 'ar ar in en fa', '+971 4 3ab cdef', '+971 50 abc defg', null),
  ('Middle East & Africa', 7, 'AE', 'Abu Dhabi', null, 'en', 'en', 'ar ar in en', '+971 2 6ab cdef', '+971 50 abc defg', null),
  ('Middle East & Africa', 10, 'SA', 'الرياض=Riyadh', null, 'ar', 'ar', 'ar', '+966 11 4ab cdef', '+966 50 abc defg', '11abc'),
  ('Middle East & Africa', 5, 'SA', 'جدة=Jeddah', null, 'ar', 'ar', 'ar', '+966 12 6ab cdef', '+966 50 abc defg', '21abc'),
  ('Middle East & Africa', 9, 'EG', 'القاهرة=Cairo', null, 'ar', 'ar', 'ar', '+20 2 2abc defg', '+20 100 abc defg', '11abc'),
  ('Middle East & Africa', 10, 'ZA', 'Johannesburg', 'Gauteng', 'en', 'en', 'af af en in', '+27 11 4ab cdef', '+27 82 abc defg', '2ab0'),
  ('Middle East & Africa', 7, 'ZA', 'Cape Town', 'Western Cape', 'en', 'en', 'af en nl', '+27 21 4ab cdef', '+27 82 abc defg', '8ab0'),
  ('Middle East & Africa', 9, 'NG', 'Lagos', null, 'en', 'en', 'af', '+234 1 271 abcd', '+234 803 abc defg', '101abc'),
  ('Middle East & Africa', 6, 'KE', 'Nairobi', null, 'en', 'en', 'af af af in', '+254 20 2ab cdef', '+254 722 abc def', '00a00'),
  ('Middle East & Africa', 12, 'TR', 'İstanbul', null, 'tr', 'en', 'tr', '+90 212 2ab cd ef', '+90 532 abc de fg', '34abc'),
  ('Middle East & Africa', 5, 'MA', 'Casablanca', null, 'fr', 'fr', 'ar ar fr', '+212 522 2a bc de', '+212 661 ab cd ef', '20abc'),
  ('Asia Pacific', 26, 'CN', '上海=Shanghai', null, 'zh-CN', 'zh-CN', 'zh-CN', '+86 21 5abc defg', '+86 138 abcd efgh', '200abc'),
  ('Asia Pacific', 18, 'CN', '北京=Beijing', null, 'zh-CN', 'zh-CN', 'zh-CN', '+86 10 6abc defg', '+86 139 abcd efgh', '100abc'),
  ('Asia Pacific', 14, 'CN', '深圳=Shenzhen', '广东', 'zh-CN', 'zh-CN', 'zh-CN', '+86 755 8abc defg', '+86 136 abcd efgh', '518abc'),
  ('Asia Pacific', 10, 'CN', '杭州=Hangzhou', '浙江', 'zh-CN', 'zh-CN', 'zh-CN', '+86 571 8abc defg', '+86 135 abcd efgh', '310abc'),
  ('Asia Pacific', 8, 'CN', '成都=Chengdu', '四川', 'zh-CN', 'zh-CN', 'zh-CN', '+86 28 8abc defg', '+86 137 abcd efgh', '610abc'),
  ('Asia Pacific', 18, 'TW', '台北市=Taipei', null, 'zh-TW', 'zh-TW', 'zh-TW', '+886 2 2abc defg', '+886 912 abc def', '10abc'),
  ('Asia Pacific', 8, 'TW', '新竹市=Hsinchu', null, 'zh-TW', 'zh-TW', 'zh-TW', '+886 3 5ab cdef', '+886 933 abc def', '300ab'),
  ('Asia Pacific', 8, 'TW', '台中市=Taichung', null, 'zh-TW', 'zh-TW', 'zh-TW', '+886 4 2abc defg', '+886 937 abc def', '40abc'),
  ('Asia Pacific', 8, 'TW', '高雄市=Kaohsiung', null, 'zh-TW', 'zh-TW', 'zh-TW', '+886 7 3ab cdef', '+886 928 abc def', '80abc'),
  ('Asia Pacific', 8, 'HK', '香港=Hong Kong', null, 'zh-TW', 'zh-TW', 'zh-TW', '+852 2abc defg', '+852 9abc defg', null),
  ('Asia Pacific', 18, 'JP', '東京=Tokyo', null, 'ja', 'ja', 'ja', '+81 3 5abc defg', '+81 90 1abc defg', '10a-bcde'),
  ('Asia Pacific', 8, 'JP', '大阪=Osaka', null, 'ja', 'ja', 'ja', '+81 6 6abc defg', '+81 90 2abc defg', '54a-bcde'),
  ('Asia Pacific', 12, 'KR', '서울=Seoul', null, 'ko', 'ko', 'ko', '+82 2 5ab cdef', '+82 10 4abc defg', '04abc'),
  ('Asia Pacific', 5, 'KR', '부산=Busan', null, 'ko', 'ko', 'ko', '+82 51 7ab cdef', '+82 10 4abc defg', '48abc'),
  ('Asia Pacific', 10, 'SG', 'Singapore', null, 'en', 'en', 'zh-CN zh-CN in en id', '+65 6abc defg', '+65 9abc defg', '0abcde'),
  ('Asia Pacific', 14, 'AU', 'Sydney', 'NSW', 'en', 'en', 'en en en in zh-CN', '+61 2 5550 abcd', '+61 491 570 abc', '20ab'),
  ('Asia Pacific', 10, 'AU', 'Melbourne', 'VIC', 'en', 'en', 'en en it in', '+61 3 7010 abcd', '+61 491 570 abc', '30ab'),
  ('Asia Pacific', 6, 'NZ', 'Auckland', null, 'en', 'en', 'en', '+64 9 3ab cdef', '+64 21 abc def', '10ab'),
  ('Asia Pacific', 12, 'IN', 'Bengaluru', 'Karnataka', 'en', 'en', 'in', '+91 80 4abc defg', '+91 98abc defgh', '560abc'),
  ('Asia Pacific', 10, 'IN', 'Mumbai', 'Maharashtra', 'en', 'en', 'in', '+91 22 6abc defg', '+91 98abc defgh', '400abc'),
  ('Asia Pacific', 6, 'ID', 'Jakarta', null, 'en', 'en', 'id', '+62 21 5abc defg', '+62 812 abcd efg', '10abc')
) as x (region, weight, country, city, district, culture, lang, people, phone, mobile, postal);

-- 1,024 slots, so many a city as its weight
create unlogged table seed.city_slot as
select slot, i from (
  select i, floor(1024.0 * (sum(weight) over (order by i) - weight) / sum(weight) over ())::integer as lo,
    floor(1024.0 * sum(weight) over (order by i) / sum(weight) over ())::integer as hi
  from seed.city
) c cross join lateral generate_series(lo, hi - 1) as slot;
analyze seed.city_slot;
analyze seed.city;
