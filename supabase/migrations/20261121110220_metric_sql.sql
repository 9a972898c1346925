-- Requests for figures become queries made of fragments that migrations wrote alone. What is a caller's is bound:
-- $1 time zone, $2 from, $3 to, $4 base currency, $5 filters, $6 most rows, $7 today.

create function private.metric_time_key(unit text, time_sql text, week_start integer) returns text
language sql immutable set search_path = ''
as $$
  select case unit
    when 'week' then pg_catalog.format('(date_trunc(''week'', (%1$s at time zone $1) - interval ''%2$s days'') + interval ''%2$s days'')::date', time_sql, (week_start + 6) % 7)
    else pg_catalog.format('date_trunc(%L, %s at time zone $1)::date', unit, time_sql)
  end
$$;
comment on function private.metric_time_key(text, text, integer) is 'The SQL that gives the first day of the bucket in which a time falls, in the organisation''s time zone.';

create function private.metric_filter_sql(dims public.metric_dimensions[]) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(pg_catalog.string_agg(pg_catalog.format(
    '(%1$s = any (array(select f.v%3$s from jsonb_array_elements_text($5 -> %2$L) f (v))) or (%1$s is null and $5 -> %2$L @> ''[null]''))',
    d.key_sql, d.key, case d.kind when 'entity' then '::uuid' else '' end), ' and '), 'true')
  from pg_catalog.unnest(dims) d
$$;
comment on function private.metric_filter_sql(public.metric_dimensions[]) is 'The SQL that holds where each dimension has one of the values that the filters name (null: none).';

create function private.metric_joins(dims public.metric_dimensions[]) returns text
language sql immutable set search_path = ''
as $$ select coalesce(pg_catalog.string_agg(distinct d.join_sql, ' '), '') from pg_catalog.unnest(dims) d where d.join_sql <> '' $$;
comment on function private.metric_joins(public.metric_dimensions[]) is 'The joins that dimensions need, each once.';

create function private.metric_shares_sql(n integer, dims public.metric_dimensions[], filter_dims public.metric_dimensions[], condition text) returns text
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
    || 'from public.deals d left join public.deal_items it on it.deal_id = d.id %4$s where %5$s), '
    || 'shares%1$s as (select %6$s, sum(i.share) as share from items%1$s i where i.fits group by %6$s), ',
    n, pg_catalog.array_to_string(columns, ', '), private.metric_filter_sql(shared_filters), private.metric_joins(dims || filter_dims), condition,
    pg_catalog.array_to_string(keys, ', '));
end $$;
comment on function private.metric_shares_sql(integer, public.metric_dimensions[], public.metric_dimensions[], text) is
  'Which part of a deal falls to each product (line): a deal comes once for each value, and its shares add up to 1. Without amounts items share alike.';

create function private.metric_scan_sql(n integer, members public.metrics[], base_keys text[], dims public.metric_dimensions[],
  filter_dims public.metric_dimensions[], bounded boolean, week_start integer) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  time_sql constant text := members[1].time_sql;
  shared constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  condition text := pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member,
    private.metric_filter_sql(array(select x from pg_catalog.unnest(filter_dims) x where not x.shared)))
    || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', time_sql) else '' end;
  source text := 'public.deals d ' || private.metric_joins(dims || filter_dims);
  names text[] := '{}';
  columns text[] := '{}';
  sums text[] := '{}';
  groups text;
  m public.metrics;
  b integer;
  shares text := '';
begin
  if shared then
    shares := private.metric_shares_sql(n, dims, filter_dims, condition);
    source := pg_catalog.format('shares%s sh join public.deals d on d.id = sh.id %s', n, private.metric_joins(array(select x from pg_catalog.unnest(dims) x where not x.shared)));
    condition := any_member;
  end if;
  source := source || (select coalesce(pg_catalog.string_agg(distinct ' ' || x.join_sql, ''), '') from pg_catalog.unnest(members) x);

  for i in 1..pg_catalog.cardinality(dims) loop
    names := names || ('k' || i);
    columns := columns || (case
      when dims[i].kind = 'time' then private.metric_time_key(dims[i].key_sql, time_sql, week_start)
      when dims[i].shared then 'sh.k' || i
      else dims[i].key_sql end || ' as k' || i);
  end loop;
  groups := pg_catalog.array_to_string(names, ', ');
  if money then
    names := names || array['currency', 'day'];
    columns := columns || array['nullif(d.currency, $4) as currency',
      pg_catalog.format('case when d.currency <> $4 then %s end as day', coalesce('(' || time_sql || ' at time zone $1)::date', '$7')),
      'count(d.amount) as priced'];
    sums := sums || 'coalesce(sum(s.priced) filter (where s.currency is not null and r.rate is null), 0) as skipped'::text;
  else
    sums := sums || '0::numeric as skipped'::text;
  end if;
  foreach m in array members loop
    b := pg_catalog.array_position(base_keys, m.key);
    columns := columns || pg_catalog.format('%s filter (where %s) as b%s',
      case when m.value_sql is null then 'count(*)' else pg_catalog.format('sum(%s%s)', m.value_sql, case when shared then ' * sh.share' else '' end) end, m.condition_sql, b);
    sums := sums || pg_catalog.format('sum(s.b%1$s%2$s) as b%1$s', b, case when m.unit = 'currency' then ' * case when s.currency is null then 1 else r.rate end' else '' end);
  end loop;

  return shares
    || pg_catalog.format('scan%s as (select %s from %s where %s%s), ', n, pg_catalog.array_to_string(columns, ', '), source, condition,
      case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end)
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select c.*, private.rate(c.currency, c.day) as rate from (select distinct currency, day from scan%1$s where currency is not null) c), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, pg_catalog.array_to_string(sums, ', '),
      case when money then pg_catalog.format(' left join rates%s r on r.currency = s.currency and r.day = s.day', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when shared then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;
comment on function private.metric_scan_sql(integer, public.metrics[], text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer) is
  'One pass over the rows for metrics of the same time: grouped by key, currency and day of the rate, then converted and summed by key (detail) and over all.';

create function private.metric_merge_sql(base_keys text[], dims public.metric_dimensions[], filter_dims public.metric_dimensions[], bounded boolean, week_start integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys constant text := (select coalesce(pg_catalog.string_agg('k' || i || ', ', '' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i);
  ctes text[] := '{}';
  parts text[] := '{}';
  members public.metrics[];
  n integer := 0;
begin
  for members in
    select pg_catalog.array_agg(x order by x.key) from public.metrics x where x.key = any (base_keys) group by x.time_sql order by x.time_sql nulls last
  loop
    n := n + 1;
    ctes := ctes || private.metric_scan_sql(n, members, base_keys, dims, filter_dims, bounded, week_start);
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
comment on function private.metric_merge_sql(text[], public.metric_dimensions[], public.metric_dimensions[], boolean, integer) is
  'The query up to merged: base metrics b1 … by keys k1 … (detail), and over all.';

create function private.metric_value_sql(metric public.metrics, base_keys text[]) returns text
language sql immutable set search_path = ''
as $$
  select case when metric.numerator is null then 'g.b' || pg_catalog.array_position(base_keys, metric.key)
    else pg_catalog.format('round(g.b%s / nullif(g.b%s, 0), 6)', pg_catalog.array_position(base_keys, metric.numerator), pg_catalog.array_position(base_keys, metric.denominator)) end
$$;
comment on function private.metric_value_sql(public.metrics, text[]) is 'A metric of merged rows g. A ratio is a ratio of the sums, null where there is nothing to divide by.';

create function private.metric_order_sql(order_key text, direction text, metric_keys text[], base_keys text[], dims public.metric_dimensions[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  by_dim integer;
begin
  for i in reverse pg_catalog.cardinality(dims)..1 loop
    if dims[i].key = order_key or (order_key is null and (dims[i].kind = 'time' or dims[i].order_sql is not null)) then
      by_dim := i;
    end if;
  end loop;
  if by_dim is null then
    return pg_catalog.format('%s %s nulls last, g.k1', private.metric_value_sql(
      (select m from public.metrics m where m.key = coalesce(order_key, metric_keys[1])), base_keys), coalesce(direction, 'desc'));
  end if;
  return pg_catalog.format('%s %s nulls last, g.k%s', case when dims[by_dim].kind = 'time' then 'g.k' || by_dim
    else coalesce(dims[by_dim].order_sql, dims[by_dim].label_sql, 'g.k' || by_dim) end, coalesce(direction, 'asc'), by_dim);
end $$;
comment on function private.metric_order_sql(text, text, text[], text[], public.metric_dimensions[]) is
  'How rows are ordered: by what is asked for, else by time or place, else the first metric''s largest first.';

create function private.metric_buckets_sql(unit text, week_start integer, base_count integer) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(
    ', edges as (select %1$s as first, coalesce(($3 at time zone $1)::date - 1, max(k1)) as last from merged where detail), '
    || 'filled as (select true as detail, s.day::date as k1, %2$s from edges cross join lateral generate_series(edges.first::timestamp, edges.last::timestamp, interval ''%3$s'') s (day) '
    || 'left join (select * from merged where detail) m on m.k1 = s.day::date)',
    case when unit = 'week' then pg_catalog.format('coalesce(date_trunc(''week'', ($2 at time zone $1) - interval ''%1$s days'') + interval ''%1$s days'', min(k1)::timestamp)::date', (week_start + 6) % 7)
      else pg_catalog.format('coalesce(date_trunc(%L, $2 at time zone $1), min(k1)::timestamp)::date', unit) end,
    (select pg_catalog.string_agg(pg_catalog.format('coalesce(m.b%1$s, 0) as b%1$s', i), ', ' order by i) from pg_catalog.generate_series(1, base_count) i),
    case unit when 'quarter' then '3 months' else '1 ' || unit end)
$$;
comment on function private.metric_buckets_sql(text, integer, integer) is
  'Every bucket of the period, or from the first to the last that has anything: an empty one is zero, not missing.';

create function private.metric_query_sql(metric_keys text[], by_keys text[], filters jsonb, bounded boolean, week_start integer, order_key text, direction text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  base_keys constant text[] := array(
    select x.key from public.metrics x where x.key = any (metric_keys) and x.numerator is null
    union select pg_catalog.unnest(array[x.numerator, x.denominator]) from public.metrics x where x.key = any (metric_keys) and x.numerator is not null
    order by 1);
  dims constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(by_keys) with ordinality b (key, n)
    join public.metric_dimensions d on d.source = 'deals' and d.key = b.key order by b.n);
  filter_dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d where d.source = 'deals' and filters ? d.key order by d.key);
  one_time constant boolean := pg_catalog.cardinality(dims) = 1 and dims[1].kind = 'time';
  figures constant text := (select pg_catalog.string_agg(pg_catalog.format('%L, %s', m.key, private.metric_value_sql(m, base_keys)), ', ') from public.metrics m where m.key = any (metric_keys));
  statement text := private.metric_merge_sql(base_keys, dims, filter_dims, bounded, week_start);
  labels text := '';
  names text := '';
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    labels := labels || ' ' || pg_catalog.format(dims[i].label_join_sql, 'g.k' || i);
    names := names || pg_catalog.format('%L, g.k%s, %L, %s, ', dims[i].key, i, dims[i].key || '_label', coalesce(dims[i].label_sql, 'g.k' || i));
  end loop;
  if one_time then
    statement := statement || private.metric_buckets_sql(dims[1].key_sql, week_start, pg_catalog.cardinality(base_keys));
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
    case when pg_catalog.cardinality(dims) = 0 or not exists (select from pg_catalog.unnest(dims || filter_dims) d where d.shared)
      then pg_catalog.format(', ''totals'', jsonb_build_object(%s), ''skipped'', g.skipped', figures) else '' end);
end $$;
comment on function private.metric_query_sql(text[], text[], jsonb, boolean, integer, text, text) is 'The whole query for one request: {rows, more, totals, skipped}; without totals where a row falls into several keys, for which they are asked by themselves.';
