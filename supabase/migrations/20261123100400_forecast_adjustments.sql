-- What a manager expects instead of what rolls up: kept beside the forecast, never in its place.

insert into public.resource_actions (resource, action, scoped)
select 'forecast_adjustments', a.action, true from unnest(array['read', 'create', 'update', 'delete']) as a (action);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'forecast_adjustments', a.action, g.scope::public.access_scope
from (values
  ('admin', 'read create update delete', 'all'),
  ('auditor', 'read', 'all'),
  ('executive', 'read create update delete', 'all'),
  ('sales_manager', 'read create update delete', 'team')
) as g (role, actions, scope)
join public.roles r on r.key = g.role
cross join lateral unnest(string_to_array(g.actions, ' ')) as a (action);

create table public.forecast_adjustments (
  id uuid primary key default gen_random_uuid(),
  quarter_start date not null check (quarter_start = date_trunc('quarter', quarter_start::timestamp)::date),
  profile_id uuid references public.profiles on delete restrict,
  team_id uuid references public.teams on delete restrict,
  amount numeric(16,2) not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text check (char_length(note) <= 500),
  created_by uuid references public.profiles on delete restrict,
  updated_by uuid references public.profiles on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  access_id uuid not null generated always as (
    coalesce(profile_id, team_id, '00000000-0000-4000-8000-000000000001'::uuid)) stored,
  check (num_nonnulls(profile_id, team_id) <= 1),
  unique (access_id, quarter_start)
);
comment on table public.forecast_adjustments is
  'What a manager expects a quarter to close with, of a person, a team with those below it, or (neither) the organisation, in currency.';
create index forecast_adjustments_profile_id_idx on public.forecast_adjustments (profile_id);
create index forecast_adjustments_team_id_idx on public.forecast_adjustments (team_id);
create index forecast_adjustments_created_by_idx on public.forecast_adjustments (created_by);
create index forecast_adjustments_updated_by_idx on public.forecast_adjustments (updated_by);

create function private.forecast_adjustment_before() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  asked_by_api constant boolean := (select auth.uid()) is not null;
begin
  if tg_op = 'INSERT' then
    if asked_by_api then
      new.created_by := private.me();
      new.created_at := now();
    end if;
  else
    if (new.quarter_start, new.profile_id, new.team_id) is distinct from (old.quarter_start, old.profile_id, old.team_id) then
      perform private.fail('42501', 'adjustment_fixed', 'Whose forecast is adjusted and for which quarter stays as it is.');
    end if;
    new.id := old.id;
    new.created_by := old.created_by;
    new.created_at := old.created_at;
  end if;
  if asked_by_api then
    new.updated_by := private.me();
  end if;
  new.updated_at := pg_catalog.clock_timestamp();
  new.currency := coalesce(new.currency, (select s.base_currency from public.settings s), 'USD');
  new.note := nullif(pg_catalog.btrim(new.note), '');
  return new;
end $$;
comment on function private.forecast_adjustment_before() is 'Who adjusted a forecast and when is not the caller''s to say; without a currency it is the base currency.';
create trigger a_forecast_adjustment_before before insert or update on public.forecast_adjustments for each row execute function private.forecast_adjustment_before();

call private.protect('forecast_adjustments', 'forecast_adjustments', 'special', 'profile_id');
create policy forecast_adjustments_read on public.forecast_adjustments for select to authenticated
  using (access_id = any ((select private.visible_ids('forecast_adjustments', 'read'))::uuid[]));
create policy forecast_adjustments_create on public.forecast_adjustments for insert to authenticated
  with check (access_id = any ((select private.visible_ids('forecast_adjustments', 'create'))::uuid[]));
create policy forecast_adjustments_update on public.forecast_adjustments for update to authenticated
  using (access_id = any ((select private.visible_ids('forecast_adjustments', 'update'))::uuid[]));
create policy forecast_adjustments_delete on public.forecast_adjustments for delete to authenticated
  using (access_id = any ((select private.visible_ids('forecast_adjustments', 'delete'))::uuid[]));

create function private.sales_forecast_adjustments(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  wanted constant jsonb := coalesce(asked #> '{args,quarter}', '0');
  today constant date := (asked ->> 'today')::date;
  -- a part of somebody's deals has no adjustment
  narrowed constant boolean := asked -> 'filters' <> '{}';
  reach constant uuid[] := private.visible_ids('forecast_adjustments', 'create');
  first date;
  result jsonb;
begin
  if wanted not in ('0', '1', '2', '3') then
    perform private.bad_request('args.quarter', 'bad_args', 'quarter is 0 (this one) to 3.');
  end if;
  first := (pg_catalog.date_trunc('quarter', today::timestamp) + wanted::integer * interval '3 months')::date;
  with adjusted as (
    select a.*, case when a.profile_id is not null then 'person' when a.team_id is not null then 'team' else 'organisation' end as whose,
      a.amount * private.rate(a.currency, today) as value, coalesce(a.updated_by, a.created_by) as by_id
    from public.forecast_adjustments a where a.quarter_start = first and not narrowed
  )
  select pg_catalog.jsonb_build_object('rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'whose', a.whose, 'key', coalesce(a.profile_id, a.team_id),
      'label', coalesce(m.full_name, t.name), 'parent', coalesce(m.team_id, t.parent_id), 'amount', pg_catalog.round(a.value, 2), 'stated', a.amount, 'stated_in', a.currency, 'note', a.note, 'by', a.by_id, 'by_label', p.full_name, 'at', a.updated_at) order by a.whose, a.access_id), '[]'),
    'skipped', count(*) filter (where a.value is null))
  into result from adjusted a left join public.profiles p on p.id = a.by_id
  left join public.profiles m on m.id = a.profile_id left join public.teams t on t.id = a.team_id;
  return result || pg_catalog.jsonb_build_object('quarter', pg_catalog.jsonb_build_object('from', first, 'to', (first + interval '3 months')::date - 1),
    'adjustable', case when narrowed then '[]' else (select coalesce(pg_catalog.jsonb_agg(x.key order by x.key), '[]') from (
      select t.id as key from public.teams t where t.id = any (reach) union select m.id from public.profiles m where m.id = any (reach)
      union select private.organisation_id() where private.organisation_id() = any (reach)) x) end);
end $$;
comment on function private.sales_forecast_adjustments(jsonb) is
  'sales.forecast_adjustments: what managers expect of a quarter (args.quarter: 0 this one, to 3) instead of the forecast, as far as the reader may read it, amount in the base currency at today''s rate; adjustable: the people, teams and organisation of whom the reader may say it. Nothing where filters narrow the deals.';
insert into public.metric_functions (key, needs, function_name, filters, comment)
select 'sales.forecast_adjustments', 'deals.read', 'sales_forecast_adjustments', array_agg(d.key order by d.key), 'What managers expect instead of the forecast. args: {quarter}.'
from public.metric_dimensions d where d.source = 'deals' and d.kind <> 'time';
grant execute on function private.sales_forecast_adjustments(jsonb) to authenticated;
