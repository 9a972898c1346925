-- One place for every figure: metrics and the dimensions they can be cut by are rows that only migrations write.
-- What a caller sends are names that must exist and values that are bound; no text of theirs becomes SQL.

create table public.exchange_rates (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from date not null,
  rate numeric(20,10) not null check (rate > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (currency, valid_from)
);
comment on table public.exchange_rates is 'What one unit of a currency is worth in the base currency, from a day on.';
call private.protect_reference('exchange_rates', 'settings');
create trigger touch_row before update on public.exchange_rates for each row execute function private.touch_row();

create table public.metrics (
  key text primary key check (key ~ '^[a-z_]+\.[a-z_]+$'),
  unit text not null check (unit in ('currency', 'count', 'percent', 'ratio', 'duration')),
  source text not null check (source in ('deals')),
  value_sql text,
  condition_sql text,
  time_sql text,
  numerator text references public.metrics,
  denominator text references public.metrics,
  drill jsonb not null default '{}',
  check ((numerator is null) = (denominator is null)),
  check ((numerator is null) or (value_sql is null and condition_sql is null and time_sql is null))
);
comment on table public.metrics is
  'What can be counted. A sum of value_sql (null: a count) over the rows of source for which condition_sql holds, by time_sql (null: as it is now); or numerator ÷ denominator, a ratio of sums. percent is 0–1. drill: filters of the list that shows the rows.';
create index metrics_numerator_idx on public.metrics (numerator);
create index metrics_denominator_idx on public.metrics (denominator);

create table public.metric_dimensions (
  source text not null,
  key text not null check (key ~ '^[a-z_]+$'),
  kind text not null check (kind in ('time', 'entity', 'value')),
  join_sql text not null default '',
  key_sql text not null,
  label_sql text,
  order_sql text,
  share_sql text,
  drill_field text,
  primary key (source, key)
);
comment on table public.metric_dimensions is
  'What metrics of a source can be cut by. share_sql: the part of a row''s money that falls to the joined row, so that a join never multiplies money.';

insert into public.resource_actions (resource, action, scoped) values ('metrics', 'read', false);
insert into public.role_permissions (role_id, resource, action, scope) select r.id, 'metrics', 'read', 'all' from public.roles r where r.shipped;
call private.protect('metrics', 'metrics', 'special');
create policy metrics_read on public.metrics for select to authenticated using ((select private.may('metrics', 'read')));
call private.protect('metric_dimensions', 'metrics', 'special');
create policy metric_dimensions_read on public.metric_dimensions for select to authenticated using ((select private.may('metrics', 'read')));
revoke insert, update, delete on public.metrics, public.metric_dimensions from authenticated, service_role;

create function private.rate(currency text, day date) returns numeric
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce(
    (select r.rate from public.exchange_rates r where r.currency = $1 and r.valid_from <= $2 order by r.valid_from desc limit 1),
    (select 1.0 from public.settings s where s.base_currency = $1))
$$;
comment on function private.rate(text, date) is 'What a unit of a currency was worth in the base currency on a day; null where no rate is known.';

insert into public.metrics (key, unit, source, value_sql, condition_sql, time_sql, drill) values
  ('deals.won_value', 'currency', 'deals', 'd.amount * case when d.currency = $4 then 1 else private.rate(d.currency, (d.closed_at at time zone $1)::date) end', $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('deals.won_count', 'count', 'deals', null, $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('deals.lost_count', 'count', 'deals', null, $$d.outcome = 'lost'$$, 'd.closed_at', '{"outcome": "lost", "time": "closed_at"}'),
  ('deals.closed_count', 'count', 'deals', null, $$d.outcome <> 'open'$$, 'd.closed_at', '{"outcome": "closed", "time": "closed_at"}'),
  ('deals.open_count', 'count', 'deals', null, $$d.outcome = 'open'$$, null, '{"outcome": "open"}'),
  ('deals.open_value', 'currency', 'deals', 'd.amount * case when d.currency = $4 then 1 else private.rate(d.currency, (now() at time zone $1)::date) end', $$d.outcome = 'open'$$, null, '{"outcome": "open"}'),
  ('deals.weighted_value', 'currency', 'deals', 'd.amount * coalesce(d.win_probability, ps.win_probability) * case when d.currency = $4 then 1 else private.rate(d.currency, (now() at time zone $1)::date) end', $$d.outcome = 'open'$$, null, '{"outcome": "open"}');
insert into public.metrics (key, unit, source, numerator, denominator, drill) values
  ('deals.win_rate', 'percent', 'deals', 'deals.won_count', 'deals.closed_count', '{"outcome": "closed", "time": "closed_at"}'),
  ('deals.average_won_value', 'currency', 'deals', 'deals.won_value', 'deals.won_count', '{"outcome": "won", "time": "closed_at"}');

insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_sql, order_sql, share_sql, drill_field) values
  ('deals', 'day', 'time', '', 'day', null, null, null, null),
  ('deals', 'week', 'time', '', 'week', null, null, null, null),
  ('deals', 'month', 'time', '', 'month', null, null, null, null),
  ('deals', 'quarter', 'time', '', 'quarter', null, null, null, null),
  ('deals', 'year', 'time', '', 'year', null, null, null, null),
  ('deals', 'stage', 'entity', '', 'd.stage_id', 'ps.name', 'ps.position', null, 'stage_id'),
  ('deals', 'pipeline', 'entity', 'left join public.pipelines pl on pl.id = d.pipeline_id', 'd.pipeline_id', 'pl.name', null, null, 'pipeline_id'),
  ('deals', 'owner', 'entity', 'left join public.profiles ow on ow.id = d.owner_id', 'd.owner_id', 'ow.full_name', null, null, 'owner_id'),
  ('deals', 'team', 'entity', 'left join public.profiles tow on tow.id = d.owner_id left join public.teams tm on tm.id = coalesce(tow.team_id, d.team_id)', 'tm.id', 'tm.name', null, null, 'owner.team_id'),
  ('deals', 'sales_region', 'value', 'left join public.profiles row on row.id = d.owner_id left join public.teams rt on rt.id = coalesce(row.team_id, d.team_id)', 'rt.region', 'rt.region', null, null, 'owner.team.region'),
  ('deals', 'customer', 'entity', 'left join public.customers cu on cu.id = d.customer_id', 'd.customer_id', 'cu.name', null, null, 'customer_id'),
  ('deals', 'lost_reason', 'entity', 'left join public.lost_reasons lr on lr.id = d.lost_reason_id', 'd.lost_reason_id', 'lr.name', null, null, 'lost_reason_id'),
  ('deals', 'source', 'value', '', 'd.source', 'd.source', null, null, 'source'),
  ('deals', 'product', 'entity', 'left join public.deal_items it on it.deal_id = d.id left join public.products pr on pr.id = it.product_id', 'pr.id', 'pr.name', null, 'it', 'deal_items.product_id'),
  ('deals', 'product_line', 'value', 'left join public.deal_items it on it.deal_id = d.id left join public.products pr on pr.id = it.product_id', 'pr.product_line', 'pr.product_line', null, 'it', 'deal_items.product.product_line');

create function private.bad_request(field text, hint text, message text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  perform private.fail('22023', hint, message, pg_catalog.json_build_object('field', field)::text);
end $$;
comment on function private.bad_request(text, text, text) is 'Refuses a metric request, naming its field.';

create function private.metric_period(range jsonb, compare text, tz text, week_start integer)
returns table (from_day date, to_day date, compare_from date, compare_to date)
language plpgsql stable set search_path = ''
as $$
declare
  preset constant text := coalesce(range ->> 'preset', case when range ? 'from' or range ? 'to' then 'custom' else 'all' end);
  today constant date := (now() at time zone tz)::date;
  unit text;
  step interval;
begin
  if pg_catalog.jsonb_typeof(coalesce(range, '{}')) <> 'object' then
    perform private.bad_request('range', 'bad_range', 'A range is {"preset": …} or {"from": …, "to": …}.');
  end if;
  if preset = 'all' then
    return query select null::date, null::date, null::date, null::date;
    return;
  elsif preset = 'custom' then
    begin
      from_day := (range ->> 'from')::date;
      to_day := (range ->> 'to')::date + 1;
    exception when datetime_field_overflow or invalid_datetime_format then
      perform private.bad_request('range', 'bad_range', 'A range''s days are written YYYY-MM-DD.');
    end;
    if from_day is null or to_day is null or from_day >= to_day or to_day - from_day > 36600 then
      perform private.bad_request('range', 'bad_range', 'A range begins before it ends and has both days.');
    end if;
    compare_from := case compare when 'last_year' then from_day - interval '1 year' else from_day - (to_day - from_day) end;
    compare_to := case compare when 'last_year' then to_day - interval '1 year' else from_day end;
    return next;
    return;
  elsif preset ~ '^last_[0-9]{1,3}_(days|months)$' then
    if preset like '%days' then
      from_day := today + 1 - pg_catalog.split_part(preset, '_', 2)::integer;
    else
      from_day := (pg_catalog.date_trunc('month', today::timestamp) - pg_catalog.make_interval(months => pg_catalog.split_part(preset, '_', 2)::integer - 1))::date;
    end if;
    to_day := today + 1;
    compare_from := case when compare = 'last_year' then from_day - interval '1 year' when preset like '%days' then from_day - (to_day - from_day)
      else from_day - pg_catalog.make_interval(months => pg_catalog.split_part(preset, '_', 2)::integer) end;
    compare_to := case when compare = 'last_year' then to_day - interval '1 year' else from_day end;
    return next;
    return;
  end if;

  unit := case
    when preset in ('today', 'yesterday') then 'day'
    when preset ~ '^(this|last)_(week|month|quarter|year)$' then pg_catalog.split_part(preset, '_', 2)
  end;
  if unit is null then
    perform private.bad_request('range', 'unknown_preset', 'There is no such period.');
  end if;
  step := case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end;
  from_day := case unit
    when 'day' then today
    when 'week' then today - ((extract(dow from today)::integer - week_start + 7) % 7)
    else pg_catalog.date_trunc(unit, today::timestamp)::date
  end;
  if preset = 'yesterday' or preset like 'last_%' then
    from_day := (from_day - step)::date;
    to_day := (from_day + step)::date;
    compare_from := case compare when 'last_year' then from_day - interval '1 year' else from_day - step end;
    compare_to := compare_from + step;
  else
    to_day := (from_day + step)::date;
    compare_from := case compare when 'last_year' then from_day - interval '1 year' else from_day - step end;
    compare_to := least(compare_from + step, compare_from + (today + 1 - from_day) * interval '1 day');
  end if;
  return next;
end $$;
comment on function private.metric_period(jsonb, text, text, integer) is
  'The days of a period, from inclusive and to exclusive, and of the one that it is compared with: the calendar unit before (a running one to the same day), as many days before, or the same days last year. Nulls for all time.';

create function private.metric_time_key(grain text, column_sql text, week_start integer) returns text
language sql immutable set search_path = ''
as $$
  select case grain
    when 'week' then pg_catalog.format('to_char(date_trunc(''week'', (%1$s at time zone $1) - interval ''%2$s days'') + interval ''%2$s days'', ''YYYY-MM-DD'')', column_sql, (week_start + 6) % 7)
    else pg_catalog.format('to_char(date_trunc(%L, %s at time zone $1), ''YYYY-MM-DD'')', grain, column_sql)
  end
$$;
comment on function private.metric_time_key(text, text, integer) is 'The SQL that gives the first day of the bucket in which a time falls, in the organisation''s time zone.';

create function private.metric_sql(metric_keys text[], by_keys text[], filters jsonb, bounded boolean, week_start integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  from_source constant text := 'deals';
  dims public.metric_dimensions[];
  filter_dims public.metric_dimensions[];
  dim public.metric_dimensions;
  m public.metrics;
  time_group record;
  joins text;
  shared boolean;
  columns text;
  inner_filter text;
  outer_filter text;
  measures text;
  parts text[] := '{}';
  n integer;
begin
  dims := array(select d from pg_catalog.unnest(by_keys) with ordinality b (key, n)
    join public.metric_dimensions d on d.source = from_source and d.key = b.key order by b.n);
  filter_dims := array(select d from pg_catalog.jsonb_object_keys(filters) f (key)
    join public.metric_dimensions d on d.source = from_source and d.key = f.key order by f.key);
  shared := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.share_sql is not null);
  joins := coalesce((select pg_catalog.string_agg(j, ' ') from (select distinct x.join_sql as j from pg_catalog.unnest(dims || filter_dims) x where x.join_sql <> '') y), '');

  for time_group in
    select coalesce(x.time_sql, '') as time_sql, pg_catalog.array_agg(x order by x.key) as members
    from public.metrics x where x.key = any (metric_keys) group by coalesce(x.time_sql, '')
  loop
    columns := 'd.id as row_id';
    inner_filter := 'd.deleted_at is null';
    outer_filter := 'true';
    n := 0;
    foreach dim in array dims loop
      n := n + 1;
      if dim.kind = 'time' then
        columns := columns || pg_catalog.format(', %s as k%s, null::text as l%s, null::text as o%s',
          case when time_group.time_sql = '' then 'null::text' else private.metric_time_key(dim.key, time_group.time_sql, week_start) end, n, n, n);
      else
        columns := columns || pg_catalog.format(', (%s)::text as k%s, (%s)::text as l%s, %s as o%s', dim.key_sql, n, coalesce(dim.label_sql, dim.key_sql), n,
          coalesce('lpad((' || dim.order_sql || ')::text, 10, ''0'')', 'null::text'), n);
      end if;
    end loop;
    foreach dim in array filter_dims loop
      if dim.kind = 'time' then
        perform private.bad_request('filters.' || dim.key, 'time_by_range', 'Time is narrowed by the range.');
      elsif dim.share_sql is null then
        inner_filter := inner_filter || pg_catalog.format(' and ((%1$s)::text = any (array(select jsonb_array_elements_text($5 -> %2$L))) or ((%1$s) is null and $5 -> %2$L @> ''[null]''))', dim.key_sql, dim.key);
      else
        columns := columns || pg_catalog.format(', (%s)::text as %I', dim.key_sql, 'f_' || dim.key);
        outer_filter := outer_filter || pg_catalog.format(' and (%1$I = any (array(select jsonb_array_elements_text($5 -> %2$L))) or (%1$I is null and $5 -> %2$L @> ''[null]''))', 'f_' || dim.key, dim.key);
      end if;
    end loop;
    if bounded and time_group.time_sql <> '' then
      inner_filter := inner_filter || pg_catalog.format(' and %1$s >= $2 and %1$s < $3', time_group.time_sql);
    end if;
    inner_filter := inner_filter || ' and (' || (select pg_catalog.string_agg('(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(time_group.members) x) || ')';
    if shared then
      columns := columns || ', coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id)) as share';
    end if;
    n := 0;
    measures := '';
    foreach m in array time_group.members loop
      n := n + 1;
      columns := columns || pg_catalog.format(', (%s) as c%s', m.condition_sql, n) || case when m.value_sql is null then '' else pg_catalog.format(', %s as v%s', m.value_sql, n) end;
      measures := measures || pg_catalog.format(', %s as %I', case
        when m.value_sql is not null then pg_catalog.format('coalesce(sum(v%1$s%2$s) filter (where c%1$s), 0)', n, case when shared then ' * share' else '' end)
        when shared then pg_catalog.format('count(distinct row_id) filter (where c%s)', n)
        else pg_catalog.format('count(*) filter (where c%s)', n)
      end, m.key);
      if m.unit = 'currency' then
        measures := measures || pg_catalog.format(', count(distinct row_id) filter (where c%1$s and v%1$s is null and has_amount) as %2$I', n, 'skipped:' || m.key);
      end if;
    end loop;
    columns := columns || ', d.amount is not null as has_amount';

    parts := parts || pg_catalog.format(
      'select jsonb_build_array(%s) as k, jsonb_build_array(%s) as l, jsonb_build_array(%s) as o, to_jsonb(m) as m from (select %s %s from (select %s from public.deals d join public.pipeline_stages ps on ps.id = d.stage_id %s where %s) r where %s %s) m',
      (select coalesce(pg_catalog.string_agg('m.k' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i),
      (select coalesce(pg_catalog.string_agg('m.l' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i),
      (select coalesce(pg_catalog.string_agg('m.o' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i),
      (select coalesce(pg_catalog.string_agg(pg_catalog.format('r.k%s, max(r.l%s) as l%s, max(r.o%s) as o%s,', i, i, i, i, i), ' ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i),
      pg_catalog.ltrim(measures, ', '),
      columns, joins, inner_filter, outer_filter,
      case when pg_catalog.cardinality(dims) = 0 then '' else 'group by ' || (select pg_catalog.string_agg('r.k' || i, ', ' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i) end);
  end loop;
  return pg_catalog.array_to_string(parts, ' union all ');
end $$;
comment on function private.metric_sql(text[], text[], jsonb, boolean, integer) is
  'The query for base metrics by dimensions, from fragments that migrations wrote alone. Bound: $1 time zone, $2 from, $3 to, $4 base currency, $5 filters.';

create function private.metric_rows(metric_keys text[], by_keys text[], filters jsonb, from_day date, to_day date, tz text, base_currency text, week_start integer)
returns table (k jsonb, l jsonb, o jsonb, m jsonb)
language plpgsql stable set search_path = ''
as $$
declare
  base_keys constant text[] := array(
    select x.key from public.metrics x where x.key = any (metric_keys) and x.numerator is null
    union select x.numerator from public.metrics x where x.key = any (metric_keys) and x.numerator is not null
    union select x.denominator from public.metrics x where x.key = any (metric_keys) and x.denominator is not null);
  ratios constant jsonb := coalesce((select pg_catalog.jsonb_object_agg(x.key, pg_catalog.jsonb_build_array(x.numerator, x.denominator))
    from public.metrics x where x.key = any (metric_keys) and x.numerator is not null), '{}');
begin
  return query execute pg_catalog.format($q$
    with parts as (%s),
    merged as (
      select p.k, max(p.l::text)::jsonb as l, max(p.o::text)::jsonb as o, jsonb_object_agg(e.key, e.value) as m
      from parts p cross join lateral jsonb_each(p.m) e where e.key like '%%.%%' group by p.k
    )
    select f.k, f.l, f.o, f.m || coalesce((
      select jsonb_object_agg(r.key, (f.m ->> (r.value ->> 0))::numeric / nullif((f.m ->> (r.value ->> 1))::numeric, 0))
      from jsonb_each($6) r), '{}')
    from (
      select x.k, x.l, x.o, (select jsonb_object_agg(b, 0) from unnest($7) b) || x.m as m from merged x
    ) f$q$,
    private.metric_sql(base_keys, by_keys, filters, from_day is not null, week_start))
  using tz, from_day::timestamp at time zone tz, to_day::timestamp at time zone tz, base_currency, filters, ratios, base_keys;
end $$;
comment on function private.metric_rows(text[], text[], jsonb, date, date, text, text, integer) is
  'Rows of metrics by dimensions: keys, labels, sort keys, values. A ratio is a ratio of the sums, null where there is nothing to divide by.';

create function private.run_metric_request(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  known_fields constant text[] := array['id', 'metrics', 'by', 'filters', 'range', 'compare', 'order', 'limit'];
  metric_keys text[];
  by_keys text[];
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  compare constant text := request ->> 'compare';
  most integer := 1000;
  order_key text;
  descending boolean := true;
  org record;
  period record;
  wrong text;
  time_key text;
  unit text;
  result jsonb;
  rows jsonb;
  totals jsonb;
  row_count integer;
begin
  if pg_catalog.jsonb_typeof(request) <> 'object' then
    perform private.bad_request('', 'bad_request', 'A request is an object.');
  end if;
  select f into wrong from pg_catalog.jsonb_object_keys(request) f where f <> all (known_fields) limit 1;
  if wrong is not null then
    perform private.bad_request(pg_catalog.left(wrong, 60), 'unknown_field', 'There is no such field in a request.');
  end if;
  if pg_catalog.jsonb_typeof(coalesce(request -> 'metrics', 'null')) <> 'array' or pg_catalog.jsonb_array_length(request -> 'metrics') not between 1 and 12 then
    perform private.bad_request('metrics', 'bad_metrics', 'metrics is a list of 1 to 12 metrics.');
  end if;
  if pg_catalog.jsonb_typeof(coalesce(request -> 'by', '[]')) <> 'array' or pg_catalog.jsonb_array_length(coalesce(request -> 'by', '[]')) > 3 then
    perform private.bad_request('by', 'bad_dimensions', 'by is a list of at most 3 dimensions.');
  end if;
  if pg_catalog.jsonb_typeof(filters) <> 'object' then
    perform private.bad_request('filters', 'bad_filters', 'filters is an object of dimensions and lists of values.');
  end if;
  if compare is not null and compare not in ('previous', 'last_year') then
    perform private.bad_request('compare', 'bad_compare', 'compare is "previous" or "last_year".');
  end if;
  if request ? 'limit' then
    if request ->> 'limit' !~ '^[0-9]{1,4}$' or (request ->> 'limit')::integer not between 1 and 5000 then
      perform private.bad_request('limit', 'bad_limit', 'limit is a number from 1 to 5,000.');
    end if;
    most := (request ->> 'limit')::integer;
  end if;
  metric_keys := array(select pg_catalog.jsonb_array_elements_text(request -> 'metrics'));
  by_keys := array(select pg_catalog.jsonb_array_elements_text(coalesce(request -> 'by', '[]')));

  select x into wrong from pg_catalog.unnest(metric_keys) x where x is null or not exists (select from public.metrics m where m.key = x) limit 1;
  if found then
    perform private.bad_request('metrics', 'unknown_metric', 'There is no such metric: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;
  select x into wrong from pg_catalog.unnest(by_keys) x where x is null or not exists (select from public.metric_dimensions d where d.source = 'deals' and d.key = x) limit 1;
  if found then
    perform private.bad_request('by', 'unknown_dimension', 'There is no such dimension: ' || pg_catalog.left(coalesce(wrong, 'null'), 60));
  end if;
  select x into wrong from pg_catalog.jsonb_object_keys(filters) x where not exists (select from public.metric_dimensions d where d.source = 'deals' and d.key = x) limit 1;
  if found then
    perform private.bad_request('filters', 'unknown_dimension', 'There is no such dimension: ' || pg_catalog.left(wrong, 60));
  end if;
  select e.key into wrong from pg_catalog.jsonb_each(filters) e where pg_catalog.jsonb_typeof(e.value) <> 'array' or pg_catalog.jsonb_array_length(e.value) > 1000 limit 1;
  if found then
    perform private.bad_request('filters.' || wrong, 'bad_filters', 'A filter is a list of at most 1,000 values.');
  end if;
  select d.key into time_key from public.metric_dimensions d where d.source = 'deals' and d.kind = 'time' and d.key = any (by_keys);
  if time_key is not null and exists (select from public.metrics m where m.key = any (metric_keys) and m.numerator is null and m.time_sql is null) then
    perform private.bad_request('by', 'no_time', 'A figure as it is now cannot be cut by time.');
  end if;
  order_key := coalesce(request #>> '{order,by}', case when time_key is null then metric_keys[1] end);
  if order_key is not null and order_key <> all (metric_keys) and order_key <> all (by_keys) then
    perform private.bad_request('order', 'bad_order', 'Order by one of the request''s own metrics or dimensions.');
  end if;
  descending := coalesce(request #>> '{order,direction}', 'desc') <> 'asc';

  select s.timezone, s.base_currency, s.week_start into org from public.settings s;
  select * into period from private.metric_period(coalesce(request -> 'range', '{}'), compare, org.timezone, org.week_start);

  select coalesce(pg_catalog.jsonb_agg(r.entry order by r.sort_time, r.sort_o, r.sort_n desc nulls last, r.sort_t) filter (where r.n <= most), '[]'), count(*)
  into rows, row_count
  from (
    select q.*, row_number() over (order by q.sort_time, q.sort_o, q.sort_n desc nulls last, q.sort_t) as n
    from (
      select
        (select pg_catalog.jsonb_object_agg(b.key, x.k -> (b.n - 1)::integer) || pg_catalog.jsonb_object_agg(b.key || '_label', x.l -> (b.n - 1)::integer)
          from pg_catalog.unnest(by_keys) with ordinality b (key, n))
        || (select pg_catalog.jsonb_object_agg(mk, x.m -> mk) from pg_catalog.unnest(metric_keys) mk) as entry,
        case when time_key is not null and not request ? 'order' then x.k ->> (pg_catalog.array_position(by_keys, time_key) - 1) end as sort_time,
        case when not request ? 'order' then x.o ->> 0 end as sort_o,
        case when order_key = any (metric_keys) then (x.m ->> order_key)::numeric * case when descending then 1 else -1 end end as sort_n,
        x.l ->> 0 as sort_t
      from private.metric_rows(metric_keys, by_keys, filters, period.from_day, period.to_day, org.timezone, org.base_currency, org.week_start) x
      where pg_catalog.cardinality(by_keys) > 0
    ) q
  ) r;

  if time_key is not null and pg_catalog.cardinality(by_keys) = 1 and period.from_day is not null then
    unit := case time_key when 'quarter' then '3 months' else '1 ' || time_key end;
    select pg_catalog.jsonb_agg(coalesce(r.entry, pg_catalog.jsonb_build_object(time_key, b.key, time_key || '_label', null) || zero.entry) order by b.key)
    into rows
    from (
      select pg_catalog.to_char(g, 'YYYY-MM-DD') as key
      from pg_catalog.generate_series(
        case when time_key = 'week' then period.from_day - ((extract(dow from period.from_day)::integer - org.week_start + 7) % 7) else pg_catalog.date_trunc(time_key, period.from_day::timestamp)::date end::timestamp,
        (period.to_day - 1)::timestamp, unit::interval) g
    ) b
    cross join (select pg_catalog.jsonb_object_agg(m.key, case when m.numerator is null then pg_catalog.to_jsonb(0) else 'null'::jsonb end) as entry
      from public.metrics m where m.key = any (metric_keys)) zero
    left join (select e as entry from pg_catalog.jsonb_array_elements(rows) e) r on r.entry ->> time_key = b.key;
  end if;

  select x.m into totals from private.metric_rows(metric_keys, '{}', filters, period.from_day, period.to_day, org.timezone, org.base_currency, org.week_start) x;
  result := pg_catalog.jsonb_build_object(
    'rows', rows,
    'totals', (select pg_catalog.jsonb_object_agg(mk, totals -> mk) from pg_catalog.unnest(metric_keys) mk),
    'more', row_count > most,
    'skipped', coalesce((select sum(s.value::text::numeric) from pg_catalog.jsonb_each(totals) s where s.key like 'skipped:%'), 0),
    'currency', org.base_currency,
    'period', pg_catalog.jsonb_build_object('from', period.from_day, 'to', period.to_day - 1));
  if compare is not null and period.compare_from is not null then
    select x.m into totals from private.metric_rows(metric_keys, '{}', filters, period.compare_from, period.compare_to, org.timezone, org.base_currency, org.week_start) x;
    result := result || pg_catalog.jsonb_build_object('compared', pg_catalog.jsonb_build_object(
      'totals', (select pg_catalog.jsonb_object_agg(mk, totals -> mk) from pg_catalog.unnest(metric_keys) mk),
      'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_to - 1)));
  end if;
  return result;
end $$;
comment on function private.run_metric_request(jsonb) is 'Answers one request of query_metrics, or raises 22023 with the field.';

create function public.query_metrics(requests jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  request jsonb;
  answers jsonb := '{}';
  answer jsonb;
  hint text;
  detail text;
  name text;
begin
  if pg_catalog.jsonb_typeof(requests) <> 'array' or pg_catalog.jsonb_array_length(requests) > 40 then
    perform private.bad_request('requests', 'bad_request', 'requests is a list of at most 40 requests.');
  end if;
  if not (select private.may('metrics', 'read')) then
    perform private.fail('42501', 'denied', 'You may not read figures.');
  end if;
  for request, name in select r.value, coalesce(r.value ->> 'id', r.ordinality::text) from pg_catalog.jsonb_array_elements(requests) with ordinality r loop
    begin
      answer := private.run_metric_request(request);
    exception when invalid_parameter_value or insufficient_privilege then
      get stacked diagnostics hint = pg_exception_hint, detail = pg_exception_detail;
      answer := pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_build_object('code', sqlstate, 'key', hint, 'message', sqlerrm,
        'field', case when detail like '{%' then detail::jsonb ->> 'field' end));
    end;
    answers := answers || pg_catalog.jsonb_build_object(name, answer);
  end loop;
  return answers;
end $$;
comment on function public.query_metrics(jsonb) is
  'Figures for a whole dashboard in one call: [{id, metrics, by, filters, range, compare, order, limit}] → {id: {rows, totals, period, compared, currency, skipped, more} or {error}}. Under the caller''s own rights; money in the base currency (skipped: rows without a rate), percent 0–1.';

grant execute on function public.query_metrics(jsonb) to authenticated;
grant execute on function private.rate(text, date), private.bad_request(text, text, text), private.metric_period(jsonb, text, text, integer),
  private.metric_time_key(text, text, integer), private.metric_sql(text[], text[], jsonb, boolean, integer),
  private.metric_rows(text[], text[], jsonb, date, date, text, text, integer), private.run_metric_request(jsonb) to authenticated;
