-- What happened with a customer, as one timeline: activities, stages of deals, orders, tickets, tasks and changes, page by
-- page; and what its readers keep on top of it.

create index tickets_solved_idx on public.tickets (customer_id, solved_at desc, id desc) where solved_at is not null;
create index tasks_timeline_idx on public.tasks (customer_id, (coalesce(completed_at, created_at)) desc, id desc);

create table public.customer_pins (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers on delete cascade,
  activity_id uuid references public.activities on delete cascade,
  order_id uuid references public.orders on delete cascade,
  ticket_id uuid references public.tickets on delete cascade,
  task_id uuid references public.tasks on delete cascade,
  pinned_by uuid references public.profiles on delete set null,
  pinned_at timestamptz not null default now(),
  access_id uuid not null,
  check (num_nonnulls(activity_id, order_id, ticket_id, task_id) = 1),
  unique (activity_id, customer_id),
  unique (order_id, customer_id),
  unique (ticket_id, customer_id),
  unique (task_id, customer_id)
);
comment on table public.customer_pins is
  'What stands on top of a customer''s timeline, for everybody who reads both: pinned by who may change the customer.';
create index customer_pins_customer_id_idx on public.customer_pins (customer_id, pinned_at desc);
create index customer_pins_pinned_by_idx on public.customer_pins (pinned_by);
create index customer_pins_access_id_idx on public.customer_pins (access_id);

insert into private.audit_exceptions (table_name, reason)
values ('customer_pins', 'What stands on top of a page; who pinned it stands in the row.');
call private.protect_child('customer_pins', 'customers', 'customers');
call private.hang_on('customers', array['customer_pins.customer_id.access_id']);
revoke update on public.customer_pins from authenticated;

create function private.guard_pin() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    new.pinned_by := private.me();
    new.pinned_at := now();
  end if;
  -- asked with the caller's own rights, for the foreign keys are not
  if not exists (
    select from public.activities a where a.id = new.activity_id and a.customer_id = new.customer_id
    union all select from public.orders o where o.id = new.order_id and o.customer_id = new.customer_id
    union all select from public.tickets t where t.id = new.ticket_id and t.customer_id = new.customer_id
    union all select from public.tasks k where k.id = new.task_id and k.customer_id = new.customer_id) then
    perform private.fail('42501', 'gone', 'What is pinned is no longer there, or not yours to see.');
  end if;
  return new;
end $$;
comment on function private.guard_pin() is 'Pins are of what the caller sees on that customer''s timeline; who pinned it is not theirs to say.';
create trigger a_guard_pin before insert on public.customer_pins for each row execute function private.guard_pin();

create function public.pin_entry(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  field constant text := (payload ->> 'kind') || '_id';
  entry constant uuid := (payload ->> 'id')::uuid;
begin
  if field is null or field not in ('activity_id', 'order_id', 'ticket_id', 'task_id') or entry is null then
    perform private.fail('22023', 'malformed', 'Activities, orders, tickets and tasks can be pinned.', '{"field":"kind"}');
  end if;
  if coalesce((payload ->> 'pinned')::boolean, true) then
    execute pg_catalog.format('insert into public.customer_pins (customer_id, %1$I, access_id) values ($1, $2, $1) on conflict (%1$I, customer_id) do nothing', field)
      using (payload ->> 'customer')::uuid, entry;
  else
    execute pg_catalog.format('delete from public.customer_pins where customer_id = $1 and %I = $2', field)
      using (payload ->> 'customer')::uuid, entry;
    if not found and exists (select from public.customer_pins p where p.customer_id = (payload ->> 'customer')::uuid
        and entry in (p.activity_id, p.order_id, p.ticket_id, p.task_id)) then
      perform private.fail('42501', 'denied', 'You may not do this.');
    end if;
  end if;
end $$;
comment on function public.pin_entry(jsonb) is
  'Keeps an entry on top of a customer''s timeline, or no longer: {customer, kind: activity, order, ticket or task, id, pinned?}; once more changes nothing. Raises gone, denied, malformed.';

-- A record's lines of the audit log without those that something else on the screen says already.
create function private.history_lines(resource text, record uuid, before jsonb, how_many integer, said_elsewhere text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  row_now jsonb;
  access uuid;
  readable text[];
  veiled text[];
begin
  execute pg_catalog.format('select pg_catalog.to_jsonb(r) from public.%I r where id = $1', private.record_table(resource)) into row_now using record;
  access := coalesce(row_now ->> 'access_id', row_now ->> 'id')::uuid;
  veiled := private.veiled_groups(access);
  -- what hangs on the record is shown to who may read that kind on this very record: a field group's changes to who sees the group
  readable := array(
    select kind.resource from (select distinct a.resource from public.audit_log a where a.root_id = record) kind
    where kind.resource = $1 or kind.resource = 'audit' or private.may(kind.resource, 'read')
      or access = any (private.visible_ids(kind.resource, 'read')));
  return (
    select coalesce(pg_catalog.jsonb_agg(private.audit_line(l, veiled) order by l.happened_at desc, l.id desc), '[]')
    from (
      select a.* from public.audit_log a
      where a.root_id = record and a.resource = any (readable) and a.action not in ('sign_in', 'sign_in_failed')
        and (said_elsewhere = '{}' or a.action <> 'update' or (a.changes - said_elsewhere) <> '{}')
        and (before is null or (a.happened_at, a.id) < ((before ->> 'at')::timestamptz, (before ->> 'id')::bigint))
      order by a.happened_at desc, a.id desc limit how_many) l);
end $$;
comment on function private.history_lines(text, uuid, jsonb, integer, text[]) is
  'Lines of the log about a record and what hangs on it, without the kinds that the caller may not read on it, and without changes of nothing but the fields that are said elsewhere. That the caller may read the record itself is for the calling function to ask.';

create or replace function private.history_lines(resource text, record uuid, before jsonb, how_many integer) returns jsonb
language sql stable security definer set search_path = ''
as $$ select private.history_lines($1, $2, $3, $4, '{}') $$;

create function private.timeline_facts(entry public.activities) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('id', entry.id, 'kind', entry.kind, 'subject', entry.subject, 'body', entry.body, 'direction', entry.direction,
    'outcome', entry.outcome, 'duration_minutes', entry.duration_minutes, 'happened_at', entry.happened_at, 'person_id', entry.owner_id,
    'created_by', entry.created_by, 'updated_at', entry.updated_at, 'customer_id', entry.customer_id, 'deal_id', entry.deal_id,
    'ticket_id', entry.ticket_id, 'contact_id', entry.contact_id)
$$;
create function private.timeline_facts(entry public.orders) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('number', entry.number, 'status', entry.status, 'total', entry.total, 'currency', entry.currency, 'person_id', entry.owner_id)
$$;
create function private.timeline_facts(entry public.tickets) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('number', entry.number, 'subject', entry.subject, 'status', entry.status, 'person_id', entry.assignee_id)
$$;
create function private.timeline_facts(entry public.tasks) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('title', entry.title, 'status', entry.status, 'due_at', entry.due_at, 'person_id', entry.assignee_id)
$$;
comment on function private.timeline_facts(public.activities) is 'What a timeline says of an activity.';
comment on function private.timeline_facts(public.orders) is 'What a timeline says of an order.';
comment on function private.timeline_facts(public.tickets) is 'What a timeline says of a ticket.';
comment on function private.timeline_facts(public.tasks) is 'What a timeline says of a task.';

create function private.timeline_rows(customer uuid, kinds text[], before jsonb, how_many integer)
returns table (place integer, kind text, id uuid, at timestamptz, facts jsonb)
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
  -- an entry's rank is (at, place, id): what comes after the last one seen
  mark constant timestamptz := coalesce((before ->> 'at')::timestamptz, 'infinity');
  mark_place constant integer := coalesce((before ->> 'place')::integer, 0);
  mark_id constant uuid := case when mark_place between 1 and 7 then (before ->> 'id')::uuid end;
  activity_kinds constant text[] := array(select k from pg_catalog.unnest(kinds) k where k in ('call', 'email', 'meeting', 'demo', 'note'));
begin
  return query
  select * from (
    (select 1, a.kind, a.id, a.happened_at, private.timeline_facts(a) from public.activities a
      where activity_kinds <> '{}' and a.kind = any (activity_kinds) and a.customer_id = customer and a.happened_at <= mark
        and (a.happened_at < mark or 1 > mark_place or (1 = mark_place and a.id < mark_id))
      order by a.happened_at desc, a.id desc limit how_many)
    union all
    (select 2, 'deal', h.id, h.entered_at, pg_catalog.jsonb_build_object('deal_id', d.id, 'deal', d.name, 'amount', d.amount, 'currency', d.currency,
        'from', f.name, 'to', s.name, 'outcome', s.outcome, 'person_id', h.changed_by)
      from public.deals d cross join lateral (
        select s.id, s.entered_at, s.from_stage_id, s.to_stage_id, s.changed_by from public.deal_stage_history s
        where s.deal_id = d.id and s.entered_at <= mark
          and (s.entered_at < mark or 2 > mark_place or (2 = mark_place and s.id < mark_id))
        order by s.entered_at desc, s.id desc limit how_many) h
      left join public.pipeline_stages f on f.id = h.from_stage_id
      left join public.pipeline_stages s on s.id = h.to_stage_id
      where 'deal' = any (kinds) and d.customer_id = customer
      order by h.entered_at desc, h.id desc limit how_many)
    union all
    (select 3, 'order', o.id, o.ordered_at, private.timeline_facts(o) from public.orders o
      where 'order' = any (kinds) and o.customer_id = customer and o.ordered_at <= mark
        and (o.ordered_at < mark or 3 > mark_place or (3 = mark_place and o.id < mark_id))
      order by o.ordered_at desc, o.id desc limit how_many)
    union all
    (select 4, 'ticket', t.id, t.solved_at, private.timeline_facts(t) from public.tickets t
      where 'ticket' = any (kinds) and t.customer_id = customer and t.solved_at is not null and t.solved_at <= mark
        and (t.solved_at < mark or 4 > mark_place or (4 = mark_place and t.id < mark_id))
      order by t.solved_at desc, t.id desc limit how_many)
    union all
    (select 5, 'ticket', t.id, t.created_at, private.timeline_facts(t) from public.tickets t
      where 'ticket' = any (kinds) and t.customer_id = customer and t.created_at <= mark
        and (t.created_at < mark or 5 > mark_place or (5 = mark_place and t.id < mark_id))
      order by t.created_at desc, t.id desc limit how_many)
    union all
    (select 6, 'task', t.id, coalesce(t.completed_at, t.created_at), private.timeline_facts(t) from public.tasks t
      where 'task' = any (kinds) and t.customer_id = customer and coalesce(t.completed_at, t.created_at) <= mark
        and (coalesce(t.completed_at, t.created_at) < mark or 6 > mark_place or (6 = mark_place and t.id < mark_id))
      order by coalesce(t.completed_at, t.created_at) desc, t.id desc limit how_many)
    union all
    (select 7, 'stage', h.id, h.changed_at, pg_catalog.jsonb_build_object('from', h.from_stage, 'to', h.to_stage, 'person_id', h.changed_by)
      from public.customer_lifecycle_history h
      where 'stage' = any (kinds) and h.customer_id = customer and h.changed_at <= mark
        and (h.changed_at < mark or 7 > mark_place or (7 = mark_place and h.id < mark_id))
      order by h.changed_at desc, h.id desc limit how_many)
  ) entry (place, kind, id, at, facts)
  order by 4 desc, 1, 3 desc limit how_many;
end $$;
comment on function private.timeline_rows(uuid, text[], jsonb, integer) is
  'The latest entries of a customer''s timeline before a mark {at, place, id}, with the caller''s own rights: place tells which table it comes from (1 activities, 2 deal_stage_history, 3 orders, 4 tickets solved, 5 tickets opened, 6 tasks, 7 customer_lifecycle_history).';

create function private.timeline_pins(customer uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', w.kind, 'place', w.place, 'id', w.id, 'at', w.at, 'facts', w.facts) order by c.pinned_at desc), '[]')
  from (select p.* from public.customer_pins p where p.customer_id = customer order by p.pinned_at desc limit 50) c
  -- what went to another customer since is no longer this one's
  left join public.activities a on a.id = c.activity_id and a.customer_id = customer
  left join public.orders o on o.id = c.order_id and o.customer_id = customer
  left join public.tickets t on t.id = c.ticket_id and t.customer_id = customer
  left join public.tasks k on k.id = c.task_id and k.customer_id = customer
  cross join lateral (values (1, a.kind, a.id, a.happened_at, private.timeline_facts(a)), (3, 'order', o.id, o.ordered_at, private.timeline_facts(o)),
    (5, 'ticket', t.id, t.created_at, private.timeline_facts(t)), (6, 'task', k.id, coalesce(k.completed_at, k.created_at), private.timeline_facts(k))) w (place, kind, id, at, facts)
  where w.id is not null
$$;
comment on function private.timeline_pins(uuid) is 'What stands on top of a customer''s timeline, as far as the caller may read it: entries, the latest pin first.';

create function private.timeline_names(entries jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  with id as (
    select f.key, f.value::uuid as id from pg_catalog.jsonb_array_elements(entries) e cross join lateral pg_catalog.jsonb_each_text(e -> 'facts') f
    where f.key in ('person_id', 'contact_id', 'deal_id', 'ticket_id') and f.value is not null
    union
    select w.key, w.value::uuid from pg_catalog.jsonb_array_elements(entries) e
    cross join lateral pg_catalog.jsonb_array_elements(coalesce(e #> '{facts,participants}', '[]')) p cross join lateral pg_catalog.jsonb_each_text(p) w
    where w.value is not null
  )
  select coalesce(pg_catalog.jsonb_object_agg(n.id, pg_catalog.jsonb_build_object('name', n.name, 'number', null, 'resource', n.resource)), '{}') from (
    select p.id, p.full_name as name, 'profiles' as resource from public.profiles p where p.id in (select i.id from id i where i.key in ('person_id', 'profile_id'))
    union all
    select c.id, c.full_name, 'contacts' from public.contacts c where c.id in (select i.id from id i where i.key = 'contact_id')
    union all
    select d.id, d.name, 'deals' from public.deals d where d.id in (select i.id from id i where i.key = 'deal_id')
    union all
    select t.id, t.subject, 'tickets' from public.tickets t where t.id in (select i.id from id i where i.key = 'ticket_id')) n
$$;
comment on function private.timeline_names(jsonb) is
  'What the people, contacts, deals and tickets are called that entries of a timeline speak of, {id: {name, number, resource}}: those that the caller may read.';

create function private.with_participants(entries jsonb, participants jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select case when entries is null or participants is null then entries else (
    select coalesce(pg_catalog.jsonb_agg(case when e.value ->> 'place' = '1' and participants ? (e.value ->> 'id')
      then pg_catalog.jsonb_set(e.value, '{facts,participants}', participants -> (e.value ->> 'id')) else e.value end order by e.nth), '[]')
    from pg_catalog.jsonb_array_elements(entries) with ordinality e (value, nth)) end
$$;
comment on function private.with_participants(jsonb, jsonb) is 'Entries of a timeline with who took part in their activities, {activity: list}.';

create function public.customer_timeline(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  customer constant uuid := (asked ->> 'id')::uuid;
  every_kind constant text[] := array['call', 'email', 'meeting', 'demo', 'note', 'deal', 'order', 'ticket', 'task', 'stage', 'change'];
  how_many constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 30), 1), 100);
  before constant jsonb := nullif(asked -> 'before', 'null');
  change_place constant integer := 8;
  kinds text[] := every_kind;
  lines jsonb := '[]';
  entries jsonb;
  more boolean;
  pinned jsonb;
  participants jsonb;
begin
  if pg_catalog.jsonb_typeof(asked -> 'kinds') = 'array' then
    kinds := array(select k from pg_catalog.jsonb_array_elements_text(asked -> 'kinds') k);
  end if;
  if customer is null or not kinds <@ every_kind or (before is not null and (
      before ->> 'at' is null or coalesce((before ->> 'place')::integer, 0) not between 1 and change_place or before ->> 'id' is null)) then
    perform private.fail('22023', 'malformed', 'A timeline is asked for by {id, kinds?, before?: {at, place, id}, limit?}.');
  end if;
  if not exists (select from public.customers c where c.id = customer) then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  if 'change' = any (kinds) then
    lines := private.history_lines('customers', customer, case when before is not null then pg_catalog.jsonb_build_object('at', before -> 'at',
      'id', case when (before ->> 'place')::integer = change_place then (before ->> 'id')::bigint else 9223372036854775807 end) end,
      how_many + 1, array['lifecycle_stage']);
  end if;
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', e.kind, 'at', e.at, 'place', e.place, 'id', e.id, 'facts', e.facts) order by e.nth)
      filter (where e.nth <= how_many), '[]'), count(*) > how_many into entries, more
  from (
    select u.*, pg_catalog.row_number() over (order by u.at desc, u.place, u.number desc, u.id collate "C" desc) as nth from (
      select r.kind, r.at, r.place, r.id::text as id, null::bigint as number, r.facts
      from private.timeline_rows(customer, kinds, before, how_many + 1) r
      union all
      select 'change', (l.value ->> 'at')::timestamptz, change_place, l.value ->> 'id', (l.value ->> 'id')::bigint, l.value
      from pg_catalog.jsonb_array_elements(lines) l) u
    order by nth limit how_many + 1) e;
  if before is null then
    pinned := private.timeline_pins(customer);
  end if;
  select pg_catalog.jsonb_object_agg(w.activity_id, w.list) into participants
  from (
    select p.activity_id, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('profile_id', p.profile_id, 'contact_id', p.contact_id) order by p.created_at, p.id) as list
    from public.activity_participants p
    where p.activity_id in (select (e ->> 'id')::uuid from pg_catalog.jsonb_array_elements(entries || coalesce(pinned, '[]')) e where e ->> 'place' = '1')
    group by p.activity_id) w;
  entries := private.with_participants(entries, participants);
  pinned := private.with_participants(pinned, participants);
  return pg_catalog.jsonb_build_object('entries', entries, 'pinned', pinned,
    'names', case when lines = '[]' then '{}' else private.audit_names(lines) end || private.timeline_names(entries || coalesce(pinned, '[]')),
    'next', case when more then (entries -> -1) - 'facts' - 'kind' end);
end $$;
comment on function public.customer_timeline(jsonb) is
  'What happened with a customer, newest first, as far as the caller may read it: {id, kinds?: call, email, meeting, demo, note, deal, order, ticket, task, stage, change, before?, limit? (30)} gives {entries: [{kind, at, place, id, facts}], pinned: the entries kept on top (on the first page), names: {id: {name, …}} of whom and what entries speak of, next: where the following page begins}. A deal''s facts are a stage it came to; a change''s are a line of the audit log. Raises gone (P0002), malformed.';

grant execute on function private.history_lines(text, uuid, jsonb, integer, text[]), private.timeline_rows(uuid, text[], jsonb, integer),
  private.timeline_facts(public.activities), private.timeline_facts(public.orders), private.timeline_facts(public.tickets), private.timeline_facts(public.tasks),
  private.timeline_pins(uuid), private.timeline_names(jsonb), private.with_participants(jsonb, jsonb),
  public.customer_timeline(jsonb), public.pin_entry(jsonb) to authenticated;
