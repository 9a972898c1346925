-- Lists ask for is_open = true, which Postgres reads as is_open: only an index under that very condition serves them.

drop index public.tasks_open_due_idx, public.tasks_open_assignee_idx;
create index tasks_open_due_idx on public.tasks (due_at, id) where deleted_at is null and is_open;
create index tasks_open_due_desc_idx on public.tasks (due_at desc nulls last, id) where deleted_at is null and is_open;
create index tasks_open_assignee_idx on public.tasks (assignee_id, due_at, id) where deleted_at is null and is_open;

create or replace function private.task_board_totals(filters jsonb) returns jsonb
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
