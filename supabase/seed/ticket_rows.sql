-- Tickets as the app keeps them, and what was written.

create unlogged table seed.ticket_row as
select *, private.access_key(coalesce(assignee_id, queue_id), created_by) as access_id
from (
  select t.*, q.id as queue_id, c.id as customer_id, c.name as customer_name, c.city, k.id as contact_id, coalesce(k.name, c.name) as writer,
    p.name as agent_name, seed.short(r.name) as product,
    case when channel in ('phone', 'chat') and assignee_id is not null then assignee_id when seed.r('ticket.maker', t.n) < .03 then t.owner_id end as created_by,
    case when done_at is not null then case when done_at < seed.horizon() - interval '10 days' then 'closed' else 'solved' end
      when assignee_id is null then 'new' when answer_at is null then case when seed.r('ticket.seen', t.n) < .6 then 'open' else 'new' end
      when seed.r('ticket.state', t.n) < .4 then 'pending' else 'open' end as status,
    coalesce(o.n, 1 + seed.slot(seed.r('ticket.order', t.n), seed.size(2500)::integer)) as order_number, (2 + seed.slot(seed.r('ticket.count', t.n), 40))::text as many
  from seed.ticket t
  join public.ticket_queues q on q.id = seed.id('queue', t.queue)
  join seed.customer c on c.n = t.customer_n
  join seed.product r on r.n = t.product_n
  join seed.person p on p.id = t.agent_id
  left join (select customer_n, max(n) as n from seed."order" group by customer_n) o on o.customer_n = c.n
  left join seed.contact k on k.customer_n = c.n and k.k = 1 + seed.slot(power(seed.r('ticket.contact', t.n), 2), 2) and c.kind = 'company'
  offset 0
) t;
create unique index on seed.ticket_row (n);
analyze seed.ticket_row;

insert into public.tickets (id, number, subject, status, priority, channel, category, queue_id, customer_id, contact_id, product_id, due_at,
  first_response_at, solved_at, reopened_count,
  assignee_id, created_by, created_at, updated_at, search_text) overriding system value
select id, n, subject, status, priority, channel, category, queue_id, customer_id, contact_id, seed.product_id(product_n),
  at + case priority when 'urgent' then 8 when 'high' then 24 when 'normal' then 72 else 120 end * interval '1 hour', answer_at, done_at,
  case when done_at is not null and seed.r('ticket.again', n) < .05 then 1 else 0 end, assignee_id, created_by, at, coalesce(done_at, answer_at, at),
  ' ' || seed.norm(concat_ws(' ', subject, n::text)) || ' '
from (
  select t.*, left(replace(replace(i.subject, '{p}', product), '{o}', order_number::text), 300) as subject
  from seed.ticket_row t join seed.issue i on i.lang = t.lang and i.i = t.issue
  offset 0
) t;

insert into private.access_keys (key, base_id, maker_id)
select distinct access_id, coalesce(assignee_id, queue_id), created_by from seed.ticket_row where created_by <> coalesce(assignee_id, queue_id)
on conflict do nothing;

-- 1 what they write, 2 the answer, 3 what they answer, 4 a note, 5 the solution; 6 a note and 7 a nudge while nobody answers
insert into public.ticket_messages (id, ticket_id, kind, direction, body, author_id, contact_id, sent_at, created_at, access_id)
select seed.id('message', t.n * 8 + t.k), t.id, case when t.k in (4, 6) then 'internal' else 'public' end, case when t.k in (1, 3, 7) then 'in' else 'out' end,
  replace(replace(replace(replace(replace(replace(
    case t.k when 1 then t.hello || t.body || t.bye || writer when 2 then t.reply || t.bye || agent_name when 3 then t.answer when 4 then t.note
      when 5 then t.solution || t.bye || agent_name when 6 then t.triage else t.nudge || t.bye || writer end,
    '{p}', product), '{o}', order_number::text), '{n}', many), '{city}', t.city), '{k}', writer), '{c}', customer_name),
  case when t.k in (2, 4, 5) then t.assignee_id when t.k = 6 then seed.id('person', 26) end, case when t.k in (1, 3, 7) then t.contact_id end, t.said_at, t.said_at, t.access_id
from (
  select t.*, m.k,
    case m.k when 1 then t.at when 2 then answer_at when 3 then answer_at + (end_at - answer_at) * .35 when 4 then answer_at + (end_at - answer_at) * .5
      when 5 then done_at when 6 then least(t.at + interval '25 minutes', seed.horizon()) else t.at + (end_at - t.at) * .7 end as said_at
  from (
    select t.*, coalesce(done_at, seed.horizon()) as end_at, seed.r('ticket.talk', n) as talk, i.body, i.reply, i.answer, i.note, i.solution,
      h.txt as hello, b.txt as bye, u.txt as nudge, g.txt as triage
    from seed.ticket_row t
    join seed.issue i on i.lang = t.lang and i.i = t.issue
    join seed.phrases h on h.list = 'hello' and h.lang = t.lang and h.i = seed.slot(seed.r('ticket.hello', t.n), 64)
    join seed.phrases b on b.list = 'bye' and b.lang = t.lang and b.i = seed.slot(seed.r('ticket.bye', t.n), 64)
    join seed.phrases u on u.list = 'nudge' and u.lang = t.lang and u.i = seed.slot(seed.r('ticket.nudge', t.n), 64)
    join seed.phrases g on g.list = 'triage' and g.lang = t.lang and g.i = seed.slot(seed.r('ticket.triage', t.n), 64)
    offset 0
  ) t
  cross join lateral (values
    (1, true),
    (2, answer_at is not null),
    (3, answer_at is not null and (done_at is null and status = 'open' or talk < .75)),
    (4, answer_at is not null and seed.r('ticket.note', t.n) < .4),
    (5, done_at is not null),
    (6, answer_at is null and talk < .6),
    (7, answer_at is null and talk >= .6)
  ) as m (k, said)
  where m.said
  offset 0
) t;

insert into public.ticket_events (id, ticket_id, kind, from_value, to_value, changed_by, happened_at, access_id)
select seed.id('ticket_event', t.n * 8 + e.k), t.id, e.kind, e.was, e.is_now, t.assignee_id, e.at, t.access_id
from seed.ticket_row t
cross join lateral (values
  (1, 'assignee', null, assignee_id::text, least(t.at + (coalesce(answer_at, seed.horizon()) - t.at) * .4, seed.horizon()), assignee_id is not null),
  (2, 'status', 'new', 'open', coalesce(answer_at, t.at), answer_at is not null),
  (3, 'status', 'open', 'pending', answer_at, answer_at is not null and status = 'pending'),
  (4, 'status', 'open', 'solved', done_at, done_at is not null)
) as e (k, kind, was, is_now, at, happened)
where e.happened;
