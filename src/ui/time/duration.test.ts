import { expect, test } from 'vitest';
import { readMinutes, sayMinutes } from './duration';

test.each([
  ['90', 90],
  ['1h 30m', 90],
  ['1h30', 90],
  ['1 hour 30 minutes', 90],
  ['1:30', 90],
  ['0:05', 5],
  ['1.5h', 90],
  ['1.5', 90],
  ['1,5h', 90],
  ['45m', 45],
  ['2H', 120],
  ['۹۰', 90],
  ['۱:۳۰', 90],
  ['۱٫۵ ساعت', 90],
  ['۱ ساعت و ۳۰ دقیقه', 90],
  ['۴۵ دقیقه', 45],
  ['٩٠', 90],
  ['١:٣٠', 90],
  ['1小时30分钟', 90],
  ['1 小時 30 分鐘', 90],
  ['1.5小时', 90],
  ['１：３０', 90],
])('%s is %i minutes', (typed, minutes) => {
  expect(readMinutes(typed)).toBe(minutes);
});

test.each(['', ' ', 'soon', '1:75', '-5', '1h 30m 20x', 'h', '1.2.3'])('“%s” says no time', (typed) => {
  expect(readMinutes(typed)).toBeNaN();
});

test.each(['en', 'zh-CN', 'zh-TW', 'fa'])('what is said in %s can be read again', (locale) => {
  for (const minutes of [1, 30, 60, 90, 605, 1440])
    expect(readMinutes(sayMinutes(minutes, locale))).toBe(minutes);
});

test('minutes are said as people of the language do', () => {
  expect(sayMinutes(90, 'en')).toBe('1h 30m');
  expect(sayMinutes(0, 'en')).toBe('0m');
  expect(sayMinutes(90, 'fa')).toBe('۱ ساعت و ۳۰ دقیقه');
});
