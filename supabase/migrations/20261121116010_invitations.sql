-- A person's sign-in follows the person: its e-mail, whether it may be used, and the invitation that opens it.

create or replace function private.guard_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    new.id := old.id;
    new.created_at := old.created_at;
    if pg_catalog.current_setting('atrium.inviting', true) is distinct from 'on' then
      new.user_id := old.user_id;
    end if;
    if (new.team_id, new.department_id, new.manager_id, new.active, new.email)
      is distinct from (old.team_id, old.department_id, old.manager_id, old.active, old.email)
      and not private.may('profiles', 'update') then
      perform private.fail('42501', 'profile_by_admin', 'Team, manager, e-mail and access of a person are changed by an administrator.');
    end if;
    -- whoever can change the address of a sign-in can sign in: that takes the right to give roles
    if new.user_id is not null and new.email is distinct from old.email and not private.may('roles', 'update') then
      perform private.fail('42501', 'profile_by_admin', 'Team, manager, e-mail and access of a person are changed by an administrator.', '{"field":"email"}');
    end if;
  end if;
  return new;
end $$;
comment on function private.guard_profile() is 'What decides a person''s access is not theirs to change; the address of a sign-in is changed by who may give roles.';

create function private.sign_in_follows() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  address constant text := pg_catalog.lower(new.email);
begin
  if new.email is distinct from old.email then
    if address is null then
      perform private.fail('22023', 'required', 'Somebody who signs in has an e-mail address.', '{"field":"email"}');
    end if;
    if exists (select from auth.users u where pg_catalog.lower(u.email) = address and u.id <> new.user_id) then
      perform private.fail('23505', 'email_taken', 'Somebody signs in with this e-mail address already.', '{"field":"email"}');
    end if;
    update auth.users u set email = address, updated_at = now() where u.id = new.user_id and u.email is distinct from address;
    if found and pg_catalog.to_regclass('auth.identities') is not null then
      execute 'update auth.identities set identity_data = identity_data || pg_catalog.jsonb_build_object(''email'', $2), updated_at = now()
        where user_id = $1 and provider = ''email''' using new.user_id, address;
    end if;
  end if;
  if new.active is distinct from old.active then
    update auth.users u set banned_until = case when not new.active then '2999-12-31 00:00:00+00'::timestamptz end, updated_at = now()
    where u.id = new.user_id;
    if not new.active then
      perform private.end_sessions(new.user_id);
    end if;
  end if;
  return null;
end $$;
comment on function private.sign_in_follows() is
  'After a person''s e-mail changes, so does that of the sign-in; who is no longer active can neither sign in nor refresh, and all sessions end. Raises email_taken, required.';

create function private.end_sessions(user_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  delete from auth.sessions s where s.user_id = $1;
  if pg_catalog.to_regclass('auth.refresh_tokens') is not null then
    execute 'delete from auth.refresh_tokens where user_id::text = $1' using $1::text;
  end if;
end $$;
comment on function private.end_sessions(uuid) is 'Ends every session of a sign-in: no token of it is refreshed any more.';

create trigger z_sign_in_follows after update on public.profiles
  for each row when (new.user_id is not null and old.user_id is not null
    and (new.email is distinct from old.email or new.active is distinct from old.active))
  execute function private.sign_in_follows();

create function private.html(value text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;')
$$;
comment on function private.html(text) is 'Text as it stands in HTML.';

create function private.write_invitation(locale text, organisation text, inviter text, full_name text, link text)
returns table (subject text, body_text text, body_html text)
language plpgsql immutable set search_path = ''
as $$
declare
  words text[];
begin
  -- subject, greeting, what happened, the button, the note
  words := case locale
    when 'zh-CN' then array['邀请您加入 %1$s 的 Atrium', '%2$s，您好：', '%3$s 邀请您使用 %1$s 的 Atrium。请设置密码，然后登录：', '设置密码', '链接七天内有效，且只能使用一次。过期后，请在登录页选择“忘记密码”，或联系邀请您的人。']
    when 'zh-TW' then array['邀請您加入 %1$s 的 Atrium', '%2$s，您好：', '%3$s 邀請您使用 %1$s 的 Atrium。請設定密碼，然後登入：', '設定密碼', '連結七天內有效，且只能使用一次。逾期後，請在登入頁選擇「忘記密碼」，或聯絡邀請您的人。']
    when 'fa' then array['دعوت به آتریومِ %1$s', 'سلام %2$s،', '%3$s شما را به آتریومِ %1$s دعوت کرده است. گذرواژه‌ای انتخاب کنید و وارد شوید:', 'انتخاب گذرواژه', 'این پیوند هفت روز و فقط یک بار کار می‌کند. پس از آن، در صفحهٔ ورود «فراموشی گذرواژه» را بزنید یا با کسی که دعوتتان کرده تماس بگیرید.']
    else array['Your invitation to Atrium at %1$s', 'Hello %2$s,', '%3$s has invited you to Atrium, where %1$s works. Choose a password to sign in:', 'Choose a password', 'The link works once, for seven days. After that, choose “Forgot your password?” on the sign-in page, or ask the person who invited you.']
  end;
  subject := pg_catalog.translate(pg_catalog.format(words[1], organisation), E'\r\n', '  ');
  body_text := pg_catalog.concat_ws(E'\n\n',
    pg_catalog.format(words[2], organisation, full_name),
    pg_catalog.format(words[3], organisation, full_name, inviter) || E'\n' || link,
    words[5]) || E'\n';
  body_html := pg_catalog.format('<div dir="%s"><p>%s</p><p>%s</p><p><a href="%s">%s</a></p><p>%s</p></div>',
    case locale when 'fa' then 'rtl' else 'ltr' end,
    private.html(pg_catalog.format(words[2], organisation, full_name)),
    private.html(pg_catalog.format(words[3], organisation, full_name, inviter)),
    private.html(link), words[4], words[5]);
  return next;
end $$;
comment on function private.write_invitation(text, text, text, text, text) is 'The invitation in a language, as text and as HTML.';

create function private.send_invitation(person uuid, app_url text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  -- the auth server asks whether it was sent at most an hour (or what the project says) ago: so it is valid for a week
  valid_for constant interval := interval '7 days' - interval '1 hour';
  token constant text := pg_catalog.encode(extensions.gen_random_bytes(32), 'hex');
  who record;
begin
  if app_url is null or app_url !~ '^https?://[^\s/?#"<>]+$' then
    perform private.fail('22023', 'malformed', 'The address of the app is needed for the link in the mail.', '{"field":"app_url"}');
  end if;
  select p.id, p.user_id, p.full_name, p.email, p.active, coalesce(p.locale, s.locale, 'en') as locale, s.organisation,
    (select i.full_name from public.profiles i where i.id = private.me()) as inviter
  into who from public.profiles p left join public.settings s on true where p.id = person for update of p;
  if who.id is null then
    perform private.fail('P0002', 'gone', 'This person is no longer there.');
  end if;
  if not who.active then
    perform private.fail('22023', 'not_active', 'This person is not active.');
  end if;
  if who.email is null then
    perform private.fail('22023', 'required', 'An invitation needs an e-mail address.', '{"field":"email"}');
  end if;
  if who.user_id is null then
    who.user_id := private.create_sign_in(who.email, gen_random_uuid()::text || gen_random_uuid()::text);
    perform pg_catalog.set_config('atrium.inviting', 'on', true);
    update public.profiles p set user_id = who.user_id where p.id = person;
    perform pg_catalog.set_config('atrium.inviting', '', true);
  elsif exists (select from auth.users u where u.id = who.user_id and u.last_sign_in_at is not null) then
    perform private.fail('22023', 'joined_already', 'This person has signed in already; a forgotten password is asked for anew on the sign-in page.');
  end if;

  update auth.users u set confirmation_token = token, confirmation_sent_at = now() + valid_for, invited_at = now() where u.id = who.user_id;
  if pg_catalog.to_regclass('auth.one_time_tokens') is not null then
    execute 'delete from auth.one_time_tokens where user_id = $1 and token_type::text = ''confirmation_token''' using who.user_id;
    execute 'insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at, updated_at)
      values ($1, $2, ''confirmation_token'', $3, $4, now(), now())' using gen_random_uuid(), who.user_id, token, who.email;
  end if;
  perform private.enqueue_mail(pg_catalog.lower(who.email), m.subject, m.body_text, m.body_html)
  from private.write_invitation(who.locale, coalesce(who.organisation, 'Atrium'), coalesce(who.inviter, who.organisation, 'Atrium'), who.full_name,
    app_url || '/reset-password?token_hash=' || token || '&type=signup') m;
end $$;
comment on function private.send_invitation(uuid, text) is
  'Gives a person a sign-in without a password where there is none, and sends the link at which they choose one: through the outbox, in this transaction. Raises gone, not_active, required, email_taken, joined_already (22023).';
