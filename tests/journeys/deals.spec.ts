import type { Locator, Page } from '@playwright/test';
import type pg from 'pg';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  hearNothing,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import type { Texts } from './texts.ts';

const column = (page: Page, stage: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${stage} `) });
const firstCard = (page: Page, stage: string): Locator =>
  column(page, stage).locator('.at-board-card').first();

interface Dragged {
  id: string;
  name: string;
}

/** The deal that a card shows. */
async function dealOf(card: Locator): Promise<Dragged> {
  const link = card.getByRole('link');
  const id = (await link.getAttribute('href'))?.split('/').at(-1);
  const name = await link.textContent();
  if (!id || !name) throw new Error('a card links to its deal');
  return { id, name };
}

async function outcomeOf(sql: pg.Pool, id: string): Promise<{ outcome: string; reason: string | null }> {
  const { rows } = await sql.query<{ outcome: string; reason: string | null }>(
    'select d.outcome, r.name as reason from public.deals d left join public.lost_reasons r on r.id = d.lost_reason_id where d.id = $1',
    [id],
  );
  const found = rows[0];
  if (!found) throw new Error('the deal is there');
  return found;
}

/** Chooses the first reason in the dialog that asks for one, by keyboard, and gives its name. */
async function sayWhy(page: Page, t: Texts, name: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: t('deals.lost.title', { name }) });
  await expect(dialog).toBeVisible();
  const field = page.getByRole('combobox', { name: t('deals.fields.lost_reason_id') });
  const reason = dialog.locator(field);
  await expect(reason).toBeFocused();
  await reason.press('ArrowDown');
  const option = page.locator('.ant-select-item-option-active');
  await expect(option).toBeVisible();
  const chosen = (await option.textContent()) ?? '';
  await reason.press('Enter');
  await expect(dialog.locator('.ant-select').filter({ has: field })).toContainText(chosen);
  await dialog.getByRole('button', { name: t('deals.lost.submit') }).click();
  await expect(dialog).toBeHidden();
  return chosen;
}

/** Takes a card by the mouse to another place, as a hand does: in steps. */
async function dragTo(page: Page, card: Locator, target: Locator): Promise<void> {
  const [from, to] = [await card.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('both ends of a drag are in sight');
  await page.mouse.move(from.x + 40, from.y + 60);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 70, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 60, { steps: 20 });
  await expect(page.locator('.at-board-dragging')).toBeVisible();
  await expect(page.locator('.at-board-over')).toBeVisible();
  await page.mouse.up();
}

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep loses a deal by mouse and another by keyboard, says why, and finds both in the list', async ({
    page,
    sql,
  }) => {
    await hearNothing(page);
    const t = await signIn(page, 'sales.rep', 'en');
    await page.goto('/deals/board');
    await expect(firstCard(page, 'Qualification')).toBeVisible();
    await expectAccessible(page);

    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/rpc/')) requests.push(request.url());
    });
    const byMouse = await dealOf(firstCard(page, 'Qualification'));
    await dragTo(page, firstCard(page, 'Qualification'), firstCard(page, 'Lost'));
    const why = await sayWhy(page, t, byMouse.name);
    await expect.poll(() => outcomeOf(sql, byMouse.id)).toEqual({ outcome: 'lost', reason: why });
    expect(requests.filter((url) => url.includes('move_deal'))).toHaveLength(1);
    expect(requests.filter((url) => url.includes('deal_board'))).toHaveLength(0);
    await expect(column(page, 'Lost').getByRole('link', { name: byMouse.name })).toBeVisible();

    const card = firstCard(page, 'Negotiation');
    const byKeys = await dealOf(card);
    await card.focus();
    await page.keyboard.press('Space');
    const spoken = page.locator('[aria-live="assertive"]');
    await expect(spoken).toContainText(byKeys.name);
    await page.keyboard.press('ArrowRight');
    await expect(spoken).toContainText(/^Won/);
    await page.keyboard.press('ArrowRight');
    await expect(spoken).toContainText(/^Lost/);
    await page.keyboard.press('Space');
    const whyToo = await sayWhy(page, t, byKeys.name);
    await expect.poll(() => outcomeOf(sql, byKeys.id)).toEqual({ outcome: 'lost', reason: whyToo });

    await page.getByRole('link', { name: t('ui.view.list') }).click();
    await page.goto('/deals?outcome=lost&sort=-closed_at');
    for (const { name } of [byMouse, byKeys])
      await expect(page.locator('[data-row]').filter({ hasText: name }).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('on a screen that does not hold all stages keys reach the last of them', async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 800 });
    await signIn(page, 'sales.rep', 'en');
    await page.goto('/deals/board');
    const board = page.locator('.at-board');
    const card = firstCard(page, 'Negotiation');
    await expect(card).toBeAttached();
    expect(await board.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true);
    await card.focus();
    await page.keyboard.press('Space');
    const spoken = page.locator('[aria-live="assertive"]');
    await expect(spoken).toContainText('Negotiation');
    for (const stage of ['Won', 'Lost']) {
      await page.keyboard.press('ArrowRight');
      await expect(spoken).toContainText(new RegExp(`^${stage}`));
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => board.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true);
  });

  test('a deal goes back when nobody says why it was lost, and stays where it is when it cannot be moved', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/status of 503/);
    const t = await signIn(page, 'sales.rep', 'en');
    await page.goto('/deals/board');
    const first = firstCard(page, 'Discovery');
    const deal = await dealOf(first);
    await dragTo(page, first, firstCard(page, 'Lost'));
    const dialog = page.getByRole('dialog', { name: t('deals.lost.title', { name: deal.name }) });
    await dialog.getByRole('button', { name: t('actions.cancel') }).click();
    await expect(column(page, 'Discovery').getByRole('link', { name: deal.name })).toBeVisible();
    expect(await outcomeOf(sql, deal.id)).toEqual({ outcome: 'open', reason: null });

    await page.route('**/rpc/move_deal', (route) => route.fulfill({ status: 503, json: {} }));
    await dragTo(page, firstCard(page, 'Discovery'), firstCard(page, 'Won'));
    const won = page.getByRole('dialog', { name: t('deals.won.title', { name: deal.name }) });
    await won.getByRole('button', { name: t('deals.won.submit') }).click();
    await expect(page.getByText(t('deals.board.failed', { name: deal.name }))).toBeVisible();
    await expect(column(page, 'Discovery').getByRole('link', { name: deal.name })).toBeVisible();
    expect((await outcomeOf(sql, deal.id)).outcome).toBe('open');
  });

  test('a sales rep makes a deal with products, changes it, and wins it on its page', async ({
    page,
    sql,
  }) => {
    const t = await signIn(page, 'sales.rep', 'en');
    await page.goto('/deals/create');
    const name = `Fifty desks ${Date.now()}`;
    await page.getByRole('textbox', { name: t('deals.fields.name') }).fill(name);
    await page.getByRole('button', { name: t('items.add') }).click();
    const line = t('items.row', { n: 1 });
    const product = page.getByRole('combobox', { name: `${line}: ${t('items.product')}` });
    await product.click();
    await page.locator('.ant-select-item-option').first().click();
    await page.getByLabel(`${line}: ${t('items.quantity')}`).fill('50');
    await page.getByLabel(`${line}: ${t('items.price')}`).fill('10');
    await page.getByLabel(`${line}: ${t('items.discount')}`).fill('10');
    await expect(page.getByLabel(new RegExp(`^${t('deals.fields.amount')}`)).first()).toHaveValue('450');
    await expectAccessible(page);
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByText('$450').first()).toBeVisible();
    await expectAccessible(page);

    await page
      .getByRole('main')
      .getByRole('link', { name: t('actions.edit'), exact: true })
      .first()
      .click();
    await page.getByLabel(`${line}: ${t('items.quantity')}`).fill('60');
    await page.getByRole('button', { name: t('actions.save') }).click();
    await expect(page.getByText('$540').first()).toBeVisible();

    await page.getByRole('button', { name: t('deals.path.moveTo', { stage: 'Won' }) }).click();
    const dialog = page.getByRole('dialog', { name: t('deals.won.title', { name }) });
    const against = dialog.getByRole('combobox', { name: t('deals.against.won') });
    await expect(against).toBeFocused();
    await expectAccessible(page);
    await against.press('ArrowDown');
    const option = page.locator('.ant-select-item-option-active');
    await expect(option).toBeVisible();
    const competitor = await option.textContent();
    await against.press('Enter');
    await dialog.getByRole('button', { name: t('deals.won.submit') }).click();
    await expect(page.getByRole('button', { name: t('deals.path.current', { stage: 'Won' }) })).toBeVisible();
    const { rows } = await sql.query<{ outcome: string; amount: string; competitor: string }>(
      'select d.outcome, d.amount, c.name as competitor from public.deals d left join public.competitors c on c.id = d.competitor_id where d.name = $1',
      [name],
    );
    expect(rows).toEqual([{ outcome: 'won', amount: '540.00', competitor }]);

    // what was won is locked: on the page and in the form, which says why, until the deal is open again
    await expect(page.getByText(t('deals.locked')).first()).toBeVisible();
    await expect(
      page.getByRole('button', {
        name: t('form.editField', { field: t('deals.fields.amount') }),
        exact: true,
      }),
    ).toHaveCount(0);
    await expect(
      page.getByRole('link', { name: t('form.editField', { field: t('deals.sections.items') }) }),
    ).toHaveCount(0);
    await expectAccessible(page);
    await page.goto(`${page.url()}/edit`);
    const items = page.locator('#items');
    await expect(items.getByText(t('deals.locked'))).toHaveCount(1);
    await expect(page.getByLabel(`${line}: ${t('items.quantity')}`)).toBeDisabled();
    await expect(page.getByLabel(new RegExp(`^${t('deals.fields.amount')}`)).first()).toBeDisabled();
    await expect(page.getByRole('button', { name: t('items.add') })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: t('deals.fields.stage_id') }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'Negotiation' }).click();
    await expect(page.getByText(t('deals.locked'))).toHaveCount(0);
    await page.getByLabel(`${line}: ${t('items.quantity')}`).fill('70');
    await page.getByRole('button', { name: t('actions.save') }).click();
    await expect(page.getByText('$630').first()).toBeVisible();
    await expect(page.getByText(t('deals.locked'))).toHaveCount(0);
  });
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep moves a deal to lost from its menu, and finds it in the list', async ({ page, sql }) => {
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto('/deals/board');
    const card = page.locator('.at-board-card').first();
    await expect(card).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await page.getByRole('tab', { name: /Proposal/ }).click();
    await expect(page.getByRole('tab', { name: /Proposal/ })).toHaveAttribute('aria-selected', 'true');
    const deal = await dealOf(card);
    await page.getByRole('button', { name: t('list.actionsOf', { name: deal.name }) }).click();
    await page.getByRole('menuitem', { name: t('deals.board.moveTo', { stage: 'Lost' }) }).click();
    const why = await sayWhy(page, t, deal.name);
    await expect.poll(() => outcomeOf(sql, deal.id)).toEqual({ outcome: 'lost', reason: why });

    await page.goto('/deals?outcome=lost&sort=-closed_at');
    await expect(page.locator('[data-row]').filter({ hasText: deal.name }).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.locator('[data-row-link]').filter({ hasText: deal.name }).first().click();
    await expect(page.getByRole('heading', { name: deal.name, level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
