import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMe } from '../providers/me';

/** Loads what is on the screen anew when permissions change; as somebody else, nothing of before is shown meanwhile. */
export function FreshData() {
  const { permissions } = useMe();
  const queries = useQueryClient();
  const before = useRef(permissions);

  useEffect(() => {
    const old = before.current;
    if (old.revision === permissions.revision) return;
    before.current = permissions;
    const somebodyElse =
      old.profile_id !== permissions.profile_id || old.viewing_as?.id !== permissions.viewing_as?.id;
    void (somebodyElse ? queries.resetQueries() : queries.invalidateQueries());
  }, [permissions, queries]);
  return null;
}
