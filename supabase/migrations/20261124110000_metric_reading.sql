-- What dashboards read of a million deals is read by index alone, and what has no past is not computed for the compared period.

drop index public.deal_items_deal_id_idx;
create index deal_items_deal_id_idx on public.deal_items (deal_id) include (product_id, amount, quantity, access_id);
drop index public.order_items_order_id_idx;
create index order_items_order_id_idx on public.order_items (order_id) include (product_id, amount, quantity, access_id, customer_access_id);

create or replace function private.run_metric_request(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  filters constant jsonb := coalesce(request -> 'filters', '{}');
  compare constant text := request ->> 'compare';
  most integer;
  metric_keys text[];
  -- figures as they are now have no past to be computed
  past_keys text[];
  by_keys text[];
  times integer;
  org record;
  period record;
  today date;
  result jsonb;
  former jsonb;
begin
  perform private.check_metric_request(request);
  most := coalesce((request ->> 'limit')::integer, 1000);
  metric_keys := array(select pg_catalog.jsonb_array_elements_text(request -> 'metrics'));
  past_keys := array(select k from pg_catalog.unnest(metric_keys) k where not private.metric_without_past(metric_keys) ? k);
  by_keys := array(select pg_catalog.jsonb_array_elements_text(coalesce(request -> 'by', '[]')));
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  today := (now() at time zone org.timezone)::date;
  select * into period from private.metric_period(coalesce(request -> 'range', '{}'), compare, today, org.week_start, org.fiscal_year_start);

  result := private.metric_figures(metric_keys, by_keys, filters, period.from_day, period.to_day, most, request -> 'order')
    || pg_catalog.jsonb_build_object('currency', org.base_currency, 'today', today,
      'period', pg_catalog.jsonb_build_object('from', period.from_day, 'to', period.to_day - 1));
  if period.compare_from is not null and compare is not null then
    times := (select count(*) from public.metric_dimensions d where d.source = 'deals' and d.kind = 'time' and d.key = any (by_keys));
    if by_keys <> '{}' and (times = 0 or (pg_catalog.cardinality(by_keys) = 1 and not (result -> 'more')::boolean and request -> 'order' is null)) then
      former := private.metric_figures(past_keys, by_keys, filters, period.compare_from, period.compare_to, 5000);
      result := result || pg_catalog.jsonb_build_object('rows', private.metric_compared_rows(result, former, metric_keys, by_keys, times = 1));
    else
      former := private.metric_figures(past_keys, '{}', filters, period.compare_from, period.compare_to, 1);
    end if;
    result := result || pg_catalog.jsonb_build_object('compared', pg_catalog.jsonb_build_object(
      'totals', former -> 'totals' || private.metric_without_past(metric_keys),
      'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_to - 1)));
  end if;
  if request -> 'pace' = 'true' and period.from_day <= today and today < period.to_day - 1 then
    result := result || pg_catalog.jsonb_build_object('pace', pg_catalog.jsonb_build_object(
      'elapsed', pg_catalog.round((today + 1 - period.from_day)::numeric / (period.to_day - period.from_day), 6),
      'compared', case when compare is not null then pg_catalog.jsonb_build_object(
        'totals', private.metric_figures(past_keys, '{}', filters, period.compare_from, period.compare_end, 1) -> 'totals' || private.metric_without_past(metric_keys),
        'period', pg_catalog.jsonb_build_object('from', period.compare_from, 'to', period.compare_end - 1)) end));
  end if;
  return result;
end $$;
