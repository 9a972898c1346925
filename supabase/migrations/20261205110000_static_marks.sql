-- What statements do to cells and sheets is written out in functions of each table, which Postgres plans once a session: it
-- planned a text anew for each statement. Rows as they were and are are told apart as sets, which no plan made for one row
-- makes slow for many.

-- One row that nobody ever analysed counts 870 for the planner, which read whole tables to count one sheet.
analyze private.cells_state;

create function private.marked_sql(parent_key text, child_key text, moment text, relation text) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format($q$
    insert into private.stale_sheets (moment, access_id, month)
    select distinct m.moment, d.access_id, date_trunc('month', m.at at time zone o.timezone)::date
    from %s d cross join private.cells_state o cross join lateral %s where m.at is not null
  $q$, case when child_key is null then '(' || relation || ')'
      else pg_catalog.format('(select p.* from %s p where p.%I in (select c.%I from (%s) c where c.%3$I is not null))', private.sheet_source(case moment when 'items' then 'closed' else moment end), parent_key, child_key, relation) end,
    case moment when 'deals' then $q$(values ('opened', d.opened_at), ('closed', d.closed_at), ('open', case when d.outcome = 'open' then timestamptz '-infinity' end)) m (moment, at)$q$
      when 'items' then $q$(values (case d.outcome when 'open' then 'open' else 'closed' end, case d.outcome when 'open' then timestamptz '-infinity' else d.closed_at end)) m (moment, at)$q$
      when 'open' then $q$(values ('open', case when d.outcome = 'open' then timestamptz '-infinity' end)) m (moment, at)$q$
      else pg_catalog.format($q$(values (%L, d.%I)) m (moment, at)$q$, moment, private.moment_column(moment)) end)
$$;
comment on function private.marked_sql(text, text, text, text) is 'The statement that marks the sheets that changed rows (SQL of columns of a table) belong to, or those of the parents to whose parent_key their child_key refers.';

drop procedure private.keep_sheets(text, text, text, text[]);
create procedure private.keep_sheets(tbl text, parent_key text, child_key text, moment text, operations text[], columns text[], only_rows text default 'true')
language plpgsql set search_path = ''
as $$
declare
  name constant text := pg_catalog.format('mark_%s_of_%s', moment, tbl);
  names constant text := (select pg_catalog.string_agg(pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(columns) c);
  former constant text := pg_catalog.format('select %s from old_rows', names);
  present constant text := pg_catalog.format('select %s from new_rows', names);
  only_some constant text := 'select x.* from (%s) x where ' || only_rows;
  operation record;
begin
  execute pg_catalog.format($f$
    create or replace function private.%1$I() returns trigger
    language plpgsql security definer set search_path = ''
    as $b$
    begin
      if tg_op = 'INSERT' then %2$s;
      elsif tg_op = 'DELETE' then %3$s;
      else %4$s;
      end if;
      return null;
    end $b$
  $f$, name, private.marked_sql(parent_key, child_key, moment, pg_catalog.format(only_some, present)),
    private.marked_sql(parent_key, child_key, moment, pg_catalog.format(only_some, former)),
    private.marked_sql(parent_key, child_key, moment, pg_catalog.format(only_some, pg_catalog.format('(%1$s except all %2$s) union all (%2$s except all %1$s)', former, present))));
  execute pg_catalog.format('comment on function private.%I() is %L', name, pg_catalog.format('After each statement on %s: the sheets that it touched, as rows were and are, are to be counted anew.', tbl));
  for operation in select * from (values ('insert', 'inserted', 'new table as new_rows'), ('update', 'updated', 'old table as old_rows new table as new_rows'), ('delete', 'deleted', 'old table as old_rows')) o (did, done, tables) loop
    execute pg_catalog.format('drop trigger if exists %I on public.%I', 'z_sheets_' || moment || '_' || operation.done, tbl);
    continue when operation.did <> all (operations);
    execute pg_catalog.format('create trigger %I after %s on public.%I referencing %s for each statement execute function private.%I()', 'z_sheets_' || moment || '_' || operation.done, operation.did, tbl, operation.tables, name);
    -- also while a company is seeded, or rows are replicated
    execute pg_catalog.format('alter table public.%I enable always trigger %I', tbl, 'z_sheets_' || moment || '_' || operation.done);
  end loop;
end $$;
comment on procedure private.keep_sheets(text, text, text, text, text[], text[], text) is
  'Marks the sheets that a table''s changes concern from now on: rows of the table itself, or, with a child_key, of those whose parent_key it names; the sheets'' moment (deals and items: several), after which operations, the columns that matter (those that find sheets among them), and which rows (x) alone.';

do $$
declare
  every constant text[] := array['insert', 'update', 'delete'];
begin
  call private.keep_sheets('deals', null, null, 'deals', every, array['id', 'access_id', 'owner_id', 'team_id', 'customer_id', 'deleted_at', 'pipeline_id', 'stage_id', 'outcome', 'opened_at', 'closed_at', 'amount', 'currency', 'win_probability', 'expected_close_date']);
  call private.keep_sheets('deals', 'id', 'customer_id', 'came', every, array['id', 'customer_id', 'outcome', 'deleted_at', 'opened_at', 'closed_at', 'amount', 'currency'], 'x.outcome = ''won''');
  call private.keep_sheets('customers', null, null, 'came', every, array['id', 'access_id', 'owner_id', 'team_id', 'deleted_at', 'created_at', 'source', 'tier', 'lifecycle_stage']);
  call private.keep_sheets('customers', 'customer_id', 'id', 'open', array['update'], array['id', 'tier', 'deleted_at']);
  call private.keep_sheets('customer_lifecycle_history', 'id', 'customer_id', 'came', every, array['id', 'customer_id', 'from_stage', 'to_stage']);
  call private.keep_sheets('orders', null, null, 'ordered', every, array['id', 'access_id', 'customer_access_id', 'owner_id', 'team_id', 'deleted_at', 'status', 'ordered_at', 'total', 'currency']);
  call private.keep_sheets('deal_stage_history', 'id', 'deal_id', 'opened', every, array['id', 'deal_id', 'to_stage_id', 'entered_at', 'left_at']);
  call private.keep_sheets('deal_items', 'id', 'deal_id', 'items', every, array['id', 'deal_id', 'product_id', 'amount', 'quantity']);
  call private.keep_sheets('order_items', 'id', 'order_id', 'ordered', every, array['id', 'order_id', 'product_id', 'amount', 'quantity']);
  call private.keep_sheets('activities', 'id', 'deal_id', 'closed', every, array['id', 'deal_id', 'access_id', 'owner_id', 'team_id', 'deleted_at', 'kind', 'duration_minutes']);
  call private.keep_sheets('deal_win_probabilities', 'id', 'deal_id', 'open', every, array['deal_id', 'probability']);
end $$;
drop function private.mark_sheets();

create or replace procedure private.keep_cells(tbl text, cells text)
language plpgsql set search_path = ''
as $$
declare
  name constant text := pg_catalog.format('add_%s', cells);
  added constant text := private.cells_sql(cells, 'new_rows', '+');
  taken constant text := private.cells_sql(cells, 'old_rows', '-');
  kept constant text := pg_catalog.format('with parts as materialized (%%s), kept as (%s) %s', private.merge_sql(cells, 'select * from parts'), private.merge_sql(private.totals_of(cells), 'select * from parts'));
  operation record;
begin
  execute pg_catalog.format($f$
    create or replace function private.%1$I() returns trigger
    language plpgsql security definer set search_path = ''
    as $b$
    begin
      if tg_op = 'INSERT' then %2$s;
      elsif tg_op = 'DELETE' then %3$s;
      else %4$s;
      end if;
      return null;
    end $b$
  $f$, name, pg_catalog.format(kept, added), pg_catalog.format(kept, taken), pg_catalog.format(kept, added || ' union all ' || taken));
  execute pg_catalog.format('comment on function private.%I() is %L', name, pg_catalog.format('After each statement on %s: what it changed goes into the cells and their totals.', tbl));
  for operation in select * from (values ('insert', 'inserted', 'new table as new_rows'), ('update', 'updated', 'old table as old_rows new table as new_rows'), ('delete', 'deleted', 'old table as old_rows')) o (did, done, tables) loop
    execute pg_catalog.format('drop trigger if exists %I on public.%I', 'z_cells_' || operation.done, tbl);
    execute pg_catalog.format('create trigger %I after %s on public.%I referencing %s for each statement execute function private.%I()', 'z_cells_' || operation.done, operation.did, tbl, operation.tables, name);
    execute pg_catalog.format('alter table public.%I enable always trigger %I', tbl, 'z_cells_' || operation.done);
  end loop;
end $$;
comment on procedure private.keep_cells(text, text) is 'Keeps cells and their totals in step with a table''s rows from now on. To be called again when cells get other columns.';
call private.keep_cells('deals', 'deal_cells');
call private.keep_cells('orders', 'order_cells');
call private.keep_cells('activities', 'activity_cells');
drop function private.rows_to_cells();

call private.make_sheets(array['learned_cells', 'tier_cells', 'quality_cells']);
do $$
declare
  kept record;
begin
  for kept in select * from (values ('due_cells', 'due_totals'), ('customer_cells', 'standing_totals'), ('funnel_cells', 'funnel_totals')) k (cells, totals) loop
    execute private.merge_sql(kept.totals, private.total_parts_sql(kept.cells, 'private.' || quote_ident(kept.cells), '+', kept.totals));
  end loop;
end $$;
