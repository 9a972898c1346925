-- What was done: most of it on deals while they were open, the rest on customers and tickets.

create unlogged table seed.open_deal as
select row_number() over (order by n) as i, n from seed.deal_row cross join lateral generate_series(1, case when stuck then 1 else 3 end) as k
  where outcome = 'open' and opened_on < seed.as_of() - 3;
create unique index on seed.open_deal (i);

create unlogged table seed.activity_draw as
with kinds as (
  select n::bigint, seed.r('activity.on', n) as what, (select count(*) from seed.open_deal)::integer as open_deals
  from generate_series(1, seed.size(12000)) as n
)
-- on deals: any of them, those still open more often and lately
select a.n, 'deal' as about, d.customer_n, d.n as deal_n, null::bigint as ticket_n, d.owner_id, d.team_id, d.opened_at as floor_at, d.region,
  d.opened_at + (coalesce(d.closed_at, seed.horizon()) - d.opened_at) * case when d.outcome = 'open' then power(seed.r('activity.when', a.n), .75)
    else seed.r('activity.when', a.n) end as at
from kinds a
left join seed.open_deal o on o.i = 1 + seed.slot(seed.r('activity.open', a.n), a.open_deals) and what < .06
join seed.deal x on x.n = coalesce(o.n, 1 + seed.slot(seed.r('activity.deal', a.n), seed.size(3000)::integer))
-- who was opened lately had less time for it
join seed.deal_row d on d.n = case when x.closed_at is not null or seed.r('activity.keep', a.n) < (seed.as_of() - x.opened_on) / 90.0 then x.n
  else 1 + seed.slot(seed.r('activity.deal2', a.n), (seed.size(3000) * .85)::integer) end
where what < .68
union all
select a.n, 'customer', c.n, null, null, coalesce(c.owner_id, s.id), coalesce(p.team_id, s.team_id), c.came_at, c.region,
  least(greatest(seed.at(d.d, c.region, seed.r('activity.at', a.n)), c.came_at), seed.horizon())
from kinds a
join seed.customer c on c.n = 1 + seed.slot(seed.r('activity.customer', a.n), seed.size(1200)::integer)
join seed.day_from f on f.curve = 'activity' and f.region = c.region and f.d = greatest(c.created_on, seed.start())
join seed.day d on d.curve = 'activity' and d.region = c.region and d.slot = f.slot + seed.slot(seed.r('activity.day', a.n), 4096 - f.slot)
join seed.seller l on l.region = c.region and l.slot = seed.slot(seed.r('activity.seller', a.n), 1024)
join seed.person s on s.n = l.n
left join seed.person p on p.id = c.owner_id
where what between .68 and .88
union all
select a.n, 'ticket', t.customer_n, null, t.n, t.agent_id, p.team_id, t.at, t.region,
  t.at + (coalesce(t.done_at, seed.horizon()) - t.at) * seed.r('activity.when', a.n)
from kinds a
join seed.ticket t on t.n = 1 + seed.slot(seed.r('activity.ticket', a.n), seed.size(4000)::integer)
join seed.person p on p.id = t.agent_id
where what > .88;

-- In the working hours of the region, never before the deal or the ticket, never on a weekend.
create unlogged table seed.activity_moment as
select a.*, least(seed.horizon(), greatest(floor_at, case when day >= seed.as_of() then at else seed.at(day, region, seed.r('activity.hour', n)) end)) as moment
from (
  select *, at::date - case extract(dow from at) when 6 then 1 when 0 then 2
    else 0 end * (case when at::date >= seed.as_of() then 0 else 1 end) as day from seed.activity_draw
) a;

create unlogged table seed.activity as
select a.n, seed.id('activity', a.n) as id,
  case when about <> 'ticket' and c.kind = 'person' then 'home' when about = 'deal' and d.product_n between 17 and 19 then 'customer' else about end as about,
  a.customer_n, a.deal_n, a.ticket_n, a.moment as at,
  -- who left acts no more
  coalesce(u.id, p.id) as owner_id, coalesce(u.team_id, p.team_id) as team_id,
  case when seed.r('activity.maker', a.n) < .02 then coalesce(m.id, u.id, p.id) else coalesce(u.id, p.id) end as created_by,
  case when about = 'ticket' then (array['call', 'email', 'note', 'note'])[1 + seed.slot(seed.r('activity.kind', a.n), 4)]
    when c.kind = 'person' then (array['call', 'call', 'email', 'email', 'email', 'note', 'demo'])[1 + seed.slot(seed.r('activity.kind', a.n), 7)]
    else (array['call', 'call', 'call', 'call', 'email', 'email', 'email', 'email', 'meeting', 'meeting', 'note', 'note',
      'demo'])[1 + seed.slot(seed.r('activity.kind', a.n), 13)] end as kind
from seed.activity_moment a
join seed.customer c on c.n = a.customer_n
left join seed.deal_sum d on d.n = a.deal_n
join seed.person p on p.id = a.owner_id
left join seed.successor s on s.n = p.n and p.left_on <= a.at::date
left join seed.person u on u.n = s.successor_n
left join seed.person m on m.n = coalesce(u.manager_n, p.manager_n)
-- in the order of time, as they would have been entered
order by a.moment, a.n;
analyze seed.activity;

insert into public.activities (id, kind, subject, body, direction, outcome, duration_minutes, happened_at, customer_id, contact_id, deal_id,
  ticket_id, owner_id, team_id, created_by,
  created_at, updated_at, customer_access_id)
select id, kind, left(btrim(split_part(text, '|', 1)), 300), btrim(split_part(text, '|', 2)),
  case when kind in ('call', 'email') then case when unreached or seed.r('activity.way', n) < .7 then 'out' else 'in' end end,
  case when kind = 'call' then case when unreached then 'no_answer'
    when text ~ '(Left a message|left a message|已留言|پیام گذاشتم|Nachricht)' then 'left_message'
    else seed.pick('{reached,reached,positive,neutral,follow_up,negative}'::text[], seed.r('activity.end', n)) end
    when kind in ('meeting', 'demo') then seed.pick('{positive,positive,neutral,follow_up,negative}'::text[], seed.r('activity.end', n)) end,
  case kind when 'call' then case when not unreached then 3 + floor(28 * power(seed.r('activity.long', n), 2))::integer end
    when 'meeting' then 30 + 15 * seed.slot(seed.r('activity.long', n), 6) when 'demo' then 30 + 15 * seed.slot(seed.r('activity.long', n), 4) end,
  at, customer_id, contact_id, seed.id('deal', deal_n), seed.id('ticket', ticket_n), owner_id, team_id, created_by, at, at, access_id
from (
  select spoken.*, kind = 'call' and text ~ '(No answer|no answer|Not reached|Third attempt)' as unreached from (
  select a.*, c.id as customer_id, c.access_id, k.id as contact_id,
    replace(replace(replace(replace(replace(replace(w.txt, '{c}', c.name), '{k}', coalesce(k.name, c.name)), '{p}', coalesce(seed.short(r.name), 'Lift 2 desk')),
      '{q}', coalesce(d.quantity, 1)::integer::text), '{amount}', coalesce(d.currency || ' ' || to_char(d.amount, 'FM999,999,990'), '')), '{city}', c.city) as text
  from seed.activity a
  join seed.customer c on c.n = a.customer_n
  join seed.phrases w on w.list = 'act.' || a.about || '.' || a.kind and w.lang = c.lang and w.i = seed.slot(seed.r('activity.text', a.n), 64)
  left join seed.deal_row d on d.n = a.deal_n
  left join seed.product r on r.n = d.product_n
  left join seed.contact k on k.customer_n = c.n and k.k = 1 + seed.slot(power(seed.r('activity.contact', a.n), 2), 2)
  offset 0) spoken
) a;

insert into private.access_keys (key, base_id, maker_id)
select distinct private.access_key(owner_id, created_by), owner_id, created_by from seed.activity where created_by <> owner_id
on conflict do nothing;

-- An open deal knows when something was last done on it, and from when on it stands still.
update public.deals d set last_activity_at = l.last_at,
  stale_on = private.stale_on(d.stage_id, d.stage_entered_at, greatest(d.opened_at, l.last_at, d.next_step_at))
from public.deals o
left join (select a.deal_id, max(a.happened_at) as last_at from public.activities a group by a.deal_id) l on l.deal_id = o.id
where o.id = d.id and d.outcome = 'open';

-- Who was there: somebody of the customer's, and now and then the manager too.
insert into public.activity_participants (id, activity_id, contact_id, access_id, customer_access_id, created_at)
select seed.id('participant.contact' || a.id, 0), a.id, a.contact_id, a.access_id, a.customer_access_id, a.created_at
from public.activities a where a.kind in ('meeting', 'demo') and a.contact_id is not null;
insert into public.activity_participants (id, activity_id, profile_id, access_id, customer_access_id, created_at)
select seed.id('participant.manager' || a.id, 0), a.id, m.id, a.access_id, a.customer_access_id, a.created_at
from seed.activity s join public.activities a on a.id = s.id
join seed.person p on p.id = a.owner_id join seed.person m on m.n = p.manager_n
where s.kind = 'meeting' and seed.r('activity.manager', s.n) < .2;
