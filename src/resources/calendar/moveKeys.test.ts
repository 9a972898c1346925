import { expect, it } from 'vitest';
import { keyMove } from './moveKeys';
import type { View } from './types';

const press = (name: string, shift = false) => ({
  key: `Arrow${name}`,
  altKey: true,
  shiftKey: shift,
  ctrlKey: false,
  metaKey: false,
});
const at = (day: number, hour: number, minute = 0) => new Date(2033, 2, day, hour, minute);
const meeting = { start: at(9, 10), end: at(9, 11), allDay: false };
const fair = { start: at(9, 0), end: at(10, 0, 1), allDay: true };
const move = (span: typeof meeting, key: ReturnType<typeof press>, view: View = 'week', rtl = false) =>
  keyMove(key, span, view, rtl);

it('moves by a quarter of an hour and by days, the way that days run', () => {
  expect(move(meeting, press('Down'))).toEqual({ start: at(9, 10, 15), end: at(9, 11, 15), allDay: false });
  expect(move(meeting, press('Up'))).toMatchObject({ start: at(9, 9, 45), end: at(9, 10, 45) });
  expect(move(meeting, press('Right'))).toMatchObject({ start: at(10, 10), end: at(10, 11) });
  expect(move(meeting, press('Right'), 'week', true)).toMatchObject({ start: at(8, 10) });
  expect(move(meeting, press('Left'), 'day', true)).toMatchObject({ start: at(10, 10) });
  expect(move(fair, press('Right'))).toMatchObject({ start: at(10, 0), end: at(11, 0, 1), allDay: true });
});

it('moves by weeks in a month, and keeps the time', () => {
  expect(move(meeting, press('Down'), 'month')).toMatchObject({ start: at(16, 10), end: at(16, 11) });
  expect(move(fair, press('Up'), 'month')).toMatchObject({ start: at(2, 0), end: at(3, 0, 1) });
});

it('makes longer and shorter at the end, and never ends what has not begun', () => {
  expect(move(meeting, press('Down', true))).toMatchObject({ start: at(9, 10), end: at(9, 11, 15) });
  const short = { ...meeting, end: at(9, 10, 15) };
  expect(move(short, press('Up', true))).toBeNull();
  expect(move(fair, press('Right', true))).toMatchObject({ start: at(9, 0), end: at(11, 0, 1) });
  expect(move(fair, press('Right', true), 'month', true)).toMatchObject({ end: at(9, 0, 1) });
  expect(move({ ...fair, end: at(9, 0, 1) }, press('Left', true))).toBeNull();
});

it('leaves alone what is no such key, or does nothing here', () => {
  expect(move(meeting, { ...press('Down'), altKey: false })).toBeNull();
  expect(move(meeting, { ...press('Down'), ctrlKey: true })).toBeNull();
  expect(move(meeting, { ...press('Down'), key: 'j' })).toBeNull();
  expect(move(fair, press('Down'))).toBeNull();
  expect(move(meeting, press('Right', true))).toBeNull();
  expect(move(meeting, press('Down', true), 'month')).toBeNull();
});
