-- Why somebody sees a record: the roles, and what in each scope covers it; the shares; the customer it hangs on.

create function private.line_to(person uuid, base uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with recursive up(id, path) as (
      select base, array[base]
      union all
      select n.id, u.path || n.id
      from up u
      cross join lateral (
        select p.manager_id as id from public.profiles p where p.id = u.id and p.manager_id is not null
        union
        (with recursive above(id, parent_id, lead_id) as (
          select t.id, t.parent_id, t.lead_id from public.profiles p join public.teams t on t.id = p.team_id where p.id = u.id
          union
          select t.id, t.parent_id, t.lead_id from above a join public.teams t on t.id = a.parent_id
        ) select a.lead_id from above a where a.lead_id is not null)
      ) n
      where n.id <> all (u.path) and u.id <> person and pg_catalog.cardinality(u.path) < 30
    )
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name) order by x.n)
    from (select u.path from up u where u.id = person and pg_catalog.cardinality(u.path) > 1 order by pg_catalog.cardinality(u.path), u.path limit 1) shortest,
      pg_catalog.unnest(shortest.path) with ordinality x (id, n) join public.profiles p on p.id = x.id);
end $$;
comment on function private.line_to(uuid, uuid) is
  'From somebody (base) up to a person above them, by manager or team lead, the shortest way: [{id, name}], base first. Null when the person is not above.';

create function private.scope_reasons(person uuid, scope public.access_scope, base uuid, maker uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me public.profiles;
  theirs public.profiles;
  result jsonb := '[]';
  teams uuid[];
begin
  select p.* into me from public.profiles p where p.id = person;
  if scope = 'none' or me.id is null then
    return result;
  end if;
  if scope = 'all' then
    return pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('because', 'all'));
  end if;
  if base = person then
    result := result || pg_catalog.jsonb_build_object('because', 'owner');
  end if;
  if maker = person then
    result := result || pg_catalog.jsonb_build_object('because', 'maker');
  end if;
  if scope = 'own' or base <> all (private.ids_in_scope(person, scope)) or base = person then
    return result;
  end if;
  select p.* into theirs from public.profiles p where p.id = base;
  teams := array(select i from pg_catalog.unnest(private.ids_in_scope(person, 'team')) i where exists (select from public.teams t where t.id = i));
  if theirs.id is not null then
    if private.line_to(person, base) is not null then
      result := result || pg_catalog.jsonb_build_object('because', 'management', 'line', private.line_to(person, base));
    end if;
    result := result || coalesce((
      select pg_catalog.jsonb_build_object('because', case when t.id = me.team_id then 'team_mate' else 'team_below' end,
        'team', pg_catalog.jsonb_build_object('id', t.id, 'name', t.name))
      from public.teams t where t.id = theirs.team_id and t.id = any (teams)), '[]'::jsonb);
  end if;
  result := result || coalesce((
    select pg_catalog.jsonb_build_object('because', 'team_record', 'team', pg_catalog.jsonb_build_object('id', t.id, 'name', t.name))
    from public.teams t where t.id = base and t.id = any (teams)), '[]'::jsonb);
  result := result || coalesce((
    select pg_catalog.jsonb_build_object(
      'because', case when q.team_id = any (teams) then 'queue_team' else 'queue_member' end,
      'queue', pg_catalog.jsonb_build_object('id', q.id, 'name', q.name))
    from public.ticket_queues q
    where q.id = base and (q.team_id = any (teams)
      or exists (select from public.ticket_queue_members m where m.queue_id = q.id and m.profile_id = person))), '[]'::jsonb);
  if scope = 'department' then
    result := result || coalesce((
      select pg_catalog.jsonb_build_object('because', 'department', 'department', pg_catalog.jsonb_build_object('id', d.id, 'name', d.name))
      from public.departments d where d.id = me.department_id and (
        theirs.department_id = d.id
        or exists (select from public.teams t where t.department_id = d.id and (t.id = base or t.id = theirs.team_id))
        or exists (select from public.ticket_queues q where q.id = base
          and (q.department_id = d.id or exists (select from public.teams t where t.id = q.team_id and t.department_id = d.id))))), '[]'::jsonb);
  end if;
  return result;
end $$;
comment on function private.scope_reasons(uuid, public.access_scope, uuid, uuid) is
  'What puts a record (who it belongs to, who made it) within a scope of a person: [{because: all, owner, maker, management (line), team_mate, team_below, team_record (team), queue_team, queue_member (queue), department (department)}]. Empty when nothing does.';

create function private.access_reasons(person uuid, resource text, action text, record_id uuid) returns jsonb
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
comment on function private.access_reasons(uuid, text, text, uuid) is
  'Everything that lets a person do something to a record (read: also what it hangs on): role with scope, share, customer. Empty when nothing does.';

create function private.why_can_see(resource text, record_id uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  kind constant text := private.record_resource(resource);
  whom constant uuid := coalesce(person, private.me());
  target private.resource_tables;
  r jsonb;
  reasons jsonb;
  who public.profiles;
begin
  select t.* into target from private.resource_tables t where t.resource = kind and t.trash;
  if target.table_name is null or not exists (select from public.resource_actions a where a.resource = $1 and a.action = 'read') then
    perform private.fail('22023', 'unknown_resource', 'There is no such kind of record.');
  end if;
  if private.me() is null or (whom <> private.me() and not private.may('roles', 'read')) then
    perform private.fail('42501', 'denied', 'You may only ask about yourself.');
  end if;
  if private.access_reasons(private.me(), kind, 'read', record_id) = '[]' then
    perform private.fail('P0002', 'gone', 'This record is no longer there.');
  end if;
  select p.* into who from public.profiles p where p.id = whom;
  if who.id is null then
    perform private.fail('P0002', 'gone', 'There is no such person.');
  end if;
  execute pg_catalog.format('select pg_catalog.to_jsonb(t) from public.%I t where t.id = $1', target.table_name) into r using record_id;
  reasons := private.access_reasons(whom, resource, 'read', record_id);
  if resource <> kind and private.access_reasons(whom, kind, 'read', record_id) = '[]' then
    reasons := '[]';
  end if;
  return pg_catalog.jsonb_build_object(
    'person', pg_catalog.jsonb_build_object('id', who.id, 'name', who.full_name, 'active', who.active),
    'record', pg_catalog.jsonb_build_object('resource', resource, 'id', record_id, 'shared', (r ->> 'shared')::boolean,
      'owner', (select pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name) from public.profiles p where p.id = (r ->> target.owner_column)::uuid),
      'maker', (select pg_catalog.jsonb_build_object('id', p.id, 'name', p.full_name) from public.profiles p where p.id = (r ->> 'created_by')::uuid),
      'team', (select pg_catalog.jsonb_build_object('id', t.id, 'name', t.name) from public.teams t where t.id = (r ->> 'team_id')::uuid),
      'queue', (select pg_catalog.jsonb_build_object('id', q.id, 'name', q.name) from public.ticket_queues q where q.id = (r ->> 'queue_id')::uuid)),
    'can_see', reasons <> '[]',
    'can_edit', private.access_reasons(whom, resource, 'update', record_id) <> '[]' and reasons <> '[]',
    'reasons', reasons,
    'roles', coalesce((
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', o.id, 'key', o.key, 'name', o.name, 'shipped', o.shipped, 'scope', coalesce(p.scope, 'none')) order by o.key)
      from public.profile_roles pr join public.roles o on o.id = pr.role_id
      left join public.role_permissions p on p.role_id = o.id and p.resource = $1 and p.action = 'read'
      where pr.profile_id = whom), '[]'::jsonb));
end $$;
comment on function private.why_can_see(text, uuid, uuid) is 'The body of public.why_can_see().';

create function public.why_can_see(resource text, record_id uuid, person uuid default null) returns jsonb
language sql stable set search_path = '' as $$ select private.why_can_see(resource, record_id, person) $$;
comment on function public.why_can_see(text, uuid, uuid) is
  'Why a person (the caller, when none is named; another only for who may read roles) sees a record that the caller sees, or a field group of it (customers.contact_details): {person {id, name, active}, record {resource, id, shared, owner, maker, team, queue}, can_see, can_edit, reasons, roles [{id, key, name, shipped, scope}]}. reasons: {kind: role, role, scope, because: all | owner | maker | management (line [{id, name}], from the owner up) | team_mate | team_below | team_record (team) | queue_team | queue_member (queue) | department (department)}, {kind: share, id, access, until, team, by}, {kind: customer, customer, reasons}. roles says, when nothing lets them, how far their roles go. Raises denied, gone, unknown_resource.';

grant execute on function private.why_can_see(text, uuid, uuid), public.why_can_see(text, uuid, uuid) to authenticated;
