-- What each figure counts is written by migrations alone, and is neither a record nor anybody's right: the audit log of a new
-- installation began with 192 such lines, in SQL.

insert into private.audit_exceptions (table_name, reason) values
  ('metrics', 'What a figure counts, which migrations alone write.'),
  ('metric_dimensions', 'What a figure can be cut by, which migrations alone write.'),
  ('metric_functions', 'What a figure is computed by, which migrations alone write.');
do $$
declare
  tbl text;
  verb text;
begin
  foreach tbl in array array['metrics', 'metric_dimensions', 'metric_functions'] loop
    foreach verb in array array['insert', 'update', 'delete'] loop
      execute pg_catalog.format('drop trigger %I on public.%I', 'zz_audit_' || verb, tbl);
    end loop;
    execute pg_catalog.format('drop function private.%I()', 'audit_' || tbl);
  end loop;
end $$;

create or replace function private.list_audit(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  how_many constant integer := least(coalesce((payload ->> 'limit')::integer, 50), 500);
  actors constant uuid[] := array(select a::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'actors') a);
  actions constant text[] := array(select a from pg_catalog.jsonb_array_elements_text(payload -> 'actions') a);
  records constant uuid[] := array(select r::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'records') r);
  resources constant text[] := array(
    select distinct ra.resource from public.resource_actions ra
    join pg_catalog.jsonb_array_elements_text(payload -> 'resources') wanted on ra.resource = wanted or ra.resource like wanted || '.%');
  conditions text := '';
  lines jsonb;
begin
  if not private.may('audit', 'view_audit') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  -- only what is asked for stands in the statement, so that each filter has its index; kinds that exist, as constants, so
  -- that the index of the rare ones can be seen to serve
  conditions := pg_catalog.concat(
    case when cardinality(actors) > 0 then ' and a.actor_id = any ($1)' end,
    case when cardinality(actions) > 0 then ' and a.action = any ($2)' end,
    case when cardinality(resources) > 0 then pg_catalog.format(' and a.resource = any (%L::text[])', resources) end,
    case when cardinality(records) > 0 then ' and a.root_id = any ($3)' end,
    case when payload ->> 'from' is not null then ' and a.happened_at >= $4' end,
    case when payload ->> 'to' is not null then ' and a.happened_at < $5' end,
    case when payload ->> 'id' is not null then ' and a.id = $6' end,
    case when payload -> 'before' <> 'null' then ' and (a.happened_at, a.id) < ($7, $8)' end,
    -- what was logged before its table was left out stands in the chain for good, and tells nobody anything
    case when payload ->> 'id' is null then ' and (a.source = ''database'' and a.table_name = any ($11)) is not true' end);
  execute 'select coalesce(pg_catalog.jsonb_agg(private.audit_line(l, $10) || pg_catalog.jsonb_build_object(''request'', l.request, ''request_id'', l.request_id) order by l.happened_at desc, l.id desc), ''[]'')
    from (select a.* from public.audit_log a where true' || conditions || ' order by a.happened_at desc, a.id desc limit $9) l'
    into lines
    using actors, actions, records, (payload ->> 'from')::timestamptz, (payload ->> 'to')::timestamptz,
      (payload ->> 'id')::bigint, (payload -> 'before' ->> 'at')::timestamptz, (payload -> 'before' ->> 'id')::bigint, how_many + 1,
      private.veiled_groups(), array(select e.table_name from private.audit_exceptions e);
  return private.audit_page(lines, how_many, true);
end $$;
