-- How right former forecasts were: each day the forecast is written down, for each person, team and the organisation.

insert into public.resource_actions (resource, action, scoped) values ('forecasts', 'read', true);
insert into public.role_permissions (role_id, resource, action, scope)
select p.role_id, 'forecasts', 'read', p.scope from public.role_permissions p join public.roles r on r.id = p.role_id and r.shipped
where p.resource = 'deals' and p.action = 'read';

create table public.forecast_snapshots (
  id uuid primary key default gen_random_uuid(),
  taken_on date not null,
  quarter_start date not null,
  profile_id uuid references public.profiles on delete cascade,
  team_id uuid references public.teams on delete cascade,
  closed numeric(16,2) not null,
  commit numeric(16,2) not null,
  best_case numeric(16,2) not null,
  pipeline numeric(16,2) not null,
  weighted numeric(16,2) not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  access_id uuid not null generated always as (
    coalesce(profile_id, team_id, '00000000-0000-4000-8000-000000000001'::uuid)) stored,
  check (num_nonnulls(profile_id, team_id) <= 1),
  unique (access_id, quarter_start, taken_on)
);
comment on table public.forecast_snapshots is
  'The forecast of a quarter as it stood on a day, of a person, a team with those below it, or (neither) the organisation: closed, commit, best_case and pipeline, each holding the one before it, and weighted, in currency.';
create index forecast_snapshots_profile_id_idx on public.forecast_snapshots (profile_id);
create index forecast_snapshots_team_id_idx on public.forecast_snapshots (team_id);

insert into private.audit_exceptions (table_name, reason) values ('forecast_snapshots', 'Figures that a job writes down each day.');
call private.protect('forecast_snapshots', 'forecasts', 'special');
create policy forecast_snapshots_read on public.forecast_snapshots for select to authenticated
  using (access_id = any ((select private.visible_ids('forecasts', 'read'))::uuid[]));
revoke insert, update, delete on public.forecast_snapshots from authenticated;

create function private.take_forecast_snapshots() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  org record;
begin
  select s.timezone, s.base_currency, (now() at time zone s.timezone)::date as today into org from public.settings s;
  if org.today is null then
    return;
  end if;
  delete from public.forecast_snapshots s where s.taken_on = org.today;
  execute pg_catalog.format($q$
    with recursive %s, below (id, team_id) as (
      select t.id, t.id from public.teams t
      union
      select b.id, t.id from below b join public.teams t on t.parent_id = b.team_id
    ), members as (
      select null::uuid as profile_id, null::uuid as team_id, p.n, p.category, p.value, p.weighted from parts p
      union all
      select null, b.id, p.n, p.category, p.value, p.weighted from parts p join below b on b.team_id = p.team_id
      union all
      select p.owner_id, null, p.n, p.category, p.value, p.weighted from parts p where p.owner_id is not null
    )
    insert into public.forecast_snapshots (taken_on, quarter_start, profile_id, team_id, closed, commit, best_case, pipeline, weighted, currency)
    select $3, q.first, m.profile_id, m.team_id, coalesce(sum(m.value) filter (where m.category = 'closed'), 0),
      coalesce(sum(m.value) filter (where m.category in ('closed', 'commit')), 0),
      coalesce(sum(m.value) filter (where m.category in ('closed', 'commit', 'best_case')), 0), sum(m.value), sum(m.weighted), $4
    from members m join quarters q on q.n = m.n
    group by q.first, m.profile_id, m.team_id
    on conflict (access_id, quarter_start, taken_on) do update set closed = excluded.closed, commit = excluded.commit,
      best_case = excluded.best_case, pipeline = excluded.pipeline, weighted = excluded.weighted, currency = excluded.currency
  $q$, private.forecast_parts_sql('{}')) using '{}'::jsonb, org.timezone, org.today, org.base_currency;
end $$;
comment on function private.take_forecast_snapshots() is 'Job: writes down the forecast of this and the next three quarters as it stands; the last time of a day holds.';
insert into public.jobs (name, description, function_name, every)
values ('sales.forecast_snapshots', 'Writes down the forecast as it stands today.', 'take_forecast_snapshots', interval '6 hours');

create function private.sales_forecast_accuracy(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  subject uuid;
  whose text;
  reach constant uuid[] := private.visible_ids('forecasts', 'read');
  today constant date := (asked ->> 'today')::date;
  this_quarter constant date := pg_catalog.date_trunc('quarter', today::timestamp)::date;
  result jsonb;
begin
  -- the widest of which the reader may know the whole: the organisation, else the one team at the top of theirs, else themselves
  if private.my_scope('forecasts', 'read') = 'all' then
    subject := private.organisation_id();
    whose := 'organisation';
  else
    select t.id into subject from public.teams t
    where t.id = any (reach) and (t.parent_id is null or t.parent_id <> all (reach))
    order by (select count(*) from public.forecast_snapshots s where s.access_id = t.id) desc, t.id limit 1;
    whose := case when subject is null then 'person' else 'team' end;
    subject := coalesce(subject, private.me());
  end if;

  with past as (
    select s.quarter_start, s.taken_on, s.weighted, s.commit, s.closed,
      row_number() over (partition by s.quarter_start order by s.taken_on) as nth, row_number() over (partition by s.quarter_start order by s.taken_on desc) as nth_last,
      pg_catalog.abs((s.taken_on - s.quarter_start) - (today - this_quarter)) as off
    from public.forecast_snapshots s
    where s.access_id = subject and s.quarter_start < this_quarter and s.currency = asked ->> 'base_currency'
      and s.taken_on >= s.quarter_start and s.taken_on < s.quarter_start + interval '3 months'
  ), quarters as (
    -- the first forecast within its quarter, what came of it, and the one as far into its quarter as today is into this
    select p.quarter_start, max(p.taken_on) filter (where p.nth = 1) as taken_on, max(p.weighted) filter (where p.nth = 1) as weighted,
      max(p.commit) filter (where p.nth = 1) as commit, max(p.closed) filter (where p.nth_last = 1) as actual, max(p.taken_on) as last_taken_on,
      (pg_catalog.array_agg(p.weighted order by p.off, p.taken_on))[1] as alike
    from past p group by p.quarter_start
  ), whole as (
    -- what came of a quarter is known where its last days were written down
    select q.*, q.actual / nullif(q.alike, 0) as ratio from quarters q where q.last_taken_on >= q.quarter_start + interval '3 months' - interval '7 days'
  )
  select pg_catalog.jsonb_build_object(
    'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', w.quarter_start, 'taken_on', w.taken_on, 'weighted', w.weighted, 'commit', w.commit, 'actual', w.actual,
      'error', pg_catalog.round((w.weighted - w.actual) / nullif(w.actual, 0), 4)) order by w.quarter_start desc), '[]'),
    'totals', pg_catalog.jsonb_build_object('quarters', count(*), 'mean_error', pg_catalog.round(avg(pg_catalog.abs(w.weighted - w.actual) / nullif(w.actual, 0)), 4),
      'low_ratio', case when count(w.ratio) >= 2 then pg_catalog.round(min(w.ratio), 4) end, 'high_ratio', case when count(w.ratio) >= 2 then pg_catalog.round(max(w.ratio), 4) end))
  into result from whole w;
  return result || pg_catalog.jsonb_build_object('whose', whose, 'label', case whose when 'team' then (select t.name from public.teams t where t.id = subject)
    when 'person' then (select p.full_name from public.profiles p where p.id = subject) end);
end $$;
comment on function private.sales_forecast_accuracy(jsonb) is
  'sales.forecast_accuracy: past quarters of which snapshots tell beginning and end: the first weighted forecast and commitment within the quarter, actual (what was closed by its last snapshot), error = (forecast − actual) ÷ actual. Of the organisation, else the reader''s team, else the reader. low_ratio and high_ratio (from two quarters on): the least and most of actual ÷ forecast, taken as far into those quarters as today is into this one.';

insert into public.metric_functions (key, needs, function_name, filters, comment) values
  ('sales.forecast_accuracy', 'forecasts.read', 'sales_forecast_accuracy', '{}', 'How right former forecasts were.');
grant execute on function private.sales_forecast_accuracy(jsonb) to authenticated;
