import type { DragStart, DragUpdate, DropResult, ResponderProvided } from '@hello-pangea/dnd';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';

/** What a screen reader says while a row is put into another place. */
export function useSortWords(items: readonly { id: string; name: string }[]) {
  const { t } = useTranslation();
  const formats = useFormats();
  const at = (key: string, id: string, index: number) =>
    t(`ui.sort.${key}`, {
      name: items.find((item) => item.id === id)?.name ?? '',
      position: formats.number(index + 1),
      total: formats.number(items.length),
    });
  return {
    start: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(at('lifted', draggableId, source.index)),
    update: ({ draggableId, source, destination }: DragUpdate, { announce }: ResponderProvided) =>
      announce(at('over', draggableId, (destination ?? source).index)),
    end: ({ draggableId, source, destination, reason }: DropResult, { announce }: ResponderProvided) =>
      announce(
        reason === 'DROP' && destination
          ? at('dropped', draggableId, destination.index)
          : at('cancelled', draggableId, source.index),
      ),
  };
}
