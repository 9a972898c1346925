/** Where this browser keeps who is signed in. */
export const sessionKey = 'atrium.session';

/** Who is signed in as the browser keeps it, for as long as the token holds; null otherwise. */
export function keptSession(): { user: string; token: string } | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(sessionKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { access_token: token, expires_at: end, user }: Record<string, unknown> = { ...kept };
    const id = typeof user === 'object' && user !== null && 'id' in user ? user.id : undefined;
    const holds = typeof end === 'number' && end * 1000 > Date.now() + 10_000;
    return typeof token === 'string' && typeof id === 'string' && holds ? { user: id, token } : null;
  } catch {
    return null;
  }
}
