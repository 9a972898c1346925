-- When the organisation works is kept by who may change its settings: free/busy and new events go by it.

create function public.save_working_hours(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  days smallint[];
  begins constant time := payload ->> 'working_from';
  ends constant time := payload ->> 'working_until';
begin
  perform private.need('settings', 'update');
  if pg_catalog.jsonb_typeof(payload -> 'working_days') is distinct from 'array' or begins is null or ends is null then
    perform private.fail('22023', 'malformed', 'Working hours are {working_days, working_from, working_until}.');
  end if;
  days := array(select distinct d::smallint from pg_catalog.jsonb_array_elements_text(payload -> 'working_days') d order by 1);
  if days = '{}' then
    perform private.fail('23502', 'required', 'There is at least one working day.', '{"field":"working_days"}');
  end if;
  if begins >= ends then
    perform private.fail('23514', 'working_hours', 'Working hours end after they begin.', '{"field":"working_until"}');
  end if;
  update public.settings s set working_days = days, working_from = begins, working_until = ends
  where payload -> 'version' is null or s.updated_at = (payload ->> 'version')::timestamptz;
  if not found then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed the settings meanwhile.');
  end if;
end $$;
comment on function public.save_working_hours(jsonb) is
  'Saves when the organisation works: {working_days (0 for Sunday), working_from, working_until (HH:MI, by each one''s own clock), version? (the updated_at of settings that was read)}. Needs update on settings. Raises denied, conflict (HTTP 409), malformed, required (working_days), working_hours (it ends before it begins).';
revoke execute on function public.save_working_hours(jsonb) from public, anon;
grant execute on function public.save_working_hours(jsonb) to authenticated;
