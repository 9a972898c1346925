import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import pg from 'pg';
import type { WorkerStack } from './global-setup.ts';

/** The demo company's accounts; all have the same password. */
export const account = (name: string) => `${name}@atrium.example`;
export const password = 'atrium-demo';

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const persian = { locale: 'fa-IR' };
export const dark = { colorScheme: 'dark' as const };

interface Fixtures {
  /** Faults of the page that this test brings about on purpose; each pattern must be met by at least one. */
  expectProblem: (pattern: RegExp) => void;
  /** Fails the test when a page writes an error to the console, throws, or breaks the content security policy. */
  watched: undefined;
}

interface WorkerFixtures {
  stack: WorkerStack;
  /** The database as the tables' owner, past row-level security. */
  sql: pg.Pool;
}

export const test = base.extend<Fixtures & { expectations: RegExp[] }, WorkerFixtures>({
  stack: [
    async ({ browserName: _ }, use, { parallelIndex }) => use(stackOf(parallelIndex)),
    { scope: 'worker' },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  sql: [
    async ({ stack }, use) => {
      const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
      await use(pool);
      await pool.end();
    },
    { scope: 'worker' },
  ],
  expectations: async ({ browserName: _ }, use) => use([]),
  expectProblem: async ({ expectations }, use) => use((pattern) => void expectations.push(pattern)),
  watched: [
    async ({ context, expectations }, use, { errors }) => {
      const problems = await watch(context);
      await use(undefined);
      const unexpected = problems.filter((problem) => !expectations.some((pattern) => pattern.test(problem)));
      // What failed already is the better account of what went wrong; this says why, perhaps.
      for (const problem of errors.length > 0 ? unexpected : []) console.log(`the page reported ${problem}`);
      if (errors.length > 0) return;
      const unmet = expectations.filter((pattern) => !problems.some((problem) => pattern.test(problem)));
      expect(unexpected, 'problems that the pages reported').toEqual([]);
      expect(unmet, 'problems that were expected and did not come').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Keeps a page from hearing of changes, for who counts what it asks for: a line that opens late asks for all of it again. */
export const hearNothing = (page: Page) => page.routeWebSocket(/\/realtime\/v1\//, () => undefined);

/** Collects what goes wrong in any page of a context, as lines of text. */
async function watch(context: BrowserContext): Promise<string[]> {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => void problems.push(`uncaught: ${error.error().message}`));
  await context.exposeBinding(
    'reportViolation',
    (_source, text: string) => void problems.push(`policy: ${text}`),
  );
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'reportViolation');
      if (typeof report === 'function') report(`${event.violatedDirective} blocked ${event.blockedURI}`);
    });
  });
  return problems;
}

/** What axe finds against WCAG 2.2 A and AA on the page as it stands. */
async function violationsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    // Only violations are read, so the nodes of what is right need not be described,
    .options({ resultTypes: ['violations'] })
    // nor partial results be put together in a second page: that is for frames of other origins, and there are none.
    .setLegacyMode()
    // A mail's own HTML stands in a frame where no script may run, axe's neither.
    .exclude('iframe[sandbox]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
}

/** Fails unless the page comes to rest with nothing that axe finds against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(async () => {
    expect(await violationsOf(page), `axe on ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 20_000 });
}

/** Fails unless the page comes to rest no wider than the window: it is not to be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await expect(async () => {
    const widths = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    expect(widths.page, `width of ${page.url()}`).toBeLessThanOrEqual(widths.window);
  }).toPass({ timeout: 20_000 });
}

function stackOf(worker: number): WorkerStack {
  const stacks: WorkerStack[] = JSON.parse(process.env.ATRIUM_STACKS ?? '[]');
  const found = stacks[worker];
  if (!found) throw new Error(`no stack was started for worker ${worker}`);
  return found;
}
