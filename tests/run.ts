import { interruptAll } from './run/process.ts';
import { type Step, steps } from './run/steps.ts';
import { check, sum, type Tally } from './run/tally.ts';
import { openWorkspace, type Workspace } from './run/workspace.ts';

/**
 * Runs the project's tests: all steps, or those named (`npm test -- unit database`). What follows a `--` of its own
 * chooses among the tests of the steps (`npm test -- database -- customers`). The last line is `N passed, N failed`.
 */
async function main(): Promise<number> {
  const [names, filters] = split(process.argv.slice(2));
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. The steps are ${steps.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const chosen = names.length > 0 ? steps.filter(({ name }) => names.includes(name)) : steps;

  const workspace = openWorkspace();
  let signalled: NodeJS.Signals | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      signalled ??= name;
      void interruptAll();
    });
  }

  const results: Result[] = [];
  try {
    for (const step of chosen) {
      if (signalled) break;
      results.push(await perform(step, workspace, filters));
    }
  } finally {
    await workspace.dispose();
  }
  return conclude(results, signalled);
}

interface Result extends Tally {
  step: Step;
  seconds: number;
}

async function perform(step: Step, workspace: Workspace, filters: string[]): Promise<Result> {
  console.log(`\n━━ ${step.name}: ${step.title}`);
  const started = performance.now();
  const counted = await step
    .run(filters)
    .catch((error: unknown) =>
      check(false, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  const left = await workspace.endSurvivors();
  const tally = left.length > 0 ? sum([counted, check(false, `left running: ${left.join(', ')}`)]) : counted;
  const judged = tally.passed + tally.failed > 0 ? tally : check(false, `${step.name} ran no test`);
  const seconds = (performance.now() - started) / 1000;
  console.log(`── ${step.name}: ${judged.passed} passed, ${judged.failed} failed in ${seconds.toFixed(1)} s`);
  return { ...judged, step, seconds };
}

function conclude(results: Result[], signalled: NodeJS.Signals | undefined): number {
  console.log('');
  for (const { step, passed, failed, seconds } of results) {
    const verdict = failed > 0 ? 'FAILED' : 'passed';
    console.log(
      `${verdict}  ${step.name.padEnd(12)} ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`,
    );
  }
  if (signalled) console.log(`Stopped by ${signalled} before all was run.`);
  const total = sum([...results, { passed: 0, failed: signalled ? 1 : 0 }]);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (signalled) return 130;
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** The words before the first `--`, and those after it. */
function split(words: string[]): [string[], string[]] {
  const at = words.indexOf('--');
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
}

process.exitCode = await main();
