import type { CrudFilter } from '@refinedev/core';
import { noValue } from '../../lib/list-state';
import { momentIs } from '../deals/conditions';
import { isDone, statuses, unsolved } from './options';

/** Statuses; "unsolved" is each but solved and closed. */
export const statusIs = (values: readonly string[]): CrudFilter[] => [
  {
    field: 'status',
    operator: 'in',
    value: [
      ...new Set(
        values.flatMap((value) =>
          value === unsolved ? statuses.filter((status) => !isDone(status)) : [value],
        ),
      ),
    ],
  },
];

/** A range of calendar days, in a timezone, in which tickets are due, or "none". */
export const dueIs = (values: readonly string[], timezone: string): CrudFilter[] =>
  values[0] === noValue
    ? [{ field: 'due_at', operator: 'null', value: true }]
    : momentIs('due_at', values, timezone);
