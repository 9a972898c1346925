-- What was learned, what became of leads, product lines ahead and the funnel from these sheets, for who sees everything from totals.

create function private.sees_all(resources text[], filters jsonb) returns boolean
language sql stable set search_path = ''
as $$
  select not coalesce(filters, '{}') ?| array['owner', 'team', 'department', 'sales_region', 'manager']
    and not exists (select from pg_catalog.unnest(resources) r where private.my_scope(r, 'read') <> 'all')
$$;
comment on function private.sees_all(text[], jsonb) is 'Whether the caller reads every row of some resources, and filters ask for nobody''s in particular: then totals say it.';

create function private.open_deals_worth(currencies text[], lowest numeric[], most integer) returns uuid[]
language sql stable security definer set search_path = '' set enable_seqscan = off
as $$
  select coalesce(pg_catalog.array_agg(d.id), '{}')
  from unnest(currencies, lowest) c (currency, lowest)
  cross join lateral (
    select d.id from public.deals d where d.deleted_at is null and d.outcome = 'open' and d.currency = c.currency and d.amount >= c.lowest
    order by d.amount desc limit most
  ) d
$$;
comment on function private.open_deals_worth(text[], numeric[], integer) is 'Ids of the open deals, whoever may read them, whose amount is at least so much, by currency: the largest ones of each.';
create index deals_open_amount_idx on public.deals (currency, amount desc) include (id) where deleted_at is null and outcome = 'open';

create function private.learned_differing(today date, places integer, among uuid[]) returns numeric
language sql stable set search_path = ''
as $$
  select x.gap from (
    select d.amount * private.rate(d.currency, today) * abs(w.probability - coalesce(d.win_probability, s.win_probability)) as gap
    from public.deals d join public.pipeline_stages s on s.id = d.stage_id join public.deal_win_probabilities w on w.deal_id = d.id
    where d.id = any (among)
  ) x where x.gap > 0 order by x.gap desc offset places limit 1
$$;
comment on function private.learned_differing(date, integer, uuid[]) is 'How much money (amount times difference of probabilities) tells the deal at a place, counted from 0, among some; null where there are fewer.';

create function private.learned_candidates(today date, places integer) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  currencies constant text[] := array(select r.currency from public.exchange_rates r union select s.base_currency from public.settings s);
  rates constant numeric[] := array(select private.rate(c, today) from pg_catalog.unnest(currencies) c);
  lowest constant numeric := private.learned_differing(today, places, private.open_deals_worth(currencies, array(select 0::numeric from pg_catalog.unnest(currencies)), 500));
begin
  -- no difference is more than the whole amount
  return case when lowest is not null then private.open_deals_worth(currencies, array(select lowest / nullif(r, 0) from pg_catalog.unnest(rates) r), null) end;
end $$;
comment on function private.learned_candidates(date, integer) is
  'Ids of open deals among which those are about which the learned and the usual probability differ most in money, so many and one more; null where only all rows can say it.';

create or replace function private.sales_learned_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  today constant date := (asked ->> 'today')::date;
  most constant integer := private.asked_limit(asked, 10);
  cells constant text := case when private.cells_in_step() then private.cells_rows_sql('learned_cells', asked -> 'filters', 'open') end;
  total constant boolean := private.sees_all(array['deals'], asked -> 'filters');
  hand record;
  candidates constant uuid[] := case when coalesce(asked -> 'filters', '{}') = '{}' and private.reads_widely() then private.learned_candidates(today, most) end;
  result jsonb;
begin
  select s.keys, s.months into hand from private.stale_sheets_between('open', null, null, 2001) s;
  if cells is null or pg_catalog.cardinality(hand.keys) > 2000 then
    hand.keys := null;
  else
    -- the few deals that are left are looked up one by one, however much the caller may read
    perform pg_catalog.set_config('enable_nestloop', 'on', true);
  end if;
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $2::timestamp) + n * interval '3 months')::date as first) x
    ), parts as materialized (
      select date_trunc('quarter', d.expected_close_date::timestamp)::date as quarter, d.currency, count(*) as n, count(*) filter (where w.deal_id is null) as unlearned, count(d.amount) as priced,
        coalesce(sum(d.amount * coalesce(d.win_probability, s.win_probability)), 0) as weighted, coalesce(sum(d.amount * coalesce(w.probability, d.win_probability, s.win_probability)), 0) as learned
      from %1$s d join public.pipeline_stages s on s.id = d.stage_id left join public.deal_win_probabilities w on w.deal_id = d.id
      where d.outcome = 'open'%2$s group by 1, 2%3$s
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $2) as rate from (select distinct currency from parts union select r.currency from public.exchange_rates r union select s.base_currency from public.settings s) c
    ), valued as materialized (
      select d.id, d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.customer_id, d.stage_id, coalesce(d.win_probability, s.win_probability) as probability, w.probability as learned, d.amount * r.rate as value
      from %1$s d join rates r on r.currency = d.currency join public.pipeline_stages s on s.id = d.stage_id join public.deal_win_probabilities w on w.deal_id = d.id
      left join public.profiles o on o.id = d.owner_id
      where d.outcome = 'open'%4$s and d.amount * r.rate > 0 and w.probability <> coalesce(d.win_probability, s.win_probability)
    ), shown as (
      select v.*, row_number() over (order by v.value * abs(v.learned - v.probability) desc, v.id) as place
      from (select v.* from valued v order by v.value * abs(v.learned - v.probability) desc, v.id limit $3 + 1) v
    ), sums as materialized (
      select q.n, sum(p.n) as deals, sum(p.unlearned) as unlearned, sum(p.weighted * r.rate) as weighted, sum(p.learned * r.rate) as learned, coalesce(sum(p.priced) filter (where r.rate is null), 0) as skipped
      from parts p join rates r on r.currency = p.currency left join quarters q on p.quarter < q.next and (q.n = 0 or p.quarter >= q.first) group by q.n
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', x.name, 'number', x.number, 'owner', s.owner_id, 'owner_label', p.full_name,
          'value', pg_catalog.round(s.value, 2), 'probability', s.probability, 'learned', s.learned, 'reasons', coalesce(y.reasons, '[]')) order by s.place), '[]')
        from shown s left join public.profiles p on p.id = s.owner_id
        left join lateral (select x.name, x.number, x.source from public.deals x where x.id = s.id limit 1) x on true
        left join lateral (select x.industry, x.size_band from public.customers x where x.id = s.customer_id limit 1) c on true
        left join lateral (select pr.product_line from public.deal_items i join public.products pr on pr.id = i.product_id where i.deal_id = s.id
          order by i.amount desc nulls last, pr.product_line limit 1) l on true
        left join lateral (
          select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('variable', w.variable, 'value', w.value, 'label', w.label, 'weight', w.weight)
            order by abs(w.weight) desc, w.variable, w.value) as reasons
          from (
            select e.variable, e.value, e.weight, coalesce(st.name, tg.name) as label
            from (
              select * from (values ('stage', s.stage_id::text), ('source', x.source), ('industry', c.industry), ('size', c.size_band), ('product_line', l.product_line)) t (variable, value)
              union all select 'tag', g.tag_id::text from public.customer_tags g where g.customer_id = s.customer_id
            ) t
            join public.win_evidence e on e.variable = t.variable and e.value = t.value
              and e.subject_id = coalesce((select a.subject_id from public.win_evidence a where a.subject_id = s.team_id and a.variable = 'all'), private.organisation_id())
            left join public.pipeline_stages st on e.variable = 'stage' and st.id::text = e.value
            left join public.tags tg on e.variable = 'tag' and tg.id::text = e.value
            order by abs(e.weight) desc, e.variable, e.value limit 2
          ) w
        ) y on true where s.place <= $3),
      'more', (select count(*) > $3 from shown),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', q.first, 'learned', pg_catalog.round(coalesce(s.learned, 0), 2)) order by q.n) from quarters q left join sums s on s.n = q.n),
      'totals', (select pg_catalog.jsonb_build_object('deals', coalesce(sum(s.deals), 0), 'unlearned', coalesce(sum(s.unlearned), 0),
          'weighted', pg_catalog.round(coalesce(sum(s.weighted), 0), 2), 'learned', pg_catalog.round(coalesce(sum(s.learned), 0), 2)) from sums s),
      'skipped', (select coalesce(sum(s.skipped), 0) from sums s),
      'learned_at', (select max(e.computed_at) from public.win_evidence e))
  $q$, private.deal_rows_sql(asked -> 'filters'), case when hand.keys is not null then ' and d.access_id = any ($4)' end,
    case when hand.keys is not null then pg_catalog.format($q$
      union all
      select c.expected_quarter, c.currency, sum(c.n)::bigint, sum(c.unlearned)::bigint, sum(c.priced)::bigint,
        sum(c.amount * s.win_probability + c.by_hand), sum(c.learned + c.unlearned_amount * s.win_probability + c.unlearned_by_hand)
      from %s c join public.pipeline_stages s on s.id = c.stage_id group by 1, 2
    $q$, case when total then '(select t.* from ' || private.cells_rows_sql('learned_totals', asked -> 'filters', 'open') || ' t union all '
        || private.total_parts_sql('learned_cells', '(select c.* from ' || cells || ' c where c.access_id = any ($4))', '-') || ')'
      else '(select t.* from ' || cells || ' t where t.access_id <> all ($4))' end) end,
    case when candidates is not null then ' and d.id = any ($5)' end)
  into result using asked, today, most, hand.keys, candidates;
  return result;
end $$;

create or replace function private.sales_source_quality(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  hand record;
  result jsonb;
begin
  if private.sees_all(array['customers', 'deals'], asked -> 'filters') then
    select * into hand from private.sheets_at_hand('came', (asked ->> 'from_day')::date, (asked ->> 'to_day')::date);
    if hand.keys is not null then
      -- the few customers that are left are looked up one by one
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  else
    select null::date as to_month, null::uuid[] as keys, null::date[] as months into hand;
  end if;
  execute pg_catalog.format($q$
  with leads as materialized (
    select c.id, c.source from public.customers c
    left join public.profiles o on o.id = c.owner_id
    left join public.teams t on t.id = coalesce(o.team_id, c.team_id)
    left join public.customer_lifecycle_history came on came.customer_id = c.id and came.from_stage is null
    where c.deleted_at is null and coalesce(came.to_stage, 'lead') in ('lead', 'qualified') and ($2 is null or c.created_at >= $2) and ($3 is null or c.created_at < $3)
      and ($1 #> '{filters,source}' is null or case when c.source is null then $1 #> '{filters,source}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,source}' ? c.source end)
      and ($1 #> '{filters,owner}' is null or case when c.owner_id is null then $1 #> '{filters,owner}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,owner}' ? c.owner_id::text end)
      and ($1 #> '{filters,team}' is null or case when t.id is null then $1 #> '{filters,team}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,team}' ? t.id::text end)
      and ($1 #> '{filters,sales_region}' is null or case when t.region is null then $1 #> '{filters,sales_region}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,sales_region}' ? t.region end)%1$s
  ), won as materialized (
    select l.id, l.source, d.amount, d.currency, (d.closed_at at time zone $4)::date as day,
      (d.closed_at at time zone $4)::date - (d.opened_at at time zone $4)::date as cycle
    from leads l join public.deals d on d.customer_id = l.id and d.outcome = 'won' and d.deleted_at is null
  ), parts as materialized (
    select l.source, null::text as currency, null::date as day, null::integer as cycle, count(*) as leads, count(w.id) as customers,
      0::bigint as n, 0::bigint as priced, 0::numeric as amount from leads l left join (select distinct w.id from won w) w on w.id = l.id group by l.source
    union all select w.source, w.currency, w.day, w.cycle, 0, 0, count(*), count(w.amount), coalesce(sum(w.amount), 0) from won w group by w.source, w.currency, w.day, w.cycle%2$s
  ), rates as materialized (
    select x.currency, x.day, private.rate(x.currency, x.day) as rate from (select distinct p.currency, p.day from parts p where p.n <> 0) x
  ), sold as (
    select p.source, sum(p.leads) as leads, sum(p.customers) as customers, sum(p.n) as deals, coalesce(sum(p.amount * r.rate), 0) as value, coalesce(sum(p.priced) filter (where p.n <> 0 and r.rate is null), 0) as skipped
    from parts p left join rates r on r.currency = p.currency and r.day = p.day group by p.source having sum(p.leads) <> 0
  ), cycles as materialized (
    select p.source, p.cycle, sum(p.n) as n from parts p group by p.source, p.cycle having sum(p.n) <> 0
  ), ranked as (
    select x.source, x.cycle, sum(x.n) over (partition by x.source order by x.cycle) as until, sum(x.n) over (partition by x.source) as every, false as over_all from cycles x
    union all
    select null, x.cycle, sum(x.n) over (order by x.cycle), sum(x.n) over (), true from (select y.cycle, sum(y.n) as n from cycles y group by y.cycle) x
  ), medians as materialized (
    select k.source, k.over_all, ((min(k.cycle) filter (where k.until * 2 >= k.every) + min(k.cycle) filter (where k.until * 2 > k.every)) / 2.0)::double precision as days from ranked k group by k.source, k.over_all
  )
  select pg_catalog.jsonb_build_object(
    'rows', coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('source', s.source, 'source_label', s.source, 'leads', s.leads, 'customers', s.customers,
      'conversion', pg_catalog.round(s.customers / s.leads, 6), 'deals', s.deals, 'value', pg_catalog.round(s.value, 2),
      'value_per_lead', pg_catalog.round(s.value / s.leads, 2), 'cycle_days', m.days)
      order by case when s.deals <> 0 then s.value end desc nulls last, s.leads desc, s.source), '[]'),
    'totals', pg_catalog.jsonb_build_object('leads', coalesce(sum(s.leads), 0), 'customers', coalesce(sum(s.customers), 0),
      'conversion', pg_catalog.round(coalesce(sum(s.customers), 0) / nullif(sum(s.leads), 0), 6), 'deals', coalesce(sum(s.deals), 0),
      'value', pg_catalog.round(coalesce(sum(s.value), 0), 2), 'value_per_lead', pg_catalog.round(coalesce(sum(s.value), 0) / nullif(sum(s.leads), 0), 2),
      'cycle_days', (select m.days from medians m where m.over_all)),
    'skipped', coalesce(sum(s.skipped), 0))
  from sold s left join medians m on not m.over_all and m.source is not distinct from s.source
  $q$, case when hand.keys is not null then ' and c.access_id = any ($6) and (c.access_id, date_trunc(''month'', c.created_at at time zone $4)::date) in (select * from unnest($6, $7))' end,
    case when hand.keys is not null then pg_catalog.format($q$
      union all
      select t.source, t.currency, coalesce(t.day, case when t.currency is not null then $5 end), t.cycle, sum(t.leads)::bigint, sum(t.customers)::bigint, sum(t.n)::bigint, sum(t.priced)::bigint, sum(t.amount)
      from (select t.* from private.quality_totals t union all %s) t
      where ($1 ->> 'from_day' is null or t.month >= ($1 ->> 'from_day')::date) and ($8 is null or t.month < $8)
        and ($1 #> '{filters,source}' is null or case when t.source is null then $1 #> '{filters,source}' OPERATOR(pg_catalog.@>) '[null]' else $1 #> '{filters,source}' ? t.source end)
      group by 1, 2, 3, 4
    $q$, private.total_parts_sql('quality_cells', '(select c.* from private.quality_cells c where (c.access_id, c.month) in (select * from unnest($6, $7)))', '-')) end)
  into result using asked, (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'timezone', (asked ->> 'today')::date, hand.keys, hand.months, hand.to_month;
  return result;
end $$;

grant execute on function private.sees_all(text[], jsonb), private.open_deals_worth(text[], numeric[], integer), private.learned_differing(date, integer, uuid[]),
  private.learned_candidates(date, integer) to authenticated;
