-- The pipeline board as it is read: totals and cards of each stage in one request, and further cards as one scrolls.
-- What a caller filters by are names that stand here and values that are bound; no text of theirs becomes SQL.

create function private.organisation_today() returns date
language sql stable security definer parallel safe set search_path = ''
as $$ select (now() at time zone s.timezone)::date from public.settings s $$;
comment on function private.organisation_today() is 'The calendar day in the organisation''s timezone.';

create function private.organisation_day(moment timestamptz) returns date
language sql stable security definer parallel safe set search_path = ''
as $$ select (moment at time zone s.timezone)::date from public.settings s $$;
comment on function private.organisation_day(timestamptz) is 'The calendar day of a moment in the organisation''s timezone.';

create function private.day_start(day date) returns timestamptz
language sql stable security definer parallel safe set search_path = ''
as $$ select day::timestamp at time zone s.timezone from public.settings s $$;
comment on function private.day_start(date) is 'When a calendar day begins in the organisation''s timezone.';

create function private.board_values(filters jsonb, key text) returns text[]
language sql immutable parallel safe set search_path = ''
as $$ select array(select v from pg_catalog.jsonb_array_elements_text(filters -> key) v where v is not null) $$;
comment on function private.board_values(jsonb, text) is 'The values of a filter, without the null that stands for "none".';

create function private.board_request(board jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  -- by GET, PostgREST hands over JSON as one text
  asked jsonb := case when pg_catalog.jsonb_typeof(board) = 'string' then (board #>> '{}')::jsonb else board end;
  filters jsonb := coalesce(nullif(asked -> 'filters', 'null'), '{}');
  lists constant text[] := array['owner', 'customer', 'source', 'lost_reason', 'team', 'sales_region', 'product', 'product_line'];
  ranges constant text[] := array['expected_close_date', 'closed_at'];
  wrong text;
begin
  select f.key into wrong from pg_catalog.jsonb_each(filters) f
  where not case
    when f.key = any (lists) then case when pg_catalog.jsonb_typeof(f.value) = 'array' then pg_catalog.jsonb_array_length(f.value) <= 500 else false end
    when f.key = any (ranges) then pg_catalog.jsonb_typeof(f.value) = 'object'
    when f.key = 'q' then pg_catalog.jsonb_typeof(f.value) = 'string'
    else f.key = 'mine' and f.value in ('true', 'false')
  end limit 1;
  if found then
    perform private.fail('22023', 'invalid_filter', 'The board cannot be filtered so.', pg_catalog.json_build_object('field', pg_catalog.left(wrong, 60))::text);
  end if;
  return pg_catalog.jsonb_build_object('filters', filters,
    'pipeline', coalesce(asked ->> 'pipeline', (select p.id::text from public.pipelines p order by p.is_default desc, p.position, p.name limit 1)));
end $$;
comment on function private.board_request(jsonb) is 'A board that is asked for, checked: {pipeline, filters}, the default pipeline where none is named. Raises invalid_filter.';

create function private.board_team_where(teams_sql text, or_none boolean) returns text
language sql immutable set search_path = ''
as $$
  select pg_catalog.format(
    ' and (d.owner_id = any (array(select p.id from public.profiles p where p.team_id = any (%1$s))) or ((d.team_id = any (%1$s)%2$s)'
    ' and (d.owner_id is null or d.owner_id = any (array(select p.id from public.profiles p where p.team_id is null)))))',
    teams_sql, case when or_none then ' or d.team_id is null' else '' end)
$$;
comment on function private.board_team_where(text, boolean) is 'The condition that a deal''s sales team, its owner''s or else its own, is one of those that a query gives (or none).';

create function private.board_where(filters jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  without_items constant text := ' or not exists (select from public.deal_items i where i.deal_id = d.id)';
  result text := '';
  filter record;
  or_none boolean;
begin
  for filter in
    select * from (values ('owner', 'd.owner_id', 'uuid'), ('customer', 'd.customer_id', 'uuid'), ('source', 'd.source', 'text'), ('lost_reason', 'd.lost_reason_id', 'uuid')) as c (key, field, type)
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
    || case when filters -> 'mine' = 'true' then ' and d.owner_id = (select private.me())' else '' end
    || case when pg_catalog.btrim(filters ->> 'q') <> '' then ' and d.id = any (array(select private.search_deal_ids($1 ->> ''q'', 1000)))' else '' end;
end $$;
comment on function private.board_where(jsonb) is 'Conditions on deals d for the filters, which the query binds as $1.';

create function private.board_closed_since(filters jsonb) returns timestamptz
language sql stable set search_path = ''
as $$
  select case when filters ? 'closed_at' then coalesce(private.day_start((filters -> 'closed_at' ->> 'from')::date), '-infinity') else now() - interval '30 days' end
$$;
comment on function private.board_closed_since(jsonb) is 'Since when closed deals stand on the board: as filtered, else for 30 days.';

create function private.board_closed_until(filters jsonb) returns timestamptz
language sql stable set search_path = ''
as $$ select coalesce(private.day_start((filters -> 'closed_at' ->> 'to')::date + 1), 'infinity') $$;
comment on function private.board_closed_until(jsonb) is 'Until when (exclusive) deals on the board were closed.';

create function private.board_totals(board jsonb, only_stages uuid[] default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := private.board_request(board);
  result jsonb;
begin
  execute pg_catalog.format($q$
    with found as (
      select d.stage_id, d.currency, $4 as day, count(*) as deals, count(d.amount) as with_amount, sum(d.amount) as amount,
        sum(d.amount * coalesce(d.win_probability, s.win_probability)) as weighted
      from public.pipeline_stages s join public.deals d on d.stage_id = s.id and d.pipeline_id = s.pipeline_id
      where s.pipeline_id = $2 and s.outcome = 'open' and d.outcome = 'open' and d.deleted_at is null and ($3 is null or s.id = any ($3)) %1$s
      group by d.stage_id, d.currency
      union all
      select d.stage_id, d.currency, private.organisation_day(d.closed_at), count(*), count(d.amount), sum(d.amount), sum(d.amount * s.win_probability)
      from public.pipeline_stages s join public.deals d on d.stage_id = s.id
      where s.pipeline_id = $2 and s.outcome <> 'open' and d.outcome <> 'open' and d.deleted_at is null and ($3 is null or s.id = any ($3))
        and d.closed_at >= $5 and d.closed_at < $6 %1$s
      group by d.stage_id, d.currency, 3
    ), worth as (
      select f.*, private.rate(f.currency, f.day) as rate from found f
    )
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', t.id, 'count', t.deals, 'amount', t.amount, 'weighted', t.weighted, 'unconverted', t.unconverted))
    from (
      select s.id, coalesce(sum(w.deals), 0) as deals, round(coalesce(sum(w.amount * w.rate), 0), 2) as amount,
        round(coalesce(sum(w.weighted * w.rate), 0), 2) as weighted, coalesce(sum(w.with_amount) filter (where w.rate is null), 0) as unconverted
      from public.pipeline_stages s left join worth w on w.stage_id = s.id
      where s.pipeline_id = $2 and ($3 is null or s.id = any ($3))
      group by s.id
    ) t $q$, private.board_where(asked -> 'filters'))
  into result
  using asked -> 'filters', (asked ->> 'pipeline')::uuid, only_stages, private.organisation_today(),
    private.board_closed_since(asked -> 'filters'), private.board_closed_until(asked -> 'filters');
  return coalesce(result, '[]');
end $$;
comment on function private.board_totals(jsonb, uuid[]) is
  'Count, amount and weighted amount of each stage (or some) of a board, in the base currency at today''s rate, or that of the day of closing; unconverted: how many deals have an amount in a currency without a rate, and are left out of the amounts.';

create function private.board_ids(board jsonb, how_many integer, only_stage uuid default null, after jsonb default null)
returns table (stage_id uuid, deal_id uuid, place bigint)
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := private.board_request(board);
begin
  return query execute pg_catalog.format($q$
    select s.id, o.id, o.n from public.pipeline_stages s cross join lateral (
      select p.id, row_number() over () as n from (
        select d.id from public.deals d
        where d.stage_id = s.id and d.outcome = 'open' and d.deleted_at is null %1$s
          and ($5 ->> 'board_position' is null or (d.board_position, d.id) > (($5 ->> 'board_position')::double precision, ($5 ->> 'id')::uuid))
        order by d.board_position, d.id limit $4) p) o
    where s.pipeline_id = $2 and s.outcome = 'open' and ($3 is null or s.id = $3)
    union all
    select s.id, c.id, c.n from public.pipeline_stages s cross join lateral (
      select p.id, row_number() over () as n from (
        select d.id from public.deals d
        where d.stage_id = s.id and d.outcome <> 'open' and d.deleted_at is null and d.closed_at >= $6 and d.closed_at < $7 %1$s
          and ($5 ->> 'closed_at' is null or (d.closed_at, d.id) < (($5 ->> 'closed_at')::timestamptz, ($5 ->> 'id')::uuid))
        order by d.closed_at desc, d.id desc limit $4) p) c
    where s.pipeline_id = $2 and s.outcome <> 'open' and ($3 is null or s.id = $3) $q$, private.board_where(asked -> 'filters'))
  using asked -> 'filters', (asked ->> 'pipeline')::uuid, only_stage, how_many, after,
    private.board_closed_since(asked -> 'filters'), private.board_closed_until(asked -> 'filters');
end $$;
comment on function private.board_ids(jsonb, integer, uuid, jsonb) is
  'The first deals of each stage of a board, or of one stage those after a card ({board_position, id}; closed: {closed_at, id}): open ones in the order of the board, closed ones the latest first.';

create function private.deal_cards(ids uuid[]) returns table (id uuid, card jsonb)
language sql stable rows 300 set search_path = ''
as $$
  select d.id, pg_catalog.jsonb_build_object(
    'id', d.id, 'number', d.number, 'name', d.name, 'stage_id', d.stage_id, 'outcome', d.outcome,
    'amount', d.amount, 'currency', d.currency, 'amount_is_estimate', d.amount_is_estimate,
    'value', round(d.amount * private.rate(d.currency, case when d.closed_at is null then private.organisation_today() else private.organisation_day(d.closed_at) end), 2),
    'win_probability', d.win_probability, 'customer', case when c.id is not null then pg_catalog.jsonb_build_object('id', c.id, 'name', c.name) end,
    'owner_id', d.owner_id, 'owner', p.full_name, 'created_by', d.created_by, 'next_step', d.next_step, 'next_step_at', d.next_step_at,
    'expected_close_date', d.expected_close_date, 'closed_at', d.closed_at, 'stage_entered_at', d.stage_entered_at, 'board_position', d.board_position)
  from public.deals d
  left join public.customers c on c.id = d.customer_id
  left join public.profiles p on p.id = d.owner_id
  where d.id = any (ids)
$$;
comment on function private.deal_cards(uuid[]) is 'What the board shows of deals. value: the amount in the base currency, null without a rate.';

create function public.deal_board(request jsonb default '{}') returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := private.board_request(request);
  shown constant integer := 50;
begin
  return (
    with first_ids as materialized (select b.* from private.board_ids(asked, shown) b),
    cards as materialized (select c.* from private.deal_cards(array(select f.deal_id from first_ids f)) c),
    totals as materialized (select t.x from pg_catalog.jsonb_array_elements(private.board_totals(asked)) t (x))
    select pg_catalog.jsonb_build_object(
      'pipeline', asked -> 'pipeline',
      'pipelines', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.name) order by p.position, p.name) from public.pipelines p),
      'stages', coalesce(pg_catalog.jsonb_agg(
        pg_catalog.jsonb_build_object('name', s.name, 'outcome', s.outcome, 'win_probability', s.win_probability, 'max_age_days', s.max_age_days)
        || t.x || pg_catalog.jsonb_build_object('cards', (
          select coalesce(pg_catalog.jsonb_agg(c.card order by f.place), '[]') from first_ids f join cards c on c.id = f.deal_id where f.stage_id = s.id))
        order by s.position), '[]'))
    from public.pipeline_stages s join totals t on (t.x ->> 'id')::uuid = s.id);
end $$;
comment on function public.deal_board(jsonb) is
  'A pipeline''s board in one request {pipeline?, filters?}: {pipeline, pipelines, stages: [{id, name, outcome, win_probability, max_age_days, count, amount, weighted, unconverted, cards}]}, the first 50 cards of each stage. filters: owner, customer, source, lost_reason, team, sales_region, product, product_line (lists of values, null for none), expected_close_date ({from, to} or {none: true}), closed_at ({from, to}; days, both included), mine, q: the names and values of the list''s address. Closed deals: those of the last 30 days, unless closed_at says otherwise. Raises invalid_filter.';

create function public.deal_board_cards(request jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  asked constant jsonb := case when pg_catalog.jsonb_typeof(request) = 'string' then (request #>> '{}')::jsonb else request end;
begin
  return (
    with next_ids as materialized (select b.* from private.board_ids(asked, 100, (asked ->> 'stage')::uuid, asked -> 'after') b)
    select coalesce(pg_catalog.jsonb_agg(c.card order by f.place), '[]')
    from next_ids f join private.deal_cards(array(select n.deal_id from next_ids n)) c on c.id = f.deal_id);
end $$;
comment on function public.deal_board_cards(jsonb) is
  'Up to 100 further cards of one stage of a board, {pipeline?, filters?, stage, after}, after a card: {id, board_position}, of a closed stage {id, closed_at}.';

grant execute on function private.organisation_today(), private.organisation_day(timestamptz), private.day_start(date), private.board_values(jsonb, text),
  private.board_request(jsonb), private.board_team_where(text, boolean), private.board_where(jsonb), private.board_closed_since(jsonb), private.board_closed_until(jsonb),
  private.board_totals(jsonb, uuid[]), private.board_ids(jsonb, integer, uuid, jsonb), private.deal_cards(uuid[]),
  public.deal_board(jsonb), public.deal_board_cards(jsonb) to authenticated;
