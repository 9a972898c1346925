-- Search. LIKE on a trigram index is not leakproof, so under row-level security no index would serve it:
-- definer functions search, and apply the caller's visible keys themselves.

create function private.search_customer_ids(q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  text_like text := private.search_pattern(q);
  phone_like text := private.phone_pattern(q);
  mail_like text := '%' || pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.btrim(q)), '([\\%_])', '\\\1', 'g') || '%';
  customer_keys uuid[] := private.visible_ids('customers', 'read');
  contact_keys uuid[] := private.visible_ids('contacts', 'read');
  detail_keys uuid[] := private.visible_ids('customers.contact_details', 'read');
begin
  if text_like is null or customer_keys = '{}' then
    return;
  end if;
  return query
    select found.id from (
      (select c.id from public.customers c
        where c.deleted_at is null and c.search_text like text_like and c.access_id = any (customer_keys) limit cap)
      union
      (select t.customer_id from public.contacts t
        where contact_keys <> '{}' and t.search_text like text_like and t.access_id = any (contact_keys) and t.access_id = any (customer_keys) limit cap)
      union
      (select d.customer_id from public.customer_contact_details d
        where detail_keys <> '{}' and char_length(btrim(q)) >= 3
          and d.search_text like coalesce(phone_like, mail_like) and d.access_id = any (detail_keys) and d.access_id = any (customer_keys) limit cap)
      union
      (select d.customer_id from public.contact_details d
        where detail_keys <> '{}' and contact_keys <> '{}' and char_length(btrim(q)) >= 3
          and d.search_text like coalesce(phone_like, mail_like) and d.access_id = any (detail_keys) and d.access_id = any (contact_keys) and d.access_id = any (customer_keys) limit cap)
    ) found(id)
    limit cap;
end $$;
comment on function private.search_customer_ids(text, integer) is
  'Customers that the caller may read, by any part of name, alias, domain, number, contact''s name and (where contact details may be read) phone or e-mail; cap at the most.';
grant execute on function private.search_customer_ids(text, integer) to authenticated;

create function public.search_customers(q text) returns setof public.customers
language sql stable rows 200 set search_path = ''
as $$ select c.* from public.customers c where c.id in (select private.search_customer_ids(q, 1000)) $$;
comment on function public.search_customers(text) is
  'Customers by any part of name, alias, phone, e-mail, domain or number, the first 1,000 found; filter, sort and embed as with the table.';

create function private.search_everything(q text, per_kind integer)
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

  keys := private.visible_ids('profiles', 'read');
  return query
    select 'person', p.id, p.full_name, p.job_title, null::bigint, null::uuid
    from public.profiles p
    where p.id = any (keys) and (p.search_text like text_like or p.search_text like phone_like)
    order by p.active desc, p.full_name limit most;
end $$;
comment on function private.search_everything(text, integer) is 'The body of public.search_everything().';
grant execute on function private.search_everything(text, integer) to authenticated;

create function public.search_everything(q text, per_kind integer default 5)
returns table (kind text, id uuid, title text, subtitle text, number bigint, customer_id uuid)
language sql stable rows 20 set search_path = ''
as $$ select * from private.search_everything(q, per_kind) $$;
comment on function public.search_everything(text, integer) is
  'Customers, deals, tickets and people by any part of a name, phone, e-mail or number, at most per_kind (20) of each, that the caller may read.';

grant execute on function public.search_customers(text), public.search_everything(text, integer) to authenticated;
