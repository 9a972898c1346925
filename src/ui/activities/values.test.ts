import { describe, expect, test } from 'vitest';
import { aboutOf, toPayload, whenText, withContact, withPerson } from './values';

describe('what a form saves', () => {
  test('only the fields that are named', () => {
    expect(toPayload({ subject: 'Call', body: 'Long' }, ['subject'], 'UTC')).toEqual({
      activity: { subject: 'Call' },
    });
  });

  test('when it was, in the reader’s timezone', () => {
    const { activity } = toPayload({ happened_at: '2026-03-01T09:30' }, ['happened_at'], 'Asia/Taipei');
    expect(activity).toEqual({ happened_at: '2026-03-01T01:30:00.000Z' });
  });

  test('who took part: the first contact is whom it was with', () => {
    const chosen = [withPerson('p'), withContact('a'), withContact('b')];
    expect(toPayload({ with: chosen }, ['with'], 'UTC')).toEqual({
      activity: { contact_id: 'a' },
      participants: [{ profile_id: 'p' }, { contact_id: 'a' }, { contact_id: 'b' }],
    });
    expect(toPayload({ with: null }, ['with'], 'UTC')).toEqual({
      activity: { contact_id: null },
      participants: [],
    });
  });
});

test('a moment is read in a timezone, past midnight too', () => {
  expect(whenText(new Date('2026-03-01T23:30:00Z'), 'Asia/Taipei')).toBe('2026-03-02T07:30');
});

test('activities are logged on customers, deals and tickets', () => {
  expect(aboutOf({ resource: 'deals', id: 'x' })).toEqual({ kind: 'deals', id: 'x' });
  expect(aboutOf({ resource: 'orders', id: 'x' })).toBeNull();
});
