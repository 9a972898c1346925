import { PlusOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../../providers/me';
import {
  ErrorState,
  PageHeader,
  TableSkeleton,
  useFormats,
  useMayTouch,
  useNarrow,
  Views,
} from '../../../ui';
import { type BoardLook, Columns, OneColumn, useMoveActions } from '../../../ui/board';
import { Filters, SearchBox, useListState } from '../../../ui/list';
import { RecordMenu } from '../../../ui/record/RecordMenu';
import { parts } from '../options';
import { useListSpec } from '../useListSpec';
import { CardView } from './CardView';
import { ColumnHead } from './ColumnHead';
import { usePipelineBoard } from './kind';
import { boardRequest, shownByColumns } from './request';
import type { BoardStage, Card } from './types';
import { useMoves } from './useMoves';
import '../../../ui/list/list.css';
import '../deals.css';

const dealAddress = (id: string) => `/deals/${id}`;

/** The pipeline: a column for each stage, deals dragged from one to the next. */
export default function DealBoard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const narrow = useNarrow();
  const spec = useListSpec();
  const { state, change } = useListState(spec);
  const control = usePipelineBoard(useMemo(() => boardRequest(state), [state]));
  const { query, board, loading, loadMore } = control;
  const { start, dialog } = useMoves(control);
  const moveActions = useMoveActions('deals', board?.stages ?? [], start);
  const may = useMayTouch();
  const mayCreate = useScope('deals', 'create') !== null;
  const filters = useMemo(() => spec.filters.filter(({ key }) => !shownByColumns.includes(key)), [spec]);
  const search = useRef(null);

  const mayMove = (card: Card) => may('deals', 'update', card);
  const look: BoardLook<Card, BoardStage> = {
    resource: 'deals',
    columns: board?.stages ?? [],
    head: (stage, id) => <ColumnHead stage={stage} id={id} everClosed={'closed_at' in state.filters} />,
    card: (slot) => (
      <CardView
        slot={slot}
        menu={
          slot.dragging === undefined ? (
            <RecordMenu
              resource="deals"
              record={slot.card}
              name={slot.card.name}
              parts={parts}
              more={mayMove(slot.card) ? moveActions(slot.card.id, slot.card.stage_id) : []}
            />
          ) : null
        }
      />
    ),
    titleOf: ({ name }) => name,
    labelOf: ({ name, customer, amount, currency }) =>
      [name, customer?.name, amount === null ? null : formats.money(amount, currency)]
        .filter(Boolean)
        .join(t('ui.comma')),
    hrefOf: dealAddress,
    mayMove,
    toneOf: ({ outcome }) => outcome,
    widthOf: ({ outcome }) => (outcome === 'open' ? 'minmax(184px, 1fr)' : 'minmax(152px, 0.8fr)'),
    loading,
    onMore: loadMore,
  };

  return (
    <div className="at-list at-board-page">
      <PageHeader
        title={t('deals.board.title')}
        extra={<Views base="/deals" />}
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
        <OneColumn look={look} />
      ) : (
        <Columns look={look} onMove={start} />
      )}
      {dialog}
    </div>
  );
}
