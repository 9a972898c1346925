import { App } from 'antd';
import { lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MyPermissions } from '../providers/access';
import type { AtriumClient } from '../providers/client';
import { type Found, loadMe, loadWho } from '../providers/loadMe';
import { type Me, MeContext } from '../providers/me';
import { createAtriumClient } from '../providers/rest';
import type { Session } from '../providers/session';
import { ErrorState } from '../ui/states';
import { isLanguage } from './languages';
import { NoAccount } from './pages/NoAccount';
import { chosen, isModeChoice, usePreferences } from './preferences';
import { Shell } from './Shell';
import { useServices } from './services';
import { usePermissionWatch } from './usePermissionWatch';
import { Waiting } from './Waiting';
import './workspace.css';

// Here it is fetched along with the workspace.
export { preloadPage } from './preload';

const NoRole = lazy(() => import('./pages/NoRole'));

type State =
  | { stage: 'loading' }
  | { stage: 'failed'; error: unknown }
  | { stage: 'no-account' }
  | { stage: 'no-role'; client: AtriumClient; permissions: MyPermissions }
  | { stage: 'ready'; me: Omit<Me, 'reload' | 'refresh'> };

/** Takes language, appearance and timezone from the profile, unless they were chosen on this very visit. */
function useProfilePreferences(profile: Me['profile'] | undefined) {
  const { setLanguage, setModeChoice, setTimezone } = usePreferences();
  useEffect(() => {
    if (!profile) return;
    setTimezone(profile.timezone);
    if (isModeChoice(profile.theme) && !chosen.mode) setModeChoice(profile.theme);
    if (isLanguage(profile.locale) && !chosen.language) void setLanguage(profile.locale);
  }, [profile, setLanguage, setModeChoice, setTimezone]);
}

function stateOf(found: Found, client: AtriumClient, session: Session): State {
  if (found.is === 'nobody') return { stage: 'no-account' };
  if (found.is === 'without-role') return { stage: 'no-role', client, permissions: found.permissions };
  const { permissions, profile, organisation } = found;
  return { stage: 'ready', me: { permissions, profile, organisation, client, session } };
}

/** Everything behind the sign-in: finds out who it is, then opens the shell. */
export default function Workspace() {
  const { config, session } = useServices();
  const [state, setState] = useState<State>({ stage: 'loading' });
  const asked = useRef(false);

  const load = useCallback(async () => {
    setState({ stage: 'loading' });
    try {
      const client = createAtriumClient(config, session);
      setState(stateOf(await loadMe(client), client, session));
    } catch (error) {
      setState({ stage: 'failed', error });
    }
  }, [config, session]);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void load();
  }, [load]);

  const ready = state.stage === 'ready' ? state.me : null;
  // Whoever views as somebody else keeps their own language and appearance.
  useProfilePreferences(ready?.permissions.viewing_as?.kind === 'person' ? undefined : ready?.profile);

  const known = ready ?? (state.stage === 'no-role' ? state : null);
  const client = known?.client;
  const refresh = useCallback(async () => {
    if (client) setState(stateOf(await loadMe(client), client, session));
  }, [client, session]);
  usePermissionWatch(known, refresh);

  const me = useMemo<Me | null>(() => {
    if (!ready) return null;
    const reload = async () => {
      const who = await loadWho(ready.client, ready.profile.id);
      setState((now) => (now.stage === 'ready' ? { stage: 'ready', me: { ...now.me, ...who } } : now));
    };
    return { ...ready, reload, refresh };
  }, [ready, refresh]);

  if (state.stage === 'failed') {
    return (
      <main className="at-alone">
        <ErrorState error={state.error} onRetry={() => void load()} />
      </main>
    );
  }
  if (state.stage === 'no-account') return <NoAccount />;
  if (state.stage === 'no-role')
    return <NoRole client={state.client} permissions={state.permissions} onRetry={refresh} />;
  if (!me) return <Waiting />;
  return (
    <App message={{ maxCount: 3 }} notification={{ placement: 'bottomLeft' }} component={false}>
      <MeContext value={me}>
        <Shell />
      </MeContext>
    </App>
  );
}
