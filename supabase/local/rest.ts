/** Headers that belong to one connection and are never passed on, and those that the gateway sets itself. */
const dropped = new Set([
  'apikey',
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Passes a request on to PostgREST and its answer back.
 * @param authorization the caller's, already settled; undefined: anon.
 */
export async function passToPostgrest(
  request: Request,
  apiUrl: string,
  authorization: string | undefined,
): Promise<Response> {
  const from = new URL(request.url);
  const query = withoutKey(from.search);
  const target = `${apiUrl}${from.pathname.slice('/rest/v1'.length) || '/'}${query}`;
  const headers = new Headers([...request.headers].filter(([name]) => !dropped.has(name)));
  if (authorization) headers.set('authorization', authorization);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? await request.arrayBuffer() : undefined;
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers,
      signal: request.signal,
      redirect: 'manual',
      ...(body && body.byteLength > 0 ? { body } : {}),
    });
    const passed = new Headers(answer.headers);
    for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'access-control-allow-origin']) {
      passed.delete(name);
    }
    return new Response(answer.body, { status: answer.status, headers: passed });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return Response.json(
      {
        code: 'ATRIUM_RESTARTING',
        message: 'The database API is being restarted. Try again in a moment.',
        details: null,
        hint: null,
      },
      { status: 503, headers: { 'retry-after': '1' } },
    );
  }
}

/** The query as it came, less the key, which PostgREST would take for a filter. (Nothing is decoded and encoded anew.) */
function withoutKey(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^apikey=/.test(part));
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}
