-- Products: saved by a form, found by search, and what they cost, for who may know.

insert into public.resource_actions (resource, action, scoped)
select 'products.costs', a, false from unnest(array['read', 'create', 'update', 'delete']) a;
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'products.costs', a.action, 'all'
from (values ('admin', 'read create update delete'), ('sales_manager', 'read create update delete'), ('executive', 'read'), ('auditor', 'read')) as g (role, actions)
join public.roles r on r.key = g.role
cross join lateral pg_catalog.unnest(pg_catalog.string_to_array(g.actions, ' ')) a (action);

create table public.product_costs (
  product_id uuid primary key references public.products on delete cascade,
  cost numeric(14,2) not null check (cost >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.product_costs is 'What one of a product costs the organisation, in the product''s currency: the field group products.costs.';
call private.protect_reference('product_costs', 'products.costs');
create trigger touch_row before update on public.product_costs for each row execute function private.touch_row();
insert into public.field_groups (resource, table_name, column_name)
values ('products.costs', 'product_costs', 'cost'), ('products.costs', 'audit_log', 'changes');

create function public.save_product(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  known boolean := exists (select from public.products p where p.id = target);
  changes jsonb := coalesce(payload -> 'product', '{}'::jsonb);
  stored public.products;
begin
  if target is null then
    perform private.fail('22023', 'malformed', 'A product is saved under an id.');
  end if;
  if not known and not coalesce((payload ->> 'new')::boolean, false) then
    perform private.fail('P0002', 'gone', 'This product is no longer there.');
  end if;
  if changes <> '{}' then
    perform private.save_row('products', 'id', target, changes, array['sku', 'name', 'product_line', 'list_price', 'currency', 'active'],
      payload #> '{versions,product}');
  end if;
  if payload -> 'costs' is not null then
    if payload #>> '{costs,cost}' is null then
      delete from public.product_costs c where c.product_id = target;
      if exists (select from public.product_costs c where c.product_id = target) then
        perform private.fail('42501', 'denied', 'You may not change this.');
      end if;
    else
      perform private.save_row('product_costs', 'product_id', target, payload -> 'costs', array['cost'], payload #> '{versions,costs}');
    end if;
  end if;
  select * into stored from public.products p where p.id = target;
  if stored.id is null then
    perform private.fail('22023', 'malformed', 'A product has a name.', '{"field":"name"}');
  end if;
  return pg_catalog.jsonb_build_object('id', stored.id, 'updated_at', stored.updated_at);
end $$;
comment on function public.save_product(jsonb) is
  'Saves a product whole or not at all: {id, new?, product?, costs?: {cost}, versions?}. Only the fields that change; a cost of null is none. versions holds the updated_at of product and costs as they were loaded. Gives {id, updated_at}. Raises conflict (HTTP 409), gone, denied, unknown_field, malformed.';

create function public.search_products(q text) returns setof public.products
language sql stable rows 200 set search_path = ''
as $$
  select p.* from public.products p
  where ' ' || private.search_norm(pg_catalog.concat_ws(' ', p.name, p.sku, p.product_line)) || ' ' like private.search_pattern(q)
  limit 1000
$$;
comment on function public.search_products(text) is 'Products by any part of name, SKU or product line, the first 1,000 found; filter and sort as with the table.';

grant execute on function public.save_product(jsonb), public.search_products(text) to authenticated;
