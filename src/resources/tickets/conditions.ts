import type { CrudFilter } from '@refinedev/core';
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
