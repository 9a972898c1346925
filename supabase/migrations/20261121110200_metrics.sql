-- One place for every figure: metrics and the dimensions they can be cut by are rows that only migrations write.
-- What a caller sends are names that must exist and values that are bound; no text of theirs becomes SQL.

create table public.exchange_rates (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_from date not null,
  rate numeric(20,10) not null check (rate > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (currency, valid_from)
);
comment on table public.exchange_rates is 'What one unit of a currency is worth in the base currency, from a day on.';
call private.protect_reference('exchange_rates', 'settings');
create trigger touch_row before update on public.exchange_rates for each row execute function private.touch_row();

create table public.metrics (
  key text primary key check (key ~ '^[a-z_]+\.[a-z_]+$'),
  unit text not null check (unit in ('currency', 'count', 'percent', 'ratio', 'duration')),
  source text not null check (source in ('deals')),
  join_sql text not null default '',
  value_sql text,
  condition_sql text,
  time_sql text,
  numerator text references public.metrics,
  denominator text references public.metrics,
  drill jsonb not null default '{}',
  check ((numerator is null) = (denominator is null)),
  check ((numerator is null) = (condition_sql is not null)),
  check (numerator is null or (value_sql is null and time_sql is null))
);
comment on table public.metrics is
  'What can be counted. A sum of value_sql (null: a count) over the rows d of source for which condition_sql holds, by time_sql (null: as it is now), money in the row''s own currency, which is converted at the rate of that time (now: today''s); or numerator ÷ denominator, a ratio of sums. percent is 0–1. drill: filters of the list that shows the rows.';
create index metrics_numerator_idx on public.metrics (numerator);
create index metrics_denominator_idx on public.metrics (denominator);

create table public.metric_dimensions (
  source text not null,
  key text not null check (key ~ '^[a-z_]+$'),
  kind text not null check (kind in ('time', 'entity', 'value')),
  join_sql text not null default '',
  key_sql text not null,
  label_join_sql text not null default '',
  label_sql text,
  order_sql text,
  shared boolean not null default false,
  drill_field text,
  primary key (source, key)
);
comment on table public.metric_dimensions is
  'What metrics of a source can be cut by. key_sql: of the rows d and what join_sql adds (time: the bucket''s unit); an entity''s key is a uuid. label_join_sql joins what label_sql and order_sql read to the key, %s, after grouping. shared: a row may fall into several of its values, and its money is divided among them by the items'' amounts, so that no join multiplies money.';

insert into public.resource_actions (resource, action, scoped) values ('metrics', 'read', false);
insert into public.role_permissions (role_id, resource, action, scope) select r.id, 'metrics', 'read', 'all' from public.roles r where r.shipped;
call private.protect('metrics', 'metrics', 'special');
create policy metrics_read on public.metrics for select to authenticated using ((select private.may('metrics', 'read')));
call private.protect('metric_dimensions', 'metrics', 'special');
create policy metric_dimensions_read on public.metric_dimensions for select to authenticated using ((select private.may('metrics', 'read')));
revoke insert, update, delete on public.metrics, public.metric_dimensions from authenticated, service_role;

insert into public.metrics (key, unit, source, join_sql, value_sql, condition_sql, time_sql, drill) values
  ('deals.won_value', 'currency', 'deals', '', 'd.amount', $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('deals.won_count', 'count', 'deals', '', null, $$d.outcome = 'won'$$, 'd.closed_at', '{"outcome": "won", "time": "closed_at"}'),
  ('deals.lost_count', 'count', 'deals', '', null, $$d.outcome = 'lost'$$, 'd.closed_at', '{"outcome": "lost", "time": "closed_at"}'),
  ('deals.closed_count', 'count', 'deals', '', null, $$d.outcome in ('won', 'lost')$$, 'd.closed_at', '{"outcome": "closed", "time": "closed_at"}'),
  ('deals.open_count', 'count', 'deals', '', null, $$d.outcome = 'open'$$, null, '{"outcome": "open"}'),
  ('deals.open_value', 'currency', 'deals', '', 'd.amount', $$d.outcome = 'open'$$, null, '{"outcome": "open"}'),
  ('deals.weighted_value', 'currency', 'deals', 'left join public.pipeline_stages ps on ps.id = d.stage_id',
    'd.amount * coalesce(d.win_probability, ps.win_probability)', $$d.outcome = 'open'$$, null, '{"outcome": "open"}');
insert into public.metrics (key, unit, source, numerator, denominator, drill) values
  ('deals.win_rate', 'percent', 'deals', 'deals.won_count', 'deals.closed_count', '{"outcome": "closed", "time": "closed_at"}'),
  ('deals.average_won_value', 'currency', 'deals', 'deals.won_value', 'deals.won_count', '{"outcome": "won", "time": "closed_at"}');

insert into public.metric_dimensions (source, key, kind, join_sql, key_sql, label_join_sql, label_sql, order_sql, shared, drill_field) values
  ('deals', 'day', 'time', '', 'day', '', null, null, false, null),
  ('deals', 'week', 'time', '', 'week', '', null, null, false, null),
  ('deals', 'month', 'time', '', 'month', '', null, null, false, null),
  ('deals', 'quarter', 'time', '', 'quarter', '', null, null, false, null),
  ('deals', 'year', 'time', '', 'year', '', null, null, false, null),
  ('deals', 'stage', 'entity', '', 'd.stage_id', 'left join public.pipeline_stages sl on sl.id = %s', 'sl.name', 'sl.position', false, 'stage_id'),
  ('deals', 'pipeline', 'entity', '', 'd.pipeline_id', 'left join public.pipelines pl on pl.id = %s', 'pl.name', 'pl.position', false, 'pipeline_id'),
  ('deals', 'owner', 'entity', '', 'd.owner_id', 'left join public.profiles ol on ol.id = %s', 'ol.full_name', null, false, 'owner_id'),
  ('deals', 'team', 'entity', 'left join public.profiles tow on tow.id = d.owner_id', 'coalesce(tow.team_id, d.team_id)', 'left join public.teams tl on tl.id = %s', 'tl.name', null, false, 'owner.team_id'),
  ('deals', 'sales_region', 'value', 'left join public.profiles row on row.id = d.owner_id left join public.teams rt on rt.id = coalesce(row.team_id, d.team_id)', 'rt.region', '', null, null, false, 'owner.team.region'),
  ('deals', 'customer', 'entity', '', 'd.customer_id', 'left join public.customers cl on cl.id = %s', 'cl.name', null, false, 'customer_id'),
  ('deals', 'lost_reason', 'entity', '', 'd.lost_reason_id', 'left join public.lost_reasons ll on ll.id = %s', 'll.name', null, false, 'lost_reason_id'),
  ('deals', 'source', 'value', '', 'd.source', '', null, null, false, 'source'),
  ('deals', 'product', 'entity', '', 'it.product_id', 'left join public.products rl on rl.id = %s', 'rl.name', null, true, 'deal_items.product_id'),
  ('deals', 'product_line', 'value', 'left join public.products pr on pr.id = it.product_id', 'pr.product_line', '', null, null, true, 'deal_items.product.product_line');

create function private.rate(currency text, day date) returns numeric
language sql stable security definer parallel safe set search_path = ''
as $$
  select coalesce(
    (select r.rate from public.exchange_rates r where r.currency = $1 and r.valid_from <= $2 order by r.valid_from desc limit 1),
    (select 1.0 from public.settings s where s.base_currency = $1))
$$;
comment on function private.rate(text, date) is 'What a unit of a currency was worth in the base currency on a day; null where no rate is known.';
grant execute on function private.rate(text, date) to authenticated;
