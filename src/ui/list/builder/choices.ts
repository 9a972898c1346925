import { addDays } from '../../../lib/days';
import { noValue, writeNumbers } from '../../../lib/list-state';
import type { RelativeDays } from '../../../lib/relative-days';
import { exactKey, isNegatable, me, myTeam, notKey } from '../operators';
import type { FilterDef } from '../types';

/** What has been said of a condition so far. */
export interface Draft {
  values: readonly string[];
  text: string;
  from: string | null;
  to: string | null;
  low: number | null;
  high: number | null;
  relative: RelativeDays;
}

export const emptyDraft: Draft = {
  values: [],
  text: '',
  from: null,
  to: null,
  low: null,
  high: null,
  relative: 'last_30d',
};

/** An operator on a column: under which key of the address it stands, what it asks for, and the values that come of that. */
export interface Choice {
  id: string;
  key: string;
  editor: 'none' | 'values' | 'text' | 'day' | 'days' | 'relative' | 'number' | 'numbers';
  /** The values for the address; none as long as something is missing. */
  values: (draft: Draft) => string[];
}

const days = (key: string): Choice[] => [
  { id: 'on', key, editor: 'day', values: ({ from }) => (from ? [`${from}..${from}`] : []) },
  { id: 'before', key, editor: 'day', values: ({ from }) => (from ? [`..${addDays(from, -1)}`] : []) },
  { id: 'after', key, editor: 'day', values: ({ from }) => (from ? [`${addDays(from, 1)}..`] : []) },
  { id: 'between', key, editor: 'days', values: ({ from, to }) => (from && to ? [`${from}..${to}`] : []) },
  { id: 'relative', key, editor: 'relative', values: ({ relative }) => [relative] },
];

const numbers = (key: string): Choice[] => [
  { id: 'equals', key, editor: 'number', values: ({ low }) => writeNumbers({ from: low, to: low }) },
  { id: 'atLeast', key, editor: 'number', values: ({ low }) => writeNumbers({ from: low, to: null }) },
  { id: 'atMost', key, editor: 'number', values: ({ low }) => writeNumbers({ from: null, to: low }) },
  {
    id: 'between',
    key,
    editor: 'numbers',
    values: ({ low, high }) => (low === null || high === null ? [] : writeNumbers({ from: low, to: high })),
  },
];

const typed = ({ text }: Draft) => (text.trim() === '' ? [] : [text.trim()]);
const texts = ({ key, exact }: FilterDef): Choice[] => [
  ...(exact ? [] : [{ id: 'contains', key, editor: 'text' as const, values: typed }]),
  { id: 'is', key: exact ? key : exactKey(key), editor: 'text', values: typed },
  { id: 'isNot', key: notKey(key), editor: 'text', values: typed },
];

const fixed = (id: string, key: string, value: string): Choice => ({
  id,
  key,
  editor: 'none',
  values: () => [value],
});

function chosen(def: FilterDef): Choice[] {
  const { key, people } = def;
  const values = (draft: Draft) => [...draft.values];
  return [
    ...(people ? [fixed('me', key, me), fixed('myTeam', key, myTeam)] : []),
    { id: 'anyOf', key, editor: 'values', values },
    ...(isNegatable(def) ? [{ id: 'noneOf', key: notKey(key), editor: 'values' as const, values }] : []),
  ];
}

/** What can be asked of a column. */
export function choicesOf(def: FilterDef): Choice[] {
  const { key, options, none } = def;
  const own =
    options === 'days'
      ? days(key)
      : options === 'number'
        ? numbers(key)
        : options === 'text'
          ? texts(def)
          : chosen(def);
  return [
    ...own,
    ...(none ? [fixed('empty', key, noValue)] : []),
    ...(none && isNegatable(def) ? [fixed('filled', notKey(key), noValue)] : []),
  ];
}
