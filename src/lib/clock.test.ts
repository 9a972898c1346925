import { afterEach, describe, expect, test } from 'vitest';
import { clockError, currentTime, learnTime } from './clock';

const here = Date.parse('2026-11-22T12:00:00Z');
const answer = (date: string | null, age?: string) =>
  new Headers({ ...(date && { Date: date }), ...(age && { Age: age }) });

afterEach(() => learnTime(answer(new Date(here).toUTCString()), here, here));

describe('the time that an answer tells', () => {
  test.each([
    ['right', 'Sun, 22 Nov 2026 12:00:00 GMT', undefined, 0],
    ['right but for the way', 'Sun, 22 Nov 2026 11:59:10 GMT', undefined, 0],
    ['a day ahead', 'Sat, 21 Nov 2026 12:00:00 GMT', undefined, 86_400_000],
    ['a day behind', 'Mon, 23 Nov 2026 12:00:00 GMT', undefined, -86_400_000],
    ['kept for an hour on its way', 'Sun, 22 Nov 2026 11:00:00 GMT', '3600', 0],
    ['no date', null, undefined, 0],
    ['no date that can be read', 'yesterday', undefined, 0],
  ])('%s', (_what, date, age, ahead) => {
    learnTime(answer(date, age), here - 200, here);
    expect(clockError.get()).toBe(ahead);
  });

  test('is not learnt while the machine slept over the answer', () => {
    learnTime(answer('Sun, 22 Nov 2026 10:00:00 GMT'), here - 7_200_000, here);
    expect(clockError.get()).toBe(0);
  });

  test('is what the current time goes by', () => {
    learnTime(answer('Sat, 21 Nov 2026 12:00:00 GMT'), here, here);
    expect(Math.round((Date.now() - currentTime().getTime()) / 1000)).toBe(86_400);
  });

  test('is told of once, and again when the clock is set right', () => {
    let told = 0;
    const stop = clockError.subscribe(() => {
      told += 1;
    });
    learnTime(answer('Sat, 21 Nov 2026 12:00:00 GMT'), here, here);
    learnTime(answer('Sat, 21 Nov 2026 12:00:30 GMT'), here, here);
    expect(told).toBe(1);
    learnTime(answer('Sun, 22 Nov 2026 12:00:00 GMT'), here, here);
    expect(told).toBe(2);
    stop();
  });
});
