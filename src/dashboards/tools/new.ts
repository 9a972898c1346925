import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writePlugin } from './scaffold.ts';

/** `npm run plugin:new <name>`: writes a plugin with one widget that works, in four languages, with its test. */
const root = join(import.meta.dirname, '../../..');
const shell = JSON.parse(readFileSync(join(root, 'src/locales/en.json'), 'utf8')) as object;
const taken = [...Object.keys(shell), 'dashboards', 'metrics', ...readdirSync(join(root, 'src/resources'))];
try {
  const [name = ''] = process.argv.slice(2);
  for (const file of writePlugin(join(root, 'plugins'), name, taken)) console.log(relative(root, file));
  console.log(
    `\nSee it at /dashboards/${name}/overview (npm run dev), then check it: npm run plugin:check ${name}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
