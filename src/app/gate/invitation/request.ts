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
  const given = Object(data) as Record<string, unknown>;
  const text = (key: string): string => {
    const value = given[key];
    if (typeof value !== 'string') throw new TypeError(`a meeting without ${key}`);
    return value;
  };
  return {
    title: text('title'),
    starts_at: text('starts_at'),
    ends_at: text('ends_at'),
    all_day: given.all_day === true,
    first_day: text('first_day'),
    last_day: text('last_day'),
    answer: text('answer'),
    over: given.over === true,
  };
}

/** What a link gives: the meeting, or the text's key that says why not. */
export type Outcome = { meeting: Invited } | { problem: string };

const refusals: Record<number, string> = {
  404: 'gate.invitation.gone',
  422: 'gate.invitation.over',
  429: 'gate.invitation.tooMany',
};

/** A server's fault, for which one may try again. */
const passing = 'errors.unknown';
/** Whether trying again may help. */
export const mayPass = (problem: string) =>
  [passing, 'errors.offline', 'gate.invitation.tooMany'].includes(problem);

/** Asks for the meeting of a link, or answers it; a server that cannot be reached is a problem too. Rejects when the answer is no meeting. */
export async function askInvitation({ config }: Services, token: string, answer?: Answer): Promise<Outcome> {
  const address = `${config.supabaseUrl}/functions/v1/invitation`;
  const headers = { apikey: config.supabaseKey, 'content-type': 'application/json' };
  const asked = answer
    ? watchedFetch(address, { method: 'POST', headers, body: JSON.stringify({ token, answer }) })
    : watchedFetch(`${address}?token=${encodeURIComponent(token)}`, { headers });
  const response = await asked.catch(() => null);
  if (!response) return { problem: 'errors.offline' };
  if (response.ok) return { meeting: readInvited(await response.json()) };
  return { problem: refusals[response.status] ?? passing };
}
