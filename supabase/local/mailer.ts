import type pg from 'pg';
import { type MailText, recoveryTexts } from './mail-texts.ts';

/** What the auth server wants sent. */
interface AuthMail {
  to: string;
  subject: string;
  text?: string;
  html?: string;
}

/** The recovery template's subject: by it we know that the HTML is a token hash and nothing else. */
export const recoverySubject = 'atrium:recovery';

/** The recovery template's text. */
export const recoveryTemplate = '{{ .TokenHash }}';

const fallback = recoveryTexts.en;

/**
 * Takes the auth server's mails into the outbox. The password mail is written here, in the reader's language, around the
 * token hash that the auth server gives; others go as they are.
 * @param admin connections that may read profiles and become the worker.
 * @param siteUrl the address at which people reach the app.
 * @param onQueued told when there is post.
 */
export function createMailer(admin: pg.Pool, siteUrl: () => string, onQueued: () => void) {
  return {
    async send(mail: AuthMail): Promise<void> {
      const isRecovery = mail.subject === recoverySubject;
      const post = isRecovery
        ? recoveryMail(await localeOf(admin, mail.to), siteUrl(), mail.html ?? '')
        : { subject: mail.subject, text: mail.text ?? '', html: mail.html ?? null };
      await admin.query('select private.enqueue_mail($1, $2, $3, $4)', [
        mail.to,
        post.subject,
        post.text,
        post.html,
      ]);
      onQueued();
    },
  };
}

/** The password mail in a language, as text and as HTML. */
export function recoveryMail(locale: string, siteUrl: string, tokenHash: string) {
  const words = recoveryTexts[locale] ?? fallback;
  if (!words) throw new Error('the password mail has no English');
  const link = `${siteUrl}/reset-password?token_hash=${encodeURIComponent(tokenHash)}&type=recovery`;
  return {
    subject: words.subject,
    text: `${words.greeting}\n\n${words.body}\n${link}\n\n${words.note}\n`,
    html: asHtml(words, link),
  };
}

function asHtml(words: MailText, link: string): string {
  const href = link.replaceAll('&', '&amp;');
  return `<div dir="${words.direction}">
<p>${words.greeting}</p>
<p>${words.body}</p>
<p><a href="${href}">${words.action}</a></p>
<p>${words.note}</p>
</div>`;
}

/** The language that a person reads: their own choice, else the organisation's, else English. */
async function localeOf(admin: pg.Pool, email: string): Promise<string> {
  const { rows } = await admin.query<{ locale: string | null }>(
    `select coalesce(
       (select p.locale from public.profiles p join auth.users u on u.id = p.user_id where u.email = lower($1)),
       (select s.locale from public.settings s)
     ) as locale`,
    [email],
  );
  return rows[0]?.locale ?? 'en';
}
