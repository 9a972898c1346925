-- How deals are called, what is to be done next, why they were lost.

select seed.add_phrases(list, lang, lines) from (values
  ('deal.Rooms', 'en', '{c}: meeting room panels
    Room booking for {c}
    {c} – {q} × {p}
    Meeting room refresh, {city}
    Huddle rooms in {city} for {c}
    Video rooms for {c}'),
  ('deal.Desks', 'en', '{c}: sit-stand desks
    {q} desks for {c}
    Office fit-out {city} – {c}
    {c} – {q} × {p}
    New floor in {city}: {c}
    Workplace refresh {c}'),
  ('deal.Sense', 'en', '{c}: occupancy sensing
    Space utilisation study, {c}
    {c} – {q} × {p}
    Hybrid work sensors, {c}
    {c}: air quality roll-out'),
  ('deal.Access', 'en', '{c}: access control
    Badge readers for {c}
    Lobby turnstiles {city} – {c}
    {c} – {q} × {p}
    {c}: doors and visitor access'),
  ('deal.Voice', 'en', '{c}: deskphones
    Phone replacement {c}
    {c} – {q} × {p}
    Conference phones for {c}'),
  ('deal.Services', 'en', '{c}: installation and care
    Care Plan renewal – {c}
    On-site services {city}, {c}
    {c}: administrator training'),
  ('deal.Home', 'en', 'Home office set-up {c}
    {p} for {c}
    {c}: home office'),
  ('deal.Home', 'de', 'Homeoffice {c}'), ('deal.Home', 'fr', 'Bureau à domicile {c}'), ('deal.Home', 'es', 'Oficina en casa {c}'), ('deal.Home', 'pt', 'Escritório em casa {c}'),
  ('deal.Home', 'zh-CN', '{c}居家办公套装'), ('deal.Home', 'zh-TW', '{c}居家辦公方案'), ('deal.Home', 'fa', 'میز کار خانگی {c}'), ('deal.Home', 'ja', '{c}様 在宅勤務デスク'),
  ('deal.Rooms', 'de', 'Besprechungsräume {c}
    {c}: Raumbuchung {city}
    {q} × {p} für {c}'),
  ('deal.Desks', 'de', 'Höhenverstellbare Tische {c}
    {c}: Büroausstattung {city}
    {q} × {p} – {c}'),
  ('deal.Rooms', 'fr', 'Salles de réunion {c}
    {c} : réservation de salles, {city}
    {q} × {p} pour {c}'),
  ('deal.Desks', 'fr', 'Bureaux assis-debout {c}
    Aménagement {city} – {c}'),
  ('deal.Rooms', 'es', 'Salas de reunión {c}
    {c}: reserva de salas en {city}
    {q} × {p} para {c}'),
  ('deal.Desks', 'es', 'Escritorios regulables {c}
    Nueva oficina {city} – {c}'),
  ('deal.Rooms', 'zh-CN', '{c}会议室面板采购
    {c}会议室改造项目
    {c} {p}（{q}台）'),
  ('deal.Desks', 'zh-CN', '{c}升降桌采购
    {c}新办公区家具项目
    {c} {p}（{q}张）'),
  ('deal.Sense', 'zh-CN', '{c}办公空间传感器项目
    {c}空气质量监测'),
  ('deal.Access', 'zh-CN', '{c}门禁系统升级
    {c}园区闸机项目'),
  ('deal.Voice', 'zh-CN', '{c}办公电话更换'),
  ('deal.Services', 'zh-CN', '{c}安装与维保服务'),
  ('deal.Rooms', 'zh-TW', '{c}會議室面板採購
    {c}會議室更新專案
    {c} {p}（{q}台）'),
  ('deal.Desks', 'zh-TW', '{c}升降桌採購案
    {c}新辦公室家具專案'),
  ('deal.Sense', 'zh-TW', '{c}空間感測器專案
    {c}空氣品質監測'),
  ('deal.Access', 'zh-TW', '{c}門禁系統升級'),
  ('deal.Voice', 'zh-TW', '{c}辦公室話機汰換'),
  ('deal.Services', 'zh-TW', '{c}安裝與維護服務'),
  ('deal.Rooms', 'fa', 'تجهیز اتاق‌های جلسه {c}
    سامانهٔ رزرو اتاق برای {c}
    {c}؛ {q} دستگاه {p}'),
  ('deal.Desks', 'fa', 'میزهای ایستاده–نشستهٔ {c}
    تجهیز دفتر {city} – {c}'),
  ('deal.Sense', 'fa', 'حسگرهای حضور برای {c}'),
  ('deal.Access', 'fa', 'کنترل تردد {c}'),
  ('deal.Voice', 'fa', 'تعویض تلفن‌های رومیزی {c}'),
  ('deal.Services', 'fa', 'نصب و پشتیبانی {c}'),
  ('deal.Rooms', 'ja', '{c}様 会議室パネル導入
    {c}様 会議室予約システム'),
  ('deal.Desks', 'ja', '{c}様 昇降デスク導入
    {c}様 オフィス移転({city})'),
  ('deal.Rooms', 'ko', '{c} 회의실 패널 도입'),
  ('deal.Desks', 'ko', '{c} 스탠딩 데스크 도입'),
  ('deal.Rooms', 'ar', 'تجهيز قاعات الاجتماعات – {c}'),
  ('deal.Desks', 'ar', 'مكاتب قابلة للتعديل – {c}'),
  ('next.home', 'en', 'Send the price by e-mail
    Call about colour and height
    Offer the home office bundle
    Ask when delivery suits'),
  ('next.home', 'zh-CN', '发送报价
    电话确认颜色和高度'), ('next.home', 'zh-TW', '寄送報價
    電話確認顏色與高度'), ('next.home', 'fa', 'فرستادن قیمت با ایمیل
    تماس دربارهٔ رنگ و ارتفاع'),
  ('lost.home', 'en', 'Bought at a furniture shop.
    Moved the purchase to next year.
    Too expensive with delivery.
    No answer to two mails.'),
  ('next.1', 'en', 'Call to confirm budget and timing
    Find out who signs
    Send the short product overview
    Ask for the floor plan
    Check whether the framework agreement covers this'),
  ('next.2', 'en', 'Site visit in {city}
    Demo of the {p} with IT
    Workshop on requirements
    Send sample unit of the {p}
    Collect the number of rooms and doors'),
  ('next.3', 'en', 'Walk through the quote with procurement
    Revise quote: {q} × {p}
    Answer the security questionnaire
    Reference call with another customer
    Add installation days to the quote'),
  ('next.4', 'en', 'Get the order form signed
    Agree on payment terms
    Legal review of the Care Plan
    Final price call
    Confirm the delivery date'),
  ('next.1', 'zh-CN', '电话确认预算和时间
    了解决策流程
    发送产品概览'),
  ('next.2', 'zh-CN', '安排{p}演示
    现场勘察
    收集会议室数量'),
  ('next.3', 'zh-CN', '与采购部核对报价
    修改报价：{q} × {p}'),
  ('next.4', 'zh-CN', '确认合同条款
    商定付款方式'),
  ('next.1', 'zh-TW', '電話確認預算與時程
    了解決策流程'),
  ('next.2', 'zh-TW', '安排{p}展示
    現場場勘'),
  ('next.3', 'zh-TW', '與採購核對報價
    修正報價：{q} × {p}'),
  ('next.4', 'zh-TW', '確認合約條款
    議定付款條件'),
  ('next.1', 'fa', 'تماس برای اطمینان از بودجه و زمان
    شناسایی تصمیم‌گیرنده'),
  ('next.2', 'fa', 'نمایش {p} برای واحد فناوری
    بازدید از محل'),
  ('next.3', 'fa', 'مرور پیش‌فاکتور با واحد خرید
    اصلاح پیش‌فاکتور: {q} × {p}'),
  ('next.4', 'fa', 'نهایی کردن قرارداد
    توافق بر شرایط پرداخت'),
  ('about', 'en', 'Moving to a new building in {city}; wants one supplier for everything.
    Replaces phones by rooms; {q} × {p} in the first phase.
    Pilot on one floor first, then the rest of the site.
    Budget is approved for this fiscal year, board has the final say.
    Came to us after a reference visit. Sensitive about delivery times.
    The incumbent''s contract ends in spring.
    IT wants single sign-on and calendar integration before anything else.
    Facilities leads, IT has a veto. Two decision makers on site.
    Second purchase: the first {p} batch went well.'),
  ('about', 'zh-CN', '客户搬入{city}新办公楼，希望由一家供应商统一提供。
    先在一个楼层试点，再推广到整个园区。
    本年度预算已批准，需管理层最终确认。'),
  ('about', 'zh-TW', '客戶搬遷至{city}新大樓，希望由單一供應商處理。
    先在一個樓層試用，再擴大導入。'),
  ('about', 'fa', 'جابه‌جایی به ساختمان تازه در {city}؛ همه چیز را از یک تأمین‌کننده می‌خواهند.
    نخست یک طبقه آزمایشی، سپس بقیهٔ ساختمان.'),
  ('about', 'de', 'Umzug in ein neues Gebäude in {city}; gewünscht ist ein Lieferant für alles.
    Pilot auf einer Etage, danach der ganze Standort.'),
  ('about.customer', 'en', 'Head office and two branches around {city}.
    Growing fast; hires about thirty people a year.
    Works hybrid, three office days a week.
    Decisions are taken by the office in {city}.
    Prefers e-mail over phone. Purchase orders come from procurement.
    Met at the workplace fair; knows us from a reference.
    Long-standing customer, very open to pilots.
    Pays on time, negotiates hard.'),
  ('about.customer', 'zh-CN', '总部位于{city}，另有两个分支机构。
    公司发展迅速，每年新增约三十名员工。
    采购由总部统一审批。'),
  ('about.customer', 'zh-TW', '總部位於{city}，另有兩個據點。
    採購由總公司統一核准。'),
  ('about.customer', 'fa', 'دفتر مرکزی در {city} و دو شعبه دارد.
    خریدها را دفتر مرکزی تأیید می‌کند.'),
  ('about.customer', 'de', 'Hauptsitz in {city}, zwei weitere Standorte.
    Einkauf läuft zentral.'),
  ('lost.1', 'en', 'Could not match the price; they had a quote about a fifth lower.
    Discount above our limit was asked for.
    {rival} offered the hardware below our cost.'),
  ('lost.2', 'en', 'Went with {rival}: shorter delivery time.
    {rival} was already in the building.
    {rival} bundled the software for free.
    Chose {rival} after a side-by-side pilot.'),
  ('lost.3', 'en', 'Budget moved to another project.
    Hiring freeze, fit-out stopped.
    Funds for this year are spent.'),
  ('lost.4', 'en', 'No answer after four attempts.
    Sponsor left the company, nobody took it over.
    They keep what they have for now.'),
  ('lost.5', 'en', 'Needs on-premise hosting, which we do not offer.
    No integration with their booking system.
    Wanted a 15-inch panel.'),
  ('lost.6', 'en', 'Move postponed by a year.
    Comes up again after the merger.
    Lease not renewed, decision next spring.'),
  ('lost.7', 'en', 'Duplicate of another deal.
    Only wanted a price comparison for an audit.')
) as w (list, lang, lines);

select seed.fill_languages();
