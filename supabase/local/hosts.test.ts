import { expect, test } from 'vitest';
import { isLoopback, localUrl, mayAsk } from './hosts.ts';

test('a stack for this machine alone answers to this machine’s names, and to the public one', () => {
  const alone = { host: '127.0.0.1', publicUrl: 'https://crm.example.com' };
  for (const name of ['127.0.0.1:5173', 'localhost:5173', '[::1]:5173', 'app.localhost', 'crm.example.com']) {
    expect(mayAsk(name, alone)).toBe(true);
  }
  for (const name of [
    'evil.example:5173',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '',
    undefined,
    '::',
  ]) {
    expect(mayAsk(name, alone)).toBe(false);
  }
  expect(mayAsk('crm.internal:5173', { host: '0.0.0.0', publicUrl: undefined })).toBe(true);
});

test('the address for a browser of this machine', () => {
  expect(localUrl('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
  expect(localUrl('::1', 5173)).toBe('http://[::1]:5173');
  expect(isLoopback('::1')).toBe(true);
  expect(isLoopback('0.0.0.0')).toBe(false);
});
