-- The order that people give deals by hand on the pipeline board.

alter table public.deals add column board_position double precision not null default -extract(epoch from clock_timestamp());
comment on column public.deals.board_position is 'The order within a stage on the board, smaller above; given by the database, new deals on top.';
create index deals_board_idx on public.deals (stage_id, board_position, id) where deleted_at is null;
create index deals_open_idx on public.deals (pipeline_id, stage_id) include (access_id, currency, amount, win_probability, owner_id)
  where deleted_at is null and outcome = 'open';
update public.deals set board_position = -extract(epoch from created_at);

create function private.deal_board_before() returns trigger
language plpgsql set search_path = ''
as $$
declare
  moving constant boolean := pg_catalog.current_setting('atrium.moving', true) = 'on';
begin
  if tg_op = 'INSERT' then
    new.board_position := -extract(epoch from pg_catalog.clock_timestamp());
    return new;
  end if;
  if new.board_position is distinct from old.board_position then
    if (select auth.uid()) is not null and moving is not true then
      new.board_position := old.board_position;
    elsif (new.stage_id, new.lost_reason_id, new.lost_note) is not distinct from (old.stage_id, old.lost_reason_id, old.lost_note) then
      -- another place in the same stage is no new version of the deal for a form that is open
      new.updated_at := old.updated_at;
    end if;
  elsif new.stage_id is distinct from old.stage_id then
    new.board_position := -extract(epoch from pg_catalog.clock_timestamp());
  end if;
  if (select auth.uid()) is not null and pg_catalog.current_setting('atrium.importing', true) is distinct from 'on'
    and new.outcome = 'lost' and old.outcome <> 'lost' and new.lost_reason_id is null then
    perform private.fail('23514', 'lost_reason_required', 'Say why the deal was lost.', '{"field":"lost_reason_id"}');
  end if;
  return new;
end $$;
comment on function private.deal_board_before() is 'A deal that is new in a stage stands on top; a deal is lost for a reason.';
create trigger e_deal_board before insert or update on public.deals for each row execute function private.deal_board_before();

create function private.spread_stage(stage uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_catalog.set_config('atrium.moving', 'on', true);
  update public.deals d set board_position = o.n * 1024
  from (select id, row_number() over (order by board_position, id) as n from public.deals where stage_id = stage and deleted_at is null) o
  where d.id = o.id and d.board_position <> o.n * 1024;
  perform pg_catalog.set_config('atrium.moving', '', true);
end $$;
comment on function private.spread_stage(uuid) is 'Gives the deals of a stage room between their positions again, in the same order.';

create function private.board_slot(stage uuid, below uuid, moving uuid) returns double precision
language plpgsql security definer set search_path = ''
as $$
declare
  on_top constant double precision := -extract(epoch from pg_catalog.clock_timestamp());
  upper_edge double precision;
  lower_edge double precision;
  slot double precision;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('board:' || stage::text, 0));
  for attempt in 1..2 loop
    select d.board_position into upper_edge from public.deals d
    where d.id = below and d.id <> moving and d.stage_id = stage and d.deleted_at is null;
    if below is not null and upper_edge is null then
      return null;
    end if;
    select min(d.board_position) into lower_edge from public.deals d
    where d.stage_id = stage and d.deleted_at is null and d.id <> moving and d.board_position > coalesce(upper_edge, '-infinity');
    -- on top, a move stands where a new deal would, so that the next new one comes above it
    slot := case
      when upper_edge is null then least(on_top, lower_edge - 0.0001)
      when lower_edge is null then upper_edge + 1024
      else upper_edge + (lower_edge - upper_edge) / 2
    end;
    exit when (upper_edge is null or slot > upper_edge) and (lower_edge is null or slot < lower_edge);
    perform private.spread_stage(stage);
  end loop;
  return slot;
end $$;
comment on function private.board_slot(uuid, uuid, uuid) is
  'A position right below a deal (null: on top) of a stage, under a lock, so that two moves at once keep an order; null if that deal has left the stage.';
grant execute on function private.board_slot(uuid, uuid, uuid) to authenticated;

create function public.move_deal(deal uuid, stage uuid, below uuid default null, lost_reason uuid default null, lost_note text default null,
  board jsonb default null)
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
    lost_note = case when move_deal.lost_reason is null then d.lost_note else move_deal.lost_note end
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
comment on function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb) is
  'Puts a deal into a stage right below another deal (null, or gone from there: on top). Gives {card, stages}: the deal as deal_board() shows it and, where the board that is looked at is given (as to deal_board()), the totals of the stages it left and came to. Needs update on deals. Raises lost_reason_required, denied, gone.';
grant execute on function public.move_deal(uuid, uuid, uuid, uuid, text, jsonb) to authenticated;
