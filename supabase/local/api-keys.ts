import { createHash, timingSafeEqual } from 'node:crypto';
import { looksLikeJwt, signJwt } from './jwt.ts';

export interface Keys {
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

/** What the check reads of a request. */
export interface Asked {
  header(name: string): string | undefined;
  query(name: string): string | undefined;
}

/** Who a request speaks for. */
export interface Caller {
  /** The Authorization header of the person who is signed in, if anybody is. */
  person: string | undefined;
  /** The Authorization header for the database: the person's, or the service role's; undefined: anon. */
  authorization: string | undefined;
}

/**
 * Makes the check that stands before every part of the API, as Supabase's own gateway does it: a key of ours in the header
 * `apikey` (or the query), else 401. A person's token counts above the key; a Bearer that is no token is dropped; the secret
 * key by itself is the service role.
 */
export function keyCheck(keys: Keys): (asked: Asked) => Caller | { refusal: Response } {
  const now = Math.floor(Date.now() / 1000);
  const serviceToken = signJwt(
    { role: 'service_role', iss: 'atrium', iat: now, exp: now + 10 * 365 * 86_400 },
    keys.jwtSecret,
  );
  return ({ header, query }) => {
    const key = header('apikey') ?? query('apikey');
    if (!key)
      return {
        refusal: refuse('No API key found in request', 'No `apikey` request header or url param was found.'),
      };
    const isSecret = same(key, keys.secretKey);
    if (!isSecret && !same(key, keys.publishableKey)) {
      return { refusal: refuse('Invalid API key', 'Double check your Supabase `apikey`.') };
    }
    const bearer = /^Bearer\s+(\S+)$/i.exec(header('authorization') ?? '')?.[1];
    const person = bearer && looksLikeJwt(bearer) ? `Bearer ${bearer}` : undefined;
    return { person, authorization: person ?? (isSecret ? `Bearer ${serviceToken}` : undefined) };
  };
}

function refuse(message: string, hint: string): Response {
  return Response.json({ message, hint }, { status: 401 });
}

function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
