-- What is to be done: on open deals, customers and tickets, and for the team; done, late, for today and for later.

create unlogged table seed.task as
with drawn as materialized (
  select n::bigint, seed.r('task.on', n) as what, seed.r('task.when', n) as whenever,
    -- half is done; of the rest some is late, some for today, most for the next weeks
    seed.r('task.done', n) < .52 as past, (select count(*) from seed.open_deal)::integer as open_deals from generate_series(1, seed.size(2000)) as n
), placed as materialized (
  select t.n, t.past, t.whenever, 'deal' as about, d.customer_n, d.n as deal_n, null::bigint as ticket_n, d.owner_id, d.region, d.opened_at as since_at
  from drawn t
  left join seed.open_deal o on o.i = 1 + seed.slot(seed.r('task.open', t.n), t.open_deals) and not t.past
  join seed.deal_row d on d.n = coalesce(o.n, 1 + seed.slot(seed.r('task.deal', t.n), seed.size(3000)::integer))
  where what < .58
  union all
  select t.n, t.past, t.whenever, 'customer', c.n, null, null, coalesce(c.owner_id, s.id), c.region, c.came_at
  from drawn t join seed.customer c on c.n = 1 + seed.slot(seed.r('task.customer', t.n), seed.size(1200)::integer)
  join seed.seller l on l.region = c.region and l.slot = seed.slot(seed.r('task.seller', t.n), 1024) join seed.person s on s.n = l.n
  where what between .58 and .78
  union all
  select t.n, t.past, t.whenever, 'ticket', k.customer_n, null, k.n, k.agent_id, k.region, k.at
  from drawn t join seed.ticket k on k.n = case when t.past then 1 + seed.slot(seed.r('task.ticket', t.n), seed.size(4000)::integer)
    else seed.size(4000) - seed.slot(seed.r('task.ticket', t.n), greatest(1, seed.size(160)::integer)) end
  where what between .78 and .9
  union all
  select t.n, t.past, t.whenever, 'team', null, null, null, p.id, coalesce(p.region, 'Europe'), seed.began()
  from drawn t join seed.person p on p.n = 1 + seed.slot(seed.r('task.person', t.n), seed.people())
  where what > .9
), aimed as materialized (
  select t.*, case when past then least(since_at + (seed.horizon() - since_at) * least(1, whenever * 1.02), seed.horizon())
      when whenever < .24 then seed.at(seed.as_of() - 1 - floor(24 * power(seed.r('task.late', n), 2))::integer, region, seed.r('task.at', n))
      when whenever < .38 then (seed.as_of()::timestamp + interval '9 hours' + seed.slot(seed.r('task.at', n), 18) * interval '30 minutes') at time zone 'UTC'
      when whenever < .95 then ((seed.as_of() + 1 + floor(35 * power(seed.r('task.later', n),
        1.5))::integer)::timestamp + interval '8 hours' + seed.slot(seed.r('task.at', n), 18) * interval '30 minutes') at time zone 'UTC'
    end as aimed_at
  from placed t
), dated as materialized (
  select *, aimed_at + case when past or aimed_at::date = seed.as_of() then 0
    else case extract(dow from aimed_at) when 6 then case when aimed_at::date < seed.as_of() then -1 else 2 end when 0 then case
      when aimed_at::date < seed.as_of() then -2 else 1 end else 0 end end
      * interval '1 day' as due_at
  from aimed
)
select row_number() over (order by made_at, n) as n, n as draw, about, customer_n, deal_n, ticket_n, past, whenever, due_at, made_at, owner_id, team_id, manager_n
from (
  select d.n, about, customer_n, deal_n, ticket_n, past, whenever, due_at,
    greatest(least(since_at, seed.horizon()), least(coalesce(due_at, seed.horizon()),
      seed.horizon()) - (1 + seed.r('task.ahead', d.n) * 12) * interval '1 day') as made_at,
    coalesce(u.id, p.id) as owner_id, coalesce(u.team_id, p.team_id) as team_id, coalesce(u.manager_n, p.manager_n) as manager_n
  from dated d join seed.person p on p.id = d.owner_id
  left join seed.successor s on s.n = p.n left join seed.person u on u.n = s.successor_n
) x;

create unlogged table seed.task_row as
select t.*, seed.id('task', t.n) as id,
  case when about in ('deal', 'customer') and c.kind = 'person' then 'home' when about = 'deal' and d.product_n between 17 and 19 then 'customer' else about end as topic,
  case when past then case when seed.r('task.state', t.n) < .05 then 'cancelled' else 'done' end
    when seed.r('task.state', t.n) < .17 then 'in_progress' when seed.r('task.state', t.n) < .25 then 'waiting' else 'todo' end as status,
  case when seed.r('task.nobody', t.n) < .02 then null else t.owner_id end as assignee_id,
  case when seed.r('task.maker', t.n) < .12 and manager_n is not null then seed.id('person', manager_n) else t.owner_id end as created_by
from seed.task t left join seed.customer c on c.n = t.customer_n left join seed.deal_sum d on d.n = t.deal_n;

insert into public.tasks (id, number, title, description, status, priority, due_at, completed_at, customer_id, contact_id, deal_id, ticket_id,
  assignee_id, team_id, created_by, created_at, updated_at, search_text) overriding system value
select id, n, title, why, status, seed.pick('{low,normal,normal,normal,normal,high,high,urgent}'::text[], seed.r('task.priority', n)), due_at,
  completed_at, customer_id, contact_id,
  seed.id('deal', deal_n), seed.id('ticket', ticket_n), assignee_id, team_id, created_by, made_at, coalesce(completed_at, made_at),
    ' ' || seed.norm(concat_ws(' ', title, n::text)) || ' '
from (
  select t.*, c.id as customer_id, k.id as contact_id, case when seed.r('task.text', t.n) < .3 then y.txt end as why,
    case when status = 'done' then least(seed.horizon(), greatest(made_at + interval '20 minutes',
      due_at + (seed.r('task.finished', t.n) - .7) * interval '2 days')) end as completed_at,
    left(replace(replace(replace(replace(replace(w.txt, '{c}', coalesce(c.name, '')), '{k}', coalesce(k.name, c.name, '')), '{p}',
      coalesce(seed.short(r.name), 'Lift 2 desk')), '{q}', coalesce(d.quantity, 1)::integer::text), '{city}', coalesce(c.city, '')), 300) as title
  from seed.task_row t
  left join seed.customer c on c.n = t.customer_n
  join seed.phrases w on w.list = 'task.' || t.topic and w.lang = coalesce(c.lang, 'en') and w.i = seed.slot(seed.r('task.title', t.n), 64)
  join seed.phrases y on y.list = 'task.why' and y.lang = 'en' and y.i = seed.slot(seed.r('task.why', t.n), 64)
  left join seed.deal_row d on d.n = t.deal_n
  left join seed.product r on r.n = d.product_n
  left join seed.contact k on k.customer_n = c.n and k.k = 1
  offset 0
) t;

insert into private.access_keys (key, base_id, maker_id)
select distinct private.access_key(coalesce(assignee_id, team_id), created_by), coalesce(assignee_id, team_id), created_by from seed.task_row
  where created_by <> coalesce(assignee_id, team_id)
on conflict do nothing;
