import { addDays, dayIn, momentAt } from '../../lib/days';

/** A time at which somebody is busy; the title is null where the reader may not know it. */
export interface Busy {
  starts_at: string;
  ends_at: string;
  title: string | null;
}

/** What `free_busy` answers with. */
export interface FreeBusy {
  people: { profile_id: string; timezone: string; busy: Busy[] }[];
  /** 0 for Sunday. */
  working_days: number[];
  /** `HH:MM`, by each one's own clock. */
  working_from: string;
  working_until: string;
}

interface Span {
  start: number;
  end: number;
}

const minute = 60_000;
const quarter = 15 * minute;
const day = 86_400_000;

const spanOf = ({ starts_at, ends_at }: Busy): Span => ({
  start: Date.parse(starts_at),
  end: Date.parse(ends_at),
});
const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** Who is busy within a stretch of time, and with what. */
export function conflictsAt(
  { people }: Pick<FreeBusy, 'people'>,
  start: number,
  end: number,
): { profile_id: string; busy: Busy }[] {
  return people.flatMap(({ profile_id, busy }) =>
    busy.filter((one) => overlaps(spanOf(one), { start, end })).map((one) => ({ profile_id, busy: one })),
  );
}

/** Times at which somebody is busy, those that meet as one, in order. */
export function mergedTimes(busy: readonly Busy[]): Pick<Busy, 'starts_at' | 'ends_at'>[] {
  const merged: Span[] = [];
  for (const span of busy.map(spanOf).toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged.map(({ start, end }) => ({
    starts_at: new Date(start).toISOString(),
    ends_at: new Date(end).toISOString(),
  }));
}

/** When somebody works in a stretch of time, by their own clock. */
function workingSpans(
  { working_days, working_from, working_until }: FreeBusy,
  timezone: string,
  from: number,
  to: number,
): Span[] {
  const spans: Span[] = [];
  const last = dayIn(timezone, new Date(to));
  for (let date = dayIn(timezone, new Date(from)); date <= last; date = addDays(date, 1))
    if (working_days.includes(new Date(`${date}T00:00Z`).getUTCDay()))
      spans.push({
        start: Date.parse(momentAt(date, working_from, timezone)),
        end: Date.parse(momentAt(date, working_until, timezone)),
      });
  return spans;
}

/**
 * The first time, at a quarter of an hour, at which all work and nobody is busy.
 * @param from not before this moment, in milliseconds
 * @param to and over by this one; what is known of who is busy reaches at least as far
 * @param minutes how long it lasts
 * @returns the moment in milliseconds; null where there is none
 */
export function firstFree(known: FreeBusy, from: number, to: number, minutes: number): number | null {
  const works = known.people.map(({ timezone }) => workingSpans(known, timezone, from - day, to));
  const taken = known.people.flatMap(({ busy }) => busy.map(spanOf));
  const up = (moment: number) => Math.ceil(moment / quarter) * quarter;
  // It begins where something else ends, or where somebody begins to work.
  const begins = [from, ...works.flat().map(({ start }) => start), ...taken.map(({ end }) => end)]
    .filter((moment) => moment >= from)
    .map(up)
    .toSorted((a, b) => a - b);
  const found = begins.find((start) => {
    const wanted = { start, end: start + minutes * minute };
    return (
      wanted.end <= to &&
      works.every((spans) => spans.some((span) => span.start <= wanted.start && wanted.end <= span.end)) &&
      !taken.some((span) => overlaps(span, wanted))
    );
  });
  return found ?? null;
}
