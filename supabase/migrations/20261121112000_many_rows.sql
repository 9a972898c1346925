-- What every written row costs: no SQL that is put together anew for each row, history and access keys written once a
-- statement, and a way for who writes many rows at once to stamp them itself.

create or replace function private.key_of(tbl text, row_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  key uuid;
begin
  case tbl
    when 'customers' then select t.access_id into key from public.customers t where t.id = row_id and t.deleted_at is null;
    when 'deals' then select t.access_id into key from public.deals t where t.id = row_id and t.deleted_at is null;
    when 'tickets' then select t.access_id into key from public.tickets t where t.id = row_id and t.deleted_at is null;
    else execute pg_catalog.format('select access_id from public.%I where id = $1 and deleted_at is null', tbl) into key using row_id;
  end case;
  return coalesce(key, private.nobody_id());
end $$;

create or replace function private.copy_access() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  parent uuid;
  key uuid;
begin
  -- the common ones by fixed statements, which are planned once a session
  case tg_argv[0] || '.' || tg_argv[1] || '.' || tg_argv[2] || '.' || tg_argv[3]
    when 'customers.customer_id.access_id.access_id' then
      if tg_op = 'UPDATE' and (select auth.uid()) is not null and new.customer_id is distinct from old.customer_id then
        perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
      end if;
      if new.customer_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.customers p where p.id = new.customer_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.access_id := key;
      return new;
    when 'deals.deal_id.access_id.access_id' then
      if tg_op = 'UPDATE' and (select auth.uid()) is not null and new.deal_id is distinct from old.deal_id then
        perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
      end if;
      if new.deal_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.deals p where p.id = new.deal_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.access_id := key;
      return new;
    when 'customers.customer_id.customer_access_id.access_id' then
      if new.customer_id is not null then
        select case when p.deleted_at is null then p.access_id end into key from public.customers p where p.id = new.customer_id;
        key := coalesce(key, private.nobody_id());
      end if;
      new.customer_access_id := key;
      return new;
    else
      null;
  end case;
  parent := (pg_catalog.to_jsonb(new) ->> tg_argv[1])::uuid;
  if tg_op = 'UPDATE' and tg_argv[2] = 'access_id' and (select auth.uid()) is not null
    and parent is distinct from (pg_catalog.to_jsonb(old) ->> tg_argv[1])::uuid then
    perform private.fail('42501', 'parent_fixed', 'What hangs on a record cannot be moved to another.');
  end if;
  if parent is not null then
    execute pg_catalog.format('select case when deleted_at is null then %I end from public.%I where id = $1', tg_argv[3], tg_argv[0])
      into key using parent;
    key := coalesce(key, private.nobody_id());
  end if;
  return pg_catalog.jsonb_populate_record(new, pg_catalog.jsonb_build_object(tg_argv[2], key));
end $$;

create function private.remember_access_keys() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind constant text := (select t.resource from private.resource_tables t where t.table_name = tg_table_name);
begin
  insert into private.access_keys (key, base_id, maker_id)
  select distinct n.access_id, n.base, n.created_by
  from (select a.access_id, a.created_by, coalesce(a.owner_id, a.team_id, private.organisation_id()) as base
    from added a where a.created_by is not null and not a.shared) n
  where n.base <> n.created_by
  on conflict do nothing;
  if exists (select from added a where a.shared) then
    insert into private.shared_records (resource, record_id, base_id, maker_id)
    select kind, a.id, coalesce(a.owner_id, a.team_id, private.organisation_id()), a.created_by from added a where a.shared
    on conflict (resource, record_id) do update set base_id = excluded.base_id, maker_id = excluded.maker_id;
  end if;
  return null;
end $$;
comment on function private.remember_access_keys() is
  'As remember_access_key, once a statement, for tables whose rows belong to an owner, a team or the organisation.';
drop trigger y_remember_access_key on public.customers;
create trigger y_remember_access_keys after insert on public.customers
  referencing new table as added for each statement execute function private.remember_access_keys();
drop trigger y_remember_access_key on public.deals;
create trigger y_remember_access_keys after insert on public.deals
  referencing new table as added for each statement execute function private.remember_access_keys();

create function private.deals_entered() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.me();
begin
  insert into public.deal_stage_history (deal_id, to_stage_id, entered_at, changed_by, access_id)
  select a.id, a.stage_id, a.opened_at, coalesce(me, a.created_by), a.access_id from added a;
  return null;
end $$;
comment on function private.deals_entered() is 'Writes the first stage of new deals into their history.';
drop trigger x_deal_stage on public.deals;
create trigger x_deals_entered after insert on public.deals
  referencing new table as added for each statement execute function private.deals_entered();

create function private.customers_entered() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.me();
begin
  insert into public.customer_lifecycle_history (customer_id, to_stage, changed_at, changed_by, access_id)
  select a.id, a.lifecycle_stage, a.created_at, coalesce(me, a.created_by), a.access_id from added a;
  return null;
end $$;
comment on function private.customers_entered() is 'Writes the first lifecycle stage of new customers into their history.';
drop trigger x_customer_lifecycle on public.customers;
create trigger x_customers_entered after insert on public.customers
  referencing new table as added for each statement execute function private.customers_entered();

-- Many rows at once: a definer function that has looked at the caller's rights writes what these triggers would have
-- made of each row, and says so by atrium.bulk. Nobody can set that through the API.
create procedure private.spare_bulk(tbl text, names text[])
language plpgsql set search_path = ''
as $$
declare
  trigger_name text;
  definition text;
begin
  foreach trigger_name in array names loop
    select pg_catalog.pg_get_triggerdef(t.oid) into strict definition from pg_catalog.pg_trigger t
    where t.tgrelid = pg_catalog.format('public.%I', tbl)::regclass and t.tgname = trigger_name and t.tgqual is null;
    execute pg_catalog.format('drop trigger %I on public.%I', trigger_name, tbl);
    execute pg_catalog.replace(definition, ' EXECUTE FUNCTION ',
      ' WHEN (pg_catalog.current_setting(''atrium.bulk'', true) is distinct from ''on'') EXECUTE FUNCTION ');
  end loop;
end $$;
comment on procedure private.spare_bulk(text, text[]) is
  'Lets row triggers (which must have no condition yet) rest while atrium.bulk is on: who writes many rows then gives them what the triggers would have.';
call private.spare_bulk('deals', array['a_stamp_row', 'b_owner_default', 'd_deal_before', 'e_deal_board', 'e_stamp_editor']);
call private.spare_bulk('deal_items', array['c_copy_access_id']);
call private.spare_bulk('deal_stage_history', array['c_copy_access_id']);
call private.spare_bulk('customers', array['a_stamp_row', 'b_owner_default', 'd_customer_before', 'e_stamp_editor']);
call private.spare_bulk('customer_lifecycle_history', array['c_copy_access_id']);
call private.spare_bulk('customer_contact_details', array['c_copy_access_id', 'e_stamp_editor']);
call private.spare_bulk('customer_demographics', array['c_copy_access_id', 'e_stamp_editor']);
