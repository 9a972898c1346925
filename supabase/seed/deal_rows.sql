-- Deals as the app keeps them, with what hangs on them.

create unlogged table seed.deal_row as
select d.*, s.position, s.entered_at, q.product_n, q.quantity, q.amount, q.cost, q.discount, c.id as customer_id, c.name as customer_name, c.lang, c.city,
  p.id as owner_id, p.team_id,
  case when seed.r('deal.maker', d.n) < .045 then b.id when seed.r('deal.maker', d.n) < .06 then seed.id('person', 37) else p.id end as created_by,
  private.access_key(p.id, case when seed.r('deal.maker', d.n) < .045 then b.id when seed.r('deal.maker', d.n) < .06 then seed.id('person', 37)
    else p.id end) as access_id,
  (array[1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6, 6, 7])[1 + seed.slot(case when p.win < .3 then sqrt(seed.r('deal.why', d.n))
    else seed.r('deal.why', d.n) end, 16)] as why
from seed.deal d
join seed.deal_stage s on s.n = d.n and s.is_last
join seed.deal_sum q on q.n = d.n
join seed.customer c on c.n = d.customer_n
join seed.person p on p.n = d.owner_n
left join seed.person b on b.n = p.manager_n;
create unique index on seed.deal_row (n);
analyze seed.deal_row;

insert into public.deals (id, number, name, customer_id, pipeline_id, stage_id, outcome, amount, amount_is_estimate, currency, win_probability,
  source, lost_reason_id, lost_note, competitor_id,
  next_step, next_step_at, description, opened_at, expected_close_date, closed_at, stage_entered_at, owner_id, team_id, created_by, created_at,
    updated_at, board_position, search_text) overriding system value
select id, n, name, customer_id, seed.id('pipeline', 1), seed.stage_id(position), outcome, amount,
  outcome = 'open' and position = 1 and seed.r('deal.guess', n) < .6, currency,
  case when outcome = 'open' and seed.r('deal.hand', n) < .06 then round(((array[.1, .25, .5, .75])[position] + .1 * (seed.r('deal.chance', n) - .5))::numeric, 2) end,
  source, case when outcome = 'lost' then seed.id('lost_reason', why) end, case when outcome = 'lost' and seed.r('deal.note', n) < .6 then lost_note end,
  case when (outcome = 'lost' and (why = 2 or why = 1 and seed.r('deal.against', n) < .5)) or (outcome = 'won' and seed.r('deal.against', n) < .3)
    then seed.id('competitor', rival) end,
  case when outcome = 'open' and seed.r('deal.next', n) < .72 then next_step end,
  case when outcome = 'open' and seed.r('deal.next', n) < .72 then seed.at(seed.as_of() - case when stuck then 20
    else 4 end + seed.slot(seed.r('deal.next_on', n), 18), region, seed.r('deal.next_at', n)) + interval '5 hours' end,
  case when seed.r('deal.text', n) < .35 then about end, opened_at,
  case when outcome <> 'open' then done_on + round(6 * seed.bell('deal.expected', n))::integer
    when stuck then least(opened_on + 60, seed.as_of() - 3) when seed.r('deal.late', n) < .13 then seed.as_of() - 1 - seed.slot(seed.r('deal.late_by', n), 20)
    when seed.r('deal.undated', n) < .05 then null else done_on end,
  closed_at, entered_at, owner_id, team_id, created_by, opened_at, entered_at, -extract(epoch from entered_at),
  ' ' || seed.norm(concat_ws(' ', name, n::text)) || ' '
from (
  select d.*, array_position(array['Roomly', 'Deskara', 'Veltro'], rival_name) as rival, left(replace(replace(replace(replace(w.txt, '{c}', customer_name), '{p}', seed.short(r.name)), '{q}', quantity::integer::text),
    '{city}', city), 200) as name,
    replace(replace(replace(x.txt, '{p}', seed.short(r.name)), '{q}', quantity::integer::text), '{city}', city) as next_step,
    case when d.kind = 'company' then replace(replace(replace(a.txt, '{p}', seed.short(r.name)), '{q}', quantity::integer::text), '{city}', city) end as about,
    replace(l.txt, '{rival}', rival_name) as lost_note
  from (select *, seed.pick(case region when 'Americas' then '{Roomly,Roomly,Deskara}' when 'Europe' then '{Deskara,Deskara,Roomly}'
    else '{Veltro,Veltro,Deskara}' end::text[], seed.r('deal.rival', n)) as rival_name from seed.deal_row) d
  join seed.product r on r.n = d.product_n
  join seed.phrases w on w.list = 'deal.' || case d.kind when 'person' then 'Home' else r.line end and w.lang = d.lang and w.i = seed.slot(seed.r('deal.name', d.n), 64)
  join seed.phrases x on x.list = 'next.' || case d.kind when 'person' then 'home'
    else least(d.position, 4)::text end and x.lang = d.lang and x.i = seed.slot(seed.r('deal.step', d.n), 64)
  join seed.phrases a on a.list = 'about' and a.lang = d.lang and a.i = seed.slot(seed.r('deal.about', d.n), 64)
  join seed.phrases l on l.list = 'lost.' || case d.kind when 'person' then 'home'
    else d.why::text end and l.lang = 'en' and l.i = seed.slot(seed.r('deal.lost', d.n), 64)
  offset 0
) d;

insert into private.access_keys (key, base_id, maker_id)
select distinct access_id, owner_id, created_by from seed.deal_row where created_by <> owner_id
on conflict do nothing;

insert into public.deal_stage_history (id, deal_id, from_stage_id, to_stage_id, entered_at, left_at, changed_by, access_id)
select seed.id('deal_stage', s.n * 8 + s.position), d.id, seed.stage_id(s.from_position), seed.stage_id(s.position), s.entered_at, s.left_at,
  case when s.from_position is null then d.created_by else d.owner_id end, d.access_id
from seed.deal_stage s join seed.deal_row d using (n);

-- Close dates that were put off (or, now and then, brought forward), once or twice, a few days before the day came.
insert into public.deal_close_dates (id, deal_id, from_date, to_date, changed_at, changed_by, access_id)
select seed.id('deal_close_date', n * 2 + back), deal_id, to_date - days, to_date, at, owner_id, access_id
from (
  select d.n, d.id as deal_id, d.owner_id, d.access_id, d.opened_at, coalesce(d.closed_at, seed.horizon()) as until, b.back,
    x.expected_close_date - b.back * 21 as to_date, s.days, seed.at(x.expected_close_date - b.back * 21 - s.days - 4, d.region, seed.r('deal.slip_at', d.n * 2 + b.back)) as at
  from seed.deal_row d
  join public.deals x on x.id = d.id and x.expected_close_date is not null
  cross join generate_series(0, 1) as b (back)
  cross join lateral (select case when seed.r('deal.slip_by', d.n * 2 + b.back) < .12 then -7 else 7 * (1 + seed.slot(seed.r('deal.slip_by', d.n * 2 + b.back), 6)) end as days) s
  where seed.r('deal.slip', d.n) < case when b.back = 1 then .08 when d.stuck then .75 when d.outcome = 'open' then .3 else .16 end
) moved
where at > opened_at + interval '2 hours' and at < until;

insert into public.deal_items (id, deal_id, product_id, quantity, unit_price, discount_rate, position, access_id, created_at, updated_at)
select seed.id('deal_item', i.deal_n * 8 + i.i), d.id, seed.product_id(i.product_n), i.quantity, i.unit_price, i.discount, i.i, d.access_id, d.opened_at, d.opened_at
from seed.deal_item i join seed.deal_row d on d.n = i.deal_n;

insert into public.deal_financials (deal_id, cost, discount, margin, access_id, created_at, updated_at)
select id, cost, discount, amount - cost, access_id, opened_at, entered_at from seed.deal_row where position > 2 order by n;

insert into public.deal_contacts (deal_id, contact_id, role, access_id)
select d.id, k.id, case k.k when 1 then seed.pick('{decision_maker,decision_maker,champion,buyer}'::text[], seed.r('deal.role', d.n))
  else seed.pick('{influencer,user,champion,buyer,blocker,other}'::text[], seed.r('deal.role2', d.n * 8 + k.k)) end, d.access_id
from seed.deal_row d join seed.contact k on k.customer_n = d.customer_n and (k.k = 1 or seed.r('deal.with', d.n * 8 + k.k) < .3);

insert into public.orders (id, number, customer_id, deal_id, status, ordered_at, total, currency, owner_id, team_id, created_by, created_at,
  updated_at, customer_access_id) overriding system value
select o.id, o.n, c.id, seed.id('deal', o.deal_n), o.status, o.at, s.total, o.currency, o.owner_id, coalesce(o.their_team, o.team_id), o.created_by,
  o.at, o.at, c.access_id
from seed."order" o join seed.order_sum s using (n) join seed.customer c on c.n = o.customer_n;

insert into private.access_keys (key, base_id, maker_id)
select distinct private.access_key(owner_id, created_by), owner_id, created_by from seed."order" where created_by <> owner_id
on conflict do nothing;

insert into public.order_items (id, order_id, product_id, quantity, unit_price, discount_rate, position, access_id, customer_access_id, created_at, updated_at)
select seed.id('order_item', i.order_n * 8 + i.i), o.id, seed.product_id(i.product_n), i.quantity, i.unit_price, i.discount, i.i,
  private.access_key(coalesce(o.owner_id, o.their_team, o.team_id, private.organisation_id()), o.created_by), c.access_id, o.at, o.at
from seed.order_item i join seed."order" o on o.n = i.order_n join seed.customer c on c.n = o.customer_n;
