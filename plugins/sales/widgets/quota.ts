/** What `sales.quota` takes and answers: quotas of the period, in the base currency. */
export interface Quota {
  args: { metric: 'deals.won_value' | 'orders.value' };
  /** Each person's. */
  row: { owner: string; target: number };
  /** The one that the reader's total stands against; null where there is none. */
  totals: { target: number | null; whose: 'person' | 'team' | 'organisation' | null };
}

/** How far a period has come against a quota. */
interface Attainment {
  /** Part of the quota that is reached. */
  share: number;
  /** How far it is ahead (+) or behind (−) the quota's even pace; null for a period that is over. */
  ahead: number | null;
}

/** Sets what was reached against a quota; null where there is none. `elapsed`: the part of a running period that is over. */
export function attainment(
  reached: number,
  target: number | null,
  elapsed: number | undefined,
): Attainment | null {
  if (target === null || target <= 0) return null;
  const share = reached / target;
  return { share, ahead: elapsed ? share / elapsed - 1 : null };
}
