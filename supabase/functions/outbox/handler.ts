import { type ApiAccess, callDatabase, failure } from '../_shared/api.ts';
import { type Invitation, type WrittenInvitation, writeInvitation } from '../_shared/invitation.ts';
import { purgeAttachments } from '../_shared/purge.ts';

/** A mail as the outbox holds it. */
export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string | null;
  /** The calendar part of an invitation. */
  calendar?: Pick<WrittenInvitation, 'calendar' | 'method'>;
  /** Where its reader's answer goes, if not to who sends it. */
  reply_to?: string;
}

/** What lies in the outbox: a mail, or what the mail of an invitation is written from. */
interface Post extends Mail {
  invitation: Invitation | null;
}

export interface OutboxWorker extends ApiAccess {
  /** What who calls the function must show; never empty. */
  secret: string;
  /** Hands a mail to the mail server. Rejects when it is not taken. */
  send(mail: Mail): Promise<void>;
  /** How long to go on claiming, in milliseconds. */
  patience: number;
}

/** So few that the two minutes of a lease are enough, even where each has to wait for the server's patience to end. */
const batch = 5;

/**
 * Empties the outbox: claims what is due, sends it, says of each what came of it; then removes the files whose time is over.
 * POST with `Authorization: Bearer <secret>` gives `{ sent, failed, purged }`; what failed is tried again by a later call, as the database decides. 401 without the
 * secret, 503 when the database does not answer: what was claimed by then is due again two minutes later, so a mail may
 * arrive twice, and never not at all.
 */
export async function handleOutbox(request: Request, worker: OutboxWorker): Promise<Response> {
  if (request.method !== 'POST') return failure(405, 'method_not_allowed', 'Use POST.');
  if (!(await isSecret(request.headers.get('authorization'), worker.secret)))
    return failure(401, 'denied', 'This is for the scheduler, which knows the secret.');
  const until = Date.now() + worker.patience;
  let sent = 0;
  let failed = 0;
  for (;;) {
    const claimed = await callDatabase(worker, 'claim_outbox', { how_many: batch });
    if (!claimed.ok || !Array.isArray(claimed.body)) return away();
    for (const mail of claimed.body as Post[]) {
      const error = await attempt(worker, mail);
      const settled = await callDatabase(worker, 'settle_outbox', { outbox_id: mail.id, error });
      if (!settled.ok) return away();
      if (error === null) sent += 1;
      else failed += 1;
    }
    if (claimed.body.length < batch || Date.now() > until) {
      const purged = await purgeAttachments(worker).catch(() => null);
      return purged === null ? away() : Response.json({ sent, failed, purged });
    }
  }
}

const away = () => failure(503, 'unavailable', 'The database does not answer. Try again in a moment.');

/** Sends a mail; gives why that failed, null when it did not. */
async function attempt(worker: OutboxWorker, post: Post): Promise<string | null> {
  try {
    await worker.send(written(post));
    return null;
  } catch (error) {
    return error instanceof Error && error.message ? error.message : String(error);
  }
}

/** An invitation as the mail that it is. */
function written({ invitation, ...mail }: Post): Mail {
  if (!invitation) return mail;
  const { subject, text, html, calendar, method } = writeInvitation(invitation);
  return {
    ...mail,
    subject,
    body_text: text,
    body_html: html,
    calendar: { calendar, method },
    reply_to: invitation.organiser.email,
  };
}

/** Compares digests, so that how long it takes tells nothing of the secret. */
async function isSecret(header: string | null, secret: string): Promise<boolean> {
  const digest = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const [given, wanted] = await Promise.all([digest(header ?? ''), digest(`Bearer ${secret}`)]);
  return secret !== '' && given.every((byte, place) => byte === wanted[place]);
}
