-- query_metrics answers calls of metric functions beside requests for metrics.

create function private.check_metric_filters(filters jsonb, sources text[], allowed text[] default null) returns void
language plpgsql stable set search_path = ''
as $$
declare
  wrong text;
begin
  if pg_catalog.jsonb_typeof(filters) <> 'object' then
    perform private.bad_request('filters', 'bad_filters', 'filters is an object of dimensions and lists of values.');
  end if;
  select f.key into wrong from pg_catalog.jsonb_object_keys(filters) f (key)
  where not exists (select from public.metric_dimensions d where d.key = f.key and d.kind <> 'time') limit 1;
  if found then
    perform private.bad_request('filters.' || pg_catalog.left(wrong, 60), 'unknown_dimension', 'There is no such dimension to filter by; time is narrowed by the range.');
  end if;
  select f.key into wrong from pg_catalog.jsonb_object_keys(filters) f (key)
  where f.key <> all (allowed) or exists (select from pg_catalog.unnest(sources) s
    where not exists (select from public.metric_dimensions d where d.source = s and d.key = f.key)) limit 1;
  if found then
    perform private.bad_request('filters.' || wrong, 'dimension_lacking', 'This figure cannot be narrowed by ' || wrong || '.');
  end if;
  select f.key into wrong from pg_catalog.jsonb_each(filters) f
  where case when pg_catalog.jsonb_typeof(f.value) <> 'array' then true else pg_catalog.jsonb_array_length(f.value) > 1000 or exists (
    select from pg_catalog.jsonb_array_elements(f.value) v where pg_catalog.jsonb_typeof(v) not in ('string', 'null')
      or (v #>> '{}' !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        and exists (select from public.metric_dimensions d where d.key = f.key and d.kind = 'entity'))) end limit 1;
  if found then
    perform private.bad_request('filters.' || wrong, 'bad_filters', 'A filter is a list of at most 1,000 values (ids, where the dimension has them).');
  end if;
end $$;
comment on function private.check_metric_filters(jsonb, text[], text[]) is
  'Raises 22023 unless filters are lists of values of dimensions that each source has (and that are among those allowed).';

create function private.check_metric_fields(request jsonb, known text[]) returns void
language plpgsql immutable set search_path = ''
as $$
declare
  wrong text;
begin
  select f into wrong from pg_catalog.jsonb_object_keys(request) f where f <> all (known) limit 1;
  if found then
    perform private.bad_request(pg_catalog.left(wrong, 60), 'bad_request', 'There is no such field in a request.');
  end if;
  if coalesce(request -> 'compare', 'null') not in ('null', '"previous"', '"last_year"') then
    perform private.bad_request('compare', 'bad_compare', 'compare is "previous" or "last_year".');
  end if;
end $$;
comment on function private.check_metric_fields(jsonb, text[]) is 'Raises 22023 for a field that is not known, or a comparison that there is not.';

create function private.metric_grain(from_day date, to_day date) returns text
language sql immutable set search_path = ''
as $$
  select case when from_day is null then 'month' when to_day - from_day <= 45 then 'day' when to_day - from_day <= 120 then 'week'
    when to_day - from_day <= 1464 then 'month' when to_day - from_day <= 4392 then 'quarter' else 'year' end
$$;
comment on function private.metric_grain(date, date) is 'Buckets that suit a period: about a dozen to a few dozen of them.';

create function private.run_metric_call(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  args constant jsonb := coalesce(request -> 'args', '{}');
  compare constant text := request ->> 'compare';
  called public.metric_functions;
  org record;
  period record;
  today date;
  asked jsonb;
  result jsonb;
begin
  perform private.check_metric_fields(request, array['id', 'call', 'args', 'filters', 'range', 'compare', 'grain']);
  select f.* into called from public.metric_functions f where f.key = request ->> 'call' and pg_catalog.jsonb_typeof(request -> 'call') = 'string';
  if called.key is null then
    perform private.bad_request('call', 'unknown_call', 'There is no such function: ' || pg_catalog.left(coalesce(request ->> 'call', 'null'), 60));
  end if;
  if coalesce(private.my_scope(pg_catalog.regexp_replace(called.needs, '\.[a-z_]+$', ''), pg_catalog.regexp_replace(called.needs, '^.*\.', '')), 'none') = 'none' then
    perform private.fail('42501', 'denied', 'You may not read what this is counted from.');
  end if;
  if pg_catalog.jsonb_typeof(args) <> 'object' then
    perform private.bad_request('args', 'bad_args', 'args is an object.');
  end if;
  if coalesce(request -> 'grain', 'null') not in ('null', '"day"', '"week"', '"month"', '"quarter"', '"year"') then
    perform private.bad_request('grain', 'bad_grain', 'grain is day, week, month, quarter or year.');
  end if;
  perform private.check_metric_filters(filters, array[called.source], called.filters);

  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  today := (now() at time zone org.timezone)::date;
  select * into period from private.metric_period(coalesce(request -> 'range', '{}'), compare, today, org.week_start, org.fiscal_year_start);
  asked := pg_catalog.jsonb_build_object('args', args, 'filters', filters,
    'from', period.from_day::timestamp at time zone org.timezone, 'to', period.to_day::timestamp at time zone org.timezone,
    'from_day', period.from_day, 'to_day', period.to_day,
    'grain', coalesce(request ->> 'grain', private.metric_grain(period.from_day, period.to_day)),
    'timezone', org.timezone, 'base_currency', org.base_currency, 'today', today,
    'compared', case when compare is not null and period.compare_from is not null then pg_catalog.jsonb_build_object(
      'from', period.compare_from::timestamp at time zone org.timezone, 'to', period.compare_to::timestamp at time zone org.timezone,
      'from_day', period.compare_from, 'to_day', period.compare_to) end);
  execute pg_catalog.format('select private.%I($1)', called.function_name) into result using asked;

  result := '{"rows": [], "totals": {}, "skipped": 0, "more": false}' || result || pg_catalog.jsonb_build_object('currency', org.base_currency, 'today', today,
    'grain', asked -> 'grain', 'period', pg_catalog.jsonb_build_object('from', period.from_day, 'to', period.to_day - 1));
  if compare is not null and period.compare_from is not null then
    result := result || pg_catalog.jsonb_build_object('compared', case pg_catalog.jsonb_typeof(result -> 'compared') when 'object' then result -> 'compared' else '{}' end
      || pg_catalog.jsonb_build_object('period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_to - 1)));
  end if;
  return result;
end $$;
comment on function private.run_metric_call(jsonb) is 'Answers one request of query_metrics that calls a metric function, or raises 22023 with the field, 42501 without the permission.';

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
  for request, name in select r.value, coalesce(r.value ->> 'id', r.ordinality::text) from pg_catalog.jsonb_array_elements(asked) with ordinality r loop
    begin
      if answers ? name then
        perform private.bad_request('id', 'bad_request', 'Two requests have the same id.');
      end if;
      answer := case when pg_catalog.jsonb_typeof(request) = 'object' and request ? 'call' then private.run_metric_call(request) else private.run_metric_request(request) end;
    exception when others then
      get stacked diagnostics hint = pg_exception_hint, detail = pg_exception_detail;
      answer := pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_build_object('code', sqlstate, 'key', hint, 'message', sqlerrm,
        'field', case when detail like '{%}' then detail::jsonb ->> 'field' end));
    end;
    answers := answers || pg_catalog.jsonb_build_object(name, answer);
  end loop;
  return answers;
end $$;
comment on function public.query_metrics(jsonb) is
  'Figures for a whole dashboard in one call: [{id, metrics, by, filters, range, compare, order, limit} or {id, call, args, filters, range, compare, grain}] → {id: {rows, totals, period, compared, currency, today, skipped, more} or {error}}. Under the caller''s own rights; money in the base currency (skipped: rows without a rate), percent 0–1.';

grant execute on function private.check_metric_filters(jsonb, text[], text[]), private.check_metric_fields(jsonb, text[]),
  private.metric_grain(date, date), private.run_metric_call(jsonb) to authenticated;
