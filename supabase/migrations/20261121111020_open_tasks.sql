-- The pages of records count what is still to do on them, and the palette finds tasks.

create or replace function public.customer_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(c.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'deals', (select count(*) from public.deals d where d.customer_id = c.id and d.deleted_at is null),
      'orders', (select count(*) from public.orders o where o.customer_id = c.id and o.deleted_at is null),
      'tickets', (select count(*) from public.tickets t where t.customer_id = c.id and t.deleted_at is null),
      'tasks', (select count(*) from public.tasks t where t.customer_id = c.id and t.deleted_at is null and t.is_open is true),
      'activities', (select count(*) from public.activities a where a.customer_id = c.id and a.deleted_at is null)))
  from public.customers c where c.id = customer_overview.id
$$;
comment on function public.customer_overview(uuid) is
  'For a customer''s page: {may: {resource: [actions]}, counts: {deals, orders, tickets, tasks, activities}}, of tasks those that are still open, of what the caller may do and see. Null when the customer is gone.';

create or replace function public.deal_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(d.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'orders', (select count(*) from public.orders o where o.deal_id = d.id and o.deleted_at is null),
      'tasks', (select count(*) from public.tasks t where t.deal_id = d.id and t.deleted_at is null and t.is_open is true),
      'activities', (select count(*) from public.activities a where a.deal_id = d.id and a.deleted_at is null)))
  from public.deals d where d.id = deal_overview.id
$$;
comment on function public.deal_overview(uuid) is
  'For a deal''s page: {may: {resource: [actions]}, counts: {orders, tasks, activities}}, of tasks those that are still open, of what the caller may do and see. Null when the deal is gone.';

create or replace function public.ticket_overview(id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
    'may', private.my_reach(t.access_id),
    'counts', pg_catalog.jsonb_build_object(
      'tasks', (select count(*) from public.tasks k where k.ticket_id = t.id and k.deleted_at is null and k.is_open is true),
      'activities', (select count(*) from public.activities a where a.ticket_id = t.id and a.deleted_at is null)))
  from public.tickets t where t.id = ticket_overview.id
$$;
comment on function public.ticket_overview(uuid) is
  'For a ticket''s page: {may: {resource: [actions]}, counts: {tasks, activities}}, of tasks those that are still open, of what the caller may do and see. Null when the ticket is gone.';

create or replace function private.search_everything(q text, per_kind integer)
returns table (kind text, id uuid, title text, subtitle text, number bigint, customer_id uuid)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
  text_like text := private.search_pattern(q);
  phone_like text := private.phone_pattern(q);
  needle text := pg_catalog.btrim(private.search_norm(q));
  most integer := least(greatest(coalesce(per_kind, 5), 1), 20);
  keys uuid[];
begin
  if text_like is null or private.me() is null then
    return;
  end if;
  return query
    select 'customer', c.id, c.name, pg_catalog.concat_ws(' · ', c.city, c.domain), c.number, c.id
    from public.customers c
    where c.id in (select private.search_customer_ids(q, 200))
    order by (private.search_norm(c.name) like needle || '%') desc, c.updated_at desc limit most;

  keys := private.visible_ids('deals', 'read');
  return query
    select 'deal', f.id, f.name, c.name, f.number, c.id
    from (select d.id, d.name, d.number, d.customer_id, d.updated_at from public.deals d
      where d.deleted_at is null and d.search_text like text_like and d.access_id = any (keys) limit 200) f
    left join public.customers c on c.id = f.customer_id and c.deleted_at is null and c.access_id = any ((select private.visible_ids('customers', 'read'))::uuid[])
    order by f.updated_at desc limit most;

  keys := private.visible_ids('tickets', 'read');
  return query
    select 'ticket', f.id, f.subject, c.name, f.number, c.id
    from (select t.id, t.subject, t.number, t.customer_id, t.updated_at from public.tickets t
      where t.deleted_at is null and t.search_text like text_like and t.access_id = any (keys) limit 200) f
    left join public.customers c on c.id = f.customer_id and c.deleted_at is null and c.access_id = any ((select private.visible_ids('customers', 'read'))::uuid[])
    order by f.updated_at desc limit most;

  keys := private.visible_ids('tasks', 'read');
  return query
    select 'task', f.id, f.title, c.name, f.number, c.id
    from (select t.id, t.title, t.number, t.customer_id, t.is_open, t.updated_at from public.tasks t
      where t.deleted_at is null and t.search_text like text_like and t.access_id = any (keys) limit 200) f
    left join public.customers c on c.id = f.customer_id and c.deleted_at is null and c.access_id = any ((select private.visible_ids('customers', 'read'))::uuid[])
    order by f.is_open desc, f.updated_at desc limit most;

  keys := private.visible_ids('profiles', 'read');
  return query
    select 'person', p.id, p.full_name, p.job_title, null::bigint, null::uuid
    from public.profiles p
    where p.id = any (keys) and (p.search_text like text_like or p.search_text like phone_like)
    order by p.active desc, p.full_name limit most;
end $$;

comment on function public.search_everything(text, integer) is
  'Customers, deals, tickets, tasks and people by any part of a name, phone, e-mail or number, at most per_kind (20) of each, that the caller may read.';
