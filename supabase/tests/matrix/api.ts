import { stack } from '../support.ts';

export interface Answer {
  status: number;
  /** Rows, a function's value, or the error. */
  body: unknown;
  /** SQLSTATE or PostgREST's own code, of an error. */
  code: string | null;
}

/** One request to the API with a token, or as nobody in particular; `Prefer` says what comes back. */
export async function ask(
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  prefer = 'return=minimal',
): Promise<Answer> {
  const response = await fetch(`${stack.url}/rest/v1/${path}`, {
    method,
    headers: {
      apikey: stack.publishableKey,
      'Content-Type': 'application/json',
      Prefer: prefer,
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  const code =
    !response.ok && typeof parsed === 'object' && parsed !== null && 'code' in parsed
      ? String(parsed.code)
      : null;
  return { status: response.status, body: parsed, code };
}

/** The values of one column in an answer's rows. Raises when the answer is an error. */
export function column(answer: Answer, name: string): string[] {
  if (!Array.isArray(answer.body)) throw new Error(JSON.stringify(answer));
  return answer.body.map((row: Record<string, unknown>) => String(row[name]));
}

/** Does something for each of many, so many at a time. */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  atOnce = 8,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
