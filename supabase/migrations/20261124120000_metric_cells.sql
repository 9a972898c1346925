-- Rollups: deals and orders counted and summed by month, so that a year's figures are read from some ten thousand rows and not
-- from a million. They are exact: each statement that changes rows adds what it changed, in its own transaction, to what is
-- there (so nobody waits for anybody), readers add up, and a job merges. They obey the rows' own policies, by the same keys.

create table private.cells_state (
  id boolean primary key default true check (id),
  timezone text not null,
  base_currency text not null
);
comment on table private.cells_state is
  'One row: the time zone by which the months of cells were cut, and the currency whose rows need no day. Where settings say otherwise, figures are read from the rows themselves until the job figures.gather has run.';
alter table private.cells_state enable row level security;
insert into private.cells_state (timezone, base_currency)
select coalesce(s.timezone, 'UTC'), coalesce(s.base_currency, 'USD') from (values (1)) one left join public.settings s on true;

create table private.deal_cells (
  moment text not null check (moment in ('opened', 'closed', 'open')),
  month date check (month = date_trunc('month', month::timestamp)),
  day date,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  stage_id uuid,
  outcome text,
  win_probability numeric(5,4),
  expected_quarter date,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  days numeric not null
);
comment on table private.deal_cells is
  'Deals that are not in the trash, by what figures cut them by: opened and closed ones by month (day too where the currency is not the base currency), open ones by stage, probability set by hand and quarter expected. Several rows of a cell add up: n deals, of which priced have an amount; amount in currency; days from opening to winning.';
create index deal_cells_access_idx on private.deal_cells (moment, access_id, month);
alter table private.deal_cells enable row level security;
create policy deal_cells_read on private.deal_cells for select to authenticated
  using (access_id = any ((select private.visible_ids('deals', 'read'))::uuid[]));
grant select on private.deal_cells to authenticated;

create table private.order_cells (
  moment text not null check (moment = 'ordered'),
  month date not null check (month = date_trunc('month', month::timestamp)),
  day date,
  access_id uuid not null,
  customer_access_id uuid,
  owner_id uuid,
  team_id uuid,
  status text not null,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null
);
comment on table private.order_cells is
  'Orders that are not in the trash, by month (day too where the currency is not the base currency) and status. Several rows of a cell add up: n orders, of which priced have a total; amount in currency.';
create index order_cells_access_idx on private.order_cells (access_id, month);
create index order_cells_customer_access_idx on private.order_cells (customer_access_id, month);
alter table private.order_cells enable row level security;
create policy order_cells_read on private.order_cells for select to authenticated
  using (access_id = any ((select private.visible_ids('orders', 'read'))::uuid[])
    or customer_access_id = any ((select private.visible_ids('customers', 'read'))::uuid[]));
grant select on private.order_cells to authenticated;

create function private.cells_sql(cells text, relation text, sign text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(case cells when 'deal_cells' then $q$
    select m.moment, pg_catalog.date_trunc('month', m.day::timestamp)::date as month, case when d.currency <> o.base_currency then m.day end as day,
      d.access_id, d.owner_id, d.team_id, d.pipeline_id, case when m.moment = 'open' then d.stage_id end as stage_id,
      case when m.moment <> 'opened' then d.outcome end as outcome, case when m.moment = 'open' then d.win_probability end as win_probability,
      case when m.moment = 'open' then pg_catalog.date_trunc('quarter', d.expected_close_date::timestamp)::date end as expected_quarter, d.currency,
      %2$s 1::bigint as n, %2$s pg_catalog.num_nonnulls(d.amount)::bigint as priced, %2$s coalesce(d.amount, 0) as amount,
      %2$s case when m.moment = 'closed' and d.outcome = 'won' then extract(epoch from (d.closed_at at time zone o.timezone) - (d.opened_at at time zone o.timezone)) / 86400 else 0 end as days
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
  $q$ end, relation, sign)
$$;
comment on function private.cells_sql(text, text, text) is 'The cell of each row of a relation (the table of a cells'' source, or a part of it), added (+) or taken away (-).';

create function private.merge_sql(cells text, parts text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('insert into private.%1$I (%2$s, %3$s) select %2$s, %4$s from (%5$s) x group by %2$s having %6$s', cells,
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where not a.adds),
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where a.adds),
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I)', a.attname), ', ' order by a.attnum) filter (where a.adds), parts,
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I) <> 0', a.attname), ' or ' order by a.attnum) filter (where a.adds))
  from (select a.attname, a.attnum, a.attname in ('n', 'priced', 'amount', 'days') as adds from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('private.%I', cells)::regclass and a.attnum > 0 and not a.attisdropped) a
$$;
comment on function private.merge_sql(text, text) is 'The statement that adds cells up and inserts what is not nothing.';

create function private.rows_to_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute private.merge_sql(tg_argv[0], pg_catalog.concat_ws(' union all ',
    case when tg_op <> 'DELETE' then private.cells_sql(tg_argv[0], 'new_rows', '+') end,
    case when tg_op <> 'INSERT' then private.cells_sql(tg_argv[0], 'old_rows', '-') end));
  return null;
end $$;
comment on function private.rows_to_cells() is 'After each statement (cells): what it changed goes into the cells.';

create function private.empty_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', tg_argv[0]);
  return null;
end $$;
comment on function private.empty_cells() is 'After the rows were truncated (cells): nothing is left to count.';

create procedure private.keep_cells(tbl text, cells text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('create trigger z_cells_inserted after insert on public.%I referencing new table as new_rows for each statement execute function private.rows_to_cells(%L)', tbl, cells);
  execute pg_catalog.format('create trigger z_cells_updated after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function private.rows_to_cells(%L)', tbl, cells);
  execute pg_catalog.format('create trigger z_cells_deleted after delete on public.%I referencing old table as old_rows for each statement execute function private.rows_to_cells(%L)', tbl, cells);
  execute pg_catalog.format('create trigger z_cells_emptied after truncate on public.%I for each statement execute function private.empty_cells(%L)', tbl, cells);
  -- also while a company is seeded, or rows are replicated
  execute pg_catalog.format('alter table public.%I enable always trigger z_cells_inserted, enable always trigger z_cells_updated, enable always trigger z_cells_deleted, enable always trigger z_cells_emptied', tbl);
  execute private.merge_sql(cells, private.cells_sql(cells, 'public.' || pg_catalog.quote_ident(tbl), '+'));
end $$;
comment on procedure private.keep_cells(text, text) is 'Keeps cells of a table from now on, and makes those of its rows.';
call private.keep_cells('deals', 'deal_cells');
call private.keep_cells('orders', 'order_cells');

create function private.cells_in_step() returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from private.cells_state c join public.settings s on s.timezone = c.timezone and s.base_currency = c.base_currency) $$;
comment on function private.cells_in_step() is 'Whether cells are cut by the time zone and currency that settings say.';
grant execute on function private.cells_in_step() to authenticated;

create function private.gather_cells() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells'));
  if not private.cells_in_step() and exists (select from public.settings) then
    -- whoever is writing adds to the former cells: wait for them, and let nobody write until the new ones are there
    lock table public.deals, public.orders in share row exclusive mode;
    update private.cells_state c set timezone = s.timezone, base_currency = s.base_currency from public.settings s;
    for kept in select * from (values ('deals', 'deal_cells'), ('orders', 'order_cells')) k (rows, cells) loop
      execute pg_catalog.format('delete from private.%I', kept.cells);
      execute private.merge_sql(kept.cells, private.cells_sql(kept.cells, 'public.' || kept.rows, '+'));
    end loop;
    return;
  end if;
  for kept in
    select c.cells, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') as keys
    from (values ('deal_cells'), ('order_cells')) c (cells)
    join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('private.%I', c.cells)::regclass and a.attnum > 0 and not a.attisdropped
    where a.attname not in ('n', 'priced', 'amount', 'days') group by c.cells
  loop
    execute pg_catalog.format('with gone as (delete from private.%1$I where ctid = any (array(select unnest(array_agg(c.ctid)) from private.%1$I c group by %2$s having count(*) > 1)) returning *) ',
      kept.cells, kept.keys) || private.merge_sql(kept.cells, 'select * from gone');
  end loop;
end $$;
comment on function private.gather_cells() is
  'Job: merges the rows of each cell, and makes all cells anew after the organisation''s time zone or base currency changed. May run at any time; figures are the same before and after.';
insert into public.jobs (name, description, function_name, every)
values ('figures.gather', 'Merges what was added to the monthly sums of deals and orders.', 'gather_cells', interval '5 minutes');

create function private.first_settings() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.deals) and not exists (select from public.orders) then
    update private.cells_state set timezone = new.timezone, base_currency = new.base_currency;
  end if;
  return null;
end $$;
comment on function private.first_settings() is 'A new organisation''s cells are cut by its own time zone from the start.';
create trigger z_first_settings after insert or update of timezone, base_currency on public.settings for each row execute function private.first_settings();
alter table public.settings enable always trigger z_first_settings;
