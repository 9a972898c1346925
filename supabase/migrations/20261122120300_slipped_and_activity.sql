-- Close dates that moved or passed, and how much work goes into a deal. $1 is all that was asked, of it $2 time zone,
-- $3 from, $4 to, $5 base currency, $6 today, $7 the most rows.

create function private.asked_limit(asked jsonb, most integer) returns integer
language plpgsql stable set search_path = ''
as $$
declare
  named constant jsonb := asked #> '{args,limit}';
begin
  if coalesce(named, 'null') = 'null' then
    return most;
  end if;
  if pg_catalog.jsonb_typeof(named) <> 'number' or named #>> '{}' !~ '^[0-9]{1,3}$' or (named #>> '{}')::integer not between 1 and 200 then
    perform private.bad_request('args.limit', 'bad_limit', 'limit is a number from 1 to 200.');
  end if;
  return (named #>> '{}')::integer;
end $$;
comment on function private.asked_limit(jsonb, integer) is 'How many rows a request wants at most: args.limit, or what is usual. Raises bad_limit.';

create function private.sales_slipped(asked jsonb) returns jsonb
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
      select d.id, d.name, d.owner_id, d.expected_close_date, d.amount, d.currency, coalesce(m.times, 0) as times, coalesce(m.days, 0) as days,
        case when d.expected_close_date < $6 then $6 - d.expected_close_date end as overdue
      from %s d left join moves m on m.deal_id = d.id
      where d.outcome = 'open' and (m.deal_id is not null or d.expected_close_date < $6)
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $6) as rate from (select distinct currency from late) c
    ), valued as (
      select l.*, l.amount * r.rate as value, l.amount is not null and r.rate is null as unconverted from late l join rates r on r.currency = l.currency
    ), shown as (
      select v.*, row_number() over (order by v.value desc nulls last, v.id) as place from valued v
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', s.name, 'owner', s.owner_id, 'owner_label', o.full_name,
          'value', pg_catalog.round(s.value, 2), 'times', s.times, 'days_later', s.days, 'expected_close_date', s.expected_close_date, 'overdue_days', s.overdue) order by s.place), '[]')
        from shown s left join public.profiles o on o.id = s.owner_id where s.place <= $7),
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
comment on function private.sales_slipped(jsonb) is
  'sales.slipped: open deals whose expected close date was moved later in the period (times, days_later in all) or has passed (overdue_days), the most valuable first; args.limit rows (20). Money in the base currency at today''s rate.';

create function private.sales_activity_per_deal(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with closed as materialized (
      select d.id, d.outcome from %s d
      where d.outcome in ('won', 'lost') and ($3 is null or d.closed_at >= $3) and ($4 is null or d.closed_at < $4)
    ), counted as materialized (
      select c.id, c.outcome, a.kind, count(*) as n, sum(a.duration_minutes) as minutes
      from closed c join public.activities a on a.deal_id = c.id and a.deleted_at is null
      group by c.id, c.outcome, a.kind
    ), deals as (
      select count(*) filter (where c.outcome = 'won') as won, count(*) filter (where c.outcome = 'lost') as lost from closed c
    ), worked as (
      select count(distinct c.id) filter (where c.outcome = 'won') as won, count(distinct c.id) filter (where c.outcome = 'lost') as lost from counted c
    ), kinds as (
      select c.kind, coalesce(sum(c.n) filter (where c.outcome = 'won'), 0) as won, coalesce(sum(c.n) filter (where c.outcome = 'lost'), 0) as lost from counted c group by c.kind
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', k.kind, 'won_activities', k.won, 'lost_activities', k.lost,
          'per_won', pg_catalog.round(k.won / nullif(d.won, 0), 4), 'per_lost', pg_catalog.round(k.lost / nullif(d.lost, 0), 4)) order by k.won + k.lost desc, k.kind), '[]')
        from kinds k),
      'totals', pg_catalog.jsonb_build_object('won', d.won, 'lost', d.lost,
        'per_won', pg_catalog.round((select coalesce(sum(k.won), 0) from kinds k) / nullif(d.won, 0), 4), 'per_lost', pg_catalog.round((select coalesce(sum(k.lost), 0) from kinds k) / nullif(d.lost, 0), 4),
        'minutes', (select coalesce(sum(c.minutes), 0) from counted c),
        'untouched_won', d.won - w.won, 'untouched_lost', d.lost - w.lost))
    from deals d cross join worked w
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result
  using asked, asked ->> 'timezone', (asked ->> 'from')::timestamptz, (asked ->> 'to')::timestamptz;
  return result;
end $$;
comment on function private.sales_activity_per_deal(jsonb) is
  'sales.activity_per_deal: activities on the deals closed in the period, by kind: per won and per lost deal (a ratio of sums, null where none was closed); untouched: closed deals without any activity that the reader may read.';

insert into public.metric_functions (key, needs, function_name, filters, comment)
select f.key, f.needs, f.function_name, array(select x.key from public.metric_dimensions x where x.source = 'deals' and x.kind <> 'time' order by x.key), f.comment
from (values
  ('sales.slipped', 'deals.read', 'sales_slipped', 'Open deals whose expected close date moved later or has passed.'),
  ('sales.activity_per_deal', 'activities.read', 'sales_activity_per_deal', 'Activities on closed deals, per won and per lost deal.')
) as f (key, needs, function_name, comment);
grant execute on function private.asked_limit(jsonb, integer), private.sales_slipped(jsonb), private.sales_activity_per_deal(jsonb) to authenticated;
