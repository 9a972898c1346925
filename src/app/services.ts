import type { GoTrueClient } from '@supabase/auth-js';
import { createContext, use, useSyncExternalStore } from 'react';
import type { AtriumConfig } from '../providers/client';
import type { Session, SessionState } from '../providers/session';

/** What is there before anybody is signed in. */
export interface Services {
  config: AtriumConfig;
  auth: GoTrueClient;
  session: Session;
}

export const ServicesContext = createContext<Services | null>(null);

/** The parts that every page has. Throws before the start is done. */
export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('useServices is only for what stands inside the started application');
  return services;
}

/** Whether somebody is signed in, and who; follows every change. */
export function useSessionState(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.get);
}
