-- Orders as a resource of their own: saved whole with their lines, searched, and made from a won deal.

call private.track_editor('orders');

alter table public.orders add column search_text text not null
  generated always as (' ' || private.search_norm(number::text || ' ' || coalesce(external_id, '')) || ' ') stored;
create index orders_search_idx on public.orders using gin (search_text extensions.gin_trgm_ops) where deleted_at is null;
create index orders_external_id_idx on public.orders (external_id) where deleted_at is null and external_id is not null;
create index orders_total_idx on public.orders (total desc nulls last, id) where deleted_at is null;
create index orders_status_idx on public.orders (status, ordered_at desc) where deleted_at is null;

-- An order is worth its lines, by whatever way they change; one without lines is worth what was said.
create function private.order_total() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- one after the other: who comes second sees the lines of who came first
  perform from public.orders o where o.id in (select t.order_id from touched t) order by o.id for no key update;
  update public.orders o set total = s.total
  from (
    select l.order_id, coalesce(sum(i.amount), 0) as total
    from (select distinct t.order_id from touched t) l left join public.order_items i on i.order_id = l.order_id
    group by l.order_id) s
  where o.id = s.order_id and o.total <> s.total;
  return null;
end $$;
comment on function private.order_total() is 'The total of an order follows its lines.';
create trigger x_order_total_insert after insert on public.order_items
  referencing new table as touched for each statement execute function private.order_total();
create trigger x_order_total_update after update on public.order_items
  referencing new table as touched for each statement execute function private.order_total();
create trigger x_order_total_delete after delete on public.order_items
  referencing old table as touched for each statement execute function private.order_total();

create function private.keep_order_total() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.total := coalesce((select sum(i.amount) from public.order_items i where i.order_id = new.id), new.total);
  return new;
end $$;
comment on function private.keep_order_total() is 'The total of an order that has lines is not set by hand.';
create trigger d_keep_order_total before update of total on public.orders
  for each row when (old.total is distinct from new.total) execute function private.keep_order_total();

create function private.save_lines(tbl text, parent text, target uuid, items jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  known_fields constant text[] := array['id', 'product_id', 'quantity', 'unit_price', 'discount_rate'];
  unknown_field text;
begin
  if pg_catalog.jsonb_typeof(items) <> 'array' or pg_catalog.jsonb_array_length(items) > 1000 then
    perform private.fail('22023', 'malformed', 'Its products are a list of at most 1,000.', '{"field":"items"}');
  end if;
  select f into unknown_field from pg_catalog.jsonb_array_elements(items) i, pg_catalog.jsonb_object_keys(i) f where f <> all (known_fields) limit 1;
  if found then
    perform private.fail('22023', 'unknown_field', 'A product has a field that cannot be saved.', pg_catalog.json_build_object('name', unknown_field)::text);
  end if;
  execute pg_catalog.format('delete from public.%I i where i.%I = $1
    and i.id <> all (array(select (x ->> ''id'')::uuid from pg_catalog.jsonb_array_elements($2) x where x ->> ''id'' is not null))', tbl, parent)
    using target, items;
  execute pg_catalog.format('insert into public.%1$I as i (id, %2$I, product_id, quantity, unit_price, discount_rate, position)
    select coalesce(r.id, pg_catalog.gen_random_uuid()), $1, r.product_id, coalesce(r.quantity, 1), r.unit_price, coalesce(r.discount_rate, 0), x.n
    from pg_catalog.jsonb_array_elements($2) with ordinality as x (item, n), pg_catalog.jsonb_populate_record(null::public.%1$I, x.item) r
    on conflict (id) do update set product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price,
      discount_rate = excluded.discount_rate, position = excluded.position
    where i.%2$I = $1', tbl, parent)
    using target, items;
end $$;
comment on function private.save_lines(text, text, uuid, jsonb) is
  'Makes the products of a deal or an order (a table of them, its column that names the record, and the record) those of a list, in its order, with the caller''s own rights.';

create or replace function private.save_deal_items(deal uuid, items jsonb) returns void
language sql set search_path = ''
as $$ select private.save_lines('deal_items', 'deal_id', deal, items) $$;

create function public.save_order(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  -- a new order's id is the form's own: sent twice because the first answer was lost, it is still one order
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.orders o where o.id = target and o.created_by = private.me());
  changes jsonb := coalesce(payload -> 'order', '{}'::jsonb);
  fields text[] := array['customer_id', 'deal_id', 'status', 'ordered_at', 'total', 'currency', 'external_id'];
  stored public.orders;
begin
  if target is null or is_new and changes ->> 'customer_id' is null then
    perform private.fail('22023', 'malformed', 'An order is saved under an id, for a customer.', '{"field":"customer_id"}');
  end if;
  if is_new then
    fields := fields || array['owner_id', 'team_id'];
  elsif not exists (select from public.orders o where o.id = target) then
    perform private.fail('P0002', 'gone', 'This order is no longer there.');
  elsif (payload ->> 'new')::boolean then
    changes := changes - array['owner_id', 'team_id'];
  end if;
  -- its lines are part of its version
  if changes = '{}' and payload -> 'items' is not null then
    changes := (select pg_catalog.jsonb_build_object('status', o.status) from public.orders o where o.id = target);
  end if;
  if is_new or changes <> '{}' then
    perform private.save_row('orders', 'id', target, changes, fields, payload #> '{versions,order}');
  end if;
  if payload -> 'items' is not null then
    perform private.save_lines('order_items', 'order_id', target, payload -> 'items');
  end if;
  select * into stored from public.orders o where o.id = target;
  if stored.deal_id is not null and changes ?| array['deal_id', 'customer_id']
    and not exists (select from public.deals d where d.id = stored.deal_id and d.customer_id = stored.customer_id) then
    perform private.fail('23514', 'order_of_other_customer', 'The deal of an order is one with its customer.', '{"field":"deal_id"}');
  end if;
  return pg_catalog.jsonb_build_object('id', stored.id, 'number', stored.number, 'updated_at', stored.updated_at, 'total', stored.total);
end $$;
comment on function public.save_order(jsonb) is
  'Saves an order whole or not at all: {id, new?, order?, items?, versions?}. order holds only the fields that change; items [{id?, product_id, quantity, unit_price, discount_rate}] is the whole list. The total is the sum of the lines; only an order without lines takes the total given. versions.order is the updated_at that the form loaded. Gives {id, number, updated_at, total}. Raises conflict (HTTP 409), gone, denied, unknown_field, malformed, order_of_other_customer.';

create function private.order_of_deal(deal uuid) returns uuid
language sql stable security definer set search_path = ''
as $$
  select o.id from public.orders o join public.deals d on d.id = o.deal_id
  where o.deal_id = deal and o.deleted_at is null and o.status not in ('cancelled', 'returned')
    and d.access_id = any (private.visible_ids('deals', 'read'))
  order by o.ordered_at, o.id limit 1
$$;
comment on function private.order_of_deal(uuid) is 'The order that a deal has become, of a deal that the caller sees; one that was cancelled or returned is none.';

create function public.order_from_deal(deal uuid) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  sold record;
  made uuid;
begin
  -- one at a time for a deal: a second click finds what the first has made
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('order_from_deal:' || deal::text, 0));
  select d.id, d.outcome, d.customer_id, d.owner_id, d.team_id, d.amount, d.currency into sold from public.deals d where d.id = deal;
  if not found then
    perform private.fail('P0002', 'gone', 'This deal is no longer there.');
  end if;
  if sold.outcome <> 'won' then
    perform private.fail('23514', 'deal_not_won', 'Only a won deal becomes an order.');
  end if;
  if sold.customer_id is null then
    perform private.fail('23514', 'deal_without_customer', 'An order is a customer''s: give the deal a customer first.', '{"field":"customer_id"}');
  end if;
  made := private.order_of_deal(deal);
  if made is not null then
    if not exists (select from public.orders o where o.id = made) then
      perform private.fail('42501', 'order_exists', 'This deal has become an order that is not open to you.');
    end if;
    return pg_catalog.jsonb_build_object('id', made, 'made', false);
  end if;
  made := pg_catalog.gen_random_uuid();
  insert into public.orders (id, customer_id, deal_id, status, total, currency, owner_id, team_id)
  select made, sold.customer_id, sold.id, 'confirmed', coalesce(sold.amount, 0), sold.currency,
    case when mine.may then sold.owner_id end, case when mine.may and sold.owner_id is null then sold.team_id end
  from (select private.access_key(coalesce(sold.owner_id, sold.team_id, private.organisation_id()), private.me())
    = any (private.visible_ids('orders', 'create')) as may) mine;
  insert into public.order_items (order_id, product_id, quantity, unit_price, discount_rate, position)
  select made, i.product_id, i.quantity, i.unit_price, i.discount_rate, i.position from public.deal_items i where i.deal_id = sold.id;
  return pg_catalog.jsonb_build_object('id', made, 'made', true);
end $$;
comment on function public.order_from_deal(uuid) is
  'Makes the order of a won deal: its customer, currency and lines, whose it is where the caller may create for them, confirmed now. A deal that has become an order already gives that one. Gives {id, made}. Raises gone, deal_not_won, deal_without_customer, order_exists, denied.';

create function public.order_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$ select pg_catalog.jsonb_build_object('may', private.my_reach(o.access_id)) from public.orders o where o.id = order_overview.id $$;
comment on function public.order_overview(uuid) is 'For an order''s page: {may: {resource: [actions]}}. Null when the order is gone.';

create function private.search_order_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like text := private.search_pattern(q);
  order_keys uuid[] := private.visible_ids('orders', 'read');
  customer_keys uuid[] := private.visible_ids('customers', 'read');
begin
  if text_like is null then
    return;
  end if;
  return query
    select found.id from (
      (select o.id from public.orders o
        where o.deleted_at is null and o.search_text like text_like and (o.access_id = any (order_keys) or o.customer_access_id = any (customer_keys)) limit cap)
      union
      (select o.id from public.orders o
        where o.deleted_at is null and (o.access_id = any (order_keys) or o.customer_access_id = any (customer_keys)) and o.customer_id in (
          select c.id from public.customers c
          where c.deleted_at is null and c.search_text like text_like and c.access_id = any (customer_keys) limit cap) limit cap)
    ) found(id)
    limit cap;
end $$;
comment on function private.search_order_ids(text, integer) is
  'Orders that the caller may read, by any part of number or external id, or of the customer''s name where that may be read; cap at the most.';

create function public.search_orders(q text) returns setof public.orders
language sql stable rows 200 set search_path = ''
as $$ select o.* from public.orders o where o.id in (select private.search_order_ids(q, 1000)) $$;
comment on function public.search_orders(text) is
  'Orders by any part of number, external id or customer, the first 1,000 found; filter, sort and embed as with the table.';

grant execute on function private.save_lines(text, text, uuid, jsonb), private.order_of_deal(uuid), private.search_order_ids(text, integer),
  public.save_order(jsonb), public.order_from_deal(uuid), public.order_overview(uuid), public.search_orders(text) to authenticated;
