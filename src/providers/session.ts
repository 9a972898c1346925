import type { GoTrueClient, User } from '@supabase/auth-js';
import { forgetQuestions } from '../app/first/questions';
import { drafts } from '../lib/drafts';

/** `expired`: somebody was signed in, the page is still theirs, and only their password brings the session back. */
export type SessionState =
  | { status: 'none' }
  | { status: 'active'; userId: string; email: string }
  | { status: 'expired'; userId: string; email: string };

const leftKey = 'atrium.left';

export interface Session {
  get(): SessionState;
  subscribe(listener: () => void): () => void;
  /** The access token to send, refreshed when due. Null when there is none, after marking the session expired. */
  token(): Promise<string | null>;
  /** A fresh access token after a 401, or null (and the session is marked expired) when there is none to be had. */
  renew(): Promise<string | null>;
  /** Notes that the server no longer takes the session. */
  expire(): void;
  /** Ends the session on purpose, in every tab of this browser. Works without a network too. */
  leave(): Promise<void>;
}

const active = (user: User): SessionState => ({ status: 'active', userId: user.id, email: user.email ?? '' });

/** Follows the auth client's session; resolves when it is known whether somebody is signed in. */
export async function createSession(auth: GoTrueClient): Promise<Session> {
  let state: SessionState = { status: 'none' };
  const listeners = new Set<() => void>();
  const set = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const expire = () => {
    if (state.status === 'active') set({ ...state, status: 'expired' });
  };

  const first = await auth.getSession();
  if (first.data.session) set(active(first.data.session.user));

  auth.onAuthStateChange((event, found) => {
    if (event === 'PASSWORD_RECOVERY') return;
    if (found) {
      localStorage.removeItem(leftKey);
      const switched = state.status !== 'none' && state.userId !== found.user.id;
      // Another tab signed in as somebody else: what this page holds is not theirs.
      if (switched) window.location.assign('/');
      else if (state.status !== 'active') set(active(found.user));
    } else if (event === 'SIGNED_OUT') {
      if (localStorage.getItem(leftKey)) set({ status: 'none' });
      else expire();
    }
  });

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async token() {
      const { data } = await auth.getSession();
      if (!data.session) expire();
      return data.session?.access_token ?? null;
    },
    async renew() {
      const { data } = await auth.refreshSession();
      if (!data.session) expire();
      return data.session?.access_token ?? null;
    },
    expire,
    async leave() {
      localStorage.setItem(leftKey, '1');
      drafts.drop();
      forgetQuestions();
      // The answer does not matter: the session is gone from this browser even when the server cannot be reached.
      await auth.signOut({ scope: 'local' });
      set({ status: 'none' });
    },
  };
}
