/** Hears what part of a body has gone, between 0 and 1. */
export type OnSent = (part: number) => void;

const withoutBody = new Set([204, 205, 304]);

/**
 * `fetch` by XMLHttpRequest, which alone tells in every browser how much of a body has gone. Rejects as `fetch` does; a body
 * cannot be a stream.
 */
export function sendingFetch(onSent: OnSent): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers, body, signal } = init;
      if (input instanceof Request || body instanceof ReadableStream) {
        reject(new TypeError('Neither a request nor a stream can be sent so'));
        return;
      }
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const request = new XMLHttpRequest();
      request.open(method, input);
      request.responseType = 'arraybuffer';
      new Headers(headers).forEach((value, name) => void request.setRequestHeader(name, value));
      request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (lengthComputable && total > 0) onSent(loaded / total);
      });
      const stop = () => request.abort();
      signal?.addEventListener('abort', stop);
      request.addEventListener('loadend', () => signal?.removeEventListener('abort', stop));
      request.addEventListener('load', () => {
        const { status, statusText } = request;
        const answer: unknown = request.response;
        const bytes = answer instanceof ArrayBuffer && !withoutBody.has(status) ? answer : null;
        resolve(new Response(bytes, { status, statusText, headers: headersOf(request) }));
      });
      request.addEventListener('error', () => reject(new TypeError('Failed to fetch')));
      request.addEventListener('abort', () => reject(signal?.reason));
      request.send(body);
    });
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name = '', ...value] = line.split(':');
    if (name) headers.append(name, value.join(':').trim());
  }
  return headers;
}
