-- Open deals that stand still: longer in a stage than it allows, or with nothing done and no next step for some weeks. From
-- which day on is kept in the row, so that "stale" is one comparison of an indexed column.

alter table public.settings add column stale_after_days integer not null default 21 check (stale_after_days between 1 and 3650);
comment on column public.settings.stale_after_days is 'An open deal is stale when nothing was done on it, and its next step is past, for so many days.';

insert into private.audit_unwatched (table_name, column_name) values ('deals', 'last_activity_at'), ('deals', 'stale_on');
alter table public.deals add column last_activity_at timestamptz, add column stale_on date;
comment on column public.deals.last_activity_at is 'When something was last done on it; kept while the deal is open.';
comment on column public.deals.stale_on is 'The first day on which the deal stands still, if nothing happens until then; null once it is closed.';
create index deals_stale_on_idx on public.deals (stale_on, id) where deleted_at is null and outcome = 'open';

create function private.stale_on(stage uuid, entered timestamptz, last_sign timestamptz) returns date
language sql stable security definer set search_path = ''
as $$
  select least(
    (select (entered at time zone coalesce(o.timezone, 'UTC'))::date + s.max_age_days + 1 from public.pipeline_stages s where s.id = stage),
    (last_sign at time zone coalesce(o.timezone, 'UTC'))::date + coalesce(o.stale_after_days, 21) + 1)
  from (values (1)) one left join (select s.timezone, s.stale_after_days from public.settings s limit 1) o on true
$$;
comment on function private.stale_on(uuid, timestamptz, timestamptz) is
  'The first day of the organisation on which a deal stands still that entered a stage then, and whose last activity or next step, whichever is later, is that.';

create function private.deal_stale() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    if pg_catalog.pg_trigger_depth() = 1 and (select auth.uid()) is not null then
      new.last_activity_at := old.last_activity_at;
    end if;
    if (new.stage_id, new.outcome, new.opened_at, new.stage_entered_at, new.next_step_at, new.last_activity_at, new.stale_on)
      is not distinct from (old.stage_id, old.outcome, old.opened_at, old.stage_entered_at, old.next_step_at, old.last_activity_at, old.stale_on) then
      return new;
    end if;
    if new.outcome = 'open' and old.outcome <> 'open' then
      new.last_activity_at := (select max(a.happened_at) from public.activities a where a.deal_id = new.id and a.deleted_at is null);
    end if;
  elsif (select auth.uid()) is not null then
    new.last_activity_at := null;
  end if;
  if new.outcome = 'open' then
    new.stale_on := private.stale_on(new.stage_id, new.stage_entered_at, greatest(new.opened_at, new.last_activity_at, new.next_step_at));
  else
    new.last_activity_at := null;
    new.stale_on := null;
  end if;
  return new;
end $$;
comment on function private.deal_stale() is 'Keeps the day from which a deal stands still. Neither that day nor the last activity is the caller''s to say.';
create trigger g_deal_stale before insert or update on public.deals for each row execute function private.deal_stale();

create function private.activity_on_deal() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  touched uuid;
begin
  for touched in
    select distinct i.id from (values
      (case when tg_op <> 'DELETE' then new.deal_id end), (case when tg_op <> 'INSERT' then old.deal_id end)) i (id)
    where i.id is not null
  loop
    -- one after the other: who comes second sees what came first
    perform from public.deals d where d.id = touched for no key update;
    update public.deals d set last_activity_at = l.last_at
    from (select max(a.happened_at) as last_at from public.activities a where a.deal_id = touched and a.deleted_at is null) l
    where d.id = touched and d.outcome = 'open' and d.last_activity_at is distinct from l.last_at;
  end loop;
  return null;
end $$;
comment on function private.activity_on_deal() is 'A deal knows when something was last done on it.';
create trigger x_activity_on_deal after insert or delete or update of deal_id, happened_at, deleted_at on public.activities
  for each row execute function private.activity_on_deal();

create function private.stale_rules() returns text
language sql stable security definer set search_path = ''
as $$
  select pg_catalog.concat_ws(' ', (select pg_catalog.concat_ws(' ', o.timezone, o.stale_after_days) from public.settings o limit 1),
    (select pg_catalog.string_agg(s.id || ':' || s.max_age_days, ' ' order by s.id) from public.pipeline_stages s where s.max_age_days is not null))
$$;
comment on function private.stale_rules() is 'What the days from which deals stand still depend on besides the deals: the organisation''s timezone and patience, and that of each stage.';

create table private.kept_staleness (
  id boolean primary key default true check (id),
  rules text not null,
  upto uuid
);
comment on table private.kept_staleness is
  'One row: the rules by which the days from which deals stand still are kept. upto: open deals up to this id follow them, those behind it may not yet; null: all do.';
alter table private.kept_staleness enable row level security;
insert into private.kept_staleness (rules) values (private.stale_rules());

create function private.keep_staleness(most integer default 10000) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  rules_now constant text := private.stale_rules();
  kept private.kept_staleness;
  ids uuid[];
begin
  select k.* into strict kept from private.kept_staleness k for update;
  if kept.rules = rules_now and kept.upto is null then
    return;
  end if;
  ids := array(
    select d.id from public.deals d
    where d.outcome = 'open' and d.id > case when kept.rules = rules_now then kept.upto else '00000000-0000-0000-0000-000000000000' end
    order by d.id limit most);
  -- taken away, the day is worked out anew; nothing else of the deal changes
  perform pg_catalog.set_config('atrium.bulk', 'on', true);
  update public.deals d set stale_on = null
  where d.id = any (ids) and d.outcome = 'open'
    and d.stale_on is distinct from private.stale_on(d.stage_id, d.stage_entered_at, greatest(d.opened_at, d.last_activity_at, d.next_step_at));
  perform pg_catalog.set_config('atrium.bulk', '', true);
  update private.kept_staleness k set rules = rules_now, upto = case when cardinality(ids) >= most then ids[most] end;
end $$;
comment on function private.keep_staleness(integer) is
  'Job: after another patience, of a stage or of the organisation, gives the next open deals (at most so many) the day from which they stand still by it.';
insert into public.jobs (name, description, function_name, every)
values ('deals.staleness', 'Marks stale deals by another patience, some thousands at a time.', 'keep_staleness', interval '1 minute');

create function private.staleness_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.keep_staleness(1000);
  return null;
end $$;
comment on function private.staleness_changed() is 'Another patience is at once another day for a thousand open deals; the job deals.staleness goes on with the others.';
create trigger z_staleness_changed after update of max_age_days on public.pipeline_stages
  for each row when (old.max_age_days is distinct from new.max_age_days) execute function private.staleness_changed();
create trigger z_staleness_changed after update of stale_after_days, timezone on public.settings
  for each row when (old.stale_after_days is distinct from new.stale_after_days or old.timezone is distinct from new.timezone)
  execute function private.staleness_changed();

-- what is there already, as if it had been kept from the start
alter table public.deals disable trigger user;
update public.deals d set last_activity_at = l.last_at,
  stale_on = private.stale_on(d.stage_id, d.stage_entered_at, greatest(d.opened_at, l.last_at, d.next_step_at))
from public.deals o
left join (select a.deal_id, max(a.happened_at) as last_at from public.activities a where a.deleted_at is null group by a.deal_id) l on l.deal_id = o.id
where o.id = d.id and d.outcome = 'open';
alter table public.deals enable trigger user;

create or replace function private.deal_cards(ids uuid[]) returns table (id uuid, card jsonb)
language sql stable rows 300 set search_path = ''
as $$
  select d.id, pg_catalog.jsonb_build_object(
    'id', d.id, 'number', d.number, 'name', d.name, 'stage_id', d.stage_id, 'outcome', d.outcome,
    'amount', d.amount, 'currency', d.currency, 'amount_is_estimate', d.amount_is_estimate,
    'value', round(d.amount * private.rate(d.currency, case when d.closed_at is null then private.organisation_today() else private.organisation_day(d.closed_at) end), 2),
    'win_probability', d.win_probability, 'customer', case when c.id is not null then pg_catalog.jsonb_build_object('id', c.id, 'name', c.name) end,
    'owner_id', d.owner_id, 'owner', p.full_name, 'created_by', d.created_by, 'next_step', d.next_step, 'next_step_at', d.next_step_at,
    'expected_close_date', d.expected_close_date, 'closed_at', d.closed_at, 'stage_entered_at', d.stage_entered_at, 'board_position', d.board_position,
    'stale_on', d.stale_on, 'last_activity_at', d.last_activity_at)
  from public.deals d
  left join public.customers c on c.id = d.customer_id
  left join public.profiles p on p.id = d.owner_id
  where d.id = any (ids)
$$;

create or replace function private.board_request(board jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked jsonb := case when pg_catalog.jsonb_typeof(board) = 'string' then (board #>> '{}')::jsonb else board end;
  filters jsonb := coalesce(nullif(asked -> 'filters', 'null'), '{}');
  lists constant text[] := array['owner', 'customer', 'source', 'lost_reason', 'competitor', 'team', 'sales_region', 'product', 'product_line'];
  ranges constant text[] := array['expected_close_date', 'closed_at'];
  wrong text;
begin
  select f.key into wrong from pg_catalog.jsonb_each(filters) f
  where not case
    when f.key = any (lists) then case when pg_catalog.jsonb_typeof(f.value) = 'array' then pg_catalog.jsonb_array_length(f.value) <= 500 else false end
    when f.key = any (ranges) then pg_catalog.jsonb_typeof(f.value) = 'object'
    when f.key = 'q' then pg_catalog.jsonb_typeof(f.value) = 'string'
    else f.key in ('mine', 'stale') and f.value in ('true', 'false')
  end limit 1;
  if found then
    perform private.fail('22023', 'invalid_filter', 'The board cannot be filtered so.', pg_catalog.json_build_object('field', pg_catalog.left(wrong, 60))::text);
  end if;
  return pg_catalog.jsonb_build_object('filters', filters,
    'pipeline', coalesce(asked ->> 'pipeline', (select p.id::text from public.pipelines p order by p.is_default desc, p.position, p.name limit 1)));
end $$;

create or replace function private.board_where(filters jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  without_items constant text := ' or not exists (select from public.deal_items i where i.deal_id = d.id)';
  result text := '';
  filter record;
  or_none boolean;
begin
  for filter in
    select * from (values ('owner', 'd.owner_id', 'uuid'), ('customer', 'd.customer_id', 'uuid'), ('source', 'd.source', 'text'), ('lost_reason', 'd.lost_reason_id', 'uuid'),
      ('competitor', 'd.competitor_id', 'uuid')) as c (key, field, type)
    where filters ? c.key
  loop
    or_none := filters -> filter.key @> '[null]';
    result := result || pg_catalog.format(' and (%s = any (private.board_values($1, %L)::%s[])%s)', filter.field, filter.key, filter.type,
      case when or_none then ' or ' || filter.field || ' is null' else '' end);
  end loop;
  if filters ? 'team' then
    result := result || private.board_team_where('private.board_values($1, ''team'')::uuid[]', filters -> 'team' @> '[null]');
  end if;
  if filters ? 'sales_region' then
    or_none := filters -> 'sales_region' @> '[null]';
    result := result || private.board_team_where('array(select t.id from public.teams t where t.region = any (private.board_values($1, ''sales_region''))'
      || case when or_none then ' or t.region is null)' else ')' end, or_none);
  end if;
  return result
    || case when filters ? 'product' then pg_catalog.format(
      ' and (exists (select from public.deal_items i where i.deal_id = d.id and i.product_id = any (private.board_values($1, ''product'')::uuid[]))%s)',
      case when filters -> 'product' @> '[null]' then without_items else '' end) else '' end
    || case when filters ? 'product_line' then pg_catalog.format(
      ' and (exists (select from public.deal_items i join public.products r on r.id = i.product_id where i.deal_id = d.id'
      ' and (r.product_line = any (private.board_values($1, ''product_line''))%1$s))%2$s)',
      case when filters -> 'product_line' @> '[null]' then ' or r.product_line is null' else '' end,
      case when filters -> 'product_line' @> '[null]' then without_items else '' end) else '' end
    || case when filters -> 'expected_close_date' -> 'none' = 'true' then ' and d.expected_close_date is null' else '' end
    || case when filters -> 'expected_close_date' ->> 'from' is not null then ' and d.expected_close_date >= ($1 -> ''expected_close_date'' ->> ''from'')::date' else '' end
    || case when filters -> 'expected_close_date' ->> 'to' is not null then ' and d.expected_close_date <= ($1 -> ''expected_close_date'' ->> ''to'')::date' else '' end
    || case when filters -> 'stale' = 'true' then ' and d.outcome = ''open'' and d.stale_on <= (select coalesce(private.organisation_today(), current_date))' else '' end
    || case when filters -> 'mine' = 'true' then ' and d.owner_id = (select private.me())' else '' end
    || case when pg_catalog.btrim(filters ->> 'q') <> '' then ' and d.id = any (array(select private.search_deal_ids($1 ->> ''q'', 1000)))' else '' end;
end $$;

comment on function public.deal_board(jsonb) is
  'A pipeline''s board in one request {pipeline?, filters?}: {pipeline, pipelines, stages: [{id, name, outcome, win_probability, max_age_days, active, count, amount, weighted, unconverted, cards}]}, the first 50 cards of each stage. A stage no longer in use is among them only while open deals are in it. filters: owner, customer, source, lost_reason, competitor, team, sales_region, product, product_line (lists of values, null for none), expected_close_date ({from, to} or {none: true}), closed_at ({from, to}; days, both included), stale (true: open deals that stand still), mine, q: the names and values of the list''s address. Closed deals: those of the last 30 days, unless closed_at says otherwise. Raises invalid_filter.';
