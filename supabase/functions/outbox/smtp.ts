import nodemailer from 'nodemailer';
import type { Mail } from './handler.ts';

export interface SmtpSettings {
  host: string;
  port: number;
  user: string;
  password: string;
  /** Who the mails are from: `Atrium <atrium@example.com>`. */
  from: string;
}

/** How long a mail server may be silent, in milliseconds. */
const patience = 15_000;
const ownMachine = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * A sender by SMTP. Port 465 speaks TLS from the first word, any other must turn to it (STARTTLS) before anything is said;
 * only a server on this very machine may do without.
 */
export function smtpSender({ host, port, user, password, from }: SmtpSettings) {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: port === 465,
    requireTLS: port !== 465 && !ownMachine.has(host),
    ignoreTLS: ownMachine.has(host),
    ...(user ? { auth: { user, pass: password } } : {}),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  const domain = /@([^\s@>]+)/.exec(from)?.[1] ?? 'atrium.invalid';
  return async (mail: Mail): Promise<void> => {
    await transport.sendMail({
      from,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html ?? undefined,
      ...(mail.reply_to ? { replyTo: { name: '', address: mail.reply_to } } : {}),
      // as a part of its own for Google and Apple, and as a file for who reads calendars by hand
      ...(mail.calendar
        ? {
            icalEvent: {
              method: mail.calendar.method,
              content: mail.calendar.calendar,
              filename: 'invitation.ics',
            },
          }
        : {}),
      // the same at each attempt: a mail that arrives twice is known as one
      messageId: `<${mail.id}@${domain}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
}
