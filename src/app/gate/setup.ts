import { watchedFetch } from '../connection';
import type { Services } from '../services';

export interface SetupValues {
  organisation: string;
  fullName: string;
  email: string;
  password: string;
  locale: string;
  timezone: string;
  currency: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const addressOf = ({ config }: Services) => `${config.supabaseUrl}/functions/v1/setup`;
const headersOf = ({ config }: Services) => ({
  apikey: config.supabaseKey,
  'content-type': 'application/json',
});

/** Whether nobody has set this Atrium up yet. A server without the setup function needs none. */
export async function setupNeeded(services: Services): Promise<boolean> {
  const response = await watchedFetch(addressOf(services), { headers: headersOf(services) });
  if (!response.ok) return false;
  const answer: unknown = await response.json();
  return isObject(answer) && answer.needed === true;
}

/** `key` is the code of what the server refused, under `errors` in the locale files. */
export type SetupOutcome = { done: true } | { done: false; already: boolean; field?: string; key?: string };

/** Creates organisation and first administrator. Rejects when the server cannot be reached. */
export async function setUp(services: Services, values: SetupValues): Promise<SetupOutcome> {
  const response = await watchedFetch(addressOf(services), {
    method: 'POST',
    headers: headersOf(services),
    body: JSON.stringify(values),
  });
  if (response.ok) return { done: true };
  if (response.status === 409) return { done: false, already: true };
  const answer: unknown = await response.json().catch(() => null);
  const error: unknown = isObject(answer) ? answer.error : null;
  const text = (key: string) => {
    const value = isObject(error) ? error[key] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { done: false, already: false, field: text('field'), key: text('code') };
}
