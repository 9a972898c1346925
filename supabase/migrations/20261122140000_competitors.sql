-- Competitors: whom a deal was won or lost against.

create table public.competitors (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (btrim(name) <> '' and char_length(name) <= 120),
  active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.competitors is 'Whom deals are won or lost against. One that is not active is no longer offered.';
call private.protect_reference('competitors', 'pipelines');
create trigger touch_row before update on public.competitors for each row execute function private.touch_row();

alter table public.deals add column competitor_id uuid references public.competitors on delete restrict;
comment on column public.deals.competitor_id is 'The competitor whom the deal was won or lost against.';
create index deals_competitor_id_idx on public.deals (competitor_id);

create or replace function public.save_deal(payload jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  target uuid := (payload ->> 'id')::uuid;
  versions jsonb := coalesce(payload -> 'versions', '{}'::jsonb);
  -- a new deal's id is the form's own: sent twice because the first answer was lost, it is still one deal
  is_new boolean := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from public.deals d where d.id = target and d.created_by = private.me());
  changes jsonb := coalesce(payload -> 'deal', '{}'::jsonb);
  fields text[] := array['name', 'customer_id', 'stage_id', 'amount', 'amount_is_estimate', 'currency', 'win_probability', 'source', 'lost_reason_id',
    'lost_note', 'competitor_id', 'next_step', 'next_step_at', 'description', 'opened_at', 'expected_close_date', 'closed_at'];
  stored public.deals;
begin
  if target is null then
    perform private.fail('22023', 'malformed', 'A deal is saved under an id.');
  end if;
  if is_new then
    fields := fields || array['owner_id', 'team_id', 'pipeline_id'];
    changes := private.with_pipeline(changes);
  elsif not exists (select from public.deals d where d.id = target) then
    perform private.fail('P0002', 'gone', 'This deal is no longer there.');
  elsif (payload ->> 'new')::boolean then
    changes := changes - array['owner_id', 'team_id', 'pipeline_id'];
  end if;
  -- before the amount, which the margin follows
  if not is_new and payload -> 'financials' is not null then
    perform private.save_row('deal_financials', 'deal_id', target, payload -> 'financials', array['cost', 'discount'], versions -> 'financials');
  end if;
  -- what hangs on the deal is part of its version
  if is_new or changes <> '{}' or payload -> 'items' is not null or payload -> 'contacts' is not null then
    if changes = '{}' then
      changes := (select pg_catalog.jsonb_build_object('name', d.name) from public.deals d where d.id = target);
    end if;
    perform private.save_row('deals', 'id', target, changes, fields, versions -> 'deal');
  end if;
  if is_new and payload -> 'financials' is not null then
    perform private.save_row('deal_financials', 'deal_id', target, payload -> 'financials', array['cost', 'discount']);
  end if;
  if payload -> 'items' is not null then
    perform private.save_deal_items(target, payload -> 'items');
    if not changes ? 'amount' then
      update public.deals d set amount = (select sum(i.amount) from public.deal_items i where i.deal_id = target), amount_is_estimate = false where d.id = target;
    end if;
  end if;
  if payload -> 'contacts' is not null then
    perform private.save_deal_contacts(target, payload -> 'contacts');
  end if;

  select * into stored from public.deals d where d.id = target;
  if stored.outcome = 'lost' and stored.lost_reason_id is null and changes ?| array['stage_id', 'lost_reason_id'] then
    perform private.fail('23514', 'lost_reason_required', 'Say why the deal was lost.', '{"field":"lost_reason_id"}');
  end if;
  if private.organisation_day(stored.closed_at) < private.organisation_day(stored.opened_at) and changes ?| array['closed_at', 'opened_at'] then
    perform private.fail('23514', 'closed_before_opened', 'A deal is closed after it was opened.', '{"field":"closed_at"}');
  end if;
  return pg_catalog.jsonb_build_object('id', stored.id, 'number', stored.number, 'updated_at', stored.updated_at);
end $$;

drop function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb);
create function public.move_deal(deal uuid, stage uuid, below uuid default null, lost_reason uuid default null, lost_note text default null,
  board jsonb default null, competitor uuid default null)
returns jsonb
language plpgsql set search_path = ''
as $$
declare
  came_from uuid := (select d.stage_id from public.deals d where d.id = deal);
  moved uuid;
  slot double precision;
begin
  slot := private.board_slot(stage, below, deal);
  if slot is null then
    slot := private.board_slot(stage, null, deal);
  end if;
  perform pg_catalog.set_config('atrium.moving', 'on', true);
  update public.deals d set
    stage_id = move_deal.stage,
    board_position = slot,
    lost_reason_id = coalesce(move_deal.lost_reason, d.lost_reason_id),
    lost_note = case when move_deal.lost_reason is null then d.lost_note else move_deal.lost_note end,
    competitor_id = coalesce(move_deal.competitor, d.competitor_id)
  where d.id = move_deal.deal
  returning d.id into moved;
  perform pg_catalog.set_config('atrium.moving', '', true);
  if moved is null then
    if came_from is not null then
      perform private.fail('42501', 'denied', 'You may not change this deal.');
    end if;
    perform private.fail('P0002', 'gone', 'This deal is no longer there.');
  end if;
  return pg_catalog.jsonb_build_object(
    'card', (select c.card from private.deal_cards(array[moved]) c),
    'stages', case when board is not null then private.board_totals(board, array[came_from, stage]) end);
end $$;
comment on function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb, uuid) is
  'Puts a deal into a stage right below another deal (null, or gone from there: on top); a deal that closes may name the competitor. Gives {card, stages}: the deal as deal_board() shows it and, where the board that is looked at is given (as to deal_board()), the totals of the stages it left and came to. Needs update on deals. Raises lost_reason_required, denied, gone.';
revoke execute on function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb, uuid) from public, anon;
grant execute on function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb, uuid) to authenticated;

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
    else f.key = 'mine' and f.value in ('true', 'false')
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
    || case when filters -> 'mine' = 'true' then ' and d.owner_id = (select private.me())' else '' end
    || case when pg_catalog.btrim(filters ->> 'q') <> '' then ' and d.id = any (array(select private.search_deal_ids($1 ->> ''q'', 1000)))' else '' end;
end $$;
