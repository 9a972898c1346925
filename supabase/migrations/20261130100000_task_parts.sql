-- What a task is made of: a checklist and sub-tasks; when it comes again, and when it reminds.

alter table public.tasks
  add column parent_id uuid references public.tasks on delete set null,
  add column repeat_rule text
    check (repeat_rule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);INTERVAL=[1-9][0-9]?(;BYDAY=(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU)){0,6})?(;UNTIL=[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))?$')
    check (repeat_rule !~ 'BYDAY' or repeat_rule ~ '^FREQ=WEEKLY'),
  add column repeat_day smallint,
  add column next_id uuid references public.tasks on delete set null,
  add column remind_minutes integer check (remind_minutes between 0 and 40320),
  add column remind_at timestamptz;
comment on column public.tasks.parent_id is 'The task that this one is a part of; a part has no parts of its own.';
comment on column public.tasks.repeat_rule is
  'How it comes again once it is done, as an RRULE (RFC 5545) of FREQ, INTERVAL, BYDAY (weekly only) and UNTIL, in that order.';
comment on column public.tasks.repeat_day is 'The day of the month that a monthly or yearly rule means; a month without it takes its last.';
comment on column public.tasks.next_id is 'The task that was made when this one, which repeats, was done.';
comment on column public.tasks.remind_minutes is 'How many minutes before it is due its assignee is reminded; null for not at all.';
comment on column public.tasks.remind_at is 'When that is.';
create index tasks_parent_id_idx on public.tasks (parent_id);
create index tasks_next_id_idx on public.tasks (next_id);
create index tasks_remind_at_idx on public.tasks (remind_at) where remind_at is not null and deleted_at is null and is_open;
insert into private.audit_unwatched (table_name, column_name) values ('tasks', 'repeat_day'), ('tasks', 'next_id'), ('tasks', 'remind_at');

create table public.task_checklist_items (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references public.tasks on delete cascade,
  title text not null check (btrim(title) <> '' and char_length(title) <= 300),
  done boolean not null default false,
  position double precision not null default extract(epoch from clock_timestamp()),
  access_id uuid not null,
  created_at timestamptz not null default now()
);
comment on table public.task_checklist_items is 'The steps of a task, ticked one by one. Seen and changed with the task.';
create index task_checklist_items_task_id_idx on public.task_checklist_items (task_id, position);
create index task_checklist_items_access_id_idx on public.task_checklist_items (access_id);
call private.protect_child('task_checklist_items', 'tasks', 'tasks');
call private.hang_on('tasks', array['task_checklist_items.task_id.access_id']);
call private.make_live_with('tasks', array['task_checklist_items.task_id']);

create function private.zone_of(person uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce((select p.timezone from public.profiles p where p.id = person), (select s.timezone from public.settings s), 'UTC')
$$;
comment on function private.zone_of(uuid) is 'The timezone of a person, else of the organisation.';

create function private.next_due(rule text, day_of_month integer, due timestamptz, zone text, after timestamptz) returns timestamptz
language plpgsql stable set search_path = ''
as $$
declare
  kind constant text := pg_catalog.substring(rule, 'FREQ=([A-Z]+)');
  every constant integer := pg_catalog.substring(rule, 'INTERVAL=([0-9]+)')::integer;
  weekdays constant text := pg_catalog.substring(rule, 'BYDAY=([A-Z,]+)');
  until constant text := pg_catalog.substring(rule, 'UNTIL=([0-9]+)');
  clock constant time := (due at time zone zone)::time;
  day date := (due at time zone zone)::date;
  week date;
  month date;
begin
  loop
    if kind = 'DAILY' then
      day := day + every;
    elsif kind = 'WEEKLY' and weekdays is null then
      day := day + 7 * every;
    elsif kind = 'WEEKLY' then
      week := pg_catalog.date_trunc('week', day)::date;
      day := (
        select min(d.day) from (select day + n as day from pg_catalog.generate_series(1, 7 * every + 6) n) d
        where pg_catalog.strpos(weekdays, (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from d.day)::integer]) > 0
          and pg_catalog.date_trunc('week', d.day)::date in (week, week + 7 * every));
    else
      month := (pg_catalog.date_trunc('month', day) + pg_catalog.make_interval(months => every * case kind when 'YEARLY' then 12 else 1 end))::date;
      day := least(month + day_of_month - 1, (month + interval '1 month')::date - 1);
    end if;
    if pg_catalog.to_char(day, 'YYYYMMDD') > until then
      return null;
    end if;
    exit when (day + clock) at time zone zone > after;
  end loop;
  return (day + clock) at time zone zone;
end $$;
comment on function private.next_due(text, integer, timestamptz, text, timestamptz) is
  'When something that repeats is due next, later than a moment, at the same time of day in a timezone; null when its rule has ended.';

create function private.next_task(done public.tasks) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  due constant timestamptz := private.next_due(done.repeat_rule, done.repeat_day, done.due_at, private.zone_of(done.assignee_id), greatest(done.due_at, now()));
  claims constant text := coalesce(pg_catalog.current_setting('request.jwt.claims', true), '');
  made uuid;
begin
  if due is null then
    return null;
  end if;
  -- in nobody's name: whoever made the first is the maker of the next as well
  perform pg_catalog.set_config('request.jwt.claims', '', true);
  insert into public.tasks (title, description, priority, due_at, customer_id, contact_id, deal_id, ticket_id, parent_id, assignee_id, team_id, created_by, repeat_rule, repeat_day, remind_minutes)
  values (done.title, done.description, done.priority, due, done.customer_id, done.contact_id, done.deal_id, done.ticket_id, done.parent_id,
    done.assignee_id, done.team_id, done.created_by, done.repeat_rule, done.repeat_day, done.remind_minutes)
  returning id into made;
  insert into public.task_checklist_items (task_id, title, position) select made, i.title, i.position from public.task_checklist_items i where i.task_id = done.id;
  insert into public.task_tags (task_id, tag_id) select made, g.tag_id from public.task_tags g where g.task_id = done.id;
  perform pg_catalog.set_config('request.jwt.claims', claims, true);
  return made;
end $$;
comment on function private.next_task(public.tasks) is
  'Makes the next of a task that repeats, its maker''s and assignee''s as before, in nobody''s name; null when there is none.';

create function private.take_next_back(task uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.tasks t set deleted_at = now() where t.id = task and t.deleted_at is null and t.status = 'todo' and t.updated_at = t.created_at;
  return found;
end $$;
comment on function private.take_next_back(uuid) is 'Throws away the next of a task that is open again after all, unless somebody has changed it.';

create function private.task_series() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    new.next_id := case when tg_op = 'UPDATE' then old.next_id end;
    new.repeat_day := case when tg_op = 'UPDATE' then old.repeat_day end;
  end if;
  new.remind_at := new.due_at - pg_catalog.make_interval(mins => new.remind_minutes);
  if new.repeat_rule is not null and new.due_at is null then
    perform private.fail('23502', 'required', 'What repeats needs a date on which it is due.', '{"field":"due_at"}');
  end if;
  if new.repeat_rule is null then
    new.repeat_day := null;
  elsif new.repeat_day is null or (tg_op = 'UPDATE' and (new.due_at, new.repeat_rule) is distinct from (old.due_at, old.repeat_rule)) then
    new.repeat_day := extract(day from new.due_at at time zone private.zone_of(new.assignee_id));
  end if;
  if new.parent_id is not null and (tg_op = 'INSERT' or new.parent_id is distinct from old.parent_id) and (
    new.parent_id = new.id
    or exists (select from public.tasks p where p.id = new.parent_id and p.parent_id is not null)
    or exists (select from public.tasks c where c.parent_id = new.id)) then
    perform private.fail('22023', 'malformed', 'A part of a task has no parts of its own.', '{"field":"parent_id"}');
  end if;
  if tg_op = 'UPDATE' and new.deleted_at is null and new.status is distinct from old.status then
    if new.status = 'done' and new.repeat_rule is not null and new.next_id is null then
      new.next_id := private.next_task(new);
    elsif old.status = 'done' and new.next_id is not null and private.take_next_back(new.next_id) then
      new.next_id := null;
    end if;
  end if;
  return new;
end $$;
comment on function private.task_series() is
  'What repeats is due on a day; done, its next one is made, and taken back with it; tasks have parts one level deep; keeps when a task reminds.';
create trigger b_guard_parent_task before insert or update of parent_id on public.tasks
  for each row execute function private.guard_parents('parent_id', 'tasks');
create trigger e_task_series before insert or update on public.tasks for each row execute function private.task_series();

create or replace function public.save_task(payload jsonb) returns jsonb
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
  fields text[] := array['title', 'description', 'status', 'priority', 'due_at', 'customer_id', 'contact_id', 'deal_id', 'ticket_id', 'parent_id', 'repeat_rule', 'remind_minutes'];
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
  'Saves a task whole or not at all: {id, new?, task?, versions?}. task holds only the fields that change; another assignee_id needs assign, unless who creates it may create for that person. versions.task is the updated_at that the form loaded. Gives {id, number, updated_at}, of a task that went out of the caller''s sight {id}. Raises conflict (HTTP 409), gone, denied, missing_reference, not_active, unknown_field, malformed, required (due_at, of what repeats).';
