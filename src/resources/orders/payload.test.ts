import { expect, it } from 'vitest';
import { toPayload } from './payload';

const values = {
  status: 'draft',
  ordered_at: '2026-11-21',
  external_id: undefined,
  items: [{ product_id: 'p' }],
};

it('sends the fields that changed, and the lines whole', () => {
  expect(toPayload(values, ['status'], { order: 'v1' }, 'Asia/Tehran')).toEqual({
    order: { status: 'draft' },
    versions: { order: 'v1' },
  });
  expect(toPayload(values, ['ordered_at', 'external_id', 'items'], {}, 'Asia/Tehran')).toEqual({
    order: { ordered_at: '2026-11-20T20:30:00.000Z', external_id: null },
    items: [{ product_id: 'p' }],
    versions: {},
  });
});
