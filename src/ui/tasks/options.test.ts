import { describe, expect, it } from 'vitest';
import { checkedValues } from '../../lib/checked-values';
import { isLate, priorities, priorityTone, statuses } from './options';

describe('the choices are those of the database', () => {
  it.each([
    ['status', statuses],
    ['priority', priorities],
  ])('%s', (column, values) => {
    expect(values.toSorted()).toEqual(checkedValues('20261121100600_work.sql', column));
  });
});

describe('a task', () => {
  it('is late from the moment it was due until it is done or given up', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    const due_at = '2026-11-21T12:00:00Z';
    expect(isLate({ due_at, status: 'todo' }, now)).toBe(false);
    const later = new Date('2026-11-21T12:00:01Z');
    expect(isLate({ due_at, status: 'waiting' }, later)).toBe(true);
    expect(isLate({ due_at, status: 'done' }, later)).toBe(false);
    expect(isLate({ due_at, status: 'cancelled' }, later)).toBe(false);
    expect(isLate({ due_at: null, status: 'todo' }, later)).toBe(false);
  });

  it('stands out when it presses, and not by a priority that this build does not know', () => {
    expect(priorities.map(priorityTone)).toEqual(['bad', 'warning', null, null]);
    expect(priorityTone('later')).toBeNull();
  });
});
