import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../../lib/clock';
import { useFormats, useMayTouch } from '../../../ui';
import { type BoardLook, BoardPage, useMoveActions } from '../../../ui/board';
import { useListState } from '../../../ui/list';
import { RecordMenu } from '../../../ui/record/RecordMenu';
import { DoneButton } from '../../../ui/tasks/DoneButton';
import { useTaskWords } from '../../../ui/tasks/useWords';
import { useListSpec } from '../useListSpec';
import { CardView } from './CardView';
import { ColumnHead } from './ColumnHead';
import { boardRequest, follows, says, useStatusBoard } from './kind';
import './texts';
import type { Card, StatusColumn } from './types';
import { useMoves } from './useMoves';

const taskAddress = (id: string) => `/tasks/${id}`;

/** The board of tasks: a column for each status, what is due first on top, tasks dragged from one to the next. */
export default function TaskBoard() {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const { word } = useTaskWords();
  const list = useListState(useListSpec());
  const asked = useMemo(() => ({ ...list.state, filters: list.asked }), [list.state, list.asked]);
  // "Overdue" is as of now, and stays so while one looks: else every drawing would ask for another board.
  const [now] = useState(() => currentTime());
  const control = useStatusBoard(useMemo(() => boardRequest(asked, timezone, now), [asked, timezone, now]));
  const { query, board, loading, loadMore } = control;
  const start = useMoves(control);
  const columns = useMemo(
    () => (board?.columns ?? []).map((column) => ({ ...column, name: word('statuses', column.id) })),
    [board, word],
  );
  const moveActions = useMoveActions('tasks', columns, start);
  const may = useMayTouch();

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
    <BoardPage
      list={list}
      follows={follows}
      says={says}
      query={query}
      ready={Boolean(board)}
      look={look}
      onMove={start}
    />
  );
}
