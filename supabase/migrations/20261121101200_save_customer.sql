-- A customer's form saves what it holds in one transaction; a customer's page asks in one request what hangs on it.

call private.track_editor('customers');
call private.track_editor('customer_contact_details');
call private.track_editor('customer_demographics');
call private.track_editor('contacts');
call private.track_editor('contact_details');

create function private.save_tags(customer uuid, add_tags text[], remove_tags text[]) returns void
language plpgsql set search_path = ''
as $$
declare
  wanted text[] := array(select distinct pg_catalog.btrim(n) from pg_catalog.unnest(add_tags) n where pg_catalog.btrim(n) <> '');
begin
  insert into public.tags (name)
  select min(n) from pg_catalog.unnest(wanted) n
  where not exists (select from public.tags t where pg_catalog.lower(t.name) = pg_catalog.lower(n))
  group by pg_catalog.lower(n);

  insert into public.customer_tags (customer_id, tag_id)
  select customer, t.id from public.tags t
  where pg_catalog.lower(t.name) in (select pg_catalog.lower(n) from pg_catalog.unnest(wanted) n)
    and not exists (select from public.customer_tags c where c.customer_id = customer and c.tag_id = t.id)
  on conflict do nothing;

  delete from public.customer_tags c using public.tags t
  where c.customer_id = customer and t.id = c.tag_id and t.name = any (remove_tags);
  if exists (select from public.customer_tags c join public.tags t on t.id = c.tag_id
    where c.customer_id = customer and t.name = any (remove_tags)) then
    perform private.fail('42501', 'denied', 'You may not change this customer''s tags.');
  end if;
end $$;
comment on function private.save_tags(uuid, text[], text[]) is
  'Puts tags on a customer (making those that there are not yet, whatever their case) and takes others off, with the caller''s own rights.';

create function public.save_customer(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  versions jsonb := coalesce(payload -> 'versions', '{}'::jsonb);
  -- a new customer's id is the form's own: sent twice because the first answer was lost, it is still one customer
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.customers c where c.id = target and c.created_by = private.me());
  fields text[] := array['kind', 'name', 'legal_name', 'aliases', 'domain', 'website', 'lifecycle_stage', 'tier', 'industry',
    'size_band', 'region', 'country', 'city', 'source', 'product_interests', 'price_min', 'price_max', 'currency', 'description', 'parent_id'];
begin
  if target is null then
    perform private.fail('22023', 'malformed', 'A customer is saved under an id.');
  end if;
  if is_new then
    fields := fields || array['owner_id', 'team_id'];
  elsif not exists (select from public.customers c where c.id = target) then
    perform private.fail('P0002', 'gone', 'This customer is no longer there.');
  elsif (payload ->> 'new')::boolean then
    payload := pg_catalog.jsonb_set(payload, '{customer}', (payload -> 'customer') - array['owner_id', 'team_id']);
  end if;

  if is_new or payload -> 'customer' is not null then
    perform private.save_row('customers', 'id', target, coalesce(payload -> 'customer', '{}'::jsonb), fields, versions -> 'customer');
  end if;
  if payload -> 'contact_details' is not null then
    perform private.save_row('customer_contact_details', 'customer_id', target, payload -> 'contact_details',
      array['email', 'email2', 'phone', 'phone2', 'address_line1', 'address_line2', 'postal_code', 'address_city', 'address_region', 'address_country'],
      versions -> 'contact_details');
  end if;
  if payload -> 'demographics' is not null then
    perform private.save_row('customer_demographics', 'customer_id', target, payload -> 'demographics',
      array['birth_date', 'gender', 'education', 'income_band', 'household_size', 'language', 'founded_year', 'employees', 'annual_revenue'],
      versions -> 'demographics');
  end if;
  perform private.save_tags(target,
    array(select pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'add_tags', '[]'::jsonb))),
    array(select pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'remove_tags', '[]'::jsonb))));
  return (select pg_catalog.jsonb_build_object('id', c.id, 'number', c.number, 'updated_at', c.updated_at) from public.customers c where c.id = target);
end $$;
comment on function public.save_customer(jsonb) is
  'Saves a customer whole or not at all: {id, new?, customer?, contact_details?, demographics?, add_tags?, remove_tags?, versions?}. Each part holds only the fields that change; versions holds the updated_at of each part as it was loaded (null: there was none). Gives {id, number, updated_at}. Raises conflict (HTTP 409), gone, denied, unknown_field.';

create function public.save_contact(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  versions jsonb := coalesce(payload -> 'versions', '{}'::jsonb);
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.contacts c where c.id = target and c.created_by = private.me());
  customer uuid := case when is_new then (payload ->> 'customer_id')::uuid else (select c.customer_id from public.contacts c where c.id = target) end;
  changes jsonb := coalesce(payload -> 'contact', '{}'::jsonb);
  fields text[] := array['full_name', 'job_title', 'is_primary', 'language', 'notes'];
begin
  if customer is null or not exists (select from public.customers c where c.id = customer) then
    perform private.fail('P0002', 'gone', 'This contact or customer is no longer there.');
  end if;
  if (changes ->> 'is_primary')::boolean then
    update public.contacts c set is_primary = false where c.customer_id = customer and c.is_primary and c.id <> target;
  end if;
  if is_new then
    perform private.save_row('contacts', 'id', target, changes || pg_catalog.jsonb_build_object('customer_id', customer), fields || array['customer_id']);
  elsif changes <> '{}'::jsonb then
    perform private.save_row('contacts', 'id', target, changes, fields, versions -> 'contact');
  end if;
  if payload -> 'contact_details' is not null then
    perform private.save_row('contact_details', 'contact_id', target, payload -> 'contact_details', array['email', 'phone', 'mobile'], versions -> 'contact_details');
  end if;
  return pg_catalog.jsonb_build_object('id', target);
end $$;
comment on function public.save_contact(jsonb) is
  'Saves a contact with its details, whole or not at all: {id, new?, customer_id?, contact?, contact_details?, versions?}, as save_customer does. Making one the primary contact takes it from the one before. Gives {id}.';

create function public.customer_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(c.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'deals', (select count(*) from public.deals d where d.customer_id = c.id and d.deleted_at is null),
      'orders', (select count(*) from public.orders o where o.customer_id = c.id and o.deleted_at is null),
      'tickets', (select count(*) from public.tickets t where t.customer_id = c.id and t.deleted_at is null),
      'tasks', (select count(*) from public.tasks t where t.customer_id = c.id and t.deleted_at is null),
      'activities', (select count(*) from public.activities a where a.customer_id = c.id and a.deleted_at is null)))
  from public.customers c where c.id = customer_overview.id
$$;
comment on function public.customer_overview(uuid) is
  'For a customer''s page: {may: {resource: [actions]}, counts: {deals, orders, tickets, tasks, activities}} of what the caller may do and see. Null when the customer is gone.';

create function private.list_customer_regions() returns setof text
language plpgsql stable security definer set search_path = ''
as $$
declare
  keys uuid[] := private.visible_ids('customers', 'read');
begin
  if private.my_scope('customers', 'read') = 'own' then
    -- one's own customers are few: reading them is quicker than looking for one of them in every region
    return query select distinct c.region from public.customers c
      where c.region is not null and c.deleted_at is null and c.access_id = any (keys) order by 1 limit 200;
    return;
  end if;
  return query
    with recursive region(name) as (
      (select c.region from public.customers c where c.region is not null and c.deleted_at is null order by c.region limit 1)
      union all
      select (select c.region from public.customers c where c.region > r.name and c.deleted_at is null order by c.region limit 1)
      from region r where r.name is not null
    )
    -- the limit within keeps the planner from reading every customer for a join
    select r.name from region r
    cross join lateral (select from public.customers c
      where c.region = r.name and c.deleted_at is null and c.access_id = any (keys) limit 1) as seen
    where r.name is not null
    limit 200;
end $$;
comment on function private.list_customer_regions() is 'The body of public.list_customer_regions(): skips through the index from name to name.';

create function public.list_customer_regions() returns table (region text)
language sql stable rows 20 set search_path = ''
as $$ select * from private.list_customer_regions() $$;
comment on function public.list_customer_regions() is 'The regions that the customers whom the caller may read are in, by name; at most 200.';

grant execute on function private.save_tags(uuid, text[], text[]), private.list_customer_regions(),
  public.save_customer(jsonb), public.save_contact(jsonb), public.customer_overview(uuid), public.list_customer_regions() to authenticated;
