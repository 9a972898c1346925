import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText } from '../../ui';
import { PagedList } from '../../ui/PagedList';
import type { MailboxLine } from './message';
import './mailbox.css';

/** The mail that this installation has sent, newest first. */
export default function MailboxList() {
  const { t } = useTranslation();
  return (
    <PagedList<MailboxLine>
      title={t('mailbox.title')}
      hint={t('mailbox.hint')}
      latest="received_at"
      select="id, recipient, subject, received_at"
      empty={{ title: t('mailbox.empty'), hint: t('mailbox.emptyHint') }}
      className="mailbox-list"
    >
      {({ id, recipient, subject, received_at }) => (
        <>
          <Link to={`/mailbox/${id}`}>
            <bdi className="mailbox-subject">{subject}</bdi>
            <bdi className="mailbox-to">{recipient}</bdi>
          </Link>
          <DateTimeText value={received_at} />
        </>
      )}
    </PagedList>
  );
}
