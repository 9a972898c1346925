-- When things happen: for every curve and region 4,096 slots, each a day, so many a day as its weight; slots ascend with the
-- days, so a random slot from the first one of a day onward is a day not before it.

create unlogged table seed.day (curve text, region text, slot integer, d date not null);
create unlogged table seed.day_from (curve text, region text, d date, slot integer not null);

with lunar_new_year(new_year) as (
  select unnest('{2019-02-05,2020-01-25,2021-02-12,2022-02-01,2023-01-22,2024-02-10,2025-01-29,2026-02-17,2027-02-06,2028-01-26,
    2029-02-13,2030-02-03,2031-01-23,2032-02-11,2033-01-31,2034-02-19,2035-02-08,2036-01-28}'::date[])
),
curves(curve, months, from_day, growth, weekend) as (
  values
    ('customer', '{1.05,1,1.1,1,1,.95,.75,.75,1.15,1.15,1.05,.7}'::float8[], (seed.start() - interval '20 months')::date, .9, .05),
    ('deal', '{1.1,1,1.05,1,1,.95,.8,.75,1.1,1.1,1.05,.75}', seed.start() - 50, 0, .04),
    ('order', '{.85,.9,1.1,.95,1,1.1,.85,.8,1.05,1.05,1.15,1.15}', seed.start(), .3, .08),
    ('ticket', '{1.1,1,1,.95,.95,.95,.9,.85,1.1,1.05,1.05,.9}', seed.start(), .3, .2),
    ('activity', '{1,1,1.1,1,1,1.05,.8,.72,1.1,1.05,1.05,.8}', seed.start(), .25, .04)
),
weights as materialized (
  select c.curve, r.region, d::date as d,
    case when d::date = seed.as_of() then 2.2 * (1 + c.growth) else
      (1 + c.growth * (d::date - c.from_day) / (seed.as_of() - c.from_day)::float8)
      * c.months[extract(month from d)::integer]
      * case
          when r.region = 'Middle East & Africa' and extract(dow from d) in (5, 6) then greatest(.3, c.weekend)
          when extract(dow from d) in (0, 6) then c.weekend else 1 end
      * case when r.region = 'Europe' and extract(month from d) in (7, 8) then .78 else 1 end
      * case when r.region = 'Middle East & Africa' and to_char(d, 'MMDD') between '0319' and '0402' then .35 else 1 end
      * case when r.region = 'Asia Pacific' and (exists (select from lunar_new_year where d::date between new_year - 1 and new_year + 7)
          or to_char(d, 'MMDD') between '1001' and '1006') then .3 else 1 end
      * case when to_char(d, 'MMDD') between '1222' and '1231' then case c.curve when 'ticket' then .55 else .3 end else 1 end
      * case when c.curve = 'order' and to_char(d, 'MMDD') between '1128' and '1218' then 1.35 else 1 end
      * case when c.curve in ('order', 'activity') and extract(month from d)::integer % 3 = 0 and extract(day from d) >= 23 and extract(month from d) <> 12
          then case c.curve when 'order' then 1.7 else 1.25 end else 1 end
      * case when c.curve = 'ticket' and d::date between seed.release_day() and seed.release_day() + 24
          then 2.3 - 0.04 * (d::date - seed.release_day()) else 1 end
    end as weight
  from curves c
  cross join unnest(array['Americas', 'Europe', 'Middle East & Africa', 'Asia Pacific', 'World']) as r(region)
  cross join lateral generate_series(c.from_day::timestamp, seed.as_of()::timestamp, interval '1 day') as d
  where (c.curve = 'customer') = (r.region = 'World')
),
shares as (
  select curve, region, d,
    floor(4096 * (sum(weight) over (partition by curve, region order by d) - weight) / sum(weight) over (partition by curve, region))::integer as lo,
    floor(4096 * sum(weight) over (partition by curve, region order by d) / sum(weight) over (partition by curve, region))::integer as hi
  from weights
),
slots as (
  insert into seed.day
  select curve, region, slot, d from shares cross join lateral generate_series(lo, least(hi, 4096) - 1) as slot
)
insert into seed.day_from select curve, region, d, least(lo, 4095) from shares;

-- rounding may leave the last slot without a day
insert into seed.day
select curve, region, slot, seed.as_of()
from (select distinct curve, region from seed.day_from) c cross join generate_series(4090, 4095) as slot
where not exists (select from seed.day x where x.curve = c.curve and x.region = c.region and x.slot = slot.slot);

create unique index on seed.day (curve, region, slot);
create unique index on seed.day_from (curve, region, d);
analyze seed.day;
analyze seed.day_from;
