import { expect, it } from 'vitest';
import { createAhead } from './ahead';

const Page = () => null;

it('draws at once what has come, and waits for what has not', async () => {
  const ahead = createAhead();
  const load = async () => ({ default: Page });
  const waiting = ahead.component(load);
  expect(waiting).not.toBe(Page);
  expect(ahead.component(load)).toBe(waiting);
  await ahead.fetch(load);
  expect(ahead.component(load)).toBe(Page);
});

it('leaves a failure to whoever draws it, and fetches anew after that', async () => {
  const ahead = createAhead();
  const load = () => Promise.reject(new Error('no network'));
  await ahead.fetch(load);
  const failed = ahead.component(load);
  expect(ahead.component(load)).toBe(failed);
  ahead.forget(load);
  expect(ahead.component(load)).not.toBe(failed);
});
