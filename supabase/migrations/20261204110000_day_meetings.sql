-- Today's meetings beside the tasks of a person's day, by the same one request.

create function private.day_meetings(today timestamptz, tomorrow timestamptz, most integer) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
    'id', m.id, 'title', m.title, 'place', m.place, 'starts_at', m.starts_at, 'ends_at', m.ends_at, 'all_day', m.all_day,
    'answer', (select a.answer from public.event_participants a where a.event_id = m.id and a.profile_id = (select private.me())))
    order by m.all_day desc, m.starts_at, m.id), '[]')
  from (
    select e.* from public.events e
    where e.deleted_at is null and e.starts_at < tomorrow and e.ends_at > today and e.starts_at > today - interval '32 days'
      and e.owner_id = (select private.me())
    union
    select e.* from public.events e join public.event_participants a on a.event_id = e.id
    where e.deleted_at is null and e.starts_at < tomorrow and e.ends_at > today and e.starts_at > today - interval '32 days'
      and a.profile_id = (select private.me()) and a.answer <> 'declined'
    order by starts_at, id
    limit most) m
$$;
comment on function private.day_meetings(timestamptz, timestamptz, integer) is
  'Events of the caller''s own and those in which they take part and have not said no, between two moments, with their answer; with their own rights.';

create or replace function public.my_day(today timestamptz, tomorrow timestamptz, later timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_object_agg(kind, private.day_tasks(kind, today, tomorrow, later, 50))
    || pg_catalog.jsonb_build_object('meetings', private.day_meetings(today, tomorrow, 50))
  from pg_catalog.unnest(array['overdue', 'today', 'next', 'undated', 'waiting']) kind
$$;
comment on function public.my_day(timestamptz, timestamptz, timestamptz) is
  'What the caller has to do, by when their day begins, ends, and how far ahead they look: {overdue, today, next, undated, waiting}, each {total, rows}, at most 50 rows, and {meetings}, today''s events of theirs, at most 50. waiting: what they marked so, and what they gave to others. Tasks and events that they see, with the names that they may see.';

grant execute on function private.day_meetings(timestamptz, timestamptz, integer) to authenticated;
