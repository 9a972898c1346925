-- Queues and who works them; tickets of those who bought; their conversations.

insert into public.ticket_queues (id, name, department_id, team_id, is_default, created_at, updated_at)
select seed.id('queue', n), q.name, d.id, case n when 2 then seed.id('team', 6) end, false, seed.began(), seed.began()
from (values (2, 'Technical'), (3, 'Billing')) as q (n, name) join public.departments d on d.key = 'support';

insert into public.ticket_queue_members (queue_id, profile_id)
select seed.id('queue', q), p.id from seed.person p cross join generate_series(1, 3) as q
where p.department = 'support' and (q = 1 or p.n in (26, 27, 32) and q < 3 or (q = 3) = (p.n % 4 = 2));

-- Which products an issue is about.
create unlogged table seed.issue_product as
select i.lang, i.i, p.n as product_n, (row_number() over (partition by i.lang, i.i order by p.n) - 1)::integer as slot,
  (count(*) over (partition by i.lang, i.i))::integer as products
from seed.issue i join seed.product p on p.line = any (i.lines) and p.active or p.sku = any (i.lines);
analyze seed.issue_product;

-- Agents by side of the world, slots by pace.
create unlogged table seed.agent as
select side, slot, n from (
  select team_side as side, n, floor(1024 * (sum(pace) over w - pace) / sum(pace) over (partition by team_side))::integer as lo,
    floor(1024 * sum(pace) over w / sum(pace) over (partition by team_side))::integer as hi
  from (select *, case when region = 'Europe' then 'west' else 'east' end as team_side from seed.person where department = 'support') p
  window w as (partition by team_side order by n)
) x cross join lateral generate_series(lo, hi - 1) as slot;
insert into seed.agent
select side, slot, case side when 'west' then 27 else 33 end from unnest(array['west', 'east']) as side cross join generate_series(1000, 1023) as slot
where not exists (select from seed.agent a where a.side = side.side and a.slot = slot.slot);
create unique index on seed.agent (side, slot);

create unlogged table seed.client as
select row_number() over (order by c.n, k) as i, c.n, c.created_on as since_on
from seed.customer_row c cross join lateral generate_series(1, case when c.is_key then 3 else 1 + c.size_i / 3 end) as k
where c.bought_at is not null;
create unique index on seed.client (i);

create unlogged table seed.ticket_draw as
select row_number() over (order by at, x.n) as n, x.n as draw, customer_n, region, lang, d, at, owner_id
from (
  select x.n, c.n as customer_n, c.region, c.lang, c.owner_id, d.d,
    least(greatest(seed.at(d.d, c.region, seed.r('ticket.at', x.n)), c.came_at + interval '5 minutes'), seed.horizon()) as at
  from (select n::bigint, (select count(*) from seed.client)::integer as clients from generate_series(1, seed.size(4000)) as n) x
  join seed.client k on k.i = 1 + seed.slot(seed.r('ticket.client', x.n), x.clients)
  join seed.client k2 on k2.i = 1 + seed.slot(seed.r('ticket.client2', x.n), x.clients)
  join seed.customer c on c.n = case when seed.r('ticket.any', x.n) > .88 then 1 + seed.slot(seed.r('ticket.who', x.n), seed.size(1200)::integer)
    when seed.r('ticket.take', x.n) < .1 + (seed.as_of() - k.since_on) / 730.0 then k.n else k2.n end
  join seed.day_from f on f.curve = 'ticket' and f.region = c.region and f.d = greatest(seed.start(), c.created_on)
  join seed.day d on d.curve = 'ticket' and d.region = c.region and d.slot = f.slot + seed.slot(seed.r('ticket.day', x.n), 4096 - f.slot)
) x;

create unlogged table seed.ticket as
with facts as materialized (
  select t.*, t.d between seed.release_day() and seed.release_day() + 24 and seed.r('ticket.release', n) < .55 as release,
    case when region in ('Americas', 'Europe') or region = 'Middle East & Africa' and seed.r('ticket.side', n) < .5 then 'west' else 'east' end as side,
    seed.slot(seed.r('ticket.agent', n), 1024) as agent_slot, seed.r('ticket.urgency', n) as urgency
  from seed.ticket_draw t
), assigned as materialized (
  select f.*, coalesce(case when p.left_on <= f.d then (select successor_n from seed.successor s where s.n = a.n) end, a.n) as agent_n,
    case when release then case when urgency < .2 then 'urgent' when urgency < .65 then 'high' else 'normal' end
      else case when urgency < .04 then 'urgent' when urgency < .2 then 'high' when urgency < .82 then 'normal' else 'low' end end as priority,
    case when release then 1 + seed.slot(seed.r('ticket.issue', f.n), l.released::integer)
      else 1 + l.released::integer + seed.slot(seed.r('ticket.issue', f.n), (l.all_of - l.released)::integer) end as issue
  from facts f
  join seed.agent a on a.side = f.side and a.slot = f.agent_slot
  join seed.person p on p.n = a.n
  join (select lang, count(*) as all_of, count(*) filter (where release) as released from seed.issue group by lang) l on l.lang = f.lang
), answered as materialized (
  select a.*, p.speed, case priority when 'urgent' then .25 when 'high' then .55 when 'normal' then 1 else 1.7 end as haste,
    seed.r('ticket.never', a.n) < case when release then .12 when a.d > seed.as_of() - 120 then .035 else 0 end as stuck
  from assigned a join seed.person p on p.n = a.agent_n
), timed as materialized (
  select *, at + speed * haste * 4.5 * exp(.75 * seed.bell('ticket.first', n)) * case when release then 2.6 else 1 end * interval '1 hour' as answer_at
  from answered
), solved as materialized (
  select *, answer_at + sqrt(speed) * haste * 34 * exp(.95 * seed.bell('ticket.solve', n)) * case when release then 11 else 1 end * interval '1 hour' as done_at
  from timed
)
select s.n, seed.id('ticket', s.n) as id, s.customer_n, s.region, s.lang, s.d, s.at, s.release, s.priority, i.queue, i.category, i.i as issue,
  case when waits then null else p.id end as assignee_id, case when waits then null else agent_n end as agent_n,
  case when not waits and answer_at <= seed.horizon() then answer_at end as answer_at,
  case when not waits and not stuck and done_at <= seed.horizon() then done_at end as done_at,
  seed.pick('{email,email,email,email,email,email,web,web,web,phone,chat,social}'::text[], seed.r('ticket.channel', s.n)) as channel,
  s.owner_id, p.id as agent_id,
  r.product_n
from (
  select *, seed.r('ticket.waits', n) < case when d > seed.as_of() - 3 then .5 when d > seed.as_of() - 14 then .14
    when done_at > seed.horizon() or stuck then .12 else 0 end as waits from solved
  offset 0
) s
join seed.issue i on i.lang = s.lang and i.i = s.issue
join seed.person p on p.n = s.agent_n
join seed.issue_product r on r.lang = s.lang and r.i = s.issue and r.slot = seed.slot(seed.r('ticket.product', s.n), r.products);
create unique index on seed.ticket (n);
analyze seed.ticket;
