import { describe, expect, it } from 'vitest';
import { keyFrom, toForm, toRow } from './values';

describe('a custom field', () => {
  it('gets its key from its label', () => {
    expect(keyFrom('Contract renewal')).toBe('contract_renewal');
    expect(keyFrom(' 2nd Über-level! ')).toBe('nd_u_ber_level');
    expect(keyFrom('سطح همکاری')).toMatch(/^field_[0-9a-f]{8}$/);
    expect(keyFrom('a'.repeat(90))).toHaveLength(40);
  });

  it('is saved with what its type has', () => {
    const blank = toForm(null);
    expect(
      toRow({ ...blank, label_en: 'Level', type: 'number', default_number: 3, default_text: 'x' }),
    ).toEqual({
      type: 'number',
      labels: { en: 'Level' },
      kinds: null,
      choices: [],
      required: false,
      is_unique: false,
      default_value: 3,
    });
    const unique = toRow({ ...blank, label_fa: 'کد', is_unique: true, default_text: 'x', kinds: 'company' });
    expect(unique).toMatchObject({ is_unique: true, default_value: null, kinds: ['company'] });
    expect(toRow({ ...blank, type: 'date', is_unique: true })).toMatchObject({ is_unique: false });
    expect(toRow({ ...blank, type: 'boolean', default_boolean: false })).toMatchObject({
      default_value: false,
    });
  });
});
