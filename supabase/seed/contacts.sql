-- People at the companies; the first of each company is its primary contact.

create unlogged table seed.contact as
select c.n as customer_n, k, seed.id('contact', c.n * 8 + k) as id, c.id as customer_id, c.access_id, c.created_by, c.lang, c.phone, c.mobile,
  least(c.came_at + (k - 1) * seed.r('contact.later', c.n * 8 + k) * interval '60 days', seed.horizon()) as at,
  case when p.names in ('fa', 'ar', 'zh-CN', 'zh-TW', 'ja', 'ko') and p.names = c.lang
    then case when p.names in ('zh-CN', 'zh-TW', 'ko') then f.txt || g.txt when p.names = 'ja' then f.txt || ' ' || g.txt else g.txt || ' ' || f.txt end
    else g.latin || ' ' || f.latin end as name,
  seed.slug(g.latin, '.') || '.' || seed.slug(f.latin, '.') || '@' || c.domain as email, t.txt as title
from seed.customer c
cross join lateral generate_series(1, case when c.is_key then 3 + seed.slot(seed.r('contacts', c.n), 3)
  else 1 + seed.slot(power(seed.r('contacts', c.n), 1.4), 4) end) as k
join seed.city s on s.i = c.city_i
cross join lateral (select seed.pick(s.people, seed.r('contact.people', c.n * 8 + k)) as names) p
join seed.words g on g.list = 'given' and g.lang = p.names and g.i = seed.slot(seed.r('contact.given', c.n * 8 + k), 64)
join seed.words f on f.list = 'family' and f.lang = p.names and f.i = seed.slot(seed.r('contact.family', c.n * 8 + k), 64)
join seed.words t on t.list = 'title' and t.lang = c.lang and t.i = seed.slot(seed.r('contact.title', c.n * 8 + k), 64)
where c.kind = 'company';
create unique index on seed.contact (customer_n, k);
analyze seed.contact;

insert into public.contacts (id, customer_id, full_name, job_title, is_primary, language, created_by, created_at, updated_at, access_id, search_text)
select id, customer_id, name, title, k = 1, lang, created_by, at, at, access_id, ' ' || seed.norm(name) || ' '
from seed.contact order by customer_n, k;

insert into public.contact_details (contact_id, customer_id, email, phone, mobile, access_id, created_at, updated_at, search_text)
select id, customer_id, email, phone, mobile, access_id, at, at,
  ' ' || lower(coalesce(email, '')) || ' ' || concat_ws(' ', seed.bare(phone), seed.bare(null), seed.bare(mobile)) || ' '
from (
  select id, customer_n, k, customer_id, access_id, at, case when seed.r('contact.mail', customer_n * 8 + k) < .95 then email end as email,
    case when seed.r('contact.phone', customer_n * 8 + k) < .7 then seed.digits(phone, seed.r('contact.phone.n', customer_n * 8 + k)) end as phone,
    case when seed.r('contact.mobile', customer_n * 8 + k) < .6 then seed.digits(mobile, seed.r('contact.mobile.n', customer_n * 8 + k)) end as mobile
  from seed.contact
  offset 0
) c;
