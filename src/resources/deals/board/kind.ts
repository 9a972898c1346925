import { type BoardKind, useBoard } from '../../../ui/board';
import type { BoardRequest } from './request';
import { addToStage, keepCards, moveCard, settleMove } from './state';
import type { Board, BoardStage, Card, Moved } from './types';

const pipelineBoard: BoardKind<Board, Card, BoardStage> = {
  resource: 'deals',
  read: 'deal_board',
  further: 'deal_board_cards',
  columnsOf: ({ stages }) => stages,
  withCards: addToStage,
  keep: keepCards,
  moved: moveCard,
  settled: (board, answer) => settleMove(board, answer as Moved),
  after: (stage, { id, board_position, closed_at }) => ({
    stage: stage.id,
    after: stage.outcome === 'open' ? { id, board_position } : { id, closed_at },
  }),
};

/** The pipeline's board of what is asked for. */
export const usePipelineBoard = (request: BoardRequest) => useBoard(pipelineBoard, request);
export type BoardControl = ReturnType<typeof usePipelineBoard>;
