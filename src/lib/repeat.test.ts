import { describe, expect, it } from 'vitest';
import { readRepeat, writeRepeat } from './repeat';

describe('a rule', () => {
  it.each([
    'FREQ=DAILY;INTERVAL=1',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
    'FREQ=MONTHLY;INTERVAL=3;UNTIL=20270131',
    'FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;UNTIL=20270131',
  ])('%s is the same taken apart and put together', (rule) => {
    const repeat = readRepeat(rule);
    expect(repeat && writeRepeat(repeat)).toBe(rule);
  });

  it('has weekdays only where it is weekly, and never an interval that the database refuses', () => {
    expect(writeRepeat({ frequency: 'daily', interval: 0, on: ['MO'], until: null })).toBe(
      'FREQ=DAILY;INTERVAL=1',
    );
    expect(readRepeat('often')).toBeNull();
    expect(readRepeat(null)).toBeNull();
  });
});
