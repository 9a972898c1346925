-- What people ask support, and how it goes on. lines: the products or product lines it is about; release: what the bad release of the room panels broke.

create unlogged table seed.issue (
  lang text, i integer, queue integer, category text, lines text[], release boolean,
  subject text, body text, reply text, answer text, note text, solution text, primary key (lang, i)
);
insert into seed.issue
select lang, row_number() over (partition by lang order by release desc, nr), queue, category, string_to_array(lines, ' '), release,
  subject, replace(body, '\n', chr(10)), replace(reply, '\n', chr(10)), replace(answer, '\n', chr(10)), note, replace(solution, '\n', chr(10))
from (values
  (1, 'en', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '{p} restarts every few minutes since update 5.0',
    'Since the update to Rooms 5.0 last night our {p} units restart every few minutes. Meetings show as free while people sit in the room. We have {n} of them in {city}, all the same.',
    'Thank you for the report. This looks like the calendar loop in 5.0 that other customers see too. Could you send the log of one panel (Settings → Diagnostics → Export)? Until then, holding the update on the remaining panels avoids it.',
    'Log attached. It happens right after the calendar sync, every six to eight minutes.', 'Same signature as the 5.0 calendar loop. Linked to the release incident.',
    'Rooms 5.0.3 is out and ends the restarts. It installs tonight; you can also start it now under Updates. Please tell us if any panel still restarts.'),
  (2, 'en', 2, 'incident', 'KR-PANEL7 KR-PANEL10 KR-HUDDLE', true, 'Bookings lost after Rooms 5.0',
    'After the automatic update, recurring meetings disappeared from our {p}. The calendar still has them. Our receptionists now run a paper list. Please treat this as urgent.',
    'I am sorry about the trouble. The meetings are safe in your calendar; 5.0 fails to read recurring ones. I have put your site on the list for the repaired build.',
    'How long will that take? We have a board meeting on Thursday.', 'Asked release team for an early build for this customer.',
    'Your site now runs the repaired build and has read the calendar again. I checked five rooms and all recurring meetings are back.'),
  (3, 'en', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, 'Panels offline after firmware 5.0',
    '{n} of our panels ({p}) show "connecting" since the weekend. Power and network are fine, other devices on the same switch work.',
    'The 5.0 firmware asks for a newer certificate than your panels have. May we push the certificate remotely? It takes about two minutes a panel.',
    'Yes, go ahead, any time outside office hours.', 'Certificate push scheduled for tonight.', 'All panels are online again after the certificate push. We are sorry for the interruption.'),
  (4, 'en', 2, 'question', 'KR-PANEL7 KR-PANEL10', false, 'How do we connect {p} to two calendars?', 'We use two calendar systems since the merger. Can one {p} show both, and which one wins if they collide?',
    'Yes: add the second calendar under Rooms → Sources. The first source in the list wins, and the other shows as a striped block.', 'Found it, thanks. Can we change the order later?', 'Good candidate for a help article.',
    'You can drag the sources into another order at any time; panels follow within a minute.'),
  (5, 'en', 2, 'problem', 'KR-HUDDLE', false, 'No sound from {p} in video calls', 'In our boardroom the {p} shows the far end, but nobody hears anything. It worked last week.', 'Please check whether the USB audio device is still chosen in the room profile; the last conferencing update resets it.',
    'It was reset indeed, but after an hour it changed again.', 'Reproduced in the lab with the newest conferencing client.', 'We locked the audio device in your room profile. The call of this morning kept its sound for three hours.'),
  (6, 'en', 2, 'incident', 'KD-LIFT2 KD-LIFTPRO', false, '{p} does not go up any more', 'One of our {p} desks beeps twice and stays at 72 cm. We tried unplugging it. Serial number is on the photo.', 'Two beeps mean that the left column lost its position. Hold the down key for ten seconds until the desk moves a little, then try again.',
    'It moved, but it stops at 90 cm now.', 'Gear wear on the left column, within warranty.', 'We are sending a new left column today, it takes ten minutes to change. The old one does not have to come back.'),
  (7, 'en', 1, 'request', 'KD-LIFT2 KD-LIFTPRO', false, 'Spare hand controls for {p}', 'Could you send us five spare hand controls for the {p}? Please put them on our account.', 'Gladly. They are 18.00 each and leave our warehouse tomorrow. Shall they go to your address in {city}?', 'Yes, to {city}, for the attention of facilities.', 'Stock checked, 240 left.', 'The hand controls left today, the tracking number is in your order confirmation.'),
  (8, 'en', 1, 'return', 'KD-LIFT2 KD-LIFTPRO KD-CLASSIC', false, 'Wrong table top delivered with order {o}', 'We ordered oak and received white for three of the {p}. Assembly is on Friday, so we need the right ones before.', 'I am sorry, that was our picking error. The oak tops leave today by express; the driver takes the white ones back.', 'They arrived this morning, thank you for the speed.', 'Warehouse informed about the label mix-up.', 'Glad to hear it. The return is booked and there is nothing to pay.'),
  (9, 'en', 2, 'problem', 'KS-OCC', false, 'Sensors count too many people', 'The {p} on our third floor says 14 people in a room for eight. Facilities does not trust the numbers any more.', 'That happens where two sensors see the same door. Could you send a floor plan with their places?', 'Plan attached, sensors marked in red.', 'Sensors 7 and 9 overlap by a metre.',
    'We reduced the range of two sensors remotely. Yesterday''s counts match your badge data within one person.'),
  (10, 'en', 2, 'question', 'KS-OCC KS-INSIGHT', false, 'Export of occupancy data', 'Is there a way to export the hourly occupancy from {p} for the whole year? We need it for a space study.', 'Yes, under Insight → Export choose "hourly". A year of {n} sensors is about 20 MB.', 'The export stops after six months for us.', 'Plan limit: six months of raw data.', 'We raised the history of your account to 24 months; the export is complete now.'),
  (11, 'en', 2, 'incident', 'KS-AIR', false, 'Air monitor shows 5,000 ppm all day', 'Our {p} in {city} shows 5,000 ppm CO2 although windows are open. People are worried.', '5,000 is the top of the scale and means the sensor lost its baseline. Please put it outdoors for 20 minutes and press Calibrate.', 'After calibration it shows 430 outside and 610 inside.', 'Baseline lost after power cut.', 'Those are healthy values. A later firmware recalibrates on its own after a power cut.'),
  (12, 'en', 2, 'incident', 'KA-READER2', false, 'Badge reader red at main entrance', 'The {p} at the main entrance stays red for all badges since this morning. We hold the door open with a guard.', 'We see the reader offline since 06:12. Please power-cycle the door controller in the cabinet; the reader restarts with it.', 'Done, it is green again. Why did this happen?', 'Controller log shows a failed certificate renewal.',
    'The controller could not renew its certificate because of a firewall rule. We have sent your IT the two addresses to allow.'),
  (13, 'en', 2, 'request', 'KA-CLOUD KA-READER2', false, 'Visitor badges valid for one day', 'Can {p} issue visitor badges that stop working at the end of the day? We have {n} visitors a week.', 'Yes, create a badge type with validity "day". I have attached the two-page guide.', 'Works nicely. Can reception print them too?', 'Needs the label printer option.', 'Printing works with any of the three label printers on our list; no extra licence is needed.'),
  (14, 'en', 2, 'problem', 'KA-GATE1', false, 'Turnstile lets two people through', 'Our {p} counts one but lets two people through if they walk close. Security complains.', 'The gap time can be shortened. Which mode is set on the service display, A or B?', 'It is set to mode B.', 'Field service informed, region {city}.', 'Mode A with a gap of 0.6 seconds is what you need; our technician set it today and tested it with your team.'),
  (15, 'en', 2, 'incident', 'KT-DESK550 KT-CONF', false, '{p} loses registration every night', 'All {p} phones lose their registration at about 02:00 and need a restart in the morning.', 'Is there a backup of your router at that time? The phones give up after 30 minutes without a server.', 'Yes, the backup window is 02:00 to 03:00.', 'Retry limit can be raised by provisioning.', 'We raised the retry limit in your profile. The phones came back by themselves last night.'),
  (16, 'en', 1, 'question', 'KT-DESK550', false, 'Is the {p} still sold?', 'We hear that the {p} will be discontinued. We have {n} of them and would like to know how long there will be support.', 'It is still sold, with firmware support for another three years. For new rooms we suggest the Huddle Bar.', 'Could somebody show us the Huddle Bar?', 'Sales opportunity, passed to the account owner.', 'Your account executive will call you this week about a demonstration. I close this question here.'),
  (17, 'en', 3, 'billing', 'Rooms Sense Access Services Desks', false, 'Invoice for order {o} has the old address', 'The invoice for order {o} shows our old address. Our accounting cannot pay it like this.', 'I corrected the address in your account. The new invoice is attached, the old one is cancelled.', 'Accounting also asks for the purchase order number on it.', 'PO number added to the account defaults.', 'The invoice now carries the purchase order number, and so will all the next ones.'),
  (18, 'en', 3, 'billing', 'KR-CLOUD KS-INSIGHT KA-CLOUD', false, 'Charged twice for the subscription', 'We were charged twice for {p} this month. Please refund one of them.', 'You are right, a renewal and an upgrade crossed. The refund is on its way and takes three to five working days.', 'Received, thanks.', 'Refund approved.', 'Glad it arrived. We changed the renewal date so that it cannot happen again.'),
  (19, 'en', 3, 'billing', 'Services Desks Access', false, 'Quote for extending the Care Plan', 'Our Care Plan ends in two months. What would three more years cost for {n} devices?', 'I have asked the account team; you get the quote within two days. Shall the new desks be included?', 'Yes, please include them.', 'Passed to sales with device list.', 'The quote went out today. I close this ticket; your account executive follows up.'),
  (20, 'en', 1, 'complaint', 'Services Desks Rooms', false, 'Technician did not come', 'We waited all morning for the installation in {city}. Nobody came and nobody called. This is the second time.', 'I am very sorry. The appointment was entered for next week by mistake. Would tomorrow at 08:30 be possible?', 'Tomorrow works, but please be on time.', 'Apology and one free day agreed with the manager.', 'The installation was finished this morning. You will not be billed for the day.'),
  (21, 'en', 1, 'request', 'Rooms Access Sense', false, 'New administrator for our account', 'Our former administrator has left. Please give {k} administrator rights for our account.', 'For your safety we need a short confirmation from somebody on the contract.', 'Our managing director has written to you this morning.', 'Confirmation checked against the contract.', 'The administrator rights are active. The former administrator no longer has access.'),
  (22, 'en', 2, 'question', 'KR-CLOUD KA-CLOUD', false, 'Single sign-on for {p}', 'Which identity providers does {p} support for single sign-on, and do you support automatic removal of leavers?', 'Any that speaks OpenID Connect or SAML. Leavers are removed by SCIM within the hour.', 'SCIM answers 403 on our side.', 'Token scope was read-only.', 'Please make the token again with write rights; our test removed a sample user correctly.'),
  (1, 'zh-CN', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '升级5.0后{p}反复重启', '昨晚升级到 Rooms 5.0 以后，我们{city}办公室的{p}每隔几分钟就会重启，共有{n}台受影响。会议室明明有人，却显示为空闲。',
    '感谢反馈，这是5.0版本的已知问题。请在“设置→诊断→导出”中导出一台设备的日志发给我们，其余设备请先暂停更新。', '日志已附上，每次都是在日历同步之后重启。', '与5.0日历循环问题一致，已关联到发布事故。', '5.0.3版本已修复该问题，今晚会自动安装，也可以在“更新”中立即安装。'),
  (2, 'zh-CN', 2, 'problem', 'KD-LIFT2 KD-LIFTPRO', false, '{p}无法升高', '我们有一张{p}升到一半就停住了，并且响两声。断电重启无效。', '响两声表示左侧立柱需要复位，请长按下降键十秒钟，然后再试一次。', '复位后可以升到90厘米，再往上就停了。', '左立柱齿轮磨损，在保修期内。', '我们今天寄出新的左立柱，更换大约需要十分钟，旧件无需寄回。'),
  (3, 'zh-CN', 3, 'billing', 'Rooms Desks Access', false, '订单{o}的发票抬头有误', '订单{o}的发票抬头还是旧公司名称，财务无法入账，请重新开具。', '抱歉给您带来不便，抬头已更正，新发票已作为附件发送，原发票作废。', '已收到，谢谢。', '客户资料已更新。', '后续发票都会使用新的抬头。'),
  (4, 'zh-CN', 2, 'question', 'KA-CLOUD KR-CLOUD', false, '{p}能否与企业微信对接？', '我们希望{p}能和企业微信账号打通，请问是否支持？', '可以通过标准的 OpenID Connect 接口对接，附件是配置说明。', '配置成功了，离职员工能自动停用吗？', '可整理为知识库文章。', '可以，开启 SCIM 同步后，离职员工会在一小时内自动停用。'),
  (5, 'zh-CN', 1, 'complaint', 'Services Desks', false, '安装人员未按约定时间到场', '约好上午安装，等到中午都没有人来，也没有电话通知。', '非常抱歉，预约时间被误录为下周。请问明天上午八点半方便吗？', '可以，请务必准时。', '已与经理商定免收一天费用。', '安装已完成，本次不收取上门费用。'),
  (1, 'zh-TW', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '更新 5.0 後{p}不斷重新開機', '昨晚更新到 Rooms 5.0 之後，我們{city}辦公室的{p}每隔幾分鐘就重新開機，共有{n}台。會議室有人卻顯示空閒。',
    '感謝您的回報，這是 5.0 版的已知問題。請從「設定→診斷→匯出」匯出其中一台的紀錄檔給我們，其他設備請先暫停更新。', '紀錄檔已附上，每次都發生在行事曆同步之後。', '與 5.0 行事曆迴圈問題相符。', '5.0.3 版已修正，今晚會自動安裝，也可以在「更新」中立即安裝。'),
  (2, 'zh-TW', 1, 'return', 'KD-LIFT2 KD-LIFTPRO', false, '訂單{o}的桌板顏色錯誤', '我們訂的是橡木色，其中三張{p}送來的是白色，週五就要組裝了。', '非常抱歉，是我們撿貨的疏失。橡木桌板今天以快遞寄出，司機會一併收回白色桌板。', '今天早上收到了，謝謝你們的效率。', '已通知倉庫標籤貼錯。', '退貨已登錄，不會產生任何費用。'),
  (3, 'zh-TW', 2, 'problem', 'KS-OCC', false, '感測器人數計算偏高', '三樓的{p}顯示八人的會議室有十四個人，數據無法使用。', '兩個感測器若照到同一扇門就會重複計算，請提供感測器的平面位置圖。', '平面圖已附上。', '七號與九號感測器範圍重疊。', '我們已遠端縮小兩個感測器的範圍，昨天的數字與刷卡資料相差不超過一人。'),
  (4, 'zh-TW', 3, 'billing', 'KR-CLOUD KA-CLOUD', false, '本月訂閱費用重複扣款', '這個月{p}的訂閱費用被扣了兩次，請退還一筆。', '您說得沒錯，續約與升級同時發生了。退款已送出，約三到五個工作天。', '已收到退款。', '退款已核准。', '我們已調整續約日期，不會再發生。'),
  (1, 'fa', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '{p} پس از به‌روزرسانی ۵٫۰ پیوسته راه‌اندازی مجدد می‌شود', 'از دیشب که نسخهٔ ۵٫۰ نصب شد، {p}های دفتر {city} هر چند دقیقه خاموش و روشن می‌شوند. در مجموع {n} دستگاه داریم.',
    'سپاس از اطلاع شما. این مشکل شناخته‌شدهٔ نسخهٔ ۵٫۰ است. لطفاً گزارش یکی از دستگاه‌ها را از «تنظیمات ← عیب‌یابی» بفرستید و به‌روزرسانی بقیه را نگه دارید.', 'گزارش پیوست شد؛ درست پس از همگام‌سازی تقویم رخ می‌دهد.', 'همان مشکل حلقهٔ تقویم نسخهٔ ۵٫۰.', 'نسخهٔ ۵٫۰٫۳ مشکل را برطرف می‌کند و امشب خودکار نصب می‌شود.'),
  (2, 'fa', 2, 'incident', 'KA-READER2', false, '{p} در ورودی اصلی قرمز مانده است', 'از صبح {p} ورودی اصلی برای همهٔ کارت‌ها قرمز است و نگهبان در را باز نگه داشته.', 'دستگاه از ساعت ۶:۱۲ آفلاین است. لطفاً کنترل‌گر در را یک بار خاموش و روشن کنید.', 'انجام شد و سبز شد. دلیلش چه بود؟', 'تمدید گواهی ناموفق بوده است.', 'قاعدهٔ فایروال جلوی تمدید گواهی را گرفته بود؛ دو نشانی لازم را برای واحد فناوری فرستادیم.'),
  (3, 'fa', 3, 'billing', 'Desks Rooms', false, 'نشانی فاکتور سفارش {o} قدیمی است', 'روی فاکتور سفارش {o} نشانی قدیم ما آمده و حسابداری آن را نمی‌پذیرد.', 'نشانی اصلاح شد و فاکتور تازه پیوست است.', 'دریافت شد، سپاس.', 'نشانی در پرونده اصلاح شد.', 'فاکتورهای بعدی نیز با نشانی تازه صادر می‌شوند.'),
  (4, 'fa', 1, 'question', 'Desks', false, 'زمان تحویل {p}', 'برای {n} عدد {p} چند روز تا تحویل در {city} زمان لازم است؟', 'موجودی کافی است و تحویل حدود ده روز کاری زمان می‌برد.', 'امکان تحویل در دو مرحله هست؟', 'به کارشناس فروش اطلاع داده شد.', 'بله، تحویل دو مرحله‌ای ثبت شد و هزینهٔ اضافه ندارد.'),
  (1, 'de', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '{p} startet seit Update 5.0 ständig neu', 'Seit dem Update auf Rooms 5.0 starten unsere {p} alle paar Minuten neu, betroffen sind {n} Geräte in {city}.', 'Vielen Dank für die Meldung. Das ist ein bekannter Fehler in 5.0. Bitte senden Sie uns das Protokoll eines Geräts (Einstellungen → Diagnose).',
    'Das Protokoll ist angehängt.', 'Gleiches Muster wie beim Kalenderfehler in 5.0.', 'Version 5.0.3 behebt den Fehler und wird heute Nacht eingespielt.'),
  (2, 'de', 2, 'problem', 'KD-LIFT2 KD-LIFTPRO', false, '{p} fährt nicht mehr hoch', 'Einer unserer {p} bleibt bei 72 cm stehen und piept zweimal.', 'Bitte halten Sie die Abwärtstaste zehn Sekunden gedrückt, bis sich der Tisch kurz bewegt.', 'Er fährt jetzt bis 90 cm, dann stoppt er.', 'Getriebe links, Gewährleistung.', 'Die neue Säule geht heute an Sie, der Tausch dauert zehn Minuten.'),
  (3, 'de', 3, 'billing', 'Rooms Desks Services', false, 'Rechnung zu Auftrag {o}: falsche Anschrift', 'Auf der Rechnung zu Auftrag {o} steht unsere alte Anschrift.', 'Die Anschrift ist berichtigt, die neue Rechnung hängt an.', 'Danke, passt.', 'Stammdaten geändert.', 'Künftige Rechnungen tragen die neue Anschrift.'),
  (1, 'fr', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '{p} redémarre sans cesse depuis la version 5.0', 'Depuis la mise à jour 5.0, nos {p} à {city} redémarrent toutes les cinq minutes ({n} appareils).', 'Merci pour votre signalement. C’est un défaut connu de la 5.0. Pourriez-vous nous envoyer le journal d’un appareil ?', 'Le journal est joint.', 'Même signature que la boucle de calendrier.', 'La version 5.0.3 corrige le défaut ; elle s’installe cette nuit.'),
  (2, 'fr', 1, 'request', 'KD-LIFT2 KD-LIFTPRO', false, 'Pièces de rechange pour {p}', 'Pourriez-vous nous envoyer cinq commandes de rechange pour {p} ?', 'Bien sûr, elles partent demain. À quelle adresse ?', 'À {city}, à l’attention des services généraux.', 'Stock vérifié.', 'Les commandes sont parties aujourd’hui.'),
  (3, 'fr', 3, 'billing', 'Rooms Access Desks', false, 'Facture de la commande {o}', 'La facture de la commande {o} ne porte pas notre numéro de bon de commande.', 'Voici la facture corrigée.', 'Merci, bien reçu.', 'Numéro ajouté au compte.', 'Les prochaines factures le porteront aussi.'),
  (1, 'es', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '{p} se reinicia desde la versión 5.0', 'Desde la actualización 5.0, {n} de nuestros {p} en {city} se reinician cada pocos minutos.', 'Gracias por avisar. Es un fallo conocido de la 5.0. ¿Puede enviarnos el registro de un panel?', 'Adjunto el registro.', 'Mismo patrón que el bucle de calendario.', 'La versión 5.0.3 corrige el fallo y se instala esta noche.'),
  (2, 'es', 2, 'problem', 'KA-READER2', false, '{p}: no reconoce tarjetas nuevas', 'El lector {p} de la entrada no reconoce las tarjetas nuevas.', '¿Son tarjetas de 13,56 MHz? El formato debe activarse en el portal.', 'Sí, lo activamos y ya funciona con algunas.', 'Dos formatos en la misma partida.', 'Activamos también el segundo formato; todas las tarjetas funcionan.'),
  (3, 'es', 3, 'billing', 'Rooms Desks Sense', false, 'Factura del pedido {o}', 'Necesitamos la factura del pedido {o} con la dirección nueva.', 'Le adjunto la factura corregida.', 'Recibida, gracias.', 'Dirección actualizada.', 'Las próximas facturas llevarán la dirección nueva.'),
  (1, 'ja', 2, 'incident', 'KR-PANEL7 KR-PANEL10', true, '5.0更新後に{p}が再起動を繰り返す', 'Rooms 5.0に更新してから、{city}の{p}（{n}台）が数分ごとに再起動します。', 'ご連絡ありがとうございます。5.0の既知の不具合です。1台分のログをお送りいただけますか。', 'ログを添付します。', '5.0のカレンダー不具合と同じ。', '5.0.3で修正されました。今夜自動で適用されます。'),
  (2, 'ja', 1, 'question', 'Desks', false, '{p}の納期について', '{p}を{n}台追加したいのですが、納期を教えてください。', '在庫がございますので、約二週間でお届けできます。', '承知しました。見積をお願いします。', '営業担当へ引き継ぎ。', '見積書を営業担当よりお送りしました。')
) as w (nr, lang, queue, category, lines, release, subject, body, reply, answer, note, solution);

insert into seed.issue
select l.lang, i, queue, category, lines, release, subject, body, reply, answer, note, solution
from seed.issue cross join (values ('pt'), ('ar'), ('ko')) as l(lang) where seed.issue.lang = 'en';

select seed.add_phrases(list, lang, lines) from (values
  ('hello', 'en', 'Hello,\n\n
    Hi team,\n\n
    Good morning,\n\n
    Dear support,\n\n
    Hi,\n\n'),
  ('hello', 'zh-CN', '您好：\n\n
    你好，'), ('hello', 'zh-TW', '您好，\n\n
    客服您好：\n\n'), ('hello', 'fa', 'سلام،\n\n
    با سلام و احترام،\n\n'), ('hello', 'de', 'Guten Tag,\n\n
    Hallo zusammen,\n\n'), ('hello', 'fr', 'Bonjour,\n\n'), ('hello', 'es', 'Buenos días:\n\n
    Hola:\n\n'), ('hello', 'ja', 'お世話になっております。\n\n'),
  ('bye', 'en', '\n\nKind regards\n
    \n\nBest,\n
    \n\nThanks,\n'),
  ('bye', 'zh-CN', '\n\n谢谢！\n'), ('bye', 'zh-TW', '\n\n謝謝，\n'), ('bye', 'fa', '\n\nبا احترام\n'), ('bye', 'de', '\n\nMit freundlichen Grüßen\n'), ('bye', 'fr', '\n\nCordialement\n'),
  ('bye', 'es', '\n\nSaludos\n'), ('bye', 'ja', '\n\nよろしくお願いいたします。\n'),
  ('nudge', 'en', 'Is there any news on this?
    We have not heard from you yet. Could somebody have a look?
    Just checking in, this is still open on our side.'),
  ('nudge', 'zh-CN', '请问有进展吗？
    还没有收到回复，麻烦尽快处理。'), ('nudge', 'zh-TW', '請問有進度了嗎？'), ('nudge', 'fa', 'خبری شد؟ هنوز پاسخی نگرفته‌ایم.'), ('nudge', 'de', 'Gibt es hierzu schon Neuigkeiten?'), ('nudge', 'fr', 'Avez-vous des nouvelles ?'), ('nudge', 'es', '¿Hay alguna novedad?'),
  ('triage', 'en', 'Came in by the web form, product not named. Routed by category.
    Triage: no outage, can wait for the next shift.
    Known customer, check the last ticket before answering.')
) as w (list, lang, lines);
select seed.fill_languages();
