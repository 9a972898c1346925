-- More figures that sheets say: what was learned of open deals, open deals by their customer's tier, and what became of leads.

create function private.adds(name text) returns boolean
language sql immutable set search_path = ''
as $$
  select name = any (array['n', 'priced', 'amount', 'days', 'quantity', 'by_hand', 'unlearned', 'learned', 'unlearned_amount', 'unlearned_by_hand', 'leads', 'customers'])
$$;
comment on function private.adds(text) is 'Whether a column of cells adds up; by the others cells are told apart.';

create or replace function private.merge_sql(cells text, parts text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('insert into private.%1$I (%2$s, %3$s) select %2$s, %4$s from (%5$s) x group by %2$s having %6$s', cells,
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where not a.adds),
    pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) filter (where a.adds),
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I)', a.attname), ', ' order by a.attnum) filter (where a.adds), parts,
    pg_catalog.string_agg(pg_catalog.format('sum(x.%I) <> 0', a.attname), ' or ' order by a.attnum) filter (where a.adds))
  from (select a.attname, a.attnum, private.adds(a.attname) as adds from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('private.%I', cells)::regclass and a.attnum > 0 and not a.attisdropped) a
$$;

create table private.learned_cells (
  month date not null check (month = '-infinity'),
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
  expected_quarter date,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  unlearned bigint not null,
  amount numeric not null,
  by_hand numeric not null,
  learned numeric not null,
  unlearned_amount numeric not null,
  unlearned_by_hand numeric not null
);
comment on table private.learned_cells is
  'Open deals (n; priced with an amount; unlearned without a learned probability). amount of those that take their stage''s probability, by_hand: amount times probability of those that have one of their own, both again for the unlearned ones, and learned: amount times learned probability.';
create table private.tier_cells (
  moment text not null check (moment = 'open'),
  month date not null check (month = '-infinity'),
  access_id uuid not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text not null,
  tier text,
  n bigint not null
);
comment on table private.tier_cells is 'Open deals by the tier of their customer, for who may read all customers.';
create table private.quality_cells (
  month date not null,
  access_id uuid not null,
  source text,
  currency text,
  day date,
  cycle integer,
  leads bigint not null,
  customers bigint not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null
);
comment on table private.quality_cells is
  'Customers that came as leads, by the month they came: how many, and how many of them won a deal (customers); and these deals (n, of which priced have an amount) by currency, day (of other currencies than the base currency) and days from opening to closing (cycle). For who may read all deals.';

create table private.learned_totals (
  pipeline_id uuid not null,
  stage_id uuid not null,
  expected_quarter date,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  unlearned bigint not null,
  amount numeric not null,
  by_hand numeric not null,
  learned numeric not null,
  unlearned_amount numeric not null,
  unlearned_by_hand numeric not null
);
create table private.due_totals (
  pipeline_id uuid not null,
  stage_id uuid not null,
  expected_quarter date not null,
  product_id uuid,
  currency text not null,
  priced bigint not null,
  amount numeric not null,
  by_hand numeric not null
);
create table private.tier_totals (
  moment text not null,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text not null,
  tier text,
  n bigint not null
);
create table private.standing_totals (
  moment text not null,
  owner_id uuid,
  team_id uuid,
  tier text,
  lifecycle_stage text not null,
  n bigint not null
);
create table private.quality_totals (
  month date not null,
  source text,
  currency text,
  day date,
  cycle integer,
  leads bigint not null,
  customers bigint not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null
);
create table private.funnel_totals (
  month date not null,
  pipeline_id uuid not null,
  outcome text not null,
  stage_id uuid,
  n bigint not null
);
create index quality_totals_month_idx on private.quality_totals (month);
create index funnel_totals_month_idx on private.funnel_totals (month);

do $$
declare
  kept record;
begin
  for kept in select * from (values ('learned_cells', false), ('tier_cells', true), ('quality_cells', true)) k (cells, whole) loop
    execute format('create index on private.%I (access_id, month)', kept.cells);
    execute format('alter table private.%I enable row level security', kept.cells);
    execute format('grant select on private.%I to authenticated', kept.cells);
    execute format('create policy %I on private.%I for select to authenticated using (%s)', kept.cells || '_read', kept.cells,
      case when kept.whole then $q$(select private.my_scope('deals', 'read')) = 'all' and (select private.my_scope('customers', 'read')) = 'all'$q$
        else $q$access_id = any ((select private.visible_ids('deals', 'read'))::uuid[])$q$ end);
  end loop;
  for kept in select * from (values ('learned_totals', 'deals'), ('due_totals', 'deals'), ('funnel_totals', 'deals'), ('standing_totals', 'customers')) k (totals, resource) loop
    call private.protect_totals(kept.totals, kept.resource);
  end loop;
  for kept in select * from (values ('tier_totals'), ('quality_totals')) k (totals) loop
    execute format('comment on table private.%I is %L', kept.totals, replace(kept.totals, '_totals', '_cells') || ' added up over all access keys, for who may see everything.');
    execute format('alter table private.%I enable row level security', kept.totals);
    execute format('create policy %I on private.%I for select to authenticated using ((select private.my_scope(''deals'', ''read'')) = ''all'' and (select private.my_scope(''customers'', ''read'')) = ''all'')', kept.totals || '_read', kept.totals);
    execute format('grant select on private.%I to authenticated', kept.totals);
  end loop;
end $$;
comment on table private.standing_totals is 'customer_cells added up over all access keys and months, by who looks after them and how they stand, for who may see everything.';

create or replace function private.sheet_totals() returns table (cells text, totals text)
language sql immutable set search_path = ''
as $$
  select c, private.totals_of(c) from pg_catalog.unnest(array['stay_cells', 'sold_cells', 'ordered_cells', 'customer_cells', 'due_cells', 'learned_cells', 'tier_cells', 'quality_cells', 'funnel_cells']) c
  union all values ('customer_cells', 'standing_totals')
$$;
create or replace function private.sheets() returns table (cells text, moment text)
language sql immutable set search_path = ''
as $$
  values ('funnel_cells', 'opened'), ('stay_cells', 'opened'), ('work_cells', 'closed'), ('sold_cells', 'closed'), ('due_cells', 'open'), ('learned_cells', 'open'), ('tier_cells', 'open'),
    ('ordered_cells', 'ordered'), ('customer_cells', 'came'), ('quality_cells', 'came')
$$;

create function private.total_parts_sql(cells text, relation text, sign text, totals text) returns text
language sql stable set search_path = ''
as $$
  select case when cells = 'stay_cells' then pg_catalog.format('select d.month, d.pipeline_id, d.stage_id, h.hours, %s1::bigint as n from %s d cross join lateral unnest(d.hours) h (hours)', sign, relation)
    else (select pg_catalog.format('select %s from %s d', pg_catalog.string_agg(case when private.adds(a.attname) then sign else '' end || 'd.' || pg_catalog.quote_ident(a.attname) || ' as ' || pg_catalog.quote_ident(a.attname), ', ' order by a.attnum), relation)
      from pg_catalog.pg_attribute a where a.attrelid = pg_catalog.format('private.%I', totals)::regclass and a.attnum > 0 and not a.attisdropped) end
$$;
comment on function private.total_parts_sql(text, text, text, text) is 'What the cells of a relation add (+) to totals or take from them (-), in the order of the columns of totals.';
create or replace function private.total_parts_sql(cells text, relation text, sign text) returns text
language sql stable set search_path = ''
as $$ select private.total_parts_sql(cells, relation, sign, private.totals_of(cells)) $$;

create function private.counted_sql(cells text, relation text) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(private.sheet_sql(cells, relation), pg_catalog.format(case cells when 'learned_cells' then $q$
    select '-infinity'::date, d.access_id, d.owner_id, d.team_id, d.pipeline_id, d.stage_id, date_trunc('quarter', d.expected_close_date::timestamp)::date, d.currency,
      count(*), count(d.amount), count(*) filter (where w.deal_id is null), coalesce(sum(d.amount) filter (where d.win_probability is null), 0), coalesce(sum(d.amount * d.win_probability), 0),
      coalesce(sum(d.amount * w.probability), 0), coalesce(sum(d.amount) filter (where w.deal_id is null and d.win_probability is null), 0), coalesce(sum(d.amount * d.win_probability) filter (where w.deal_id is null), 0)
    from %1$s d left join public.deal_win_probabilities w on w.deal_id = d.id where d.deleted_at is null and d.outcome = 'open' group by 2, 3, 4, 5, 6, 7, 8
  $q$ when 'tier_cells' then $q$
    select 'open', '-infinity'::date, d.access_id, d.owner_id, d.team_id, d.pipeline_id, 'open', cu.tier, count(*)
    from %1$s d left join public.customers cu on cu.id = d.customer_id and cu.deleted_at is null where d.deleted_at is null and d.outcome = 'open' group by 3, 4, 5, 6, 8
  $q$ when 'quality_cells' then $q$
    with leads as materialized (
      select d.id, date_trunc('month', d.created_at at time zone o.timezone)::date as month, d.access_id, d.source
      from %1$s d cross join private.cells_state o left join public.customer_lifecycle_history h on h.customer_id = d.id and h.from_stage is null
      where d.deleted_at is null and coalesce(h.to_stage, 'lead') in ('lead', 'qualified')
    ), won as materialized (
      select l.id, l.month, l.access_id, l.source, d.currency, case when d.currency <> o.base_currency then (d.closed_at at time zone o.timezone)::date end as day, d.amount,
        (d.closed_at at time zone o.timezone)::date - (d.opened_at at time zone o.timezone)::date as cycle
      from leads l join public.deals d on d.customer_id = l.id and d.outcome = 'won' and d.deleted_at is null cross join private.cells_state o
    )
    select l.month, l.access_id, l.source, null, null::date, null::integer, count(*), count(w.id), 0, 0, 0 from leads l left join (select distinct w.id from won w) w on w.id = l.id group by 1, 2, 3
    union all
    select w.month, w.access_id, w.source, w.currency, w.day, w.cycle, 0, 0, count(*), count(w.amount), coalesce(sum(w.amount), 0) from won w group by 1, 2, 3, 4, 5, 6
  $q$ end, relation))
$$;
comment on function private.counted_sql(text, text) is 'The cells of a relation (the table of a sheet''s moment, or a part of it): sheet_sql, and those that came later.';

create or replace function private.empty_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
  total record;
begin
  for kept in select s.cells from private.sheets() s where private.sheet_source(s.moment) = 'public.' || tg_table_name loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    for total in select t.totals from private.sheet_totals() t where t.cells = kept.cells loop
      execute pg_catalog.format('delete from private.%I', total.totals);
    end loop;
  end loop;
  if tg_table_name = 'deals' then
    insert into private.stale_sheets (moment, access_id, month) select distinct 'came', c.access_id, c.month from private.customer_cells c;
  end if;
  return null;
end $$;

create or replace function private.renew_sheets() returns void
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
            || 'made as (insert into private.%1$I %2$s returning *)', kept.cells, private.counted_sql(kept.cells, private.sheet_rows_sql(marked.moment, '$1', '$2')))
          || coalesce((select pg_catalog.string_agg(pg_catalog.format(', %I as (%s)', t.totals,
            private.merge_sql(t.totals, private.total_parts_sql(t.cells, 'gone', '-', t.totals) || ' union all ' || private.total_parts_sql(t.cells, 'made', '+', t.totals))), '')
            from private.sheet_totals() t where t.cells = kept.cells), '') || ' select' using keys, months;
      end loop;
    end loop;
  end loop;
end $$;

create or replace function private.count_sheets() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  every constant text[] := array(select s.cells from private.sheets() s);
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('private.renew_sheets'));
  delete from private.stale_sheets;
  call private.make_sheets(every);
  return null;
end $$;

create procedure private.make_sheets(which text[])
language plpgsql set search_path = ''
as $$
declare
  kept record;
begin
  for kept in select s.cells, s.moment from private.sheets() s where s.cells = any (which) loop
    execute pg_catalog.format('delete from private.%I', kept.cells);
    execute pg_catalog.format('insert into private.%I %s', kept.cells, private.counted_sql(kept.cells, private.sheet_source(kept.moment)));
  end loop;
  for kept in select t.cells, t.totals from private.sheet_totals() t where t.cells = any (which) loop
    execute pg_catalog.format('delete from private.%I', kept.totals);
    execute private.merge_sql(kept.totals, private.total_parts_sql(kept.cells, 'private.' || pg_catalog.quote_ident(kept.cells), '+', kept.totals));
  end loop;
end $$;
comment on procedure private.make_sheets(text[]) is 'Counts cells of sheets and their totals anew from all rows.';

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
    where not private.adds(a.attname) group by c.cells
  loop
    execute pg_catalog.format('with gone as (delete from private.%1$I where ctid = any (array(select unnest(array_agg(c.ctid)) from private.%1$I c group by %2$s having count(*) > 1)) returning *) ',
      kept.cells, kept.keys) || private.merge_sql(kept.cells, 'select * from gone');
  end loop;
end $$;

grant execute on function private.adds(text), private.total_parts_sql(text, text, text, text) to authenticated;
