-- Customers that are perhaps the same: by e-mail address, phone number, domain, or a name that is nearly theirs, in any script.

create function private.name_core(name text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce(nullif(pg_catalog.btrim(pg_catalog.regexp_replace(n,
    '(^|\s)(inc|incorporated|llc|ltd|limited|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|oy|plc|co|corp|corporation|company|pty|pte|the|'
    || '股 份|有 限 责 任|有 限 責 任|有 限|公 司|集 团|集 團|شرکت|سهامی|خاص|عام)\.?,?(?=\s|$)', ' ', 'g')), ''), pg_catalog.btrim(n))
  from (select private.search_norm(name) as n) as normal
$$;
comment on function private.name_core(text) is 'A company''s name as it is compared: without its legal form (Inc., GmbH, 有限公司, شرکت …), unless nothing else is left.';

create function private.find_similar_customers(payload jsonb)
returns table (id uuid, name text, city text, owner_id uuid, reasons text[], likeness real)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
  core constant text := private.name_core(payload ->> 'name');
  site constant text := pg_catalog.lower(nullif(pg_catalog.btrim(payload ->> 'domain'), ''));
  mails constant text[] := array(
    select '% ' || pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.btrim(m)), '([\\%_])', '\\\1', 'g') || ' %'
    from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'emails', '[]')) m where m like '%_@_%' limit 4);
  phones constant text[] := array(
    select '%' || pg_catalog.right(private.digits(p), 9) || ' %'
    from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'phones', '[]')) p where pg_catalog.char_length(private.digits(p)) >= 7 limit 4);
  except_ids constant uuid[] := array(select e::uuid from pg_catalog.jsonb_array_elements_text(coalesce(payload -> 'except', '[]')) e limit 20);
  keys constant uuid[] := private.visible_ids('customers', 'read');
  contact_keys constant uuid[] := private.visible_ids('contacts', 'read');
  detail_keys constant uuid[] := private.visible_ids('customers.contact_details', 'read');
begin
  if keys = '{}' then
    return;
  end if;
  return query
    with found (id, reason, likeness) as (
      -- what the index finds by a part of the name, less what shares a common word alone
      (select n.id, 'name', n.part from (
          select c.id, extensions.word_similarity(core, c.search_text) as part, extensions.similarity(core, private.name_core(c.name)) as whole
          from public.customers c
          where pg_catalog.char_length(core) >= 2 and core operator(extensions.<%) c.search_text and c.deleted_at is null and c.access_id = any (keys)
          order by 2 desc limit 30) n
        where n.part >= 0.8 or n.whole >= 0.5
        order by greatest(n.part, n.whole) desc limit 10)
      union all
      (select c.id, 'domain', 1 from public.customers c
        where site is not null and c.domain = site and c.search_text like private.search_pattern(site) and c.deleted_at is null and c.access_id = any (keys) limit 10)
      union all
      (select d.customer_id, case when d.search_text like any (mails) then 'email' else 'phone' end, 1 from public.customer_contact_details d
        where mails || phones <> '{}' and d.search_text like any (mails || phones) and d.access_id = any (detail_keys) and d.access_id = any (keys) limit 10)
      union all
      (select d.customer_id, case when d.search_text like any (mails) then 'email' else 'phone' end, 1 from public.contact_details d
        where mails || phones <> '{}' and d.search_text like any (mails || phones)
          and d.access_id = any (detail_keys) and d.access_id = any (contact_keys) and d.access_id = any (keys) limit 10)
    )
    select c.id, c.name, c.city, c.owner_id, pg_catalog.array_agg(distinct f.reason), max(f.likeness)::real
    from found f join public.customers c on c.id = f.id and c.deleted_at is null
    where c.id <> all (except_ids)
    group by c.id
    order by bool_or(f.reason <> 'name') desc, max(f.likeness) desc, c.name limit 5;
end $$;
comment on function private.find_similar_customers(jsonb) is 'The body of public.find_similar_customers().';

create function public.find_similar_customers(payload jsonb)
returns table (id uuid, name text, city text, owner_id uuid, reasons text[], likeness real)
language sql stable rows 5 set search_path = ''
as $$ select * from private.find_similar_customers(case when pg_catalog.jsonb_typeof(payload) = 'string' then (payload #>> '{}')::jsonb else payload end) $$;
comment on function public.find_similar_customers(jsonb) is
  'Up to five customers that the caller may read and that may be the same as {name?, domain?, emails?, phones?, except?: [ids]}, the likeliest first, with the reasons (email, phone, domain, name) and how alike the names are (0–1, word_similarity of pg_trgm; from 0.6 on).';

grant execute on function private.find_similar_customers(jsonb), public.find_similar_customers(jsonb), private.name_core(text) to authenticated;
