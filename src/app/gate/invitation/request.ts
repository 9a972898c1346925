import { watchedFetch } from '../../connection';
import type { Services } from '../../services';

export const answers = ['accepted', 'tentative', 'declined'] as const;
export type Answer = (typeof answers)[number];
export const isAnswer = (value: unknown): value is Answer => answers.some((one) => one === value);

/** The meeting that a guest's link is for, as far as a guest is told of it. */
export interface Invited {
  title: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  /** `YYYY-MM-DD`, by the organiser's clock. */
  first_day: string;
  last_day: string;
  answer: string;
  over: boolean;
}

/** Takes a meeting as the server gave it. Throws when it is none. */
function readInvited(data: unknown): Invited {
  if (typeof data !== 'object' || data === null || !('title' in data && typeof data.title === 'string'))
    throw new TypeError('this is no meeting');
  return data as Invited;
}

/** What a link gives: the meeting, or the text's key that says why not. */
export type Outcome = { meeting: Invited } | { problem: string };

const refusals: Record<number, string> = {
  404: 'gate.invitation.gone',
  422: 'gate.invitation.over',
  429: 'gate.invitation.tooMany',
};

/** Asks for the meeting of a link, or answers it; rejects when the server cannot be reached. */
export async function askInvitation({ config }: Services, token: string, answer?: Answer): Promise<Outcome> {
  const address = `${config.supabaseUrl}/functions/v1/invitation`;
  const headers = { apikey: config.supabaseKey, 'content-type': 'application/json' };
  const response = answer
    ? await watchedFetch(address, { method: 'POST', headers, body: JSON.stringify({ token, answer }) })
    : await watchedFetch(`${address}?token=${encodeURIComponent(token)}`, { headers });
  if (response.ok) return { meeting: readInvited(await response.json()) };
  return { problem: refusals[response.status] ?? 'errors.offline' };
}
