-- When colleagues are busy, for who arranges a meeting with them: times, and of what one may see the title.

alter table public.settings
  add column working_days smallint[],
  add column working_from time not null default '09:00',
  add column working_until time not null default '17:00',
  add constraint settings_working_days_check check (working_days <@ array[0, 1, 2, 3, 4, 5, 6]::smallint[] and working_days <> '{}'),
  add constraint settings_working_hours_check check (working_from < working_until);
comment on column public.settings.working_days is
  'On which days people work, 0 for Sunday; null: Saturday to Wednesday where weeks begin on Saturday, else Monday to Friday.';
comment on column public.settings.working_from is 'From then until working_until people work, by each one''s own clock.';

create function private.busy_intervals(people uuid[], range_start timestamptz, range_end timestamptz, except_event uuid) returns table (
  profile_id uuid, starts_at timestamptz, ends_at timestamptz, event_id uuid)
language sql stable security definer set search_path = ''
as $$
  select p.id, b.starts_at, b.ends_at, b.id
  from public.profiles p
  cross join lateral (
    select e.starts_at, e.ends_at, e.id from (
      select o.starts_at, o.ends_at, o.id from public.events o
      where o.owner_id = p.id and o.deleted_at is null
        and o.starts_at < range_end and o.ends_at > range_start and o.starts_at > range_start - interval '32 days'
      union
      select o.starts_at, o.ends_at, o.id from public.event_participants a join public.events o on o.id = a.event_id
      where a.profile_id = p.id and a.answer <> 'declined' and o.deleted_at is null
        and o.starts_at < range_end and o.ends_at > range_start and o.starts_at > range_start - interval '32 days') e
    where e.id is distinct from except_event
    order by e.starts_at, e.id limit 500) b
  where p.id = any (people) and p.active
$$;
comment on function private.busy_intervals(uuid[], timestamptz, timestamptz, uuid) is
  'When active people are busy in a stretch of time, by events of theirs and those that they take part in and did not decline, at most 500 of each; for functions that tell callers no more than times of what these may not see.';

create function private.active_clocks(people uuid[]) returns table (profile_id uuid, timezone text)
language sql stable security definer set search_path = ''
as $$ select p.id, private.timezone_of(p.id) from public.profiles p where p.id = any (people) and p.active $$;
comment on function private.active_clocks(uuid[]) is 'By which timezone each of these people lives who are active.';

create function public.free_busy(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- PostgREST passes jsonb in an address as a text
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
  range_start constant timestamptz := asked ->> 'from';
  range_end constant timestamptz := asked ->> 'to';
  people uuid[];
begin
  if pg_catalog.jsonb_typeof(asked -> 'people') is distinct from 'array' or pg_catalog.jsonb_array_length(asked -> 'people') > 50
    or range_start is null or range_end is null or range_end <= range_start or range_end - range_start > interval '31 days' then
    perform private.fail('22023', 'malformed', 'One asks for at most 50 people, from one moment to a later one, at most 31 days.');
  end if;
  if private.my_scope('events', 'read') = 'none' then
    perform private.fail('42501', 'denied', 'You may read no calendar.');
  end if;
  people := array(select private.to_uuid(x) from pg_catalog.jsonb_array_elements_text(asked -> 'people') x);
  return (
    select pg_catalog.jsonb_build_object(
      'working_days', coalesce(pg_catalog.to_jsonb(s.working_days), case s.week_start when 6 then '[6, 0, 1, 2, 3]' else '[1, 2, 3, 4, 5]' end::jsonb),
      'working_from', pg_catalog.to_char(coalesce(s.working_from, '09:00'), 'HH24:MI'),
      'working_until', pg_catalog.to_char(coalesce(s.working_until, '17:00'), 'HH24:MI'),
      'people', (
        select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('profile_id', c.profile_id, 'timezone', c.timezone, 'busy', (
          select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('starts_at', b.starts_at, 'ends_at', b.ends_at,
            'title', (select e.title from public.events e where e.id = b.event_id)) order by b.starts_at, b.ends_at, b.event_id), '[]')
          from private.busy_intervals(array[c.profile_id], range_start, range_end, private.to_uuid(asked ->> 'except')) b)) order by c.profile_id), '[]')
        from private.active_clocks(people) c))
    from (select) one left join public.settings s on true);
end $$;
comment on function public.free_busy(jsonb) is
  'When colleagues are busy: {people: [id, at most 50], from, to (at most 31 days), except? (an event that does not count)}. Gives {people: [{profile_id, timezone, busy: [{starts_at, ends_at, title}]}], working_days (0 for Sunday), working_from, working_until (HH:MI by each one''s clock)} of those who are active; title is null where the caller may not see the event. Raises malformed, denied.';
grant execute on function private.busy_intervals(uuid[], timestamptz, timestamptz, uuid), private.active_clocks(uuid[]), public.free_busy(jsonb) to authenticated;
