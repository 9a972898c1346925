-- A search gives so many rows and no more, and what a list is narrowed by comes after. So the open ones, which people look
-- for, are found first: no word is so common that a closed record takes an open one's place.

create function private.search_open_first(kind text, open_when text, q text, cap integer) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  text_like text := private.search_pattern(q);
  keys uuid[] := private.visible_ids(kind, 'read');
  customer_keys uuid[] := private.visible_ids('customers', 'read');
  remaining integer := cap;
  given integer;
  of_open boolean;
begin
  if text_like is null or keys = '{}' then
    return;
  end if;
  foreach of_open in array array[true, false] loop
    return query execute pg_catalog.format(
      $q$
        select found.id from (
          (select t.id from public.%1$I t
            where t.deleted_at is null and (%2$s) = $1 and t.search_text like $2 and t.access_id = any ($3) limit $5)
          union
          (select t.id from public.%1$I t
            where t.deleted_at is null and (%2$s) = $1 and t.access_id = any ($3) and t.customer_id in (
              select c.id from public.customers c
              where c.deleted_at is null and c.search_text like $2 and c.access_id = any ($4) limit $6) limit $5)
        ) found(id)
        limit $5
      $q$, kind, open_when)
      using of_open, text_like, keys, customer_keys, remaining, cap;
    get diagnostics given = row_count;
    remaining := remaining - given;
    exit when remaining <= 0;
  end loop;
end $$;
comment on function private.search_open_first(text, text, text, integer) is
  'Records of a table that the caller may read, by any part of their own text, or of the customer''s name where that may be read; cap at the most, first those for which the condition open_when holds. Table and condition come from migrations alone.';

create or replace function private.search_deal_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.search_open_first('deals', $c$t.outcome = 'open'$c$, q, cap) $$;
comment on function private.search_deal_ids(text, integer) is
  'Deals that the caller may read, by any part of name, number or external id, or of the customer''s name where that may be read; cap at the most, the open ones first.';
comment on function public.search_deals(text) is
  'Deals by any part of name, number, external id or customer, the first 1,000 found, the open ones before the others; filter, sort and embed as with the table.';

create or replace function private.search_ticket_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.search_open_first('tickets', $c$t.status not in ('solved', 'closed')$c$, q, cap) $$;
comment on function private.search_ticket_ids(text, integer) is
  'Tickets that the caller may read, by any part of subject or number, or of the customer''s name where that may be read; cap at the most, the open ones first.';
comment on function public.search_tickets(text) is
  'Tickets by any part of subject, number or customer, the first 1,000 found, the open ones before the others; filter, sort and embed as with the table.';

create or replace function private.search_task_ids(q text, cap integer) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.search_open_first('tasks', $c$t.is_open$c$, q, cap) $$;
comment on function private.search_task_ids(text, integer) is
  'Tasks that the caller may read, by any part of title or number, or of the customer''s name where that may be read; cap at the most, the open ones first.';
comment on function public.search_tasks(text) is
  'Tasks by any part of title, number or customer, the first 1,000 found, the open ones before the others; filter, sort and embed as with the table.';
