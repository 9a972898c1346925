-- The steps of a run: prepare, batches (a bad row is found by halving), links at the end; and back by undo.

create function private.prepare_import(job public.import_jobs) returns void
language plpgsql set search_path = ''
as $$
declare
  things jsonb := '[]';
  missing record;
  new_id uuid;
begin
  if job.resource <> 'profiles' or not coalesce((job.mapping -> 'options' ->> 'createMissing')::boolean, false) then
    return;
  end if;
  for missing in
    select min(r.data ->> 'team') as name, min(coalesce(r.data ->> 'team_region', r.data ->> 'team')) as region, min(r.data ->> 'department') as department
    from public.import_rows r
    where r.job_id = job.id and r.action in ('create', 'update') and r.data ? 'team'
      and not exists (select from public.teams t where private.match_key(t.name) = private.match_key(r.data ->> 'team'))
    group by private.match_key(r.data ->> 'team')
  loop
    insert into public.teams (name, region, department_id)
    select missing.name, pg_catalog.left(missing.region, 80), (select f.id from private.import_find('departments', array[missing.department]) f)
    returning id into new_id;
    things := things || pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('table', 'teams', 'id', new_id, 'name', missing.name));
  end loop;
  for missing in
    select min(r.data ->> 'manager') as name, case when count(distinct r.data ->> 'team') = 1 then min(r.data ->> 'team') end as team
    from public.import_rows r
    where r.job_id = job.id and r.action in ('create', 'update') and r.data ? 'manager'
      and not exists (select from public.import_rows o where o.job_id = job.id and o.name_key = private.match_key(r.data ->> 'manager'))
      and not exists (select from public.profiles p where private.match_key(p.full_name) = private.match_key(r.data ->> 'manager'))
      and (r.data ->> 'manager') !~ '@'
    group by private.match_key(r.data ->> 'manager')
  loop
    new_id := gen_random_uuid();
    perform private.insert_profiles(pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('id', new_id, 'full_name', missing.name,
      'team_id', (select f.id from private.import_find('teams', array[missing.team]) f))));
    things := things || pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('table', 'profiles', 'id', new_id, 'name', missing.name));
  end loop;
  update public.import_jobs j set made = things where j.id = job.id;
end $$;
comment on function private.prepare_import(public.import_jobs) is
  'Makes the teams and managers that a file of people names and nobody has: a team''s region is the one given, else its name; a manager is in the team that all their people share.';

create function private.apply_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  plans private.import_plan[];
  code text;
  reason text;
  half integer := cardinality(numbers) / 2;
begin
  begin
    plans := array(select p from private.plan_import(job, numbers) p);
    case job.resource
      when 'products' then perform private.apply_products(plans);
      when 'customers' then perform private.apply_customers(plans);
      when 'profiles' then perform private.apply_profiles(plans);
      when 'deals' then perform private.apply_deals(plans);
    end case;
    update public.import_rows r set action = p.action, issues = p.issues, notes = p.notes,
      record_id = case when p.action <> 'refuse' then p.record_id end,
      status = case when p.action not in ('create', 'update') then 'checked' when p.parent is not null then 'linking' else 'applied' end,
      before = case when p.action = 'update' then p.before end, version = case when p.action in ('create', 'update') then now() end
    from pg_catalog.unnest(plans) p where r.job_id = job.id and r.row_number = p.row_number;
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, reason = message_text;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set action = 'refuse', status = 'checked', record_id = null,
      issues = private.import_issue(true, null, case when code = '42501' then 'denied' when code = '23505' then 'duplicate' when code like '23%' or code like '22%' then 'not_allowed' else 'failed' end,
        pg_catalog.jsonb_build_object('code', code, 'reason', pg_catalog.left(reason, 200)))
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.apply_import_rows(job, numbers[1:half]);
  perform private.apply_import_rows(job, numbers[half + 1:]);
end $$;
comment on function private.apply_import_rows(public.import_jobs, integer[]) is
  'Writes rows all at once; when the database refuses, each half by itself, until the bad row is found and refused alone.';

create function private.link_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  half integer := cardinality(numbers) / 2;
begin
  begin
    if job.resource = 'customers' then
      update public.customers c set parent_id = f.id
      from public.import_rows r join private.import_find('customers', array(select o.data ->> 'parent' from public.import_rows o where o.job_id = job.id and o.row_number = any (numbers))) f
        on f.needle = r.data ->> 'parent' and f.hits = 1
      where r.job_id = job.id and r.row_number = any (numbers) and c.id = r.record_id and c.parent_id is distinct from f.id;
    else
      update public.profiles c set manager_id = f.id
      from public.import_rows r join private.import_find('profiles', array(select o.data ->> 'manager' from public.import_rows o where o.job_id = job.id and o.row_number = any (numbers))) f
        on f.needle = r.data ->> 'manager' and f.hits = 1
      where r.job_id = job.id and r.row_number = any (numbers) and c.id = r.record_id and c.manager_id is distinct from f.id;
    end if;
    update public.import_rows r set status = 'applied', version = now(),
      notes = case when case job.resource
        when 'customers' then (select c.parent_id is null from public.customers c where c.id = r.record_id)
        else (select p.manager_id is null from public.profiles p where p.id = r.record_id) end then r.notes || array['not_linked'] else r.notes end
    where r.job_id = job.id and r.row_number = any (numbers);
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      if cardinality(numbers) = 1 then
        update public.import_rows r set status = 'applied', notes = r.notes || array['not_linked'] where r.job_id = job.id and r.row_number = numbers[1];
        return;
      end if;
  end;
  perform private.link_import_rows(job, numbers[1:half]);
  perform private.link_import_rows(job, numbers[half + 1:]);
end $$;
comment on function private.link_import_rows(public.import_jobs, integer[]) is 'Links records with parents (managers) that came later in the file; a note says where that was not possible.';

create function public.apply_import(job uuid, batch integer default 1000) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.lock_import(job, array['checked', 'applying', 'done']);
  numbers integer[];
  dealt integer;
begin
  if it.status = 'done' then
    return pg_catalog.jsonb_build_object('status', 'done', 'done', 0, 'total', it.total_rows, 'counts', it.counts);
  end if;
  -- one at a time for each resource: what the other import has just made is found, not made again
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.import'), pg_catalog.hashtext(it.resource));
  if it.status = 'checked' then
    perform private.prepare_import(it);
    update public.import_jobs j set status = 'applying', position = 0 where j.id = it.id;
    it.position := 0;
  end if;
  numbers := array(select r.row_number from public.import_rows r where r.job_id = it.id and r.row_number > it.position order by r.row_number limit least(batch, 1000));
  dealt := cardinality(numbers);
  if dealt > 0 then
    perform private.apply_import_rows(it, numbers);
    update public.import_jobs j set position = numbers[dealt] where j.id = it.id;
  else
    numbers := array(select r.row_number from public.import_rows r where r.job_id = it.id and r.status = 'linking' order by r.row_number limit least(batch, 1000));
    if cardinality(numbers) > 0 then
      perform private.link_import_rows(it, numbers);
    else
      update public.import_jobs j set status = 'done', counts = private.count_import(it.id), finished_at = now() where j.id = it.id;
    end if;
  end if;
  return (select pg_catalog.jsonb_build_object('status', j.status, 'done', dealt, 'total', j.total_rows, 'counts', j.counts) from public.import_jobs j where j.id = it.id);
end $$;
comment on function public.apply_import(uuid, integer) is
  'Writes the next rows (at most 1,000) in one transaction, going on where it stopped. To be called until status is done. Gives {status, done, total, counts}.';

grant execute on function private.prepare_import(public.import_jobs), private.apply_import_rows(public.import_jobs, integer[]),
  private.link_import_rows(public.import_jobs, integer[]), public.apply_import(uuid, integer) to authenticated;
