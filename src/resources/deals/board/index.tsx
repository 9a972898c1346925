import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useMayTouch } from '../../../ui';
import { type BoardLook, BoardPage, useMoveActions } from '../../../ui/board';
import { useListState } from '../../../ui/list';
import { RecordMenu } from '../../../ui/record/RecordMenu';
import { parts } from '../options';
import { useListSpec } from '../useListSpec';
import { CardView } from './CardView';
import { ColumnHead } from './ColumnHead';
import { usePipelineBoard } from './kind';
import { boardRequest, follows, says } from './request';
import type { BoardStage, Card } from './types';
import { useMoves } from './useMoves';
import '../deals.css';

const dealAddress = (id: string) => `/deals/${id}`;

/** The pipeline: a column for each stage, deals dragged from one to the next. */
export default function DealBoard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useListState(useListSpec());
  const asked = useMemo(() => ({ ...list.state, filters: list.asked }), [list.state, list.asked]);
  const { state, change } = list;
  const control = usePipelineBoard(useMemo(() => boardRequest(asked), [asked]));
  const { query, board, loading, loadMore } = control;
  const { start, dialog } = useMoves(control);
  const moveActions = useMoveActions('deals', board?.stages.filter(({ active }) => active) ?? [], start);
  const may = useMayTouch();

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
    takes: ({ active }) => active,
    toneOf: ({ outcome }) => outcome,
    widthOf: ({ outcome }) => (outcome === 'open' ? 'minmax(184px, 1fr)' : 'minmax(152px, 0.8fr)'),
    loading,
    onMore: loadMore,
  };

  return (
    <>
      <BoardPage
        list={list}
        follows={follows}
        says={says}
        bar={
          (board?.pipelines?.length ?? 0) > 1 ? (
            <Select
              aria-label={t('deals.fields.pipeline_id')}
              value={board?.pipeline}
              options={board?.pipelines?.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(pipeline) => change({ filters: { ...state.filters, pipeline: [String(pipeline)] } })}
            />
          ) : null
        }
        query={query}
        ready={Boolean(board)}
        look={look}
        onMove={start}
      />
      {dialog}
    </>
  );
}
