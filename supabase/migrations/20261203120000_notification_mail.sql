-- Notifications by mail: at once or in the morning, as each person chose for each kind, in their language, and never in
-- their quiet hours. A mail tells only of what its reader may read when it is written.

alter table public.notification_settings
  add column digest_at time not null default '08:00',
  add column quiet_from time,
  add column quiet_until time,
  add constraint notification_settings_quiet_check check ((quiet_from is null) = (quiet_until is null) and (quiet_from is null or quiet_from <> quiet_until));
comment on column public.notification_settings.digest_at is 'When what is mailed once a day is mailed, by the person''s own clock.';
comment on column public.notification_settings.quiet_from is 'From then until quiet_until, by the person''s own clock, nothing is mailed; null for no such hours.';

create index notifications_mail_idx on public.notifications (profile_id, created_at)
  where mail <> 'none' and read_at is null and (mailed_at is null or mailed_at < created_at);

create table private.site (
  id boolean primary key default true check (id),
  url text not null check (url ~ '^https?://[^\s/?#"<>]+$')
);
comment on table private.site is 'One row: the address at which people reach the app, for the links in mails. No row: mails go without links.';
alter table private.site enable row level security;

create function private.set_site(url text) returns void
language sql security definer set search_path = ''
as $$ insert into private.site as s (url) values ($1) on conflict (id) do update set url = excluded.url where s.url <> excluded.url $$;
comment on function private.set_site(text) is 'Says at which address people reach the app (no path), for the links in mails.';

create function private.notification_words(locale text) returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
  select case locale
    when 'zh-CN' then '{
      "assigned": "{{who}} 分配给了您", "assignedMany": "{{who}} 将这些分配给了您", "assignedByNobody": "已分配给您",
      "mentioned": "{{who}} 提到了您", "commented": "{{who}} 发表了评论", "changed": "{{who}} 做了更改", "changedMany": "{{who}} 更改了这些",
      "due": "即将到期", "overdue": "已逾期", "closing": "预计三天内成交", "reminder": "提醒", "somebody": "有人",
      "customers": "客户", "deals": "商机", "orders": "订单", "tickets": "工单", "tasks": "任务",
      "one": "{{kind}}「{{name}}」", "many": "{{number}} 条{{kind}}", "hello": "{{name}}，您好：", "digest": "自上封邮件以来的通知：", "subject": "Atrium：{{number}} 条通知",
      "more": "另有 {{number}} 条，请在 Atrium 中查看。", "settings": "选择通过邮件接收哪些通知"}'::jsonb
    when 'zh-TW' then '{
      "assigned": "{{who}} 指派給您", "assignedMany": "{{who}} 將這些指派給您", "assignedByNobody": "已指派給您",
      "mentioned": "{{who}} 提及您", "commented": "{{who}} 發表了留言", "changed": "{{who}} 做了變更", "changedMany": "{{who}} 變更了這些",
      "due": "即將到期", "overdue": "已逾期", "closing": "預計三天內成交", "reminder": "提醒", "somebody": "有人",
      "customers": "客戶", "deals": "商機", "orders": "訂單", "tickets": "服務單", "tasks": "待辦事項",
      "one": "{{kind}}「{{name}}」", "many": "{{number}} 筆{{kind}}", "hello": "{{name}}，您好：", "digest": "自上一封信以來的通知：", "subject": "Atrium：{{number}} 則通知",
      "more": "另有 {{number}} 則，請在 Atrium 中查看。", "settings": "選擇以電子郵件接收哪些通知"}'::jsonb
    when 'fa' then '{
      "assigned": "{{who}} این را به شما سپرد", "assignedMany": "{{who}} این‌ها را به شما سپرد", "assignedByNobody": "به شما سپرده شد",
      "mentioned": "{{who}} از شما نام برد", "commented": "{{who}} نظر نوشت", "changed": "{{who}} این را تغییر داد", "changedMany": "{{who}} این‌ها را تغییر داد",
      "due": "سررسید نزدیک است", "overdue": "سررسید گذشته است", "closing": "باید تا سه روز دیگر بسته شود", "reminder": "یادآوری", "somebody": "کسی",
      "customers": "مشتری", "deals": "معامله", "orders": "سفارش", "tickets": "تیکت", "tasks": "وظیفه",
      "one": "{{kind}} «{{name}}»", "many": "{{number}} {{kind}}", "hello": "سلام {{name}}،", "digest": "آنچه از نامهٔ پیشین تاکنون رسیده است:", "subject": "آتریوم: {{number}} اعلان",
      "more": "{{number}} مورد دیگر در آتریوم هست.", "settings": "انتخاب اینکه چه چیزی با ایمیل به شما گفته شود"}'::jsonb
    else '{
      "assigned": "{{who}} assigned this to you", "assignedMany": "{{who}} assigned these to you", "assignedByNobody": "Assigned to you",
      "mentioned": "{{who}} mentioned you", "commented": "{{who}} commented", "changed": "{{who}} changed this", "changedMany": "{{who}} changed these",
      "due": "Due soon", "overdue": "Overdue", "closing": "Should close within three days", "reminder": "Reminder", "somebody": "Somebody",
      "customers": "Customer", "deals": "Deal", "orders": "Order", "tickets": "Ticket", "tasks": "Task",
      "one": "{{kind}} “{{name}}”", "many": "{{kind}} × {{number}}", "hello": "Hello {{name}},", "digest": "Since the last mail:", "subject": "Atrium: {{number}} notifications",
      "more": "{{number}} more are in Atrium.", "settings": "Choose what you are told of by mail"}'::jsonb
  end
$$;
comment on function private.notification_words(text) is 'What mails of notifications say, in a language; {{…}} is put in. What was done is said as the app says it.';

create function private.say(template text, named jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  said text := template;
  item record;
begin
  for item in select e.key, e.value from pg_catalog.jsonb_each_text(named) e loop
    said := pg_catalog.replace(said, '{{' || item.key || '}}', coalesce(item.value, ''));
  end loop;
  return said;
end $$;
comment on function private.say(text, jsonb) is 'A text with what is named put into its {{…}}.';

create function private.record_name(resource text, record_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select case $1
    when 'customers' then (select r.name from public.customers r where r.id = $2)
    when 'deals' then (select r.name from public.deals r where r.id = $2)
    when 'orders' then (select r.number::text from public.orders r where r.id = $2)
    when 'tickets' then (select r.subject from public.tickets r where r.id = $2)
    when 'tasks' then (select r.title from public.tasks r where r.id = $2) end
$$;
comment on function private.record_name(text, uuid) is 'What a record is called, for mails to who may read it.';

create function private.write_notification_mail(person uuid, ids uuid[], digest boolean) returns boolean
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
    select n.*, (select a.full_name from public.profiles a where a.id = n.actor_id) as actor, private.record_name(n.resource, n.record_id) as name
    from public.notifications n
    where n.id = any (ids) and (n.record_id is null or private.access_reasons(person, n.resource, 'read', n.record_id) <> '[]')
    order by n.created_at desc, n.id
  loop
    told := told + 1;
    continue when told > most;
    digits := private.own_digits(item.how_many::text, who.locale);
    what := private.say(words ->> (item.kind || case
        when item.kind = 'assigned' and item.actor_id is null then 'ByNobody'
        when item.kind in ('assigned', 'changed') and item.record_id is null then 'Many' else '' end),
      pg_catalog.jsonb_build_object('who', coalesce(item.actor, words ->> 'somebody')));
    line := case when item.record_id is null
      then private.say(words ->> 'many', pg_catalog.jsonb_build_object('kind', words ->> item.resource, 'number', digits))
      else private.say(words ->> 'one', pg_catalog.jsonb_build_object('kind', words ->> item.resource, 'name', coalesce(item.name, ''))) end;
    link := site || '/' || item.resource || coalesce('/' || item.record_id, '');
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
comment on function private.write_notification_mail(uuid, uuid[], boolean) is
  'Puts a mail of these notifications into the outbox, in their reader''s language, of those records that they may read; gives whether there was anything to tell.';

create function private.own_digits(figures text, locale text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case locale when 'fa' then pg_catalog.translate(figures, '0123456789', '۰۱۲۳۴۵۶۷۸۹') else figures end $$;
comment on function private.own_digits(text, text) is 'A number''s digits as the language writes them.';

create function private.mail_notifications() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  person record;
begin
  for person in
    with waiting as (
      select n.profile_id, n.id, n.mail, n.created_at from public.notifications n
      where n.mail <> 'none' and n.read_at is null and (n.mailed_at is null or n.mailed_at < n.created_at)),
    clock as (
      select w.profile_id, z.zone, (now() at time zone z.zone) as here, coalesce(s.digest_at, '08:00') as digest_at, s.quiet_from, s.quiet_until
      from (select distinct profile_id from waiting) w
      join public.profiles p on p.id = w.profile_id and p.active and p.user_id is not null and p.email is not null
      left join public.notification_settings s on s.profile_id = p.id
      cross join lateral (select coalesce(p.timezone, (select o.timezone from public.settings o), 'UTC') as zone) z),
    awake as (
      select c.profile_id,
        -- the last morning: today's, or before that yesterday's
        ((c.here::date - case when c.here::time < c.digest_at then 1 else 0 end) + c.digest_at) at time zone c.zone as morning
      from clock c
      where c.quiet_from is null or case when c.quiet_from < c.quiet_until
        then not (c.here::time >= c.quiet_from and c.here::time < c.quiet_until)
        else c.here::time >= c.quiet_until and c.here::time < c.quiet_from end)
    select a.profile_id, w.mail = 'digest' as digest, pg_catalog.array_agg(w.id) as ids
    from awake a join waiting w on w.profile_id = a.profile_id
    where w.mail = 'at_once' or w.created_at < a.morning
    group by 1, 2 order by 1, 2 limit 1000
  loop
    perform private.write_notification_mail(person.profile_id, person.ids, person.digest);
    -- what is not shown in the app is read by being mailed
    update public.notifications n set mailed_at = now(), read_at = case when n.in_app then n.read_at else now() end where n.id = any (person.ids);
  end loop;
end $$;
comment on function private.mail_notifications() is
  'Job: mails what is to be mailed and was not read before: at once, or what came until the last morning of each person''s own clock; in quiet hours it waits. May run at any time.';
insert into public.jobs (name, description, function_name, every)
values ('notifications.mail', 'Mails notifications, at once or in the morning, as each person chose.', 'mail_notifications', interval '1 minute');

create or replace function public.my_notification_settings() returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('kinds', (
      select pg_catalog.jsonb_agg(private.notification_way(s.kinds, k.kind) || pg_catalog.jsonb_build_object('kind', k.kind) order by k.place)
      from pg_catalog.unnest(private.notification_kinds()) with ordinality k (kind, place)),
    'digest_at', pg_catalog.to_char(coalesce(s.digest_at, '08:00'), 'HH24:MI'),
    'quiet_from', pg_catalog.to_char(s.quiet_from, 'HH24:MI'), 'quiet_until', pg_catalog.to_char(s.quiet_until, 'HH24:MI'))
  from (select private.me() as person) m left join public.notification_settings s on s.profile_id = m.person
$$;
comment on function public.my_notification_settings() is
  'What the caller wants to be told of: {kinds: [{kind, app, mail}], digest_at, quiet_from, quiet_until: HH:MI by their own clock, the quiet hours null where there are none}.';

create or replace function private.save_notification_settings(payload jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kind text;
  way jsonb;
  clock constant text := '^([01][0-9]|2[0-3]):[0-5][0-9]$';
  quiet constant jsonb := nullif(payload -> 'quiet', 'null');
begin
  if private.me() is null then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  for kind, way in select e.key, e.value from pg_catalog.jsonb_each(coalesce(payload -> 'kinds', '{}')) e loop
    if kind <> all (private.notification_kinds()) or pg_catalog.jsonb_typeof(way) <> 'object' or way - array['app', 'mail'] <> '{}'
      or pg_catalog.jsonb_typeof(coalesce(way -> 'app', 'true')) <> 'boolean' or coalesce(way ->> 'mail', 'none') not in ('none', 'at_once', 'digest') then
      perform private.fail('22023', 'malformed', 'Settings name a kind, and how one is told of it.');
    end if;
  end loop;
  if coalesce(payload ->> 'digest_at', '08:00') !~ clock or quiet is not null
    and ((quiet ->> 'from' ~ clock and quiet ->> 'until' ~ clock) is not true or quiet ->> 'from' = quiet ->> 'until') then
    perform private.fail('22023', 'malformed', 'Times are HH:MI, and quiet hours begin and end at different ones.');
  end if;
  insert into public.notification_settings as s (profile_id, kinds)
  select private.me(), pg_catalog.jsonb_object_agg(k, private.notification_way(payload -> 'kinds', k)) from pg_catalog.jsonb_object_keys(coalesce(payload -> 'kinds', '{}')) k
  having count(*) > 0
  on conflict (profile_id) do update set kinds = s.kinds || (
    select pg_catalog.jsonb_object_agg(e.key, private.notification_way(s.kinds, e.key) || e.value) from pg_catalog.jsonb_each(payload -> 'kinds') e);
  if payload ?| array['digest_at', 'quiet'] then
    insert into public.notification_settings as s (profile_id, digest_at, quiet_from, quiet_until)
    values (private.me(), coalesce(payload ->> 'digest_at', '08:00')::time, (quiet ->> 'from')::time, (quiet ->> 'until')::time)
    on conflict (profile_id) do update set
      digest_at = case when payload ->> 'digest_at' is not null then excluded.digest_at else s.digest_at end,
      quiet_from = case when payload ? 'quiet' then excluded.quiet_from else s.quiet_from end,
      quiet_until = case when payload ? 'quiet' then excluded.quiet_until else s.quiet_until end;
  end if;
end $$;
comment on function public.save_notification_settings(jsonb) is
  'Changes what the caller wants to be told of: {kinds?: {kind: {app?, mail? (none, at_once, digest)}}, digest_at?: HH:MI, quiet?: {from, until} as HH:MI or null for no quiet hours}, those that are given. Raises malformed, denied.';
grant execute on function private.set_site(text) to service_role;
