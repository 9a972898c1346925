-- What a team's closed deals teach about its open ones: naive Bayes over the stage reached, source, industry, size, product
-- line and tags. A job counts the evidence and keeps each open deal's probability.

create view private.deal_traits as
select d.id as deal_id, coalesce(o.team_id, d.team_id) as team_id, d.outcome, d.pipeline_id, d.stage_id, d.customer_id, d.access_id,
  d.source, c.industry, c.size_band as size, l.product_line
from public.deals d left join public.profiles o on o.id = d.owner_id left join public.customers c on c.id = d.customer_id
left join (
  select distinct on (i.deal_id) i.deal_id, p.product_line from public.deal_items i join public.products p on p.id = i.product_id
  order by i.deal_id, i.amount desc nulls last, p.product_line
) l on l.deal_id = d.id
where d.deleted_at is null;
comment on view private.deal_traits is 'What is learned from: each deal''s team (its owner''s, else its own) and traits; the product line is that of its largest item.';
revoke all on private.deal_traits from public;

create table public.win_evidence (
  id uuid primary key default gen_random_uuid(),
  team_id uuid references public.teams on delete cascade,
  variable text not null check (variable in ('all', 'stage', 'source', 'industry', 'size', 'product_line', 'tag')),
  value text not null,
  won integer not null check (won >= 0),
  lost integer not null check (lost >= 0),
  weight numeric(14,8) not null,
  computed_at timestamptz not null default now(),
  subject_id uuid not null generated always as (coalesce(team_id, '00000000-0000-4000-8000-000000000001'::uuid)) stored,
  unique (subject_id, variable, value)
);
comment on table public.win_evidence is
  'How many of a team''s (null: the organisation''s) closed deals with a value were won and lost. weight: ln of P(value | won) ÷ P(value | lost), each with 0.1 added to the count of every value; of all: ln of won ÷ lost. stage: won deals count at each open stage of their pipeline, lost ones at those that they reached. A team stands here once it has won and lost deals, a tag from 50 of its closed deals on.';
comment on column public.win_evidence.value is 'A stage''s or tag''s id, else the value itself; empty for all.';
create index win_evidence_team_id_idx on public.win_evidence (team_id);
insert into private.audit_exceptions (table_name, reason) values ('win_evidence', 'Aggregates that a job computes anew.');
call private.protect('win_evidence', 'benchmarks', 'special');
create policy win_evidence_read on public.win_evidence for select to authenticated using ((select private.may('benchmarks', 'read')));
revoke insert, update, delete on public.win_evidence from authenticated;

create table public.deal_win_probabilities (
  deal_id uuid primary key references public.deals on delete cascade,
  probability numeric(5,4) not null check (probability between 0.0001 and 0.9999),
  access_id uuid not null
);
comment on table public.deal_win_probabilities is
  'What an open deal''s probability to be won is by what its team''s closed deals teach (win_evidence says when that was computed); kept within 0.01 and 99.99 %. A deal without a row has none.';
create index deal_win_probabilities_access_id_idx on public.deal_win_probabilities (access_id);
insert into private.audit_exceptions (table_name, reason) values ('deal_win_probabilities', 'Figures that a job computes anew.');
call private.protect_child('deal_win_probabilities', 'deals', 'deals');
revoke insert, update, delete on public.deal_win_probabilities from authenticated;
call private.hang_on('deals', array['deal_win_probabilities.deal_id.access_id']);

create function private.learn_win_evidence() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- one at a time
  lock table public.win_evidence in share row exclusive mode;
  delete from public.win_evidence;
  with closed as materialized (
    select t.*, t.outcome = 'won' as won from private.deal_traits t where t.outcome <> 'open'
  ), furthest as materialized (
    select c.deal_id, max(s.position) as position from closed c
    join public.deal_stage_history h on h.deal_id = c.deal_id
    join public.pipeline_stages s on s.id = h.to_stage_id and s.pipeline_id = c.pipeline_id and s.outcome = 'open'
    where not c.won group by c.deal_id
  ), stages as materialized (
    select s.id, s.pipeline_id, s.position, min(s.position) over (partition by s.pipeline_id) as first from public.pipeline_stages s where s.outcome = 'open'
  ), facts (team_id, variable, value, won) as (
    select c.team_id, v.variable, v.value, c.won from closed c
    cross join lateral (values ('all', ''), ('source', c.source), ('industry', c.industry), ('size', c.size), ('product_line', c.product_line)) v (variable, value)
    where v.value is not null
    union all
    select c.team_id, 'stage', s.id::text, c.won from closed c left join furthest f on f.deal_id = c.deal_id
    join stages s on s.pipeline_id = c.pipeline_id and (c.won or s.position <= coalesce(f.position, s.first))
    union all
    select c.team_id, 'tag', g.tag_id::text, c.won from closed c join public.customer_tags g on g.customer_id = c.customer_id
  ), counted as (
    select f.team_id, f.variable, f.value, count(*) filter (where f.won)::integer as won, count(*) filter (where not f.won)::integer as lost
    from facts f group by grouping sets ((f.team_id, f.variable, f.value), (f.variable, f.value))
    having grouping(f.team_id) = 1 or f.team_id is not null
  ), whole as (
    select n.team_id, n.won + 0.1 as won, n.lost + 0.1 as lost from counted n where n.variable = 'all' and n.won > 0 and n.lost > 0
  ), valued as (
    select n.team_id, n.variable, sum(n.won + 0.1) as won, sum(n.lost + 0.1) as lost from counted n
    where n.variable in ('source', 'industry', 'size', 'product_line') group by n.team_id, n.variable
  )
  insert into public.win_evidence (team_id, variable, value, won, lost, weight)
  select n.team_id, n.variable, n.value, n.won, n.lost,
    pg_catalog.round(pg_catalog.ln((n.won + 0.1) / (n.lost + 0.1))
      - case when n.variable = 'all' then 0 else pg_catalog.ln(coalesce(v.won, w.won) / coalesce(v.lost, w.lost)) end, 8)
  from counted n
  join whole w on w.team_id is not distinct from n.team_id
  left join valued v on v.team_id is not distinct from n.team_id and v.variable = n.variable
  where n.variable <> 'tag' or n.won + n.lost >= 50;
end $$;
comment on function private.learn_win_evidence() is 'Counts what the closed deals of each team, and of the organisation, teach about winning.';

create function private.compute_win_probabilities() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.learn_win_evidence();
  with open_deals as materialized (
    -- a team without evidence of its own takes the organisation's
    select t.*, coalesce(e.subject_id, private.organisation_id()) as subject_id
    from private.deal_traits t left join public.win_evidence e on e.subject_id = t.team_id and e.variable = 'all'
    where t.outcome = 'open'
  ), tagged as materialized (
    select o.deal_id, sum(e.weight) as weight from open_deals o
    join public.customer_tags g on g.customer_id = o.customer_id
    join public.win_evidence e on e.subject_id = o.subject_id and e.variable = 'tag' and e.value = g.tag_id::text
    group by o.deal_id
  ), weighed as (
    select o.deal_id, o.access_id, a.weight + coalesce(st.weight, 0) + coalesce(so.weight, 0) + coalesce(i.weight, 0) + coalesce(si.weight, 0)
      + coalesce(l.weight, 0) + coalesce(t.weight, 0) as log_odds
    from open_deals o
    join public.win_evidence a on a.subject_id = o.subject_id and a.variable = 'all'
    left join public.win_evidence st on st.subject_id = o.subject_id and st.variable = 'stage' and st.value = o.stage_id::text
    left join public.win_evidence so on so.subject_id = o.subject_id and so.variable = 'source' and so.value = o.source
    left join public.win_evidence i on i.subject_id = o.subject_id and i.variable = 'industry' and i.value = o.industry
    left join public.win_evidence si on si.subject_id = o.subject_id and si.variable = 'size' and si.value = o.size
    left join public.win_evidence l on l.subject_id = o.subject_id and l.variable = 'product_line' and l.value = o.product_line
    left join tagged t on t.deal_id = o.deal_id
  ), known as materialized (
    select w.deal_id, w.access_id, greatest(0.0001, least(0.9999, pg_catalog.round(1 / (1 + pg_catalog.exp(-w.log_odds)), 4))) as probability from weighed w
  ), gone as (
    delete from public.deal_win_probabilities p where not exists (select from known k where k.deal_id = p.deal_id)
  )
  insert into public.deal_win_probabilities (deal_id, probability, access_id)
  select k.deal_id, k.probability, k.access_id from known k
  where not exists (select from public.deal_win_probabilities p where p.deal_id = k.deal_id and p.probability = k.probability)
  on conflict (deal_id) do update set probability = excluded.probability;
end $$;
comment on function private.compute_win_probabilities() is 'Job: what each open deal''s probability to be won is by its team''s closed deals: P(won) and each trait''s share of the won, against the same of the lost.';
insert into public.jobs (name, description, function_name, every)
values ('sales.win_probabilities', 'Learns from closed deals how likely each open one is to be won.', 'compute_win_probabilities', interval '3 hours');
