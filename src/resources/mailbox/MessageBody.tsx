import { useTranslation } from 'react-i18next';
import type { MailboxMessage } from './message';

/** Links of a mail open in a tab of their own; nothing in it runs, and nothing is fetched from elsewhere. */
const around = (html: string) =>
  `<!doctype html><meta charset="utf-8"><base target="_blank"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">${html}`;

/** What a message says, its HTML in a frame that may run nothing, or else its text. */
export function MessageBody({
  message,
}: {
  message: Pick<MailboxMessage, 'body_html' | 'body_text' | 'subject'>;
}) {
  const { t } = useTranslation();
  if (!message.body_html) return <pre className="mailbox-text">{message.body_text}</pre>;
  return (
    <iframe
      className="mailbox-frame"
      title={t('mailbox.body', { subject: message.subject })}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={around(message.body_html)}
    />
  );
}
