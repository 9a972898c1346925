-- A task reminds its assignee some minutes before it is due, once, by the database's clock.

create table private.task_reminders (
  task_id uuid not null references public.tasks on delete cascade,
  remind_at timestamptz not null,
  primary key (task_id, remind_at)
);
comment on table private.task_reminders is 'Reminders of tasks that were sent: apart from the task, whose version a reminder does not change.';
alter table private.task_reminders enable row level security;

create function private.remind_of_tasks() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  due record;
begin
  for due in
    with sent as (
      insert into private.task_reminders (task_id, remind_at)
      select t.id, t.remind_at from public.tasks t
      where t.remind_at is not null and t.deleted_at is null and t.is_open
        -- what nobody was reminded of for a day, since the clock stood still, is overdue by now and says so itself
        and t.remind_at <= now() and t.remind_at > now() - interval '1 day'
      on conflict do nothing returning task_id
    )
    select t.id, t.assignee_id, t.due_at from sent s join public.tasks t on t.id = s.task_id where t.assignee_id is not null
  loop
    perform private.notify(due.assignee_id, 'reminder', 'tasks', due.id, null, pg_catalog.jsonb_build_object('due_at', due.due_at));
  end loop;
  delete from private.task_reminders r where r.remind_at < now() - interval '2 days';
end $$;
comment on function private.remind_of_tasks() is 'Reminds assignees of what is due soon, of each time once, however often it runs.';
insert into public.jobs (name, description, function_name, every)
values ('tasks.remind', 'Reminds people of tasks some time before they are due.', 'remind_of_tasks', interval '1 minute');
