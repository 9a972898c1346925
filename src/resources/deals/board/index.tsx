import { PlusOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../../providers/me';
import { ErrorState, PageHeader, TableSkeleton, useMayTouch, useNarrow } from '../../../ui';
import { Filters, SearchBox, useListState } from '../../../ui/list';
import { RecordMenu } from '../../../ui/record/RecordMenu';
import { parts } from '../options';
import { useListSpec } from '../useListSpec';
import { Views } from '../Views';
import Columns from './Columns';
import OneColumn from './OneColumn';
import { boardRequest, shownByColumns } from './request';
import type { Card } from './types';
import { useBoard } from './useBoard';
import { useMoveActions } from './useMoveActions';
import { useMoves } from './useMoves';
import '../../../ui/list/list.css';
import '../deals.css';
import './board.css';

/** The pipeline: a column for each stage, deals dragged from one to the next. */
export default function DealBoard() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const spec = useListSpec();
  const { state, change } = useListState(spec);
  const control = useBoard(useMemo(() => boardRequest(state), [state]));
  const { query, board, loading, loadMore } = control;
  const { start, dialog } = useMoves(control);
  const moveActions = useMoveActions(board, start);
  const may = useMayTouch();
  const mayCreate = useScope('deals', 'create') !== null;
  const filters = useMemo(() => spec.filters.filter(({ key }) => !shownByColumns.includes(key)), [spec]);
  const search = useRef(null);

  const mayMove = (card: Card) => may('deals', 'update', card);
  const menu = (card: Card) => (
    <RecordMenu
      resource="deals"
      record={card}
      name={card.name}
      parts={parts}
      more={mayMove(card) ? moveActions(card) : []}
    />
  );
  const everClosed = 'closed_at' in state.filters;
  const shown = { everClosed, loading, onMore: loadMore, menu };

  return (
    <div className="at-list at-board-page">
      <PageHeader
        title={t('deals.board.title')}
        extra={<Views />}
        action={
          mayCreate ? (
            <Link className="at-button-link" to="/deals/create">
              <PlusOutlined aria-hidden /> {t('deals.create')}
            </Link>
          ) : null
        }
      />
      <div className="at-list-bar">
        <SearchBox
          ref={search}
          value={state.q}
          placeholder={t('deals.searchHint')}
          onSearch={(q) => change({ q }, { replace: true })}
        />
        {(board?.pipelines?.length ?? 0) > 1 ? (
          <Select
            aria-label={t('deals.fields.pipeline_id')}
            value={board?.pipeline}
            options={board?.pipelines?.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(pipeline) => change({ filters: { ...state.filters, pipeline: [String(pipeline)] } })}
          />
        ) : null}
        <Filters filters={filters} mine state={state} change={change} />
      </div>
      {query.isError && !board ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !board ? (
        <TableSkeleton />
      ) : narrow ? (
        <OneColumn board={board} {...shown} />
      ) : (
        <Columns board={board} {...shown} mayMove={mayMove} onMove={start} />
      )}
      {dialog}
    </div>
  );
}
