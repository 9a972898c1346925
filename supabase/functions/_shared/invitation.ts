import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { type InvitationTexts, invitationTexts } from './invitation-texts.ts';

/** An invitation as the outbox holds it, or its end. */
export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  uid: string;
  sequence: number;
  stamp: string;
  created_at: string;
  title: string;
  place: string | null;
  /** Not there for guests. */
  description?: string | null;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  /** `YYYY-MM-DD`, by the organiser's clock: the first day, and the one after the last. */
  first_day: string;
  day_after: string;
  organiser: { name: string; email: string };
  attendee: { name: string | null; email: string; answer: string };
  /** Whether its reader is asked for the first time. */
  is_new: boolean;
  locale: string;
  timezone: string;
  /** Where a guest answers; a colleague answers in the app. */
  answer_link: string | null;
  app_link: string | null;
}

/** A mail as it is sent: its texts, and its calendar part with the method that this is for. */
export interface WrittenInvitation {
  subject: string;
  text: string;
  html: string;
  calendar: string;
  method: 'REQUEST' | 'CANCEL';
}

const answers = ['accepted', 'tentative', 'declined'] as const;
const day = 86_400_000;

/** Writes the mail of an invitation in its reader's language, with times by their clock. */
export function writeInvitation(invitation: Invitation): WrittenInvitation {
  const words = invitationTexts[invitation.locale] ?? invitationTexts.en;
  if (!words) throw new Error('invitations have no English');
  const { method, title, organiser, place, description, answer_link, app_link } = invitation;
  const when = sayWhen(invitation);
  const kind = method === 'CANCEL' ? 'cancelled' : invitation.is_new ? 'asked' : 'changed';
  const intro = words.intro[kind].replace('{{who}}', () => organiser.name);
  const facts: [string, string][] = [
    [words.what, title],
    [words.when, when],
    ...(place ? ([[words.where, place]] satisfies [string, string][]) : []),
  ];
  const asks = method === 'REQUEST';
  const links: [string, string][] = !asks
    ? []
    : answer_link
      ? answers.map((answer) => [words.answers[answer], `${answer_link}?answer=${answer}`])
      : app_link
        ? [[words.open, app_link]]
        : [];
  return {
    method,
    subject: `${words.subject[kind]}: ${title} · ${when}`.slice(0, 300),
    text: `${[
      intro,
      facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
      ...(description ? [description] : []),
      ...(links.length > 0 ? [links.map(([name, link]) => `${name}:\n${link}`).join('\n\n')] : []),
    ].join('\n\n')}\n`,
    html: writeHtml(words, invitation.locale, intro, facts, description ?? '', links),
    calendar: writeCalendar(invitation),
  };
}

/** When it is, in words: by the reader's clock, whose timezone is named; whole days by their dates. */
export function sayWhen(
  of: Pick<
    Invitation,
    'starts_at' | 'ends_at' | 'all_day' | 'first_day' | 'day_after' | 'locale' | 'timezone'
  >,
): string {
  const date: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  };
  const locale = of.locale === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : of.locale;
  if (of.all_day) {
    const format = new Intl.DateTimeFormat(locale, { ...date, timeZone: 'UTC' });
    const last = new Date(Date.parse(of.day_after) - day);
    return [...new Set([format.format(new Date(of.first_day)), format.format(last)])].join(' – ');
  }
  const parts = (options: Intl.DateTimeFormatOptions, moment: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: of.timezone }).format(new Date(moment));
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const [firstDay, lastDay] = [parts(date, of.starts_at), parts(date, of.ends_at)];
  const end = firstDay === lastDay ? '' : `${lastDay} `;
  return `${firstDay} ${parts(time, of.starts_at)} – ${end}${parts(time, of.ends_at)} (${of.timezone})`;
}

const statuses: Record<string, ICalAttendeeStatus> = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  declined: ICalAttendeeStatus.DECLINED,
};

/** The calendar part (RFC 5546): times in UTC, the same UID as in feeds, its reader as the one attendee who is named. */
function writeCalendar(invitation: Invitation): string {
  const { method, organiser, attendee } = invitation;
  const calendar = ical({
    prodId: { company: 'Atrium', product: 'Calendar', language: 'EN' },
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const event = calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: new Date(invitation.stamp),
    created: new Date(invitation.created_at),
    lastModified: new Date(invitation.stamp),
    ...(invitation.all_day
      ? { allDay: true, start: invitation.first_day, end: invitation.day_after }
      : { start: new Date(invitation.starts_at), end: new Date(invitation.ends_at) }),
    summary: invitation.title,
    description: invitation.description ?? null,
    location: invitation.place,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organiser.name, email: organiser.email },
  });
  event.createAttendee({
    name: attendee.name ?? attendee.email,
    email: attendee.email,
    role: ICalAttendeeRole.REQ,
    status: statuses[attendee.answer] ?? ICalAttendeeStatus.NEEDSACTION,
    rsvp: method === 'REQUEST',
  });
  return calendar.toString();
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escaped[sign] ?? sign);

function writeHtml(
  words: InvitationTexts,
  locale: string,
  intro: string,
  facts: [string, string][],
  description: string,
  links: [string, string][],
): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:start;vertical-align:top;padding-inline-end:16px;font-weight:normal">${html(name)}</th><td><bdi>${html(value)}</bdi></td></tr>`,
  );
  const ways = links.map(([name, link]) => `<a href="${html(link)}">${html(name)}</a>`);
  return `<div dir="${words.direction}" lang="${locale}"><p>${html(intro)}</p><table>${rows.join('')}</table>${
    description ? `<p dir="auto" style="white-space:pre-line">${html(description)}</p>` : ''
  }${ways.length > 0 ? `<p>${ways.join(' · ')}</p>` : ''}</div>`;
}
