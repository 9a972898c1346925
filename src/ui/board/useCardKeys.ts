import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** The handle that is nearest in a direction: the next card of a column, or the one beside it. */
function neighbour(from: Element, key: string, rtl: boolean): HTMLElement | null {
  const slot = from.closest('.at-board-slot');
  const column = from.closest('.at-board-column');
  if (!slot || !column) return null;
  const index = Number(slot.getAttribute('aria-posinset'));
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const wanted = index + (key === 'ArrowDown' ? 1 : -1);
    return column.querySelector(`[aria-posinset="${wanted}"] [data-rfd-drag-handle-draggable-id]`);
  }
  const forward = (key === 'ArrowRight') !== rtl;
  const beside = forward ? column.nextElementSibling : column.previousElementSibling;
  const top = slot.getBoundingClientRect().top;
  const cards = [...(beside?.querySelectorAll<HTMLElement>('[data-rfd-drag-handle-draggable-id]') ?? [])];
  const distance = (card: HTMLElement) => Math.abs(card.getBoundingClientRect().top - top);
  return cards.reduce<HTMLElement | null>(
    (best, card) => (best && distance(best) <= distance(card) ? best : card),
    null,
  );
}

const arrows = ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'];

/** Between cards by the arrows, into one by Enter. While one is dragged the keys are the library's. */
export function useCardKeys(box: HTMLElement | null, hrefOf: (cardId: string) => string): void {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const rtl = i18n.dir() === 'rtl';

  useEffect(() => {
    if (!box) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const cardId = target?.getAttribute('data-rfd-drag-handle-draggable-id');
      if (!target || !cardId || event.defaultPrevented) return;
      if (event.key === 'Enter') void navigate(hrefOf(cardId));
      else if (arrows.includes(event.key)) neighbour(target, event.key, rtl)?.focus();
      else return;
      event.preventDefault();
    };
    box.addEventListener('keydown', listen);
    return () => box.removeEventListener('keydown', listen);
  }, [box, navigate, rtl, hrefOf]);
}
