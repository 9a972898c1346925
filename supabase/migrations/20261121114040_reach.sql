-- Who made a record for somebody else may also add to what hangs on it: "own" is what I own, what is assigned to me, or what I made.

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
  return bases || private.shared_ids(resource, action, person, bases) || array(
    -- made by me, for whomever: computed, not looked up, so that a row made in this very statement is seen
    select pg_catalog.md5(b.id::text || person::text)::uuid from (
      select p.id from public.profiles p where p.id <> person
      union all select t.id from public.teams t
      union all select q.id from public.ticket_queues q
      union all select private.organisation_id()
    ) b (id)
    union all
    select k.key from private.access_keys k where k.base_id = any (bases) or k.maker_id = person
  );
end $$;

create or replace function private.shared_ids(resource text, action text, person uuid, bases uuid[]) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  kind constant text := private.record_resource(resource);
  wanted constant text[] := case
    when resource like '%.%' then '{}'
    when action = 'read' then '{read,edit}'
    when action in ('update', 'create') then '{edit}'
    else '{}' end;
  result uuid[] := array(
    select s.record_id from private.shared_records s where s.resource = kind and (s.base_id = any (bases) or s.maker_id = person));
begin
  if wanted <> '{}' then
    result := result || array(
      select r.record_id from public.record_shares r
      where r.resource = kind and r.access = any (wanted) and (r.until is null or r.until > now())
        and (r.profile_id = person or r.team_id = any (private.teams_of(person))));
  end if;
  return result;
end $$;

create or replace function private.my_reach(access uuid) returns jsonb
language sql stable security definer parallel safe set search_path = ''
as $$
  with mine as materialized (
    select rp.resource, rp.action, max(rp.scope) as scope,
      -- a contact is made on a customer that is there, so it is about whose that is
      rp.action = 'create' and private.record_resource(rp.resource) = rp.resource as makes
    from public.role_permissions rp
    where rp.role_id = any (private.my_role_ids()) and private.me() is not null and rp.scope <> 'none'
    group by rp.resource, rp.action
  ), shared as materialized (
    select s.resource, s.base_id, s.maker_id from private.shared_records s where s.record_id = access limit 1
  ), reached as materialized (
    -- what a scope covers does not depend on the resource, only on whether something is made: a look for each, not for all
    select s.scope, s.makes
    from (select distinct on (m.scope, m.makes) m.* from mine m) s
    where case when exists (select from shared)
      then exists (select from shared h where h.base_id = any (private.ids_in_scope(private.me(), s.scope)) or (not s.makes and h.maker_id = private.me()))
      else access = any (private.visible_ids(s.resource, s.action)) end
  ), lent as materialized (
    select m.resource, m.action from shared h
    join mine m on private.record_resource(m.resource) = h.resource and m.action in ('read', 'create', 'update') and not m.makes
    where access = any (private.shared_ids(m.resource, m.action, private.me(), '{}'))
  )
  select coalesce(pg_catalog.jsonb_object_agg(r.resource, r.actions), '{}'::jsonb)
  from (
    select x.resource, pg_catalog.jsonb_agg(x.action order by x.action) as actions
    from (
      select m.resource, m.action from mine m join reached r on r.scope = m.scope and r.makes = m.makes
      union
      select l.resource, l.action from lent l
    ) x
    group by x.resource
  ) r
$$;
