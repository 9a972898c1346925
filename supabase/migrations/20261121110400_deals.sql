-- A deal's form, page, search, and the pipeline board.

call private.track_editor('deals');
call private.track_editor('deal_financials');

-- A deal may belong to a customer whom its owner does not see: the parent is checked where it is set, not whenever the
-- deal is saved.
drop policy deals_update on public.deals;
create policy deals_update on public.deals for update to authenticated
  using (deleted_at is null and access_id = any ((select private.visible_ids('deals', 'update'))::uuid[]))
  with check (deleted_at is null and access_id = any ((select private.visible_ids('deals', 'update'))::uuid[]));

create function private.guard_deal_customer() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and new.customer_id is not null
    and private.key_of('customers', new.customer_id) <> all (private.visible_ids('customers', 'read')) then
    perform private.fail('42501', 'missing_reference', 'There is no such customer.', '{"field":"customer_id"}');
  end if;
  return new;
end $$;
comment on function private.guard_deal_customer() is 'A deal is given only to a customer that the caller sees.';
create trigger b_guard_customer before update of customer_id on public.deals
  for each row when (old.customer_id is distinct from new.customer_id) execute function private.guard_deal_customer();

create function private.guard_deal_contact() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.contacts c join public.deals d on d.customer_id = c.customer_id
    where c.id = new.contact_id and d.id = new.deal_id) then
    perform private.fail('23514', 'contact_of_other_customer', 'A deal''s contacts are contacts of its customer.', '{"field":"contacts"}');
  end if;
  return new;
end $$;
comment on function private.guard_deal_contact() is 'Who has a part in a deal is a contact of its customer.';
create trigger d_guard_contact before insert or update of contact_id on public.deal_contacts
  for each row execute function private.guard_deal_contact();

create function private.drop_foreign_contacts() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.deal_contacts k where k.deal_id = new.id
    and not exists (select from public.contacts c where c.id = k.contact_id and c.customer_id = new.customer_id);
  return null;
end $$;
comment on function private.drop_foreign_contacts() is 'A deal that goes to another customer leaves the old one''s contacts behind.';
create trigger y_drop_foreign_contacts after update of customer_id on public.deals
  for each row when (old.customer_id is distinct from new.customer_id) execute function private.drop_foreign_contacts();

create function private.deal_margin() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.cost is not null then
    new.margin := (select d.amount from public.deals d where d.id = new.deal_id) - new.cost;
  end if;
  return new;
end $$;
comment on function private.deal_margin() is 'Where the cost is known, the margin is the deal''s amount less the cost.';
create trigger d_deal_margin before insert or update of cost, margin on public.deal_financials
  for each row execute function private.deal_margin();

create function private.follow_deal_amount() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.deal_financials f set margin = new.amount - f.cost where f.deal_id = new.id and f.cost is not null;
  return null;
end $$;
comment on function private.follow_deal_amount() is 'The margin follows the amount.';
create trigger y_follow_amount after update of amount on public.deals
  for each row when (old.amount is distinct from new.amount) execute function private.follow_deal_amount();

create function private.save_deal_items(deal uuid, items jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  known_fields constant text[] := array['id', 'product_id', 'quantity', 'unit_price', 'discount_rate'];
  unknown_field text;
begin
  if pg_catalog.jsonb_typeof(items) <> 'array' or pg_catalog.jsonb_array_length(items) > 200 then
    perform private.fail('22023', 'malformed', 'The products of a deal are a list of at most 200.', '{"field":"items"}');
  end if;
  select f into unknown_field from pg_catalog.jsonb_array_elements(items) i, pg_catalog.jsonb_object_keys(i) f where f <> all (known_fields) limit 1;
  if found then
    perform private.fail('22023', 'unknown_field', 'A product of a deal has a field that cannot be saved.', pg_catalog.json_build_object('name', unknown_field)::text);
  end if;
  delete from public.deal_items i where i.deal_id = deal
    and i.id <> all (array(select (x ->> 'id')::uuid from pg_catalog.jsonb_array_elements(items) x where x ->> 'id' is not null));
  insert into public.deal_items as i (id, deal_id, product_id, quantity, unit_price, discount_rate, position)
  select coalesce(r.id, pg_catalog.gen_random_uuid()), deal, r.product_id, coalesce(r.quantity, 1), r.unit_price, coalesce(r.discount_rate, 0), x.n
  from pg_catalog.jsonb_array_elements(items) with ordinality as x (item, n),
    pg_catalog.jsonb_populate_record(null::public.deal_items, x.item) r
  on conflict (id) do update set product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price,
    discount_rate = excluded.discount_rate, position = excluded.position
  where i.deal_id = deal;
end $$;
comment on function private.save_deal_items(uuid, jsonb) is 'Makes the products of a deal those of a list, in its order, with the caller''s own rights.';

create function private.save_deal_contacts(deal uuid, contacts jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(contacts) <> 'array' or pg_catalog.jsonb_array_length(contacts) > 100 then
    perform private.fail('22023', 'malformed', 'The contacts of a deal are a list of at most 100.', '{"field":"contacts"}');
  end if;
  delete from public.deal_contacts k where k.deal_id = deal
    and k.contact_id <> all (array(select (x ->> 'contact_id')::uuid from pg_catalog.jsonb_array_elements(contacts) x));
  insert into public.deal_contacts (deal_id, contact_id, role)
  select distinct on (r.contact_id) deal, r.contact_id, r.role
  from pg_catalog.jsonb_array_elements(contacts) x, pg_catalog.jsonb_populate_record(null::public.deal_contacts, x) r
  on conflict (deal_id, contact_id) do update set role = excluded.role where deal_contacts.role is distinct from excluded.role;
end $$;
comment on function private.save_deal_contacts(uuid, jsonb) is 'Makes the contacts of a deal, with their roles, those of a list, with the caller''s own rights.';

create function public.save_deal(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  versions jsonb := coalesce(payload -> 'versions', '{}'::jsonb);
  -- a new deal's id is the form's own: sent twice because the first answer was lost, it is still one deal
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.deals d where d.id = target and d.created_by = private.me());
  changes jsonb := coalesce(payload -> 'deal', '{}'::jsonb);
  fields text[] := array['name', 'customer_id', 'stage_id', 'amount', 'amount_is_estimate', 'currency', 'win_probability', 'source', 'lost_reason_id',
    'lost_note', 'next_step', 'next_step_at', 'description', 'opened_at', 'expected_close_date', 'closed_at'];
  stored public.deals;
begin
  if target is null then
    perform private.fail('22023', 'malformed', 'A deal is saved under an id.');
  end if;
  if is_new then
    fields := fields || array['owner_id', 'team_id', 'pipeline_id'];
    changes := private.with_pipeline(changes);
  elsif not exists (select from public.deals d where d.id = target) then
    perform private.fail('P0002', 'gone', 'This deal is no longer there.');
  elsif (payload ->> 'new')::boolean then
    changes := changes - array['owner_id', 'team_id', 'pipeline_id'];
  end if;
  -- before the amount, which the margin follows
  if not is_new and payload -> 'financials' is not null then
    perform private.save_row('deal_financials', 'deal_id', target, payload -> 'financials', array['cost', 'discount'], versions -> 'financials');
  end if;
  -- what hangs on the deal is part of its version
  if is_new or changes <> '{}' or payload -> 'items' is not null or payload -> 'contacts' is not null then
    if changes = '{}' then
      changes := (select pg_catalog.jsonb_build_object('name', d.name) from public.deals d where d.id = target);
    end if;
    perform private.save_row('deals', 'id', target, changes, fields, versions -> 'deal');
  end if;
  if is_new and payload -> 'financials' is not null then
    perform private.save_row('deal_financials', 'deal_id', target, payload -> 'financials', array['cost', 'discount']);
  end if;
  if payload -> 'items' is not null then
    perform private.save_deal_items(target, payload -> 'items');
    if not changes ? 'amount' then
      update public.deals d set amount = (select sum(i.amount) from public.deal_items i where i.deal_id = target), amount_is_estimate = false where d.id = target;
    end if;
  end if;
  if payload -> 'contacts' is not null then
    perform private.save_deal_contacts(target, payload -> 'contacts');
  end if;

  select * into stored from public.deals d where d.id = target;
  if stored.outcome = 'lost' and stored.lost_reason_id is null and changes ?| array['stage_id', 'lost_reason_id'] then
    perform private.fail('23514', 'lost_reason_required', 'Say why the deal was lost.', '{"field":"lost_reason_id"}');
  end if;
  if private.organisation_day(stored.closed_at) < private.organisation_day(stored.opened_at) and changes ?| array['closed_at', 'opened_at'] then
    perform private.fail('23514', 'closed_before_opened', 'A deal is closed after it was opened.', '{"field":"closed_at"}');
  end if;
  return pg_catalog.jsonb_build_object('id', stored.id, 'number', stored.number, 'updated_at', stored.updated_at);
end $$;
comment on function public.save_deal(jsonb) is
  'Saves a deal whole or not at all: {id, new?, deal?, items?, contacts?, financials?, versions?}. deal and financials hold only the fields that change; items [{id?, product_id, quantity, unit_price, discount_rate}] and contacts [{contact_id, role}] are the whole lists. With items and no amount, the amount is their sum. versions holds the updated_at of deal and financials as they were loaded (null: there was none). A new deal without a stage goes to the default pipeline''s first. Gives {id, number, updated_at}. Raises conflict (HTTP 409), gone, denied, unknown_field, lost_reason_required, closed_before_opened.';

create function private.with_pipeline(changes jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  stage record;
begin
  select s.id, s.pipeline_id into stage
  from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
  where case when changes ->> 'stage_id' is not null then s.id = (changes ->> 'stage_id')::uuid
    else s.outcome = 'open' and case when changes ->> 'pipeline_id' is not null then p.id = (changes ->> 'pipeline_id')::uuid else p.is_default end end
  order by s.position limit 1;
  if not found then
    perform private.fail('23503', 'missing_reference', 'There is no such stage.', '{"field":"stage_id"}');
  end if;
  return changes || pg_catalog.jsonb_build_object('stage_id', stage.id, 'pipeline_id', stage.pipeline_id);
end $$;
comment on function private.with_pipeline(jsonb) is 'Completes a new deal: its stage''s pipeline, or the first open stage of the pipeline named, of the default one else.';

create function public.deal_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(d.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'orders', (select count(*) from public.orders o where o.deal_id = d.id and o.deleted_at is null),
      'tasks', (select count(*) from public.tasks t where t.deal_id = d.id and t.deleted_at is null),
      'activities', (select count(*) from public.activities a where a.deal_id = d.id and a.deleted_at is null)))
  from public.deals d where d.id = deal_overview.id
$$;
comment on function public.deal_overview(uuid) is
  'For a deal''s page: {may: {resource: [actions]}, counts: {orders, tasks, activities}} of what the caller may do and see. Null when the deal is gone.';

create function private.search_deal_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like text := private.search_pattern(q);
  deal_keys uuid[] := private.visible_ids('deals', 'read');
  customer_keys uuid[] := private.visible_ids('customers', 'read');
begin
  if text_like is null or deal_keys = '{}' then
    return;
  end if;
  return query
    select found.id from (
      (select d.id from public.deals d
        where d.deleted_at is null and d.search_text like text_like and d.access_id = any (deal_keys) limit cap)
      union
      (select d.id from public.deals d
        where d.deleted_at is null and d.access_id = any (deal_keys) and d.customer_id in (
          select c.id from public.customers c
          where c.deleted_at is null and c.search_text like text_like and c.access_id = any (customer_keys) limit cap) limit cap)
    ) found(id)
    limit cap;
end $$;
comment on function private.search_deal_ids(text, integer) is
  'Deals that the caller may read, by any part of name, number or external id, or of the customer''s name where that may be read; cap at the most.';

create function public.search_deals(q text) returns setof public.deals
language sql stable rows 200 set search_path = ''
as $$ select d.* from public.deals d where d.id in (select private.search_deal_ids(q, 1000)) $$;
comment on function public.search_deals(text) is
  'Deals by any part of name, number, external id or customer, the first 1,000 found; filter, sort and embed as with the table.';

grant execute on function private.search_deal_ids(text, integer), private.save_deal_items(uuid, jsonb), private.save_deal_contacts(uuid, jsonb),
  private.with_pipeline(jsonb), public.save_deal(jsonb), public.deal_overview(uuid), public.search_deals(text) to authenticated;
