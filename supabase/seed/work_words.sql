-- What people note after a call, a mail, a meeting; what they set themselves to do. "subject | body".

select seed.add_phrases(list, lang, lines) from (values
  ('act.deal.call', 'en', 'Call with {k} about {p} | {k} likes the {p} but has to compare two offers. Wants {q} units in the first step. Call again after their budget round.
    Left a message for {k} | No answer, left a message about the quote for {c}.
    Price call: {c} | {k} asks for five per cent more on {q} × {p}. I offered a longer Care Plan instead; they will think about it.
    Qualification call with {k} | Need is real: {city} office moves next quarter. Decision by {k} and the finance director.
    Follow-up with {k} | Quote received and passed on to procurement. Expects an answer within two weeks.
    {k} called about delivery | Wants to know whether {q} × {p} can arrive in two parts. Confirmed.
    Check-in {c} | Project is alive, a bit slower than planned. Next call in a fortnight.'),
  ('act.deal.email', 'en', 'Quote for {q} × {p} | Sent the quote ({amount}) with data sheet and delivery terms.
    Re: questions on {p} | Answered the five questions of IT: single sign-on, network ports, updates, warranty, spare parts.
    Thank you for your time today | Summary of today''s call, next steps and the link to the reference in {city}.
    Revised offer {c} | New version with {q} × {p}, total {amount}. Valid for thirty days.
    Security questionnaire {c} | Returned the completed questionnaire; two answers refer to the hosting annex.
    Any news on the {p}? | Friendly reminder to {k}.'),
  ('act.deal.meeting', 'en', 'Site visit {city} with {k} | Walked three floors. Wall power missing in half of the rooms, to be included. Decided: pilot with one floor, then {q} × {p}.
    Steering meeting {c} | Decided: shortlist of two, we are one of them. {k} is our sponsor.
    Negotiation with procurement | Payment term 45 days agreed, discount open. Contract draft goes to legal.
    Requirements workshop {c} | Collected must-haves: calendar, visitor badges, reports by floor. {p} covers all but one.
    Kick-off after pilot | Pilot group is happy with the {p}; facilities wants the wall mount in black.'),
  ('act.deal.note', 'en', 'Background | {c} has a framework contract with a competitor until spring. {k} would like to leave it.
    Risk | Our sponsor {k} changes jobs. Find a second contact.
    Budget | Approved amount is about {amount}, without installation.
    Timing | Decision not before the quarter ends; procurement is short of people.
    Competitor | They have a second offer, a little cheaper, without service.'),
  ('act.deal.demo', 'en', 'Demo of {p} for {c} | Showed {p} with their calendar. {k} and four users. Best received: instant booking at the door.
    Online demo {p} | 40 minutes, six people. Questions about offline behaviour and cleaning.
    Showroom visit {k} | Tried the desks and the {p}. Will send colours by Friday.'),
  ('act.customer.call', 'en', 'Regular call with {k} | All well. {c} plans a new office next year, too early for a deal.
    Courtesy call {c} | {k} is satisfied with delivery; asked for the newsletter.
    Cold call {c} | Reached reception, {k} decides. Call again on Monday.
    Not reached: {k} | Third attempt this month.'),
  ('act.customer.email', 'en', 'Introduction to Kestrel Workplace | Short introduction and the brochure for {c}.
    Invitation to our showroom | Invited {k} to the open day.
    New price list | Sent the price list and the changes in delivery times.
    Address change confirmed | Confirmed the new delivery address in {city}.'),
  ('act.customer.meeting', 'en', 'Lunch with {k} | Reorganisation at {c}, facilities now reports to finance. Decided: quarterly review.
    Quarterly review {c} | Went through deliveries, tickets and open wishes. Decided: training for two new administrators.
    Fair conversation with {k} | Met at the workplace fair; interested in sensors.'),
  ('act.customer.note', 'en', 'Account note | Ordering goes through the head office, invoices to accounting by e-mail only.
    Ownership | {c} was bought by a group; supplier list may change.
    Preference | Prefers e-mail, not reachable on Fridays.'),
  ('act.customer.demo', 'en', 'Product tour for {c} | General tour for {k} and two colleagues, no concrete project yet.'),
  ('act.home.call', 'en', 'Call with {k} | Asked about delivery to {city} and the height of the desk.
    Not reached: {k} | Second attempt, will write instead.
    {k} called | Wants the {p} in oak; price sent by mail.'),
  ('act.home.email', 'en', 'Price for {p} | Sent the price with delivery to {city}.
    Re: assembly | Explained assembly of the {p}; takes about half an hour.
    Your home office | Sent the bundle offer.'),
  ('act.home.note', 'en', 'Note | Works from home three days a week; employer pays a part.
    Note | Came by recommendation of a colleague.'),
  ('act.home.demo', 'en', 'Showroom visit {k} | Tried two desks, likes the {p}.'),
  ('act.home.call', 'zh-CN', '与{k}通话 | 咨询送货到{city}的时间和桌子高度。'),
  ('act.home.email', 'zh-CN', '{p}报价 | 已发送含运费的价格。'),
  ('act.home.call', 'zh-TW', '與{k}通話 | 詢問送貨到{city}的時間與桌子高度。'),
  ('act.home.email', 'zh-TW', '{p}報價 | 已寄出含運費的價格。'),
  ('act.home.call', 'fa', 'تماس با {k} | دربارهٔ زمان تحویل در {city} و ارتفاع میز پرسید.'),
  ('act.home.email', 'fa', 'قیمت {p} | قیمت با هزینهٔ ارسال فرستاده شد.'),
  ('task.home', 'en', 'Send price to {k}
    Call {k} about delivery
    Offer the home office bundle to {k}
    Ask {k} for a review'),
  ('task.home', 'zh-CN', '给{k}发送报价
    联系{k}确认送货时间'),
  ('task.home', 'fa', 'فرستادن قیمت برای {k}
    تماس با {k} دربارهٔ تحویل'),
  ('act.ticket.call', 'en', 'Called {k} about the ticket | Walked through the steps together; will watch it for a day.
    Call back to {k} | Explained what we know and when the next update comes.'),
  ('act.ticket.email', 'en', 'Update sent to {k} | Told {c} about the state of the case.'),
  ('act.ticket.note', 'en', 'Handover | {c} expects a call tomorrow morning; log is on the ticket.
    Second level | Asked the engineers; answer expected this week.'),
  ('act.deal.call', 'zh-CN', '与{k}电话沟通{p} | {k}对{p}比较满意，还要对比两家报价。第一期需要{q}台，预算评审后再联系。
    {k}未接听 | 已留言，说明报价情况。
    跟进{c} | 报价已转采购部，预计两周内答复。'),
  ('act.deal.email', 'zh-CN', '{p}报价单 | 已发送{q}台{p}的报价（{amount}），附产品资料和交货条款。
    会议纪要 | 发送今天的沟通要点和下一步安排。'),
  ('act.deal.meeting', 'zh-CN', '{city}现场勘察 | 走访三个楼层，半数会议室缺电源。决定：先试点一层，再采购{q}台{p}。
    {c}项目例会 | 决定：入围两家供应商，我们是其中之一。'),
  ('act.deal.note', 'zh-CN', '竞争情况 | 对方还有一家报价略低，但不含服务。
    预算 | 已批准预算约{amount}，不含安装。'),
  ('act.deal.demo', 'zh-CN', '{p}产品演示 | 为{c}演示，{k}等五人参加，最受欢迎的是门口即时预订。'),
  ('act.customer.call', 'zh-CN', '回访{c} | 一切正常，明年有新办公室计划。'),
  ('act.customer.email', 'zh-CN', '公司介绍 | 已发送公司介绍和产品手册。'),
  ('act.customer.meeting', 'zh-CN', '{c}季度回顾 | 回顾交付和服务情况，决定：为两名新管理员安排培训。'),
  ('act.deal.call', 'zh-TW', '與{k}通話討論{p} | {k}對{p}滿意，仍需比較兩家報價，第一階段需要{q}台。
    {k}未接 | 已留言說明報價。'),
  ('act.deal.email', 'zh-TW', '{p}報價單 | 已寄出{q}台{p}的報價（{amount}）與交期說明。'),
  ('act.deal.meeting', 'zh-TW', '{c}場勘 | 看了三個樓層，半數會議室沒有電源。決議：先試用一層，再採購{q}台{p}。'),
  ('act.deal.note', 'zh-TW', '競爭狀況 | 對方另有一家報價略低，但不含服務。'),
  ('act.deal.demo', 'zh-TW', '{p}產品展示 | 為{c}展示，{k}等五人參加。'),
  ('act.customer.call', 'zh-TW', '關懷電話 {c} | 使用狀況良好，明年有新辦公室計畫。'),
  ('act.customer.email', 'zh-TW', '公司簡介 | 已寄出公司簡介與型錄。'),
  ('act.deal.call', 'fa', 'تماس با {k} دربارهٔ {p} | {k} از {p} راضی است ولی باید دو پیشنهاد را مقایسه کند. در گام نخست {q} دستگاه می‌خواهند.
    پاسخ نداد: {k} | پیام گذاشتم.'),
  ('act.deal.email', 'fa', 'پیش‌فاکتور {q} × {p} | پیش‌فاکتور به مبلغ {amount} همراه مشخصات فنی فرستاده شد.'),
  ('act.deal.meeting', 'fa', 'بازدید از دفتر {city} | سه طبقه را دیدیم. تصمیم: نخست یک طبقه آزمایشی، سپس {q} × {p}.'),
  ('act.deal.note', 'fa', 'بودجه | بودجهٔ تصویب‌شده حدود {amount} بدون نصب است.'),
  ('act.deal.demo', 'fa', 'نمایش {p} | برای {c} با حضور {k} و چهار نفر دیگر.'),
  ('act.customer.call', 'fa', 'تماس دوره‌ای با {c} | همه چیز خوب است؛ سال آینده دفتر تازه دارند.'),
  ('act.deal.call', 'de', 'Telefonat mit {k} zu {p} | {k} vergleicht zwei Angebote. Bedarf: {q} Stück im ersten Schritt.
    {k} nicht erreicht | Nachricht hinterlassen.'),
  ('act.deal.email', 'de', 'Angebot {q} × {p} | Angebot über {amount} mit Datenblatt gesendet.'),
  ('act.deal.meeting', 'de', 'Termin vor Ort in {city} | Drei Etagen begangen. Beschluss: Pilot auf einer Etage, danach {q} × {p}.'),
  ('act.deal.call', 'fr', 'Appel avec {k} au sujet de {p} | {k} compare deux offres ; besoin de {q} unités au départ.'),
  ('act.deal.email', 'fr', 'Devis {q} × {p} | Devis de {amount} envoyé avec la fiche technique.'),
  ('act.deal.call', 'es', 'Llamada con {k} sobre {p} | {k} compara dos ofertas; necesita {q} unidades al inicio.'),
  ('act.deal.email', 'es', 'Oferta {q} × {p} | Oferta de {amount} enviada con la ficha técnica.'),
  ('task.deal', 'en', 'Send quote for {q} × {p} to {c}
    Call {k} about the decision
    Prepare demo of {p} for {c}
    Update the close date with {k}
    Get the floor plan of {city}
    Answer IT questions of {c}
    Book installation days for {c}
    Send order form to {k}
    Find a second contact at {c}'),
  ('task.customer', 'en', 'Quarterly review with {c}
    Ask {k} for a reference
    Check contact details of {c}
    Invite {k} to the showroom
    Introduce yourself to {k}
    Clarify payment terms with {c}'),
  ('task.ticket', 'en', 'Call {k} back about the ticket
    Send replacement part to {c}
    Check log of {c} with engineering
    Write help article from {c} case'),
  ('task.team', 'en', 'Forecast for Monday
    Prepare team meeting
    Clean up stale deals
    Expense report
    Update the battle card on Deskara
    Plan the showroom day
    Review reply templates
    Onboarding checklist for the new colleague'),
  ('task.deal', 'zh-CN', '向{c}发送{p}报价
    联系{k}确认决策时间
    准备{p}演示'),
  ('task.deal', 'zh-TW', '寄送{p}報價給{c}
    聯絡{k}確認決策時程'),
  ('task.deal', 'fa', 'ارسال پیش‌فاکتور {p} برای {c}
    تماس با {k} دربارهٔ تصمیم'),
  ('task.customer', 'zh-CN', '与{c}做季度回顾
    邀请{k}参观展厅'),
  ('task.customer', 'fa', 'مرور فصلی با {c}
    دعوت {k} به نمایشگاه'),
  ('task.why', 'en', 'Promised on the phone.
    Agreed in the last meeting, see the activity.
    The customer waits for it.
    Needs ten minutes, do it with the next call.')
) as w (list, lang, lines);
select seed.fill_languages();
analyze seed.words;
analyze seed.phrases;
analyze seed.issue;
