import { type BaseRecord, type CrudFilter, type CrudSort, type HttpError, useList } from '@refinedev/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { TableSkeleton } from './Skeletons';
import { ErrorState } from './states';
import { useFormats } from './useFormats';
import './worklist.css';

/** How many lines are shown; the rest stands in the list that the head links to. */
const most = 5;

export interface WorkLine {
  href: string;
  name: string;
  /** What decides how much it presses: when it is due, say. */
  end: ReactNode;
  detail: ReactNode;
}

/** What of one kind waits for the reader, the most pressing first: a panel of the start page. */
export function Worklist<T extends BaseRecord>({
  title,
  empty,
  href,
  resource,
  select,
  filters,
  sorters,
  line,
}: {
  title: string;
  /** What is said when nothing waits. */
  empty: string;
  /** The list that shows all of it. */
  href: string;
  resource: string;
  select: string;
  filters: CrudFilter[];
  sorters: CrudSort[];
  line: (row: T) => WorkLine;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { query, result } = useList<T, HttpError>({
    resource,
    filters,
    sorters,
    pagination: { currentPage: 1, pageSize: most },
    meta: { select },
    errorNotification: false,
  });
  return (
    <section className="at-work" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {query.isSuccess ? (
          <Link to={href} aria-label={t('home.allOf', { list: title })}>
            {t('home.all', { total: formats.number(result.total ?? 0) })}
          </Link>
        ) : null}
      </header>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <TableSkeleton />
      ) : result.data.length === 0 ? (
        <p className="at-work-none">{empty}</p>
      ) : (
        <ul>
          {result.data.map((row) => {
            const { href: to, name, end, detail } = line(row);
            return (
              <li key={row.id}>
                <Link to={to} className="at-work-line">
                  <strong>
                    <bdi title={name}>{name}</bdi>
                  </strong>
                  <span className="at-work-end">{end}</span>
                  <span className="at-work-detail">{detail}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
