import { expect, test } from 'vitest';
import { sayBytes } from './bytes';

test('bytes are said in the unit that suits them, in the reader’s digits', () => {
  expect(sayBytes(1, 'en')).toBe('1 byte');
  expect(sayBytes(812, 'en')).toBe('812 bytes');
  expect(sayBytes(3_400, 'en')).toBe('3.4 kB');
  expect(sayBytes(25_000_000, 'en')).toBe('25 MB');
  expect(sayBytes(3_400, 'fa')).toContain('۳');
});
