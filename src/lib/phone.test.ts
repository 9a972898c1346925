import { describe, expect, it } from 'vitest';
import { readPhone } from './phone';

describe('readPhone', () => {
  it.each([
    ['+4930901820', null, '+49 30 901820'],
    ['030 901820', 'DE', '+49 30 901820'],
    ['(02) 2345-6789', 'TW', '+886 2 2345 6789'],
    ['۰۲۱۸۸۷۷۶۶۵۵', 'IR', '+98 21 8877 6655'],
  ])('%s in %s', (text, country, written) => {
    expect(readPhone(text, country)?.written).toBe(written);
  });

  it('knows how a phone dials it, extension and all', () => {
    expect(readPhone('030 901820 ext. 12', 'DE')).toEqual({
      written: '+49 30 901820 ext. 12',
      dialled: 'tel:+4930901820;ext=12',
    });
  });

  it.each([
    ['901820', null],
    ['ask for Greta', 'DE'],
    ['1', 'DE'],
    ['030 901820', 'XX'],
  ])('leaves %s in %s as it is', (text, country) => {
    expect(readPhone(text, country)).toBeNull();
  });
});
