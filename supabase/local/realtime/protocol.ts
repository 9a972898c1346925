/** A message of Realtime's protocol 2.0.0, as Phoenix frames it. */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

const userBroadcastPush = 3;

/** Reads a message of a client: JSON, or a broadcast in its binary form. Undefined for what is neither. */
export function readFrame(data: Buffer, isBinary: boolean): Frame | undefined {
  return isBinary ? readBroadcast(data) : readText(data.toString('utf8'));
}

/** A message as text for a client. */
export function writeFrame({ joinRef, ref, topic, event, payload }: Frame): string {
  return JSON.stringify([joinRef, ref, topic, event, payload]);
}

function readText(text: string): Frame | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [joinRef, ref, topic, event, payload]: unknown[] = parts;
  if (typeof topic !== 'string' || typeof event !== 'string') return undefined;
  return { joinRef: textOrNull(joinRef), ref: textOrNull(ref), topic, event, payload };
}

/** [kind, five lengths, encoding], then the five texts, then the event's own payload. */
function readBroadcast(data: Buffer): Frame | undefined {
  if (data.length < 7 || data[0] !== userBroadcastPush) return undefined;
  let at = 7;
  const [joinRef, ref, topic, userEvent] = [1, 2, 3, 4].map((place) => {
    const length = data[place] ?? 0;
    at += length;
    return data.toString('utf8', at - length, at);
  });
  at += data[5] ?? 0;
  if (at > data.length || !topic || !userEvent) return undefined;
  let payload: unknown;
  try {
    payload = JSON.parse(data.toString('utf8', at) || '{}');
  } catch {
    return undefined;
  }
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event: userEvent, payload },
  };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
