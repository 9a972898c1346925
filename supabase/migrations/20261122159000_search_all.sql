-- Search for who may see all does not hand the planner 20,000 keys, one by one, to guess how many rows they have: that took
-- most of the time (an administrator's search in 420,000 customers: 1.6 s; in a million deals: 0.7 s). And of work records
-- the open ones are looked for first, so that a title that thousands have does not crowd them out of the first 1,000.

create or replace function private.search_customer_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like constant text := private.search_pattern(q);
  detail_like constant text := coalesce(private.phone_pattern(q),
    '%' || pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.btrim(q)), '([\\%_])', '\\\1', 'g') || '%');
  nobody constant uuid := private.nobody_id();
  all_customers constant boolean := private.may('customers', 'read');
  all_contacts constant boolean := private.may('contacts', 'read');
  all_details constant boolean := private.may('customers.contact_details', 'read');
  customer_keys constant uuid[] := case when all_customers then '{}' else private.visible_ids('customers', 'read') end;
  contact_keys constant uuid[] := case when all_contacts then '{}' else private.visible_ids('contacts', 'read') end;
  detail_keys constant uuid[] := case when all_details then '{}' else private.visible_ids('customers.contact_details', 'read') end;
  in_contacts constant boolean := all_contacts or contact_keys <> '{}';
  in_details constant boolean := (all_details or detail_keys <> '{}') and pg_catalog.char_length(pg_catalog.btrim(q)) >= 3;
begin
  if text_like is null or not (all_customers or customer_keys <> '{}') then
    return;
  end if;
  return query
    select found.id from (
      (select c.id from public.customers c
        where c.deleted_at is null and c.search_text like text_like
          and (all_customers or c.access_id = any (customer_keys)) limit cap)
      union
      (select t.customer_id from public.contacts t
        where in_contacts and t.search_text like text_like and t.access_id <> nobody
          and (all_contacts or t.access_id = any (contact_keys)) and (all_customers or t.access_id = any (customer_keys)) limit cap)
      union
      (select d.customer_id from public.customer_contact_details d
        where in_details and d.search_text like detail_like and d.access_id <> nobody
          and (all_details or d.access_id = any (detail_keys)) and (all_customers or d.access_id = any (customer_keys)) limit cap)
      union
      (select d.customer_id from public.contact_details d
        where in_details and in_contacts and d.search_text like detail_like and d.access_id <> nobody
          and (all_details or d.access_id = any (detail_keys)) and (all_contacts or d.access_id = any (contact_keys))
          and (all_customers or d.access_id = any (customer_keys)) limit cap)
    ) found(id)
    limit cap;
end $$;

create function private.search_work_ids(resource text, q text, cap integer, by_customer boolean) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  text_like constant text := private.search_pattern(q);
  open_sql constant text := case resource
    when 'deals' then $sql$t.outcome = 'open'$sql$
    when 'tickets' then $sql$t.status in ('new', 'open', 'pending')$sql$
    when 'tasks' then 't.is_open' end;
  all_rows constant boolean := private.may(resource, 'read');
  all_customers constant boolean := private.may('customers', 'read');
  keys constant uuid[] := case when all_rows then '{}' else private.visible_ids(resource, 'read') end;
  customer_keys constant uuid[] := case when all_customers then '{}' else private.visible_ids('customers', 'read') end;
  reach constant text := case when all_rows then pg_catalog.format('t.access_id <> %L', private.nobody_id()) else 't.access_id = any ($3)' end;
  customer_reach constant text := case when all_customers then '' else 'and c.access_id = any ($4)' end;
  arm text;
begin
  if text_like is null or not (all_rows or keys <> '{}') then
    return;
  end if;
  foreach arm in array array[open_sql, pg_catalog.format('(%s) is not true', open_sql)] loop
    return query execute pg_catalog.format($sql$
      select found.id from (
        (select t.id from public.%1$I t where t.deleted_at is null and t.search_text like $1 and %2$s and %3$s limit $2)
        union
        (select t.id from public.%1$I t where $5 and t.deleted_at is null and %2$s and %3$s and t.customer_id in (
          select c.id from public.customers c where c.deleted_at is null and c.search_text like $1 %4$s limit $2) limit $2)
      ) found(id) limit $2$sql$, resource, reach, arm, customer_reach) using text_like, cap, keys, customer_keys, by_customer;
  end loop;
end $$;
comment on function private.search_work_ids(text, text, integer, boolean) is
  'Deals, tickets or tasks that the caller may read, by any part of their own search text, or (by_customer) of the customer''s where that may be read: cap at the most of those that are open, then as many of the others.';

create or replace function private.search_deal_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = '' as $$ select private.search_work_ids('deals', q, cap, true) $$;
create or replace function private.search_ticket_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = '' as $$ select private.search_work_ids('tickets', q, cap, true) $$;
create or replace function private.search_task_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = '' as $$ select private.search_work_ids('tasks', q, cap, true) $$;
comment on function private.search_deal_ids(text, integer) is
  'Deals that the caller may read, by any part of name, number or external id, or of the customer''s name where that may be read; cap at the most of the open, and of the others.';
comment on function private.search_ticket_ids(text, integer) is
  'Tickets that the caller may read, by any part of subject or number, or of the customer''s name where that may be read; cap at the most of the unsolved, and of the others.';
comment on function private.search_task_ids(text, integer) is
  'Tasks that the caller may read, by any part of title or number, or of the customer''s name where that may be read; cap at the most of the open, and of the others.';
comment on function public.search_deals(text) is
  'Deals by any part of name, number, external id or customer, the first 1,000 found of the open and of the closed; filter, sort and embed as with the table.';
comment on function public.search_tickets(text) is
  'Tickets by any part of subject, number or customer, the first 1,000 found of the unsolved and of the others; filter, sort and embed as with the table.';
comment on function public.search_tasks(text) is
  'Tasks by any part of title, number or customer, the first 1,000 found of the open and of the others; filter, sort and embed as with the table.';

create or replace function private.search_everything(q text, per_kind integer)
returns table (kind text, id uuid, title text, subtitle text, number bigint, customer_id uuid)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
  text_like constant text := private.search_pattern(q);
  phone_like constant text := private.phone_pattern(q);
  needle constant text := pg_catalog.btrim(private.search_norm(q));
  most constant integer := least(greatest(coalesce(per_kind, 5), 1), 20);
  all_customers constant boolean := private.may('customers', 'read');
  customer_keys constant uuid[] := case when all_customers then '{}' else private.visible_ids('customers', 'read') end;
  people_keys constant uuid[] := private.visible_ids('profiles', 'read');
begin
  if text_like is null or private.me() is null then
    return;
  end if;
  return query
    select 'customer', c.id, c.name, pg_catalog.concat_ws(' · ', c.city, c.domain), c.number, c.id
    from public.customers c
    where c.id in (select private.search_customer_ids(q, 200))
    order by (private.search_norm(c.name) like needle || '%') desc, c.updated_at desc limit most;
  return query
    select 'deal', d.id, d.name, c.name, d.number, c.id
    from public.deals d
    left join public.customers c on c.id = d.customer_id and c.deleted_at is null and (all_customers or c.access_id = any (customer_keys))
    where d.id in (select private.search_work_ids('deals', q, 200, false))
    order by d.updated_at desc limit most;
  return query
    select 'ticket', t.id, t.subject, c.name, t.number, c.id
    from public.tickets t
    left join public.customers c on c.id = t.customer_id and c.deleted_at is null and (all_customers or c.access_id = any (customer_keys))
    where t.id in (select private.search_work_ids('tickets', q, 200, false))
    order by t.updated_at desc limit most;
  return query
    select 'task', t.id, t.title, c.name, t.number, c.id
    from public.tasks t
    left join public.customers c on c.id = t.customer_id and c.deleted_at is null and (all_customers or c.access_id = any (customer_keys))
    where t.id in (select private.search_work_ids('tasks', q, 200, false))
    order by t.is_open desc, t.updated_at desc limit most;
  return query
    select 'person', p.id, p.full_name, p.job_title, null::bigint, null::uuid
    from public.profiles p
    where p.id = any (people_keys) and (p.search_text like text_like or p.search_text like phone_like)
    order by p.active desc, p.full_name limit most;
end $$;
