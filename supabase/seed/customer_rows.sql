-- Customers as the app keeps them. Their lifecycle is what their deals and orders made of it: a lead until there is a deal
-- past its first stage, a customer from the first order or win, at risk after eleven quiet months, lost after sixteen.

create unlogged table seed.customer_life as
with deals as (
  select d.customer_n, min(d.closed_at) filter (where d.outcome = 'won') as won_at, max(d.closed_at) filter (where d.outcome = 'won') as last_won_at,
    min(s.entered_at) filter (where s.position in (2, 3, 4)) as deal_at
  from seed.deal d join seed.deal_stage s on s.n = d.n group by d.customer_n
), orders as (
  select customer_n, min(at) as first_at, max(at) as last_at, sum(total) as total from seed."order" join seed.order_sum using (n) group by customer_n
), moments as materialized (
  select c.n, c.came_at, o.total, least(d.won_at, o.first_at) as bought_at, greatest(d.last_won_at, o.last_at) as last_at,
    coalesce(d.deal_at, case when seed.r('customer.warm', c.n) < .16 then c.came_at + interval '9 days' end) as warm_at
  from seed.customer c left join deals d on d.customer_n = c.n left join orders o on o.customer_n = c.n
)
select n, came_at, total, bought_at, last_at,
  case when warm_at < least(bought_at, seed.horizon()) then warm_at end as qualified_at,
  case when last_at + interval '330 days' < seed.horizon() and seed.r('customer.quiet', n) < .85 then last_at + interval '330 days' end as at_risk_at,
  case when last_at + interval '480 days' < seed.horizon() and seed.r('customer.quiet', n) < .7 then last_at + interval '480 days' end as churned_at
from moments;
create unique index on seed.customer_life (n);
analyze seed.customer_life;

create unlogged table seed.customer_row as
select c.*, l.bought_at, l.qualified_at, l.at_risk_at, l.churned_at, l.total,
  case when churned_at is not null then 'churned' when at_risk_at is not null then 'at_risk' when bought_at is not null then 'customer'
    when qualified_at is not null then 'qualified' else 'lead' end as stage,
  greatest(c.came_at, l.qualified_at, l.bought_at, l.at_risk_at, l.churned_at) as changed_at,
  case when c.kind = 'company' and seed.r('customer.legal', c.n) < .85 then
    case when c.culture in ('zh-CN', 'zh-TW') then c.name || k.legal[1] when c.country in ('JP', 'KR') then k.legal[1] || c.name
      when c.culture = 'fa' then 'شرکت ' || c.name || ' ' || seed.pick(k.legal, seed.r('customer.form', c.n))
      else c.name || ' ' || seed.pick(k.legal, seed.r('customer.form', c.n)) end end as legal_name,
  case when c.kind = 'company' and c.latin_name is not null and c.latin_name <> c.name then array[c.latin_name]
    when c.kind = 'person' and c.latin_name <> c.name then array[c.latin_name]
    when c.kind = 'company' and seed.r('customer.short', c.n) < .12
      and c.name ~ ' .* ' then array[upper(regexp_replace(extensions.unaccent('extensions.unaccent'::regdictionary, c.name), '(\w)\w*\W*', '\1', 'g'))]
    else '{}' end as aliases
from seed.customer c join seed.customer_life l using (n) join seed.country k using (country);

insert into public.customers (id, number, kind, name, legal_name, aliases, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source,
  product_interests, price_min, price_max, currency, description, parent_id, owner_id, team_id, created_by, created_at, updated_at, search_text) overriding system value
select id, n, kind, name, legal_name, aliases, domain, case when seed.r('customer.web', n) < .8 then 'https://www.' || domain end, stage,
  case when is_key then case when seed.r('customer.tier', n) < .3 then 'strategic' else 'key' end when total > 60000 then 'key' when total > 6000 then 'standard'
    when bought_at is not null or seed.r('customer.tier', n) < .5 then 'small' end,
  industry, case when kind = 'company' then (array['1-10', '11-50', '51-200', '201-1000', '1001-5000', '5001+'])[size_i + 1] end, region, country, city, source,
  case when seed.r('customer.wants', n) < .3 then '{}' when seed.r('customer.wants', n) < .7 then array[wish1]
    when wish1 = wish2 then array[wish1, 'Services'] else array[wish1, wish2] end,
  case when seed.r('customer.range', n) < .55 then band end, case when seed.r('customer.range', n) < .55 then band * 6 end, currency,
  case when kind = 'company' and seed.r('customer.note', n) < .3 then replace(p.txt, '{city}', city) end,
  seed.id('customer', parent_n), owner_id, team_id, created_by, came_at, changed_at,
  -- as private.customer_before() writes it
  ' ' || seed.norm(concat_ws(' ', name, legal_name, array_to_string(aliases, ' '), domain, case
    when seed.r('customer.web', n) < .8 then 'https://www.' || domain end, n::text)) || ' '
from (
  select *, seed.pick('{Rooms,Desks,Desks,Sense,Access}'::text[], seed.r('customer.wish1', n)) as wish1,
    seed.pick('{Rooms,Rooms,Sense,Access,Services}'::text[], seed.r('customer.wish2', n)) as wish2,
    (array[500, 1000, 2500, 5000, 10000, 25000])[size_i + 1]::numeric as band
  from seed.customer_row
  offset 0
) c
join seed.phrases p on p.list = 'about.customer' and p.lang = c.lang and p.i = seed.slot(seed.r('customer.about', n), 64);

insert into private.access_keys (key, base_id, maker_id)
select distinct access_id, coalesce(owner_id, team_id, private.organisation_id()), created_by from seed.customer
  where created_by <> coalesce(owner_id, team_id, private.organisation_id())
on conflict do nothing;

insert into public.customer_lifecycle_history (id, customer_id, from_stage, to_stage, changed_at, changed_by, access_id)
select seed.id('life', n * 8 + i), id, lag(step) over (partition by n order by i), step, at, created_by, access_id
from seed.customer_row
cross join lateral (values (1, 'lead', came_at), (2, 'qualified', qualified_at), (3, 'customer', bought_at), (4, 'at_risk', at_risk_at),
  (5, 'churned', churned_at)) as s(i, step, at)
where at is not null;

insert into public.customer_contact_details (customer_id, email, email2, phone, phone2, address_line1, address_line2, postal_code, address_city,
  address_region, address_country,
  access_id, created_at, updated_at, search_text)
select id, email, email2, phone, phone2, street, case when seed.r('address.floor', n) < .12
  and lang = 'en' then 'Floor ' || 2 + seed.slot(seed.r('address.level', n), 20) end, seed.digits(postal, seed.r('address.postal', n)), city, district, country,
  access_id, came_at, came_at, ' ' || lower(concat_ws(' ', email, email2)) || ' ' || concat_ws(' ', seed.bare(phone), seed.bare(phone2), '') || ' '
from (
  select c.n, c.id, c.lang, c.city, c.district, c.country, c.postal, c.access_id, c.came_at,
    case when c.kind = 'person' then c.mail_name || case when seed.r('mail.digits', c.n) < .6 then (c.n % 97)::text
      else '' end || seed.pick('{@mail.example,@post.example,@inbox.example}'::text[], seed.r('mail.host', c.n))
      else coalesce(seed.pick(case c.culture when 'de' then '{info,kontakt,office}' when 'fr' then '{contact,info,accueil}'
        when 'es' then '{contacto,info}' else '{info,office,hello,contact}' end::text[], seed.r('mail.box', c.n)) || '@' || c.domain) end as email,
    case when c.kind = 'company' and seed.r('mail.second', c.n) < .2 then 'purchasing@' || c.domain end as email2,
    seed.digits(case when c.kind = 'person' then c.mobile else c.phone end, seed.r('phone', c.n)) as phone,
    case when seed.r('phone.second', c.n) < .15 then seed.digits(c.phone, seed.r('phone2', c.n)) end as phone2,
    replace(replace(k.street, '{s}', s.txt), '{n}', (1 + floor(power(seed.r('address.number', c.n), 2) * 240))::text) as street
  from seed.customer c join seed.culture k using (culture)
  join seed.words s on s.list = 'street' and s.lang = c.culture and s.i = seed.slot(seed.r('address.street', c.n), 64)
  offset 0
) c;

insert into public.customer_demographics (customer_id, birth_date, gender, education, income_band, household_size, language, founded_year, employees,
  annual_revenue, access_id, created_at, updated_at)
select id,
  case when kind = 'person' then (seed.as_of() - interval '22 years' - floor(seed.r('demo.age', n) * 15000) * interval '1 day')::date end,
  case when kind = 'person' then seed.pick('{female,male,female,male,female,male,other}'::text[], seed.r('demo.gender', n)) end,
  case when kind = 'person' then seed.pick('{school,vocational,bachelor,bachelor,master,doctorate}'::text[], seed.r('demo.education', n)) end,
  case when kind = 'person' then seed.pick('{low,middle,middle,middle,high,very_high}'::text[], seed.r('demo.income', n)) end,
  case when kind = 'person' then 1 + seed.slot(seed.r('demo.home', n), 5) end, lang,
  case when kind = 'company' then extract(year from seed.as_of())::integer - 3 - floor(90 * power(seed.r('demo.founded', n), 2))::integer end,
  case when kind = 'company' then staff end,
  case when kind = 'company' then round((staff * (60000 + 140000 * seed.r('demo.revenue', n)))::numeric, -3) end, access_id, came_at, came_at
from (
  select *, round((array[2, 11, 51, 201, 1001, 5001])[size_i + 1] * (1 + 3.6 * power(seed.r('demo.staff', n), 1.5)))::integer as staff from seed.customer
) c
where seed.r('demo', n) < .85;

insert into public.customer_tags (customer_id, tag_id, access_id)
select distinct id, seed.id('tag', 1 + seed.slot(seed.r('tag', n * 4 + k), 14)), access_id
from seed.customer cross join lateral generate_series(1, seed.slot(power(seed.r('tags', n), 1.5), 4)) as k;
