import { CalendarOutlined } from '@ant-design/icons';
import { useShow } from '@refinedev/core';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveAs } from '../../lib/saveAs';
import { DateTimeText, EmailLink, ErrorState, PageSkeleton, RecordHeader } from '../../ui';
import { MessageBody } from './MessageBody';
import type { MailboxMessage } from './message';
import './mailbox.css';

/** One message: who it went to, when, and what it says. */
export default function MailboxShow() {
  const { t } = useTranslation();
  const { query, result } = useShow<MailboxMessage>({ errorNotification: false });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!result) return <PageSkeleton />;
  return (
    <>
      <RecordHeader
        title={result.subject}
        crumbs={[{ title: t('mailbox.title'), to: '/mailbox' }]}
        facts={[
          { label: t('mailbox.fields.recipient'), value: <EmailLink value={result.recipient} /> },
          {
            label: t('mailbox.fields.received_at'),
            value: <DateTimeText value={result.received_at} as="exact" />,
          },
        ]}
      />
      {result.calendar ? (
        <Button
          icon={<CalendarOutlined aria-hidden />}
          onClick={() =>
            saveAs(
              new Blob([result.calendar ?? ''], { type: 'text/calendar;charset=utf-8' }),
              'invitation.ics',
            )
          }
        >
          {t('mailbox.calendar')}
        </Button>
      ) : null}
      <MessageBody message={result} />
    </>
  );
}
