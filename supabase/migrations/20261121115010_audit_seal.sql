-- Seals: a chain of hashes over the digests of the log's lines. Who changes, takes away or slips in a line, be it the
-- tables' owner, breaks it; who makes the whole chain anew no longer meets the head that was kept outside.

create table private.audit_seals (
  number bigint primary key,
  taken_at timestamptz not null,
  next_xid bigint not null,
  last_id bigint not null,
  floor_id bigint not null,
  settled_at timestamptz not null,
  ids bigint[] not null,
  digests bytea not null,
  hash bytea not null
);
comment on table private.audit_seals is
  'Batches of the audit log, chained: hash = sha256(previous hash, number, times, floor, ids, digests); digests has 32 bytes for each id.';
comment on column private.audit_seals.last_id is 'The highest id that was given out when the batch was taken; lines of transactions still open come in a later one.';
comment on column private.audit_seals.floor_id is 'Every line up to this id is in this batch or an earlier one.';
comment on column private.audit_seals.settled_at is 'Every line of before this moment is in this batch or an earlier one.';
alter table private.audit_seals enable row level security;

create function private.audit_fields(entry public.audit_log) returns table (field text, value jsonb, salt bytea, digest bytea)
language sql stable set search_path = ''
as $$
  select f.key, f.value, s.salt,
    case when f.value = 'null' and entry.redacted -> 'digests' ? f.key then pg_catalog.decode(entry.redacted -> 'digests' ->> f.key, 'hex')
      else pg_catalog.sha256(s.salt || pg_catalog.convert_to(f.key || ':' || f.value::text, 'UTF8')) end
  from pg_catalog.jsonb_each(entry.changes) f
  cross join lateral (
    select case when entry.salt is null then pg_catalog.decode(entry.redacted -> 'salts' ->> f.key, 'hex')
      else pg_catalog.sha256(pg_catalog.uuid_send(entry.salt) || pg_catalog.convert_to(f.key, 'UTF8')) end as salt) s
$$;
comment on function private.audit_fields(public.audit_log) is
  'Each field of a line with its salt (from the line''s, or kept by itself once another field was redacted) and its digest (of what is there, or the one that a redaction left).';

create function private.audit_digest(entry public.audit_log) returns bytea
language plpgsql stable set search_path = ''
as $$
declare
  fields bytea;
begin
  select pg_catalog.string_agg(pg_catalog.sha256(pg_catalog.convert_to(f.field, 'UTF8')) || f.digest, '' order by f.field collate "C") into fields
  from private.audit_fields(entry) f;
  return pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.jsonb_build_array(entry.id, (extract(epoch from entry.happened_at) * 1000000)::bigint,
      entry.actor_id, entry.as_whom_id, entry.action, entry.resource, entry.table_name, entry.record_id, entry.record_key,
      entry.root_resource, entry.root_id, entry.source, entry.request, entry.request_id)::text, 'UTF8') || coalesce(fields, ''));
end $$;
comment on function private.audit_digest(public.audit_log) is 'The digest of a line: of what it says and of the salted digests of its fields, which outlive a redaction.';

create function private.audit_seal_hash(seal private.audit_seals, previous bytea) returns bytea
language sql immutable set search_path = ''
as $$
  select pg_catalog.sha256(coalesce(previous, '') || pg_catalog.convert_to(pg_catalog.jsonb_build_array(seal.number,
      (extract(epoch from seal.taken_at) * 1000000)::bigint, seal.last_id, seal.floor_id, (extract(epoch from seal.settled_at) * 1000000)::bigint,
      pg_catalog.to_jsonb(seal.ids))::text, 'UTF8') || seal.digests)
$$;
comment on function private.audit_seal_hash(private.audit_seals, bytea) is 'The hash that a batch must have after the one before it.';

create function private.seal_audit() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  batch constant integer := 5000;
  before private.audit_seals;
  seal private.audit_seals;
  snapshot pg_catalog.pg_snapshot;
begin
  perform private.audit_tables();
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.seal_audit'));
  select s.* into before from private.audit_seals s order by s.number desc limit 1;
  loop
    seal.number := coalesce(before.number, 0) + 1;
    -- moment and highest id first, then the snapshot: whatever was written by then is of a transaction that it knows
    seal.taken_at := pg_catalog.clock_timestamp();
    seal.last_id := coalesce(pg_catalog.pg_sequence_last_value('public.audit_log_id_seq'), 0);
    snapshot := pg_catalog.pg_current_snapshot();
    seal.next_xid := pg_catalog.pg_snapshot_xmax(snapshot)::text::bigint;
    select s.last_id, s.taken_at into seal.floor_id, seal.settled_at from private.audit_seals s
    where s.next_xid <= pg_catalog.pg_snapshot_xmin(snapshot)::text::bigint order by s.number desc limit 1;
    seal.floor_id := greatest(coalesce(seal.floor_id, 0), before.floor_id);
    seal.settled_at := greatest(seal.settled_at, before.settled_at, '1970-01-01T00:00:00Z'::timestamptz);

    select pg_catalog.array_agg(l.id order by l.id), pg_catalog.string_agg(private.audit_digest(l), '' order by l.id) into seal.ids, seal.digests
    from (
      select a.* from public.audit_log a
      where a.id > coalesce(before.floor_id, 0) and a.id <= seal.last_id
        and a.id not in (
          select sealed.id from private.audit_seals s cross join lateral pg_catalog.unnest(s.ids) sealed (id) where s.last_id > before.floor_id)
      order by a.id limit batch) l;
    if seal.ids is null then
      -- an empty batch says how far all is settled
      exit when before.number is null or seal.floor_id = before.floor_id and before.taken_at > seal.taken_at - interval '1 hour';
      seal.ids := '{}';
      seal.digests := '';
    end if;
    if cardinality(seal.ids) = batch then
      -- the rest comes in the next batch: this one settles nothing
      seal.floor_id := coalesce(before.floor_id, 0);
      seal.settled_at := coalesce(before.settled_at, '1970-01-01T00:00:00Z'::timestamptz);
    end if;
    seal.hash := private.audit_seal_hash(seal, before.hash);
    insert into private.audit_seals select seal.*;
    before := seal;
    exit when cardinality(seal.ids) < batch;
  end loop;
end $$;
comment on function private.seal_audit() is 'Job: seals what came into the audit log since the last batch, and audits columns and tables that are new.';
insert into public.jobs (name, description, function_name, every)
values ('audit.seal', 'Seals what came into the audit log.', 'seal_audit', interval '1 minute');

create function private.audit_head() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.jsonb_build_object('number', s.number, 'hash', pg_catalog.encode(s.hash, 'hex'), 'taken_at', s.taken_at)
  from private.audit_seals s where private.may('audit', 'view_audit') order by s.number desc limit 1
$$;
comment on function private.audit_head() is 'The chain''s head, for who may view the audit log: {number, hash, taken_at}; null before the first batch.';

create function private.verify_seal(seal private.audit_seals, before private.audit_seals) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  with sealed as (
    select s.id, pg_catalog.substr(seal.digests, (s.place::integer - 1) * 32 + 1, 32) as digest
    from pg_catalog.unnest(seal.ids) with ordinality s (id, place)
  )
  select pg_catalog.jsonb_build_object('kind', 'chain', 'number', seal.number)
  where seal.hash is distinct from private.audit_seal_hash(seal, before.hash) or seal.number <> coalesce(before.number, 0) + 1
  union all
  select pg_catalog.jsonb_build_object('kind', f.kind, 'id', f.id)
  from (
    select s.id, case
      when a.id is null then 'missing'
      when private.audit_digest(a) is distinct from s.digest then 'changed'
      when a.happened_at < before.settled_at then 'inserted'
      when a.redacted is not null and not exists (
        select from public.audit_log r where r.root_id is not distinct from a.root_id and r.action = 'redact' and r.changes -> 'entries' -> 1 @> pg_catalog.to_jsonb(a.id)) then 'redacted'
      end as kind
    from sealed s left join public.audit_log a on a.id = s.id
  ) f where f.kind is not null
  union all
  select pg_catalog.jsonb_build_object('kind', 'inserted', 'id', a.id)
  from public.audit_log a
  where a.id > coalesce(before.floor_id, '-9223372036854775808'::bigint) and a.id <= seal.floor_id
    and a.id not in (
      select known.id from private.audit_seals s cross join lateral pg_catalog.unnest(s.ids) known (id)
      where s.last_id > coalesce(before.floor_id, 0) and s.number <= seal.number)
$$;
comment on function private.verify_seal(private.audit_seals, private.audit_seals) is
  'What is wrong with a batch, after the one before it: its place in the chain, lines that were changed, taken away, slipped in, or redacted without a word.';

create function private.verify_audit(payload jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  most_problems constant integer := 200;
  began constant timestamptz := pg_catalog.clock_timestamp();
  before private.audit_seals;
  seal private.audit_seals;
  found_here jsonb;
  problems jsonb := '[]';
  lines bigint := 0;
  done boolean := true;
  kept constant jsonb := nullif(payload -> 'head', 'null');
begin
  if not private.may('audit', 'view_audit') then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  select s.* into before from private.audit_seals s where s.number = (payload ->> 'after')::bigint;
  for seal in select s.* from private.audit_seals s where s.number > coalesce(before.number, 0) order by s.number loop
    if pg_catalog.clock_timestamp() > began + interval '2 seconds' or pg_catalog.jsonb_array_length(problems) >= most_problems then
      done := false;
      exit;
    end if;
    select pg_catalog.jsonb_agg(v) into found_here from private.verify_seal(seal, before) v;
    problems := problems || coalesce(found_here, '[]');
    lines := lines + cardinality(seal.ids);
    before := seal;
  end loop;
  if done then
    select problems || coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', 'inserted', 'id', a.id)), '[]') into problems
    from public.audit_log a
    where a.id > coalesce(before.floor_id, 0) and a.happened_at < before.settled_at
      and a.id not in (
        select known.id from private.audit_seals s cross join lateral pg_catalog.unnest(s.ids) known (id) where s.last_id > coalesce(before.floor_id, 0));
    if kept is not null and not exists (
      select from private.audit_seals s where s.number = (kept ->> 'number')::bigint and s.hash = pg_catalog.decode(kept ->> 'hash', 'hex')) then
      problems := problems || pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('kind', 'head', 'number', (kept ->> 'number')::bigint));
    end if;
  end if;
  return pg_catalog.jsonb_build_object('lines', lines, 'after', before.number, 'done', done, 'problems', problems, 'head', private.audit_head());
end $$;
comment on function private.verify_audit(jsonb) is 'The body of public.verify_audit().';

create function public.verify_audit(payload jsonb) returns jsonb
language sql stable set search_path = '' as $$ select private.verify_audit(payload) $$;
comment on function public.verify_audit(jsonb) is
  'Checks sealed batches after the one numbered payload.after, for about two seconds: {lines, after, done, problems: [{kind: chain|changed|missing|inserted|redacted|head, id or number}], head}; to be called on until done. payload.head {number, hash}: a head kept outside. Needs audit.view_audit.';

create function private.redact_audit(payload jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  reason constant text := pg_catalog.btrim(payload ->> 'reason');
  wanted constant bigint[] := array(select e::bigint from pg_catalog.jsonb_array_elements_text(payload -> 'entries') e);
  fields constant text[] := array(select f from pg_catalog.jsonb_array_elements_text(payload -> 'fields') f);
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
  context := private.audit_context();
  perform pg_catalog.set_config('atrium.redacting', 'on', true);
  for entry in
    select a.* from public.audit_log a
    where (a.root_id = (payload ->> 'id')::uuid or a.id = any (wanted)) and a.action <> 'redact' and a.resource <> 'audit'
    order by a.root_id, a.id for update
  loop
    select pg_catalog.jsonb_object_agg(f.field, pg_catalog.encode(f.digest, 'hex')) filter (where f.hide),
      pg_catalog.jsonb_object_agg(f.field, pg_catalog.encode(f.salt, 'hex')) filter (where not f.hide and f.value <> 'null'),
      pg_catalog.jsonb_object_agg(f.field, null) filter (where f.hide)
      into digests, salts, hidden
    from (select a.*, a.value <> 'null' and (payload -> 'fields' is null or a.field = any (fields)) as hide from private.audit_fields(entry) a) f;
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
    pg_catalog.jsonb_build_object('reason', pg_catalog.jsonb_build_array(null, reason),
      'fields', pg_catalog.jsonb_build_array(null, payload -> 'fields'),
      'entries', pg_catalog.jsonb_build_array(null, pg_catalog.jsonb_agg(a.id order by a.id)))
  from public.audit_log a where a.id = any (touched) group by a.root_resource, a.root_id;
  return coalesce(cardinality(touched), 0);
end $$;
comment on function private.redact_audit(jsonb) is 'The body of public.redact_audit().';

create function public.redact_audit(payload jsonb) returns integer
language sql set search_path = '' as $$ select private.redact_audit(payload) $$;
comment on function public.redact_audit(jsonb) is
  'Removes values from the audit log for good, of a record with what hangs on it (payload.id) or of lines (payload.entries), all fields or payload.fields, with payload.reason; gives how many lines. That it was done is logged, and the seals stay good. Needs audit.redact.';

grant execute on function private.verify_audit(jsonb), private.redact_audit(jsonb), private.audit_head() to authenticated;
grant execute on function public.verify_audit(jsonb), public.redact_audit(jsonb) to authenticated;
