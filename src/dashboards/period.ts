import { type Filters, readFilters, writeFilters } from './filters';
import type { Grain } from './keys';
import type { Days } from './metrics';

export const presets = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'this_fiscal_year',
  'last_fiscal_year',
  'last_12_months',
  'all',
] as const;
export type Preset = (typeof presets)[number];

export const comparisons = ['previous', 'last_year', 'none'] as const;
export type Comparison = (typeof comparisons)[number];

export interface CustomPeriod {
  from: string;
  to: string;
}

/** What the filter bar says. */
export interface DashboardState {
  period: Preset | CustomPeriod;
  compare: Comparison;
  filters: Filters;
}

export const defaultState: DashboardState = { period: 'last_12_months', compare: 'previous', filters: {} };

const isPreset = (text: string): text is Preset => presets.some((known) => known === text);
const isComparison = (text: string): text is Comparison => comparisons.some((known) => known === text);

/** Whether a text is a calendar day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001-01-01') return false;
  const time = new Date(`${text}T00:00:00Z`).getTime();
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readPeriod(text: string): DashboardState['period'] | undefined {
  if (isPreset(text)) return text;
  const [from = '', to = '', more] = text.split('..');
  return more === undefined && isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

/** Reads a dashboard's state from an address; what is missing or makes no sense takes its default. */
export function readState(params: URLSearchParams): DashboardState {
  const compare = params.get('compare') ?? '';
  return {
    period: readPeriod(params.get('period') ?? '') ?? defaultState.period,
    compare: isComparison(compare) ? compare : defaultState.compare,
    filters: readFilters(params),
  };
}

/** Writes a state into an address, leaving alone what else stands there; defaults are left out. */
export function writeState(state: DashboardState, params = new URLSearchParams()): URLSearchParams {
  const next = new URLSearchParams(params);
  const period = typeof state.period === 'string' ? state.period : `${state.period.from}..${state.period.to}`;
  if (period === defaultState.period) next.delete('period');
  else next.set('period', period);
  if (state.compare === defaultState.compare) next.delete('compare');
  else next.set('compare', state.compare);
  writeFilters(state.filters, next);
  return next;
}

const dayLength = 86_400_000;
const daysIn = ({ from, to }: CustomPeriod) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength) + 1;

/** Buckets that suit a period: about a dozen to a few dozen of them. */
export function grainOf(period: DashboardState['period']): Grain {
  if (period === 'today' || period === 'yesterday' || /_(week|month)$/.test(String(period))) return 'day';
  if (period === 'this_quarter' || period === 'last_quarter') return 'week';
  if (typeof period === 'string') return 'month';
  const days = daysIn(period);
  if (days <= 45) return 'day';
  if (days <= 120) return 'week';
  return days <= 366 * 4 ? 'month' : days <= 366 * 12 ? 'quarter' : 'year';
}

/** The days of a bucket, kept within the period that it is a part of. */
export function daysOfBucket(first: string, grain: Grain, within: Days): CustomPeriod {
  const last = new Date(`${first}T00:00:00Z`);
  if (grain === 'week') last.setUTCDate(last.getUTCDate() + 7);
  else if (grain === 'month') last.setUTCMonth(last.getUTCMonth() + 1);
  else if (grain === 'quarter') last.setUTCMonth(last.getUTCMonth() + 3);
  else if (grain === 'year') last.setUTCFullYear(last.getUTCFullYear() + 1);
  else last.setUTCDate(last.getUTCDate() + 1);
  last.setUTCDate(last.getUTCDate() - 1);
  const to = last.toISOString().slice(0, 10);
  return {
    from: within.from && within.from > first ? within.from : first,
    to: within.to && within.to < to ? within.to : to,
  };
}
