import { useTable } from '@refinedev/core';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, EmptyState, ErrorState, PageHeader, TableSkeleton } from '../../ui';
import type { MailboxLine } from './message';
import './mailbox.css';

const pageSize = 25;

/** The mail that this installation has sent, newest first. */
export default function MailboxList() {
  const { t } = useTranslation();
  const { tableQuery, result, currentPage, setCurrentPage } = useTable<MailboxLine>({
    sorters: { permanent: [{ field: 'received_at', order: 'desc' }] },
    pagination: { pageSize },
    meta: { select: 'id, recipient, subject, received_at' },
    errorNotification: false,
  });

  const list = () => {
    if (tableQuery.isError)
      return <ErrorState error={tableQuery.error} onRetry={() => void tableQuery.refetch()} />;
    if (tableQuery.isLoading) return <TableSkeleton />;
    if (result.data.length === 0)
      return <EmptyState title={t('mailbox.empty')} hint={t('mailbox.emptyHint')} />;
    return (
      <>
        <ul className="mailbox-list">
          {result.data.map(({ id, recipient, subject, received_at }) => (
            <li key={id}>
              <Link to={`/mailbox/${id}`}>
                <bdi className="mailbox-subject">{subject}</bdi>
                <bdi className="mailbox-to">{recipient}</bdi>
              </Link>
              <DateTimeText value={received_at} />
            </li>
          ))}
        </ul>
        <Pagination
          align="end"
          current={currentPage}
          pageSize={pageSize}
          total={result.total}
          onChange={setCurrentPage}
          showSizeChanger={false}
          hideOnSinglePage
        />
      </>
    );
  };

  return (
    <>
      <PageHeader title={t('mailbox.title')} hint={t('mailbox.hint')} />
      {list()}
    </>
  );
}
