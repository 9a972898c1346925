import type { DragStart, DragUpdate, DropResult, ResponderProvided } from '@hello-pangea/dnd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import type { BoardCard, BoardColumn, BoardLook } from './types';

/** What a screen reader says while a card is dragged by keyboard. */
export function useAnnouncements<C extends BoardCard, K extends BoardColumn<C>>({
  resource,
  columns,
  titleOf,
}: Pick<BoardLook<C, K>, 'resource' | 'columns' | 'titleOf'>) {
  const { t } = useTranslation();
  const formats = useFormats();

  const words = (columnId: string, index: number, cardId: string, arriving: boolean) => {
    const column = columns.find(({ id }) => id === columnId);
    const card = columns.flatMap(({ cards }) => cards).find(({ id }) => id === cardId);
    return {
      name: card ? titleOf(card) : '',
      stage: column?.name ?? '',
      position: formats.number(index + 1),
      total: formats.number((column?.count ?? 0) + (arriving ? 1 : 0)),
    };
  };
  /** What is said of a card over a place, or put down there. */
  const at = (key: string, { draggableId, source, destination }: DropResult | DragUpdate) => {
    const place = destination ?? source;
    const arriving = place.droppableId !== source.droppableId;
    return t(`${resource}.board.${key}`, words(place.droppableId, place.index, draggableId, arriving));
  };

  return {
    start: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(t(`${resource}.board.lifted`, words(source.droppableId, source.index, draggableId, false))),
    update: (update: DragUpdate, { announce }: ResponderProvided) =>
      announce(update.destination ? at('over', update) : t(`${resource}.board.nowhere`)),
    end: (result: DropResult, { announce }: ResponderProvided) =>
      announce(
        result.reason === 'CANCEL' || !result.destination
          ? at('cancelled', { ...result, destination: null })
          : at('dropped', result),
      ),
  };
}
