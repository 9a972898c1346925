import { describe, expect, it } from 'vitest';
import { dueText, readDue, readSubject, toPayload } from './values';

describe('when a task is due', () => {
  it('is a day in the reader’s timezone, with a time unless it is the day’s end', () => {
    for (const [text, moment] of [
      ['2026-11-21', '2026-11-21T20:29:00.000Z'],
      ['2026-11-21T09:30', '2026-11-21T06:00:00.000Z'],
    ] as const) {
      expect(readDue(text, 'Asia/Tehran')).toBe(moment);
      expect(dueText(moment, 'Asia/Tehran')).toBe(text);
    }
    expect(dueText('2026-11-21T20:29:00.000Z', 'Asia/Shanghai')).toBe('2026-11-22T04:29');
  });
});

describe('what a form saves', () => {
  it('names what the task is about in the column of its kind, and empties the others', () => {
    expect(toPayload({ about: 'deals/d1', title: 'A' }, ['about', 'title'], 'UTC')).toEqual({
      customer_id: null,
      deal_id: 'd1',
      ticket_id: null,
      title: 'A',
    });
    expect(toPayload({ about: null, due_at: null }, ['about', 'due_at'], 'UTC')).toEqual({
      customer_id: null,
      deal_id: null,
      ticket_id: null,
      due_at: null,
    });
    expect(readSubject('campaigns/x')).toBeNull();
  });
});
