-- Sums by unit say what things were worth in the base currency on their day: a deal in another currency stood nearly by itself
-- there, since its day decides the rate. Orders, activities, ordered products and figures by person have such sums too. When a
-- rate changes, all are made anew by the job; until then figures come from the cells, which know currency and day.

alter table private.cells_state add column rates_now bigint not null default 1, add column rates_made bigint not null default 0;
comment on column private.cells_state.rates_now is 'How often exchange rates changed.';
comment on column private.cells_state.rates_made is 'rates_now when sums by unit were last made anew.';

create function private.rates_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update private.cells_state set rates_now = rates_now + 1;
  return null;
end $$;
comment on function private.rates_changed() is 'After each statement on exchange_rates: sums in the base currency are to be made anew.';
create trigger z_rates_changed after insert or update or delete or truncate on public.exchange_rates for each statement execute function private.rates_changed();
alter table public.exchange_rates enable always trigger z_rates_changed;

create function private.rates_in_step() returns boolean
language sql stable security definer set search_path = ''
as $$ select coalesce((select c.rates_made = c.rates_now from private.cells_state c), false) $$;
comment on function private.rates_in_step() is 'Whether sums by unit were made with the rates of exchange that there are.';

create function private.base_currency() returns text
language sql stable security definer set search_path = ''
as $$ select c.base_currency from private.cells_state c $$;
comment on function private.base_currency() is 'The currency in which sums by unit are.';

-- A unit's team is its people's team now, unless somebody just moved.
create function private.teams_settled() returns boolean
language sql stable security definer set search_path = ''
as $$
  select not exists (select from public.profiles p left join private.access_units u on u.key = p.id where u.unit_id is distinct from p.team_id)
$$;
comment on function private.teams_settled() is 'Whether everybody''s sums stand with the team that they are in now.';

alter table private.order_cells add column waiting boolean not null default false;
alter table private.order_cells alter column waiting set default true;
comment on column private.order_cells.waiting is 'Whether the row is still to be added to the sums of its unit.';
create index order_cells_waiting_idx on private.order_cells (access_id) where waiting;
alter table private.activity_cells add column waiting boolean not null default false;
alter table private.activity_cells alter column waiting set default true;
comment on column private.activity_cells.waiting is 'Whether the row is still to be added to the sums of its unit.';
create index activity_cells_waiting_idx on private.activity_cells (access_id) where waiting;

create table private.order_units (like private.order_totals, unit_id uuid, customer_unit_id uuid);
create table private.ordered_units (like private.ordered_totals, unit_id uuid, customer_unit_id uuid);
create table private.activity_units (like private.activity_totals, unit_id uuid, customer_unit_id uuid);
create table private.person_units (
  moment text not null,
  month date,
  day date,
  owner_id uuid,
  team_id uuid,
  pipeline_id uuid not null,
  outcome text,
  currency text not null,
  n bigint not null,
  priced bigint not null,
  amount numeric not null,
  days numeric not null,
  unit_id uuid not null
);

create or replace function private.total_cells(totals text) returns text
language sql immutable set search_path = ''
as $$ select pg_catalog.regexp_replace(case when totals like 'standing%' then 'customer_' when totals = 'person_units' then 'deal_' else totals end, '_(units|totals)?$', '_cells') $$;

do $$
declare
  kept record;
begin
  for kept in select * from (values ('order_units', 'orders'), ('ordered_units', 'orders'), ('activity_units', 'activities'), ('person_units', 'deals')) k (units, resource) loop
    execute format('comment on table private.%I is %L', kept.units, private.total_cells(kept.units) || ' added up by unit (private.access_units), for who reads the unit whole'
      || case when kept.resource <> 'deals' then ', or the customer''s unit' else '; of each person, without stages and reasons' end || '. Several rows of a cell add up.');
    execute format('alter table private.%I enable row level security', kept.units);
    execute format('grant select on private.%I to authenticated', kept.units);
    execute format('create policy %I on private.%I for select to authenticated using (unit_id = any ((select private.whole_units(%L))::uuid[])%s)', kept.units || '_read', kept.units, kept.resource,
      case when kept.resource <> 'deals' then ' or customer_unit_id = any ((select private.whole_units(''customers''))::uuid[])' else '' end);
    execute format('create index %I on private.%I (unit_id, %smonth)', kept.units || '_unit_idx', kept.units, case when kept.resource = 'deals' then 'moment, ' else '' end);
    if kept.resource <> 'deals' then
      execute format('create index %I on private.%I (customer_unit_id, month)', kept.units || '_customer_idx', kept.units);
    end if;
  end loop;
end $$;

create or replace function private.unit_resource(units text) returns text
language sql immutable set search_path = ''
as $$
  select case when units in ('customer_units', 'standing_units') then 'customers' when units in ('order_units', 'ordered_units') then 'orders'
    when units = 'activity_units' then 'activities' else 'deals' end
$$;

create function private.by_customer(units text) returns boolean
language sql immutable set search_path = ''
as $$ select private.unit_resource(units) in ('orders', 'activities') $$;
comment on function private.by_customer(text) is 'Whether rows of sums are read by whoever reads their customers, too.';

create function private.waits(cells text) returns boolean
language sql immutable set search_path = ''
as $$ select exists (select from private.kept_cells() k where k.cells = waits.cells) $$;
comment on function private.waits(text) is 'Whether rows of cells wait until the job has added them to the sums of their units.';

create or replace function private.unit_sums() returns table (cells text, units text, only_sql text)
language sql stable set search_path = ''
as $$
  select k.cells, k.units, 'not c.waiting' from (values ('deal_cells', 'deal_units'), ('deal_cells', 'person_units'), ('order_cells', 'order_units'), ('activity_cells', 'activity_units')) k (cells, units)
  union all select t.cells, t.totals, 'true' from private.sheet_totals() t where t.totals like '%\_units'
$$;

create or replace function private.sheet_totals() returns table (cells text, totals text)
language sql immutable set search_path = ''
as $$
  select c, private.totals_of(c) from pg_catalog.unnest(array['stay_cells', 'sold_cells', 'ordered_cells', 'customer_cells', 'due_cells', 'learned_cells', 'tier_cells', 'quality_cells', 'funnel_cells']) c
  union all values ('customer_cells', 'standing_totals')
  union all select private.total_cells(u), u from pg_catalog.unnest(array['sold_units', 'customer_units', 'standing_units', 'due_units', 'learned_units', 'funnel_units', 'ordered_units']) u
$$;

create function private.in_base(totals text) returns boolean
language sql stable set search_path = ''
as $$
  select totals like '%\_units' and exists (select from pg_catalog.pg_attribute a
    where a.attrelid = pg_catalog.format('private.%I', totals)::regclass and a.attname = 'day' and not a.attisdropped)
$$;
comment on function private.in_base(text) is 'Whether sums say what things were worth in the base currency on their day, as far as a rate is known.';

create function private.part_columns(totals text, sign text) returns table (name text, place integer, part text)
language sql stable set search_path = ''
as $$
  select a.attname::text, a.attnum::integer, case
      when a.attname = 'unit_id' then 'u.unit_id'
      when a.attname = 'customer_unit_id' then 'cu.unit_id'
      when totals = 'stay_totals' and a.attname = 'hours' then 'h.hours'
      when totals = 'stay_totals' and a.attname = 'n' then sign || '1::bigint'
      when private.in_base(totals) and a.attname = 'day' then 'case when y.rate is null then d.day end'
      when private.in_base(totals) and a.attname = 'currency' then 'case when y.rate is null then d.currency else private.base_currency() end'
      when private.in_base(totals) and a.attname = 'amount' then sign || '(d.amount * coalesce(y.rate, 1))'
      when private.adds(a.attname) then sign || 'd.' || pg_catalog.quote_ident(a.attname)
      else 'd.' || pg_catalog.quote_ident(a.attname) end
  from pg_catalog.pg_attribute a
  where a.attrelid = pg_catalog.format('private.%I', totals)::regclass and a.attnum > 0 and not a.attisdropped
$$;
comment on function private.part_columns(text, text) is 'The columns of sums, and the SQL by which cells d make them: what adds up with a sign (+ or -), what has a rate y.rate in the base currency.';

create function private.part_joins(totals text) returns text
language sql stable set search_path = ''
as $$
  select case when totals = 'stay_totals' then ' cross join lateral unnest(d.hours) h (hours)' else '' end
    || case when private.in_base(totals) then ' left join lateral (select private.rate(d.currency, d.day) as rate where d.day is not null offset 0) y on true' else '' end
$$;
comment on function private.part_joins(text) is 'The joins of cells d that part_columns() needs, beside units.';

create or replace function private.total_parts_sql(cells text, relation text, sign text, totals text) returns text
language sql stable set search_path = ''
as $$
  select pg_catalog.format('select %s from %s d%s%s', pg_catalog.string_agg(c.part || ' as ' || pg_catalog.quote_ident(c.name), ', ' order by c.place), relation, private.part_joins(totals),
    case when pg_catalog.bool_or(c.name = 'customer_unit_id')
        then ' left join private.access_units u on u.key = d.access_id left join private.access_units cu on cu.key = d.customer_access_id where (u.key is not null or cu.key is not null)'
      when pg_catalog.bool_or(c.name = 'unit_id') then ' join private.access_units u on u.key = d.access_id' else '' end)
  from private.part_columns(totals, sign) c
$$;

create or replace function private.empty_cells() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept record;
begin
  execute pg_catalog.format('delete from private.%I', tg_argv[0]);
  execute pg_catalog.format('delete from private.%I', private.totals_of(tg_argv[0]));
  for kept in select k.units from private.unit_sums() k where k.cells = tg_argv[0] loop
    execute pg_catalog.format('delete from private.%I', kept.units);
  end loop;
  return null;
end $$;

create function private.make_units(which text default null, money boolean default false) returns void
language plpgsql set search_path = ''
as $$
declare
  kept record;
begin
  for kept in select k.* from private.unit_sums() k where (which is null or k.cells = which) and (not money or private.in_base(k.units)) loop
    execute pg_catalog.format('delete from private.%I', kept.units);
    execute private.merge_sql(kept.units, private.total_parts_sql(kept.cells, pg_catalog.format('(select c.* from private.%I c where %s)', kept.cells, kept.only_sql), '+', kept.units));
  end loop;
end $$;
comment on function private.make_units(text, boolean) is 'Makes sums by unit anew from the cells that do not wait: all, or those of some cells; money: only what is in the base currency.';

create or replace procedure private.make_cells(tbl text, cells text)
language plpgsql set search_path = ''
as $$
begin
  execute pg_catalog.format('delete from private.%I', cells);
  execute private.merge_sql(cells, private.cells_sql(cells, 'public.' || pg_catalog.quote_ident(tbl), '+'), case when private.waits(cells) then 'false' else '' end);
  execute pg_catalog.format('delete from private.%I', private.totals_of(cells));
  execute private.merge_sql(private.totals_of(cells), pg_catalog.format('select * from private.%I', cells));
  perform private.make_units(cells);
end $$;

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
    select c.cells, c.waits, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') as keys
    from (select k.cells, true as waits from private.kept_cells() k union all select private.totals_of(k.cells), false from private.kept_cells() k
      union all select k.units, false from private.unit_sums() k union select t.totals, false from private.sheet_totals() t) c
    join pg_catalog.pg_attribute a on a.attrelid = pg_catalog.format('private.%I', c.cells)::regclass and a.attnum > 0 and not a.attisdropped
    where not private.adds(a.attname) and a.attname <> 'waiting' group by c.cells, c.waits
    order by c.waits desc, c.cells
  loop
    execute pg_catalog.format('with gone as (delete from private.%1$I where ctid = any (array(select unnest(array_agg(c.ctid)) from private.%1$I c%4$s group by %2$s having count(*) > 1%3$s)) returning *)', kept.cells, kept.keys,
        case when kept.waits then ' or bool_or(c.waiting)' else '' end,
        -- of cells that wait, only those of keys where something is new
        case when kept.waits then pg_catalog.format(' where c.access_id in (select w.access_id from private.%I w where w.waiting)', kept.cells) else '' end)
      || coalesce((select pg_catalog.string_agg(pg_catalog.format(', %I as (%s)', 'added_' || k.units,
          private.merge_sql(k.units, private.total_parts_sql(kept.cells, '(select g.* from gone g where g.waiting)', '+', k.units))), '')
        from private.unit_sums() k where kept.waits and k.cells = kept.cells), '')
      || ' ' || private.merge_sql(kept.cells, 'select * from gone', case when kept.waits then 'false' else '' end);
  end loop;
end $$;

create or replace function private.renew_units() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  moved constant uuid[] := array(select coalesce(d.key, u.key) from private.units_due() d full join private.access_units u on u.key = d.key where u.unit_id is distinct from d.unit_id);
  -- read before the rates themselves: if these change meanwhile, sums are made once more
  upto constant bigint := (select c.rates_now from private.cells_state c where c.rates_now <> c.rates_made);
  kept record;
  sign text;
begin
  -- while cells are gathered they wait until the next time
  if (moved = '{}' and upto is null) or not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtext('private.gather_cells')) then
    return;
  end if;
  foreach sign in array case when moved = '{}' then '{}' else array['-', '+'] end loop
    if sign = '+' then
      delete from private.access_units u where u.key = any (moved);
      insert into private.access_units select d.* from private.units_due() d where d.key = any (moved);
    end if;
    for kept in select * from private.unit_sums() loop
      execute private.merge_sql(kept.units, private.total_parts_sql(kept.cells, pg_catalog.format('(select c.* from private.%I c where (c.access_id = any ($1)%s) and %s)', kept.cells,
        case when private.by_customer(kept.units) then ' or c.customer_access_id = any ($1)' else '' end, kept.only_sql), sign, kept.units)) using moved;
    end loop;
  end loop;
  if upto is not null then
    perform private.make_units(money => true);
    update private.cells_state set rates_made = upto;
  end if;
end $$;
comment on function private.renew_units() is 'Moves the sums of access keys whose unit is another now, as somebody changed teams or a key is new, and makes all sums by unit anew when rates of exchange changed. To be called by the job figures.renew, under its lock; figures are the same before and after.';

create or replace function private.reads_units(variadic resources text[]) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return private.rates_in_step() and not exists (select from pg_catalog.unnest(resources) r where private.whole_units(r) = '{}');
end $$;
comment on function private.reads_units(text[]) is 'Whether the caller reads whole units of each of some resources, and these are worth what rates of exchange say.';

create or replace function private.whole_units(resource text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
declare
  reach constant public.access_scope := private.my_scope(resource, 'read');
  bases uuid[];
begin
  -- who reads their own alone reaches no team
  if reach in ('none', 'own') then
    return '{}';
  end if;
  if reach = 'all' then
    return array(select distinct u.unit_id from private.access_units u where u.key = u.base_id);
  end if;
  bases := private.ids_in_scope(private.me(), reach);
  return array(select u.unit_id from private.access_units u where u.unit_id = any (bases) and u.key = u.base_id group by u.unit_id having pg_catalog.bool_and(u.key = any (bases)));
end $$;

create or replace function private.other_keys(resource text) returns uuid[]
language plpgsql stable security definer parallel safe set search_path = ''
as $$
begin
  if private.my_scope(resource, 'read') = 'all' then
    return array(
      select v.id from (
        select private.organisation_id() as id union all select b.id from private.access_bases b union all select k.key from private.access_keys k
        union all select s.record_id from private.shared_records s where s.resource = private.record_resource($1)
      ) v where not exists (select from private.access_units u where u.key = v.id));
  end if;
  return array(select v.id from pg_catalog.unnest(private.visible_ids(resource, 'read')) v (id) except select k.id from pg_catalog.unnest(private.unit_keys(resource)) k (id));
end $$;

create function private.any_waits(cells text) returns boolean
language sql stable security definer set search_path = '' set enable_seqscan = off
as $$
  select case cells when 'deal_cells' then exists (select from private.deal_cells c where c.waiting) when 'order_cells' then exists (select from private.order_cells c where c.waiting)
    when 'activity_cells' then exists (select from private.activity_cells c where c.waiting) else false end
$$;
comment on function private.any_waits(text) is 'Whether any rows of cells wait to be added to the sums of their units.';

-- What is in no unit that the caller reads whole: looked up by these few keys, without all those that they reach.
do $$
declare
  kept record;
begin
  for kept in select distinct k.cells, private.unit_resource(k.units) as resource, private.by_customer(k.units) as by_customer from private.unit_sums() k loop
    execute format('create view private.%I with (security_barrier) as select c.* from private.%I c where c.access_id = any ((select private.other_keys(%L))::uuid[])', 'other_' || kept.cells, kept.cells, kept.resource)
      || case when kept.by_customer then format($q$ and coalesce(c.customer_access_id <> all ((select private.unit_keys('customers'))::uuid[]), true)
        union all select c.* from private.%I c where c.customer_access_id = any ((select private.other_keys('customers'))::uuid[])
          and c.access_id <> all ((select private.other_keys(%2$L))::uuid[]) and c.access_id <> all ((select private.unit_keys(%2$L))::uuid[])$q$, kept.cells, kept.resource) else '' end;
    execute format('comment on view private.%I is %L', 'other_' || kept.cells, kept.cells || ' that the caller may read and that are in none of the units that they read whole.');
    execute format('grant select on private.%I to authenticated', 'other_' || kept.cells);
  end loop;
end $$;

create or replace function private.unit_cells_sql(units text, marked text) returns text
language sql stable set search_path = ''
as $$
  select '(' || pg_catalog.string_agg(pg_catalog.format('select %s from private.%I d%s where %s', x.columns, x.relation, x.joins, x.condition), ' union all ') || ')'
  from (
    select private.total_cells(units) as cells, private.unit_resource(units) as resource, private.by_customer(units) as by_customer, private.waits(private.total_cells(units)) as waits,
      pg_catalog.string_agg('d.' || pg_catalog.quote_ident(a.name), ', ' order by a.place) as names,
      pg_catalog.string_agg(a.part || ' as ' || pg_catalog.quote_ident(a.name), ', ' order by a.place) as plus,
      pg_catalog.string_agg(m.part || ' as ' || pg_catalog.quote_ident(m.name), ', ' order by a.place) as minus,
      -- a unit is the team of its people
      case when pg_catalog.bool_or(a.name = 'owner_id') then '' when private.by_customer(units) then ', null::uuid as owner_id, null::uuid as team_id' else ', null::uuid as owner_id, d.unit_id as team_id' end as of_units,
      case when pg_catalog.bool_or(a.name = 'owner_id') then '' else ', d.owner_id, d.team_id' end as of_cells
    from private.part_columns(units, '') a join private.part_columns(units, '-') m on m.place = a.place where a.name not in ('unit_id', 'customer_unit_id')
  ) c cross join lateral (values
    (true, c.names || c.of_units, units, '', 'true'),
    (true, c.names || c.of_cells, 'other_' || c.cells, '', case when c.waits then 'not d.waiting' else 'true' end || coalesce(' and not ' || marked, '')),
    (c.waits and private.any_waits(c.cells), c.plus || c.of_cells, c.cells, private.part_joins(units), 'd.waiting'),
    (marked is not null, c.minus || c.of_cells, c.cells, private.part_joins(units), pg_catalog.format('(d.access_id = any ((select private.unit_keys(%L))::uuid[])', c.resource)
      || case when c.by_customer then ' or d.customer_access_id = any ((select private.unit_keys(''customers''))::uuid[])' else '' end || ') and ' || marked)
  ) x (needed, columns, relation, joins, condition) where x.needed
$$;

create function private.without_units(dims public.metric_dimensions[]) returns boolean
language sql stable set search_path = ''
as $$
  select exists (select from pg_catalog.unnest(dims) x where x.key in ('owner', 'department', 'manager'))
    or (exists (select from pg_catalog.unnest(dims) x where x.key in ('team', 'sales_region')) and not private.teams_settled())
$$;
comment on function private.without_units(public.metric_dimensions[]) is 'Whether dimensions ask for people, of whom sums by unit know no more than their team.';

create or replace function private.unit_rows_sql(units text, filters jsonb, moment text, marked text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  dims constant public.metric_dimensions[] := array(select d from public.metric_dimensions d
    where d.source = 'deals' and d.kind <> 'time' and coalesce(filters, '{}') ? d.key order by d.key);
begin
  if exists (select from pg_catalog.unnest(dims) x where moment <> all (x.cell_moments)) or private.without_units(dims) or not private.reads_units('deals') then
    return null;
  end if;
  return '(select d.* from ' || private.unit_cells_sql(units, marked) || ' d ' || private.asked_sql(private.metric_joins(dims) || ' where ' || private.metric_filter_sql(dims)) || ')';
end $$;

create function private.units_of(members public.metrics[], dims public.metric_dimensions[], cells text) returns text
language sql stable set search_path = ''
as $$
  select case
    when members[1].source not in ('deals', 'deal_items', 'customers', 'customer_history', 'orders', 'order_items', 'activities') then null
    when private.metric_standing(members, dims) then 'standing_units'
    when cells = 'activity_cells' then 'activity_units'
    when cells in ('order_cells', 'ordered_cells') then case when not x.people then pg_catalog.replace(cells, '_cells', '_units') end
    when not private.without_units(dims) then pg_catalog.replace(cells, '_cells', '_units')
    when cells = 'deal_cells' and members[1].cell_moment <> 'open'
      and not exists (select from pg_catalog.unnest(dims) d where d.kind <> 'time' and d.key not in ('owner', 'team', 'department', 'sales_region', 'manager', 'pipeline')) then 'person_units' end
  from (select exists (select from pg_catalog.unnest(dims) d where d.key in ('owner', 'team', 'department', 'sales_region', 'manager')) as people) x
$$;
comment on function private.units_of(public.metrics[], public.metric_dimensions[], text) is 'The sums by unit that know figures by these dimensions (and filters), as their cells do; null: none.';

create function private.cells_of_items(members public.metrics[], items boolean) returns text
language sql immutable set search_path = ''
as $$ select case when not items then members[1].cells when members[1].source = 'deals' then 'sold_cells' else 'ordered_cells' end $$;
comment on function private.cells_of_items(public.metrics[], boolean) is 'The cells of some metrics, or those that say what of them falls to each product.';

create function private.metric_needs(base_keys text[], by_keys text[], filters jsonb) returns table (moments text[], sheets boolean, resources text[], by_closing boolean)
language sql stable security definer set search_path = ''
as $$
  select coalesce(pg_catalog.array_agg(distinct m.cell_moment) filter (where m.time_sql is not null and m.cells is not null), '{}'),
    coalesce(pg_catalog.bool_or(m.cells in ('sold_cells', 'ordered_cells', 'customer_cells') or (m.key = 'deals.open_count' and ('tier' = any (by_keys) or filters ? 'tier'))), false)
      or exists (select from public.metric_dimensions d where d.shared and d.source in ('deals', 'orders') and (d.key = any (by_keys) or filters ? d.key)),
    coalesce(pg_catalog.array_agg(distinct case m.source when 'deal_items' then 'deals' when 'order_items' then 'orders' when 'customer_history' then 'customers' else m.source end), '{}'),
    coalesce(pg_catalog.bool_and(m.source = 'deals' and m.time_sql is not distinct from 'd.closed_at'), true)
  from public.metrics m where m.key = any (base_keys)
$$;
comment on function private.metric_needs(text[], text[], jsonb) is 'Of metrics: the moments that cells count them by, whether sheets are asked for, the resources whose rows they count, and whether all go by when deals were closed.';

create or replace function private.metric_figures(metric_keys text[], by_keys text[], filters jsonb, from_day date, to_day date, most integer, ordered jsonb default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  org record;
  needs record;
  base_keys constant text[] := private.metric_base_keys(metric_keys);
  -- the whole months of the period, which cells have
  from_month constant date := (pg_catalog.date_trunc('month', from_day - interval '1 day') + interval '1 month')::date;
  to_month date := pg_catalog.date_trunc('month', to_day::timestamp)::date;
  cells text;
  closed record;
  ordered_ones record;
  came record;
  opened record;
  best uuid[];
  most_sheets constant integer := 2000;
  tiers constant boolean := 'tier' = any (by_keys) or filters ? 'tier';
  result jsonb;
begin
  if metric_keys = '{}' then
    return '{"rows": [], "more": false, "totals": {}, "skipped": 0}';
  end if;
  select * into needs from private.metric_needs(base_keys, by_keys, filters);
  select s.timezone, s.base_currency, s.week_start, s.fiscal_year_start into org from public.settings s;
  if private.cells_in_step() then
    if to_month < to_day and private.nothing_between(
      needs.moments,
      to_day::timestamp at time zone org.timezone, (to_month + interval '1 month') at time zone org.timezone)
    then
      -- up to today: nothing lies in the rest of the month, which so counts as a whole one
      to_month := to_month + interval '1 month';
    end if;
    cells := case when from_day is null then 'whole' when from_month >= to_month then 'now'
      else pg_catalog.concat_ws(' ', 'whole', case when from_month > from_day then 'before' end, case when to_month < to_day then 'after' end) end;
  end if;
  select '{}'::uuid[] as keys, '{}'::date[] as months into closed;
  ordered_ones := closed;
  came := closed;
  opened := closed;
  if cells is not null and needs.sheets then
    select s.keys, s.months into closed from private.stale_sheets_between('closed', from_month, to_month, most_sheets + 1) s;
    select s.keys, s.months into ordered_ones from private.stale_sheets_between('ordered', from_month, to_month, most_sheets + 1) s;
    -- customers are counted as they are now too, whenever they came
    select s.keys, s.months into came from private.stale_sheets_between('came', null, null, most_sheets + 1) s;
    if tiers then
      select s.keys, s.months into opened from private.stale_sheets_between('open', null, null, most_sheets + 1) s;
    end if;
    if greatest(pg_catalog.cardinality(closed.keys), pg_catalog.cardinality(ordered_ones.keys), pg_catalog.cardinality(came.keys), pg_catalog.cardinality(opened.keys)) <= most_sheets then
      cells := cells || ' sheets' || case when closed.keys || ordered_ones.keys || came.keys || opened.keys <> '{}' then ' stale' else '' end;
      -- the few rows that are left are looked up one by one, however much the caller may read
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  end if;
  if cells is not null and not exists (select from pg_catalog.unnest(needs.resources) r where private.my_scope(r, 'read') <> 'all') then
    cells := cells || ' totals' || case when tiers and private.my_scope('customers', 'read') = 'all' then ' tiers' else '' end;
  end if;
  if cells is not null and needs.resources <@ array['deals', 'customers', 'orders', 'activities'] and private.reads_units(variadic needs.resources) then
    cells := cells || ' units';
  end if;
  if by_keys = array['customer'] and filters = '{}' and ordered = '{"by": "deals.won_value", "direction": "desc"}' and most <= 100 and private.reads_widely() and needs.by_closing
  then
    best := private.best_customers(from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, most);
    if best is not null then
      cells := coalesce(cells, '') || ' best';
      perform pg_catalog.set_config('enable_nestloop', 'on', true);
    end if;
  end if;
  execute private.metric_query_sql(metric_keys, by_keys, filters, from_day is not null, org.week_start, org.fiscal_year_start, ordered ->> 'by', ordered ->> 'direction', cells)
  into result
  using org.timezone, from_day::timestamp at time zone org.timezone, to_day::timestamp at time zone org.timezone, org.base_currency, filters, most,
    (now() at time zone org.timezone)::date, from_month, to_month, closed.keys, closed.months, ordered_ones.keys, ordered_ones.months, came.keys, came.months, opened.keys, opened.months, best;
  if (result -> 'totals' is null or best is not null) and by_keys <> '{}' then
    return coalesce(result, '{}') || (private.metric_figures(metric_keys, '{}', filters, from_day, to_day, most) - 'rows' - 'more');
  end if;
  return result;
end $$;


create or replace function private.metric_scan_sql(n integer, members metrics[], base_keys text[], dims metric_dimensions[], filter_dims metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, cells text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  divided constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  whole constant public.metric_dimensions[] := array(select x from pg_catalog.unnest(filter_dims) x where not x.shared);
  tiers constant boolean := coalesce(cells like '%tiers%', false) and members[1].source = 'deals' and members[1].time_sql is null and exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'tier')
    and not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'stage') and not exists (select from pg_catalog.unnest(members) x where x.key <> 'deals.open_count');
  sheets constant boolean := divided or tiers or members[1].cells in ('sold_cells', 'ordered_cells', 'customer_cells');
  stale constant boolean := coalesce(sheets and cells like '%stale%', false);
  -- totals do not say whose rows they are, but for activities and for customers as they stand
  summed constant boolean := members[1].cells = 'activity_cells' or tiers or private.metric_standing(members, dims || filter_dims)
    or not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key in ('owner', 'team', 'department', 'sales_region', 'manager'));
  sums_of constant text := case when summed and cells like '%totals%' then 'totals'
    when not tiers and cells like '%units%' and private.units_of(members, dims || filter_dims, private.cells_of_items(members, divided)) is not null then 'units' else 'cells' end;
  -- whether each figure stands in the same cells, and these have each dimension; of sheets amounts alone, and of whole months
  in_cells constant boolean := cells is not null and (cells not like 'now%' or members[1].time_sql is null)
    and not exists (select from pg_catalog.unnest(members) x where x.cell_moment is null or x.cell_moment <> members[1].cell_moment)
    and not exists (select from pg_catalog.unnest(dims || filter_dims) x where members[1].cell_moment <> all (x.cell_moments) and not (divided and 'items' = any (x.cell_moments)) and not (tiers and x.key = 'tier'))
    and (not sheets or cells like '%sheets%') and (not divided or (cells not like '%before%' and cells not like '%after%'
      and members[1].cell_moment in ('closed', 'ordered') and not exists (select from pg_catalog.unnest(members) x where x.unit <> 'currency')
      and not exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'lost_reason')));
  arms constant text[] := case when divided and not in_cells then array['shares'] when not in_cells and cells like '%best%' then array['best', 'nobody'] when not in_cells then array['rows'] when members[1].time_sql is null then array['cells'] || case when stale then array['stale'] else '{}' end
    else array(select a from (values ('cells', true), ('before', cells like '%before%'), ('after', cells like '%after%'), ('shares', divided and stale), ('stale', not divided and stale)) v (a, needed) where v.needed) end;
  shares constant text := case when 'shares' = any (arms) then private.metric_shares_sql(n, members[1].source, dims, filter_dims,
    pg_catalog.format('d.deleted_at is null and (%s) and %s', (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x), private.metric_filter_sql(whole))
    || case when bounded and members[1].time_sql is not null then pg_catalog.format(' and %1$s >= $2 and %1$s < $3', members[1].time_sql) else '' end
    || case when in_cells then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end) else '' end;
  groups constant text := (select coalesce(pg_catalog.string_agg('k' || i, ', ' order by i), '') from pg_catalog.generate_series(1, pg_catalog.cardinality(dims)) i);
  sums constant text := (select case when money then 'coalesce(sum(s.priced) filter (where s.money_in is not null and r.rate is null), 0)' else '0::numeric' end || ' as skipped'
    || pg_catalog.string_agg(pg_catalog.format(', sum(s.b%1$s%2$s) as b%1$s', pg_catalog.array_position(base_keys, x.key),
      case when x.unit = 'currency' then ' * case when s.money_in is null then 1 else r.rate end' else '' end), '' order by x.key)
    from pg_catalog.unnest(members) x);
begin
  return shares
    || pg_catalog.format('scan%s as (%s), ', n, (select pg_catalog.string_agg(private.metric_arm_sql(a, n, members, base_keys, dims,
      case when divided then filter_dims else whole end, bounded, week_start, fiscal_start, stale, sums_of), ' union all ') from pg_catalog.unnest(arms) a))
    || case when money then pg_catalog.format(
      'rates%1$s as materialized (select r.currency as money_in, r.day as money_on, r.rate from (select array_agg(c.money_in) as currencies, array_agg(c.money_on) as days from (select distinct money_in, money_on from scan%1$s where money_in is not null) c) c cross join lateral private.rates(c.currencies, c.days) r), ', n) else '' end
    || pg_catalog.format('sums%1$s as (select %2$s as detail%3$s, %4$s from scan%1$s s%5$s group by grouping sets (%6$s))', n,
      case when groups = '' then 'false' else 'grouping(k1) = 0' end,
      case when groups = '' then '' else ', ' || groups end, sums,
      case when money then pg_catalog.format(' left join rates%s r on r.money_in = s.money_in and r.money_on = s.money_on', n) else '' end,
      -- A deal falls to several products: their counts do not add up to how many deals there are.
      case when groups = '' then '()' when divided then '(' || groups || ')' else '(' || groups || '), ()' end);
end $$;


create or replace function private.metric_arm_sql(arm text, n integer, members metrics[], base_keys text[], dims metric_dimensions[], filter_dims metric_dimensions[], bounded boolean, week_start integer, fiscal_start integer, stale boolean, sums text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  total constant boolean := sums = 'totals';
  by_unit constant boolean := sums = 'units';
  rows_of constant text := members[1].source;
  time_sql constant text := members[1].time_sql;
  from_cells constant boolean := arm = 'cells';
  shared constant boolean := arm = 'shares';
  items constant boolean := exists (select from pg_catalog.unnest(dims || filter_dims) x where x.shared);
  tiers constant boolean := rows_of = 'deals' and exists (select from pg_catalog.unnest(dims || filter_dims) x where x.key = 'tier');
  cells constant text := case when tiers then 'tier_cells' else private.cells_of_items(members, items) end;
  sheets constant boolean := cells in ('sold_cells', 'ordered_cells', 'customer_cells', 'tier_cells');
  standing constant boolean := private.metric_standing(members, dims || filter_dims);
  totals constant text := case when total and standing then 'standing_totals' when total then private.totals_of(cells) end;
  marked constant text := private.stale_sql(members[1].cell_moment, 'd.month');
  -- totals without access keys; of marked sheets what they held is taken off
  relation constant text := case when arm <> 'cells' then null
    when by_unit then private.unit_cells_sql(private.units_of(members, dims || filter_dims, cells), case when sheets and stale then marked end)
    when total and sheets and stale then pg_catalog.format('(select t.* from private.%I t union all %s)', totals,
      private.total_parts_sql(cells, pg_catalog.format('(select d.* from private.%I d where %s)', cells, marked), '-', totals))
    else 'private.' || pg_catalog.quote_ident(coalesce(totals, private.cells_of(cells))) end;
  money constant boolean := exists (select from pg_catalog.unnest(members) x where x.unit = 'currency');
  any_member constant text := (select pg_catalog.string_agg(distinct '(' || x.condition_sql || ')', ' or ') from pg_catalog.unnest(members) x);
  moment constant text := pg_catalog.format('%s at time zone $1', time_sql);
  first constant text := case arm when 'after' then '($9::timestamp at time zone $1)' when 'stale' then '($8::timestamp at time zone $1)' else '$2' end;
  last constant text := case arm when 'before' then '($8::timestamp at time zone $1)' when 'stale' then '($9::timestamp at time zone $1)' else '$3' end;
  condition constant text := case
    when shared then any_member
    when from_cells then pg_catalog.format('d.moment = %L and (%s) and %s', members[1].cell_moment, any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then ' and d.month >= $8 and d.month < $9' else '' end
      -- who bought nothing by items has bought no items
      || case when rows_of in ('deal_items', 'order_items') then ' and d.product_id is not null' else '' end
      || case when sheets and stale and sums = 'cells' then ' and not ' || marked else '' end
    else pg_catalog.format('d.deleted_at is null and (%s) and %s', any_member, private.metric_filter_sql(filter_dims))
      || case when bounded and time_sql is not null then pg_catalog.format(' and %1$s >= %2$s and %1$s < %3$s', time_sql, first, last) else '' end
      || case when arm = 'stale' then ' and ' || private.stale_rows_sql(members[1].cell_moment) else '' end
      || case arm when 'best' then ' and d.customer_id = best.id' when 'nobody' then ' and d.customer_id is null' else '' end end;
  names text[] := '{}';
  columns text[] := '{}';
  m public.metrics;
begin
  for i in 1..pg_catalog.cardinality(dims) loop
    names := names || ('k' || i);
    columns := columns || (case
      when dims[i].kind = 'time' then '(' || private.metric_bucket_sql(dims[i].key_sql, case when from_cells then 'd.month::timestamp' else moment end, week_start, fiscal_start) || ')::date'
      when dims[i].shared and shared then 'sh.k' || i
      else dims[i].key_sql end || ' as k' || i);
  end loop;
  if money then
    names := names || array['money_in', 'money_on'];
    columns := columns || array['nullif(d.currency, $4) as money_in',
      pg_catalog.format('case when d.currency <> $4 then %s end as money_on',
        case when time_sql is null then '$7' when from_cells then 'd.day' else '(' || moment || ')::date' end),
      pg_catalog.format(case when from_cells then 'sum(d.priced) as priced' else 'count(%s) as priced' end,
        (select x.value_sql from pg_catalog.unnest(members) x where x.unit = 'currency' order by x.key limit 1))];
  end if;
  foreach m in array members loop
    columns := columns || pg_catalog.format('%s filter (where %s) as b%s',
      case when from_cells then 'sum(' || m.cell_value_sql || ')' when m.value_sql is null then 'count(*)'
        else pg_catalog.format('sum(%s%s)', m.value_sql, case when shared then ' * sh.share' else '' end) end,
      m.condition_sql, pg_catalog.array_position(base_keys, m.key));
  end loop;
  return pg_catalog.format('select %s from %s %s %s where %s%s%s', pg_catalog.array_to_string(columns, ', '),
    case when shared then pg_catalog.format('shares%s sh join %s on d.id = sh.id', n, private.metric_from_sql(rows_of))
      when from_cells then relation || ' d' || case when sums <> 'cells' and standing then '' when tiers then ' cross join lateral (select d.tier) cu' when cells = 'customer_cells' then ' cross join lateral (select d.came as to_stage) fh' when sheets then ' cross join lateral (select d.product_id) it' else '' end
      -- one customer after the other, by the index of their deals
      when arm = 'best' then pg_catalog.format('pg_catalog.unnest($18) best (id) cross join lateral (select d.* from %s where %s offset 0) d', private.metric_from_sql(rows_of), condition)
      else private.metric_from_sql(rows_of) end,
    private.metric_joins(case when shared then array(select x from pg_catalog.unnest(dims) x where not x.shared) when from_cells and tiers then array(select x from pg_catalog.unnest(dims || filter_dims) x where x.key <> 'tier') else dims || filter_dims end),
    (select coalesce(pg_catalog.string_agg(distinct x.join_sql, ' '), '') from pg_catalog.unnest(members) x where not (from_cells and x.source = 'customers')), case when arm = 'best' then 'true' else condition end,
    case when names = '{}' then '' else ' group by ' || pg_catalog.array_to_string(names, ', ') end,
    -- what was added and taken away again is nobody's row
    case when from_cells and names <> '{}' then ' having sum(d.n) <> 0' else '' end);
end $$;


-- Statements are put together from what metrics are, whoever asks: that the caller may read metrics was checked with the request.
alter function private.metric_query_sql(text[], text[], jsonb, boolean, integer, integer, text, text, text) security definer;
alter function private.metric_base_keys(text[]) security definer;
alter function private.metric_without_past(text[]) security definer;

grant execute on function private.rates_in_step(), private.base_currency(), private.teams_settled(), private.by_customer(text), private.waits(text), private.in_base(text),
  private.part_columns(text, text), private.part_joins(text), private.any_waits(text), private.without_units(public.metric_dimensions[]), private.units_of(public.metrics[], public.metric_dimensions[], text),
  private.cells_of_items(public.metrics[], boolean), private.metric_needs(text[], text[], jsonb), private.kept_cells() to authenticated;

select private.make_units();
analyze private.order_cells;
analyze private.activity_cells;
update private.cells_state set rates_made = rates_now;
