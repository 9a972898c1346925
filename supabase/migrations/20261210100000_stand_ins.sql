-- Lending one's work for a holiday: for some days a colleague reads, and where it is said so edits, what somebody owns, also
-- what comes to them meanwhile, and is told of it. The clock ends it.

create table public.stand_ins (
  id uuid primary key default gen_random_uuid(),
  lender_id uuid not null references public.profiles on delete cascade,
  stand_in_id uuid not null references public.profiles on delete cascade,
  resources text[],
  access text not null default 'edit' check (access in ('read', 'edit')),
  starts_on date not null,
  ends_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_by uuid references public.profiles on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (lender_id <> stand_in_id),
  check (ends_on >= starts_on),
  check (ends_at >= starts_at)
);
comment on table public.stand_ins is
  'Who stands in for whom, and when: whoever does reaches what the lender owns, no further than both their roles, never a field group, and never what somebody else lent to the lender.';
comment on column public.stand_ins.resources is 'What is lent: resources of records that have an owner; null is all of them.';
comment on column public.stand_ins.starts_on is 'The first day, in the lender''s timezone; ends_on is the last one.';
comment on column public.stand_ins.starts_at is 'When the first day begins. By it and ends_at the database goes.';
create index stand_ins_stand_in_id_idx on public.stand_ins (stand_in_id, ends_at);
create index stand_ins_lender_id_idx on public.stand_ins (lender_id, ends_at);
create index stand_ins_created_by_idx on public.stand_ins (created_by);
call private.protect('stand_ins', 'profiles', 'special');
revoke insert, update, delete on public.stand_ins from authenticated;
create policy stand_ins_read on public.stand_ins for select to authenticated using (
  (starts_at <= now() and ends_at > now()) or lender_id = (select private.me()) or stand_in_id = (select private.me()) or (select private.may('profiles', 'update')));
create trigger touch_row before update on public.stand_ins for each row execute function private.touch_row();
create trigger z_tell_permissions after insert or update or delete on public.stand_ins for each row execute function private.tell_permissions();

create function private.lendable() returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array['customers', 'deals', 'orders', 'tickets', 'tasks', 'activities', 'events'] $$;
comment on function private.lendable() is 'The resources whose records can be lent: those that have an owner.';

create function private.lenders(person uuid, resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  kind text;
begin
  if action not in ('read', 'create', 'update') or resource like '%.%'
    or not exists (select from public.stand_ins s where s.stand_in_id = person and s.starts_at <= now() and s.ends_at > now()) then
    return '{}';
  end if;
  kind := private.record_resource(resource);
  if (action = 'create' and kind = resource) or kind <> all (private.lendable()) then
    return '{}';
  end if;
  return array(
    select s.lender_id from public.stand_ins s join public.profiles l on l.id = s.lender_id and l.active
    where s.stand_in_id = person and s.starts_at <= now() and s.ends_at > now()
      and (action = 'read' or s.access = 'edit') and (s.resources is null or kind = any (s.resources))
      -- nobody lends what they may not do themselves
      and exists (
        select from public.profile_roles pr join public.role_permissions p on p.role_id = pr.role_id
        where pr.profile_id = l.id and p.resource = lenders.resource and p.action = lenders.action and p.scope <> 'none'));
end $$;
comment on function private.lenders(uuid, text, text) is
  'For whom somebody stands in at this moment, for an action on a resource: what these own is within reach, as far as the person''s own roles allow the action at all. To make records of one''s own and to delete, assign or share is never lent, nor is a field group.';

create function private.timezone_of(person uuid) returns text
language sql stable security definer parallel safe set search_path = ''
as $$ select coalesce((select p.timezone from public.profiles p where p.id = person), (select s.timezone from public.settings s limit 1), 'UTC') $$;
comment on function private.timezone_of(uuid) is 'Somebody''s timezone, or else the organisation''s.';

create function private.keys_reached(resource text, action text, person uuid, reach public.access_scope, lenders uuid[]) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  bases uuid[];
begin
  if action = 'create' and private.record_resource(resource) = resource then
    -- I am the maker of whatever I make: for whom is what the scope is about
    bases := private.ids_in_scope(person, reach);
    return bases || array(select pg_catalog.md5(b.id::text || person::text)::uuid from pg_catalog.unnest(bases) b (id));
  end if;
  if reach = 'all' then
    return private.keys_of_all(private.record_resource(resource), person);
  end if;
  bases := private.ids_in_scope(person, reach) || lenders;
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
comment on function private.keys_reached(text, text, uuid, public.access_scope, uuid[]) is
  'The access keys that a scope and what was shared reach for a person, with those of whose work was lent to them. Whoever may see all gets every key.';

create or replace function private.visible_ids(resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
  reach public.access_scope;
begin
  if person is null then
    return '{}';
  end if;
  reach := private.my_scope(resource, action);
  if reach = 'none' then
    return '{}';
  end if;
  if reach = 'all' and (action <> 'create' or private.record_resource(resource) <> resource) then
    return private.keys_of_all(private.record_resource(resource), person);
  end if;
  return private.keys_reached(resource, action, person, reach, private.lenders(person, resource, action));
end $$;
comment on function private.visible_ids(text, text) is
  'The access keys that the caller''s roles, what was shared with them and whom they stand in for reach for an action on a resource. Policies compare access_id with it, once a statement.';

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
      else access = any (private.keys_reached(s.resource, s.action, private.me(), s.scope, '{}')) end
  ), bases as materialized (
    select access as id where not exists (select from shared)
    union select k.base_id from private.access_keys k where k.key = access
    union select h.base_id from shared h
  ), lending as materialized (
    -- mostly nobody: then no right is looked at
    select s.lender_id from public.stand_ins s join bases b on b.id = s.lender_id
    where s.stand_in_id = (select private.me()) and s.starts_at <= now() and s.ends_at > now()
  ), lent as materialized (
    select m.resource, m.action from mine m
    where exists (select from lending) and m.action in ('read', 'create', 'update') and not m.makes
      and not exists (select from shared h where h.resource <> private.record_resource(m.resource))
      and exists (select from lending l where l.lender_id = any (private.lenders(private.me(), m.resource, m.action)))
    union
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

create or replace function private.my_permissions() returns jsonb
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person uuid := private.me();
  ids uuid[] := private.my_role_ids();
  mine jsonb;
  reach text;
begin
  if person is null then
    ids := '{}';
  end if;
  mine := pg_catalog.jsonb_build_object(
    'profile_id', person,
    'organisation_id', private.organisation_id(),
    'actor_id', private.actor(),
    'viewing_as', private.viewing_as(),
    'roles', coalesce((select pg_catalog.jsonb_agg(r.key order by r.key) from public.roles r where r.id = any (ids)), '[]'::jsonb),
    'permissions', coalesce((
      select pg_catalog.jsonb_object_agg(m.resource, m.actions)
      from (
        select widest.resource, pg_catalog.jsonb_object_agg(widest.action, widest.scope) as actions
        from (
          select rp.resource, rp.action, max(rp.scope) as scope from public.role_permissions rp
          where rp.role_id = any (ids) group by rp.resource, rp.action
        ) widest
        where widest.scope <> 'none'
        group by widest.resource
      ) m), '{}'::jsonb));
  -- whose rows the scopes reach is not in the matrix, and changes when people move, and when work is lent
  reach := (select pg_catalog.string_agg(i::text, ',' order by i) from pg_catalog.unnest(private.ids_in_scope(person, 'department')) i);
  reach := coalesce(reach, '') || coalesce((
    select pg_catalog.string_agg(s.id || s.access || coalesce(s.resources::text, ''), ',' order by s.id)
    from public.stand_ins s where s.stand_in_id = person and s.starts_at <= now() and s.ends_at > now()), '');
  return mine || pg_catalog.jsonb_build_object('revision', pg_catalog.md5(mine::text || coalesce(reach, '')));
end $$;

create or replace function private.access_reasons(person uuid, resource text, action text, record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  kind constant text := private.record_resource(resource);
  target private.resource_tables;
  r jsonb;
  base uuid;
  result jsonb;
begin
  select t.* into target from private.resource_tables t where t.resource = kind and t.trash;
  execute pg_catalog.format('select pg_catalog.to_jsonb(t) from public.%I t where t.id = $1 and t.deleted_at is null', target.table_name) into r using record_id;
  if r is null or not exists (select from public.profiles p where p.id = person and p.active) then
    return '[]';
  end if;
  base := coalesce((r ->> 'owner_id')::uuid, (r ->> 'assignee_id')::uuid, (r ->> 'queue_id')::uuid, (r ->> 'team_id')::uuid, private.organisation_id());
  result := coalesce((
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', 'role', 'role', pg_catalog.jsonb_build_object('id', o.id, 'key', o.key, 'name', o.name, 'shipped', o.shipped),
      'scope', p.scope) || x.value order by p.scope desc, o.key)
    from public.profile_roles pr
    join public.roles o on o.id = pr.role_id
    join public.role_permissions p on p.role_id = o.id and p.resource = access_reasons.resource and p.action = access_reasons.action
    cross join lateral pg_catalog.jsonb_array_elements(private.scope_reasons(person, p.scope, base, (r ->> 'created_by')::uuid)) x
    where pr.profile_id = person), '[]'::jsonb);
  if resource = kind and action in ('read', 'update') and exists (
    select from public.profile_roles pr join public.role_permissions p on p.role_id = pr.role_id
    where pr.profile_id = person and p.resource = access_reasons.resource and p.action = access_reasons.action and p.scope <> 'none') then
    result := result || coalesce((
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', 'share', 'id', s.id, 'access', s.access, 'until', s.until,
        'team', case when t.id is not null then pg_catalog.jsonb_build_object('id', t.id, 'name', t.name) end,
        'by', case when b.id is not null then pg_catalog.jsonb_build_object('id', b.id, 'name', b.full_name) end) order by s.created_at)
      from public.record_shares s
      left join public.teams t on t.id = s.team_id
      left join public.profiles b on b.id = s.created_by
      where s.resource = kind and s.record_id = access_reasons.record_id and (action = 'read' or s.access = 'edit')
        and (s.until is null or s.until > now()) and (s.profile_id = person or s.team_id = any (private.teams_of(person)))), '[]'::jsonb);
    result := result || coalesce((
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', 'stand_in', 'id', s.id, 'access', s.access, 'until', s.ends_at,
        'lender', pg_catalog.jsonb_build_object('id', l.id, 'name', l.full_name)) order by s.ends_at)
      from public.stand_ins s join public.profiles l on l.id = s.lender_id
      where s.stand_in_id = person and s.lender_id = base and base = any (private.lenders(person, resource, action))
        and s.starts_at <= now() and s.ends_at > now()), '[]'::jsonb);
  end if;
  if action = 'read' and resource = kind and r ? 'customer_access_id' and r ->> 'customer_id' is not null then
    result := result || coalesce((
      select pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('kind', 'customer',
        'customer', pg_catalog.jsonb_build_object('id', c.id, 'name', c.name), 'reasons', x.reasons))
      from public.customers c cross join lateral (select private.access_reasons(person, 'customers', 'read', c.id) as reasons) x
      where c.id = (r ->> 'customer_id')::uuid and x.reasons <> '[]'), '[]'::jsonb);
  end if;
  return result;
end $$;

create or replace function private.live_topics() returns jsonb
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
  told jsonb := '{}';
  kind record;
  reach public.access_scope;
  mine text[];
begin
  if person is null then
    return told;
  end if;
  for kind in select t.table_name, r.resource from private.live_tables t
    cross join pg_catalog.unnest(array[t.resource, t.also_resource]) r (resource) where r.resource is not null
  loop
    reach := private.my_scope(kind.resource, 'read');
    mine := case reach
      when 'none' then '{}'::text[]
      when 'all' then array['all']
      else private.live_places(person, reach) || array(select 'own:' || l from pg_catalog.unnest(private.lenders(person, kind.resource, 'read')) l)
    end;
    told := told || pg_catalog.jsonb_build_object(kind.table_name, coalesce(told -> kind.table_name, '[]')
      || pg_catalog.to_jsonb(array(select 'access:' || kind.table_name || ':' || m from pg_catalog.unnest(mine) m
        where not coalesce(told -> kind.table_name, '[]') ? ('access:' || kind.table_name || ':' || m))));
  end loop;
  return told;
end $$;

create or replace function private.may_hear(place text[]) returns boolean
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  person constant uuid := private.me();
  kind record;
  reach public.access_scope;
begin
  for kind in select r.resource from private.live_tables t
    cross join pg_catalog.unnest(array[t.resource, t.also_resource]) r (resource)
    where t.table_name = place[2] and r.resource is not null
  loop
    reach := private.my_scope(kind.resource, 'read');
    if reach = 'all' then
      return true;
    end if;
    if reach <> 'none' and (place[3] || ':' || coalesce(place[4], '')) = any (
      private.live_places(person, reach) || array(select 'own:' || l from pg_catalog.unnest(private.lenders(person, kind.resource, 'read')) l)) then
      return true;
    end if;
  end loop;
  return false;
end $$;

create or replace function private.notify_all(kind text, resource text, people uuid[], records uuid[], actor uuid, data jsonb default '{}', most integer default 2147483647) returns void
language sql security definer set search_path = '' set enable_nestloop = on
as $$
  insert into public.notifications as n (profile_id, kind, resource, record_id, actor_id, how_many, data, in_app, mail)
  select p.id, $1, $2, g.record_id, $5, g.how_many, $6 || g.whose, (w.way -> 'app')::boolean, w.way ->> 'mail'
  from (
    select t.person, case when t.of_person <= most then t.record end as record_id, count(*)::integer as how_many,
      case when count(t.lender) = count(*) and min(t.lender) = max(t.lender) then pg_catalog.jsonb_build_object('lender_id', min(t.lender)) else '{}' end as whose
    from (
      select w.person, w.record, count(*) over (partition by w.person) as of_person,
        -- who is told of it as theirs is not told of it as somebody else's
        case when count(w.lender) = count(*) then min(w.lender) end as lender
      from (
        select u.person, u.record, null::text as lender from unnest(people, records) u (person, record)
        union all
        -- whoever stands in is told of the work as well
        select s.stand_in_id, u.record, s.lender_id::text
        from unnest(people, records) u (person, record)
        join public.stand_ins s on s.lender_id = u.person and s.starts_at <= now() and s.ends_at > now()
        where $1 in ('assigned', 'reminder', 'due', 'overdue', 'closing') and u.person is distinct from actor
          and $2 = any (coalesce(s.resources, private.lendable()))
      ) w
      where w.person is not null and w.person is distinct from actor
      group by w.person, w.record) t
    group by 1, 2) g
  join public.profiles p on p.id = g.person and p.active and p.user_id is not null
  left join public.notification_settings s on s.profile_id = p.id
  cross join lateral (select private.notification_way(s.kinds, $1) as way) w
  where (w.way -> 'app')::boolean or w.way ->> 'mail' <> 'none'
  on conflict (profile_id, kind, resource, record_id) where read_at is null do update set
    actor_id = excluded.actor_id, how_many = n.how_many + excluded.how_many, in_app = excluded.in_app, mail = excluded.mail, created_at = now(),
    data = (n.data || excluded.data - case when n.data ->> 'lender_id' is distinct from excluded.data ->> 'lender_id' then 'lender_id' else '' end) || case when n.data ? 'fields' and excluded.data ? 'fields' then pg_catalog.jsonb_build_object('fields',
      (select pg_catalog.jsonb_agg(distinct f) from pg_catalog.jsonb_array_elements((n.data -> 'fields') || (excluded.data -> 'fields')) f)) else '{}' end
$$;

create or replace function public.list_notifications(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  most constant integer := least(greatest(coalesce((asked ->> 'limit')::integer, 30), 0), 100);
  before_at constant timestamptz := (asked #>> '{before,at}')::timestamptz;
  before_id constant uuid := (asked #>> '{before,id}')::uuid;
  entries jsonb;
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', n.id, 'kind', n.kind, 'resource', n.resource, 'record_id', n.record_id,
      'name', case n.resource
        when 'customers' then (select r.name from public.customers r where r.id = n.record_id)
        when 'deals' then (select r.name from public.deals r where r.id = n.record_id)
        when 'orders' then (select r.number::text from public.orders r where r.id = n.record_id)
        when 'tickets' then (select r.subject from public.tickets r where r.id = n.record_id)
        when 'tasks' then (select r.title from public.tasks r where r.id = n.record_id)
        when 'activities' then (select r.subject from public.activities r where r.id = n.record_id) end,
      'actor_id', n.actor_id,
      'actor', (select p.full_name from public.profiles p where p.id = n.actor_id),
      'lender', (select p.full_name from public.profiles p where p.id = (n.data ->> 'lender_id')::uuid),
      'how_many', n.how_many, 'data', case when n.data ? 'comment_id' then n.data || pg_catalog.jsonb_build_object('comment',
        (select pg_catalog.left(c.body, 200) from public.comments c where c.id = (n.data ->> 'comment_id')::uuid)) else n.data end,
      'at', n.created_at, 'read', n.read_at is not null) order by n.created_at desc, n.id desc)
    into entries
  from (select f.* from public.notifications f
    where before_at is null or (f.created_at, f.id) < (before_at, before_id)
    order by f.created_at desc, f.id desc limit most) n;
  return pg_catalog.jsonb_build_object('entries', coalesce(entries, '[]'),
    'unread', (select count(*) from (select from public.notifications f where f.read_at is null limit 100) u),
    'next', case when pg_catalog.jsonb_array_length(entries) = most then pg_catalog.jsonb_build_object('at', entries #> '{-1,at}', 'id', entries #> '{-1,id}') end);
end $$;

create function private.save_stand_in(payload jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  me constant uuid := private.me();
  wanted constant uuid := (payload ->> 'id')::uuid;
  kept public.stand_ins;
  lender uuid;
  stand_in constant uuid := (payload ->> 'stand_in_id')::uuid;
  zone text;
  today date;
  first_day constant date := (payload ->> 'starts_on')::date;
  last_day constant date := (payload ->> 'ends_on')::date;
  lent constant text[] := case when pg_catalog.jsonb_typeof(payload -> 'resources') = 'array'
    then array(select pg_catalog.jsonb_array_elements_text(payload -> 'resources')) end;
begin
  if payload - array['id', 'lender_id', 'stand_in_id', 'resources', 'access', 'starts_on', 'ends_on'] <> '{}'::jsonb then
    perform private.fail('22023', 'unknown_field', 'This form has a field that cannot be saved.');
  end if;
  if wanted is not null then
    select s.* into kept from public.stand_ins s where s.id = wanted for update;
  end if;
  lender := coalesce(kept.lender_id, (payload ->> 'lender_id')::uuid, me);
  if me is null or (lender <> me and not private.may('profiles', 'update')) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if wanted is not null and (kept.id is null or kept.ends_at <= now()) then
    perform private.fail('P0002', 'gone', 'This is over.');
  end if;
  if not exists (select from public.profiles p where p.id = lender and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"lender_id"}');
  end if;
  if stand_in is null or not exists (select from public.profiles p where p.id = stand_in and p.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"stand_in_id"}');
  end if;
  if stand_in = lender then
    perform private.fail('22023', 'stand_in_self', 'Nobody stands in for themselves.', '{"field":"stand_in_id"}');
  end if;
  if coalesce(payload ->> 'access', '') not in ('read', 'edit') then
    perform private.fail('22023', 'not_allowed_value', 'Work is lent to read or to edit.', '{"field":"access"}');
  end if;
  if lent = '{}' or not lent <@ private.lendable() then
    perform private.fail('22023', 'not_allowed_value', 'Choose what is lent.', '{"field":"resources"}');
  end if;
  zone := private.timezone_of(lender);
  today := (now() at time zone zone)::date;
  if first_day is null or last_day is null or last_day < first_day or last_day < today or last_day > first_day + 366 then
    perform private.fail('22023', 'stand_in_days', 'The last day comes after the first one, is not over, and within a year.', '{"field":"ends_on"}');
  end if;
  if not exists (
    select from public.profile_roles pr join public.role_permissions p on p.role_id = pr.role_id
    where pr.profile_id = stand_in and p.action = 'read' and p.scope <> 'none' and p.resource = any (coalesce(lent, private.lendable()))) then
    perform private.fail('22023', 'share_beyond_role', 'The roles of this person allow none of it.', '{"field":"stand_in_id"}');
  end if;
  insert into public.stand_ins as s (id, lender_id, stand_in_id, resources, access, starts_on, ends_on, starts_at, ends_at, created_by)
  values (coalesce(wanted, gen_random_uuid()), lender, stand_in, lent, payload ->> 'access', first_day, last_day,
    first_day::timestamp at time zone zone, (last_day + 1)::timestamp at time zone zone, me)
  on conflict (id) do update set stand_in_id = excluded.stand_in_id, resources = excluded.resources, access = excluded.access,
    starts_on = excluded.starts_on, ends_on = excluded.ends_on, starts_at = excluded.starts_at, ends_at = excluded.ends_at
  returning s.id into kept.id;
  return kept.id;
end $$;
comment on function private.save_stand_in(jsonb) is 'The body of public.save_stand_in().';

create function public.save_stand_in(payload jsonb) returns uuid
language sql set search_path = '' as $$ select private.save_stand_in(payload) $$;
comment on function public.save_stand_in(jsonb) is
  'Lends the caller''s work, or with update on all profiles another''s: {id (to change it), lender_id, stand_in_id, resources (null: all), access: read or edit, starts_on, ends_on (days of the lender''s timezone)}. Gives its id. Raises denied, gone, not_active, stand_in_self, stand_in_days, share_beyond_role, not_allowed_value, unknown_field.';

create function private.end_stand_in(stand_in uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  kept public.stand_ins;
begin
  select s.* into kept from public.stand_ins s where s.id = stand_in for update;
  if kept.id is not null and private.me() is distinct from kept.lender_id and private.me() is distinct from kept.stand_in_id
    and not private.may('profiles', 'update') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if kept.starts_at > now() then
    delete from public.stand_ins s where s.id = kept.id;
  else
    update public.stand_ins s set ends_at = now() where s.id = kept.id and s.ends_at > now();
  end if;
  return found;
end $$;
comment on function private.end_stand_in(uuid) is 'The body of public.end_stand_in().';

create function public.end_stand_in(stand_in uuid) returns boolean
language sql set search_path = '' as $$ select private.end_stand_in(stand_in) $$;
comment on function public.end_stand_in(uuid) is
  'Ends at once what was lent, or takes it back before it began; false where it is over. For the lender, who stands in, and who may update all profiles. Raises denied.';

revoke execute on function public.save_stand_in(jsonb), public.end_stand_in(uuid) from public, anon;
grant execute on function private.save_stand_in(jsonb), private.end_stand_in(uuid), private.lendable(),
  public.save_stand_in(jsonb), public.end_stand_in(uuid) to authenticated;
