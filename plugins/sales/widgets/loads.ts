/** What somebody has of a tier. */
export interface Load {
  owner: string | null;
  tier: string | null;
  customers: number;
  deals: number;
}

const tiers = ['strategic', 'key', 'standard', 'small', null] as const;

/** The tiers that anybody has something of, from the most valued on. */
export const tiersOf = (loads: readonly Load[]) =>
  tiers.filter((tier) => loads.some((one) => one.tier === tier));

/** What each has on the average of those who have anything, by tier. */
export function averageLoad(
  loads: readonly Load[],
  tier: string | null,
): { customers: number; deals: number } {
  const people = new Set(loads.map(({ owner }) => owner)).size;
  const of = loads.filter((one) => one.tier === tier);
  const mean = (pick: (load: Load) => number) =>
    people === 0 ? 0 : of.reduce((sum, one) => sum + pick(one), 0) / people;
  return { customers: mean(({ customers }) => customers), deals: mean(({ deals }) => deals) };
}
