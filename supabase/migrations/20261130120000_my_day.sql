-- A person's day: what is overdue, due today and next, and what they wait for, by one request.

create index tasks_given_idx on public.tasks (created_by, due_at, id) where deleted_at is null and is_open;

create function private.day_tasks(kind text, today timestamptz, tomorrow timestamptz, later timestamptz, most integer) returns jsonb
language sql stable set search_path = ''
as $$
  with mine as (
    select t.* from public.tasks t
    where t.deleted_at is null and t.is_open is true and (
      case kind
        when 'waiting' then (t.assignee_id = (select private.me()) and t.status = 'waiting')
        else t.assignee_id = (select private.me()) and t.status <> 'waiting' and case kind
          when 'overdue' then t.due_at < now()
          when 'today' then t.due_at >= now() and t.due_at < tomorrow
          when 'next' then t.due_at >= tomorrow and t.due_at < later
          else t.due_at is null end
      end)
    union all
    select t.* from public.tasks t
    where kind = 'waiting' and t.deleted_at is null and t.is_open is true
      and t.created_by = (select private.me()) and t.assignee_id <> (select private.me())
  ), first as (
    select m.* from mine m order by m.due_at nulls last, m.priority_rank desc, m.id limit most
  )
  select pg_catalog.jsonb_build_object(
    'total', (select count(*) from mine),
    'rows', coalesce((
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'id', f.id, 'title', f.title, 'status', f.status, 'priority', f.priority, 'due_at', f.due_at, 'completed_at', f.completed_at,
        'assignee_id', f.assignee_id, 'created_by', f.created_by,
        'assignee', case when p.id is not null then pg_catalog.jsonb_build_object('full_name', p.full_name) end,
        'customer', case when c.id is not null then pg_catalog.jsonb_build_object('id', c.id, 'name', c.name) end,
        'deal', case when d.id is not null then pg_catalog.jsonb_build_object('id', d.id, 'name', d.name) end,
        'ticket', case when k.id is not null then pg_catalog.jsonb_build_object('id', k.id, 'subject', k.subject) end)
        order by f.due_at nulls last, f.priority_rank desc, f.id)
      from first f
      left join public.profiles p on p.id = f.assignee_id
      left join public.customers c on c.id = f.customer_id
      left join public.deals d on d.id = f.deal_id
      left join public.tickets k on k.id = f.ticket_id), '[]'))
$$;
comment on function private.day_tasks(text, timestamptz, timestamptz, timestamptz, integer) is
  'One part of the caller''s day, what is due first on top: {total, rows}; with the caller''s own rights.';

create function public.my_day(today timestamptz, tomorrow timestamptz, later timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_object_agg(kind, private.day_tasks(kind, today, tomorrow, later, 50))
  from pg_catalog.unnest(array['overdue', 'today', 'next', 'undated', 'waiting']) kind
$$;
comment on function public.my_day(timestamptz, timestamptz, timestamptz) is
  'What the caller has to do, by when their day begins, ends, and how far ahead they look: {overdue, today, next, undated, waiting}, each {total, rows}, at most 50 rows. waiting: what they marked so, and what they gave to others. Tasks that they see, with the names that they may see.';

grant execute on function private.day_tasks(text, timestamptz, timestamptz, timestamptz, integer), public.my_day(timestamptz, timestamptz, timestamptz)
  to authenticated;
