-- The organisation, its departments and teams, everybody who works or worked there, their roles.

insert into public.settings (organisation, base_currency, timezone, locale, week_start, fiscal_year_start, created_at, updated_at)
select 'Kestrel Workplace', 'USD', 'Europe/London', 'en', 1, 1, seed.began(), seed.began();

-- every installation's defaults, with ids that follow the seed number
select private.ensure_defaults('en');
with d as (
  update public.departments set id = seed.id('department', ascii(key) * 1000 + length(key)), created_at = seed.began(), updated_at = seed.began()
  returning id, key
), q as (
  update public.ticket_queues set id = seed.id('queue', 1), department_id = (select id from d where key = 'support'),
    created_at = seed.began(), updated_at = seed.began()
), p as (
  update public.pipelines set id = seed.id('pipeline', 1), created_at = seed.began(), updated_at = seed.began()
), s as (
  update public.pipeline_stages set id = seed.id('stage', position), pipeline_id = seed.id('pipeline', 1),
    created_at = seed.began(), updated_at = seed.began()
)
update public.lost_reasons set id = seed.id('lost_reason', position), created_at = seed.began(), updated_at = seed.began();

create unlogged table seed.team (n integer primary key, key text, name text, region text, department text, id uuid, parent_n integer, lead_n integer);
insert into seed.team
select n, key, name, region, department, seed.id('team', n), case when n > 1 then 1 end, lead_n from (values
  (1, 'lead', 'Leadership', null, 'management', 1),
  (2, 'am', 'Sales Americas', 'Americas', 'sales', 5),
  (3, 'eu', 'Sales Europe', 'Europe', 'sales', 11),
  (4, 'mea', 'Sales Middle East & Africa', 'Middle East & Africa', 'sales', 17),
  (5, 'ap', 'Sales Asia Pacific', 'Asia Pacific', 'sales', 21),
  (6, 'sw', 'Support West', 'Europe', 'support', 26),
  (7, 'se', 'Support East', 'Asia Pacific', 'support', 32),
  (8, 'mkt', 'Marketing', 'Europe', 'marketing', 36)
) as t (n, key, name, region, department, lead_n);

-- pace: share of the team's work; win: chance to win; size: of what is sold; speed: hours to answer, 1 = as the others;
-- gone: days since they left
create unlogged table seed.person (
  n integer primary key, name text, latin text, account text, title text, team text, role text, locale text, zone text,
  pace float8, win float8, size float8, speed float8, gone integer
);
insert into seed.person values
  (1, 'Helena Marsh', null, 'exec', 'Chief Executive Officer', 'lead', 'executive', 'en', 'Europe/London', 0, 0, 1, 1, null),
  (2, 'Tomasz Zieliński', null, 'admin', 'Head of IT', 'lead', 'admin', 'en', 'Europe/London', 0, 0, 1, 1, null),
  (3, 'Grace Whitfield', null, null, 'Chief Revenue Officer', 'lead', 'executive', 'en', 'Europe/London', 0, 0, 1, 1, null),
  (4, 'Rafael Monteiro', null, null, 'Finance Director', 'lead', 'auditor', 'en', 'Europe/Lisbon', 0, 0, 1, 1, null),
  (5, 'Daniel Brooks', null, null, 'Sales Manager, Americas', 'am', 'sales_manager', 'en', 'America/New_York', .5, .5, 1.2, 1, null),
  (6, 'Marisol Herrera', null, null, 'Senior Account Executive', 'am', 'sales_rep', 'en', 'America/Chicago', 1.3, .69, 1.35, 1, null),
  (7, 'Tyler Nguyen', null, null, 'Account Executive', 'am', 'sales_rep', 'en', 'America/Los_Angeles', 1, .46, 1, 1, null),
  (8, 'Camille Tremblay', null, null, 'Account Executive', 'am', 'sales_rep', 'en', 'America/Toronto', .9, .5, .95, 1, null),
  (9, 'João Figueiredo', null, null, 'Account Executive', 'am', 'sales_rep', 'en', 'America/Sao_Paulo', .9, .44, .9, 1, null),
  (10, 'Kevin Doyle', null, null, 'Account Executive', 'am', 'sales_rep', 'en', 'America/New_York', .8, .33, .85, 1, 210),
  (11, 'Anneke de Vries', null, 'sales.manager', 'Sales Manager, Europe', 'eu', 'sales_manager', 'en', 'Europe/Amsterdam', .5, .54, 1.2, 1, null),
  (12, 'Sofia Lindqvist', null, 'sales.rep', 'Account Executive', 'eu', 'sales_rep', 'en', 'Europe/Stockholm', 1.15, .49, 1.25, 1, null),
  (13, 'Matteo Ricci', null, 'sales.rep2', 'Account Executive', 'eu', 'sales_rep', 'en', 'Europe/Rome', 1, .45, .95, 1, null),
  (14, 'Katharina Vogel', null, null, 'Senior Account Executive', 'eu', 'sales_rep', 'en', 'Europe/Berlin', 1.2, .63, 1.25, 1, null),
  (15, 'Oliver Pemberton', null, null, 'Account Executive', 'eu', 'sales_rep', 'en', 'Europe/London', .95, .2, .7, 1, null),
  (16, 'Agnieszka Nowak', null, null, 'Account Executive', 'eu', 'sales_rep', 'en', 'Europe/Warsaw', .9, .47, .9, 1, null),
  (17, 'Layla Haddad', null, null, 'Sales Manager, Middle East & Africa', 'mea', 'sales_manager', 'en', 'Asia/Dubai', .6, .52, 1.1, 1, null),
  (18, 'نیلوفر رستمی', 'Niloufar Rostami', null, 'Account Executive', 'mea', 'sales_rep', 'fa', 'Asia/Tehran', 1, .5, .9, 1, null),
  (19, 'Chidi Okafor', null, null, 'Account Executive', 'mea', 'sales_rep', 'en', 'Africa/Lagos', .9, .44, .9, 1, null),
  (20, 'Yousef Al-Mansouri', null, null, 'Account Executive', 'mea', 'sales_rep', 'en', 'Asia/Riyadh', .9, .48, 1.1, 1, null),
  (21, '陈立群', 'Liqun Chen', null, 'Sales Manager, Asia Pacific', 'ap', 'sales_manager', 'zh-CN', 'Asia/Shanghai', .7, .53, 1.1, 1, null),
  (22, '林雅婷', 'Yating Lin', null, 'Account Executive', 'ap', 'sales_rep', 'zh-TW', 'Asia/Taipei', 1.1, .52, 1, 1, null),
  (23, '佐藤 健', 'Ken Sato', null, 'Account Executive', 'ap', 'sales_rep', 'en', 'Asia/Tokyo', .9, .41, 1.1, 1, null),
  (24, 'Priya Raghavan', null, null, 'Account Executive', 'ap', 'sales_rep', 'en', 'Asia/Kolkata', 1, .47, .9, 1, null),
  (25, 'Hannah O''Connor', null, null, 'Account Executive', 'ap', 'sales_rep', 'en', 'Australia/Sydney', .8, .43, .9, 1, 320),
  (26, 'Deborah Adeyemi', null, 'support.manager', 'Support Manager', 'sw', 'support_manager', 'en', 'Europe/London', .3, 0, 1, .9, null),
  (27, 'Lucas Moreau', null, 'support.agent', 'Support Agent', 'sw', 'support_agent', 'en', 'Europe/Paris', 1, 0, 1, 1, null),
  (28, 'Emily Carter', null, null, 'Senior Support Agent', 'sw', 'support_agent', 'en', 'America/Denver', 1.3, 0, 1, .45, null),
  (29, 'Jonas Becker', null, null, 'Support Agent', 'sw', 'support_agent', 'en', 'Europe/Berlin', .8, 0, 1, 2.4, null),
  (30, 'Isabella Rossi', null, null, 'Support Agent', 'sw', 'support_agent', 'en', 'Europe/Rome', 1, 0, 1, 1.2, null),
  (31, 'Andre Williams', null, null, 'Support Agent', 'sw', 'support_agent', 'en', 'America/New_York', .9, 0, 1, 1.4, 150),
  (32, '王思敏', 'Simin Wang', null, 'Support Team Lead', 'se', 'support_manager', 'zh-CN', 'Asia/Shanghai', .7, 0, 1, .8, null),
  (33, 'Minh Tran', null, null, 'Support Agent', 'se', 'support_agent', 'en', 'Asia/Singapore', 1.1, 0, 1, .7, null),
  (34, 'ندا کریمی', 'Neda Karimi', null, 'Support Agent', 'se', 'support_agent', 'fa', 'Asia/Tehran', .9, 0, 1, 1.1, null),
  (35, 'Ravi Menon', null, null, 'Support Agent', 'se', 'support_agent', 'en', 'Asia/Kolkata', 1, 0, 1, 1.6, null),
  (36, 'Claire Dubois', null, 'marketing.manager', 'Marketing Manager', 'mkt', 'marketing_manager', 'en', 'Europe/Paris', 0, 0, 1, 1, null),
  (37, 'Ben Fletcher', null, 'marketer', 'Campaign Manager', 'mkt', 'marketer', 'en', 'Europe/London', 0, 0, 1, 1, null),
  (38, '田中 由紀', 'Yuki Tanaka', null, 'Content Marketer', 'mkt', 'marketer', 'en', 'Asia/Tokyo', 0, 0, 1, 1, null),
  (39, 'Fatima Zahra Benali', null, null, 'Events Manager', 'mkt', 'marketer', 'en', 'Africa/Casablanca', 0, 0, 1, 1, null),
  (40, 'Noah Schmidt', null, null, 'Social Media Marketer', 'mkt', 'marketer', 'en', 'Europe/Berlin', 0, 0, 1, 1, null);

-- A larger company has more teams below these, ten people each, the first of them its lead.
with extra as (
  select n, (n - 41) / 10 as unit, (n - 41) % 10 as seat, 2 + seed.slot((n - 41) / 10 * 0.38196601 - floor((n - 41) / 10 * 0.38196601), 20) as mix
  from generate_series(41, seed.people()) as n
), placed as (
  select e.*, (array['am', 'am', 'eu', 'eu', 'ap', 'am', 'sw', 'eu', 'mea', 'ap', 'sw', 'am', 'se', 'eu', 'ap', 'mea', 'mkt', 'am', 'eu', 'sw', 'se', 'am'])[mix] as base
  from extra e
), units as (
  insert into seed.team
  select 8 + p.unit + 1, base || p.unit, t.name || ' ' || 1 + row_number() over (partition by base order by p.unit), t.region, t.department,
    seed.id('team', 9 + p.unit), t.n, p.n
  from placed p join seed.team t on t.key = p.base
  where p.seat = 0
)
insert into seed.person
select n, g.latin || ' ' || f.latin, null, null,
  case dept when 'sales' then case seat when 0 then 'Sales Team Lead' else 'Account Executive' end
    when 'support' then case seat when 0 then 'Support Team Lead' else 'Support Agent' end
    else case seat when 0 then 'Marketing Team Lead' else 'Marketer' end end,
  base || unit,
  case dept when 'sales' then case seat when 0 then 'sales_manager' else 'sales_rep' end
    when 'support' then case seat when 0 then 'support_manager' else 'support_agent' end
    else case seat when 0 then 'marketing_manager' else 'marketer' end end,
  'en', case base when 'am' then 'America/New_York' when 'eu' then 'Europe/Berlin' when 'mea' then 'Asia/Dubai' when 'ap' then 'Asia/Singapore'
    when 'se' then 'Asia/Kolkata' else 'Europe/London' end,
  case seat when 0 then .5 else .7 + .6 * seed.r('person.pace', n) end, .46 + .09 * seed.bell('person.win', n), exp(.2 * seed.bell('person.size', n)),
  exp(.4 * seed.bell('person.speed', n)), case when seat > 0 and seed.r('person.gone', n) < .07 then 20 + seed.slot(seed.r('person.gone_at', n), 500) end
from (
  select p.*, case when base in ('sw', 'se') then 'support' when base = 'mkt' then 'marketing' else 'sales' end as dept,
    seed.pick(case base when 'am' then '{en,en,es,pt,fr,in}' when 'eu' then '{en,de,fr,nl,es,it,sv,pl}' when 'mea' then '{ar,fa,af,tr}'
      when 'ap' then '{zh-CN,zh-TW,ja,ko,in,en}' when 'se' then '{in,zh-CN,fa,id}' else '{en,fr,de,es}' end::text[], seed.r('person.culture', n)) as culture
  from placed p
) p
join seed.words g on g.list = 'given' and g.lang = culture and g.i = seed.slot(seed.r('person.given', n), 64)
join seed.words f on f.list = 'family' and f.lang = culture and f.i = seed.slot(seed.r('person.family', n), 64);

alter table seed.person add id uuid, add team_n integer, add team_id uuid, add region text, add department text, add manager_n integer, add left_on date;
update seed.person p set
  id = seed.id('person', p.n), team_n = t.n, team_id = t.id, region = t.region, department = t.department, latin = coalesce(p.latin, p.name),
  manager_n = case p.n when 1 then null when t.lead_n then case t.department
    when 'sales' then coalesce((select u.lead_n from seed.team u where u.n = t.parent_n and u.n > 1), 3)
      else coalesce((select u.lead_n from seed.team u where u.n = t.parent_n and u.n > 1), 1) end else t.lead_n end,
  left_on = seed.as_of() - p.gone
from seed.team t where t.key = p.team;
-- whom a namesake would share an e-mail address with
alter table seed.person add email text;
update seed.person p set email = x.email
from (
  select n, coalesce(account, seed.slug(latin, '.') || case when row_number() over (partition by seed.slug(latin, '.') order by n) > 1 then n::text
    else '' end) || '@atrium.example' as email
  from seed.person
) x where x.n = p.n;

insert into public.teams (id, name, parent_id, department_id, region, created_at, updated_at)
select t.id, t.name, u.id, d.id, t.region, seed.began(), seed.began()
from seed.team t left join seed.team u on u.n = t.parent_n join public.departments d on d.key = t.department
order by t.n;

insert into public.profiles (id, full_name, email, phone, job_title, team_id, department_id, manager_id, locale, timezone, active, created_at, updated_at, search_text)
select p.id, p.name, p.email, p.phone, p.title, p.team_id, d.id, seed.id('person', p.manager_n), p.locale, p.zone, p.gone is null, p.at, p.at,
  ' ' || seed.norm(concat_ws(' ', p.name, p.email, p.title)) || ' ' || seed.bare(p.phone) || ' '
from (
  select *, seed.at((seed.start() - 30 - n)::date, 'Europe', .1) as at,
    seed.digits(case when zone like 'America/%' then '+1 312 555 01ab' else '+44 20 7946 0abc' end, seed.r('person.phone', n)) as phone
  from seed.person
) p join public.departments d on d.key = p.department
order by p.n;

update public.teams t set lead_id = p.id from seed.team s join seed.person p on p.n = s.lead_n where t.id = s.id;

insert into public.profile_roles (profile_id, role_id, created_at)
select p.id, r.id, seed.began() from seed.person p join public.roles r on r.key = p.role order by p.n;

-- Who sells where: slots by pace.
create unlogged table seed.seller as
select region, slot, n from (
  select region, n, floor(1024 * (sum(pace) over w - pace) / sum(pace) over (partition by region))::integer as lo,
    floor(1024 * sum(pace) over w / sum(pace) over (partition by region))::integer as hi
  from seed.person where department = 'sales' window w as (partition by region order by n)
) x cross join lateral generate_series(lo, least(hi, 1024) - 1) as slot;
insert into seed.seller
select region, slot, (select lead_n from seed.team t where t.region = r.region and t.department = 'sales' order by t.n limit 1)
from (select distinct region from seed.seller) r cross join generate_series(1000, 1023) as slot
where not exists (select from seed.seller s where s.region = r.region and s.slot = slot.slot);
create unique index on seed.seller (region, slot);
analyze seed.seller;

-- Those who can take over what somebody left behind.
create unlogged table seed.successor as
select p.n, (select q.n from seed.person q where q.team_n = p.team_n and q.gone is null
  and q.role in ('sales_rep', 'support_agent') order by seed.r('successor', q.n * 1000 + p.n) limit 1) as successor_n
from seed.person p where p.gone is not null;
analyze seed.person;
