import { describe, expect, it } from 'vitest';
import { dueIs, dueSpans, statusIs } from './due';

const now = new Date('2026-11-21T21:30:00Z');

describe('when tasks are due', () => {
  it('is said by the reader’s calendar, not by the server’s', () => {
    // In Tehran it is the 22nd already.
    expect(dueSpans(['today'], 'Asia/Tehran', now)).toEqual([
      { from: '2026-11-21T20:30:00.000Z', to: '2026-11-22T20:30:00.000Z' },
    ]);
    expect(dueSpans(['today', 'week', 'later'], 'UTC', now)).toEqual([
      { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
      { from: '2026-11-21T00:00:00.000Z', to: '2026-11-28T00:00:00.000Z' },
      { from: '2026-11-28T00:00:00.000Z' },
    ]);
  });

  it('leaves what is done out of what is overdue, and words that nobody knows', () => {
    expect(dueSpans(['overdue', 'none', 'soon'], 'UTC', now)).toEqual([
      { to: now.toISOString(), open: true },
      null,
    ]);
  });

  it('is one of several stretches', () => {
    expect(dueIs([{ from: 'a', to: 'b' }, null])).toEqual([
      {
        operator: 'or',
        value: [
          {
            operator: 'and',
            value: [
              { field: 'due_at', operator: 'gte', value: 'a' },
              { field: 'due_at', operator: 'lt', value: 'b' },
            ],
          },
          { field: 'due_at', operator: 'null', value: true },
        ],
      },
    ]);
    expect(dueIs([])).toEqual([]);
  });
});

describe('statuses', () => {
  const open = { field: 'is_open', operator: 'eq', value: true };
  it('ask for what is open by its own column', () => {
    expect(statusIs(['open'])).toEqual([open]);
    expect(statusIs(['open', 'todo'])).toEqual([open]);
    expect(statusIs(['todo'])).toEqual([{ field: 'status', operator: 'in', value: ['todo'] }]);
    expect(statusIs(['open', 'done'])).toEqual([
      { operator: 'or', value: [open, { field: 'status', operator: 'in', value: ['done'] }] },
    ]);
  });
});
