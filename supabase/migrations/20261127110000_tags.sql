-- Tags on deals, tickets and tasks as on customers: seen with the record, put on by who may change it; with a colour.

alter table public.tags add column color text not null default 'grey'
  check (color in ('grey', 'red', 'orange', 'gold', 'green', 'cyan', 'blue', 'purple', 'magenta'));
comment on column public.tags.color is 'A colour of the theme''s palette, shown as a dot beside the name.';

create table public.deal_tags (
  deal_id uuid not null references public.deals on delete cascade,
  tag_id uuid not null references public.tags on delete cascade,
  access_id uuid not null,
  primary key (deal_id, tag_id)
);
comment on table public.deal_tags is 'Tags of a deal.';
create index deal_tags_tag_id_idx on public.deal_tags (tag_id);
create index deal_tags_access_id_idx on public.deal_tags (access_id);

create table public.ticket_tags (
  ticket_id uuid not null references public.tickets on delete cascade,
  tag_id uuid not null references public.tags on delete cascade,
  access_id uuid not null,
  primary key (ticket_id, tag_id)
);
comment on table public.ticket_tags is 'Tags of a ticket.';
create index ticket_tags_tag_id_idx on public.ticket_tags (tag_id);
create index ticket_tags_access_id_idx on public.ticket_tags (access_id);

create table public.task_tags (
  task_id uuid not null references public.tasks on delete cascade,
  tag_id uuid not null references public.tags on delete cascade,
  access_id uuid not null,
  primary key (task_id, tag_id)
);
comment on table public.task_tags is 'Tags of a task.';
create index task_tags_tag_id_idx on public.task_tags (tag_id);
create index task_tags_access_id_idx on public.task_tags (access_id);

call private.protect_child('deal_tags', 'deals', 'deals');
call private.protect_child('ticket_tags', 'tickets', 'tickets');
call private.protect_child('task_tags', 'tasks', 'tasks');
call private.hang_on('deals', array['deal_tags.deal_id.access_id']);
call private.hang_on('tickets', array['ticket_tags.ticket_id.access_id']);
call private.hang_on('tasks', array['task_tags.task_id.access_id']);

create function private.tag_table(resource text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case resource when 'customers' then 'customer_tags' when 'deals' then 'deal_tags' when 'tickets' then 'ticket_tags' when 'tasks' then 'task_tags' end $$;
comment on function private.tag_table(text) is 'The table of a resource''s tags; null for what has none.';

create function private.tag_key(resource text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select pg_catalog.replace(private.tag_table(resource), '_tags', '_id') $$;
comment on function private.tag_key(text) is 'The column of that table that names the record.';

create function public.tag_record(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  tbl constant text := private.tag_table(payload ->> 'resource');
  key constant text := private.tag_key(payload ->> 'resource');
  target constant uuid := (payload ->> 'id')::uuid;
  names constant text[] := array(select distinct pg_catalog.btrim(n) from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'add', '[]')) n where pg_catalog.btrim(n) <> '');
  off constant text[] := array(select n from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'remove', '[]')) n);
  there boolean;
  wanted bigint;
begin
  if tbl is null then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  execute pg_catalog.format('select exists (select from public.%I t where t.id = $1)', payload ->> 'resource') into there using target;
  if not there then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  insert into public.tags (name)
  select n from pg_catalog.unnest(names) n
  where not exists (select from public.tags t where pg_catalog.lower(t.name) = pg_catalog.lower(n))
  on conflict (name) do nothing;
  execute pg_catalog.format('insert into public.%1$I (%2$I, tag_id) select $1, t.id from public.tags t
    where pg_catalog.lower(t.name) = any ($2) and not exists (select from public.%1$I c where c.%2$I = $1 and c.tag_id = t.id)', tbl, key)
    using target, array(select pg_catalog.lower(n) from pg_catalog.unnest(names) n);
  execute pg_catalog.format('select count(*) from public.%I c join public.tags t on t.id = c.tag_id where c.%I = $1 and t.name = any ($2)', tbl, key) into wanted using target, off;
  if wanted > 0 then
    execute pg_catalog.format('delete from public.%I c using public.tags t where c.%I = $1 and t.id = c.tag_id and t.name = any ($2)', tbl, key) using target, off;
    execute pg_catalog.format('select count(*) from public.%I c join public.tags t on t.id = c.tag_id where c.%I = $1 and t.name = any ($2)', tbl, key) into wanted using target, off;
    if wanted > 0 then
      perform private.fail('42501', 'denied', 'You may not change this record''s tags.');
    end if;
  end if;
end $$;
comment on function public.tag_record(jsonb) is
  'Puts tags on a record and takes others off, by their names: {resource, id, add?: [names], remove?: [names]}. A name that is none yet (in whatever case) is made, by who may create tags. Raises denied, gone, unknown_resource.';

grant execute on function private.tag_table(text), private.tag_key(text), public.tag_record(jsonb) to authenticated;
