import { isAuthError } from '@supabase/auth-js';
import { toAtriumError } from '../../lib/errors';

/** The text key of what the auth server refused. */
export function authErrorKey(error: unknown): string {
  if (!isAuthError(error)) return toAtriumError(error).key;
  if (error.status === 429 || error.code === 'over_request_rate_limit') return 'gate.signIn.tooMany';
  if (error.code === 'invalid_credentials' || error.code === 'user_banned') return 'gate.signIn.wrong';
  if (error.code === 'same_password') return 'gate.reset.same';
  if (error.code === 'weak_password') return 'errors.weak_password';
  if (error.name === 'AuthRetryableFetchError' || !error.status) return 'errors.offline';
  return error.status === 400 ? 'gate.signIn.wrong' : 'errors.unknown';
}
