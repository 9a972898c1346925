import type { DragStart, DragUpdate, DropResult, ResponderProvided } from '@hello-pangea/dnd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import { stageOf } from './state';
import type { Board } from './types';

/** What a screen reader says while a deal is dragged by keyboard. */
export function useAnnouncements(board: Board | undefined) {
  const { t } = useTranslation();
  const formats = useFormats();

  const words = (stageId: string | undefined, index: number, cardId: string, arriving: boolean) => {
    const stage = board && stageId ? stageOf(board, stageId) : undefined;
    const name = board?.stages.flatMap(({ cards }) => cards).find(({ id }) => id === cardId)?.name ?? '';
    return {
      name,
      stage: stage?.name ?? '',
      position: formats.number(index + 1),
      total: formats.number((stage?.count ?? 0) + (arriving ? 1 : 0)),
    };
  };

  return {
    start: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(t('deals.board.lifted', words(source.droppableId, source.index, draggableId, false))),
    update: ({ draggableId, source, destination }: DragUpdate, { announce }: ResponderProvided) =>
      announce(
        destination
          ? t(
              'deals.board.over',
              words(
                destination.droppableId,
                destination.index,
                draggableId,
                destination.droppableId !== source.droppableId,
              ),
            )
          : t('deals.board.nowhere'),
      ),
    end: ({ draggableId, source, destination, reason }: DropResult, { announce }: ResponderProvided) =>
      announce(
        reason === 'CANCEL' || !destination
          ? t('deals.board.cancelled', words(source.droppableId, source.index, draggableId, false))
          : t(
              'deals.board.dropped',
              words(
                destination.droppableId,
                destination.index,
                draggableId,
                destination.droppableId !== source.droppableId,
              ),
            ),
      ),
  };
}
