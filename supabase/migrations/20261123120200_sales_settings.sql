-- Pipelines, stages, lost reasons and competitors, kept on screens: in an order, and retired where old deals still have them.

alter table public.pipelines add column active boolean not null default true;
alter table public.pipelines add constraint pipelines_default_active check (active or not is_default);
comment on column public.pipelines.active is 'One that is not active is no longer offered; its deals stay.';
alter table public.pipeline_stages add column active boolean not null default true;
comment on column public.pipeline_stages.active is 'One that is not active takes no further deals; those in it stay.';
comment on column public.lost_reasons.active is 'One that is not active is no longer offered.';
-- put into another order by one statement
alter table public.pipeline_stages drop constraint pipeline_stages_pipeline_id_position_key;
alter table public.pipeline_stages add constraint pipeline_stages_place unique (pipeline_id, position) deferrable initially immediate;

insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'pipelines', a, 'all' from public.roles r cross join unnest(array['create', 'update']) a where r.key = 'sales_manager'
on conflict do nothing;

create function private.keep_stage() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform private.fail('23514', 'stage_outcome_fixed', 'What a stage means for its deals is said when it is made.', '{"field":"outcome"}');
  return null;
end $$;
comment on function private.keep_stage() is 'Outcome and pipeline of a stage stay: its deals were closed by them.';
create trigger c_keep_stage before update on public.pipeline_stages for each row
  when ((old.outcome, old.pipeline_id) is distinct from (new.outcome, new.pipeline_id)) execute function private.keep_stage();

create function private.refuse_retired_stage() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if (select auth.uid()) is not null and exists (
    select from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id where s.id = new.stage_id and not (s.active and p.active)) then
    perform private.fail('23514', 'stage_retired', 'This stage is no longer in use.', '{"field":"stage_id"}');
  end if;
  return new;
end $$;
comment on function private.refuse_retired_stage() is 'No deal comes to a stage that is no longer in use.';
-- an import finds only stages in use, and its undo puts back what was
create trigger c_refuse_retired_stage before insert on public.deals for each row
  when (pg_catalog.current_setting('atrium.importing', true) is distinct from 'on') execute function private.refuse_retired_stage();
create trigger c_refuse_retired_stage_change before update of stage_id on public.deals for each row
  when (old.stage_id is distinct from new.stage_id and pg_catalog.current_setting('atrium.importing', true) is distinct from 'on')
  execute function private.refuse_retired_stage();

create or replace function private.with_pipeline(changes jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  stage record;
begin
  select s.id, s.pipeline_id into stage
  from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
  where case when changes ->> 'stage_id' is not null then s.id = (changes ->> 'stage_id')::uuid
    else s.active and s.outcome = 'open' and case when changes ->> 'pipeline_id' is not null then p.id = (changes ->> 'pipeline_id')::uuid else p.is_default end end
  order by s.position limit 1;
  if not found then
    perform private.fail('23503', 'missing_reference', 'There is no such stage.', '{"field":"stage_id"}');
  end if;
  return changes || pg_catalog.jsonb_build_object('stage_id', stage.id, 'pipeline_id', stage.pipeline_id);
end $$;

create or replace function public.deal_board(request jsonb default '{}') returns jsonb
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
      'pipelines', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', p.id, 'name', p.name) order by p.position, p.name)
        from public.pipelines p where p.active or p.id::text = asked ->> 'pipeline'),
      'stages', coalesce(pg_catalog.jsonb_agg(
        pg_catalog.jsonb_build_object('name', s.name, 'outcome', s.outcome, 'win_probability', s.win_probability, 'max_age_days', s.max_age_days, 'active', s.active)
        || t.x || pg_catalog.jsonb_build_object('cards', (
          select coalesce(pg_catalog.jsonb_agg(c.card order by f.place), '[]') from first_ids f join cards c on c.id = f.deal_id where f.stage_id = s.id))
        order by s.position), '[]'))
    from public.pipeline_stages s join totals t on (t.x ->> 'id')::uuid = s.id
    where s.active or s.outcome = 'open' and (t.x ->> 'count')::bigint > 0);
end $$;
comment on function public.deal_board(jsonb) is
  'A pipeline''s board in one request {pipeline?, filters?}: {pipeline, pipelines, stages: [{id, name, outcome, win_probability, max_age_days, active, count, amount, weighted, unconverted, cards}]}, the first 50 cards of each stage. A stage no longer in use is among them only while open deals are in it. filters: owner, customer, source, lost_reason, competitor, team, sales_region, product, product_line (lists of values, null for none), expected_close_date ({from, to} or {none: true}), closed_at ({from, to}; days, both included), mine, q: the names and values of the list''s address. Closed deals: those of the last 30 days, unless closed_at says otherwise. Raises invalid_filter.';

create or replace function private.import_find(kind text, needles text[]) returns table (needle text, id uuid, hits bigint)
language plpgsql stable security definer rows 1000 set search_path = '' set enable_seqscan = off set enable_nestloop = on set jit = off
as $$
#variable_conflict use_column
declare
  person uuid := private.me();
  keys uuid[];
  asked text[] := array(select distinct n from pg_catalog.unnest(needles) n where n is not null);
  normal text[] := array(select private.match_key(n) from pg_catalog.unnest(asked) n);
begin
  if person is null or cardinality(asked) = 0 then
    return;
  end if;
  case kind
    when 'customers' then
      keys := private.visible_ids('customers', 'read');
      return query select a.n, min(c.id::text)::uuid, count(c.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.customers f
          where private.match_key(f.name) = a.key and f.deleted_at is null and f.access_id = any (keys) limit 2) c
        group by a.n;
    when 'profiles' then
      keys := private.visible_ids('profiles', 'read');
      return query select a.n, min(p.id::text)::uuid, count(distinct p.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.profiles f where private.match_key(f.full_name) = a.key and f.id = any (keys)
          union select f.id from public.profiles f where lower(f.email) = lower(a.n) and f.id = any (keys)) p
        group by a.n;
    when 'products' then
      if private.my_scope('products', 'read') = 'none' then return; end if;
      return query select a.n, min(p.id::text)::uuid, count(distinct p.id) from unnest(asked, normal) a (n, key)
        cross join lateral (
          select f.id from public.products f where private.match_key(f.name) = a.key
          union select f.id from public.products f where f.sku = a.n) p
        group by a.n;
    when 'teams' then
      if private.my_scope('teams', 'read') = 'none' then return; end if;
      return query with named as materialized (select t.id, private.match_key(t.name) as key from public.teams t)
        select a.n, min(t.id::text)::uuid, count(t.id) from unnest(asked, normal) a (n, key) join named t on t.key = a.key group by a.n;
    when 'departments' then
      if private.my_scope('departments', 'read') = 'none' then return; end if;
      return query with named as materialized (select d.id, d.key as code, private.match_key(d.name) as key from public.departments d)
        select a.n, min(d.id::text)::uuid, count(d.id) from unnest(asked, normal) a (n, key) join named d on d.code = lower(a.n) or d.key = a.key group by a.n;
    when 'stages' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query with named as materialized (
          select s.id, s.key as code, private.match_key(s.name) as key from public.pipelines p join public.pipeline_stages s on s.pipeline_id = p.id where p.is_default and s.active)
        select a.n, min(s.id::text)::uuid, count(s.id) from unnest(asked, normal) a (n, key) join named s on s.code = lower(a.n) or s.key = a.key group by a.n;
    when 'lost_reasons' then
      if private.my_scope('pipelines', 'read') = 'none' then return; end if;
      return query with named as materialized (select l.id, l.key as code, private.match_key(l.name) as key from public.lost_reasons l)
        select a.n, min(l.id::text)::uuid, count(l.id) from unnest(asked, normal) a (n, key) join named l on l.code = lower(a.n) or l.key = a.key group by a.n;
    else
      perform private.fail('22023', 'unknown_field', 'Nothing can be looked up by that name.');
  end case;
end $$;

create or replace function private.import_candidates(kind text, needle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found jsonb;
begin
  if private.me() is null then
    return '[]'::jsonb;
  end if;
  if kind = 'customers' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('key', c.name, 'name', c.name)) into found
    from (
      select c.name from public.customers c
      where c.deleted_at is null and private.match_key(needle) operator(extensions.<%) c.search_text
        and c.access_id = any (private.visible_ids('customers', 'read'))
      order by extensions.word_similarity(private.match_key(needle), c.search_text) desc limit 5) c;
  elsif private.my_scope(case kind when 'stages' then 'pipelines' when 'lost_reasons' then 'pipelines' else kind end, 'read') <> 'none' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('key', n.key, 'name', n.name, 'outcome', n.outcome) order by n.position, n.name) into found
    from (
      select p.name as key, p.name, null as outcome, 0 as position from public.products p where kind = 'products'
      union all select p.full_name, p.full_name, null, 0 from public.profiles p where kind = 'profiles' and p.id = any (private.visible_ids('profiles', 'read'))
      union all select t.name, t.name, null, 0 from public.teams t where kind = 'teams'
      union all select d.key, d.name, null, 0 from public.departments d where kind = 'departments'
      union all select s.key, s.name, s.outcome, s.position from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id and p.is_default where kind = 'stages' and s.active
      union all select l.key, l.name, null, l.position from public.lost_reasons l where kind = 'lost_reasons' and l.active
      limit 1000) n;
  end if;
  return coalesce(found, '[]'::jsonb);
end $$;

create function private.sales_title(payload jsonb, taken text[]) returns text
language plpgsql set search_path = ''
as $$
declare
  title constant text := pg_catalog.btrim(payload ->> 'name');
begin
  if coalesce(title, '') = '' then
    perform private.fail('22023', 'required', 'This needs a name.', '{"field":"name"}');
  end if;
  if private.match_key(title) in (select private.match_key(n) from pg_catalog.unnest(taken) n) then
    perform private.fail('23505', 'duplicate', 'There is one of this name already.', '{"field":"name"}');
  end if;
  return title;
end $$;
comment on function private.sales_title(jsonb, text[]) is 'The name in a payload, which none of the others may have. Raises required, duplicate.';

create function private.check_pipeline(target uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  if exists (select from public.pipelines p where p.id = target and p.active)
    and (select count(distinct s.outcome) from public.pipeline_stages s where s.pipeline_id = target and s.active) < 3 then
    perform private.fail('23514', 'pipeline_incomplete', 'A pipeline needs an open stage, a won one and a lost one.');
  end if;
end $$;
comment on function private.check_pipeline(uuid) is 'A pipeline in use has an open, a won and a lost stage in use. Raises pipeline_incomplete.';

create function public.save_pipeline(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  target constant uuid := (payload ->> 'id')::uuid;
  changes jsonb := coalesce(payload -> 'pipeline', '{}'::jsonb);
  is_new constant boolean := coalesce((payload ->> 'new')::boolean, false) and not exists (select from public.pipelines p where p.id = target);
begin
  perform private.need('pipelines', case when is_new then 'create' else 'update' end);
  -- the default is handed on, never lost: one at a time
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('sales_settings', 0));
  if is_new or changes ? 'name' then
    changes := changes || pg_catalog.jsonb_build_object('name', private.sales_title(changes, array(select p.name from public.pipelines p where p.id <> target)));
  end if;
  if not is_new and exists (select from public.pipelines p where p.id = target and p.is_default)
    and (changes @> '{"active":false}' or changes @> '{"is_default":false}') then
    perform private.fail('23514', 'default_pipeline', 'New deals come to the default pipeline: make another the default first.');
  end if;
  if changes @> '{"is_default":true}' then
    perform private.need('pipelines', 'update');
    update public.pipelines p set is_default = false where p.is_default and p.id <> target;
  end if;
  if is_new then
    changes := changes || pg_catalog.jsonb_build_object('position', (select coalesce(max(p.position), 0) + 1 from public.pipelines p));
  end if;
  perform private.save_row('pipelines', 'id', target, changes, array['name', 'active', 'is_default'] || case when is_new then array['position'] else '{}' end,
    payload -> 'version');
  if is_new then
    insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome, max_age_days)
    select target, s.key, s.name, pg_catalog.row_number() over (order by s.position), s.win_probability, s.outcome, s.max_age_days
    from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
    where s.active and case when payload ->> 'stages_of' is not null then p.id = (payload ->> 'stages_of')::uuid else p.is_default end;
  end if;
  perform private.check_pipeline(target);
end $$;
comment on function public.save_pipeline(jsonb) is
  'Makes or changes a pipeline: {id, new?, pipeline: {name?, active?, is_default?}, stages_of?, version?}. A new one begins with the stages of another (stages_of; else the default one). There is always one default pipeline, in use. Raises required, duplicate, default_pipeline, pipeline_incomplete, conflict (HTTP 409), gone, denied, unknown_field.';

create function public.save_stage(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  target constant uuid := (payload ->> 'id')::uuid;
  changes jsonb := coalesce(payload -> 'stage', '{}'::jsonb);
  stored public.pipeline_stages;
  is_new boolean;
  pipeline uuid;
begin
  select * into stored from public.pipeline_stages s where s.id = target;
  is_new := coalesce((payload ->> 'new')::boolean, false) and stored.id is null;
  pipeline := coalesce(stored.pipeline_id, (changes ->> 'pipeline_id')::uuid);
  perform private.need('pipelines', case when is_new then 'create' else 'update' end);
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('sales_settings', 0));
  if is_new or changes ? 'name' then
    changes := changes || pg_catalog.jsonb_build_object('name', private.sales_title(changes,
      array(select s.name from public.pipeline_stages s where s.pipeline_id = pipeline and s.id <> target)));
  end if;
  -- what is won or lost is certain, and grows no older
  if coalesce(stored.outcome, changes ->> 'outcome', 'open') <> 'open' then
    changes := (changes - array['win_probability', 'max_age_days'])
      || case when is_new then pg_catalog.jsonb_build_object('win_probability', case changes ->> 'outcome' when 'won' then 1 else 0 end) else '{}' end;
  end if;
  if is_new then
    changes := changes || pg_catalog.jsonb_build_object('key', 'stage_' || pg_catalog.replace(target::text, '-', ''),
      'outcome', coalesce(changes ->> 'outcome', 'open'), 'active', true,
      'position', (select coalesce(max(s.position), 0) + 1 from public.pipeline_stages s where s.pipeline_id = pipeline));
  end if;
  perform private.save_row('pipeline_stages', 'id', target, changes,
    array['name', 'win_probability', 'max_age_days', 'active'] || case when is_new then array['pipeline_id', 'key', 'outcome', 'position'] else '{}' end,
    payload -> 'version');
  if is_new then
    perform private.order_stages(pipeline, array(select s.id from public.pipeline_stages s where s.pipeline_id = pipeline order by s.position));
  end if;
  perform private.check_pipeline(pipeline);
end $$;
comment on function public.save_stage(jsonb) is
  'Makes or changes a stage: {id, new?, stage: {name?, win_probability?, max_age_days?, active?; new: pipeline_id, outcome}, version?}. A new one comes last among the open ones, or the closed ones. What is won is certain (1), what is lost too (0). Raises required, duplicate, pipeline_incomplete, conflict (HTTP 409), gone, denied, unknown_field.';

create function private.order_stages(pipeline uuid, ids uuid[]) returns void
language sql set search_path = ''
as $$
  update public.pipeline_stages s set position = w.place
  from (select t.id, pg_catalog.row_number() over (order by t.outcome <> 'open', pg_catalog.array_position(ids, t.id)) as place
    from public.pipeline_stages t where t.pipeline_id = order_stages.pipeline) w
  where w.id = s.id and s.position <> w.place
$$;
comment on function private.order_stages(uuid, uuid[]) is 'Puts the stages of a pipeline into an order, the open ones before the closed ones.';

create function public.save_sales_choice(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  kind constant text := payload ->> 'kind';
  target constant uuid := (payload ->> 'id')::uuid;
  changes jsonb := coalesce(payload -> 'changes', '{}'::jsonb);
  others jsonb;
  is_new boolean;
begin
  if kind = 'lost_reasons' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', l.id, 'name', l.name, 'position', l.position)) into others from public.lost_reasons l;
  elsif kind = 'competitors' then
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', c.id, 'name', c.name, 'position', c.position)) into others from public.competitors c;
  else
    perform private.fail('22023', 'malformed', 'Lost reasons and competitors are kept so.');
  end if;
  is_new := coalesce((payload ->> 'new')::boolean, false)
    and not exists (select from pg_catalog.jsonb_array_elements(others) o where o ->> 'id' = target::text);
  perform private.need('pipelines', case when is_new then 'create' else 'update' end);
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('sales_settings', 0));
  if is_new or changes ? 'name' then
    changes := changes || pg_catalog.jsonb_build_object('name', private.sales_title(changes,
      array(select o ->> 'name' from pg_catalog.jsonb_array_elements(others) o where o ->> 'id' <> target::text)));
  end if;
  if is_new then
    changes := changes || pg_catalog.jsonb_build_object('active', true,
        'position', (select coalesce(max((o ->> 'position')::integer), 0) + 1 from pg_catalog.jsonb_array_elements(others) o))
      || case when kind = 'lost_reasons' then pg_catalog.jsonb_build_object('key', 'reason_' || pg_catalog.replace(target::text, '-', '')) else '{}' end;
  end if;
  perform private.save_row(kind, 'id', target, changes, array['name', 'active'] || case when is_new then array['position', 'key'] else '{}' end, payload -> 'version');
end $$;
comment on function public.save_sales_choice(jsonb) is
  'Makes or changes a lost reason or a competitor: {kind: lost_reasons or competitors, id, new?, changes: {name?, active?}, version?}. A new one comes last. Raises required, duplicate, malformed, conflict (HTTP 409), gone, denied, unknown_field.';

create function public.order_sales_settings(payload jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  kind constant text := payload ->> 'kind';
  pipeline constant uuid := (payload ->> 'pipeline')::uuid;
  ids constant uuid[] := array(select i::uuid from pg_catalog.jsonb_array_elements_text(payload -> 'ids') i);
  known uuid[];
begin
  if coalesce(kind, '') not in ('pipelines', 'stages', 'lost_reasons', 'competitors') or kind = 'stages' and pipeline is null then
    perform private.fail('22023', 'malformed', 'Pipelines, stages, lost reasons and competitors have an order.');
  end if;
  perform private.need('pipelines', 'update');
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('sales_settings', 0));
  if kind = 'stages' then
    known := array(select s.id from public.pipeline_stages s where s.pipeline_id = pipeline order by s.id);
  else
    execute pg_catalog.format('select array(select t.id from public.%I t order by t.id)', kind) into known;
  end if;
  if known is distinct from array(select i from pg_catalog.unnest(ids) i order by i) then
    perform private.fail('PT409', 'conflict', 'Somebody else has changed this list meanwhile.');
  end if;
  if kind = 'stages' then
    perform private.order_stages(pipeline, ids);
  else
    execute pg_catalog.format('update public.%I t set position = w.n from pg_catalog.unnest($1) with ordinality w (id, n) where w.id = t.id and t.position <> w.n', kind)
      using ids;
  end if;
end $$;
comment on function public.order_sales_settings(jsonb) is
  'Puts all pipelines, lost reasons, competitors, or the stages of a pipeline into an order: {kind, ids, pipeline (of stages)}, the ids being those of all. Open stages stay before closed ones. Raises malformed, conflict (HTTP 409) where the list is no longer the same, denied.';

grant execute on function private.sales_title(jsonb, text[]), private.check_pipeline(uuid), private.order_stages(uuid, uuid[]), public.save_pipeline(jsonb),
  public.save_stage(jsonb), public.save_sales_choice(jsonb), public.order_sales_settings(jsonb) to authenticated;
