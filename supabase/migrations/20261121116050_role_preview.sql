-- What a role's change would do. The preview looks up the tables once, not for every person, sorts no keys, and works out a
-- reach once for all whom it is the same for.

create function private.reach_kind(person uuid, reach public.access_scope) returns text
language sql stable security definer set search_path = ''
as $$
  select case
    when reach = 'all' then 'all'
    when reach in ('none', 'own') or p.team_id is null then null
    when exists (select from public.profiles r where r.manager_id = p.id) or exists (select from public.teams t where t.lead_id = p.id)
      or exists (select from public.ticket_queue_members m where m.profile_id = p.id) then null
    else pg_catalog.concat_ws(' ', reach, p.team_id, p.department_id)
  end
  from public.profiles p where p.id = person
$$;
comment on function private.reach_kind(uuid, public.access_scope) is
  'The same for people for whom a scope covers the same (members of one team who lead nobody); null where it is a person''s own.';

create type private.reached as (kind text, bases uuid[], keys uuid[]);
comment on type private.reached is 'What a scope covers: the ids, and the keys of rows that others made for them.';

create function private.reach_of(person uuid, reach public.access_scope, known private.reached) returns private.reached
language plpgsql stable security definer set search_path = ''
as $$
declare
  kind constant text := private.reach_kind(person, reach);
  bases uuid[];
begin
  if kind = known.kind then
    return known;
  end if;
  bases := private.ids_in_scope(person, reach);
  return row(kind, bases, array(select k.key from private.access_keys k where k.base_id = any (bases)))::private.reached;
end $$;
comment on function private.reach_of(uuid, public.access_scope, private.reached) is 'What a scope covers for a person; what is known is given back where it is the same.';

create function private.keys_in_scope(person uuid, resource text, reach public.access_scope, covered private.reached) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  if reach = 'none' then
    return '{}';
  end if;
  return covered.bases || covered.keys || private.shared_ids(resource, 'read', person, covered.bases)
    || array(select k.key from private.access_keys k where k.maker_id = person);
end $$;
comment on function private.keys_in_scope(uuid, text, public.access_scope, private.reached) is
  'The access keys that a scope would let a person read, of rows that are there: what visible_ids gives its caller.';

create function private.preview_reading(resource text, tbl text, people uuid[], before public.access_scope[], after public.access_scope[],
  customers_before public.access_scope[], customers_after public.access_scope[], until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  through_customer constant boolean := exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attname = 'customer_access_id' and not a.attisdropped);
  in_trash constant boolean := exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attname = 'deleted_at' and not a.attisdropped);
  keys uuid[];
  customer_keys uuid[];
  sizes bigint[];
  lost_mask varbit;
  gained_mask varbit;
  one record;
  details jsonb := '[]'::jsonb;
  losing integer := 0;
  gaining integer := 0;
  complete boolean := true;
  was private.reached;
  will private.reached;
  customers_was private.reached;
  customers_will private.reached;
begin
  execute pg_catalog.format('select array_agg(g.key), array_agg(g.customer_key), array_agg(g.n) from (
      select access_id as key, %s as customer_key, count(*) as n from public.%I %s group by 1, 2) g',
    case when through_customer then 'customer_access_id' else 'null::uuid' end, tbl, case when in_trash then 'where deleted_at is null' else '' end)
    into keys, customer_keys, sizes;
  for i in 1 .. coalesce(pg_catalog.cardinality(people), 0) loop
    exit when keys is null;
    if pg_catalog.clock_timestamp() > until then
      complete := false;
      exit;
    end if;
    was := private.reach_of(people[i], before[i], was);
    will := private.reach_of(people[i], after[i], will);
    if through_customer then
      customers_was := private.reach_of(people[i], customers_before[i], customers_was);
      customers_will := private.reach_of(people[i], customers_after[i], customers_will);
    end if;
    -- by execute, so that the arrays are constants to the planner, which hashes them; one bit for each key, in their order
    execute 'select coalesce(sum(g.n) filter (where g.had and not g.has), 0) as lost, coalesce(sum(g.n) filter (where g.has and not g.had), 0) as gained,
        string_agg(case when g.had and not g.has then ''1'' else ''0'' end, '''')::varbit as lost_mask,
        string_agg(case when g.has and not g.had then ''1'' else ''0'' end, '''')::varbit as gained_mask
      from (
        select k.n,
          coalesce(k.key = any ($4), false) or coalesce(k.customer_key = any ($5), false) as had,
          coalesce(k.key = any ($6), false) or coalesce(k.customer_key = any ($7), false) as has
        from unnest($1, $2, $3) k (key, customer_key, n)) g'
      into one using keys, customer_keys, sizes,
        private.keys_in_scope(people[i], resource, before[i], was),
        case when through_customer then private.keys_in_scope(people[i], 'customers', customers_before[i], customers_was) end,
        private.keys_in_scope(people[i], resource, after[i], will),
        case when through_customer then private.keys_in_scope(people[i], 'customers', customers_after[i], customers_will) end;
    lost_mask := case when lost_mask is null then one.lost_mask else lost_mask | one.lost_mask end;
    gained_mask := case when gained_mask is null then one.gained_mask else gained_mask | one.gained_mask end;
    losing := losing + (one.lost > 0)::integer;
    gaining := gaining + (one.gained > 0)::integer;
    details := details || pg_catalog.jsonb_build_object('id', people[i], 'lost', one.lost, 'gained', one.gained);
  end loop;
  return pg_catalog.jsonb_build_object('resource', resource, 'complete', complete,
    'people_losing', losing, 'people_gaining', gaining,
    'rows_lost', (select coalesce(sum(n), 0) from pg_catalog.unnest(sizes) with ordinality s (n, place)
      where pg_catalog.get_bit(lost_mask, (place - 1)::integer) = 1),
    'rows_gained', (select coalesce(sum(n), 0) from pg_catalog.unnest(sizes) with ordinality s (n, place)
      where pg_catalog.get_bit(gained_mask, (place - 1)::integer) = 1),
    'people', (select coalesce(pg_catalog.jsonb_agg(d || pg_catalog.jsonb_build_object('name', p.full_name) order by p.full_name), '[]'::jsonb)
      from (select d from pg_catalog.jsonb_array_elements(details) d
        where (d ->> 'lost')::bigint + (d ->> 'gained')::bigint > 0 limit 50) x
      join public.profiles p on p.id = (x.d ->> 'id')::uuid));
end $$;
comment on function private.preview_reading(text, text, uuid[], public.access_scope[], public.access_scope[], public.access_scope[], public.access_scope[], timestamptz) is
  'How many rows of a table people would see no longer, or newly, if their scopes changed: rows are counted once by access key, then the keys by person. What also hangs on customers counts as seen with the customer.';

create function private.preview_by_key(resource text, tbl text, people uuid[], before public.access_scope[], after public.access_scope[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  in_trash constant boolean := exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('public.%I', tbl)::pg_catalog.regclass and a.attname = 'deleted_at' and not a.attisdropped);
  counted jsonb;
begin
  execute pg_catalog.format($query$
    with sized as materialized (
      select t.access_id as key, count(*) as n from public.%I t where t.access_id <> private.nobody_id() %s group by 1
    ), who as materialized (
      select w.person, least(w.before, w.after) as narrow, greatest(w.before, w.after) as wide, w.before > w.after as loses
      from unnest($2, $3, $4) w (person, before, after)
    ), wanted as materialized (
      select w.person, w.scope, w.is_narrow, coalesce(private.reach_kind(w.person, w.scope), w.scope::text || w.person::text) as kind
      from (
        select person, narrow as scope, true as is_narrow from who where narrow <> 'none'
        union all
        select person, wide, false from who where wide <> 'all'
      ) w
    ), reached as materialized (
      select f.kind, private.reach_of(f.person, f.scope, null) as covered
      from (select distinct on (w.kind) w.kind, w.person, w.scope from wanted w order by w.kind) f
    ), held as materialized (
      select w.person, k.key, bool_or(w.is_narrow) as narrow, s.n
      from wanted w join reached r on r.kind = w.kind
      cross join lateral unnest(private.keys_in_scope(w.person, $1, w.scope, r.covered)) k (key)
      join sized s on s.key = k.key
      group by w.person, k.key, s.n
    ), each as materialized (
      select w.person, w.loses,
        case when w.wide = 'all' then (select coalesce(sum(n), 0) from sized) else coalesce(h.wide, 0) end - coalesce(h.narrow, 0) as change
      from who w
      left join (select person, sum(n) as wide, sum(n) filter (where narrow) as narrow from held group by person) h on h.person = w.person
    ), kept as (
      -- of those who reach everything by the wider scope, how many reach a key by the narrower too
      select w.loses, h.key, count(*) as people from held h join who w on w.person = h.person and w.wide = 'all' where h.narrow group by 1, 2
    ), moved as (
      select d.loses, s.key, s.n
      from (select loses, count(*) as people from who where wide = 'all' group by 1) d cross join sized s
      left join kept k on k.loses = d.loses and k.key = s.key
      where coalesce(k.people, 0) < d.people
      union
      select w.loses, h.key, h.n from held h join who w on w.person = h.person where w.wide <> 'all' and not h.narrow
    )
    select jsonb_build_object('resource', $1, 'complete', true,
      'people_losing', (select count(*) from each where loses and change > 0),
      'people_gaining', (select count(*) from each where not loses and change > 0),
      'rows_lost', (select coalesce(sum(n), 0) from moved where loses),
      'rows_gained', (select coalesce(sum(n), 0) from moved where not loses),
      'people', (select coalesce(jsonb_agg(jsonb_build_object('id', x.person, 'name', p.full_name,
          'lost', case when x.loses then x.change else 0 end, 'gained', case when x.loses then 0 else x.change end) order by p.full_name), '[]')
        from (select * from each where change > 0 order by change desc, person limit 50) x join public.profiles p on p.id = x.person))
    $query$, tbl, case when in_trash then 'and t.deleted_at is null' else '' end)
    into counted using resource, people, before, after;
  return counted;
end $$;
comment on function private.preview_by_key(text, text, uuid[], public.access_scope[], public.access_scope[]) is
  'As preview_reading, for a table that is seen by its own key alone: whatever the number of people, each is asked only for the keys of the narrower scope (and the wider, unless that is everything).';

create function private.preview_role_change(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  role constant uuid := (payload ->> 'id')::uuid;
  permissions constant jsonb := payload -> 'permissions';
  -- the API's statements end after eight seconds
  until constant timestamptz := pg_catalog.clock_timestamp() + interval '5 seconds';
  change record;
  reading jsonb := '[]'::jsonb;
  counted jsonb;
begin
  perform private.need('roles', 'update');
  if not exists (select from public.roles r where r.id = role) then
    perform private.fail('P0002', 'gone', 'This role is no longer there.');
  end if;
  for change in
    with scopes as materialized (select * from private.scopes_after(role, permissions) where action = 'read'),
    tables as materialized (
      -- the table that stands for a resource, found once
      select distinct on (r.resource) r.resource, r.table_name, exists (
        select from pg_catalog.pg_attribute c where c.attrelid = a.attrelid and c.attname = 'customer_access_id' and not c.attisdropped) as through_customer
      from private.resource_tables r
      join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('public.%I', r.table_name)::pg_catalog.regclass
        and a.attname = 'access_id' and not a.attisdropped
      order by r.resource, r.trash desc, r.table_name = r.resource desc, r.table_name like 'customer_%' desc, r.table_name
    ),
    effective as (
      -- a field group is seen as far as its record is
      select s.person, s.resource, least(s.before, coalesce(p.before, s.before)) as before, least(s.after, coalesce(p.after, s.after)) as after,
        c.before as customers_before, c.after as customers_after, private.reach_kind(s.person, greatest(s.before, s.after)) as kind
      from scopes s
      left join scopes p on s.resource like '%.%' and p.person = s.person and p.resource = pg_catalog.split_part(s.resource, '.', 1)
      left join scopes c on c.person = s.person and c.resource = 'customers'
    )
    select e.resource, t.table_name, t.through_customer,
      pg_catalog.array_agg(e.person order by e.kind, e.person) as people, pg_catalog.array_agg(e.before order by e.kind, e.person) as before,
      pg_catalog.array_agg(e.after order by e.kind, e.person) as after, pg_catalog.array_agg(e.customers_before order by e.kind, e.person) as customers_before,
      pg_catalog.array_agg(e.customers_after order by e.kind, e.person) as customers_after
    from effective e
    join tables t on t.resource = e.resource
    where e.before <> e.after or (t.through_customer and e.customers_before <> e.customers_after)
    group by e.resource, t.table_name, t.through_customer
    order by t.through_customer, e.resource
  loop
    counted := case when not change.through_customer and pg_catalog.clock_timestamp() < until
      then private.preview_by_key(change.resource, change.table_name, change.people, change.before, change.after)
      else private.preview_reading(change.resource, change.table_name, change.people, change.before, change.after,
      change.customers_before, change.customers_after, until) end;
    reading := reading || counted;
  end loop;
  return pg_catalog.jsonb_build_object(
    'people', (select count(*) from public.profile_roles pr join public.profiles p on p.id = pr.profile_id where pr.role_id = role and p.active),
    'reading', reading,
    'actions', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('resource', x.resource, 'action', x.action,
        'losing', x.losing, 'narrowed', x.narrowed, 'widened', x.widened, 'gaining', x.gaining) order by x.resource, x.action), '[]'::jsonb)
      from (
        select s.resource, s.action,
          count(*) filter (where s.after = 'none') as losing,
          count(*) filter (where s.after <> 'none' and s.after < s.before) as narrowed,
          count(*) filter (where s.before <> 'none' and s.after > s.before) as widened,
          count(*) filter (where s.before = 'none') as gaining
        from private.scopes_after(role, permissions) s where s.before <> s.after
        group by s.resource, s.action
      ) x),
    'administrators_left', (
      -- who keeps both rights, by whatever roles
      select count(*) from public.profiles p
      where p.active and p.user_id is not null and (
        select count(distinct g.resource) from (
          select rp.resource from public.profile_roles pr join public.role_permissions rp on rp.role_id = pr.role_id
          where pr.profile_id = p.id and pr.role_id <> role and rp.action = 'update' and rp.resource in ('roles', 'profiles') and rp.scope = 'all'
          union all
          select m.resource from public.profile_roles pr
          join (
            select rp.resource, coalesce((permissions -> rp.resource ->> 'update')::public.access_scope, rp.scope) as scope
            from public.role_permissions rp where rp.role_id = role and rp.action = 'update' and rp.resource in ('roles', 'profiles')
            union all
            select k.key, (k.value ->> 'update')::public.access_scope
            from pg_catalog.jsonb_each(permissions) k where k.key in ('roles', 'profiles') and k.value ? 'update'
          ) m on m.scope = 'all'
          where pr.profile_id = p.id and pr.role_id = role
        ) g) = 2));
end $$;
comment on function private.preview_role_change(jsonb) is 'The body of public.preview_role_change().';

create function public.preview_role_change(payload jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.preview_role_change(case pg_catalog.jsonb_typeof(payload) when 'string' then (payload #>> '{}')::jsonb else payload end)
$$;
comment on function public.preview_role_change(jsonb) is
  'What save_role_matrix would do, counted exactly and nothing changed: {people, reading: [{resource, people_losing, rows_lost, people_gaining, rows_gained, complete, people: [{id, name, lost, gained}]}], actions: [{resource, action, losing, narrowed, widened, gaining}], administrators_left}. rows_lost counts each row once that at least one person sees no longer. complete is false where the time ran out: then the figures are at least that. Needs roles.update.';

grant execute on function private.preview_role_change(jsonb), public.preview_role_change(jsonb) to authenticated;
