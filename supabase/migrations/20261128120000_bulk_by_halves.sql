-- A bulk change is carried out and undone by one function that halves.

create function private.work_bulk(job public.bulk_jobs, plans private.bulk_plan[], backwards boolean default false) returns void
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
    if backwards then
      perform private.unwrite_bulk(job, plans);
    else
      perform private.write_bulk(job, plans);
    end if;
    perform private.note_bulk(job.id, plans, case when backwards then 'undone' else 'applied' end);
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, why = pg_exception_hint;
  end;
  if cardinality(plans) = 1 then
    perform private.note_bulk(job.id, plans, case when backwards then 'kept' else 'refused' end, private.bulk_issue(code, why));
    return;
  end if;
  perform private.work_bulk(job, plans[1:half], backwards);
  perform private.work_bulk(job, plans[half + 1:], backwards);
end $$;
comment on function private.work_bulk(public.bulk_jobs, private.bulk_plan[], boolean) is
  'Changes records all at once, or gives them back what they had; when the database refuses, each half by itself, until the one at fault is found and left alone.';

create function private.unwrite_bulk(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids constant uuid[] := array(select p.record_id from pg_catalog.unnest(plans) p);
  names text;
  touched bigint;
begin
  case job.action
    when 'set' then
      names := (select pg_catalog.string_agg(pg_catalog.quote_ident(k), ', ') from pg_catalog.unnest(private.bulk_kept(job.resource, job.changes)) k);
      perform pg_catalog.set_config('atrium.undoing', 'on', true);
      execute pg_catalog.format('update public.%1$I t set (%2$s) = (select %2$s from pg_catalog.jsonb_populate_record(null::public.%1$I, p.before)) from pg_catalog.unnest($1) p where t.id = p.record_id',
        private.bulk_table(job.resource), names) using plans;
      get diagnostics touched = row_count;
      perform pg_catalog.set_config('atrium.undoing', '', true);
      perform private.fail_unless(touched, cardinality(plans));
    when 'assign' then
      perform private.take_back_bulk(job, plans);
    when 'trash' then
      perform private.change_records(job.resource, 'restore', ids);
    when 'merge' then
      perform private.unmerge(job, plans);
    else
      perform private.set_tag(job.resource, (job.changes ->> 'tag_id')::uuid, ids, job.action = 'untag');
  end case;
end $$;
comment on function private.unwrite_bulk(public.bulk_jobs, private.bulk_plan[]) is 'Gives records back what they had before a bulk change, with the caller''s own rights, all or none.';

create or replace function public.apply_bulk(job uuid, batch integer default 500) returns jsonb
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
  perform private.work_bulk(it, array(select p from pg_catalog.unnest(plans) p where p.state = 'go'));
  return private.step_bulk(it.id, cardinality(picked), case when cardinality(private.next_bulk(it.id, 'waiting', 1)) > 0 then 'applying' else 'done' end);
end $$;
create or replace function public.undo_bulk(job uuid, batch integer default 500) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  it public.bulk_jobs := private.take_bulk(job, array['applying', 'done', 'cancelled', 'undoing', 'undone']);
  picked uuid[];
  plans private.bulk_plan[];
begin
  if it.status = 'undone' then
    return private.step_bulk(it.id, 0);
  end if;
  if it.status <> 'undoing' then
    perform private.log_bulk(it, 'bulk_undo');
  end if;
  picked := private.next_bulk(it.id, 'applied', batch);
  plans := array(select p from private.look_bulk_undo(it, picked) p);
  perform private.note_bulk(it.id, array(select p from pg_catalog.unnest(plans) p where p.state <> 'go'), 'kept');
  perform private.work_bulk(it, array(select p from pg_catalog.unnest(plans) p where p.state = 'go'), backwards => true);
  return private.step_bulk(it.id, cardinality(picked), case when cardinality(private.next_bulk(it.id, 'applied', 1)) > 0 then 'undoing' else 'undone' end);
end $$;
drop function private.apply_bulk_rows(public.bulk_jobs, private.bulk_plan[]);
drop function private.undo_bulk_rows(public.bulk_jobs, private.bulk_plan[]);
grant execute on function private.work_bulk(public.bulk_jobs, private.bulk_plan[], boolean), private.unwrite_bulk(public.bulk_jobs, private.bulk_plan[]) to authenticated;
