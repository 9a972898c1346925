import { randomUUID } from 'node:crypto';
import { salesCompany } from './metric-set.ts';
import { sql, value } from './support.ts';

/** A stage of the set's pipeline; `asked` has no maximum age. */
export type StageName = 'first' | 'asked' | 'offered' | 'won' | 'lost';

interface Wishes {
  /** The stages it was in, each with the moment when it came there; the last is where it is. */
  path: readonly (readonly [StageName, string])[];
  owner?: string;
  amount?: number | null;
  currency?: string;
  customer?: string;
  source?: string;
  expected?: string;
  lostReason?: string;
}

/** A sales company with a pipeline of five stages, and deals that went through them as a test says. */
export async function pipelineSet() {
  const company = await salesCompany();
  const pipeline = await value<string>('insert into public.pipelines (name) values ($1) returning id', [
    randomUUID(),
  ]);
  const stage = (
    key: StageName,
    position: number,
    probability: number,
    outcome: string,
    most: number | null = null,
  ) =>
    value<string>(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome, max_age_days)
       values ($1, $2, $2, $3, $4, $5, $6) returning id`,
      [pipeline, key, position, probability, outcome, most],
    );
  const stages: Record<StageName, string> = {
    first: await stage('first', 1, 0.1, 'open', 10),
    asked: await stage('asked', 2, 0.3, 'open'),
    offered: await stage('offered', 3, 0.6, 'open', 20),
    won: await stage('won', 4, 1, 'won'),
    lost: await stage('lost', 5, 0, 'lost'),
  };

  /** Makes a deal of the rep's over 100 USD that was opened when its path begins. Gives its id. */
  const travelled = async (wishes: Wishes): Promise<string> => {
    const { path } = wishes;
    const last = path.at(-1);
    if (!last || !path[0]) throw new Error('a deal is somewhere');
    const [place, since] = last;
    const id = await value<string>(
      `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, currency, opened_at, stage_entered_at, closed_at, customer_id, source, expected_close_date)
       values ('Deal', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        stages[place],
        pipeline,
        wishes.owner ?? company.rep.id,
        wishes.amount === undefined ? 100 : wishes.amount,
        wishes.currency ?? 'USD',
        path[0][1],
        since,
        place === 'won' || place === 'lost' ? since : null,
        wishes.customer ?? company.customer,
        wishes.source,
        wishes.expected,
      ],
    );
    await sql.query('delete from public.deal_stage_history where deal_id = $1', [id]);
    await sql.query(
      `insert into public.deal_stage_history (deal_id, from_stage_id, to_stage_id, entered_at, left_at)
       select $1, lag(s.stage) over w, s.stage, s.at, lead(s.at) over w
       from unnest($2::uuid[], $3::timestamptz[]) with ordinality s (stage, at, n) window w as (order by s.n)`,
      [id, path.map(([name]) => stages[name]), path.map(([, at]) => at)],
    );
    return id;
  };

  return { ...company, pipeline, stages, travelled };
}

/** A call that is about a pipeline of the test's own alone. */
export const calling = (call: string, pipeline: string, more: object = {}) => ({
  call,
  filters: { pipeline: [pipeline] },
  ...more,
});

/** Days from one calendar day to another. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The middle of some numbers, or the mean of the two in the middle; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Numbers from 0 to 1 that look random and are the same in every run. */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
