-- Requests for metrics of any sources: checked field by field, with compared rows and the pace of a running period.

create or replace function private.check_metric_request(request jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
  by_keys constant jsonb := coalesce(request -> 'by', '[]');
  asked_order constant jsonb := coalesce(request -> 'order', '{}');
  base_keys text[];
  sources text[];
  wrong text;
begin
  if pg_catalog.jsonb_typeof(request) <> 'object' then
    perform private.bad_request('', 'bad_request', 'A request is an object.');
  end if;
  perform private.check_metric_fields(request, array['id', 'metrics', 'by', 'filters', 'range', 'compare', 'order', 'limit', 'pace']);

  if pg_catalog.jsonb_typeof(request -> 'metrics') is distinct from 'array' or pg_catalog.jsonb_array_length(request -> 'metrics') not between 1 and 12 then
    perform private.bad_request('metrics', 'bad_metrics', 'metrics is a list of 1 to 12 metrics.');
  end if;
  select x #>> '{}' into wrong from pg_catalog.jsonb_array_elements(request -> 'metrics') x
  where pg_catalog.jsonb_typeof(x) <> 'string' or not exists (select from public.metrics m where m.key = x #>> '{}') limit 1;
  if found then
    perform private.bad_request('metrics', 'unknown_metric', 'There is no such metric: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;
  base_keys := private.metric_base_keys(array(select pg_catalog.jsonb_array_elements_text(request -> 'metrics')));
  sources := array(select distinct m.source from public.metrics m where m.key = any (base_keys));

  if pg_catalog.jsonb_typeof(by_keys) <> 'array' or pg_catalog.jsonb_array_length(by_keys) > 3
    or pg_catalog.jsonb_array_length(by_keys) > (select count(distinct x) from pg_catalog.jsonb_array_elements(by_keys) x) then
    perform private.bad_request('by', 'bad_dimensions', 'by is a list of at most 3 different dimensions.');
  end if;
  select x #>> '{}' into wrong from pg_catalog.jsonb_array_elements(by_keys) x
  where pg_catalog.jsonb_typeof(x) <> 'string' or not exists (select from public.metric_dimensions d where d.key = x #>> '{}') limit 1;
  if found then
    perform private.bad_request('by', 'unknown_dimension', 'There is no such dimension: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;
  select x into wrong from pg_catalog.jsonb_array_elements_text(by_keys) x cross join pg_catalog.unnest(sources) s
  where not exists (select from public.metric_dimensions d where d.source = s and d.key = x) limit 1;
  if found then
    perform private.bad_request('by', 'dimension_lacking', 'Not all of these figures can be cut by ' || wrong || '.');
  end if;
  if exists (select from public.metric_dimensions d where d.kind = 'time' and by_keys ? d.key)
    and exists (select from public.metrics m where m.key = any (base_keys) and m.time_sql is null) then
    perform private.bad_request('by', 'no_time', 'A figure as it is now cannot be cut by time.');
  end if;
  perform private.check_metric_filters(coalesce(request -> 'filters', '{}'), sources);

  if request ? 'limit' and not (pg_catalog.jsonb_typeof(request -> 'limit') = 'number' and request ->> 'limit' ~ '^[0-9]{1,4}$' and (request ->> 'limit')::integer between 1 and 5000) then
    perform private.bad_request('limit', 'bad_limit', 'limit is a number from 1 to 5,000.');
  end if;
  if asked_order <> '{}' and not coalesce(
    pg_catalog.jsonb_typeof(asked_order -> 'by') = 'string' and (request -> 'metrics' ? (asked_order ->> 'by') or by_keys ? (asked_order ->> 'by'))
    and coalesce(asked_order -> 'direction', '"asc"') in ('"asc"', '"desc"'), false) then
    perform private.bad_request('order', 'bad_order', 'Order by one of the request''s own metrics or dimensions, asc or desc.');
  end if;
  if coalesce(request -> 'pace', 'false') not in ('true', 'false') then
    perform private.bad_request('pace', 'bad_pace', 'pace is true or false.');
  end if;
end $$;

create function private.metric_figures(metric_keys text[], by_keys text[], filters jsonb, from_day date, to_day date, most integer, ordered jsonb default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  org record;
  result jsonb;
begin
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  execute private.metric_query_sql(metric_keys, by_keys, filters, from_day is not null, org.week_start, org.fiscal_year_start, ordered ->> 'by', ordered ->> 'direction')
  into result
  using org.timezone, from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, org.base_currency, filters, most,
    (now() at time zone org.timezone)::date;
  if result -> 'totals' is null and by_keys <> '{}' then
    return coalesce(result, '{}') || (private.metric_figures(metric_keys, '{}', filters, from_day, to_day, most) - 'rows' - 'more');
  end if;
  return result;
end $$;
comment on function private.metric_figures(text[], text[], jsonb, date, date, integer, jsonb) is
  'Figures of a checked request for days (to exclusive; null: all time): {rows, more, totals, skipped}.';

create function private.metric_without_past(metric_keys text[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_object_agg(m.key, null), '{}') from public.metrics m left join public.metrics part on part.key = m.numerator
  where m.key = any (metric_keys) and coalesce(part.time_sql, m.time_sql) is null
$$;
comment on function private.metric_without_past(text[]) is 'Nulls for the metrics that are as they are now: they have no past to compare with.';

create function private.metric_compared_rows(result jsonb, former jsonb, metric_keys text[], by_keys text[], aligned boolean) returns jsonb
language sql stable set search_path = ''
as $$
  with was as (
    select case when aligned then pg_catalog.to_jsonb(r.place) else (select pg_catalog.jsonb_object_agg(k, r.value -> k) from pg_catalog.unnest(by_keys) k) end as key,
      (select pg_catalog.jsonb_object_agg(m, r.value -> m) from pg_catalog.unnest(metric_keys) m) || private.metric_without_past(metric_keys) as figures
    from pg_catalog.jsonb_array_elements(former -> 'rows') with ordinality r (value, place)
  ), nothing as (
    -- What a key had no rows for was zero, unless it is only not among the rows that were given.
    select pg_catalog.jsonb_object_agg(m.key, case when m.numerator is null and not aligned and not (former -> 'more')::boolean then 0 end)
      || private.metric_without_past(metric_keys) as figures
    from public.metrics m where m.key = any (metric_keys)
  )
  select coalesce(pg_catalog.jsonb_agg(r.value || pg_catalog.jsonb_build_object('compared', coalesce(was.figures, nothing.figures)) order by r.place), '[]')
  from nothing cross join pg_catalog.jsonb_array_elements(result -> 'rows') with ordinality r (value, place)
  left join was on was.key = case when aligned then pg_catalog.to_jsonb(r.place) else (select pg_catalog.jsonb_object_agg(k, r.value -> k) from pg_catalog.unnest(by_keys) k) end
$$;
comment on function private.metric_compared_rows(jsonb, jsonb, text[], text[], boolean) is
  'The rows of a result, each with its compared figures: of the same key, or (aligned: buckets of time) of the bucket in the same place.';

create or replace function private.run_metric_request(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  compare constant text := request ->> 'compare';
  most integer;
  metric_keys text[];
  by_keys text[];
  times integer;
  org record;
  period record;
  today date;
  result jsonb;
  former jsonb;
begin
  perform private.check_metric_request(request);
  most := coalesce((request ->> 'limit')::integer, 1000);
  metric_keys := array(select pg_catalog.jsonb_array_elements_text(request -> 'metrics'));
  by_keys := array(select pg_catalog.jsonb_array_elements_text(coalesce(request -> 'by', '[]')));
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  today := (now() at time zone org.timezone)::date;
  select * into period from private.metric_period(coalesce(request -> 'range', '{}'), compare, today, org.week_start, org.fiscal_year_start);

  result := private.metric_figures(metric_keys, by_keys, filters, period.from_day, period.to_day, most, request -> 'order')
    || pg_catalog.jsonb_build_object('currency', org.base_currency, 'today', today,
      'period', pg_catalog.jsonb_build_object('from', period.from_day, 'to', period.to_day - 1));
  if period.compare_from is not null and compare is not null then
    times := (select count(*) from public.metric_dimensions d where d.source = 'deals' and d.kind = 'time' and d.key = any (by_keys));
    if by_keys <> '{}' and (times = 0 or (pg_catalog.cardinality(by_keys) = 1 and not (result -> 'more')::boolean and request -> 'order' is null)) then
      former := private.metric_figures(metric_keys, by_keys, filters, period.compare_from, period.compare_to, 5000);
      result := result || pg_catalog.jsonb_build_object('rows', private.metric_compared_rows(result, former, metric_keys, by_keys, times = 1));
    else
      former := private.metric_figures(metric_keys, '{}', filters, period.compare_from, period.compare_to, 1);
    end if;
    result := result || pg_catalog.jsonb_build_object('compared', pg_catalog.jsonb_build_object(
      'totals', former -> 'totals' || private.metric_without_past(metric_keys),
      'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_to - 1)));
  end if;
  if request -> 'pace' = 'true' and period.from_day <= today and today < period.to_day - 1 then
    result := result || pg_catalog.jsonb_build_object('pace', pg_catalog.jsonb_build_object(
      'elapsed', pg_catalog.round((today + 1 - period.from_day)::numeric / (period.to_day - period.from_day), 6),
      'compared', case when compare is not null then pg_catalog.jsonb_build_object(
        'totals', private.metric_figures(metric_keys, '{}', filters, period.compare_from, period.compare_end, 1) -> 'totals' || private.metric_without_past(metric_keys),
        'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_end - 1)) end));
  end if;
  return result;
end $$;
comment on function private.run_metric_request(jsonb) is
  'Answers one request of query_metrics, or raises 22023 with the field. compare: each row has compared (buckets of time: of the bucket in the same place). pace, while the period runs: which part of it is over, and the whole of the compared one, whose totals in compared are up to the same point.';

grant execute on function private.metric_figures(text[], text[], jsonb, date, date, integer, jsonb), private.metric_without_past(text[]),
  private.metric_compared_rows(jsonb, jsonb, text[], text[], boolean) to authenticated;
