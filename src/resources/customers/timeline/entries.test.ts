import { expect, test } from 'vitest';
import { formatLocale } from '../../../lib/format';
import { activityOf, askedKinds, byMonth, type Entry, pinnable, readPage } from './entries';

const order = (at: string): Entry => ({
  kind: 'order',
  at,
  place: 3,
  id: at,
  facts: { number: 1, status: 'draft', total: 1, currency: 'USD', person_id: null },
});
const counted = (locale: string, timeZone: string, days: string[]) =>
  byMonth(
    days.map((day) => order(day)),
    locale,
    timeZone,
  ).map(({ month, entries }) => [month, entries.length]);

test('months are those of the reader’s timezone', () => {
  const days = ['2026-03-02T00:00:00Z', '2026-02-28T23:30:00Z', '2026-02-01T00:00:00Z'];
  expect(counted('en', 'UTC', days)).toEqual([
    ['March 2026', 1],
    ['February 2026', 2],
  ]);
  expect(counted('en', 'Asia/Taipei', days)).toEqual([
    ['March 2026', 2],
    ['February 2026', 1],
  ]);
});

test('and of the reader’s calendar', () => {
  const days = ['2026-03-25T12:00:00Z', '2026-03-10T12:00:00Z'];
  expect(counted(formatLocale('fa'), 'Asia/Tehran', days)).toEqual([
    ['فروردین ۱۴۰۵', 1],
    ['اسفند ۱۴۰۴', 1],
  ]);
});

test('a customer’s stage is asked for among the changes', () => {
  expect(askedKinds(['call', 'change'])).toEqual(['call', 'change', 'stage']);
});

test('what is written by the database alone is not pinned', () => {
  expect(pinnable(order('2026-03-25T12:00:00Z'))).toBe('order');
  const line = { ...order('2026-03-25T12:00:00Z'), kind: 'change' } as unknown as Entry;
  expect(pinnable(line)).toBeNull();
});

test('what is no page is refused', () => {
  expect(() => readPage(null)).toThrow(TypeError);
  expect(() => readPage({ entries: 1 })).toThrow(TypeError);
});

test('an activity has the names that its reader may know, and no others', () => {
  const facts = {
    id: 'a',
    kind: 'call',
    subject: 'Call',
    body: null,
    direction: null,
    outcome: null,
    duration_minutes: null,
    happened_at: '2026-03-25T12:00:00Z',
    person_id: 'p',
    created_by: 'p',
    updated_at: '2026-03-25T12:00:00Z',
    customer_id: 'c',
    deal_id: 'hidden',
    ticket_id: null,
    contact_id: 'k',
    participants: [{ profile_id: 'p', contact_id: null }],
  };
  const names = {
    p: { name: 'Zoë', number: null, resource: 'profiles' },
    k: { name: 'Ada', number: null, resource: 'contacts' },
  };
  expect(activityOf(facts, names)).toMatchObject({
    owner_id: 'p',
    owner: { full_name: 'Zoë' },
    contact: { full_name: 'Ada' },
    deal: null,
    participants: [{ profile: { full_name: 'Zoë' }, contact: null }],
  });
});
