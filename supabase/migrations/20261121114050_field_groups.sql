-- Every column that a field group covers, wherever the same fact stands; and the fields that only some may change.

create table public.field_groups (
  resource text not null,
  table_name text not null,
  column_name text not null,
  primary key (resource, table_name, column_name)
);
comment on table public.field_groups is
  'The columns that a field group (customers.contact_details …) covers: read and changed with its permission, found by search only with it. Columns that hold many facts (an import''s cells) are shown only to who may read all of them. Only migrations write it.';
call private.protect('field_groups', 'roles', 'special');
create policy field_groups_read on public.field_groups for select to authenticated using ((select private.is_active()));
revoke insert, update, delete on public.field_groups from authenticated, service_role;

insert into public.field_groups (resource, table_name, column_name)
select g.resource, g.table_name, c.column_name
from (values
  ('customers.contact_details', 'customer_contact_details',
    'email email2 phone phone2 address_line1 address_line2 postal_code address_city address_region address_country search_text'),
  ('customers.contact_details', 'contact_details', 'email phone mobile search_text'),
  ('customers.contact_details', 'import_rows', 'raw data before match_key'),
  ('customers.demographics', 'customer_demographics',
    'birth_date gender education income_band household_size language founded_year employees annual_revenue'),
  ('customers.demographics', 'import_rows', 'raw data before'),
  ('deals.financials', 'deal_financials', 'cost discount margin')
) as g (resource, table_name, names)
cross join lateral pg_catalog.unnest(pg_catalog.string_to_array(g.names, ' ')) c (column_name);

create or replace function private.import_ids(mine boolean) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  me constant uuid := private.me();
  readers uuid[];
  open_kinds text[] := '{}';
  kind text;
begin
  if not mine then
    readers := private.visible_ids('imports', 'read');
    -- a row of a file may name anybody's record, and every group of its fields
    foreach kind in array array['customers', 'deals', 'products', 'profiles'] loop
      if private.my_scope(kind, 'read') = 'all' and not exists (
        select from public.resource_actions a
        where a.resource like kind || '.%' and a.action = 'read' and private.my_scope(a.resource, 'read') <> 'all') then
        open_kinds := open_kinds || kind;
      end if;
    end loop;
  end if;
  return array(
    select j.id from public.import_jobs j
    where j.created_by = me or (not mine and j.created_by = any (readers) and j.resource = any (open_kinds)));
end $$;
comment on function private.import_ids(boolean) is
  'The imports that the caller made; or also those of others whose rows they may see, which takes the right to read all of what was imported, each of its field groups included.';

-- What a deal was won or lost for is what reports and commissions stand on.
insert into public.resource_actions (resource, action, scoped) values ('deals', 'amend', true);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'deals', 'amend', g.scope::public.access_scope
from (values ('admin', 'all'), ('sales_manager', 'team')) as g (role, scope) join public.roles r on r.key = g.role;

create function private.guard_closed_amount() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and new.access_id <> all (private.visible_ids('deals', 'amend')) then
    perform private.fail('42501', 'closed_amount', 'The amount of a closed deal is changed by who may amend closed deals.',
      pg_catalog.json_build_object('field', case when new.amount is distinct from old.amount then 'amount' else 'currency' end)::text);
  end if;
  return new;
end $$;
comment on function private.guard_closed_amount() is 'Amount and currency of a deal that is closed and stays so need the permission amend.';
create trigger f_guard_closed_amount before update on public.deals for each row
  when (old.outcome <> 'open' and new.outcome <> 'open' and (old.amount is distinct from new.amount or old.currency is distinct from new.currency))
  execute function private.guard_closed_amount();

-- A number is the database's to give: one that is refused as taken would tell of a record that the caller may not see.
alter table public.customers alter column number set generated always;
alter table public.deals alter column number set generated always;
alter table public.orders alter column number set generated always;
alter table public.tasks alter column number set generated always;
alter table public.tickets alter column number set generated always;
