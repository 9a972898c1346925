import { join } from 'node:path';
import { migrations } from './migrations.ts';
import { journeys } from './playwright.ts';
import { run } from './process.ts';
import { check, type Tally } from './tally.ts';
import { vitest } from './vitest.ts';
import { projectRoot } from './workspace.ts';

export interface Step {
  name: string;
  title: string;
  /** Runs the step; filters choose among a test runner's tests. */
  run(filters: string[]): Promise<Tally>;
}

/** Everything `npm test` does, in order, the quick before the slow. */
export const steps: Step[] = [
  {
    name: 'lint',
    title: 'style and lint (Biome)',
    run: () => program('node_modules/@biomejs/biome/bin/biome', ['check', '.']),
  },
  {
    name: 'types',
    title: 'types (TypeScript)',
    run: () => program('node_modules/typescript/bin/tsc', ['--noEmit']),
  },
  { name: 'unit', title: 'units', run: (filters) => vitest(['unit'], filters) },
  {
    name: 'generated',
    title: 'generated table types are fresh',
    run: () => program('--import', ['tsx', 'supabase/local/types.ts', '--check']),
  },
  { name: 'migrations', title: 'migrations by the Supabase CLI, and its advisors', run: migrations },
  { name: 'database', title: 'database', run: (filters) => vitest(['database', 'demo'], filters) },
  { name: 'providers', title: 'providers', run: (filters) => vitest(['providers'], filters) },
  { name: 'stack', title: 'the stack and its faults', run: (filters) => vitest(['stack'], filters) },
  { name: 'journeys', title: 'journeys in the browser', run: journeys },
];

/** One check: a Node program of the project that has to end with exit code 0. */
async function program(script: string, args: string[]): Promise<Tally> {
  const first = script.startsWith('-') ? script : join(projectRoot, script);
  const { code } = await run(process.execPath, [first, ...args], { cwd: projectRoot });
  return check(code === 0, `${[script, ...args].join(' ')} ended with code ${code}`);
}
