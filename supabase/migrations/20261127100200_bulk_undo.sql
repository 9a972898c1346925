-- Undo: what a bulk change or a deletion took comes back, unless somebody has worked on it since. It works from any browser, days later.

create function private.look_bulk_undo(job public.bulk_jobs, ids uuid[]) returns setof private.bulk_plan
language plpgsql stable security definer set search_path = ''
as $$
begin
  if job.action in ('tag', 'untag') then
    return query execute pg_catalog.format(
      'select r.record_id, case when t.id is null then ''gone'' when (g.tag_id is null) = ($3 = ''tag'') then ''changed_since'' else ''go'' end, r.before
       from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me()
       left join public.%I t on t.id = r.record_id and t.deleted_at is null left join public.%I g on g.%I = r.record_id and g.tag_id = $4
       where r.job_id = $1 and r.record_id = any ($2)', private.bulk_table(job.resource), private.tag_table(job.resource), private.tag_key(job.resource))
      using job.id, ids, job.action, (job.changes ->> 'tag_id')::uuid;
    return;
  end if;
  return query execute pg_catalog.format(
    'select r.record_id, case when t.id is null or ($3 <> ''trash'' and t.deleted_at is not null) then ''gone''
       when ($3 = ''trash'' and t.deleted_at is null) or t.updated_at is distinct from r.version then ''changed_since'' else ''go'' end, r.before
     from private.bulk_rows r join public.bulk_jobs j on j.id = r.job_id and j.created_by = private.me() left join public.%I t on t.id = r.record_id
     where r.job_id = $1 and r.record_id = any ($2)', private.bulk_table(job.resource))
    using job.id, ids, job.action;
end $$;
comment on function private.look_bulk_undo(public.bulk_jobs, uuid[]) is
  'Which records of the caller''s bulk change can be given back what they had (go), and which are left alone: gone, changed_since.';

create function private.take_back_bulk(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  owner_column constant text := private.bulk_owner(job.resource);
  keys constant uuid[] := private.visible_ids(job.resource, 'assign');
begin
  if not exists (select from public.bulk_jobs j where j.id = job.id and j.created_by = private.me() and j.action = 'assign')
    or exists (select from pg_catalog.unnest(plans) p
      where not exists (select from private.bulk_rows r where r.job_id = job.id and r.record_id = p.record_id and r.status = 'applied' and r.before = p.before)
        or (p.before ->> 'access_id')::uuid <> all (keys)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if exists (select from pg_catalog.unnest(plans) p join public.profiles o on o.id = (p.before ->> owner_column)::uuid where not o.active) then
    perform private.fail('22023', 'not_active', 'This person is not active.', '{"field":"owner_id"}');
  end if;
  perform pg_catalog.set_config('atrium.assigning', 'on', true);
  execute pg_catalog.format('update public.%1$I t set %2$I = (p.before ->> %2$L)::uuid from pg_catalog.unnest($1) p where t.id = p.record_id', private.bulk_table(job.resource), owner_column)
    using plans;
  perform pg_catalog.set_config('atrium.assigning', '', true);
end $$;
comment on function private.take_back_bulk(public.bulk_jobs, private.bulk_plan[]) is
  'Gives records back to those who had them. Whoever gave them away may take them back while nobody has touched them, also from out of their sight, as long as they may still assign what those had.';

create function private.undo_bulk_rows(job public.bulk_jobs, plans private.bulk_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  names text;
  touched bigint;
  code text;
  why text;
  half constant integer := cardinality(plans) / 2;
begin
  if cardinality(plans) = 0 then
    return;
  end if;
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
        perform private.change_records(job.resource, 'restore', array(select p.record_id from pg_catalog.unnest(plans) p));
      else
        perform private.set_tag(job.resource, (job.changes ->> 'tag_id')::uuid, array(select p.record_id from pg_catalog.unnest(plans) p), job.action = 'untag');
    end case;
    perform private.note_bulk(job.id, plans, 'undone');
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, why = pg_exception_hint;
  end;
  if cardinality(plans) = 1 then
    perform private.note_bulk(job.id, plans, 'kept', private.bulk_issue(code, why));
    return;
  end if;
  perform private.undo_bulk_rows(job, plans[1:half]);
  perform private.undo_bulk_rows(job, plans[half + 1:]);
end $$;
comment on function private.undo_bulk_rows(public.bulk_jobs, private.bulk_plan[]) is 'Undoes records all at once, or by halves until the one that cannot be is found and kept.';

create function public.undo_bulk(job uuid, batch integer default 500) returns jsonb
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
  perform private.undo_bulk_rows(it, array(select p from pg_catalog.unnest(plans) p where p.state = 'go'));
  return private.step_bulk(it.id, cardinality(picked), case when cardinality(private.next_bulk(it.id, 'applied', 1)) > 0 then 'undoing' else 'undone' end);
end $$;
comment on function public.undo_bulk(uuid, integer) is
  'Gives the next records (at most 1,000) of a bulk change back what they had. To be called until status is undone; what somebody has changed since is kept and says why. Gives {status, done, total, counts}. Raises gone, bulk_step.';

-- A ticket that an undo opens again was not reopened by its customer.
create or replace function private.ticket_status_before() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.assignee_id is not null and new.status = 'new' and (tg_op = 'INSERT' or old.assignee_id is null) then
    new.status := 'open';
  end if;
  if new.status in ('solved', 'closed') then
    if new.solved_at is null then
      new.solved_at := now();
    end if;
  else
    if tg_op = 'UPDATE' and old.status in ('solved', 'closed') and pg_catalog.current_setting('atrium.undoing', true) is distinct from 'on' then
      new.reopened_count := old.reopened_count + 1;
    end if;
    new.solved_at := null;
  end if;
  if tg_op = 'INSERT' and new.queue_id is null and new.assignee_id is null then
    new.queue_id := (select q.id from public.ticket_queues q where q.is_default);
  end if;
  return new;
end $$;

create function private.record_trash(resource text, ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  tbl constant text := private.bulk_table(resource);
  title constant text := private.record_title(resource);
  one constant boolean := (select count(distinct i) = 1 from pg_catalog.unnest(ids) i);
  label text;
  new_id uuid;
begin
  if one and title is not null then
    execute pg_catalog.format('select %I::text from public.%I where id = $1', title, tbl) into label using ids[1];
  end if;
  insert into public.bulk_jobs (resource, action, label, status, total_rows, created_by, finished_at)
  values (record_trash.resource, 'trash', label, 'done', (select count(distinct i) from pg_catalog.unnest(ids) i), private.me(), now())
  returning id into new_id;
  execute pg_catalog.format('insert into private.bulk_rows (job_id, record_id, status, before, version) select $1, t.id, ''applied'', ''{}'', t.updated_at from public.%I t where t.id = any ($2)', tbl)
    using new_id, ids;
  update public.bulk_jobs j set counts = private.count_bulk(j.id) where j.id = new_id;
end $$;
comment on function private.record_trash(text, uuid[]) is 'Writes down what the caller has just moved to the trash, so that it can be undone later.';

create function private.note_restored(resource text, ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  touched uuid[];
begin
  with back as (
    update private.bulk_rows r set status = 'undone' from public.bulk_jobs j
    where j.id = r.job_id and j.resource = note_restored.resource and j.action = 'trash' and r.status = 'applied' and r.record_id = any (ids)
    returning r.job_id)
  select pg_catalog.array_agg(distinct b.job_id) into touched from back b;
  update public.bulk_jobs j set counts = private.count_bulk(j.id),
    status = case when j.status in ('done', 'cancelled') and not exists (select from private.bulk_rows r where r.job_id = j.id and r.status = 'applied') then 'undone' else j.status end
  where j.id = any (touched);
end $$;
comment on function private.note_restored(text, uuid[]) is 'What was taken out of the trash, whoever did it, is undone in the list of changes too.';

create or replace function public.trash_records(resource text, ids uuid[]) returns integer
language plpgsql set search_path = ''
as $$
declare
  done constant integer := private.change_records(resource, 'delete', ids);
begin
  perform private.record_trash(resource, ids);
  return done;
end $$;
comment on function public.trash_records(text, uuid[]) is 'Puts records into the trash, all or none; gives how many. Needs the permission delete. The caller finds it among their changes (bulk_jobs), to be undone.';

create or replace function public.restore_records(resource text, ids uuid[]) returns integer
language plpgsql set search_path = ''
as $$
declare
  done constant integer := private.change_records(resource, 'restore', ids);
begin
  perform private.note_restored(resource, ids);
  return done;
end $$;

grant execute on function private.look_bulk_undo(public.bulk_jobs, uuid[]), private.take_back_bulk(public.bulk_jobs, private.bulk_plan[]),
  private.undo_bulk_rows(public.bulk_jobs, private.bulk_plan[]), private.record_trash(text, uuid[]), private.note_restored(text, uuid[]),
  public.undo_bulk(uuid, integer) to authenticated;
