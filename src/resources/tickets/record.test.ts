import { describe, expect, it } from 'vitest';
import { entriesOf, toPayload } from './record';

describe('a day that a ticket is due on', () => {
  it('goes to the database as a moment, whatever else changed as it is', () => {
    const values = { subject: 'A', due_at: '2026-01-31', priority: 'high' };
    expect(toPayload(values, ['due_at', 'subject'], 'UTC')).toEqual({
      due_at: '2026-01-31T23:59:00.000Z',
      subject: 'A',
    });
    expect(toPayload({ due_at: null }, ['due_at'], 'UTC')).toEqual({ due_at: null });
  });
});

describe('a conversation', () => {
  it('is in the order in which it came, what was written before what followed from it', () => {
    const at = (minute: number) => `2026-05-01T10:0${minute}:00Z`;
    const message = (id: string, sent_at: string) => ({
      id,
      sent_at,
      kind: 'public',
      direction: 'in',
      body: id,
      author: null,
      contact: null,
    });
    const event = (id: string, happened_at: string) => ({
      id,
      happened_at,
      kind: 'status',
      from_value: 'new',
      to_value: 'open',
      by: null,
    });
    const entries = entriesOf({
      messages: [message('second', at(2)), message('first', at(0))],
      events: [event('follows', at(2)), event('between', at(1))],
    });
    expect(entries.map(({ key }) => key)).toEqual(['first', 'between', 'second', 'follows']);
  });
});
