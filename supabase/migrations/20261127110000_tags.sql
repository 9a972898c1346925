-- Tags on deals, tickets and tasks as on customers: seen with the record, put on by who may change it; with a colour.

alter table public.tags add column color text not null default 'grey'
  check (color in ('grey', 'red', 'orange', 'gold', 'green', 'cyan', 'blue', 'purple', 'magenta'));
comment on column public.tags.color is 'A colour of the theme''s palette, shown as a dot beside the name.';

do $$
declare
  one text;
  many text;
begin
  foreach one in array array['deal', 'ticket', 'task'] loop
    many := one || 's';
    execute format(
      'create table public.%1$I (
         %2$I uuid not null references public.%3$I on delete cascade,
         tag_id uuid not null references public.tags on delete cascade,
         access_id uuid not null,
         primary key (%2$I, tag_id)
       )', one || '_tags', one || '_id', many);
    execute format('comment on table public.%I is %L', one || '_tags', format('Tags of a %s.', one));
    execute format('create index on public.%I (tag_id)', one || '_tags');
    execute format('create index on public.%I (access_id)', one || '_tags');
    call private.protect_child(one || '_tags', many, many);
    call private.hang_on(many, array[format('%s_tags.%s_id.access_id', one, one)]);
  end loop;
end $$;

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
