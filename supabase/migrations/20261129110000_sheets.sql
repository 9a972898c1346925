-- What no sum over one table's rows can say (how far deals came, how long they stayed, what was done for them, which products
-- were in them) is counted beforehand by sheets: all rows of one access key and month. A change marks its sheet in its own
-- transaction; a job counts marked sheets anew from the rows. Who reads takes the sheets that are not marked, and counts the
-- marked ones from the rows: so answers are exact, and a write costs a line or two.

create table private.stale_sheets (
  moment text not null check (moment in ('opened', 'closed', 'open', 'ordered', 'came')),
  access_id uuid not null,
  month date not null
);
comment on table private.stale_sheets is 'Sheets (deals opened, deals closed, orders or customers that came, of an access key in a month; or what is open of a key, its month being -infinity) that changed since they were counted. A sheet may stand here many times.';
create index stale_sheets_sheet_idx on private.stale_sheets (moment, access_id, month);
alter table private.stale_sheets enable row level security;

create table private.funnel_cells (
  month date not null,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text not null,
  stage_id uuid,
  n bigint not null
);
comment on table private.funnel_cells is 'Deals by the month they were opened: how many had which stage as the furthest that is not lost.';
create table private.stay_cells (
  month date not null,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
  hours integer[] not null
);
comment on table private.stay_cells is 'Stays in a stage that ended, of deals by the month they were opened: how many hours each took.';
create table private.work_cells (
  month date not null,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text not null,
  kind text,
  deal_id uuid,
  deals bigint not null,
  untouched bigint not null,
  n bigint not null,
  minutes bigint not null
);
comment on table private.work_cells is
  'Deals by the month they were closed, and what was done for them: without kind deals, untouched of them without any activity; with kind n activities, which took minutes. A deal of which somebody else''s activities tell stands by itself (deal_id) and is to be read from its rows: who sees the deal may not see all of these.';
create table private.sold_cells (
  moment text not null check (moment = 'closed'),
  month date not null,
  day date,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text not null,
  product_id uuid,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  quantity numeric not null
);
comment on table private.sold_cells is 'What of the deals that were closed in a month falls to each product: of amount the part that its items have (day where the currency is not the base currency), and quantity. n: items, or deals without any.';
create table private.due_cells (
  month date not null check (month = '-infinity'),
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
  expected_quarter date not null,
  product_id uuid,
  currency text not null,
  priced bigint not null,
  amount numeric not null,
  by_hand numeric not null
);
comment on table private.due_cells is
  'What of open deals with a day to close falls to each product: amount of those that take their stage''s probability, and by_hand: amount times probability of those that have one of their own. priced: items of deals with an amount.';
create table private.customer_cells (
  moment text not null check (moment = 'came'),
  month date not null,
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  source text,
  tier text,
  lifecycle_stage text not null,
  came text,
  n bigint not null
);
comment on table private.customer_cells is 'Customers by the month they came, where they stand now, and what they came as (the first line of their history; none where there is none).';
create table private.ordered_cells (
  moment text not null check (moment = 'ordered'),
  month date not null,
  day date,
  access_id uuid not null,
  customer_access_id uuid,
  owner_id uuid,
  team_id uuid,
  status text not null,
  product_id uuid,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  quantity numeric not null
);
comment on table private.ordered_cells is 'As sold_cells, of orders.';

create table private.stay_totals (
  month date not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  hours integer not null,
  n bigint not null
);
create table private.sold_totals (
  moment text not null,
  month date not null,
  day date,
  pipeline_id uuid not null,
  outcome text not null,
  product_id uuid,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  quantity numeric not null
);
create table private.ordered_totals (
  moment text not null,
  month date not null,
  day date,
  status text not null,
  product_id uuid,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  quantity numeric not null
);
create table private.customer_totals (
  moment text not null,
  month date not null,
  source text,
  tier text,
  lifecycle_stage text not null,
  came text,
  n bigint not null
);
create index stay_totals_month_idx on private.stay_totals (month);
create index sold_totals_month_idx on private.sold_totals (month);
create index ordered_totals_month_idx on private.ordered_totals (month);
create index customer_totals_month_idx on private.customer_totals (month);
call private.protect_totals('stay_totals', 'deals');
call private.protect_totals('sold_totals', 'deals');
call private.protect_totals('ordered_totals', 'orders');
call private.protect_totals('customer_totals', 'customers');

create function private.sheet_totals() returns table (cells text, totals text)
language sql immutable set search_path = ''
as $$ select c, private.totals_of(c) from pg_catalog.unnest(array['stay_cells', 'sold_cells', 'ordered_cells', 'customer_cells']) c $$;
comment on function private.sheet_totals() is 'The cells of sheets that have totals.';

create function private.total_parts_sql(cells text, relation text, sign text) returns text
language sql stable set search_path = ''
as $$
  select case when cells = 'stay_cells' then pg_catalog.format('select d.month, d.pipeline_id, d.stage_id, h.hours, %s1::bigint as n from %s d cross join lateral unnest(d.hours) h (hours)', sign, relation)
    else (select pg_catalog.format('select %s from %s d', pg_catalog.string_agg(case when a.attname in ('n', 'priced', 'amount', 'quantity') then sign else '' end || 'd.' || pg_catalog.quote_ident(a.attname) || ' as ' || pg_catalog.quote_ident(a.attname), ', ' order by a.attnum), relation)
      from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('private.%I', private.totals_of(cells))::regclass and a.attnum > 0 and not a.attisdropped) end
$$;
comment on function private.total_parts_sql(text, text, text) is 'What the cells of a relation add (+) to totals or take from them (-), in the order of the columns of totals.';

create function private.sheets() returns table (cells text, moment text)
language sql immutable set search_path = ''
as $$ values ('funnel_cells', 'opened'), ('stay_cells', 'opened'), ('work_cells', 'closed'), ('sold_cells', 'closed'), ('due_cells', 'open'), ('ordered_cells', 'ordered'), ('customer_cells', 'came') $$;
comment on function private.sheets() is 'The tables that are counted by sheets, with the moment by which rows belong to one.';

do $$
declare
  kept record;
begin
  for kept in select s.cells, s.moment from private.sheets() s loop
    execute format('create index on private.%I (access_id, month)', kept.cells);
    execute format('alter table private.%I enable row level security', kept.cells);
    execute format('grant select on private.%I to authenticated', kept.cells);
    execute format('create policy %I on private.%I for select to authenticated using (%s)', kept.cells || '_read', kept.cells,
      case kept.moment when 'ordered' then $q$access_id = any ((select private.visible_ids('orders', 'read'))::uuid[]) or customer_access_id = any ((select private.visible_ids('customers', 'read'))::uuid[])$q$
        when 'came' then $q$access_id = any ((select private.visible_ids('customers', 'read'))::uuid[])$q$
        else $q$access_id = any ((select private.visible_ids('deals', 'read'))::uuid[])$q$ end);
  end loop;
end $$;
create index on private.ordered_cells (customer_access_id, month);

create function private.moment_column(moment text) returns text
language sql immutable set search_path = ''
as $$ select case moment when 'opened' then 'opened_at' when 'closed' then 'closed_at' when 'ordered' then 'ordered_at' when 'came' then 'created_at' end $$;
comment on function private.moment_column(text) is 'The column by whose month rows belong to a sheet; none of what is open, which is one sheet.';

create function private.sheet_source(moment text) returns text
language sql immutable set search_path = ''
as $$ select case moment when 'ordered' then 'public.orders' when 'came' then 'public.customers' else 'public.deals' end $$;
comment on function private.sheet_source(text) is 'The table whose rows belong to sheets of a moment.';

create function private.sheet_rows_sql(moment text, keys text, months text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(case moment when 'open' then '(select x.* from unnest(%3$s) k (key) join %1$s x on x.access_id = k.key and x.outcome = ''open'' and x.deleted_at is null)'
    else '(select x.* from private.cells_state o cross join unnest(%3$s, %4$s) k (key, month) '
    || 'join %1$s x on x.access_id = k.key and x.%2$I >= k.month::timestamp at time zone o.timezone and x.%2$I < (k.month + interval ''1 month'') at time zone o.timezone and x.deleted_at is null)' end,
    private.sheet_source(moment), private.moment_column(moment), keys, months)
$$;
comment on function private.sheet_rows_sql(text, text, text) is 'SQL of the rows that belong to sheets: keys and months are SQL of two arrays that go together.';

create function private.sheet_sql(cells text, relation text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(case cells when 'funnel_cells' then $q$
    select date_trunc('month', d.opened_at at time zone o.timezone)::date, d.access_id, d.owner_id, d.team_id, d.pipeline_id, d.outcome, f.id, count(*)
    from %1$s d cross join private.cells_state o
    left join lateral (
      select s.id from (select h.to_stage_id from public.deal_stage_history h where h.deal_id = d.id union all select d.stage_id) y (stage_id)
      join public.pipeline_stages s on s.id = y.stage_id and s.pipeline_id = d.pipeline_id and s.outcome <> 'lost' order by s.position desc limit 1
    ) f on true where d.deleted_at is null group by 1, 2, 3, 4, 5, 6, 7
  $q$ when 'stay_cells' then $q$
    select date_trunc('month', d.opened_at at time zone o.timezone)::date, d.access_id, d.owner_id, d.team_id, d.pipeline_id, s.id,
      array_agg(floor(extract(epoch from h.left_at - h.entered_at) / 3600)::integer)
    from %1$s d cross join private.cells_state o
    join public.deal_stage_history h on h.deal_id = d.id and h.left_at is not null
    join public.pipeline_stages s on s.id = h.to_stage_id and s.pipeline_id = d.pipeline_id and s.outcome <> 'lost'
    where d.deleted_at is null group by 1, 2, 3, 4, 5, 6
  $q$ when 'work_cells' then $q$
    with r as materialized (
      select d.id, date_trunc('month', d.closed_at at time zone o.timezone)::date as month, d.access_id, d.owner_id, d.team_id, d.pipeline_id, d.outcome, coalesce(k.base_id, d.access_id) as base
      from %1$s d cross join private.cells_state o left join private.access_keys k on k.key = d.access_id
      where d.deleted_at is null and d.outcome in ('won', 'lost')
    ), a as materialized (
      select r.id, a.kind, count(*) as n, coalesce(sum(a.duration_minutes), 0) as minutes, bool_or(coalesce(k.base_id, a.access_id) <> r.base) as others
      from r join public.activities a on a.deal_id = r.id and a.deleted_at is null left join private.access_keys k on k.key = a.access_id group by r.id, a.kind
    ), w as materialized (
      select a.id, bool_or(a.others) as others from a group by a.id
    )
    select r.month, r.access_id, r.owner_id, r.team_id, r.pipeline_id, r.outcome, null, case when w.others then r.id end, count(*), count(*) filter (where w.id is null), 0, 0
    from r left join w on w.id = r.id group by 1, 2, 3, 4, 5, 6, 8
    union all
    select r.month, r.access_id, r.owner_id, r.team_id, r.pipeline_id, r.outcome, a.kind, null, 0, 0, sum(a.n), sum(a.minutes)
    from r join a on a.id = r.id join w on w.id = r.id and not w.others group by 1, 2, 3, 4, 5, 6, 7
  $q$ when 'sold_cells' then $q$
    select 'closed', m.month, m.day, i.access_id, i.owner_id, i.team_id, i.pipeline_id, i.outcome, i.product_id, i.currency, count(*), count(i.amount), coalesce(sum(i.amount * i.share), 0), coalesce(sum(i.quantity), 0)
    from (
      select d.closed_at, d.access_id, d.owner_id, d.team_id, d.pipeline_id, d.outcome, d.currency, d.amount, it.product_id, it.quantity,
        coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id)) as share
      from %1$s d left join public.deal_items it on it.deal_id = d.id where d.deleted_at is null and d.closed_at is not null
    ) i cross join private.cells_state o
    cross join lateral (select date_trunc('month', i.closed_at at time zone o.timezone)::date as month, case when i.currency <> o.base_currency then (i.closed_at at time zone o.timezone)::date end as day) m
    group by 2, 3, 4, 5, 6, 7, 8, 9, 10
  $q$ when 'due_cells' then $q$
    select '-infinity'::date, i.access_id, i.owner_id, i.team_id, i.pipeline_id, i.stage_id, date_trunc('quarter', i.expected_close_date::timestamp)::date, i.product_id, i.currency, count(i.amount),
      coalesce(sum(i.amount * i.share) filter (where i.win_probability is null), 0), coalesce(sum(i.amount * i.win_probability * i.share), 0)
    from (
      select d.access_id, d.owner_id, d.team_id, d.pipeline_id, d.stage_id, d.expected_close_date, d.currency, d.amount, d.win_probability, it.product_id,
        coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id)) as share
      from %1$s d left join public.deal_items it on it.deal_id = d.id where d.deleted_at is null and d.outcome = 'open' and d.expected_close_date is not null
    ) i group by 2, 3, 4, 5, 6, 7, 8, 9
  $q$ when 'customer_cells' then $q$
    select 'came', date_trunc('month', d.created_at at time zone o.timezone)::date, d.access_id, d.owner_id, d.team_id, d.source, d.tier, d.lifecycle_stage, h.to_stage, count(*)
    from %1$s d cross join private.cells_state o left join public.customer_lifecycle_history h on h.customer_id = d.id and h.from_stage is null
    where d.deleted_at is null group by 2, 3, 4, 5, 6, 7, 8, 9
  $q$ when 'ordered_cells' then $q$
    select 'ordered', m.month, m.day, i.access_id, i.customer_access_id, i.owner_id, i.team_id, i.status, i.product_id, i.currency, count(*), count(i.amount), coalesce(sum(i.amount * i.share), 0), coalesce(sum(i.quantity), 0)
    from (
      select d.ordered_at, d.access_id, d.customer_access_id, d.owner_id, d.team_id, d.status, d.currency, d.total as amount, it.product_id, it.quantity,
        coalesce(it.amount / nullif(sum(it.amount) over (partition by d.id), 0), 1.0 / count(*) over (partition by d.id)) as share
      from %1$s d left join public.order_items it on it.order_id = d.id where d.deleted_at is null
    ) i cross join private.cells_state o
    cross join lateral (select date_trunc('month', i.ordered_at at time zone o.timezone)::date as month, case when i.currency <> o.base_currency then (i.ordered_at at time zone o.timezone)::date end as day) m
    group by 2, 3, 4, 5, 6, 7, 8, 9, 10
  $q$ end, relation)
$$;
comment on function private.sheet_sql(text, text) is 'The cells of a relation (the table of a sheet''s moment, or a part of it).';

create function private.mark_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  sheets constant text := case tg_argv[2] when 'deals' then $q$(values ('opened', d.opened_at), ('closed', d.closed_at), ('open', case when d.outcome = 'open' then timestamptz '-infinity' end)) m (moment, at)$q$
    when 'items' then $q$(values (case d.outcome when 'open' then 'open' else 'closed' end, case d.outcome when 'open' then timestamptz '-infinity' else d.closed_at end)) m (moment, at)$q$
    else pg_catalog.format($q$(values (%L, d.%I)) m (moment, at)$q$, tg_argv[2], private.moment_column(tg_argv[2])) end;
  changed constant text := case when tg_argv[1] <> 'id' then
      pg_catalog.format('(select p.* from %s p where p.id in (select c.%I from %%s c))', private.sheet_source(tg_argv[2]), tg_argv[1])
    else '%s' end;
  names constant text[] := tg_argv[3:];
  touched text;
begin
  touched := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows' else pg_catalog.format(
    '(select o.* from old_rows o join new_rows n on n.id = o.id where (%1$s) is distinct from (%2$s) union all select n.* from old_rows o join new_rows n on n.id = o.id where (%1$s) is distinct from (%2$s))',
    (select pg_catalog.string_agg('o.' || pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(names) c),
    (select pg_catalog.string_agg('n.' || pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(names) c)) end;
  execute pg_catalog.format('insert into private.stale_sheets (moment, access_id, month) '
    || 'select distinct m.moment, d.access_id, date_trunc(''month'', m.at at time zone o.timezone)::date from %s d cross join private.cells_state o cross join lateral %s where m.at is not null',
    pg_catalog.format(changed, touched), sheets);
  return null;
end $$;
comment on function private.mark_sheets() is
  'After each statement (table, the column with the parent''s id, the moment of the sheet: deals and items: several, columns that matter …): the sheets that it touched, as rows were and are, are to be counted anew.';

create function private.empty_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  for kept in select s.cells from private.sheets() s where private.sheet_source(s.moment) = 'public.' || tg_table_name loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    if exists (select from private.sheet_totals() t where t.cells = kept.cells) then
      execute pg_catalog.format('delete from private.%I', private.totals_of(kept.cells));
    end if;
  end loop;
  return null;
end $$;
comment on function private.empty_sheets() is 'After deals, orders or customers were truncated: nothing is left to count.';

create procedure private.keep_sheets(tbl text, parent_column text, moment text, variadic columns text[])
language plpgsql set search_path = ''
as $$
declare
  given constant text := (select pg_catalog.string_agg(pg_catalog.quote_literal(c), ', ') from pg_catalog.unnest(array[tbl, parent_column, moment] || columns) c);
  -- a table of children may hang on two kinds of sheets
  prefix constant text := 'z_sheets_' || moment;
begin
  execute pg_catalog.format('create trigger %I after insert on public.%I referencing new table as new_rows for each statement execute function private.mark_sheets(%s)', prefix || '_inserted', tbl, given);
  execute pg_catalog.format('create trigger %I after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function private.mark_sheets(%s)', prefix || '_updated', tbl, given);
  execute pg_catalog.format('create trigger %I after delete on public.%I referencing old table as old_rows for each statement execute function private.mark_sheets(%s)', prefix || '_deleted', tbl, given);
  -- also while a company is seeded, or rows are replicated
  execute pg_catalog.format('alter table public.%I enable always trigger %I, enable always trigger %I, enable always trigger %I', tbl, prefix || '_inserted', prefix || '_updated', prefix || '_deleted');
  if parent_column = 'id' then
    execute pg_catalog.format('create trigger z_sheets_emptied after truncate on public.%I for each statement execute function private.empty_sheets()', tbl);
    execute pg_catalog.format('alter table public.%I enable always trigger z_sheets_emptied', tbl);
  end if;
end $$;
comment on procedure private.keep_sheets(text, text, text, text[]) is 'Marks the sheets that a table''s changes concern from now on: the column with the id of the deal or order, the sheets'' moment, columns that matter.';

create function private.stale_sheets_between(moment text, from_month date, to_month date, most integer, out keys uuid[], out months date[])
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.array_agg(s.access_id), '{}'), coalesce(pg_catalog.array_agg(s.month), '{}')
  from (select distinct s.access_id, s.month from private.stale_sheets s
    where s.moment = $1 and (from_month is null or s.month >= from_month) and (to_month is null or s.month < to_month) limit most) s
$$;
comment on function private.stale_sheets_between(text, date, date, integer, out uuid[], out date[]) is 'The marked sheets of some months, each once, as two arrays that go together.';

create function private.sheets_at_hand(moment text, from_day date, to_day date, out to_month date, out keys uuid[], out months date[])
language plpgsql stable set search_path = ''
as $$
declare
  zone constant text := (select s.timezone from public.settings s);
  most constant integer := 2000;
begin
  if not private.cells_in_step() or pg_catalog.date_trunc('month', from_day::timestamp)::date <> from_day then
    return;
  end if;
  to_month := pg_catalog.date_trunc('month', to_day::timestamp)::date;
  if to_month < to_day then
    to_month := to_month + interval '1 month';
    if not private.nothing_between(array[moment], to_day::timestamp at time zone zone, to_month::timestamp at time zone zone) then
      return;
    end if;
  end if;
  select s.keys, s.months into keys, months from private.stale_sheets_between(moment, from_day, to_month, most + 1) s;
  if pg_catalog.cardinality(keys) > most then
    keys := null;
  end if;
end $$;
comment on function private.sheets_at_hand(text, date, date, out date, out uuid[], out date[]) is
  'Whether sheets can answer for a period: the marked ones among them, which are to be counted from their rows (keys and months), and the month that follows them. keys is null where they cannot: a period that begins or ends within a month, a change of time zone, or too many marks.';

create function private.renew_sheets() returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  marked record;
  kept record;
  keys uuid[];
  months date[];
  most constant integer := 1000;
  begun constant timestamptz := pg_catalog.clock_timestamp();
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.renew_sheets'));
  for marked in select distinct s.moment from private.sheets() s loop
    while pg_catalog.clock_timestamp() < begun + interval '20 seconds' loop
      select s.keys, s.months into keys, months from private.stale_sheets_between(marked.moment, null, null, most) s;
      exit when keys = '{}';
      -- marks that come from now on stay: the rows are read after these went
      delete from private.stale_sheets s using unnest(keys, months) k (key, month)
      where s.moment = marked.moment and s.access_id = k.key and s.month = k.month;
      for kept in select s.cells from private.sheets() s where s.moment = marked.moment loop
        execute pg_catalog.format('with gone as (delete from private.%1$I c using unnest($1, $2) k (key, month) where c.access_id = k.key and c.month = k.month returning c.*), '
            || 'made as (insert into private.%1$I %2$s returning *) ', kept.cells, private.sheet_sql(kept.cells, private.sheet_rows_sql(marked.moment, '$1', '$2')))
          || case when exists (select from private.sheet_totals() t where t.cells = kept.cells)
            then private.merge_sql(private.totals_of(kept.cells), private.total_parts_sql(kept.cells, 'gone', '-') || ' union all ' || private.total_parts_sql(kept.cells, 'made', '+'))
            else 'select' end using keys, months;
      end loop;
    end loop;
  end loop;
end $$;
comment on function private.renew_sheets() is
  'Job: counts marked sheets anew, a thousand at once, for some seconds. May run at any time; figures are the same before and after.';
insert into public.jobs (name, description, function_name, every)
values ('figures.renew', 'Counts anew what changed in the sums by month that the sales dashboards read.', 'renew_sheets', interval '20 seconds');

create function private.count_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.renew_sheets'));
  delete from private.stale_sheets;
  for kept in select s.cells, s.moment from private.sheets() s loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    execute pg_catalog.format('insert into private.%I %s', kept.cells, private.sheet_sql(kept.cells, private.sheet_source(kept.moment)));
  end loop;
  for kept in select t.cells, t.totals from private.sheet_totals() t loop
    execute pg_catalog.format('delete from private.%I', kept.totals);
    execute private.merge_sql(kept.totals, private.total_parts_sql(kept.cells, 'private.' || pg_catalog.quote_ident(kept.cells), '+'));
  end loop;
  return null;
end $$;
comment on function private.count_sheets() is 'After the time zone or currency of cells changed: all sheets are counted anew.';
create trigger count_sheets after update of timezone, base_currency on private.cells_state for each statement execute function private.count_sheets();
alter table private.cells_state enable always trigger count_sheets;

create function private.mark_every_sheet() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.stale_sheets (moment, access_id, month) select distinct 'opened', c.access_id, c.month from private.funnel_cells c;
  return null;
end $$;
comment on function private.mark_every_sheet() is 'After stages changed their order, outcome or pipeline: how far deals came is to be counted anew.';
create trigger z_sheets_updated after update of position, outcome, pipeline_id on public.pipeline_stages for each statement execute function private.mark_every_sheet();
alter table public.pipeline_stages enable always trigger z_sheets_updated;

call private.keep_sheets('deals', 'id', 'deals', 'access_id', 'owner_id', 'team_id', 'deleted_at', 'pipeline_id', 'stage_id', 'outcome', 'opened_at', 'closed_at', 'amount', 'currency', 'win_probability', 'expected_close_date');
call private.keep_sheets('customers', 'id', 'came', 'access_id', 'owner_id', 'team_id', 'deleted_at', 'created_at', 'source', 'tier', 'lifecycle_stage');
call private.keep_sheets('customer_lifecycle_history', 'customer_id', 'came', 'customer_id', 'from_stage', 'to_stage');
call private.keep_sheets('orders', 'id', 'ordered', 'access_id', 'customer_access_id', 'owner_id', 'team_id', 'deleted_at', 'status', 'ordered_at', 'total', 'currency');
call private.keep_sheets('deal_stage_history', 'deal_id', 'opened', 'deal_id', 'to_stage_id', 'entered_at', 'left_at');
call private.keep_sheets('deal_items', 'deal_id', 'items', 'deal_id', 'product_id', 'amount', 'quantity');
call private.keep_sheets('order_items', 'order_id', 'ordered', 'order_id', 'product_id', 'amount', 'quantity');
call private.keep_sheets('activities', 'deal_id', 'closed', 'deal_id', 'access_id', 'owner_id', 'team_id', 'deleted_at', 'kind', 'duration_minutes');

create function private.whole_keys() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  reach constant public.access_scope := private.my_scope('deals', 'read');
  bases uuid[];
begin
  if reach = 'none' or private.my_scope('activities', 'read') < reach then
    return '{}';
  end if;
  if reach = 'all' then
    return null;
  end if;
  bases := private.ids_in_scope(private.me(), reach);
  return bases || array(select k.key from private.access_keys k where k.base_id = any (bases));
end $$;
comment on function private.whole_keys() is 'The access keys of deals of which the caller sees all that was done by those whose deals they are; null: every key.';
grant execute on function private.totals_of(text), private.total_parts_sql(text, text, text), private.moment_column(text), private.stale_sheets_between(text, date, date, integer, out uuid[], out date[]),
  private.sheets_at_hand(text, date, date, out date, out uuid[], out date[]), private.whole_keys() to authenticated;

update private.cells_state set timezone = timezone;
