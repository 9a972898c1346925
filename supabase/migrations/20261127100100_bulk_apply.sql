-- Bulk changes carried out: batch by batch, what may not be touched refused row by row, the rest done.

create type private.bulk_plan as (record_id uuid, state text, before jsonb);
comment on type private.bulk_plan is 'What a batch does with a record: go, same, or why not (a key of errors); and what the record had.';

create function private.next_bulk(job uuid, wanted text, batch integer) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select r.record_id from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me()
    where r.job_id = job and r.status = wanted order by r.record_id limit least(greatest(batch, 1), 1000))
$$;
comment on function private.next_bulk(uuid, text, integer) is 'The next records of the caller''s bulk change that have this status, at most 1,000.';

create function private.look_bulk(job public.bulk_jobs, ids uuid[]) returns setof private.bulk_plan
language plpgsql stable set search_path = ''
as $$
declare
  owner_column constant text := private.bulk_owner(job.resource);
  kept constant text[] := case when job.action = 'set' then private.bulk_kept(job.resource, job.changes) when job.action = 'assign' then array[owner_column, 'access_id'] else '{}' end;
  target constant jsonb := case when job.action = 'assign' then pg_catalog.jsonb_build_object(owner_column, job.changes -> 'owner_id') else job.changes end;
begin
  if job.action in ('tag', 'untag') then
    return query execute pg_catalog.format(
      'select i, case when t.id is null then ''gone'' when t.access_id <> all ($2) then ''denied'' when (g.tag_id is null) = ($4 = ''untag'') then ''same'' else ''go'' end, ''{}''::jsonb
       from pg_catalog.unnest($1) i left join public.%I t on t.id = i and t.deleted_at is null left join public.%I g on g.%I = i and g.tag_id = $3',
      private.bulk_table(job.resource), private.tag_table(job.resource), private.tag_key(job.resource))
      using ids, private.visible_ids(job.resource, 'update'), (job.changes ->> 'tag_id')::uuid, job.action;
    return;
  end if;
  return query execute pg_catalog.format(
    'select i, case when t.id is null then ''gone'' when t.access_id <> all ($2) then ''denied'' when $4 <> ''trash'' and pg_catalog.to_jsonb(t) @> $5 then ''same'' else ''go'' end,
       (select coalesce(pg_catalog.jsonb_object_agg(k, pg_catalog.to_jsonb(t) -> k), ''{}'') from pg_catalog.unnest($3) k)
     from pg_catalog.unnest($1) i left join public.%I t on t.id = i and t.deleted_at is null', private.bulk_table(job.resource))
    using ids, private.visible_ids(job.resource, private.bulk_right(job.action)), kept, job.action, target;
end $$;
comment on function private.look_bulk(public.bulk_jobs, uuid[]) is
  'Looks at records with the caller''s own eyes: which can be changed (go), which are so already (same), which not and why (gone, denied); and what they have now.';

create function private.note_bulk(job uuid, plans private.bulk_plan[], new_status text, why text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  it public.bulk_jobs;
begin
  select j.* into strict it from public.bulk_jobs j where j.id = job and j.created_by = private.me();
  execute pg_catalog.format(
    'update private.bulk_rows r set status = $3, before = case when $3 = ''applied'' then p.before else r.before end,
       version = case when $3 = ''applied'' then t.updated_at else r.version end, issue = coalesce($4, case when $3 in (''refused'', ''kept'') then p.state end)
     from pg_catalog.unnest($2) p left join public.%I t on t.id = p.record_id where r.job_id = $1 and r.record_id = p.record_id', private.bulk_table(it.resource))
    using it.id, plans, new_status, why;
end $$;
comment on function private.note_bulk(uuid, private.bulk_plan[], text, text) is
  'Writes down what became of records of the caller''s bulk change; of changed ones what they had, and the version that they have now.';

create function private.set_tag(resource text, tag uuid, ids uuid[], put_on boolean) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
begin
  execute pg_catalog.format(
    case when put_on then 'insert into public.%1$I (%2$I, tag_id) select i, $1 from pg_catalog.unnest($2) i'
      else 'delete from public.%1$I where tag_id = $1 and %2$I = any ($2)' end, private.tag_table(resource), private.tag_key(resource)) using tag, ids;
  get diagnostics touched = row_count;
  perform private.fail_unless(touched, cardinality(ids));
end $$;
comment on function private.set_tag(text, uuid, uuid[], boolean) is 'Puts a tag on records, or takes it off, with the caller''s own rights, all or none.';

create function private.write_bulk(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids constant uuid[] := array(select p.record_id from pg_catalog.unnest(plans) p);
  names text;
  touched bigint;
begin
  case job.action
    when 'set' then
      names := (select pg_catalog.string_agg(pg_catalog.quote_ident(k), ', ') from pg_catalog.jsonb_object_keys(job.changes) k);
      execute pg_catalog.format('update public.%1$I t set (%2$s) = (select %2$s from pg_catalog.jsonb_populate_record(null::public.%1$I, $1)) where t.id = any ($2)',
        private.bulk_table(job.resource), names) using job.changes, ids;
      get diagnostics touched = row_count;
      perform private.fail_unless(touched, cardinality(ids));
    when 'assign' then
      perform private.change_records(job.resource, 'assign', ids, (job.changes ->> 'owner_id')::uuid);
    when 'trash' then
      perform private.change_records(job.resource, 'delete', ids);
    else
      perform private.set_tag(job.resource, (job.changes ->> 'tag_id')::uuid, ids, job.action = 'tag');
  end case;
end $$;
comment on function private.write_bulk(public.bulk_jobs, private.bulk_plan[]) is 'Changes records with the caller''s own rights, all or none.';

create function private.bulk_issue(code text, hint text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when hint ~ '^[a-z][a-z0-9_]*$' then hint
    when code = '42501' then 'denied'
    when code = 'P0002' then 'gone'
    when code = '23503' then 'missing_reference'
    when code = '23505' then 'duplicate'
    when code like '22%' or code like '23%' then 'not_allowed_value'
    else 'unknown' end
$$;
comment on function private.bulk_issue(text, text) is 'Why a record was refused, as a key of the app''s errors, from what was raised.';

create function private.apply_bulk_rows(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  code text;
  why text;
  half constant integer := cardinality(plans) / 2;
begin
  if cardinality(plans) = 0 then
    return;
  end if;
  begin
    perform private.write_bulk(job, plans);
    perform private.note_bulk(job.id, plans, 'applied');
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, why = pg_exception_hint;
  end;
  if cardinality(plans) = 1 then
    perform private.note_bulk(job.id, plans, 'refused', private.bulk_issue(code, why));
    return;
  end if;
  perform private.apply_bulk_rows(job, plans[1:half]);
  perform private.apply_bulk_rows(job, plans[half + 1:]);
end $$;
comment on function private.apply_bulk_rows(public.bulk_jobs, private.bulk_plan[]) is
  'Changes records all at once; when the database refuses, each half by itself, until the one at fault is found and refused alone.';

create function private.log_bulk(job public.bulk_jobs, action text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.log_event(action, job.resource, pg_catalog.jsonb_build_object(
    'bulk_action', job.action, 'changes', nullif(job.changes, '{}'), 'filter', coalesce(job.filter, 'null'), 'rows', job.total_rows));
end $$;
comment on function private.log_bulk(public.bulk_jobs, text) is 'Writes a bulk change into the audit log as one event, under the same request_id as the changes of its records.';

create function public.apply_bulk(job uuid, batch integer default 500) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  it public.bulk_jobs := private.take_bulk(job, array['staging', 'applying', 'done']);
  picked uuid[];
  plans private.bulk_plan[];
begin
  if it.status = 'done' then
    return private.step_bulk(it.id, 0);
  end if;
  if it.status = 'staging' then
    perform private.log_bulk(it, 'bulk');
  end if;
  picked := private.next_bulk(it.id, 'waiting', batch);
  plans := array(select p from private.look_bulk(it, picked) p);
  perform private.note_bulk(it.id, array(select p from pg_catalog.unnest(plans) p where p.state = 'same'), 'same');
  perform private.note_bulk(it.id, array(select p from pg_catalog.unnest(plans) p where p.state not in ('go', 'same')), 'refused');
  perform private.apply_bulk_rows(it, array(select p from pg_catalog.unnest(plans) p where p.state = 'go'));
  return private.step_bulk(it.id, cardinality(picked), case when cardinality(private.next_bulk(it.id, 'waiting', 1)) > 0 then 'applying' else 'done' end);
end $$;
comment on function public.apply_bulk(uuid, integer) is
  'Changes the next records (at most 1,000) of a bulk change in one transaction, going on where it stopped. To be called until status is done. Gives {status, done, total, counts}. Raises gone, bulk_step.';

create function private.record_title(resource text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case resource when 'customers' then 'name' when 'deals' then 'name' when 'tickets' then 'subject' when 'tasks' then 'title' when 'activities' then 'subject' when 'orders' then 'number' end $$;
comment on function private.record_title(text) is 'The column that names a record of a resource; null where none does.';

create function public.list_bulk_rows(job uuid, wanted text default 'refused', most integer default 100) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  it public.bulk_jobs;
  title text;
  found jsonb;
begin
  select j.* into it from public.bulk_jobs j where j.id = job;
  if it.id is null then
    perform private.fail('P0002', 'gone', 'This change is no longer there.');
  end if;
  title := private.record_title(it.resource);
  execute pg_catalog.format('select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(''id'', r.record_id, ''issue'', r.issue, ''name'', %s) order by r.issue, r.record_id), ''[]'')
    from private.bulk_rows_of($1, $2, $3) r left join public.%I t on t.id = r.record_id',
    case when title is null then 'null' else pg_catalog.format('t.%I', title) end, private.bulk_table(it.resource))
    into found using it.id, wanted, least(greatest(most, 1), 1000);
  return found;
end $$;
comment on function public.list_bulk_rows(uuid, text, integer) is
  'Records of the caller''s bulk change with a status (refused, kept, …), at most 1,000: [{id, issue (a key of errors), name (null for what they do not see)}].';

create function private.bulk_rows_of(job uuid, wanted text, most integer) returns table (record_id uuid, issue text)
language sql stable security definer set search_path = ''
as $$
  select r.record_id, r.issue from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me()
  where r.job_id = job and r.status = wanted order by r.issue, r.record_id limit most
$$;
comment on function private.bulk_rows_of(uuid, text, integer) is 'Which records of the caller''s bulk change have a status, and why.';

grant execute on function private.next_bulk(uuid, text, integer), private.look_bulk(public.bulk_jobs, uuid[]),
  private.note_bulk(uuid, private.bulk_plan[], text, text), private.set_tag(text, uuid, uuid[], boolean), private.write_bulk(public.bulk_jobs, private.bulk_plan[]), private.bulk_issue(text, text),
  private.apply_bulk_rows(public.bulk_jobs, private.bulk_plan[]), private.log_bulk(public.bulk_jobs, text), private.record_title(text),
  private.bulk_rows_of(uuid, text, integer), public.apply_bulk(uuid, integer), public.list_bulk_rows(uuid, text, integer) to authenticated;
