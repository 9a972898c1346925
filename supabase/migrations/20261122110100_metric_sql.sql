-- The queries of figures again, for rows of any source, for metrics of several at once, and for fiscal years.

drop function private.metric_query_sql(text[], text[], jsonb, boolean, integer, text, text);
drop function private.metric_buckets_sql(text, integer, integer);
drop function private.metric_merge_sql(text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer);
drop function private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer);
drop function private.metric_shares_sql(integer, public.metric_dimensions[], public.metric_dimensions[], text);
drop function private.metric_time_key(text, text, integer);

create function private.metric_bucket_sql(unit text, moment text, week_start integer, fiscal_start integer) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(case when shift.by_sql = '' then 'date_trunc(%1$L, %2$s)' else 'date_trunc(%1$L, (%2$s) - interval %3$L) + interval %3$L' end,
    pg_catalog.replace(unit, 'fiscal_', ''), moment, shift.by_sql)
  from (select case when unit = 'week' then (week_start + 6) % 7 || ' days' when unit = 'fiscal_year' then fiscal_start - 1 || ' months'
    when unit = 'fiscal_quarter' then (fiscal_start - 1) % 3 || ' months' else '' end) shift (by_sql)
$$;
comment on function private.metric_bucket_sql(text, text, integer, integer) is 'The SQL that gives the first moment of the bucket in which a local timestamp falls.';

create function private.metric_dims(source text, keys text[]) returns public.metric_dimensions[]
language sql stable set search_path = ''
as $$
  select array(select d from pg_catalog.unnest(keys) with ordinality k (key, n) join public.metric_dimensions d on d.source = $1 and d.key = k.key order by k.n)
$$;
comment on function private.metric_dims(text, text[]) is 'A source''s dimensions of these keys, in their order.';

create function private.metric_base_keys(metric_keys text[]) returns text[]
language sql stable set search_path = ''
as $$
  select array(
    select x.key from public.metrics x where x.key = any (metric_keys) and x.numerator is null
    union select pg_catalog.unnest(array[x.numerator, x.denominator]) from public.metrics x where x.key = any (metric_keys) and x.numerator is not null
    order by 1)
$$;
comment on function private.metric_base_keys(text[]) is 'The sums and counts that metrics are made of.';

create function private.metric_shares_sql(n integer, source text, dims public.metric_dimensions[], filter_dims public.metric_dimensions[], condition text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  shared_filters constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(filter_dims) x where x.shared);
  keys text[] := array['i.id'];
  columns text[] := array['d.id'];
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    if dims[i].shared then
      keys := keys || ('i.k' || i);
      columns := columns || pg_catalog.format('%s as k%s', dims[i].key_sql, i);
    end if;
  end loop;
  return pg_catalog.format(
    'items%1$s as (select %2$s, %3$s as fits, coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id)) as share '
    || 'from %7$s %4$s where %5$s), '
    || 'shares%1$s as (select %6$s, sum(i.share) as share from items%1$s i where i.fits group by %6$s), ',
    n, pg_catalog.array_to_string(columns, ', '), private.metric_filter_sql(shared_filters), private.metric_joins(dims || filter_dims), condition,
    pg_catalog.array_to_string(keys, ', '), private.metric_items_sql(source));
end $$;
comment on function private.metric_shares_sql(integer, text, public.metric_dimensions[], public.metric_dimensions[], text) is
  'Which part of a deal or order falls to each product (line): it comes once for each value, and its shares add up to 1. Without amounts items share alike.';

create function private.metric_scan_sql(n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  rows_of constant text := members[1].source;
  time_sql constant text := members[1].time_sql;
  shared constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  condition text := pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member,
    private.metric_filter_sql(array(select x from pg_catalog.unnest(filter_dims) x where not x.shared)))
    || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', time_sql) else '' end;
  source text := private.metric_from_sql(rows_of) || ' ' || private.metric_joins(dims || filter_dims);
  names text[] := '{}';
  columns text[] := '{}';
  sums text[] := '{}';
  groups text;
  m public.metrics;
  b integer;
  shares text := '';
begin
  if shared then
    shares := private.metric_shares_sql(n, rows_of, dims, filter_dims, condition);
    source := pg_catalog.format('shares%s sh join %s on d.id = sh.id %s', n, private.metric_from_sql(rows_of), private.metric_joins(array(select x from pg_catalog.unnest(dims) x where not x.shared)));
    condition := any_member;
  end if;
  source := source || (select coalesce(pg_catalog.string_agg(distinct ' ' || x.join_sql, ''), '') from pg_catalog.unnest(members) x);

  for i in 1..pg_catalog.cardinality(dims) loop
    names := names || ('k' || i);
    columns := columns || (case
      when dims[i].kind = 'time' then '(' || private.metric_bucket_sql(dims[i].key_sql, pg_catalog.format('%s at time zone $1', time_sql), week_start, fiscal_start) || ')::date'
      when dims[i].shared then 'sh.k' || i
      else dims[i].key_sql end || ' as k' || i);
  end loop;
  groups := pg_catalog.array_to_string(names, ', ');
  if money then
    names := names || array['money_in', 'money_on'];
    columns := columns || array['nullif(d.currency, $4) as money_in',
      pg_catalog.format('case when d.currency <> $4 then %s end as money_on', coalesce('(' || time_sql || ' at time zone $1)::date', '$7')),
      pg_catalog.format('count(%s) as priced', (select x.value_sql from pg_catalog.unnest(members) x where x.unit = 'currency' order by x.key limit 1))];
    sums := sums || 'coalesce(sum(s.priced) filter (where s.money_in is not null and r.rate is null), 0) as skipped'::text;
  else
    sums := sums || '0::numeric as skipped'::text;
  end if;
  foreach m in array members loop
    b := pg_catalog.array_position(base_keys, m.key);
    columns := columns || pg_catalog.format('%s filter (where %s) as b%s',
      case when m.value_sql is null then 'count(*)' else pg_catalog.format('sum(%s%s)', m.value_sql, case when shared then ' * sh.share' else '' end) end, m.condition_sql, b);
    sums := sums || pg_catalog.format('sum(s.b%1$s%2$s) as b%1$s', b, case when m.unit = 'currency' then ' * case when s.money_in is null then 1 else r.rate end' else '' end);
  end loop;

  return shares
    || pg_catalog.format('scan%s as (select %s from %s where %s%s), ', n, pg_catalog.array_to_string(columns, ', '), source, condition,
      case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end)
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select c.*, private.rate(c.money_in, c.money_on) as rate from (select distinct money_in, money_on from scan%1$s where money_in is not null) c), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, pg_catalog.array_to_string(sums, ', '),
      case when money then pg_catalog.format(' left join rates%s r on r.money_in = s.money_in and r.money_on = s.money_on', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when shared then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;
comment on function private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer) is
  'One pass over the rows for metrics of the same source and time: grouped by key, currency and day of the rate, then converted and summed by key (detail) and over all.';

create function private.metric_merge_sql(base_keys text[], by_keys text[], filter_keys text[], bounded boolean, week_start integer, fiscal_start integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys constant text := (select coalesce(pg_catalog.string_agg('k' || i || ', ', '' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(by_keys)) i);
  ctes text[] := '{}';
  parts text[] := '{}';
  members public.metrics[];
  n integer := 0;
begin
  for members in
    select pg_catalog.array_agg(x order by x.key) from public.metrics x where x.key = any (base_keys) group by x.source, x.time_sql order by x.source, x.time_sql nulls last
  loop
    n := n + 1;
    ctes := ctes || private.metric_scan_sql(n, members, base_keys, private.metric_dims(members[1].source, by_keys),
      private.metric_dims(members[1].source, filter_keys), bounded, week_start, fiscal_start);
    parts := parts || pg_catalog.format('select detail, %s%s, skipped from sums%s', keys,
      (select pg_catalog.string_agg(case when exists (select from pg_catalog.unnest(members) x where x.key = b.key) then 'b' || b.i else 'null::numeric' end, ', ' order by b.i)
        from pg_catalog.unnest(base_keys) with ordinality b (key, i)), n);
  end loop;
  return pg_catalog.format('with %s, merged (detail, %s%s, skipped) as (select detail, %s%s, sum(skipped) from (%s) u (detail, %2$s%3$s, skipped) group by %4$s detail)',
    pg_catalog.array_to_string(ctes, ', '), keys,
    (select pg_catalog.string_agg('b' || i, ', ' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(base_keys)) i), keys,
    (select pg_catalog.string_agg(pg_catalog.format('coalesce(max(b%s), 0)', i), ', ' order by i) from pg_catalog.generate_series(1, pg_catalog.cardinality(base_keys)) i),
    pg_catalog.array_to_string(parts, ' union all '));
end $$;
comment on function private.metric_merge_sql(text[], text[], text[], boolean, integer, integer) is
  'The query up to merged: base metrics b1 … by keys k1 … (detail), and over all.';

create function private.metric_buckets_sql(unit text, week_start integer, fiscal_start integer, base_count integer) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(
    ', edges as (select coalesce(%1$s, min(k1)::timestamp)::date as first, coalesce(($3 at time zone $1)::date - 1, max(k1)) as last from merged where detail), '
    || 'filled as (select true as detail, s.day::date as k1, %2$s from edges cross join lateral generate_series(edges.first::timestamp, edges.last::timestamp, interval ''%3$s'') s (day) '
    || 'left join (select * from merged where detail) m on m.k1 = s.day::date)',
    private.metric_bucket_sql(unit, '$2 at time zone $1', week_start, fiscal_start),
    (select pg_catalog.string_agg(pg_catalog.format('coalesce(m.b%1$s, 0) as b%1$s', i), ', ' order by i) from pg_catalog.generate_series(1, base_count) i),
    case when unit like '%quarter' then '3 months' else '1 ' || pg_catalog.replace(unit, 'fiscal_', '') end)
$$;
comment on function private.metric_buckets_sql(text, integer, integer, integer) is
  'Every bucket of the period, or from the first to the last that has anything: an empty one is zero, not missing.';

create function private.metric_query_sql(metric_keys text[], by_keys text[], filters jsonb, bounded boolean, week_start integer, fiscal_start integer, order_key text, direction text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  base_keys constant text[] := private.metric_base_keys(metric_keys);
  filter_keys constant text[] := array(select f from pg_catalog.jsonb_object_keys(filters) f order by f);
  sources constant text[] := array(select distinct m.source from public.metrics m where m.key = any (base_keys));
  dims constant public.metric_dimensions[] := private.metric_dims(sources[1], by_keys);
  divided constant boolean := exists (select from public.metric_dimensions d where d.source = any (sources) and d.key = any (by_keys || filter_keys) and d.shared);
  one_time constant boolean := pg_catalog.cardinality(dims) = 1 and dims[1].kind = 'time';
  figures constant text := (select pg_catalog.string_agg(pg_catalog.format('%L, %s', m.key, private.metric_value_sql(m, base_keys)), ', ') from public.metrics m where m.key = any (metric_keys));
  statement text := private.metric_merge_sql(base_keys, by_keys, filter_keys, bounded, week_start, fiscal_start);
  labels text := '';
  names text := '';
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    labels := labels || ' ' || pg_catalog.format(dims[i].label_join_sql, 'g.k' || i);
    names := names || pg_catalog.format('%L, g.k%s, %L, %s, ', dims[i].key, i, dims[i].key || '_label', coalesce(dims[i].label_sql, 'g.k' || i));
  end loop;
  if one_time then
    statement := statement || private.metric_buckets_sql(dims[1].key_sql, week_start, fiscal_start, pg_catalog.cardinality(base_keys));
  end if;
  if pg_catalog.cardinality(dims) > 0 then
    statement := statement || pg_catalog.format(', ranked as (select g.*, row_number() over (order by %s) as place from %s g %s where g.detail)',
      private.metric_order_sql(order_key, direction, metric_keys, base_keys, dims),
      case when one_time then 'filled' else 'merged' end,
      -- Names are looked up for the rows that are given alone, unless they decide which ones these are.
      case when order_key = any (by_keys) or exists (select from pg_catalog.unnest(dims) d where d.order_sql is not null) then labels else '' end);
  end if;
  return statement || pg_catalog.format(' select jsonb_build_object(%s %s) from (values (true)) one left join merged g on not g.detail',
    case when pg_catalog.cardinality(dims) = 0 then '''rows'', ''[]''::jsonb, ''more'', false'
      else pg_catalog.format('''rows'', (select coalesce(jsonb_agg(jsonb_build_object(%s %s) order by g.place), ''[]'') from (select * from ranked where place <= $6) g %s), ''more'', exists (select from ranked where place > $6)', names, figures, labels) end,
    case when pg_catalog.cardinality(dims) = 0 or not divided
      then pg_catalog.format(', ''totals'', jsonb_build_object(%s), ''skipped'', g.skipped', figures) else '' end);
end $$;
comment on function private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text) is 'The whole query for one request: {rows, more, totals, skipped}; without totals where a row falls into several keys, for which they are asked by themselves.';

grant execute on function private.metric_bucket_sql(text, text, integer, integer), private.metric_dims(text, text[]), private.metric_base_keys(text[]),
  private.metric_shares_sql(integer, text, public.metric_dimensions[], public.metric_dimensions[], text),
  private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer, integer),
  private.metric_merge_sql(text[], text[], text[], boolean, integer, integer), private.metric_buckets_sql(text, integer, integer, integer),
  private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text) to authenticated;
