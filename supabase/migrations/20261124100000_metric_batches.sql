-- One slow request of a dashboard takes no other down: what was computed before the time limit comes to the screen. And who
-- reads a large part of all rows gets plans for many rows: a list of access keys that is known only when a query runs counts
-- ten for the planner, which then looks up a million rows one by one (at 1,050,000 deals an executive's dashboards took 34 to
-- 98 s, half of them or less without nested loops).

create function private.reads_widely() returns boolean
language sql stable security definer set search_path = ''
as $$
  select case private.my_scope('deals', 'read') when 'none' then false when 'own' then false when 'all' then true
    else pg_catalog.cardinality(private.ids_in_scope(private.me(), private.my_scope('deals', 'read'))) * 10 > (select count(*) from private.access_bases) end
$$;
comment on function private.reads_widely() is 'Whether the caller reads the deals of more than a tenth of all people, teams and queues.';
grant execute on function private.reads_widely() to authenticated;

create or replace function public.query_metrics(requests jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked jsonb := requests;
  request jsonb;
  answers jsonb := '{}';
  answer jsonb;
  hint text;
  detail text;
  name text;
  most constant interval := pg_catalog.current_setting('statement_timeout')::interval;
  begun interval;
  over boolean := false;
  wide boolean;
  nested_loops constant text := pg_catalog.current_setting('enable_nestloop');
  memory constant text := pg_catalog.current_setting('work_mem');
begin
  if pg_catalog.jsonb_typeof(asked) = 'string' then
    -- By GET the argument comes as one text.
    begin
      asked := (asked #>> '{}')::jsonb;
    exception when invalid_text_representation or untranslatable_character then
      perform private.bad_request('requests', 'bad_request', 'requests is no JSON.');
    end;
  end if;
  if pg_catalog.jsonb_typeof(asked) is distinct from 'array' or pg_catalog.jsonb_array_length(asked) > 40 then
    perform private.bad_request('requests', 'bad_request', 'requests is a list of at most 40 requests.');
  end if;
  if not (select private.may('metrics', 'read')) then
    perform private.fail('42501', 'denied', 'You may not read figures.');
  end if;
  wide := private.reads_widely();
  for request, name in select r.value, coalesce(r.value ->> 'id', r.ordinality::text) from pg_catalog.jsonb_array_elements(asked) with ordinality r loop
    begun := pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp();
    begin
      if answers ? name then
        perform private.bad_request('id', 'bad_request', 'Two requests have the same id.');
      end if;
      if over then
        perform private.fail('57014', 'not_started', 'No time was left for this.');
      end if;
      if wide and coalesce(request -> 'filters', '{}') = '{}' then
        perform pg_catalog.set_config('enable_nestloop', 'off', true), pg_catalog.set_config('work_mem', '32MB', true);
      end if;
      answer := case when pg_catalog.jsonb_typeof(request) = 'object' and request ? 'call' then private.run_metric_call(request) else private.run_metric_request(request) end;
    exception
      when query_canceled then
        -- The time limit comes once a statement; whoever else calls it off means all of it.
        if not over and (most = interval '0' or pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp() < most) then
          raise;
        end if;
        -- With less than half of the time to itself it deserves another go.
        hint := case when over or begun > most / 2 then 'not_started' else 'takes_too_long' end;
        over := true;
        answer := pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_build_object('code', sqlstate, 'key', hint, 'message', sqlerrm, 'field', null));
      when others then
        get stacked diagnostics hint = pg_exception_hint, detail = pg_exception_detail;
        answer := pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_build_object('code', sqlstate, 'key', hint, 'message', sqlerrm,
          'field', case when detail like '{%}' then detail::jsonb ->> 'field' end));
    end;
    perform pg_catalog.set_config('enable_nestloop', nested_loops, true), pg_catalog.set_config('work_mem', memory, true);
    answers := answers || pg_catalog.jsonb_build_object(name, answer);
  end loop;
  return answers;
end $$;
comment on function public.query_metrics(jsonb) is
  'Figures for a whole dashboard in one call: [{id, metrics, by, filters, range, compare, order, limit} or {id, call, args, filters, range, compare, grain}] → {id: {rows, totals, period, compared, currency, today, skipped, more} or {error}}. Under the caller''s own rights; money in the base currency (skipped: rows without a rate), percent 0–1. The statement''s time limit ends one request (takes_too_long), and those after it are not_started: ask them again.';
