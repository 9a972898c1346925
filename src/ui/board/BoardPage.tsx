import { PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { Filters } from '../list/Filters';
import { SearchBox } from '../list/SearchBox';
import type { FilterDef } from '../list/types';
import type { ListStateControl } from '../list/useListState';
import { PageHeader } from '../PageHeader';
import { TableSkeleton } from '../Skeletons';
import { ErrorState } from '../states';
import { useNarrow } from '../useNarrow';
import { Views } from '../Views';
import Columns from './Columns';
import OneColumn from './OneColumn';
import type { BoardCard, BoardColumn, BoardLook, Place } from './types';
import '../list/list.css';

/** A resource's board: search, filters, its columns (one at a time on the phone), and every state that it can be in. */
export function BoardPage<C extends BoardCard, K extends BoardColumn<C>>({
  list: { state, change, filterDefs },
  follows,
  says = [],
  bar,
  query,
  ready,
  look,
  onMove,
}: {
  list: ListStateControl & { filterDefs: readonly FilterDef[] };
  /** The filters that narrow the board, by their keys. */
  follows: readonly string[];
  /** Those that its columns say, or something in the bar. */
  says?: readonly string[];
  /** Stands between the search and the filters. */
  bar?: ReactNode;
  query: { isError: boolean; error: unknown; refetch: () => unknown };
  /** Whether there is a board to look at, be it an earlier one. */
  ready: boolean;
  look: BoardLook<C, K>;
  onMove: (cardId: string, to: Place) => void;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { resource } = look;
  const mayCreate = useScope(resource, 'create') !== null;
  const search = useRef(null);
  const filters = filterDefs.filter(({ key }) => follows.includes(key));
  const unasked = filterDefs
    .filter(({ key }) => key in state.filters && !follows.includes(key) && !says.includes(key))
    .map(({ label }) => label);
  return (
    <div className="at-list at-board-page">
      <PageHeader
        title={t(`${resource}.board.title`)}
        extra={<Views base={`/${resource}`} />}
        action={
          mayCreate ? (
            <Link className="at-button-link" to={`/${resource}/create`}>
              <PlusOutlined aria-hidden /> {t(`${resource}.create`)}
            </Link>
          ) : null
        }
      />
      <div className="at-list-bar">
        <SearchBox
          ref={search}
          value={state.q}
          placeholder={t(`${resource}.searchHint`)}
          onSearch={(q) => change({ q }, { replace: true })}
        />
        {bar}
        <Filters filters={filters} mine state={state} change={change} />
      </div>
      {unasked.length > 0 ? (
        <p className="at-list-limit" role="status">
          {t('list.notOnBoard', { names: unasked.join(t('ui.comma')) })}
        </p>
      ) : null}
      {query.isError && !ready ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !ready ? (
        <TableSkeleton />
      ) : narrow ? (
        <OneColumn look={look} />
      ) : (
        <Columns look={look} onMove={onMove} />
      )}
    </div>
  );
}
