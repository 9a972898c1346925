-- Who may see all got the keys of everybody copied together from five arrays for each table that a request reads, a third of
-- a megabyte each time. Now the gathered array holds all of them, the ids of people, teams and queues first (most rows have
-- one of those, and an array is searched from its beginning), and is given as it stands unless something is newer.

create table private.access_bases (
  id uuid primary key,
  made_in xid8 not null default pg_catalog.pg_current_xact_id()
);
comment on table private.access_bases is
  'Whoever may own rows: people, teams and queues, with the transaction that made them. Kept by trigger; the job keys.gather adds what came past it.';
comment on column private.access_bases.made_in is 'The transaction that made the person, team or queue.';
create index access_bases_made_in_idx on private.access_bases (made_in);
alter table private.access_bases enable row level security;

create function private.remember_base() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.access_bases (id) values (new.id) on conflict (id) do nothing;
  return null;
end $$;
comment on function private.remember_base() is 'Notes a new person, team or queue as somebody who may own rows.';
create trigger y_remember_base after insert on public.profiles for each row execute function private.remember_base();
create trigger y_remember_base after insert on public.teams for each row execute function private.remember_base();
create trigger y_remember_base after insert on public.ticket_queues for each row execute function private.remember_base();

create or replace function private.know_access_keys() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  mark constant xid8 := pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot());
begin
  -- a restored database counts its transactions anew
  update private.access_keys k set made_in = default where k.made_in > pg_catalog.pg_current_xact_id();
  update private.access_bases b set made_in = default where b.made_in > pg_catalog.pg_current_xact_id();
  -- a company that is seeded comes past the triggers
  insert into private.access_bases (id)
  select b.id from (
    select p.id from public.profiles p union all select t.id from public.teams t union all select q.id from public.ticket_queues q
  ) b (id)
  where not exists (select from private.access_bases known where known.id = b.id)
  on conflict (id) do nothing;
  if exists (select from private.known_access_keys n where n.upto <= mark
      and not exists (select from private.access_keys k where k.made_in >= n.upto and k.made_in < mark)
      and not exists (select from private.access_bases b where b.made_in >= n.upto and b.made_in < mark)) then
    return;
  end if;
  insert into private.known_access_keys as known (upto, keys)
  values (mark, private.organisation_id()
    || array(select b.id from private.access_bases b where b.made_in < mark order by b.made_in, b.id)
    || array(select k.key from private.access_keys k where k.made_in < mark order by k.made_in, k.key))
  on conflict (id) do update set upto = excluded.upto, keys = excluded.keys;
end $$;
comment on function private.know_access_keys() is
  'Job: gathers every access key, those of people, teams and queues first, into one array again when there are newer ones. May run at any time.';
comment on table private.known_access_keys is
  'One row: the organisation, private.access_bases and the keys of private.access_keys that transactions before upto made, every one of which had ended by then. Remade by the job keys.gather.';

create function private.keys_of_all(kind text, person uuid) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  mark xid8;
  known uuid[];
  newer uuid[];
begin
  -- in a restored database the mark may lie ahead: then every key is looked up until the job has run
  select n.upto, n.keys into mark, known from private.known_access_keys n
  where n.upto <= pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot());
  mark := coalesce(mark, '0');
  newer := array(
    select b.id from private.access_bases b where b.made_in >= mark
    union all select k.key from private.access_keys k where k.made_in >= mark
    union all select s.record_id from private.shared_records s where s.resource = kind)
    || case when pg_catalog.current_setting('transaction_read_only') = 'on' then '{}'::uuid[] else array(
      -- made by this person, for whomever: computed, not looked up, so that a row made in this very statement is seen
      select pg_catalog.md5(b.id::text || person::text)::uuid from (
        select a.id from private.access_bases a where a.id <> person
        union all select private.organisation_id()
      ) b (id)
    ) end;
  known := coalesce(known, private.ids_in_scope(person, 'all'));
  if newer = '{}' then
    return known;
  end if;
  return known || newer;
end $$;
comment on function private.keys_of_all(text, uuid) is
  'Every access key that the statement''s snapshot sees, with the shared records of a resource: what somebody reaches who may see all.';

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
  if action = 'create' and private.record_resource(resource) = resource then
    -- I am the maker of whatever I make: for whom is what the scope is about
    bases := private.ids_in_scope(person, reach);
    return bases || array(select pg_catalog.md5(b.id::text || person::text)::uuid from pg_catalog.unnest(bases) b (id));
  end if;
  if reach = 'all' then
    return private.keys_of_all(private.record_resource(resource), person);
  end if;
  bases := private.ids_in_scope(person, reach);
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
    || array(select k.key from private.access_keys k where k.base_id = any (bases) or k.maker_id = person);
end $$;
drop function private.all_access_keys();

-- the triggers waited for whoever was writing: all of these were there before
insert into private.access_bases (id, made_in)
select b.id, '3' from (
  select p.id from public.profiles p union all select t.id from public.teams t union all select q.id from public.ticket_queues q
) b (id);
delete from private.known_access_keys;
select private.know_access_keys();
