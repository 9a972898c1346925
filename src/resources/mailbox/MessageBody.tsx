import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailboxMessage } from './message';

/** The mail with its links opening in a tab of their own, and a policy that lets nothing run or be fetched. */
function framed(html: string): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const link of mail.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  const policy = mail.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const plain = mail.createElement('style');
  plain.textContent = 'body { margin: 16px; font: 15px/1.6 system-ui, sans-serif; }';
  mail.head.prepend(policy, plain);
  return `<!doctype html>${mail.documentElement.outerHTML}`;
}

/** What a message says, its HTML in a frame that may run nothing, or else its text. */
export function MessageBody({
  message,
}: {
  message: Pick<MailboxMessage, 'body_html' | 'body_text' | 'subject'>;
}) {
  const { t } = useTranslation();
  const { body_html: html } = message;
  const content = useMemo(() => (html ? framed(html) : null), [html]);
  if (content === null) return <pre className="mailbox-text">{message.body_text}</pre>;
  return (
    <iframe
      className="mailbox-frame"
      title={t('mailbox.body', { subject: message.subject })}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={content}
    />
  );
}
