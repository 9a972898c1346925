-- Deals: planned and written thousands at a time.

alter function private.import_match_deals(jsonb) set enable_nestloop = on;
alter function private.import_match_deals(jsonb) set jit = off;

-- enable_nestloop = off: the planner takes a batch for a single row and would compare each row with each name.
create or replace function private.resolve_deals(job public.import_jobs, numbers integer[]) returns setof private.import_plan
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_nestloop = off set jit = off
as $$
#variable_conflict use_column
declare
  me uuid := private.me();
  nobodys uuid := case when private.my_scope('deals', 'create') = 'all' then private.organisation_id() else me end;
  creatable uuid[] := private.visible_ids('deals', 'create');
  updatable uuid[] := private.visible_ids('deals', 'update');
  assignable uuid[] := private.visible_ids('deals', 'assign');
  zone text := (select s.timezone from public.settings s);
  base_currency text := (select s.base_currency from public.settings s);
  defaults jsonb := coalesce(job.mapping -> 'defaults', '{}');
  usual jsonb := defaults - array['opened_at', 'closed_at'];
  opened_else timestamptz := coalesce(private.import_time(defaults ->> 'opened_at', zone), now());
  closed_else timestamptz := private.import_time(defaults ->> 'closed_at', zone);
  estimates boolean := coalesce((job.mapping -> 'options' ->> 'estimateFromListPrice')::boolean, false);
begin
  return query
  with rows as materialized (
    select r.row_number, r.issues, r.duplicate_of, d.data, d.data ->> 'customer' as customer, d.data ->> 'owner' as owner,
      d.data ->> 'product' as product, d.data ->> 'stage' as stage, d.data ->> 'lost_reason' as lost_reason,
      d.data ->> 'external_id' as external_id, d.data ->> 'name' as name, d.data ->> 'opened_at' as opened, d.data ->> 'closed_at' as closed
    from public.import_rows r cross join lateral (select usual || r.data as data) d
    where r.job_id = job.id and r.row_number between numbers[1] and numbers[cardinality(numbers)]),
  customers as materialized (select * from private.import_find('customers', array(select distinct r.customer from rows r))),
  owners as materialized (select * from private.import_find('profiles', array(select distinct r.owner from rows r))),
  bases as materialized (
    select b.base, private.access_key(b.base, me) = any (creatable) as creatable
    from (select o.id from owners o where o.id is not null union select nobodys) b (base)),
  products as materialized (
    select f.needle, f.id, f.hits, p.name, p.list_price, p.currency
    from private.import_find('products', array(select distinct r.product from rows r)) f left join public.products p on p.id = f.id),
  stages as materialized (
    select f.needle, f.id, f.hits, s.pipeline_id, s.outcome
    from private.import_find('stages', array(select distinct r.stage from rows r)) f left join public.pipeline_stages s on s.id = f.id),
  reasons as materialized (select * from private.import_find('lost_reasons', array(select distinct r.lost_reason from rows r))),
  matches as materialized (
    select f.* from (
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('row', r.row_number, 'external_id', r.external_id, 'name', r.name, 'customer', c.id)) as list
      from rows r left join customers c on c.needle = r.customer) a cross join lateral private.import_match_deals(a.list) f),
  matched as materialized (
    select r.*, c.id as customer_id, o.id as owner_id, s.id as stage_id, s.pipeline_id, s.outcome, l.id as lost_reason_id,
      p.id as product_id, p.name as product_name, p.list_price, p.currency as product_currency, b.creatable,
      r.issues <> '[]' or r.duplicate_of is not null or r.stage is null or s.hits is distinct from 1
        or r.customer is not null and c.hits is distinct from 1 or r.owner is not null and o.hits is distinct from 1
        or r.product is not null and p.hits is distinct from 1 or r.lost_reason is not null and l.hits is distinct from 1 as faulty,
      c.hits as customer_hits, o.hits as owner_hits, p.hits as product_hits, s.hits as stage_hits, l.hits as reason_hits,
      d.id, d.existing, d.item, (d.existing ->> 'access_id')::uuid as access_id,
      case when r.opened ~ '(Z|[+-]\d{2}:?\d{2})$' and r.opened like '%T%' then r.opened::timestamptz else r.opened::timestamp at time zone zone end as opened_at,
      case when r.closed ~ '(Z|[+-]\d{2}:?\d{2})$' and r.closed like '%T%' then r.closed::timestamptz else r.closed::timestamp at time zone zone end as closed_at
    from rows r
    left join customers c on c.needle = r.customer
    left join owners o on o.needle = r.owner
    left join bases b on b.base = coalesce(o.id, nobodys)
    left join products p on p.needle = r.product
    left join stages s on s.needle = r.stage
    left join reasons l on l.needle = r.lost_reason
    left join matches d on d.row_number = r.row_number),
  filled as materialized (
    select m.*,
      case when m.id is null then coalesce(m.opened_at, case when m.outcome <> 'open' then m.closed_at end, opened_else) end as opening,
      case when m.outcome <> 'open' then coalesce(m.closed_at, case when m.id is null then closed_else end) end as closing,
      estimates and m.id is null and m.outcome = 'open' and not m.data ? 'amount' and m.list_price is not null as estimated,
      coalesce(pg_catalog.left(m.data ->> 'expected_close_date', 10), case when m.outcome = 'open' then pg_catalog.left(m.closed, 10) end) as expected
    from matched m),
  planned as materialized (
    select f.*, case when f.id is null then pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'external_id', f.data -> 'external_id', 'source', f.data -> 'source', 'next_step', f.data -> 'next_step', 'description', f.data -> 'description',
        'name', coalesce(f.name, pg_catalog.left(coalesce(nullif(pg_catalog.concat_ws(' – ', f.product_name, f.customer), ''), f.external_id, job.file_name || ' ' || f.row_number), 200)),
        'amount', case when f.estimated then pg_catalog.to_jsonb(f.list_price) else f.data -> 'amount' end,
        'amount_is_estimate', case when f.estimated then true when f.data ? 'amount' then false end,
        'currency', coalesce(f.data ->> 'currency', case when not f.data ? 'amount' then f.product_currency end, base_currency),
        'customer_id', f.customer_id, 'owner_id', coalesce(f.owner_id, case when nobodys = me then me end), 'stage_id', f.stage_id, 'pipeline_id', f.pipeline_id,
        'outcome', f.outcome, 'lost_reason_id', f.lost_reason_id, 'opened_at', f.opening, 'closed_at', f.closing, 'expected_close_date', f.expected,
        'product_id', f.product_id))
      else private.import_changes(f.existing, private.typed_as('deals', pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
          'external_id', f.data -> 'external_id', 'name', f.data -> 'name', 'amount', f.data -> 'amount', 'currency', f.data -> 'currency',
          'source', f.data -> 'source', 'next_step', f.data -> 'next_step', 'description', f.data -> 'description',
          'customer_id', f.customer_id, 'owner_id', f.owner_id, 'stage_id', f.stage_id, 'pipeline_id', f.pipeline_id, 'opened_at', f.opened_at,
          'lost_reason_id', f.lost_reason_id, 'closed_at', f.closing, 'expected_close_date', f.expected,
          'amount_is_estimate', case when f.data ? 'amount' then false end))))
        || case
          when f.item is null then pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('product_id', f.product_id))
          when (f.item ->> 'items')::integer > 1 then '{}'
          else pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'product_id', case when f.item ->> 'product_id' is distinct from f.product_id::text then f.product_id end,
            'unit_price', case when (f.item ->> 'quantity')::numeric = 1 and (f.item ->> 'unit_price')::numeric <> (f.data ->> 'amount')::numeric then f.data -> 'amount' end)) end end as changes
    from filled f),
  judged as materialized (
    select p.*, case when p.faulty then p.issues
          || private.import_issue(p.duplicate_of is not null, null, 'duplicate_row', pg_catalog.jsonb_build_object('row', p.duplicate_of))
          || private.import_issue(p.stage is null and not p.issues @@ '$[*].key == "too_few_cells" || $[*].key == "too_many_cells" || $[*].field == "stage"', 'stage', 'required')
          || private.import_lookup_issue('customer', p.data -> 'customer', p.customer_hits) || private.import_lookup_issue('owner', p.data -> 'owner', p.owner_hits)
          || private.import_lookup_issue('product', p.data -> 'product', p.product_hits) || private.import_lookup_issue('stage', p.data -> 'stage', p.stage_hits)
          || private.import_lookup_issue('lost_reason', p.data -> 'lost_reason', p.reason_hits) else '[]' end
      || case when p.id is null then
          case when p.outcome <> 'open' and p.closing is null and not p.issues @> '[{"field":"closed_at"}]'
            then private.import_issue(true, 'closed_at', 'closed_without_date') else '[]' end
          || case when p.closing < p.opening then private.import_issue(true, 'closed_at', 'closed_before_opened') else '[]' end
          || case when not p.creatable then private.import_issue(true, null, 'denied_create') else '[]' end
        when p.changes = '{}' then '[]'
        else private.import_issue((p.changes ->> 'closed_at')::timestamptz < coalesce(p.changes ->> 'opened_at', p.existing ->> 'opened_at')::timestamptz, 'closed_at', 'closed_before_opened')
          || private.import_issue(p.access_id <> all (updatable), null, 'denied_update')
          || private.import_issue(p.changes ? 'owner_id' and p.access_id <> all (assignable), 'owner', 'denied_assign') end as all_issues
    from planned p)
  select j.row_number,
    case when j.all_issues <> '[]' then 'refuse' when j.id is null then 'create' when j.changes = '{}' then 'skip' else 'update' end,
    coalesce(j.id, gen_random_uuid()), j.changes,
    case when j.id is not null then private.import_overwritten(j.existing || coalesce(j.item, '{}'), j.changes) end, j.all_issues,
    case when j.id is null then array_remove(array[
      case when j.customer is null then 'no_customer' end,
      case when j.owner is null then 'no_owner' end,
      case when j.opened is null then case when j.outcome <> 'open' and j.closed is not null then 'opened_when_closed' else 'opened_at_default' end end,
      case when j.outcome = 'lost' and j.lost_reason is null then 'no_reason' end,
      case when j.estimated then 'estimated' when not j.data ? 'amount' then 'no_amount' end], null) else '{}' end,
    null::text
  from judged j;
end $$;

create function private.insert_deals(plans private.import_plan[]) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off set jit = off
as $$
declare
  me uuid := private.me();
  organisation uuid := private.organisation_id();
  creatable uuid[] := private.visible_ids('deals', 'create');
  updatable uuid[] := private.visible_ids('deals', 'update');
  readable uuid[] := private.visible_ids('customers', 'read');
  bases uuid[] := array(select distinct coalesce((p.wanted ->> 'owner_id')::uuid, organisation) from pg_catalog.unnest(plans) p where p.action = 'create');
  keys uuid[] := array(select private.access_key(b, me) from pg_catalog.unnest(bases) b);
  customers uuid[] := array(select distinct (p.wanted ->> 'customer_id')::uuid from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted ? 'customer_id');
begin
  if me is null or not keys <@ creatable
    or not keys <@ updatable and exists (select from pg_catalog.unnest(plans) p where p.action = 'create' and p.wanted ? 'product_id')
    or exists (select from pg_catalog.unnest(customers) c (id) left join public.customers f on f.id = c.id and f.deleted_at is null
      where f.id is null or f.access_id <> all (readable)) then
    perform private.fail('42501', 'denied', 'You may not do this.');
  end if;
  perform pg_catalog.set_config('atrium.bulk', 'on', true);
  with wanted as materialized (
    select p.record_id as id, p.wanted as w, pg_catalog.btrim(p.wanted ->> 'name') as name, s.id as stage_id, s.pipeline_id, s.outcome,
      (p.wanted ->> 'opened_at')::timestamptz as opened_at, (p.wanted ->> 'closed_at')::timestamptz as closed_at,
      pg_catalog.nextval('public.deals_number_seq') as number
    from pg_catalog.unnest(plans) p join public.pipeline_stages s on s.id = (p.wanted ->> 'stage_id')::uuid
    where p.action = 'create')
  insert into public.deals (id, number, external_id, name, customer_id, pipeline_id, stage_id, outcome, amount, amount_is_estimate, currency, source, lost_reason_id,
    next_step, description, opened_at, expected_close_date, closed_at, stage_entered_at, owner_id, created_by, updated_by, created_at, updated_at, search_text)
  overriding system value
  select n.id, n.number, n.w ->> 'external_id', n.name, (n.w ->> 'customer_id')::uuid, n.pipeline_id, n.stage_id, n.outcome,
    (n.w ->> 'amount')::numeric, coalesce((n.w ->> 'amount_is_estimate')::boolean, false), n.w ->> 'currency', n.w ->> 'source',
    case when n.outcome = 'lost' then (n.w ->> 'lost_reason_id')::uuid end, n.w ->> 'next_step', n.w ->> 'description',
    n.opened_at, (n.w ->> 'expected_close_date')::date, case when n.outcome <> 'open' then coalesce(n.closed_at, now()) end,
    coalesce(n.closed_at, n.opened_at), (n.w ->> 'owner_id')::uuid, me, me, now(), now(),
    ' ' || private.search_norm(pg_catalog.concat_ws(' ', n.name, n.number::text, n.w ->> 'external_id')) || ' '
  from wanted n;
  insert into public.deal_items (deal_id, product_id, quantity, unit_price, access_id)
  select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0), b.key
  from pg_catalog.unnest(plans) p join unnest(bases, keys) b (base, key) on b.base = coalesce((p.wanted ->> 'owner_id')::uuid, organisation)
  where p.action = 'create' and p.wanted ? 'product_id';
  perform pg_catalog.set_config('atrium.bulk', '', true);
end $$;
comment on function private.insert_deals(private.import_plan[]) is
  'Writes planned new deals, each with its product, as the table''s triggers and policies would have them. Raises denied when the caller may not create one of them for its owner, or does not see one''s customer.';
grant execute on function private.insert_deals(private.import_plan[]) to authenticated;

create or replace function private.apply_deals(plans private.import_plan[]) returns void
language plpgsql set search_path = ''
as $$
declare
  touched bigint;
  changed private.import_plan[] := array(select p from pg_catalog.unnest(plans) p where p.action = 'update');
begin
  perform pg_catalog.set_config('atrium.importing', 'on', true);
  perform private.insert_deals(plans);
  if cardinality(changed) > 0 then
    perform private.assign_imported('deals', changed, null);
    update public.deals d set (external_id, name, customer_id, pipeline_id, stage_id, amount, amount_is_estimate, currency, source, lost_reason_id, next_step, description, opened_at, expected_close_date, closed_at) =
      (select x.external_id, x.name, x.customer_id, x.pipeline_id, x.stage_id, x.amount, x.amount_is_estimate, x.currency, x.source, x.lost_reason_id, x.next_step, x.description, x.opened_at, x.expected_close_date, x.closed_at
       from pg_catalog.jsonb_populate_record(d, p.wanted - 'owner_id') x)
    from pg_catalog.unnest(changed) p where d.id = p.record_id;
    get diagnostics touched = row_count;
    perform private.fail_unless(touched, cardinality(changed));
    update public.deal_items i set product_id = coalesce((p.wanted ->> 'product_id')::uuid, i.product_id), unit_price = coalesce((p.wanted ->> 'unit_price')::numeric, i.unit_price)
    from pg_catalog.unnest(changed) p where i.deal_id = p.record_id and (p.wanted ? 'product_id' or p.wanted ? 'unit_price');
    insert into public.deal_items (deal_id, product_id, quantity, unit_price)
    select p.record_id, (p.wanted ->> 'product_id')::uuid, 1, coalesce((p.wanted ->> 'amount')::numeric, 0)
    from pg_catalog.unnest(changed) p
    where p.wanted ? 'product_id' and not exists (select from public.deal_items i where i.deal_id = p.record_id);
  end if;
  perform pg_catalog.set_config('atrium.importing', '', true);
end $$;

create or replace function private.apply_import_rows(job public.import_jobs, numbers integer[]) returns void
language plpgsql set search_path = ''
as $$
declare
  plans private.import_plan[];
  code text;
  reason text;
  half integer := cardinality(numbers) / 2;
begin
  begin
    plans := array(select p from private.plan_import(job, numbers) p);
    case job.resource
      when 'products' then perform private.apply_products(plans);
      when 'customers' then perform private.apply_customers(plans);
      when 'profiles' then perform private.apply_profiles(plans);
      when 'deals' then perform private.apply_deals(plans);
    end case;
    update public.import_rows r set action = p.action, issues = p.issues, notes = p.notes,
      record_id = case when p.action <> 'refuse' then p.record_id end,
      status = case when p.action not in ('create', 'update') then 'checked' when p.parent is not null then 'linking' else 'applied' end,
      before = case when p.action = 'update' then p.before end, version = case when p.action in ('create', 'update') then now() end
    from pg_catalog.unnest(plans) p
    where r.job_id = job.id and r.row_number = p.row_number and r.row_number between numbers[1] and numbers[cardinality(numbers)];
    return;
  exception
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources then raise;
    when others then
      get stacked diagnostics code = returned_sqlstate, reason = message_text;
  end;
  if cardinality(numbers) = 1 then
    update public.import_rows r set action = 'refuse', status = 'checked', record_id = null,
      issues = private.import_issue(true, null, case when code = '42501' then 'denied' when code = '23505' then 'duplicate' when code like '23%' or code like '22%' then 'not_allowed' else 'failed' end,
        pg_catalog.jsonb_build_object('code', code, 'reason', pg_catalog.left(reason, 200)))
    where r.job_id = job.id and r.row_number = numbers[1];
    return;
  end if;
  perform private.apply_import_rows(job, numbers[1:half]);
  perform private.apply_import_rows(job, numbers[half + 1:]);
end $$;
