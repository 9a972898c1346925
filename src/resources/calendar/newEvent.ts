import { type FreeBusy, firstFree } from './freeTime';

/** When people work, as `free_busy` tells it. */
export type WorkingHours = Pick<FreeBusy, 'working_days' | 'working_from' | 'working_until'>;

const quarter = 15;
/** Longer is nobody away: the longest that is looked ahead, in milliseconds. */
const ahead = 14 * 86_400_000;

/**
 * When an event begins that is made without a time: at once where one works then, else when the next working hours begin.
 * @param from not before this moment, in milliseconds
 * @param timezone whose clock the working hours go by
 * @returns the moment in milliseconds
 */
export const workingStart = (hours: WorkingHours, from: number, timezone: string): number =>
  firstFree({ ...hours, people: [{ profile_id: '', timezone, busy: [] }] }, from, from + ahead, quarter) ??
  from;
