/** The address of the API, and a key that speaks as the service role. */
export interface ApiAccess {
  supabaseUrl: string;
  serviceKey: string;
}

/** Calls a function of the database as the service role; `ok` is false too where nobody answers. */
export async function callDatabase(
  { supabaseUrl, serviceKey }: ApiAccess,
  name: string,
  args: Record<string, unknown>,
): Promise<{ ok: boolean; body: unknown }> {
  try {
    const answer = await fetch(`${supabaseUrl}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(serviceKey) },
      body: JSON.stringify(args),
    });
    return { ok: answer.ok, body: parseJson(await answer.text()) };
  } catch {
    return { ok: false, body: undefined };
  }
}

/** A key of the new kind goes into `apikey` alone; one of the old kind is a token and goes into both. */
export function authorization(key: string): Record<string, string> {
  return key.startsWith('sb_') ? { apikey: key } : { apikey: key, authorization: `Bearer ${key}` };
}

/** What a JSON text says; undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer that says what went wrong: `{ error: { code, message, field? } }`. */
export function failure(status: number, code: string, message: string, field?: string): Response {
  return Response.json({ error: { code, message, ...(field ? { field } : {}) } }, { status });
}
