-- Who may see all reaches every access key. Looking up 19,000 of them took 15 ms for each table that a request reads (at
-- 420,000 customers, 500 people); they are now kept as one array, and only newer keys are looked up beside it. Keys of rows
-- that are just being made are worked out only where something can be made: together 2 ms.

alter table private.access_keys add column made_in xid8 not null default pg_catalog.pg_current_xact_id();
comment on column private.access_keys.made_in is 'The transaction that made the key.';
create index access_keys_made_in_idx on private.access_keys (made_in);

create table private.known_access_keys (
  id boolean primary key default true check (id),
  upto xid8 not null,
  keys uuid[] not null
);
alter table private.known_access_keys alter column keys set storage external;
alter table private.known_access_keys enable row level security;
comment on table private.known_access_keys is
  'One row: the keys of private.access_keys that transactions before upto made, every one of which had ended by then. Remade by the job keys.gather.';

create function private.know_access_keys() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- a restored database counts its transactions anew
  update private.access_keys k set made_in = default where k.made_in > pg_catalog.pg_current_xact_id();
  if exists (select from private.known_access_keys n
      where n.upto <= pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())
        and (select count(*) from private.access_keys k where k.made_in >= n.upto) < 50) then
    return;
  end if;
  insert into private.known_access_keys as known (upto, keys)
  select mark.upto, array(select k.key from private.access_keys k where k.made_in < mark.upto order by k.made_in, k.key)
  from (select pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()) as upto) mark
  on conflict (id) do update set upto = excluded.upto, keys = excluded.keys;
end $$;
comment on function private.know_access_keys() is 'Job: gathers the access keys into one array again once 50 have come since. May run at any time.';
insert into public.jobs (name, description, function_name, every)
values ('keys.gather', 'Keeps the access keys of whoever may see all as one array.', 'know_access_keys', interval '5 minutes');

create function private.all_access_keys() returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  -- in a restored database the mark may lie ahead: then every key is looked up until the job has run
  mark constant xid8 := (select n.upto from private.known_access_keys n where n.upto <= pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()));
begin
  if mark is null then
    return array(select k.key from private.access_keys k);
  end if;
  return (select n.keys from private.known_access_keys n) || array(select k.key from private.access_keys k where k.made_in >= mark);
end $$;
comment on function private.all_access_keys() is 'Every key of private.access_keys that the statement''s snapshot sees.';

create or replace function private.visible_ids(resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.me();
  reach public.access_scope;
  bases uuid[];
begin
  if person is null then
    return '{}';
  end if;
  reach := private.my_scope(resource, action);
  if reach = 'none' then
    return '{}';
  end if;
  bases := private.ids_in_scope(person, reach);
  if action = 'create' and private.record_resource(resource) = resource then
    -- I am the maker of whatever I make: for whom is what the scope is about
    return bases || array(select pg_catalog.md5(b.id::text || person::text)::uuid from pg_catalog.unnest(bases) b (id));
  end if;
  return bases || private.shared_ids(resource, action, person, bases)
    || case when pg_catalog.current_setting('transaction_read_only') = 'on' then '{}'::uuid[] else array(
      -- made by me, for whomever: computed, not looked up, so that a row made in this very statement is seen
      select pg_catalog.md5(b.id::text || person::text)::uuid from (
        select p.id from public.profiles p where p.id <> person
        union all select t.id from public.teams t
        union all select q.id from public.ticket_queues q
        union all select private.organisation_id()
      ) b (id)
    ) end
    || case when reach = 'all' then private.all_access_keys()
      else array(select k.key from private.access_keys k where k.base_id = any (bases) or k.maker_id = person) end;
end $$;
