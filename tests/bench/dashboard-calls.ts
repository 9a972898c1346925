import { z } from 'zod';
import sales from '../../plugins/sales/plugin.ts';
import type { MetricRequest } from '../../src/dashboards/batch.ts';
import type { Queries } from '../../src/dashboards/metrics.ts';
import type { Dashboard } from '../../src/dashboards/plugin.ts';
import { savedFrom, tilesOf } from '../../src/dashboards/tiles.ts';
import type { Stack } from '../../supabase/local/stack.ts';

/** A case is measured so often, or for so long, whichever comes first. */
export const rounds = 20;
export const patience = 6_000;
/** The demo accounts that dashboards are measured for. */
export const readers = { rep: 'sales.rep', manager: 'sales.manager', executive: 'exec' };

const signedIn = z.object({ access_token: z.string() });

/** An access token of a demo account. */
export async function tokenOf(stack: Stack, account: string): Promise<string> {
  const response = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${account}@atrium.example`, password: 'atrium-demo' }),
  });
  return signedIn.parse(await response.json()).access_token;
}

/** What a dashboard asks as it is laid out. */
export const queriesOn = (dashboard: Dashboard): Record<string, Queries> =>
  Object.fromEntries(
    tilesOf(savedFrom(dashboard.layout, sales.widgets), sales.widgets).map(({ id, queries }) => [
      id,
      queries,
    ]),
  );

/** A dashboard's one call, by POST: the answer is not cached anywhere. Raises when any of its requests is refused. */
export async function call(stack: Stack, token: string, requests: readonly MetricRequest[]): Promise<void> {
  const response = await fetch(`${stack.url}/rest/v1/rpc/query_metrics`, {
    method: 'POST',
    headers: {
      apikey: stack.publishableKey,
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ requests }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text.slice(0, 500));
  const refused = z.record(z.string(), z.object({ error: z.unknown().optional() })).parse(JSON.parse(text));
  for (const [id, { error }] of Object.entries(refused))
    if (error) throw new Error(`${id}: ${JSON.stringify(error)}`);
}

/** Milliseconds of the first call and of those after it, which go on for at most so many milliseconds. */
export async function timed(
  work: () => Promise<unknown>,
  most: number = patience,
): Promise<{ first: number; warm: number[] }> {
  const once = async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const first = await once();
  const warm: number[] = [];
  const end = performance.now() + most;
  while (warm.length < 3 || (warm.length < rounds && performance.now() < end)) warm.push(await once());
  return { first, warm };
}
