-- What stands in calendars, two weeks back to four ahead: meetings and demos of open deals with who is asked to them, the
-- teams' weekly meetings, and now and then something of one's own that the others see as busy.

select seed.add_phrases('event.own', 'en', 'Focus time
  Dentist
  School run
  Preparing the forecast
  Lunch with an old colleague');

create unlogged table seed.event as
with drawn as (
  select n::bigint, seed.r('event.kind', n) as what, (select count(*) from seed.open_deal)::integer as open_deals,
    -- one in sixteen today
    case when seed.r('event.today', n) < .0625 then seed.as_of() else seed.as_of() - 14 + seed.slot(seed.r('event.day', n), 42) end as drawn_on
  from generate_series(1, seed.size(700)) as n
), placed as (
  select t.*, case what < .55 when true then 'meeting' else case when what < .86 then 'demo' else 'own' end end as kind,
    drawn_on + case when drawn_on = seed.as_of() then 0 else case extract(dow from drawn_on) when 6 then 2 when 0 then 1 else 0 end end as day
  from drawn t
)
select e.n, e.kind, d.n as deal_n, d.customer_n, p.id as owner_id, p.team_id, p.manager_n,
  (e.day::timestamp + case p.region when 'Americas' then 14 when 'Middle East & Africa' then 6 when 'Asia Pacific' then 1 else 8 end * interval '1 hour'
    + seed.slot(seed.r('event.hour', e.n), 16) * interval '30 minutes') at time zone 'UTC' as starts_at,
  (1 + seed.slot(seed.r('event.long', e.n), 4)) * interval '30 minutes' as lasts
from placed e
join seed.open_deal o on o.i = 1 + seed.slot(seed.r('event.deal', e.n), e.open_deals)
join seed.deal_row d on d.n = o.n
join seed.person p on p.id = d.owner_id;

insert into public.events (id, title, place, starts_at, ends_at, is_private, customer_id, deal_id, owner_id, team_id, created_by, created_at, updated_at)
select seed.id('event', n), left(btrim(split_part(replace(replace(replace(replace(replace(txt, '{c}', coalesce(customer, '')), '{k}', coalesce(contact, customer, '')),
    '{p}', coalesce(product, 'Lift 2 desk')), '{q}', coalesce(quantity, 1)::integer::text), '{city}', coalesce(city, '')), '|', 1)), 300),
  case kind when 'meeting' then city when 'demo' then 'Online' end, starts_at, starts_at + lasts, kind = 'own',
  customer_id, deal_id, owner_id, team_id, owner_id, made_at, made_at
from (
  select e.*, w.txt, c.id as customer_id, c.name as customer, c.city, k.name as contact, seed.short(r.name) as product, d.quantity,
    case when e.kind <> 'own' then seed.id('deal', e.deal_n) end as deal_id, least(e.starts_at, seed.horizon()) - interval '3 days' as made_at
  from seed.event e
  left join seed.customer c on c.n = e.customer_n and e.kind <> 'own'
  join seed.phrases w on w.list = case when e.kind = 'own' then 'event.own' when c.kind = 'person' then 'act.home.demo' else 'act.deal.' || e.kind end
    and w.lang = case when e.kind = 'own' then 'en' else c.lang end and w.i = seed.slot(seed.r('event.text', e.n), 64)
  left join seed.deal_row d on d.n = e.deal_n
  left join seed.product r on r.n = d.product_n
  left join seed.contact k on k.customer_n = c.n and k.k = 1
  offset 0
) e;

-- Each team's meeting on Monday morning.
insert into public.events (id, title, place, starts_at, ends_at, owner_id, team_id, created_by, created_at, updated_at)
select seed.id('event.team' || w::text, t.n), 'Weekly meeting: ' || t.name, 'Online', at, at + interval '45 minutes', l.id, t.id, l.id,
  seed.horizon() - interval '30 days', seed.horizon() - interval '30 days'
from seed.team t join seed.person l on l.n = t.lead_n and l.left_on is null
cross join generate_series(-2, 3) as w
cross join lateral (
  select (date_trunc('week', seed.as_of()::timestamp) + w * interval '7 days'
    + case t.region when 'Americas' then 14 when 'Middle East & Africa' then 6 when 'Asia Pacific' then 1 else 8 end * interval '1 hour') at time zone 'UTC' as at) s
where t.n > 1;

-- Who is asked: the customer's contact, now and then the manager; to a team's meeting the team.
insert into public.event_participants (id, event_id, profile_id, contact_id, answer, access_id, created_at)
select seed.id('event.participant' || x.who, x.n), x.event_id, x.profile_id, x.contact_id,
  case when x.contact_id is not null or seed.r('event.answer' || x.who, x.n) < .3 then 'open' when seed.r('event.answer' || x.who, x.n) < .85 then 'accepted' else 'tentative' end,
  v.access_id, v.created_at
from (
  select e.n, 'contact' as who, seed.id('event', e.n) as event_id, null::uuid as profile_id, k.id as contact_id
  from seed.event e join seed.contact k on k.customer_n = e.customer_n and k.k = 1 where e.kind <> 'own'
  union all
  select e.n, 'manager', seed.id('event', e.n), m.id, null
  from seed.event e join seed.person m on m.n = e.manager_n where e.kind = 'meeting' and m.id <> e.owner_id and seed.r('event.manager', e.n) < .25
  union all
  select p.n, 'team' || w::text || '.' || t.n::text, seed.id('event.team' || w::text, t.n), p.id, null
  from seed.team t cross join generate_series(-2, 3) as w join seed.person p on p.team_n = t.n and p.n <> t.lead_n and p.left_on is null where t.n > 1
) x
join public.events v on v.id = x.event_id;
