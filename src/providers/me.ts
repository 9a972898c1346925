import { createContext, use } from 'react';
import { type MyPermissions, type Scope, scopeOf } from './access';
import type { AtriumClient } from './client';
import type { Session } from './session';

/** Who is signed in, as the shell loaded it before it drew anything. */
export interface Me {
  profile: {
    id: string;
    fullName: string;
    email: string;
    jobTitle: string | null;
    phone: string | null;
    avatar: string | null;
    locale: string | null;
    timezone: string | null;
    theme: string | null;
    teamId: string | null;
  };
  organisation: {
    name: string;
    baseCurrency: string;
    timezone: string;
    /** The day on which a week begins, 0 for Sunday. */
    weekStart: number;
  };
  permissions: MyPermissions;
  client: AtriumClient;
  session: Session;
  /** Loads profile and settings anew, after they were changed. */
  reload(): Promise<void>;
  /** Loads everything anew, after permissions changed or one began (or ceased) to view as somebody else. Rejects with an AtriumError. */
  refresh(): Promise<void>;
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in person. Throws outside the workspace. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe is only for what stands inside the workspace');
  return me;
}

/** The caller's scope for an action on a resource, null when not allowed: `const create = useScope('deals', 'create')`. */
export function useScope(resource: string, action: string): Scope | null {
  return scopeOf(useMe().permissions, resource, action);
}
