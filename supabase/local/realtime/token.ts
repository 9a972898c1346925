import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const header = z.object({ alg: z.literal('HS256') });
const claims = z.looseObject({
  sub: z.string(),
  role: z.literal('authenticated'),
  exp: z.number(),
});

/** What a token says of who is signed in. `exp` is in seconds since 1970. */
export type Claims = z.infer<typeof claims>;

/** Reads a person's token; undefined when we did not sign it, or it is over. */
export function readToken(token: string, secret: string): Claims | undefined {
  const [head, body, signature] = token.split('.');
  if (!head || !body || !signature) return undefined;
  const ours = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const theirs = Buffer.from(signature, 'base64url');
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return undefined;
  if (!header.safeParse(parse(head)).success) return undefined;
  const found = claims.safeParse(parse(body));
  return found.success && found.data.exp * 1000 > Date.now() ? found.data : undefined;
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
