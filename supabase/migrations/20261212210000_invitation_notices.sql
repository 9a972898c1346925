-- What people are told of invitations, in the app and by mail; mail says for whom one stands in.

create or replace function public.list_notifications(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  most constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 30), 0), 100);
  before_at constant timestamptz := (asked #>> '{before,at}')::timestamptz;
  before_id constant uuid := (asked #>> '{before,id}')::uuid;
  entries jsonb;
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', n.id, 'kind', n.kind, 'resource', n.resource, 'record_id', n.record_id,
      'name', case n.resource
        when 'customers' then (select r.name from public.customers r where r.id = n.record_id)
        when 'deals' then (select r.name from public.deals r where r.id = n.record_id)
        when 'orders' then (select r.number::text from public.orders r where r.id = n.record_id)
        when 'tickets' then (select r.subject from public.tickets r where r.id = n.record_id)
        when 'tasks' then (select r.title from public.tasks r where r.id = n.record_id)
        when 'events' then (select r.title from public.events r where r.id = n.record_id)
        when 'activities' then (select r.subject from public.activities r where r.id = n.record_id) end,
      'actor_id', n.actor_id,
      'actor', coalesce((select p.full_name from public.profiles p where p.id = n.actor_id),
        (select coalesce((select c.full_name from public.contacts c where c.id = a.contact_id), a.email)
         from public.event_participants a where a.id = (n.data ->> 'participant_id')::uuid)),
      'lender', (select p.full_name from public.profiles p where p.id = (n.data ->> 'lender_id')::uuid),
      'how_many', n.how_many, 'data', case when n.data ? 'comment_id' then n.data || pg_catalog.jsonb_build_object('comment',
        (select pg_catalog.left(c.body, 200) from public.comments c where c.id = (n.data ->> 'comment_id')::uuid)) else n.data end,
      'at', n.created_at, 'read', n.read_at is not null) order by n.created_at desc, n.id desc)
    into entries
  from (select f.* from public.notifications f
    where before_at is null or (f.created_at, f.id) < (before_at, before_id)
    order by f.created_at desc, f.id desc limit most) n;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'),
    'unread', (select count(*) from (select from public.notifications f where f.read_at is null limit 100) u),
    'next', case when pg_catalog.jsonb_array_length(entries) = most then pg_catalog.jsonb_build_object('at', entries #> '{-1,at}', 'id', entries #> '{-1,id}') end);
end $$;

create or replace function private.notification_words(locale text) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select case locale
    when 'zh-CN' then '{
      "assigned": "{{who}} 分配给了您", "assignedMany": "{{who}} 将这些分配给了您", "assignedByNobody": "已分配给您",
      "mentioned": "{{who}} 提到了您", "commented": "{{who}} 发表了评论", "changed": "{{who}} 做了更改", "changedMany": "{{who}} 更改了这些",
      "invited": "{{who}} 邀请您参加", "invitedAgain": "{{who}} 更改了会议", "answered": "{{who}} 已答复", "answeredAccepted": "{{who}} 接受了邀请", "answeredTentative": "{{who}} 可能参加", "answeredDeclined": "{{who}} 谢绝了邀请",
      "due": "即将到期", "overdue": "已逾期", "closing": "预计三天内成交", "reminder": "提醒", "somebody": "有人",
      "customers": "客户", "deals": "商机", "orders": "订单", "tickets": "工单", "tasks": "任务",
      "events": "日程", "forLender": "为{{name}}代班",
      "one": "{{kind}}「{{name}}」", "many": "{{number}} 条{{kind}}", "hello": "{{name}}，您好：", "digest": "自上封邮件以来的通知：", "subject": "Atrium：{{number}} 条通知",
      "more": "另有 {{number}} 条，请在 Atrium 中查看。", "settings": "选择通过邮件接收哪些通知"}'::jsonb
    when 'zh-TW' then '{
      "assigned": "{{who}} 指派給您", "assignedMany": "{{who}} 將這些指派給您", "assignedByNobody": "已指派給您",
      "mentioned": "{{who}} 提及您", "commented": "{{who}} 發表了留言", "changed": "{{who}} 做了變更", "changedMany": "{{who}} 變更了這些",
      "invited": "{{who}} 邀請您參加", "invitedAgain": "{{who}} 變更了會議", "answered": "{{who}} 已回覆", "answeredAccepted": "{{who}} 接受了邀請", "answeredTentative": "{{who}} 可能參加", "answeredDeclined": "{{who}} 婉拒了邀請",
      "due": "即將到期", "overdue": "已逾期", "closing": "預計三天內成交", "reminder": "提醒", "somebody": "有人",
      "customers": "客戶", "deals": "商機", "orders": "訂單", "tickets": "服務單", "tasks": "待辦事項",
      "events": "行程", "forLender": "代理{{name}}",
      "one": "{{kind}}「{{name}}」", "many": "{{number}} 筆{{kind}}", "hello": "{{name}}，您好：", "digest": "自上一封信以來的通知：", "subject": "Atrium：{{number}} 則通知",
      "more": "另有 {{number}} 則，請在 Atrium 中查看。", "settings": "選擇以電子郵件接收哪些通知"}'::jsonb
    when 'fa' then '{
      "assigned": "{{who}} این را به شما سپرد", "assignedMany": "{{who}} این‌ها را به شما سپرد", "assignedByNobody": "به شما سپرده شد",
      "mentioned": "{{who}} از شما نام برد", "commented": "{{who}} نظر نوشت", "changed": "{{who}} این را تغییر داد", "changedMany": "{{who}} این‌ها را تغییر داد",
      "invited": "{{who}} شما را دعوت کرد", "invitedAgain": "{{who}} این جلسه را تغییر داد", "answered": "{{who}} پاسخ داد", "answeredAccepted": "{{who}} دعوت را پذیرفت", "answeredTentative": "{{who}} شاید بیاید", "answeredDeclined": "{{who}} دعوت را نپذیرفت",
      "due": "سررسید نزدیک است", "overdue": "سررسید گذشته است", "closing": "باید تا سه روز دیگر بسته شود", "reminder": "یادآوری", "somebody": "کسی",
      "customers": "مشتری", "deals": "معامله", "orders": "سفارش", "tickets": "تیکت", "tasks": "وظیفه",
      "events": "رویداد", "forLender": "به جای {{name}} که جانشین او هستید",
      "one": "{{kind}} «{{name}}»", "many": "{{number}} {{kind}}", "hello": "سلام {{name}}،", "digest": "آنچه از نامهٔ پیشین تاکنون رسیده است:", "subject": "آتریوم: {{number}} اعلان",
      "more": "{{number}} مورد دیگر در آتریوم هست.", "settings": "انتخاب اینکه چه چیزی با ایمیل به شما گفته شود"}'::jsonb
    else '{
      "assigned": "{{who}} assigned this to you", "assignedMany": "{{who}} assigned these to you", "assignedByNobody": "Assigned to you",
      "mentioned": "{{who}} mentioned you", "commented": "{{who}} commented", "changed": "{{who}} changed this", "changedMany": "{{who}} changed these",
      "invited": "{{who}} invites you", "invitedAgain": "{{who}} changed this meeting", "answered": "{{who}} answered", "answeredAccepted": "{{who}} accepted", "answeredTentative": "{{who}} may come", "answeredDeclined": "{{who}} declined",
      "due": "Due soon", "overdue": "Overdue", "closing": "Should close within three days", "reminder": "Reminder", "somebody": "Somebody",
      "customers": "Customer", "deals": "Deal", "orders": "Order", "tickets": "Ticket", "tasks": "Task",
      "events": "Event", "forLender": "For {{name}}, for whom you stand in",
      "one": "{{kind}} “{{name}}”", "many": "{{kind}} × {{number}}", "hello": "Hello {{name}},", "digest": "Since the last mail:", "subject": "Atrium: {{number}} notifications",
      "more": "{{number}} more are in Atrium.", "settings": "Choose what you are told of by mail"}'::jsonb
  end
$$;

create or replace function private.record_name(resource text, record_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select case $1
    when 'customers' then (select r.name from public.customers r where r.id = $2)
    when 'deals' then (select r.name from public.deals r where r.id = $2)
    when 'orders' then (select r.number::text from public.orders r where r.id = $2)
    when 'tickets' then (select r.subject from public.tickets r where r.id = $2)
    when 'tasks' then (select r.title from public.tasks r where r.id = $2)
    when 'events' then (select r.title from public.events r where r.id = $2) end
$$;

create or replace function private.write_notification_mail(person uuid, ids uuid[], digest boolean) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  most constant integer := 30;
  who record;
  words jsonb;
  site constant text := (select s.url from private.site s);
  item record;
  what text;
  line text;
  link text;
  lines text[] := '{}';
  items text[] := '{}';
  told integer := 0;
  digits text;
  subject text;
  intro text;
begin
  select p.full_name, pg_catalog.lower(p.email) as email, coalesce(p.locale, s.locale, 'en') as locale
  into who from public.profiles p left join public.settings s on true where p.id = person;
  words := private.notification_words(who.locale);
  for item in
    select n.*, coalesce((select a.full_name from public.profiles a where a.id = n.actor_id),
        (select coalesce(c.full_name, a.email) from public.event_participants a left join public.contacts c on c.id = a.contact_id
         where a.id = (n.data ->> 'participant_id')::uuid)) as actor,
      private.record_name(n.resource, n.record_id) as name,
      (select l.full_name from public.profiles l where l.id = (n.data ->> 'lender_id')::uuid) as lender
    from public.notifications n
    where n.id = any (ids) and (n.record_id is null or private.access_reasons(person, n.resource, 'read', n.record_id) <> '[]'
      or (n.resource = 'events' and exists (
        select from public.event_participants a join public.events e on e.id = a.event_id and e.deleted_at is null
        where a.event_id = n.record_id and a.profile_id = person)))
    order by n.created_at desc, n.id
  loop
    told := told + 1;
    continue when told > most;
    digits := private.own_digits(item.how_many::text, who.locale);
    what := private.say(words ->> (item.kind || case
        when item.kind = 'invited' then case when item.data ? 'moved' then 'Again' else '' end
        when item.kind = 'answered' then pg_catalog.initcap(item.data ->> 'answer')
        when item.kind = 'assigned' and item.actor_id is null then 'ByNobody'
        when item.kind in ('assigned', 'changed') and item.record_id is null then 'Many' else '' end),
      pg_catalog.jsonb_build_object('who', coalesce(item.actor, words ->> 'somebody')));
    line := case when item.record_id is null
      then private.say(words ->> 'many', pg_catalog.jsonb_build_object('kind', words ->> item.resource, 'number', digits))
      else private.say(words ->> 'one', pg_catalog.jsonb_build_object('kind', words ->> item.resource, 'name', coalesce(item.name, ''))) end;
    if item.lender is not null then
      line := line || ' · ' || private.say(words ->> 'forLender', pg_catalog.jsonb_build_object('name', item.lender));
    end if;
    link := site || case when item.resource = 'events' then '/calendar' || coalesce('?event=' || item.record_id, '')
      else '/' || item.resource || coalesce('/' || item.record_id, '') end;
    subject := coalesce(subject, what || ': ' || line);
    lines := lines || pg_catalog.concat_ws(E'\n', what || ': ' || line, link);
    items := items || pg_catalog.format('<li>%s: %s</li>', private.html(what),
      case when link is null then private.html(line) else pg_catalog.format('<a href="%s"><bdi>%s</bdi></a>', private.html(link), private.html(line)) end);
  end loop;
  if told = 0 or who.email is null then
    return false;
  end if;
  digits := private.own_digits(told::text, who.locale);
  if told > 1 then
    subject := private.say(words ->> 'subject', pg_catalog.jsonb_build_object('number', digits));
  end if;
  if told > most then
    line := private.say(words ->> 'more', pg_catalog.jsonb_build_object('number', private.own_digits((told - most)::text, who.locale)));
    lines := lines || line;
    items := items || pg_catalog.format('<li>%s</li>', private.html(line));
  end if;
  intro := private.say(words ->> 'hello', pg_catalog.jsonb_build_object('name', who.full_name));
  perform private.enqueue_mail(who.email, pg_catalog.left(pg_catalog.translate(subject, E'\r\n', '  '), 300),
    pg_catalog.concat_ws(E'\n\n', intro, case when digest then words ->> 'digest' end, pg_catalog.array_to_string(lines, E'\n\n'),
      (words ->> 'settings') || ':' || E'\n' || site || '/profile#notices') || E'\n',
    pg_catalog.format('<div dir="%s" lang="%s"><p>%s</p>%s<ul>%s</ul>%s</div>', case who.locale when 'fa' then 'rtl' else 'ltr' end, who.locale,
      private.html(intro), case when digest then '<p>' || (words ->> 'digest') || '</p>' else '' end, pg_catalog.array_to_string(items, ''),
      case when site is null then '' else pg_catalog.format('<p><a href="%s">%s</a></p>', private.html(site || '/profile#notices'), words ->> 'settings') end));
  return true;
end $$;
