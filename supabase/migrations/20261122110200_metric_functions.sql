-- What metrics cannot say (a funnel, a forecast …) is a function of its own, which the same batch calls.

create table public.metric_functions (
  key text primary key check (key ~ '^[a-z_]+\.[a-z_]+$'),
  needs text not null check (needs ~ '^[a-z_.]+\.[a-z_]+$'),
  function_name text not null unique check (function_name ~ '^[a-z][a-z0-9_]*$'),
  source text not null default 'deals',
  filters text[] not null default '{}',
  comment text not null check (btrim(comment) <> '')
);
comment on table public.metric_functions is
  'Functions that query_metrics calls by key: private.<function_name>(asked jsonb) returns jsonb {rows, totals …}, stable, under the caller''s rights. asked: {args, filters, from, to, from_day, to_day, grain, timezone, base_currency, today, compared}, to exclusive. needs: the permission, resource.action. filters: the dimensions of source that it honours; others are refused. Rows only migrations write.';
call private.protect('metric_functions', 'metrics', 'special');
create policy metric_functions_read on public.metric_functions for select to authenticated using ((select private.may('metrics', 'read')));
revoke insert, update, delete on public.metric_functions from authenticated, service_role;

create function private.asked_sql(fragment text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  -- First into names, so that what is put in is not itself replaced.
  named constant text := pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(fragment,
    '$1', '{timezone}'), '$4', '{base_currency}'), '$5', '{filters}'), '$7', '{today}');
begin
  return pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(named, '{timezone}', '($1 ->> ''timezone'')'),
    '{base_currency}', '($1 ->> ''base_currency'')'), '{filters}', '($1 -> ''filters'')'), '{today}', '($1 ->> ''today'')::date');
end $$;
comment on function private.asked_sql(text) is 'A fragment of a dimension with its bound values read from the one value $1, what a function was asked.';

create function private.deal_rows_sql(filters jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
  plain constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where not d.shared);
  divided constant public.metric_dimensions[] := array(select d from pg_catalog.unnest(dims) d where d.shared);
begin
  return private.asked_sql(pg_catalog.format('(select d.* from public.deals d %s where d.deleted_at is null and %s%s)',
    private.metric_joins(plain), private.metric_filter_sql(plain),
    case when pg_catalog.cardinality(divided) = 0 then '' else pg_catalog.format(
      ' and exists (select from (values (true)) one left join public.deal_items it on it.deal_id = d.id %s where %s)',
      private.metric_joins(divided), private.metric_filter_sql(divided)) end));
end $$;
comment on function private.deal_rows_sql(jsonb) is
  'SQL of the deals that are not in the trash and that filters let through, for a metric function: execute format(''select … from %s d'', private.deal_rows_sql(asked -> ''filters'')) using asked. $1 must be the whole of asked; no value of a caller is in the text. A deal with several products comes once.';

grant execute on function private.asked_sql(text), private.deal_rows_sql(jsonb) to authenticated;
