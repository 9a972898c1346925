import { expect, it } from 'vitest';
import { newsOf } from './news';
import type { Notice } from './notice';

const notice = (id: string, more: Partial<Notice>): Notice => ({
  id,
  kind: 'changed',
  resource: 'deals',
  record_id: 'd1',
  name: 'Renewal',
  actor_id: 'a',
  actor: 'Ada',
  lender: null,
  how_many: 1,
  data: {},
  at: `2026-11-22T10:00:0${id}Z`,
  read: false,
  ...more,
});

it('puts what is new together by record, as the latest of each came', () => {
  const news = newsOf([
    notice('5', {}),
    notice('4', { record_id: 'd2', name: 'Other' }),
    notice('3', { kind: 'commented' }),
  ]);
  expect(news.map(({ record_id, items }) => [record_id, items.map(({ id }) => id)])).toEqual([
    ['d1', ['5', '3']],
    ['d2', ['4']],
  ]);
});

it('leaves out what was read and what the clock tells, and keeps several at once by kind', () => {
  const news = newsOf([
    notice('9', { read: true }),
    notice('8', { kind: 'overdue' }),
    notice('7', { record_id: null, name: null, how_many: 12 }),
    notice('6', { record_id: null, name: null, kind: 'assigned', how_many: 3 }),
  ]);
  expect(news.map(({ items }) => items[0]?.id)).toEqual(['7', '6']);
});
