-- The band of a deal's amount as a computed column, so that the list of deals can be narrowed by it as figures are.

create function public.deal_size(deal public.deals) returns text
language plpgsql stable set search_path = ''
as $$
declare
  org record;
begin
  select s.base_currency, s.timezone into org from public.settings s;
  if deal.currency = org.base_currency then
    return private.deal_size(deal.amount);
  end if;
  return private.deal_size(deal.amount * private.rate(deal.currency, (coalesce(deal.closed_at, now()) at time zone org.timezone)::date));
end $$;
comment on function public.deal_size(public.deals) is
  'The band of a deal''s amount in the base currency, at the rate of the day on which it was closed, else of today; null without an amount or a rate. A column of deals to PostgREST. The same as the dimension deal_size of deals.';
revoke execute on function public.deal_size(public.deals) from public, anon;
grant execute on function public.deal_size(public.deals) to authenticated;
