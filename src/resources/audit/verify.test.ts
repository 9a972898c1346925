import { expect, it } from 'vitest';
import { readHead, verifyAll } from './verify';

const hash = 'ab'.repeat(32);

it.each<[string, string, object | null]>([
  ['a head', `{"number": 3, "hash": "${hash}", "taken_at": "2026-01-01"}`, { number: 3, hash }],
  ['something else', '{"number": "3"}', null],
  ['a hash that is none', '{"number": 3, "hash": "xyz"}', null],
  ['no JSON', 'number,hash', null],
])('reads %s', (_, text, head) => expect(readHead(text)).toEqual(head));

it('asks on until all is done, and gathers what was found', async () => {
  const asked: unknown[] = [];
  const answers = [
    { lines: 5, after: 2, done: false, problems: [{ kind: 'missing', id: 4 }], head: null },
    { lines: 3, after: 4, done: true, problems: [], head: { number: 4, hash } },
  ];
  const seen: number[] = [];
  const verdict = await verifyAll(
    async (payload) => {
      asked.push(payload);
      return answers[asked.length - 1];
    },
    { number: 1, hash },
    new AbortController().signal,
    (lines) => seen.push(lines),
  );
  expect(verdict).toEqual({ lines: 8, problems: [{ kind: 'missing', id: 4 }], head: { number: 4, hash } });
  expect(asked).toEqual([
    { after: null, head: { number: 1, hash } },
    { after: 2, head: { number: 1, hash } },
  ]);
  expect(seen).toEqual([5]);
});
