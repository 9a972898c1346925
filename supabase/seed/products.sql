-- What Kestrel Workplace sells: rooms, desks, sensors, access, voice (going out of use) and services.

create unlogged table seed.product (
  n integer primary key, sku text, name text, line text, price numeric, cost float8, many float8, share_then float8, share_now float8, active boolean, id uuid
);
-- cost: part of the price; many: units in a usual order of a company of 51 to 200; shares: of what is sold, then and now
insert into seed.product
select n, sku, name, line, price, cost, many, share_then, share_now, active, seed.id('product', n) from (values
  (1, 'KR-PANEL7', 'Kestrel Panel 7', 'Rooms', 420, .52, 10, 9, 8, true),
  (2, 'KR-PANEL10', 'Kestrel Panel 10', 'Rooms', 690, .5, 9, 8, 13, true),
  (3, 'KR-HUDDLE', 'Kestrel Huddle Bar', 'Rooms', 1890, .55, 4, 7, 10, true),
  (4, 'KR-CLOUD', 'Kestrel Rooms subscription (room, year)', 'Rooms', 180, .12, 14, 7, 12, true),
  (5, 'KD-LIFT2', 'Lift 2 desk', 'Desks', 780, .6, 14, 13, 11, true),
  (6, 'KD-LIFTPRO', 'Lift Pro desk', 'Desks', 1150, .58, 9, 7, 10, true),
  (7, 'KD-ARM', 'Monitor Arm Duo', 'Desks', 240, .48, 18, 6, 6, true),
  (8, 'KD-CLASSIC', 'Classic desk', 'Desks', 450, .66, 14, 5, 3, true),
  (9, 'KS-OCC', 'Sense Occupancy sensor', 'Sense', 95, .42, 40, 4, 8, true),
  (10, 'KS-AIR', 'Sense Air quality monitor', 'Sense', 140, .45, 18, 3, 6, true),
  (11, 'KS-INSIGHT', 'Sense Insight (floor, year)', 'Sense', 1200, .1, 2, 2, 5, true),
  (12, 'KA-READER2', 'Badge Reader 2', 'Access', 310, .5, 12, 6, 6, true),
  (13, 'KA-GATE1', 'Gate One turnstile', 'Access', 8900, .62, .9, 2, 2.5, true),
  (14, 'KA-CLOUD', 'Access Cloud (door, year)', 'Access', 96, .12, 14, 4, 5, true),
  (15, 'KT-DESK550', 'Deskphone 550', 'Voice', 260, .63, 26, 17, 2, true),
  (16, 'KT-CONF', 'Conference Phone 8', 'Voice', 590, .6, 4, 6, 2, true),
  (17, 'KX-INSTALL', 'On-site installation (day)', 'Services', 950, .7, 2.2, 6, 6, true),
  (18, 'KX-CARE', 'Care Plan (year)', 'Services', 1400, .35, 1.2, 5, 6, true),
  (19, 'KX-TRAIN', 'Administrator training (day)', 'Services', 1200, .4, .8, 2, 2, true),
  (20, 'KT-DESK450', 'Deskphone 450', 'Voice', 190, .68, 20, 0, 0, false)
) as p (n, sku, name, line, price, cost, many, share_then, share_now, active);

insert into public.products (id, sku, name, product_line, list_price, currency, active, created_at, updated_at)
select id, sku, name, line, price, 'USD', active, seed.began(), seed.began() from seed.product order by n;

insert into public.product_costs (product_id, cost, created_at, updated_at)
select id, round((price * cost)::numeric, 2), seed.began(), seed.began() from seed.product order by n;

-- Which product a line is, by the quarter it is sold in (0 to 7): 256 slots each.
create unlogged table seed.product_slot as
select quarter, slot, n from (
  select quarter, n, floor(256 * (sum(share) over w - share) / sum(share) over (partition by quarter))::integer as lo,
    floor(256 * sum(share) over w / sum(share) over (partition by quarter))::integer as hi
  from (
    select quarter, n, share_then * power(greatest(share_now, .01) / greatest(share_then, .01), quarter / 7.0) as share
    from seed.product cross join generate_series(0, 7) as quarter
  ) s
  window w as (partition by quarter order by n)
) x cross join lateral generate_series(lo, hi - 1) as slot;
insert into seed.product_slot
select quarter, slot, 18 from generate_series(0, 7) as quarter cross join generate_series(250, 255) as slot
where not exists (select from seed.product_slot p where p.quarter = quarter.quarter and p.slot = slot.slot);
create unique index on seed.product_slot (quarter, slot);
analyze seed.product_slot;
analyze seed.product;

create function seed.quarter(d date) returns integer language sql immutable parallel safe
as $$ select least(7, greatest(0, (d - seed.start()) / 92))::integer $$;

-- Currency of who buys: some customers of the euro countries pay in euros.
create function seed.rate(currency text) returns numeric language sql immutable parallel safe
as $$ select case currency when 'EUR' then 0.92 else 1 end $$;

-- What a euro was worth, month by month: every currency that occurs here has a rate for every day.
insert into public.exchange_rates (currency, valid_from, rate, created_at, updated_at)
select 'EUR', d::date, round((1 / seed.rate('EUR') * (1 + .04 * sin(extract(epoch from d) / 9000000) + .015 * (seed.r('rate',
  extract(epoch from d)::bigint) - .5)))::numeric, 4), seed.began(), seed.began()
from generate_series(date_trunc('month', seed.start()::timestamp) - interval '3 months', seed.as_of()::timestamp, interval '1 month') as d;

insert into public.tags (id, name, created_at, updated_at)
select seed.id('tag', i), name, seed.began(), seed.began()
from unnest(array['reference customer', 'newsletter', 'event 2025', 'partner lead', 'multi-site', 'pilot', 'public sector', 'price sensitive', 'beta tester',
  'new headquarters', 'hybrid work', 'VIP', 'renewal due', 'slow payer']) with ordinality as t (name, i);

insert into public.competitors (id, name, position, created_at, updated_at)
select seed.id('competitor', i), name, i, seed.began(), seed.began()
from unnest(array['Roomly', 'Deskara', 'Veltro']) with ordinality as t (name, i);

-- As people call it.
create function seed.short(name text) returns text language sql immutable parallel safe
as $$ select regexp_replace(name, ' \(.*\)$', '') $$;
