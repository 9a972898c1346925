-- The best customers are looked up one by one: their few deals have an index, all deals of a year that one may see have many rows.

create or replace function private.customers_worth(lowest numeric, most integer) returns uuid[]
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
    select f.customer_id from found f cross join lateral (
      select sum(w.amount * c.rate) as worth from private.customer_won w join unnest(currencies, rates) c (currency, rate) on c.currency = w.currency
      where w.customer_id = f.customer_id and not w.waiting
    ) w where w.worth >= lowest
    union select w.customer_id from private.customer_won w where w.waiting);
end $$;

create or replace function private.best_customers(first timestamptz, last timestamptz, places integer) returns uuid[]
language plpgsql stable set search_path = '' set enable_bitmapscan = off
as $$
declare
  zone constant text := (select s.timezone from public.settings s);
  base constant text := (select s.base_currency from public.settings s);
  foremost constant uuid[] := private.customers_worth(0, 300);
  lowest numeric;
  best uuid[];
begin
  select x.won into lowest from pg_catalog.unnest(foremost) f (id) cross join lateral (
    select sum(d.amount * case when d.currency = base then 1 else private.rate(d.currency, (d.closed_at at time zone zone)::date) end) as won
    from public.deals d where d.customer_id = f.id and d.deleted_at is null and d.outcome = 'won' and (first is null or d.closed_at >= first) and (last is null or d.closed_at < last)
  ) x where x.won > 0 order by x.won desc offset places limit 1;
  if lowest is null then
    return null;
  end if;
  best := private.customers_worth(lowest, null);
  return case when pg_catalog.cardinality(best) <= 10000 then best end;
end $$;
