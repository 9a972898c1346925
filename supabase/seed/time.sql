-- The work log of the last eight weeks: answering and solving tickets, and the meetings and demos of deals that have been.

insert into public.time_entries (id, profile_id, ticket_id, spent_on, minutes, created_at)
select seed.id('time.ticket' || d.what, t.n), t.assignee_id, t.id, (d.at at time zone p.timezone)::date, 5 + 5 * seed.slot(power(seed.r('time.' || d.what, t.n), d.skew), d.most), d.at
from seed.ticket_row t
join public.profiles p on p.id = t.assignee_id
cross join lateral (values ('answer', t.answer_at, 2, 6), ('solve', t.done_at, 3, 24)) as d(what, at, skew, most)
where d.at >= seed.as_of() - 56 and d.at <= seed.horizon() and seed.r('time.logged.' || d.what, t.n) < .7;

insert into public.time_entries (id, profile_id, deal_id, spent_on, minutes, created_at)
select seed.id('time.event', e.n), e.owner_id, seed.id('deal', e.deal_n), ((e.starts_at + e.lasts) at time zone p.timezone)::date,
  extract(epoch from e.lasts) / 60, e.starts_at + e.lasts
from seed.event e
join public.profiles p on p.id = e.owner_id
where e.kind <> 'own' and e.starts_at + e.lasts <= seed.horizon();
