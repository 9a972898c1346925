-- The forecast: what is won already and what is open, by the quarter in which it is expected, weighted and by category.

create function private.forecast_due_sql(filters jsonb, columns text default null) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format($q$(
    select %1$s, d.currency, $3 as day, 1 as n, num_nonnulls(d.amount) as priced, d.amount, coalesce(d.win_probability, s.win_probability) as probability, false as won,
      greatest(date_trunc('quarter', d.expected_close_date::timestamp), date_trunc('quarter', $3::timestamp))::date as quarter
    from %2$s d join public.pipeline_stages s on s.id = d.stage_id where d.outcome = 'open' and d.expected_close_date is not null
    union all
    select %1$s, d.currency, (d.closed_at at time zone $2)::date, 1, num_nonnulls(d.amount), d.amount, 1, true, date_trunc('quarter', $3::timestamp)::date
    from %2$s d where d.outcome = 'won' and d.closed_at >= date_trunc('quarter', $3::timestamp) at time zone $2 and d.closed_at < ($3 + 1)::timestamp at time zone $2
  )$q$, coalesce(columns, 'd.owner_id, d.team_id'), private.deal_rows_sql(filters))
$$;
comment on function private.forecast_due_sql(jsonb, text) is
  'The SQL of what is won in this quarter so far and of what is open and has a day to close: owner_id and team_id (or columns of deals d), currency, day of the rate, n deals, of which priced have an amount, amount, probability, won, and the first day of the quarter in which it counts. $1: what was asked, $2: time zone, $3: today.';

create function private.forecast_parts_sql(filters jsonb) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format($q$
    quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), scanned as materialized (
      select d.owner_id, coalesce(o.team_id, d.team_id) as team_id, q.n, c.category, d.currency, d.day, sum(d.n) as deals, sum(d.priced) as priced,
        sum(d.amount) as amount, sum(d.amount * d.probability) as weighted
      from %s d
      left join public.profiles o on o.id = d.owner_id
      cross join lateral (select case when d.won then 'closed' when d.probability >= 0.7 then 'commit' when d.probability >= 0.4 then 'best_case' else 'pipeline' end as category) c
      join quarters q on q.first = d.quarter
      group by d.owner_id, coalesce(o.team_id, d.team_id), q.n, c.category, d.currency, d.day
    ), rates as materialized (
      select c.currency, c.day, private.rate(c.currency, c.day) as rate from (select distinct currency, day from scanned) c
    ), parts as materialized (
      select x.owner_id, x.team_id, x.n, x.category, sum(x.deals) as deals, coalesce(sum(x.amount * r.rate), 0) as value, coalesce(sum(x.weighted * r.rate), 0) as weighted,
        coalesce(sum(x.priced) filter (where r.rate is null), 0) as skipped
      from scanned x join rates r on r.currency = x.currency and r.day = x.day group by x.owner_id, x.team_id, x.n, x.category
      having sum(x.deals) <> 0
    )$q$, private.forecast_due_sql(filters))
$$;
comment on function private.forecast_parts_sql(jsonb) is
  'The SQL of the parts of the forecast by owner, team, quarter (n: this one is 0, the next three 1 to 3) and category. $1: what was asked, $2: time zone, $3: today. An open deal counts in the quarter of its expected close date, an overdue one in this quarter, one without a date in none. commit: a probability of 70 %% or more; best_case: 40 %% or more; pipeline: less. Weighted: each amount times its deal''s probability (set by hand, else its stage''s; won 1).';

create function private.sales_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with %s, sums as (
      select q.n, q.first, q.next - 1 as last, coalesce(sum(p.value) filter (where p.category = 'closed'), 0) as closed,
        coalesce(sum(p.value) filter (where p.category in ('closed', 'commit')), 0) as commit,
        coalesce(sum(p.value) filter (where p.category in ('closed', 'commit', 'best_case')), 0) as best_case, coalesce(sum(p.value), 0) as pipeline,
        coalesce(sum(p.weighted), 0) as weighted, coalesce(sum(p.deals) filter (where p.category <> 'closed'), 0) as open_deals,
        coalesce(sum(p.deals) filter (where p.category = 'closed'), 0) as won_deals, coalesce(sum(p.skipped), 0) as skipped
      from quarters q left join parts p on p.n = q.n group by q.n, q.first, q.next
    )
    select pg_catalog.jsonb_build_object(
      'rows', pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', s.first, 'from', s.first, 'to', s.last, 'closed', pg_catalog.round(s.closed, 2), 'commit', pg_catalog.round(s.commit, 2),
        'best_case', pg_catalog.round(s.best_case, 2), 'pipeline', pg_catalog.round(s.pipeline, 2), 'weighted', pg_catalog.round(s.weighted, 2),
        'open_deals', s.open_deals, 'won_deals', s.won_deals) order by s.n),
      'skipped', sum(s.skipped)) from sums s
  $q$, private.forecast_parts_sql(asked -> 'filters'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date;
  return result || pg_catalog.jsonb_build_object('totals', pg_catalog.jsonb_build_object('weighted', result #> '{rows,0,weighted}'));
end $$;
comment on function private.sales_forecast(jsonb) is
  'sales.forecast: this and the next three quarters, of the deals that the reader may read: closed (won so far), commit, best_case and pipeline, each holding the one before it, and weighted = closed + Σ amount × probability of what is open. Base currency: won at the closing date''s rate, open at today''s.';

create function private.sales_forecast_rollup(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  everything constant boolean := private.my_scope('deals', 'read') = 'all';
  reach constant uuid[] := private.visible_ids('deals', 'read');
  quarter constant jsonb := coalesce(asked #> '{args,quarter}', '0');
  result jsonb;
begin
  if quarter not in ('0', '1', '2', '3') then
    perform private.bad_request('args.quarter', 'bad_args', 'quarter is 0 (this one) to 3.');
  end if;
  execute pg_catalog.format($q$
    with recursive %s, below (id, team_id) as (
      select t.id, t.id from public.teams t
      union
      select b.id, t.id from below b join public.teams t on t.parent_id = b.team_id
    ), members as (
      select 'organisation' as whose, null::uuid as key, p.category, p.value, p.weighted, p.deals from parts p where p.n = $4
      union all
      select 'team', b.id, p.category, p.value, p.weighted, p.deals from parts p join below b on b.team_id = p.team_id where p.n = $4
      union all
      select 'person', p.owner_id, p.category, p.value, p.weighted, p.deals from parts p where p.n = $4 and p.owner_id is not null
    ), sums as (
      select m.whose, m.key, coalesce(sum(m.value) filter (where m.category = 'closed'), 0) as closed,
        coalesce(sum(m.value) filter (where m.category in ('closed', 'commit')), 0) as commit,
        coalesce(sum(m.value) filter (where m.category in ('closed', 'commit', 'best_case')), 0) as best_case, coalesce(sum(m.value), 0) as pipeline,
        coalesce(sum(m.weighted), 0) as weighted, sum(m.deals) as deals
      from members m
      -- of whom the reader sees every deal
      where $5 or m.key = any ($6)
      group by m.whose, m.key
    )
    select pg_catalog.jsonb_build_object('rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('whose', s.whose, 'key', s.key, 'label', coalesce(t.name, p.full_name),
        'parent', coalesce(t.parent_id, p.team_id), 'teams', (select pg_catalog.jsonb_agg(b.team_id order by b.team_id) from below b where b.id = t.id),
        'closed', pg_catalog.round(s.closed, 2), 'commit', pg_catalog.round(s.commit, 2), 'best_case', pg_catalog.round(s.best_case, 2),
        'pipeline', pg_catalog.round(s.pipeline, 2), 'weighted', pg_catalog.round(s.weighted, 2), 'deals', s.deals)
        order by pg_catalog.array_position(array['organisation', 'team', 'person'], s.whose), s.weighted desc, s.key), '[]'),
      'skipped', (select coalesce(sum(x.skipped), 0) from parts x where x.n = $4),
      'quarter', (select pg_catalog.jsonb_build_object('from', q.first, 'to', q.next - 1) from quarters q where q.n = $4))
    from sums s left join public.teams t on s.whose = 'team' and t.id = s.key left join public.profiles p on s.whose = 'person' and p.id = s.key
  $q$, private.forecast_parts_sql(asked -> 'filters'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, quarter::integer, everything, reach;
  return result;
end $$;
comment on function private.sales_forecast_rollup(jsonb) is
  'sales.forecast_rollup: the forecast of one quarter (args.quarter: 0 this one, to 3) of each person, of each team with those below it, and of the organisation, of whom the reader sees every deal: closed, commit, best_case, pipeline (each holding the one before it) and weighted, in the base currency.';

insert into public.metric_functions (key, needs, function_name, filters, comment)
select f.key, 'deals.read', f.function_name, array(select x.key from public.metric_dimensions x where x.source = 'deals' and x.kind <> 'time' order by x.key), f.comment
from (values
  ('sales.forecast', 'sales_forecast', 'This and the next three quarters: closed, commit, best case, pipeline and weighted.'),
  ('sales.forecast_rollup', 'sales_forecast_rollup', 'The forecast of one quarter by person, team and organisation.')
) as f (key, function_name, comment);
grant execute on function private.forecast_due_sql(jsonb, text), private.forecast_parts_sql(jsonb), private.sales_forecast(jsonb), private.sales_forecast_rollup(jsonb) to authenticated;
