import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from './process.ts';
import { judge, sum, type Tally } from './tally.ts';
import { projectRoot, temporaryFolder } from './workspace.ts';

/** The part of vitest's JSON report that is counted. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Runs vitest projects of tests/vitest.config.ts and counts their tests; a skipped test counts as failed. */
export async function vitest(projects: string[], filters: string[]): Promise<Tally> {
  const file = join(temporaryFolder('vitest-'), 'report.json');
  const { code } = await run(
    process.execPath,
    [
      join(projectRoot, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=tests/vitest.config.ts',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ],
    { cwd: projectRoot, minutes: 20 },
  );
  const counted = existsSync(file)
    ? sum(report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.map(count))
    : sum([]);
  return judge(counted, code, `vitest (${projects.join(', ')})`);
}

function count(result: z.infer<typeof report>['testResults'][number]): Tally {
  const passed = result.assertionResults.filter(({ status }) => status === 'passed').length;
  const failed = result.assertionResults.filter(({ status }) => status === 'failed').length;
  const skipped = result.assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed');
  for (const { fullName, status } of skipped)
    console.log(`FAILED: ${status} test in ${result.name}: ${fullName}`);
  const brokenFile = result.status === 'failed' && failed === 0 ? 1 : 0;
  return { passed, failed: failed + skipped.length + brokenFile };
}
