import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { liveStatus } from '../../providers/live/live';
import { useMe } from '../../providers/me';
import { useServices } from '../services';
import { openLine } from './line';
import { bringUpToDate } from './upToDate';

/** The line to the server, for as long as somebody is signed in; draws nothing. */
export function LiveLine() {
  const { config, session } = useServices();
  const { client, permissions } = useMe();
  const queries = useQueryClient();

  useEffect(() => {
    const fresh = bringUpToDate(queries);
    const line = openLine({
      config,
      session,
      client,
      // Whoever views as somebody else is not seen by others.
      profile: permissions.viewing_as ? null : permissions.profile_id,
      onEvent: fresh.note,
      onOpen: fresh.opened,
      onGap: fresh.everything,
    });
    return () => {
      line.close();
      fresh.stop();
    };
  }, [config, session, client, permissions, queries]);
  // For style sheets and tests: whether changes come by themselves.
  useEffect(() => {
    const say = () => {
      document.documentElement.dataset.live = liveStatus.get();
    };
    say();
    return liveStatus.subscribe(say);
  }, []);
  return null;
}
