import { type Query, useQueryClient } from '@tanstack/react-query';

const shows = {
  predicate: ({ queryKey: [, , resource, what] }: Query) =>
    resource === 'activities' ||
    resource === 'tasks' ||
    resource === 'deals' ||
    what === 'overview' ||
    what === 'timeline',
};

/** Has everything that shows activities, what follows from them or when a deal was last worked on asked anew. */
export function useActivitiesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.cancelQueries(shows);
    await queries.invalidateQueries(shows);
  };
}
