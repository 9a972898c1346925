import { type BaseRecord, type CrudFilter, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DataTable } from '../list/DataTable';
import { Pager } from '../list/Pager';
import type { Column } from '../list/types';
import { TableSkeleton } from '../Skeletons';
import { EmptyState, ErrorState } from '../states';
import '../list/list.css';

const size = 10;

export interface RelatedProps<T> {
  resource: string;
  select: string;
  filters: CrudFilter[];
  /** A field, with `-` before it for descending. */
  sort: string;
  label: string;
  columns?: readonly Column<T>[];
  /** Drawn instead of a table. */
  draw?: (rows: readonly T[]) => ReactNode;
  hrefOf?: (row: T) => string | undefined;
  empty: { title: string; hint?: string };
}

/** What hangs on a record, one page at a time, newest first as a rule. */
export function RelatedList<T extends BaseRecord>(props: RelatedProps<T>) {
  const { resource, select, filters, sort, label, columns = [], draw, hrefOf, empty } = props;
  const [page, setPage] = useState(1);
  const { query, result } = useList<T, HttpError>({
    resource,
    filters,
    sorters: [{ field: sort.replace(/^-/, ''), order: sort.startsWith('-') ? 'desc' : 'asc' }],
    pagination: { currentPage: page, pageSize: size },
    meta: { select },
    queryOptions: { placeholderData: keepPreviousData },
    errorNotification: false,
  });

  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton />;
  if (result.data.length === 0) return <EmptyState title={empty.title} hint={empty.hint} />;
  const total = result.total ?? 0;
  return (
    <div className="at-related">
      {draw ? (
        draw(result.data)
      ) : (
        <section className="at-related-box" aria-label={label}>
          <DataTable
            label={label}
            columns={columns}
            rows={result.data}
            hrefOf={hrefOf}
            busy={query.isPlaceholderData}
          />
        </section>
      )}
      {total > size ? (
        <Pager
          page={page}
          size={size}
          shown={result.data.length}
          more={total > page * size}
          count={{ total, about: false }}
          onPage={setPage}
        />
      ) : null}
    </div>
  );
}
