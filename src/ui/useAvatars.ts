import { useMany } from '@refinedev/core';

interface Pictured {
  id: string;
  avatar: string | null;
}

/**
 * The pictures of people by id, fetched once for as many rows as show them and kept for a while: a picture weighs more
 * than the row it stands in. Nobody waits for them; until then initials stand there.
 */
export function useAvatars(ids: readonly (string | null | undefined)[]): Record<string, string | null> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))].sort();
  const { result } = useMany<Pictured>({
    resource: 'profiles',
    ids: wanted,
    meta: { select: 'id, avatar' },
    queryOptions: { enabled: wanted.length > 0, staleTime: 10 * 60_000 },
    errorNotification: false,
  });
  return Object.fromEntries((result.data ?? []).map(({ id, avatar }) => [id, avatar]));
}
