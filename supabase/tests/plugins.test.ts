import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../src/dashboards/plugin.ts';
import { type Ask, examine } from '../../src/dashboards/tools/examine.ts';
import { pluginsIn } from '../../src/dashboards/tools/inspect.ts';
import { batch } from './metric-set.ts';
import { createPerson, sql } from './support.ts';

const folder = join(import.meta.dirname, '../../plugins');
const modules = import.meta.glob<{ default: Plugin }>('/plugins/*/plugin.ts', { eager: true });

/** What `npm run plugin:check` says of the plugins that are shipped, by a company without anything in it. */
describe.each(pluginsIn(folder))('the plugin %s', (name) => {
  test('is sound, answered and small', async () => {
    await sql.query(
      `insert into public.settings (organisation, base_currency, timezone) values ('Test', 'USD', 'Asia/Taipei') on conflict do nothing`,
    );
    const { api } = await createPerson({ roles: ['admin'] });
    const ask: Ask = (requests) => batch(api, requests);
    const plugin = modules[`/plugins/${name}/plugin.ts`]?.default;
    if (!plugin) throw new Error(`plugins/${name}/plugin.ts exports no plugin`);
    const { problems, sizes } = await examine(join(folder, name), plugin, ask);
    expect(problems).toEqual([]);
    expect(sizes.manifest).toBeGreaterThan(0);
    expect(sizes.whole).toBeGreaterThan(sizes.manifest);
  });
});

test('a query that the database refuses is told', async () => {
  const name = pluginsIn(folder)[0] ?? '';
  const plugin = modules[`/plugins/${name}/plugin.ts`]?.default;
  if (!plugin) throw new Error('no plugin is shipped');
  const refuse: Ask = async (requests) =>
    Object.fromEntries(
      requests.map(({ id }) => [id, { error: { message: 'No such metric.', field: 'metrics' } }]),
    );
  const { problems } = await examine(join(folder, name), plugin, refuse);
  expect(problems.join('\n')).toContain('No such metric. (metrics)');
});
