import { useQuery } from '@tanstack/react-query';
import type { AtriumClient } from '../providers/client';
import { rowsOf } from '../providers/data/run';
import { useMe } from '../providers/me';

type Pictures = Map<string, string | null>;

/** Pictures that were asked for in one moment, and the one request that brings them. */
let batch: { ids: Set<string>; answer: Promise<Pictures> } | null = null;

async function loadPictures(client: AtriumClient, ids: Set<string>): Promise<Pictures> {
  const request = client
    .from('profiles')
    .select('id, avatar')
    .in('id', [...ids]);
  const rows = await rowsOf(request, undefined, 'profiles');
  return new Map(rows.map(({ id, avatar }) => [String(id), avatar ? String(avatar) : null]));
}

async function loadPicture(client: AtriumClient, id: string): Promise<string | null> {
  if (!batch) {
    const ids = new Set<string>();
    const answer = new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
      batch = null;
      return loadPictures(client, ids);
    });
    batch = { ids, answer };
  }
  batch.ids.add(id);
  return (await batch.answer).get(id) ?? null;
}

/**
 * A person's picture by their profile's id: a picture weighs more than the row it stands in, so each is fetched once,
 * those of one screen together, and kept a while. Nobody waits for it; until it comes initials stand there.
 */
export function useAvatar(id: string | null | undefined): string | null {
  const { client } = useMe();
  const { data } = useQuery({
    queryKey: ['avatar', id],
    queryFn: () => loadPicture(client, id ?? ''),
    enabled: Boolean(id),
    staleTime: 10 * 60_000,
  });
  return data ?? null;
}
