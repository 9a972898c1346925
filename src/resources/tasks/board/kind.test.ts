import { describe, expect, it } from 'vitest';
import { boardRequest } from './kind';

describe('the request for a board of tasks', () => {
  it('says the address in the words of the function, the status aside', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    expect(
      boardRequest(
        {
          filters: { status: ['open'], assignee: ['p', 'none'], due: ['overdue', 'none'] },
          mine: true,
          q: ' desk ',
        },
        'UTC',
        now,
      ),
    ).toEqual({
      filters: {
        assignee: ['p', null],
        due: [{ to: now.toISOString(), open: true }, null],
        mine: true,
        q: 'desk',
      },
    });
    expect(boardRequest({ filters: {}, mine: false, q: '' }, 'UTC', now)).toEqual({ filters: {} });
  });
});
