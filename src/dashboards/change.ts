import { type Metric, metricKind } from './keys';

/** How a figure stands against the compared one. */
export interface Change {
  direction: 'up' | 'down' | 'same';
  /** Good news or bad, which is not the same as up or down. */
  tone: 'good' | 'bad' | 'neutral';
  /** Share of the former figure (0.12: 12 % more); for a percentage, the difference itself (0.02: two points). */
  by: number;
  /** Whether `by` is points of a percentage. */
  points: boolean;
}

/** The change from one period to another; null where either is unknown, or there was nothing to grow from. */
export function changeOf(
  metric: Metric,
  now: number | null | undefined,
  before: number | null | undefined,
): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const { unit, better } = metricKind(metric);
  const points = unit === 'percent';
  if (!points && before === 0) return null;
  const by = points ? now - before : (now - before) / Math.abs(before);
  const direction = by > 0 ? 'up' : by < 0 ? 'down' : 'same';
  return {
    direction,
    tone: direction === 'same' ? 'neutral' : direction === better ? 'good' : 'bad',
    by: Math.abs(by),
    points,
  };
}
