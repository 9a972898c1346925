-- Of who bought most, those customers alone are added up that can be among them.

-- What each customer has bought in all, by currency. Each change adds a line, which a job takes in: so nobody waits for anybody.
create table private.customer_won (
  customer_id uuid not null,
  currency text not null,
  amount numeric not null,
  waiting boolean not null default true
);
comment on table private.customer_won is 'Won deals that are not in the trash, by customer and currency: no period''s sum is more. Lines that are waiting are still to be added to the one that is not.';
create unique index customer_won_customer_idx on private.customer_won (customer_id, currency) where not waiting;
create index customer_won_amount_idx on private.customer_won (currency, amount desc) include (customer_id) where not waiting;
create index customer_won_waiting_idx on private.customer_won (customer_id) where waiting;
alter table private.customer_won enable row level security;

create function private.note_won() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into private.customer_won (customer_id, currency, amount)
    select n.customer_id, n.currency, sum(n.amount) from new_rows n where n.outcome = 'won' and n.amount > 0 and n.deleted_at is null and n.customer_id is not null group by 1, 2;
  elsif tg_op = 'DELETE' then
    insert into private.customer_won (customer_id, currency, amount)
    select o.customer_id, o.currency, -sum(o.amount) from old_rows o where o.outcome = 'won' and o.amount > 0 and o.deleted_at is null and o.customer_id is not null group by 1, 2;
  else
    insert into private.customer_won (customer_id, currency, amount)
    select x.customer_id, x.currency, sum(x.amount) from (
      select n.customer_id, n.currency, n.amount, n.outcome, n.deleted_at from new_rows n union all select o.customer_id, o.currency, -o.amount, o.outcome, o.deleted_at from old_rows o where o.amount > 0
    ) x where x.outcome = 'won' and x.amount <> 0 and x.deleted_at is null and x.customer_id is not null group by 1, 2 having sum(x.amount) <> 0;
  end if;
  return null;
end $$;
comment on function private.note_won() is 'After each statement on deals: what it adds to what customers have bought, or takes from it.';
create trigger z_won_inserted after insert on public.deals referencing new table as new_rows for each statement execute function private.note_won();
create trigger z_won_updated after update on public.deals referencing old table as old_rows new table as new_rows for each statement execute function private.note_won();
create trigger z_won_deleted after delete on public.deals referencing old table as old_rows for each statement execute function private.note_won();
create function private.empty_won() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.customer_won;
  return null;
end $$;
comment on function private.empty_won() is 'After deals were truncated: nobody has bought anything.';
create trigger z_won_emptied after truncate on public.deals for each statement execute function private.empty_won();
alter table public.deals enable always trigger z_won_inserted, enable always trigger z_won_updated, enable always trigger z_won_deleted, enable always trigger z_won_emptied;
insert into private.customer_won (customer_id, currency, amount, waiting)
select d.customer_id, d.currency, sum(d.amount), false from public.deals d where d.outcome = 'won' and d.amount > 0 and d.deleted_at is null and d.customer_id is not null group by 1, 2;

create function private.add_won() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.add_won'));
  with gone as (delete from private.customer_won w where w.waiting returning w.customer_id, w.currency, w.amount)
  insert into private.customer_won as kept (customer_id, currency, amount, waiting) select g.customer_id, g.currency, sum(g.amount), false from gone g group by 1, 2
  on conflict (customer_id, currency) where not waiting do update set amount = kept.amount + excluded.amount;
  delete from private.customer_won w where not w.waiting and w.amount = 0;
end $$;
comment on function private.add_won() is 'Job: takes in the lines that wait in what customers have bought. May run at any time.';
insert into public.jobs (name, description, function_name, every)
values ('figures.customers', 'Adds up what customers have bought, by which the sales dashboards find those who bought most.', 'add_won', interval '1 minute');

create function private.customers_worth(lowest numeric, most integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  base constant text := (select s.base_currency from public.settings s);
  -- the highest rate that each currency ever had
  currencies constant text[] := array(select r.currency from public.exchange_rates r union select base order by 1);
  rates constant numeric[] := array(select greatest((select max(r.rate) from public.exchange_rates r where r.currency = c.currency), case when c.currency = base then 1 end) from pg_catalog.unnest(currencies) c (currency));
begin
  return array(
    with found as (
      select distinct w.customer_id from unnest(currencies, rates) c (currency, rate)
      cross join lateral (select x.customer_id from private.customer_won x where not x.waiting and x.currency = c.currency
        and x.amount >= lowest / c.rate / pg_catalog.cardinality(currencies) order by x.amount desc limit most) w
    )
    select f.customer_id from found f join private.customer_won w on w.customer_id = f.customer_id and not w.waiting join unnest(currencies, rates) c (currency, rate) on c.currency = w.currency
    group by f.customer_id having sum(w.amount * c.rate) >= lowest
    union select w.customer_id from private.customer_won w where w.waiting);
end $$;
comment on function private.customers_worth(numeric, integer) is
  'Ids of the customers who in all times bought for at least so much in the base currency, whoever may read it (the first of each currency), and of those of whom lines wait.';

create function private.best_customers(first timestamptz, last timestamptz, places integer) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  zone constant text := (select s.timezone from public.settings s);
  base constant text := (select s.base_currency from public.settings s);
  foremost constant uuid[] := private.customers_worth(0, 300);
  lowest numeric;
  best uuid[];
begin
  select x.won into lowest from (
    select sum(d.amount * case when d.currency = base then 1 else private.rate(d.currency, (d.closed_at at time zone zone)::date) end) as won
    from public.deals d where d.customer_id = any (foremost) and d.deleted_at is null and d.outcome = 'won' and (first is null or d.closed_at >= first) and (last is null or d.closed_at < last)
    group by d.customer_id
  ) x where x.won > 0 order by x.won desc offset places limit 1;
  if lowest is null then
    return null;
  end if;
  best := private.customers_worth(lowest, null);
  return case when pg_catalog.cardinality(best) <= 10000 then best end;
end $$;
comment on function private.best_customers(timestamptz, timestamptz, integer) is
  'Ids of the customers among whom those are who bought most in a period, so many and one more; null where only all rows can say it.';

create index deals_won_customer_idx on public.deals (customer_id, closed_at) include (access_id, outcome, currency, amount, opened_at) where deleted_at is null and outcome = 'won';

grant execute on function private.customers_worth(numeric, integer), private.best_customers(timestamptz, timestamptz, integer) to authenticated;
