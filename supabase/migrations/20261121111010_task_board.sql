-- The board of tasks: a column for each status, what is due first on top, what was done lately.
-- What a caller filters by are names that stand here and values that are bound; no text of theirs becomes SQL.

create function private.task_board_filters(request jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  filters jsonb := coalesce(nullif(asked -> 'filters', 'null'), '{}');
  wrong text;
begin
  select f.key into wrong from pg_catalog.jsonb_each(filters) f
  where not case
    when f.key in ('assignee', 'priority', 'customer', 'due') then case when pg_catalog.jsonb_typeof(f.value) = 'array' then pg_catalog.jsonb_array_length(f.value) <= 500 else false end
    when f.key = 'q' then pg_catalog.jsonb_typeof(f.value) = 'string'
    else f.key = 'mine' and f.value in ('true', 'false')
  end limit 1;
  if found then
    perform private.fail('22023', 'invalid_filter', 'The board cannot be filtered so.', pg_catalog.json_build_object('field', pg_catalog.left(wrong, 60))::text);
  end if;
  return filters;
end $$;
comment on function private.task_board_filters(jsonb) is 'The filters of a board of tasks that is asked for, checked. Raises invalid_filter.';

create function private.task_board_where(filters jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  result text := '';
  filter record;
  spans text;
begin
  for filter in
    select * from (values ('assignee', 't.assignee_id', 'uuid'), ('priority', 't.priority', 'text'), ('customer', 't.customer_id', 'uuid')) as c (key, field, type)
    where filters ? c.key
  loop
    result := result || pg_catalog.format(' and (%s = any (private.board_values($1, %L)::%s[])%s)', filter.field, filter.key, filter.type,
      case when filters -> filter.key @> '[null]' then ' or ' || filter.field || ' is null' else '' end);
  end loop;
  if filters ? 'due' then
    select pg_catalog.string_agg(case when pg_catalog.jsonb_typeof(s) = 'null' then 't.due_at is null' else
      pg_catalog.format('(t.due_at >= %L::timestamptz and t.due_at < %L::timestamptz%s)', coalesce((s ->> 'from')::timestamptz, '-infinity'),
        coalesce((s ->> 'to')::timestamptz, 'infinity'), case when (s ->> 'open')::boolean then ' and t.is_open' else '' end) end, ' or ')
    into spans from pg_catalog.jsonb_array_elements(filters -> 'due') s;
    result := result || coalesce(' and (' || spans || ')', '');
  end if;
  return result
    || case when filters -> 'mine' = 'true' then ' and t.assignee_id = (select private.me())' else '' end
    || case when pg_catalog.btrim(filters ->> 'q') <> '' then ' and t.id = any (array(select private.search_task_ids($1 ->> ''q'', 1000)))' else '' end;
end $$;
comment on function private.task_board_where(jsonb) is 'Conditions on tasks t for the filters, which the query binds as $1.';

create function private.task_board_totals(filters jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with found as (
      select t.status, count(*) as tasks, count(*) filter (where t.due_at < now()) as late
      from public.tasks t where t.deleted_at is null and t.is_open %1$s group by t.status
      union all
      select 'done', count(*), 0
      from public.tasks t where t.deleted_at is null and t.status = 'done' and t.completed_at >= now() - interval '30 days' %1$s
    )
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', c.status, 'count', coalesce(f.tasks, 0), 'late', coalesce(f.late, 0)) order by c.n)
    from pg_catalog.unnest(array['todo', 'in_progress', 'waiting', 'done']) with ordinality c (status, n) left join found f on f.status = c.status $q$,
    private.task_board_where(filters))
  into result using filters;
  return result;
end $$;
comment on function private.task_board_totals(jsonb) is 'How many tasks stand in each column of a board, and how many of them are late.';

create function private.task_board_ids(filters jsonb, how_many integer, only_status text default null, after jsonb default null)
returns table (status text, task_id uuid, place bigint)
language plpgsql stable set search_path = ''
as $$
begin
  return query execute pg_catalog.format($q$
    select s.status, o.id, o.n from pg_catalog.unnest(array['todo', 'in_progress', 'waiting']) s (status) cross join lateral (
      select p.id, row_number() over () as n from (
        select t.id from public.tasks t
        where t.status = s.status and t.deleted_at is null %1$s
          and case when $4 is null then true
            when $4 ->> 'due_at' is null then t.due_at is null and t.id > ($4 ->> 'id')::uuid
            else t.due_at is null or (t.due_at, t.id) > (($4 ->> 'due_at')::timestamptz, ($4 ->> 'id')::uuid) end
        order by t.due_at, t.id limit $3) p) o
    where $2 is null or s.status = $2
    union all
    select 'done', d.id, d.n from (
      select p.id, row_number() over () as n from (
        select t.id from public.tasks t
        where t.status = 'done' and t.deleted_at is null and t.completed_at >= now() - interval '30 days' and ($2 is null or $2 = 'done') %1$s
          and ($4 ->> 'completed_at' is null or (t.completed_at, t.id) < (($4 ->> 'completed_at')::timestamptz, ($4 ->> 'id')::uuid))
        order by t.completed_at desc, t.id desc limit $3) p) d $q$,
    private.task_board_where(filters))
  using filters, only_status, how_many, after;
end $$;
comment on function private.task_board_ids(jsonb, integer, text, jsonb) is
  'The first tasks of each column of a board, or of one those after a card ({due_at, id}; done: {completed_at, id}): what is due first, or was done last, first.';

create function private.task_cards(ids uuid[]) returns table (id uuid, card jsonb)
language sql stable rows 300 set search_path = ''
as $$
  select t.id, pg_catalog.jsonb_build_object(
    'id', t.id, 'number', t.number, 'title', t.title, 'status', t.status, 'priority', t.priority, 'due_at', t.due_at, 'completed_at', t.completed_at,
    'assignee_id', t.assignee_id, 'assignee', p.full_name, 'created_by', t.created_by,
    'customer', case when c.id is not null then pg_catalog.jsonb_build_object('id', c.id, 'name', c.name) end,
    'deal', case when d.id is not null then pg_catalog.jsonb_build_object('id', d.id, 'name', d.name) end,
    'ticket', case when k.id is not null then pg_catalog.jsonb_build_object('id', k.id, 'subject', k.subject) end)
  from public.tasks t
  left join public.customers c on c.id = t.customer_id
  left join public.deals d on d.id = t.deal_id
  left join public.tickets k on k.id = t.ticket_id
  left join public.profiles p on p.id = t.assignee_id
  where t.id = any (ids)
$$;
comment on function private.task_cards(uuid[]) is 'What the board shows of tasks, with what they are about as far as the caller sees it.';

create function public.task_board(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  filters constant jsonb := private.task_board_filters(request);
begin
  return (
    with first_ids as materialized (select b.* from private.task_board_ids(filters, 50) b),
    cards as materialized (select c.* from private.task_cards(array(select f.task_id from first_ids f)) c)
    select pg_catalog.jsonb_build_object('columns', pg_catalog.jsonb_agg(s.x || pg_catalog.jsonb_build_object('cards', (
      select coalesce(pg_catalog.jsonb_agg(c.card order by f.place), '[]') from first_ids f join cards c on c.id = f.task_id where f.status = s.x ->> 'id'))
      order by s.n))
    from pg_catalog.jsonb_array_elements(private.task_board_totals(filters)) with ordinality s (x, n));
end $$;
comment on function public.task_board(jsonb) is
  'The board of tasks in one request {filters?}: {columns: [{id, count, late, cards}]}, a column for each of todo, in_progress, waiting and (of the last 30 days) done, with its first 50 cards: what is due first, or was done last. filters: assignee, priority, customer (lists of values, null for none), due (list of {from?, to?, open?}: moments, to excluded, open: only what is to be done; null: without a date), mine, q. Raises invalid_filter.';

create function public.task_board_cards(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
begin
  return (
    with next_ids as materialized (
      select b.* from private.task_board_ids(private.task_board_filters(asked), 100, asked ->> 'column', asked -> 'after') b)
    select coalesce(pg_catalog.jsonb_agg(c.card order by f.place), '[]')
    from next_ids f join private.task_cards(array(select n.task_id from next_ids n)) c on c.id = f.task_id);
end $$;
comment on function public.task_board_cards(jsonb) is
  'Up to 100 further cards of one column of the board of tasks, {filters?, column, after}, after a card: {id, due_at}, of what is done {id, completed_at}.';

create function public.move_task(task uuid, status text, completed timestamptz default null, board jsonb default null) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  moved uuid;
begin
  update public.tasks t set status = move_task.status,
    completed_at = case when move_task.status = 'done' then least(coalesce(completed, t.completed_at), now()) end
  where t.id = task
  returning t.id into moved;
  if moved is null then
    if exists (select from public.tasks t where t.id = task) then
      perform private.fail('42501', 'denied', 'You may not change this task.');
    end if;
    perform private.fail('P0002', 'gone', 'This task is no longer there.');
  end if;
  return pg_catalog.jsonb_build_object(
    'card', (select c.card from private.task_cards(array[moved]) c),
    'columns', case when board is not null then private.task_board_totals(private.task_board_filters(board)) end);
end $$;
comment on function public.move_task(uuid, text, timestamptz, jsonb) is
  'Puts a task into a status: done is when it was completed (now, unless an undo says when it had been), anything else opens it again. Gives {card, columns}: the task as task_board() shows it and, where the board that is looked at is given (as to task_board()), its totals. Needs update on tasks. Raises denied, gone.';

grant execute on function private.task_board_filters(jsonb), private.task_board_where(jsonb), private.task_board_totals(jsonb),
  private.task_board_ids(jsonb, integer, text, jsonb), private.task_cards(uuid[]), public.task_board(jsonb), public.task_board_cards(jsonb),
  public.move_task(uuid, text, timestamptz, jsonb) to authenticated;
