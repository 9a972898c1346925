import { type ApiAccess, callDatabase, failure, parseJson } from '../_shared/api.ts';

/**
 * Shows a guest the meeting that their link is for, and takes their answer: the link is all that they show. GET `?token=…`,
 * or POST `{ token, answer }` (accepted, tentative, declined), gives `{ title, starts_at, ends_at, all_day, first_day, last_day,
 * timezone, answer, over }`; looking changes nothing, so that programs that try links in mails answer for nobody. 404 for a
 * link that is none, or none any more; 422 for another answer or a meeting that is over, 429 where it was answered too often.
 */
export async function handleInvitation(request: Request, environment: ApiAccess): Promise<Response> {
  if (request.method === 'GET')
    return show(
      await callDatabase(environment, 'read_invitation', {
        token: new URL(request.url).searchParams.get('token') ?? '',
      }),
    );
  if (request.method !== 'POST') return failure(405, 'method_not_allowed', 'Use GET or POST.');
  const input = parseJson(await request.text());
  const { token, answer } = { token: '', answer: '', ...(typeof input === 'object' ? input : {}) };
  return show(
    await callDatabase(environment, 'answer_invitation', { token: String(token), answer: String(answer) }),
  );
}

function show({ ok, body }: { ok: boolean; body: unknown }): Response {
  if (ok)
    return body === null
      ? failure(404, 'gone', 'There is no such invitation.')
      : Response.json(body, { headers: { 'cache-control': 'no-store' } });
  const code = typeof body === 'object' && body !== null && 'hint' in body ? String(body.hint) : '';
  if (code === 'too_many_attempts') return failure(429, code, 'Try again in an hour.');
  if (code === 'meeting_over') return failure(422, code, 'This meeting is over.');
  if (code === 'not_allowed_value')
    return failure(422, code, 'Answer accepted, tentative or declined.', 'answer');
  return failure(503, 'unavailable', 'The database does not answer. Try again in a moment.');
}
