-- The clock and the post: jobs, the outbox with its worker's functions, the local mailbox.

create table public.jobs (
  name text primary key check (name ~ '^[a-z][a-z0-9_.]*$'),
  description text not null,
  function_name text not null check (function_name ~ '^[a-z][a-z0-9_]*$'),
  every interval not null check (every >= interval '1 second'),
  enabled boolean not null default true,
  next_run_at timestamptz not null default now(),
  last_run_at timestamptz,
  last_duration_ms integer,
  last_error text
);
comment on table public.jobs is 'Functions of schema private that run by the clock: by pg_cron where it is, by the local stack''s ticker where it is not.';

create table public.outbox (
  id uuid primary key default gen_random_uuid(),
  kind text not null default 'mail' check (kind in ('mail')),
  recipient text not null check (char_length(recipient) <= 254),
  subject text not null check (char_length(subject) <= 998),
  body_text text not null,
  body_html text,
  dedupe_key text unique,
  status text not null default 'pending' check (status in ('pending', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
comment on table public.outbox is 'Post that leaves the house, written in the transaction that causes it, delivered at least once.';
create index outbox_due_idx on public.outbox (next_attempt_at) where status in ('pending', 'sending');
create index outbox_created_at_idx on public.outbox (created_at);

create table public.mailbox_messages (
  id uuid primary key default gen_random_uuid(),
  outbox_id uuid not null unique references public.outbox on delete cascade,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  received_at timestamptz not null default now()
);
comment on table public.mailbox_messages is 'The local mailbox: where mail arrives when the installation has no mail server.';
create index mailbox_messages_received_at_idx on public.mailbox_messages (received_at desc, id);

call private.protect('jobs', 'jobs', 'special');
create policy jobs_read on public.jobs for select to authenticated using ((select private.may('jobs', 'read')));
call private.protect('outbox', 'outbox', 'special');
create policy outbox_read on public.outbox for select to authenticated using ((select private.may('outbox', 'read')));
call private.protect('mailbox_messages', 'mailbox', 'special');
create policy mailbox_messages_read on public.mailbox_messages for select to authenticated using ((select private.may('mailbox', 'read')));
create policy mailbox_messages_delete on public.mailbox_messages for delete to authenticated using ((select private.may('mailbox', 'delete')));
revoke insert, update, delete on public.jobs, public.outbox from authenticated;
revoke insert, update on public.mailbox_messages from authenticated;

create function private.run_due_jobs() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  job record;
  started timestamptz;
  failure text;
  ran integer := 0;
begin
  for job in
    select j.name, j.function_name, j.every from public.jobs j
    where j.enabled and j.next_run_at <= pg_catalog.clock_timestamp()
    order by j.next_run_at for update skip locked
  loop
    started := pg_catalog.clock_timestamp();
    failure := null;
    begin
      execute pg_catalog.format('select private.%I()', job.function_name);
    exception when others then
      failure := sqlerrm;
    end;
    update public.jobs set
      last_run_at = started,
      last_duration_ms = (extract(epoch from pg_catalog.clock_timestamp() - started) * 1000)::integer,
      last_error = failure,
      next_run_at = pg_catalog.clock_timestamp() + job.every
    where name = job.name;
    ran := ran + 1;
  end loop;
  return ran;
end $$;
comment on function private.run_due_jobs() is 'Runs what is due, each job on its own; gives how many ran. One that fails says why in last_error and is tried again at its next time.';

create function private.enqueue_mail(recipient text, subject text, body_text text, body_html text default null, dedupe_key text default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  new_id uuid;
begin
  insert into public.outbox (recipient, subject, body_text, body_html, dedupe_key)
  values ($1, $2, $3, $4, $5)
  on conflict on constraint outbox_dedupe_key_key do nothing
  returning id into new_id;
  return coalesce(new_id, (select o.id from public.outbox o where o.dedupe_key = $5));
end $$;
comment on function private.enqueue_mail(text, text, text, text, text) is 'Puts a mail into the outbox; with a dedupe key, once.';

create function private.claim_outbox(how_many integer) returns setof public.outbox
language sql security definer set search_path = ''
as $$
  update public.outbox o set status = 'sending', attempts = o.attempts + 1, next_attempt_at = now() + interval '2 minutes'
  where o.id in (
    select d.id from public.outbox d
    where d.status in ('pending', 'sending') and d.next_attempt_at <= now()
    order by d.next_attempt_at limit how_many for update skip locked)
  returning o.*
$$;
comment on function private.claim_outbox(integer) is 'Leases what is due for two minutes: a worker that dies leaves it to the next.';

create function private.settle_outbox(outbox_id uuid, error text default null) returns void
language sql security definer set search_path = ''
as $$
  update public.outbox o set
    status = case when $2 is null then 'sent' when o.attempts >= 8 then 'failed' else 'pending' end,
    sent_at = case when $2 is null then now() end,
    last_error = $2,
    next_attempt_at = now() + least(interval '1 hour', interval '10 seconds' * pg_catalog.power(2, o.attempts))
  where o.id = $1
$$;
comment on function private.settle_outbox(uuid, text) is 'Says that a mail went, or why not: then it is tried again, later each time, eight times at most.';

create function private.deliver_to_mailbox(outbox_id uuid) returns void
language sql security definer set search_path = ''
as $$
  insert into public.mailbox_messages (outbox_id, recipient, subject, body_text, body_html)
  select o.id, o.recipient, o.subject, o.body_text, o.body_html from public.outbox o where o.id = $1
  on conflict do nothing
$$;
comment on function private.deliver_to_mailbox(uuid) is 'Delivers a mail to the local mailbox, once however often it is called.';

create function private.purge_post() returns void
language sql security definer set search_path = ''
as $$ delete from public.outbox where status = 'sent' and created_at < now() - interval '30 days' $$;
comment on function private.purge_post() is 'Job: post that went 30 days ago is forgotten.';

insert into public.jobs (name, description, function_name, every)
values ('post.purge', 'Forgets post that was sent more than 30 days ago.', 'purge_post', interval '6 hours');

grant execute on function private.run_due_jobs(), private.enqueue_mail(text, text, text, text, text), private.claim_outbox(integer),
  private.settle_outbox(uuid, text), private.deliver_to_mailbox(uuid) to atrium_worker;

do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('atrium', '* * * * *', 'select private.run_due_jobs()');
  end if;
end $$;
