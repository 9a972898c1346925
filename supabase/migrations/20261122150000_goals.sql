-- Goals: what somebody, a team or the organisation is to reach in a month, a quarter or a year. A quota is a goal on what
-- is sold; calls, demos and new customers are goals of the same kind.

create extension if not exists btree_gist with schema extensions;

create table public.goals (
  id uuid primary key default gen_random_uuid(),
  metric text not null references public.metrics on delete restrict,
  target numeric(16,2) not null check (target > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  period_start date not null,
  period_end date not null,
  profile_id uuid references public.profiles on delete restrict,
  team_id uuid references public.teams on delete restrict,
  created_by uuid references public.profiles on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  access_id uuid not null generated always as (
    coalesce(profile_id, team_id, '00000000-0000-4000-8000-000000000001'::uuid)) stored,
  constraint goals_whose check (num_nonnulls(profile_id, team_id) <= 1),
  constraint goals_period check (
    period_start = date_trunc('month', period_start::timestamp)::date
    and period_end in (
      (period_start + interval '1 month')::date - 1, (period_start + interval '3 months')::date - 1, (period_start + interval '1 year')::date - 1)),
  constraint goals_overlap exclude using gist (
    metric extensions.gist_text_ops with operator(pg_catalog.=), access_id extensions.gist_uuid_ops with operator(pg_catalog.=),
    daterange(period_start, period_end, '[]') with operator(pg_catalog.&&)) where (deleted_at is null)
);
comment on table public.goals is
  'What is to be reached: a metric''s target for whole months, a quarter or a year, of a person, a team or (neither) the organisation. For one metric and one of these no two goals overlap, so that the goals within a period add up.';
comment on column public.goals.target is 'In the metric''s unit; money in currency.';
comment on column public.goals.period_end is 'The last day that counts.';
create index goals_metric_idx on public.goals (metric, period_start) where deleted_at is null;
create index goals_metric_fkey_idx on public.goals (metric);
create index goals_access_id_idx on public.goals (access_id, metric, period_start) where deleted_at is null;
create index goals_profile_id_idx on public.goals (profile_id, period_start);
create index goals_team_id_idx on public.goals (team_id, period_start);
create index goals_created_by_idx on public.goals (created_by);

insert into public.resource_actions (resource, action, scoped)
select 'goals', a.action, true from unnest(array['read', 'create', 'update', 'delete', 'export']) as a (action);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'goals', a.action, g.scope::public.access_scope
from (values
  ('admin', 'read create update delete export', 'all'),
  ('auditor', 'read', 'all'),
  ('executive', 'read create update delete export', 'all'),
  ('sales_manager', 'read create update delete export', 'team'),
  ('support_manager', 'read create update delete export', 'team'),
  ('marketing_manager', 'read create update delete export', 'team'),
  ('sales_rep', 'read export', 'own'),
  ('support_agent', 'read export', 'own'),
  ('marketer', 'read export', 'own')
) as g (role, actions, scope)
join public.roles r on r.key = g.role
cross join lateral unnest(string_to_array(g.actions, ' ')) as a (action);

create function private.my_team_ids(resource text, action text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  if private.my_scope(resource, action) = 'none' then
    return '{}';
  end if;
  return array(select p.team_id from public.profiles p where p.id = private.me() and p.team_id is not null);
end $$;
comment on function private.my_team_ids(text, text) is
  'The caller''s own team, in an array, where they may do this with anything at all: what is their team''s by name is theirs too.';

create function private.may_set_goal(person uuid, team uuid, action text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.me();
  reach public.access_scope := private.my_scope('goals', action);
  below uuid[];
begin
  if reach = 'all' then
    return true;
  end if;
  if reach in ('none', 'own') or coalesce(person, team) is null or person = me then
    return false;
  end if;
  if reach = 'department' then
    return coalesce(person, team) = any (private.ids_in_scope(me, reach));
  end if;
  below := array(select private.people_below(me));
  return case when person is not null then person = any (below) else exists (
    with recursive led(id) as (
      select t.id from public.teams t where t.lead_id = any (below)
      union
      select t.id from led join public.teams t on t.parent_id = led.id
    )
    select from led where led.id = team) end;
end $$;
comment on function private.may_set_goal(uuid, uuid, text) is
  'Whether the caller may set (create, update, delete) the goals of a person, a team or the organisation: of everybody with scope all, else of those below them, never their own.';

create function private.goal_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  metric record;
begin
  if tg_op = 'INSERT' then
    if (select auth.uid()) is not null then
      new.created_by := private.me();
      new.created_at := now();
    end if;
  else
    if (new.metric, new.profile_id, new.team_id) is distinct from (old.metric, old.profile_id, old.team_id) then
      perform private.fail('42501', 'goal_fixed', 'Whose goal it is and what it counts stay as they are: set another goal.');
    end if;
    new.id := old.id;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
  end if;
  new.updated_at := pg_catalog.clock_timestamp();
  select m.unit, m.time_sql into metric from public.metrics m where m.key = new.metric;
  if found and metric.time_sql is null then
    perform private.fail('22023', 'goal_metric', 'Only what is summed up over a period has a goal.', '{"field":"metric"}');
  end if;
  new.currency := case when metric.unit = 'currency'
    then coalesce(new.currency, (select s.base_currency from public.settings s), 'USD') end;
  if (select auth.uid()) is not null and not private.may_set_goal(new.profile_id, new.team_id, case
    when tg_op = 'INSERT' then 'create' when (new.deleted_at is null) <> (old.deleted_at is null) then 'delete' else 'update' end) then
    perform private.fail('42501', 'goal_not_below', 'Goals are set by those above: not one''s own, nor those of others.',
      pg_catalog.json_build_object('field', case when new.team_id is not null then 'team_id' else 'profile_id' end)::text);
  end if;
  return new;
end $$;
comment on function private.goal_before() is
  'Who set a goal and when is not the caller''s to say; money has a currency, what is counted none; goals are set by those above.';
create trigger a_goal_before before insert or update on public.goals for each row execute function private.goal_before();

call private.protect('goals', 'goals', 'special', 'profile_id', true);
create policy goals_read on public.goals for select to authenticated using (deleted_at is null and (
  access_id = any ((select private.visible_ids('goals', 'read'))::uuid[])
  or team_id = any ((select private.my_team_ids('goals', 'read'))::uuid[])));
create policy goals_create on public.goals for insert to authenticated with check (
  deleted_at is null and access_id = any ((select private.visible_ids('goals', 'create'))::uuid[]));
create policy goals_update on public.goals for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('goals', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('goals', 'update'))::uuid[]));
revoke delete on public.goals from authenticated;

grant execute on function private.my_team_ids(text, text), private.may_set_goal(uuid, uuid, text) to authenticated, service_role;
