import type { AuthProvider } from '@refinedev/core';
import { toAtriumError } from '../lib/errors';
import type { Session } from './session';

/**
 * Refine's auth provider over the session. Signing in happens on the pages before the workspace, so `login` is never
 * called from it; an expired session never redirects: the shell asks for the password over the open page.
 */
export function createAuthProvider(session: Session): AuthProvider {
  return {
    login: async () => ({ success: false, redirectTo: '/sign-in' }),
    logout: async () => {
      await session.leave();
      return { success: true };
    },
    check: async () => ({ authenticated: session.get().status !== 'none' }),
    onError: async (error) => {
      if (toAtriumError(error).kind === 'expired') session.expire();
      return {};
    },
    getIdentity: async () => {
      const state = session.get();
      return state.status === 'none' ? null : { id: state.userId, email: state.email };
    },
  };
}
