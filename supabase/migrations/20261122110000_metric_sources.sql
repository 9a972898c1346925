-- Figures of orders, activities, customers and what was sold, beside those of deals, and all that they can be cut by.

alter table public.metrics drop constraint metrics_source_check;
alter table public.metrics add constraint metrics_source_check
  check (source in ('deals', 'deal_items', 'orders', 'order_items', 'activities', 'customers', 'customer_history'));

create function private.metric_from_sql(source text) returns text
language sql immutable set search_path = ''
as $$
  select case source
    when 'deals' then 'public.deals d'
    when 'deal_items' then 'public.deals d join public.deal_items it on it.deal_id = d.id'
    when 'orders' then 'public.orders d'
    when 'order_items' then 'public.orders d join public.order_items it on it.order_id = d.id'
    when 'activities' then 'public.activities d'
    when 'customers' then 'public.customers d'
    when 'customer_history' then 'public.customers d join public.customer_lifecycle_history h on h.customer_id = d.id'
  end
$$;
comment on function private.metric_from_sql(text) is 'The rows that metrics of a source count; d is the record that is owned and can be trashed.';

create function private.metric_items_sql(source text) returns text
language sql immutable set search_path = ''
as $$
  select case source
    when 'deals' then 'public.deals d left join public.deal_items it on it.deal_id = d.id'
    when 'orders' then 'public.orders d left join public.order_items it on it.order_id = d.id'
  end
$$;
comment on function private.metric_items_sql(text) is 'The rows of a source with their items, by which shared dimensions divide them.';

create function private.deal_size(amount numeric) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when amount < 1000 then 'under_1k' when amount < 5000 then '1k_5k' when amount < 25000 then '5k_25k'
    when amount < 100000 then '25k_100k' when amount >= 100000 then 'from_100k' end
$$;
comment on function private.deal_size(numeric) is 'The band of an amount in the base currency; null without one.';

insert into public.metrics (key, unit, source, join_sql, value_sql, condition_sql, time_sql, drill) values
  ('deals.lost_value', 'currency', 'deals', '', 'd.amount', $$d.outcome = 'lost'$$, 'd.closed_at', '{"outcome": "lost", "time": "closed_at"}'),
  ('deals.opened_count', 'count', 'deals', '', null, 'true', 'd.opened_at', '{"time": "opened_at"}'),
  ('deals.opened_value', 'currency', 'deals', '', 'd.amount', 'true', 'd.opened_at', '{"time": "opened_at"}'),
  ('deals.created_count', 'count', 'deals', '', null, 'true', 'd.created_at', '{"time": "created_at"}'),
  ('deals.won_days', 'duration', 'deals', '', 'extract(epoch from d.closed_at - d.opened_at) / 86400', $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('orders.value', 'currency', 'orders', '', 'd.total', $$d.status not in ('draft', 'cancelled')$$, 'd.ordered_at', '{"status": ["confirmed", "shipped", "delivered", "returned"], "time": "ordered_at"}'),
  ('orders.count', 'count', 'orders', '', null, $$d.status not in ('draft', 'cancelled')$$, 'd.ordered_at', '{"status": ["confirmed", "shipped", "delivered", "returned"], "time": "ordered_at"}'),
  ('activities.count', 'count', 'activities', '', null, 'true', 'd.happened_at', '{"time": "happened_at"}'),
  ('activities.calls', 'count', 'activities', '', null, $$d.kind = 'call'$$, 'd.happened_at', '{"kind": "call", "time": "happened_at"}'),
  ('activities.emails', 'count', 'activities', '', null, $$d.kind = 'email'$$, 'd.happened_at', '{"kind": "email", "time": "happened_at"}'),
  ('activities.meetings', 'count', 'activities', '', null, $$d.kind = 'meeting'$$, 'd.happened_at', '{"kind": "meeting", "time": "happened_at"}'),
  ('activities.demos', 'count', 'activities', '', null, $$d.kind = 'demo'$$, 'd.happened_at', '{"kind": "demo", "time": "happened_at"}'),
  ('activities.notes', 'count', 'activities', '', null, $$d.kind = 'note'$$, 'd.happened_at', '{"kind": "note", "time": "happened_at"}'),
  ('customers.current_count', 'count', 'customers', '', null, $$d.lifecycle_stage in ('customer', 'at_risk')$$, null, '{"stage": ["customer", "at_risk"]}'),
  -- A lead is who came as one: the first line of their history says so.
  ('customers.new_leads', 'count', 'customers', 'left join public.customer_lifecycle_history fh on fh.customer_id = d.id and fh.from_stage is null',
    null, $$coalesce(fh.to_stage, 'lead') in ('lead', 'qualified')$$, 'd.created_at', '{"time": "created_at"}'),
  ('customers.converted_leads', 'count', 'customers', 'left join public.customer_lifecycle_history fh on fh.customer_id = d.id and fh.from_stage is null',
    null, $$coalesce(fh.to_stage, 'lead') in ('lead', 'qualified') and d.lifecycle_stage in ('customer', 'at_risk', 'churned')$$, 'd.created_at',
    '{"stage": ["customer", "at_risk", "churned"], "time": "created_at"}'),
  ('customers.new', 'count', 'customer_history', '', null,
    $$h.to_stage = 'customer' and h.from_stage in ('lead', 'qualified')$$, 'h.changed_at', '{"stage": ["customer", "at_risk", "churned"]}'),
  ('products.sold_quantity', 'count', 'deal_items', '', 'it.quantity', $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('products.ordered_quantity', 'count', 'order_items', '', 'it.quantity', $$d.status not in ('draft', 'cancelled')$$, 'd.ordered_at', '{"status": ["confirmed", "shipped", "delivered", "returned"], "time": "ordered_at"}');
insert into public.metrics (key, unit, source, numerator, denominator, drill) values
  ('deals.sales_cycle', 'duration', 'deals', 'deals.won_days', 'deals.won_count', '{"outcome": "won", "time": "closed_at"}'),
  ('orders.average_value', 'currency', 'orders', 'orders.value', 'orders.count', '{"status": ["confirmed", "shipped", "delivered", "returned"], "time": "ordered_at"}'),
  ('customers.lead_conversion', 'percent', 'customers', 'customers.converted_leads', 'customers.new_leads', '{"time": "created_at"}');

insert into public.metric_dimensions (source, key, kind, key_sql)
select s.source, t.key, 'time', t.key
from pg_catalog.unnest(array['deals', 'deal_items', 'orders', 'order_items', 'activities', 'customers', 'customer_history']) s (source)
cross join pg_catalog.unnest(array['day', 'week', 'month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year']) t (key)
on conflict do nothing;

-- Whose: the owner's team, or where there is none the record's own.
insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, drill_field)
select s.source, o.key, o.kind, o.join_sql, o.key_sql, o.label_join_sql, o.label_sql, o.drill_field
from pg_catalog.unnest(array['deals', 'deal_items', 'orders', 'order_items', 'activities', 'customers', 'customer_history']) s (source)
cross join (values
  ('owner', 'entity', '', 'd.owner_id', 'left join public.profiles ol on ol.id = %s', 'ol.full_name', 'owner_id'),
  ('team', 'entity', 'left join public.profiles tow on tow.id = d.owner_id', 'coalesce(tow.team_id, d.team_id)', 'left join public.teams tl on tl.id = %s', 'tl.name', 'owner.team_id'),
  ('department', 'entity', 'left join public.profiles dow on dow.id = d.owner_id left join public.teams dot on dot.id = d.team_id',
    'coalesce(dow.department_id, dot.department_id)', 'left join public.departments dl on dl.id = %s', 'dl.name', 'owner.department_id'),
  ('sales_region', 'value', 'left join public.profiles row on row.id = d.owner_id left join public.teams rt on rt.id = coalesce(row.team_id, d.team_id)',
    'rt.region', '', null, 'owner.team.region')
) o (key, kind, join_sql, key_sql, label_join_sql, label_sql, drill_field)
on conflict do nothing;

-- Who bought: of the customer; for customers themselves, of the row.
insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, order_sql, drill_field)
select s.source, c.key, c.kind, case when s.own or c.key = 'customer' then '' else 'left join public.customers cu on cu.id = d.customer_id' end,
  case when c.key = 'customer' then case when s.own then 'd.id' else 'd.customer_id' end else case when s.own then 'd.' else 'cu.' end || c.field end,
  c.label_join_sql, c.label_sql, c.order_sql, case when s.own then c.field else 'customer.' || c.field end
from (values ('deals', false), ('deal_items', false), ('orders', false), ('order_items', false), ('activities', false), ('customers', true), ('customer_history', true)) s (source, own)
cross join (values
  ('customer', 'entity', 'id', 'left join public.customers cl on cl.id = %s', 'cl.name', null),
  ('region', 'value', 'region', '', null, null),
  ('country', 'value', 'country', '', null, null),
  ('industry', 'value', 'industry', '', null, null),
  ('size', 'value', 'size_band', $$cross join lateral (select array_position(array['1-10', '11-50', '51-200', '201-1000', '1001-5000', '5001+'], %s) as place) sb$$, null, 'sb.place'),
  ('tier', 'value', 'tier', $$cross join lateral (select array_position(array['strategic', 'key', 'standard', 'small'], %s) as place) ti$$, null, 'ti.place'),
  ('lifecycle_stage', 'value', 'lifecycle_stage', $$cross join lateral (select array_position(array['lead', 'qualified', 'customer', 'at_risk', 'churned'], %s) as place) li$$, null, 'li.place')
) c (key, kind, field, label_join_sql, label_sql, order_sql)
on conflict do nothing;

insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, order_sql, shared, drill_field) values
  ('deals', 'competitor', 'entity', '', 'd.competitor_id', 'left join public.competitors kl on kl.id = %s', 'kl.name', null, false, 'competitor_id'),
  ('deals', 'deal_size', 'value', '',
    'private.deal_size(d.amount * case when d.currency = $4 then 1 else private.rate(d.currency, coalesce((d.closed_at at time zone $1)::date, $7)) end)',
    $$cross join lateral (select array_position(array['under_1k', '1k_5k', '5k_25k', '25k_100k', 'from_100k'], %s) as place) ds$$, null, 'ds.place', false, null),
  ('customers', 'source', 'value', '', 'd.source', '', null, null, false, 'source'),
  ('customer_history', 'source', 'value', '', 'd.source', '', null, null, false, 'source'),
  ('orders', 'status', 'value', '', 'd.status', '', null, null, false, 'status'),
  ('activities', 'activity_kind', 'value', '', 'd.kind', '', null, null, false, 'kind'),
  ('activities', 'activity_outcome', 'value', '', 'd.outcome', '', null, null, false, 'outcome'),
  ('orders', 'product', 'entity', '', 'it.product_id', 'left join public.products rl on rl.id = %s', 'rl.name', null, true, null),
  ('orders', 'product_line', 'value', 'left join public.products pr on pr.id = it.product_id', 'pr.product_line', '', null, null, true, null),
  ('deal_items', 'product', 'entity', '', 'it.product_id', 'left join public.products rl on rl.id = %s', 'rl.name', null, false, null),
  ('deal_items', 'product_line', 'value', 'left join public.products pr on pr.id = it.product_id', 'pr.product_line', '', null, null, false, null),
  ('order_items', 'product', 'entity', '', 'it.product_id', 'left join public.products rl on rl.id = %s', 'rl.name', null, false, null),
  ('order_items', 'product_line', 'value', 'left join public.products pr on pr.id = it.product_id', 'pr.product_line', '', null, null, false, null);

-- Orders and activities of a deal are cut by what the deal is.
insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, order_sql)
select s.source, d.key, d.kind, 'left join public.deals od on od.id = d.deal_id and od.deleted_at is null', pg_catalog.replace(d.key_sql, 'd.', 'od.'), d.label_join_sql, d.label_sql, d.order_sql
from pg_catalog.unnest(array['orders', 'order_items', 'activities']) s (source) cross join public.metric_dimensions d
where d.source = 'deals' and d.key in ('pipeline', 'deal_size');

-- What a deal is cut by, its items are too.
insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, order_sql, shared, drill_field)
select 'deal_items', d.key, d.kind, d.join_sql, d.key_sql, d.label_join_sql, d.label_sql, d.order_sql, false, d.drill_field
from public.metric_dimensions d where d.source = 'deals' on conflict do nothing;

-- New opportunities are found by whose they are and when they came, as what was closed is.
create index deals_access_opened_idx on public.deals (access_id, opened_at) where deleted_at is null;

grant execute on function private.metric_from_sql(text), private.metric_items_sql(text), private.deal_size(numeric) to authenticated;
