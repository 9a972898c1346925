import { resourceNamed } from '../resources';

/**
 * Where what somebody is told of is looked at, and the key under which its words stand. Events have no page of their own: the
 * calendar opens them.
 */
export function placeOf(resource: string, id: string | null): { path: string | undefined; words: string } {
  if (resource === 'events')
    return { path: id ? `/calendar?event=${id}` : '/calendar', words: 'notices.events' };
  const paths = resourceNamed(resource)?.paths;
  return { path: id === null ? paths?.list : paths?.show.replace(':id', id), words: resource };
}
