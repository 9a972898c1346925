-- What is usual: aggregates over more than a reader may see. A job computes them; who may read them is a resource of its own.

insert into public.resource_actions (resource, action, scoped) values ('benchmarks', 'read', false);
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, 'benchmarks', 'read', 'all' from public.roles r
where r.shipped and exists (select from public.role_permissions p where p.role_id = r.id and p.resource = 'deals' and p.action = 'read');

create table public.stage_norms (
  stage_id uuid primary key references public.pipeline_stages on delete cascade,
  stays integer not null check (stays > 0),
  median_days numeric(10,2) not null check (median_days >= 0),
  computed_at timestamptz not null default now()
);
comment on table public.stage_norms is
  'How long deals usually stay in a stage: the median of the stays that ended in the last 365 days, over all deals of the organisation.';
insert into private.audit_exceptions (table_name, reason) values ('stage_norms', 'Aggregates that a job computes anew.');
call private.protect('stage_norms', 'benchmarks', 'special');
create policy stage_norms_read on public.stage_norms for select to authenticated using ((select private.may('benchmarks', 'read')));
revoke insert, update, delete on public.stage_norms from authenticated;

create function private.compute_stage_norms() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- one at a time
  lock table public.stage_norms in share row exclusive mode;
  with stays as (
    select h.to_stage_id as stage_id, extract(epoch from h.left_at - h.entered_at) / 86400 as days
    from public.deal_stage_history h
    join public.pipeline_stages s on s.id = h.to_stage_id and s.outcome = 'open'
    join public.deals d on d.id = h.deal_id and d.deleted_at is null
    where h.left_at > now() - interval '365 days' and h.left_at > h.entered_at
  ), norms as (
    select x.stage_id, count(*)::integer as stays,
      pg_catalog.round((pg_catalog.percentile_cont(0.5) within group (order by x.days))::numeric, 2) as median_days
    from stays x group by x.stage_id
  ), gone as (
    delete from public.stage_norms n where not exists (select from norms x where x.stage_id = n.stage_id)
  )
  insert into public.stage_norms (stage_id, stays, median_days, computed_at)
  select x.stage_id, x.stays, x.median_days, now() from norms x
  on conflict (stage_id) do update set stays = excluded.stays, median_days = excluded.median_days, computed_at = excluded.computed_at;
end $$;
comment on function private.compute_stage_norms() is 'Job: how long deals usually stay in each open stage.';
insert into public.jobs (name, description, function_name, every)
values ('sales.stage_norms', 'Computes how long deals usually stay in each stage.', 'compute_stage_norms', interval '1 hour');
