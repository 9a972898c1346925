-- Deals as they went: whose, opened when, through which stages, closed when and how; what was offered.

-- A customer for each deal: three candidates, so that the cold ones and those who came lately get fewer.
create unlogged table seed.deal_draw as
with candidates as (
  select n, case when seed.r('deal.key', n) < .22 then least(seed.slot(seed.r('deal.c1', n), (1 + all_there / 16)::integer) * 16 + 3, all_there)
      else 1 + seed.slot(seed.r('deal.c1', n), all_there::integer) end as c1,
    1 + seed.slot(seed.r('deal.c2', n), all_there::integer) as c2, 1 + seed.slot(seed.r('deal.c3', n), all_there::integer) as c3, all_there
  from (select n::bigint, seed.size(1200) as all_there from generate_series(1, seed.size(3000)) as n) x
), chosen as materialized (
  select d.n, case
      when not a.cold and seed.r('deal.take1', d.n) < .25 + .75 * c1_age then d.c1
      when not b.cold and seed.r('deal.take2', d.n) < .25 + .75 * c2_age then d.c2
      else d.c3 end as customer_n
  from candidates d join seed.customer a on a.n = d.c1 join seed.customer b on b.n = d.c2
  cross join lateral (select least(1, (seed.as_of() - a.created_on) / 730.0) as c1_age, least(1, (seed.as_of() - b.created_on) / 730.0) as c2_age) age
), dated as materialized (
  select x.n, c.n as customer_n, c.region, c.came_at, c.seller_n as customer_owner, c.is_key, c.size_i, c.kind, c.source, c.currency, d.d as opened_on,
    seed.at(d.d, c.region, seed.r('deal.at', x.n)) as opened
  from chosen x join seed.customer c on c.n = x.customer_n
  join seed.day_from f on f.curve = 'deal' and f.region = c.region and f.d = greatest(c.created_on, seed.start() - 50)
  join seed.day d on d.curve = 'deal' and d.region = c.region and d.slot = f.slot + seed.slot(seed.r('deal.day', x.n), 4096 - f.slot)
)
select row_number() over (order by least(greatest(opened, came_at + interval '20 minutes'), seed.horizon()), n) as n, n as draw,
  customer_n, region, customer_owner, is_key, size_i, kind, source, currency, opened_on,
  least(greatest(opened, came_at + interval '20 minutes'), seed.horizon()) as opened_at
from dated;

-- Whose it is. What somebody who left had open went to a successor.
create unlogged table seed.deal as
with owners as materialized (
  select d.*, case when customer_owner is not null and seed.r('deal.own', d.n) < .93 then customer_owner else s.n end as owner_n
  from (select *, seed.slot(seed.r('deal.seller', n), 1024) as seller_slot from seed.deal_draw) d
  join seed.seller s on s.region = d.region and s.slot = d.seller_slot
), paced as materialized (
  select o.*, greatest(4, round(50 * exp(.5 * seed.bell('deal.days', o.n)) * (1 + .15 * size_i) * (1.3 - .65 * p.win)))::integer as days,
    seed.r('deal.stuck', o.n) < case when p.win < .3 then .14 else .05 end as stuck
  from owners o join seed.person p on p.n = o.owner_n
), planned as (
  select *, opened_on + days as plan_on, (date_trunc('quarter', (opened_on + days)::timestamp) + interval '3 months')::date - 1 as quarter_end
  from paced
), closing as materialized (
  select p.*, seed.r('deal.won', p.n) < w.win + case source when 'referral' then .07 when 'cold_outreach' then -.06 else 0 end + case
    when is_key then .05 else 0 end as wins,
    q.left_on, coalesce(case when q.left_on < plan_on + 27 or stuck then (select successor_n from seed.successor s where s.n = p.owner_n) end, p.owner_n) as keeper_n
  from planned p join seed.person w on w.n = p.owner_n join seed.person q on q.n = p.owner_n
), settled as materialized (
  select *, case
      when wins and quarter_end - plan_on between 0 and 26 and seed.r('deal.push', n) < .45 then quarter_end - seed.slot(seed.r('deal.push_day', n), 6)
      when plan_on - 1 = seed.as_of() then seed.as_of() else plan_on end as close_on
  from closing
), workdays as materialized (
  select *, greatest(opened_on + 2, case when close_on = seed.as_of() then close_on
      when extract(dow from close_on) = 6 then close_on - 1 when extract(dow from close_on) = 0 then close_on - 2 else close_on end) as done_on
  from settled
)
select n, seed.id('deal', n) as id, customer_n, region, is_key, size_i, kind, source, currency, opened_on, opened_at, keeper_n as owner_n, done_on, days,
  case when done_on > seed.as_of() or (stuck and opened_on > seed.as_of() - 330) then 'open' when wins then 'won' else 'lost' end as outcome,
  stuck and opened_on > seed.as_of() - 330 as stuck, wins,
  case when done_on <= seed.as_of() and not (stuck and opened_on > seed.as_of() - 330)
    then least(greatest(seed.at(done_on, region, seed.r('deal.close', n)), opened_at + interval '1 hour'), seed.horizon()) end as closed_at,
  1 + floor(3.3 * power(seed.r('deal.items', n), 1.6))::integer as items
from workdays;
create unique index on seed.deal (n);
analyze seed.deal;

-- When it came to stage 2, 3, 4 as parts of its time; how far it came.
create unlogged table seed.deal_path as
select n, opened_at, coalesce(closed_at, opened_at + days * interval '1 day') as plan_at, closed_at, outcome,
  array[0, f1, f1 + f2, f1 + f2 + f3] as parts,
  case when stuck then 2 + seed.slot(seed.r('deal.far', n), 3)
    when outcome = 'lost' then (array[1, 1, 2, 2, 2, 3, 3, 3, 4])[1 + seed.slot(seed.r('deal.far', n), 9)] else 4 end as furthest,
  case when seed.r('deal.skip', n) < .08 then 2 else 0 end as skipped
from (
  select *, .1 + .14 * seed.r('deal.f1', n) as f1, .14 + .16 * seed.r('deal.f2', n) as f2, .14 + .22 * seed.r('deal.f3', n) as f3 from seed.deal
) d;

create unlogged table seed.deal_stage as
select n, position, entered_at, lag(position) over w as from_position, lead(entered_at) over w as left_at,
  row_number() over (partition by n order by position desc) = 1 as is_last
from (
  select n, position, opened_at + (plan_at - opened_at) * parts[position] as entered_at
  from seed.deal_path cross join generate_series(1, 4) as position
  where position <= furthest and position <> skipped and opened_at + (plan_at - opened_at) * parts[position] <= seed.horizon()
  union all
  select n, case outcome when 'won' then 5 else 6 end, closed_at from seed.deal_path where outcome <> 'open'
) s
window w as (partition by n order by position);

-- What was offered. Voice goes out of use over the two years; people buy for one desk.
create unlogged table seed.deal_item as
with lines as materialized (
  select d.n as deal_n, i, p.n as product_n, p.cost::numeric as unit_cost,
    p.many * w.size * case d.kind when 'person' then .06 else (array[.1, .3, .9, 2.1, 4.2, 8])[d.size_i + 1] end * exp(.45 * seed.bell('deal.many', d.n * 8 + i)) as many,
    round(p.price * seed.rate(d.currency) * (1 - .03 * ((seed.as_of() - d.opened_on) / 365)), 2) as unit_price,
    (array[0, 0, 0, .03, .05, .05, .08, .1, .12, .15])[1 + seed.slot(power(seed.r('deal.discount', d.n * 8 + i), case when d.size_i > 3 then .7
      else 1.3 end), 10)]::numeric as discount
  from seed.deal d
  cross join lateral generate_series(1, d.items) as i
  join seed.product_slot s on s.quarter = seed.quarter(d.opened_on) and s.slot = seed.slot(seed.r('deal.product', d.n * 8 + i), 256)
  join seed.product p on p.n = case d.kind when 'person' then (array[5, 6, 7, 7, 8, 15])[1 + s.slot % case when seed.quarter(d.opened_on) < 5 then 6
    else 5 end] else s.n end
  join seed.person w on w.n = d.owner_n
), counted as materialized (
  select distinct on (deal_n, product_n) *, case when many < 20 then greatest(1, round(many)) else round(many / 5) * 5 end::numeric as quantity
  from lines
  order by deal_n, product_n, i
)
select deal_n, i, product_n, quantity, unit_price, discount, round(quantity * unit_price * (1 - discount), 2) as amount,
  round(quantity * unit_price * unit_cost, 2) as cost
from counted;

create unlogged table seed.deal_sum as
select deal_n as n, sum(amount) as amount, sum(cost) as cost, sum(quantity * unit_price) - sum(amount) as discount,
  (array_agg(product_n order by product_n between 17 and 19, amount desc, i))[1] as product_n,
  (array_agg(quantity order by product_n between 17 and 19, amount desc, i))[1] as quantity
from seed.deal_item group by deal_n;
create unique index on seed.deal_sum (n);
analyze seed.deal_sum;
