-- What was ordered: most won deals, what regulars order again without a deal, and what comes once from the web shop.

create unlogged table seed.buyer as
with won as (
  select customer_n, min(closed_at)::date as since_on, count(*) as wins from seed.deal where outcome = 'won' group by customer_n
), regulars as (
  select c.n, c.region, least(w.since_on, greatest(c.created_on + 60, seed.start())) as since_on, case when c.is_key then 5
    else 1 + seed.slot(seed.r('buyer.often', c.n), 3) end as often
  from won w join seed.customer c on c.n = w.customer_n
  where c.is_key or w.wins > 1 or seed.r('buyer.loyal', c.n) < .42
)
select row_number() over (order by n, k) as i, n, region, since_on from regulars cross join lateral generate_series(1, often) as k;
create unique index on seed.buyer (i);
analyze seed.buyer;

create unlogged table seed.order_draw as
with from_deals as materialized (
  select d.n as deal_n, d.customer_n, d.owner_n, d.currency, least(d.closed_at + seed.r('order.lag', d.n) * interval '4 days', seed.horizon()) as at
  from seed.deal d where outcome = 'won' and seed.r('order.made', d.n) < .88
), once as materialized (
  select null::bigint, c.n, c.seller_n, c.currency, least(greatest(seed.at(d.d, c.region, seed.r('once.at', c.n)), c.came_at + interval '1 minute'), seed.horizon())
  from seed.customer c
  join seed.day_from f on f.curve = 'order' and f.region = c.region and f.d = greatest(c.created_on, seed.start())
  join seed.day d on d.curve = 'order' and d.region = c.region and d.slot = f.slot + seed.slot(seed.r('once.day', c.n), 4096 - f.slot)
  where c.cold and seed.r('once', c.n) < .4 and not exists (select from seed.deal x where x.customer_n = c.n)
), again as (
  select null::bigint, b.n, c.seller_n, c.currency, least(greatest(seed.at(d.d, c.region, seed.r('again.at', k)), c.came_at + interval '1 minute'), seed.horizon())
  from generate_series(1, greatest(0, seed.size(2500) - (select count(*) from from_deals) - (select count(*) from once))) as k
  join seed.buyer b on b.i = 1 + seed.slot(seed.r('again.who', k), (select count(*) from seed.buyer)::integer)
  join seed.customer c on c.n = b.n
  join seed.day_from f on f.curve = 'order' and f.region = c.region and f.d = greatest(b.since_on, seed.start())
  join seed.day d on d.curve = 'order' and d.region = c.region and d.slot = f.slot + seed.slot(seed.r('again.day', k), 4096 - f.slot)
)
select * from from_deals union all select * from once union all select * from again;

create unlogged table seed."order" as
select x.n, seed.id('order', x.n) as id, x.deal_n, x.customer_n, x.currency, x.at, x.at::date as ordered_on, p.id as owner_id,
  p.team_id as their_team, c.team_id, c.size_i, c.kind,
  case when p.id is null then null when seed.r('order.maker', x.n) < .04 then seed.id('person', p.manager_n) else p.id end as created_by,
  case when x.at > seed.horizon() - interval '2 days' then case when seed.r('order.state', x.n) < .25 then 'draft' else 'confirmed' end
    when seed.r('order.state', x.n) < .024 then 'cancelled'
    when x.at > seed.horizon() - interval '6 days' then 'confirmed'
    when x.at > seed.horizon() - interval '14 days' then case when seed.r('order.state', x.n) < .7 then 'shipped' else 'delivered' end
    when seed.r('order.state', x.n) < .037 then 'returned' else 'delivered' end as status
from (
  select row_number() over (order by at, customer_n, deal_n) as n, deal_n, customer_n, currency, at,
    coalesce(case when q.left_on <= at::date then (select successor_n from seed.successor s where s.n = d.owner_n) end, d.owner_n) as owner_n
  from seed.order_draw d left join seed.person q on q.n = d.owner_n
) x
join seed.customer c on c.n = x.customer_n
left join seed.person p on p.n = x.owner_n;
create unique index on seed."order" (n);
analyze seed."order";

create unlogged table seed.order_item as
select o.n as order_n, i.i, i.product_n, i.quantity, i.unit_price, i.discount, i.amount
from seed."order" o join seed.deal_item i on i.deal_n = o.deal_n
union all
select order_n, i, product_n, quantity, unit_price, discount, round(quantity * unit_price * (1 - discount), 2)
from (
  select distinct on (o.n, p.n) o.n as order_n, i, p.n as product_n,
    greatest(1, round(p.many * case o.kind when 'person' then .06
      else (array[.08, .2, .5, 1, 1.8, 3])[o.size_i + 1] end * exp(.5 * seed.bell('order.many', o.n * 8 + i))))::numeric as quantity,
    round(p.price * seed.rate(o.currency) * (1 - .03 * ((seed.as_of() - o.ordered_on) / 365)), 2) as unit_price,
    (array[0, 0, 0, 0, .03, .05, .05, .1])[1 + seed.slot(seed.r('order.discount', o.n), 8)]::numeric as discount
  from seed."order" o
  cross join lateral generate_series(1, 1 + seed.slot(power(seed.r('order.items', o.n), 1.7), 3)) as i
  join seed.product_slot s on s.quarter = seed.quarter(o.ordered_on) and s.slot = seed.slot(seed.r('order.product', o.n * 8 + i), 256)
  join seed.product p on p.n = case o.kind when 'person' then (array[5, 6, 7, 7, 8, 15])[1 + s.slot % case when seed.quarter(o.ordered_on) < 5 then 6
    else 5 end] else s.n end
  where o.deal_n is null
  order by o.n, p.n, i
  offset 0
) l;

create unlogged table seed.order_sum as select order_n as n, sum(amount) as total from seed.order_item group by order_n;
create unique index on seed.order_sum (n);
analyze seed.order_sum;
