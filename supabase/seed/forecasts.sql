-- How the forecast stood every fortnight since five quarters ago: what was won by then, and what was open, in the stage of
-- that day.

insert into public.forecast_snapshots (id, taken_on, quarter_start, profile_id, team_id, closed, commit, best_case, pipeline, weighted, currency)
with recursive days as materialized (
  select q.first::date + d.n as day, q.first::date as first, (q.first + interval '3 months')::date as next, (q.first::date + d.n)::timestamp at time zone 'UTC' as at, q.first::timestamp at time zone 'UTC' as began
  from generate_series(date_trunc('quarter', seed.as_of()::timestamp) - interval '15 months', seed.as_of()::timestamp, interval '3 months') as q (first)
  cross join generate_series(2, 86, 14) as d (n)
  where q.first::date + d.n < seed.as_of()
), stood as materialized (
  select t.day, t.first, t.next, d.owner_id, o.team_id, d.amount, d.currency, case when d.outcome = 'won' and d.closed_at < t.at then 1 else s.win_probability end as probability,
    d.outcome = 'won' and d.closed_at < t.at as closed,
    greatest(d.expected_close_date, t.day) as due
  from days t
  join public.deals d on d.opened_at < t.at and (d.closed_at is null or d.closed_at >= t.at or d.outcome = 'won' and d.closed_at >= t.began)
  join public.deal_stage_history h on h.deal_id = d.id and h.entered_at < t.at and (h.left_at is null or h.left_at >= t.at)
  join public.pipeline_stages s on s.id = h.to_stage_id
  join public.profiles o on o.id = d.owner_id
), parts as materialized (
  select x.day, x.first, x.owner_id, x.team_id, case when x.closed then 'closed' when x.probability >= .7 then 'commit' when x.probability >= .4 then 'best_case' else 'pipeline' end as category,
    sum(x.amount * r.rate) as value, sum(x.amount * r.rate * x.probability) as weighted
  from stood x join (select c.currency, t.day, private.rate(c.currency, t.day) as rate from (select distinct currency from public.deals) c cross join days t) r
    on r.currency = x.currency and r.day = x.day
  where x.closed or x.due < x.next
  group by 1, 2, 3, 4, 5
), below (id, team_id) as (
  select t.id, t.id from public.teams t
  union
  select b.id, t.id from below b join public.teams t on t.parent_id = b.team_id
), members as (
  select p.day, p.first, null::uuid as profile_id, null::uuid as team_id, p.category, p.value, p.weighted from parts p
  union all
  select p.day, p.first, null, b.id, p.category, p.value, p.weighted from parts p join below b on b.team_id = p.team_id
  union all
  select p.day, p.first, p.owner_id, null, p.category, p.value, p.weighted from parts p
)
select md5(concat('forecast', m.day, m.profile_id, m.team_id))::uuid, m.day, m.first, m.profile_id, m.team_id, round(coalesce(sum(m.value) filter (where m.category = 'closed'), 0), 2),
  round(coalesce(sum(m.value) filter (where m.category in ('closed', 'commit')), 0), 2),
  round(coalesce(sum(m.value) filter (where m.category in ('closed', 'commit', 'best_case')), 0), 2), round(sum(m.value), 2), round(sum(m.weighted), 2), 'USD'
from members m group by m.day, m.first, m.profile_id, m.team_id;

-- What sales managers expect of this quarter instead: a little less than what rolled up when they said so.
insert into public.forecast_adjustments (id, quarter_start, team_id, amount, currency, note, created_by, updated_by, created_at, updated_at)
select md5(concat('adjustment', t.id))::uuid, s.quarter_start, t.id, round(s.weighted * .94, -3), s.currency, 'Two of the large ones will slip into the next quarter.',
  t.lead_id, t.lead_id, x.at, x.at
from public.teams t
join lateral (select f.* from public.forecast_snapshots f where f.team_id = t.id order by f.taken_on desc limit 1) s on true
cross join lateral (select s.taken_on::timestamp at time zone 'UTC' + interval '9 hours' as at) x
where s.quarter_start = date_trunc('quarter', seed.as_of()::timestamp)::date and t.lead_id is not null
  and not exists (select from public.teams b where b.parent_id = t.id);
