-- When a deal was expected to close, and when that day was moved: the database keeps it, so that slipping can be counted.

create table public.deal_close_dates (
  id uuid primary key default gen_random_uuid(),
  deal_id uuid not null references public.deals on delete cascade,
  from_date date,
  to_date date,
  days_later integer generated always as (to_date - from_date) stored,
  changed_at timestamptz not null default now(),
  changed_by uuid references public.profiles on delete set null,
  access_id uuid not null
);
comment on table public.deal_close_dates is
  'Every move of an open deal''s expected close date, written by the database. days_later: below zero where it moved earlier, null where a date was set or taken away.';
create index deal_close_dates_deal_id_idx on public.deal_close_dates (deal_id, changed_at desc);
create index deal_close_dates_changed_by_idx on public.deal_close_dates (changed_by);
create index deal_close_dates_access_id_idx on public.deal_close_dates (access_id, changed_at) include (deal_id, days_later);
create index deal_close_dates_changed_at_idx on public.deal_close_dates (changed_at) where days_later > 0;

insert into private.audit_exceptions (table_name, reason)
values ('deal_close_dates', 'A history that the database writes from an audited change.');
call private.protect_child('deal_close_dates', 'deals', 'deals');
revoke insert, update, delete on public.deal_close_dates from authenticated;
call private.hang_on('deals', array['deal_close_dates.deal_id.access_id']);

create function private.deal_close_date_moved() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.deal_close_dates (deal_id, from_date, to_date, changed_by, access_id)
  values (new.id, old.expected_close_date, new.expected_close_date, private.me(), new.access_id);
  return null;
end $$;
comment on function private.deal_close_date_moved() is 'Writes down that an open deal is expected to close on another day.';
create trigger x_deal_close_date after update on public.deals for each row
  when (new.outcome = 'open' and old.expected_close_date is distinct from new.expected_close_date)
  execute function private.deal_close_date_moved();
