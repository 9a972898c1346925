import { type ApiAccess, callDatabase, failure, parseJson } from '../_shared/api.ts';

const fields = ['organisation', 'fullName', 'email', 'password', 'locale', 'timezone', 'currency'] as const;
const required = ['organisation', 'fullName', 'email', 'password'] as const;
const columnOf: Record<string, string> = { fullName: 'full_name' };

/**
 * Answers the first-run screen. GET: `{ needed }`. POST `{ organisation, fullName, email, password, locale, timezone,
 * currency }`: makes the organisation and its first administrator, once, and gives 201 `{ profileId }`; 409 when that was
 * done before; 422 when a field is wrong. An error is `{ error: { code, message, field? } }`; the code is a key of the app's
 * `errors.…`.
 */
export async function handleSetup(request: Request, environment: ApiAccess): Promise<Response> {
  if (request.method === 'GET') return whetherNeeded(environment);
  if (request.method === 'POST') return setUp(request, environment);
  return failure(405, 'method_not_allowed', 'Use GET or POST.');
}

async function whetherNeeded(environment: ApiAccess): Promise<Response> {
  const answer = await callDatabase(environment, 'setup_needed', {});
  if (!answer.ok) return failure(503, 'unavailable', 'The database does not answer. Try again in a moment.');
  return Response.json({ needed: answer.body === true }, { headers: { 'cache-control': 'no-store' } });
}

async function setUp(request: Request, environment: ApiAccess): Promise<Response> {
  const input = await readObject(request);
  if (!input) return failure(400, 'bad_json', 'The request is no JSON object.');
  const payload: Record<string, string> = {};
  for (const field of fields) {
    const value = input[field];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string') return failure(422, 'invalid', 'This is not a text.', field);
    payload[columnOf[field] ?? field] = value;
  }
  const missing = required.find((field) => !payload[columnOf[field] ?? field]?.trim());
  if (missing) return failure(422, 'required', 'This is needed.', missing);

  const answer = await callDatabase(environment, 'setup_organisation', { payload });
  if (answer.ok) return Response.json({ profileId: answer.body }, { status: 201 });
  return explain(answer.body);
}

/** PostgREST's error as ours: the hint is the code, the detail may name the field. */
function explain(body: unknown): Response {
  const error = asObject(body);
  const text = (name: string) => (typeof error[name] === 'string' ? error[name] : '');
  const code = text('hint');
  if (code === 'already_set_up') return failure(409, code, text('message'));
  const field = fieldIn(text('details'));
  if (field) return failure(422, code || 'invalid', text('message'), field);
  if (/^(22|23)/.test(text('code'))) return failure(422, code || 'invalid', text('message'));
  return failure(503, 'unavailable', 'The database does not answer. Try again in a moment.');
}

function fieldIn(details: string): string | undefined {
  const named = asObject(parseJson(details)).field;
  return fields.find((field) => (columnOf[field] ?? field) === named);
}

async function readObject(request: Request): Promise<Record<string, unknown> | undefined> {
  const value = parseJson(await request.text());
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
