import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pageSizes } from '../bench/bundle.ts';

// Vite builds what React is in a test otherwise: larger, and what nobody gets.
beforeAll(() => vi.stubEnv('NODE_ENV', 'production'));
afterAll(() => vi.unstubAllEnvs());

test('no page needs more JavaScript than it may', async () => {
  const sizes = await pageSizes();
  expect(sizes.map(({ page }) => page)).toHaveLength(3);
  for (const { page, size, limit } of sizes) expect(size, page).toBeLessThanOrEqual(limit);
});
