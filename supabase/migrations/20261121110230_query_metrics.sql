-- query_metrics: what a dashboard asks, in one call.

create function private.check_metric_request(request jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
  known_fields constant text[] := array['id', 'metrics', 'by', 'filters', 'range', 'compare', 'order', 'limit'];
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  by_keys constant jsonb := coalesce(request -> 'by', '[]');
  asked_order constant jsonb := coalesce(request -> 'order', '{}');
  wrong text;
begin
  if pg_catalog.jsonb_typeof(request) <> 'object' then
    perform private.bad_request('', 'bad_request', 'A request is an object.');
  end if;
  select f into wrong from pg_catalog.jsonb_object_keys(request) f where f <> all (known_fields) limit 1;
  if found then
    perform private.bad_request(pg_catalog.left(wrong, 60), 'bad_request', 'There is no such field in a request.');
  end if;

  if pg_catalog.jsonb_typeof(request -> 'metrics') is distinct from 'array' or pg_catalog.jsonb_array_length(request -> 'metrics') not between 1 and 12 then
    perform private.bad_request('metrics', 'bad_metrics', 'metrics is a list of 1 to 12 metrics.');
  end if;
  select x #>> '{}' into wrong from pg_catalog.jsonb_array_elements(request -> 'metrics') x
  where pg_catalog.jsonb_typeof(x) <> 'string' or not exists (select from public.metrics m where m.key = x #>> '{}') limit 1;
  if found then
    perform private.bad_request('metrics', 'unknown_metric', 'There is no such metric: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;

  if pg_catalog.jsonb_typeof(by_keys) <> 'array' or pg_catalog.jsonb_array_length(by_keys) > 3
    or pg_catalog.jsonb_array_length(by_keys) > (select count(distinct x) from pg_catalog.jsonb_array_elements(by_keys) x) then
    perform private.bad_request('by', 'bad_dimensions', 'by is a list of at most 3 different dimensions.');
  end if;
  select x #>> '{}' into wrong from pg_catalog.jsonb_array_elements(by_keys) x
  where pg_catalog.jsonb_typeof(x) <> 'string' or not exists (select from public.metric_dimensions d where d.source = 'deals' and d.key = x #>> '{}') limit 1;
  if found then
    perform private.bad_request('by', 'unknown_dimension', 'There is no such dimension: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;
  if exists (select from public.metric_dimensions d where d.source = 'deals' and d.kind = 'time' and by_keys ? d.key)
    and exists (select from public.metrics m left join public.metrics part on part.key in (m.numerator, m.denominator)
      where request -> 'metrics' ? m.key and coalesce(part.time_sql, m.time_sql) is null) then
    perform private.bad_request('by', 'no_time', 'A figure as it is now cannot be cut by time.');
  end if;

  if pg_catalog.jsonb_typeof(filters) <> 'object' then
    perform private.bad_request('filters', 'bad_filters', 'filters is an object of dimensions and lists of values.');
  end if;
  select f.key into wrong from pg_catalog.jsonb_object_keys(filters) f (key)
  where not exists (select from public.metric_dimensions d where d.source = 'deals' and d.key = f.key and d.kind <> 'time') limit 1;
  if found then
    perform private.bad_request('filters.' || pg_catalog.left(wrong, 60), 'unknown_dimension', 'There is no such dimension to filter by; time is narrowed by the range.');
  end if;
  select f.key into wrong from pg_catalog.jsonb_each(filters) f join public.metric_dimensions d on d.source = 'deals' and d.key = f.key
  where case when pg_catalog.jsonb_typeof(f.value) <> 'array' then true else pg_catalog.jsonb_array_length(f.value) > 1000 or exists (
    select from pg_catalog.jsonb_array_elements(f.value) v where pg_catalog.jsonb_typeof(v) not in ('string', 'null')
      or (d.kind = 'entity' and v #>> '{}' !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')) end limit 1;
  if found then
    perform private.bad_request('filters.' || wrong, 'bad_filters', 'A filter is a list of at most 1,000 values (ids, where the dimension has them).');
  end if;

  if coalesce(request -> 'compare', 'null') not in ('null', '"previous"', '"last_year"') then
    perform private.bad_request('compare', 'bad_compare', 'compare is "previous" or "last_year".');
  end if;
  if request ? 'limit' and not (pg_catalog.jsonb_typeof(request -> 'limit') = 'number' and request ->> 'limit' ~ '^[0-9]{1,4}$' and (request ->> 'limit')::integer between 1 and 5000) then
    perform private.bad_request('limit', 'bad_limit', 'limit is a number from 1 to 5,000.');
  end if;
  if asked_order <> '{}' and not coalesce(
    pg_catalog.jsonb_typeof(asked_order -> 'by') = 'string' and (request -> 'metrics' ? (asked_order ->> 'by') or by_keys ? (asked_order ->> 'by'))
    and coalesce(asked_order -> 'direction', '"asc"') in ('"asc"', '"desc"'), false) then
    perform private.bad_request('order', 'bad_order', 'Order by one of the request''s own metrics or dimensions, asc or desc.');
  end if;
end $$;
comment on function private.check_metric_request(jsonb) is 'Raises 22023 with the field at fault, unless a request is sound.';

create function private.run_metric_request(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  compare constant text := request ->> 'compare';
  most integer;
  metric_keys text[];
  by_keys text[];
  org record;
  period record;
  today date;
  result jsonb;
  part jsonb;
begin
  perform private.check_metric_request(request);
  most := coalesce((request ->> 'limit')::integer, 1000);
  metric_keys := array(select pg_catalog.jsonb_array_elements_text(request -> 'metrics'));
  by_keys := array(select pg_catalog.jsonb_array_elements_text(coalesce(request -> 'by', '[]')));
  select s.timezone, s.base_currency, s.week_start into org from public.settings s;
  today := (now() at time zone org.timezone)::date;
  select * into period from private.metric_period(coalesce(request -> 'range', '{}'), compare, today, org.week_start);

  execute private.metric_query_sql(metric_keys, by_keys, filters, period.from_day is not null, org.week_start, request #>> '{order,by}', request #>> '{order,direction}')
  into result
  using org.timezone, period.from_day::timestamp at time zone org.timezone, period.to_day::timestamp at time zone org.timezone, org.base_currency, filters, most, today;
  if result -> 'totals' is null then
    execute private.metric_query_sql(metric_keys, '{}', filters, period.from_day is not null, org.week_start, null, null)
    into part
    using org.timezone, period.from_day::timestamp at time zone org.timezone, period.to_day::timestamp at time zone org.timezone, org.base_currency, filters, most, today;
    result := coalesce(result, '{}') || (part - 'rows' - 'more');
  end if;

  result := result || pg_catalog.jsonb_build_object('currency', org.base_currency, 'today', today,
    'period', pg_catalog.jsonb_build_object('from', period.from_day, 'to', period.to_day - 1));
  if period.compare_from is not null and compare is not null then
    -- What is as it is now has no past to compare with.
    execute private.metric_query_sql(metric_keys, '{}', filters, true, org.week_start, null, null)
    into part
    using org.timezone, period.compare_from::timestamp at time zone org.timezone, period.compare_to::timestamp at time zone org.timezone, org.base_currency, filters, most, today;
    result := result || pg_catalog.jsonb_build_object('compared', pg_catalog.jsonb_build_object(
      'totals', part -> 'totals' || coalesce((select pg_catalog.jsonb_object_agg(m.key, null) from public.metrics m left join public.metrics of on of.key = m.numerator
        where m.key = any (metric_keys) and coalesce(of.time_sql, m.time_sql) is null), '{}'),
      'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_to - 1)));
  end if;
  return result;
end $$;
comment on function private.run_metric_request(jsonb) is 'Answers one request of query_metrics, or raises 22023 with the field.';

create function public.query_metrics(requests jsonb) returns jsonb
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
      answer := private.run_metric_request(request);
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
  'Figures for a whole dashboard in one call: [{id, metrics, by, filters, range, compare, order, limit}] → {id: {rows, totals, period, compared, currency, today, skipped, more} or {error}}. Under the caller''s own rights; money in the base currency (skipped: rows without a rate), percent 0–1.';

grant execute on function public.query_metrics(jsonb) to authenticated;
grant execute on function private.metric_time_key(text, text, integer), private.metric_filter_sql(public.metric_dimensions[]),
  private.metric_joins(public.metric_dimensions[]), private.metric_shares_sql(integer, public.metric_dimensions[], public.metric_dimensions[], text),
  private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer),
  private.metric_merge_sql(text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer),
  private.metric_value_sql(public.metrics, text[]), private.metric_order_sql(text, text, text[], text[], public.metric_dimensions[]),
  private.metric_buckets_sql(text, integer, integer), private.metric_query_sql(text[], text[], jsonb, boolean, integer, text, text),
  private.check_metric_request(jsonb), private.run_metric_request(jsonb) to authenticated;
