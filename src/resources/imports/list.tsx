import { PlusOutlined } from '@ant-design/icons';
import { useTable } from '@refinedev/core';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  DateTimeText,
  EmptyState,
  ErrorState,
  PageHeader,
  PersonById,
  StatusTag,
  TableSkeleton,
  useFormats,
} from '../../ui';
import { type ImportJob, jobColumns, tones } from './job';
import { useTargets } from './useFiles';
import './imports.css';

const pageSize = 25;

/** Every import there was, the latest first; one that was interrupted says so. */
export default function ImportList() {
  const { t } = useTranslation();
  const formats = useFormats();
  const mayImport = useTargets().length > 0;
  const { tableQuery, result, currentPage, setCurrentPage } = useTable<ImportJob>({
    sorters: { permanent: [{ field: 'created_at', order: 'desc' }] },
    pagination: { pageSize },
    meta: { select: jobColumns },
    errorNotification: false,
  });
  const start = mayImport ? (
    <Link className="at-button-link" to="/imports/new">
      <PlusOutlined aria-hidden /> {t('imports.create')}
    </Link>
  ) : null;

  const list = () => {
    if (tableQuery.isError)
      return <ErrorState error={tableQuery.error} onRetry={() => void tableQuery.refetch()} />;
    if (tableQuery.isLoading) return <TableSkeleton />;
    if (result.data.length === 0)
      return <EmptyState title={t('imports.empty')} hint={t('imports.emptyHint')} action={start} />;
    return (
      <>
        <ul className="imports-list">
          {result.data.map((job) => (
            <li key={job.id}>
              <Link to={`/imports/${job.id}`}>
                <bdi className="imports-name">{job.file_name}</bdi>
                <span className="imports-quiet">
                  {t('imports.queue.holds', {
                    what: t(`imports.targets.${job.resource}`),
                    rows: formats.number(job.total_rows),
                  })}
                </span>
              </Link>
              <span className="imports-list-end">
                <StatusTag tone={tones[job.status]}>{t(`imports.statuses.${job.status}`)}</StatusTag>
                <PersonById id={job.created_by} name={job.maker?.full_name} />
                <DateTimeText value={job.created_at} />
              </span>
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
      <PageHeader
        title={t('imports.title')}
        hint={t('imports.hint')}
        action={result.data.length > 0 ? start : null}
      />
      {list()}
    </>
  );
}
