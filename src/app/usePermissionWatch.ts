import { useEffect, useRef } from 'react';
import { loadRevision } from '../providers/access';
import { onDenial } from '../providers/denials';
import type { Me } from '../providers/me';

const everyMs = 60_000;
const atMostEveryMs = 2_000;

/**
 * Asks whether one's permissions are still those that are known: every minute while the page is looked at, when it is
 * looked at again, and when the database refuses something.
 * @param me who is signed in, null while nobody is
 * @param onChange called once for each new revision
 */
export function usePermissionWatch(
  me: Pick<Me, 'client' | 'permissions'> | null,
  onChange: () => Promise<void>,
): void {
  const changed = useRef(onChange);
  changed.current = onChange;
  const client = me?.client;
  const known = me?.permissions.revision;

  useEffect(() => {
    if (!client || known === undefined) return;
    let over = false;
    let asking = false;
    let asked = 0;
    let later: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const wait = asked + atMostEveryMs - Date.now();
      if (asking || wait > 0) {
        later ??= setTimeout(() => void ask(), Math.max(wait, atMostEveryMs / 4));
        return;
      }
      clearTimeout(later);
      later = undefined;
      if (document.hidden) return;
      asking = true;
      asked = Date.now();
      try {
        const revision = await loadRevision(client);
        if (!over && revision !== known) await changed.current();
      } catch {
        // Whether the server can be reached is shown by the connection's own sign; the next minute asks again.
      } finally {
        asking = false;
      }
    };
    const timer = setInterval(ask, everyMs);
    const ears = [
      onDenial(() => void ask()),
      listen(window, 'focus', () => void ask()),
      listen(document, 'visibilitychange', () => void ask()),
    ];
    return () => {
      over = true;
      clearInterval(timer);
      clearTimeout(later);
      for (const stop of ears) stop();
    };
  }, [client, known]);
}

function listen(target: EventTarget, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}
