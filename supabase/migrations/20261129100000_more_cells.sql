-- Cells of activities, and deals that were lost by reason; totals of cells for who may see everything, which need no access key;
-- and a look whether anything lies between two points in time, by which a month "up to today" counts as a whole one.

create table private.activity_cells (
  moment text not null check (moment = 'happened'),
  month date not null check (month = date_trunc('month', month::timestamp)),
  access_id uuid not null,
  customer_access_id uuid,
  owner_id uuid,
  team_id uuid,
  kind text not null,
  n bigint not null
);
comment on table private.activity_cells is 'Activities that are not in the trash, by month and kind. Several rows of a cell add up.';
create index activity_cells_access_idx on private.activity_cells (access_id, month);
create index activity_cells_customer_access_idx on private.activity_cells (customer_access_id, month);
alter table private.activity_cells enable row level security;
create policy activity_cells_read on private.activity_cells for select to authenticated
  using (access_id = any ((select private.visible_ids('activities', 'read'))::uuid[])
    or customer_access_id = any ((select private.visible_ids('customers', 'read'))::uuid[]));
grant select on private.activity_cells to authenticated;

alter table private.deal_cells add column lost_reason_id uuid;

create table private.deal_totals (
  moment text not null,
  month date,
  day date,
  pipeline_id uuid not null,
  stage_id uuid,
  outcome text,
  win_probability numeric(5,4),
  expected_quarter date,
  currency text not null,
  lost_reason_id uuid,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  days numeric not null
);
create table private.order_totals (
  moment text not null,
  month date not null,
  day date,
  status text not null,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null
);
create table private.activity_totals (
  moment text not null,
  month date not null,
  owner_id uuid,
  team_id uuid,
  kind text not null,
  n bigint not null
);
create index deal_totals_moment_idx on private.deal_totals (moment, month);
create index order_totals_month_idx on private.order_totals (month);
create index activity_totals_month_idx on private.activity_totals (month);

create procedure private.protect_totals(totals text, resource text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('comment on table private.%I is %L', totals, pg_catalog.replace(totals, '_totals', '_cells') || ' added up over all access keys, for who may see everything. Several rows of a cell add up.');
  execute pg_catalog.format('alter table private.%I enable row level security', totals);
  execute pg_catalog.format('create policy %I on private.%I for select to authenticated using ((select private.my_scope(%L, ''read'')) = ''all'')', totals || '_read', totals, resource);
  execute pg_catalog.format('grant select on private.%I to authenticated', totals);
end $$;
comment on procedure private.protect_totals(text, text) is 'Lets those read totals who may see everything of a resource.';
call private.protect_totals('deal_totals', 'deals');
call private.protect_totals('order_totals', 'orders');
call private.protect_totals('activity_totals', 'activities');

create or replace function private.merge_sql(cells text, parts text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('insert into private.%1$I (%2$s, %3$s) select %2$s, %4$s from (%5$s) x group by %2$s having %6$s', cells,
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where not a.adds),
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where a.adds),
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I)', a.attname), ', ' order by a.attnum) filter (where a.adds), parts,
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I) <> 0', a.attname), ' or ' order by a.attnum) filter (where a.adds))
  from (select a.attname, a.attnum, a.attname in ('n', 'priced', 'amount', 'days', 'quantity') as adds from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('private.%I', cells)::regclass and a.attnum > 0 and not a.attisdropped) a
$$;

create function private.totals_of(cells text) returns text
language sql immutable set search_path = ''
as $$ select pg_catalog.replace(cells, '_cells', '_totals') $$;
comment on function private.totals_of(text) is 'The totals of cells.';

create or replace function private.rows_to_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute pg_catalog.format('with parts as materialized (%s), kept as (%s) %s', pg_catalog.concat_ws(' union all ',
    case when tg_op <> 'DELETE' then private.cells_sql(tg_argv[0], 'new_rows', '+') end,
    case when tg_op <> 'INSERT' then private.cells_sql(tg_argv[0], 'old_rows', '-') end),
    private.merge_sql(tg_argv[0], 'select * from parts'), private.merge_sql(private.totals_of(tg_argv[0]), 'select * from parts'));
  return null;
end $$;
comment on function private.rows_to_cells() is 'After each statement (cells): what it changed goes into the cells and their totals.';

create or replace function private.empty_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', tg_argv[0]);
  execute pg_catalog.format('delete from private.%I', private.totals_of(tg_argv[0]));
  return null;
end $$;
comment on table private.deal_cells is
  'Deals that are not in the trash, by what figures cut them by: opened and closed ones by month (day too where the currency is not the base currency; lost ones by reason), open ones by stage, probability set by hand and quarter expected. Several rows of a cell add up: n deals, of which priced have an amount; amount in currency; days from opening to winning.';

create or replace function private.cells_sql(cells text, relation text, sign text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(case cells when 'deal_cells' then $q$
    select m.moment, pg_catalog.date_trunc('month', m.day::timestamp)::date as month, case when d.currency <> o.base_currency then m.day end as day,
      d.access_id, d.owner_id, d.team_id, d.pipeline_id, case when m.moment = 'open' then d.stage_id end as stage_id,
      case when m.moment <> 'opened' then d.outcome end as outcome, case when m.moment = 'open' then d.win_probability end as win_probability,
      case when m.moment = 'open' then pg_catalog.date_trunc('quarter', d.expected_close_date::timestamp)::date end as expected_quarter, d.currency,
      %2$s 1::bigint as n, %2$s pg_catalog.num_nonnulls(d.amount)::bigint as priced, %2$s coalesce(d.amount, 0) as amount,
      %2$s case when m.moment = 'closed' and d.outcome = 'won' then extract(epoch from (d.closed_at at time zone o.timezone) - (d.opened_at at time zone o.timezone)) / 86400 else 0 end as days,
      case when m.moment = 'closed' then d.lost_reason_id end as lost_reason_id
    from %1$s d cross join private.cells_state o
    cross join lateral (values ('opened', (d.opened_at at time zone o.timezone)::date),
      (case d.outcome when 'open' then 'open' else 'closed' end, (d.closed_at at time zone o.timezone)::date)) m (moment, day)
    where d.deleted_at is null
  $q$ when 'order_cells' then $q$
    select 'ordered'::text as moment, pg_catalog.date_trunc('month', d.ordered_at at time zone o.timezone)::date as month,
      case when d.currency <> o.base_currency then (d.ordered_at at time zone o.timezone)::date end as day,
      d.access_id, d.customer_access_id, d.owner_id, d.team_id, d.status, d.currency,
      %2$s 1::bigint as n, %2$s pg_catalog.num_nonnulls(d.total)::bigint as priced, %2$s coalesce(d.total, 0) as amount
    from %1$s d cross join private.cells_state o where d.deleted_at is null
  $q$ when 'activity_cells' then $q$
    select 'happened'::text as moment, pg_catalog.date_trunc('month', d.happened_at at time zone o.timezone)::date as month,
      d.access_id, d.customer_access_id, d.owner_id, d.team_id, d.kind, %2$s 1::bigint as n
    from %1$s d cross join private.cells_state o where d.deleted_at is null
  $q$ end, relation, sign)
$$;

create function private.kept_cells() returns table (rows text, cells text)
language sql immutable set search_path = ''
as $$ values ('deals', 'deal_cells'), ('orders', 'order_cells'), ('activities', 'activity_cells') $$;
comment on function private.kept_cells() is 'The tables of which cells are kept, with these.';

create procedure private.make_cells(tbl text, cells text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', cells);
  execute private.merge_sql(cells, private.cells_sql(cells, 'public.' || pg_catalog.quote_ident(tbl), '+'));
  execute pg_catalog.format('delete from private.%I', private.totals_of(cells));
  execute private.merge_sql(private.totals_of(cells), pg_catalog.format('select * from private.%I', cells));
end $$;
comment on procedure private.make_cells(text, text) is 'Makes cells and their totals anew from a table''s rows.';

create or replace function private.gather_cells() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells'));
  if not private.cells_in_step() and exists (select from public.settings) then
    -- whoever is writing adds to the former cells: wait for them, and let nobody write until the new ones are there
    lock table public.deals, public.orders, public.activities in share row exclusive mode;
    update private.cells_state c set timezone = s.timezone, base_currency = s.base_currency from public.settings s;
    for kept in select k.rows, k.cells from private.kept_cells() k loop
      call private.make_cells(kept.rows, kept.cells);
    end loop;
    return;
  end if;
  for kept in
    select c.cells, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') as keys
    from (select k.cells from private.kept_cells() k union all select private.totals_of(k.cells) from private.kept_cells() k
      union all select t.totals from private.sheet_totals() t) c
    join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('private.%I', c.cells)::regclass and a.attnum > 0 and not a.attisdropped
    where a.attname not in ('n', 'priced', 'amount', 'days', 'quantity') group by c.cells
  loop
    execute pg_catalog.format('with gone as (delete from private.%1$I where ctid = any (array(select unnest(array_agg(c.ctid)) from private.%1$I c group by %2$s having count(*) > 1)) returning *) ',
      kept.cells, kept.keys) || private.merge_sql(kept.cells, 'select * from gone');
  end loop;
end $$;

create or replace function private.first_settings() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.deals) and not exists (select from public.orders) and not exists (select from public.activities) then
    update private.cells_state set timezone = new.timezone, base_currency = new.base_currency;
  end if;
  return null;
end $$;

call private.keep_cells('activities', 'activity_cells');
call private.make_cells('deals', 'deal_cells');
call private.make_cells('orders', 'order_cells');
insert into private.activity_totals select c.moment, c.month, c.owner_id, c.team_id, c.kind, sum(c.n) from private.activity_cells c group by 1, 2, 3, 4, 5;
update public.metrics set cells = 'activity_cells', cell_moment = 'happened', cell_value_sql = 'd.n' where source = 'activities' and time_sql = 'd.happened_at';
update public.metric_dimensions set cell_moments = array['happened'] where source = 'activities'
  and key in ('month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year', 'owner', 'team', 'department', 'sales_region', 'manager', 'activity_kind');
update public.metric_dimensions set cell_moments = array['closed'] where source = 'deals' and key = 'lost_reason';

create index deals_opened_at_idx on public.deals (opened_at) where deleted_at is null;

create function private.nothing_between(moments text[], first timestamptz, last timestamptz) returns boolean
language sql stable security definer set search_path = ''
as $$
  select not (
    ('closed' = any (moments) and exists (select from public.deals d where d.deleted_at is null and d.closed_at >= first and d.closed_at < last))
    or ('opened' = any (moments) and exists (select from public.deals d where d.deleted_at is null and d.opened_at >= first and d.opened_at < last))
    or ('ordered' = any (moments) and exists (select from public.orders o where o.deleted_at is null and o.ordered_at >= first and o.ordered_at < last))
    or ('happened' = any (moments) and exists (select from public.activities a where a.deleted_at is null and a.happened_at >= first and a.happened_at < last))
    or ('came' = any (moments) and exists (select from public.customers c where c.deleted_at is null and c.created_at >= first and c.created_at < last)))
$$;
comment on function private.nothing_between(text[], timestamptz, timestamptz) is 'Whether nobody''s deals, orders, activities or customers have any of these moments between two points in time.';
grant execute on function private.nothing_between(text[], timestamptz, timestamptz) to authenticated;
