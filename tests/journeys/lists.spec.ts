import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, kinds } from './records.ts';

/** The list narrowed to the records of this name, whatever their status. */
async function findInList(page: Page, resource: string, name: string, shown: number): Promise<void> {
  await page.goto(`/${resource}?q=${encodeURIComponent(name)}`);
  await expect(page.locator('[data-row-link]').filter({ hasText: name })).toHaveCount(shown);
}

for (const { resource, who, make } of kinds) {
  test(`an export of ${resource} holds the rows that the list is narrowed to`, async ({ page, sql }) => {
    const name = freshName('For export');
    for (const end of ['one', '"two", quoted']) await make(sql, `${name} ${end}`);
    await make(sql, freshName('Not for export'));
    const t = await signIn(page, who);
    await findInList(page, resource, name, 2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('buttons.export'), exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    const text = lines.join('\n');
    expect(text).toContain(`${name} one`);
    expect(text).toContain(`"${name} ""two"", quoted"`);
  });

  test(`one of the ${resource} goes to the trash from its row, and Undo brings it back`, async ({
    page,
    sql,
  }) => {
    const name = freshName('Trashed by mistake');
    const id = await make(sql, name);
    const inTrash = async () =>
      (await sql.query(`select deleted_at is not null as there from public.${resource} where id = $1`, [id]))
        .rows[0]?.there;
    const t = await signIn(page, who);
    await findInList(page, resource, name, 1);
    const menu = page.getByRole('button', { name: t('list.actionsOf', { name }) });
    await menu.focus();
    await page.keyboard.press('Enter');
    await expect(menu).toBeFocused();
    await page.getByRole('menuitem', { name: t('trash.action') }).click();
    await expect(page.locator('[data-row-link]').filter({ hasText: name })).toHaveCount(0);
    expect(await inTrash()).toBe(true);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('trash.undo') }).click();
    await expect(page.locator('[data-row-link]').filter({ hasText: name })).toHaveCount(1);
    expect(await inTrash()).toBe(false);
  });
}

for (const list of ['customers', 'deals', 'orders', 'tasks', 'tickets', 'products']) {
  test(`every head of ${list} puts the rows into order`, async ({ page }) => {
    await signIn(page, 'admin');
    // Begun in an order that no head's first click gives: one that was just shown is not asked for again.
    await page.goto(`/${list}?mine=0&view=all${list === 'tasks' ? '&sort=-due_at' : ''}`);
    await expect(page.locator('[data-row-link]').first()).toBeVisible();
    for (const head of await page.locator('thead .at-sort').all()) {
      const answered = page.waitForResponse(
        (response) =>
          response.url().includes(`/rest/v1/${list}?`) &&
          new URL(response.url()).searchParams.get('order') !== null,
      );
      await head.click();
      expect((await answered).ok(), `${list}: ${await head.textContent()}`).toBe(true);
      await expect(page.locator('th[aria-sort] .at-sort')).toHaveText((await head.textContent()) ?? '');
    }
  });
}
