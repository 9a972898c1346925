-- The forecast by what closed deals teach, beside the one by stages, and the deals about which the two differ most.

create function private.sales_learned_forecast(asked jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  result jsonb;
begin
  execute pg_catalog.format($q$
    with quarters as materialized (
      select n, x.first, (x.first + interval '3 months')::date as next
      from generate_series(0, 3) n cross join lateral (select (date_trunc('quarter', $3::timestamp) + n * interval '3 months')::date as first) x
    ), open_deals as materialized (
      select d.id, d.owner_id, coalesce(o.team_id, d.team_id) as team_id, d.customer_id, d.stage_id, d.currency, d.amount, d.expected_close_date,
        coalesce(d.win_probability, s.win_probability) as probability, w.probability as learned
      from %s d
      join public.pipeline_stages s on s.id = d.stage_id
      left join public.profiles o on o.id = d.owner_id
      left join public.deal_win_probabilities w on w.deal_id = d.id
      where d.outcome = 'open'
    ), rates as materialized (
      select c.currency, private.rate(c.currency, $3) as rate from (select distinct currency from open_deals) c
    ), valued as materialized (
      select o.*, o.amount * r.rate as value, o.amount is not null and r.rate is null as unconverted from open_deals o join rates r on r.currency = o.currency
    ), shown as (
      select v.*, row_number() over (order by v.value * abs(v.learned - v.probability) desc, v.id) as place from valued v
      where v.value > 0 and v.learned <> v.probability order by place limit $4 + 1
    )
    select pg_catalog.jsonb_build_object(
      'rows', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('deal', s.id, 'deal_label', x.name, 'number', x.number, 'owner', s.owner_id, 'owner_label', p.full_name,
          'value', pg_catalog.round(s.value, 2), 'probability', s.probability, 'learned', s.learned, 'reasons', coalesce(y.reasons, '[]')) order by s.place), '[]')
        from shown s left join public.profiles p on p.id = s.owner_id
        left join lateral (select x.name, x.number, x.source from public.deals x where x.id = s.id limit 1) x on true
        left join lateral (select x.industry, x.size_band from public.customers x where x.id = s.customer_id limit 1) c on true
        left join lateral (select pr.product_line from public.deal_items i join public.products pr on pr.id = i.product_id where i.deal_id = s.id
          order by i.amount desc nulls last, pr.product_line limit 1) l on true
        left join lateral (
          select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('variable', w.variable, 'value', w.value, 'label', w.label, 'weight', w.weight)
            order by abs(w.weight) desc, w.variable, w.value) as reasons
          from (
            select e.variable, e.value, e.weight, coalesce(st.name, tg.name) as label
            from (
              select * from (values ('stage', s.stage_id::text), ('source', x.source), ('industry', c.industry), ('size', c.size_band), ('product_line', l.product_line)) t (variable, value)
              union all select 'tag', g.tag_id::text from public.customer_tags g where g.customer_id = s.customer_id
            ) t
            join public.win_evidence e on e.variable = t.variable and e.value = t.value
              and e.subject_id = coalesce((select a.subject_id from public.win_evidence a where a.subject_id = s.team_id and a.variable = 'all'), private.organisation_id())
            left join public.pipeline_stages st on e.variable = 'stage' and st.id::text = e.value
            left join public.tags tg on e.variable = 'tag' and tg.id::text = e.value
            order by abs(e.weight) desc, e.variable, e.value limit 2
          ) w
        ) y on true where s.place <= $4),
      'more', (select count(*) > $4 from shown),
      'quarters', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('quarter', q.first, 'learned', pg_catalog.round(coalesce(v.learned, 0), 2)) order by q.n)
        from quarters q cross join lateral (select sum(v.value * coalesce(v.learned, v.probability)) as learned from valued v
          where v.expected_close_date < q.next and (q.n = 0 or v.expected_close_date >= q.first)) v),
      'totals', (select pg_catalog.jsonb_build_object('deals', count(*), 'unlearned', count(*) filter (where v.learned is null),
          'weighted', pg_catalog.round(coalesce(sum(v.value * v.probability), 0), 2), 'learned', pg_catalog.round(coalesce(sum(v.value * coalesce(v.learned, v.probability)), 0), 2)) from valued v),
      'skipped', (select count(*) filter (where v.unconverted) from valued v),
      'learned_at', (select max(e.computed_at) from public.win_evidence e))
  $q$, private.deal_rows_sql(asked -> 'filters'))
  into result using asked, asked ->> 'timezone', (asked ->> 'today')::date, private.asked_limit(asked, 10);
  return result;
end $$;
comment on function private.sales_learned_forecast(jsonb) is
  'sales.learned_forecast: the open deals that the reader may read whose learned probability differs most in value from the one in use (set by hand, else the stage''s), each with the two traits that weigh most (weight: ln odds; for who may read benchmarks); args.limit rows (10). quarters: Σ amount × learned probability of what is open, for this and the next three. A deal without a learned probability counts by the one in use (unlearned). Base currency at today''s rate.';

insert into public.metric_functions (key, needs, function_name, filters, comment)
select 'sales.learned_forecast', 'deals.read', 'sales_learned_forecast', array_agg(d.key order by d.key), 'The forecast by what closed deals teach, and the deals about which it differs from the stages''. args: {limit}.'
from public.metric_dimensions d where d.source = 'deals' and d.kind <> 'time';
grant execute on function private.sales_learned_forecast(jsonb) to authenticated;
