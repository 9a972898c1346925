import type pg from 'pg';
import { metrics } from '../../src/dashboards/metrics.ts';

/** Figures that plain SQL can be written for by hand: those of the tiles, won value by month, open deals by stage. */
export const core = {
  closed: metrics(['deals.won_value', 'deals.won_count', 'deals.win_rate', 'deals.average_won_value']),
  byMonth: metrics(['deals.won_value'], { by: ['time'] }),
  byStage: metrics(['deals.open_value', 'deals.weighted_value', 'deals.open_count'], { by: ['stage'] }),
};

const worth = `case when d.currency = s.base_currency then 1 else r.rate end`;
const rates = (day: string) =>
  `left join lateral (select x.rate from public.exchange_rates x where x.currency = d.currency and x.valid_from <= ${day}
     order by x.valid_from desc limit 1) r on d.currency <> s.base_currency`;
const seen = (all: boolean) => (all ? '' : 'and d.access_id = any ($1)');

/** One pass for the tiles and the months, one for the stages, without policies: as somebody would write it for this page. */
const statements = (all: boolean) => [
  `with closed as materialized (
     select date_trunc('month', d.closed_at at time zone s.timezone)::date as month, d.outcome, d.currency,
       case when d.currency <> s.base_currency then (d.closed_at at time zone s.timezone)::date end as day,
       count(*) as deals, sum(d.amount) as amount
     from public.deals d cross join public.settings s
     where d.deleted_at is null and d.closed_at >= $2 and d.closed_at < $3 ${seen(all)} group by 1, 2, 3, 4)
   select d.month, sum(d.amount * ${worth}) filter (where d.outcome = 'won') as value, sum(d.deals) filter (where d.outcome = 'won') as won,
     sum(d.deals) as deals
   from closed d cross join public.settings s ${rates('d.day')} group by grouping sets ((d.month), ())`,
  `with open as materialized (
     select d.stage_id, d.currency, count(*) as deals, sum(d.amount) as amount,
       sum(d.amount * coalesce(d.win_probability, p.win_probability)) as weighted
     from public.deals d join public.pipeline_stages p on p.id = d.stage_id
     where d.deleted_at is null and d.outcome = 'open' ${seen(all)} group by 1, 2)
   select d.stage_id, sum(d.deals) as deals, sum(d.amount * ${worth}) as value, sum(d.weighted * ${worth}) as weighted
   from open d cross join public.settings s ${rates('current_date')} group by 1`,
];

/** Reads the figures as the tables' owner. `keys`: the access keys that the reader reaches; null for everything. */
export async function askPlainly(
  sql: pg.ClientBase,
  keys: readonly string[] | null,
  from: string,
  to: string,
): Promise<void> {
  const [closed = '', open = ''] = statements(keys === null);
  await sql.query(
    // A parameter that is not there must still have a type.
    keys === null ? closed.replaceAll('$2', '$1').replaceAll('$3', '$2') : closed,
    keys === null ? [from, to] : [keys, from, to],
  );
  await sql.query(open, keys === null ? [] : [keys]);
}
