import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { provideChromium } from './chromium.ts';
import { run } from './process.ts';
import { check, judge, nothing, sum, type Tally } from './tally.ts';
import { projectRoot, temporaryFolder } from './workspace.ts';

/** The part of Playwright's JSON report that is counted; a flaky test passed only when it was tried again. */
const report = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** Runs the browser journeys in Chromium, which it finds or installs; without one they have failed. */
export async function journeys(filters: string[]): Promise<Tally> {
  const chromium = await provideChromium();
  if ('problem' in chromium) return check(false, chromium.problem);
  console.log(`Chromium: ${chromium.path}`);
  const file = join(temporaryFolder('playwright-'), 'report.json');
  const { code } = await run(
    process.execPath,
    [
      join(projectRoot, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config=tests/playwright.config.ts',
      '--reporter=list,json',
      ...filters,
    ],
    {
      cwd: projectRoot,
      env: { CHROMIUM_BIN: chromium.path, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      minutes: 45,
    },
  );
  return judge(existsSync(file) ? read(file) : nothing, code, 'Playwright');
}

function read(file: string): Tally {
  const { expected, unexpected, flaky, skipped } = report.parse(JSON.parse(readFileSync(file, 'utf8'))).stats;
  if (flaky > 0)
    console.log(`FLAKY: ${flaky} journeys passed only at their second try; the list above names them`);
  return sum([
    { passed: expected + flaky, failed: unexpected },
    skipped > 0 ? check(false, `${skipped} journeys were skipped`) : nothing,
  ]);
}
