import { AtriumError } from '../../lib/errors';
import type { Api } from './api';
import type { Count } from './meta';

type Args = Record<string, unknown>;

/** Longest URL part that arguments may make; longer ones go in a body. */
const longestArgs = 4096;

/** What PostgREST reads as its own in a GET, so that no argument can have the name. */
const reserved = new Set([
  'select',
  'order',
  'limit',
  'offset',
  'columns',
  'on_conflict',
  'and',
  'or',
  'not',
]);

/** A text that PostgREST may take for a filter (`in.gov`, `eq.5`) instead of an argument. */
const likeFilter = /^[a-z]+(?:\([a-z]+\))?\./;

/**
 * Gives the arguments as they stand in a URL, or undefined when they cannot: too long, null, or mistaken for a filter.
 * Objects and arrays go as JSON (supabase-js would mangle them), which PostgREST hands to an argument of type jsonb as one
 * JSON text: a function that is asked so takes it apart, `if jsonb_typeof(x) = 'string' then x := (x #>> '{}')::jsonb`.
 */
export function urlArgs(args: Args): Record<string, string> | undefined {
  const texts: Record<string, string> = {};
  let length = 0;
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    length += name.length + encodeURIComponent(text).length + 2;
    if (value === null || reserved.has(name) || likeFilter.test(text) || length > longestArgs)
      return undefined;
    texts[name] = text;
  }
  return texts;
}

/** Calls a function: a stable one by GET, which a read replica can serve, wherever its arguments allow it. */
export function callRpc(
  client: Api,
  name: string,
  args: Args,
  { stable, count }: { stable: boolean; count?: Exclude<Count, 'none'> },
) {
  const inUrl = stable ? urlArgs(args) : undefined;
  return inUrl ? client.rpc(name, inUrl, { get: true, count }) : client.rpc(name, args, { count });
}

/** Refuses a function that no list may be made of: a name may come from a forged link, and a POST may write. */
export function checkListFunction(name: string): void {
  if (!/^(?:search|list)_\w+$/.test(name))
    throw new AtriumError('invalid', 'errors.mismatch', { cause: name });
}
