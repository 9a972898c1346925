import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Disposal } from '../../../supabase/local/disposal.ts';
import { StackError } from '../../../supabase/local/errors.ts';
import { connectAs } from '../../../supabase/local/import/connect.ts';
import { runAtTerminal } from '../../../supabase/local/terminal.ts';
import type { Plugin } from '../plugin.ts';
import { type Ask, examine } from './examine.ts';
import { pluginsIn } from './inspect.ts';

const folder = join(import.meta.dirname, '../../../plugins');
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** `npm run plugin:check [name …] [-- --as <email>]`: whether plugins are sound, answered by a database, and small. */
const disposal = new Disposal();
await runAtTerminal(disposal, async () => {
  const given = process.argv.slice(2);
  const at = given.indexOf('--as');
  const as = at >= 0 ? (given[at + 1] ?? '') : 'admin@atrium.example';
  const wanted = at >= 0 ? given.filter((_, place) => place !== at && place !== at + 1) : given;
  const there = pluginsIn(folder);
  const unknown = wanted.filter((name) => !there.includes(name));
  if (unknown.length > 0)
    throw new StackError(`There is no plugin ${unknown.join(', ')}: there are ${there.join(', ')}.`);

  const client = await connectAs(as, process.env, disposal);
  const ask: Ask = async (requests) => {
    const { data, error } = await client.rpc('query_metrics', {
      requests: JSON.parse(JSON.stringify(requests)),
    });
    if (error) throw new StackError(error.message);
    return data as unknown as Awaited<ReturnType<Ask>>;
  };

  let wrong = 0;
  for (const name of wanted.length > 0 ? wanted : there) {
    const { default: plugin } = (await import(pathToFileURL(join(folder, name, 'plugin.ts')).href)) as {
      default: Plugin;
    };
    const { sizes, problems } = await examine(join(folder, name), plugin, ask);
    wrong += problems.length;
    console.log(
      `${problems.length === 0 ? 'sound' : 'WRONG'}  ${name}: ${Object.keys(plugin.widgets).length} widgets, ${plugin.dashboards.length} dashboards; ${kilobytes(sizes.manifest)} on every page, ${kilobytes(sizes.whole)} in all`,
    );
    for (const problem of problems) console.log(`       ${problem}`);
  }
  return wrong === 0 ? 0 : 1;
});
