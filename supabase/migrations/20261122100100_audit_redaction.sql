-- Redaction for administrators: what it would take away is shown first, and a person is found wherever the log names them.

-- what hangs on a record and is asked for by itself (a contact of a customer)
create index audit_log_part_idx on public.audit_log (record_id) where record_id <> root_id;

create function private.redactable_ids(payload jsonb) returns bigint[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select a.id from public.audit_log a
    where a.action <> 'redact' and a.resource <> 'audit'
      and (a.id = any (array(select e::bigint from pg_catalog.jsonb_array_elements_text(payload -> 'entries') e))
        or a.root_id = any ((payload ->> 'id')::uuid || array(
          -- what hangs on it has lines of its own that hang on it: a customer's contacts, and their details
          select distinct part.record_id from public.audit_log part
          where part.root_id = (payload ->> 'id')::uuid and part.record_id <> part.root_id))
        or a.record_id <> a.root_id and a.record_id = (payload ->> 'id')::uuid)
    order by a.id)
$$;
comment on function private.redactable_ids(jsonb) is
  'The lines that a redaction is about: payload.entries, and those of the record payload.id and of what hangs on it. Redactions and the log''s own exports are none of them.';

create function private.preview_redaction(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.may('audit', 'redact') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  return (
    with field as (
      select a.id, a.happened_at, coalesce(a.table_name, a.resource) as table_name, a.resource, f.key
      from public.audit_log a cross join lateral pg_catalog.jsonb_each(a.changes) f
      where a.id = any (private.redactable_ids(payload)) and f.value <> 'null'
    )
    select pg_catalog.jsonb_build_object(
      'lines', (select count(distinct f.id) from field f),
      'first', (select min(f.happened_at) from field f),
      'last', (select max(f.happened_at) from field f),
      'fields', coalesce((
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('field', g.key, 'table', g.table_name, 'resource', g.resource, 'lines', g.lines, 'personal', g.personal)
          order by g.personal desc, g.lines desc, g.key)
        from (
          select f.key, min(f.table_name) as table_name, min(f.resource) as resource, count(distinct f.id) as lines,
            pg_catalog.bool_or(f.key = any (array['name', 'full_name', 'legal_name', 'aliases', 'website', 'domain', 'description', 'subject', 'body', 'notes', 'email', 'phone', 'avatar'])
              or exists (select from public.field_groups c where c.table_name = f.table_name and c.column_name = f.key)) as personal
          from field f group by f.key) g), '[]')));
end $$;
comment on function private.preview_redaction(jsonb) is 'The body of public.preview_redaction().';

create function public.preview_redaction(payload jsonb) returns jsonb
language sql stable set search_path = '' as $$ select private.preview_redaction(payload) $$;
comment on function public.preview_redaction(jsonb) is
  'What redact_audit would find for {id} or {entries}: {lines, first, last, fields: [{field, table, resource, lines, personal}]}, values that are still there alone; personal tells what names or describes a person. Needs audit.redact.';

create or replace function private.redact_audit(payload jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  reason constant text := pg_catalog.btrim(payload ->> 'reason');
  fields constant text[] := array(select f from pg_catalog.jsonb_array_elements_text(nullif(payload -> 'fields', 'null')) f);
  every_field constant boolean := nullif(payload -> 'fields', 'null') is null;
  context private.audit_context;
  entry public.audit_log;
  hidden jsonb;
  digests jsonb;
  salts jsonb;
  touched bigint[];
begin
  if not private.may('audit', 'redact') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if (private.current_view()).id is not null then
    perform private.fail('42501', 'viewing_as', 'While you view as somebody else nothing can be changed.');
  end if;
  if coalesce(reason, '') = '' then
    perform private.fail('22023', 'required', 'Say why.', '{"field":"reason"}');
  end if;
  if pg_catalog.length(reason) > 500 then
    perform private.fail('22023', 'too_long', 'The reason is too long.', '{"field":"reason"}');
  end if;
  context := private.audit_context();
  perform pg_catalog.set_config('atrium.redacting', 'on', true);
  for entry in
    select a.* from public.audit_log a where a.id = any (private.redactable_ids(payload)) order by a.id for update
  loop
    select pg_catalog.jsonb_object_agg(f.field, pg_catalog.encode(f.digest, 'hex')) filter (where f.hide),
      pg_catalog.jsonb_object_agg(f.field, pg_catalog.encode(f.salt, 'hex')) filter (where not f.hide and f.value <> 'null'),
      pg_catalog.jsonb_object_agg(f.field, null) filter (where f.hide)
      into digests, salts, hidden
    from (select a.*, a.value <> 'null' and (every_field or a.field = any (fields)) as hide from private.audit_fields(entry) a) f;
    continue when hidden is null;
    update public.audit_log a set
      salt = null,
      changes = entry.changes || hidden,
      redacted = pg_catalog.jsonb_build_object('digests', coalesce(entry.redacted -> 'digests', '{}') || digests, 'salts', coalesce(salts, '{}'))
    where a.id = entry.id;
    touched := touched || entry.id;
  end loop;
  perform pg_catalog.set_config('atrium.redacting', '', true);
  insert into public.audit_log (actor_id, source, request, request_id, action, resource, root_resource, root_id, changes)
  select context.actor_id, context.source, context.request, context.request_id, 'redact', 'audit', a.root_resource, a.root_id,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('reason', pg_catalog.jsonb_build_array(null, reason),
      'fields', case when not every_field then pg_catalog.jsonb_build_array(null, payload -> 'fields') end,
      'entries', pg_catalog.jsonb_build_array(null, pg_catalog.jsonb_agg(a.id order by a.id))))
  from public.audit_log a where a.id = any (touched) group by a.root_resource, a.root_id;
  return coalesce(cardinality(touched), 0);
end $$;

grant execute on function private.preview_redaction(jsonb) to authenticated;
grant execute on function public.preview_redaction(jsonb) to authenticated;
