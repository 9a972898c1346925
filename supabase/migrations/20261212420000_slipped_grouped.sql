-- Deals that slipped are added up by currency and days before they are converted: a hundred thousand rows are gone through twice,
-- not six times.

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
    ), grouped as materialized (
      select l.currency, l.times > 0 as moved, l.days, l.overdue is not null as passed, count(*) as n, count(l.amount) as priced, sum(l.amount) as amount
      from late l group by 1, 2, 3, 4
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $6) as rate from (select distinct currency from grouped) c
    ), valued as (
      select g.*, g.amount * r.rate as value, r.rate is null as unconverted from grouped g join rates r on r.currency = g.currency
    ), moved as (
      select v.days, sum(sum(v.n)) over (order by v.days) as until, sum(sum(v.n)) over () as every from valued v where v.moved group by v.days
    ), shown as (
      select t.*, row_number() over (order by t.value desc nulls last, t.id) as place
      from (select l.*, l.amount * r.rate as value from late l join rates r on r.currency = l.currency order by value desc nulls last, l.id limit $7) t
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', n.name, 'owner', s.owner_id, 'owner_label', o.full_name,
          'value', pg_catalog.round(s.value, 2), 'times', s.times, 'days_later', s.days, 'expected_close_date', s.expected_close_date, 'overdue_days', s.overdue) order by s.place), '[]')
        from shown s left join public.profiles o on o.id = s.owner_id left join lateral (select x.name from public.deals x where x.id = s.id limit 1) n on true),
      'more', (select coalesce(sum(v.n), 0) > $7 from valued v),
      'totals', (select pg_catalog.jsonb_build_object(
          'deals', coalesce(sum(v.n), 0), 'value', pg_catalog.round(coalesce(sum(v.value), 0), 2),
          'moved', coalesce(sum(v.n) filter (where v.moved), 0), 'moved_value', pg_catalog.round(coalesce(sum(v.value) filter (where v.moved), 0), 2),
          'median_days_later', (select min(m.days) from moved m where m.until * 2 >= m.every),
          'passed', coalesce(sum(v.n) filter (where v.passed), 0), 'passed_value', pg_catalog.round(coalesce(sum(v.value) filter (where v.passed), 0), 2))
        from valued v),
      'skipped', (select coalesce(sum(v.priced) filter (where v.unconverted), 0) from valued v))
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz, asked ->> 'base_currency',
    (asked ->> 'today')::date, private.asked_limit(asked, 20);
  return result;
end $$;
