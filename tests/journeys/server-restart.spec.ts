import { join } from 'node:path';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { expect, test as shared } from './fixtures.ts';
import { signIn } from './people.ts';

/** An Atrium of its own, which can be stopped and started again where it was. */
class Restartable {
  #dataDir = join(temporaryFolder('restart-'), 'atrium');
  #stack: Stack | undefined;
  url = '';

  async start(): Promise<void> {
    const port = this.url ? Number(new URL(this.url).port) : 0;
    this.#stack = await startStack({
      dataDir: this.#dataDir,
      port,
      data: 'demo',
      frontend: 'build',
      quiet: true,
    });
    this.url = this.#stack.url;
  }

  async stop(): Promise<void> {
    await this.#stack?.stop();
    this.#stack = undefined;
  }
}

const test = shared.extend<object, { atrium: Restartable }>({
  atrium: [
    async ({ browserName: _ }, use) => {
      const atrium = new Restartable();
      await atrium.start();
      await use(atrium);
      await atrium.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ atrium }, use) => use(atrium.url),
});

test('the server is restarted under an open form: the page says so, goes on by itself, and what was typed is saved', async ({
  page,
  atrium,
  expectProblem,
}) => {
  // What it had begun to fetch when the server went away, and what it asks while nobody is there.
  expectProblem(/ERR_|status of 50\d|Refused to apply style|Failed to fetch|WebSocket/);
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers/create');
  const name = page.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.name')}`) });
  await name.fill('Outlived the server Ltd');
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live');

  await atrium.stop();
  await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(page.getByRole('status').getByText(t('connection.lost'))).toBeVisible({ timeout: 60_000 });
  await expect(name).toHaveValue('Outlived the server Ltd');

  await atrium.start();
  await expect(page.getByText(t('connection.lost'))).toBeHidden({ timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live', { timeout: 60_000 });
  const heading = page.getByRole('heading', { name: 'Outlived the server Ltd', level: 1 });
  await expect(async () => {
    const create = page.getByRole('button', { name: t('actions.create'), exact: true });
    if (await create.isVisible()) await create.click({ timeout: 2_000 });
    await expect(heading).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});
