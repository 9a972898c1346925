import { PlusOutlined } from '@ant-design/icons';
import { useMemo, useRef, useState } from 'react';
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
import { DoneButton } from '../../../ui/tasks/DoneButton';
import { useTaskWords } from '../../../ui/tasks/useWords';
import { useListSpec } from '../useListSpec';
import { CardView } from './CardView';
import { ColumnHead } from './ColumnHead';
import { boardRequest, useStatusBoard } from './kind';
import type { Card, StatusColumn } from './types';
import { useMoves } from './useMoves';
import '../../../ui/list/list.css';

const taskAddress = (id: string) => `/tasks/${id}`;

/** The board of tasks: a column for each status, what is due first on top, tasks dragged from one to the next. */
export default function TaskBoard() {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const narrow = useNarrow();
  const spec = useListSpec();
  const { word } = useTaskWords();
  const { state, change } = useListState(spec);
  // "Overdue" is as of now, and stays so while one looks: else every drawing would ask for another board.
  const [now] = useState(() => new Date());
  const control = useStatusBoard(useMemo(() => boardRequest(state, timezone, now), [state, timezone, now]));
  const { query, board, loading, loadMore } = control;
  const start = useMoves(control);
  const columns = useMemo(
    () => (board?.columns ?? []).map((column) => ({ ...column, name: word('statuses', column.id) })),
    [board, word],
  );
  const moveActions = useMoveActions('tasks', columns, start);
  const may = useMayTouch();
  const mayCreate = useScope('tasks', 'create') !== null;
  const filters = useMemo(() => spec.filters.filter(({ key }) => key !== 'status'), [spec]);
  const search = useRef(null);

  const mayMove = (card: Card) => may('tasks', 'update', card);
  const look: BoardLook<Card, StatusColumn> = {
    resource: 'tasks',
    columns,
    head: (column, id) => <ColumnHead column={column} id={id} />,
    card: (slot) => {
      const { card, column } = slot;
      if (slot.dragging !== undefined) return <CardView slot={slot} />;
      return (
        <CardView
          slot={slot}
          tick={
            <DoneButton
              task={card}
              mayChange={mayMove(card)}
              onChange={(status) => start(card.id, { column: status, index: 0 })}
            />
          }
          menu={
            <RecordMenu
              resource="tasks"
              record={card}
              name={card.title}
              more={mayMove(card) ? moveActions(card.id, column.id) : []}
            />
          }
        />
      );
    },
    titleOf: ({ title }) => title,
    labelOf: ({ title, priority }) => [title, word('priorities', priority)].join(t('ui.comma')),
    hrefOf: taskAddress,
    mayMove,
    loading,
    onMore: loadMore,
  };

  return (
    <div className="at-list at-board-page">
      <PageHeader
        title={t('tasks.board.title')}
        extra={<Views base="/tasks" />}
        action={
          mayCreate ? (
            <Link className="at-button-link" to="/tasks/create">
              <PlusOutlined aria-hidden /> {t('tasks.create')}
            </Link>
          ) : null
        }
      />
      <div className="at-list-bar">
        <SearchBox
          ref={search}
          value={state.q}
          placeholder={t('tasks.searchHint')}
          onSearch={(q) => change({ q }, { replace: true })}
        />
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
    </div>
  );
}
