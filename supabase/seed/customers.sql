-- Who Kestrel sells to. Numbers ascend with the day they came, so "a customer that was there on that day" is a number up to one.

create unlogged table seed.customer_place as
select n, d.d as created_on, seed.at(d.d, c.region, seed.r('customer.at', n)) as came_at,
  case when seed.r('customer.kind', n) < .8 then 'company' else 'person' end as kind,
  c.*, seed.pick(c.people, seed.r('customer.people', n)) as names
from (select n::bigint, floor((n - .5) / seed.size(1200) * 4096)::integer as day_slot, seed.slot(seed.r('customer.city', n), 1024) as city_slot
  from generate_series(1, seed.size(1200)) as n) x
join seed.day d on d.curve = 'customer' and d.region = 'World' and d.slot = x.day_slot
join seed.city_slot s on s.slot = x.city_slot
join seed.city c on c.i = s.i;

create unlogged table seed.customer_name as
select p.n,
  case when kind = 'person' then
    case when person_script then case when p.names in ('zh-CN', 'zh-TW', 'ko') then f.txt || g.txt when p.names = 'ja' then f.txt || ' ' || g.txt
      else g.txt || ' ' || f.txt end
      else g.latin || ' ' || f.latin end
  when shape < .42 or own_script then replace(replace(cu.company, '{h}', h.txt), '{t}', t.txt)
  when shape < .72 then replace(replace(cu.company, '{h}', f.latin), '{t}', t.txt)
  when shape < .86 and p.culture = 'en' then f.latin || ' & ' || f2.latin || case when shape < .79 then ' ' || t.txt else '' end
  else replace(replace(cu.company, '{h}', h.txt), '{t}', t.txt) end as name,
  case when kind = 'person' then g.latin || ' ' || f.latin
    when own_script then h.latin || ' ' || t.latin end as latin,
  case when kind = 'company' then t.extra end as industry,
  seed.slug(g.latin, '.') || '.' || seed.slug(f.latin, '.') as mail_name
from (
  select *, seed.r('customer.shape', n) as shape, lang in ('fa', 'ar', 'zh-CN', 'zh-TW', 'ja', 'ko') as own_script,
    names in ('fa', 'ar', 'zh-CN', 'zh-TW', 'ja', 'ko') and names = lang as person_script
  from seed.customer_place
) p
join seed.culture cu on cu.culture = p.culture
join seed.words g on g.list = 'given' and g.lang = p.names and g.i = seed.slot(seed.r('customer.given', n), 64)
join seed.words f on f.list = 'family' and f.lang = p.names and f.i = seed.slot(seed.r('customer.family', n), 64)
join seed.words f2 on f2.list = 'family' and f2.lang = p.names and f2.i = seed.slot(seed.r('customer.family2', n), 64)
join seed.words h on h.list = 'head' and h.lang = p.culture and h.i = seed.slot(seed.r('customer.head', n), 64)
join seed.words t on t.list = 'tail' and t.lang = p.culture and t.i = seed.slot(seed.r('customer.tail', n), 64);

-- Every sixteenth company from the first on is a key account: larger, buying more, parent of branches. Branches carry its
-- name and their city. A name met again gets its city too.
create unlogged table seed.customer as
with heads as (
  select p.n, p.culture, m.name, m.latin, m.industry, row_number() over (partition by p.culture order by p.n) - 1 as i
  from seed.customer_place p join seed.customer_name m using (n)
  where p.kind = 'company' and p.n % 16 = 3
), counted as (
  select culture, count(*) as heads from heads group by culture
), named as materialized (
  select p.*, b.n as parent_n, coalesce(b.industry, m.industry) as industry, m.mail_name,
    case when b.n is not null then b.name || ' ' || p.city else m.name end as name,
    case when b.n is not null then case when b.latin is not null then b.latin || ' ' || coalesce(p.latin_city, p.city) end else m.latin end as latin_name,
    coalesce(b.latin, b.name) as parent_latin
  from (select *, latin as latin_city, kind = 'company' and n % 16 = 3 as is_key from seed.customer_place) p
  join seed.customer_name m using (n)
  left join counted k on k.culture = p.culture
  left join heads b on b.culture = p.culture and p.kind = 'company' and not p.is_key and b.n < p.n and seed.r('customer.branch', p.n) < .09
    and b.i = seed.slot(seed.r('customer.parent', p.n), k.heads::integer)
), told_apart as (
  select *, row_number() over (partition by name order by n) as namesake,
    seed.pick('{website,website,website,referral,referral,event,event,campaign,campaign,partner,cold_outreach,cold_outreach,social,import,other}'::text[], seed.r('customer.source', n)) as source,
    coalesce(latin_name, name) as domain_base
  from named
), sellers as materialized (
  select t.*, s.n as local_n, far.n as far_n
  from told_apart t
  join seed.seller s on s.region = t.region and s.slot = seed.slot(seed.r('customer.owner', t.n), 1024)
  join seed.seller far on far.slot = seed.slot(seed.r('customer.far_owner', t.n), 1024)
    and far.region = (array['Americas', 'Europe', 'Middle East & Africa', 'Asia Pacific', 'Europe'])[1 + seed.slot(seed.r('customer.far', t.n), 5)]
), owned as materialized (
  select *, case when seed.r('customer.owned', n) < .025 then null
      when source in ('campaign', 'event') and seed.r('customer.nurture', n) < .2 then 37 + seed.slot(power(seed.r('customer.nurse', n), 2), 4)
        when seed.r('customer.owned', n) < .12 then far_n else local_n end as owner_n,
    (select id from seed.team m where m.region = sellers.region and m.department = 'sales' order by m.n limit 1) as team_there,
    seed.r('customer.maker', n) as maker
  from sellers
), made as materialized (
  select o.*,
    -- those who came long after somebody left were never theirs
    case when p.left_on is not null and o.created_on > p.left_on then (select successor_n from seed.successor s where s.n = o.owner_n) else o.owner_n end as holder_n
  from owned o left join seed.person p on p.n = o.owner_n
), keyed as materialized (
  select m.*, p.id as owner_id,
    case when p.id is null and seed.r('customer.owned', m.n) < .016 then m.team_there when p.id is not null then p.team_id end as team_id,
    case when p.id is null then null when m.maker < .04 then b.id when m.maker < .075 then seed.id('person', 37) else p.id end as created_by
  from made m left join seed.person p on p.n = m.holder_n left join seed.person b on b.n = p.manager_n
)
select n, seed.id('customer', n) as id, kind, created_on, came_at, region, country, city, coalesce(latin, city) as city_latin, district, culture,
  lang, i as city_i, names, phone, mobile, postal,
  parent_n, industry, mail_name, is_key, holder_n as owner_n, owner_id, team_id, created_by,
  case when namesake > 1 then name || ' ' || case when kind = 'person' then chr(64 + 1 + (namesake % 26)::integer) || '.'
    when parent_n is not null then namesake::text else city end else name end as name,
  latin_name,
  case when kind = 'company' then
    nullif(seed.slug(domain_base || case when namesake > 1 and parent_n is null then ' ' || coalesce(latin_city, city) else '' end), '')
      || case when namesake > case when parent_n is null then 2 else 1 end then '-' || n::text else '' end || '.example' end as domain,
  private.access_key(coalesce(owner_id, team_id, private.organisation_id()), created_by) as access_id,
  case when is_key then 3 + seed.slot(seed.r('customer.size', n), 3) when kind = 'person' then 0
    else floor(5.4 * power(seed.r('customer.size', n), 1.6))::integer end as size_i,
  not is_key and seed.r('customer.cold', n) < case kind when 'person' then .5 else .25 end as cold,
  case when country in ('DE', 'FR', 'IT', 'ES', 'NL', 'AT', 'IE', 'PT') and seed.r('customer.euro', n) < .2 then 'EUR' else 'USD' end as currency,
  source, case when holder_n not between 36 and 40 then holder_n end as seller_n
from keyed;
create unique index on seed.customer (n);
analyze seed.customer;

-- How many customers there were on each day.
create unlogged table seed.customers_until as
select d::date as d, count(c.n) as customers
from generate_series((select min(created_on) from seed.customer)::timestamp, seed.as_of()::timestamp, interval '1 day') as d
left join (select created_on, n from seed.customer) c on c.created_on = d::date
group by 1;
create unlogged table seed.customers_by as select d, greatest(1, sum(customers) over (order by d))::bigint as customers from seed.customers_until;
create unique index on seed.customers_by (d);
analyze seed.customers_by;
