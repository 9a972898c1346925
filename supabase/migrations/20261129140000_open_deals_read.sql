-- Figures of what is open read it once and by index alone; names are looked up for the rows that are given.

drop index public.deals_open_access_idx;
create index deals_open_access_idx on public.deals (access_id)
  include (outcome, pipeline_id, stage_id, currency, amount, win_probability, owner_id, team_id, customer_id, expected_close_date, stage_entered_at, id)
  where deleted_at is null and outcome = 'open';

create or replace function private.sales_slipped(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with moves as (
      select m.deal_id, count(*) as times, sum(m.days_later)::integer as days
      from public.deal_close_dates m
      where m.days_later > 0 and ($3 is null or m.changed_at >= $3) and ($4 is null or m.changed_at < $4)
      group by m.deal_id
    ), late as materialized (
      select d.id, d.owner_id, d.expected_close_date, d.amount, d.currency, coalesce(m.times, 0) as times, coalesce(m.days, 0) as days,
        case when d.expected_close_date < $6 then $6 - d.expected_close_date end as overdue
      from %s d left join moves m on m.deal_id = d.id
      where d.outcome = 'open' and (m.deal_id is not null or d.expected_close_date < $6)
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $6) as rate from (select distinct currency from late) c
    ), valued as materialized (
      select l.*, l.amount * r.rate as value, l.amount is not null and r.rate is null as unconverted from late l join rates r on r.currency = l.currency
    ), shown as (
      select v.*, row_number() over (order by v.value desc nulls last, v.id) as place
      from (select v.* from valued v order by v.value desc nulls last, v.id limit $7) v
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', n.name, 'owner', s.owner_id, 'owner_label', o.full_name,
          'value', pg_catalog.round(s.value, 2), 'times', s.times, 'days_later', s.days, 'expected_close_date', s.expected_close_date, 'overdue_days', s.overdue) order by s.place), '[]')
        from shown s left join public.profiles o on o.id = s.owner_id left join lateral (select x.name from public.deals x where x.id = s.id limit 1) n on true),
      'more', (select count(*) > $7 from valued),
      'totals', (select pg_catalog.jsonb_build_object(
          'deals', count(*), 'value', pg_catalog.round(coalesce(sum(v.value), 0), 2),
          'moved', count(*) filter (where v.times > 0), 'moved_value', pg_catalog.round(coalesce(sum(v.value) filter (where v.times > 0), 0), 2),
          'median_days_later', percentile_disc(0.5) within group (order by v.days) filter (where v.times > 0),
          'passed', count(*) filter (where v.overdue is not null), 'passed_value', pg_catalog.round(coalesce(sum(v.value) filter (where v.overdue is not null), 0), 2))
        from valued v),
      'skipped', (select count(*) from valued v where v.unconverted))
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, private.asked_limit(asked, 20);
  return result;
end $$;

create or replace function private.sales_learned_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), open_deals as materialized (
      select d.id, d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.customer_id, d.stage_id, d.currency, d.amount, d.expected_close_date,
        coalesce(d.win_probability, s.win_probability) as probability, w.probability as learned
      from %s d
      join public.pipeline_stages s on s.id = d.stage_id
      left join public.profiles o on o.id = d.owner_id
      left join public.deal_win_probabilities w on w.deal_id = d.id
      where d.outcome = 'open'
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $3) as rate from (select distinct currency from open_deals) c
    ), valued as materialized (
      select o.*, o.amount * r.rate as value, o.amount is not null and r.rate is null as unconverted from open_deals o join rates r on r.currency = o.currency
    ), shown as (
      select v.*, row_number() over (order by v.value * abs(v.learned - v.probability) desc, v.id) as place
      from (select v.* from valued v where v.value > 0 and v.learned <> v.probability order by v.value * abs(v.learned - v.probability) desc, v.id limit $4 + 1) v
    ), sums as materialized (
      select q.n, count(*) as deals, count(*) filter (where v.learned is null) as unlearned, sum(v.value * v.probability) as weighted,
        sum(v.value * coalesce(v.learned, v.probability)) as learned, count(*) filter (where v.unconverted) as skipped
      from valued v left join quarters q on v.expected_close_date < q.next and (q.n = 0 or v.expected_close_date >= q.first) group by q.n
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
        ) y on true where s.place <= $4),
      'more', (select count(*) > $4 from shown),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', q.first, 'learned', pg_catalog.round(coalesce(s.learned, 0), 2)) order by q.n) from quarters q left join sums s on s.n = q.n),
      'totals', (select pg_catalog.jsonb_build_object('deals', coalesce(sum(s.deals), 0), 'unlearned', coalesce(sum(s.unlearned), 0),
          'weighted', pg_catalog.round(coalesce(sum(s.weighted), 0), 2), 'learned', pg_catalog.round(coalesce(sum(s.learned), 0), 2)) from sums s),
      'skipped', (select coalesce(sum(s.skipped), 0) from sums s),
      'learned_at', (select max(e.computed_at) from public.win_evidence e))
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, private.asked_limit(asked, 10);
  return result;
end $$;
