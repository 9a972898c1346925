import { type BaseRecord, useTable } from '@refinedev/core';
import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import { PageHeader } from './PageHeader';
import { TableSkeleton } from './Skeletons';
import { EmptyState, ErrorState } from './states';

const pageSize = 25;

/** The page of a resource whose rows are only looked through, the latest first: its title, and a line for each row. */
export function PagedList<T extends BaseRecord & { id: string }>({
  title,
  hint,
  action,
  latest,
  select,
  empty,
  className,
  children,
}: {
  title: string;
  hint: string;
  /** The main action: in the middle of the page while there are no rows, else at the top. */
  action?: ReactNode;
  /** The column by which one row is later than another. */
  latest: string;
  /** What the rows are read by, in the data provider's words. */
  select: string;
  empty: { title: string; hint: string };
  className: string;
  /** What stands in the line of a row. */
  children: (row: T) => ReactNode;
}) {
  const { tableQuery, result, currentPage, setCurrentPage } = useTable<T>({
    sorters: { permanent: [{ field: latest, order: 'desc' }] },
    pagination: { pageSize },
    meta: { select },
    errorNotification: false,
  });

  const list = () => {
    if (tableQuery.isError)
      return <ErrorState error={tableQuery.error} onRetry={() => void tableQuery.refetch()} />;
    if (tableQuery.isLoading) return <TableSkeleton />;
    if (result.data.length === 0) return <EmptyState {...empty} action={action} />;
    return (
      <>
        <ul className={className}>
          {result.data.map((row) => (
            <li key={row.id}>{children(row)}</li>
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
      <PageHeader title={title} hint={hint} action={result.data.length > 0 ? action : null} />
      {list()}
    </>
  );
}
