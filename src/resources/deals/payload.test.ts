import { describe, expect, it } from 'vitest';
import type { FieldDef } from '../../ui/form';
import { amountOf, sumOf } from '../../ui/items';
import { toPayload } from './payload';

const field = (name: string, part: string): FieldDef => ({ name, part, label: name, type: 'text' });
const fields = [
  field('name', 'deal'),
  field('amount', 'deal'),
  field('win_probability', 'deal'),
  field('closed_at', 'deal'),
  field('items', 'items'),
  field('contacts', 'contacts'),
  field('cost', 'financials'),
];
const versions = { deal: 'v1', financials: 'v2' };
const values = {
  name: 'Desks',
  amount: 12,
  win_probability: 35,
  closed_at: '2026-11-21',
  items: [{ product_id: 'p' }],
  contacts: null,
  cost: 5,
};
const payload = (...changed: string[]) =>
  toPayload(fields, { values, changed, versions, timezone: 'Asia/Tehran' });

describe('what is sent of a form', () => {
  it('is what changed, over the versions of its parts', () => {
    expect(payload('name')).toEqual({ deal: { name: 'Desks' }, versions: { deal: 'v1' } });
    expect(payload('cost')).toEqual({ financials: { cost: 5 }, versions: { financials: 'v2' } });
    expect(payload()).toEqual({ versions: {} });
  });

  it('has days as moments of the organisation and chances as shares', () => {
    expect(payload('closed_at', 'win_probability').deal).toEqual({
      closed_at: '2026-11-20T20:30:00.000Z',
      win_probability: 0.35,
    });
  });

  it('has lists whole, an emptied one too, and the amount beside the products', () => {
    expect(payload('items', 'contacts')).toEqual({
      deal: { amount: 12 },
      items: [{ product_id: 'p' }],
      contacts: [],
      versions: { deal: 'v1' },
    });
  });
});

describe('the amount of products', () => {
  it('is rounded line by line as the database does', () => {
    const line = (quantity: number, unit_price: number, discount_rate = 0) => ({
      product_id: 'p',
      quantity,
      unit_price,
      discount_rate,
    });
    expect(amountOf(line(0.5, 2.01))).toBe(1.01);
    expect(amountOf(line(1, 10.35, 0.5))).toBe(5.18);
    expect(amountOf(line(40, 99.99, 0.1))).toBe(3599.64);
    expect(sumOf([line(1, 0.1), line(1, 0.2)])).toBe(0.3);
    expect(sumOf([])).toBe(0);
  });
});
