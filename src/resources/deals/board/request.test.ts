import { describe, expect, it } from 'vitest';
import { boardRequest } from './request';

describe('the request for a board', () => {
  it('asks for the default pipeline of everybody where the address says nothing', () => {
    expect(boardRequest({ filters: {}, mine: false, q: ' ' })).toEqual({ filters: {} });
  });

  it('says the address in the words of the function', () => {
    expect(
      boardRequest({
        filters: {
          pipeline: ['p'],
          owner: ['x', 'none'],
          stage: ['left to the columns'],
          expected_close_date: ['..2026-03-31'],
          closed_at: ['2026-01-01..2026-01-31'],
          stale: ['yes'],
        },
        mine: true,
        q: ' desk ',
      }),
    ).toEqual({
      pipeline: 'p',
      filters: {
        owner: ['x', null],
        expected_close_date: { from: null, to: '2026-03-31' },
        closed_at: { from: '2026-01-01', to: '2026-01-31' },
        stale: true,
        mine: true,
        q: 'desk',
      },
    });
    expect(boardRequest({ filters: { expected_close_date: ['none'] }, mine: false, q: '' }).filters).toEqual({
      expected_close_date: { none: true },
    });
  });
});
