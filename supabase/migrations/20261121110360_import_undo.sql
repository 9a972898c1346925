-- Undo: what an import made goes, what it overwrote comes back, unless somebody has worked on it since.

create function private.purge_imported(resource text, ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.me();
  keys uuid[] := private.visible_ids(resource, 'delete');
  purged uuid[];
begin
  if resource = 'deals' then
    with gone as (
      delete from public.deals d
      where d.id = any (ids) and d.deleted_at is null and d.created_by = me and d.access_id = any (keys)
        and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = me
          where r.record_id = d.id and r.action = 'create' and r.version = d.updated_at)
        and not exists (select from public.activities a where a.deal_id = d.id) and not exists (select from public.tasks t where t.deal_id = d.id)
        and not exists (select from public.orders o where o.deal_id = d.id) and not exists (select from public.deal_contacts c where c.deal_id = d.id)
        and not exists (select from public.deal_financials f where f.deal_id = d.id)
      returning d.id)
    select pg_catalog.array_agg(g.id) into purged from gone g;
  elsif resource = 'customers' then
    with gone as (
      delete from public.customers c
      where c.id = any (ids) and c.deleted_at is null and c.created_by = me and c.access_id = any (keys)
        and exists (select from public.import_rows r join public.import_jobs j on j.id = r.job_id and j.created_by = me
          where r.record_id = c.id and r.action = 'create' and r.version = c.updated_at)
        and not exists (select from public.activities a where a.customer_id = c.id) and not exists (select from public.tasks t where t.customer_id = c.id)
        and not exists (select from public.orders o where o.customer_id = c.id) and not exists (select from public.tickets t where t.customer_id = c.id)
        and not exists (select from public.deals d where d.customer_id = c.id) and not exists (select from public.contacts k where k.customer_id = c.id)
        and not exists (select from public.customer_tags g where g.customer_id = c.id)
      returning c.id)
    select pg_catalog.array_agg(g.id) into purged from gone g;
  end if;
  return coalesce(purged, '{}');
end $$;
comment on function private.purge_imported(text, uuid[]) is
  'Deletes records that the caller imported and may trash, if nobody has touched them since and nothing hangs on them; gives which. The others are for the trash.';
create index import_rows_record_idx on public.import_rows (record_id) where record_id is not null;

create function private.undo_deals(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids uuid[];
begin
  ids := array(select r.record_id from pg_catalog.unnest(rows) r join public.deals d on d.id = r.record_id where r.action = 'create');
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_imported('deals', ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('deals', 'delete', ids);
  end if;
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  perform private.assign_imported('deals', array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update' and r.before ? 'owner_id'), null);
  update public.deals d set (external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id, next_step, description, opened_at, expected_close_date, closed_at) =
    (select x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, x.amount_is_estimate, x.currency, x.source, x.lost_reason_id, x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at
     from pg_catalog.jsonb_populate_record(d, r.before - 'owner_id') x)
  from pg_catalog.unnest(rows) r where d.id = r.record_id and r.action = 'update';
  update public.deal_items i set product_id = coalesce((r.before ->> 'product_id')::uuid, i.product_id), unit_price = coalesce((r.before ->> 'unit_price')::numeric, i.unit_price)
  from pg_catalog.unnest(rows) r where i.deal_id = r.record_id and r.action = 'update' and (r.before ->> 'product_id' is not null or r.before ->> 'unit_price' is not null);
  delete from public.deal_items i using pg_catalog.unnest(rows) r
  where i.deal_id = r.record_id and r.action = 'update' and r.before ? 'product_id' and r.before ->> 'product_id' is null;
  perform pg_catalog.set_config('atrium.importing', '', true);
end $$;
comment on function private.undo_deals(public.import_rows[]) is 'Deletes imported deals (those that somebody has worked on go to the trash), and gives updated ones what they had.';

create function private.undo_customers(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
declare
  ids uuid[];
begin
  ids := array(select r.record_id from pg_catalog.unnest(rows) r join public.customers c on c.id = r.record_id where r.action = 'create');
  ids := array(select i from pg_catalog.unnest(ids) i except select g from pg_catalog.unnest(private.purge_imported('customers', ids)) g);
  if cardinality(ids) > 0 then
    perform private.change_records('customers', 'delete', ids);
  end if;
  perform private.assign_imported('customers', array(select row(r.row_number, 'update', r.record_id, r.before, null, null, null, null)::private.import_plan
    from pg_catalog.unnest(rows) r where r.action = 'update' and r.before -> 'main' ? 'owner_id'), 'main');
  update public.customers c set (external_id, kind, name, legal_name, domain, website, lifecycle_stage, tier, industry, size_band, region, country, city, source, currency, description, parent_id, team_id) =
    (select x.external_id, x.kind, x.name, x.legal_name, x.domain, x.website, x.lifecycle_stage, x.tier, x.industry, x.size_band, x.region, x.country, x.city, x.source, x.currency, x.description, x.parent_id, x.team_id
     from pg_catalog.jsonb_populate_record(c, (r.before -> 'main') - 'owner_id') x)
  from pg_catalog.unnest(rows) r where c.id = r.record_id and r.action = 'update' and r.before -> 'main' <> '{}';
  update public.customer_contact_details d set (email, phone, address_line1, postal_code) =
    (select x.email, x.phone, x.address_line1, x.postal_code from pg_catalog.jsonb_populate_record(d, r.before -> 'contact') x)
  from pg_catalog.unnest(rows) r where d.customer_id = r.record_id and r.action = 'update' and r.before -> 'contact' <> '{}';
  update public.customer_demographics d set (founded_year, employees, annual_revenue) =
    (select x.founded_year, x.employees, x.annual_revenue from pg_catalog.jsonb_populate_record(d, r.before -> 'demographics') x)
  from pg_catalog.unnest(rows) r where d.customer_id = r.record_id and r.action = 'update' and r.before -> 'demographics' <> '{}';
end $$;
comment on function private.undo_customers(public.import_rows[]) is 'Deletes imported customers (those that somebody has worked on go to the trash), and gives updated ones what they had.';

create function private.undo_products(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.products p using pg_catalog.unnest(rows) r where p.id = r.record_id and r.action = 'create';
  update public.products p set (sku, name, product_line, list_price, currency, active) =
    (select x.sku, x.name, x.product_line, x.list_price, x.currency, x.active from pg_catalog.jsonb_populate_record(p, r.before) x)
  from pg_catalog.unnest(rows) r where p.id = r.record_id and r.action = 'update';
  if exists (select from public.products p join pg_catalog.unnest(rows) r on r.record_id = p.id and r.action = 'create') then
    perform private.fail('42501', 'denied', 'You may not delete this.');
  end if;
end $$;
comment on function private.undo_products(public.import_rows[]) is 'Deletes imported products that nothing refers to, and gives updated ones what they had.';

create function private.remove_profiles(ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not (private.may('profiles', 'create') and private.may('profiles', 'import')) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  if exists (select from public.profiles p where p.id = any (ids) and (p.user_id is not null
    or not exists (select from public.import_rows r where r.record_id = p.id and r.action = 'create' and r.version >= p.created_at)
      and not exists (select from public.import_jobs j where j.made @> pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('id', p.id))))) then
    perform private.fail('23503', 'still_referenced', 'This person can sign in by now.');
  end if;
  delete from public.profiles p where p.id = any (ids);
end $$;
comment on function private.remove_profiles(uuid[]) is 'Removes imported people who cannot sign in and to whom nothing refers.';

create function private.undo_profiles(rows public.import_rows[]) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.profiles p set (full_name, email, phone, job_title, team_id, department_id, manager_id, active) =
    (select x.full_name, x.email, x.phone, x.job_title, x.team_id, x.department_id, x.manager_id, x.active from pg_catalog.jsonb_populate_record(p, r.before) x)
  from pg_catalog.unnest(rows) r where p.id = r.record_id and r.action = 'update';
  perform private.remove_profiles(array(select r.record_id from pg_catalog.unnest(rows) r where r.action = 'create'));
end $$;
comment on function private.undo_profiles(public.import_rows[]) is 'Removes imported people, and gives updated ones what they had.';

create function private.changed_since(job public.import_jobs, rows public.import_rows[]) returns table (row_number integer, why text)
language plpgsql stable set search_path = ''
as $$
#variable_conflict use_column
begin
  case job.resource
    when 'deals' then
      return query select r.row_number, case when d.id is null then 'gone' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.deals d on d.id = r.record_id
      where d.id is null or r.action = 'update' and d.updated_at is distinct from r.version;
    when 'customers' then
      return query select r.row_number, case when c.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.customers c on c.id = r.record_id
      where c.id is null or r.action = 'update' and c.updated_at > r.version
        or r.action = 'create' and (exists (select from public.deals d where d.customer_id = c.id and d.deleted_at is null)
          or exists (select from public.tickets t where t.customer_id = c.id and t.deleted_at is null)
          or exists (select from public.orders o where o.customer_id = c.id and o.deleted_at is null));
    when 'products' then
      return query select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.products p on p.id = r.record_id
      where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
        or r.action = 'create' and exists (select from public.deal_items i where i.product_id = p.id);
    when 'profiles' then
      return query select r.row_number, case when p.id is null then 'gone' when r.action = 'create' then 'in_use' else 'changed_since' end
      from pg_catalog.unnest(rows) r left join public.profiles p on p.id = r.record_id
      where p.id is null or r.action = 'update' and p.updated_at is distinct from r.version
        or r.action = 'create' and (p.user_id is not null or exists (select from public.deals d where d.owner_id = p.id) or exists (select from public.customers c where c.owner_id = p.id));
  end case;
end $$;
comment on function private.changed_since(public.import_jobs, public.import_rows[]) is 'Rows of an import that undo must leave alone, and why: gone, changed_since, in_use.';

create function private.undo_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  rows public.import_rows[] := array(select r from public.import_rows r where r.job_id = job.id and r.row_number = any (numbers));
  code text;
  half integer := cardinality(numbers) / 2;
begin
  if cardinality(numbers) = 0 then
    return;
  end if;
  begin
    case job.resource
      when 'products' then perform private.undo_products(rows);
      when 'customers' then perform private.undo_customers(rows);
      when 'profiles' then perform private.undo_profiles(rows);
      when 'deals' then perform private.undo_deals(rows);
    end case;
    update public.import_rows r set status = 'undone' where r.job_id = job.id and r.row_number = any (numbers);
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set status = 'kept',
      issues = private.import_issue(true, null, case when code = '23503' then 'in_use' when code = 'P0002' then 'gone' else 'denied_undo' end)
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.undo_import_rows(job, numbers[1:half]);
  perform private.undo_import_rows(job, numbers[half + 1:]);
end $$;
comment on function private.undo_import_rows(public.import_jobs, integer[]) is 'Undoes rows all at once, or by halves until the one that cannot be is found and kept.';

create function private.undo_made(job public.import_jobs) returns void
language plpgsql set search_path = ''
as $$
declare
  thing jsonb;
begin
  for thing in select m.value from pg_catalog.jsonb_array_elements(job.made) with ordinality m order by m.ordinality desc loop
    begin
      if thing ->> 'table' = 'profiles' then
        if not exists (select from public.profiles p where p.manager_id = (thing ->> 'id')::uuid) then
          perform private.remove_profiles(array[(thing ->> 'id')::uuid]);
        end if;
      elsif not exists (select from public.profiles p where p.team_id = (thing ->> 'id')::uuid) then
        delete from public.teams t where t.id = (thing ->> 'id')::uuid;
      end if;
    exception when foreign_key_violation or insufficient_privilege then
      -- somebody uses it by now: it stays
      continue;
    end;
  end loop;
end $$;
comment on function private.undo_made(public.import_jobs) is 'Removes the teams and managers that an import made, those that nobody uses.';

create function public.undo_import(job uuid, batch integer default 1000) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  it public.import_jobs := private.lock_import(job, array['applying', 'done', 'undoing']);
  picked public.import_rows[];
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('atrium.import'), pg_catalog.hashtext(it.resource));
  if it.status <> 'undoing' then
    if not exists (select from public.import_rows r where r.job_id = it.id) and it.total_rows > 0 then
      perform private.fail('55000', 'import_too_old', 'This import ended too long ago to be undone.');
    end if;
    update public.import_jobs j set status = 'undoing', position = 0 where j.id = it.id;
  end if;
  picked := array(select r from public.import_rows r where r.job_id = it.id and r.status in ('applied', 'linking') and r.action in ('create', 'update')
    order by r.row_number desc limit least(batch, 1000));
  if cardinality(picked) > 0 then
    with why as (select * from private.changed_since(it, picked))
    update public.import_rows r set status = 'kept', issues = private.import_issue(true, null, why.why)
    from why where r.job_id = it.id and r.row_number = why.row_number;
    perform private.undo_import_rows(it, array(select r.row_number from public.import_rows r
      where r.job_id = it.id and r.status in ('applied', 'linking') and r.row_number in (select p.row_number from pg_catalog.unnest(picked) p) order by r.row_number));
    update public.import_jobs j set position = j.position + cardinality(picked) where j.id = it.id;
  else
    perform private.undo_made(it);
    update public.import_jobs j set status = 'undone', counts = j.counts || private.count_import(it.id), finished_at = now() where j.id = it.id;
  end if;
  return (select pg_catalog.jsonb_build_object('status', j.status, 'done', cardinality(picked), 'total', j.total_rows, 'counts', j.counts) from public.import_jobs j where j.id = it.id);
end $$;
comment on function public.undo_import(uuid, integer) is
  'Undoes the next rows (at most 1,000), the last first. To be called until status is undone; rows that somebody has changed or uses since are kept and say why. Gives {status, done, total, counts}.';

grant execute on function private.purge_imported(text, uuid[]), private.undo_deals(public.import_rows[]), private.undo_customers(public.import_rows[]), private.undo_products(public.import_rows[]),
  private.remove_profiles(uuid[]), private.undo_profiles(public.import_rows[]), private.changed_since(public.import_jobs, public.import_rows[]),
  private.undo_import_rows(public.import_jobs, integer[]), private.undo_made(public.import_jobs), public.undo_import(uuid, integer) to authenticated;
