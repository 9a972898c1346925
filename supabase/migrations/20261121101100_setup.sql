-- The first hour of an installation: what every organisation starts with, and its first administrator.

create function private.ensure_defaults(locale text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  -- en, zh-CN, zh-TW, fa
  n constant integer := case locale when 'zh-CN' then 2 when 'zh-TW' then 3 when 'fa' then 4 else 1 end;
  pipeline uuid;
begin
  insert into public.departments (key, name)
  select d.key, d.names[n] from (values
    ('sales', array['Sales', '销售', '業務', 'فروش']),
    ('support', array['Support', '客服', '客服', 'پشتیبانی']),
    ('marketing', array['Marketing', '市场', '行銷', 'بازاریابی']),
    ('management', array['Management', '管理层', '管理', 'مدیریت'])
  ) as d (key, names)
  on conflict (key) do nothing;

  if not exists (select from public.pipelines) then
    insert into public.pipelines (name, is_default)
    values ((array['Sales pipeline', '销售流程', '銷售流程', 'خط لولهٔ فروش'])[n], true)
    returning id into pipeline;
    insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome, max_age_days)
    select pipeline, s.key, s.names[n], s.position, s.win_probability, s.outcome, s.max_age_days from (values
      ('qualification', array['Qualification', '资格确认', '資格確認', 'ارزیابی'], 1, 0.10, 'open', 14),
      ('discovery', array['Discovery', '需求挖掘', '需求探索', 'نیازسنجی'], 2, 0.25, 'open', 21),
      ('proposal', array['Proposal', '方案报价', '提案報價', 'پیشنهاد'], 3, 0.50, 'open', 30),
      ('negotiation', array['Negotiation', '商务谈判', '商務談判', 'مذاکره'], 4, 0.75, 'open', 21),
      ('won', array['Won', '赢单', '成交', 'برنده'], 5, 1.00, 'won', null),
      ('lost', array['Lost', '输单', '失單', 'بازنده'], 6, 0.00, 'lost', null)
    ) as s (key, names, position, win_probability, outcome, max_age_days);
  end if;

  insert into public.lost_reasons (key, name, position)
  select l.key, l.names[n], l.position from (values
    ('price', array['Price too high', '价格过高', '價格過高', 'قیمت بالا'], 1),
    ('competitor', array['Chose a competitor', '选择了竞争对手', '選擇競爭對手', 'انتخاب رقیب'], 2),
    ('no_budget', array['No budget', '没有预算', '沒有預算', 'نبود بودجه'], 3),
    ('no_decision', array['No decision', '未做决定', '未做決定', 'بدون تصمیم'], 4),
    ('missing_feature', array['Missing feature', '功能缺失', '功能不足', 'نبود قابلیت لازم'], 5),
    ('timing', array['Bad timing', '时机不合适', '時機不合適', 'زمان نامناسب'], 6),
    ('other', array['Other', '其他', '其他', 'سایر'], 7)
  ) as l (key, names, position)
  on conflict (key) do nothing;

  if not exists (select from public.ticket_queues) then
    insert into public.ticket_queues (name, department_id, is_default)
    select (array['General', '通用队列', '一般佇列', 'عمومی'])[n], d.id, true from public.departments d where d.key = 'support';
  end if;
end $$;
comment on function private.ensure_defaults(text) is
  'Departments, a pipeline with stages, lost reasons and a ticket queue, named in the organisation''s language, where there are none.';

create function private.create_sign_in(email text, password text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  address constant text := pg_catalog.lower(pg_catalog.btrim(email));
  new_id constant uuid := gen_random_uuid();
  wanted constant jsonb := pg_catalog.jsonb_build_object(
    'id', new_id,
    'instance_id', '00000000-0000-0000-0000-000000000000',
    'aud', 'authenticated',
    'role', 'authenticated',
    'email', address,
    'encrypted_password', extensions.crypt(password, extensions.gen_salt('bf', 10)),
    'email_confirmed_at', now(),
    'raw_app_meta_data', '{"provider":"email","providers":["email"]}'::jsonb,
    'raw_user_meta_data', '{}'::jsonb,
    'created_at', now(),
    'updated_at', now(),
    'confirmation_token', '',
    'recovery_token', '',
    'email_change', '',
    'email_change_token_new', '',
    'email_change_token_current', '',
    'phone_change', '',
    'phone_change_token', '',
    'reauthentication_token', '');
  columns text;
begin
  if address !~ '^[^@\s]+@[^@\s]+$' then
    perform private.fail('22023', 'invalid_email', 'This is not an e-mail address.', '{"field":"email"}');
  end if;
  if pg_catalog.char_length(password) < 8 then
    perform private.fail('22023', 'password_too_short', 'A password has at least 8 characters.', '{"field":"password"}');
  end if;
  if pg_catalog.octet_length(password) > 72 then
    perform private.fail('22023', 'password_too_long', 'A password has at most 72 bytes.', '{"field":"password"}');
  end if;
  if exists (select from auth.users u where pg_catalog.lower(u.email) = address) then
    perform private.fail('23505', 'email_taken', 'Somebody signs in with this e-mail address already.', '{"field":"email"}');
  end if;

  -- only the columns that this auth server has, so that its own defaults stay for the others
  select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') into columns
  from pg_catalog.pg_attribute a
  where a.attrelid = 'auth.users'::pg_catalog.regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and wanted ? a.attname::text;
  execute pg_catalog.format('insert into auth.users (%1$s) select %1$s from pg_catalog.jsonb_populate_record(null::auth.users, $1)', columns)
    using wanted;

  if pg_catalog.to_regclass('auth.identities') is not null then
    select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') into columns
    from pg_catalog.pg_attribute a
    where a.attrelid = 'auth.identities'::pg_catalog.regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.attname in ('id', 'provider_id', 'user_id', 'identity_data', 'provider', 'last_sign_in_at', 'created_at', 'updated_at');
    execute pg_catalog.format('insert into auth.identities (%1$s) select %1$s from pg_catalog.jsonb_populate_record(null::auth.identities, $1)', columns)
      using pg_catalog.jsonb_build_object('id', gen_random_uuid(), 'provider_id', new_id, 'user_id', new_id, 'provider', 'email',
        'identity_data', pg_catalog.jsonb_build_object('sub', new_id, 'email', address, 'email_verified', true),
        'last_sign_in_at', now(), 'created_at', now(), 'updated_at', now());
  end if;
  return new_id;
end $$;
comment on function private.create_sign_in(text, text) is
  'Makes a confirmed person of the auth server (e-mail, password by bcrypt) and gives its user id. Raises email_taken, invalid_email, password_too_short, password_too_long.';

create function public.setup_needed() returns boolean
language sql stable security definer set search_path = ''
as $$ select not exists (select from public.profiles) $$;
comment on function public.setup_needed() is 'Whether nobody works here yet. For the setup function alone (service role).';

create function public.setup_organisation(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  locale constant text := coalesce(payload ->> 'locale', 'en');
  person uuid;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.setup'));
  if exists (select from public.profiles) then
    perform private.fail('P0001', 'already_set_up', 'This installation has its first administrator already.');
  end if;
  if locale not in ('en', 'zh-CN', 'zh-TW', 'fa') then
    perform private.fail('22023', 'unknown_locale', 'There is no such language.', '{"field":"locale"}');
  end if;
  if coalesce(pg_catalog.btrim(payload ->> 'organisation'), '') = '' then
    perform private.fail('22023', 'required', 'The organisation needs a name.', '{"field":"organisation"}');
  end if;
  if coalesce(pg_catalog.btrim(payload ->> 'full_name'), '') = '' then
    perform private.fail('22023', 'required', 'The administrator needs a name.', '{"field":"full_name"}');
  end if;
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = coalesce(payload ->> 'timezone', 'UTC')) then
    perform private.fail('22023', 'unknown_timezone', 'There is no such time zone.', '{"field":"timezone"}');
  end if;
  if coalesce(payload ->> 'currency', 'USD') !~ '^[A-Z]{3}$' then
    perform private.fail('22023', 'unknown_currency', 'A currency is three capital letters.', '{"field":"currency"}');
  end if;

  insert into public.settings (organisation, base_currency, timezone, locale, week_start)
  values (pg_catalog.btrim(payload ->> 'organisation'), coalesce(payload ->> 'currency', 'USD'),
    coalesce(payload ->> 'timezone', 'UTC'), locale, case locale when 'fa' then 6 when 'zh-TW' then 0 else 1 end);
  perform private.ensure_defaults(locale);
  insert into public.profiles (user_id, full_name, email, department_id, locale, timezone)
  select private.create_sign_in(payload ->> 'email', payload ->> 'password'), pg_catalog.btrim(payload ->> 'full_name'),
    pg_catalog.lower(pg_catalog.btrim(payload ->> 'email')), d.id, locale, coalesce(payload ->> 'timezone', 'UTC')
  from public.departments d where d.key = 'management'
  returning id into person;
  insert into public.profile_roles (profile_id, role_id) select person, r.id from public.roles r where r.key = 'admin';
  return person;
end $$;
comment on function public.setup_organisation(jsonb) is
  'Once: the organisation, its defaults and its first administrator, from {organisation, full_name, email, password, locale, timezone, currency}. Service role only. Raises already_set_up and errors that name their field.';

revoke execute on function public.setup_needed(), public.setup_organisation(jsonb) from public, anon, authenticated;
grant execute on function public.setup_needed(), public.setup_organisation(jsonb) to service_role;
