-- What everybody was to reach, month by month, until three quarters ahead: half by what the quarter held for them, half by
-- their part of what the organisation sold in the year before and a little more. So most come near and some do not.

create unlogged table seed.goal_quarter as
select q::date as d, row_number() over (order by q) as i,
  least(1, greatest(0, seed.as_of() - q::date) / 91.0) as gone_by
from generate_series(date_trunc('quarter', seed.start()::timestamp), date_trunc('quarter', seed.as_of()::timestamp) + interval '9 months',
  interval '3 months') as q;

-- What they did, in the metric's unit.
create unlogged table seed.reached as
select 'deals.won_value' as metric, owner_id, date_trunc('quarter', closed_at)::date as d, sum(amount * private.rate(currency, closed_at::date)) as much
from seed.deal_row where outcome = 'won' group by 2, 3
union all
select 'activities.' || kind || 's', owner_id, date_trunc('quarter', at)::date, count(*) from seed.activity where kind in ('call', 'demo') group by 1, 2, 3;

create unlogged table seed.quota_quarter as
with all_of_it as (
  select r.metric, q.i, q.d, q.gone_by, sum(r.much) filter (where r.d = q.d) as much,
    sum(r.much) filter (where r.d between q.d - interval '12 months' and q.d - interval '1 day' and r.d < date_trunc('quarter', seed.as_of()::timestamp))
      / nullif((select count(*) from seed.goal_quarter f where f.d between q.d - interval '12 months' and q.d - interval '1 day'
        and f.d < date_trunc('quarter', seed.as_of()::timestamp)), 0) as year_before
  from seed.reached r cross join seed.goal_quarter q group by r.metric, q.i, q.d, q.gone_by
), part as (
  select r.metric, p.n, p.id as profile_id, p.team_id, p.team_n, p.left_on, p.manager_n,
    sum(r.much) / (select sum(a.much) from seed.reached a where a.metric = r.metric) as share
  from seed.reached r join seed.person p on p.id = r.owner_id
  where p.role in ('sales_rep', 'sales_manager') and p.department = 'sales'
  group by r.metric, p.n
)
select p.*, a.d, a.i,
  (1 + .06 * seed.bell('goal.guess', p.n * 100 + a.i)) * (.5 * p.share * trend + .5 * case when a.gone_by < .35 then p.share * trend
    else coalesce(r.much, 0) / a.gone_by end) as target
from part p join all_of_it a using (metric)
left join seed.reached r on r.metric = p.metric and r.owner_id = p.profile_id and r.d = a.d
cross join lateral (select 1.1 * coalesce(a.year_before, a.much) as trend) t;

create unlogged table seed.quota as
select q.metric, q.n, q.profile_id, q.team_id, q.team_n, q.manager_n, (q.i - 1) * 3 + k as i, m.d, (m.d + interval '1 month')::date - 1 as last_day,
  case when q.metric = 'deals.won_value' then greatest(2, round((q.target * part / 1000)::numeric)) * 1000
    else greatest(1, round((q.target * part)::numeric)) end as target
from seed.quota_quarter q
cross join unnest(array[.3, .33, .37]) with ordinality as s (part, k)
cross join lateral (select (q.d + (k - 1) * interval '1 month')::date as d) m
where m.d >= date_trunc('month', seed.start()::timestamp) and m.d <= coalesce(q.left_on, m.d);

insert into public.goals (id, metric, target, currency, period_start, period_end, profile_id, team_id, created_by, created_at, updated_at)
select seed.id('goal.' || q.metric, q.who * 1000 + q.i), q.metric, q.target, case when m.unit = 'currency' then 'USD' end, q.d, q.last_day, q.profile_id, q.team_id,
  q.created_by, q.at, q.at
from (
  select q.metric, q.n::bigint as who, q.i, q.d, q.last_day, q.profile_id, null::uuid as team_id, q.target,
    seed.id('person', q.manager_n) as created_by, greatest(seed.began(), least(seed.horizon(), q.d::timestamp at time zone 'UTC' - interval '20 days')) as at
  from seed.quota q
  -- a team's is a little less than its members' together, the organisation's a little less than the teams'
  union all
  select q.metric, 100000 + q.team_n, q.i, q.d, q.last_day, null, q.team_id, round(sum(q.target) * .96, case when q.metric = 'deals.won_value' then -3 else 0 end),
    seed.id('person', 3), greatest(seed.began(), least(seed.horizon(), q.d::timestamp at time zone 'UTC' - interval '25 days'))
  from seed.quota q group by q.metric, q.team_n, q.team_id, q.i, q.d, q.last_day
  union all
  select q.metric, 0, q.i, q.d, q.last_day, null, null, round(sum(q.target) * .93, case when q.metric = 'deals.won_value' then -4 else 0 end),
    seed.id('person', 1), greatest(seed.began(), least(seed.horizon(), q.d::timestamp at time zone 'UTC' - interval '30 days'))
  from seed.quota q group by q.metric, q.i, q.d, q.last_day
) q
join public.metrics m on m.key = q.metric
where q.target > 0;

-- New customers are a matter of the region, quarter by quarter.
insert into public.goals (id, metric, target, period_start, period_end, team_id, created_by, created_at, updated_at)
select seed.id('goal.customers', t.n * 1000 + x.i), 'customers.new', greatest(2, round(t.quarterly * (.92 + .03 * x.i))), x.d, x.last_day, t.id,
  seed.id('person', 3), x.at, x.at
from (
  select t.n, t.id, count(c.n) / 8.0 as quarterly from seed.team t
  join seed.person p on p.team_n = t.n join seed.customer c on c.owner_id = p.id
  where t.department = 'sales' group by t.n, t.id
) t
cross join (
  select q::date as d, (q + interval '3 months')::date - 1 as last_day, row_number() over (order by q) as i,
    greatest(seed.began(), least(seed.horizon(), q::timestamp at time zone 'UTC' - interval '25 days')) as at
  from generate_series(date_trunc('quarter', seed.start()::timestamp), date_trunc('quarter', seed.as_of()::timestamp) + interval '9 months', interval '3 months') q
) x
where exists (select from public.metrics m where m.key = 'customers.new');
