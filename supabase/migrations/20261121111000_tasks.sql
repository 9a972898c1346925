-- A task's form, page and search; and what hangs on a record is checked where it is hung there, not whenever it is saved.

call private.track_editor('tasks');

alter table public.tasks
  add column is_open boolean not null generated always as (status not in ('done', 'cancelled')) stored,
  add column priority_rank smallint not null generated always as (
    case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 else 1 end) stored;
comment on column public.tasks.is_open is 'Whether there is still something to do: neither done nor cancelled.';
comment on column public.tasks.priority_rank is 'The priority as a number, to sort by: 1 low to 4 urgent.';
-- Half of all tasks are done for good: what is open is found by when it is due without reading them.
-- Lists ask for is_open = true, which Postgres reads as is_open: only an index under that very condition serves them.
create index tasks_open_due_idx on public.tasks (due_at, id) where deleted_at is null and is_open;
create index tasks_open_due_desc_idx on public.tasks (due_at desc nulls last, id) where deleted_at is null and is_open;
create index tasks_open_assignee_idx on public.tasks (assignee_id, due_at, id) where deleted_at is null and is_open;
create index tasks_completed_idx on public.tasks (completed_at desc, id desc) where deleted_at is null and status = 'done';
create index tasks_priority_rank_idx on public.tasks (priority_rank desc, id) where deleted_at is null;

-- Whoever owns an order, an activity or a task need not see the customer it is about.
drop policy orders_update on public.orders;
create policy orders_update on public.orders for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('orders', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('orders', 'update'))::uuid[]));
drop policy activities_update on public.activities;
create policy activities_update on public.activities for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('activities', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('activities', 'update'))::uuid[]));
drop policy tasks_update on public.tasks;
create policy tasks_update on public.tasks for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('tasks', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('tasks', 'update'))::uuid[]));

create function private.guard_parents() returns trigger
language plpgsql set search_path = ''
as $$
declare
  after_change constant jsonb := pg_catalog.to_jsonb(new);
  before_change constant jsonb := case when tg_op = 'UPDATE' then pg_catalog.to_jsonb(old) else '{}' end;
  field text;
  parent uuid;
begin
  if (select auth.uid()) is null then
    return new;
  end if;
  for i in 0 .. tg_nargs - 1 by 2 loop
    field := tg_argv[i];
    parent := (after_change ->> field)::uuid;
    if parent is distinct from (before_change ->> field)::uuid
      and private.key_of(tg_argv[i + 1], parent) <> all (private.visible_ids(tg_argv[i + 1], 'read')) then
      perform private.fail('42501', 'missing_reference', 'What this is hung on is not there.', pg_catalog.json_build_object('field', field)::text);
    end if;
  end loop;
  return new;
end $$;
comment on function private.guard_parents() is
  'Before trigger (foreign key, parent table; …): a row is hung only on what the caller sees, where it is hung or moved, not whenever it is saved.';
create trigger b_guard_parents before insert or update of customer_id, deal_id on public.orders
  for each row execute function private.guard_parents('customer_id', 'customers', 'deal_id', 'deals');
create trigger b_guard_parents before insert or update of customer_id, deal_id, ticket_id on public.activities
  for each row execute function private.guard_parents('customer_id', 'customers', 'deal_id', 'deals', 'ticket_id', 'tickets');
create trigger b_guard_parents before insert or update of customer_id, deal_id, ticket_id on public.tasks
  for each row execute function private.guard_parents('customer_id', 'customers', 'deal_id', 'deals', 'ticket_id', 'tickets');

create function private.task_subject() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  theirs uuid;
begin
  if new.deal_id is not null or new.ticket_id is not null then
    theirs := coalesce(
      (select d.customer_id from public.deals d where d.id = new.deal_id),
      (select t.customer_id from public.tickets t where t.id = new.ticket_id));
    if (select auth.uid()) is null then
      new.customer_id := coalesce(new.customer_id, theirs);
    elsif private.key_of('customers', theirs) = any (private.visible_ids('customers', 'read')) then
      new.customer_id := theirs;
    elsif theirs is distinct from new.customer_id then
      new.customer_id := null;
    end if;
  end if;
  if new.contact_id is not null and not exists (
    select from public.contacts c where c.id = new.contact_id and c.customer_id = new.customer_id) then
    if tg_op = 'UPDATE' and new.contact_id is not distinct from old.contact_id then
      new.contact_id := null;
    else
      perform private.fail('23503', 'missing_reference', 'The customer has no such contact.', '{"field":"contact_id"}');
    end if;
  end if;
  return new;
end $$;
comment on function private.task_subject() is
  'What is to be done on a deal or a ticket is also to be done on its customer, as far as whoever hangs it there sees that one; another customer leaves the contact behind.';
create trigger c_task_subject before insert or update of customer_id, contact_id, deal_id, ticket_id on public.tasks
  for each row execute function private.task_subject();

create function public.save_task(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  -- a new task's id is the form's own: sent twice because the first answer was lost, it is still one task
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.tasks t where t.id = target and t.created_by = private.me());
  changes jsonb := coalesce(payload -> 'task', '{}'::jsonb);
  wanted uuid := (changes ->> 'assignee_id')::uuid;
  names_assignee constant boolean := changes ? 'assignee_id';
  fields text[] := array['title', 'description', 'status', 'priority', 'due_at', 'customer_id', 'contact_id', 'deal_id', 'ticket_id'];
begin
  if target is null or (is_new and changes ->> 'title' is null) then
    perform private.fail('22023', 'malformed', 'A task is saved under an id, with a title.');
  end if;
  if not is_new and not exists (select from public.tasks t where t.id = target) then
    perform private.fail('P0002', 'gone', 'This task is no longer there.');
  end if;
  if is_new and private.access_key(wanted, private.me()) = any (private.visible_ids('tasks', 'create')) then
    fields := fields || array['assignee_id'];
  else
    -- made for oneself and then given away, by who may give away what is theirs
    changes := changes - 'assignee_id';
  end if;
  perform private.save_row('tasks', 'id', target, changes, fields, payload #> '{versions,task}');
  if names_assignee and wanted is distinct from (select t.assignee_id from public.tasks t where t.id = target) then
    perform public.assign_records('tasks', array[target], wanted);
  end if;
  -- given to somebody out of sight, it may be out of sight itself
  return coalesce(
    (select pg_catalog.jsonb_build_object('id', t.id, 'number', t.number, 'updated_at', t.updated_at) from public.tasks t where t.id = target),
    pg_catalog.jsonb_build_object('id', target));
end $$;
comment on function public.save_task(jsonb) is
  'Saves a task whole or not at all: {id, new?, task?, versions?}. task holds only the fields that change; another assignee_id needs assign, unless who creates it may create for that person. versions.task is the updated_at that the form loaded. Gives {id, number, updated_at}, of a task that went out of the caller''s sight {id}. Raises conflict (HTTP 409), gone, denied, missing_reference, not_active, unknown_field.';

create function public.task_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('may', private.my_reach(t.access_id)) from public.tasks t where t.id = task_overview.id
$$;
comment on function public.task_overview(uuid) is 'For a task''s page: {may: {resource: [actions]}}. Null when the task is gone.';

create function private.search_task_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like text := private.search_pattern(q);
  task_keys uuid[] := private.visible_ids('tasks', 'read');
  customer_keys uuid[] := private.visible_ids('customers', 'read');
begin
  if text_like is null or task_keys = '{}' then
    return;
  end if;
  return query
    select found.id from (
      (select t.id from public.tasks t
        where t.deleted_at is null and t.search_text like text_like and t.access_id = any (task_keys) limit cap)
      union
      (select t.id from public.tasks t
        where t.deleted_at is null and t.access_id = any (task_keys) and t.customer_id in (
          select c.id from public.customers c
          where c.deleted_at is null and c.search_text like text_like and c.access_id = any (customer_keys) limit cap) limit cap)
    ) found(id)
    limit cap;
end $$;
comment on function private.search_task_ids(text, integer) is
  'Tasks that the caller may read, by any part of title or number, or of the customer''s name where that may be read; cap at the most.';

create function public.search_tasks(q text) returns setof public.tasks
language sql stable rows 200 set search_path = ''
as $$ select t.* from public.tasks t where t.id in (select private.search_task_ids(q, 1000)) $$;
comment on function public.search_tasks(text) is
  'Tasks by any part of title, number or customer, the first 1,000 found; filter, sort and embed as with the table.';

grant execute on function private.search_task_ids(text, integer), public.save_task(jsonb), public.task_overview(uuid), public.search_tasks(text)
  to authenticated;
