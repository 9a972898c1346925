-- The products of a closed deal are what its amount was made of: they are locked with it.

create function private.note_closing() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform pg_catalog.set_config('atrium.closing', pg_catalog.concat_ws(' ', nullif(pg_catalog.current_setting('atrium.closing', true), ''), new.id), true);
  return null;
end $$;
comment on function private.note_closing() is 'Notes, to the end of the transaction, that a deal is being closed in it: its amount and products may come with it.';
create trigger x_note_closing after update on public.deals for each row
  when (old.outcome = 'open' and new.outcome <> 'open') execute function private.note_closing();
create trigger x_note_closed after insert on public.deals for each row
  when (new.outcome <> 'open' and pg_catalog.current_setting('atrium.bulk', true) is distinct from 'on') execute function private.note_closing();

create function private.is_closing(deal uuid) returns boolean
language sql stable set search_path = ''
as $$ select coalesce(pg_catalog.strpos(pg_catalog.current_setting('atrium.closing', true), deal::text) > 0, false) $$;
comment on function private.is_closing(uuid) is 'Whether a deal is closed in this very transaction.';

create or replace function private.guard_closed_amount() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and not private.is_closing(new.id) and new.access_id <> all (private.visible_ids('deals', 'amend')) then
    perform private.fail('42501', 'closed_amount', 'The amount of a closed deal is changed by who may amend closed deals.',
      pg_catalog.json_build_object('field', case when new.amount is distinct from old.amount then 'amount' else 'currency' end)::text);
  end if;
  return new;
end $$;
comment on function private.guard_closed_amount() is 'Amount and currency of a deal that was closed before and stays so need the permission amend.';

create function private.guard_closed_items() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  touched constant uuid[] := array[case when tg_op <> 'INSERT' then old.deal_id end, case when tg_op <> 'DELETE' then new.deal_id end];
begin
  if (select auth.uid()) is not null and exists (
    select from public.deals d
    where d.id = any (touched) and d.outcome <> 'open' and not private.is_closing(d.id)
      and d.access_id <> all (private.visible_ids('deals', 'amend'))) then
    perform private.fail('42501', 'closed_items', 'The products of a closed deal are changed by who may amend closed deals.', '{"field":"items"}');
  end if;
  return null;
end $$;
comment on function private.guard_closed_items() is 'The products of a deal that was closed before need the permission amend; their order does not.';
create trigger f_guard_closed_items_made after insert or delete on public.deal_items for each row
  execute function private.guard_closed_items();
create trigger f_guard_closed_items after update on public.deal_items for each row
  when ((old.deal_id, old.product_id, old.quantity, old.unit_price, old.discount_rate) is distinct from (new.deal_id, new.product_id, new.quantity, new.unit_price, new.discount_rate))
  execute function private.guard_closed_items();

grant execute on function private.is_closing(uuid) to authenticated, service_role;
